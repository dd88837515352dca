"""Figures of tests and evaluations, as people read them."""

from __future__ import annotations

from django import template
from django.utils.translation import get_language

register = template.Library()


@register.filter
def tenths(number: int | None) -> str:
    """{{ gain.before|tenths }}: 458 is 45,8; a whole number stays whole."""
    return "" if number is None else _decimal(number, 10)


@register.filter
def signed_tenths(number: int | None) -> str:
    """{{ gain.points|signed_tenths }}: with its sign, for what was gained or lost."""
    if number is None:
        return ""
    return f"+{_decimal(number, 10)}" if number > 0 else _decimal(number, 10)


@register.filter
def hundredths(number: int | None) -> str:
    """{{ scale.mean|hundredths }}: 440 is 4,4."""
    return "" if number is None else _decimal(number, 100)


def _decimal(number: int, of: int) -> str:
    """A number with the comma of Kyrgyz and Russian or the point of English, and a minus that is one.

    >>> _decimal(-375, 10) in ("−37,5", "−37.5"), _decimal(500, 10)
    (True, '50')
    """
    whole, rest = divmod(abs(number), of)
    digits = f"{rest:0{len(str(of)) - 1}}".rstrip("0")
    mark = "." if (get_language() or "ky").startswith("en") else ","
    return ("−" if number < 0 else "") + (f"{whole}{mark}{digits}" if digits else str(whole))
