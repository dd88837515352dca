"""The night: what is past its keep-until day goes, and leaves a record without a name."""

from __future__ import annotations

import logging
from collections import Counter
from datetime import date, datetime
from typing import TypeVar

from django.db.models import QuerySet

from tegerek.lib.dates import local_day
from tegerek.lib.errors import Refusal
from tegerek.people import erasing, ledger, wiping
from tegerek.people.models import Card, Erasure, Person
from tegerek.people.own import destroy_cards

log = logging.getLogger(__name__)

Dated = TypeVar("Dated", Person, Card)


def destroy_expired(*, now: datetime) -> Counter[str]:
    """Erase every card past its keep-until day, and public cards past theirs. How many of which kind.

    Each person in a transaction of their own: one that cannot be erased stops no other, and is tried again tomorrow.
    Safe to repeat. Afterwards the ledger is completed; the database is cleaned, once, if anybody went or an earlier
    cleaning did not come to its end. Scans and other files go with files.sweeping.
    """
    today, gone = local_day(now), Counter[str]()
    for person in list(_past(Person.objects.filter(erased_at=None), today)):
        gone["person"] += _erased(person, now)
    gone["public_card"] += destroy_cards(list(_past(Card.objects.all(), today)), by=None, now=now)
    if any(gone.values()) or wiping.is_due():
        erasing.finish()
    else:
        # A folder for ledgers may have been away when the last one was erased.
        ledger.write_down()
    return gone


def _past(rows: QuerySet[Dated], today: date) -> QuerySet[Dated]:
    """Those whose last day, the day itself included, is over."""
    return rows.filter(keep_until__lt=today).order_by("pk")


def _erased(person: Person, now: datetime) -> int:
    try:
        erasing.erase(person, reason=Erasure.Reason.EXPIRED, by=None, now=now, finishing=False)
    except Refusal:
        # The sentence is for a person; at night the key is enough to look it up.
        log.warning("person %s could not be erased tonight", person.pk)
        return 0
    return 1
