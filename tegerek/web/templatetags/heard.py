"""Figures of many hearings, as people read them."""

from __future__ import annotations

from django import template

from tegerek.voices.outcomes import TotalLine

register = template.Library()


@register.filter
def grouped(number: int) -> str:
    """{{ n|grouped }}: thousands apart, by a space that does not break.

    >>> grouped(1477).replace("\\u00a0", " "), grouped(882)
    ('1 477', '882')
    """
    return f"{number:,}".replace(",", "\u00a0")


@register.filter
def figure(line: TotalLine, column: str) -> str:
    """{{ line|figure:column }}: a figure as the source gives it, a dash where it says nothing."""
    found = line.figures[column]
    return "–" if found is None else grouped(found)
