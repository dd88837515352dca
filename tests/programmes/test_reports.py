"""The report of a series: what it counts, up to which day, how it is frozen, and how later corrections are told."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from tegerek.lib.errors import Refusal, Stale
from tegerek.lib.said import Said
from tegerek.meetings import roster
from tegerek.meetings.models import Participant
from tegerek.meetings.roster import Typed
from tegerek.people.models import Person, Post
from tegerek.places.models import Unit
from tegerek.programmes import actions, report_parts
from tegerek.programmes.counts import series_counts
from tegerek.programmes.models import Programme, ReportRow, SeriesReport
from tegerek.programmes.report_parts import FactTable, Section
from tegerek.programmes.report_sheets import ReportSheet, changes, draft_sheet, frozen_rows, frozen_sheet
from tegerek.programmes.reports import freeze_report, word_report
from tests.meetings.rows import NOW
from tests.programmes.series import FIRST, a_series, published, seminars_of
from tests.programmes.test_counts import EVENING, people

Units = dict[str, Unit]
UNTIL = FIRST + timedelta(days=30)
LATER = EVENING + timedelta(days=40)


@pytest.fixture
def programme(units: Units) -> Programme:
    """Three seminars: two with people, of which one has seats by post; the third lies beyond the first two days."""
    made = published(a_series(units, 3))
    first, second, _third = seminars_of(made)
    actions.set_quota(first, {Post.AO_HEAD: 1, Post.DEPUTY: 4}, by=None, now=NOW)
    people(first, units["kochkor-raion"])
    people(second, units["kochkor-raion"])
    return Programme.objects.get(pk=made.pk)


def freeze(programme: Programme, until: date = UNTIL) -> SeriesReport:
    """As whoever has just read it would."""
    sheet, _rows = draft_sheet(programme, until)
    return freeze_report(programme, until, shown=sheet.mark, by=None, now=LATER)


def table_of(sheet: ReportSheet, slug: str) -> FactTable:
    return next(table for section in sheet.sections for table in section.tables if table.slug == slug)


def told(sheet: ReportSheet, slug: str) -> list[tuple[object, ...]]:
    """The rows of a table, words in English."""
    rows = table_of(sheet, slug).rows
    return [tuple(cell.in_("en").text if isinstance(cell, Said) else cell for cell in row) for row in rows]


def test_every_table_has_the_total_of_plan_and_fact(programme: Programme) -> None:
    sheet, rows = draft_sheet(programme, UNTIL)

    total = series_counts(programme).total
    figures = (total.listed, total.confirmed, total.came, total.women, total.men)
    tables = [table for section in sheet.sections for table in section.tables]
    heads = [[column.in_("en").text for column in table.columns] for table in tables]
    firsts = [head.index("On the list") for head in heads]
    totals = {table.rows[-1][first : first + 5] for table, first in zip(tables, firsts, strict=True)}
    assert [table.slug for table in tables] == ["seminar", "raion", "oblast", "post", "sex", "age", "is_target"]
    assert totals == {figures}
    assert len(rows) == 12


def test_age_groups_stand_from_the_youngest_and_add_up(programme: Programme) -> None:
    lines = Participant.objects.filter(meeting__seminar__programme=programme).order_by("pk")
    for line, band in zip(lines, ("35+", "18-27", "28-34", "35+"), strict=False):
        Participant.objects.filter(pk=line.pk).update(band=band)

    sheet, rows = draft_sheet(programme, UNTIL)

    told_rows = told(sheet, "age")
    assert [row[0] for row in told_rows] == ["18–27 years", "28–34 years", "35 and older", "Not asked", "In all"]
    came = [int(str(row[3])) for row in told_rows]
    assert sum(came[:-1]) == came[-1]
    assert sorted(row.age for row in rows if row.age) == ["18-27", "28-34", "35+", "35+"]


def test_whom_nobody_asked_and_who_is_in_the_target_group_are_values_of_their_own(programme: Programme) -> None:
    sheet, _rows = draft_sheet(programme, UNTIL)

    assert [(row[0], row[3]) for row in told(sheet, "sex")] == [
        ("Women", 2),
        ("Men", 2),
        ("Not asked", 2),
        ("In all", 6),
    ]
    assert [(row[0], row[3]) for row in told(sheet, "age")] == [("Not asked", 6), ("In all", 6)]
    assert [(row[0], row[3]) for row in told(sheet, "is_target")] == [
        ("In it", 2),
        ("Not in it", 1),
        ("The seminar names no seats", 3),
        ("In all", 6),
    ]


def test_what_lies_after_the_cut_off_day_is_not_counted(programme: Programme) -> None:
    sheet, rows = draft_sheet(programme, FIRST)

    assert (len(told(sheet, "seminar")), len(rows)) == (2, 6)


def test_it_takes_as_many_queries_for_many_seminars_as_for_one(
    units: Units, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for count in (1, 3):
        made = published(a_series(units, count))
        for seminar in seminars_of(made):
            people(seminar, units["kochkor-raion"])
        made = Programme.objects.get(pk=made.pk)

        with django_assert_num_queries(19):
            draft_sheet(made, UNTIL)


def test_a_section_that_nobody_records_stands_there_and_one_that_a_room_above_gathers_comes_in(
    programme: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = draft_sheet(programme, UNTIL)[0].sections
    pairs = FactTable("pairs", Said.of(en="Pairs"), (Said.of(en="Of"), Said.of(en="n")), ((Said.of(en="all"), 7),))
    monkeypatch.setattr(report_parts, "_gathered", {})

    report_parts.register(
        report_parts.TESTS, lambda found, until: Section("tests", report_parts.heading("tests"), (pairs,))
    )

    after = draft_sheet(programme, UNTIL)[0].sections
    assert [section.slug for section in before] == list(report_parts.HEADINGS)
    assert [section.is_recorded for section in after] == [True, True, False, False, False]
    with pytest.raises(KeyError):
        report_parts.register("weather", lambda found, until: None)


def test_frozen_it_stays_and_what_changes_later_is_a_difference(programme: Programme) -> None:
    report = freeze(programme)
    meeting = seminars_of(programme)[0].meeting
    roster.walk_in(meeting, Typed("Сынакова", sex="f"), person=None, morning=True, afternoon=True, by=None, now=EVENING)

    frozen = frozen_sheet(SeriesReport.objects.get(pk=report.pk))

    now = draft_sheet(programme, report.cut_off)[0]
    found = changes(frozen, now)
    by_sex = [one for one in found if one.table.texts["en"] == "By sex"]
    assert (frozen.number, told(frozen, "sex")[-1][3], told(now, "sex")[-1][3]) == (1, 6, 7)
    assert {(one.row[0].in_("en").text, one.column.in_("en").text, one.before, one.now) for one in by_sex} == {
        ("Women", "Came", 2, 3),
        ("Women", "Women who came", 2, 3),
        ("In all", "Came", 6, 7),
        ("In all", "Women who came", 2, 3),
    }
    assert changes(frozen, frozen) == ()


def test_the_rows_behind_it_are_kept_without_a_name_and_outlive_an_erasure(programme: Programme) -> None:
    report = freeze(programme)
    Person.objects.update(sex="")

    rows = frozen_rows(report)

    assert (len(rows), sum(row.came for row in rows), {row.sex for row in rows}) == (12, 6, {"f", "m", ""})
    assert "Мисалов" not in str(report.figures) + str(ReportRow.objects.filter(report=report).values())


@pytest.mark.parametrize("table", [SeriesReport, ReportRow])
def test_the_database_lets_nobody_change_or_take_away_what_was_frozen(
    programme: Programme, table: type[SeriesReport] | type[ReportRow]
) -> None:
    freeze(programme)
    changed = {"cut_off": FIRST} if table is SeriesReport else {"came": False}

    for press in (lambda: table._default_manager.update(**changed), lambda: _delete(table)):
        with pytest.raises(IntegrityError), transaction.atomic():
            press()


def _delete(table: type[SeriesReport] | type[ReportRow]) -> None:
    rows = table._default_manager.all()
    rows._raw_delete(rows.db)


def test_a_report_that_nobody_read_is_not_frozen(programme: Programme) -> None:
    sheet, _rows = draft_sheet(programme, UNTIL)
    word_report(programme, Said.of(ky="Донордун пикири эмес."), seen=0, by=None, now=NOW)

    with pytest.raises(Stale):
        freeze_report(programme, UNTIL, shown=sheet.mark, by=None, now=LATER)

    assert programme.reports.count() == 0


def test_a_day_to_come_and_a_series_that_has_not_begun_are_refused(programme: Programme) -> None:
    with pytest.raises(Refusal, match="lie ahead"):
        freeze_report(programme, LATER.date() + timedelta(days=9), shown="", by=None, now=LATER)
    with pytest.raises(Refusal, match="nothing to report"):
        freeze_report(programme, FIRST - timedelta(days=1), shown="", by=None, now=LATER)


def test_reports_are_counted_and_bear_the_words_of_their_time(programme: Programme) -> None:
    word_report(programme, Said.of(ky="Биринчи."), seen=0, by=None, now=NOW)
    first = freeze(programme)
    word_report(programme, Said.of(ky="Экинчи."), seen=1, by=None, now=NOW)
    second = freeze(programme, FIRST)

    sheets = [frozen_sheet(SeriesReport.objects.get(pk=row.pk)) for row in (first, second)]

    assert [(one.number, one.disclaimer.in_("ky").text, one.cut_off) for one in sheets] == [
        (1, "Биринчи.", UNTIL),
        (2, "Экинчи.", FIRST),
    ]


def test_whoever_typed_over_an_older_disclaimer_is_told(programme: Programme) -> None:
    word_report(programme, Said.of(ky="Биринчи."), seen=0, by=None, now=NOW)

    with pytest.raises(Stale):
        word_report(programme, Said.of(ky="Экинчи."), seen=0, by=None, now=NOW)
