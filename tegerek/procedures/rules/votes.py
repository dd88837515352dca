"""Who must come, and what carries: quorum, majority, and the choice among several options.

What was not counted is None and makes the answer "not known"; nothing is guessed and nothing here stops anybody.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from math import ceil, floor

from tegerek.lib.said import Said
from tegerek.procedures import tellings
from tegerek.procedures.rules.deadlines import rule_in_force
from tegerek.procedures.terms import Amount, Kind, OwnCharter, Rule, Share, Unit, Unknown, Why

QUORUM = "quorum"  # the id of the rule that says how many must come, in every kind that has one
VOTE = "vote"  # the id of the rule that says what carries


class State(Enum):
    """What came of a vote."""

    CARRIED = "carried"
    NOT_CARRIED = "not carried"
    NOT_KNOWN = "not known"

    @property
    def carried(self) -> bool | None:
        """Yes, no, or None for not known."""
        return None if self is State.NOT_KNOWN else self is State.CARRIED


@dataclass(frozen=True)
class Quorum:
    """Whether enough people came.

    rule: the rule asked, or why there is none; its number may be Unknown. needed: the least number of people.
    present: the number compared, of those the rule speaks of. is_met: None where it is not known. denominator: the
    whole that a share is taken of. unit: what the rule counts, None where it names no number. why: sentences.
    """

    rule: Rule | Unknown
    needed: int | Unknown
    present: int | None
    is_met: bool | None
    denominator: int | None
    unit: Unit | None
    why: Said


@dataclass(frozen=True)
class Votes:
    """Hands raised on one matter; None is not counted."""

    for_: int | None = None
    against: int | None = None
    abstained: int | None = None

    @property
    def known(self) -> tuple[int, ...]:
        """The numbers that were counted."""
        return tuple(n for n in (self.for_, self.against, self.abstained) if n is not None)


@dataclass(frozen=True)
class OptionVotes:
    """Hands raised for one of several options; slug is the caller's own name of it."""

    slug: str
    for_: int | None = None


@dataclass(frozen=True)
class Outcome:
    """What came of a vote for and against.

    needed: the least number of votes that carries. is_open: neither side has the majority, so those present decide
    whether to vote again. why: sentences, the rule and its rank among them.
    """

    state: State
    rule: Rule | Unknown
    votes: Votes
    present: int | None
    needed: int | Unknown
    is_open: bool
    why: Said


@dataclass(frozen=True)
class Choice:
    """What came of a vote among several options. winner: the option that has the majority, if one has."""

    state: State
    rule: Rule | Unknown
    options: tuple[OptionVotes, ...]
    winner: OptionVotes | None
    present: int | None
    needed: int | Unknown
    why: Said


def least_number(share: Share, whole: int) -> int:
    """The least number of people that makes that share of a whole of people.

    >>> from fractions import Fraction
    >>> half = Fraction(1, 2)
    >>> [least_number(Share(half, Unit.SHARE_OF_PRESENT, is_exceeded=True), whole) for whole in (62, 63, 70)]
    [32, 32, 36]
    >>> [least_number(Share(half, Unit.SHARE_OF_PRESENT), whole) for whole in (62, 63)]
    [31, 32]
    """
    reached = share.part * whole
    return floor(reached) + 1 if share.is_exceeded else ceil(reached)


def quorum(
    kind: Kind,
    *,
    present: int | None,
    on: date,
    own: OwnCharter | None = None,
    denominator: int | None = None,
    voters_present: int | None = None,
    invited_present: int | None = None,
    delegates_present: int | None = None,
) -> Quorum:
    """Whether enough people came to a meeting of this kind, by the rules in force on that day.

    The rule says whom to count: everybody present, or residents with the vote (18 and older), the invited or the
    delegates who came. denominator: the whole of those, present or not; asked for a share only. Whatever the rule
    needs and was not counted makes the answer not known. Source: model charter of 2022, sections 18 and 20, where
    the number is left to the municipality. Raises ValueError for a number below 0.
    """
    compared = {
        Unit.PEOPLE: present,
        Unit.SHARE_OF_VOTERS: voters_present,
        Unit.SHARE_OF_INVITED: invited_present,
        Unit.SHARE_OF_DELEGATES: delegates_present,
    }
    _check(denominator, *compared.values())
    rule = rule_in_force(kind, QUORUM, on, own)
    value = rule.value if isinstance(rule, Rule) else rule
    unit = value.unit if isinstance(value, Amount | Share) else None
    came = compared.get(unit) if unit else None
    needed = _needed_to_meet(value, denominator)
    is_met = None if isinstance(needed, Unknown) or came is None else came >= needed
    why = tellings.of_quorum(rule, needed, came, denominator, is_met)
    return Quorum(rule, needed, came, is_met, denominator, unit, why)


def majority(kind: Kind, *, votes: Votes, present: int | None, on: date, own: OwnCharter | None = None) -> Outcome:
    """Whether a proposal has carried at a meeting of this kind, by the rules in force on that day.

    The majority is counted of those present, not of those who voted: 32 for, 27 against carries among 63 present and
    not among 70. Not known if votes for or those present were not counted, or more were for than were present.
    Source: method instructions of 2022, section 18 (18.11). Raises ValueError for a number below 0.
    """
    _check(present, votes.for_, votes.against, votes.abstained)
    rule = rule_in_force(kind, VOTE, on, own)
    needed = _needed_to_carry(rule, present)
    state = _state(votes.for_, present, needed)
    is_open = state is State.NOT_CARRIED and _state(votes.against, present, needed) is State.NOT_CARRIED
    why = tellings.of_majority(rule, needed, votes.for_, present, state.carried, is_open=is_open)
    return Outcome(state, rule, votes, present, needed, is_open, why)


def choice(
    kind: Kind, *, options: Sequence[OptionVotes], present: int | None, on: date, own: OwnCharter | None = None
) -> Choice:
    """Which of several options has the majority of those present, if one has.

    If none has, those present decide on a second vote; the most votes alone do not win. Not known while an option
    that might have the majority was not counted, or if the numbers cannot all be right: two options with a
    majority, more for one than were present. Raises ValueError for a number below 0.
    """
    _check(present, *(option.for_ for option in options))
    rule = rule_in_force(kind, VOTE, on, own)
    needed = _needed_to_carry(rule, present)
    states = [_state(option.for_, present, needed) for option in options]
    carried = [option for option, found in zip(options, states, strict=True) if found is State.CARRIED]
    most = max((option.for_ for option in options if option.for_ is not None), default=None)
    # One counted majority leaves the others none, counted or not.
    if len(carried) == 1 and most == carried[0].for_:
        state = State.CARRIED
    elif carried or not states or State.NOT_KNOWN in states:
        state = State.NOT_KNOWN
    else:
        state = State.NOT_CARRIED
    winner = carried[0] if state is State.CARRIED else None
    why = tellings.of_choice(rule, needed, most, present, state.carried)
    return Choice(state, rule, tuple(options), winner, present, needed, why)


def _check(*numbers: int | None) -> None:
    for number in numbers:
        if number is not None and number < 0:
            raise ValueError(f"{number} is no number of people; 0 or more is.")


def _needed_to_meet(value: object, denominator: int | None) -> int | Unknown:
    match value:
        case Amount(least=least):
            return least
        case Share() if denominator:
            return least_number(value, denominator)
        case Share():
            return Unknown(Why.NOT_COUNTED)
        case Unknown():
            return value
        case _:
            return Unknown(Why.NOT_FOUND)


def _needed_to_carry(rule: Rule | Unknown, present: int | None) -> int | Unknown:
    value = rule.value if isinstance(rule, Rule) else rule
    if isinstance(value, Share) and value.unit is not Unit.SHARE_OF_PRESENT:
        return Unknown(Why.NOT_FOUND)
    return _needed_to_meet(value, present) if not isinstance(value, Amount) else Unknown(Why.NOT_FOUND)


def _state(votes: int | None, present: int | None, needed: int | Unknown) -> State:
    if votes is None or present is None or isinstance(needed, Unknown) or votes > present:
        return State.NOT_KNOWN
    return State.CARRIED if votes >= needed else State.NOT_CARRIED
