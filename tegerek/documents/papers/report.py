"""A yearly report on paper: to be handed out, and as a page for the board. Never a resident's name or words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from tegerek.commitments.report_sheets import ReportSheet
from tegerek.documents.papers.letter import letterhead_part
from tegerek.documents.papers.parts import (
    BLANK,
    Column,
    Facts,
    Heading,
    Large,
    Lead,
    Line,
    Paper,
    Part,
    Prose,
    Section,
    Signature,
    Table,
    Ticks,
)
from tegerek.documents.plain import paragraphs, plain, plain_line
from tegerek.documents.reports import (
    RATINGS,
    Chapter,
    Figure,
    about_words,
    as_of_words,
    chapters,
    meetings_sentence,
    questions_sentence,
    title_words,
    totals_sentence,
)
from tegerek.lib.text import excerpt
from tegerek.people.posts import post_said

# How high a capital stands on the board, in millimetres: what is said first, and the names of parts.
FIRST, PART = 5.5, 3.5
# The letters, in points: of a page held in the hand; of one on the board, and down to which size it goes for one page.
BODY, BOARD, LEAST = 11.5, 15.0, 11.5

# So many decisions that are not done stand on the board, each with so many letters; all of them stand in the report.
MOST, LETTERS = 15, 120


def report_paper(kind: str, sheet: ReportSheet, lang: str, made_at: datetime) -> Paper:
    """A paper of REPORTS in one language. Raises KeyError for a kind that is none."""
    with override(lang):
        title = title_words(sheet, lang)
        number = f"№ {sheet.number}" if sheet.number else _("draft")
        return Paper(
            lang=lang,
            title=title,
            author=plain(sheet.office.name, lang),
            changed_at=made_at,
            foot=" · ".join(filter(None, (title, plain_line(sheet.who), number))),
            pages=_("page {n} of {of}"),
            parts=tuple(REPORTS[kind](sheet, title, lang)),
            mark="" if sheet.number else pgettext("mark on paper", "DRAFT"),
            size=BOARD if kind == "board" else BODY,
            least=LEAST if kind == "board" else 0.0,
        )


def _report(sheet: ReportSheet, title: str, lang: str) -> Iterator[Part]:
    yield letterhead_part(sheet.head, lang)
    yield Heading((title,))
    yield Lead(about_words(sheet, lang))
    yield Prose((totals_sentence(sheet), as_of_words(sheet, lang)))
    for chapter in chapters(sheet, lang):
        yield from _chapter(chapter)
    own = paragraphs(sheet.own.in_(lang).text)
    if own:
        yield Large((_("In own words"),), PART)
        yield Prose(own)
    yield Ticks(_("Rating of those present"), tuple(str(name) for name in RATINGS.values()))
    yield _signature(sheet, lang)


def _chapter(chapter: Chapter) -> Iterator[Part]:
    yield Large((chapter.heading,), PART)
    if chapter.note:
        yield Prose((chapter.note,))
    if chapter.figures:
        yield Facts(tuple((one.label, one.value) for one in chapter.figures))
    for figure in chapter.figures:
        yield from _rows(figure)


def _rows(figure: Figure) -> Iterator[Part]:
    """The rows of a figure: questions by their numbers alone, all else as a table."""
    if not figure.rows:
        return
    if not any(row.text for row in figure.rows):
        yield Section(figure.label)
        yield Prose((", ".join(f"№ {row.number}" for row in figure.rows),))
        return
    heads = ((pgettext("column", "№"), 0.14), (pgettext("column", "What"), 0.48), (_("What is known"), 0.38))
    yield Table(
        title=figure.label,
        columns=tuple(Column((head,), share) for head, share in heads),
        rows=tuple((str(row.number), row.text, row.note) for row in figure.rows),
    )


def _board(sheet: ReportSheet, title: str, lang: str) -> Iterator[Part]:
    yield letterhead_part(sheet.head, lang)
    yield Heading((title,))
    yield Line(about_words(sheet, lang))
    yield Large((totals_sentence(sheet),), FIRST)
    first, *others = chapters(sheet, lang)
    for chapter in (first, *others):
        if not chapter.figures:
            continue
        yield Large((chapter.heading,), PART)
        yield Facts(tuple((one.label, one.value) for one in chapter.figures))
        if chapter is first:
            yield Prose(tuple(_on_board(chapter)))
    yield Prose(tuple(filter(None, (questions_sentence(sheet), meetings_sentence(sheet)))))
    yield Section(_("Where to ask"))
    office = (plain(sheet.office.name, lang), plain(sheet.office.address, lang), plain_line(sheet.office.phone))
    yield Prose((", ".join(filter(None, office)), as_of_words(sheet, lang)))


def _on_board(chapter: Chapter) -> Iterator[str]:
    """The first decisions that are not done, each on a line or two; how many more there are."""
    rows = [row for figure in chapter.figures for row in figure.rows if row.text]
    for row in rows[:MOST]:
        yield f"№ {row.number} {excerpt(row.text, LETTERS)}: {row.note}"
    if len(rows) > MOST:
        yield _("More of them stand in the report: %(n)d.") % {"n": len(rows) - MOST}


def _signature(sheet: ReportSheet, lang: str) -> Signature:
    if sheet.is_deputy:
        return Signature(plain(post_said("deputy"), lang), plain_line(sheet.who) or BLANK)
    return Signature(plain(sheet.head.signer_post, lang) or BLANK, plain(sheet.head.signer, lang) or BLANK)


REPORTS: dict[str, Callable[[ReportSheet, str, str], Iterator[Part]]] = {"report": _report, "board": _board}
