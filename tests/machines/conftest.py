"""A published series of invented seminars in real raions, made through the rooms' own actions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from tegerek.lib.said import Said
from tegerek.meetings.rules import When
from tegerek.places.models import Body, BodyKind
from tegerek.programmes.actions import (
    Person,
    Prose,
    Words,
    add_seminar,
    draft_programme,
    publish_programme,
    write_release,
)
from tegerek.programmes.models import Programme
from tests.places.world import load_few_units

MADE = datetime(2026, 3, 5, 3, 0, tzinfo=UTC)
PUBLISHED = datetime(2026, 3, 6, 3, 0, tzinfo=UTC)
FIRST_DAY = date(2026, 4, 7)
# In turn, one a day: Naryn and Osh oblasts.
RAIONS = ("kochkor-raion", "jumgal-raion", "nookat-raion", "alai-raion")

Published = Callable[[int], Programme]


@pytest.fixture
def drafted(db: None) -> Published:
    """A programme with so many seminars that nobody outside has seen yet."""
    units = load_few_units()
    office = Body.objects.create(
        kind=BodyKind.AIYL_OKMOTU, name=Said.of(ky="Ак-Кыя айыл өкмөтү", ru="Айыл окмоту Ак-Кыя"), is_office=True
    )

    def make(seminars: int) -> Programme:
        words = Words(title=Said.of(ky="Айылда чогуу чечебиз", ru="Решаем в селе вместе", en="We decide together"))
        programme = draft_programme(words, office=office, by=None, now=MADE)
        for number in range(seminars):
            place, day = units[RAIONS[number % len(RAIONS)]], FIRST_DAY + timedelta(number)
            add_seminar(programme, place=place, when=When(day), venue="РМА жыйындар залы", by=None, now=MADE)
        prose = Prose(lead=Said.of(ky="Айыл жыйынын чогуу даярдайбыз."), quote=Said.of(ky="Ар бир добуш угулсун."))
        aigul = Person(Said.of(ky="Айгүл Үлгүева"), Said.of(ky="тренер"))
        write_release(programme, prose, speaker=aigul, contact=Person(), seen=1, by=None, now=MADE)
        programme.refresh_from_db()
        return programme

    return make


@pytest.fixture
def published(drafted: Published) -> Published:
    """The same, put on the web."""

    def make(seminars: int) -> Programme:
        programme = drafted(seminars)
        publish_programme(programme, seen=programme.version, by=None, now=PUBLISHED)
        return programme

    return make
