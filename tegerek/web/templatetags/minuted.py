"""What an edition of minutes says, as the papers say it."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from tegerek.documents import minuted
from tegerek.documents.papers.minutes import edition_words as words_of_edition
from tegerek.minutes.edition_sheets import Copy, CopyItem, CopyPassage
from tegerek.web.context import NAMES

register = template.Library()


@register.filter
def frozen(body: bytes) -> SafeString:
    """{{ page.body|frozen }}: the main part of a page as it was rendered and kept when it was issued."""
    return mark_safe(body.decode())  # noqa: S308 - our own templates wrote it, and the database lets nobody change it


@register.filter
def head_rows(copy: Copy) -> tuple[tuple[str, str], ...]:
    """{% for name, value in copy|head_rows %}: what stands above the agenda; "–" for what nobody wrote down."""
    return tuple(minuted.head_rows(copy, _lang()))


@register.filter
def speaker(passage: CopyPassage) -> str:
    """{{ passage|speaker }}: the name and the post, or that it was a participant."""
    return minuted.speaker_words(passage, _lang())


@register.filter
def kind_word(passage: CopyPassage) -> str:
    """{{ passage|kind_word }}: asked, proposed; "" for what was simply heard."""
    return "" if passage.kind == "heard" else str(minuted.KINDS[passage.kind])


@register.filter
def vote_words(item: CopyItem) -> str:
    """{{ item|vote_words }}: the hands raised, and what came of it."""
    return minuted.vote_words(item, _lang())


@register.filter
def decided_points(item: CopyItem) -> tuple[str, ...]:
    """{% for point in item|decided_points %}: «1.1. …»."""
    return minuted.points(item, _lang())


@register.filter
def edition_words(copy: Copy) -> str:
    """{{ copy|edition_words }}: which edition it is, and of which day."""
    return words_of_edition(copy, _lang())


@register.filter
def language_name(lang: str) -> str:
    """{{ file.lang|language_name }}: by its own name."""
    return NAMES.get(lang, lang)


def _lang() -> str:
    return get_language() or "ky"
