"""The next meetings as a section of the report of a series: counts by raion, and of how many nobody knows."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tegerek.lib.said import Said
from tegerek.programmes.models import Programme
from tegerek.programmes.next_sheets import NextGroup, Step, next_sheet
from tegerek.programmes.report_parts import NEXT, FactTable, Section, heading, ours


def next_section(programme: Programme, until: date) -> Section | None:
    """Aimaks trained up to that day, and what is known of their next meetings. Five queries at most; None for none."""
    sheet = next_sheet(programme, until)
    if not sheet.total.of:
        return None
    rows = tuple(_row(group.name, group) for group in sheet.groups)
    total = _row(ours(lambda: _("In all")), sheet.total)
    table = FactTable("next-by-raion", ours(lambda: _("By raion")), _columns(), (*rows, total))
    return Section(
        NEXT, heading(NEXT), (table,), (ours(lambda: _("A step of which nobody knows is not counted as taken.")),)
    )


def _columns() -> tuple[Said, ...]:
    """The words over each column of `_row`."""
    return (
        ours(lambda: _("Raion or city")),
        ours(lambda: _("Aimaks trained")),
        ours(lambda: _("A next meeting is meant")),
        ours(lambda: pgettext("column of next meetings", "Called")),
        ours(lambda: pgettext("column of next meetings", "Held")),
        ours(lambda: pgettext("column of next meetings", "Closed")),
        ours(lambda: pgettext("column of next meetings", "Minutes public")),
        ours(lambda: pgettext("column of next meetings", "Questions answered")),
    )


def _row(name: Said, group: NextGroup) -> tuple[Said | int, ...]:
    return (name, group.of, group.begun, *(group.step(step).yes for step in Step))
