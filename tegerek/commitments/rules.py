"""Where a decision stands on its way to being done, by days alone. No rule of law gives these colours their days.

A day by which something is to be done was typed by a person; what stands here only says how far away it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

# So many days before its day something is called near, and so many after it long overdue: our measure, no law's.
SOON_DAYS, LONG_DAYS = 14, 30
# From so many days before its last day whoever answers is reminded, by what it is; the head is told so many days after
# it, and the public list shows it after so many. Source: the product's own, for no rule says when to remind.
REMIND_BEFORE = {"answer": 3, "commitment": SOON_DAYS, "step": 3}
HEAD_AFTER, PUBLIC_AFTER = 3, 10
# What comes of a meeting that can only advise goes to the council before anybody carries it out.
TO_COUNCIL = frozenset({"recommendation", "plan"})
APPROVED = frozenset({"approved", "partly"})


class State(StrEnum):
    """Where it stands; the order is that in which a desk lists them, what presses first."""

    VERY_LATE = "very_late"
    LATE = "late"
    DUE_SOON = "due_soon"
    OPEN = "open"
    DELAYED = "delayed"
    WITH_COUNCIL = "with_council"
    NOT_APPROVED = "not_approved"
    GIVEN_UP = "given_up"
    DONE = "done"


# What is still to be done, and what of it is pressed for.
WAITING = (State.VERY_LATE, State.LATE, State.DUE_SOON, State.OPEN, State.DELAYED, State.WITH_COUNCIL)
OVERDUE = (State.VERY_LATE, State.LATE)
PRESSING = (*OVERDUE, State.DUE_SOON)
ORDER = {state: n for n, state in enumerate(State)}


@dataclass(frozen=True)
class Facts:
    """What the state of a decision follows from. outcome: of the council, "" while it has said nothing.

    delays: lawful ones, each from a day to a day; None for no end known.
    """

    origin: str
    due_on: date | None = None
    done_on: date | None = None
    given_up_on: date | None = None
    outcome: str = ""
    delays: Sequence[tuple[date, date | None]] = ()


def state_of(facts: Facts, today: date) -> State:
    """Where it stands on that day. On its last day nothing is late yet.

    >>> day = date(2026, 3, 6)
    >>> [state_of(Facts("decision", due), day).value for due in (None, date(2026, 3, 20), date(2026, 3, 5))]
    ['open', 'due_soon', 'late']
    >>> state_of(Facts("decision", date(2026, 1, 1), delays=[(date(2026, 2, 1), None)]), day).value
    'delayed'
    >>> state_of(Facts("plan", date(2026, 1, 1)), day).value
    'with_council'
    """
    if facts.done_on is not None:
        return State.DONE
    if facts.given_up_on is not None:
        return State.GIVEN_UP
    if facts.origin in TO_COUNCIL and facts.outcome not in APPROVED:
        return State.NOT_APPROVED if facts.outcome else State.WITH_COUNCIL
    if is_delayed(facts.delays, today):
        return State.DELAYED
    return _by_day(facts, today)


def is_delayed(delays: Sequence[tuple[date, date | None]], today: date) -> bool:
    """Whether a lawful delay lasts on that day; its last day belongs to it.

    >>> is_delayed([(date(2026, 3, 1), date(2026, 3, 6))], date(2026, 3, 6)), is_delayed([], date(2026, 3, 6))
    (True, False)
    """
    return any(since <= today and (until is None or today <= until) for since, until in delays)


def days_late(facts: Facts, today: date) -> int:
    """How many days it has been overdue, days of a lawful delay left out; 0 in time and where no day was set.

    >>> late = Facts("decision", date(2026, 3, 1), delays=[(date(2026, 3, 2), date(2026, 3, 4))])
    >>> days_late(late, date(2026, 3, 6)), days_late(Facts("decision"), date(2026, 3, 6))
    (2, 0)
    """
    if facts.due_on is None or today <= facts.due_on:
        return 0
    if not facts.delays:
        return (today - facts.due_on).days
    first = facts.due_on.toordinal() + 1
    days = set(range(first, today.toordinal() + 1))
    for since, until in facts.delays:
        days -= set(range(max(since.toordinal(), first), (until or today).toordinal() + 1))
    return len(days)


def stage_reached(kind: str, due_on: date, late: int, today: date) -> str | None:
    """The highest stage that something with that last day has reached: "post", "head", "public"; None for none yet.

    kind: a key of REMIND_BEFORE. late: by how many days, lawful delays left out. Source: the product's own days.

    >>> last = date(2026, 3, 6)
    >>> [stage_reached("answer", last, 0, date(2026, 3, day)) for day in (2, 3, 6)]
    [None, 'post', 'post']
    >>> [stage_reached("answer", last, late, date(2026, 4, 1)) for late in (2, 3, 9, 10)]
    ['post', 'head', 'head', 'public']
    """
    if late >= PUBLIC_AFTER:
        return "public"
    if late >= HEAD_AFTER:
        return "head"
    return "post" if (due_on - today).days <= REMIND_BEFORE[kind] else None


def _by_day(facts: Facts, today: date) -> State:
    late = days_late(facts, today)
    if late:
        return State.VERY_LATE if late > LONG_DAYS else State.LATE
    if facts.due_on is not None and (facts.due_on - today).days <= SOON_DAYS and facts.due_on >= today:
        return State.DUE_SOON
    return State.OPEN


# Monitoring


def may_be_shown(handed_on: date | None, answered_on: date | None, answer_by: date | None, today: date) -> bool:
    """Whether everybody may read a finding: the office has answered, or the day by which it was asked to has passed.

    answer_by: a day that the group itself set; None where it set none, and then only an answer opens the finding.
    Source: our own way; no rule gives a term. A group's results are posted and brought to meetings: model instruction
    §13.6.

    >>> may_be_shown(None, None, None, date(2026, 3, 6))
    False
    >>> may_be_shown(date(2026, 2, 1), date(2026, 2, 9), None, date(2026, 3, 6))
    True
    >>> may_be_shown(date(2026, 2, 1), None, date(2026, 3, 5), date(2026, 3, 6))
    True
    >>> may_be_shown(date(2026, 2, 1), None, date(2026, 3, 6), date(2026, 3, 6))
    False
    """
    if handed_on is None:
        return False
    return answered_on is not None or (answer_by is not None and answer_by < today)
