"""Plain rows for tests that need no cast: an office, a village, a clerk, a meeting on a day. All invented."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from tegerek.lib.said import Said
from tegerek.meetings.actions import call_meeting, draft_meeting
from tegerek.meetings.models import Meeting
from tegerek.meetings.rules import When
from tegerek.people.models import User
from tegerek.places.models import Body, BodyKind, Unit, UnitKind

# Nine in the morning of a Friday in Bishkek.
NOW = datetime(2026, 3, 6, 3, 0, tzinfo=UTC)
DAY = date(2026, 3, 20)
TEN = When(DAY, starts=time(10))
WHY = Said.of(ky="Жолду кар басты.", ru="Дорогу занесло снегом.")


def an_office(name: str = "Ак-Кыя айыл өкмөтү") -> Body:
    return Body.objects.create(kind=BodyKind.AIYL_OKMOTU, name=Said.of(ky=name), is_office=True)


def a_place(ky: str, slug: str, parent: Unit | None = None, kind: UnitKind = UnitKind.VILLAGE) -> Unit:
    return Unit.objects.create(kind=kind, slug=slug, name=Said.of(ky=ky), order_key=ky, parent=parent)


def a_clerk(email: str = "clerk@ak-kyya.example") -> User:
    return User.objects.create_user(name="Сынак Үлгүев", email=email, password=None, made_at=NOW)


def a_draft(
    kind: str = "assembly",
    when: When = TEN,
    *,
    office: Body | None = None,
    place: Unit | None = None,
    title: str = "Таза суу",
    now: datetime = NOW,
) -> Meeting:
    return draft_meeting(
        office=office or an_office(),
        kind=kind,
        title=Said.of(ky=title),
        place=place or a_place("Ак-Терек", f"village-{Unit.objects.count()}"),
        when=when,
        by=None,
        now=now,
    )


def a_called(
    kind: str = "assembly", when: When = TEN, *, office: Body | None = None, place: Unit | None = None
) -> Meeting:
    meeting = a_draft(kind, when, office=office, place=place)
    call_meeting(meeting, by=None, now=NOW)
    return meeting
