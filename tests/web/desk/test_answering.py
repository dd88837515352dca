"""Answering at the desk, and what the public reads of it: the whole story, and never who asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tegerek.demo.cast import Member
from tegerek.demo.world import World
from tegerek.lib import clock
from tegerek.meetings.models import Meeting
from tegerek.voices.answer_sheets import public_tally, waiting_counts
from tegerek.voices.models import Voice
from tests.files.samples import pdf
from tests.meetings.rows import a_called, an_office
from tests.pages import fetch
from tests.voices.asked import answered, asked
from tests.web.desk.typing_in import ENGLISH, fields_of, told

SignIn = Callable[[Member], Client]


def press(client: Client, voice: Voice, form: int = 0, status: int = 302, **typed: Any) -> Any:
    """Fill in that form of the card and press its button."""
    page = fetch(client, f"/desk/voices/{voice.pk}/answer/{ENGLISH}")
    found = list(page.one("main").iter("form"))[form]
    response = client.post(found.get("action", "") + ENGLISH, fields_of(found) | typed)
    assert response.status_code == status, told(response)
    return response


def a_question(world: World, kind: str = "question", **more: Any) -> Voice:
    return asked(world.gatherings.held, kind, **more)


def today() -> str:
    return f"{clock.today():%d.%m.%Y}"


def test_a_question_is_answered_on_one_screen_and_everybody_reads_it(
    world: World, sign_in: SignIn, client: Client
) -> None:
    voice = a_question(world, name="Ойдонова Сынак")
    typed: dict[str, Any] = {"by_post": "ao_head", "how": "writing", "answered_on": today(), "text_ky": "Жайында."}

    press(sign_in(world.cast.clerk), voice, way="meeting", **typed)

    page = fetch(client, f"/en/questions/{voice.number}/")
    assert ("Жайында." in page.main, "head of aiyl okmotu" in page.main, "answered in writing" in page.main) == (
        True,
        True,
        True,
    )
    assert "Ойдонова" not in page.html


def test_a_proposal_is_reflected_in_a_document_that_everybody_fetches(
    world: World, sign_in: SignIn, client: Client
) -> None:
    voice, clerk = a_question(world, "proposal"), sign_in(world.cast.clerk)
    typed: dict[str, Any] = {
        "how": "hall",
        "answered_on": today(),
        "outcome": "reflected",
        "reflected_in_ky": "Бюджет, 12-сап",
    }

    press(clerk, voice, way="meeting", document=SimpleUploadedFile("Мисалов.pdf", pdf()), **typed)

    page = fetch(client, f"/en/questions/{voice.number}/")
    (link,) = [href for href in page.links if href.startswith("papers/")]
    file = client.get(f"/en/questions/{voice.number}/{link}")
    kept = clerk.get(f"/desk/voices/{voice.pk}/document/")
    assert ("reflected in the budget or a plan" in page.main, "Бюджет, 12-сап" in page.main) == (True, True)
    assert (file.status_code, file["Content-Type"], "Мисалов" in file["Content-Disposition"]) == (
        200,
        "application/pdf",
        False,
    )
    press(clerk, voice, form=1)
    assert (kept.status_code, clerk.get(f"/desk/voices/{voice.pk}/document/").status_code) == (200, 404)


def test_what_is_wrong_is_told_and_nothing_typed_is_lost(world: World, sign_in: SignIn) -> None:
    response = press(sign_in(world.cast.clerk), a_question(world), status=422, way="appeal", text_ky="Жайында.")

    assert told(response) == ["A written appeal has its number and its day in the office’s journal. Write both."]
    assert "Жайында." in response.content.decode()


def test_the_letter_goes_to_whoever_asked(world: World, sign_in: SignIn) -> None:
    voice, clerk = a_question(world, name="Ойдонова Сынак"), sign_in(world.cast.clerk)
    before = clerk.get(f"/desk/voices/{voice.pk}/letter.docx").status_code
    answered(voice, answered_on=clock.today())

    forms = [clerk.get(f"/desk/voices/{voice.pk}/letter.{form}?lang=ky") for form in ("docx", "pdf")]

    assert (before, [one.status_code for one in forms]) == (404, [200, 200])
    assert clerk.get(f"/desk/voices/{voice.pk}/letter.xlsx").status_code == 404


def test_the_asker_says_that_this_is_no_answer(world: World, sign_in: SignIn, client: Client) -> None:
    voice = answered(a_question(world), answered_on=clock.today())

    press(sign_in(world.cast.clerk), voice, form=1, disputed_ky="Качан экени айтылган жок.")

    page = fetch(client, f"/en/questions/{voice.number}/")
    assert ("this does not answer my question" in page.main, "Качан экени айтылган жок." in page.main) == (True, True)
    assert len(list(fetch(sign_in(world.cast.clerk), f"/desk/voices/{voice.pk}/answer/").one("main").iter("form"))) == 1


def test_the_page_of_a_meeting_says_how_many_are_answered(world: World, sign_in: SignIn, client: Client) -> None:
    meeting, clerk = world.gatherings.held, sign_in(world.cast.clerk)
    Voice.objects.filter(meeting=meeting).delete()
    answered(a_question(world), answered_on=clock.today())
    a_question(world)

    page = fetch(clerk, f"/desk/meetings/{meeting.pk}/{ENGLISH}")
    public = fetch(client, f"/en/meetings/{meeting.number}/")

    assert ("1 of 2 answered" in page.main, f"/desk/voices/?meeting={meeting.pk}" in page.links) == (True, True)
    assert "2 questions, 1 answered." in public.main


def test_the_list_is_filtered_and_leads_to_the_card(world: World, sign_in: SignIn) -> None:
    clerk, voice = sign_in(world.cast.clerk), a_question(world)
    done = answered(a_question(world), answered_on=clock.today())

    found = fetch(clerk, f"/desk/voices/?state=open&meeting={voice.meeting_id}&lang=en")
    nothing = fetch(clerk, "/desk/voices/?state=open&kind=appeal&lang=en")
    odd = clerk.get("/desk/voices/?state=x&meeting=y&kind=z&page=-1")

    assert (f"/desk/voices/{voice.pk}/answer/" in found.links, f"/desk/voices/{done.pk}/answer/" in found.links) == (
        True,
        False,
    )
    assert ("Nothing of this kind." in nothing.main, odd.status_code) == (True, 200)


def test_the_list_holds_what_is_one_s_own_alone(world: World, sign_in: SignIn) -> None:
    other = asked(a_called(office=an_office()))

    page = fetch(sign_in(world.cast.clerk), "/desk/voices/")

    assert f"/desk/voices/{other.pk}/answer/" not in page.links


def test_who_only_looks_reads_the_list_and_answers_nothing(world: World, sign_in: SignIn) -> None:
    voice, deputy = a_question(world), sign_in(world.cast.deputy)

    pages = fetch(deputy, "/desk/voices/").html + fetch(deputy, f"/desk/voices/{voice.pk}/answer/").html

    assert (f'action="/desk/voices/{voice.pk}/' in pages, "Ойдонова" in pages) == (False, False)
    assert deputy.post(f"/desk/voices/{voice.pk}/answer/", {"seen": voice.version}).status_code == 404


def test_nothing_has_a_day_that_no_rule_gives(world: World, client: Client) -> None:
    meeting = a_called("information")
    Meeting.objects.filter(pk=meeting.pk).update(held_on=date(2026, 3, 20))
    voice = asked(meeting)

    page = fetch(client, f"/en/questions/{voice.number}/")

    assert "No rule sets a day for this answer." in page.main


def test_the_first_page_says_what_waits_for_an_answer(world: World, sign_in: SignIn) -> None:
    page = fetch(sign_in(world.cast.clerk), f"/desk/{ENGLISH}")

    _waiting, late = waiting_counts(Voice.objects.filter(meeting__office=world.land.okmotu), clock.today())
    assert (f"{late} answers are late" in page.main, "/desk/voices/?state=late" in page.links) == (True, True)


def test_everybody_reads_what_was_asked_at_a_meeting_without_the_appeals(world: World, client: Client) -> None:
    meeting = world.whole.budget

    page = fetch(client, f"/en/meetings/{meeting.number}/questions/")

    assert meeting.number is not None
    appeal = Voice.objects.get(meeting=meeting, way="appeal")
    assert (f"/en/questions/{appeal.number}/" in page.links, "Counted apart: 1 written appeal" in page.main) == (
        False,
        True,
    )
    assert len([link for link in page.links if link.startswith("/en/questions/")]) == public_tally(meeting.number).total
    assert client.get("/en/meetings/10003/questions/").status_code == 404
