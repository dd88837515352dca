"""What all addresses for machines have in common."""

from typing import Any

import pytest
from django.test import Client

from tegerek.machines.urls import urlpatterns
from tests.machines.conftest import Published

# Published once, never removed: add to this list, take nothing from it.
ADDRESSES = [
    "feeds/meetings.atom",
    "healthz",
    "meetings.ics",
    "meetings/<str:ref>.ics",
    "places/<slug:slug>/feed.atom",
    "places/<slug:slug>/meetings.ics",
    "programmes/<slug:slug>/meetings.ics",
    "programmes/<slug:slug>/press-release.<str:form>",
    "readyz",
]
FILES = ["/meetings.ics", "/feeds/meetings.atom", "/places/kochkor-raion/meetings.ics"]


def test_no_published_address_is_ever_removed() -> None:
    assert sorted(str(found.pattern) for found in urlpatterns) == ADDRESSES


def test_every_view_says_that_it_is_open_to_the_public() -> None:
    callbacks: list[Any] = [found.callback for found in urlpatterns]

    assert {callback.opened_to for callback in callbacks} == {"public"}


@pytest.mark.parametrize("address", FILES)
def test_a_file_may_be_kept_for_five_minutes_and_sets_no_cookie(
    client: Client, published: Published, address: str
) -> None:
    published(1)

    response = client.get(address)

    assert (response.headers["Cache-Control"], dict(response.cookies)) == ("public, max-age=300", {})


@pytest.mark.parametrize("address", FILES)
def test_who_has_the_file_already_is_told_so_in_a_few_bytes(client: Client, published: Published, address: str) -> None:
    published(1)
    etag = client.get(address).headers["ETag"]

    again = client.get(address, headers={"If-None-Match": etag})

    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(("asked", "told"), [("", "ky"), ("ky", "ky"), ("ru", "ru"), ("en", "en"), ("xx", "ky")])
def test_the_language_is_that_of_the_address_and_else_kyrgyz(
    client: Client, published: Published, asked: str, told: str
) -> None:
    published(1)

    response = client.get(f"/meetings.ics?lang={asked}", headers={"Accept-Language": "en"})

    assert response.headers["Content-Language"] == told
    assert response.headers["Content-Disposition"] == f'attachment; filename="meetings-{told}.ics"'


@pytest.mark.parametrize("address", [*FILES, "/healthz", "/readyz"])
def test_machines_read_and_change_nothing(client: Client, published: Published, address: str) -> None:
    published(1)

    assert client.head(address).status_code == 200
    assert client.post(address).status_code == 405
