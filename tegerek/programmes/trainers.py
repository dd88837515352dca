"""Who trains where: putting somebody at a seminar, the table of roads, the mock assembly of the day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from django.db import transaction
from django.db.models import F
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tegerek.journal.actions import record
from tegerek.lib.dates import local_day
from tegerek.lib.errors import Departure, Refusal
from tegerek.lib.said import Said
from tegerek.lib.text import mended, one_line
from tegerek.meetings import actions as meetings
from tegerek.meetings.actions import Item
from tegerek.meetings.models import AgendaItem, Meeting
from tegerek.people.actions import hold_cards, keep_person
from tegerek.people.models import Person, User
from tegerek.places.models import Body, Unit
from tegerek.programmes.busy import Busy, Judged, busy_of, candidate, judge, roads_of
from tegerek.programmes.models import Road, Seminar, Trainer
from tegerek.programmes.road_rules import Fit
from tegerek.programmes.snag_words import snag_in_words

REASON_LETTERS = 300
# More hours than any road in the country takes, with room for snow.
MOST_HOURS = Decimal(100)
MOCK_ASSEMBLY = Said.of(
    ky="Машыгуу жыйыны: топ менен жыйынды ойноп көрөбүз",
    ru="Учебный сход: проводим собрание всей группой",
    en="Mock assembly: we rehearse one with the group",
)


@dataclass(frozen=True)
class Typed:
    """What is typed of a trainer's day; None and "" follow the seminar. despite: why it is done against a warning."""

    day: date | None = None
    starts: time | None = None
    ends: time | None = None
    place: Unit | None = None
    lang: str = ""
    despite: str = ""


@dataclass(frozen=True)
class RoadWords:
    """A road as typed. hours: None for not known. said_on: on which day the source said so."""

    hours: Decimal | None
    source: str
    said_on: date
    is_both_ways: bool = True
    closed_from: date | None = None
    closed_until: date | None = None


@transaction.atomic
def assign_trainer(
    seminar: Seminar,
    typed: Typed,
    *,
    person: Person | None,
    name: str = "",
    phones: tuple[str, ...] = (),
    by: User | None,
    now: datetime,
) -> Trainer:
    """Put somebody at a seminar. person: a card of the same office; None: a new one of that name and those phones.

    What stands against it is looked for in every programme, of other offices too (busy.py). Journals trainer.assigned.
    Raises Refusal for somebody who is at another seminar of the own office at that time; Departure (every sentence of
    what speaks against it) without a reason. Twelve queries.
    """
    office = seminar.programme.office_id
    # Two coordinators may put the same person somewhere at once: the second one sees what the first one wrote.
    hold_cards(office)
    card = _card(seminar, person, name, phones, by, now)
    why = one_line(mended(typed.despite))[:REASON_LETTERS]
    row = _row(typed, why, by, now)
    judged = judged_of(seminar, card, row)
    _refuse_double(judged)
    if judged.snags and not why:
        lang = get_language() or "ky"
        told = " ".join(dict.fromkeys(snag_in_words(snag, lang) for snag in judged.snags))
        raise Departure(f"{told} {_('If it is possible all the same, say why.')}")
    row.save()
    record("trainer.assigned", row, by=_key(by), at=now, seminar=seminar.pk, snags=len(judged.snags))
    return row


def judged_of(seminar: Seminar, person: Person, row: Trainer) -> Judged:
    """What speaks against a row that is not written yet. Five queries."""
    office = seminar.programme.office_id
    here: Busy = candidate(seminar, person, row)
    return judge(here, busy_of([person.pk], office)[person.pk], roads_of(office))


@transaction.atomic
def take_off_trainer(trainer: Trainer, *, by: User | None, now: datetime) -> None:
    """Take a trainer off a seminar; the card stays. Journals trainer.taken_off."""
    record("trainer.taken_off", trainer, by=_key(by), at=now, seminar=trainer.seminar_id)
    trainer.delete()


@transaction.atomic
def set_road(office: Body, start: Unit, goal: Unit, words: RoadWords, *, by: User | None, now: datetime) -> Road:
    """Write how long a road takes; what stood for it before is written over. Journals road.set.

    Raises Refusal for a road to where it begins, hours that are none, a closing that ends before it begins, days ahead,
    or without a source.
    """
    source = one_line(mended(words.source))[:REASON_LETTERS]
    _refuse_senseless(start, goal, words, source, local_day(now))
    told = {**vars(words), "source": source}
    row = Road.objects.select_for_update().filter(office=office, start=start, goal=goal).first()
    back = Road.objects.select_for_update().filter(office=office, start=goal, goal=start, is_both_ways=True).first()
    if row is None and words.is_both_ways:
        row = back
    if row is None:
        row = Road.objects.create(office=office, start=start, goal=goal, **told)
    else:
        Road.objects.filter(pk=row.pk).update(version=F("version") + 1, **told)
        row.refresh_from_db()
    record("road.set", row, by=_key(by), at=now, start=start.pk, goal=goal.pk)
    return row


@transaction.atomic
def drop_road(road: Road, *, by: User | None, now: datetime) -> None:
    """Take a road out of the table: then it is not known. Journals road.dropped."""
    record("road.dropped", road, by=_key(by), at=now)
    road.delete()


@transaction.atomic
def add_mock_assembly(meeting: Meeting, *, minutes: int, before: int, by: User | None, now: datetime) -> None:
    """Put a mock assembly, a rehearsal with the group, into the programme of the day. minutes: how long it takes.

    before: the number of the item it comes before; 0 for the end. Journals meeting.agenda_set. Raises Refusal if it
    stands there already.
    """
    there = list(meeting.agenda.all())
    if any(item.title.texts == MOCK_ASSEMBLY.texts for item in there):
        raise Refusal(_("The mock assembly stands in the programme of the day already."))
    items = [_as_item(row) for row in there]
    at = next((n for n, row in enumerate(there) if row.position == before), len(items))
    items.insert(at, Item(title=MOCK_ASSEMBLY, purpose=AgendaItem.Purpose.DISCUSS, minutes=minutes))
    meetings.set_agenda(meeting, items, seen=meeting.version, by=by, now=now)


def _card(
    seminar: Seminar, person: Person | None, name: str, phones: tuple[str, ...], by: User | None, now: datetime
) -> Person:
    """The card in hand, needed from today on; or a new one."""
    if person is not None and person.office_id != seminar.programme.office_id:
        raise ValueError(f"{person} is a card of another office")
    named = person.name if person else name
    return keep_person(person, office=seminar.programme.office, name=named, phones=phones, by=_key(by), now=now)


def _row(typed: Typed, why: str, by: User | None, now: datetime) -> Trainer:
    if typed.starts and typed.ends and typed.ends <= typed.starts:
        raise Refusal(_("The trainer ends before beginning. Check the hours."))
    return Trainer(
        day=typed.day,
        starts=typed.starts,
        ends=typed.ends,
        place=typed.place,
        lang=typed.lang,
        despite=why,
        made_at=now,
        made_by=by,
    )


def _refuse_double(judged: Judged) -> None:
    """Nobody is at two seminars at once; what another office wrote may be wrong, so it only warns."""
    double = [snag for snag in judged.snags if snag.clash.fit is Fit.SAME_TIME and not snag.other.is_elsewhere]
    if double:
        raise Refusal(snag_in_words(double[0], get_language() or "ky"))


def _refuse_senseless(start: Unit, goal: Unit, words: RoadWords, source: str, today: date) -> None:
    if start.pk == goal.pk:
        raise Refusal(_("The road ends where it begins. Choose two places."))
    if words.hours is not None and not 0 < words.hours <= MOST_HOURS:
        raise Refusal(_("Write how many hours the road takes, for example 4 or 2,5."))
    if words.hours is None and words.closed_from is None:
        raise Refusal(_("Write how many hours the road takes, or from when to when it is closed."))
    if (words.closed_from is None) != (words.closed_until is None):
        raise Refusal(_("Write both days: from when the road is closed, and until when."))
    if words.closed_from and words.closed_until and words.closed_until < words.closed_from:
        raise Refusal(_("The road opens before it closes. Check the two days."))
    if not source:
        raise Refusal(_("Write who says so: a driver, a timetable, your own journey."))
    if words.said_on > today:
        raise Refusal(_("The day of the source is still to come. Check it."))


def _as_item(row: AgendaItem) -> Item:
    return Item(
        title=row.title,
        purpose=row.purpose,
        rapporteur=row.rapporteur,
        minutes=row.minutes,
        draft_decision=row.draft_decision,
        subject=row.subject,
        origin=row.origin,
        key=row.pk,
    )


def _key(user: User | None) -> int | None:
    return user.pk if user else None
