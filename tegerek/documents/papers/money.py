"""Money lists to sign: for the day and for the way, with the total in words; the same rows as a workbook."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override, pgettext

from tegerek.documents.papers.parts import (
    BLANK,
    Column,
    Facts,
    Heading,
    Line,
    Paper,
    Part,
    Prose,
    Signature,
    Table,
    in_each,
    langs_of,
)
from tegerek.documents.plain import plain, plain_line
from tegerek.documents.samples import as_sample, sample_mark
from tegerek.documents.tables import Cell, xlsx_of
from tegerek.documents.tables import Table as Sheet
from tegerek.documents.words import when_short
from tegerek.lib.dates import day_in_words, days_in_words
from tegerek.lib.money import som, som_in_words
from tegerek.programmes.pay_sheets import PayLine, PaySheet, RatesLine


def money_paper(sheet: PaySheet, lang: str, made_at: datetime) -> Paper:
    """One list: what is paid and on which paper that stands, a row for each, the total in figures and in words.

    A row whose sum is not known has a blank; above the list stands why.
    """
    langs = langs_of(lang)
    names = in_each(langs, lambda one: _title(sheet, one))
    parts: list[Part] = [Heading(names), Facts(tuple(_facts(sheet, langs)))]
    closing = Signature(_all(langs, lambda one: _("Paid out by")), "", above=_total(sheet, langs))
    rows = tuple(_row(line, sheet.kind, langs) for line in sheet.lines)
    parts += [Line(_all(langs, told)) for told in _lacking(sheet)]
    parts.append(Table("", tuple(_columns(sheet.kind, langs)), rows, tall=True, closing=closing))
    parts.append(Prose((f"{_all(langs, lambda one: _('Approved by'))}: {BLANK}",)))
    with override(langs[0]):
        pages = _("page {n} of {of}")
    place = plain(sheet.place, langs[0])
    foot = " · ".join(filter(None, (names[0], place, when_short(sheet.when, langs[0]))))
    author = plain(sheet.office, langs[0])
    mark = sample_mark(sheet.is_sample, langs)
    return Paper(langs[0], foot, author, made_at, foot, pages, tuple(parts), wide=True, mark=mark)


def money_xlsx(sheet: PaySheet, lang: str) -> bytes:
    """The same rows as a workbook, sums in som as figures; an empty column for the signature."""
    first = langs_of(lang)[0]
    with override(first):
        heads = [" / ".join(column.heads) for column in _columns(sheet.kind, (first,))]
        rows = [_cells(line, sheet.kind, first) for line in sheet.lines]
        width = len(heads)
        said = som_in_words(sheet.total, first)
        rows.append(_filled((None, pgettext("row", "Total"), said), sheet.total, width))
        rows += [_filled((None, told(first)), None, width) for told in _lacking(sheet)]
        title = as_sample(_title(sheet, first), sheet.is_sample)
        return xlsx_of([Sheet(title, tuple(heads), tuple(rows), texts=4)])


def rates_in_words(rates: RatesLine, kind: str) -> str:
    """What is paid, with the language of the reader active."""
    if kind == "day":
        told = _("%(sum)s som a day") % {"sum": som(rates.per_day or 0)}
        return f"{told}; {_('for whoever came in both halves of the day') if rates.needs_both else _came()}"
    if rates.per_km is not None:
        there = _("there and back") if rates.is_return else _("one way")
        return _("%(sum)s som a kilometre, %(way)s") % {"sum": som(rates.per_km), "way": there}
    bands = (_("up to %(km)d km: %(sum)s som") % {"km": band.up_to, "sum": som(band.sum)} for band in rates.bands)
    return "; ".join(bands)


def lack_in_words(lack: str, kind: str = "") -> str:
    """Why the sum of a row is not known, with the language of the reader active; "" where nothing lacks."""
    return {
        "days": _("attendance was not kept day by day"),
        "place": _("from where the person came is not written down"),
        "distance": _("the distance is not known"),
        "band": _("no sum is set for so long a way"),
    }.get(lack, "")


def _came() -> str:
    return _("for whoever came, be it for half a day")


def _title(sheet: PaySheet, lang: str) -> str:
    name = _("Money list: for the day") if sheet.kind == "day" else _("Money list: for the way")
    return f"{name} · № {sheet.number}" if sheet.number else name


def _facts(sheet: PaySheet, langs: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    yield _fact(langs, lambda one: _("Programme"), lambda one: plain(sheet.series, one))
    yield _fact(langs, lambda one: pgettext("fact", "Where"), lambda one: _where(sheet, one))
    yield _fact(langs, lambda one: pgettext("fact", "When"), lambda one: _when(sheet, one))
    yield _fact(langs, lambda one: _("Paid"), lambda one: rates_in_words(sheet.rates, sheet.kind))
    yield _fact(langs, lambda one: _("According to"), lambda one: plain_line(sheet.rates.source))
    if sheet.issued_on is None:
        yield _fact(langs, lambda one: pgettext("fact", "State"), lambda one: _("Draft: not issued yet"))
    else:
        day = sheet.issued_on
        yield _fact(langs, lambda one: pgettext("day of a money list", "Issued"), lambda one: day_in_words(day, one))
    if sheet.why:
        yield _fact(langs, lambda one: _("What is corrected"), lambda one: plain_line(sheet.why))


def _where(sheet: PaySheet, lang: str) -> str:
    return ", ".join(filter(None, (plain(sheet.venue, lang), plain(sheet.place, lang))))


def _when(sheet: PaySheet, lang: str) -> str:
    if sheet.first is None:
        return BLANK
    return days_in_words(sheet.first, sheet.last, lang) if sheet.last else day_in_words(sheet.first, lang)


def _columns(kind: str, langs: tuple[str, ...]) -> Iterator[Column]:
    heads: tuple[tuple[Callable[[str], str], float], ...] = (
        (lambda one: "№", 9),
        (lambda one: _("Surname and name"), 58),
        (lambda one: pgettext("column", "Post"), 52),
        (lambda one: pgettext("column", "Aiyl aimak"), 50),
        (lambda one: pgettext("column", "Days") if kind == "day" else pgettext("column", "Km, one way"), 22),
        (lambda one: pgettext("column", "Som"), 26),
        (lambda one: pgettext("column", "Signature"), 45),
    )
    return (Column(in_each(langs, head), share) for head, share in heads)


def _row(line: PayLine, kind: str, langs: tuple[str, ...]) -> tuple[str, ...]:
    measure = line.days if kind == "day" else line.km
    return (
        str(line.number),
        plain_line(line.name),
        plain(line.post, langs[0]),
        plain(line.unit, langs[0]),
        "" if measure is None else str(measure),
        "" if line.sum is None else som(line.sum),
        "",
    )


def _total(sheet: PaySheet, langs: tuple[str, ...]) -> str:
    def said(one: str) -> str:
        return _("Total: %(sum)s som (%(words)s)") % {
            "sum": som(sheet.total),
            "words": som_in_words(sheet.total, one),
        }

    return _all(langs, said)


def _lacking(sheet: PaySheet) -> list[Callable[[str], str]]:
    """What the list does not know, a sentence each: sums that lack, people of whom nobody said whether they came."""
    told: list[Callable[[str], str]] = []
    for lack in dict.fromkeys(line.lack for line in sheet.lines if line.lack):
        rows = [line.number for line in sheet.lines if line.lack == lack]
        told.append(lambda one, lack=lack, rows=rows: _lacking_rows(rows, lack))  # type: ignore[misc]  # bound early
    if sheet.unticked:
        told.append(lambda one: _unticked(sheet.unticked))
    return told


def _lacking_rows(rows: list[int], lack: str) -> str:
    words = ngettext(
        "Row %(rows)s: the sum is not known, %(why)s. It is not in the total.",
        "Rows %(rows)s: the sums are not known, %(why)s. They are not in the total.",
        len(rows),
    )
    return words % {"rows": ", ".join(map(str, rows)), "why": lack_in_words(lack)}


def _unticked(number: int) -> str:
    words = ngettext(
        "Of %d person on the list nobody wrote down whether she or he came.",
        "Of %d people on the list nobody wrote down whether they came.",
        number,
    )
    return words % number


def _cells(line: PayLine, kind: str, lang: str) -> tuple[Cell, ...]:
    measure = line.days if kind == "day" else line.km
    told = (line.number, plain_line(line.name), plain(line.post, lang), plain(line.unit, lang), measure)
    return (*told, _figure(line.sum), None)


def _figure(tyiyn: int | None) -> Cell:
    """Whole som as a figure to reckon with; with tyiyn as a text, so that no program rounds it."""
    if tyiyn is None:
        return None
    return tyiyn // 100 if tyiyn % 100 == 0 else som(tyiyn)


def _filled(first: tuple[Cell, ...], total: int | None, width: int) -> tuple[Cell, ...]:
    row = [*first, *[None] * (width - len(first))]
    row[width - 2] = _figure(total)
    return tuple(row)


def _fact(langs: tuple[str, ...], name: Callable[[str], str], value: Callable[[str], str]) -> tuple[str, str]:
    return _all(langs, name), _all(langs, value)


def _all(langs: tuple[str, ...], say: Callable[[str], str]) -> str:
    return " / ".join(in_each(langs, say))
