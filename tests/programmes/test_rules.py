"""Which seminars a change is for, and what a coordinator should look at."""

from __future__ import annotations

from datetime import date

import pytest

from tegerek.programmes.rules import Doubt, Place, Scope, chosen, doubts

ONE, TWO, THREE = date(2026, 4, 7), date(2026, 4, 8), date(2026, 4, 9)
# Not in order of day: 3 is the first, 1 and 2 share a day, nobody knows the day of 4.
SERIES = [Place(1, TWO, 10), Place(2, TWO, 11), Place(3, ONE, 12), Place(4, None, 13)]


@pytest.mark.parametrize(
    ("key", "scope", "keys"),
    [
        (1, Scope.THIS, [1]),
        (1, Scope.FOLLOWING, [1, 2, 4]),
        (3, Scope.FOLLOWING, [1, 2, 3, 4]),
        (4, Scope.FOLLOWING, [4]),
        (4, Scope.THIS, [4]),
        (4, Scope.ALL, [1, 2, 3, 4]),
    ],
)
def test_a_change_reaches_this_one_the_following_or_all(key: int, scope: Scope, keys: list[int]) -> None:
    assert chosen(SERIES, key, scope) == keys


@pytest.mark.parametrize(
    ("series", "found"),
    [
        ([], ()),
        ([Place(1, ONE, 10), Place(2, TWO, 11)], ()),
        ([Place(1, None, 10)], (Doubt("no_day", (1,)),)),
        ([Place(1, ONE, None)], (Doubt("no_hall", (1,)),)),
        ([Place(1, ONE, 10), Place(2, ONE, 11), Place(3, TWO, 12)], (Doubt("same_day", (1, 2), ONE),)),
        ([Place(1, ONE, 10), Place(2, TWO, 10)], (Doubt("same_hall", (1, 2)),)),
        ([Place(1, THREE, 10)], (Doubt("day_off", (1,), THREE),)),
        (
            [Place(1, None, None), Place(2, None, None)],
            tuple(Doubt(c, (k,)) for c in ("no_day", "no_hall") for k in (1, 2)),
        ),
    ],
)
def test_a_series_is_doubted_where_somebody_should_look(series: list[Place], found: tuple[Doubt, ...]) -> None:
    assert doubts(series, is_day_off=lambda day: day == THREE) == found


@pytest.mark.parametrize(
    ("first", "last", "codes"),
    [
        (None, None, []),
        (TWO, TWO, []),
        (None, ONE, ["outside_period"]),
        (THREE, None, ["outside_period"]),
        (ONE, THREE, []),
    ],
)
def test_a_day_outside_the_stated_period_is_doubted(first: date | None, last: date | None, codes: list[str]) -> None:
    found = doubts([Place(1, TWO, 10)], is_day_off=lambda _day: False, first_day=first, last_day=last)

    assert [doubt.code for doubt in found] == codes
