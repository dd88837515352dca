"""Who is invited to a meeting and who came: the one roster. Each act is one transaction: check, write, journal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from tegerek.journal.actions import record, record_each
from tegerek.lib.dates import local_day
from tegerek.lib.errors import CHANGED, Refusal, Stale
from tegerek.lib.text import fold, mended, one_line
from tegerek.meetings import seats
from tegerek.meetings.models import Meeting, Participant, Seat
from tegerek.people.actions import hold_cards, keep_person, tidy_name
from tegerek.people.models import Contact, Person, Post, User
from tegerek.places.models import Unit


@transaction.atomic
def enrol(
    meeting: Meeting,
    person: Person,
    *,
    post: Post | str = Post.OTHER,
    unit: Unit | None = None,
    band: str = "",
    by: User | None,
    now: datetime,
    is_walk_in: bool = False,
) -> Participant:
    """Put a person on the roster; asked again, it answers the line there is. Journals roster.enrolled, once.

    band: of the age, "" where nobody asked.
    """
    try:
        with transaction.atomic():
            line = Participant.objects.create(
                meeting=meeting, person=person, post=post, unit=unit, band=band, made_at=now, is_walk_in=is_walk_in
            )
    except IntegrityError:
        # Two people type the same list: the other one's line is this one.
        return Participant.objects.get(meeting=meeting, person=person)
    record("roster.enrolled", line, by=_key(by), at=now, meeting=meeting.pk, walk_in=is_walk_in)
    return line


@dataclass(frozen=True)
class Typed:
    """One person as typed at the desk. phones: E.164. sex: "f", "m" or "". band: of the age, "" where nobody asked.

    others: keys of known cards that whoever typed looked at and said are other people's. needs, attends: as in
    set_needs; a substitute's are asked apart.
    """

    name: str
    post: str = Post.OTHER
    unit: Unit | None = None
    sex: str = ""
    phones: tuple[str, ...] = ()
    band: str = ""
    others: frozenset[int] = frozenset()
    needs: tuple[str, ...] = ()
    attends: str = ""


@transaction.atomic
def write_in(
    meeting: Meeting,
    typed: Typed,
    *,
    person: Person | None,
    by: User | None,
    now: datetime,
    is_walk_in: bool = False,
) -> Participant:
    """Put one person on the roster as typed: on the card of somebody known, else on a new one.

    person: None where nobody was chosen; a card that is surely this person's (somebody else, or the same press twice,
    has just made it) is taken all the same. A known card keeps its name; a sex it lacks and new phones are added.
    Needs, and the band of an age that was not asked yet, are added to those known. Journals person.kept,
    roster.enrolled, roster.needs_set. Raises Refusal without a name.
    """
    hold_cards(meeting.office_id)
    card = _card(meeting, typed, person or _surely(meeting, typed), by, now)
    line = enrol(
        meeting, card, post=typed.post, unit=typed.unit, band=typed.band, by=by, now=now, is_walk_in=is_walk_in
    )
    if typed.band and not line.band:
        add_bands(meeting, {card.pk: typed.band}, by=_key(by), now=now)
        line.refresh_from_db()
    if typed.needs or typed.attends:
        needs, attends = {*line.needs, *typed.needs}, typed.attends or line.attends
        set_needs(line, needs=needs, attends=attends, seen=line.version, by=by, now=now)
    return line


@transaction.atomic
def substitute(
    line: Participant, typed: Typed, *, person: Person | None, reason: str, by: User | None, now: datetime
) -> Participant:
    """Somebody else comes in this person's place: the seat, its post and its aimak pass over, the quota stays.

    typed: name, sex, phones and age of the substitute; its post and unit do not count. person: as in write_in. The one
    replaced is marked as not coming; a place in the room, or in its queue, passes over too. Journals
    roster.substituted. Raises Refusal without a reason, for a line that has been replaced or that came, and for a
    substitute who is on the roster already.
    """
    why = one_line(mended(reason))[:REASON_LETTERS]
    if not why:
        raise Refusal(_("Say in a few words why another person comes."))
    hold_cards(line.meeting.office_id)
    # Somebody may have ticked the line since it was fetched; from here on whoever would tick or confirm it waits.
    held = Participant.objects.select_for_update(of=("self",)).filter(pk=line.pk).first()
    if held is None:
        raise Refusal(_(CHANGED))
    if held.came:
        raise Refusal(_("This person was there: nobody came instead."))
    person = person or _surely(line.meeting, replace(typed, post=line.post, unit=line.unit))
    if person is not None and line.meeting.roster.filter(person=person).exists():
        raise Refusal(_("This person is on the list already."))
    card = _card(line.meeting, typed, person, by, now)
    made = _in_place_of(line, card, typed.band, why, now)
    seats.hand_over(line, made)
    decline(line, by=by, now=now)
    record("roster.substituted", made, by=_key(by), at=now, meeting=line.meeting_id, instead_of=line.pk)
    return made


@transaction.atomic
def take_off(line: Participant, *, seen: int, by: User | None, now: datetime) -> None:
    """Take a line off to which nothing has happened; the card of the person stays. Journals roster.taken_off.

    Raises Refusal for a line that was confirmed, declined, ticked, replaced or walked in, Stale.
    """
    if line.version != seen:
        raise Stale(_(CHANGED))
    record("roster.taken_off", line, by=_key(by), at=now, meeting=line.meeting_id)
    seats.release(Participant.objects.filter(pk=line.pk), whats=seats.ALL, by=_key(by), now=now)
    untouched = Participant.objects.filter(
        confirmed_at=None, declined_at=None, ticked_at=None, instead_of=None, replaced_by=None, is_walk_in=False
    )
    if not untouched.filter(pk=line.pk, version=seen).delete()[0]:
        raise Refusal(_("Something has happened to this line. Mark that the person will not come instead."))


@transaction.atomic
def confirm(line: Participant, *, by: User | None, now: datetime) -> Seat | None:
    """Somebody said on the phone that this person will come; safe to press twice. Journals roster.confirmed.

    Where the places of a seminar can run out, answers the one that was taken, or the waiting for one; pressed again
    after an offer ran out, this person waits again. Raises Refusal if somebody else has the seat by now.
    """
    # Held, so that nobody takes the seat between the question and the word.
    Participant.objects.select_for_update(of=("self",)).filter(pk=line.pk).first()
    if Participant.objects.filter(instead_of=line.pk, declined_at=None).exists():
        raise Refusal(_("Somebody else comes in this person’s place by now."))
    rows = Participant.objects.filter(pk=line.pk, confirmed_at=None)
    if rows.update(confirmed_at=now, confirmed_by=by, declined_at=None, version=F("version") + 1):
        record("roster.confirmed", line, by=_key(by), at=now, meeting=line.meeting_id)
    return seats.settle(line, by=by, now=now)


@transaction.atomic
def decline(line: Participant, *, by: User | None, now: datetime) -> None:
    """This person will not come, and gives every place back; safe to press twice. Journals roster.declined."""
    rows = Participant.objects.filter(pk=line.pk, declined_at=None)
    if rows.update(declined_at=now, confirmed_at=None, confirmed_by=None, version=F("version") + 1):
        record("roster.declined", line, by=_key(by), at=now, meeting=line.meeting_id)
        seats.settle(line, by=by, now=now)


@transaction.atomic
def take_back(line: Participant, *, by: User | None, now: datetime) -> None:
    """The answer was noted by mistake: nobody has answered yet; safe to press twice. Journals roster.answer_taken_back.

    Raises Refusal if somebody else has the seat by now.
    """
    if Participant.objects.filter(instead_of=line.pk, declined_at=None).exists():
        raise Refusal(_("Somebody else comes in this person’s place by now."))
    rows = Participant.objects.filter(pk=line.pk).exclude(confirmed_at=None, declined_at=None)
    if rows.update(confirmed_at=None, confirmed_by=None, declined_at=None, version=F("version") + 1):
        record("roster.answer_taken_back", line, by=_key(by), at=now, meeting=line.meeting_id)
        seats.settle(line, by=by, now=now)


@transaction.atomic
def note_no_answer(line: Participant, *, by: User | None, now: datetime) -> None:
    """Somebody phoned and reached nobody. Pressed again within a minute it counts once. Journals roster.not_reached.

    Of somebody who has answered meanwhile nothing is written.
    """
    rows = Participant.objects.filter(pk=line.pk, confirmed_at=None, declined_at=None)
    rows = rows.filter(Q(tried_at=None) | Q(tried_at__lte=now - SAME_PRESS))
    if rows.update(tries=F("tries") + 1, tried_at=now, tried_by=by, version=F("version") + 1):
        record("roster.not_reached", line, by=_key(by), at=now, meeting=line.meeting_id)


@transaction.atomic
def change_line(
    line: Participant,
    *,
    post: Post | str,
    unit: Unit | None,
    band: str,
    seen: int,
    by: User | None,
    now: datetime,
) -> None:
    """Another post or aimak for which this person is on this list, or another age; the card stays.

    Journals roster.changed. Raises Stale.
    """
    rows = Participant.objects.filter(pk=line.pk, version=seen)
    if not rows.update(post=post, unit=unit, band=band, version=F("version") + 1):
        raise Stale(_(CHANGED))
    record("roster.changed", line, by=_key(by), at=now, meeting=line.meeting_id, post=str(post))


@transaction.atomic
def add_bands(meeting: Meeting, bands: Mapping[int, str], *, by: int | None, now: datetime) -> None:
    """Write down the ages of people on the roster of whom nobody had asked.

    bands: the band by key of the card, "" changes nothing. Journals roster.changed for each. Three queries for each
    band that is new to somebody.
    """
    for band in sorted(set(bands.values()) - {""}):
        people = [key for key, told in bands.items() if told == band]
        lines = list(meeting.roster.select_for_update(of=("self",)).filter(person__in=people, band="").order_by("pk"))
        Participant.objects.filter(pk__in=[line.pk for line in lines]).update(band=band, version=F("version") + 1)
        record_each("roster.changed", lines, by=by, at=now, office=meeting.office_id, meeting=meeting.pk)


@transaction.atomic
def set_needs(
    line: Participant, *, needs: Iterable[str], attends: str, seen: int, by: User | None, now: datetime
) -> None:
    """What this person needs in order to come (Participant.Need), and whether in the hall or online ("" not said).

    A service that can run out gives a place or lets wait. Journals roster.needs_set, with how many; never which, for
    that tells of a person's health. Raises Refusal for a way the meeting does not have, Stale.
    """
    wanted = sorted({Participant.Need(need).value for need in needs})
    if attends and attends not in ways_to_attend(line.meeting):
        raise Refusal(_("This meeting is not held that way."))
    before = seats.needed(Participant.objects.get(pk=line.pk))
    rows = Participant.objects.filter(pk=line.pk, version=seen)
    if not rows.update(needs=wanted, attends=attends, version=F("version") + 1):
        raise Stale(_(CHANGED))
    record("roster.needs_set", line, by=_key(by), at=now, meeting=line.meeting_id, needs=len(wanted))
    line.needs = wanted
    seats.settle(line, by=by, now=now, whats=before ^ seats.needed(line))


def ways_to_attend(meeting: Meeting) -> tuple[str, ...]:
    """In the hall, online: of these, the ways in which one can take part in this meeting."""
    return ("hall", "online") if meeting.mode == Meeting.Mode.BOTH else (str(meeting.mode),)


@transaction.atomic
def tick(
    line: Participant, *, morning: bool | None, afternoon: bool | None, seen: int, by: User | None, now: datetime
) -> None:
    """Write down whether somebody was there in the morning and in the afternoon; None is "nobody looked".

    After the meeting's last day the tick is marked as recorded later. Journals roster.ticked. Raises Stale, and Refusal
    before the day.
    """
    later = _recorded_later(line.meeting, now)
    rows = Participant.objects.filter(pk=line.pk, version=seen)
    changed = rows.update(
        morning=morning,
        afternoon=afternoon,
        ticked_at=now,
        ticked_by=by,
        ticked_later=later,
        version=F("version") + 1,
    )
    if not changed:
        raise Stale(_(CHANGED))
    record("roster.ticked", line, by=_key(by), at=now, meeting=line.meeting_id, morning=morning, afternoon=afternoon)


@dataclass(frozen=True)
class Tick:
    """What somebody ticked for one line, and the version of the line that was on the page."""

    line: int
    seen: int
    morning: bool
    afternoon: bool


@dataclass(frozen=True)
class Saved:
    """What came of saving a page of lines: how many were written; keys of those another person changed."""

    written: int
    kept_apart: frozenset[int]


@transaction.atomic
def tick_all(meeting: Meeting, ticks: Iterable[Tick], *, by: User | None, now: datetime) -> Saved:
    """Write down a whole page of ticks at once. Journals roster.ticked, once, with how many lines.

    Half a day for which nobody is ticked and nothing was written before is left as not looked at: whoever saves at
    noon says nothing of the afternoon. A line that somebody else changed meanwhile to something else is not written
    and answered in `kept_apart`; all others are. After the meeting's last day lines are marked as recorded later.
    Raises Refusal before the day. A fixed number of queries, however many lines.
    """
    later = _recorded_later(meeting, now)
    asked = {tick.line: tick for tick in ticks}
    # In one order: two who save the same page at once must not each wait for a line that the other one holds.
    rows = list(meeting.roster.select_for_update().filter(pk__in=asked).order_by("pk"))
    known = [_is_looked_at(rows, asked, half) for half in HALVES]
    wanted = {row.pk: _wanted(asked[row.pk], known) for row in rows}
    changing = [row for row in rows if (row.morning, row.afternoon) != wanted[row.pk]]
    apart = frozenset(row.pk for row in changing if row.version != asked[row.pk].seen)
    written = [row for row in changing if row.pk not in apart]
    for row in written:
        row.morning, row.afternoon = wanted[row.pk]
        row.ticked_at, row.ticked_by, row.ticked_later, row.version = now, by, later, row.version + 1
    if written:
        Participant.objects.bulk_update(written, TICKED)
        record("roster.ticked", meeting, by=_key(by), at=now, lines=len(written), later=later)
    return Saved(len(written), apart)


@dataclass(frozen=True)
class Age:
    """The band somebody chose for one line, "" for not asked, and the version of the line that was on the page."""

    line: int
    seen: int
    band: str


@transaction.atomic
def set_ages(meeting: Meeting, ages: Iterable[Age], *, by: User | None, now: datetime) -> Saved:
    """Write down the ages of a whole page at once. Journals roster.changed for each line that changed.

    A line that somebody else changed meanwhile is not written and answered in `kept_apart`; all others are. A fixed
    number of queries, however many lines.
    """
    asked = {age.line: age for age in ages}
    rows = meeting.roster.select_for_update().filter(pk__in=asked).order_by("pk")
    changing = [row for row in rows if row.band != asked[row.pk].band]
    apart = frozenset(row.pk for row in changing if row.version != asked[row.pk].seen)
    written = [row for row in changing if row.pk not in apart]
    for row in written:
        row.band, row.version = asked[row.pk].band, row.version + 1
    if written:
        Participant.objects.bulk_update(written, ("band", "version"))
        record_each("roster.changed", written, by=_key(by), at=now, office=meeting.office_id, meeting=meeting.pk)
    return Saved(len(written), apart)


@transaction.atomic
def walk_in(
    meeting: Meeting,
    typed: Typed,
    *,
    person: Person | None,
    morning: bool,
    afternoon: bool,
    by: User | None,
    now: datetime,
) -> Participant:
    """Somebody came without having been on the list; of somebody who was on it, only the ticks are added.

    Half a day for which nothing is ticked is left as it was: nobody said that this person was not there. Journals as
    write_in and tick. Raises Refusal before the day and for one ticked for no half of it.
    """
    _recorded_later(meeting, now)
    if not (morning or afternoon):
        raise Refusal(_("Tick the morning, the afternoon or both: when was this person there?"))
    line = write_in(meeting, typed, person=person, by=by, now=now, is_walk_in=True)
    tick(
        line,
        morning=morning or line.morning,
        afternoon=afternoon or line.afternoon,
        seen=line.version,
        by=by,
        now=now,
    )
    line.refresh_from_db()
    return line


def note_export(meeting: Meeting, *, lines: int, by: User, now: datetime) -> None:
    """Write down that somebody carried the names away in a file. Journals roster.exported."""
    record("roster.exported", meeting, by=by.pk, at=now, lines=lines)


SAME_PRESS = timedelta(minutes=1)
HALVES = ("morning", "afternoon")
TICKED = ("morning", "afternoon", "ticked_at", "ticked_by", "ticked_later", "version")
REASON_LETTERS = 300


def _is_looked_at(rows: list[Participant], asked: dict[int, Tick], half: str) -> bool:
    """Whether somebody wrote down that half of the day, now or before."""
    return any(getattr(row, half) is not None or getattr(asked[row.pk], half) for row in rows)


def _wanted(tick: Tick, known: list[bool]) -> tuple[bool | None, bool | None]:
    morning, afternoon = known
    return (tick.morning if morning else None, tick.afternoon if afternoon else None)


def _recorded_later(meeting: Meeting, now: datetime) -> bool:
    """Whether what is written down now comes after the meeting's last day. Raises Refusal before its first."""
    today, last = local_day(now), meeting.when.final_day
    if meeting.held_on is None or today < meeting.held_on:
        raise Refusal(_("The day has not come yet: nobody can have been there."))
    return last is not None and today > last


def _card(meeting: Meeting, typed: Typed, person: Person | None, by: User | None, now: datetime) -> Person:
    """The card of whom was typed: a new one, or the known one with what was learnt added."""
    name = person.name if person else typed.name
    sex = typed.sex if person is None or not person.sex else None
    return keep_person(person, office=meeting.office, name=name, sex=sex, phones=typed.phones, by=_key(by), now=now)


def _surely(meeting: Meeting, typed: Typed) -> Person | None:
    """The card that is this person's without a question, as a list would find it: the name and a phone in common; or
    the name, with the same post and place on this roster and no other phone. Two queries at most.
    """
    rows = Person.objects.filter(office=meeting.office_id, name_key=fold(tidy_name(typed.name)), erased_at=None)
    rows = rows.exclude(pk__in=typed.others).order_by("pk")
    called = rows.filter(contacts__kind=Contact.Kind.PHONE, contacts__value__in=typed.phones).first()
    if called is not None:
        return called
    here = rows.filter(participations__in=meeting.roster.filter(post=typed.post, unit=typed.unit))
    return (here.exclude(contacts__kind=Contact.Kind.PHONE) if typed.phones else here).first()


def _in_place_of(line: Participant, card: Person, band: str, why: str, now: datetime) -> Participant:
    try:
        with transaction.atomic():
            return Participant.objects.create(
                meeting=line.meeting,
                person=card,
                post=line.post,
                unit=line.unit,
                band=band,
                made_at=now,
                instead_of=line,
                reason=why,
            )
    except IntegrityError:
        # Two people entered the same phone call: the other one's substitute is there.
        raise Refusal(_("Somebody else comes in this person’s place by now.")) from None


def _key(user: User | None) -> int | None:
    return user.pk if user else None
