"""Plain answers about an appeal: where it stands, until when it is to be decided, how large a group is asked for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tegerek.lib.text import mended
from tegerek.procedures import rules as procedures
from tegerek.procedures.kinds import kind as kind_of
from tegerek.procedures.rules import Due
from tegerek.procedures.terms import Amount, Event, OwnCharter, Rule, Unknown

ASSEMBLY = "assembly"
DECISION, GROUP_SIZE, REFUSAL, DECIDERS = "appeal-decision", "group-size", "refusal", "appeal-deciders"
# By when a question put to a meeting is dealt with: whichever of these its kind has; and what else follows.
CONSIDERED = ("answers", "results")
AFTERWARDS = ("measures",)
# Of a written appeal: the law's two steps. They hold whatever the kind of meeting it was handed in at.
REGISTERED, ANSWERED = "written-appeal-registered", "written-appeal-answered"
MEETING, APPEAL = "meeting", "appeal"

# "1. ", "12) ": people number their lists.
_COUNTED = re.compile(r"^\d{1,3}\s*[.)]\s*")


class Stands(StrEnum):
    """Where an appeal stands."""

    DRAFT = "draft"
    WAITING = "waiting"
    HOLD = "hold"
    REFUSED = "refused"


class AnswerState(StrEnum):
    """Where a question or a proposal stands."""

    WAITING = "waiting"
    LATE = "late"
    ANSWERED = "answered"


@dataclass(frozen=True)
class Put:
    """What a day to answer by is counted from. kind: of the meeting; way: "meeting", "appeal", "" while nobody said."""

    kind: str
    way: str
    held_on: date | None
    received_on: date | None = None
    registered_on: date | None = None


def stands_at(*, received: bool, decision: str) -> Stands:
    """Where an appeal stands. decision: "hold", "refuse", or "" while nobody decided.

    >>> str(stands_at(received=True, decision="")), str(stands_at(received=True, decision="refuse"))
    ('waiting', 'refused')
    """
    if decision:
        return Stands.HOLD if decision == "hold" else Stands.REFUSED
    return Stands.WAITING if received else Stands.DRAFT


def decision_due(received_on: date, own: OwnCharter | None = None) -> Due | None:
    """Until when a group's appeal registered on that day is to be decided, and how the days were counted.

    The rule is that of the day of registering. None where no rule we know was in force then. Source: model charter
    18.4 (14 days; it does not say which days, so calendar days are counted and the Due says so), or the own charter.

    >>> decision_due(date(2026, 3, 2)).day
    datetime.date(2026, 3, 16)
    """
    events = {Event.GROUP_APPEAL_REGISTERED: received_on}
    # No deadline asked for here counts from the day of the meeting, which is not known yet.
    dues = procedures.due_days(kind_of(ASSEMBLY), received_on, on=received_on, own=own, events=events)
    due = next((due for due in dues if due.rule.id == DECISION), None)
    return None if due is None or isinstance(due.counted, Unknown) else due


def last_day_to_decide(received_on: date, own: OwnCharter | None = None) -> date | None:
    """The last proper day to decide; None where no rule is known.

    >>> last_day_to_decide(date(2026, 3, 2))
    datetime.date(2026, 3, 16)
    """
    due = decision_due(received_on, own)
    return None if due is None or isinstance(due.day, Unknown) else due.day


def answer_dues(put: Put, own: OwnCharter | None = None) -> tuple[Due, ...]:
    """The days that follow from how something was put, the one it is to be answered by first; none where no rule is.

    Put to an assembly: considered in the days of model charter 17.5, and what was done is told in the month of the
    instructions 18.12. To a hearing: the days of the instructions 20.2. As a written appeal: registered and answered by
    the law on appeals, whatever the meeting. Any other meeting has no such rule, and gets no day.

    >>> [(due.rule.id, str(due.day)) for due in answer_dues(Put("assembly", "meeting", date(2026, 3, 2)))]
    [('answers', '2026-03-05'), ('measures', '2026-04-02')]
    >>> answer_dues(Put("information", "meeting", date(2026, 3, 2))), answer_dues(Put("assembly", "", date(2026, 3, 2)))
    ((), ())
    """
    if put.way == APPEAL:
        return _dues_of_appeal(put, own)
    if put.way != MEETING or put.held_on is None:
        return ()
    found = procedures.due_days(kind_of(put.kind), put.held_on, on=put.held_on, own=own)
    return tuple(sorted((due for due in found if due.rule.id in CONSIDERED + AFTERWARDS), key=_considered_first))


def answer_due(put: Put, own: OwnCharter | None = None) -> Due | None:
    """The day by which it is to be answered, or why it is not known; None where no rule sets one.

    >>> str(answer_due(Put("public-hearing", "meeting", date(2026, 3, 2))).day)
    '2026-03-12'
    """
    dues = answer_dues(put, own)
    return next((due for due in dues if due.rule.id in (*CONSIDERED, ANSWERED)), None)


def last_day_to_answer(put: Put, own: OwnCharter | None = None) -> date | None:
    """That day alone; None where it is not known, or no rule sets one."""
    due = answer_due(put, own)
    return None if due is None or isinstance(due.day, Unknown) else due.day


def answer_state(last: date | None, today: date, *, is_answered: bool) -> AnswerState:
    """Where something stands on that day; what has no last day is never late.

    >>> str(answer_state(date(2026, 3, 5), date(2026, 3, 6), is_answered=False))
    'late'
    """
    if is_answered:
        return AnswerState.ANSWERED
    return AnswerState.LATE if last is not None and last < today else AnswerState.WAITING


def days_left(last_day: date, today: date) -> int:
    """How many days are left to decide: 0 on the last day, less than 0 when it is late.

    >>> days_left(date(2026, 3, 16), date(2026, 3, 13)), days_left(date(2026, 3, 16), date(2026, 3, 18))
    (3, -2)
    """
    return (last_day - today).days


def asked_size(on: date, own: OwnCharter | None = None) -> tuple[int, Rule] | None:
    """The least number of people in a group, and the rule it comes from; None where none is known.

    The model charter names 11 to 15 and leaves the number to the municipality: the lower end is asked for as long as
    the municipality has not settled its own. A larger group is no error; a smaller one may still hand in its appeal.

    >>> asked_size(date(2026, 3, 2))[0]
    11
    """
    rule = procedures.rule_in_force(kind_of(ASSEMBLY), GROUP_SIZE, on, own)
    if isinstance(rule, Unknown) or not isinstance(rule.value, Amount):
        return None
    return rule.value.least, rule


def cited_rule(rule_id: str, on: date, own: OwnCharter | None = None) -> Rule | None:
    """A rule on appeals as it holds on that day, to be cited; None where none is known."""
    rule = procedures.rule_in_force(kind_of(ASSEMBLY), rule_id, on, own)
    return None if isinstance(rule, Unknown) else rule


def _dues_of_appeal(put: Put, own: OwnCharter | None) -> tuple[Due, ...]:
    """The two steps of the law on appeals: the answer first. Its rules stand with the assembly."""
    days = {Event.WRITTEN_APPEAL_RECEIVED: put.received_on, Event.WRITTEN_APPEAL_REGISTERED: put.registered_on}
    known = {event: day for event, day in days.items() if day is not None}
    on = put.registered_on or put.received_on or put.held_on
    if on is None:
        return ()
    dues = procedures.due_days(kind_of(ASSEMBLY), on, on=on, own=own, events=known)
    steps = (REGISTERED, ANSWERED)
    return tuple(sorted((due for due in dues if due.rule.id in steps), key=lambda due: due.rule.id != ANSWERED))


def _considered_first(due: Due) -> bool:
    return due.rule.id not in CONSIDERED


def name_and_address(line: str) -> tuple[str, str]:
    """A line of a group as people type it: "1. Name, address"; what follows the first comma is the address.

    >>> name_and_address("1. Ойдонова Сынак, Талаа көчөсү, 5"), name_and_address("Мисалов Сынак")
    (('Ойдонова Сынак', 'Талаа көчөсү, 5'), ('Мисалов Сынак', ''))
    """
    name, _comma, address = _COUNTED.sub("", mended(line)).partition(",")
    return name.strip(), address.strip()
