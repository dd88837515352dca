"""A question, a proposal or an issue by its number: where it stands, and never who asked."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from tegerek.demo.world import World
from tegerek.lib import refs
from tegerek.lib.said import Said
from tegerek.meetings.models import Meeting
from tegerek.voices.issues import Suggested, put_on_agenda, suggest_issue
from tegerek.voices.models import Voice
from tests.meetings.rows import NOW
from tests.pages import fetch

ASKER = "Ойдонова Сынакай"


def suggested(meeting: Meeting) -> Voice:
    words = Suggested(Said.of(ky="Көчө жарыгы"), date(2026, 3, 5), name=ASKER, phone="+996000000077")
    return suggest_issue(meeting, words, by=None, now=NOW)


def test_the_number_of_an_issue_leads_to_where_it_stands_and_names_nobody(world: World, client: Client) -> None:
    issue = suggested(world.gatherings.called)
    address = client.get(f"/{issue.number}")["Location"]
    before = fetch(client, address.replace("/ky/", "/en/"))
    put_on_agenda(issue, seen=issue.version, by=None, now=NOW)

    after = fetch(client, address.replace("/ky/", "/en/"), queries=1)

    assert address == f"/ky/questions/{issue.number}/"
    assert "It is not on the agenda so far." in before.main
    assert "It stands on the agenda." in after.main
    assert [page for page in (before, after) if ASKER in page.main or "77" in page.main] == []


def test_a_slip_on_which_nothing_is_recorded_says_so_by_its_number(world: World, client: Client) -> None:
    slip = Voice.objects.filter(block__isnull=False, recorded_at=None, number__isnull=False).earliest("pk")

    page = fetch(client, client.get(f"/{slip.number}")["Location"].replace("/ky/", "/en/"))

    assert "reserved for a question slip. Nothing is recorded of it yet." in page.main


def test_a_number_that_nothing_has_and_an_issue_of_a_draft_are_not_found(world: World, client: Client) -> None:
    hidden = suggested(world.gatherings.draft)

    statuses = [
        client.get(f"/{refs.number_for(9_999)}").status_code,
        client.get(f"/ky/questions/{refs.number_for(9_999)}/").status_code,
        client.get(f"/ky/questions/{hidden.number}/").status_code,
        client.get(f"/ky/questions/{world.gatherings.called.number}/").status_code,
    ]

    assert statuses == [404] * 4


@pytest.mark.parametrize("typed", ["№{}", "№ {}", " {}", "{}.", "{}/", "N{}", "{} "])
def test_a_number_is_found_however_it_is_typed_from_the_slip(typed: str, world: World, client: Client) -> None:
    voice = Voice.objects.filter(meeting=world.whole.assembly, recorded_at__isnull=False).first()
    assert voice is not None
    number = str(voice.number)

    pages = [client.get(f"/{typed.format(one)}", follow=True) for one in (number, f"{number[:2]} {number[2:]}")]

    assert {page.request["PATH_INFO"].split("/", 2)[2] for page in pages} == {f"questions/{number}/"}


@pytest.mark.parametrize("letter", ["О", "о", "O", "o"])
def test_a_letter_that_looks_like_nought_is_read_as_nought(letter: str, world: World, client: Client) -> None:
    voice = Voice.objects.filter(meeting=world.whole.assembly, number__contains="0").first()
    assert voice is not None

    page = client.get("/" + str(voice.number).replace("0", letter), follow=True)

    assert page.status_code == 200


def test_a_wrong_digit_is_told_in_a_sentence_that_helps(world: World, client: Client) -> None:
    voice = Voice.objects.filter(meeting=world.whole.assembly, recorded_at__isnull=False).first()
    assert voice is not None
    assert voice.number is not None
    wrong = f"{voice.number // 10}{(voice.number + 1) % 10}"

    paths = (f"/{wrong}", f"/№ {wrong}")
    pages = [client.get(path, headers={"accept-language": "en"}) for path in paths]

    told = [(page.status_code, "one of its digits is wrong or missing" in page.text) for page in pages]
    assert told == [(404, True)] * 2
