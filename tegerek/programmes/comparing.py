"""Meetings before the training and after it, side by side: counts of what is known, never guesses over what is not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Min, OuterRef, Q, QuerySet, Subquery

from tegerek.commitments.models import Commitment
from tegerek.lib.rough_days import RoughDay
from tegerek.lib.said import Said
from tegerek.meetings.models import Meeting, Telling
from tegerek.places.rules import long_said
from tegerek.programmes.models import NextMeeting, OutsideMeeting, Programme
from tegerek.programmes.outside import NUMBERS
from tegerek.voices.models import Voice

# Of fewer meetings than these no mean is told: it would say more than is known.
LEAST = 3


@dataclass(frozen=True)
class Side:
    """One number over the meetings of one side: known of so many (of), their sum."""

    known: int
    of: int
    total: int

    @property
    def mean(self) -> float | None:
        """Over those known, to one decimal; None for fewer than LEAST.

        >>> Side(3, 5, 100).mean, Side(2, 5, 100).mean
        (33.3, None)
        """
        return round(self.total / self.known, 1) if self.known >= LEAST else None


@dataclass(frozen=True)
class Measure:
    """One number before and after. name: one of outside.NUMBERS."""

    name: str
    before: Side
    after: Side


@dataclass(frozen=True)
class OutsideLine:
    """One meeting that is not kept here. numbers: by name, None for not known."""

    key: int
    unit: Said
    is_after: bool
    kind: str
    around: RoughDay | None
    where: str
    source: str
    numbers: Mapping[str, int | None]


@dataclass(frozen=True)
class Comparison:
    """lines: written down from elsewhere, those before the training first; kept_here: meetings of offices that use this
    system, held after it and shown to the programme.
    """

    lines: tuple[OutsideLine, ...]
    kept_here: int
    measures: tuple[Measure, ...]

    @property
    def before(self) -> int:
        return sum(not line.is_after for line in self.lines)

    @property
    def after(self) -> int:
        return sum(line.is_after for line in self.lines) + self.kept_here


def comparison(programme: Programme, today: date) -> Comparison:
    """Of a programme in hand. Two queries, however many meetings."""
    rows = OutsideMeeting.objects.filter(programme=programme, taken_back_at=None).select_related("unit")
    lines = tuple(map(_line, rows.order_by("is_after", "unit__order_key", "year", "month", "day", "pk")))
    here = [_of_meeting(row) for row in _held(programme, today)]
    before = [line.numbers for line in lines if not line.is_after]
    after = [line.numbers for line in lines if line.is_after] + here
    measures = tuple(Measure(name, _side(name, before), _side(name, after)) for name in NUMBERS)
    return Comparison(lines, len(here), measures)


def _side(name: str, rows: Iterable[Mapping[str, int | None]]) -> Side:
    """What was carried out says something only beside the decisions: where these are not known, it is not counted."""
    numbers = [row[name] if name != "carried_out" or row["decisions"] is not None else None for row in rows]
    known = [number for number in numbers if number is not None]
    return Side(len(known), len(numbers), sum(known))


def _line(row: OutsideMeeting) -> OutsideLine:
    return OutsideLine(
        key=row.pk,
        unit=long_said(row.unit.kind, row.unit.name),
        is_after=row.is_after,
        kind=row.kind,
        around=row.around,
        where=row.where,
        source=row.source,
        numbers={name: getattr(row, name) for name in NUMBERS},
    )


def _held(programme: Programme, today: date) -> QuerySet[Any]:
    """The meetings that offices have shown and that were held, with the numbers of their public pages."""
    shown = NextMeeting.objects.filter(invited__seminar__programme=programme, meeting__isnull=False).values("meeting")
    asked = Voice.objects.filter(recorded_at__isnull=False, way=Voice.Way.MEETING, kind=Voice.Kind.QUESTION)
    decided = Commitment.objects.filter(published_at__isnull=False, origin=Commitment.Origin.DECISION)
    told = Telling.objects.filter(meeting=OuterRef("pk"), taken_back_at=None).order_by().values("meeting")
    held = Meeting.objects.filter(pk__in=shown, is_rehearsal=False, held_at__isnull=False, held_on__lte=today)
    return held.select_related("closing").annotate(
        told_on=Subquery(told.annotate(first=Min("told_on")).values("first")),
        questions_n=_counted(asked, Q()),
        decisions_n=_counted(decided, Q()),
        done_n=_counted(decided, Q(done_on__isnull=False)),
    )


def _counted(rows: QuerySet[Any], condition: Q) -> Subquery:
    own = rows.filter(meeting=OuterRef("pk")).order_by().values("meeting")
    return Subquery(own.annotate(n=Count("pk", filter=condition)).values("n"))


def _of_meeting(row: Any) -> dict[str, int | None]:
    """None stands for nothing recorded: nobody knows whether nothing was asked, or nobody wrote it down."""
    closing = getattr(row, "closing", None)
    notice = (row.held_on - row.told_on).days if row.told_on else None
    return {
        "notice_days": notice if notice is not None and notice >= 0 else None,
        "women": closing.women if closing else None,
        "men": closing.men if closing else None,
        "questions": row.questions_n,
        "decisions": row.decisions_n,
        "carried_out": row.done_n,
    }
