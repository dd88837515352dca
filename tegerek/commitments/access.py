"""The decision that is carried out, if this account may; else the 404 of one that does not exist."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from tegerek.commitments.models import Commitment, Delay, Progress, WordLink
from tegerek.people.access import fetch, within
from tegerek.people.models import User
from tegerek.people.rights import Act

WITH_PLACE = ("place__parent", "office", "meeting__place", "item", "voice", "who_body", "council")


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


def word_link_for(user: User | AnonymousUser, act: Act, key: int) -> WordLink:
    """A personal link, with its meeting. Raises Http404."""
    return fetch(WordLink.objects.select_related("office", "place__parent", "meeting"), user, act, pk=key)
