"""What the public may see of meetings, at a fixed number of queries."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from tegerek.lib.pages import Page
from tegerek.lib.said import Said
from tegerek.meetings import actions, sheets
from tegerek.meetings.actions import Item
from tegerek.meetings.models import Meeting
from tegerek.meetings.rules import State, When
from tegerek.places.models import Body, Unit, UnitKind
from tests.meetings.rows import DAY, NOW, TEN, WHY, a_called, a_draft, a_place, an_office

TODAY = date(2026, 3, 6)
NEW = When(date(2026, 3, 27), starts=time(14))
AGAIN = When(date(2026, 4, 3))


@pytest.fixture
def office(db: None) -> Body:
    return an_office()


@pytest.fixture
def village(db: None) -> Unit:
    oblast = a_place("Төр-Суу", "tor-suu", kind=UnitKind.OBLAST)
    raion = a_place("Алма", "alma", oblast, UnitKind.RAION)
    aimak = a_place("Ак-Кыя", "ak-kyya", raion, UnitKind.AIMAK)
    return a_place("Ак-Терек", "ak-terek", aimak)


def number_of(meeting: Meeting) -> int:
    assert meeting.number is not None
    return meeting.number


def numbers(page: Page[sheets.MeetingLine]) -> list[int]:
    return [line.number for line in page.lines]


def test_a_draft_is_on_no_sheet(office: Body, village: Unit) -> None:
    draft = a_draft(office=office, place=village)

    lists = [sheets.coming(TODAY), sheets.past(date(2030, 1, 1)), sheets.everything()]

    assert [(page.lines, page.total, page.of) for page in lists] == [((), 0, 1)] * 3
    assert (sheets.of_month(2026, 3), sheets.for_feed()) == ((), ())
    with pytest.raises(ValueError, match="draft"):
        sheets.line_of(draft)
    with pytest.raises(Meeting.DoesNotExist):
        sheets.meeting_sheet(10019)


@pytest.mark.parametrize("items", [1, 30])
def test_a_meeting_costs_four_queries_however_long_its_agenda(
    office: Body, village: Unit, items: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    meeting = a_called(office=office, place=village)
    actions.set_agenda(meeting, [Item(Said.of(ky="Суу"))] * items, seen=2, by=None, now=NOW)

    with django_assert_num_queries(4):
        sheet = sheets.meeting_sheet(number_of(meeting))

    assert (len(sheet.agenda), sheet.line.where.unit.in_("ky").text) == (items, "Ак-Терек айылы")


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_costs_two_queries_however_long(
    office: Body, village: Unit, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    made = [number_of(a_called(office=office, place=village)) for _ in range(count)]

    with django_assert_num_queries(2):
        page = sheets.coming(TODAY)
    with django_assert_num_queries(2):
        at_place = sheets.everything(place=village)
    with django_assert_num_queries(1):
        month = sheets.of_month(2026, 3)
    with django_assert_num_queries(1):
        feed = sheets.for_feed()

    assert (numbers(page), sorted(numbers(at_place))) == (made, made)
    assert ([line.number for line in month], sorted(line.number for line in feed)) == (made, made)


def test_the_sheet_tells_when_it_was_to_be_before_it_was_last_moved_and_why(office: Body, village: Unit) -> None:
    meeting = a_called(office=office, place=village)
    later = Said.of(ky="Зал бошобой калды.")
    actions.move_meeting(meeting, when=NEW, reason=WHY, seen=2, by=None, now=NOW)
    actions.move_meeting(meeting, when=AGAIN, reason=later, seen=3, by=None, now=NOW)

    sheet = sheets.meeting_sheet(number_of(meeting))

    assert (sheet.previous, sheet.last_reason.in_("ky").text) == (NEW, "Зал бошобой калды.")
    assert [turn.kind for turn in sheet.turns] == ["called", "moved", "moved"]
    assert [(turn.was, turn.became) for turn in sheet.turns] == [(None, TEN), (TEN, NEW), (NEW, AGAIN)]


def test_a_change_of_hall_alone_has_no_earlier_day(office: Body, village: Unit) -> None:
    meeting = a_called(office=office, place=village)
    hall = village.venues.create(name=Said.of(ky="мектеп"), name_key="мектеп")
    actions.move_meeting(meeting, when=TEN, venue=hall, reason=WHY, seen=2, by=None, now=NOW)

    sheet = sheets.meeting_sheet(number_of(meeting))

    assert (sheet.previous, sheet.last_reason.texts, sheet.line.where.venue.texts) == (
        None,
        WHY.texts,
        {"ky": "мектеп"},
    )


def test_a_meeting_that_only_was_called_has_neither(office: Body, village: Unit) -> None:
    sheet = sheets.meeting_sheet(number_of(a_called(office=office, place=village)))

    assert (sheet.previous, bool(sheet.last_reason)) == (None, False)


def test_the_reason_of_a_cancellation_is_the_last_one(office: Body, village: Unit) -> None:
    meeting = a_called(office=office, place=village)
    actions.cancel_meeting(meeting, reason=WHY, seen=2, by=None, now=NOW)

    sheet = sheets.meeting_sheet(number_of(meeting))

    assert (sheet.line.state, sheet.last_reason.texts, sheet.line.steps_taken) == (State.CANCELLED, WHY.texts, 2)


def test_what_is_to_come_lies_before_what_was_and_a_postponed_one_is_still_to_come(office: Body, village: Unit) -> None:
    def called(when: When) -> Meeting:
        return a_called("seminar", when, office=office, place=village)

    soon, far = called(When(TODAY)), called(When(date(2026, 5, 1)))
    under_way = called(When(TODAY - timedelta(2), TODAY))
    gone, postponed = called(When(TODAY - timedelta(1))), called(When(TODAY - timedelta(3)))
    cancelled = called(When(date(2026, 4, 1)))
    actions.postpone_meeting(postponed, reason=WHY, seen=2, by=None, now=NOW)
    actions.cancel_meeting(cancelled, reason=WHY, seen=2, by=None, now=NOW)

    coming, past = numbers(sheets.coming(TODAY)), numbers(sheets.past(TODAY))

    assert coming == [number_of(one) for one in (under_way, soon, cancelled, far, postponed)]
    assert past == [number_of(one) for one in (gone,)]


def test_a_held_meeting_is_over_on_its_day(office: Body, village: Unit) -> None:
    meeting = a_called("seminar", When(TODAY), office=office, place=village)
    actions.record_held(meeting, seen=2, by=None, now=NOW)

    assert (numbers(sheets.coming(TODAY)), numbers(sheets.past(TODAY))) == ([], [number_of(meeting)])


def test_within_a_day_the_earlier_hour_comes_first_and_the_unknown_one_last(office: Body, village: Unit) -> None:
    hours = (None, time(14), time(9, 30))
    made = [a_called(when=When(DAY, starts=hour), office=office, place=village) for hour in hours]

    assert numbers(sheets.coming(TODAY)) == [number_of(made[n]) for n in (2, 1, 0)]


@pytest.mark.parametrize(("slug", "found"), [("tor-suu", 1), ("alma", 1), ("ak-kyya", 1), ("ak-terek", 1), ("bel", 0)])
def test_a_place_holds_the_meetings_of_all_that_lies_in_it(office: Body, village: Unit, slug: str, found: int) -> None:
    a_place("Бел", "bel", village.parent)
    a_called(office=office, place=village)
    a_called(office=office, place=a_place("Алыс", "alys"))
    place = Unit.objects.get(slug=slug)

    pages = [sheets.coming(TODAY, place=place), sheets.everything(place=place)]

    assert ([page.total for page in pages], len(sheets.for_feed(place=place))) == ([found, found], found)


@pytest.mark.parametrize(
    ("when", "months"),
    [
        (When(date(2026, 3, 1)), [3]),
        (When(date(2026, 3, 31)), [3]),
        (When(date(2026, 3, 30), date(2026, 4, 2)), [3, 4]),
        (When(date(2026, 2, 27), date(2026, 4, 2)), [2, 3, 4]),
    ],
)
def test_a_month_holds_every_meeting_that_touches_it(
    office: Body, village: Unit, when: When, months: list[int]
) -> None:
    a_called("seminar", when, office=office, place=village)

    assert [month for month in range(1, 6) if sheets.of_month(2026, month)] == months


def test_a_december_ends_with_its_year(office: Body, village: Unit) -> None:
    a_called(when=When(date(2026, 12, 31)), office=office, place=village)

    assert (len(sheets.of_month(2026, 12)), sheets.of_month(2027, 1)) == (1, ())


@pytest.mark.parametrize(
    ("asked", "shown", "before", "after"), [(1, 20, None, 2), (2, 1, 1, None), (9, 1, 1, None), (-1, 20, None, 2)]
)
def test_a_long_list_is_paged_and_a_page_that_is_not_there_is_the_nearest(
    office: Body, village: Unit, asked: int, shown: int, before: int | None, after: int | None
) -> None:
    for _ in range(21):
        a_called(office=office, place=village)

    page = sheets.coming(TODAY, page=asked)

    assert (len(page.lines), page.before, page.after, page.of, page.total) == (shown, before, after, 2, 21)


def test_a_feed_begins_with_what_changed_last_and_keeps_what_was_cancelled(office: Body, village: Unit) -> None:
    first, second = (a_called(office=office, place=village) for _ in range(2))
    actions.cancel_meeting(first, reason=WHY, seen=2, by=None, now=NOW + timedelta(minutes=1))

    lines = sheets.for_feed()

    assert [(line.number, line.state) for line in lines] == [
        (number_of(first), State.CANCELLED),
        (number_of(second), State.CALLED),
    ]
    assert [line.number for line in sheets.for_feed(numbers=[number_of(second)])] == [number_of(second)]
