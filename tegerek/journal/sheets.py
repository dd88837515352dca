"""Reading the journal and the register."""

from dataclasses import dataclass

from tegerek.journal.models import Entry, Number
from tegerek.lib import refs


@dataclass(frozen=True)
class Thing:
    """What a public number stands for: a table's label ("meetings.meeting") and the row's key."""

    label: str
    key: int


def thing_of(number: str) -> Thing | None:
    """What a number from paper stands for, or None. One query, none for a number whose check digit is wrong."""
    if not refs.is_number(number):
        return None
    row = Number.objects.filter(pk=int(number[:-1]) - refs.FIRST, thing_key__isnull=False).first()
    return Thing(row.thing_label, row.thing_key) if row and row.thing_key is not None else None


def last_entry() -> int:
    """The key of the last entry, 0 before the first: it grows whenever anything happens. One query."""
    return Entry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
