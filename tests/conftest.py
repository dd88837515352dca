"""What every test may ask for: the demo municipality as cast, and browsers in which they have signed in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import translation

from tegerek.demo import world as demo
from tegerek.demo.cast import Member
from tegerek.demo.world import World
from tegerek.lib.held import mark
from tegerek.minutes.models import Destruction, Edition, Issued
from tests.places.world import load_few_units

PASSWORD = "archa-bulak-terek-42"
STATIC_AS_IT_LIES = "django.contrib.staticfiles.storage.StaticFilesStorage"
TRANSACTIONAL = {"transactional_db", "live_server"}
DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "django_db_reset_sequences", "world"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what touches the database: it runs on PostgreSQL too."""
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if fixtures & DATABASE_FIXTURES or item.get_closest_marker("django_db"):
            item.add_marker(pytest.mark.database)


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
    commits = TRANSACTIONAL & set(request.fixturenames)
    for name in commits:
        request.getfixturevalue(name)
    yield
    if commits and connection.vendor == "sqlite" and Edition.objects.exists():
        stays = import_module("tegerek.minutes.migrations.0002_editions_stay")
        with connection.cursor() as cursor:
            editor = SimpleNamespace(connection=connection, execute=cursor.execute)
            stays.let_go(None, editor)
            for table in (Destruction, Issued, Edition):
                table.objects.all()._raw_delete(connection.alias)
            stays.keep(None, editor)


@pytest.fixture
def world(db: None) -> World:
    """The demo municipality, made through the rooms' own actions."""
    load_few_units()
    return demo.make(lambda: PASSWORD)


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
