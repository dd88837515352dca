"""The meeting, if this account may; else the 404 of one that does not exist."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from tegerek.meetings.models import Meeting
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
