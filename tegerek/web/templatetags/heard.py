"""Figures of many hearings, as people read them."""

from __future__ import annotations

from django import template

from tegerek.documents.heard import figure_names
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
def figures(line: TotalLine) -> str:
    """{{ line|figures }}: a line of totals as the source gives it; what it does not say is left out."""
    said = ((name, line.figures[column]) for column, name in figure_names().items())
    return "; ".join(f"{name} – {grouped(found)}" for name, found in said if found is not None)
