"""Two people at once: threads with a connection of their own each, on a database that they really share."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection


@pytest.fixture
def shared(transactional_db: None, tmp_path: Path) -> Iterator[None]:
    """A database that threads can share as processes do.

    SQLite in memory locks whole tables between threads and waits for nobody; a file behaves as on a real site.
    """
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    in_memory, name = connection.connection, connection.settings_dict["NAME"]
    file = tmp_path / "shared.sqlite3"
    copy = sqlite3.connect(file)
    in_memory.backup(copy)
    copy.close()
    # The connection is kept aside, for a database in memory ends with its last connection.
    connection.connection, connection.settings_dict["NAME"] = None, str(file)
    yield
    connection.close()
    connection.connection, connection.settings_dict["NAME"] = in_memory, name


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Let all acts set off together; what each answered, or the exception it ended with."""
    start = threading.Barrier(len(acts), timeout=20)

    def run(act: Callable[[], object]) -> object:
        try:
            connection.ensure_connection()
            start.wait()
            return act()
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [done.result() for done in [pool.submit(run, act) for act in acts]]
