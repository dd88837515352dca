"""The day of a meeting as papers tell it: also of one that is still a draft, so only for whoever may see it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from tegerek.lib.said import Said
from tegerek.meetings.models import Meeting
from tegerek.meetings.rules import State, When
from tegerek.meetings.sheets import AgendaLine, Where, where_of
from tegerek.procedures.kinds import kind as kind_of


@dataclass(frozen=True)
class DaySheet:
    """When, where, what and who calls. number: the public number, None for a draft.

    series, topics, planned: of the programme whose seminar it is; empty and None for other meetings.
    """

    meeting: int
    number: int | None
    kind_name: Said
    title: Said
    when: When
    state: State
    where: Where
    office: Said
    agenda: tuple[AgendaLine, ...]
    changed_at: datetime
    series: Said = field(default_factory=Said)
    topics: tuple[Said, ...] = ()
    planned: int | None = None
    is_sample: bool = False


def day_sheet(meeting: Meeting) -> DaySheet:
    """The day of a meeting in hand (place, the place above, hall and office loaded). One query, none if the agenda is
    loaded.
    """
    items = sorted(meeting.agenda.all(), key=lambda item: item.position)
    return DaySheet(
        meeting=meeting.pk,
        number=meeting.number,
        kind_name=kind_of(meeting.kind).name,
        title=meeting.title,
        when=meeting.when,
        state=meeting.state,
        where=where_of(meeting),
        office=meeting.office.name,
        agenda=tuple(AgendaLine(i.position, i.title, i.purpose, i.rapporteur, i.minutes) for i in items),
        changed_at=meeting.changed_at,
        is_sample=meeting.is_sample,
    )
