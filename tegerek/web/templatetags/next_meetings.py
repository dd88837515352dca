"""Next meetings in words, as the papers say them."""

from __future__ import annotations

from django import template
from django.utils.translation import get_language, pgettext

from tegerek.documents import next_meetings as words
from tegerek.lib.rough_days import RoughDay, rough_day_in_words
from tegerek.programmes.comparing import Side
from tegerek.programmes.next_sheets import CallLine, Fact, Known, NextLine, NextTold, Step

register = template.Library()


@register.filter
def meant(line: NextLine) -> str:
    """{{ line|meant }}: "assembly · May 2026 · the school · water"."""
    return words.meant_words(line, _lang())


@register.filter
def step_name(step: Step) -> str:
    """{{ step|step_name }}: "Held"."""
    return words.step_name(step)


@register.filter
def fact_words(fact: Fact) -> str:
    """{{ fact|fact_words }}: "14.05.2026"."""
    return words.fact_words(fact)


@register.filter
def fact_source(fact: Fact) -> str:
    """{{ fact|fact_source }}: "by telephone, 03.06.2026"."""
    return words.source_words(fact)


@register.filter
def line_note(line: NextLine) -> str:
    """{{ line|line_note }}: what must be known of it, or ""."""
    return words.line_note(line)


@register.filter
def call_words(call: CallLine) -> str:
    """{{ line.last_call|call_words }}: "03.06.2026: nobody was reached."."""
    return words.outcome_words(call)


@register.filter
def call_due(months: int) -> str:
    """{{ line.due|call_due }}: "3 months after the seminar"."""
    return words.due_words(months)


@register.filter
def known_words(known: Known) -> str:
    """{{ known|known_words }}: "12 of 20 (3 not known)"."""
    return words.known_words(known)


@register.filter
def meeting_kind(slug: str) -> str:
    """{{ line.kind|meeting_kind }}: the name of the kind."""
    return words.kind_name(slug, _lang())


@register.filter
def rough_day(day: RoughDay | None) -> str:
    """{{ line.around|rough_day }}: "May 2026", or that it is not known."""
    return rough_day_in_words(day, _lang()) if day else pgettext("a day", "not known")


@register.filter
def next_sentences(told: NextTold) -> tuple[str, ...]:
    """{{ told|next_sentences }}: what everybody may read of it."""
    return words.told_sentences(told, _lang())


@register.filter
def side_words(side: Side) -> str:
    """{{ measure.before|side_words }}: "sum 96, known of 3 of 5"; of nothing known, that nobody knows."""
    if not side.known:
        return pgettext("a number", "not known")
    told = {"total": side.total, "known": side.known, "of": side.of}
    return pgettext("a number", "%(total)d in all; known of %(known)d of %(of)d") % told


def _lang() -> str:
    return get_language() or "ky"
