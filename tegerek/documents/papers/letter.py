"""The official letter of a seminar: to the administration of the raion, or to the okmotu of an aimak.

What nobody has said yet (number, day, hall, seats, who signs) is a blank to fill in by hand, never made up.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from tegerek.documents.names import place_on_paper
from tegerek.documents.papers.day import when_in_words
from tegerek.documents.papers.parts import (
    BLANK,
    Column,
    Facts,
    Head,
    Letterhead,
    Paper,
    Part,
    Prose,
    Sender,
    Signature,
    Subject,
    Table,
    langs_of,
)
from tegerek.documents.plain import paragraphs, plain, plain_line
from tegerek.documents.samples import sample_mark
from tegerek.lib.dates import day_by, day_in_words
from tegerek.lib.phones import phone_in_words
from tegerek.lib.text import quoted
from tegerek.people.letterheads import LetterheadSheet
from tegerek.places.rules import office_to
from tegerek.programmes.letter_sheets import LetterSheet
from tegerek.programmes.sheets import PersonLine

# So many empty rows where the seats of a seminar are not known.
EMPTY_ROWS = 3


def letter_papers(sheet: LetterSheet, lang: str) -> tuple[Paper, ...]:
    """The letter; in two languages it is two sheets under one number. The letterhead is always in both."""
    return tuple(_paper(sheet, one) for one in langs_of(lang))


def _paper(sheet: LetterSheet, lang: str) -> Paper:
    with override(lang):
        title = " · ".join(filter(None, (_("Invitation to a seminar"), to_in_words(sheet, lang), sheet.number)))
        return Paper(
            lang=lang,
            title=title,
            author=plain(sheet.day.office, lang),
            changed_at=sheet.day.changed_at,
            foot=title,
            pages=_("page {n} of {of}"),
            parts=tuple(_parts(sheet, lang)),
            mark=sample_mark(sheet.day.is_sample, (lang,)),
        )


def to_in_words(sheet: LetterSheet, lang: str) -> str:
    """To whom, as it stands on the letter: by one name; in Russian where the place has no Kyrgyz one."""
    return plain_line(office_to(sheet.to.kind, sheet.to.name, lang))


def _parts(sheet: LetterSheet, lang: str) -> Iterator[Part]:
    yield letterhead_part(sheet.letterhead, lang)
    yield Sender((_number(sheet), _dated(sheet, lang)), (to_in_words(sheet, lang),))
    yield Subject(_("Invitation to a seminar"))
    yield Prose(tuple(_invitation(sheet, lang)))
    yield Facts(tuple(_facts(sheet, lang)))
    if sheet.invited:
        aimaks = "; ".join(plain(name, lang) for name in sheet.invited)
        yield Prose((_("Please help that people come from these aiyl aimaks: %(aimaks)s.") % {"aimaks": aimaks},))
    yield _seats(sheet, lang)
    yield Prose(tuple(_answer(sheet, lang)))
    yield Signature(plain(sheet.letterhead.signer_post, lang) or BLANK, plain(sheet.letterhead.signer, lang) or BLANK)


def letterhead_part(head: LetterheadSheet, lang: str) -> Letterhead:
    """Kyrgyz and Russian side by side, as offices here write; an English letter has English instead of Russian.

    While nobody has set a letterhead the bare name of the office stands there, in the language of the paper alone.
    """
    if not head.version:
        return Letterhead((_head(head, head.lines.in_(lang).lang, lang),))
    both = ("ky", "en" if lang == "en" else "ru")
    said = [one for one in both if one in head.lines.texts] or [head.lines.in_(lang).lang]
    return Letterhead(tuple(_head(head, one, one) for one in said))


def _head(head: LetterheadSheet, said: str, lang: str) -> Head:
    lines, address = head.lines.in_(lang), head.address.in_(lang)
    return Head(said, paragraphs(lines.text) or (BLANK,), paragraphs(address.text))


def _number(sheet: LetterSheet) -> str:
    return f"№ {plain_line(sheet.number) or BLANK}"


def _dated(sheet: LetterSheet, lang: str) -> str:
    return day_in_words(sheet.dated, lang) if sheet.dated else _("“____” ______________ 20____")


def _invitation(sheet: LetterSheet, lang: str) -> Iterator[str]:
    title = sheet.day.series.in_(lang)
    words = {"programme": quoted(plain_line(title.text), title.lang) if title else BLANK}
    if sheet.to.to_raion:
        yield _("We hold a seminar of the programme %(programme)s in your raion and ask for your support.") % words
    else:
        yield _("We invite you to a seminar of the programme %(programme)s.") % words
    if sheet.project:
        told = sheet.project.in_(lang)
        project = {"project": quoted(plain_line(told.text), told.lang)}
        yield _("The seminar is held as part of the project %(project)s.") % project


def _facts(sheet: LetterSheet, lang: str) -> Iterator[tuple[str, str]]:
    day = sheet.day
    yield pgettext("fact", "When"), when_in_words(day.when, lang)
    yield pgettext("fact", "Where"), place_on_paper(day.where, lang) + ("" if day.where.venue else f", {BLANK}")
    if day.topics:
        yield _("Topics"), "; ".join(plain(topic, lang) for topic in day.topics)


def _seats(sheet: LetterSheet, lang: str) -> Table:
    title = _("People expected at the seminar:") if sheet.to.to_raion else _("Please send to the seminar:")
    columns = (Column((pgettext("column", "Post"),), 130), Column((_("How many"),), 40))
    asked = [seat for seat in sheet.seats if seat.seats != 0]
    rows = tuple((plain(seat.post, lang), str(seat.seats) if seat.seats else BLANK) for seat in asked)
    return Table(title, columns, rows or (("", ""),) * EMPTY_ROWS)


def _answer(sheet: LetterSheet, lang: str) -> Iterator[str]:
    until = day_by(sheet.answer_by, lang) if sheet.answer_by else pgettext("letter", "by %(day)s") % {"day": BLANK}
    yield _("Please tell us their names, posts and phones %(until)s.") % {"until": until}
    yield _("For questions: %(who)s.") % {"who": _contact(sheet.contact, lang) or BLANK}


def _contact(person: PersonLine | None, lang: str) -> str:
    if person is None:
        return ""
    # The spaces within a phone do not break.
    numbers = ", ".join(phone_in_words(phone).replace(" ", "\u00a0") for phone in person.phones)
    phones = _("tel. %(phones)s") % {"phones": numbers} if numbers else ""
    return ", ".join(filter(None, (plain(person.name, lang), plain(person.post, lang), phones, person.email)))
