"""An invented programme over real raions, for tests that need no cast."""

from __future__ import annotations

from datetime import date, timedelta

from tegerek.lib.said import Said
from tegerek.meetings.rules import When
from tegerek.people.models import User
from tegerek.places.models import Body, Unit
from tegerek.programmes.actions import Words, add_seminar, draft_programme, publish_programme
from tegerek.programmes.models import Programme, Seminar
from tests.meetings.rows import NOW, an_office

FIRST = date(2026, 4, 7)
HALL = "РМА жыйындар залы"
TITLE = Said.of(ky="Айылда чогуу чечебиз", ru="Решаем в селе вместе", en="We decide together")
RAIONS = ("kochkor-raion", "jumgal-raion", "at-bashy-raion", "nookat-raion", "alai-raion", "aravan-raion")


def a_series(
    units: dict[str, Unit], count: int = 3, *, office: Body | None = None, by: User | None = None, venue: str = HALL
) -> Programme:
    """A drafted programme with so many seminars, one a day, each in another raion."""
    programme = draft_programme(Words(title=TITLE, first_day=FIRST), office=office or an_office(), by=by, now=NOW)
    for n in range(count):
        place, when = units[RAIONS[n % len(RAIONS)]], When(FIRST + timedelta(n))
        add_seminar(programme, place=place, when=when, venue=venue, by=by, now=NOW)
    programme.refresh_from_db()
    return programme


def published(programme: Programme) -> Programme:
    publish_programme(programme, seen=programme.version, by=None, now=NOW)
    return programme


def seminars_of(programme: Programme) -> list[Seminar]:
    """In order of day, with what the acts read."""
    rows = programme.seminars.select_related("programme", "meeting__place__seat", "meeting__venue")
    return list(rows.order_by("meeting__held_on", "id"))


def days_of(programme: Programme) -> list[date | None]:
    return [seminar.meeting.held_on for seminar in seminars_of(programme)]
