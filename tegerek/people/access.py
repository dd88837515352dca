"""Fetch and check: the thing if this account may, else the 404 of a thing that does not exist."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, QuerySet
from django.http import Http404

from tegerek.files.models import File
from tegerek.lib import clock
from tegerek.lib.owned import Owned
from tegerek.people.models import Grant, Person, Role, User
from tegerek.people.rights import Act, Whose, whose

Row = TypeVar("Row", bound=models.Model)


@dataclass(frozen=True)
class Reach:
    """Whose things an account may do an act to: every office's, or those of the offices listed."""

    every: bool
    offices: frozenset[int]

    def __bool__(self) -> bool:
        return self.every or bool(self.offices)

    def holds(self, office: int | None) -> bool:
        return self.every or office in self.offices


NOWHERE = Reach(False, frozenset())


def reach(user: User | AnonymousUser, act: Act) -> Reach:
    """Whose things this account may do that act to today. One query for each account object, kept on it."""
    if not isinstance(user, User) or not user.is_active:
        return NOWHERE
    held = [(Role(grant.role), grant.office_id) for grant in _grants(user)]
    own = frozenset(office for role, office in held if whose(role, act) is Whose.OWN)
    return Reach(any(whose(role, act) is Whose.ANY for role, _ in held), own)


def within(rows: QuerySet[Row], user: User | AnonymousUser, act: Act) -> QuerySet[Row]:
    """Those rows that this account may do that act to.

    Raises ValueError for a table that names no way to its office.
    """
    path = getattr(rows.model, "office_path", None)
    if path is None:
        raise ValueError(f"{rows.model.__name__} belongs to no office")
    found = reach(user, act)
    return rows if found.every else rows.filter(**{f"{path or 'pk'}__in": found.offices})


def fetch(rows: QuerySet[Row], user: User | AnonymousUser, act: Act, **lookup: Any) -> Row:
    """The one row, if this account may do that act to it. Raises Http404 otherwise. One query and that of `reach`."""
    row = within(rows, user, act).filter(**lookup).first()
    if row is None:
        raise Http404
    return row


def must(user: User | AnonymousUser, act: Act) -> Reach:
    """The reach, if there is any. Raises Http404 otherwise."""
    found = reach(user, act)
    if not found:
        raise Http404
    return found


def may(user: User | AnonymousUser, act: Act, thing: Owned) -> bool:
    """Whether this account may do that act to a thing already in hand."""
    return reach(user, act).holds(thing.office_key)


def person_for(user: User | AnonymousUser, act: Act, key: int) -> Person:
    """The card with its office. An erased one is the 404 of one that does not exist. One query and that of `reach`."""
    return fetch(Person.objects.select_related("office").filter(erased_at=None), user, act, pk=key)


def persons_for(user: User | AnonymousUser, act: Act) -> QuerySet[Person]:
    """The cards this account may do the act to, without the erased."""
    return within(Person.objects.filter(erased_at=None), user, act)


def kept_files_for(user: User | AnonymousUser) -> QuerySet[File]:
    """The closed files of the offices where this account alone may open them, the first to go first. Raises Http404."""
    found = must(user, Act.KEPT_SEE)
    files = File.objects.filter(closed_at__isnull=False).order_by(F("keep_until").asc(nulls_last=True), "pk")
    return files if found.every else files.filter(office__in=found.offices)


def kept_file_for(user: User | AnonymousUser, key: int) -> File:
    """One of them. Raises Http404."""
    file = kept_files_for(user).filter(pk=key).first()
    if file is None:
        raise Http404
    return file


def _grants(user: User) -> list[Grant]:
    kept: list[Grant] | None = user.__dict__.get("_grants_today")
    if kept is None:
        today = clock.today()
        kept = [grant for grant in user.grants.all() if grant.is_in_force(today)]
        user.__dict__["_grants_today"] = kept
    return kept
