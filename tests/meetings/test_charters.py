"""The municipality's own charter: typed once, valid on its days, in place of the model's blanks."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from tegerek.journal.models import Entry
from tegerek.lib.errors import Refusal, Stale
from tegerek.lib.said import Said
from tegerek.meetings.charters import (
    Facts,
    Typed,
    answer,
    answer_all,
    answerable,
    charters_on,
    own_charter,
    set_charter,
    value_from,
    value_json,
)
from tegerek.meetings.models import Charter, CharterAnswer
from tegerek.places.models import Body
from tegerek.procedures.kinds import kind as kind_of
from tegerek.procedures.rules import notice_days
from tegerek.procedures.terms import Amount, Counting, InWords, Rank, Share, Unit, Unknown, Value
from tests.meetings.rows import NOW, an_office

ADOPTED = date(2023, 5, 10)
FACTS = Facts("14-1", ADOPTED, date(2023, 6, 1), "№ 123")
TODAY = date(2026, 3, 6)
TEN_DAYS = Amount(10, 10, Unit.DAYS)


def a_charter(office: Body | None = None, facts: Facts = FACTS) -> Charter:
    return set_charter(office or an_office(), facts, by=None, now=NOW)


def test_a_charter_is_known_from_its_first_day_to_its_last(db: None) -> None:
    office = an_office()
    a_charter(office, Facts("14-1", ADOPTED, date(2023, 6, 1), until=date(2026, 3, 6)))

    known = [own_charter(office, date.fromisoformat(day)) for day in ("2023-05-31", "2023-06-01", "2026-03-07")]

    assert [one.number if one else None for one in known] == [None, "14-1", None]


def test_a_new_charter_takes_the_place_of_the_old_one_which_stays_for_its_days(db: None) -> None:
    office = an_office()
    old = a_charter(office)
    answer(old, Typed("assembly", "notice", TEN_DAYS, "18.4"), seen=1, by=None, now=NOW)
    a_charter(office, Facts("3-2", date(2026, 1, 10), date(2026, 2, 1)))

    before, after = own_charter(office, date(2026, 1, 31)), own_charter(office, date(2026, 2, 1))

    assert before is not None
    assert after is not None
    assert (before.number, after.number, after.answers[0].value) == ("14-1", "3-2", TEN_DAYS)


def test_a_charter_of_another_office_is_not_ours(db: None) -> None:
    a_charter(an_office("Башка айыл өкмөтү"))

    found = own_charter(an_office(), TODAY)

    assert found is None


def test_an_answer_changes_the_notice_and_binds(db: None) -> None:
    charter = a_charter()
    answer(charter, Typed("assembly", "notice", TEN_DAYS, "18.4"), seen=1, by=None, now=NOW)

    found = notice_days(kind_of("assembly"), date(2026, 3, 20), on=TODAY, own=own_charter(charter.office, TODAY))

    assert not isinstance(found, Unknown)
    assert (found.value, found.rule.rank, found.rule.number) == (10, Rank.OWN_CHARTER, "18.4")


def test_an_answer_taken_away_leaves_the_model_s_rule(db: None) -> None:
    charter = a_charter()
    answer(charter, Typed("assembly", "notice", TEN_DAYS), seen=1, by=None, now=NOW)
    answer(charter, Typed("assembly", "notice", None), seen=2, by=None, now=NOW)

    found = notice_days(kind_of("assembly"), date(2026, 3, 20), on=TODAY, own=own_charter(charter.office, TODAY))

    assert not isinstance(found, Unknown)
    assert (found.value, found.rule.rank) == (5, Rank.METHOD_INSTRUCTION)


@pytest.mark.parametrize(
    "value",
    [
        Amount(11, 15, Unit.PEOPLE),
        Amount(7, 7, Unit.DAYS, Counting.WORKING),
        Share(Fraction(1, 2), Unit.SHARE_OF_INVITED, is_exceeded=True),
        InWords(),
    ],
)
def test_a_value_comes_back_from_its_column_as_it_went_in(value: Value) -> None:
    assert value_from(value_json(value)) == value


@pytest.mark.parametrize(
    "facts",
    [
        Facts(" ", ADOPTED, ADOPTED),
        Facts("14-1", TODAY + timedelta(days=1), TODAY + timedelta(days=1)),
        Facts("14-1", ADOPTED, ADOPTED - timedelta(days=1)),
        Facts("14-1", ADOPTED, ADOPTED, until=ADOPTED - timedelta(days=1)),
    ],
)
def test_days_that_cannot_be_are_refused(db: None, facts: Facts) -> None:
    with pytest.raises(Refusal):
        a_charter(facts=facts)

    assert Charter.objects.count() == 0


def test_two_charters_do_not_begin_on_one_day(db: None) -> None:
    office = an_office()
    a_charter(office)

    with pytest.raises(Refusal):
        a_charter(office)

    assert Charter.objects.count() == 1


def test_what_somebody_changed_meanwhile_is_neither_corrected_nor_answered_unseen(db: None) -> None:
    charter = a_charter()
    set_charter(charter.office, Facts("14-2", ADOPTED, ADOPTED), charter=charter, seen=1, by=None, now=NOW)

    with pytest.raises(Stale):
        set_charter(charter.office, FACTS, charter=charter, seen=1, by=None, now=NOW)
    with pytest.raises(Stale):
        answer(charter, Typed("assembly", "notice", TEN_DAYS), seen=1, by=None, now=NOW)

    assert (Charter.objects.get().number, CharterAnswer.objects.count()) == ("14-2", 0)


@pytest.mark.parametrize(
    "typed",
    [Typed("assembly", "no-such-rule", TEN_DAYS), Typed("assembly", "quorum", TEN_DAYS)],
)
def test_a_rule_that_the_kind_does_not_have_or_a_unit_it_does_not_accept_is_a_mistake(db: None, typed: Typed) -> None:
    charter = a_charter()

    with pytest.raises(ValueError, match=typed.rule):
        answer(charter, typed, seen=1, by=None, now=NOW)


def test_the_journal_says_which_rule_was_settled_and_only_if_it_changed(db: None) -> None:
    charter = a_charter()
    said = Typed("assembly", "quorum", Amount(40, 40, Unit.PEOPLE), "18.6", Said.of(ky="Кворум"), "кырк адам")
    answer(charter, said, seen=1, by=None, now=NOW)
    answer_all(charter, [said, Typed("assembly", "notice", TEN_DAYS)], seen=2, by=None, now=NOW)

    entries = [(entry.verb, entry.refs.get("rule")) for entry in Entry.objects.order_by("id")]

    assert entries == [("charter.set", None), ("charter.answered", "quorum"), ("charter.answered", "notice")]


def test_the_blanks_come_first_and_each_rule_is_asked_in_one_kind_alone() -> None:
    assembly = [rule.id for rule in answerable("assembly", TODAY)]
    budget = [rule.id for rule in answerable("budget-hearing", TODAY)]

    assert (assembly[:4], "notice" in assembly, budget) == (
        ["group-size", "quorum", "publish-minutes", "minutes-remarks"],
        True,
        [],
    )


@pytest.mark.parametrize("number", [1, 3])
def test_charters_of_many_offices_cost_two_queries(
    db: None, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    offices = [an_office(f"Сынак-{n} айыл өкмөтү") for n in range(number)]
    for office in offices:
        answer(a_charter(office), Typed("assembly", "notice", TEN_DAYS), seen=1, by=None, now=NOW)

    with django_assert_num_queries(2):
        found: dict[Any, Any] = charters_on([(office.pk, TODAY) for office in offices])

    assert [len(one.answers) for one in found.values()] == [1] * number
