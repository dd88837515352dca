"""Papers at the desk: fetched one by one, all at once; with phones only for whoever asks and may."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import docx
import pytest
from django.test import Client

from tegerek.demo.cast import Member
from tegerek.demo.world import World
from tegerek.documents.papers.call.pack import CALL_KINDS
from tegerek.jobs.models import Job
from tegerek.lib.said import Said
from tegerek.meetings.models import Meeting
from tegerek.meetings.roster import enrol
from tegerek.people.actions import grant, keep_person
from tegerek.people.models import Grant, Person, Post, Role
from tegerek.programmes.actions import set_quota
from tegerek.programmes.letters import number_letters
from tegerek.programmes.models import Invited, Programme
from tegerek.programmes.papers import start_series
from tegerek.voices.models import SlipBlock
from tests.meetings.rows import NOW
from tests.pages import Page, fetch
from tests.programmes.series import seminars_of
from tests.web.desk.typing_in import press

SignIn = Callable[[Member], Client]
PHONE, WRITTEN = "+996000000042", "0000\u00a000\u00a000\u00a042"


@pytest.fixture
def coordinator(world: World, sign_in: SignIn) -> Client:
    return sign_in(world.cast.coordinator)


@pytest.fixture
def programme(world: World) -> Programme:
    return world.trainings.together


@pytest.fixture
def meeting(world: World, programme: Programme) -> Meeting:
    """The first seminar, with one person on its list."""
    found = seminars_of(programme)[0].meeting
    person = keep_person(None, office=programme.office, name="Мисалов Өмүрбек", phones=[PHONE], by=None, now=NOW)
    enrol(found, person, unit=world.land.aimak, by=None, now=NOW)
    return found


def test_the_pages_are_in_order_in_every_language(
    coordinator: Client, programme: Programme, meeting: Meeting, world: World, sign_in: SignIn
) -> None:
    for lang in ("ky", "ru", "en"):
        for address in (f"meetings/{meeting.pk}/papers/", f"programmes/{programme.pk}/papers/"):
            assert fetch(coordinator, f"/desk/{address}?lang={lang}").one("html").get("lang") == lang
        clerks = f"/desk/meetings/{world.gatherings.called.pk}/papers/?lang={lang}"
        assert fetch(sign_in(world.cast.clerk), clerks).one("html").get("lang") == lang


@pytest.mark.parametrize("kind", ["letter", "list", "sign-in", "day"])
@pytest.mark.parametrize(("form", "begins"), [("docx", b"PK"), ("pdf", b"%PDF-")])
def test_a_paper_is_saved_and_nobody_keeps_a_copy(
    coordinator: Client, meeting: Meeting, kind: str, form: str, begins: bytes
) -> None:
    answer = coordinator.get(f"/desk/meetings/{meeting.pk}/papers/{kind}.{form}?lang=ky-ru")

    assert (answer.status_code, answer.content[: len(begins)]) == (200, begins)
    assert answer["Cache-Control"] == "no-store, private"
    name = f'attachment; filename="{kind}-2026-03-17-at-bashy-raion-ky-ru.{form}"'
    assert answer["Content-Disposition"] == name


@pytest.mark.parametrize("path", ["minutes.pdf", "list.xlsx", "list.html"])
def test_a_paper_that_is_none_does_not_exist(coordinator: Client, meeting: Meeting, path: str) -> None:
    assert coordinator.get(f"/desk/meetings/{meeting.pk}/papers/{path}").status_code == 404


def test_a_meeting_that_is_no_seminar_has_no_letter(world: World, sign_in: SignIn) -> None:
    client, key = sign_in(world.cast.clerk), world.gatherings.called.pk

    statuses = [client.get(f"/desk/meetings/{key}/papers/{kind}.pdf").status_code for kind in ("letter", "sign-in")]

    assert statuses == [404, 200]


def test_phones_stand_on_a_paper_only_if_asked_for_by_somebody_who_may_see_them(
    coordinator: Client, meeting: Meeting, world: World, sign_in: SignIn
) -> None:
    trainer = _with_role(world.cast.neighbour, Role.TRAINER, meeting)
    here = f"/desk/meetings/{meeting.pk}/papers/list.docx?lang=ky"

    told = [_words(client.get(address)) for client, address in _asked(coordinator, sign_in(trainer), here)]

    assert [("Мисалов" in words, WRITTEN in words) for words in told] == [(True, False), (True, True), (True, False)]


def test_signs_that_cannot_be_printed_are_named_in_a_sentence(coordinator: Client, meeting: Meeting) -> None:
    Person.objects.filter(contacts__value=PHONE).update(name="Өмүр 😀")

    answer = coordinator.get(f"/desk/meetings/{meeting.pk}/papers/list.pdf?lang=ky")

    assert (answer.status_code, "😀" in answer.content.decode()) == (409, True)


def test_one_press_begins_the_papers_of_the_whole_series(coordinator: Client, programme: Programme) -> None:
    answer = press(coordinator, f"/desk/programmes/{programme.pk}/papers/", form="pdf", lang="ru", phones="on")

    job = Job.objects.get()
    assert answer["Location"] == f"/desk/jobs/{job.pk}/"
    assert (job.subject, job.options) == (programme.pk, {"lang": "ru", "form": "pdf", "phones": True})


def test_a_form_that_is_none_begins_nothing(coordinator: Client, programme: Programme) -> None:
    press(coordinator, f"/desk/programmes/{programme.pk}/papers/", form="exe", status=422)

    assert Job.objects.count() == 0


def test_what_stays_a_blank_is_told_before_anything_is_printed(coordinator: Client, programme: Programme) -> None:
    Invited.objects.filter(seminar__programme=programme).delete()

    page = fetch(coordinator, f"/desk/programmes/{programme.pk}/papers/?lang=en")

    (missing,) = page.one("main").iter("details")
    assert ["".join(line.itertext()) for line in missing.iter("li")] == [
        "The letterhead has not been set.",
        "6 letters have no number: they will be printed with a blank.",
        "6 letters have no day: they will be printed with a blank.",
        "6 letters do not say until when people are to be named.",
        "Some seminars have invited no aiyl aimak yet.",
    ]


def test_the_papers_of_a_seminar_tell_which_letters_and_seats_are_blanks(
    coordinator: Client, programme: Programme, meeting: Meeting
) -> None:
    seminar = seminars_of(programme)[0]
    number_letters(programme, begin="1", dated=NOW.date(), answer_by=NOW.date(), by=None, now=NOW, seminar=seminar.pk)
    aimaks = seminar.invited.count()
    set_quota(seminar, {Post.AO_HEAD: 2 * aimaks + 1}, by=None, now=NOW)

    page = fetch(coordinator, f"/desk/meetings/{meeting.pk}/papers/?lang=en")

    blanks, names = page.one("main").iter("details")
    assert ["".join(line.itertext()) for line in blanks.iter("li")] == [
        "The letterhead has not been set.",
        (
            f"In {aimaks} letters “How many” is a blank, because the seats do not divide evenly among the aiyl aimaks: "
            "head of aiyl okmotu."
        ),
    ]
    to_check = seminar.invited.exclude(unit__ky_mark="checked").count()
    assert (len(list(names.iter("li"))), to_check > 0) == (to_check, True)
    assert {link.get("href", "").split("/")[2] for link in names.iter("a")} == {"places"}


@pytest.mark.parametrize("screen", ["ky", "ru", "en"])
def test_papers_are_proposed_in_kyrgyz_whatever_the_language_of_the_screen(
    coordinator: Client, meeting: Meeting, programme: Programme, screen: str
) -> None:
    for address in (f"meetings/{meeting.pk}/papers/", f"programmes/{programme.pk}/papers/"):
        assert _proposed(fetch(coordinator, f"/desk/{address}?lang={screen}")) == "ky"


@pytest.mark.parametrize(("fetched", "proposed"), [("ru", "ru"), ("ky-ru", "ky-ru"), ("en", "ky")])
def test_the_language_papers_were_fetched_in_is_proposed_again_but_english_never(
    coordinator: Client, meeting: Meeting, fetched: str, proposed: str
) -> None:
    coordinator.get(f"/desk/meetings/{meeting.pk}/papers/day.docx?lang={fetched}")

    assert _proposed(fetch(coordinator, f"/desk/meetings/{meeting.pk}/papers/?lang=en")) == proposed


def test_the_language_of_a_series_is_proposed_to_others_of_the_office(
    coordinator: Client, meeting: Meeting, programme: Programme, world: World
) -> None:
    start_series(programme, lang="ky-ru", form="zip", phones=False, by=world.cast.coordinator.user, now=NOW)

    assert _proposed(fetch(coordinator, f"/desk/meetings/{meeting.pk}/papers/")) == "ky-ru"


def _proposed(page: Page) -> str:
    """The language that is ticked."""
    (ticked,) = (
        field.get("value", "")
        for field in page.one("main").iter("input")
        if field.get("name") == "lang" and "checked" in field.attrib
    )
    return ticked


def _with_role(member: Member, role: Role, meeting: Meeting) -> Member:
    Grant.objects.filter(user=member.user).delete()
    grant(member.user, role=role, office=meeting.office, since=NOW.date(), now=NOW)
    return member


def _asked(coordinator: Client, trainer: Client, here: str) -> list[tuple[Client, str]]:
    return [(coordinator, here), (coordinator, f"{here}&phones=on"), (trainer, f"{here}&phones=on")]


def _words(answer: Any) -> str:
    document = docx.Document(io.BytesIO(answer.content))
    return " ".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)


def test_the_pack_reserves_numbers_once_and_carries_them(world: World, sign_in: SignIn) -> None:
    clerk, called = sign_in(world.cast.clerk), world.gatherings.called
    SlipBlock.objects.filter(meeting=called).delete()
    address = f"/desk/meetings/{called.pk}/papers/pack.pdf"

    posted = clerk.post(address, {"lang": "ky", "slips": "8"})
    again = clerk.get(address, {"lang": "ky"})

    assert [block.size for block in SlipBlock.objects.filter(meeting=called)] == [8]
    assert (posted.status_code, posted["Content-Type"], posted.content == again.content) == (
        200,
        "application/pdf",
        True,
    )


def test_whoever_may_not_write_voices_reserves_no_numbers(world: World, sign_in: SignIn) -> None:
    called = world.gatherings.called
    before = SlipBlock.objects.filter(meeting=called).count()

    response = sign_in(world.cast.auditor).post(
        f"/desk/meetings/{called.pk}/papers/pack.pdf", {"lang": "ky", "slips": "8"}
    )

    assert (response.status_code, SlipBlock.objects.filter(meeting=called).count()) == (404, before)


@pytest.mark.parametrize("slips", ["-1", "1000", "x"])
def test_a_senseless_number_of_slips_reserves_nothing(world: World, sign_in: SignIn, slips: str) -> None:
    called = world.gatherings.called
    before = SlipBlock.objects.filter(meeting=called).count()

    response = sign_in(world.cast.clerk).post(
        f"/desk/meetings/{called.pk}/papers/pack.pdf", {"lang": "ky", "slips": slips}
    )

    assert (response.status_code, SlipBlock.objects.filter(meeting=called).count()) == (302, before)


@pytest.mark.parametrize("form", ["pdf", "docx"])
@pytest.mark.parametrize("kind", CALL_KINDS)
def test_each_paper_of_a_call_is_fetched_alone(world: World, sign_in: SignIn, kind: str, form: str) -> None:
    clerk = sign_in(world.cast.clerk)

    response = clerk.get(f"/desk/meetings/{world.gatherings.called.pk}/papers/{kind}.{form}", {"lang": "ru"})

    assert (response.status_code, "no-store" in response["Cache-Control"]) == (200, True)


def test_a_seminar_has_no_papers_of_a_call(coordinator: Client, meeting: Meeting) -> None:
    statuses = [
        coordinator.get(f"/desk/meetings/{meeting.pk}/papers/{kind}.pdf").status_code for kind in ("notice", "pack")
    ]

    assert statuses == [404, 404]


def test_the_page_says_what_a_notice_does_not_tell_yet(world: World, sign_in: SignIn) -> None:
    called = world.gatherings.called
    Meeting.objects.filter(pk=called.pk).update(initiator="", venue=None)

    page = fetch(sign_in(world.cast.clerk), f"/desk/meetings/{called.pk}/papers/?lang=ru")

    assert "В объявлении должно быть шесть сведений" in page.text
    assert ("инициатор" in page.text, "место" in page.text) == (True, True)


def test_the_page_warns_of_a_paper_that_grows(world: World, sign_in: SignIn) -> None:
    called = world.gatherings.called
    Meeting.objects.filter(pk=called.pk).update(procedure=Said.of(ky="Талкуу. " * 400))

    page = fetch(sign_in(world.cast.clerk), f"/desk/meetings/{called.pk}/papers/?lang=ru")

    assert "Объявление: не помещается на одной странице" in page.text
