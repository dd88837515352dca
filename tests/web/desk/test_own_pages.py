"""Cards by which residents say whether it was done: who may make and print them, and what stands on which paper."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import docx
import pytest
from django.test import Client

from tegerek.commitments import links
from tegerek.commitments.models import WordLink
from tegerek.demo.cast import Member
from tegerek.demo.world import World
from tegerek.lib import clock
from tegerek.meetings.models import Meeting, Participant
from tegerek.voices.answer_sheets import Filters, asked_for, tally
from tegerek.voices.models import Voice
from tests.pages import fetch, read_out
from tests.people.persons import a_person
from tests.voices.asked import answered, asked

SignIn = Callable[[Member], Client]
NAMES = ("Мисалова Гүлсара", "Ойдонов Марат", "Сынаков Эрмек")


def listed(meeting: Meeting) -> None:
    for name in NAMES:
        person = a_person(name, office=meeting.office, phones=())
        Participant.objects.create(meeting=meeting, person=person, made_at=clock.now())


def words_in(body: bytes) -> str:
    paper = docx.Document(BytesIO(body))
    cells = [paragraph.text for table in paper.tables for cell in table._cells for paragraph in cell.paragraphs]
    return "\n".join([*(paragraph.text for paragraph in paper.paragraphs), *cells])


def test_the_clerk_makes_the_cards_in_one_press_and_prints_them(world: World, sign_in: SignIn) -> None:
    client, meeting = sign_in(world.cast.clerk), world.whole.assembly
    listed(meeting)
    at = f"/desk/meetings/{meeting.pk}/own-pages/"
    fetch(client, f"{at}?lang=ky")

    client.post(f"{at}new/")
    page, paper = fetch(client, f"{at}?lang=ru"), client.get(f"/desk/meetings/{meeting.pk}/own-pages.docx?lang=ky")

    told = words_in(read_out(paper))
    codes = [links.code_of(one) for one in WordLink.objects.filter(meeting=meeting, person__isnull=False)]
    assert (len(codes), all(code in told for code in codes), all(name in told for name in NAMES)) == (3, True, True)
    assert [code in page.html for code in codes] == [False] * 3


def test_without_a_card_there_is_nothing_to_print_and_a_sentence_says_so(world: World, sign_in: SignIn) -> None:
    client = sign_in(world.cast.clerk)

    answer = client.get(f"/desk/meetings/{world.whole.urgent.pk}/own-pages.pdf", follow=True)

    assert (answer.status_code, answer.redirect_chain[0][1], len(answer.context["messages"])) == (200, 302, 1)


def test_a_lost_card_is_taken_back(world: World, sign_in: SignIn) -> None:
    client, meeting = sign_in(world.cast.clerk), world.whole.assembly
    listed(meeting)
    links.open_to_participants(meeting, by=None, now=clock.now())
    link = WordLink.objects.filter(meeting=meeting, person__isnull=False).latest("pk")

    client.post(f"/desk/word-links/{link.pk}/removal/")

    assert links.link_of_code(links.code_of(link), clock.now()) is None


def test_a_lost_slip_is_taken_back_where_it_is_answered(world: World, sign_in: SignIn) -> None:
    client, voice = sign_in(world.cast.clerk), answered(asked(world.whole.urgent), answered_on=clock.today())
    links.open_to_askers([voice], by=None, now=clock.now())
    link = WordLink.objects.get(voice=voice)
    at = f"/desk/voices/{voice.pk}/answer/"
    offered = f"/desk/word-links/{link.pk}/removal/"

    before = offered in fetch(client, at).html
    went = client.post(offered)

    assert (before, went.headers["Location"], offered in fetch(client, at).html) == (True, at, False)
    assert links.link_of_code(links.code_of(link), clock.now()) is None


@pytest.mark.parametrize("who", ["ao_head", "auditor", "deputy", "neighbour"])
def test_who_keeps_no_codes_reads_none_on_any_paper(who: str, world: World, sign_in: SignIn) -> None:
    voice = answered(asked(world.whole.urgent), answered_on=clock.today())
    links.open_to_askers([voice], by=None, now=clock.now())
    code = links.code_of(WordLink.objects.get(voice=voice))
    client = sign_in(getattr(world.cast, who))

    answer = client.get(f"/desk/voices/{voice.pk}/letter.docx?lang=ky")

    told = words_in(read_out(answer)) if answer.status_code == 200 else ""
    assert code not in told
    assert client.get(f"/desk/meetings/{voice.meeting_id}/own-pages/").status_code == 404


@pytest.mark.parametrize("lang", ["ky", "ru", "ky-ru"])
def test_the_letter_of_the_clerk_leads_the_asker_to_the_own_page(lang: str, world: World, sign_in: SignIn) -> None:
    voice = answered(asked(world.whole.urgent), answered_on=clock.today())
    links.open_to_askers([voice], by=None, now=clock.now())
    code = links.code_of(WordLink.objects.get(voice=voice))

    answer = sign_in(world.cast.clerk).get(f"/desk/voices/{voice.pk}/letter.docx?lang={lang}")

    assert words_in(read_out(answer)).count(code) == len(lang.split("-"))


def test_what_an_asker_says_of_an_answer_comes_to_the_desk_until_it_is_answered_anew(
    world: World, sign_in: SignIn
) -> None:
    client = sign_in(world.cast.clerk)
    voice = world.whole.urgent.voices.get(answer__disputed_on__isnull=False)

    page, today = fetch(client, "/desk/voices/?state=disputed"), fetch(client, "/desk/")
    again = answered(voice, answered_on=clock.today())
    after = asked_for(Voice.objects.filter(pk=again.pk), Filters("disputed"), clock.today())

    assert (f"№ {voice.number}" in page.main, "?state=disputed" in today.html, after.count()) == (True, True, 0)


def test_three_meetings_asked_forty_times_and_an_appeal_is_counted_apart(world: World) -> None:
    three = (world.whole.assembly, world.whole.budget, world.whole.urgent)

    counts = tally(Voice.objects.filter(meeting__in=three))

    assert (counts.total, counts.appeals) == (40, 1)
