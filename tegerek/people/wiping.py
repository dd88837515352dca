"""Making sure that what was erased is not left in the free pages or the log of SQLite.

`secure_delete` overwrites what goes; the write-ahead log still holds pages as they were, until it is taken into the
database and cut to nothing. VACUUM writes the database anew, without pages that ever held anything else.
"""

from __future__ import annotations

import logging
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.utils import OperationalError

# Lies in TEGEREK_VAR from an erasure until its cleaning came to its end, also over a power cut.
MARK = "erasure-to-finish"

log = logging.getLogger(__name__)


def note_due() -> None:
    """Note that somebody is being erased. Before the commit: a cleaning too many does no harm."""
    if settings.VAR.is_dir():
        _mark().touch()


def note_done() -> None:
    """Note that nothing is left to clean."""
    _mark().unlink(missing_ok=True)


def is_due() -> bool:
    """Whether an erasure was not followed by a whole cleaning."""
    return _mark().exists()


def wipe() -> bool:
    """Whether no byte of what was erased is left in the database file and its log; the night tries again.

    Only outside a transaction. Takes some seconds for each GB; who writes meanwhile waits. On PostgreSQL it does
    nothing and is True: what remains there, and until when, stands in docs/erasing.md.
    """
    if connection.vendor != "sqlite":
        return True
    try:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            busy: int = cursor.fetchone()[0]
    except OperationalError:
        busy = 1
    if busy:
        log.warning("the database could not be written anew after an erasure; the night tries again")
    return not busy


def _mark() -> Path:
    return settings.VAR / MARK
