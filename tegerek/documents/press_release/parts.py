"""A press release as a row of parts, in the order in which they are read; every format writes down these parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from tegerek.documents.marks import Mark, marks_of
from tegerek.documents.names import hall, place_within
from tegerek.documents.plain import paragraphs, plain, plain_line
from tegerek.documents.results import results_by_post, results_sentences
from tegerek.documents.samples import sample_told
from tegerek.documents.words import state_word, when_short
from tegerek.lib.dates import day_in_words, days_in_words, days_short, time_in_words
from tegerek.lib.said import Told
from tegerek.lib.text import quoted
from tegerek.meetings.rules import State
from tegerek.programmes.sheets import CorrectionLine, Group, PersonLine, ReleaseSheet, SeminarLine

# What two tables beside each other can bear on A4 before words break: letters in the longest word, in the longest cell.
LONGEST_WORD = 17
LONGEST_CELL = 48


@dataclass(frozen=True)
class Dateline:
    """Where and when it was issued; either may be ""."""

    place: str
    day: str


@dataclass(frozen=True)
class Label:
    """What kind of paper this is: «ПРЕСС-РЕЛИЗ»."""

    text: str


@dataclass(frozen=True)
class Heading:
    text: str
    lang: str


@dataclass(frozen=True)
class Notice:
    """What is to be read first: what was announced and does not hold any more, or what came of the series."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Prose:
    """Paragraphs, in the language they really are in."""

    paragraphs: tuple[str, ...]
    lang: str


@dataclass(frozen=True)
class Facts:
    """Names and values, where nobody has written a sentence about them."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Quote:
    """What somebody said, with its quotation marks; said_by: name and post, or ""."""

    paragraphs: tuple[str, ...]
    lang: str
    said_by: str


@dataclass(frozen=True)
class Row:
    """A row of the schedule: one cell for each column; note: «жокко чыгарылды», or ""."""

    cells: tuple[str, ...]
    note: str


@dataclass(frozen=True)
class Table:
    """The rows of one oblast."""

    oblast: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Schedule:
    """The seminars. is_beside: two tables stand beside each other as one; notes: what holds for every row."""

    title: str
    columns: tuple[str, ...]
    tables: tuple[Table, ...]
    is_beside: bool
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Contact:
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Line:
    """A short line at the end."""

    text: str


@dataclass(frozen=True)
class Marks:
    """The logos of those who pay for the programme and carry it out, in one row at the end."""

    marks: tuple[Mark, ...]


Part = Dateline | Label | Heading | Notice | Prose | Facts | Quote | Schedule | Contact | Line | Marks


@dataclass(frozen=True)
class Paper:
    """The whole release in one language. changed_at is its only date: the same facts make the same bytes."""

    lang: str
    title: str
    author: str
    changed_at: datetime
    parts: tuple[Part, ...]


def press_release_paper(sheet: ReleaseSheet, lang: str, *, page: str = "") -> Paper:
    """The release in that language; what is empty is left out.

    page: the address of the release on the web, printed at the end.
    """
    with override(lang):
        return Paper(
            lang=lang,
            title=plain(sheet.heading, lang),
            author=plain(sheet.programme.office.name, lang),
            changed_at=sheet.changed_at,
            parts=tuple(_parts(sheet, lang, page)),
        )


def _parts(sheet: ReleaseSheet, lang: str, page: str) -> Iterator[Part]:
    if sheet.is_sample:
        yield Label(sample_told())
    dateline = Dateline(plain(sheet.place, lang), day_in_words(sheet.dated, lang) if sheet.dated else "")
    if dateline.place or dateline.day:
        yield dateline
    yield Label(_("PRESS RELEASE"))
    heading = sheet.heading.in_(lang)
    if heading:
        yield Heading(plain_line(heading.text), heading.lang)
    if sheet.corrections:
        yield Notice(pgettext("press release", "Correction"), tuple(_corrections(sheet.corrections, lang)))
    if sheet.results:
        posts = "; ".join(f"{post} – {number}" for post, number in results_by_post(sheet.results.figures, lang))
        lines = (*results_sentences(sheet.results, lang), _("By post: %(posts)s.") % {"posts": posts})
        yield Notice(_("What came of the seminars"), lines)
    yield from _prose(sheet.lead.in_(lang))
    facts = tuple(_facts(sheet, lang))
    if facts:
        yield Facts(facts)
    quote = sheet.quote.in_(lang)
    if quote:
        yield Quote(paragraphs(quoted(quote.text, quote.lang)), quote.lang, _who(sheet.speaker, lang))
    yield from _prose(sheet.about.in_(lang))
    if sheet.programme.seminars:
        yield _schedule(sheet, lang)
    contact = tuple(_contact(sheet.contact, lang))
    if contact:
        yield Contact(_("For more information"), contact)
    if sheet.approved_by:
        yield Line(_("Approved by: %(who)s") % {"who": plain(sheet.approved_by, lang)})
    if any(prose.in_(lang).is_fallback for prose in (sheet.heading, sheet.lead, sheet.quote, sheet.about)):
        yield Line(_("What has not been translated yet stands in the language it was written in."))
    marks = marks_of(sheet.programme.logos, lang)
    if marks:
        yield Marks(marks)
    if page:
        yield Line(_("The schedule as it stands today: %(address)s") % {"address": page})


def _prose(told: Told) -> Iterator[Prose]:
    if told:
        yield Prose(paragraphs(told.text), told.lang)


def _corrections(lines: Iterable[CorrectionLine], lang: str) -> Iterator[str]:
    """One sentence for each meeting: what was announced at first and what holds now, whatever happened between."""
    latest: dict[int, CorrectionLine] = {}
    first: dict[int, CorrectionLine] = {}
    for line in lines:
        first.setdefault(line.meeting.number, line)
        latest[line.meeting.number] = line
    for number, line in latest.items():
        reason = plain(line.reason, lang)
        yield " ".join(
            filter(
                None, (_correction(first[number], line, lang), reason and _("Reason: %(reason)s") % {"reason": reason})
            )
        )


def _correction(first: CorrectionLine, line: CorrectionLine, lang: str) -> str:
    meeting = line.meeting
    words = {
        "place": place_within(meeting.where, lang),
        "was": when_short(first.was, lang) or pgettext("day", "to be announced"),
        "now": when_short(meeting.when, lang),
        "hall": hall(meeting.where, lang) or place_within(meeting.where, lang),
    }
    if line.state is State.CANCELLED:
        return _("%(place)s: announced for %(was)s, cancelled.") % words
    if line.state is State.POSTPONED:
        return _("%(place)s: announced for %(was)s, postponed; the new day will be announced.") % words
    if first.was != meeting.when:
        return _("%(place)s: announced for %(was)s, now %(now)s.") % words
    # Moved back, or moved to another hall: the day stands, so the place is what a reader has to know.
    return _("%(place)s: the day stays %(now)s; where: %(hall)s.") % words


def _facts(sheet: ReleaseSheet, lang: str) -> Iterator[tuple[str, str]]:
    """What missing prose would have said: of the series without a lead, of the project without `about`."""
    programme = sheet.programme
    if not sheet.lead:
        if programme.title.texts != sheet.heading.texts:
            yield _("Programme"), quoted(plain(programme.title, lang), programme.title.in_(lang).lang)
        if programme.first_day and programme.last_day:
            yield pgettext("fact", "When"), days_in_words(programme.first_day, programme.last_day, lang)
        if programme.planned is not None:
            yield _("People planned"), str(programme.planned)
    if not sheet.about:
        names = (
            (_("Project"), programme.project),
            (_("Financed by"), programme.donor),
            (_("Carried out by"), programme.implementer),
        )
        yield from ((label, plain(said, lang)) for label, said in names if said)


def _who(person: PersonLine | None, lang: str) -> str:
    """Name and post as they stand under a quote; no ending is hung on a name, in no language."""
    return "" if person is None else ", ".join(filter(None, (plain(person.name, lang), plain(person.post, lang))))


def _contact(person: PersonLine | None, lang: str) -> Iterator[str]:
    if person is None:
        return
    phones = _("tel. %(phones)s") % {"phones": ", ".join(person.phones)} if person.phones else ""
    yield from filter(None, (_who(person, lang), ", ".join(filter(None, (phones, person.email, person.site)))))


def _schedule(sheet: ReleaseSheet, lang: str) -> Schedule:
    seminars = sheet.programme.seminars
    has_hours = any(seminar.meeting.when.starts for seminar in seminars)
    has_halls = any(seminar.meeting.where.venue for seminar in seminars)
    columns = (
        pgettext("column", "Day"),
        *([pgettext("column", "Time")] if has_hours else []),
        pgettext("column", "Place"),
        *([pgettext("column", "Venue")] if has_halls else []),
    )
    tables = tuple(_table(group, lang, has_hours, has_halls) for group in sheet.programme.groups)
    notes = () if has_hours else (_("The hour of each seminar will be announced later."),)
    return Schedule(_("Schedule of the seminars"), columns, tables, not has_hours and _fits_beside(tables), notes)


def _table(group: Group, lang: str, has_hours: bool, has_halls: bool) -> Table:
    return Table(
        plain(group.oblast, lang), tuple(_row(seminar, lang, has_hours, has_halls) for seminar in group.seminars)
    )


def _row(seminar: SeminarLine, lang: str, has_hours: bool, has_halls: bool) -> Row:
    meeting, when = seminar.meeting, seminar.meeting.when
    day = days_short(when.first, when.last or when.first) if when.first else pgettext("day", "to be announced")
    hours = time_in_words(when.starts, when.ends, "ru") or pgettext("hour", "to be announced")
    cells = (
        day,
        *([hours] if has_hours else []),
        place_within(meeting.where, lang, seminar.oblast),
        *([hall(meeting.where, lang)] if has_halls else []),
    )
    return Row(cells, state_word(meeting.state))


def _fits_beside(tables: tuple[Table, ...]) -> bool:
    """Whether half the width of A4 is enough for every row: single days, no long word, no long cell."""
    rows = [row.cells for table in tables for row in table.rows]
    others = [cell for _day, *cells in rows for cell in cells]
    words = [word for cell in others for word in cell.replace("-", "- ").split()]
    return (
        len(tables) == 2
        and max(len(day) for day, *_cells in rows) <= len("24.10.2017")
        and max(map(len, others)) <= LONGEST_CELL
        and max(map(len, words)) <= LONGEST_WORD
    )
