"""Writing down what happened, and giving public numbers."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from uuid import UUID

from django.db import models

from tegerek.journal.models import Entry, Number
from tegerek.lib import refs

Plain = int | float | bool | date | UUID | str | None

# A word of the code, never a person's: lower case Latin letters, digits and marks that join them.
WORD = re.compile(r"[a-z0-9][a-z0-9_.:/+-]{0,99}\Z")

# (who really pressed, in whose name), while somebody acts as another person.
_assisted: ContextVar[tuple[int, int] | None] = ContextVar("assisted", default=None)


@contextmanager
def acting_for(by: int, on_behalf: int) -> Iterator[None]:
    """Within, what is recorded as done by `on_behalf` is written down as done by `by`, with both keys."""
    before = _assisted.set((by, on_behalf))
    try:
        yield
    finally:
        _assisted.reset(before)


def record(
    verb: str, thing: models.Model, *, by: int | None, at: datetime, office: int | None = None, **more: Plain
) -> Entry:
    """Add one entry in the caller's transaction.

    by: key of the account that did it, None for the system. While somebody acts for another person (`acting_for`) the
    entry says who pressed, and in `on_behalf` in whose name. office: found on the thing (Owned.office_key) when
    not given.
    more: keys, numbers, days and words of the code. Raises ValueError for a text that could be a person's.
    """
    found: int | None = office if office is not None else getattr(thing, "office_key", None)
    plain = {name: _plain(name, value) for name, value in more.items()}
    label = thing._meta.label_lower
    assisted = _assisted.get()
    if assisted and by == assisted[1]:
        by, plain["on_behalf"] = assisted
    return Entry.objects.create(
        at=at, verb=verb, thing_label=label, thing_key=thing.pk, office=found, by=by, refs=plain
    )


def record_each(
    verb: str,
    things: Sequence[models.Model],
    *,
    by: int | None,
    at: datetime,
    office: int | None,
    **more: Plain,
) -> None:
    """Add the same entry for each of many things of one office, as `record` would. One statement for as many as fit."""
    plain = {name: _plain(name, value) for name, value in more.items()}
    Entry.objects.bulk_create(
        [
            Entry(
                at=at,
                verb=verb,
                thing_label=thing._meta.label_lower,
                thing_key=thing.pk,
                office=office,
                by=by,
                refs=plain,
            )
            for thing in things
        ],
        batch_size=500,
    )


def give_number(thing: models.Model, *, at: datetime) -> int:
    """The public number of a thing, given once: asked again, it answers the same."""
    row, _ = Number.objects.get_or_create(
        thing_label=thing._meta.label_lower, thing_key=thing.pk, defaults={"given_at": at}
    )
    return refs.number_for(row.pk)


def give_numbers(things: Sequence[models.Model], *, at: datetime) -> list[int]:
    """The public numbers of many new things of one table, in their order, one after another. One statement.

    Raises IntegrityError if one of them has a number already.
    """
    rows = [Number(thing_label=thing._meta.label_lower, thing_key=thing.pk, given_at=at) for thing in things]
    return [refs.number_for(row.pk) for row in Number.objects.bulk_create(rows)]


def _plain(name: str, value: Plain) -> int | float | bool | str | None:
    if isinstance(value, str) and not WORD.match(value):
        raise ValueError(f"the journal takes words of the code, not texts: {name}")
    return value.isoformat() if isinstance(value, date) else str(value) if isinstance(value, UUID) else value
