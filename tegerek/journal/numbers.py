"""Public numbers that came with something from another site."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.core.management.color import no_style
from django.db import connection, models
from django.db.models import Max

from tegerek.journal.models import Number
from tegerek.lib import refs

# A number so far ahead of the register would use up the short ones between.
MOST_AHEAD = 1_000_000


def keep_or_give(numbers: Iterable[int], *, at: datetime) -> dict[int, int]:
    """For each number that something has elsewhere the one it has here: the same if it is free, else a new one.

    In the caller's transaction, which `owns` completes. Three queries and one for each number that is taken. Raises
    ValueError for what is no public number.
    """
    wanted = list(numbers)
    rows = {number: refs.row_of(number) for number in wanted}
    last = Number.objects.aggregate(last=Max("pk"))["last"] or 0
    taken = set(Number.objects.filter(pk__in=rows.values()).values_list("pk", flat=True))
    free = {number: row for number, row in rows.items() if row not in taken and row <= last + MOST_AHEAD}
    Number.objects.bulk_create([Number(pk=row, given_at=at) for row in free.values()])
    _go_on_after_these()
    given = {number: number for number in free}
    for number in wanted:
        if number not in given:
            given[number] = refs.number_for(Number.objects.create(given_at=at).pk)
    return given


def owns(number: int, thing: models.Model) -> None:
    """Write down whose a number of `keep_or_give` is. One statement."""
    Number.objects.filter(pk=refs.row_of(number)).update(thing_label=thing._meta.label_lower, thing_key=thing.pk)


def _go_on_after_these() -> None:
    """PostgreSQL counts on where it was, whatever rows were added by hand; SQLite goes by the last row."""
    for statement in connection.ops.sequence_reset_sql(no_style(), [Number]):
        with connection.cursor() as cursor:
            cursor.execute(statement)
