"""How it is said at the desk what is odd in a row of a table of questions, and what became of the table."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy, pgettext

from tegerek.voices.brought.judging import (
    ASKED,
    CHANGED,
    DOUBLE,
    HERE,
    KNOWN,
    NEW,
    OUT,
    WRONG,
    Fault,
)
from tegerek.voices.brought.rows import VoiceTable

DONE = {
    NEW: ngettext_lazy("%d row was taken over.", "%d rows were taken over."),
    CHANGED: ngettext_lazy("%d row added to what stood.", "%d rows added to what stood."),
    KNOWN: ngettext_lazy("%d row was known already.", "%d rows were known already."),
    HERE: ngettext_lazy("%d row was put to a meeting here.", "%d rows were put to meetings here."),
    DOUBLE: ngettext_lazy("%d row stood twice in the table.", "%d rows stood twice in the table."),
    OUT: ngettext_lazy("%d row was left out.", "%d rows were left out."),
}


def column_labels() -> Mapping[str, str]:
    """Headings of the cells of a row, in their order."""
    return {
        "day": _("Day of the hearing"),
        "place": _("Place"),
        "about": _("What the hearing was about"),
        "slip": _("№ of the slip"),
        "kind": _("Question or proposal"),
        "text": pgettext("column", "Text"),
        "to": _("To whom"),
        "outcome": _("What became of the proposal"),
        "answer": _("Answer or reason"),
        "document": _("Document"),
    }


def state_word(status: str) -> str:
    """What a row would become, in a word or two."""
    return {
        NEW: pgettext("state of a row", "new"),
        CHANGED: pgettext("state of a row", "says more than what stands"),
        KNOWN: pgettext("state of a row", "known already"),
        HERE: pgettext("state of a row", "was put to a meeting here"),
        DOUBLE: pgettext("state of a row", "twice in the table"),
        ASKED: pgettext("state of a row", "a question"),
        WRONG: pgettext("state of a row", "to mend"),
        OUT: pgettext("state of a row", "left out"),
    }[status]


def sentence_of(fault: Fault) -> str:
    """What is wrong in a cell, or asked, and what to do."""
    sentences = {
        "no_day": _("Enter the day of the hearing, or leave the row out."),
        "bad_day": _("“%(found)s” is not a day of the calendar. Enter it like 24.05.2018."),
        "day_ahead": _("%(found)s lies ahead. Enter the day on which the hearing was held."),
        "no_place": _("Enter the place of the hearing, or leave the row out."),
        "unknown_place": _("No place “%(found)s” is known. Check the spelling, or write the raion with it."),
        "several_places": _("Several places are called “%(found)s”. Choose which one is meant."),
        "no_text": _("There are no words in it. Enter what was asked, or leave the row out."),
        "too_long": _("This is too long. Leave only what belongs in this cell."),
        "kind_unclear": _("Is it a question or a proposal? Choose."),
        "outcome_unclear": _("“%(found)s” does not say what became of the proposal. Choose one of the categories."),
        "hearing_here": _(
            "A meeting of this day and place is kept here itself. Is this another hearing, or missing there?"
        ),
        "slip_taken": _("Another row of this hearing has the same number with other words. Are both right?"),
    }
    return sentences[fault.code] % {"found": fault.found[:60]}


def note_sentences(table: VoiceTable) -> tuple[str, ...]:
    """What was mended or left out of the whole table."""
    known = {
        "legacy_letters": _("The table was typed in an old Kyrgyz font; ң, ө and ү were restored. Check the words."),
        "formula_empty": _("Some cells hold a formula without a result and were read as empty."),
        "sheet_hidden": _("A hidden sheet was not read. Show it and bring the file again if it belongs here."),
    }
    notes = [known[code] for code in table.notes if code in known]
    if table.has_askers:
        notes.append(_("Who asked is not taken over: names stand on no page."))
    if table.left_out:
        notes.append(_("These columns are not taken over: %(columns)s.") % {"columns": ", ".join(table.left_out)})
    return tuple(notes)


def done_sentences(counts: Mapping[str, int]) -> tuple[str, ...]:
    """What became of the rows so far."""
    return tuple(str(sentence % n) for status, sentence in DONE.items() if (n := int(counts.get(status, 0))))
