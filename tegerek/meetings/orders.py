"""The order to hold a meeting: its number and day in the office's own journal, and that it was signed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from tegerek.journal.actions import record
from tegerek.lib.dates import local_day
from tegerek.lib.errors import CHANGED, Refusal, Stale
from tegerek.lib.text import mended, one_line
from tegerek.meetings.models import Meeting, Order
from tegerek.people.models import Post, User


@dataclass(frozen=True)
class OrderWords:
    """Number and day as they stand on the order; signed_on, signed_post: when and by which post, None and "" before."""

    number: str = ""
    dated: date | None = None
    signed_on: date | None = None
    signed_post: str = ""


@transaction.atomic
def record_order(meeting: Meeting, words: OrderWords, *, seen: int, by: User | None, now: datetime) -> Order:
    """Keep what is known of the order. Journals order.recorded. seen: the version read before, 0 for none.

    Raises Refusal for a signature without its post or on a day that has not come; Stale.
    """
    if (words.signed_on is None) != (words.signed_post == ""):
        raise Refusal(_("Say both: on which day it was signed, and by which post. Or neither."))
    if words.signed_on is not None and words.signed_on > local_day(now):
        raise Refusal(_("The day of the signature has not come yet."))
    columns = {
        "number": one_line(mended(words.number))[:60],
        "dated": words.dated,
        "signed_on": words.signed_on,
        "signed_post": Post(words.signed_post) if words.signed_post else "",
        "recorded_at": now,
        "recorded_by": by,
    }
    if seen == 0:
        _begin(meeting, columns)
    elif not Order.objects.filter(meeting=meeting, version=seen).update(version=F("version") + 1, **columns):
        raise Stale(_(CHANGED))
    order = Order.objects.get(meeting=meeting)
    record("order.recorded", order, by=by.pk if by else None, at=now, signed_on=words.signed_on)
    return order


def _begin(meeting: Meeting, columns: Mapping[str, object]) -> None:
    try:
        with transaction.atomic():
            Order.objects.create(meeting=meeting, **columns)
    except IntegrityError:
        # Two people write it down for the first time: the second has not seen what the first one wrote.
        raise Stale(_(CHANGED)) from None
