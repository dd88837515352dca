"""Phones answer by the link on the wall: no name, no cookie, each counted once, nothing after the day."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from tegerek.demo.world import World
from tegerek.learning.models import AnswerSheet, Door, Reply
from tegerek.learning.testing import open_doors
from tegerek.lib import clock
from tegerek.meetings.models import Meeting
from tests.learning.samples import CODES, a_form, a_seminar, a_test, key


@pytest.fixture
def doors(world: World) -> dict[str, Door]:
    """The links of a seminar that is today."""
    seminar = a_seminar(world, clock.today())
    a_test(seminar)
    a_form(seminar)
    return {door.what: door for door in open_doors(seminar, by=None, now=clock.now())}


def _answers(*values: str) -> dict[str, str]:
    return {f"answer_{n}": value for n, value in enumerate(values, start=1)}


def test_the_answers_of_a_phone_are_kept_once_without_a_cookie(doors: dict[str, Door], client: Client) -> None:
    here = f"/ky/answers/{doors['before'].code}/"
    sent = {"key": str(key("a")), "code": CODES[0], **_answers("1", "2", "", "3")}

    page = client.get(here)
    answers = [client.post(here, sent) for _n in range(2)]
    thanks = client.get(answers[0]["Location"])

    sheet = AnswerSheet.objects.get(test__seminar=doors["before"].seminar_id)
    assert (page.status_code, thanks.status_code, {answer.status_code for answer in answers}) == (200, 200, {303})
    assert (sheet.first, sheet.is_own, sheet.when, dict(client.cookies)) == ("12-3", True, "before", {})
    assert {page["Cache-Control"], thanks["Cache-Control"]} == {"no-store, private"}
    assert page["X-Robots-Tag"] == "noindex, nofollow"


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"code": "00001", **_answers("1", "2", "1", "3")}, "five digits"),
        ({"code": CODES[0]}, "Nothing is answered"),
        ({"code": CODES[0], **_answers("9", "x", "", "")}, "Nothing is answered"),
    ],
)
def test_what_is_not_taken_is_said_and_what_was_typed_stays(
    doors: dict[str, Door], client: Client, sent: dict[str, str], said: str
) -> None:
    answer = client.post(f"/en/answers/{doors['before'].code}/", {"key": str(key("a")), **sent})

    page = answer.content.decode()
    assert (answer.status_code, said in page, f'value="{sent["code"]}"' in page) == (422, True, True)
    assert str(key("a")) in page


def test_an_evaluation_is_sent_from_a_phone(doors: dict[str, Door], client: Client) -> None:
    door = doors["evaluation"]

    answer = client.post(f"/ru/answers/{door.code}/", {"key": str(key("a")), **_answers("5", "", "Мало примеров")})

    reply = Reply.objects.get(seminar=door.seminar_id)
    assert (answer.status_code, reply.scales, reply.words, reply.is_own) == (303, "5-", "Мало примеров", True)


def test_once_the_day_is_over_the_link_takes_nothing_and_says_so(doors: dict[str, Door], client: Client) -> None:
    door = doors["after"]
    Meeting.objects.filter(seminar=door.seminar_id).update(held_on=clock.today() - timedelta(days=1))
    sent = {"key": str(key("a")), "code": CODES[0], **_answers("1", "2", "1", "3")}

    shown, answer = client.get(f"/en/answers/{door.code}/"), client.post(f"/en/answers/{door.code}/", sent)

    assert ("<form method" in shown.content.decode().split("<main")[1], answer.status_code) == (False, 422)
    assert not AnswerSheet.objects.filter(test__seminar=door.seminar_id).exists()


def test_a_code_that_opens_nothing_is_a_404_and_the_wall_leads_to_the_page(
    doors: dict[str, Door], client: Client
) -> None:
    code = doors["before"].code

    statuses = [client.get(path).status_code for path in ("/ky/answers/zzzzzz/", "/ky/answers/", "/a/")]
    short, typed = client.get(f"/a/{code}"), client.post("/ky/answers/", {"code": f" {code.upper()} "})

    assert statuses == [404, 200, 302]
    assert (short["Location"], typed["Location"]) == (f"/ky/answers/{code}/", f"/ky/answers/{code}/")


def test_guessing_codes_ends_with_too_many(client: Client, db: None) -> None:
    statuses = [client.get("/ky/answers/zzzzzz/").status_code for _n in range(12)]

    assert (statuses[0], statuses[-1]) == (404, 429)
