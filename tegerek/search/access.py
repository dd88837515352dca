"""What of the desk's rows an account may find."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Model, Q

from tegerek.meetings.models import Meeting
from tegerek.people.access import reach, within
from tegerek.people.models import Contact, Person, User
from tegerek.people.rights import Act
from tegerek.programmes.models import Programme
from tegerek.search.models import Kind

# By which right the thing itself is seen: finding opens nothing that its own page would not.
ACTS = {Kind.MEETING: Act.MEETING_SEE, Kind.PROGRAMME: Act.PROGRAMME_SEE, Kind.PERSON: Act.PERSON_SEE}
TABLES: dict[Kind, type[Model]] = {Kind.MEETING: Meeting, Kind.PROGRAMME: Programme, Kind.PERSON: Person}


def findable_by(user: User) -> Q:
    """The rows of the desk that lead to what this account may see. The query of the grants, once for each account.

    What a role for a place reaches is asked of the things themselves, within the same query: no row knows its place.
    """
    rows = Q(pk=None)
    for kind, act in ACTS.items():
        found = reach(user, act)
        rows |= Q(kind=kind) if found.every else Q(kind=kind, office__in=found.offices)
        if found.places and not found.every:
            things = within(TABLES[kind]._default_manager.all(), user, act)
            rows |= Q(kind=kind, thing_key__in=things.values("pk"))
    return rows


def meetings_within(user: User, keys: Iterable[int]) -> frozenset[int]:
    """Which of these meetings a role for a place alone reaches. One query, none for an account without such a role."""
    if not reach(user, Act.MEETING_SEE).places:
        return frozenset()
    rows = within(Meeting.objects.filter(pk__in=list(keys)), user, Act.MEETING_SEE)
    return frozenset(rows.values_list("pk", flat=True))


def with_phone(user: User, digits: str) -> list[int]:
    """The persons who are reached by a phone that ends with these digits, for whoever may see phones. One query.

    Phones are looked up in the contacts themselves; no copy of them is made for finding.
    """
    rows = Contact.objects.filter(kind=Contact.Kind.PHONE, value__endswith=digits)
    return list(within(rows, user, Act.PHONE_SEE).values_list("person", flat=True)[:100])


def persons_for(user: User, keys: Iterable[int]) -> dict[int, Person]:
    """The cards of that office with those keys, with posts and their places. Three queries."""
    rows = Person.objects.filter(pk__in=keys, erased_at=None).prefetch_related("mandates__unit")
    return {person.pk: person for person in within(rows, user, Act.PERSON_SEE)}
