"""Fetch and check: the thing if this account may, else the 404 of a thing that does not exist."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q, QuerySet
from django.http import Http404

from tegerek.files.models import File
from tegerek.lib import clock
from tegerek.lib.owned import Owned
from tegerek.people.models import Contact, Founding, Grant, Person, Role, User
from tegerek.people.rights import SEEING_EVERYTHING, Act, Whose, is_reading, whose

Row = TypeVar("Row", bound=models.Model)


# How many units may stand above one another: a village lies below an aimak, a raion and an oblast.
STEPS_ABOVE = 3


@dataclass(frozen=True)
class Reach:
    """Whose things an account may do an act to: every office's, or those of the offices listed.

    places: (office, unit): of that office only what happens in that unit or below it.
    """

    every: bool
    offices: frozenset[int]
    places: frozenset[tuple[int, int]] = frozenset()

    def __bool__(self) -> bool:
        return self.every or bool(self.offices) or bool(self.places)

    def holds(self, office: int | None, places: Iterable[int] = ()) -> bool:
        """Whether it reaches a thing of that office. places: the unit where the thing happens and all above it."""
        return self.every or office in self.offices or any((office, unit) in self.places for unit in places)


NOWHERE = Reach(False, frozenset())


def reach(user: User | AnonymousUser, act: Act) -> Reach:
    """Whose things this account may do that act to today. One query for each account object, kept on it.

    Whoever came in by a personal link looks and changes nothing, whatever the role.
    """
    if not isinstance(user, User) or not user.is_active or (user.only_reads and not is_reading(act)):
        return NOWHERE
    held = [(whose(Role(grant.role), act), grant.office_id, grant.place_id) for grant in _grants(user)]
    return Reach(
        any(reaches is Whose.ANY and place is None for reaches, _, place in held),
        frozenset(office for reaches, office, place in held if reaches is Whose.OWN and place is None),
        frozenset((office, place) for reaches, office, place in held if reaches and place is not None),
    )


def within(rows: QuerySet[Row], user: User | AnonymousUser, act: Act) -> QuerySet[Row]:
    """Those rows that this account may do that act to.

    Raises ValueError for a table that names no way to its office.
    """
    path = getattr(rows.model, "office_path", None)
    if path is None:
        raise ValueError(f"{rows.model.__name__} belongs to no office")
    found = reach(user, act)
    if found.every:
        return rows
    own = Q(**{f"{path or 'pk'}__in": found.offices})
    below = getattr(rows.model, "place_path", None)
    if below is not None:
        for office, unit in sorted(found.places):
            own |= Q(**{path or "pk": office}) & _in_or_below(below, unit)
    return rows.filter(own)


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
    found = reach(user, act)
    return found.holds(thing.office_key, thing.place_keys if found.places else ())


def accounts_for(user: User | AnonymousUser, act: Act) -> QuerySet[User]:
    """The accounts that hold, held or will hold a role in an office where this account may do that act.

    An erased one has no name and is the 404 of one that does not exist.
    """
    found = reach(user, act)
    rows = User.objects.exclude(name="").order_by("name", "pk")
    return rows if found.every else rows.filter(grants__office__in=found.offices).distinct()


def account_for(user: User | AnonymousUser, act: Act, key: int) -> User:
    """The account, if it works in an office where this account may do that act. Raises Http404."""
    found = accounts_for(user, act).filter(pk=key).first()
    if found is None:
        raise Http404
    return found


def is_master_of(user: User, other: User, act: Act = Act.ACCOUNT_MAKE) -> bool:
    """Whether this account may give out keys to the other one, or act as it.

    Only if every role the other holds today or will hold is in an office where this account may do that act, and sees
    no other: else an administrator would come by a key to somebody else's office. The office this installation began
    with answers for all of them. Two queries.
    """
    found = reach(user, act)
    held = list(other.grants.exclude(until__lt=clock.today()).values_list("office_id", "role"))
    is_within = all(office in found.offices and role not in SEEING_EVERYTHING for office, role in held)
    return is_within or is_of_first_office(user, act)


def is_of_first_office(user: User, act: Act = Act.ACCOUNT_MAKE) -> bool:
    """Whether this account may do that act for the office this installation began with. One query."""
    first = Founding.objects.values_list("office_id", flat=True).first()
    return first is not None and reach(user, act).holds(first)


def _in_or_below(path: str, unit: int) -> Q:
    """A condition that the unit at the end of the path is that unit, or lies below it. Joins, no further query."""
    return reduce(or_, (Q(**{f"{path}{'__parent' * steps}": unit}) for steps in range(STEPS_ABOVE + 1)))


def person_for(user: User | AnonymousUser, act: Act, key: int) -> Person:
    """The card with its office. An erased one is the 404 of one that does not exist. One query and that of `reach`."""
    return fetch(Person.objects.select_related("office").filter(erased_at=None), user, act, pk=key)


def persons_for(user: User | AnonymousUser, act: Act) -> QuerySet[Person]:
    """The cards this account may do the act to, without the erased."""
    return within(Person.objects.filter(erased_at=None), user, act)


def contacts_for(user: User | AnonymousUser) -> QuerySet[Contact] | None:
    """The phones and e-mails this account may see; None for whoever sees nobody's. The query of the grants."""
    return within(Contact.objects.order_by("pk"), user, Act.PHONE_SEE) if reach(user, Act.PHONE_SEE) else None


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
