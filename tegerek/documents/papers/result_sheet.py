"""The result sheet for the notice board: who came, what was voted and decided, why, what follows. Never a name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from tegerek.documents.names import place_on_paper
from tegerek.documents.outcomes import came_sentence, count_rows, verdict_word, votes_words
from tegerek.documents.papers.day import when_in_words
from tegerek.documents.papers.letter import letterhead_part
from tegerek.documents.papers.parts import Facts, Heading, Large, Line, Paper, Part, Prose, Section, langs_of
from tegerek.documents.plain import paragraphs, plain, plain_line
from tegerek.documents.samples import meeting_mark
from tegerek.documents.words import when_short
from tegerek.lib.dates import day_by, local_day, time_in_words
from tegerek.meetings.closing_sheets import ClosingSheet, OptionLine, ResultLine
from tegerek.people.letterheads import LetterheadSheet
from tegerek.procedures.explain import Explained

# How high a capital stands at least, in millimetres: the title, and what came of each item.
TITLE, VERDICT = 5.5, 3.5
LONG_TITLE = 120  # letters: a longer title is no higher than an outcome
# Down to which size the other letters go where that keeps it on one page, in points.
LEAST = 9.5


def result_papers(
    sheet: ClosingSheet, head: LetterheadSheet, lang: str, today: date | None = None
) -> tuple[Paper, ...]:
    """The sheet; in two languages it is two, one to hang beside the other.

    What carried and how many came stand large, to be read from two steps away. One page each with three items and 400
    letters of decisions; what is longer goes on to a second page, and nothing is cut. today: the day on which it is
    made, of the closing if not given: what was due before is not promised any more.
    """
    return tuple(_paper(sheet, head, one, today or local_day(sheet.changed_at)) for one in langs_of(lang))


def _paper(sheet: ClosingSheet, head: LetterheadSheet, lang: str, today: date) -> Paper:
    with override(lang):
        title = plain(sheet.title, lang) or plain(sheet.kind_name, lang)
        name = _("Result of the meeting")
        return Paper(
            lang=lang,
            title=" · ".join(filter(None, (name, title))),
            author=plain(sheet.office.name, lang),
            changed_at=sheet.changed_at,
            foot=_foot(sheet, name, lang),
            pages=_("page {n} of {of}"),
            parts=tuple(_parts(sheet, head, title, lang, today)),
            mark=meeting_mark(sheet, lang),
            least=LEAST,
        )


def _foot(sheet: ClosingSheet, name: str, lang: str) -> str:
    """What tells a loose page of it; the title may be too long for that."""
    ref = f"№ {sheet.number}" if sheet.number else ""
    return " · ".join(filter(None, (name, plain(sheet.where.unit, lang), when_short(sheet.when, lang), ref)))


def _parts(sheet: ClosingSheet, head: LetterheadSheet, title: str, lang: str, today: date) -> Iterator[Part]:
    yield letterhead_part(head, lang)
    yield Heading((_("Result of the meeting"),))
    yield Large((title,), TITLE if len(title) <= LONG_TITLE else VERDICT)
    yield Large((came_sentence(sheet),), VERDICT)
    yield Facts(tuple(_facts(sheet, lang)))
    for line in sheet.results:
        yield from _item(line, lang)
    if sheet.remarks:
        yield Prose(paragraphs(sheet.remarks.in_(lang).text))
    if sheet.next:
        yield Section(_("What follows"))
        yield Prose(tuple(_next(due, lang, today) for due in sheet.next))
    yield Section(_("Where to ask"))
    yield Prose(tuple(_ask(sheet, lang)))


def _facts(sheet: ClosingSheet, lang: str) -> Iterator[tuple[str, str]]:
    yield pgettext("fact", "Kind of meeting"), plain(sheet.kind_name, lang)
    yield pgettext("fact", "When"), _when(sheet, lang)
    yield pgettext("fact", "Where"), place_on_paper(sheet.where, lang)
    yield from count_rows(sheet, lang)
    yield _("Quorum"), plain(sheet.quorum.why, lang)


def _when(sheet: ClosingSheet, lang: str) -> str:
    """The hours as they were, where somebody wrote them down."""
    told = when_in_words(sheet.when, lang)
    hours = time_in_words(sheet.began_at, sheet.ended_at, lang)
    return _("%(when)s (it was held %(hours)s)") % {"when": told, "hours": hours} if hours else told


def _item(line: ResultLine, lang: str) -> Iterator[Part]:
    yield Section(f"{line.position}. {plain(line.title, lang)}")
    verdict = ". ".join(filter(None, (verdict_word(line, lang), votes_words(line))))
    if verdict:
        yield Large((verdict[:1].upper() + verdict[1:],), VERDICT)
    options = "; ".join(_option(option, lang) for option in line.options)
    decision = " ".join(paragraphs(line.decision.in_(lang).text))
    rows = ((_("Options"), options), (_("Decision"), decision))
    told = tuple((name, value) for name, value in rows if value)
    if told:
        yield Facts(told)
    elif not verdict:
        yield Prose((_("Nothing was written down of this item."),))
    if line.why:
        yield Line(plain(line.why, lang))


def _option(option: OptionLine, lang: str) -> str:
    votes = pgettext("votes", "not counted") if option.votes is None else str(option.votes)
    return f"{plain(option.label, lang)} – {votes}"


def _next(due: Explained, lang: str, today: date) -> str:
    """What follows, until when, and on which rule it rests; what was due already is told as that."""
    until = day_by(due.last, lang) if due.last else plain(due.unknown, lang)
    if due.last and due.last < today:
        until = _("this was due %(until)s") % {"until": until}
    return f"{plain(due.what, lang)} {until[:1].upper()}{until[1:]} ({plain(due.cited, lang)})."


def _ask(sheet: ClosingSheet, lang: str) -> Iterator[str]:
    office = (plain(sheet.office.name, lang), plain(sheet.office.address, lang), plain_line(sheet.office.phone))
    yield ", ".join(filter(None, office))
    if sheet.number:
        yield _("Number of the meeting: %(number)d") % {"number": sheet.number}
