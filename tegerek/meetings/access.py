"""The meeting, if this account may; else the 404 of one that does not exist."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from tegerek.meetings.models import Meeting, Participant, Scan
from tegerek.people.access import fetch, within
from tegerek.people.models import User
from tegerek.people.rights import Act

WITH_PLACE = ("place", "place__parent", "venue", "office")


def meeting_for(user: User | AnonymousUser, act: Act, key: int) -> Meeting:
    """One query and that of the grants. Raises Http404."""
    return fetch(Meeting.objects.select_related(*WITH_PLACE), user, act, pk=key)


def meetings_for(user: User | AnonymousUser, act: Act) -> QuerySet[Meeting]:
    """Those meetings of which this account may do that act, with their places."""
    return within(Meeting.objects.select_related(*WITH_PLACE), user, act)


def line_for(user: User | AnonymousUser, act: Act, key: int) -> Participant:
    """One line of a roster, with its meeting, person and unit. Raises Http404."""
    rows = Participant.objects.select_related(
        "meeting__office", "meeting__place__parent", "meeting__venue", "person", "unit"
    )
    return fetch(rows, user, act, pk=key)


def scan_for(user: User | AnonymousUser, act: Act, meeting: int, key: int) -> Scan:
    """A scan that is still there, through its meeting. Raises Http404."""
    rows = Scan.objects.filter(removed_at=None).select_related("file", "meeting__office", "meeting__place__parent")
    return fetch(rows, user, act, pk=key, meeting=meeting)
