"""A site made from an archive: into an empty place alone, all or nothing, and held until somebody releases it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.utils.translation import gettext as _

from tegerek.lib import held
from tegerek.lib.errors import Refusal
from tegerek.people.ledger import NAME as ERASURES
from tegerek.shell.backups import archive, databases
from tegerek.shell.backups.archive import Manifest


def restore(path: Path, *, ledgers: Sequence[Path] = ()) -> Manifest:
    """Make the site of TEGEREK_VAR from an archive; what it held.

    Every byte is verified first. An older database is brought up to this program by its migrations. Whoever was erased
    is erased again: told by the ledger in the archive, the one that lies beside it, and further ledgers given.
    Raises Refusal, and leaves nothing behind, when the place is not empty or anything is not in order.
    """
    var: Path = settings.VAR
    _check_place(var)
    manifest = archive.verified(path)
    _check_fits(manifest)
    with _folder_beside(var) as made:
        archive.unpack(path, made)
        database = made / "database" / databases.NAMES[manifest.engine]
        databases.check(database, manifest.engine, manifest.counts)
        _gather_ledgers(made, [path.parent / ERASURES, *ledgers])
        (made / held.mark().name).touch(mode=0o600)
        with _filled(database, made):
            _settle(made, demo=manifest.demo)
            shutil.rmtree(made / "database")
            made.rename(var)
    return manifest


def release() -> bool:
    """End the held state; whether there was one."""
    is_held = held.is_held()
    held.mark().unlink(missing_ok=True)
    return is_held


def _check_place(var: Path) -> None:
    if var.exists() and any(var.iterdir()):
        told = _(
            "%(folder)s is not empty. Restore into a new folder: TEGEREK_VAR=/some/where/else bin/manage restore …"
        )
        raise Refusal(told % {"folder": var})
    if not databases.is_empty():
        raise Refusal(_("The database that TEGEREK_DATABASE names is not empty. Make a new one and name that."))


def _check_fits(manifest: Manifest) -> None:
    if manifest.engine != databases.engine():
        told = _("This archive holds a %(other)s database. Set TEGEREK_DATABASE to one of that kind, or leave it out.")
        raise Refusal(told % {"other": manifest.engine})
    known = MigrationLoader(None).disk_migrations.keys()
    apps = {app for app, _name in known}
    strange = [
        name for app, names in manifest.migrations.items() for name in names if app in apps and (app, name) not in known
    ]
    if strange:
        raise Refusal(_("This archive was made by a newer version of the program. Bring the program up to date."))


@contextmanager
def _folder_beside(var: Path) -> Iterator[Path]:
    """A folder on the same disk, gone at the end unless it has become the site."""
    var.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(dir=var.parent, prefix=f".{var.name}-restoring-"))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _gather_ledgers(made: Path, others: Sequence[Path]) -> None:
    """All ledgers of erasures become the one of the restored site; a line told twice is erased once."""
    texts = [path.read_text(encoding="utf-8") for path in (made / ERASURES, *others) if path.is_file()]
    lines = dict.fromkeys(line for text in texts for line in text.splitlines() if line)
    if lines:
        (made / ERASURES).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        (made / ERASURES).chmod(0o600)


@contextmanager
def _filled(database: Path, made: Path) -> Iterator[None]:
    """The database in its place; a PostgreSQL that was filled is emptied again when what follows fails."""
    if databases.engine() == databases.SQLITE:
        database.rename(made / databases.NAMES[databases.SQLITE])
        yield
        return
    databases.fill_postgresql(database)
    try:
        yield
    except BaseException:
        connections["default"].close()
        databases.empty_postgresql()
        raise


def _settle(made: Path, *, demo: bool) -> None:
    """In a process that has the folder as its site: migrate, and erase again. Raises Refusal with what it said."""
    env = os.environ | {"TEGEREK_VAR": str(made), "TEGEREK_DEMO": "1" if demo else "0"}
    if (made / "secret").exists():
        env.pop("TEGEREK_SECRET", None)
    done = subprocess.run(
        [sys.executable, "-P", "-m", "django", "settle_restored"], env=env, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        last = " ".join(done.stderr.strip().splitlines()[-1:])
        raise Refusal(_("The restored database could not be brought up to date: %(why)s") % {"why": last})
