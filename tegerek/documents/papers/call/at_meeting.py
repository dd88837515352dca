"""Papers for the meeting itself: who came, what the chair says, the blank minutes, slips for questions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override, pgettext

from tegerek.documents.addresses import own_page, own_page_typed
from tegerek.documents.papers.call.common import (
    LONG_BLANK,
    agenda_told,
    both,
    call_paper,
    called,
    hour_told,
    mark_of,
    purpose_told,
    when_told,
    where_told,
)
from tegerek.documents.papers.call.notice import empty_rows, facts_of
from tegerek.documents.papers.parts import (
    BLANK,
    Cards,
    Code,
    Column,
    Facts,
    Heading,
    Lead,
    Line,
    Paper,
    Part,
    Prose,
    Rules,
    Section,
    Signature,
    Small,
    Table,
    Ticks,
    in_each,
    langs_of,
)
from tegerek.documents.plain import plain
from tegerek.documents.words import when_short
from tegerek.meetings.call_sheets import CallSheet, ItemLine
from tegerek.meetings.models import AgendaItem
from tegerek.procedures.terms import Chair

# Rows of a sheet that everybody signs: at least so many, and at most.
SIGN_ROWS, MOST_SIGN_ROWS = 33, 400
SLIP_HEIGHT = 125.0  # millimetres: four to a sheet
SLIPS_A_SHEET = 4
BLANK_SLIPS = 8
# Lines to write on, where a slip says everything once, and letters of its title: a line.
SLIP_RULES, SLIP_TITLE = 7, 45
# So many lines fewer where a piece is torn off, and the side of its square in millimetres.
STUB_RULES, STUB_SIDE = 2, 17.0
VOTED = (AgendaItem.Purpose.DECIDE, AgendaItem.Purpose.ELECT)


def comers_paper(sheet: CallSheet, lang: str) -> Paper:
    """The sheet at the door of a meeting that everybody may come to: numbered rows, as many as people are expected."""
    langs = langs_of(lang)
    names = in_each(langs, lambda one: pgettext("paper", "Sign-in sheet of all who come"))
    rows = min(max(SIGN_ROWS, sheet.expected or 0), MOST_SIGN_ROWS)
    above = " / ".join(in_each(langs, lambda one: _who_is_who()))
    closing = Signature(
        " / ".join(in_each(langs, lambda one: _("Responsible for the list"))),
        "",
        above=" / ".join(in_each(langs, lambda one: _("Came in all: ______, of them women: ______, men: ______"))),
    )
    table = Table("", _comers_columns(langs), empty_rows(rows, 6), above=above, tall=True, closing=closing)
    return call_paper(sheet, lang, names[0], (Heading(names), facts_of(sheet, langs), table), wide=True)


def _comers_columns(langs: tuple[str, ...]) -> tuple[Column, ...]:
    return (
        Column(("№",), 11),
        Column(in_each(langs, lambda one: _("Surname and name")), 80),
        Column(in_each(langs, lambda one: pgettext("column", "Village, street")), 60),
        Column(in_each(langs, lambda one: pgettext("column", "Sex (f/m)")), 24),
        Column(in_each(langs, lambda one: pgettext("column", "Age and group")), 46),
        Column(in_each(langs, lambda one: pgettext("column", "Signature")), 40),
    )


def _who_is_who() -> str:
    return _(
        "Age: under 16, 16–17, 18–27, 28–34, 35 and over. Group: R – resident of 18 and over, r – other resident, "
        "O – official, G – guest, M – media."
    )


def script_papers(sheet: CallSheet, lang: str) -> tuple[Paper, ...]:
    """What the chair says, from the opening to the end, item by item; one paper for each language."""
    return tuple(_script(sheet, one) for one in langs_of(lang))


def _script(sheet: CallSheet, lang: str) -> Paper:
    with override(lang):
        name = pgettext("paper", "Chair’s script")
        parts = (Heading((name,)), facts_of(sheet, (lang,)), *_script_parts(sheet, lang))
        return call_paper(sheet, lang, name, parts, size=13.0)


def _script_parts(sheet: CallSheet, lang: str) -> Iterator[Part]:
    yield from _opening(sheet, lang)
    yield from _leading(sheet)
    yield Section(_("Agenda and regulations"))
    yield Prose(agenda_told(sheet, lang))
    if sheet.speakers:
        yield Facts(((_("List of speakers"), "; ".join(plain(who, lang) for who in sheet.speakers)),))
    yield Prose(
        (
            _("“Rapporteurs have the minutes of the agenda, questions and speeches %(minutes)s minutes each.”")
            % {"minutes": "______"},
            _("“Who is for this agenda and these regulations?” For: ______ against: ______ abstained: ______"),
        )
    )
    for item in sheet.agenda:
        yield from _item(sheet, item, lang)
    yield from _end()


def _opening(sheet: CallSheet, lang: str) -> Iterator[Part]:
    yield Section(_("Opening"))
    yield Prose(
        (
            _("“Good day, dear fellow villagers! We have come together about: %(title)s.”")
            % {"title": called(sheet, lang)},
            _("“By the sheets at the door, present are: ______, of them residents with the right to vote: ______.”"),
            _quorum(sheet),
        )
    )


def _quorum(sheet: CallSheet) -> str:
    """Another day by consent of those present is known to assemblies alone: charter, 18.7."""
    if sheet.chair is Chair.ELECTED:
        return _(
            "“Needed by our charter: ______.” If enough came: “The meeting may decide.” If not: agree with those "
            "present on another day: ______________"
        )
    return _("“Needed by our charter: ______.” If enough came: “The meeting may decide.” If not: ______________")


def _leading(sheet: CallSheet) -> Iterator[Part]:
    """Who leads: elected by those present or chosen before, by the kind of meeting."""
    if sheet.chair is Chair.CHOSEN_BEFORE:
        yield Section(_("Moderator and secretary"))
        yield Prose((_("“The moderator is: ____________________; the secretary is: ____________________.”"),))
        return
    yield Section(_("Election of chair and secretary"))
    vote = _("For: ______ against: ______ abstained: ______")
    yield Prose(
        (
            _("“Whom do you propose as chair?” ____________________") + " " + vote,
            _("“Whom do you propose as secretary, to keep the minutes?” ____________________") + " " + vote,
            _("If votes will be many: “Whom do you propose to count them?” ____________________"),
        )
    )


def _item(sheet: CallSheet, item: ItemLine, lang: str) -> Iterator[Part]:
    title = plain(item.title, lang) or LONG_BLANK
    yield Section(_("Item %(n)d: %(title)s") % {"n": item.position, "title": title})
    yield Prose(tuple(_item_words(sheet, item, lang)))


def _item_words(sheet: CallSheet, item: ItemLine, lang: str) -> Iterator[str]:
    who = plain(item.rapporteur, lang) or BLANK
    yield f"{purpose_told(item.purpose)[:1].upper()}{purpose_told(item.purpose)[1:]}. " + _minutes(item, who)
    yield _("“Questions, please: first the written ones in their order, then by raised hand.”")
    yield _("“Who wishes to speak?” Note each position for the minutes.")
    if item.draft_decision:
        yield _("Read the draft decision aloud: %(text)s") % {"text": plain(item.draft_decision, lang)}
    if item.purpose in VOTED:
        yield _("“Who is for? Who is against? Who abstains?” For: ______ against: ______ abstained: ______")
        yield _("It carries with more than half of those present. Present: ______, more than half: ______.")
    elif sheet.kind == "report":
        yield _("“How do you rate the report: satisfactory?” For: ______ “Unsatisfactory?” For: ______")


def _minutes(item: ItemLine, who: str) -> str:
    if item.minutes is None:
        return _("“The floor has: %(who)s.”") % {"who": who}
    told = ngettext(
        "“The floor has: %(who)s, %(minutes)d minute.”", "“The floor has: %(who)s, %(minutes)d minutes.”", item.minutes
    )
    return told % {"who": who, "minutes": item.minutes}


def _end() -> Iterator[Part]:
    yield Section(_("Closing"))
    yield Prose(
        (
            _("Read the decisions aloud, with their numbers."),
            _("“Questions that we could not answer today are looked into, and the answer is given in writing.”"),
            _("“Results and minutes will be put up here: ____________________. Thank you; the meeting is closed.”"),
        )
    )


def minutes_papers(sheet: CallSheet, lang: str) -> tuple[Paper, ...]:
    """Blank minutes in the model form, with what the method instructions ask besides; one for each language."""
    return tuple(_minutes_paper(sheet, one) for one in langs_of(lang))


def _minutes_paper(sheet: CallSheet, lang: str) -> Paper:
    with override(lang):
        name = pgettext("paper", "Minutes")
        parts = (Heading((_("MINUTES"), _("of a meeting of the local community"))), *_minutes_parts(sheet, lang))
        return call_paper(sheet, lang, name, parts)


def _minutes_parts(sheet: CallSheet, lang: str) -> Iterator[Part]:
    yield Facts(tuple(_minutes_head(sheet, lang)))
    yield Section(pgettext("minutes", "AGENDA:"))
    yield Prose(tuple(_on_agenda(item, lang) for item in _items(sheet)))
    for item in _items(sheet):
        yield from _minutes_item(item, lang)
    yield Signature(pgettext("minutes", "Chair"), _("(name)"))
    yield Signature(pgettext("minutes", "Secretary"), _("(name)"))


def _minutes_head(sheet: CallSheet, lang: str) -> Iterator[tuple[str, str]]:
    yield _("Day and number"), f"{when_told(sheet, lang)}, № {BLANK}"
    yield _("Village or town"), where_told(sheet, lang)
    yield pgettext("fact", "Kind of meeting"), plain(sheet.kind_name, lang)
    yield _("Began, ended"), f"____:____ – ____:____ ({hour_told(sheet, lang)})"
    yield pgettext("minutes", "Chair of the meeting"), LONG_BLANK
    yield pgettext("minutes", "Secretary"), LONG_BLANK
    yield _("Present"), _("______ people: women ______, men ______; residents with the right to vote ______")
    yield _("Invited"), _("______ people, of them came ______ (list attached)")


def _items(sheet: CallSheet) -> tuple[ItemLine, ...]:
    return sheet.agenda or (ItemLine(1, sheet.title, ""),)


def _on_agenda(item: ItemLine, lang: str) -> str:
    words = {
        "n": item.position,
        "title": plain(item.title, lang) or LONG_BLANK,
        "who": plain(item.rapporteur, lang) or BLANK,
    }
    return _("%(n)d. About: %(title)s. Report: %(who)s (post, name)") % words


def _minutes_item(item: ItemLine, lang: str) -> Iterator[Part]:
    yield Section(_("Item %(n)d") % {"n": item.position})
    yield Lead(pgettext("minutes", "HEARD:"))
    yield Line(_("Name and post – what was said, in short"))
    yield Rules(2)
    yield Line(_("Who asked (name) – the question – the answer"))
    yield Rules(2)
    yield Line(_("Positions expressed on the issue (name – position)"))
    yield Rules(2)
    if item.purpose in (*VOTED, ""):
        yield Line(_("Vote: for ______, against ______, abstained ______, present ______"))
    yield Lead(pgettext("minutes", "RESOLVES (DECIDES):"))
    yield Prose(tuple(f"{item.position}.{n}. {LONG_BLANK}{LONG_BLANK}" for n in (1, 2)))


def slip_sheets(slips: int) -> int:
    """How many sheets so many question slips take; without any reserved the blank ones are printed.

    >>> [slip_sheets(slips) for slips in (0, 4, 5, 20)]
    [2, 1, 2, 5]
    """
    return -(-(slips or BLANK_SLIPS) // SLIPS_A_SHEET)


def slips_paper(
    sheet: CallSheet,
    lang: str,
    numbers: Sequence[int] = (),
    address: str = "",
    codes: Mapping[int, str] | None = None,
) -> Paper:
    """Slips for questions and proposals, four to a sheet, each with its number; without numbers eight with a blank.

    In two languages each slip says everything twice. address: of the site, where a number is looked up; a slip without
    a number says nothing of it. codes: of personal links by number; such a slip has a piece to tear off and keep.
    """
    langs = langs_of(lang)
    names = in_each(langs, lambda one: pgettext("paper", "Question slips"))
    known = codes or {}
    told = tuple(_slip(sheet, langs, has_stub=bool(known)))
    slips = tuple(
        (*_numbered(sheet, langs, n), *told, *_kept(langs, n, address, known))
        for n in (numbers or (None,) * BLANK_SLIPS)
    )
    return call_paper(sheet, lang, names[0], (Heading(names), Cards(slips, SLIP_HEIGHT)))


def _numbered(sheet: CallSheet, langs: tuple[str, ...], number: int | None) -> Iterator[Small]:
    mark = mark_of(sheet, langs)
    if mark:
        yield Lead(mark)
    yield Lead(f"№ {number or '________'} · {when_short(sheet.when, langs[0])}".removesuffix(" · "))


def _slip(sheet: CallSheet, langs: tuple[str, ...], *, has_stub: bool) -> Iterator[Small]:
    yield Line(_slip_title(sheet, langs))
    yield Ticks(
        "", (_in_all(langs, lambda: pgettext("slip", "question")), _in_all(langs, lambda: pgettext("slip", "proposal")))
    )
    yield Line(_in_all(langs, lambda: _("To which item, and whom: ________________")))
    yield Rules(SLIP_RULES - 3 * (len(langs) - 1) - bool(mark_of(sheet, langs)) - STUB_RULES * has_stub)
    yield Ticks(
        _in_all(langs, lambda: pgettext("slip", "Answer")) + ":",
        (
            _in_all(langs, lambda: pgettext("slip", "in the hall")),
            _in_all(langs, lambda: pgettext("slip", "in writing")),
        ),
    )
    yield Ticks(
        _in_all(langs, lambda: _("May your name be public?")),
        (_in_all(langs, lambda: pgettext("slip", "yes")), _in_all(langs, lambda: pgettext("slip", "no"))),
    )
    yield Line(_in_all(langs, lambda: _("If you want an answer in writing: your name, and your address or phone")))
    yield Rules(1)


def _slip_title(sheet: CallSheet, langs: tuple[str, ...]) -> str:
    """In all languages, in the first, or the kind of the meeting alone: the first that a line holds."""
    titles = in_each(langs, lambda one: called(sheet, one))
    told = (" / ".join(titles), titles[0])
    return next((title for title in told if len(title) <= SLIP_TITLE), both(sheet.kind_name, langs))


def _kept(langs: tuple[str, ...], number: int | None, address: str, codes: Mapping[int, str]) -> Iterator[Small]:
    """The piece that whoever asks tears off and keeps; without a link only where the number is looked up."""
    code = codes.get(number or 0)
    if number is None or code is None or not address:
        yield from _looked_up(langs, number, address)
        return
    lines = (
        f"№ {number}",
        _in_all(langs, lambda: _("Tear this off and keep it: your own page, with the answer")),
        own_page_typed(address),
        code,
    )
    yield Code(own_page(address, langs[0], code), lines, STUB_SIDE, cut=True)


def _looked_up(langs: tuple[str, ...], number: int | None, address: str) -> Iterator[Small]:
    """Where it stands later what was asked and whether it was answered."""
    if number and address:
        short = f"{address.partition('://')[2]}/{number}"
        yield Line(_in_all(langs, lambda: pgettext("slip", "See")) + f": {short}")


def _in_all(langs: tuple[str, ...], say: Callable[[], str]) -> str:
    return " / ".join(in_each(langs, lambda one: say()))
