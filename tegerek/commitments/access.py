"""The decision that is carried out, if this account may; else the 404 of one that does not exist."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from tegerek.commitments.models import Commitment, Delay, Progress, Reminder
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
