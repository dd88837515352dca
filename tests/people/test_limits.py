"""Tries at secrets are counted in the database, by address and by account, and forgotten in time."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tegerek.people.limits import KEPT_HOURS, LIMITS, OF_ADDRESS, Counter
from tegerek.people.models import Try
from tests.meetings.rows import NOW


@pytest.mark.parametrize("what", ["password", "pin", "own_password"])
def test_an_account_is_tried_so_often_and_then_again_after_its_minutes(db: None, what: str) -> None:
    limit = LIMITS[what]
    tries = [Counter.of(what, address=f"192.0.2.{n}", account="clerk").take(NOW) for n in range(limit.tries + 2)]

    later = Counter.of(what, address="192.0.2.1", account="clerk").take(NOW + timedelta(minutes=limit.minutes))

    assert (tries, later) == ([True] * limit.tries + [False, False], True)


def test_an_address_is_held_up_whatever_account_it_tries_and_others_are_not(db: None) -> None:
    for n in range(OF_ADDRESS.tries):
        Counter.of("password", address="192.0.2.1", account=f"n{n}").take(NOW)

    same, other = (
        Counter.of("password", address=address, account="new").take(NOW) for address in ("192.0.2.1", "192.0.2.2")
    )

    assert (same, other) == (False, True)


def test_a_right_try_does_not_count_and_wipes_no_wrong_one(db: None) -> None:
    counter = Counter.of("password", address="192.0.2.1", account="clerk")
    for minute in range(3):
        counter.take(NOW - timedelta(seconds=minute + 1))
    counter.take(NOW)

    counter.give_back(NOW)

    assert Try.objects.filter(what="password").count() == 3


def test_a_try_too_many_adds_no_row_and_old_rows_go(db: None) -> None:
    counter = Counter.of("setup", address="192.0.2.1")
    for _ in range(20):
        counter.take(NOW)
    rows = Try.objects.count()

    counter.take(NOW + timedelta(hours=KEPT_HOURS, seconds=1))

    assert (rows, Try.objects.count()) == (2 * LIMITS["setup"].tries, 2)


def test_neither_an_address_nor_an_account_stands_in_the_table(db: None) -> None:
    Counter.of("password", address="192.0.2.77", account="+996000123456").take(NOW)

    written = str(list(Try.objects.values()))

    assert [text in written for text in ("192.0.2.77", "996000123456")] == [False, False]


def test_a_slow_guesser_is_stopped_by_the_limit_of_the_day(db: None) -> None:
    counter = Counter.of("pin", address="192.0.2.1", account="seat", daily="pin_of_day")

    tries = [counter.take(NOW + timedelta(minutes=10 * n)) for n in range(LIMITS["pin_of_day"].tries + 1)]

    assert (tries.count(True), tries[-1]) == (LIMITS["pin_of_day"].tries, False)
