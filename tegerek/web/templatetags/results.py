"""What came of a meeting, as the papers say it."""

from __future__ import annotations

from django import template
from django.utils.translation import get_language

from tegerek.documents import outcomes
from tegerek.meetings.closing_sheets import ClosingSheet, ResultLine
from tegerek.procedures.rules import Votes

register = template.Library()


@register.filter
def came_sentence(sheet: ClosingSheet) -> str:
    """{{ sheet|came_sentence }}: how many took part."""
    return outcomes.came_sentence(sheet)


@register.filter
def count_rows(sheet: ClosingSheet) -> tuple[tuple[str, str], ...]:
    """{% for name, value in sheet|count_rows %}: who came, only what was counted."""
    return outcomes.count_rows(sheet, get_language() or "ky")


@register.filter
def votes_words(line: ResultLine) -> str:
    """{{ line|votes_words }}: hands raised; "" where nothing was put to the vote."""
    return outcomes.votes_words(line)


@register.filter
def hands_words(votes: Votes) -> str:
    """{{ votes|hands_words }}: hands raised for, against and abstained."""
    return outcomes.hands_words(votes)


@register.filter
def verdict_word(line: ResultLine) -> str:
    """{{ line|verdict_word }}: carried, not carried, not known, or the option that won."""
    return outcomes.verdict_word(line, get_language() or "ky")


@register.filter
def quorum_word(is_met: bool | None) -> str:
    """{{ sheet.quorum.is_met|quorum_word }}"""
    return outcomes.quorum_word(is_met)
