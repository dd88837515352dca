"""The page of a certificate, as whoever holds the paper sees it, and whoever tries to guess a code."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tegerek.demo.moments import at
from tegerek.demo.world import World
from tegerek.learning.certificates import revoke
from tegerek.learning.models import Certificate
from tegerek.people.erasing import erase
from tegerek.people.keys import grouped
from tegerek.people.models import Erasure
from tests.pages import Page, check

LANGS = ("ky", "ru", "en")


def refused(answer: Any, status: int) -> Page:
    """The page that came back, in order, with that status."""
    assert answer.status_code == status
    return check(answer)


def _address(made: Certificate, lang: str = "en") -> str:
    return f"/{lang}/verify/{grouped(made.code)}/"


@pytest.mark.parametrize("lang", LANGS)
def test_every_printed_field_is_repeated_in_the_words_of_the_paper(world: World, client: Client, lang: str) -> None:
    first = world.certified.first

    page = check(client.get(_address(first, lang)))

    assert [words for words in (*first.printed.values(), first.name.name) if words not in page.text] == []


def test_nobody_keeps_the_page_lists_it_or_passes_its_address_on(world: World, client: Client) -> None:
    answer = client.get(_address(world.certified.first))

    assert {"no-store", "private"} <= set(answer["Cache-Control"].split(", "))
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert not answer.cookies


def test_a_revoked_one_says_so_at_once_and_not_why(world: World, client: Client) -> None:
    first = world.certified.first
    assert "holds" in check(client.get(_address(first))).text

    revoke(first, reason="Кол коюлган эмес.", by=None, now=at("2026-03-06"))

    page = check(client.get(_address(first)))
    assert "Revoked on 6 March 2026: it does not hold any more." in page.text
    assert "Кол коюлган эмес" not in page.text


def test_the_one_before_names_the_number_of_the_next_and_not_its_code(world: World, client: Client) -> None:
    certified = world.certified

    answer = client.get(_address(certified.before))

    page = check(answer)
    assert f"Another one was issued in its place: № {certified.corrected.number}." in page.text
    assert grouped(certified.corrected.code) not in answer.content.decode()


def test_once_the_person_is_erased_the_number_says_so(world: World, client: Client) -> None:
    first = world.certified.first
    erase(first.person, reason=Erasure.Reason.ASKED, by=None, now=at("2026-03-06"))

    page = check(client.get(_address(first)))

    assert "The name of its holder was erased" in page.text
    assert (first.name.name in page.text, first.number in page.text) == (False, True)


@pytest.mark.parametrize("code", ["abcd-efgh-2345-6789", "x", "%3Cscript%3E", "a" * 500])
def test_a_code_that_nobody_has_is_a_404_in_words(world: World, client: Client, code: str) -> None:
    page = refused(client.get(f"/en/verify/{code}/"), 404)

    assert "No certificate has this code." in page.text


def test_who_guesses_is_stopped_and_who_looks_up_right_codes_is_not(world: World, client: Client) -> None:
    right = [client.get(_address(world.certified.first)).status_code for _n in range(15)]
    wrong = [client.get(f"/en/verify/abcd-efgh-2345-{n:04}/").status_code for n in range(12)]

    assert set(right) == {200}
    assert (wrong[0], wrong[-1]) == (404, 429)


def test_a_typed_code_travels_in_the_body_and_leads_to_the_page(world: World, client: Client) -> None:
    first = world.certified.first

    answer = client.post("/ru/verify/", {"code": f" {first.code.upper()} "})

    assert (answer.status_code, answer["Location"]) == (303, _address(first, "ru"))
    check(client.get("/ky/verify/"))
    refused(client.post("/ky/verify/", {"code": " - "}), 422)


def test_what_stands_on_the_paper_leads_there(world: World, client: Client) -> None:
    code = grouped(world.certified.first.code)

    assert client.get(f"/verify/{code}", headers={"Accept-Language": "ru"})["Location"] == f"/ru/verify/{code}/"
    assert client.get("/verify", headers={"Accept-Language": "en"})["Location"] == "/en/verify/"


def test_the_public_keys_stand_there_one_a_line(world: World, client: Client) -> None:
    answer = client.get("/verify/keys.txt")

    assert (answer.status_code, answer["Content-Type"]) == (200, "text/plain; charset=utf-8")
    assert answer.content.decode().splitlines()[1:] == [world.certified.first.key]


def test_the_name_stands_in_no_address_and_no_head_of_an_answer(world: World, client: Client) -> None:
    answer = client.get(_address(world.certified.first))

    assert not any("Сынакова" in str(value) for value in answer.headers.values())
