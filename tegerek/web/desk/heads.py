"""The head that all pages of one meeting share: where it is, of which programme, and the ways between its pages."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import pgettext_lazy

from tegerek.meetings.models import Meeting
from tegerek.people.access import may
from tegerek.people.rights import Act
from tegerek.programmes.models import Seminar
from tegerek.programmes.rosters import seminar_of
from tegerek.web.desk.forms import full_name
from tegerek.web.gate import who


class Part(StrEnum):
    """The pages of a meeting between which a clerk goes to and fro."""

    MEETING = "meeting"
    CHECKLIST = "checklist"
    PEOPLE = "people"
    CALLS = "calls"
    PAPERS = "papers"
    TELLING = "telling"
    DAY = "day"
    NEXT = "next"


# Each with its name, its address and the act that opens it, in the order in which the work goes.
PARTS = {
    Part.MEETING: (pgettext_lazy("page of a meeting", "Meeting"), "desk:meeting", Act.MEETING_SEE),
    Part.CHECKLIST: (pgettext_lazy("page of a meeting", "Checklist"), "desk:checklist", Act.MEETING_SEE),
    Part.PEOPLE: (pgettext_lazy("page of a meeting", "People"), "desk:roster", Act.ROSTER_SEE),
    Part.CALLS: (pgettext_lazy("page of a meeting", "Whom to phone"), "desk:calls", Act.PHONE_SEE),
    Part.PAPERS: (pgettext_lazy("page of a meeting", "Papers"), "desk:papers", Act.PAPER_SEE),
    Part.TELLING: (pgettext_lazy("page of a meeting", "Telling people"), "desk:telling", Act.MEETING_SEE),
    Part.DAY: (pgettext_lazy("page of a meeting", "Who came"), "desk:ticks", Act.ROSTER_TICK),
}


@dataclass(frozen=True)
class Tab:
    """A way to one page of a meeting."""

    name: str
    address: str
    is_current: bool


@dataclass(frozen=True)
class Head:
    """Where a meeting is, in full; the seminar it is, if any; the pages of it that this account may open."""

    place: str
    seminar: Seminar | None
    tabs: tuple[Tab, ...]


def head_of(request: HttpRequest, meeting: Meeting, current: Part | None, *, seminar: Seminar | None = None) -> Head:
    """The head of a meeting's page; current: None for one without a tab. seminar: if it is at hand; else one query."""
    tabs = tuple(
        Tab(str(name), reverse(address, args=[meeting.pk]), part is current)
        for part, (name, address, act) in PARTS.items()
        if may(request.user, act, meeting) and _has(meeting, part)
    )
    found = seminar or seminar_of(meeting)
    if found is not None and may(request.user, Act.PROGRAMME_SEE, found):
        name = str(pgettext_lazy("page of a meeting", "Next meetings"))
        tabs += (Tab(name, reverse("desk:seminar-next", args=[found.pk]), current is Part.NEXT),)
    return Head(full_name(meeting.place, who(request).language), found, tabs)


def _has(meeting: Meeting, part: Part) -> bool:
    """No rule sets a deadline for a seminar, and it invites its people one by one: nobody else must be told."""
    return part not in {Part.CHECKLIST, Part.TELLING} or meeting.kind != "seminar"
