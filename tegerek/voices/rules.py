"""Plain answers about an appeal: where it stands, until when it is to be decided, how large a group is asked for."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum

from tegerek.lib.text import mended
from tegerek.procedures import rules as procedures
from tegerek.procedures.kinds import kind as kind_of
from tegerek.procedures.rules import Due
from tegerek.procedures.terms import Amount, Event, OwnCharter, Rule, Unknown

ASSEMBLY = "assembly"
DECISION, GROUP_SIZE, REFUSAL, DECIDERS = "appeal-decision", "group-size", "refusal", "appeal-deciders"

# "1. ", "12) ": people number their lists.
_COUNTED = re.compile(r"^\d{1,3}\s*[.)]\s*")


class Stands(StrEnum):
    """Where an appeal stands."""

    DRAFT = "draft"
    WAITING = "waiting"
    HOLD = "hold"
    REFUSED = "refused"


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


def name_and_address(line: str) -> tuple[str, str]:
    """A line of a group as people type it: "1. Name, address"; what follows the first comma is the address.

    >>> name_and_address("1. Ойдонова Сынак, Талаа көчөсү, 5"), name_and_address("Мисалов Сынак")
    (('Ойдонова Сынак', 'Талаа көчөсү, 5'), ('Мисалов Сынак', ''))
    """
    name, _comma, address = _COUNTED.sub("", mended(line)).partition(",")
    return name.strip(), address.strip()
