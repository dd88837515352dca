"""What a rule is and weighs, in words, for whoever reads a page."""

from __future__ import annotations

from django import template

from tegerek.lib.said import Said
from tegerek.procedures.terms import Rank
from tegerek.procedures.words import RANKS

register = template.Library()


@register.filter
def rank(value: int | None) -> Said:
    """{{ turn.despite_rank|rank|said }}: "method instruction, a recommendation"; nothing where none was kept."""
    return RANKS[Rank(value)] if value else Said()
