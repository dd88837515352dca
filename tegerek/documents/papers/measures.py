"""What was decided on paper: the joint action plan, the report of measures taken, the page for the board.

What is not done is said first. Never a resident's name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from tegerek.commitments.sheets import CommitmentSheet, MeasuresSheet
from tegerek.documents.measures import (
    council_words,
    due_words,
    money_words,
    residents_words,
    state_sentence,
    totals_words,
    who_words,
)
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
    langs_of,
)
from tegerek.documents.plain import paragraphs, plain, plain_line
from tegerek.documents.samples import meeting_mark
from tegerek.lib.dates import day_in_words
from tegerek.people.letterheads import LetterheadSheet

# How high a capital stands on the board, in millimetres: the title, and what became of each decision.
TITLE, STATE = 5.5, 3.5


def measures_papers(kind: str, sheet: MeasuresSheet, lang: str, today: date) -> tuple[Paper, ...]:
    """A paper of MEASURES; in two languages it is two. Raises KeyError for a kind that is none. today: it is made."""
    return tuple(_paper(kind, sheet, one, today) for one in langs_of(lang))


def _paper(kind: str, sheet: MeasuresSheet, lang: str, today: date) -> Paper:
    with override(lang):
        title, parts, wide = MEASURES[kind]
        name = title()
        foot = " · ".join(filter(None, (name, plain(sheet.meeting.title, lang))))
        return Paper(
            lang=lang,
            title=foot,
            author=plain(sheet.office.name, lang),
            changed_at=sheet.changed_at,
            foot=foot,
            pages=_("page {n} of {of}"),
            parts=tuple(parts(sheet, name, lang, today)),
            wide=wide,
            mark=meeting_mark(sheet, lang),
        )


# The report of measures taken


def _report(sheet: MeasuresSheet, name: str, lang: str, today: date) -> Iterator[Part]:
    yield letterhead_part(sheet.letterhead, lang)
    yield Heading((name,))
    yield Lead(_about(sheet, lang))
    yield Prose((totals_sentence(sheet), _("As of %(day)s.") % {"day": day_in_words(today, lang)}))
    for heading, found in _groups(sheet):
        yield Large((heading,), STATE)
        for n, one in enumerate(found, start=1):
            yield from _told(n, one, lang)
    yield _signature(sheet.letterhead, lang)


def _told(n: int, sheet: CommitmentSheet, lang: str) -> Iterator[Part]:
    yield Section(f"{n}. {plain(sheet.line.what, lang)}")
    rows = (
        (pgettext("fact of a decision", "Stands at"), state_sentence(sheet.line, lang)),
        (pgettext("fact of a decision", "Who answers"), who_words(sheet.line, lang)),
        (pgettext("fact of a decision", "By when"), due_words(sheet.line, lang)),
        (_("Money"), money_words(sheet, lang)),
        (_("Share of the community"), plain(sheet.share, lang)),
        (_("Council"), council_words(sheet.council, lang) if sheet.needs_council else ""),
        (_("The day moved"), "; ".join(_moves(sheet, lang))),
        (_("Lawful delay"), "; ".join(_delays(sheet, lang))),
        (_("What was done"), "; ".join(f"{day_in_words(p.on, lang)}: {plain(p.text, lang)}" for p in sheet.progress)),
        (_("Why it will not be done"), plain(sheet.given_up_why, lang)),
        (_("Residents say"), residents_words(sheet.words)),
    )
    yield Facts(tuple((label, value) for label, value in rows if value))


def _moves(sheet: CommitmentSheet, lang: str) -> Iterator[str]:
    for move in sheet.moves:
        was = day_in_words(move.was, lang) if move.was else pgettext("day of a decision", "no day was set")
        to = day_in_words(move.to, lang) if move.to else pgettext("day of a decision", "no day was set")
        why = plain(move.why, lang)
        yield f"{was} → {to}{f' ({why})' if why else ''}"


def _delays(sheet: CommitmentSheet, lang: str) -> Iterator[str]:
    for delay in sheet.delays:
        until = f" – {day_in_words(delay.until, lang)}" if delay.until else " –"
        yield f"{day_in_words(delay.since, lang)}{until}: {plain(delay.why, lang)}"


# The joint action plan


def _plan(sheet: MeasuresSheet, name: str, lang: str, today: date) -> Iterator[Part]:
    yield letterhead_part(sheet.letterhead, lang)
    yield Heading((name,))
    yield Lead(_about(sheet, lang))
    heads = (
        (pgettext("column", "№"), 0.05),
        (_("What is to be done"), 0.27),
        (_("Place"), 0.12),
        (_("Who answers for it"), 0.16),
        (_("By when"), 0.12),
        (_("Money and from where"), 0.14),
        (_("What the community gives"), 0.14),
    )
    yield Table(
        title="",
        columns=tuple(Column((head,), share) for head, share in heads),
        rows=tuple(_plan_row(n, one, lang) for n, one in enumerate(_in_order(sheet), start=1)),
    )
    words = tuple(council_words(one.council, lang) for one in sheet.sheets if one.needs_council)
    if words:
        yield Section(_("Council"))
        yield Prose(tuple(dict.fromkeys(words)))
    yield _signature(sheet.letterhead, lang)


def _plan_row(n: int, one: CommitmentSheet, lang: str) -> tuple[str, ...]:
    line = one.line
    return (
        str(n),
        plain(line.what, lang),
        plain(line.place, lang),
        who_words(line, lang),
        due_words(line, lang),
        money_words(one, lang),
        plain(one.share, lang),
    )


def _in_order(sheet: MeasuresSheet) -> list[CommitmentSheet]:
    """By item and as they were written down: a plan is no list of what is late."""
    return sorted(sheet.sheets, key=lambda one: (one.item[0] if one.item else 0, one.line.key))


# The page for the board


def _board(sheet: MeasuresSheet, name: str, lang: str, today: date) -> Iterator[Part]:
    yield letterhead_part(sheet.letterhead, lang)
    yield Heading((name,))
    yield Large((plain(sheet.meeting.title, lang),), TITLE)
    yield Large((totals_sentence(sheet),), STATE)
    for one in sheet.sheets:
        yield Section(plain(one.line.what, lang))
        state = state_sentence(one.line, lang)
        yield Large((state[:1].upper() + state[1:],), STATE)
        yield Line("; ".join(filter(None, (who_words(one.line, lang), _due(one, lang), _number(one)))))
        if one.given_up_why:
            yield Prose(paragraphs(one.given_up_why.in_(lang).text))
    yield Section(_("Where to ask"))
    office = (plain(sheet.office.name, lang), plain(sheet.office.address, lang), plain_line(sheet.office.phone))
    yield Prose((", ".join(filter(None, office)), _("As of %(day)s.") % {"day": day_in_words(today, lang)}))


def _due(one: CommitmentSheet, lang: str) -> str:
    return _("by when: %(day)s") % {"day": due_words(one.line, lang)}


def _number(one: CommitmentSheet) -> str:
    return f"№ {one.line.number}" if one.line.number else ""


# What they share


def totals_sentence(sheet: MeasuresSheet) -> str:
    """Of so many decisions so many are not done, what is not done first."""
    late = sum(one.line.is_overdue for one in sheet.sheets)
    return totals_words(len(sheet.sheets), len(sheet.waiting), late, len(sheet.dropped), len(sheet.done))


def _about(sheet: MeasuresSheet, lang: str) -> str:
    day = day_in_words(sheet.meeting.held_on, lang) if sheet.meeting.held_on else ""
    number = f"№ {sheet.meeting.number}" if sheet.meeting.number else ""
    return ", ".join(filter(None, (plain(sheet.meeting.title, lang), plain(sheet.place, lang), day, number)))


def _groups(sheet: MeasuresSheet) -> Iterator[tuple[str, tuple[CommitmentSheet, ...]]]:
    groups = (
        (_("Not done yet"), sheet.waiting),
        (_("Will not be done"), sheet.dropped),
        (pgettext("part of a report", "Done"), sheet.done),
    )
    return ((heading, found) for heading, found in groups if found)


def _signature(head: LetterheadSheet, lang: str) -> Signature:
    return Signature(plain(head.signer_post, lang) or BLANK, plain(head.signer, lang) or BLANK)


# Name, parts, across the sheet.
MEASURES: dict[str, tuple[Callable[[], str], Callable[[MeasuresSheet, str, str, date], Iterator[Part]], bool]] = {
    "measures": (lambda: _("Measures taken"), _report, False),
    "plan": (lambda: _("Joint action plan"), _plan, True),
    "board": (lambda: _("What became of what was decided"), _board, False),
}
