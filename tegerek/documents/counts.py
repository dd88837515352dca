"""Plan and fact as tables: the page at the desk and the files for spreadsheets show the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from tegerek.documents.plain import plain
from tegerek.documents.samples import as_sample
from tegerek.documents.tables import Cell, Table
from tegerek.documents.words import state_word
from tegerek.lib.dates import days_short
from tegerek.meetings.rules import When
from tegerek.people.models import Sex
from tegerek.programmes.counts import Count, GroupCount, SeriesCounts


def counts_tables(counts: SeriesCounts, lang: str) -> tuple[Table, ...]:
    """By seminar, raion, oblast, post and sex; each with its total, which is the same in all that have it."""
    with override(lang):
        tables = (
            _by_seminar(counts, lang),
            _grouped(_("By raion"), _("Raion or city"), counts.raions, counts, lang),
            _grouped(_("By oblast"), _("Oblast"), counts.oblasts, counts, lang),
            _by_post(counts, lang),
            _by_sex(counts),
        )
        return tuple(replace(table, title=as_sample(table.title, counts.is_sample)) for table in tables)


def _by_seminar(counts: SeriesCounts, lang: str) -> Table:
    columns = (pgettext("column", "Day"), pgettext("column", "Place"), *_planning(), *_figures())
    rows = [
        (
            " ".join(filter(None, (_day(line.when), state_word(line.state)))),
            plain(line.place, lang),
            line.planned,
            *_cells(line.count),
        )
        for line in counts.seminars
    ]
    total = (_("In all"), "", counts.planned, *_cells(counts.total))
    return Table(_("By seminar"), columns, (*rows, total), texts=2)


def _grouped(title: str, what: str, groups: Iterable[GroupCount], counts: SeriesCounts, lang: str) -> Table:
    rows = [(plain(group.name, lang), group.planned, *_cells(group.count)) for group in groups]
    total = (_("In all"), counts.planned, *_cells(counts.total))
    return Table(title, (what, *_planning(), *_figures()), (*rows, total))


def _by_post(counts: SeriesCounts, lang: str) -> Table:
    rows = [(plain(group.name, lang), *_cells(group.count)) for group in counts.posts]
    return Table(_("By post"), (_("Post"), *_figures()), (*rows, (_("In all"), *_cells(counts.total))))


def _by_sex(counts: SeriesCounts) -> Table:
    """Seats have no sex, and women and men are rows here."""
    names = {Sex.FEMALE: _("Women"), Sex.MALE: _("Men"), "": _("Not stated")}
    rows = [(names[group.slug], *_cells(group.count)[1:-2]) for group in counts.sexes]
    total = (_("In all"), *_cells(counts.total)[1:-2])
    return Table(_("By sex"), (_("Sex"), *_figures()[1:-2]), (*rows, total))


def _planning() -> tuple[str, ...]:
    return (_("Planned"),)


def _figures() -> tuple[str, ...]:
    return (
        _("Seats"),
        _("On the list"),
        _("Confirmed"),
        _("Declined"),
        _("Morning"),
        _("Afternoon"),
        _("Came"),
        _("Not on the list before"),
        _("Not ticked yet"),
        _("Women who came"),
        _("Men who came"),
    )


def _cells(count: Count) -> tuple[Cell, ...]:
    return (
        count.seats,
        count.listed,
        count.confirmed,
        count.declined,
        count.morning,
        count.afternoon,
        count.came,
        count.walk_ins,
        count.unknown,
        count.women,
        count.men,
    )


def _day(when: When) -> str:
    return days_short(when.first, when.last or when.first) if when.first else pgettext("day", "to be announced")
