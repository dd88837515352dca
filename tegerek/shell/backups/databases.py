"""Copying the database of a running site in one step, and filling an empty one from the copy.

SQLite: VACUUM INTO, which sees one moment and lets others write. PostgreSQL: pg_dump on an exported snapshot, so that
the rows counted are those dumped.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.translation import gettext as _

from tegerek.lib.errors import Refusal

SQLITE, POSTGRESQL = "sqlite", "postgresql"
NAMES = {SQLITE: "tegerek.sqlite3", POSTGRESQL: "tegerek.pgdump"}
_COPY = re.compile(rb'COPY (?:\w+\.)?"?(\w+)"? \(.*\) FROM stdin;')
_OUR_TABLES = (
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND sql NOT LIKE '%VIRTUAL%'"
)

# A database from before there were files has no such table; it can be backed up before it is brought up to date.
_FILES, _DIGESTS = "files_file", "SELECT DISTINCT sha256 FROM files_file ORDER BY sha256"


@dataclass(frozen=True)
class Copied:
    """One moment of the database. path: the copy; counts: rows of each table; digests: of the files that rows name."""

    engine: str
    path: Path
    counts: dict[str, int]
    migrations: dict[str, list[str]]
    digests: tuple[str, ...]


def engine() -> str:
    """Which database this site has."""
    return SQLITE if connections["default"].vendor == "sqlite" else POSTGRESQL


def copy(folder: Path) -> Copied:
    """A copy of the database in a folder, while others go on reading and writing. About five seconds for each GB.

    Raises Refusal when the program that dumps PostgreSQL is not there or fails.
    """
    return _copy_sqlite(folder) if engine() == SQLITE else _copy_postgresql(folder)


def check(path: Path, engine_of_copy: str, counts: dict[str, int]) -> None:
    """Open a copy again: whole in itself, and each table has its rows. Raises Refusal."""
    found = _counts_of_sqlite(path) if engine_of_copy == SQLITE else _counts_of_dump(path)
    if found != counts:
        raise Refusal(_("The copy of the database does not hold what was counted. Make the backup again."))


def is_empty() -> bool:
    """Whether the database of this site has no tables yet; a SQLite file that is not there is empty."""
    database = connections["default"]
    if engine() == SQLITE and not Path(str(database.settings_dict["NAME"])).exists():
        return True
    return not database.introspection.table_names()


def fill_postgresql(path: Path) -> None:
    """Fill the empty PostgreSQL of this site from a dump, all or nothing. Raises Refusal with what pg_restore said."""
    options = ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges", "--no-comments"]
    name = str(connections["default"].settings_dict["NAME"])
    _call("pg_restore", *options, f"--dbname={name}", str(path))


def empty_postgresql() -> None:
    """Take out again what a restore that failed had put into a PostgreSQL that was empty."""
    database = connections["default"]
    with database.cursor() as cursor:
        for table in database.introspection.table_names(cursor):
            cursor.execute(f"DROP TABLE IF EXISTS {database.ops.quote_name(table)} CASCADE")


def _copy_sqlite(folder: Path) -> Copied:
    path = folder / NAMES[SQLITE]
    source = sqlite3.connect(str(connections["default"].settings_dict["NAME"]), timeout=60)
    with contextlib.closing(source):
        source.execute("VACUUM INTO ?", (str(path),))
    path.chmod(0o600)
    with _opened(path) as found:
        applied = found.execute("SELECT app, name FROM django_migrations ORDER BY id").fetchall()
        counts = _counts_of_sqlite(path)
        digests = found.execute(_DIGESTS).fetchall() if _FILES in counts else []
    return Copied(SQLITE, path, counts, _by_app(applied), tuple(row[0] for row in digests))


def _copy_postgresql(folder: Path) -> Copied:
    path = folder / NAMES[POSTGRESQL]
    database = connections.create_connection("default")
    digests: list[tuple[str]] = []
    try:
        database.set_autocommit(False)
        with database.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            cursor.execute("SELECT pg_export_snapshot()")
            snapshot = cursor.fetchone()[0]
            counts = _counts(database, cursor)
            cursor.execute("SELECT app, name FROM django_migrations ORDER BY id")
            applied = cursor.fetchall()
            if _FILES in counts:
                cursor.execute(_DIGESTS)
                digests = cursor.fetchall()
            name = str(database.settings_dict["NAME"])
            _call("pg_dump", "--format=custom", f"--snapshot={snapshot}", f"--file={path}", f"--dbname={name}")
        database.rollback()
    finally:
        database.close()
    path.chmod(0o600)
    return Copied(POSTGRESQL, path, counts, _by_app(applied), tuple(row[0] for row in digests))


def _counts(database: BaseDatabaseWrapper, cursor: Any) -> dict[str, int]:
    counts = {}
    for table in sorted(database.introspection.table_names(cursor)):
        cursor.execute(f"SELECT count(*) FROM {database.ops.quote_name(table)}")  # noqa: S608  # nosec B608 - quoted by Django
        counts[table] = cursor.fetchone()[0]
    return counts


def _counts_of_sqlite(path: Path) -> dict[str, int]:
    """Raises Refusal for a copy that is not whole in itself."""
    with _opened(path) as found:
        if found.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            raise Refusal(_("The copy of the database is damaged. Make the backup again."))
        tables = sorted(row[0] for row in found.execute(_OUR_TABLES))
        quoted = {table: '"' + table.replace('"', '""') + '"' for table in tables}
        return {
            table: found.execute(f"SELECT count(*) FROM {name}").fetchone()[0]  # noqa: S608  # nosec B608 - the copy's own
            for table, name in quoted.items()
        }


def _counts_of_dump(path: Path) -> dict[str, int]:
    """Rows of each table, counted in the text into which pg_restore turns a dump; it reads every byte."""
    command = [_program("pg_restore"), "--data-only", "--file=-", str(path)]
    counts: dict[str, int] = {}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:  # noqa: S603 - our own words
        for table, rows in _rows_of_dump(process.stdout or iter(())):
            counts[table] = rows
        _out, said = process.communicate()
    if process.returncode != 0:
        raise Refusal(_said("pg_restore", said))
    return counts


def _rows_of_dump(lines: Any) -> Iterator[tuple[str, int]]:
    for line in lines:
        if begins := _COPY.match(line):
            rows = 0
            for row in lines:
                if row == b"\\.\n":
                    break
                rows += 1
            yield begins[1].decode(), rows


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    """A copy that nobody else has open, read only: it stays one file."""
    with contextlib.closing(sqlite3.connect(f"{path.as_uri()}?immutable=1", uri=True)) as found:
        yield found


def _by_app(applied: list[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for app, name in applied:
        found.setdefault(app, []).append(name)
    return found


def _call(program: str, *arguments: str) -> None:
    """Raises Refusal with what the program said; the password goes by the environment, never by the command line."""
    told = connections["default"].settings_dict
    where = {"PGHOST": told["HOST"], "PGPORT": told["PORT"], "PGUSER": told["USER"], "PGPASSWORD": told["PASSWORD"]}
    env = os.environ | {name: str(value) for name, value in where.items() if value}
    done = subprocess.run(  # noqa: S603 - a program found by its whole path, with our own words
        [_program(program), *arguments], env=env, capture_output=True, check=False
    )
    if done.returncode != 0:
        raise Refusal(_said(program, done.stderr))


def _program(name: str) -> str:
    """The newest of the programs of PostgreSQL on this machine. Raises Refusal when there is none."""
    installed = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3]))
    found = str(installed[-1]) if installed else shutil.which(name)
    if found is None:
        raise Refusal(_("%(program)s is not installed. As root: apt-get install postgresql-client") % {"program": name})
    return found


def _said(program: str, words: bytes) -> str:
    last = words.decode(errors="replace").strip().splitlines()[-1:]
    return _("%(program)s failed: %(why)s") % {"program": program, "why": " ".join(last) or "?"}
