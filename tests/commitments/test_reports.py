"""A yearly report: every figure from the records, what is not done first, frozen when it is given, rated once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tegerek.commitments import actions
from tegerek.commitments.models import Commitment, Report, ReportPiece
from tegerek.commitments.report_sheets import (
    ReportSheet,
    choices_of,
    digest_of,
    frozen_sheet,
    line_of,
    public_lines_of,
    public_reports,
    report_sheet,
)
from tegerek.commitments.report_steps import elsewhere_for
from tegerek.commitments.reports import (
    Rated,
    Told,
    begin_report,
    give_report,
    pick_rows,
    rate_report,
    remove_report,
    word_report,
)
from tegerek.demo.moments import at
from tegerek.demo.world import World
from tegerek.lib.errors import Refusal, Stale
from tegerek.lib.said import Said
from tegerek.meetings.checklists import StepState, checklist
from tegerek.meetings.models import Meeting
from tegerek.minutes.editions import Piece
from tegerek.people.actions import keep_person
from tests.commitments.rows import a_commitment, a_counted

YEAR = Told(date(2024, 1, 1), date(2024, 12, 31))
NOW = at("2026-03-06")


def no_files(sheet: ReportSheet) -> Iterator[Piece]:
    yield Piece("ky", "page", b"<p>report</p>")


def loaded(report: Report) -> Report:
    rows = Report.objects.select_related("office", "place__parent", "person", "meeting", "rating")
    return rows.get(pk=report.pk)


def a_draft(world: World, told: Told = YEAR) -> Report:
    made = begin_report(world.land.okmotu, told, meeting=world.whole.report, by=None, now=NOW)
    return loaded(made)


def given(report: Report) -> Report:
    read = digest_of(report_sheet(report, NOW.date()))
    give_report(report, no_files, read=read, seen=report.version, by=None, now=NOW)
    return loaded(report)


def test_the_figures_of_the_head_come_from_the_records(world: World) -> None:
    sheet = frozen_sheet(world.yearly.head)

    assert [(line.present, line.given, line.asked) for line in sheet.meetings] == [(74, 10, 5)]
    assert [one.state for one in sheet.put] == ["answered", "answered", "late", "answered"]
    assert len(sheet.disputed) == 1
    found = (sheet.overdue, sheet.going, sheet.dropped, sheet.done)
    assert [[one.money for one in lines] for lines in found] == [["15000.00"], [""], ["90000.00"], ["180000.00", ""]]


def test_what_is_not_done_stands_first(world: World) -> None:
    sheet = frozen_sheet(world.yearly.head)

    assert [one.state for one in sheet.decided] == ["very_late", "open", "given_up", "done", "done"]


def test_nothing_a_resident_wrote_is_frozen_with_a_report(world: World) -> None:
    kept = bytes(ReportPiece.objects.get(report=world.yearly.head, form="sheet").body).decode()

    assert "Көмүрдүн баасы" not in kept


def test_a_given_report_does_not_know_of_what_was_done_afterwards(world: World) -> None:
    late = frozen_sheet(world.yearly.head).overdue[0].number

    today = report_sheet(a_draft(world), NOW.date())

    assert late in [one.number for one in today.done]


def test_what_was_decided_before_and_is_still_open_is_told_too_and_marked(world: World) -> None:
    told = Told(date(2025, 1, 1), date(2025, 12, 31))

    sheet = report_sheet(a_draft(world, told), NOW.date())

    assert sorted({one.is_older for one in sheet.decided}) == [False, True]
    assert "Мектепке көмүр жеткирүү" not in {one.what.texts["ky"] for one in sheet.decided}


def test_a_year_of_which_nothing_is_on_record_is_told_as_empty(world: World) -> None:
    sheet = report_sheet(a_draft(world, Told(date(2019, 1, 1), date(2019, 12, 31))), NOW.date())

    assert (sheet.meetings, sheet.asked, sheet.decided) == ((), (), ())


def test_of_a_deputy_it_is_not_known_until_somebody_ticks_what_is_theirs(world: World) -> None:
    report = loaded(world.yearly.deputy)
    offered = choices_of(report, NOW.date())
    before = report_sheet(report, NOW.date())

    decided = [one.line.key for one in offered.decided]
    pick_rows(report, voices=[], commitments=decided, seen=report.version, by=None, now=NOW)
    after = report_sheet(loaded(report), NOW.date())

    assert (before.is_known, before.unpicked, before.decided) == (False, (0, 1), ())
    assert (after.is_known, [one.state for one in after.done]) == (True, ["done"])


def test_only_what_is_on_record_for_the_deputies_can_be_ticked(world: World) -> None:
    report = loaded(world.yearly.deputy)

    with pytest.raises(Refusal, match="on record for the deputies"):
        pick_rows(report, voices=[], commitments=[world.following.done.pk], seen=report.version, by=None, now=NOW)

    assert loaded(report).picked_at is None


def test_a_given_report_stays_whatever_is_done_to_its_rows(world: World) -> None:
    kept = {one.pk: bytes(one.body) for one in ReportPiece.objects.filter(report=world.yearly.head)}

    Commitment.objects.update(what=Said.of(ky="Башка"), money=1)
    Meeting.objects.update(title=Said.of(ky="Башка"))
    Report.objects.update(own=Said.of(ky="Башка"))

    assert {one.pk: bytes(one.body) for one in ReportPiece.objects.filter(report=world.yearly.head)} == kept


@pytest.mark.parametrize("change", [lambda rows: rows.update(form="x"), lambda rows: rows._raw_delete(rows.db)])
def test_the_database_lets_nobody_change_or_take_away_what_was_given(
    world: World, change: Callable[[Any], object]
) -> None:
    rows = ReportPiece.objects.filter(report=world.yearly.head)

    with pytest.raises(DatabaseError, match="what was issued stays"), transaction.atomic():
        change(rows)

    assert rows.filter(form="sheet").exists()


def test_a_report_is_given_once_with_its_number(world: World) -> None:
    report = given(a_draft(world))

    with pytest.raises(Refusal, match="stays as it is"):
        give_report(report, no_files, read="", seen=report.version, by=None, now=NOW)

    assert (report.number is not None, sorted(one.form for one in report.pieces.all())) == (True, ["page", "sheet"])


def test_a_report_whose_figures_changed_since_it_was_read_is_not_given(world: World) -> None:
    report = a_draft(world)

    with pytest.raises(Stale):
        give_report(report, no_files, read="another", seen=report.version, by=None, now=NOW)

    assert loaded(report).given_at is None


def test_without_a_called_report_meeting_it_is_not_given(world: World) -> None:
    report = a_draft(world)
    word_report(report, Said(), meeting=None, seen=report.version, by=None, now=NOW)

    with pytest.raises(Refusal, match="Choose first"):
        give_report(report, no_files, read="", seen=report.version, by=None, now=NOW)

    assert loaded(report).number is None


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (Told(date(2025, 2, 1), date(2025, 1, 1)), "before the first"),
        (Told(date(2030, 1, 1), date(2030, 12, 31)), "lies ahead"),
    ],
)
def test_a_time_that_cannot_be_is_refused(world: World, told: Told, words: str) -> None:
    with pytest.raises(Refusal, match=words):
        a_draft(world, told)


def test_only_a_deputy_of_the_office_reports_as_one(world: World) -> None:
    nobody = keep_person(None, office=world.land.okmotu, name="Сынакова Мисал", by=None, now=NOW)

    with pytest.raises(Refusal, match="No post of a deputy"):
        a_draft(world, Told(YEAR.since, YEAR.until, nobody))


def test_a_report_belongs_to_a_report_meeting(world: World) -> None:
    with pytest.raises(Refusal, match="report meeting"):
        begin_report(world.land.okmotu, YEAR, meeting=world.whole.assembly, by=None, now=NOW)


def test_two_drafts_of_the_same_time_are_one_too_many(world: World) -> None:
    a_draft(world)

    with pytest.raises(Refusal, match="being written already"):
        a_draft(world)


def test_a_rating_is_what_the_meeting_announced_and_can_be_corrected(world: World) -> None:
    report = loaded(world.yearly.head)

    rate_report(report, Rated("unsatisfactory", 25, 71, 2), seen=report.version, by=None, now=NOW)
    line = line_of(loaded(report))

    assert line.rating is not None
    assert (line.rating.outcome, line.rating.votes, line.rating.adds_up) == ("unsatisfactory", 98, True)


def test_more_hands_than_people_are_kept_and_do_not_add_up(world: World) -> None:
    report = loaded(world.yearly.head)

    rate_report(report, Rated("satisfactory", 171, 25), seen=report.version, by=None, now=NOW)
    line = line_of(loaded(report))

    assert line.rating is not None
    assert (line.rating.votes, line.rating.present, line.rating.adds_up) == (196, 118, False)


def test_a_draft_is_not_rated_and_can_be_thrown_away(world: World) -> None:
    report = a_draft(world)

    with pytest.raises(Refusal, match="Give the report first"):
        rate_report(report, Rated("satisfactory"), seen=report.version, by=None, now=NOW)
    remove_report(report, seen=report.version, by=None, now=NOW)

    assert not Report.objects.filter(pk=report.pk).exists()


def test_the_checklist_of_a_report_meeting_knows_of_report_and_rating(world: World) -> None:
    meeting = world.whole.report

    steps = {step.id: step for step in checklist(meeting, NOW.date(), elsewhere_for(meeting)).steps}

    assert (steps["report"].state, steps["report"].done_on) == (StepState.DONE, date(2025, 3, 13))
    assert (steps["rating-recorded"].state, steps["rating-recorded"].by_fact) == (StepState.DONE, True)


def test_what_was_given_is_public_and_a_draft_is_not(world: World) -> None:
    numbers = [line.number for line in public_reports().lines]

    assert numbers == [world.yearly.head.number]
    assert [line.number for line in public_lines_of(world.whole.report.number or 0)] == numbers


@pytest.mark.parametrize("more", [1, 3])
def test_a_report_asks_the_same_number_of_times_whatever_it_counts(world: World, more: int) -> None:
    report = a_draft(world, Told(date(2026, 1, 1), date(2026, 12, 31)))
    for _n in range(more):
        meeting = a_counted(office=world.land.okmotu, place=world.land.aimak)
        actions.hear_resident(a_commitment(meeting), actions.Heard("done", date(2026, 3, 6)), by=None, now=NOW)

    with CaptureQueriesContext(connection) as asked:
        report_sheet(report, NOW.date())

    assert len(asked) == 16
