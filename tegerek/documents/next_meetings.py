"""How far the next meetings are, in words: the same on pages and papers."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override, pgettext

from tegerek.documents.plain import plain, plain_line
from tegerek.lib.dates import day_in_words, day_short
from tegerek.lib.numbers import so_many_of
from tegerek.lib.rough_days import rough_day_in_words
from tegerek.procedures.kinds import all_kinds
from tegerek.programmes.next_sheets import CallLine, Fact, Known, NextLine, NextTold, Source, Step


def kind_name(kind: str, lang: str) -> str:
    """The name of a kind of meeting by its slug; "" where it is not known."""
    found = all_kinds().get(kind)
    return plain(found.name, lang) if found else ""


def meant_words(line: NextLine, lang: str) -> str:
    """What the next meeting was meant to be, in one row: kind, day, place, subject; "" where nothing is written."""
    day = rough_day_in_words(line.around, lang) if line.around else ""
    parts = (kind_name(line.kind, lang), day, plain_line(line.where), plain(line.subject, lang))
    return " · ".join(part for part in parts if part)


def step_name(step: Step) -> str:
    """The head of its column."""
    return {
        Step.CALLED: pgettext("column of next meetings", "Called"),
        Step.HELD: pgettext("column of next meetings", "Held"),
        Step.CLOSED: pgettext("column of next meetings", "Closed"),
        Step.MINUTED: pgettext("column of next meetings", "Minutes public"),
        Step.ANSWERED: pgettext("column of next meetings", "Questions answered"),
    }[step]


def step_question(step: Step) -> str:
    """What is asked about it on the phone."""
    return {
        Step.CALLED: _("Was it called: did people hear of its day?"),
        Step.HELD: _("Was it held?"),
        Step.CLOSED: _("Was its result written down?"),
        Step.MINUTED: _("Can everybody read its minutes?"),
        Step.ANSWERED: _("Were the questions of the people answered?"),
    }[step]


def fact_words(fact: Fact) -> str:
    """Yes, no or not known; with its day where it is known."""
    if fact.is_so is None:
        return pgettext("a step of a next meeting", "not known")
    if not fact.is_so:
        return pgettext("a step of a next meeting", "not yet")
    if fact.on and fact.source != Source.PHONE:
        return day_short(fact.on)
    return pgettext("a step of a next meeting", "yes")


def source_words(fact: Fact) -> str:
    """From where it is known; "" for the record of the meeting itself, and where nobody knows."""
    if fact.source == Source.PHONE and fact.on:
        return _("by telephone, %(day)s") % {"day": day_short(fact.on)}
    return _("written down from paper") if fact.source == Source.PAPER else ""


def line_note(line: NextLine) -> str:
    """What must be known of a meeting that counts for nothing, or of an office that still has to show it; else ""."""
    if line.is_rehearsal:
        return _("The office chose a rehearsal: it is not counted.")
    if line.is_cancelled:
        return _("The meeting that the office chose was cancelled.")
    if line.uses_system and not line.is_shown:
        return _("This office uses Tegerek: once it shows its meeting, the states come by themselves.")
    return ""


def outcome_words(call: CallLine) -> str:
    """What came of the last call, with its day."""
    sentences = {
        "unreached": _("%(day)s: nobody was reached."),
        "told": _("%(day)s: phoned."),
        "none": _("%(day)s: they say that there will be no meeting."),
    }
    return sentences[call.outcome] % {"day": day_short(call.on)}


def due_words(months: int) -> str:
    """Which call it is."""
    return ngettext("%(n)d month after the seminar", "%(n)d months after the seminar", months) % {"n": months}


def known_words(known: Known) -> str:
    """So many of so many, and of how many nobody knows.

    The cell of a table: short.
    """
    told = pgettext("so many of so many", "%(yes)d of %(of)d") % {"yes": known.yes, "of": known.of}
    return told if not known.unknown else f"{told} ({unknown_words(known.unknown)})"


def unknown_words(number: int) -> str:
    """Of how many nobody knows: "3 not known"."""
    return ngettext("%(n)d not known", "%(n)d not known", number) % {"n": number}


def told_sentences(told: NextTold, lang: str) -> tuple[str, ...]:
    """What everybody may read: how many offices have held their next meeting, and of how many nobody knows."""
    with override(lang):
        counted = _("Counted on %(day)s.") % {"day": day_in_words(told.issued_on, lang)}
        return (*_sentences(told.figures, lang), counted)


def _held(held: int, of: int, lang: str) -> str:
    if not held:
        none = ngettext(
            "Of %(of)d office none has held its next meeting after the training yet.",
            "Of %(of)d offices none has held its next meeting after the training yet.",
            of,
        )
        return none % {"of": of}
    said = ngettext(
        "%(held)s of %(of)d office has held its next meeting after the training.",
        "%(held)s of %(of)d offices have held their next meeting after the training.",
        of,
    )
    return said % {"held": so_many_of(held, lang), "of": of}


def _sentences(figures: Mapping[str, int], lang: str) -> list[str]:
    of = figures["of"]
    found = [_held(figures["held"], of, lang)]
    steps = {
        "called": _("Called by now: %(n)d."),
        "minuted": _("Minutes that everybody can read: %(n)d."),
        "answered": _("All questions answered: %(n)d."),
    }
    found += [sentence % {"n": figures[step]} for step, sentence in steps.items() if figures[step]]
    if of - figures["known"]:
        found.append(
            ngettext("Of %(n)d office it is not known.", "Of %(n)d offices it is not known.", of - figures["known"])
            % {"n": of - figures["known"]}
        )
    return found
