"""What is done with a decision until it is carried out. Each act is one transaction.

Nothing is carried out before the council has spoken, where it must; a day that was promised moves only for a reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from tegerek.commitments.models import Commitment, CouncilStep, Delay, DueMove, Progress, ResidentWord, WordLink
from tegerek.commitments.rules import APPROVED, TO_COUNCIL
from tegerek.files import actions as files
from tegerek.files.models import Purpose
from tegerek.journal.actions import give_number, record
from tegerek.lib.dates import local_day
from tegerek.lib.errors import CHANGED, Refusal, Stale
from tegerek.lib.said import Said
from tegerek.lib.text import one_line
from tegerek.meetings.models import AgendaItem, Meeting
from tegerek.people.actions import hold_cards, keep_person
from tegerek.people.models import Person, User
from tegerek.people.named import refuse_residents
from tegerek.places.models import Body, Unit
from tegerek.voices.models import Voice

# A photograph as it is kept: light enough for a weak line.
PHOTO_BYTES = 300 * 1024
MOST_PHOTOS = 6
RESOLUTION_LETTERS = 60


@dataclass(frozen=True)
class Wanted:
    """What is to be done: what, who (a post or a body), by when, from which money, for which village, with which share.

    Everything but `what` may be unknown: "" and None. money: in soms. place: None for the place of the meeting.
    """

    what: Said
    who_post: str = ""
    who_body: Body | None = None
    due_on: date | None = None
    money: Decimal | None = None
    money_from: Said = field(default_factory=Said)
    share: Said = field(default_factory=Said)
    place: Unit | None = None
    origin: str = Commitment.Origin.DECISION
    item: AgendaItem | None = None
    voice: Voice | None = None


@dataclass(frozen=True)
class Council:
    """What the council said, in which session. said: in what it approved a part, or why it did not approve.

    handed_on: when it was handed over; None for the day that is on record.
    """

    session_on: date
    outcome: str
    resolution: str = ""
    said: Said = field(default_factory=Said)
    handed_on: date | None = None


@dataclass(frozen=True)
class Heard:
    """A resident's word. who: a card, the name on a new one, or None for somebody who gave no name."""

    word: str
    on: date
    text: Said = field(default_factory=Said)
    who: Person | str | None = None


@transaction.atomic
def begin(meeting: Meeting, wanted: Sequence[Wanted], *, by: User | None, now: datetime) -> list[Commitment]:
    """Let decisions of a meeting be carried out: one row for each; nobody outside sees them yet.

    Journals commitment.begun for each. Raises Refusal for a meeting that was not held, and for one without words.
    """
    if meeting.held_at is None:
        raise Refusal(_("What is to be done is written down once the meeting was held."))
    made = []
    for one in wanted:
        row = Commitment.objects.create(
            office_id=meeting.office_id,
            meeting=meeting,
            item=one.item,
            voice=one.voice,
            origin=one.origin,
            due_on=one.due_on,
            is_rehearsal=meeting.is_rehearsal,
            made_at=now,
            changed_at=now,
            by=by,
            **_columns(one, meeting.place),
        )
        record("commitment.begun", row, by=_key(by), at=now, meeting=meeting.pk, origin=str(one.origin))
        made.append(row)
    return made


@transaction.atomic
def take_over(meeting: Meeting, wanted: Sequence[Wanted], *, by: User | None, now: datetime) -> list[Commitment]:
    """Begin what was offered of a meeting, each item and each proposal once, also where two press at once.

    Journals and raises as `begin`.
    """
    Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    there = set(Commitment.objects.filter(meeting=meeting).values_list("item", "voice"))
    left = [one for one in wanted if (_pk(one.item), _pk(one.voice)) not in there]
    return begin(meeting, left, by=by, now=now)


@transaction.atomic
def change(commitment: Commitment, wanted: Wanted, *, seen: int, by: User | None, now: datetime) -> None:
    """Correct what was typed. The day moves by its own act once everybody can read it; till then it is changed here.

    Journals commitment.changed. Raises Refusal without words, Stale.
    """
    columns = _columns(wanted, commitment.place)
    if commitment.published_at is None:
        columns["due_on"] = wanted.due_on
    _change(commitment, seen, now, **columns)
    record("commitment.changed", commitment, by=_key(by), at=now)


@transaction.atomic
def publish(commitment: Commitment, *, seen: int, by: User | None, now: datetime) -> None:
    """Show it to everybody; it gets its public number, unless it is a rehearsal. Journals commitment.published.

    Raises Refusal if it is public already, Stale.
    """
    if commitment.published_at is not None:
        raise Refusal(_("Everybody can read it already."))
    number = None if commitment.is_rehearsal else give_number(commitment, at=now)
    _change(commitment, seen, now, published_at=now, number=number)
    record("commitment.published", commitment, by=_key(by), at=now, number=number)


@transaction.atomic
def publish_all(meeting: Meeting, *, by: User | None, now: datetime) -> int:
    """Show everybody all that a meeting decided and that is not public yet; how many."""
    waiting = list(Commitment.objects.select_for_update().filter(meeting=meeting, published_at=None).order_by("pk"))
    for one in waiting:
        publish(one, seen=one.version, by=by, now=now)
    return len(waiting)


@transaction.atomic
def remove(commitment: Commitment, *, seen: int, by: User | None, now: datetime) -> None:
    """Throw away what nobody outside has read. Journals commitment.removed. Raises Refusal once it is public; Stale."""
    if commitment.published_at is not None:
        raise Refusal(_("Everybody can read it already. If it will not be done, say so, with the reason."))
    _refuse_begun(commitment)
    record("commitment.removed", commitment, by=_key(by), at=now)
    gone, _rows = Commitment.objects.filter(pk=commitment.pk, version=seen, published_at=None).delete()
    if not gone:
        raise Stale(_(CHANGED))


# The council


@transaction.atomic
def hand_to_council(commitment: Commitment, *, handed_on: date, seen: int, by: User | None, now: datetime) -> None:
    """A recommendation or a plan was handed to the council. Journals commitment.to_council. Raises Refusal, Stale."""
    _refuse_without_council(commitment)
    _refuse_ahead(handed_on, now)
    _change(commitment, seen, now)
    _write_step(commitment, {"handed_on": handed_on, "at": now, "by": by})
    record("commitment.to_council", commitment, by=_key(by), at=now, day=handed_on)


@transaction.atomic
def record_council(commitment: Commitment, council: Council, *, seen: int, by: User | None, now: datetime) -> None:
    """What the council said, with session and resolution. Journals commitment.council_said.

    Raises Refusal if nobody knows when it was handed to the council, for a day ahead or before that, and for a part
    or a refusal without words; Stale.
    """
    _refuse_without_council(commitment)
    step = CouncilStep.objects.filter(commitment=commitment).first()
    handed_on = council.handed_on or (step.handed_on if step else None)
    if handed_on is None:
        raise Refusal(_("Write down first on which day it was handed to the council."))
    _refuse_ahead(council.session_on, now)
    if council.session_on < handed_on:
        raise Refusal(_("The session lies before the day on which it was handed to the council."))
    if council.outcome != CouncilStep.Outcome.APPROVED and not council.said:
        raise Refusal(_("Say in what the council approved it, or why it did not."))
    _change(commitment, seen, now)
    columns = {
        "handed_on": handed_on,
        "session_on": council.session_on,
        "resolution": one_line(council.resolution)[:RESOLUTION_LETTERS],
        "outcome": council.outcome,
        "said": council.said,
        "at": now,
        "by": by,
    }
    _write_step(commitment, columns)
    record("commitment.council_said", commitment, by=_key(by), at=now, outcome=council.outcome, day=council.session_on)


def _write_step(commitment: Commitment, columns: dict[str, Any]) -> None:
    step, is_new = CouncilStep.objects.get_or_create(commitment=commitment, defaults=columns)
    if not is_new:
        CouncilStep.objects.filter(pk=step.pk).update(version=F("version") + 1, **columns)


def _refuse_without_council(commitment: Commitment) -> None:
    if commitment.origin not in TO_COUNCIL:
        raise Refusal(_("This decision needs no word of the council."))


# On the way


@transaction.atomic
def add_progress(
    commitment: Commitment, *, on: date, text: Said, photos: Sequence[bytes] = (), by: User | None, now: datetime
) -> Progress:
    """Write down what was done on a day. photos: made anew, at most 300 kB each, without the place they were taken at.

    Journals commitment.progress. Raises Refusal without words, with the name of a resident, for a day ahead,
    for too many or unreadable pictures, and before the council has spoken.
    """
    _refuse_ahead(on, now)
    _refuse_before_council(commitment)
    if not text:
        raise Refusal(_("Say in one or two sentences what was done."))
    if len(photos) > MOST_PHOTOS:
        raise Refusal(_("At most %(number)d photographs with one note.") % {"number": MOST_PHOTOS})
    refuse_residents(commitment.office_id, text)
    made = Progress.objects.create(commitment=commitment, on=on, text=text, at=now, by=by)
    for photo in photos:
        files.keep(
            photo,
            name="photo",
            purpose=Purpose.PROOF,
            owner=made,
            office=commitment.office_id,
            by=_key(by),
            now=now,
            most_kept=PHOTO_BYTES,
        )
    _touch(commitment, now)
    record("commitment.progress", commitment, by=_key(by), at=now, day=on, photos=len(photos))
    return made


@transaction.atomic
def take_back_progress(note: Progress, *, by: User | None, now: datetime) -> None:
    """It was written down by mistake: nobody reads it any more, its photographs are destroyed.

    Journals commitment.progress_taken_back. Raises Refusal if it was taken back already.
    """
    if not Progress.objects.filter(pk=note.pk, taken_back_at=None).update(taken_back_at=now):
        raise Refusal(_("This note has already been taken back."))
    for file in files.files_of(note):
        files.drop(file, by=_key(by), now=now)
    _touch(note.commitment, now)
    record("commitment.progress_taken_back", note.commitment, by=_key(by), at=now, note=note.pk)


@transaction.atomic
def move_due(commitment: Commitment, *, to: date | None, why: Said, seen: int, by: User | None, now: datetime) -> None:
    """Another day by which it is to be done. The first day needs no reason, every other one does.

    Journals commitment.moved. Raises Refusal for the same day, without a reason, and once it has ended; Stale.
    """
    _refuse_ended(commitment)
    was = commitment.due_on
    if to == was:
        raise Refusal(_("This is the day that stands there already."))
    if was is not None and not why:
        raise Refusal(_("Say why the day moves: everybody reads the reason beside the old day."))
    _change(commitment, seen, now, due_on=to)
    DueMove.objects.create(commitment=commitment, was=was, to=to, why=why, at=now, by=by)
    record("commitment.moved", commitment, by=_key(by), at=now, from_day=was, to_day=to)


@transaction.atomic
def record_delay(
    commitment: Commitment, *, since: date, until: date | None, why: Said, by: User | None, now: datetime
) -> Delay:
    """A lawful delay: while it lasts nothing is called late. until: None where its end is not known yet.

    Journals commitment.delayed. Raises Refusal without its reason and document, for days in the wrong order, while
    another one without end lasts, and once it has ended.
    """
    _refuse_ended(commitment)
    if not why:
        raise Refusal(_("Say why the delay is lawful, and on which document it rests."))
    if until is not None and until < since:
        raise Refusal(_("The last day of the delay lies before its first."))
    if Delay.objects.filter(commitment=commitment, until=None).exists():
        raise Refusal(_("A delay without an end is recorded already. End that one first."))
    made = Delay.objects.create(commitment=commitment, since=since, until=until, why=why, at=now, by=by)
    _touch(commitment, now)
    record("commitment.delayed", commitment, by=_key(by), at=now, from_day=since, to_day=until)
    return made


@transaction.atomic
def end_delay(delay: Delay, *, until: date, by: User | None, now: datetime) -> None:
    """The delay ends on that day, the last that belongs to it. Journals commitment.delay_ended. Raises Refusal."""
    if until < delay.since:
        raise Refusal(_("The last day of the delay lies before its first."))
    if not Delay.objects.filter(pk=delay.pk, until=None).update(until=until, version=F("version") + 1):
        raise Refusal(_("This delay has its end already."))
    _touch(delay.commitment, now)
    record("commitment.delay_ended", delay.commitment, by=_key(by), at=now, day=until)


# The end


@transaction.atomic
def carry_out(commitment: Commitment, *, done_on: date, seen: int, by: User | None, now: datetime) -> None:
    """It is done. Journals commitment.done. Raises Refusal for a day ahead, before the council, or if ended; Stale."""
    _refuse_ahead(done_on, now)
    _refuse_ended(commitment)
    _refuse_before_council(commitment)
    _change(commitment, seen, now, done_on=done_on)
    record("commitment.done", commitment, by=_key(by), at=now, day=done_on)


@transaction.atomic
def give_up(commitment: Commitment, *, on: date, why: Said, seen: int, by: User | None, now: datetime) -> None:
    """It will not be done, for a reason that everybody reads. Journals commitment.given_up. Raises Refusal, Stale."""
    _refuse_ahead(on, now)
    _refuse_ended(commitment)
    if not why:
        raise Refusal(_("Say why it will not be done: everybody reads it."))
    _change(commitment, seen, now, given_up_on=on, given_up_why=why)
    record("commitment.given_up", commitment, by=_key(by), at=now, day=on)


@transaction.atomic
def reopen(commitment: Commitment, *, seen: int, by: User | None, now: datetime) -> None:
    """It was called done or given up by mistake. Journals commitment.reopened. Raises Refusal while open; Stale."""
    if commitment.done_on is None and commitment.given_up_on is None:
        raise Refusal(_("It is open already."))
    _change(commitment, seen, now, done_on=None, given_up_on=None, given_up_why=Said())
    record("commitment.reopened", commitment, by=_key(by), at=now)


@transaction.atomic
def hear_resident(commitment: Commitment, heard: Heard, *, by: User | None, now: datetime) -> ResidentWord:
    """Write down what a resident told the clerk: done, partly, not done. The last word of a person counts.

    A new name gets a card of its own. Journals commitment.heard. Raises Refusal for a day ahead, and before it is
    public: nobody can have read it.
    """
    _refuse_ahead(heard.on, now)
    if commitment.published_at is None:
        raise Refusal(_("Publish it first: residents speak of what they could read."))
    person = _card(commitment, heard.who, by=by, now=now)
    return _hear(commitment, heard, person, link=None, by=by, now=now)


def hear_by_link(commitment: Commitment, link: WordLink, heard: Heard, *, now: datetime) -> ResidentWord:
    """Write down what was said by a personal link, within the caller's transaction; links.py says who may.

    Journals commitment.heard. Raises Refusal before the council has spoken.
    """
    _refuse_before_council(commitment)
    person = heard.who if isinstance(heard.who, Person) else None
    return _hear(commitment, heard, person, link=link, by=None, now=now)


def _hear(
    commitment: Commitment,
    heard: Heard,
    person: Person | None,
    *,
    link: WordLink | None,
    by: User | None,
    now: datetime,
) -> ResidentWord:
    """Keep a word; what the same person or the same link said before no longer counts."""
    # Two words of one person at once: the second waits, and then takes the place of the first.
    Commitment.objects.select_for_update(of=("self",)).get(pk=commitment.pk)
    said = ResidentWord.objects.filter(commitment=commitment, replaced_at=None)
    said.filter(Q(person__in=[person] if person else []) | Q(link__in=[link] if link else [])).update(replaced_at=now)
    made = ResidentWord.objects.create(
        commitment=commitment,
        person=person,
        word=heard.word,
        text=heard.text,
        on=heard.on,
        came_in=ResidentWord.CameIn.LINK if link else ResidentWord.CameIn.CLERK,
        link=link,
        at=now,
        by=by,
    )
    _touch(commitment, now)
    record("commitment.heard", commitment, by=_key(by), at=now, word=heard.word, way=made.came_in)
    return made


# Small things


def _columns(wanted: Wanted, place: Unit) -> dict[str, Any]:
    if not wanted.what:
        raise Refusal(_("Say what is to be done."))
    return {
        "what": wanted.what,
        "who_post": wanted.who_post,
        "who_body": wanted.who_body,
        "money": wanted.money,
        "money_from": wanted.money_from,
        "share": wanted.share,
        "place": wanted.place or place,
    }


def _change(commitment: Commitment, seen: int, now: datetime, **columns: Any) -> None:
    """Write columns if nobody changed it since this person opened it."""
    rows = Commitment.objects.filter(pk=commitment.pk, version=seen)
    if not rows.update(version=F("version") + 1, changed_at=now, **columns):
        raise Stale(_(CHANGED))
    commitment.refresh_from_db()


def _touch(commitment: Commitment, now: datetime) -> None:
    """What hangs on it has changed; who has its words open in a form may still save them."""
    Commitment.objects.filter(pk=commitment.pk).update(changed_at=now)


def _card(commitment: Commitment, who: Person | str | None, *, by: User | None, now: datetime) -> Person | None:
    if isinstance(who, str):
        name = who.strip()
        office = hold_cards(commitment.office_id)
        return keep_person(None, office=office, name=name, by=_key(by), now=now) if name else None
    return who


def _refuse_ahead(day: date, now: datetime) -> None:
    if day > local_day(now):
        raise Refusal(_("This day lies ahead. Enter a day that has come."))


def _refuse_ended(commitment: Commitment) -> None:
    if commitment.done_on is not None or commitment.given_up_on is not None:
        raise Refusal(_("It has ended: it is done, or will not be done."))


def _refuse_before_council(commitment: Commitment) -> None:
    if commitment.origin not in TO_COUNCIL:
        return
    said = CouncilStep.objects.filter(commitment=commitment).values_list("outcome", flat=True).first()
    if said not in APPROVED:
        raise Refusal(_("This goes to the council first. It is carried out once the council has approved it."))


def _refuse_begun(commitment: Commitment) -> None:
    rows = (CouncilStep, Progress, DueMove, Delay, ResidentWord)
    if any(model._default_manager.filter(commitment=commitment).exists() for model in rows):
        raise Refusal(_("Something was recorded of it already. If it will not be done, say so, with the reason."))


def _pk(row: AgendaItem | Voice | None) -> int | None:
    return row.pk if row else None


def _key(user: User | None) -> int | None:
    return user.pk if user else None
