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
from tegerek.jobs.models import Job
from tegerek.meetings.models import Meeting
from tegerek.meetings.roster import enrol
from tegerek.people.actions import grant, keep_person
from tegerek.people.models import Grant, Person, Role
from tegerek.programmes.models import Invited, Programme
from tests.meetings.rows import NOW
from tests.pages import fetch
from tests.programmes.series import seminars_of
from tests.web.desk.typing_in import press

SignIn = Callable[[Member], Client]
PHONE, WRITTEN = "+996000000042", "0000\u00a0000\u00a0042"


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
    Invited.objects.all().delete()

    page = fetch(coordinator, f"/desk/programmes/{programme.pk}/papers/?lang=en")

    (missing,) = page.one("main").iter("details")
    assert ["".join(line.itertext()) for line in missing.iter("li")] == [
        "The letterhead has not been set.",
        "Letters without a number: 6 of 6.",
        "Some seminars have invited no aiyl aimak yet.",
    ]


def _with_role(member: Member, role: Role, meeting: Meeting) -> Member:
    Grant.objects.filter(user=member.user).delete()
    grant(member.user, role=role, office=meeting.office, since=NOW.date(), now=NOW)
    return member


def _asked(coordinator: Client, trainer: Client, here: str) -> list[tuple[Client, str]]:
    return [(coordinator, here), (coordinator, f"{here}&phones=on"), (trainer, f"{here}&phones=on")]


def _words(answer: Any) -> str:
    document = docx.Document(io.BytesIO(answer.content))
    return " ".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
