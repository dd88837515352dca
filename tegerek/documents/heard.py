"""Many hearings in words and tables: categories, figures of a source, what does not add up. In the active language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from tegerek.documents.plain import plain
from tegerek.documents.tables import Table
from tegerek.people.posts import post_said
from tegerek.procedures.kinds import kind as kind_of
from tegerek.voices.outcomes import SourceSheet
from tegerek.voices.sums import Mismatch

WORDS = {
    "accepted": pgettext_lazy("outcome of a proposal", "accepted"),
    "partly": pgettext_lazy("outcome of a proposal", "accepted in part"),
    "under_review": pgettext_lazy("outcome of a proposal", "under review"),
    "rejected": pgettext_lazy("outcome of a proposal", "rejected"),
    "reflected": pgettext_lazy("outcome of a proposal", "reflected in the budget or a plan"),
    "": pgettext_lazy("outcome of a proposal", "nothing said yet"),
}
NAMES = {
    "hearings": pgettext_lazy("figure of a source", "Hearings"),
    "people": pgettext_lazy("figure of a source", "People"),
    "questions": pgettext_lazy("figure of a source", "Questions"),
    "proposals": pgettext_lazy("figure of a source", "Proposals"),
    "accepted": pgettext_lazy("figure of a source", "Accepted"),
    "partly": pgettext_lazy("figure of a source", "Accepted in part"),
    "under_review": pgettext_lazy("figure of a source", "Under review"),
    "rejected": pgettext_lazy("figure of a source", "Rejected"),
    "reflected": pgettext_lazy("figure of a source", "Reflected in the budget or a plan"),
}
KINDS = {"question": gettext_lazy("question"), "proposal": gettext_lazy("proposal")}


def outcome_word(outcome: str) -> str:
    """What became of a proposal, in the words in which hearings publish it."""
    return str(WORDS[outcome])


def figure_names() -> Mapping[str, str]:
    """Names of the figures of a source, in their order."""
    return {column: str(name) for column, name in NAMES.items()}


def odd_sentence(odd: Mismatch, sheet: SourceSheet) -> str:
    """What does not add up, with both numbers as they are."""
    lines = [line for line in sheet.totals if not line.is_whole]
    numbers = {"parts": odd.parts, "whole": odd.whole, "figure": figure_names()[odd.column]}
    if odd.by == "outcomes":
        told = _("Does not add up: the outcomes make %(parts)d proposals, the source says %(whole)d.") % numbers
    elif lines:
        told = _("Does not add up, “%(figure)s”: the lines make %(parts)d, the source says %(whole)d.") % numbers
    else:
        told = _("Does not add up, “%(figure)s”: the rows make %(parts)d, the source says %(whole)d.") % numbers
    name = lines[odd.line].name if odd.line is not None and odd.line < len(lines) else ""
    return f"{name}: {told[:1].lower()}{told[1:]}" if name else told


def rows_table(rows: Iterable[tuple[Any, ...]], lang: str) -> Table:
    """Every question and proposal as a table that can be brought in again: its columns are those that are read."""
    columns = (
        _("Day of the hearing"),
        pgettext("column", "Place"),
        _("What the hearing was about"),
        _("№ of the slip"),
        _("Question or proposal"),
        pgettext("column", "Text"),
        _("To whom"),
        _("What became of the proposal"),
        _("Answer or reason"),
        _("Document"),
    )
    return Table(_("Questions and proposals"), columns, tuple(_row(row, lang) for row in rows), texts=len(columns))


def _row(row: tuple[Any, ...], lang: str) -> tuple[str, ...]:
    day, place, about, slip, kind, text, post, outcome, said, document, is_answered = row
    answered = pgettext("state of a question", "answered") if is_answered and kind == "question" else ""
    return (
        day.isoformat() if isinstance(day, date) else "",
        plain(place, lang),
        plain(kind_of(about).name, lang),
        slip,
        str(KINDS[kind]),
        plain(text, lang),
        plain(post_said(post), lang) if post else "",
        outcome_word(outcome) if outcome else answered,
        plain(said, lang),
        plain(document, lang),
    )
