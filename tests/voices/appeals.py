"""Appeals for tests: as a clerk types them from paper. All invented."""

from __future__ import annotations

from datetime import date, datetime

from tegerek.lib.dates import local_day
from tegerek.lib.said import Said
from tegerek.meetings.models import Meeting
from tegerek.people.models import Post, User
from tegerek.places.models import Body, Unit
from tegerek.voices.actions import Appeal, Decided, Member, draft_initiative, receive
from tegerek.voices.issues import Suggested, suggest_issue
from tegerek.voices.models import Initiative, Voice
from tests.meetings.rows import NOW

RECEIVED = date(2026, 3, 2)
GROUP = tuple(
    Member(
        f"Ойдонова Сынак{sign}",
        address=f"Талаа көчөсү, {n}",
        phone="+996000700001" if n == 1 else "",
        is_contact=n == 1,
    )
    for n, sign in enumerate("абвгдежзикл", start=1)
)


def an_appeal(place: Unit, title: str = "Мектептин жолу") -> Appeal:
    return Appeal(
        title=Said.of(ky=title, ru="Дорога к школе"),
        reason=Said.of(ky="Жаанда балдар жүрө албайт."),
        where=Said.of(ky="айылдык клуб"),
        place=place,
        expected=60,
    )


def drafted(
    office: Body, place: Unit, *, by: User | None = None, now: datetime = NOW, rehearsal: bool = False
) -> Initiative:
    return draft_initiative(
        office=office, appeal=an_appeal(place), members=GROUP, by=by, now=now, is_rehearsal=rehearsal
    )


def received(
    office: Body,
    place: Unit,
    *,
    on: date = RECEIVED,
    by: User | None = None,
    now: datetime = NOW,
    rehearsal: bool = False,
) -> Initiative:
    made = drafted(office, place, by=by, now=now, rehearsal=rehearsal)
    receive(made, received_on=on, register_number="01-07/3", seen=made.version, by=by, now=now)
    return made


def an_issue(meeting: Meeting, *, text: str = "Көчө жарыгы") -> Voice:
    return suggest_issue(meeting, Suggested(Said.of(ky=text), local_day(NOW)), by=None, now=NOW)


def by_head(on: date) -> Decided:
    return Decided(Post.AO_HEAD, on)
