"""Papers with people on them: the list of participants, and the sheet that is signed at the door."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tegerek.documents.papers.day import day_facts, day_paper
from tegerek.documents.papers.parts import (
    Column,
    Heading,
    Line,
    Paper,
    Part,
    Signature,
    Table,
    in_each,
    langs_of,
)
from tegerek.documents.plain import plain, plain_line
from tegerek.lib.phones import phone_in_words
from tegerek.lib.said import Said
from tegerek.meetings.day_sheets import DaySheet
from tegerek.meetings.roster_sheets import RosterLine, RosterSheet

# Empty rows for whoever comes without having been on the list: so many at least, never more than that.
SPARE, MOST_SPARE = 5, 60


def roster_list_paper(day: DaySheet, roster: RosterSheet, lang: str) -> Paper:
    """The list of participants: whoever has a seat, by aimak, post and name; with phones if the sheet has them."""
    langs = langs_of(lang)
    names = in_each(langs, lambda one: _("List of participants"))
    phones = any(line.phones for line in roster.coming)
    columns = [_number(langs), *_who(langs)]
    if phones:
        columns.append(Column(in_each(langs, lambda one: pgettext("column", "Phone")), 27))
    rows = [_row(n, line, langs[0], phones) for n, line in enumerate(roster.coming, start=1)]
    parts: list[Part] = [Heading(names), day_facts(day, lang), Table("", tuple(columns), tuple(rows))]
    if not rows:
        parts.append(Line(" / ".join(in_each(langs, lambda one: _("Nobody is on the list yet.")))))
    return day_paper(day, lang, names, tuple(parts), wide=phones)


def sign_in_paper(day: DaySheet, roster: RosterSheet, lang: str, *, consent: Said) -> Paper:
    """The sheet at the door: a numbered row for each who has a seat, and empty ones for whoever comes besides.

    consent: the words everybody agrees to by signing; they come again on every page. A phone that the sheet does not
    tell is an empty cell to fill by hand, and so is an age.
    """
    langs = langs_of(lang)
    names = in_each(langs, lambda one: _("Sign-in sheet"))
    columns = (
        _number(langs),
        *_who(langs),
        Column(in_each(langs, lambda one: pgettext("column", "Age")), 19),
        Column(in_each(langs, lambda one: pgettext("column", "Phone")), 30),
        Column(in_each(langs, lambda one: _("Signature, morning")), 27),
        Column(in_each(langs, lambda one: _("Signature, afternoon")), 27),
    )
    coming = roster.coming
    rows = [_signing(n, line, langs[0]) for n, line in enumerate(coming, start=1)]
    rows += [(str(n), *[""] * 8) for n in range(len(coming) + 1, len(coming) + 1 + _spare(len(coming), day.planned))]
    closing = Signature(
        " / ".join(in_each(langs, lambda one: _("Responsible for the list"))),
        "",
        above=" / ".join(in_each(langs, lambda one: _("Came in all: ______, of them women: ______, men: ______"))),
    )
    above = " / ".join(in_each(langs, lambda one: plain(consent, one)))
    table = Table("", columns, tuple(rows), above=above, tall=True, closing=closing)
    parts = (Heading(names), day_facts(day, lang), table)
    return day_paper(day, lang, names, parts, wide=True)


def _number(langs: tuple[str, ...]) -> Column:
    return Column(("№",), 9)


def _who(langs: tuple[str, ...]) -> tuple[Column, ...]:
    heads: Sequence[tuple[Callable[[str], str], float]] = (
        (lambda one: _("Surname and name"), 48),
        (lambda one: pgettext("column", "Post"), 46),
        (lambda one: pgettext("column", "Aiyl aimak"), 42),
        (lambda one: pgettext("column", "Sex (f/m)"), 19),
    )
    return tuple(Column(in_each(langs, head), share) for head, share in heads)


def _row(n: int, line: RosterLine, lang: str, phones: bool) -> tuple[str, ...]:
    cells = (str(n), plain_line(line.name), plain(line.title, lang), plain(line.unit, lang), _sex(line.sex, lang))
    return (*cells, _phones(line.phones)) if phones else cells


def _signing(n: int, line: RosterLine, lang: str) -> tuple[str, ...]:
    age = line.band.replace("-", "–")
    return (*_row(n, line, lang, False), age, _phones(line.phones), "", "")


def _phones(phones: tuple[str, ...]) -> str:
    """As they are written in the country; the spaces within one do not break."""
    return ", ".join(phone_in_words(phone).replace(" ", "\u00a0") for phone in phones)


def _sex(sex: str, lang: str) -> str:
    """The letter of the language of the paper; "" where it was not stated."""
    if not sex:
        return ""
    return in_each((lang,), lambda one: pgettext("letter", "f") if sex == "f" else pgettext("letter", "m"))[0]


def _spare(listed: int, planned: int | None) -> int:
    return min(MOST_SPARE, max(SPARE, (planned or 0) - listed))
