"""Who must come and what carries, what was not counted, and numbers that do not add up."""

import doctest
from datetime import date
from fractions import Fraction
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tegerek.procedures import tellings
from tegerek.procedures.kinds import kind
from tegerek.procedures.rules import (
    Choice,
    Counts,
    OptionVotes,
    Outcome,
    Quorum,
    State,
    Votes,
    choice,
    majority,
    quorum,
    sums,
    votes,
)
from tegerek.procedures.terms import Amount, Answer, OwnCharter, Rank, Rule, Share, Unit, Unknown, Value, Why

TODAY = date(2026, 3, 5)
HALF = Fraction(1, 2)
people = st.integers(min_value=0, max_value=5000)


def own(rule: str, value: Value, slug: str = "assembly") -> OwnCharter:
    answer = Answer(slug, rule, value, number="18.6")
    return OwnCharter("17/3", date(2024, 4, 20), date(2024, 5, 1), answers=(answer,))


def vote(for_: int | None, against: int | None = None, abstained: int | None = None, *, of: int | None) -> Outcome:
    return majority(kind("assembly"), votes=Votes(for_, against, abstained), present=of, on=TODAY)


def choose(*for_: int | None, of: int | None) -> Choice:
    options = [OptionVotes(slug, number) for slug, number in zip("abcd", for_, strict=False)]
    return choice(kind("assembly"), options=options, present=of, on=TODAY)


def needing(value: Value, **counted: int | None) -> Quorum:
    return quorum(kind("assembly"), on=TODAY, own=own("quorum", value), **{"present": None, **counted})


# Majority


@pytest.mark.parametrize(
    ("present", "state", "needed"), [(63, State.CARRIED, 32), (64, State.NOT_CARRIED, 33), (70, State.NOT_CARRIED, 36)]
)
def test_thirty_two_for_and_twenty_seven_against_carry_only_among_those_present(
    present: int, state: State, needed: int
) -> None:
    found = vote(32, 27, 0, of=present)

    assert (found.state, found.needed) == (state, needed)


def test_a_vote_says_why_it_carried_and_that_the_rule_is_a_recommendation() -> None:
    why = vote(32, 27, 0, of=63).why.texts

    assert why["en"] == (
        "32 for of 63 present. To carry it takes more than half of those present: at least 32 votes. It has carried. "
        "Source: Method instructions to the model charter, §18.11 (a recommendation)."
    )
    assert why["ky"] == (
        "63 киши катышты, 32 киши макул болду. Чечимге катышкандардын жарымынан көбү макул болушу керек: "
        "кеминде 32 добуш. Чечим кабыл алынды. "
        "Негизи: Типтүү уставга усулдук көрсөтмөлөр, 18.11-пункт (сунуштама)."
    )


def test_where_neither_side_has_the_majority_those_present_decide_whether_to_vote_again() -> None:
    nobody, against = vote(32, 27, 0, of=70), vote(20, 43, 0, of=63)

    assert (nobody.state, nobody.is_open) == (State.NOT_CARRIED, True)
    assert (against.state, against.is_open) == (State.NOT_CARRIED, False)
    assert "those present decide whether to vote again" in nobody.why.texts["en"]
    assert "vote again" not in against.why.texts["en"]


@pytest.mark.parametrize(
    ("for_", "present", "words"),
    [
        (32, None, "How many were present was not counted, so the outcome is not known."),
        (None, 63, "The votes were not counted, so the outcome is not known."),
        (64, 63, "63 were present, yet there are 64 votes. Check the numbers."),
        (0, 0, "How many were present was not counted, so the outcome is not known."),
    ],
)
def test_what_was_not_counted_or_cannot_be_is_not_known(for_: int | None, present: int | None, words: str) -> None:
    found = vote(for_, 27, 0, of=present)

    assert (found.state, found.state.carried) == (State.NOT_KNOWN, None)
    assert found.why.texts["en"].startswith(words)


def test_a_kind_without_a_rule_for_votes_gives_no_outcome() -> None:
    found = majority(kind("kurultai"), votes=Votes(32, 27, 0), present=63, on=TODAY)

    assert (found.state, found.rule) == (State.NOT_KNOWN, Unknown(Why.NO_RULE))
    assert found.why.texts["en"] == "There is no rule on this."


def test_before_the_charter_of_2022_the_majority_is_not_known() -> None:
    found = majority(kind("assembly"), votes=Votes(32, 27, 0), present=63, on=date(2022, 12, 11))

    assert (found.state, found.rule) == (State.NOT_KNOWN, Unknown(Why.NOT_IN_FORCE))


def test_an_own_charter_may_ask_for_two_thirds_of_those_present() -> None:
    two_thirds = own("vote", Share(Fraction(2, 3), Unit.SHARE_OF_PRESENT))

    found = [
        majority(kind("assembly"), votes=Votes(number), present=63, on=TODAY, own=two_thirds).state
        for number in (41, 42)
    ]

    assert found == [State.NOT_CARRIED, State.CARRIED]


@given(for_=people, present=people)
def test_a_vote_carries_exactly_if_twice_the_votes_are_more_than_those_present(for_: int, present: int) -> None:
    found = vote(for_, of=present).state

    assert (found is State.CARRIED) == (present >= for_ and 2 * for_ > present)


def test_numbers_below_nothing_are_a_mistake() -> None:
    with pytest.raises(ValueError, match="-1 is no number of people"):
        vote(-1, of=63)


# Several options


@pytest.mark.parametrize(
    ("for_", "present", "state", "winner"),
    [
        ((32, 27, 4), 63, State.CARRIED, "a"),
        ((27, 32, 0), 63, State.CARRIED, "b"),
        ((32, 27, 0), 70, State.NOT_CARRIED, None),
        ((30, 20, 13), 63, State.NOT_CARRIED, None),
        ((40, None), 63, State.CARRIED, "a"),
        ((20, None), 63, State.NOT_KNOWN, None),
        ((40, 40), 63, State.NOT_KNOWN, None),
        ((40, 90), 63, State.NOT_KNOWN, None),
        ((32, 27), None, State.NOT_KNOWN, None),
        ((), 63, State.NOT_KNOWN, None),
    ],
)
def test_an_option_wins_only_with_the_majority_of_those_present(
    for_: tuple[int | None, ...], present: int | None, state: State, winner: str | None
) -> None:
    found = choose(*for_, of=present)

    assert (found.state, found.winner and found.winner.slug) == (state, winner)


def test_no_majority_says_that_those_present_decide_on_a_second_vote() -> None:
    why = choose(32, 27, 0, of=70).why.texts

    assert "No option has a majority: those present decide on a second vote." in why["en"]
    assert "Эч бир вариант көпчүлүк добуш алган жок" in why["ky"]
    assert "Ни у одного варианта нет большинства" in why["ru"]


# Quorum


@pytest.mark.parametrize(
    ("value", "counted", "needed", "is_met"),
    [
        (Amount(40, 40, Unit.PEOPLE), {"present": 39}, 40, False),
        (Amount(40, 40, Unit.PEOPLE), {"present": 40}, 40, True),
        (Share(HALF, Unit.SHARE_OF_INVITED, is_exceeded=True), {"denominator": 120, "invited_present": 60}, 61, False),
        (Share(HALF, Unit.SHARE_OF_INVITED, is_exceeded=True), {"denominator": 120, "invited_present": 61}, 61, True),
        (Share(HALF, Unit.SHARE_OF_INVITED), {"denominator": 120, "invited_present": 60}, 60, True),
        (Share(Fraction(3, 10), Unit.SHARE_OF_VOTERS), {"denominator": 411, "voters_present": 123}, 124, False),
        (Share(Fraction(3, 10), Unit.SHARE_OF_VOTERS), {"denominator": 411, "voters_present": 124}, 124, True),
    ],
)
def test_a_quorum_needs_the_least_number_that_makes_its_share(
    value: Value, counted: dict[str, int | None], needed: int, is_met: bool
) -> None:
    found = needing(value, **counted)

    assert (found.needed, found.is_met) == (needed, is_met)


def test_a_share_of_residents_with_the_vote_never_counts_everybody_present() -> None:
    found = needing(Share(HALF, Unit.SHARE_OF_VOTERS), present=300, invited_present=300, denominator=400)

    assert (found.needed, found.present, found.is_met) == (200, None, None)
    assert "How many came was not counted." in found.why.texts["en"]


def test_a_share_of_a_whole_that_nobody_gave_is_not_known() -> None:
    found = needing(Share(HALF, Unit.SHARE_OF_INVITED), invited_present=61)

    assert (found.needed, found.is_met) == (Unknown(Why.NOT_COUNTED), None)
    assert "How many there are in all has not been given" in found.why.texts["en"]


def test_a_blank_quorum_is_not_known_and_stops_nothing() -> None:
    found = quorum(kind("assembly"), present=3, on=TODAY)

    assert (found.needed, found.is_met, found.unit) == (Unknown(Why.BLANK), None, None)
    assert "This stops nothing." in found.why.texts["en"]


def test_a_quorum_of_the_own_charter_is_cited_with_its_number_and_binds() -> None:
    found = needing(Amount(40, 40, Unit.PEOPLE), present=63)

    assert isinstance(found.rule, Rule)
    assert found.rule.rank is Rank.OWN_CHARTER
    assert found.why.texts == {
        "ky": "Кворум үчүн кеминде 40 киши келиши керек. 63 киши келди. Кворум бар. "
        "Негизи: Өз уставыбыз, № 17/3, 20.04.2024, 18.6-пункт (милдеттүү).",
        "ru": "Для кворума нужно не меньше 40 человек. Пришло 63. Кворум есть. "
        "Основание: Наш устав, № 17/3, 20.04.2024, пункт 18.6 (обязательно).",
        "en": "The quorum is at least 40 people. 63 came. There is a quorum. "
        "Source: Our own charter, № 17/3, 20.04.2024, §18.6 (binding).",
    }


def test_a_kurultai_counts_its_delegates() -> None:
    charter = own("quorum", Share(HALF, Unit.SHARE_OF_DELEGATES, is_exceeded=True), slug="kurultai")

    found = quorum(kind("kurultai"), present=90, on=TODAY, own=charter, denominator=80, delegates_present=41)

    assert (found.needed, found.present, found.is_met) == (41, 41, True)


@given(
    part=st.fractions(min_value=Fraction(1, 100), max_value=1), whole=st.integers(1, 5000), is_exceeded=st.booleans()
)
def test_the_least_number_makes_the_share_and_one_fewer_does_not(part: Fraction, whole: int, is_exceeded: bool) -> None:
    share = Share(part, Unit.SHARE_OF_INVITED, is_exceeded)

    needed = votes.least_number(share, whole)

    assert (needed > part * whole) if is_exceeded else (needed >= part * whole)
    assert (needed - 1 <= part * whole) if is_exceeded else (needed - 1 < part * whole)


# Sums


def asked(counts: Counts, cast: dict[str, Votes | list[OptionVotes]] | None = None) -> list[tuple[str, str, int, int]]:
    return [(doubt.slug, doubt.item, doubt.parts, doubt.whole) for doubt in sums(counts, cast)]


def test_sums_that_add_up_are_not_asked_about() -> None:
    counts = Counts(
        present=63,
        women=33,
        men=30,
        ages={"16": 3, "18": 20, "28": 20, "35": 20},
        villages={"upper": 40, "lower": 23},
        voters=55,
        other_residents=3,
        officials=3,
        guests=1,
        media=1,
    )

    assert asked(counts, {"1": Votes(32, 23, 0), "2": [OptionVotes("a", 30), OptionVotes("b", 25)]}) == []


@pytest.mark.parametrize(
    ("counts", "doubt"),
    [
        (Counts(present=63, women=30, men=30), ("sexes", "", 60, 63)),
        (Counts(present=63, women=64), ("sexes", "", 64, 63)),
        (Counts(present=63, ages={"16": 3, "18": 61}), ("ages", "", 64, 63)),
        (Counts(present=63, ages={"16": 3, "18": 59}), ("ages", "", 62, 63)),
        (Counts(present=63, villages={"upper": 60, "lower": 4}), ("villages", "", 64, 63)),
        (
            Counts(present=63, voters=50, other_residents=3, officials=3, guests=1, media=1),
            ("roles", "", 58, 63),
        ),
    ],
)
def test_parts_that_do_not_make_those_present_are_asked_about(counts: Counts, doubt: tuple[str, str, int, int]) -> None:
    assert asked(counts) == [doubt]


def test_parts_of_which_some_were_not_counted_may_be_fewer() -> None:
    counts = Counts(present=63, women=30, ages={"16": 3, "18": None}, villages={"upper": 60, "lower": None}, voters=50)

    assert asked(counts) == []


def test_nothing_is_asked_where_those_present_were_not_counted() -> None:
    assert asked(Counts(women=30, men=30, ages={"16": 3}), {"1": Votes(32, 27, 0)}) == []


def test_more_votes_than_people_are_asked_about_for_each_matter() -> None:
    counts = Counts(present=63, voters=55)
    cast: dict[str, Votes | list[OptionVotes]] = {
        "1": Votes(32, 27, 0),
        "2": Votes(40, 27, 0),
        "3": [OptionVotes("a", 40), OptionVotes("b", 24)],
        "4": Votes(55),
    }

    assert asked(counts, cast) == [("voters", "1", 59, 55), ("votes", "2", 67, 63), ("votes", "3", 64, 63)]


def test_a_doubt_is_a_question_in_every_language() -> None:
    (doubt,) = sums(Counts(present=63, women=30, men=30))

    assert doubt.question.texts == {
        "ky": "Аялдар менен эркектер чогуу 60 болот, ал эми катышкандар 63 деп жазылган. Туурабы?",
        "ru": "Женщины и мужчины — вместе 60, а присутствующих записано 63. Всё верно?",
        "en": "Women and men together make 60, but 63 are written as present. Is that right?",
    }


@pytest.mark.parametrize("module", [tellings, votes])
def test_the_examples_in_the_code_are_right(module: ModuleType) -> None:
    assert doctest.testmod(module).failed == 0
