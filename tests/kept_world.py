"""The demo municipality, made once for each process of the tests, in a database of its own beside the empty one.

A test that asks for the world is moved to that database before its transaction begins, and what it wrote is rolled
back as ever. Making the world anew for each test took most of the suite's time.
"""

import copy
import copyreg
from collections.abc import Callable
from pathlib import Path
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from django.conf import settings
from django.db import connection

from tegerek.demo import world as demo
from tegerek.demo.cast import engage
from tegerek.demo.land import settle
from tegerek.demo.trained.whole import Trained, make_trained
from tegerek.demo.world import World
from tegerek.files import store
from tests.places.world import load_few_units

PASSWORD = "archa-bulak-terek-42"
Made = TypeVar("Made")


def make_world() -> World:
    """The demo municipality, made through the rooms' own actions, in the database that is connected now."""
    load_few_units()
    return demo.make(lambda: PASSWORD)


def make_series() -> Trained:
    """The sample series beside the places and accounts of the demo, in the database that is connected now."""
    load_few_units()
    engage(settle(), lambda: PASSWORD)
    return make_trained(lambda: PASSWORD)


class Kept(Generic[Made]):
    """A copy of the empty test database with what `make` makes in it: the world takes about three seconds, the sample
    series about twenty.
    """

    def __init__(self, name: str, make: Callable[[], Made]) -> None:
        connection.ensure_connection()
        self._empty = connection.settings_dict["NAME"]
        self._name = _twin(name)
        self._outside: Any = None
        self._inside: Any = None
        self.enter()
        self._made = make()
        self._blobs = [path.read_bytes() for path in Path(settings.FILES).glob("??/*")]
        self.leave()

    def enter(self) -> None:
        """Move the connection to what was made; only outside a transaction."""
        self._outside = connection.connection
        self._connect(self._name, self._inside)

    def leave(self) -> None:
        """Move the connection back to the empty database."""
        self._inside = connection.connection
        self._connect(self._empty, self._outside)

    def fresh(self) -> Made:
        """It as it was made, with every file in its place, whatever other tests did to theirs."""
        for blob in self._blobs:
            store.put(blob)
        return copy.deepcopy(self._made)

    def _connect(self, name: str, kept: Any) -> None:
        connection.settings_dict["NAME"] = name
        connection.connection = kept
        if kept is None:
            connection.connect()


def _twin(suffix: str) -> str:
    """Make a second database like the empty one; its name."""
    if connection.vendor == "postgresql":
        connection.creation.clone_test_db(suffix, verbosity=0)
        name: str = connection.creation.get_test_db_clone_settings(suffix)["NAME"]
        return name
    name = connection.settings_dict["NAME"].replace("memorydb_default", f"memorydb_{suffix}")
    twin = connection.get_new_connection({**connection.get_connection_params(), "database": name})
    connection.connection.backup(twin)
    _held.append(twin)
    return name


_held: list[Any] = []  # SQLite forgets a database in memory with its last connection


copyreg.pickle(MappingProxyType, lambda proxy: (MappingProxyType, (dict(proxy),)))  # so that a Said can be copied
