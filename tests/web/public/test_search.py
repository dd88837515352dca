"""The page on which everybody finds what is public."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from django.test import Client

from tegerek.demo.world import World
from tegerek.search.indexing import read_all_news
from tests.pages import fetch, spaced, words_of

HOSTILE = [
    '"; drop table search_publicrow; --',
    "*",
    "NEAR(",
    "суу*",
    '"',
    "'",
    "\\",
    "%",
    "_",
    "|&!():*<->",
    "---",
    "суу\x00тариф",
    "\x00",
    "а" * 10_000,
    "суу " * 2_500,
    "水",
    "𝒳",
    "\u202e",
    "<script>alert(1)</script>",
    "-суу +тариф ^OR$",
]


@pytest.fixture
def indexed(world: World) -> World:
    read_all_news()
    return world


def test_what_is_found_leads_to_its_page_with_the_words_marked(indexed: World, client: Client) -> None:
    number = indexed.gatherings.called.number

    page = fetch(client, f"/ky/search/?q={quote('таза сууну')}", queries=4, most_bytes=12_000)

    assert page.links.count(f"/ky/meetings/{number}/") == 2
    assert [spaced(words_of(mark)) for mark in page.all("mark")] == ["Таза", "суу", "Таза", "суунун", "Таза", "суу"]
    assert "Табылганы: 2" in page.main


def test_as_many_queries_whether_one_thing_is_found_or_a_page_full(indexed: World, client: Client) -> None:
    fetch(client, f"/ky/search/?q={quote('14 март')}", queries=4)
    fetch(client, f"/ky/search/?q={quote('семинар')}", queries=4)
    fetch(client, f"/ky/search/?q={quote('облусу')}&page=2", queries=4)


def test_without_a_question_there_is_advice_and_no_query(client: Client, db: None) -> None:
    page = fetch(client, "/ru/search/", queries=0)

    assert (page.heading, "10019" in page.main) == ("Поиск", True)


def test_where_nothing_is_found_the_page_says_so_and_what_to_do(indexed: World, client: Client) -> None:
    page = fetch(client, f"/en/search/?q={quote('глетчер')}", queries=4)

    assert "Nothing was found." in page.main
    assert "fewer words find more" in page.main


def test_a_public_number_leads_straight_to_its_page(indexed: World, client: Client) -> None:
    number = indexed.gatherings.called.number

    answer = client.get(f"/ru/search/?q=+{number}+")

    assert (answer.status_code, answer["Location"]) == (302, f"/ru/meetings/{number}/")


def test_a_number_that_belongs_to_nothing_is_a_question_like_another(indexed: World, client: Client) -> None:
    page = fetch(client, "/ru/search/?q=99992")

    assert "Ничего не найдено" in page.main


def test_pages_of_a_long_answer_keep_the_question_and_so_do_the_languages(indexed: World, client: Client) -> None:
    asked = quote("Нарын облусу")

    page = fetch(client, f"/ky/search/?q={asked}&page=2")

    assert f"?q={asked}&page=1" in page.links
    assert f"/ru/search/?q={asked.replace('%20', '+')}&page=2" in page.links


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_question_breaks_the_page(indexed: World, client: Client, text: str) -> None:
    page = fetch(client, f"/ky/search/?q={quote(text)}", most_bytes=30_000)

    assert page.heading == "Издөө"
    assert "<script" not in page.html


def test_what_is_asked_for_is_shown_again_in_the_field(indexed: World, client: Client) -> None:
    page = fetch(client, f"/ky/search/?q={quote('«Ачык айыл» & <b>')}")

    assert [field.get("value") for field in page.all("input")] == ["«Ачык айыл» & <b>"]


def test_names_of_persons_and_drafts_are_not_found(indexed: World, client: Client) -> None:
    for asked in ("Үлгүева", "Мисалова", "көчөлөргө ат коюу", "Күзгү семинарлар"):
        assert fetch(client, f"/ky/search/?q={quote(asked)}", queries=4).all("mark") == []


def test_answers_are_not_kept_in_memory(indexed: World, client: Client, settings: object) -> None:
    settings.KEEP_PAGES_SECONDS = 60  # type: ignore[attr-defined]  # pytest-django's own fixture
    client.get("/ky/search/?q=meeting")

    fetch(client, "/ky/search/?q=meeting", queries=4)


def test_robots_are_asked_not_to_list_answers(client: Client, db: None) -> None:
    page = fetch(client, "/ky/search/")

    assert [meta.get("content") for meta in page.all("meta") if meta.get("name") == "robots"] == ["noindex"]
