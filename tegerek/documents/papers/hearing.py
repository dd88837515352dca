"""The report on the results of a hearing and its page for the board. What is not done is said first; never a name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override, pgettext

from tegerek.documents.heard import outcome_word
from tegerek.documents.outcomes import came_sentence, verdict_word, votes_words
from tegerek.documents.papers.letter import letterhead_part
from tegerek.documents.papers.parts import (
    BLANK,
    Facts,
    Heading,
    Large,
    Lead,
    Paper,
    Part,
    Prose,
    Section,
    Signature,
    langs_of,
)
from tegerek.documents.plain import plain, plain_line
from tegerek.documents.samples import meeting_mark
from tegerek.lib.dates import day_in_words
from tegerek.people.posts import post_said
from tegerek.voices.hearing_report import ORDER, HearingReport, ReportLine

# How high a capital stands on the board, in millimetres: the title, the sums.
TITLE, SUMS = 5.5, 3.5


def hearing_papers(kind: str, sheet: HearingReport, lang: str, today: date) -> tuple[Paper, ...]:
    """A paper of HEARING; in two languages it is two. Raises KeyError for a kind that is none. today: it is made."""
    return tuple(_paper(kind, sheet, one, today) for one in langs_of(lang))


def sums_sentence(sheet: HearingReport) -> str:
    """How many proposals, by outcome, what is not done first; how many questions wait."""
    found = [(outcome, len(sheet.proposals(outcome))) for outcome in ORDER]
    total = sum(n for _outcome, n in found)
    told = []
    if total:
        of = ngettext("%(n)d proposal", "%(n)d proposals", total) % {"n": total}
        told.append(f"{of}: {', '.join(f'{outcome_word(outcome)} – {n}' for outcome, n in found if n)}.")
    waiting, answered = len(sheet.questions(waiting=True)), len(sheet.questions(waiting=False))
    if waiting or answered:
        asked = ngettext("%(n)d question", "%(n)d questions", waiting + answered) % {"n": waiting + answered}
        told.append(
            _("%(asked)s: not answered yet – %(waiting)d, answered – %(answered)d.")
            % {"asked": asked, "waiting": waiting, "answered": answered}
        )
    return " ".join(told) or _("Nothing was asked or proposed.")


def _paper(kind: str, sheet: HearingReport, lang: str, today: date) -> Paper:
    with override(lang):
        title, parts = HEARING[kind]
        name = title()
        foot = " · ".join(filter(None, (name, _title(sheet, lang))))
        return Paper(
            lang=lang,
            title=foot,
            author=plain(sheet.office.name, lang),
            changed_at=sheet.changed_at,
            foot=foot,
            pages=_("page {n} of {of}"),
            parts=tuple(parts(sheet, name, lang, today)),
            mark=meeting_mark(sheet, lang),
        )


def _report(sheet: HearingReport, name: str, lang: str, today: date) -> Iterator[Part]:
    yield letterhead_part(sheet.letterhead, lang)
    yield Heading((name,))
    yield Lead(_about(sheet, lang))
    yield Facts(tuple((label, value) for label, value in _facts(sheet, lang) if value))
    yield Prose((sums_sentence(sheet), _("As of %(day)s.") % {"day": day_in_words(today, lang)}))
    yield from _told(pgettext("part of a report", "Questions not answered yet"), sheet.questions(waiting=True), lang)
    for outcome in ORDER:
        word = outcome_word(outcome)
        heading = _("Proposals: %(outcome)s") % {"outcome": word}
        yield from _told(heading, sheet.proposals(outcome), lang)
    yield from _told(pgettext("part of a report", "Questions answered"), sheet.questions(waiting=False), lang)
    yield Signature(plain(sheet.letterhead.signer_post, lang) or BLANK, plain(sheet.letterhead.signer, lang) or BLANK)


def _facts(sheet: HearingReport, lang: str) -> Iterator[tuple[str, str]]:
    if sheet.result is not None:
        yield _("Who came"), came_sentence(sheet.result)
        for line in sheet.result.results:
            votes = votes_words(line)
            if votes:
                yield plain(line.title, lang), ": ".join(filter(None, (verdict_word(line, lang), votes)))
    if sheet.due is not None and sheet.due.last is not None:
        yield _("The results are told by"), day_in_words(sheet.due.last, lang)


def _told(heading: str, lines: Sequence[ReportLine], lang: str) -> Iterator[Part]:
    if lines:
        yield Section(heading)
    for line in lines:
        number = f"№ {line.number}. " if line.number else ""
        yield Prose((f"{number}{plain(line.text, lang)}",))
        rows = (
            (_("Who answers"), plain(post_said(line.by_post), lang) if line.by_post else ""),
            (_("The answer"), plain(line.answer, lang)),
            (_("Why it is rejected"), plain(line.why, lang)),
            (_("Reflected in"), plain(line.reflected_in, lang)),
        )
        if facts := tuple((label, value) for label, value in rows if value):
            yield Facts(facts)


def _board(sheet: HearingReport, name: str, lang: str, today: date) -> Iterator[Part]:
    yield letterhead_part(sheet.letterhead, lang)
    yield Heading((name,))
    yield Large((_title(sheet, lang),), TITLE)
    yield Lead(_about(sheet, lang))
    yield Large((sums_sentence(sheet),), SUMS)
    for outcome in ORDER:
        lines = sheet.proposals(outcome)
        if lines:
            yield Section(outcome_word(outcome)[:1].upper() + outcome_word(outcome)[1:])
        for line in lines:
            because = "; ".join(filter(None, (plain(line.why, lang), plain(line.reflected_in, lang))))
            number = f"№ {line.number}. " if line.number else ""
            yield Prose((f"{number}{plain(line.text, lang)}{f' – {because}' if because else ''}",))
    yield Section(_("Where to ask"))
    office = (plain(sheet.office.name, lang), plain(sheet.office.address, lang), plain_line(sheet.office.phone))
    yield Prose((", ".join(filter(None, office)), _("As of %(day)s.") % {"day": day_in_words(today, lang)}))


def _title(sheet: HearingReport, lang: str) -> str:
    return plain(sheet.title, lang) or plain(sheet.kind_name, lang)


def _about(sheet: HearingReport, lang: str) -> str:
    day = day_in_words(sheet.held_on, lang) if sheet.held_on else ""
    number = f"№ {sheet.number}" if sheet.number else ""
    return ", ".join(
        filter(None, (plain(sheet.kind_name, lang), _title(sheet, lang), plain(sheet.place, lang), day, number))
    )


# Name and parts.
HEARING: dict[str, tuple[Callable[[], str], Callable[[HearingReport, str, str, date], Iterator[Part]]]] = {
    "outcomes": (lambda: _("Report on the results"), _report),
    "board": (lambda: _("What became of your proposals"), _board),
}
