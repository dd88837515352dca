"""The roster of a meeting as a workbook, in columns that can be brought back."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from tegerek.documents.plain import plain
from tegerek.documents.samples import as_sample
from tegerek.documents.tables import Cell, Table, xlsx_of
from tegerek.lib.phones import phone_in_words
from tegerek.meetings.roster_sheets import RosterLine, RosterSheet
from tegerek.people.models import Sex


def roster_xlsx(sheet: RosterSheet, lang: str) -> bytes:
    """Everybody with a seat, a row each; the headings are those by which a list that is brought is understood."""
    with override(lang):
        return xlsx_of([roster_table(sheet, lang)])


def roster_table(sheet: RosterSheet, lang: str) -> Table:
    """The table of the workbook; the language must be active."""
    columns = (
        "№",
        pgettext("column of a list", "Name"),
        pgettext("column of a list", "Post"),
        pgettext("column of a list", "Aiyl aimak"),
        pgettext("column of a list", "Gender"),
        pgettext("column of a list", "Age"),
        pgettext("column of a list", "Phone"),
        pgettext("column of a list", "Morning"),
        pgettext("column of a list", "Afternoon"),
    )
    rows = tuple(_row(number, line, lang) for number, line in enumerate(sheet.coming, start=1))
    return Table(as_sample(_("List of people"), sheet.is_sample), columns, rows)


def _row(number: int, line: RosterLine, lang: str) -> tuple[Cell, ...]:
    sexes = {Sex.FEMALE: pgettext("sex, in a list", "f"), Sex.MALE: pgettext("sex, in a list", "m")}
    return (
        number,
        line.name,
        plain(line.title, lang),
        plain(line.unit, lang),
        sexes.get(Sex(line.sex)) if line.sex else "",
        line.band,
        ", ".join(map(phone_in_words, line.phones)),
        _tick(line.morning),
        _tick(line.afternoon),
    )


def _tick(was_there: bool | None) -> str:
    if was_there is None:
        return ""
    return pgettext("tick", "yes") if was_there else pgettext("tick", "no")
