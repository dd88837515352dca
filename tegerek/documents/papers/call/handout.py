"""The hand-out: half a page of what, why and how for each step of calling a meeting, two to a sheet."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from tegerek.documents.papers.call.common import call_paper
from tegerek.documents.papers.parts import Heading, Lead, Line, Paper, Part, Prose, Section, langs_of
from tegerek.documents.plain import plain
from tegerek.lib.dates import local_day
from tegerek.meetings.call_sheets import CallSheet
from tegerek.procedures.guide import HalfPage, guide, rests_on
from tegerek.procedures.words import cited

A_SHEET = 2  # half pages


def handout_papers(sheet: CallSheet, lang: str) -> tuple[Paper, ...]:
    """Every half page in the order of the steps, language after language."""
    pages = guide()
    sheets = [pages[n : n + A_SHEET] for n in range(0, len(pages), A_SHEET)]
    return tuple(_sheet(sheet, one, two, n) for one in langs_of(lang) for n, two in enumerate(sheets, start=1))


def _sheet(sheet: CallSheet, lang: str, pages: tuple[HalfPage, ...], n: int) -> Paper:
    with override(lang):
        name = pgettext("paper", "Hand-out")
        parts = [part for page in pages for part in _half_page(page, sheet, lang)]
        return call_paper(sheet, lang, name, (Heading((f"{name} {n}",)), *parts))


def _half_page(page: HalfPage, sheet: CallSheet, lang: str) -> Iterator[Part]:
    yield Section(plain(page.title, lang))
    heads = (
        (pgettext("hand-out", "What"), page.what),
        (pgettext("hand-out", "Why"), page.why),
        (pgettext("hand-out", "How"), page.how),
    )
    for head, texts in heads:
        yield Lead(head)
        yield Prose(tuple(plain(text, lang) for text in texts))
    rules = rests_on(page, local_day(sheet.changed_at), sheet.own)
    sources = dict.fromkeys(plain(cited(rule), lang) for rule in rules)
    if sources:
        yield Line(_("It rests on: %(rules)s.") % {"rules": "; ".join(sources)})
