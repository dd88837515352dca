"""The appeal or the suggested issue, if this account may; else the 404 of one that does not exist."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.http import Http404

from tegerek.people.access import fetch, within
from tegerek.people.models import User
from tegerek.people.rights import Act
from tegerek.voices.models import Initiative, Source, Voice

WITH_PLACE = ("place__parent", "office", "meeting", "decided_by")


def initiative_for(user: User | AnonymousUser, act: Act, key: int) -> Initiative:
    """One query and that of the grants. Raises Http404."""
    return fetch(Initiative.objects.select_related(*WITH_PLACE), user, act, pk=key)


def initiatives_for(user: User | AnonymousUser, act: Act) -> QuerySet[Initiative]:
    """Those appeals to which this account may do that act, with their places, the newest first."""
    return within(Initiative.objects.select_related(*WITH_PLACE), user, act)


def issue_for(user: User | AnonymousUser, act: Act, key: int) -> Voice:
    """An issue that somebody suggested for an agenda, with its meeting. Raises Http404."""
    rows = Voice.objects.select_related("meeting__office", "meeting__place__parent", "item")
    return fetch(rows, user, act, pk=key, kind=Voice.Kind.ISSUE)


def voice_for(user: User | AnonymousUser, act: Act, key: int) -> Voice:
    """A question, a proposal or an issue, also a slip on which nothing is recorded yet, with its meeting and asker.

    Raises Http404.
    """
    rows = Voice.objects.select_related("meeting__office", "meeting__place__parent", "meeting__venue", "item", "asker")
    return fetch(rows.select_related("answer"), user, act, pk=key)


def question_for(user: User | AnonymousUser, act: Act, key: int) -> Voice:
    """A question or a proposal on which something stands, with its meeting, asker and answer. Raises Http404."""
    found = voice_for(user, act, key)
    if found.recorded_at is None or found.kind == Voice.Kind.ISSUE:
        raise Http404
    return found


def voices_for(user: User | AnonymousUser, act: Act) -> QuerySet[Voice]:
    """What was asked and proposed where this account may do that act."""
    return within(Voice.objects.all(), user, act)


def source_for(user: User | AnonymousUser, act: Act, key: int) -> Source:
    """A source of questions and proposals, with its places and its job. One query and that of the grants.

    Raises Http404.
    """
    return fetch(Source.objects.select_related("place__parent__parent", "office", "job", "by"), user, act, pk=key)


def sources_for(user: User | AnonymousUser, act: Act) -> QuerySet[Source]:
    """The sources to which this account may do that act, the newest first."""
    return within(Source.objects.select_related("place", "office"), user, act)
