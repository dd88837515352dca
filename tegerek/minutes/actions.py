"""Writing minutes: each passage on its own, so that two people write at once; nothing that was typed is lost.

A passage has a key that the browser made. Sent twice it is written once; sent again with other words, because the
answer to the first was lost on the way, the later words are kept as a change. A change on a version that is no longer
there is refused with a Stale, and whoever typed it keeps the words.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from tegerek.journal.actions import record
from tegerek.lib.dates import local_day
from tegerek.lib.errors import CHANGED, Refusal, Stale
from tegerek.lib.said import Said
from tegerek.lib.text import mended, one_line
from tegerek.meetings.models import AgendaItem, Meeting
from tegerek.meetings.rules import State
from tegerek.minutes.models import Minutes, Passage, Wording
from tegerek.people.actions import hold_cards, keep_person
from tegerek.people.consents import MINUTES as CONSENT
from tegerek.people.keeping import give_consent
from tegerek.people.models import Consent, Person, User
from tegerek.voices.models import Voice

NUMBER_LETTERS = 60


@dataclass(frozen=True)
class Typed:
    """A passage as it was typed. kind: Passage.Kind. item: of the agenda, None for the whole meeting.

    speaker: a card, or the name on a new one; None for nobody known. speaker_post: in which post, "" for a resident.
    voice: the question or proposal that it is. agreed: the speaker said that the public copy may give the name.
    """

    kind: str
    text: Said
    item: AgendaItem | None = None
    speaker: Person | str | None = None
    speaker_post: str = ""
    voice: Voice | None = None
    agreed: bool = False


def has_begun(meeting: Meeting, today: date) -> bool:
    """Whether minutes of it can be written: it is called, its day has come, and it was not taken back."""
    if meeting.state in {State.HELD, State.CLOSED}:
        return True
    return meeting.state is State.CALLED and meeting.held_on is not None and meeting.held_on <= today


@transaction.atomic
def begin_minutes(meeting: Meeting, *, by: User | None, now: datetime) -> Minutes:
    """The minutes of a meeting, begun if they were not; the agenda and the closing are read where they stand.

    Safe to press twice. Works before the closing is typed. Journals minutes.begun once. Raises Refusal for a draft,
    before the day, and for what is postponed or cancelled.
    """
    if not has_begun(meeting, local_day(now)):
        raise Refusal(
            _("Minutes are written once the meeting has begun: it must be called, and its day must have come.")
        )
    minutes, is_new = Minutes.objects.get_or_create(
        meeting=meeting, defaults={"made_at": now, "changed_at": now, "by": by}
    )
    if is_new:
        record("minutes.begun", minutes, by=_key(by), at=now, meeting=meeting.pk)
    return minutes


@transaction.atomic
def set_head(
    minutes: Minutes, *, number: str, drawn_on: date | None, seen: int, by: User | None, now: datetime
) -> None:
    """The office's own number and the day on the paper. Journals minutes.changed. Raises Refusal, Stale."""
    check_day(minutes, drawn_on, now)
    change_head(minutes, seen, now, number=one_line(mended(number))[:NUMBER_LETTERS], drawn_on=drawn_on)
    record("minutes.changed", minutes, by=_key(by), at=now, meeting=minutes.meeting_id)


@transaction.atomic
def add_passage(minutes: Minutes, typed: Typed, *, key: UUID, by: User | None, now: datetime, seen: int = 1) -> Passage:
    """Write down one thing said, at the end of its item. Journals minutes.passage_added.

    key: made by the form; the same one again gives the passage that is there, and other words under it are a change of
    the version `seen`. Raises Refusal without words; Stale where somebody changed it since.
    """
    _check(minutes, typed)
    known = Passage.objects.select_related("minutes__meeting", "speaker").filter(key=key).first()
    if known is None:
        known, is_new = _made(minutes, typed, key, by=by, now=now)
        if is_new:
            return known
    if known.minutes_id != minutes.pk:
        raise Refusal(_("Open the page anew, then write it down once more."))
    if not _was_written(known, typed, {1, seen + 1}, seen, by):
        change_passage(known, typed, seen=seen, by=by, now=now)
    return known


@transaction.atomic
def change_passage(passage: Passage, typed: Typed, *, seen: int, by: User | None, now: datetime) -> None:
    """Write a passage anew; what it said before is kept. Journals minutes.passage_changed.

    The same words sent again change nothing. Raises Refusal without words; Stale if somebody changed it since it was
    read in the version `seen`, or took it out.
    """
    _check(passage.minutes, typed)
    if _stands(passage, typed) or _was_written(passage, typed, {seen + 1}, seen, by):
        return
    columns = _columns(passage.minutes, typed, by=by, now=now)
    rows = Passage.objects.filter(pk=passage.pk, version=seen, removed_at=None)
    if not rows.update(version=F("version") + 1, **columns):
        raise Stale(_(CHANGED))
    passage.refresh_from_db()
    _keep_wording(passage, by=by, now=now)
    record("minutes.passage_changed", passage, by=_key(by), at=now, meeting=passage.minutes.meeting_id)


@transaction.atomic
def remove_passage(passage: Passage, *, seen: int, by: User | None, now: datetime) -> None:
    """Take a passage out; it can be put back. Safe to press twice. Journals minutes.passage_removed. Raises Stale."""
    _turn(passage, seen, now, "minutes.passage_removed", by=by, at=now)


@transaction.atomic
def restore_passage(passage: Passage, *, seen: int, by: User | None, now: datetime) -> None:
    """Put back what was taken out. Safe to press twice. Journals minutes.passage_restored. Raises Stale."""
    _turn(passage, seen, None, "minutes.passage_restored", by=by, at=now)


@transaction.atomic
def move_up(passage: Passage, *, by: User | None, now: datetime) -> None:
    """Let a passage stand before the one above it in the same item; the first stays. Journals minutes.passage_moved."""
    Minutes.objects.select_for_update(of=("self",)).get(pk=passage.minutes_id)
    passage.refresh_from_db()
    same = Passage.objects.filter(minutes=passage.minutes_id, item=passage.item_id, removed_at=None)
    above = same.filter(position__lt=passage.position).order_by("-position").first()
    if above is None:
        return
    Passage.objects.filter(pk=above.pk).update(position=passage.position)
    Passage.objects.filter(pk=passage.pk).update(position=above.position)
    record("minutes.passage_moved", passage, by=_key(by), at=now, meeting=passage.minutes.meeting_id)


@transaction.atomic
def take_over(minutes: Minutes, voice: Voice, *, key: UUID, by: User | None, now: datetime) -> Passage:
    """Write a slip down as asked or proposed, with its number; pressed twice it is there once. Journals as adding does.

    Raises Refusal for a slip on which nothing is written yet; ValueError for one of another meeting.
    """
    if voice.recorded_at is None:
        raise Refusal(_("Write down what stands on the slip."))
    there = Passage.objects.filter(minutes=minutes, voice=voice, removed_at=None).first()
    if there is not None:
        return there
    kind = Passage.Kind.PROPOSAL if voice.kind == Voice.Kind.PROPOSAL else Passage.Kind.ASKED
    return add_passage(
        minutes, Typed(kind, voice.text, voice.item, speaker=voice.asker, voice=voice), key=key, by=by, now=now
    )


def _made(minutes: Minutes, typed: Typed, key: UUID, *, by: User | None, now: datetime) -> tuple[Passage, bool]:
    """The new passage; or the one that another request wrote under the same key meanwhile, and False."""
    last = minutes.passages.aggregate(last=Max("position"))["last"] or 0
    columns = _columns(minutes, typed, by=by, now=now)
    try:
        with transaction.atomic():
            made = Passage.objects.create(minutes=minutes, key=key, position=last + 1, **columns)
    except IntegrityError:
        return Passage.objects.get(key=key), False
    _keep_wording(made, by=by, now=now)
    record("minutes.passage_added", made, by=_key(by), at=now, meeting=minutes.meeting_id, kind=typed.kind)
    return made, True


def _stands(passage: Passage, typed: Typed) -> bool:
    """Whether the passage says all of this already."""
    name = passage.speaker.name if passage.speaker else None
    same = (passage.text.texts, passage.kind, passage.speaker_post) == (
        typed.text.texts,
        typed.kind,
        typed.speaker_post,
    )
    is_same = same and (typed.speaker or None) in {passage.speaker, name} and passage.removed_at is None
    return is_same and (not typed.agreed or _has_agreed(passage.speaker))


def _was_written(passage: Passage, typed: Typed, versions: set[int], seen: int, by: User | None) -> bool:
    """Whether the answer to this very press was lost: it was written, and others wrote after it."""
    if passage.version <= seen:
        return False
    mine = passage.wordings.filter(version__in=versions, version__lt=passage.version, by=by)
    return any(one.text.texts == typed.text.texts for one in mine)


def _turn(
    passage: Passage, seen: int, removed_at: datetime | None, verb: str, *, by: User | None, at: datetime
) -> None:
    """Take out or put back, once."""
    is_out = removed_at is not None
    rows = Passage.objects.filter(pk=passage.pk, version=seen, removed_at__isnull=is_out)
    if not rows.update(version=F("version") + 1, removed_at=removed_at):
        passage.refresh_from_db()
        if (passage.removed_at is not None) is is_out:
            return
        raise Stale(_(CHANGED))
    passage.refresh_from_db()
    _keep_wording(passage, by=by, now=at)
    record(verb, passage, by=_key(by), at=at, meeting=passage.minutes.meeting_id)


def _keep_wording(passage: Passage, *, by: User | None, now: datetime) -> None:
    Wording.objects.create(passage=passage, version=passage.version, text=passage.text, at=now, by=by)


def _check(minutes: Minutes, typed: Typed) -> None:
    if not typed.text:
        raise Refusal(_("Write down what was said."))
    things = [thing for thing in (typed.item, typed.voice) if thing is not None]
    if any(thing.meeting_id != minutes.meeting_id for thing in things):
        raise ValueError("a thing of another meeting")


def _columns(minutes: Minutes, typed: Typed, *, by: User | None, now: datetime) -> dict[str, Any]:
    speaker = card_of(minutes, typed.speaker, by=by, now=now)
    if typed.agreed and speaker is not None and not _has_agreed(speaker):
        give_consent(speaker, how=Consent.How.SPOKEN, given_on=local_day(now), by=by, now=now, text=CONSENT)
    return {
        "item": typed.item,
        "kind": typed.kind,
        "text": typed.text,
        "speaker": speaker,
        "speaker_post": typed.speaker_post,
        "voice": typed.voice,
    }


def card_of(minutes: Minutes, who: Person | str | None, *, by: User | None, now: datetime) -> Person | None:
    """The card of whoever spoke, a new one for a name alone."""
    if not isinstance(who, str):
        return who
    office = hold_cards(minutes.meeting.office_id)
    return keep_person(None, office=office, name=who, by=_key(by), now=now) if who else None


def _has_agreed(person: Person | None) -> bool:
    return Consent.objects.filter(person=person, text=CONSENT, withdrawn_on=None).exists()


def check_day(minutes: Minutes, day: date | None, now: datetime) -> None:
    """Raises Refusal for a day to come, and for one before the meeting."""
    held = minutes.meeting.held_on
    if day is not None and day > local_day(now):
        raise Refusal(_("This day has not come yet."))
    if day is not None and held is not None and day < held:
        raise Refusal(_("This day is before the meeting. Check the day."))


def change_head(minutes: Minutes, seen: int, now: datetime, **columns: Any) -> None:
    """Write columns of the head if nobody changed it since this person opened it."""
    rows = Minutes.objects.filter(pk=minutes.pk, version=seen)
    if not rows.update(version=F("version") + 1, changed_at=now, **columns):
        raise Stale(_(CHANGED))
    minutes.refresh_from_db()


def _key(user: User | None) -> int | None:
    return user.pk if user else None
