"""Who may get a certificate: facts of the day in, the answer and its reason out."""

from __future__ import annotations

from enum import StrEnum


class Why(StrEnum):
    """Why somebody gets no certificate. Each is a fact, none a judgement."""

    UNTICKED = "unticked"
    ABSENT = "absent"
    TOO_SHORT = "too_short"
    ERASED = "erased"


def halves_there(morning: bool | None, afternoon: bool | None) -> int:
    """In how many halves of the day somebody was ticked present; what nobody ticked counts for nothing.

    >>> halves_there(True, True), halves_there(True, None), halves_there(None, None)
    (2, 1, 0)
    """
    return int(bool(morning)) + int(bool(afternoon))


def why_none(*, morning: bool | None, afternoon: bool | None, halves: int) -> Why | None:
    """Why the ticks of one person do not reach what the programme asks for; None if they do.

    halves: how many halves of the day are asked for, 1 or 2.

    >>> why_none(morning=True, afternoon=False, halves=1), why_none(morning=None, afternoon=None, halves=1)
    (None, <Why.UNTICKED: 'unticked'>)
    >>> why_none(morning=True, afternoon=False, halves=2), why_none(morning=False, afternoon=False, halves=1)
    (<Why.TOO_SHORT: 'too_short'>, <Why.ABSENT: 'absent'>)
    """
    if morning is None and afternoon is None:
        return Why.UNTICKED
    there = halves_there(morning, afternoon)
    if not there:
        return Why.ABSENT
    return None if there >= halves else Why.TOO_SHORT


def number_of(series: str, year: int, serial: int) -> str:
    """The number as printed.

    >>> number_of("АА", 2026, 7)
    'АА-2026-0007'
    """
    return f"{series}-{year}-{serial:04}"
