"""The decision that is carried out, if this account may; else the 404 of one that does not exist."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from tegerek.commitments.models import (
    Commitment,
    Delay,
    Finding,
    Monitor,
    MonitoredObject,
    MonitoringGroup,
    Progress,
    Reminder,
    Report,
    Visit,
    VisitPhoto,
    WordLink,
)
from tegerek.meetings.models import Meeting
from tegerek.people.access import fetch, within
from tegerek.people.models import User
from tegerek.people.rights import Act
from tegerek.places.models import Body
from tegerek.voices.models import Voice

WITH_PLACE = ("place__parent", "office", "meeting__place", "item", "voice", "who_body", "council")


@dataclass(frozen=True)
class Scope:
    """Where something may be due: these questions, decisions and meetings, and what was reminded of them."""

    voices: QuerySet[Voice]
    commitments: QuerySet[Commitment]
    meetings: QuerySet[Meeting]
    reminders: QuerySet[Reminder]


def everything() -> Scope:
    """All of every office."""
    return Scope(Voice.objects.all(), Commitment.objects.all(), Meeting.objects.all(), Reminder.objects.all())


def scope_of(office: Body) -> Scope:
    """All of one office."""
    return Scope(
        Voice.objects.filter(meeting__office=office),
        Commitment.objects.filter(office=office),
        Meeting.objects.filter(office=office),
        Reminder.objects.filter(office=office),
    )


def scope_for(user: User | AnonymousUser, act: Act) -> Scope:
    """All to which this account may do that act."""
    every = everything()
    return Scope(
        within(every.voices, user, act),
        within(every.commitments, user, act),
        within(every.meetings, user, act),
        within(every.reminders, user, act),
    )


def commitment_for(user: User | AnonymousUser, act: Act, key: int) -> Commitment:
    """One query and that of the grants. Raises Http404."""
    return fetch(Commitment.objects.select_related(*WITH_PLACE), user, act, pk=key)


def commitments_for(user: User | AnonymousUser, act: Act) -> QuerySet[Commitment]:
    """Those of which this account may do that act."""
    return within(Commitment.objects.all(), user, act)


def progress_for(user: User | AnonymousUser, act: Act, key: int) -> Progress:
    """A note that was not taken back, with its decision. Raises Http404."""
    rows = Progress.objects.select_related("commitment__office", "commitment__place__parent")
    return fetch(rows, user, act, pk=key, taken_back_at=None)


def delay_for(user: User | AnonymousUser, act: Act, key: int) -> Delay:
    """A lawful delay, with its decision. Raises Http404."""
    return fetch(Delay.objects.select_related("commitment__office", "commitment__place__parent"), user, act, pk=key)


WITH_PERSON = ("office", "place__parent", "person", "meeting", "rating")


def report_for(user: User | AnonymousUser, act: Act, key: int) -> Report:
    """A report, drafted or given. One query and that of the grants. Raises Http404."""
    return fetch(Report.objects.select_related(*WITH_PERSON), user, act, pk=key)


def reports_for(user: User | AnonymousUser, act: Act) -> QuerySet[Report]:
    """Those of which this account may do that act."""
    return within(Report.objects.all(), user, act)


# Monitoring


def groups_for(user: User | AnonymousUser, act: Act) -> QuerySet[MonitoringGroup]:
    """The monitoring groups of which this account may do that act."""
    return within(MonitoringGroup.objects.select_related("office", "place__parent"), user, act)


def group_for(user: User | AnonymousUser, act: Act, key: int) -> MonitoringGroup:
    """Raises Http404."""
    return fetch(MonitoringGroup.objects.select_related("office", "place__parent"), user, act, pk=key)


def monitor_for(user: User | AnonymousUser, act: Act, key: int) -> Monitor:
    """A member who has not left, with the group. Raises Http404."""
    rows = Monitor.objects.select_related("group__office", "group__place__parent", "person")
    return fetch(rows, user, act, pk=key, left_at=None)


def object_for(user: User | AnonymousUser, act: Act, key: int) -> MonitoredObject:
    """What is looked at, with its group. Raises Http404."""
    rows = MonitoredObject.objects.select_related("group__office", "place__parent", "commitment")
    return fetch(rows, user, act, pk=key)


def visit_for(user: User | AnonymousUser, act: Act, key: int) -> Visit:
    """A visit, with what was looked at. Raises Http404."""
    rows = Visit.objects.select_related("object__group__office", "object__place__parent", "object__commitment")
    return fetch(rows, user, act, pk=key)


def visit_photo_for(user: User | AnonymousUser, act: Act, key: int) -> VisitPhoto:
    """A photograph of a visit. Raises Http404."""
    rows = VisitPhoto.objects.select_related("visit__object__group__office", "visit__object__place__parent")
    return fetch(rows, user, act, pk=key)


def finding_for(user: User | AnonymousUser, act: Act, key: int) -> Finding:
    """A finding, with its visit. Raises Http404."""
    rows = Finding.objects.select_related("visit__object__group__office", "visit__object__place__parent")
    return fetch(rows, user, act, pk=key)


def word_link_for(user: User | AnonymousUser, act: Act, key: int) -> WordLink:
    """A personal link, with its meeting. Raises Http404."""
    return fetch(WordLink.objects.select_related("office", "place__parent", "meeting"), user, act, pk=key)
