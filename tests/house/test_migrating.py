"""A database of every release so far is migrated forward, and nothing in it is lost."""

from __future__ import annotations

import gzip
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.house.sample_database import FOLDER, environment

KEPT = sorted(FOLDER.glob("*.sql.gz"))


@pytest.mark.machine
@pytest.mark.parametrize("kept", KEPT, ids=lambda path: path.name)
def test_a_database_of_an_earlier_release_is_brought_forward_whole(kept: Path, tmp_path: Path) -> None:
    path = tmp_path / "tegerek.sqlite3"
    with closing(sqlite3.connect(path)) as database:
        database.executescript(gzip.decompress(kept.read_bytes()).decode())
        before = rows(database)

    migrated = subprocess.run(
        [sys.executable, "-m", "django", "migrate", "-v0"], env=environment(tmp_path), check=False
    )
    pending = subprocess.run(
        [sys.executable, "-m", "django", "migrate", "--check"], env=environment(tmp_path), check=False
    )

    with closing(sqlite3.connect(path)) as database:
        after = rows(database)
    assert (migrated.returncode, pending.returncode) == (0, 0)
    assert {table: number for table, number in before.items() if after.get(table, 0) < number} == {}
    assert before["meetings_meeting"] >= 25


def test_there_is_a_database_to_bring_forward() -> None:
    assert KEPT


def rows(database: sqlite3.Connection) -> dict[str, int]:
    """How many rows each table of ours holds."""
    tables = database.execute(
        "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'"
    ).fetchall()
    return {name: database.execute(f'select count(*) from "{name}"').fetchone()[0] for (name,) in tables}  # noqa: S608 - names of our own tables
