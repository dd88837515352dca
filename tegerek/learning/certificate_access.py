"""The certificate, if this account may; else the 404 of one that does not exist."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser

from tegerek.learning.models import Certificate
from tegerek.people.access import fetch
from tegerek.people.models import User
from tegerek.people.rights import Act

WITH = ("name", "person__office", "programme__office", "seminar__programme__office", "seminar__meeting__place__parent")


def certificate_for(user: User | AnonymousUser, act: Act, key: int) -> Certificate:
    """With name, card, programme, seminar and office. Raises Http404."""
    return fetch(Certificate.objects.select_related(*WITH, "seminar__meeting__office"), user, act, pk=key)
