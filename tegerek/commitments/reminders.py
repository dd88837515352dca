"""Reminders are raised at night, told by whoever phones, and end by themselves. Each act is one transaction.

A machine that stood still for a week raises of each thing only the highest stage that it has reached meanwhile.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from tegerek.commitments.access import Scope, everything
from tegerek.commitments.due_sheets import Pressing, pressing
from tegerek.commitments.models import Reminder
from tegerek.journal.actions import record
from tegerek.lib.dates import local_day
from tegerek.people.models import User

Thing = tuple[str, int, str]


def every_night(now: datetime) -> None:
    """What the night does: bring the reminders of every office up to the day. Safe to run twice."""
    raise_reminders(everything(), now=now)


@transaction.atomic
def raise_reminders(scope: Scope, *, now: datetime) -> int:
    """Bring the reminders of the scope up to the day; how many were raised. Journals reminder.raised for each.

    One open row for each thing, of the highest stage it has reached; what is done, moved, delayed or has gone on to a
    further stage ends. Run again nothing changes. Nineteen queries, and a few for each that changes.
    """
    due = {one.thing: one for one in pressing(scope, local_day(now))}
    kept = _end_what_changed(scope.reminders, due, now)
    new = [one for thing, one in due.items() if thing not in kept]
    return sum(_raise(one, now) for one in new)


@transaction.atomic
def tell(scope: Scope, refs: Collection[str], *, by: User, now: datetime) -> int:
    """Write down that whoever is reminded of these was told; how many there were. Journals reminder.told for each.

    refs: as Pressing.ref. What the night has not raised yet is raised first; what was told before stays as it was.
    """
    raise_reminders(scope, now=now)
    rows = [row for row in _open(scope.reminders) if _ref(row) in refs and row.told_at is None]
    for row in rows:
        row.told_at, row.told_by = now, by
        row.save(update_fields=["told_at", "told_by"])
        record("reminder.told", row, by=by.pk, at=now, kind=row.kind, stage=row.stage)
    return len(rows)


@transaction.atomic
def untell(scope: Scope, refs: Collection[str], *, by: User, now: datetime) -> int:
    """Take back that they were told, where it was a mistake. Journals reminder.untold for each."""
    rows = [row for row in _open(scope.reminders) if _ref(row) in refs and row.told_at is not None]
    for row in rows:
        row.told_at, row.told_by = None, None
        row.save(update_fields=["told_at", "told_by"])
        record("reminder.untold", row, by=by.pk, at=now, kind=row.kind, stage=row.stage)
    return len(rows)


def _open(reminders: QuerySet[Reminder]) -> list[Reminder]:
    """Those that hold, kept from others until the act is over. One query."""
    return list(reminders.filter(ended_at=None).select_for_update(of=("self",)).order_by("pk"))


def _end_what_changed(reminders: QuerySet[Reminder], due: Mapping[Thing, Pressing], now: datetime) -> set[Thing]:
    """End what holds no more; the things whose reminder still says the truth."""
    kept, over = set(), []
    for row in _open(reminders):
        thing = (row.kind, row.key, row.step)
        one = due.get(thing)
        if one is not None and (one.due_on, one.stage) == (row.due_on, row.stage):
            kept.add(thing)
            _hand_on(row, one)
        else:
            over.append(row.pk)
    Reminder.objects.filter(pk__in=over).update(ended_at=now)
    return kept


def _hand_on(row: Reminder, one: Pressing) -> None:
    """Another post answers for it since: it is to be told."""
    if (row.to_post, row.to_body_id) != (one.to_post, one.to_body):
        row.to_post, row.to_body_id, row.told_at, row.told_by = one.to_post, one.to_body, None, None
        row.save(update_fields=["to_post", "to_body", "told_at", "told_by"])


def _raise(one: Pressing, now: datetime) -> bool:
    """Whether it was raised here. A stage that was reached once before, and left by a delay, is opened again.

    Another worker may raise the same at the same moment: then the table has it, and this one has nothing to do.
    """
    fresh = {
        "office_id": one.office,
        "place_id": one.place,
        "to_post": one.to_post,
        "to_body_id": one.to_body,
        "raised_at": now,
        "told_at": None,
        "told_by": None,
        "ended_at": None,
    }
    row, is_new = Reminder.objects.get_or_create(
        kind=one.kind, key=one.key, step=one.step, due_on=one.due_on, stage=one.stage, defaults=fresh
    )
    if not is_new and not Reminder.objects.filter(pk=row.pk, ended_at__isnull=False).update(**fresh):
        return False
    record("reminder.raised", row, by=None, at=now, kind=one.kind, key=one.key, stage=one.stage, due_on=one.due_on)
    return True


def _ref(row: Reminder) -> str:
    return "-".join(filter(None, (row.kind, str(row.key), row.step)))
