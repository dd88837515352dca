"""What became of a decision, as the papers say it."""

from __future__ import annotations

from django import template
from django.utils.translation import get_language

from tegerek.commitments.rules import State
from tegerek.commitments.sheets import CommitmentLine, CommitmentSheet, CouncilLine, Words
from tegerek.documents import measures

register = template.Library()


@register.filter
def decision_state(state: str) -> str:
    """{{ state|decision_state }}: its name."""
    return measures.state_word(state)


@register.filter
def state_words(line: CommitmentLine) -> str:
    """{{ line|state_words }}: the state with its days."""
    return measures.state_sentence(line, _lang())


@register.filter
def state_look(line: CommitmentLine) -> str:
    """{{ line|state_look }}: the look of its note: "late", "good" or none."""
    return "late" if line.is_overdue else "good" if line.state is State.DONE else ""


@register.filter
def who_answers(line: CommitmentLine) -> str:
    """{{ line|who_answers }}: post or body, or that nobody was named."""
    return measures.who_words(line, _lang())


@register.filter
def due_by(line: CommitmentLine) -> str:
    """{{ line|due_by }}: the day, or that none was set."""
    return measures.due_words(line, _lang())


@register.filter
def money_of(sheet: CommitmentSheet) -> str:
    """{{ sheet|money_of }}: how much and from where; "" where neither is known."""
    return measures.money_words(sheet, _lang())


@register.filter
def council_said(council: CouncilLine | None) -> str:
    """{{ sheet.council|council_said }}"""
    return measures.council_words(council, _lang())


@register.filter
def residents_said(words: Words) -> str:
    """{{ sheet.words|residents_said }}: "" where nobody said anything."""
    return measures.residents_words(words)


@register.filter
def word_said(word: str) -> str:
    """{{ views.monitors.word|word_said }}: done, done in part, not done."""
    return measures.word_words(word)


@register.filter
def origin_name(origin: str) -> str:
    """{{ sheet.origin|origin_name }}"""
    return str(measures.ORIGINS[origin])


def _lang() -> str:
    return get_language() or "ky"
