"""At the desk: the next meeting in the bag, the calls after the seminar, before and after, and who will be nobody."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from django.test import Client
from pypdf import PdfReader

from tegerek.demo.cast import Member
from tegerek.demo.world import World
from tegerek.meetings.models import Meeting
from tegerek.programmes.models import Invited, NextCall, NextMeeting, OutsideMeeting, Programme, Seminar
from tests.pages import check, fetch, words_of
from tests.web.desk.typing_in import ENGLISH, fields_of, form_of, press, told

SignIn = Callable[[Member], Client]


@pytest.fixture
def trial(world: World) -> Programme:
    return world.trainings.trial


@pytest.fixture
def seminar(trial: Programme) -> Seminar:
    return trial.seminars.get()


@pytest.fixture
def trainer(world: World, sign_in: SignIn) -> Client:
    return sign_in(world.cast.trainer)


@pytest.fixture
def coordinator(world: World, sign_in: SignIn) -> Client:
    return sign_in(world.cast.coordinator)


@pytest.fixture
def clerk(world: World, sign_in: SignIn) -> Client:
    return sign_in(world.cast.clerk)


@pytest.fixture
def own(world: World, trial: Programme) -> Invited:
    """The invitation of Көк-Булут, whose next meeting nobody has begun yet."""
    found = Invited.objects.get(seminar__programme=trial, unit=world.land.aimak)
    NextMeeting.objects.filter(invited=found).delete()
    return found


def said(client: Client, address: str) -> str:
    return " ".join(words_of(fetch(client, address + ENGLISH).one("main")).split())


def test_a_trainer_begins_the_next_meeting_with_one_word(trainer: Client, own: Invited, seminar: Seminar) -> None:
    answer = press(trainer, f"/desk/invitations/{own.pk}/next-meeting/", kind="assembly", around="05.2026")

    row = NextMeeting.objects.get(invited=own)
    assert answer.headers["Location"] == f"/desk/seminars/{seminar.pk}/next-meetings/"
    assert (row.kind, row.year, row.month, row.day) == ("assembly", 2026, 5, None)
    assert "May 2026" in said(trainer, f"/desk/seminars/{seminar.pk}/next-meetings/")


@pytest.mark.parametrize("typed", ["14.15.2026", "tomorrow", "31.02.2026", "26"])
def test_a_day_that_is_none_is_told(trainer: Client, own: Invited, typed: str) -> None:
    answer = press(trainer, f"/desk/invitations/{own.pk}/next-meeting/", status=422, around=typed)

    assert told(answer) == ["Enter a day like 14.05.2026, a month like 05.2026, or a year like 2026."]


def test_nothing_typed_begins_nothing(trainer: Client, own: Invited) -> None:
    answer = press(trainer, f"/desk/invitations/{own.pk}/next-meeting/", status=422)

    assert told(answer)[0].startswith("Write down at least one thing")


def test_two_trainers_do_not_overwrite_each_other(trainer: Client, own: Invited) -> None:
    here = f"/desk/invitations/{own.pk}/next-meeting/"
    sent = fields_of(form_of(fetch(trainer, here)))
    press(trainer, here, kind="assembly")

    second = trainer.post(here + ENGLISH, {**sent, "kind": "report"})
    again = trainer.post(here, {**fields_of(form_of_answer(second)), "kind": "report"})

    assert (second.status_code, again.status_code, NextMeeting.objects.get(invited=own).kind) == (422, 302, "report")


def test_the_pack_is_printed_from_a_rehearsal(coordinator: Client, own: Invited) -> None:
    press(coordinator, f"/desk/invitations/{own.pk}/next-meeting/", kind="assembly")

    answer = coordinator.post(f"/desk/invitations/{own.pk}/rehearsal/")

    made = NextMeeting.objects.get(invited=own).rehearsal
    assert made is not None
    assert (answer.headers["Location"], made.is_rehearsal) == (f"/desk/meetings/{made.pk}/papers/", True)


def test_an_office_shows_its_meeting_and_takes_that_back(
    world: World, clerk: Client, coordinator: Client, own: Invited, trial: Programme
) -> None:
    shown = {"invited": str(own.pk), "seen": "0", "meeting": str(world.gatherings.called.pk)}

    clerk.post("/desk/trainings/", shown)
    seen = said(coordinator, f"/desk/programmes/{trial.pk}/next-meetings/")
    clerk.post("/desk/trainings/", {"invited": str(own.pk), "seen": "1", "hide": "yes"})

    assert f"№ {world.gatherings.called.number}" in seen
    assert NextMeeting.objects.get(invited=own).meeting is None


def test_nobody_shows_a_meeting_for_another_office(world: World, sign_in: SignIn, own: Invited) -> None:
    neighbour = sign_in(world.cast.neighbour)
    sent = {"invited": str(own.pk), "seen": "0", "meeting": str(world.gatherings.called.pk)}

    answer = neighbour.post("/desk/trainings/", sent)

    assert (answer.status_code, NextMeeting.objects.filter(invited=own).exists()) == (404, False)


def test_the_meeting_of_another_office_is_not_offered(world: World, clerk: Client, own: Invited) -> None:
    sent = {"invited": str(own.pk), "seen": "0", "meeting": str(world.gatherings.neighbours_draft.pk)}

    answer = clerk.post("/desk/trainings/", sent, follow=True)

    assert (answer.status_code, NextMeeting.objects.filter(invited=own).exists()) == (200, False)


def test_what_they_said_on_the_phone_stands_in_the_table(trainer: Client, own: Invited, trial: Programme) -> None:
    press(trainer, f"/desk/invitations/{own.pk}/call/", called_on="05.03.2026", was_held="no", was_called="yes")

    call = NextCall.objects.get(invited=own)
    assert (call.outcome, call.was_called, call.was_held, call.was_closed) == ("told", True, False, None)
    assert "by telephone, 05.03.2026" in said(trainer, f"/desk/programmes/{trial.pk}/next-meetings/")


def test_nobody_reached_tells_nothing(trainer: Client, own: Invited) -> None:
    here = f"/desk/invitations/{own.pk}/call/"

    answer = press(trainer, here, status=422, called_on="05.03.2026", outcome="unreached", was_held="yes")

    assert (told(answer)[0][:8], NextCall.objects.filter(invited=own).count()) == ("Either s", 0)


def test_the_call_list_names_whom_to_phone_on_page_and_paper(
    coordinator: Client, own: Invited, trial: Programme
) -> None:
    Meeting.objects.filter(seminar__programme=trial).update(held_on=date(2025, 11, 5))
    here = f"/desk/programmes/{trial.pk}/next-meetings/calls"

    page = said(coordinator, f"{here}/")
    paper = PdfReader(BytesIO(coordinator.get(f"{here}.pdf?lang=ky").content))
    word = coordinator.get(f"{here}.docx?lang=ru")

    assert ("3 months after the seminar" in page, "0000" in page) == (True, True)
    assert "Көк-Булут" in "".join(sheet.extract_text() for sheet in paper.pages)
    assert (word.status_code, coordinator.get(f"{here}.exe").status_code) == (200, 404)


def test_a_trainer_sees_whom_to_phone_without_phones(trainer: Client, own: Invited, trial: Programme) -> None:
    Meeting.objects.filter(seminar__programme=trial).update(held_on=date(2025, 11, 5))

    page = said(trainer, f"/desk/programmes/{trial.pk}/next-meetings/calls/")

    assert ("Мисалов" in page or "Сынаков" in page, "0000" in page) == (True, False)


def test_counts_are_public_only_once_the_programme_publishes_them(
    client: Client, coordinator: Client, trial: Programme
) -> None:
    public = f"/en/programmes/{trial.slug}/"
    before = words_of(fetch(client, public).one("main"))

    press(coordinator, f"/desk/programmes/{trial.pk}/next-meetings/publication/")

    after = words_of(fetch(client, public).one("main"))
    sentence = "Of 2 offices none has held its next meeting after the training yet."
    assert (sentence in before, sentence in after) == (False, True)


def test_counts_that_changed_meanwhile_are_not_published(
    coordinator: Client, trainer: Client, own: Invited, trial: Programme
) -> None:
    here = f"/desk/programmes/{trial.pk}/next-meetings/publication/"
    sent = fields_of(form_of(fetch(coordinator, here)))
    press(trainer, f"/desk/invitations/{own.pk}/call/", called_on="05.03.2026", was_held="yes")

    answer = coordinator.post(here + ENGLISH, sent)
    again = coordinator.post(here, fields_of(form_of_answer(answer)))

    assert (answer.status_code, again.status_code, trial.next_figures.get().figures["held"]) == (422, 302, 1)


def test_an_earlier_meeting_is_written_down_changed_and_taken_back(
    world: World, coordinator: Client, trial: Programme
) -> None:
    OutsideMeeting.objects.filter(programme=trial).delete()
    typed = {"unit": str(world.land.aimak.pk), "side": "before", "source": "протокол", "around": "2024", "women": "0"}
    press(coordinator, f"/desk/programmes/{trial.pk}/outside-meetings/new/", typed)
    row = OutsideMeeting.objects.get(programme=trial)

    press(coordinator, f"/desk/outside-meetings/{row.pk}/", men="31")
    page = said(coordinator, f"/desk/programmes/{trial.pk}/outside-meetings/")
    coordinator.post(f"/desk/outside-meetings/{row.pk}/removal/", {"seen": "2"})

    row.refresh_from_db()
    assert (row.women, row.men, row.questions, row.taken_back_at is None) == (0, 31, None, False)
    assert ("Women who came: 0; Men who came: 31" in page, "Not known: Days between" in page) == (True, True)


def test_what_is_wrong_with_an_earlier_meeting_is_told_beside_its_field(coordinator: Client, trial: Programme) -> None:
    answer = press(coordinator, f"/desk/programmes/{trial.pk}/outside-meetings/new/", status=422)

    assert told(answer) == [
        "Choose the aimak.",
        "Say whether it was before the training or after it.",
        "Say from where this is known.",
    ]


def test_the_page_says_who_will_be_nobody(coordinator: Client, trial: Programme, seminar: Seminar) -> None:
    seminar.meeting.roster.update(declined_at=seminar.meeting.made_at, confirmed_at=None)
    here = f"/desk/seminars/{seminar.pk}/choice/"
    sent = fields_of(form_of(fetch(coordinator, here + "?choose=all")))
    name = next(name for name in sent if name.endswith("-deputy"))

    coordinator.post(here, {key: value for key, value in sent.items() if key != name})

    page = said(coordinator, f"/desk/programmes/{trial.pk}/quota/")
    assert "Aimaks and towns: 2 × posts: 3 = 6 people" in page
    assert "nobody as: deputy of the village council" in page


def form_of_answer(answer: Any) -> Element:
    """The form of a page that came back."""
    return form_of(check(answer))
