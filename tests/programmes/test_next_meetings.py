"""The next meeting of each aimak: begun at the seminar, shown by its office, asked about by phone, told as counts."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from tegerek.demo.moments import TODAY, at
from tegerek.demo.world import World
from tegerek.journal.models import Entry
from tegerek.lib.dates import local_day
from tegerek.lib.errors import Refusal, Stale
from tegerek.lib.rough_days import RoughDay
from tegerek.lib.said import Said
from tegerek.meetings import actions as meetings
from tegerek.meetings.models import Meeting
from tegerek.places.models import Unit
from tegerek.programmes import actions
from tegerek.programmes.models import Invited, NextCall, NextMeeting, OutsideMeeting, Programme
from tegerek.programmes.next_call_sheets import call_entries
from tegerek.programmes.next_meetings import (
    Heard,
    Meant,
    hide_meeting,
    last_call,
    mark_of,
    mean_next,
    offered_figures,
    publish_next,
    record_call,
    rehearse_next,
    show_meeting,
)
from tegerek.programmes.next_sheets import Known, NextLine, Source, Step, calls_due, figures_of, next_sheet, told_next
from tests.meetings.rows import NOW
from tests.programmes.series import a_series, published, seminars_of

Outcome = NextCall.Outcome
# Fifteen months after the first seminar of tests/programmes/series.py, and long before any of them.
DAY = TODAY.date()
LATER, EARLY = date(2027, 7, 20), date(2026, 4, 1)
SUBJECT = Said.of(ky="Суу", ru="Вода")


@pytest.fixture
def trial(world: World) -> Programme:
    return world.trainings.trial


def invited_to(programme: Programme, unit: Unit) -> Invited:
    rows = Invited.objects.select_related("unit", "seminar__programme__office", "seminar__meeting")
    return rows.get(seminar__programme=programme, unit=unit)


def line_of(programme: Programme, unit: Unit, today: date = DAY) -> NextLine:
    return next(line for line in next_sheet(programme, today).lines if line.unit == unit.pk)


def states(line: NextLine) -> list[bool | None]:
    return [fact.is_so for fact in line.facts]


def forget_all(programme: Programme) -> None:
    NextCall.objects.filter(invited__seminar__programme=programme).delete()
    NextMeeting.objects.filter(invited__seminar__programme=programme).delete()


def test_one_thing_is_enough_to_begin_and_nothing_of_it_stands_in_the_journal(world: World, trial: Programme) -> None:
    forget_all(trial)
    row = invited_to(trial, world.land.aimak)

    mean_next(row, Meant(subject=SUBJECT), seen=0, by=None, now=TODAY)

    line = line_of(trial, world.land.aimak)
    entry = Entry.objects.filter(verb="next.meant").latest("pk")
    assert (line.is_begun, line.version, line.subject, line.around) == (True, 1, SUBJECT, None)
    assert entry.refs == {"invited": row.pk}


@pytest.mark.parametrize("meant", [Meant(), Meant(kind="seminar"), Meant(kind="nonsense"), Meant(where="  ")])
def test_nothing_and_what_is_no_kind_of_meeting_begin_nothing(world: World, trial: Programme, meant: Meant) -> None:
    forget_all(trial)

    with pytest.raises(Refusal):
        mean_next(invited_to(trial, world.land.aimak), meant, seen=0, by=None, now=TODAY)

    assert not NextMeeting.objects.filter(invited__seminar__programme=trial).exists()


def test_whoever_comes_second_is_told(world: World, trial: Programme) -> None:
    forget_all(trial)
    row = invited_to(trial, world.land.aimak)
    mean_next(row, Meant(kind="assembly"), seen=0, by=None, now=TODAY)

    for seen in (0, 7):
        with pytest.raises(Stale):
            mean_next(row, Meant(kind="report"), seen=seen, by=None, now=TODAY)

    assert line_of(trial, world.land.aimak).kind == "assembly"


def test_a_month_or_a_year_is_a_day_too(world: World, trial: Programme) -> None:
    forget_all(trial)
    row = invited_to(trial, world.land.aimak)

    mean_next(row, Meant(around=RoughDay(2026, 5)), seen=0, by=None, now=TODAY)
    first = line_of(trial, world.land.aimak).around
    mean_next(row, Meant(around=RoughDay(2026)), seen=1, by=None, now=TODAY)

    assert (first, line_of(trial, world.land.aimak).around) == (RoughDay(2026, 5), RoughDay(2026))


def test_the_states_of_a_shown_meeting_come_from_its_record(world: World, trial: Programme) -> None:
    forget_all(trial)
    row, closed = invited_to(trial, world.land.aimak), world.whole.urgent
    Meeting.objects.filter(pk=trial.seminars.get().meeting_id).update(held_on=date(2026, 2, 10))
    row = invited_to(trial, world.land.aimak)

    show_meeting(row, closed, seen=0, by=world.cast.clerk.user, now=TODAY)

    line = line_of(trial, world.land.aimak)
    assert (line.is_shown, line.number, line.has(Step.CALLED), line.has(Step.HELD)) == (True, closed.number, True, True)
    assert {fact.source for fact in line.facts if fact.is_so is not None} == {Source.RECORD}
    assert line.fact(Step.HELD).on == date(2026, 2, 18)


def test_up_to_an_earlier_day_nothing_is_told_that_came_after_it(world: World, trial: Programme) -> None:
    forget_all(trial)
    Meeting.objects.filter(pk=trial.seminars.get().meeting_id).update(held_on=date(2026, 1, 10))
    row, other = invited_to(trial, world.land.aimak), invited_to(trial, world.land.neighbours.unit or world.land.aimak)
    show_meeting(row, world.whole.assembly, seen=0, by=world.cast.clerk.user, now=TODAY)
    record_call(other, Heard(date(2026, 2, 10), Outcome.TOLD, {Step.HELD: True}), seen=0, by=None, now=TODAY)

    days = [date(2026, 1, 20), date(2026, 2, 1), date(2026, 2, 9), date(2026, 2, 10), date(2026, 3, 6)]
    sheets = [next_sheet(trial, day).total for day in days]

    steps = [[sheet.step(step).yes for step in (Step.CALLED, Step.HELD, Step.MINUTED, Step.CLOSED)] for sheet in sheets]
    assert steps == [[1, 0, 0, 0], [1, 1, 0, 0], [1, 1, 1, 0], [1, 2, 1, 0], [1, 2, 1, 1]]


def test_a_draft_is_shown_as_not_called_and_its_words_are_not(world: World, trial: Programme) -> None:
    forget_all(trial)
    row = invited_to(trial, world.land.aimak)

    show_meeting(row, world.gatherings.draft, seen=0, by=None, now=TODAY)

    line = line_of(trial, world.land.aimak)
    assert states(line) == [False, False, False, False, None]
    assert (line.subject, line.kind, line.where, line.number) == (Said(), "", "", None)


def test_an_office_takes_back_what_it_showed(world: World, trial: Programme) -> None:
    forget_all(trial)
    row = invited_to(trial, world.land.aimak)
    show_meeting(row, world.gatherings.called, seen=0, by=None, now=TODAY)

    hide_meeting(row, seen=1, by=None, now=TODAY)

    line = line_of(trial, world.land.aimak)
    assert (line.is_shown, line.number, states(line)) == (False, None, [None] * 5)


def test_neither_another_office_nor_an_earlier_meeting_can_be_shown(world: World, trial: Programme) -> None:
    forget_all(trial)
    row = invited_to(trial, world.land.aimak)

    for meeting in (world.gatherings.neighbours_draft, trial.seminars.get().meeting, world.whole.assembly):
        with pytest.raises(Refusal):
            show_meeting(row, meeting, seen=0, by=None, now=TODAY)


@pytest.mark.parametrize("which", ["rehearsal", "cancelled"])
def test_a_rehearsal_and_a_cancelled_meeting_count_for_nothing(world: World, trial: Programme, which: str) -> None:
    forget_all(trial)
    meeting = world.whole.rehearsal if which == "rehearsal" else world.gatherings.cancelled
    Meeting.objects.filter(pk=meeting.pk).update(held_on=date(2026, 3, 20))
    meeting.refresh_from_db()

    show_meeting(invited_to(trial, world.land.aimak), meeting, seen=0, by=None, now=TODAY)

    line = line_of(trial, world.land.aimak)
    assert (line.is_rehearsal or line.is_cancelled, states(line)) == (True, [None] * 5)


def test_the_pack_is_printed_from_a_rehearsal_of_the_programme_s_own_office_made_once(
    world: World, trial: Programme
) -> None:
    forget_all(trial)
    row, by = invited_to(trial, world.land.aimak), world.cast.coordinator.user
    with pytest.raises(Refusal, match="Choose the kind"):
        rehearse_next(row, by=by, now=TODAY)
    mean_next(row, Meant("assembly", SUBJECT, around=RoughDay(2026, 5, 14)), seen=0, by=by, now=TODAY)

    first, second = rehearse_next(row, by=by, now=TODAY), rehearse_next(row, by=by, now=TODAY)

    assert (first.pk, first.is_rehearsal, first.office, first.place) == (
        second.pk,
        True,
        world.land.trainers,
        world.land.aimak,
    )
    assert (first.held_on, first.title, first.number) == (date(2026, 5, 14), SUBJECT, None)


def test_a_draft_that_is_shown_is_not_thrown_away(world: World, trial: Programme) -> None:
    draft = meetings.draft_meeting(
        office=world.land.okmotu, kind="assembly", title=SUBJECT, place=world.land.aimak, by=None, now=TODAY
    )
    forget_all(trial)
    show_meeting(invited_to(trial, world.land.aimak), draft, seen=0, by=None, now=TODAY)

    with pytest.raises(Refusal):
        meetings.delete_draft(draft, seen=draft.version, by=None, now=TODAY)


def test_an_aimak_with_a_next_meeting_stays_invited(world: World, trial: Programme) -> None:
    seminar = seminars_of(trial)[0]
    seminar.meeting.roster.update(declined_at=TODAY, confirmed_at=None)

    with pytest.raises(Refusal, match="next meeting"):
        actions.invite(seminar, [world.land.aimak], by=None, now=TODAY)


def test_what_is_told_by_telephone_holds_until_the_record_or_a_later_call_says_otherwise(
    world: World, trial: Programme
) -> None:
    forget_all(trial)
    row = invited_to(trial, world.land.aimak)
    first = Heard(date(2026, 3, 4), Outcome.TOLD, {Step.CALLED: True, Step.HELD: False})
    second = Heard(date(2026, 3, 5), Outcome.TOLD, {Step.HELD: True})

    call = record_call(row, first, seen=0, by=None, now=TODAY)
    record_call(row, second, seen=call.pk, by=None, now=TODAY)

    line = line_of(trial, world.land.aimak)
    assert states(line) == [True, True, None, None, None]
    assert (line.fact(Step.HELD).source, line.fact(Step.HELD).on) == (Source.PHONE, date(2026, 3, 5))
    entry = Entry.objects.filter(verb="next.phoned").latest("pk")
    assert entry.refs == {"invited": row.pk, "outcome": "told", "steps": 1}


@pytest.mark.parametrize(
    "heard",
    [
        Heard(date(2026, 3, 7), Outcome.TOLD),
        Heard(date(2026, 3, 2), Outcome.TOLD),
        Heard(date(2026, 3, 5), Outcome.UNREACHED, {Step.HELD: True}),
    ],
)
def test_a_call_that_cannot_have_been_is_refused(world: World, trial: Programme, heard: Heard) -> None:
    forget_all(trial)

    with pytest.raises(Refusal):
        record_call(invited_to(trial, world.land.aimak), heard, seen=0, by=None, now=TODAY)

    assert last_call(invited_to(trial, world.land.aimak)) == 0


def test_a_call_that_was_written_down_meanwhile_is_told(world: World, trial: Programme) -> None:
    forget_all(trial)
    row = invited_to(trial, world.land.aimak)
    record_call(row, Heard(date(2026, 3, 5), Outcome.TOLD), seen=0, by=None, now=TODAY)

    with pytest.raises(Stale):
        record_call(row, Heard(date(2026, 3, 5), Outcome.TOLD), seen=0, by=None, now=TODAY)


def test_silence_is_phoned_after_three_months_until_somebody_is_reached_and_again_after_six(
    world: World, trial: Programme
) -> None:
    forget_all(trial)
    row, unit = invited_to(trial, world.land.aimak), world.land.aimak
    june, july, september = date(2026, 6, 3), date(2026, 7, 1), date(2026, 9, 3)
    before = line_of(trial, unit, date(2026, 6, 2)).due, line_of(trial, unit, june).due

    missed = record_call(row, Heard(june, Outcome.UNREACHED), seen=0, by=None, now=at("2026-06-03"))
    still = line_of(trial, unit, july).due
    record_call(row, Heard(june, Outcome.TOLD, {Step.HELD: False}), seen=missed.pk, by=None, now=at("2026-06-03"))

    after = line_of(trial, unit, july).due, line_of(trial, unit, september).due
    assert (before, still, after) == ((None, 3), 3, (None, 6))


@pytest.mark.parametrize(
    "heard", [Heard(date(2026, 3, 5), Outcome.NONE), Heard(date(2026, 3, 5), Outcome.TOLD, {Step.HELD: True})]
)
def test_who_held_it_or_will_not_is_phoned_no_more(world: World, trial: Programme, heard: Heard) -> None:
    forget_all(trial)

    record_call(invited_to(trial, world.land.aimak), heard, seen=0, by=None, now=TODAY)

    line = line_of(trial, world.land.aimak, LATER)
    assert (line.due, line.next_call) == (None, None)


def test_a_meeting_that_is_called_for_a_day_ahead_is_not_asked_about(world: World, trial: Programme) -> None:
    forget_all(trial)
    unit, called = world.land.aimak, world.gatherings.called
    Meeting.objects.filter(seminar__programme=trial).update(held_on=date(2025, 11, 5))
    before = line_of(trial, unit).due

    show_meeting(invited_to(trial, unit), called, seen=0, by=None, now=TODAY)

    assert called.held_on is not None
    assert (before, line_of(trial, unit).due, line_of(trial, unit, called.held_on + timedelta(1)).due) == (3, None, 3)


@pytest.mark.parametrize("today", [date(2026, 6, 2), date(2026, 6, 3), date(2026, 9, 3), date(2028, 1, 1)])
@pytest.mark.parametrize(
    "heard",
    [
        None,
        Heard(date(2026, 6, 3), Outcome.UNREACHED),
        Heard(date(2026, 6, 3), Outcome.TOLD, {Step.HELD: False}),
        Heard(date(2026, 6, 3), Outcome.TOLD, {Step.HELD: True}),
        Heard(date(2026, 6, 3), Outcome.NONE),
    ],
)
def test_the_number_of_calls_due_is_that_of_the_list(
    world: World, trial: Programme, today: date, heard: Heard | None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    forget_all(trial)
    if heard is not None:
        record_call(invited_to(trial, world.land.aimak), heard, seen=0, by=None, now=at("2026-06-03"))
    expected = len(next_sheet(trial, today).due)

    with django_assert_num_queries(1):
        due = calls_due([trial.pk, world.trainings.draft.pk], today)

    assert due == ({trial.pk: expected} if expected else {})


@pytest.mark.parametrize("on_paper", [False, True])
@pytest.mark.parametrize("is_rehearsal", [False, True])
@pytest.mark.parametrize("held_at", [None, TODAY])
def test_the_number_of_calls_due_knows_record_and_paper_as_the_list_does(
    world: World, trial: Programme, on_paper: bool, is_rehearsal: bool, held_at: datetime | None
) -> None:
    forget_all(trial)
    unit, called = world.land.aimak, world.gatherings.called
    Meeting.objects.filter(seminar__programme=trial).update(held_on=date(2025, 11, 5))
    show_meeting(invited_to(trial, unit), called, seen=0, by=None, now=TODAY)
    number = None if is_rehearsal else called.number
    Meeting.objects.filter(pk=called.pk).update(is_rehearsal=is_rehearsal, number=number, held_at=held_at)
    if on_paper:
        OutsideMeeting.objects.create(
            programme=trial, unit=unit, is_after=True, source="протокол", made_at=TODAY, changed_at=TODAY
        )
    assert called.held_on is not None

    for today in (called.held_on, called.held_on + timedelta(1)):
        assert calls_due([trial.pk], today) == {trial.pk: len(next_sheet(trial, today).due)}


def test_an_office_that_does_not_use_the_system_held_it_on_paper(world: World, trial: Programme) -> None:
    forget_all(trial)
    unit = world.land.neighbours.unit
    assert unit is not None
    OutsideMeeting.objects.create(
        programme=trial, unit=unit, is_after=True, year=2026, month=3, source="протокол", made_at=NOW, changed_at=NOW
    )

    line = line_of(trial, unit, LATER)

    assert (line.has(Step.HELD), line.fact(Step.HELD).source, line.due) == (True, Source.PAPER, None)


def test_an_aimak_invited_twice_counts_once_and_what_nobody_knows_is_not_no(units: dict[str, Unit]) -> None:
    programme = a_few(units, 2)
    first, second = (seminar.invited.select_related("seminar__meeting").get() for seminar in seminars_of(programme))
    record_call(first, Heard(LATER, Outcome.TOLD, {Step.HELD: True}), seen=0, by=None, now=at("2027-07-20"))
    record_call(second, Heard(LATER, Outcome.TOLD, {Step.CALLED: False}), seen=0, by=None, now=at("2027-07-20"))

    total = next_sheet(programme, LATER).total

    assert (total.of, total.step(Step.HELD), total.step(Step.CALLED), total.step(Step.MINUTED)) == (
        1,
        Known(1, 1, 1),
        Known(0, 1, 1),
        Known(0, 0, 1),
    )


def test_seminars_that_are_ahead_are_not_counted(units: dict[str, Unit]) -> None:
    programme = a_few(units, 1)

    sheet = next_sheet(programme, EARLY)

    assert (sheet.lines, sheet.total.of, figures_of(sheet.total)["of"]) == ((), 0, 0)


def test_the_states_of_shown_meetings_cost_one_query_more(
    trial: Programme, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(5):
        sheet = next_sheet(trial, DAY)

    assert [line.is_shown for line in sheet.lines] == [True, False]


@pytest.mark.parametrize("count", [1, 3])
def test_the_table_costs_four_queries_however_many_aimaks(
    units: dict[str, Unit], count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    programme = a_few(units, count)
    for seminar in seminars_of(programme):
        mean_next(seminar.invited.get(), Meant("assembly"), seen=0, by=None, now=NOW)

    with django_assert_num_queries(4):
        sheet = next_sheet(programme, LATER)

    assert (len(sheet.lines), len(sheet.due)) == (count, count)


def test_the_call_list_names_who_came_of_that_aimak_and_tells_phones_to_whom_it_may(
    world: World, trial: Programme, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    forget_all(trial)
    lines = next_sheet(trial, LATER).due

    with django_assert_num_queries(1):
        entries = call_entries(lines, None)

    named = [(len(entry.people), [person.phones for person in entry.people]) for entry in entries]
    assert named == [(4, [()] * 4), (4, [()] * 4)]


def test_only_counts_are_published_and_they_stay_until_published_again(world: World, trial: Programme) -> None:
    forget_all(trial)
    row = invited_to(trial, world.land.aimak)
    record_call(row, Heard(date(2026, 3, 5), Outcome.TOLD, {Step.HELD: True}), seen=0, by=None, now=TODAY)
    offered = offered_figures(trial, local_day(TODAY))
    assert offered is not None

    publish_next(trial, shown=mark_of(offered), by=None, now=TODAY)
    other = invited_to(trial, world.land.neighbours.unit or row.unit)
    record_call(other, Heard(date(2026, 3, 5), Outcome.TOLD, {Step.HELD: True}), seen=0, by=None, now=TODAY)

    told = told_next(trial.slug)
    assert told is not None
    assert told.figures == {"of": 2, "known": 1, "called": 0, "held": 1, "minuted": 0, "answered": 0}
    with pytest.raises(Stale):
        publish_next(trial, shown=mark_of(offered), by=None, now=TODAY)


def test_what_was_published_is_not_published_again(trial: Programme) -> None:
    offered = offered_figures(trial, local_day(TODAY)) or {}
    publish_next(trial, shown=mark_of(offered), by=None, now=TODAY)

    with pytest.raises(Refusal, match="nothing new"):
        publish_next(trial, shown=mark_of(offered), by=None, now=TODAY)


def a_few(units: dict[str, Unit], count: int) -> Programme:
    """So many seminars, all of which invite the same town or aimak of their own raion."""
    programme = published(a_series(units, count))
    for seminar in seminars_of(programme):
        unit = units["kochkor-raion"] if count == 2 else seminar.meeting.place
        actions.invite(seminar, [unit], by=None, now=NOW)
    programme.refresh_from_db()
    return programme
