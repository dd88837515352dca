"""Whom to phone after a seminar, where nobody knows what became of the next meeting. Private: names stand in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet

from tegerek.lib.said import Said
from tegerek.meetings.models import Participant
from tegerek.meetings.roster_sheets import ORDER_OF_POSTS
from tegerek.people.models import Contact, Post
from tegerek.people.posts import post_said
from tegerek.programmes.next_sheets import NextLine

# So many people of an aimak stand on the list, those of the first posts before others.
MOST_PEOPLE = 4


@dataclass(frozen=True)
class CallPerson:
    """Somebody who was at the seminar. phones: empty for an account that may see none."""

    name: str
    post: Said
    phones: tuple[str, ...]


@dataclass(frozen=True)
class NextCallEntry:
    """One aimak to be phoned, and who of it was at the seminar: those who came first."""

    line: NextLine
    people: tuple[CallPerson, ...]


def call_entries(lines: Sequence[NextLine], contacts: QuerySet[Contact] | None) -> tuple[NextCallEntry, ...]:
    """Two queries at most, however many aimaks. contacts: the phones this account may see, None for nobody's."""
    people = _people(lines)
    shown = {(line.seminar, line.unit): people.get((line.seminar, line.unit), [])[:MOST_PEOPLE] for line in lines}
    phones = _phones((row for rows in shown.values() for row in rows), contacts)
    return tuple(
        NextCallEntry(
            line,
            tuple(
                CallPerson(row.person.name, post_said(Post(row.post)), tuple(phones.get(row.person_id, ())))
                for row in shown[line.seminar, line.unit]
            ),
        )
        for line in lines
    )


def _people(lines: Sequence[NextLine]) -> dict[tuple[int, int], list[Participant]]:
    """Those on the lists of the seminars by seminar and aimak, whoever came before whoever did not."""
    units, seminars = {line.unit for line in lines}, {line.seminar for line in lines}
    near = Q(unit__in=units) | Q(unit__parent__in=units)
    rows = Participant.objects.filter(
        near, meeting__seminar__in=seminars, declined_at=None, person__erased_at=None
    ).annotate(seminar=F("meeting__seminar"))
    found: dict[tuple[int, int], list[Participant]] = {}
    for row in sorted(rows.select_related("person", "unit"), key=_order):
        keys = [row.unit_id, row.unit.parent_id if row.unit else None]
        unit = next((key for key in keys if key in units), None)
        if unit is not None:
            found.setdefault((row.seminar, unit), []).append(row)
    return found


def _order(row: Participant) -> tuple[bool, int, str, int]:
    return (not row.came, ORDER_OF_POSTS[row.post], row.person.name_key, row.pk)


def _phones(rows: Iterable[Participant], contacts: QuerySet[Contact] | None) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    if contacts is None:
        return found
    known = contacts.filter(person__in={row.person_id for row in rows}, kind=Contact.Kind.PHONE)
    for person, value in known.values_list("person", "value"):
        found.setdefault(person, []).append(value)
    return found
