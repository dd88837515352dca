"""Meetings whose minutes are written, and what is said there. All invented."""

from __future__ import annotations

from uuid import uuid4

from tegerek.demo.moments import at
from tegerek.lib.said import Said
from tegerek.meetings import actions as meetings
from tegerek.meetings.actions import Item
from tegerek.meetings.closing import Figures, TypedResult, record_closing
from tegerek.meetings.models import Meeting
from tegerek.minutes.actions import Typed, add_passage, begin_minutes
from tegerek.minutes.models import Minutes, Passage
from tegerek.people.models import User
from tests.meetings.rows import NOW, a_called

AFTER = at("2026-03-21", 18)
TITLES = ("Таза суу", "Көчө жарыгы", "Жол")


def a_held(*titles: str) -> Meeting:
    """A called meeting whose day has come, with an agenda."""
    meeting = a_called()
    items = [Item(Said.of(ky=title), "decide") for title in titles or TITLES[:1]]
    meetings.set_agenda(meeting, items, seen=meeting.version, by=None, now=NOW)
    return Meeting.objects.select_related("place__parent", "venue", "office").get(pk=meeting.pk)


def a_closed(*titles: str) -> Meeting:
    """The same with its closing: 63 were there, the first item was decided."""
    meeting = a_held(*titles)
    first = meeting.agenda.first()
    assert first is not None
    result = TypedResult(first.pk, votes_for=40, votes_against=3, decision=Said.of(ky="Түтүк алмаштырылат."))
    figures = Figures(present=63, invited=4, chair="Сынак Мисалов", secretary="Айсулуу Үлгүева")
    record_closing(meeting, figures, [result], seen=meeting.version, by=None, now=AFTER)
    return Meeting.objects.select_related("place__parent", "venue", "office").get(pk=meeting.pk)


def minutes_of(meeting: Meeting) -> Minutes:
    return begin_minutes(meeting, by=None, now=AFTER)


def heard(minutes: Minutes, text: str = "Суу түнкүсүн жетпейт.", by: User | None = None) -> Passage:
    typed = Typed(Passage.Kind.HEARD, Said.of(ky=text), minutes.meeting.agenda.first(), "Ойдон Сынаков")
    return add_passage(minutes, typed, key=uuid4(), by=by, now=AFTER)
