"""What programmes hold of a person besides lists: that they trained, and that they stand on a money list."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tegerek.people.holding import Holder, Kept, Row
from tegerek.people.models import Person
from tegerek.programmes.models import PayList, Trainer


def told_trainings(person: Person) -> list[Row]:
    """Every seminar at which the person trains. One query."""
    rows = Trainer.objects.filter(person=person).select_related("seminar__meeting").order_by("pk")
    return [
        {
            "kind": "trainer at a seminar",
            "meeting": row.seminar.meeting.number,
            "day": row.day or row.seminar.meeting.held_on,
            "language": row.lang,
        }
        for row in rows
    ]


def erase_trainings(person: Person, *, by: int | None, now: datetime) -> Mapping[str, int]:
    """Nothing stands there but the key of the card, which is emptied; names in a reason go by people/mentions.py."""
    return {}


def told_lists(person: Person) -> list[Row]:
    """The issued money lists of seminars where the person was. One query."""
    return [
        {"kind": f"money list: {row.kind}", "meeting": row.seminar.meeting.number, "number": row.number}
        for row in _lists(person)
    ]


def erase_lists(person: Person, *, by: int | None, now: datetime) -> Mapping[str, int]:
    """Nothing: what was issued stays until its day. `kept_lists` says so before."""
    return {}


def kept_lists(person: Person) -> list[Kept]:
    """The lists whose bytes are still there. One query."""
    rows = _lists(person).filter(pieces__body__isnull=False).distinct()
    return [Kept(gettext("Money list, number %(n)d") % {"n": row.number}, row.basis, row.keep_until) for row in rows]


def _lists(person: Person) -> QuerySet[PayList]:
    rows = PayList.objects.filter(seminar__meeting__roster__person=person).select_related("seminar__meeting")
    return rows.order_by("pk")


HOLDERS = (
    Holder(
        "trainings",
        _("Seminars at which the person trained"),
        _("The name goes at once. That there was a trainer stays."),
        told_trainings,
        erase_trainings,
    ),
    Holder(
        "money",
        _("Money lists that were issued"),
        _("An issued list stays as it was until its day, for whoever keeps the money papers of the office."),
        told_lists,
        erase_lists,
        kept_lists,
        # Not emptied: triggers of the database keep what was issued as it was; its bytes go on its day.
        tables=("programmes.paylist", "programmes.paypiece"),
    ),
)
