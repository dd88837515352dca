"""Monitoring on paper: the sheet to write a visit on, the report of a visit and of a year, the pages for the board.

A finding stands here only once everybody may read it, with the office's answer or the word that none came.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override, pgettext

from tegerek.commitments.monitoring_sheets import (
    FindingLine,
    GroupLine,
    ObjectLine,
    VisitSheet,
    YearSheet,
)
from tegerek.commitments.questionnaires import questionnaires
from tegerek.documents.monitoring import (
    ANSWERS,
    answer_head,
    decision_words,
    interviews_words,
    object_facts,
    went_words,
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
    Picture,
    Prose,
    Rules,
    Section,
    Signature,
    Table,
    Ticks,
    langs_of,
)
from tegerek.documents.plain import paragraphs, plain, plain_line
from tegerek.files import pictures, store
from tegerek.lib.dates import day_in_words
from tegerek.meetings.sheets import OfficeLine
from tegerek.people.letterheads import LetterheadSheet

TITLE, STATE = 5.5, 3.5
# So many empty lines to write on: what was seen, what people said, papers, findings.
LINES, MANY_LINES = 3, 5
# Down to which size the letters of the sheet go where that puts it on one page, in points.
LEAST = 9.5
# The box of a photograph, in millimetres; how many the report of one visit shows.
PHOTO_WIDTH, PHOTO_HEIGHT, MOST_PHOTOS = 120.0, 80.0, 6


def visit_papers(kind: str, sheet: VisitSheet, head: LetterheadSheet, lang: str, today: date) -> tuple[Paper, ...]:
    """The report of a visit or its page for the board (OF_VISIT); in two languages it is two. Raises KeyError."""
    return tuple(_visit_paper(kind, sheet, head, one, today) for one in langs_of(lang))


def year_papers(kind: str, sheet: YearSheet, lang: str, today: date) -> tuple[Paper, ...]:
    """The report of a year or its page for the board (OF_YEAR); in two languages it is two. Raises KeyError."""
    return tuple(_year_paper(kind, sheet, one, today) for one in langs_of(lang))


def blank_papers(thing: ObjectLine, group: GroupLine, office: OfficeLine, lang: str, at: datetime) -> tuple[Paper, ...]:
    """The sheet on which a visit is written by hand, with the questions of the kind. at: the object last changed."""
    return tuple(_blank_paper(thing, group, office, one, at) for one in langs_of(lang))


def _visit_paper(kind: str, sheet: VisitSheet, head: LetterheadSheet, lang: str, today: date) -> Paper:
    with override(lang):
        title, parts = OF_VISIT[kind]
        name = title()
        foot = " · ".join(filter(None, (name, plain(sheet.thing.name, lang))))
        made = tuple(parts(sheet, head, name, lang, today))
        return _paper(lang, foot, plain(sheet.office.name, lang), sheet.changed_at, made)


def _year_paper(kind: str, sheet: YearSheet, lang: str, today: date) -> Paper:
    with override(lang):
        title, parts = OF_YEAR[kind]
        name = title() % {"year": sheet.year}
        foot = " · ".join(filter(None, (name, plain(sheet.group.name, lang))))
        return _paper(
            lang, foot, plain(sheet.office.name, lang), sheet.changed_at, tuple(parts(sheet, name, lang, today))
        )


def _blank_paper(thing: ObjectLine, group: GroupLine, office: OfficeLine, lang: str, at: datetime) -> Paper:
    with override(lang):
        name = _("Sheet of a visit")
        foot = " · ".join(filter(None, (name, plain(thing.name, lang))))
        return replace(
            _paper(lang, foot, plain(office.name, lang), at, tuple(_blank(thing, group, name, lang))), least=LEAST
        )


def _paper(lang: str, foot: str, author: str, at: datetime, parts: tuple[Part, ...]) -> Paper:
    return Paper(
        lang=lang, title=foot, author=author, changed_at=at, foot=foot, pages=_("page {n} of {of}"), parts=parts
    )


# The sheet to write on


def _blank(thing: ObjectLine, group: GroupLine, name: str, lang: str) -> Iterator[Part]:
    yield Heading((name,))
    yield Lead(plain(thing.name, lang))
    yield Line("; ".join((plain(group.name, lang), decision_words(group, lang))))
    yield Facts(object_facts(thing, lang))
    yield Facts(((_("Day of the visit"), BLANK), (_("Who went"), f"{BLANK} {BLANK}")))
    for n, question in enumerate(questionnaires()[thing.kind], start=1):
        yield Ticks(f"{n}. {plain(question.text, lang)}", tuple(str(word) for word in ANSWERS.values()))
        yield Rules(1)
    told = _("With how many people you spoke, and what they said. Write no names.")
    spaces = (
        (_("What you saw"), LINES),
        (told, LINES),
        (_("Which papers you looked at"), LINES - 1),
        (_("What was found, and what the group recommends"), MANY_LINES),
    )
    for label, rows in spaces:
        yield Section(label)
        yield Rules(rows)


# A visit


def _visit_report(sheet: VisitSheet, head: LetterheadSheet, name: str, lang: str, today: date) -> Iterator[Part]:
    yield letterhead_part(head, lang)
    yield Heading((name,))
    yield Lead(f"{plain(sheet.thing.name, lang)}, {day_in_words(sheet.on, lang)}{_number(sheet.number)}")
    yield Line("; ".join((plain(sheet.group.name, lang), decision_words(sheet.group, lang))))
    yield Facts(object_facts(sheet.thing, lang))
    yield from _told(sheet, lang)
    yield from _pictures(sheet, lang, MOST_PHOTOS)
    yield Section(_("What was found"))
    yield from _findings(tuple(one for one in sheet.findings if one.is_public), lang)
    yield Signature(_("For the group"), BLANK)


def _told(sheet: VisitSheet, lang: str) -> Iterator[Part]:
    yield Table(
        title="",
        columns=(
            Column((_("Question"),), 0.5),
            Column((pgettext("column", "Answer"),), 0.18),
            Column((_("Note"),), 0.32),
        ),
        rows=tuple(
            (plain(one.question.text, lang), str(ANSWERS[one.answer]) if one.answer else "—", one.note)
            for one in sheet.questionnaire
        ),
    )
    asked = interviews_words(sheet)
    told = plain(sheet.told, lang)
    rows = (
        (_("Who went"), went_words(sheet)),
        (_("What they saw"), plain(sheet.saw, lang)),
        (_("What people said"), ": ".join(filter(None, (asked, told)))),
        (_("Papers looked at"), plain(sheet.documents, lang)),
        (_("Photographs"), _photos(sheet)),
    )
    yield Facts(tuple((label, value) for label, value in rows if value))


def _photos(sheet: VisitSheet) -> str:
    """How many there are that everybody may see; "" for none."""
    return str(sum(one.people != "not_agreed" for one in sheet.photos) or "")


def _pictures(sheet: VisitSheet, lang: str, most: int) -> Iterator[Part]:
    """The first photographs that everybody may see; one whose bytes are missing is left out."""
    shown = [one for one in sheet.photos if one.people != "not_agreed" and one.digest]
    for n, one in enumerate(shown[:most], start=1):
        data = store.bytes_of(one.digest)
        if data is not None:
            alt = _("Photograph %(n)d: %(object)s") % {"n": n, "object": plain(sheet.thing.name, lang)}
            width, height = pictures.size_of(data)
            share = min(PHOTO_WIDTH / width, PHOTO_HEIGHT / height)
            yield Picture(data, alt, width * share, height * share)


def _findings(findings: tuple[FindingLine, ...], lang: str) -> Iterator[Part]:
    if not findings:
        yield Prose((_("Nothing that everybody may read yet."),))
    for n, one in enumerate(findings, start=1):
        yield Lead(f"{n}. {plain(one.text, lang)}{_number(one.number)}")
        rows = (
            (_("The group recommends"), plain(one.advice, lang)),
            (_("The office"), " ".join(filter(None, (answer_head(one, lang), plain(one.answer, lang))))),
        )
        yield Facts(tuple((label, value) for label, value in rows if value))


def _visit_board(sheet: VisitSheet, head: LetterheadSheet, name: str, lang: str, today: date) -> Iterator[Part]:
    yield letterhead_part(head, lang)
    yield Heading((name,))
    yield Large((plain(sheet.thing.name, lang), day_in_words(sheet.on, lang)), TITLE)
    yield Facts(object_facts(sheet.thing, lang))
    for one in sheet.findings:
        if one.is_public:
            yield from _on_board(one, lang)
    yield from _pictures(sheet, lang, 1)
    if sheet.saw:
        yield Section(_("What they saw"))
        yield Prose(paragraphs(sheet.saw.in_(lang).text))
    yield from _where_to_ask(sheet.office, lang, today)


def _on_board(one: FindingLine, lang: str) -> Iterator[Part]:
    yield Section(plain(one.text, lang))
    if one.advice:
        yield Line(_("The group recommends: %(advice)s") % {"advice": plain(one.advice, lang)})
    yield Large((answer_head(one, lang),), STATE)
    if one.answer:
        yield Prose(paragraphs(one.answer.in_(lang).text))


# A year


def _year_report(sheet: YearSheet, name: str, lang: str, today: date) -> Iterator[Part]:
    yield letterhead_part(sheet.letterhead, lang)
    yield Heading((name,))
    yield Lead(plain(sheet.group.name, lang))
    yield Prose(
        (
            decision_words(sheet.group, lang),
            year_sentence(sheet),
            _("As of %(day)s.") % {"day": day_in_words(today, lang)},
        )
    )
    for n, one in enumerate(sheet.objects, start=1):
        yield Section(f"{n}. {plain(one.line.name, lang)}")
        yield Facts(object_facts(one.line, lang))
        if not one.visits:
            yield Prose((_("Not visited yet."),))
        for visit in one.visits:
            yield Lead(_("Visit of %(day)s") % {"day": day_in_words(visit.on, lang)} + _number(visit.number))
            yield from _told(visit, lang)
            yield from _pictures(visit, lang, 1)
            yield from _findings(visit.findings, lang)
    yield Signature(_("For the group"), BLANK)


def _year_board(sheet: YearSheet, name: str, lang: str, today: date) -> Iterator[Part]:
    yield letterhead_part(sheet.letterhead, lang)
    yield Heading((name,))
    yield Large((year_sentence(sheet),), STATE)
    for one in sheet.objects:
        yield Section(plain(one.line.name, lang))
        days = ", ".join(day_in_words(visit.on, lang) for visit in one.visits)
        yield Line(_("Visited: %(days)s") % {"days": days} if days else _("Not visited yet."))
        for finding in (finding for visit in one.visits for finding in visit.findings):
            yield Lead(plain(finding.text, lang))
            yield Prose((" ".join(filter(None, (answer_head(finding, lang), plain(finding.answer, lang)))),))
    yield from _where_to_ask(sheet.office, lang, today)


def year_sentence(sheet: YearSheet) -> str:
    """How much was looked at and found; what is not answered is said first."""
    findings, unanswered = len(sheet.findings), sum(one.answered_on is None for one in sheet.findings)
    objects = len(sheet.objects)
    visited = sum(bool(one.visits) for one in sheet.objects)
    of = ngettext("Of %(n)d object", "Of %(n)d objects", objects) % {"n": objects}
    told = [_("visited: %(n)d") % {"n": visited}, _("findings: %(n)d") % {"n": findings}]
    if unanswered:
        told.insert(0, _("findings that the office has not answered: %(n)d") % {"n": unanswered})
    return f"{of}: {'; '.join(told)}."


def _where_to_ask(office: OfficeLine, lang: str, today: date) -> Iterator[Part]:
    yield Section(_("Where to ask"))
    known = (plain(office.name, lang), plain(office.address, lang), plain_line(office.phone))
    yield Prose((", ".join(filter(None, known)), _("As of %(day)s.") % {"day": day_in_words(today, lang)}))


def _number(number: int | None) -> str:
    return f" · № {number}" if number else ""


VisitParts = Callable[[VisitSheet, LetterheadSheet, str, str, date], Iterator[Part]]
OF_VISIT: dict[str, tuple[Callable[[], str], VisitParts]] = {
    "report": (lambda: _("Report of a monitoring visit"), _visit_report),
    "board": (lambda: _("What the monitoring group found"), _visit_board),
}
OF_YEAR: dict[str, tuple[Callable[[], str], Callable[[YearSheet, str, str, date], Iterator[Part]]]] = {
    "year": (lambda: _("Report of the monitoring group for %(year)s"), _year_report),
    "board": (lambda: _("What the monitoring group found in %(year)s"), _year_board),
}
