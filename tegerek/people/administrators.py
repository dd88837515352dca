"""No office is ever left without an administrator, not even when two of them end each other at once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from tegerek.lib.errors import Refusal
from tegerek.people.actions import hold_cards
from tegerek.people.models import Grant, Role


def check_administered(leaving: Iterable[Grant], *, gone_from: date) -> None:
    """Raises Refusal if an office would be left without an administrator once these grants hold no longer.

    gone_from: the first day without them. A grant that begins later counts from its own first day. Holds the offices
    until the transaction ends. Two queries for each grant of an administrator.
    """
    theirs = sorted((held for held in leaving if held.role == Role.ADMINISTRATOR), key=lambda held: held.office_id)
    keys = [held.pk for held in theirs]
    for held in theirs:
        day = max(gone_from, held.since)
        hold_cards(held.office_id)
        if held.is_in_force(day) and not _administering(held.office_id, day).exclude(pk__in=keys).exists():
            raise Refusal(_("The office would be left without an administrator. Name another one first."))


def _administering(office: int, day: date) -> QuerySet[Grant]:
    """The grants of those who administer an office on a day and can sign in."""
    rows = Grant.objects.filter(role=Role.ADMINISTRATOR, office=office, user__is_active=True, since__lte=day)
    return rows.filter(Q(until=None) | Q(until__gte=day))
