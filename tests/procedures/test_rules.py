"""The rules in force on a day and the deadlines that follow from them."""

import doctest
from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from types import ModuleType

import pytest

from tegerek.procedures import counting, days, kinds, rules, terms, words
from tegerek.procedures.days import DaysOff, NamedDay, What
from tegerek.procedures.kinds import all_kinds, kind
from tegerek.procedures.rules import Counted, Due, deadlines, due_days, notice_days, rules_in_force
from tegerek.procedures.terms import (
    Amount,
    Answer,
    Confidence,
    Counting,
    Event,
    InWords,
    Known,
    OwnCharter,
    Rank,
    Rule,
    Share,
    Side,
    Unit,
    Unknown,
    Value,
    Why,
    YearDay,
)

SUNDAY = date(2026, 3, 15)  # the day of the meeting in these tests
CALLED = date(2026, 2, 2)  # the day whose rules apply
FIRST_DAY = date(2022, 12, 12)  # of the model charter we know
SEEDED = date(2017, 10, 24)
KNOWN_DAYS = {
    Event.GROUP_APPEAL_REGISTERED: date(2026, 2, 2),
    Event.REQUEST_RECEIVED: date(2026, 2, 10),
    Event.MINUTES_PUBLISHED: date(2026, 3, 20),
    Event.WRITTEN_APPEAL_RECEIVED: date(2026, 3, 18),
    Event.WRITTEN_APPEAL_REGISTERED: date(2026, 3, 19),
    Event.BUDGET_YEAR: date(2027, 1, 1),
}
NO_HOLIDAYS = DaysOff({})


def own_charter(*answers: Answer, since: date = date(2024, 5, 1), until: date | None = None) -> OwnCharter:
    return OwnCharter("17/3", adopted_on=date(2024, 4, 20), since=since, until=until, answers=answers)


def days_of(count: int, counting: Counting = Counting.CALENDAR) -> Amount:
    return Amount(count, count, Unit.DAYS, counting)


def due(slug: str, rule_id: str, **options: object) -> Due:
    arguments = {"on": CALLED, "events": KNOWN_DAYS, "days_off": NO_HOLIDAYS, **options}
    found = {due.rule.id: due for due in due_days(kind(slug), SUNDAY, **arguments)}  # type: ignore[arg-type] # options of one test
    return found[rule_id]


def counted(found: Due) -> Counted:
    assert isinstance(found.counted, Counted)
    return found.counted


# Each deadline of the charter of 2022, and of the few that are law or ours, for a meeting on 15 March 2026

DEADLINES = [
    ("assembly", "appeal-decision", None, date(2026, 2, 16), "18.4", Rank.MODEL_CHARTER),
    ("assembly", "notice", None, date(2026, 3, 10), "18.4", Rank.METHOD_INSTRUCTION),
    ("assembly", "lists", None, date(2026, 3, 13), "18.4", Rank.METHOD_INSTRUCTION),
    ("assembly", "tell-speakers", None, date(2026, 3, 14), "18.4", Rank.METHOD_INSTRUCTION),
    ("assembly", "data-request", None, date(2026, 2, 15), "18.4", Rank.METHOD_INSTRUCTION),
    ("assembly", "answers", None, date(2026, 3, 18), "17.5", Rank.MODEL_CHARTER),
    ("assembly", "measures", None, date(2026, 4, 15), "18.12", Rank.METHOD_INSTRUCTION),
    ("assembly", "written-appeal-registered", None, date(2026, 3, 19), "", Rank.LAW),
    ("assembly", "written-appeal-answered", None, date(2026, 4, 8), "", Rank.LAW),
    ("public-hearing", "fix-date", date(2026, 2, 15), date(2026, 2, 22), "20.1", Rank.METHOD_INSTRUCTION),
    ("public-hearing", "draft", None, date(2026, 3, 1), "20.1", Rank.METHOD_INSTRUCTION),
    ("public-hearing", "publish-draft", date(2026, 3, 1), date(2026, 3, 8), "20.1", Rank.METHOD_INSTRUCTION),
    ("public-hearing", "notice", date(2026, 3, 1), date(2026, 3, 8), "20.1", Rank.METHOD_INSTRUCTION),
    ("public-hearing", "personal-notice", date(2026, 3, 1), date(2026, 3, 8), "20.1", Rank.METHOD_INSTRUCTION),
    ("public-hearing", "chair", date(2026, 3, 1), date(2026, 3, 8), "20.1", Rank.METHOD_INSTRUCTION),
    ("public-hearing", "train-staff", date(2026, 3, 1), date(2026, 3, 8), "20.1", Rank.METHOD_INSTRUCTION),
    ("public-hearing", "data-request", None, date(2026, 2, 15), "20.1", Rank.METHOD_INSTRUCTION),
    ("public-hearing", "venue", None, date(2026, 3, 8), "20.1", Rank.METHOD_INSTRUCTION),
    ("public-hearing", "forms", None, date(2026, 3, 12), "20.1", Rank.METHOD_INSTRUCTION),
    ("public-hearing", "check", None, date(2026, 3, 14), "20.1", Rank.METHOD_INSTRUCTION),
    ("public-hearing", "results", None, date(2026, 3, 25), "20.2", Rank.METHOD_INSTRUCTION),
    ("budget-hearing", "results", None, date(2026, 3, 25), "20.2", Rank.METHOD_INSTRUCTION),
    ("budget-hearing", "approval", None, date(2026, 6, 1), "12.9", Rank.MODEL_CHARTER),
    ("report", "notice", None, date(2026, 3, 10), "18.4", Rank.METHOD_INSTRUCTION),
    ("information", "notice", None, date(2026, 3, 10), "", Rank.DEFAULT),
    ("assembly", "hall", None, date(2026, 3, 8), "", Rank.DEFAULT),
    ("assembly", "sign-order", None, date(2026, 3, 9), "", Rank.DEFAULT),
    ("assembly", "print-pack", None, date(2026, 3, 14), "", Rank.DEFAULT),
    ("information", "hall", None, date(2026, 3, 8), "", Rank.DEFAULT),
    ("information", "print-pack", None, date(2026, 3, 14), "", Rank.DEFAULT),
    ("public-hearing", "approval", None, date(2026, 6, 1), "12.9", Rank.MODEL_CHARTER),
    ("public-hearing", "urban-remarks", None, date(2026, 3, 27), "", Rank.LAW),
]
# The deadlines of which no day is known, because nobody has read the source or it leaves a blank.
NOT_KNOWN = {
    "assembly": {"publish-minutes", "minutes-remarks"},
    "public-hearing": {"publish-minutes", "minutes-remarks"},
    "budget-hearing": {"notice-by-law"},
    "kurultai": {"notice"},
    "open-session": {"notice", "tell-decisions"},
}


@pytest.mark.parametrize(("slug", "rule_id", "first", "last", "number", "rank"), DEADLINES)
def test_a_deadline_falls_on_the_day_that_its_source_says(
    slug: str, rule_id: str, first: date | None, last: date, number: str, rank: Rank
) -> None:
    found = due(slug, rule_id, about=["master-plan", "development-programme"])

    assert (counted(found).first, found.day) == (first, last)
    assert (found.rule.number, found.rule.rank) == (number, rank)


@pytest.mark.parametrize("slug", all_kinds())
def test_every_deadline_of_a_kind_stands_in_that_table_or_is_not_known(slug: str) -> None:
    own = {rule.id for rule in kind(slug).rules if rule.event is not None and rule.home == slug}
    told = {rule_id for found, rule_id, *_ in DEADLINES if found == slug} & own

    assert told | NOT_KNOWN.get(slug, set()) == own
    assert told & NOT_KNOWN.get(slug, set()) == set()


@pytest.mark.parametrize(
    ("slug", "rule_id"), [(slug, rule_id) for slug, ids in NOT_KNOWN.items() for rule_id in sorted(ids)]
)
def test_what_nobody_has_read_or_settled_gives_no_day(slug: str, rule_id: str) -> None:
    assert isinstance(due(slug, rule_id).day, Unknown)


def test_objections_to_the_minutes_of_an_urban_planning_hearing_have_seven_days_and_other_hearings_none() -> None:
    about_plans = due("public-hearing", "urban-remarks", about=["master-plan"])
    others = {due.rule.id for due in due_days(kind("public-hearing"), SUNDAY, on=CALLED, events=KNOWN_DAYS)}

    assert about_plans.day == date(2026, 3, 27)
    assert "urban-remarks" not in others


def test_three_days_and_a_month_are_for_assemblies_and_ten_days_for_hearings() -> None:
    after = {
        slug: {
            due.rule.id
            for due in due_days(kind(slug), SUNDAY, on=CALLED)
            if due.rule.side is Side.AFTER and due.rule.event is Event.MEETING and not isinstance(due.day, Unknown)
        }
        for slug in ("assembly", "public-hearing", "budget-hearing", "kurultai", "seminar")
    }

    assert after == {
        "assembly": {"answers", "measures"},
        "public-hearing": {"results"},
        "budget-hearing": {"results"},
        "kurultai": set(),
        "seminar": set(),
    }


@pytest.mark.parametrize(
    ("slug", "rule_id", "value"),
    [
        ("assembly", "times-a-year", Amount(2, 2, Unit.TIMES_A_YEAR)),
        ("report", "times-a-year", Amount(1, 1, Unit.TIMES_A_YEAR)),
        ("assembly", "group-size", Amount(11, 15, Unit.PEOPLE)),
        ("assembly", "vote", Share(Fraction(1, 2), Unit.SHARE_OF_PRESENT, is_exceeded=True)),
        ("public-hearing", "vote", Share(Fraction(1, 2), Unit.SHARE_OF_PRESENT, is_exceeded=True)),
        ("budget-hearing", "approval", YearDay(6, 1)),
        ("assembly", "urgent", InWords()),
        ("assembly", "quorum", Unknown(Why.BLANK)),
        ("public-hearing", "quorum", Unknown(Why.BLANK)),
        ("assembly", "publish-minutes", Unknown(Why.BLANK)),
        ("kurultai", "notice", Unknown(Why.NOT_FOUND)),
        ("kurultai", "quorum", Unknown(Why.NOT_FOUND)),
        ("budget-hearing", "notice-by-law", Unknown(Why.NOT_FOUND)),
        ("open-session", "notice", Unknown(Why.BLANK)),
    ],
)
def test_a_rule_without_a_deadline_says_its_number_or_that_it_is_not_known(
    slug: str, rule_id: str, value: Value | Unknown
) -> None:
    rule = rules.rule_in_force(kind(slug), rule_id, CALLED)

    assert isinstance(rule, Rule)
    assert rule.value == value


def test_a_deadline_says_what_it_counts_from_and_that_calendar_days_are_our_default() -> None:
    found = counted(due("assembly", "notice"))

    assert found.from_day == SUNDAY
    assert (found.counting, found.is_our_default) == (Counting.CALENDAR, True)


def test_weeks_and_months_leave_no_doubt_which_days_are_meant() -> None:
    assert [counted(due("public-hearing", rule)).is_our_default for rule in ("draft", "venue")] == [False, False]
    assert not counted(due("assembly", "measures")).is_our_default


def test_a_deadline_on_a_day_off_stays_there_and_says_so() -> None:
    found = counted(due("public-hearing", "venue"))

    assert found.last == date(2026, 3, 8)
    assert found.falls_on is not None
    assert found.falls_on.what is What.WEEKEND


def test_a_deadline_whose_first_day_nobody_has_told_is_waiting() -> None:
    found = due("assembly", "appeal-decision", events={})

    assert found.counted == Unknown(Why.WAITING)
    assert found.day == Unknown(Why.WAITING)


def test_known_deadlines_come_first_and_in_the_order_of_their_days() -> None:
    found = [due.day for due in due_days(kind("assembly"), SUNDAY, on=CALLED)]
    known = [day for day in found if isinstance(day, date)]

    assert known == sorted(known)
    assert found[: len(known)] == known


# Properties, over every kind


@pytest.mark.parametrize("slug", all_kinds())
@pytest.mark.parametrize("moved_by", [-40, -1, 1, 6, 365])
def test_moving_the_meeting_moves_every_deadline_before_it_by_as_many_days(slug: str, moved_by: int) -> None:
    def before(held_on: date) -> dict[str, date]:
        found = due_days(kind(slug), held_on, on=CALLED)
        return {
            due.rule.id: due.day
            for due in found
            if due.rule.side is Side.BEFORE and due.rule.event is Event.MEETING and isinstance(due.day, date)
        }

    there, here = before(SUNDAY), before(SUNDAY + timedelta(days=moved_by))

    assert here == {rule_id: day + timedelta(days=moved_by) for rule_id, day in there.items()}


@pytest.mark.parametrize("slug", all_kinds())
def test_no_day_comes_from_a_rule_that_is_not_known(slug: str) -> None:
    found = due_days(kind(slug), SUNDAY, on=CALLED, events=KNOWN_DAYS, about=["master-plan", "development-programme"])

    assert [due.rule.id for due in found if isinstance(due.rule.value, Unknown) and due.counted != due.rule.value] == []


def test_working_days_agree_with_a_slow_independent_count() -> None:
    official = days.official()
    for ahead in range(120):
        registered = date(2025, 12, 1) + timedelta(days=ahead)
        worked, day = 0, registered
        while worked < 14:
            day += timedelta(days=1)
            worked += official.day_off(day) is None

        found = due(
            "assembly",
            "written-appeal-answered",
            events={Event.WRITTEN_APPEAL_REGISTERED: registered},
            days_off=official,
        )

        assert found.day == day


def test_a_count_of_working_days_shows_what_it_passed_over_and_where_nobody_typed_the_holidays() -> None:
    holiday = NamedDay(
        date(2026, 3, 23), What.HOLIDAY, words.RANKS[Rank.LAW], "invented for this test", is_checked=False
    )
    calendar = DaysOff({holiday.day: holiday})

    found = counted(due("assembly", "written-appeal-registered", days_off=calendar))
    longer = counted(due("assembly", "written-appeal-answered", days_off=calendar))

    assert (found.counting, found.is_our_default, found.passed_over) == (Counting.WORKING, False, ())
    assert holiday in longer.passed_over
    assert longer.last == date(2026, 4, 9)
    assert longer.untyped_years == (2026,)


# The rules of another time


@pytest.mark.parametrize("slug", ["assembly", "kurultai", "public-hearing", "budget-hearing", "report", "open-session"])
def test_in_2017_no_rule_of_the_charter_of_2022_is_in_force_and_no_deadline_is_known(slug: str) -> None:
    in_force = [rule.id for rule in rules_in_force(kind(slug), SEEDED) if rule.source.id != "house"]
    found = due_days(kind(slug), SEEDED, on=SEEDED, events=dict.fromkeys(Event, SEEDED), about=["master-plan"])

    assert in_force == []
    assert found
    assert [due.rule.id for due in found if not isinstance(due.day, Unknown)] == []
    assert notice_days(kind(slug), SEEDED, on=SEEDED) == Unknown(Why.NOT_IN_FORCE)


def test_the_model_charter_counts_from_the_day_of_its_order() -> None:
    before, then = (notice_days(kind("assembly"), SUNDAY, on=day) for day in (FIRST_DAY - timedelta(days=1), FIRST_DAY))

    assert before == Unknown(Why.NOT_IN_FORCE)
    assert isinstance(then, Known)
    assert then.value == 5


def test_an_own_charter_typed_in_for_2017_gives_the_rule_of_2017() -> None:
    own = OwnCharter(
        "4/2",
        adopted_on=date(2015, 3, 1),
        since=date(2015, 4, 1),
        answers=(Answer("assembly", "notice", days_of(7), number="24.1"),),
    )

    found = notice_days(kind("assembly"), SEEDED, on=SEEDED, own=own)

    assert isinstance(found, Known)
    assert (found.value, found.rule.rank, found.rule.number) == (7, Rank.OWN_CHARTER, "24.1")
    assert [rule.id for rule in rules_in_force(kind("assembly"), SEEDED, own) if rule.source.id != "house"] == [
        "notice"
    ]


# The municipality's own charter


def test_an_own_charter_stands_in_place_of_the_instruction_and_shows_number_and_day() -> None:
    own = own_charter(Answer("assembly", "notice", days_of(10), number="19.2"))

    found = due("assembly", "notice", own=own)

    assert (found.day, found.rule.rank) == (date(2026, 3, 5), Rank.OWN_CHARTER)
    assert (found.rule.source.number, found.rule.source.dated, found.rule.number) == ("17/3", date(2024, 4, 20), "19.2")
    assert not counted(found).is_our_default


def test_an_own_charter_fills_a_blank() -> None:
    quorum = Share(Fraction(1, 2), Unit.SHARE_OF_INVITED)

    rule = rules.rule_in_force(kind("assembly"), "quorum", CALLED, own_charter(Answer("assembly", "quorum", quorum)))

    assert isinstance(rule, Rule)
    assert (rule.value, rule.confidence) == (quorum, Confidence.WHOLE)


def test_what_is_settled_for_hearings_holds_for_budget_hearings_unless_settled_there_too() -> None:
    general = Answer("public-hearing", "quorum", Amount(70, 70, Unit.PEOPLE))
    special = Answer("budget-hearing", "quorum", Amount(90, 90, Unit.PEOPLE))

    once = rules.rule_in_force(kind("budget-hearing"), "quorum", CALLED, own_charter(general))
    both = rules.rule_in_force(kind("budget-hearing"), "quorum", CALLED, own_charter(special, general))

    assert isinstance(once, Rule)
    assert once.value == Amount(70, 70, Unit.PEOPLE)
    assert isinstance(both, Rule)
    assert both.value == Amount(90, 90, Unit.PEOPLE)


def test_an_own_charter_never_stands_in_place_of_the_law() -> None:
    own = own_charter(Answer("assembly", "written-appeal-answered", days_of(60)))

    found = due("assembly", "written-appeal-answered", own=own)

    assert (found.rule.rank, found.day) == (Rank.LAW, date(2026, 4, 8))


def test_an_own_charter_answers_where_we_have_not_read_the_law() -> None:
    own = own_charter(Answer("kurultai", "notice", days_of(20)))

    found = notice_days(kind("kurultai"), SUNDAY, on=CALLED, own=own)

    assert isinstance(found, Known)
    assert (found.value, found.rule.rank, found.rule.confidence) == (20, Rank.OWN_CHARTER, Confidence.WHOLE)


@pytest.mark.parametrize(
    ("on", "notice"),
    [
        (date(2024, 4, 30), 5),
        (date(2024, 5, 1), 10),
        (date(2025, 12, 31), 10),
        (date(2026, 1, 1), 8),
        (date(2027, 1, 1), 5),
    ],
)
def test_an_own_charter_holds_between_its_days_and_a_later_answer_from_its_own(on: date, notice: int) -> None:
    own = own_charter(
        Answer("assembly", "notice", days_of(8), since=date(2026, 1, 1)),
        Answer("assembly", "notice", days_of(10)),
        until=date(2026, 12, 31),
    )

    found = notice_days(kind("assembly"), SUNDAY, on=on, own=own)

    assert isinstance(found, Known)
    assert found.value == notice


def test_an_answer_to_a_rule_that_does_not_exist_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="'lunch'"):
        rules_in_force(kind("assembly"), CALLED, own_charter(Answer("assembly", "lunch", days_of(1))))


def test_an_answer_in_a_unit_that_makes_no_sense_names_the_units_accepted() -> None:
    own = own_charter(Answer("assembly", "quorum", days_of(3)))

    with pytest.raises(ValueError, match="accepted: share of voters, share of invited, people"):
        rules_in_force(kind("assembly"), CALLED, own)


def test_the_blanks_of_a_kind_are_what_the_municipality_is_asked() -> None:
    asked = {slug: [rule.id for rule in rules.blanks(found, CALLED)] for slug, found in all_kinds().items()}

    assert asked == {
        "assembly": ["group-size", "quorum", "publish-minutes", "minutes-remarks"],
        "kurultai": ["notice", "quorum", "times-a-year"],
        "public-hearing": ["quorum", "publish-minutes", "minutes-remarks"],
        "budget-hearing": ["quorum", "publish-minutes", "minutes-remarks"],
        "report": ["group-size", "quorum", "publish-minutes", "minutes-remarks"],
        "information": [],
        "open-session": ["notice", "tell-decisions"],
        "seminar": [],
    }


# Notice


@pytest.mark.parametrize(
    ("slug", "notice"),
    [("assembly", 5), ("report", 5), ("information", 5), ("public-hearing", 7), ("budget-hearing", 7)],
)
def test_the_notice_is_counted_to_its_last_proper_day(slug: str, notice: int) -> None:
    found = notice_days(kind(slug), SUNDAY, on=CALLED)

    assert isinstance(found, Known)
    assert (found.value, found.rule.id) == (notice, "notice")


@pytest.mark.parametrize(
    ("slug", "why"), [("seminar", Why.NO_RULE), ("kurultai", Why.NOT_FOUND), ("open-session", Why.BLANK)]
)
def test_no_notice_is_invented(slug: str, why: Why) -> None:
    assert notice_days(kind(slug), SUNDAY, on=CALLED) == Unknown(why)
    assert rules.earliest_held_on(kind(slug), CALLED) == Unknown(why)


@pytest.mark.parametrize(
    ("today", "short"),
    [
        (date(2026, 3, 9), 0),
        (date(2026, 3, 10), 0),
        (date(2026, 3, 11), 1),
        (date(2026, 3, 15), 5),
        (date(2026, 3, 16), 6),
    ],
)
def test_a_notice_is_as_many_days_short_as_it_is_late(today: date, short: int) -> None:
    assert rules.days_short(today, SUNDAY, 5) == short


def test_the_earliest_day_is_in_time_and_the_day_before_is_not() -> None:
    earliest = rules.earliest_day(CALLED, 5)

    assert rules.days_short(CALLED, earliest, 5) == 0
    assert rules.days_short(CALLED, earliest - timedelta(days=1), 5) == 1


def test_five_working_days_of_an_own_charter_make_the_notice_longer_over_a_weekend() -> None:
    own = own_charter(Answer("assembly", "notice", days_of(5, Counting.WORKING)))

    found = notice_days(kind("assembly"), SUNDAY, on=CALLED, own=own, days_off=NO_HOLIDAYS)
    earliest = rules.earliest_held_on(kind("assembly"), CALLED, own=own, days_off=NO_HOLIDAYS)

    assert isinstance(found, Known)
    assert (found.value, due("assembly", "notice", own=own).day) == (6, date(2026, 3, 9))
    assert isinstance(earliest, Known)
    assert earliest.value == date(2026, 2, 7)


def test_the_earliest_day_of_an_assembly_is_five_days_ahead() -> None:
    found = rules.earliest_held_on(kind("assembly"), CALLED)

    assert isinstance(found, Known)
    assert found.value == date(2026, 2, 7)


# Counting


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (0, date(2026, 3, 6)),
        (1, date(2026, 3, 9)),
        (5, date(2026, 3, 13)),
        (-1, date(2026, 3, 5)),
        (-5, date(2026, 2, 27)),
    ],
)
def test_working_days_leave_out_the_weekend(count: int, expected: date) -> None:
    assert counting.working_days_from(date(2026, 3, 6), count, NO_HOLIDAYS.is_off) == expected


@pytest.mark.parametrize("module", [counting, days, deadlines, kinds, terms, words])
def test_the_examples_in_the_code_are_right(module: ModuleType) -> None:
    assert doctest.testmod(module).failed == 0


def test_the_ranks_are_ordered_and_only_two_bind() -> None:
    ordered = sorted(Rank, reverse=True)
    binding: Callable[[Rank], bool] = lambda rank: rank.binds  # noqa: E731 - read as a question in the next line

    assert [rank.name for rank in ordered] == [
        "LAW",
        "OWN_CHARTER",
        "MODEL_CHARTER",
        "METHOD_INSTRUCTION",
        "PRACTICE",
        "DEFAULT",
    ]
    assert list(filter(binding, ordered)) == [Rank.LAW, Rank.OWN_CHARTER]
