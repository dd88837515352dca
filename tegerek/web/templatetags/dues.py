"""What is near its day or past it, as the papers say it."""

from __future__ import annotations

from datetime import date

from django import template
from django.urls import reverse
from django.utils.translation import get_language

from tegerek.commitments.due_sheets import DueGroup, Pressing
from tegerek.documents import dues

register = template.Library()
DESK = {"answer": "desk:answer", "commitment": "desk:commitment", "step": "desk:meeting"}
PUBLIC = {"answer": "questions", "commitment": "decisions", "step": "meetings"}


@register.filter
def due_words(thing: Pressing, today: date) -> str:
    """{{ line.thing|due_words:today }}: "3 days left"."""
    return dues.due_sentence(thing, today)


@register.filter
def due_kind(thing: Pressing) -> str:
    """{{ line.thing|due_kind }}: "answer"."""
    return dues.kind_words(thing)


@register.filter
def reminded(group: DueGroup) -> str:
    """{{ group|reminded }}: who is to be reminded."""
    return dues.to_words(group, get_language() or "ky")


@register.filter
def desk_address(thing: Pressing) -> str:
    """{{ line.thing|desk_address }}: where it is worked on."""
    return reverse(DESK[thing.kind], args=[thing.key])


@register.filter
def public_address(thing: Pressing) -> str:
    """{{ thing|public_address }}: where everybody reads it; "" where it has no number."""
    lang = get_language() or "ky"
    return f"/{lang}/{PUBLIC[thing.kind]}/{thing.number}/" if thing.number else ""
