"""Public meetings of the invented aiyl aimak, one in each state of a meeting's life."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tegerek.demo.cast import Cast
from tegerek.demo.land import Land
from tegerek.demo.moments import at, when
from tegerek.lib.said import Said
from tegerek.meetings import actions
from tegerek.meetings.actions import Item
from tegerek.meetings.models import Meeting
from tegerek.meetings.rules import When
from tegerek.people.models import User
from tegerek.places.models import Body, Unit, Venue


@dataclass(frozen=True)
class Gatherings:
    """The meetings by what they show."""

    called: Meeting
    moved: Meeting
    without_hour: Meeting
    held: Meeting
    closed: Meeting
    postponed: Meeting
    cancelled: Meeting
    draft: Meeting
    neighbours_draft: Meeting


def gather(land: Land, cast: Cast) -> Gatherings:
    """Call, move, hold, close, postpone and cancel meetings, each on its day."""
    return Gatherings(
        called=_water(land, cast.clerk.user),
        moved=_budget(land, cast.clerk.user),
        without_hour=_report(land, cast.clerk.user),
        held=_pasture(land, cast.clerk.user),
        closed=_road(land, cast.clerk.user),
        postponed=_school(land, cast.clerk.user),
        cancelled=_fair(land, cast.clerk.user),
        draft=_draft(
            land.okmotu,
            land.villages[2],
            land.school,
            "Көчөлөргө ат коюу",
            "Названия улиц",
            "Names of the streets",
            cast.clerk.user,
        ),
        neighbours_draft=_draft(
            land.neighbours,
            land.neighbours.unit or land.aimak,
            None,
            "Жайыт аянты",
            "Площадь пастбищ",
            "Pasture area",
            cast.neighbour.user,
        ),
    )


def _water(land: Land, by: User) -> Meeting:
    items = (
        _item(
            "Түтүк тартуунун баасы жана мөөнөтү",
            "Стоимость и сроки прокладки водопровода",
            "Cost and time of laying the pipe",
            "inform",
            20,
            Said.of(
                ky="суу пайдалануучулар бирикмеси", ru="ассоциация водопользователей", en="water users’ association"
            ),
        ),
        _item("Таза суунун жаңы тарифи", "Новый тариф на питьевую воду", "New tariff for drinking water", "decide", 40),
        _item("Ар түрдүү маселелер", "Разное", "Other matters", "discuss", None),
    )
    meeting = _drafted(
        "assembly",
        land.okmotu,
        land.villages[0],
        land.culture_house,
        when("2026-03-14", "10:00"),
        at("2026-02-12"),
        by,
        _said("Таза суу: түтүк жана тариф", "Чистая вода: труба и тариф", "Clean water: pipe and tariff"),
        items,
    )
    actions.call_meeting(meeting, by=by, now=at("2026-02-20"))
    return meeting


def _budget(land: Land, by: User) -> Meeting:
    title = _said(
        "2025-жылдын бюджетинин аткарылышы", "Исполнение бюджета за 2025 год", "How the budget of 2025 was carried out"
    )
    items = (
        _item("Бюджеттин кирешеси жана чыгашасы", "Доходы и расходы бюджета", "Revenue and expenditure", "report", 30),
        _item(
            "Тургундардын суроолору жана сунуштары",
            "Вопросы и предложения жителей",
            "Questions and proposals of residents",
            "discuss",
            60,
        ),
    )
    meeting = _drafted(
        "budget-hearing",
        land.okmotu,
        land.villages[0],
        land.okmotu_hall,
        when("2026-03-26", "14:00"),
        at("2026-02-16"),
        by,
        title,
        items,
    )
    actions.call_meeting(meeting, by=by, now=at("2026-02-24"))
    reason = _said(
        "Ошол күнү райондо кеңешме болот.",
        "В этот день в районе проходит совещание.",
        "There is a raion conference on that day.",
    )
    actions.move_meeting(
        meeting, when=when("2026-03-27", "14:00"), reason=reason, seen=meeting.version, by=by, now=at("2026-03-02")
    )
    return meeting


def _report(land: Land, by: User) -> Meeting:
    title = _said(
        "Айыл өкмөтүнүн башчысынын жылдык отчету",
        "Годовой отчёт главы айыл окмоту",
        "Yearly report of the head of the aiyl okmotu",
    )
    meeting = _drafted("report", land.okmotu, land.aimak, None, when("2026-04-04"), at("2026-02-25"), by, title)
    actions.call_meeting(meeting, by=by, now=at("2026-03-03"))
    return meeting


def _pasture(land: Land, by: User) -> Meeting:
    title = _said("Мал жаюу тартиби", "Порядок выпаса скота", "Order of grazing")
    items = (_item("Жайытка чыгуу мөөнөтү", "Сроки выхода на пастбище", "When the herds go to pasture", "decide", 45),)
    meeting = _drafted(
        "assembly",
        land.okmotu,
        land.villages[1],
        land.school,
        when("2026-01-24", "11:00", "13:00"),
        at("2025-12-29"),
        by,
        title,
        items,
    )
    actions.call_meeting(meeting, by=by, now=at("2026-01-12"))
    actions.record_held(meeting, seen=meeting.version, by=by, now=at("2026-01-24", 15))
    return meeting


def _road(land: Land, by: User) -> Meeting:
    title = _said("Мектепке бара турган жол", "Дорога к школе", "The road to the school")
    meeting = _drafted(
        "public-hearing",
        land.okmotu,
        land.villages[0],
        land.culture_house,
        when("2025-12-12", "15:00"),
        at("2025-11-10"),
        by,
        title,
    )
    actions.call_meeting(meeting, by=by, now=at("2025-11-18"))
    actions.record_held(meeting, seen=meeting.version, by=by, now=at("2025-12-12", 18))
    actions.close_meeting(meeting, seen=meeting.version, by=by, now=at("2026-01-20"))
    return meeting


def _school(land: Land, by: User) -> Meeting:
    title = _said("Мектептин жылуулугу", "Отопление школы", "Heating of the school")
    meeting = _drafted(
        "assembly", land.okmotu, land.villages[2], land.school, when("2026-03-10", "10:00"), at("2026-02-10"), by, title
    )
    actions.call_meeting(meeting, by=by, now=at("2026-02-18"))
    reason = _said(
        "Жол карга бөгөлүп калды, жаңы күнү кийин айтылат.",
        "Дорогу занесло снегом, новый день объявим позже.",
        "Snow has closed the road; the new day will be announced.",
    )
    actions.postpone_meeting(meeting, reason=reason, seen=meeting.version, by=by, now=at("2026-03-05"))
    return meeting


def _fair(land: Land, by: User) -> Meeting:
    title = _said("Жазгы жарманке боюнча жолугушуу", "Встреча о весенней ярмарке", "Meeting about the spring fair")
    meeting = _drafted(
        "information",
        land.okmotu,
        land.villages[1],
        land.school,
        when("2026-03-20", "16:00"),
        at("2026-02-11"),
        by,
        title,
    )
    actions.call_meeting(meeting, by=by, now=at("2026-02-19"))
    reason = _said("Жарманке күзгө жылды.", "Ярмарка перенесена на осень.", "The fair was put off until autumn.")
    actions.cancel_meeting(meeting, reason=reason, seen=meeting.version, by=by, now=at("2026-03-04"))
    return meeting


def _draft(office: Body, place: Unit, venue: Venue | None, ky: str, ru: str, en: str, by: User) -> Meeting:
    return _drafted(
        "assembly", office, place, venue, when("2026-04-18", "10:00"), at("2026-03-05"), by, _said(ky, ru, en)
    )


def _drafted(
    kind: str,
    office: Body,
    place: Unit,
    venue: Venue | None,
    time: When,
    now: datetime,
    by: User,
    title: Said,
    items: Sequence[Item] = (),
) -> Meeting:
    meeting = actions.draft_meeting(
        office=office, kind=kind, title=title, place=place, venue=venue, when=time, by=by, now=now
    )
    if items:
        actions.set_agenda(meeting, list(items), seen=meeting.version, by=by, now=now)
    return meeting


def _item(ky: str, ru: str, en: str, purpose: str, minutes: int | None, rapporteur: Said | None = None) -> Item:
    return Item(_said(ky, ru, en), purpose, rapporteur or Said(), minutes)


def _said(ky: str, ru: str, en: str) -> Said:
    return Said.of(ky=ky, ru=ru, en=en)
