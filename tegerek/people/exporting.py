"""Everything held of one person, for that person: by holder, in plain words and values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from tegerek.journal.actions import record
from tegerek.lib.dates import local_day
from tegerek.people.holding import Kept, Row, holders
from tegerek.people.models import Person, User


@dataclass(frozen=True)
class Part:
    """What one holder has. heading, effect: lazy sentences. rows: plain dicts of texts, numbers, days and moments."""

    code: str
    heading: Any
    effect: Any
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class HeldSheet:
    """All that is held of a person: parts that hold something, and what an erasure would have to keep."""

    key: int
    uid: UUID
    name: str
    office: str
    day: date
    parts: tuple[Part, ...]
    kept: tuple[Kept, ...]


def held_sheet(person: Person, *, now: datetime) -> HeldSheet:
    """As many queries as the holders need; schedules that were brought are read once more, which takes a moment."""
    parts = [Part(one.code, one.heading, one.effect, tuple(one.told(person))) for one in holders()]
    return HeldSheet(
        key=person.pk,
        uid=person.uid,
        name=person.name,
        office=str(person.office.name.in_("ky")),
        day=local_day(now),
        parts=tuple(part for part in parts if part.rows),
        kept=tuple(kept for one in holders() for kept in one.kept(person)),
    )


@transaction.atomic
def exported(person: Person, *, by: User | None, now: datetime) -> HeldSheet:
    """The same, to be handed over. Journals person.exported, without the person."""
    record("person.exported", person, by=by.pk if by else None, at=now)
    return held_sheet(person, now=now)
