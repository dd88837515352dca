"""What an office has called besides in the same place and week, for whoever calls one more there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from tegerek.lib.said import Said
from tegerek.meetings.models import Meeting
from tegerek.meetings.samples import countable

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Beside:
    """Another meeting of an office: where its desk opens it, what it is about, on which day."""

    key: int
    title: Said
    held_on: date


def week_of(day: date) -> tuple[date, date]:
    """The Monday of its week and the Monday after.

    >>> week_of(date(2026, 3, 8)), week_of(date(2026, 3, 9))[0]
    ((datetime.date(2026, 3, 2), datetime.date(2026, 3, 9)), datetime.date(2026, 3, 9))
    """
    monday = day - timedelta(days=day.weekday())
    return monday, monday + WEEK


def same_week(meeting: Meeting) -> tuple[Beside, ...]:
    """The other meetings of its office that stand called for the same place from Monday to Sunday, by their day.

    None without a day; rehearsals are told of beside rehearsals alone. One query.
    """
    if meeting.held_on is None:
        return ()
    monday, after = week_of(meeting.held_on)
    touches = Q(held_on__lt=after) & (Q(ends_on__gte=monday) | Q(ends_on=None, held_on__gte=monday))
    rows = Meeting.objects.filter(touches, office=meeting.office_id, place=meeting.place_id)
    rows = rows.filter(called_at__isnull=False, cancelled_at=None, postponed_at=None)
    rows = rows.filter(countable(), is_rehearsal=meeting.is_rehearsal)
    found = rows.exclude(pk=meeting.pk).order_by("held_on", "pk")
    return tuple(Beside(row.pk, row.title, row.held_on) for row in found if row.held_on)
