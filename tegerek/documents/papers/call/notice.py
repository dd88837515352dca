"""How people hear of a meeting on paper: notice, poster, cards, list for going from door to door, loudspeaker text."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from tegerek.documents.papers.call.common import (
    afar_told,
    agenda_told,
    both,
    call_paper,
    called,
    change_told,
    contact_told,
    day_told,
    hour_told,
    initiator_told,
    mark_of,
    procedure_told,
    suggest_told,
    urgent_told,
    when_told,
    where_told,
)
from tegerek.documents.papers.parts import (
    Beside,
    Cards,
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
    Small,
    Table,
    in_each,
    langs_of,
)
from tegerek.documents.plain import paragraphs, plain
from tegerek.lib.dates import clock_time, day_in_words
from tegerek.lib.said import Said
from tegerek.meetings.call_sheets import CallSheet
from tegerek.meetings.rules import State
from tegerek.procedures.terms import Comers

# How high capitals stand, in millimetres: at least 8 on a notice; on a poster as high as a day in words allows.
NOTICE_CAPITALS, POSTER_CAPITALS = 8.5, 17.0
CARD_HEIGHT = 121.0  # millimetres: four to a sheet
BLANK_CARDS = 4
# The other letters of what hangs on a board, and of what is read aloud, in points.
FAR, BESIDE, POSTER = 14.0, 10.5, 17.0
# And down to which size they go where that keeps a paper on its sheet.
LEAST_FAR, LEAST_BESIDE, LEAST_POSTER, LEAST_LIST = 11.0, 9.0, 12.0, 9.0
DOOR_ROWS = 24  # empty rows for each village
SPOKEN_WORDS = 60


def notice_paper(sheet: CallSheet, lang: str) -> Paper:
    """The notice: initiator, issue, procedure, place, day and hour; the last three in letters to be read from afar.

    In two languages they stand side by side on a sheet across.
    """
    langs = langs_of(lang)
    names = in_each(langs, lambda one: pgettext("paper", "Notice"))
    if len(langs) == 1:
        with override(lang):
            parts = (Heading((_heading(sheet, lang),)), *_notice_parts(sheet, lang))
        return call_paper(sheet, lang, names[0], parts, size=FAR, least=LEAST_FAR)
    heads = in_each(langs, lambda one: _heading(sheet, one))
    both_sides = (Heading(heads), _beside(sheet, langs))
    return call_paper(sheet, lang, names[0], both_sides, wide=True, size=BESIDE, least=LEAST_BESIDE)


def _heading(sheet: CallSheet, lang: str) -> str:
    return f"{pgettext('paper', 'NOTICE')}: {plain(sheet.kind_name, lang)}"


def _beside(sheet: CallSheet, langs: tuple[str, ...]) -> Beside:
    sides = []
    for one in langs:
        with override(one):
            sides.append((one, tuple(_notice_parts(sheet, one))))
    return Beside(tuple(sides))


def _notice_parts(sheet: CallSheet, lang: str) -> Iterator[Small]:
    yield from map(Lead, change_told(sheet, lang))
    if sheet.title:
        yield Lead(called(sheet, lang))
    if sheet.about:
        yield Prose(paragraphs(sheet.about.in_(lang).text))
    yield Large((day_told(sheet, lang), hour_told(sheet, lang), afar_told(sheet, lang)), NOTICE_CAPITALS)
    yield Facts(_where_in_full(sheet, lang))
    yield Facts(((pgettext("fact", "Initiator"), initiator_told(sheet, lang)),))
    yield from (Prose((told,)) for told in urgent_told(sheet, lang))
    yield Lead(pgettext("notice", "Issues:"))
    yield Prose(agenda_told(sheet, lang))
    yield Lead(pgettext("notice", "How it goes:"))
    yield Prose(procedure_told(sheet, lang))
    yield from (Prose((told,)) for told in filter(None, (suggest_told(sheet, lang), _who_may(sheet))))
    yield Line(contact_told(sheet, lang))


def _where_in_full(sheet: CallSheet, lang: str) -> tuple[tuple[str, str], ...]:
    """The place with all that is too long for large letters; nothing where they say it all."""
    told = where_told(sheet, lang)
    return () if told == afar_told(sheet, lang) else ((pgettext("fact", "Where"), told),)


def _who_may(sheet: CallSheet) -> str:
    """Whom the doors are open to, where they are open to everybody."""
    return _("Everybody may come and speak. Entry is free.") if sheet.comers is Comers.EVERYBODY else ""


def poster_papers(sheet: CallSheet, lang: str) -> tuple[Paper, ...]:
    """The notice on two sheets across, one above the other: what it is about above, day, hour and place below."""
    return tuple(paper for one in langs_of(lang) for paper in _poster(sheet, one))


def _poster(sheet: CallSheet, lang: str) -> Iterator[Paper]:
    with override(lang):
        name = pgettext("paper", "Poster")
        above = (
            Heading((_heading(sheet, lang),)),
            Large((called(sheet, lang),), NOTICE_CAPITALS),
            *_about(sheet, lang),
        )
        foot = _("upper sheet: the lower one is joined here")
        yield call_paper(sheet, lang, name, above, wide=True, foot=foot, size=POSTER, least=LEAST_POSTER)
        below = (
            Heading((pgettext("poster", "When and where"),)),
            Large((day_told(sheet, lang), hour_told(sheet, lang)), POSTER_CAPITALS),
            Large((afar_told(sheet, lang),), NOTICE_CAPITALS),
            Facts(_where_in_full(sheet, lang)),
            Line(contact_told(sheet, lang)),
        )
        foot = _("lower sheet")
        yield call_paper(sheet, lang, name, below, wide=True, foot=foot, size=POSTER, least=LEAST_POSTER)


def _about(sheet: CallSheet, lang: str) -> Iterator[Small]:
    yield from map(Lead, change_told(sheet, lang))
    yield Facts(((pgettext("fact", "Initiator"), initiator_told(sheet, lang)),))
    yield from (Prose((told,)) for told in urgent_told(sheet, lang))
    yield Lead(pgettext("notice", "Issues:"))
    yield Prose(agenda_told(sheet, lang))
    yield Lead(pgettext("notice", "How it goes:"))
    yield Prose((*procedure_told(sheet, lang), _who_may(sheet)) if _who_may(sheet) else procedure_told(sheet, lang))


def cards_paper(sheet: CallSheet, lang: str, blanks: int = 0) -> Paper:
    """A card for each who is invited, four to a sheet, in every language of the paper; and so many without a name.

    Where nobody is invited and no blanks are asked for, one sheet of four without a name.
    """
    langs = langs_of(lang)
    names = in_each(langs, lambda one: pgettext("paper", "Invitation cards"))
    empty = blanks or (0 if sheet.invitees else BLANK_CARDS)
    whom = (*(line.whom for line in sheet.invitees), *(Said(),) * empty)
    # Said once for all cards: only the name differs from card to card.
    told = tuple(part for one in langs for part in _card(sheet, one))
    cards = tuple((*_to(sheet, langs, name), *told) for name in whom)
    return call_paper(sheet, lang, names[0], (Heading(names), Cards(cards, CARD_HEIGHT)))


def _to(sheet: CallSheet, langs: tuple[str, ...], whom: Said) -> Iterator[Small]:
    mark = mark_of(sheet, langs)
    if mark:
        yield Lead(mark)
    label = " / ".join(in_each(langs, lambda one: pgettext("card", "To")))
    yield Facts(((label, both(whom, langs) or "_" * 24),))


def _card(sheet: CallSheet, lang: str) -> Iterator[Small]:
    with override(lang):
        yield Lead(_("You are invited to a meeting"))
        yield Prose((": ".join(dict.fromkeys((plain(sheet.kind_name, lang), called(sheet, lang)))),))
        yield Facts(
            (
                (pgettext("fact", "When"), when_told(sheet, lang)),
                (pgettext("fact", "Where"), where_told(sheet, lang)),
            )
        )
        yield Line(contact_told(sheet, lang))


def doors_papers(sheet: CallSheet, lang: str) -> tuple[Paper, ...]:
    """The list for going from door to door: a paper for each village, empty rows for street and house."""
    langs = langs_of(lang)
    names = in_each(langs, lambda one: pgettext("paper", "List for going from door to door"))
    facts, columns = facts_of(sheet, langs), _door_columns(langs)
    return tuple(
        call_paper(
            sheet,
            lang,
            names[0],
            (
                Heading(names),
                facts,
                Table(both(village, langs), columns, empty_rows(DOOR_ROWS, len(columns)), tall=True),
            ),
            foot=plain(village, langs[0]),
            least=LEAST_LIST,
        )
        for village in sheet.villages
    )


def _door_columns(langs: tuple[str, ...]) -> tuple[Column, ...]:
    return (
        Column(("№",), 9),
        Column(in_each(langs, lambda one: pgettext("column", "Street")), 48),
        Column(in_each(langs, lambda one: pgettext("column", "House")), 19),
        Column(in_each(langs, lambda one: pgettext("column", "Told on")), 26),
        Column(in_each(langs, lambda one: pgettext("column", "By whom")), 40),
        Column(in_each(langs, lambda one: pgettext("column", "Signature")), 28),
    )


def empty_rows(rows: int, columns: int) -> tuple[tuple[str, ...], ...]:
    """Numbered rows to write in."""
    return tuple((str(n), *("",) * (columns - 1)) for n in range(1, rows + 1))


def facts_of(sheet: CallSheet, langs: tuple[str, ...]) -> Facts:
    """What, when and where, in each language."""
    rows = (
        (lambda one: _("What it is about"), lambda one: called(sheet, one)),
        (lambda one: pgettext("fact", "When"), lambda one: when_told(sheet, one)),
        (lambda one: pgettext("fact", "Where"), lambda one: where_told(sheet, one)),
    )
    return Facts(tuple((" / ".join(in_each(langs, name)), " / ".join(in_each(langs, value))) for name, value in rows))


def spoken_paper(sheet: CallSheet, lang: str) -> Paper:
    """What is read aloud over a loudspeaker, in each language: short, and twice."""
    langs = langs_of(lang)
    names = in_each(langs, lambda one: pgettext("paper", "Loudspeaker text"))
    parts: list[Part] = [Heading(names)]
    for one in langs:
        with override(one):
            parts += [Section(_("Read slowly, and twice:")), *(Prose((told,)) for told in spoken(sheet, one))]
    return call_paper(sheet, lang, names[0], parts, size=POSTER)


def spoken(sheet: CallSheet, lang: str) -> tuple[str, ...]:
    """The sentences, in the active language: at most 60 words. A title that is too long gives way to the kind."""
    told = _spoken(sheet, lang, called(sheet, lang))
    if sum(len(sentence.split()) for sentence in told) <= SPOKEN_WORDS:
        return told
    return _spoken(sheet, lang, plain(sheet.kind_name, lang))


def _spoken(sheet: CallSheet, lang: str, title: str) -> tuple[str, ...]:
    changed = change_told(sheet, lang)[:1]
    if sheet.state in {State.CANCELLED, State.POSTPONED}:
        return (_("Dear fellow villagers!"), *changed, _("It was to be about: %(title)s.") % {"title": title})
    day, hour = _spoken_day(sheet, lang), sheet.when.starts
    when = ", ".join(filter(None, (day, _("at %(hour)s") % {"hour": clock_time(hour)} if hour else "")))
    return (
        _("Dear fellow villagers!"),
        *changed,
        _("You are invited to a meeting: %(title)s.") % {"title": title},
        _("When: %(when)s.") % {"when": when or "________"},
        _("Where: %(where)s.") % {"where": plain(sheet.where.venue, lang) or "________"},
        _("Come, listen and speak!"),
    )


def _spoken_day(sheet: CallSheet, lang: str) -> str:
    return day_in_words(sheet.when.first, lang, weekday=True, year=False) if sheet.when.first else ""
