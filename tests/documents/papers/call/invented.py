"""An invented assembly: what the tests of the papers of a call write out."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time

from django.utils.translation import override

from tegerek.lib.said import Said
from tegerek.meetings.call_sheets import CallSheet, InvitedLine, ItemLine, NoticeLine, OrderLine
from tegerek.meetings.rules import State, When
from tegerek.procedures.kinds import kind as kind_of
from tegerek.procedures.terms import Initiator
from tests.documents import sheets
from tests.documents.papers.invented import HEAD

ITEMS = (
    ItemLine(
        1,
        Said.of(ky="Түтүк тартуунун баасы жана мөөнөтү", ru="Стоимость и сроки прокладки водопровода"),
        "inform",
        Said.of(ky="суу пайдалануучулар бирикмеси", ru="ассоциация водопользователей"),
        20,
    ),
    ItemLine(
        2,
        Said.of(ky="Таза суунун жаңы тарифи", ru="Новый тариф на питьевую воду"),
        "decide",
        Said.of(ky="айыл өкмөтүнүн башчысы", ru="глава айыл окмоту"),
        40,
        Said.of(ky="Тариф 1-июндан тартып жогорулатылсын.", ru="Повысить тариф с 1 июня."),
    ),
    ItemLine(3, Said.of(ky="Ар түрдүү маселелер", ru="Разное"), "discuss"),
)

DAY_BEFORE = date(2026, 3, 12)
speaking = override


def sheet(**changes: object) -> CallSheet:
    """A called assembly that lacks nothing."""
    kind = kind_of("assembly")
    made = CallSheet(
        meeting=7,
        number=10015,
        kind="assembly",
        kind_name=kind.name,
        chair=kind.chair,
        comers=kind.comers,
        title=Said.of(ky="Таза суу: түтүк жана тариф", ru="Чистая вода: труба и тариф"),
        about=Said(),
        initiator=Initiator.HEAD,
        procedure=Said.of(
            ky="Баяндама, суроолор, ачык добуш берүү. Сунуштар кат түрүндө да кабыл алынат.",
            ru="Доклад, вопросы, открытое голосование. Предложения принимаются и письменно.",
        ),
        where=sheets.where(),
        when=When(date(2026, 3, 14), None, time(10), None),
        mode="hall",
        online_at="",
        state=State.CALLED,
        is_rehearsal=False,
        office=sheets.OFFICE,
        agenda=ITEMS,
        changed_at=datetime(2026, 3, 6, 9, 30, tzinfo=UTC),
        invitees=(
            InvitedLine(Said.of(ky="Айылдык кеңештин депутаттары", ru="Депутаты айылного кенеша")),
            InvitedLine(Said.of(ky="Суу пайдалануучулар бирикмеси", ru="Ассоциация водопользователей"), True),
        ),
        order=OrderLine(),
        letterhead=HEAD,
        suggest_until=date(2026, 3, 10),
        notice=NoticeLine(
            5,
            Said.of(ky="усулдук көрсөтмө, сунуштама", ru="методическое указание, рекомендация"),
            Said.of(ky="Усулдук көрсөтмө, 18.4-пункт (сунуштама)", ru="Методическое указание, п. 18.4 (рекомендация)"),
        ),
        villages=(
            Said.of(ky="Ак-Терек айылы", ru="село Ак-Терек"),
            Said.of(ky="Таш-Булак айылы", ru="село Таш-Булак"),
        ),
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # names and values come from the test that knows them
