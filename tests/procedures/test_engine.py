"""What must hold of every deadline on any day: around midnight in Bishkek, for any meeting, kind and own charter."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tegerek.lib.dates import local_day
from tegerek.procedures import days
from tegerek.procedures.days import What
from tegerek.procedures.kinds import all_kinds, kind
from tegerek.procedures.rules import (
    days_short,
    due_days,
    earliest_held_on,
    notice_days,
    rule_in_force,
    rules_in_force,
)
from tegerek.procedures.terms import (
    Amount,
    Answer,
    Confidence,
    Counting,
    Event,
    Known,
    OwnCharter,
    Rank,
    Rule,
    Side,
    Unit,
    Unknown,
    YearDay,
)

BISHKEK = timezone(timedelta(hours=6))
CALLED = date(2026, 3, 5)
ABOUT = ("master-plan", "development-programme")
meeting_days = st.dates(min_value=date(2024, 1, 1), max_value=date(2028, 12, 31))
slugs = st.sampled_from(list(all_kinds()))
EVERY_RULE = [(slug, rule) for slug, found in all_kinds().items() for rule in found.rules]
DEADLINES = [(slug, rule) for slug, rule in EVERY_RULE if rule.event is not None]


def known_days(slug: str, held_on: date, own: OwnCharter | None = None, on: date = CALLED) -> dict[str, date]:
    events: dict[Event, date] = {event: held_on for event in Event if event is not Event.MEETING}
    found = due_days(kind(slug), held_on, on=on, own=own, events=events, about=ABOUT)
    return {due.rule.id: due.day for due in found if isinstance(due.day, date)}


def settled(slug: str, rule_id: str, amount: Amount) -> OwnCharter:
    return OwnCharter("17/3", date(2024, 4, 20), date(2024, 5, 1), answers=(Answer(slug, rule_id, amount, "19.2"),))


# Around midnight in Bishkek


@pytest.mark.parametrize(
    ("moment", "short"),
    [
        (datetime(2026, 3, 9, 23, 59, 59, tzinfo=BISHKEK), 0),
        (datetime(2026, 3, 10, 0, 0, 0, tzinfo=BISHKEK), 1),
        (datetime(2026, 3, 9, 17, 59, 59, tzinfo=UTC), 0),
        (datetime(2026, 3, 9, 18, 0, 0, tzinfo=UTC), 1),
    ],
)
def test_a_call_is_in_time_until_midnight_in_bishkek(moment: datetime, short: int) -> None:
    today, held_on = local_day(moment), date(2026, 3, 14)
    notice = notice_days(kind("assembly"), held_on, on=today)

    assert isinstance(notice, Known)
    assert days_short(today, held_on, notice.value) == short


@pytest.mark.parametrize(
    ("moment", "earliest"),
    [
        (datetime(2026, 3, 5, 17, 59, 59, tzinfo=UTC), date(2026, 3, 10)),
        (datetime(2026, 3, 5, 18, 0, 0, tzinfo=UTC), date(2026, 3, 11)),
        (datetime(2026, 2, 28, 17, 59, 59, tzinfo=UTC), date(2026, 3, 5)),
        (datetime(2026, 2, 28, 18, 0, 0, tzinfo=UTC), date(2026, 3, 6)),
        (datetime(2023, 12, 31, 18, 0, 0, tzinfo=UTC), date(2024, 1, 6)),
    ],
)
def test_the_earliest_day_moves_on_at_midnight_in_bishkek(moment: datetime, earliest: date) -> None:
    found = earliest_held_on(kind("assembly"), local_day(moment))

    assert isinstance(found, Known)
    assert found.value == earliest


def test_the_model_charter_is_in_force_from_midnight_in_bishkek() -> None:
    before, then = (
        rule_in_force(kind("assembly"), "notice", local_day(moment))
        for moment in (datetime(2022, 12, 11, 17, 59, 59, tzinfo=UTC), datetime(2022, 12, 11, 18, 0, tzinfo=UTC))
    )

    assert isinstance(before, Unknown)
    assert isinstance(then, Rule)


@pytest.mark.parametrize("slug", all_kinds())
def test_every_deadline_may_be_kept_until_midnight_in_bishkek_and_is_late_after_it(slug: str) -> None:
    for last in known_days(slug, date(2026, 3, 14)).values():
        midnight = datetime(last.year, last.month, last.day, tzinfo=BISHKEK) + timedelta(days=1)
        before, then = (
            local_day(moment.astimezone(UTC)) for moment in (midnight - timedelta(microseconds=1), midnight)
        )

        assert before == last
        assert then == last + timedelta(days=1)


# Every rule says where it stands, or that it is not known


@pytest.mark.parametrize(("slug", "rule"), EVERY_RULE, ids=[f"{slug}.{rule.id}" for slug, rule in EVERY_RULE])
def test_every_rule_has_heading_and_number_or_is_marked(slug: str, rule: Rule) -> None:
    is_placed = bool(rule.heading) and bool(rule.number)
    is_marked = rule.rank is Rank.DEFAULT or isinstance(rule.value, Unknown) or rule.confidence is not Confidence.WHOLE

    assert is_placed or is_marked


@pytest.mark.parametrize("slug", all_kinds())
def test_only_what_holds_a_number_and_was_read_gives_a_day(slug: str) -> None:
    in_force = {rule.id: rule for rule in rules_in_force(kind(slug), CALLED)}

    for rule_id in known_days(slug, date(2026, 3, 14)):
        rule = in_force[rule_id]
        assert isinstance(rule.value, Amount | YearDay)
        assert rule.confidence is not Confidence.NOT_READ


@given(slug=slugs, held_on=st.dates(date(2010, 1, 1), date(2022, 12, 11)))
def test_before_the_charter_of_2022_no_day_is_known(slug: str, held_on: date) -> None:
    assert known_days(slug, held_on, on=held_on) == {}


# Any day


@given(slug=slugs, held_on=meeting_days, moved_by=st.integers(-400, 400))
def test_moving_the_meeting_moves_every_deadline_before_it_by_as_many_days(
    slug: str, held_on: date, moved_by: int
) -> None:
    before = {rule.id for rule in kind(slug).rules if rule.side is Side.BEFORE and rule.event is Event.MEETING}
    here, there = known_days(slug, held_on), known_days(slug, held_on + timedelta(days=moved_by))

    assert set(here) == set(there)
    assert [there[rule_id] - here[rule_id] for rule_id in sorted(before & set(here))] == [
        timedelta(days=moved_by) for _ in before & set(here)
    ]


@given(held_on=meeting_days, notice=st.integers(1, 60), moved_by=st.integers(-60, 60))
def test_so_does_a_notice_of_the_own_charter_in_calendar_days(held_on: date, notice: int, moved_by: int) -> None:
    own = settled("assembly", "notice", Amount(notice, notice, Unit.DAYS, Counting.CALENDAR))
    moved = held_on + timedelta(days=moved_by)

    assert known_days("assembly", held_on, own)["notice"] == held_on - timedelta(days=notice)
    assert known_days("assembly", moved, own)["notice"] == moved - timedelta(days=notice)


@given(held_on=meeting_days, notice=st.integers(1, 40))
def test_working_days_before_a_meeting_agree_with_a_slow_independent_count(held_on: date, notice: int) -> None:
    own = settled("assembly", "notice", Amount(notice, notice, Unit.DAYS, Counting.WORKING))

    assert known_days("assembly", held_on, own)["notice"] == slowly(held_on, notice, step=-1)


@given(registered=meeting_days)
def test_working_days_after_an_appeal_agree_with_a_slow_independent_count(registered: date) -> None:
    found = known_days("assembly", registered)

    assert found["written-appeal-registered"] == slowly(registered, 1, step=1)
    assert found["written-appeal-answered"] == slowly(registered, 14, step=1)


@given(slug=slugs, today=meeting_days)
def test_the_earliest_day_is_in_time_and_the_day_before_it_is_not(slug: str, today: date) -> None:
    earliest = earliest_held_on(kind(slug), today)
    if isinstance(earliest, Unknown):
        assert isinstance(notice_days(kind(slug), today, on=today), Unknown)
        return
    notice = notice_days(kind(slug), earliest.value, on=today)

    assert isinstance(notice, Known)
    assert days_short(today, earliest.value, notice.value) == 0
    assert days_short(today, earliest.value - timedelta(days=1), notice.value) == 1


# The municipality's own charter changes every deadline that is not law


ANSWERABLE = [
    (slug, rule)
    for slug, rule in DEADLINES
    if Unit.DAYS in rule.accepts and (rule.rank is not Rank.LAW or isinstance(rule.value, Unknown))
]


@pytest.mark.parametrize(("slug", "rule"), ANSWERABLE, ids=[f"{slug}.{rule.id}" for slug, rule in ANSWERABLE])
def test_an_answer_of_the_own_charter_changes_the_deadline_and_no_other(slug: str, rule: Rule) -> None:
    held_on = date(2026, 3, 14)
    sign = -1 if rule.side is Side.BEFORE else 1

    plain = known_days(slug, held_on)
    own = known_days(slug, held_on, settled(slug, rule.id, Amount(77, 77, Unit.DAYS, Counting.CALENDAR)))

    assert own == {**plain, rule.id: held_on + sign * timedelta(days=77)}


def slowly(day: date, count: int, step: int) -> date:
    """Day by day, with the typed lists read anew: a weekend is off unless its row says that it is worked."""
    named = days.official().named
    worked = 0
    while worked < count:
        day += timedelta(days=step)
        what = named[day].what if day in named else None
        is_weekend = day.isoweekday() in {6, 7}
        is_off = what in {What.HOLIDAY, What.MOVED_DAY_OFF} or (is_weekend and what is not What.MOVED_WORKING_DAY)
        worked += not is_off
    return day
