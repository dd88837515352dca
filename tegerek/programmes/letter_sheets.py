"""The letters of a series: to whom, with which facts. Names of participants do not stand in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import F, Prefetch, QuerySet

from tegerek.lib.said import Said
from tegerek.meetings.day_sheets import DaySheet, day_sheet
from tegerek.people.letterheads import LetterheadSheet, letterhead_sheet
from tegerek.people.models import Post
from tegerek.people.posts import post_said
from tegerek.places.models import Unit, UnitKind
from tegerek.programmes.models import Invited, Letter, Programme, Seminar
from tegerek.programmes.rules import share
from tegerek.programmes.sheets import PersonLine, person

SEMINARS = ("meeting__place__parent__parent", "meeting__venue", "meeting__office", "programme__contact")
RAIONS = (UnitKind.RAION, UnitKind.CITY, UnitKind.CITY_DISTRICT)


@dataclass(frozen=True)
class SeatLine:
    """How many people of a post are asked for; None: to be filled in by hand. slug: of the post. evenly: what the seats
    give where nobody typed a number.
    """

    slug: str
    post: Said
    seats: int | None
    evenly: int | None


@dataclass(frozen=True)
class Addressee:
    """The unit whose administration is written to. to_raion: over the aimaks; else an aimak or town that is invited."""

    key: int
    kind: str
    name: Said
    long: Said
    ky_needs_look: bool
    to_raion: bool


@dataclass(frozen=True)
class LetterSheet:
    """One letter, written or not: version 0, no number and no day while nobody has touched it.

    seats: for an aimak what somebody typed for it, else its share, where the seats of a post divide evenly among the
    invited; for a raion all of them. A post of which it is asked for nobody (0) is left out of the letter.
    invited: long names of the aimaks, told to the raion. is_invited: False for a letter to an aimak that has been
    taken off the list since it was numbered.
    """

    seminar: int
    to: Addressee
    number: str
    dated: date | None
    answer_by: date | None
    version: int
    day: DaySheet
    letterhead: LetterheadSheet
    project: Said
    seats: tuple[SeatLine, ...]
    invited: tuple[Said, ...]
    contact: PersonLine | None
    is_invited: bool = True


@dataclass(frozen=True)
class SeminarLetters:
    """A seminar with its letters: the raion's first, then the aimaks in alphabetical order."""

    key: int
    day: DaySheet
    letters: tuple[LetterSheet, ...]


def series_letters(programme: Programme, *, seminar: int | None = None) -> tuple[SeminarLetters, ...]:
    """The letters of every seminar in order of day, or of one. Seven queries, however many seminars and letters."""
    head = letterhead_sheet(programme.office)
    topics = tuple(topic.title for topic in programme.topics.all())
    rows = seminars_of(programme)
    found = rows.filter(pk=seminar) if seminar is not None else rows
    return tuple(_seminar(row, day_of(row, topics), head) for row in found)


def seminars_of(programme: Programme) -> QuerySet[Seminar]:
    """The seminars in order of day, with all that their papers need. Five queries when read."""
    ordered = programme.seminars.order_by(
        F("meeting__held_on").asc(nulls_last=True), F("meeting__starts_at").asc(nulls_last=True), "id"
    )
    return ordered.select_related("programme", *SEMINARS).prefetch_related(
        "quotas",
        Prefetch("invited", Invited.objects.select_related("unit")),
        Prefetch("letters", Letter.objects.select_related("unit").order_by("pk")),
        "meeting__agenda",
    )


def day_of(seminar: Seminar, topics: tuple[Said, ...]) -> DaySheet:
    """The day of a seminar in hand, with the words of its programme."""
    made = day_sheet(seminar.meeting)
    return replace(made, series=seminar.programme.title, topics=topics, planned=seminar.planned)


def _seminar(row: Seminar, day: DaySheet, head: LetterheadSheet) -> SeminarLetters:
    letters = {letter.unit_id: letter for letter in row.letters.all()}
    invited = sorted((line.unit for line in row.invited.all()), key=lambda unit: (unit.order_key, unit.pk))
    raion = raion_of(row.meeting.place)
    made = [_letter(row, unit, letters.get(unit.pk), day, head, invited) for unit in _each_once(raion, invited)]
    told = {letter.to.key for letter in made}
    # A letter that has its number was sent: it stays on the register even if the aimak is not invited any more.
    left = [letter for letter in letters.values() if letter.unit_id not in told and letter.number]
    made += [replace(_letter(row, one.unit, one, day, head, invited), is_invited=False) for one in left]
    return SeminarLetters(row.pk, day, tuple(made))


def raion_of(place: Unit) -> Unit | None:
    """The raion or city a seminar is held in, of the units loaded; None where there is none."""
    step: Unit | None = place
    while step is not None and step.kind not in RAIONS:
        step = step.parent
    return step


def _each_once(raion: Unit | None, invited: Iterable[Unit]) -> Iterator[Unit]:
    if raion is not None:
        yield raion
    yield from (unit for unit in invited if raion is None or unit.pk != raion.pk)


def _letter(
    row: Seminar, unit: Unit, letter: Letter | None, day: DaySheet, head: LetterheadSheet, invited: list[Unit]
) -> LetterSheet:
    raion = raion_of(row.meeting.place)
    to_raion = raion is not None and unit.pk == raion.pk and unit.pk not in {one.pk for one in invited}
    asked: dict[str, int] = next((line.asked for line in row.invited.all() if line.unit_id == unit.pk), {})
    return LetterSheet(
        seminar=row.pk,
        to=Addressee(unit.pk, unit.kind, unit.name, unit.long_name, unit.ky_needs_look, to_raion),
        number=letter.number if letter else "",
        dated=letter.dated if letter else None,
        answer_by=letter.answer_by if letter else None,
        version=letter.version if letter else 0,
        day=day,
        letterhead=head,
        project=row.programme.project,
        seats=tuple(_seats(row, 1 if to_raion else len(invited), {} if to_raion else asked)),
        invited=tuple(one.long_name for one in invited) if to_raion else (),
        contact=person(row.programme.contact),
    )


def _seats(row: Seminar, among: int, asked: Mapping[str, int]) -> Iterator[SeatLine]:
    order = {post.value: n for n, post in enumerate(Post)}
    for quota in sorted(row.quotas.all(), key=lambda quota: order[quota.post]):
        if quota.seats:
            evenly = share(quota.seats, among)
            yield SeatLine(quota.post, post_said(quota.post), asked.get(quota.post, evenly), evenly)
