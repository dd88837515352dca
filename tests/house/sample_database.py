"""python -m tests.house.sample_database NAME : keep the demo of today as a small database that later releases migrate.

Run once at the end of a release, with a new NAME; what was kept is never made again.
"""

from __future__ import annotations

import gzip
import os
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "data" / "databases"
MAKE = """
import django
django.setup()
from tegerek.demo import world
from tests.places.world import load_few_units
load_few_units()
world.make(lambda: "archa-bulak-terek-42")
"""


def main(name: str) -> None:
    target = FOLDER / f"{name}.sql.gz"
    if target.exists():
        raise SystemExit(f"{target.name} was kept already; choose a new name.")
    with tempfile.TemporaryDirectory() as var:
        env = environment(Path(var))
        subprocess.run([sys.executable, "-m", "django", "migrate", "-v0"], env=env, check=True)
        subprocess.run([sys.executable, "-c", MAKE], env=env, check=True)
        database = sqlite3.connect(Path(var) / "tegerek.sqlite3")
        without_finding(database)
        dump = "\n".join(database.iterdump()).encode()
        database.close()
    # Without a time in its head the same dump makes the same file.
    target.write_bytes(gzip.compress(dump, mtime=0))


def without_finding(database: sqlite3.Connection) -> None:
    """Take the index of finding out, which a dump in SQL cannot hold (FTS5) and the migrations make again."""
    # The virtual tables first: they take those with them in which they keep what they hold.
    names = """select type, name from sqlite_master
        where type in ('trigger', 'table') and name like 'search!_%' escape '!'
        order by type = 'table', sql not like 'create virtual%'"""
    for kind, name in database.execute(names).fetchall():
        database.execute(f"drop {kind} if exists {name}")
    database.execute("delete from django_migrations where app = 'search'")
    database.commit()


def environment(var: Path) -> dict[str, str]:
    """The variables of a site of its own in that folder, at the demo's day."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("TEGEREK_")}
    return own | {
        "DJANGO_SETTINGS_MODULE": "tegerek.config.settings",
        "TEGEREK_VAR": str(var),
        "TEGEREK_SECRET": "a secret of the tests alone",
        "TEGEREK_NOW": "2026-03-06T09:00+06:00",
    }


if __name__ == "__main__":
    main(sys.argv[1])
