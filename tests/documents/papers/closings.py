"""An invented meeting that was held and written down: what the tests of the result sheet write out."""

from __future__ import annotations

from tegerek.demo.moments import at
from tegerek.lib.said import Said
from tegerek.meetings import actions
from tegerek.meetings.actions import Item
from tegerek.meetings.closing import Figures, TypedResult, record_closing
from tegerek.meetings.closing_sheets import ClosingSheet, closing_sheet
from tegerek.meetings.models import Meeting
from tests.meetings.rows import NOW, a_called

DECISION = "Тариф ар бир короо үчүн айына жетимиш сом болсун, төлөм 1-майдан башталсын. "


def a_closing(items: int = 1, *, letters: int = 80, present: int | None = 70) -> ClosingSheet:
    """So many items, each with a decision of so many letters, none carried: 32 of 70."""
    meeting = a_called()
    agenda = [Item(Said.of(ky=f"Таза суунун жаңы тарифи, {n}-көчө", ru=f"Тариф {n}"), "decide") for n in range(items)]
    actions.set_agenda(meeting, agenda, seen=meeting.version, by=None, now=NOW)
    decision = Said.of(ky=(DECISION * (letters // len(DECISION) + 1))[:letters])
    results = [
        TypedResult(item.pk, votes_for=32, votes_against=27, abstained=0, decision=decision)
        for item in meeting.agenda.all()
    ]
    figures = Figures(present=present, women=40, men=30, chair="Ойдонов Сынак")
    record_closing(meeting, figures, results, seen=meeting.version, by=None, now=at("2026-03-21"))
    return closing_sheet(Meeting.objects.select_related("place__parent", "venue", "office").get(pk=meeting.pk))
