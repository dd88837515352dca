"""A sample: begun as one for good, listed and counted in a demonstration alone, told of by its mark everywhere."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings as site
from django.test import Client
from django.utils.translation import override

from tegerek.commitments.due_sheets import public_late
from tegerek.commitments.report_sheets import report_sheet
from tegerek.demo.moments import TODAY
from tegerek.demo.world import World
from tegerek.documents.papers.certificate import printer_of
from tegerek.documents.papers.kinds import FORMS, KINDS, papers_of
from tegerek.documents.samples import as_sample, meeting_mark, sample_mark
from tegerek.learning.certificate_sheets import public_certificate
from tegerek.learning.certificates import certificate_of_code, issue_anew
from tegerek.learning.models import Certificate
from tegerek.lib.said import Said
from tegerek.meetings.copying import Like, copy_meeting
from tegerek.meetings.models import Meeting
from tegerek.meetings.rules import When
from tegerek.meetings.same_week import same_week
from tegerek.meetings.sheets import coming, everything, for_feed, meeting_sheet, of_month, past
from tegerek.places.models import Unit
from tegerek.programmes.actions import Words, add_seminar, draft_programme
from tegerek.programmes.busy import busy_of
from tegerek.programmes.models import Invited, Programme
from tegerek.programmes.next_meetings import rehearse_next
from tegerek.programmes.paper_sheets import papers_of_meeting
from tegerek.programmes.sheets import latest, published
from tegerek.search.indexing import read_all_news
from tegerek.search.rules import query_of
from tegerek.search.sheets import found
from tegerek.voices.outcomes import Wanted, outcomes_sheet
from tests.meetings.rows import NOW, an_office
from tests.places.world import load_few_units
from tests.programmes.samples import become_samples
from tests.programmes.series import FIRST, HALL
from tests.programmes.trainings import put, two_offices
from tests.shell.test_programme_file import elsewhere, into, out


@pytest.fixture
def units(db: None) -> dict[str, Unit]:
    return load_few_units()


def a_sample(units: dict[str, Unit]) -> Programme:
    """A drafted sample with one seminar."""
    words = Words(title=Said.of(ky="Окуу", ru="Обучение", en="Training"))
    made = draft_programme(words, office=an_office(), by=None, now=NOW, is_sample=True)
    add_seminar(made, place=units["kochkor-raion"], when=When(FIRST), venue=HALL, by=None, now=NOW)
    made.refresh_from_db()
    return made


def test_the_seminars_of_a_sample_and_what_is_copied_of_them_are_samples(units: dict[str, Unit]) -> None:
    seminar = a_sample(units).seminars.get()

    copy = copy_meeting(seminar.meeting, [Like(units["kochkor-raion"], When(FIRST))], by=None, now=NOW)[0]

    assert (seminar.meeting.is_sample, copy.is_sample) == (True, True)


def test_a_programme_is_no_sample_unless_that_is_said_when_it_is_begun(units: dict[str, Unit]) -> None:
    made = draft_programme(Words(title=Said.of(ky="Окуу")), office=an_office(), by=None, now=NOW)

    seminar = add_seminar(made, place=units["kochkor-raion"], when=When(FIRST), by=None, now=NOW)

    assert (made.is_sample, seminar.meeting.is_sample) == (False, False)


def test_a_rehearsal_printed_at_a_sample_s_seminar_is_one_of_a_sample(world: World) -> None:
    trial = world.trainings.trial
    become_samples(trial)
    wanted = Invited.objects.filter(next_meeting__rehearsal=None).exclude(next_meeting__kind="")
    invited = wanted.filter(seminar__programme=trial).select_related("seminar__programme__office", "unit")[0]

    made = rehearse_next(invited, by=None, now=NOW)

    assert (made.is_rehearsal, made.is_sample, meeting_mark(made, "en")) == (True, True, "SAMPLE · REHEARSAL")


@pytest.mark.parametrize("is_demo", [False, True])
def test_a_trainer_is_busy_at_a_sample_in_a_demonstration_alone(
    units: dict[str, Unit], settings: Any, is_demo: bool
) -> None:
    settings.DEMO = is_demo
    two = two_offices(units["kochkor-raion"], units["alai-raion"])
    put(two.north, two.ours)
    become_samples(two.north.programme)

    busy = busy_of([two.theirs.pk], two.south.programme.office_id)

    assert len(busy[two.theirs.pk]) == is_demo


@pytest.mark.parametrize("is_demo", [False, True])
def test_lists_calendars_and_feeds_tell_of_a_sample_in_a_demonstration_alone(
    world: World, settings: Any, is_demo: bool
) -> None:
    settings.DEMO = is_demo
    before = _listed()
    become_samples(world.trainings.together, world.trainings.trial)
    theirs = set(Meeting.objects.filter(is_sample=True, called_at__isnull=False).values_list("number", flat=True))

    after = _listed()

    assert [bool(numbers & theirs) for numbers in before] == [True] * len(before)
    assert after == (before if is_demo else [numbers - theirs for numbers in before])


def _listed() -> list[set[int]]:
    """The numbers of public meetings by each way in which they are listed."""
    today = TODAY.date()
    every = [line for page in range(1, everything().of + 1) for line in everything(page=page).lines]
    lines = [coming(today, most=500).lines, past(today, most=500).lines, every, of_month(2026, 3), for_feed()]
    return [{line.number for line in one} for one in lines]


def test_a_sample_keeps_its_own_page_its_calendar_and_its_place_in_the_list_of_programmes(world: World) -> None:
    trial = world.trainings.trial
    become_samples(trial)
    number = trial.seminars.get().meeting.number
    assert number is not None

    line = meeting_sheet(number).line

    assert (line.is_sample, [one.number for one in for_feed(numbers=[number])]) == (True, [number])
    assert [one.slug for one in published().lines if one.is_sample] == [trial.slug]
    assert trial.slug not in {one.slug for one in latest(5)}


@pytest.mark.parametrize("is_demo", [False, True])
def test_what_was_asked_and_decided_at_a_sample_counts_in_a_demonstration_alone(
    world: World, settings: Any, is_demo: bool
) -> None:
    settings.DEMO = is_demo
    aimak, later = world.land.aimak, TODAY.date() + timedelta(days=90)
    before = _figures(world), public_late(aimak, later)
    Meeting.objects.filter(office=world.land.okmotu).update(is_sample=True)

    after = _figures(world), public_late(aimak, later)

    assert (before[0] != (0, 0, 0, 0), before[1] != ()) == (True, True)
    assert after == (before if is_demo else ((0, 0, 0, 0), ()))


def _figures(world: World) -> tuple[int, int, int, int]:
    """Hearings and questions of everything that became of them; meetings and questions of the head’s yearly report."""
    here = outcomes_sheet(Wanted()).here
    report = report_sheet(world.yearly.head, TODAY.date())
    return here.hearings, here.questions, len(report.meetings), len(report.asked)


def test_nobody_is_told_of_a_sample_in_the_same_week(world: World) -> None:
    meeting = world.gatherings.called
    beside = copy_meeting(meeting, [Like(meeting.place, meeting.when)], by=None, now=TODAY)[0]
    Meeting.objects.filter(pk=beside.pk).update(called_at=TODAY, number=900_001)
    before = [one.key for one in same_week(meeting)]
    Meeting.objects.filter(pk=beside.pk).update(is_sample=True)

    after = [one.key for one in same_week(meeting)]

    assert (beside.pk in before, beside.pk in after) == (True, False)


def test_what_is_found_of_a_sample_is_led_by_its_mark(world: World) -> None:
    become_samples(world.trainings.trial)
    Meeting.objects.filter(pk=world.gatherings.called.pk).update(is_sample=True)
    read_all_news()

    titles = {hit.title.in_("ru").text for hit in found(query_of("пробный семинар"), TODAY.date()).lines}

    assert [title for title in titles if not title.startswith("Образец: ")] == []
    assert titles != set()


def test_a_certificate_of_a_sample_says_on_its_paper_and_on_its_page_that_it_certifies_nothing(world: World) -> None:
    trial = world.trainings.trial
    become_samples(trial)
    first = Certificate.objects.select_related("seminar", "programme").get(pk=world.certified.first.pk)
    made = issue_anew(
        first, printer_of(trial, site.ADDRESS), lang="en", name="Misalova", reason="Ката.", by=None, now=TODAY
    )

    row = certificate_of_code(made.code)

    assert row is not None
    sheet = public_certificate(row)
    says = "SAMPLE: this training is invented, and this paper certifies nothing."
    assert (sheet.is_sample, sheet.printed.lines(sheet.name)[0]) == (True, says)


def test_what_was_issued_before_stays_as_it_was(world: World) -> None:
    become_samples(world.trainings.trial)

    row = certificate_of_code(world.certified.first.code)

    assert row is not None
    assert (public_certificate(row).is_sample, public_certificate(row).printed.sample) == (False, "")


def test_every_paper_of_a_seminar_of_a_sample_is_marked_in_each_of_its_languages(world: World) -> None:
    become_samples(world.trainings.trial)
    meeting = Meeting.objects.select_related("place__parent", "venue", "office").get(
        seminar__programme=world.trainings.trial
    )

    papers = [paper for kind in KINDS for paper in papers_of(kind, papers_of_meeting(meeting), "ky-ru")]

    marks = {paper.mark for paper in papers}
    assert (len(papers) > 4, marks) == (True, {"ҮЛГҮ", "ОБРАЗЕЦ", "ҮЛГҮ · ОБРАЗЕЦ"})
    assert [FORMS[form].write(papers)[:2] for form in FORMS] == [b"PK", b"%P"]


def test_the_file_of_a_whole_programme_carries_that_it_is_a_sample(units: dict[str, Unit]) -> None:
    taken = into(elsewhere(lambda: out(a_sample(units))))

    assert (taken.programme.is_sample, taken.programme.seminars.get().meeting.is_sample) == (True, True)


def test_the_mark_is_said_in_the_language_of_the_reader() -> None:
    told = []
    for lang in ("ky", "ru", "en"):
        with override(lang):
            told.append((as_sample("A", True), sample_mark(True, (lang,)), as_sample("A", False)))

    assert told == [("Үлгү: A", "ҮЛГҮ", "A"), ("Образец: A", "ОБРАЗЕЦ", "A"), ("Sample: A", "SAMPLE", "A")]


def test_the_list_of_programmes_bears_the_mark_at_the_line_and_the_calendar_in_its_name(
    world: World, client: Client
) -> None:
    trial = world.trainings.trial
    become_samples(trial)

    page = client.get("/en/programmes/").content.decode()
    calendar = client.get(f"/programmes/{trial.slug}/meetings.ics?lang=en").content.decode()

    assert page.count('class="is-sample">sample<') == 1
    assert (calendar.count("NAME:Sample: "), calendar.count("SUMMARY;LANGUAGE=en:Sample: ")) == (2, 1)
