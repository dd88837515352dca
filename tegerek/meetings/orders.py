"""The order to hold a meeting: the number and day that the office gave it, and by which post it was signed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from tegerek.journal.actions import record
from tegerek.lib.dates import local_day
from tegerek.lib.errors import Refusal
from tegerek.lib.text import one_line
from tegerek.meetings.models import Meeting, Order
from tegerek.people.models import Post, User

NUMBER_LETTERS = 60


@dataclass(frozen=True)
class Signed:
    """What stands on a signed order. number: the office's own, as it is printed; post: of whoever signed."""

    number: str
    dated: date
    on: date
    post: Post


@transaction.atomic
def sign_order(meeting: Meeting, signed: Signed, *, by: User | None, now: datetime) -> Order:
    """Write down that the order was signed; written again, the new words stand. Journals order.signed.

    Raises Refusal for a day to come, and for an order signed before its own day.
    """
    if max(signed.on, signed.dated) > local_day(now):
        raise Refusal(_("That day has not come yet. Enter the day on which it was done."))
    if signed.on < signed.dated:
        raise Refusal(_("An order cannot be signed before its own day. Check the two days."))
    columns = {
        "number": one_line(signed.number)[:NUMBER_LETTERS],
        "dated": signed.dated,
        "signed_on": signed.on,
        "signed_post": signed.post,
        "recorded_at": now,
        "recorded_by": by,
    }
    order, is_new = Order.objects.get_or_create(meeting=meeting, defaults=columns)
    if not is_new:
        Order.objects.filter(pk=order.pk).update(version=F("version") + 1, **columns)
        order.refresh_from_db()
    key = by.pk if by else None
    record("order.signed", meeting, by=key, at=now, post=signed.post.value, on=signed.on)
    return order
