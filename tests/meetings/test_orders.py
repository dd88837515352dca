"""The order to hold a meeting, written down once it is signed."""

from datetime import date

import pytest

from tegerek.demo.moments import TODAY
from tegerek.demo.world import World
from tegerek.journal.models import Entry
from tegerek.lib.errors import Refusal
from tegerek.meetings.models import Order
from tegerek.meetings.orders import Signed, sign_order
from tegerek.people.models import Post

DAY = date(2026, 3, 5)


def test_an_order_written_down_again_stands_once_with_the_new_words(world: World) -> None:
    meeting, by = world.gatherings.called, world.cast.clerk.user

    sign_order(meeting, Signed("12", DAY, DAY, Post.AO_HEAD), by=by, now=TODAY)
    sign_order(meeting, Signed("12-а", DAY, date(2026, 3, 6), Post.AO_HEAD), by=by, now=TODAY)

    kept = Order.objects.get(meeting=meeting)
    assert (kept.number, kept.dated, kept.signed_on, kept.version) == ("12-а", DAY, date(2026, 3, 6), 2)


def test_the_journal_keeps_the_post_and_the_day_but_not_the_number(world: World) -> None:
    meeting, by = world.gatherings.called, world.cast.clerk.user

    sign_order(meeting, Signed("№ 12", DAY, DAY, Post.AO_HEAD), by=by, now=TODAY)

    entry = Entry.objects.filter(verb="order.signed").latest("pk")
    assert entry.refs == {"post": "ao_head", "on": "2026-03-05"}


@pytest.mark.parametrize(
    ("dated", "on"), [(DAY, date(2026, 3, 7)), (date(2026, 3, 7), DAY), (date(2026, 3, 6), date(2026, 3, 5))]
)
def test_days_that_cannot_be_are_refused(world: World, dated: date, on: date) -> None:
    signed = Signed("12", dated, on, Post.AO_HEAD)

    with pytest.raises(Refusal):
        sign_order(world.gatherings.called, signed, by=None, now=TODAY)
