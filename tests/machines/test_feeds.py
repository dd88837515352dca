"""The Atom feeds at their addresses."""

import feedparser
import pytest
from django.conf import settings
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.machines.conftest import Published


@pytest.mark.parametrize("seminars", [1, 3])
@pytest.mark.parametrize(("address", "queries"), [("/feeds/meetings.atom", 1), ("/places/kochkor-raion/feed.atom", 2)])
def test_a_feed_costs_the_same_however_long_it_is(
    client: Client,
    published: Published,
    django_assert_num_queries: DjangoAssertNumQueries,
    seminars: int,
    address: str,
    queries: int,
) -> None:
    published(seminars)

    with django_assert_num_queries(queries):
        response = client.get(f"{address}?lang=ru")

    read = feedparser.parse(response.content)
    assert (read.bozo, read.feed.language) == (False, "ru")
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"


def test_a_feed_names_its_own_address_and_the_pages_of_its_meetings(client: Client, published: Published) -> None:
    published(3)

    read = feedparser.parse(client.get("/places/kochkor-raion/feed.atom?lang=en").content)

    own = next(link.href for link in read.feed.links if link.rel == "self")
    assert own == f"{settings.ADDRESS}/places/kochkor-raion/feed.atom?lang=en"
    assert [entry.title for entry in read.entries] == ["We decide together"]
    assert read.entries[0].link.startswith(f"{settings.ADDRESS}/en/meetings/")


def test_a_place_that_does_not_exist_has_no_feed(client: Client, db: None) -> None:
    assert client.get("/places/nowhere/feed.atom").status_code == 404
