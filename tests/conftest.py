"""What every test may ask for: the demo municipality as cast, and browsers in which they have signed in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import translation

from tegerek.demo import world as demo
from tegerek.demo.cast import Member
from tegerek.demo.world import World
from tegerek.lib.held import mark
from tests.places.world import load_few_units

PASSWORD = "archa-bulak-terek-42"
STATIC_AS_IT_LIES = "django.contrib.staticfiles.storage.StaticFilesStorage"
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
