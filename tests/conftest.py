"""What every test may ask for: the demo municipality as cast, and browsers in which they have signed in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from types import ModuleType, SimpleNamespace
from typing import Any, TypeVar

import pytest
from django.core.cache import cache
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.utils import translation

from tegerek.commitments.models import ReportPiece
from tegerek.demo.cast import Member
from tegerek.demo.trained.whole import Trained
from tegerek.demo.world import World
from tegerek.learning.models import Certificate, Learnt
from tegerek.lib.held import mark
from tegerek.minutes.models import Destruction, Edition, Issued
from tegerek.people.models import PaperName
from tegerek.programmes.models import PayList, PayPiece, ReportRow, SeriesReport
from tests.kept_world import PASSWORD as PASSWORD
from tests.kept_world import Kept, make_series, make_world
from tests.order import dealt

STATIC_AS_IT_LIES = "django.contrib.staticfiles.storage.StaticFilesStorage"
COMMITTING_FIXTURES = {"transactional_db", "live_server", "django_db_reset_sequences"}
# What the database lets nobody take away, by the migration that says so.
ISSUED: dict[str, tuple[type[Model], ...]] = {
    "tegerek.minutes.migrations.0002_editions_stay": (Destruction, Issued, Edition),
    "tegerek.learning.migrations.0003_certificates_stay": (Certificate, PaperName),
    "tegerek.learning.migrations.0004_figures_stay": (Learnt,),
    "tegerek.commitments.migrations.0003_reports_stay": (ReportPiece,),
    "tegerek.programmes.migrations.0010_reports_stay": (ReportRow, SeriesReport),
    "tegerek.programmes.migrations.0012_money_lists_stay": (PayPiece, PayList),
}
DATABASE_FIXTURES = {"db", "world", "trained", *COMMITTING_FIXTURES}
# What is made once for all tests → the fixture that moves the connection to the database in which it stands.
KEPT = {"world": "_kept_world", "trained": "_kept_series"}


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """Mark what touches the database: it runs on PostgreSQL too, unless marked `once`. Then deal out what was chosen.

    What asks for something kept is moved to it first.
    """
    for item in items:
        names = getattr(item, "fixturenames", [])
        fixtures = set(names)
        for made, kept in KEPT.items():
            if made in fixtures and not fixtures & {kept, *COMMITTING_FIXTURES}:
                names.insert(0, kept)
        touches = fixtures & DATABASE_FIXTURES or item.get_closest_marker("django_db")
        if touches and not item.get_closest_marker("once"):
            item.add_marker(pytest.mark.database)
    yield
    items[:] = dealt(items)


@pytest.fixture(autouse=True)
def _fast_and_clean(settings: Any) -> Iterator[None]:
    """A quick hasher, files for the browser as they lie, English sentences, no rate limits left over."""
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": STATIC_AS_IT_LIES}}
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def _nothing_issued_is_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """Let a test that commits clean up after itself: SQLite empties tables by DELETE, which what was issued refuses."""
    commits = COMMITTING_FIXTURES & set(request.fixturenames)
    for name in commits:
        request.getfixturevalue(name)
    yield
    if commits and connection.vendor == "sqlite":
        for name, tables in ISSUED.items():
            _empty(import_module(name), tables)


def _empty(stays: ModuleType, tables: tuple[type[Model], ...]) -> None:
    """Empty tables whose triggers, put there by that migration, let nothing go."""
    if not tables[-1]._default_manager.exists():
        return
    with connection.cursor() as cursor:
        editor = SimpleNamespace(connection=connection, execute=cursor.execute)
        stays.let_go(None, editor)
        for table in tables:
            table._default_manager.all()._raw_delete(connection.alias)
        stays.keep(None, editor)


@pytest.fixture
def _kept_world(django_db_setup: None, _fast_and_clean: None, django_db_blocker: Any) -> Iterator[Kept[World]]:
    """The connection stands in the database of the world."""
    yield from _moved(_worlds, lambda: Kept("world", make_world), django_db_blocker)


@pytest.fixture
def _kept_series(django_db_setup: None, _fast_and_clean: None, django_db_blocker: Any) -> Iterator[Kept[Trained]]:
    """The connection stands in the database of the sample series."""
    yield from _moved(_series, lambda: Kept("series", make_series), django_db_blocker)


Made = TypeVar("Made")


def _moved(made: list[Kept[Made]], make: Callable[[], Kept[Made]], blocker: Any) -> Iterator[Kept[Made]]:
    """Move to what is kept, made if nobody asked for it before, and back."""
    with blocker.unblock():
        if not made:
            made.append(make())
        made[0].enter()
    yield made[0]
    with blocker.unblock():
        made[0].leave()


_worlds: list[Kept[World]] = []
_series: list[Kept[Trained]] = []


@pytest.fixture
def world(request: pytest.FixtureRequest, db: None) -> World:
    """The demo municipality: kept between tests, or made anew for a test that commits what it writes."""
    if "_kept_world" in request.fixturenames:
        kept: Kept[World] = request.getfixturevalue("_kept_world")
        return kept.fresh()
    return make_world()


@pytest.fixture
def trained(_kept_series: Kept[Trained], db: None) -> Trained:
    """The sample series beside places and accounts of the demo, kept between tests; for tests that commit nothing."""
    return _kept_series.fresh()


@pytest.fixture
def held() -> Iterator[None]:
    """The site is a restored copy that nobody has released yet."""
    mark().touch()
    yield
    mark().unlink(missing_ok=True)


@pytest.fixture
def sign_in() -> Callable[[Member], Client]:
    """A browser in which a member of the cast has signed in."""

    def signed_in(member: Member) -> Client:
        client = Client()
        client.force_login(member.user)
        return client

    return signed_in
