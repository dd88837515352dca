"""How far each seminar is, and what a programme waits for next. Numbers and days alone; nobody's name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import Count as CountOf
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from tegerek.lib.said import Said
from tegerek.meetings.rules import State, When
from tegerek.places.rules import long_said
from tegerek.programmes.counts import Count, counts_of
from tegerek.programmes.models import Invited, Letter, Programme, Quota, Results, Seminar

# So many days before a seminar its people are phoned, and its papers are printed.
CALLS_DAYS, PAPERS_DAYS = 14, 3


class Wait(StrEnum):
    """What waits to be done, in the order in which a programme comes to it."""

    PUBLISH = "publish"
    TICKS = "ticks"
    HOLDING = "holding"
    INVITED = "invited"
    SEATS = "seats"
    CALLS = "calls"
    LETTERS = "letters"
    PAPERS = "papers"
    RESULTS = "results"


@dataclass(frozen=True)
class Stand:
    """One seminar: its keys, day and place, how many aimaks it invites, letters still without a number, its figures.

    has_seats: whether somebody said how many seats each post has.
    """

    seminar: int
    meeting: int
    when: When
    place: Said
    state: State
    invited: int
    unnumbered: int
    has_seats: bool
    count: Count

    @property
    def is_ticked(self) -> bool:
        return self.count.came > 0

    def is_over(self, today: date) -> bool:
        """Whether its last day has passed."""
        return self.when.final_day is not None and self.when.final_day < today

    def is_within(self, today: date, days: int) -> bool:
        """Whether it begins within so many days from today."""
        return self.when.first is not None and today <= self.when.first <= today + timedelta(days)


@dataclass(frozen=True)
class Waiting:
    """One thing that waits, and the seminars it waits at, in order of day; none where it is the programme's own.

    number: what is missing there in all: people, letters; 0 where nothing is counted.
    """

    wait: Wait
    at: tuple[Stand, ...] = ()
    number: int = 0


def stands(programmes: Iterable[int]) -> dict[int, tuple[Stand, ...]]:
    """The seminars of each of those programmes (keys), in order of day. Three queries, however many."""
    found: dict[int, tuple[Stand, ...]] = dict.fromkeys(programmes, ())
    rows = list(_rows(found))
    counts = counts_of([row.meeting_id for row in rows])
    for row in rows:
        found[row.programme_id] += (_stand(row, counts[row.meeting_id]),)
    return found


def with_results(programmes: QuerySet[Programme]) -> QuerySet[Programme]:
    """The same rows, each with has_results: whether what came of it was published. No query more."""
    return programmes.annotate(has_results=Exists(Results.objects.filter(programme=OuterRef("pk"))))


def waits(seminars: tuple[Stand, ...], *, is_published: bool, has_results: bool, today: date) -> tuple[Waiting, ...]:
    """What a programme waits for, the most pressing first. No query.

    >>> [str(one.wait) for one in waits((), is_published=False, has_results=False, today=date(2026, 3, 6))]
    ['publish']
    """
    if not is_published:
        return (Waiting(Wait.PUBLISH),)
    live = [one for one in seminars if one.state is not State.CANCELLED]
    over = [one for one in live if one.is_over(today) or one.state in {State.HELD, State.CLOSED}]
    ahead = [one for one in live if one not in over and one.state is State.CALLED]
    soon = [one for one in ahead if one.is_within(today, CALLS_DAYS)]
    known = [one for one in ahead if one.invited and one.has_seats]
    unticked = [one for one in over if one.count.listed and not one.is_ticked]
    groups = (
        (Wait.TICKS, unticked),
        (Wait.HOLDING, [one for one in over if one.state is State.CALLED and one not in unticked]),
        (Wait.INVITED, [one for one in ahead if not one.invited]),
        (Wait.SEATS, [one for one in ahead if one.invited and not one.has_seats]),
        (Wait.CALLS, [one for one in soon if one.count.unconfirmed]),
        (Wait.LETTERS, [one for one in known if one.unnumbered]),
        (Wait.PAPERS, [one for one in ahead if one.is_within(today, PAPERS_DAYS)]),
    )
    found = [Waiting(wait, tuple(at), _number(wait, at)) for wait, at in groups if at]
    if live and len(over) == len(live) and any(one.is_ticked for one in live) and not has_results:
        found.append(Waiting(Wait.RESULTS))
    return tuple(found)


def _number(wait: Wait, at: list[Stand]) -> int:
    if wait is Wait.CALLS:
        return sum(one.count.unconfirmed for one in at)
    return sum(one.unnumbered for one in at) if wait is Wait.LETTERS else 0


def _rows(programmes: Iterable[int]) -> QuerySet[Seminar]:
    ordered = (
        Seminar.objects.filter(programme__in=list(programmes))
        .select_related("meeting__place")
        .order_by(F("meeting__held_on").asc(nulls_last=True), F("meeting__starts_at").asc(nulls_last=True), "id")
    )
    return ordered.annotate(
        invited_n=_counted(Invited.objects.all()),
        numbered_n=_counted(Letter.objects.exclude(number="")),
        has_seats=Exists(Quota.objects.filter(Q(seats__gt=0), seminar=OuterRef("pk"))),
    )


def _counted(rows: QuerySet[Invited] | QuerySet[Letter]) -> Subquery:
    """How many of those rows the seminar has; None for none."""
    own = rows.filter(seminar=OuterRef("pk")).order_by().values("seminar")
    return Subquery(own.annotate(n=CountOf("pk")).values("n"))


def _stand(row: Any, count: Count) -> Stand:
    """A seminar with what _rows counted. One letter goes to the raion, one to each invited aimak."""
    invited, numbered = row.invited_n or 0, row.numbered_n or 0
    place = row.meeting.place
    return Stand(
        seminar=row.pk,
        meeting=row.meeting_id,
        when=row.meeting.when,
        place=long_said(place.kind, place.name),
        state=row.meeting.state,
        invited=invited,
        unnumbered=max(0, invited + 1 - numbered),
        has_seats=row.has_seats,
        count=count,
    )
