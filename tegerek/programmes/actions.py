"""What a coordinator does with a programme. Each act is one transaction: check, write, journal."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from tegerek.journal.actions import record
from tegerek.lib.errors import CHANGED, Refusal, Stale
from tegerek.lib.said import Said
from tegerek.lib.text import mended, one_line
from tegerek.lib.text import slug as slug_of
from tegerek.meetings import actions as meetings
from tegerek.meetings.models import Meeting, Turn
from tegerek.meetings.rules import State, When
from tegerek.people.actions import keep_card
from tegerek.people.models import Card, User
from tegerek.places.actions import venue_for
from tegerek.places.models import Body, Unit, Venue
from tegerek.places.rules import venue_key
from tegerek.programmes.models import Correction, Invited, PressRelease, Programme, Quota, Seminar, Topic
from tegerek.programmes.rules import Place, Scope, chosen


@dataclass(frozen=True)
class Words:
    """The words of a programme, and its figures as stated."""

    title: Said
    aim: Said = field(default_factory=Said)
    project: Said = field(default_factory=Said)
    donor: Said = field(default_factory=Said)
    implementer: Said = field(default_factory=Said)
    topics: tuple[Said, ...] = ()
    first_day: date | None = None
    last_day: date | None = None
    planned: int | None = None


@dataclass(frozen=True)
class Person:
    """A contact or speaker as typed; without a name there is none."""

    name: Said = field(default_factory=Said)
    post: Said = field(default_factory=Said)
    phones: str = ""
    email: str = ""
    site: str = ""


@dataclass(frozen=True)
class Prose:
    """The prose of a press release; every part may be empty."""

    dated: date | None = None
    place: Said = field(default_factory=Said)
    heading: Said = field(default_factory=Said)
    lead: Said = field(default_factory=Said)
    quote: Said = field(default_factory=Said)
    about: Said = field(default_factory=Said)
    approved_by: Said = field(default_factory=Said)


@transaction.atomic
def draft_programme(
    words: Words, *, office: Body, by: User | None, now: datetime, is_sample: bool = False
) -> Programme:
    """Begin a programme that nobody outside sees yet; is_sample: see Programme.

    Journals programme.drafted. Raises Refusal without a title.
    """
    _refuse_wordless(words)
    slug = _free_slug(words)
    programme = Programme.objects.create(
        office=office, slug=slug, is_sample=is_sample, made_at=now, changed_at=now, **_columns(words)
    )
    _set_topics(programme, words.topics)
    PressRelease.objects.create(programme=programme, changed_at=now)
    record("programme.drafted", programme, by=_key(by), at=now, sample=is_sample)
    return programme


@transaction.atomic
def word_programme(programme: Programme, words: Words, *, seen: int, by: User | None, now: datetime) -> None:
    """Change words and figures; seminars titled like the programme are titled anew with it.

    Journals programme.worded. Raises Stale, Refusal.
    """
    _refuse_wordless(words)
    old = programme.title
    _change(programme, seen, now, **_columns(words))
    _set_topics(programme, words.topics)
    if old.texts != words.title.texts:
        _title_seminars(programme, old, by, now)
    record("programme.worded", programme, by=_key(by), at=now)


@transaction.atomic
def write_release(
    programme: Programme, prose: Prose, *, speaker: Person, contact: Person, seen: int, by: User | None, now: datetime
) -> None:
    """Write the prose of the press release and who speaks and answers in it. Journals release.written. Raises Stale."""
    release = PressRelease.objects.select_related("speaker").get(programme=programme)
    old_speaker, old_contact = release.speaker, programme.contact
    columns = {**vars(prose), "speaker": _card(old_speaker, speaker, Card.Purpose.SPEAKER, programme, by, now)}
    changed = PressRelease.objects.filter(pk=release.pk, version=seen).update(
        version=F("version") + 1, changed_at=now, **columns
    )
    if not changed:
        raise Stale(_(CHANGED))
    kept = _card(old_contact, contact, Card.Purpose.CONTACT, programme, by, now)
    Programme.objects.filter(pk=programme.pk).update(contact=kept)
    for old, new in ((old_speaker, columns["speaker"]), (old_contact, kept)):
        if old is not None and new is None:
            old.delete()
    record("release.written", programme, by=_key(by), at=now)


@transaction.atomic
def add_seminar(
    programme: Programme,
    *,
    place: Unit,
    when: When,
    by: User | None,
    now: datetime,
    venue: str = "",
    title: Said | None = None,
    planned: int | None = None,
    seen: int | None = None,
) -> Seminar:
    """Add a seminar: a meeting of its own, titled like the programme, called at once if the programme is published.

    venue: the hall's name as written; a seminar in a raion is held in the raion's seat, so twelve raions make
    twelve halls. seen: the version of the programme that was read before pressing, None for the row in hand.
    Journals seminar.added. Raises Stale.
    """
    _change(programme, seen, now)
    meeting = meetings.draft_meeting(
        office=programme.office,
        kind="seminar",
        title=title or programme.title,
        place=place,
        venue=hall(place, venue),
        when=when,
        is_sample=programme.is_sample,
        by=by,
        now=now,
    )
    seminar = Seminar.objects.create(programme=programme, meeting=meeting, planned=planned)
    if programme.published_at:
        meetings.call_meeting(meeting, by=by, now=now)
    record("seminar.added", seminar, by=_key(by), at=now, programme=programme.pk, meeting=meeting.pk)
    return seminar


@transaction.atomic
def drop_seminar(seminar: Seminar, *, by: User | None, now: datetime, seen: int | None = None) -> None:
    """Take a seminar that was never called out of the series.

    seen: as in add_seminar. Journals seminar.dropped. Raises Refusal for a called one, Stale.
    """
    _change(seminar.programme, seen, now)
    meeting = seminar.meeting
    if meeting.is_called:
        raise Refusal(_("This seminar has been announced. It can be cancelled, with a reason, but not removed."))
    record("seminar.dropped", seminar, by=_key(by), at=now, meeting=meeting.pk)
    seminar.delete()
    meetings.delete_draft(meeting, seen=meeting.version, by=by, now=now)


@transaction.atomic
def publish_programme(programme: Programme, *, seen: int, by: User | None, now: datetime) -> None:
    """Put the programme on the web: every seminar with a day is called and gets its public number. Journals
    programme.published.

    Raises Refusal without seminars, or while a seminar has no day; Stale if somebody changed it meanwhile.
    """
    seminars = list(
        programme.seminars.select_related("meeting").order_by(F("meeting__held_on").asc(nulls_last=True), "id")
    )
    if not seminars:
        raise Refusal(_("There is no seminar in this programme yet. Add one, then publish."))
    if any(seminar.meeting.held_on is None for seminar in seminars):
        raise Refusal(_("A seminar has no day yet. Enter its day, or take it out, then publish."))
    if programme.published_at:
        raise Refusal(_("This programme has already been published."))
    _change(programme, seen, now, published_at=now, published_by=by)
    for seminar in seminars:
        if not seminar.meeting.is_called:
            meetings.call_meeting(seminar.meeting, by=by, now=now)
    record("programme.published", programme, by=_key(by), at=now, seminars=len(seminars))


@dataclass(frozen=True)
class Change:
    """What to change in one seminar or several.

    days: so many days later (negative: earlier). first: the day to set where none was known. lasts: so many days long,
    None leaves the length. hours: (start, end) to set, None leaves them. venue: a hall's name to set in each place, ""
    for not known yet, None leaves it.
    """

    days: int = 0
    first: date | None = None
    lasts: int | None = None
    hours: tuple[time | None, time | None] | None = None
    venue: str | None = None


@transaction.atomic
def change_seminars(
    seminar: Seminar,
    change: Change,
    *,
    scope: Scope,
    reason: Said,
    seen: Mapping[int, int],
    by: User | None,
    now: datetime,
) -> tuple[Turn, ...]:
    """Move or re-house this seminar, this and the following, or all: all or nothing.

    Answers the turns of those announced already. seen: meeting key to the version the person saw. What is over or
    cancelled is left as it is. Raises Refusal, Stale.
    """
    rows = list(seminar.programme.seminars.select_related("meeting__place__seat", "meeting__venue", "programme"))
    keys = set(chosen(_places(rows), seminar.pk, scope))
    turns = [
        _changed(row.meeting, change, reason, seen, by, now) for row in rows if row.pk in keys and _is_open(row.meeting)
    ]
    if not turns:
        raise Refusal(_("This seminar is over or cancelled; its day and place can no longer be changed."))
    _change(seminar.programme, None, now)
    return tuple(turn for turn in turns if turn)


def _changed(
    meeting: Meeting, change: Change, reason: Said, seen: Mapping[int, int], by: User | None, now: datetime
) -> Turn | None:
    try:
        when = _changed_when(meeting.when, change)
    except OverflowError:
        raise Refusal(_(meetings.NO_SUCH_DAY)) from None
    venue = hall(meeting.place, change.venue or "")
    return meetings.move_meeting(
        meeting,
        when=when,
        venue=venue,
        without_venue=venue is None and change.venue is not None,
        reason=reason,
        seen=seen.get(meeting.pk, meeting.version),
        by=by,
        now=now,
    )


def _changed_when(old: When, change: Change) -> When:
    when = old.shifted(change.days)
    if when.first is None:
        when = replace(when, first=change.first)
    if when.first and change.lasts is not None:
        when = replace(when, last=None if change.lasts == 1 else when.first + timedelta(change.lasts - 1))
    return when if change.hours is None else When(when.first, when.last, *change.hours)


@transaction.atomic
def set_quota(
    seminar: Seminar,
    seats: Mapping[str, int],
    *,
    by: User | None,
    now: datetime,
    seen: int | None = None,
    each: Collection[str] = (),
) -> None:
    """How many people of each post a seminar expects; a post with 0 has no quota.

    each: posts of which one person comes from each invited aimak; what `seats` says of them does not count. seen: as
    in add_seminar. Journals seminar.quota_set. Raises Stale.
    """
    _change(seminar.programme, seen, now)
    _write_quota(seminar, seats, each)
    total = sum(seminar.quotas.values_list("seats", flat=True))
    record("seminar.quota_set", seminar, by=_key(by), at=now, seats=total)


@transaction.atomic
def invite(seminar: Seminar, units: Iterable[Unit], *, by: User | None, now: datetime, seen: int | None = None) -> None:
    """Choose the aimaks and towns a seminar invites, all of them at once; seats that are one from each follow.

    seen: as in add_seminar. Journals seminar.invited. Raises Stale, and Refusal to leave out one that has people on the
    roster.
    """
    _change(seminar.programme, seen, now)
    chosen_units = {unit.pk: unit for unit in units}
    _refuse_leaving_out(seminar, chosen_units)
    seminar.invited.exclude(unit__in=chosen_units).delete()
    known = set(seminar.invited.values_list("unit", flat=True))
    Invited.objects.bulk_create(Invited(seminar=seminar, unit_id=key) for key in chosen_units if key not in known)
    seminar.quotas.filter(is_each=True).update(seats=len(chosen_units))
    record("seminar.invited", seminar, by=_key(by), at=now, units=len(chosen_units))


@transaction.atomic
def ask_aimaks(
    seminar: Seminar, asked: Mapping[int, Mapping[str, int]], *, by: User | None, now: datetime, seen: int | None = None
) -> None:
    """How many people of each post the letter to each invited aimak asks for, as a person decided; what they left blank
    follows the seats.

    asked: key of an aimak to numbers by slug of a post, 0 for nobody. seen: as in add_seminar. Journals
    seminar.aimaks_asked with how many numbers were typed. Raises Stale, and Refusal for an aimak that is not invited.
    """
    _change(seminar.programme, seen, now)
    rows = {row.unit_id: row for row in seminar.invited.all()}
    if not asked.keys() <= rows.keys():
        raise Refusal(_("One of these aiyl aimaks is not invited any more. Look at the new state."))
    for key, row in rows.items():
        row.asked = dict(asked.get(key, {}))
    Invited.objects.bulk_update(rows.values(), ["asked"])
    record("seminar.aimaks_asked", seminar, by=_key(by), at=now, numbers=sum(len(row.asked) for row in rows.values()))


@transaction.atomic
def invite_like(
    seminar: Seminar, units: Mapping[int, Iterable[Unit]], *, by: User | None, now: datetime, seen: int | None = None
) -> int:
    """Give every other open seminar of the series the seats of this one, and invite to it what lies in its own raion.

    units: key of a seminar to the aimaks and towns of its place (programmes/rosters.py invitable); a seminar that has
    invited somebody keeps its choice. Answers how many seminars were changed. Journals as set_quota and invite. Raises
    Stale.
    """
    _change(seminar.programme, seen, now)
    seats, each = quota_of(seminar)
    others = seminar.programme.seminars.exclude(pk=seminar.pk).select_related("programme", "meeting")
    changed = [row for row in others if _is_open(row.meeting)]
    for row in changed:
        if not row.invited.exists():
            invite(row, units.get(row.pk, ()), by=by, now=now)
        set_quota(row, seats, each=each, by=by, now=now)
    return len(changed)


@transaction.atomic
def choose_posts(
    seminar: Seminar,
    chosen: Mapping[int, Collection[str]],
    units: Mapping[int, Unit],
    *,
    posts: Collection[str],
    by: User | None,
    now: datetime,
    seen: int | None = None,
) -> None:
    """Choose which posts of which aimaks are invited: the seats never reach for all of them.

    chosen: key of an aimak to the posts that are to come, one person each, or as many as were typed for it before; an
    aimak of which no post is chosen is not invited. posts: those that were offered; of the others nothing changes.
    seen: as in add_seminar. Journals as invite and ask_aimaks. Raises Stale, and Refusal as invite.
    """
    before = {row.unit_id: row.asked for row in seminar.invited.all()}
    invite(seminar, [units[key] for key, taken in chosen.items() if taken], by=by, now=now, seen=seen)
    asked = {
        key: {
            **{post: number for post, number in before.get(key, {}).items() if post not in posts},
            **{post: (before.get(key, {}).get(post) or 1) if post in taken else 0 for post in posts},
        }
        for key, taken in chosen.items()
        if taken
    }
    ask_aimaks(seminar, asked, by=by, now=now)


def quota_of(seminar: Seminar) -> tuple[dict[str, int], frozenset[str]]:
    """Seats by post, and the posts of which one comes from each invited aimak. One query."""
    rows = list(seminar.quotas.all())
    return {row.post: row.seats for row in rows}, frozenset(row.post for row in rows if row.is_each)


def _write_quota(seminar: Seminar, seats: Mapping[str, int], each: Collection[str]) -> None:
    invited = seminar.invited.count() if each else 0
    numbers = {**{post: number for post, number in seats.items() if number}, **dict.fromkeys(each, invited)}
    seminar.quotas.all().delete()
    Quota.objects.bulk_create(
        Quota(seminar=seminar, post=post, seats=number, is_each=post in each) for post, number in numbers.items()
    )


def _refuse_leaving_out(seminar: Seminar, units: Collection[int]) -> None:
    people = seminar.meeting.roster.filter(declined_at=None, is_walk_in=False, unit__in=seminar.invited.values("unit"))
    if people.exclude(unit__in=units).exists():
        raise Refusal(_("There are people on the list from a place you left out. Look at the list first."))
    left_out = seminar.invited.exclude(unit__in=units)
    if left_out.filter(Q(next_meeting__isnull=False) | Q(calls__isnull=False)).exists():
        raise Refusal(_("The next meeting of a place you left out is written down already. Keep it invited."))


def offered_corrections(programme: Programme) -> list[Turn]:
    """The turns since publication that the press release does not announce yet, oldest first. One query."""
    if programme.published_at is None:
        return []
    kinds = (Turn.Kind.MOVED, Turn.Kind.POSTPONED, Turn.Kind.CANCELLED)
    rows = Turn.objects.filter(meeting__seminar__programme=programme, kind__in=kinds, at__gte=programme.published_at)
    announced = Correction.objects.filter(programme=programme).values("turn")
    return list(
        rows.exclude(pk__in=announced).select_related("meeting__place__parent", "meeting__venue", "meeting__office")
    )


@transaction.atomic
def issue_corrections(programme: Programme, *, by: User | None, now: datetime) -> int:
    """Announce in the press release every move since the last notice. Answers how many; safe to press twice.

    Journals correction.issued.
    """
    issued = 0
    for turn in offered_corrections(programme):
        try:
            with transaction.atomic():
                Correction.objects.create(programme=programme, turn=turn, issued_at=now, issued_by=by)
            issued += 1
        except IntegrityError:
            # Two coordinators pressed at once: the other one's notice says the same.
            continue
    if issued:
        PressRelease.objects.filter(programme=programme).update(changed_at=now)
        record("correction.issued", programme, by=_key(by), at=now, turns=issued)
    return issued


def hall(place: Unit, name: str) -> Venue | None:
    """The hall of that name in the place's seat (a raion's seat, else the place itself), made if it is new there.

    None without a name; a dash in a table is none.
    """
    return venue_for(place.seat or place, name) if venue_key(name) else None


def is_hall(venue: Venue | None, place: Unit, name: str) -> bool:
    """Whether `hall` would answer that very venue; nothing is made to find out."""
    if venue is None:
        return not venue_key(name)
    return venue.unit_id == (place.seat or place).pk and venue.name_key == venue_key(one_line(mended(name)))


def _places(rows: list[Seminar]) -> list[Place]:
    return [Place(row.pk, row.meeting.held_on, row.meeting.venue_id) for row in rows]


def _is_open(meeting: Meeting) -> bool:
    return meeting.state in {State.DRAFT, State.CALLED, State.POSTPONED}


def _card(
    card: Card | None, person: Person, purpose: Card.Purpose, programme: Programme, by: User | None, now: datetime
) -> Card | None:
    return keep_card(card, office=programme.office, purpose=purpose, by=_key(by), now=now, **vars(person))


def touch(programme: Programme, *, seen: int | None, now: datetime) -> None:
    """Raise the version of a programme to which something was added in a table of its own. Raises Stale."""
    _change(programme, seen, now)


def _change(programme: Programme, seen: int | None, now: datetime, **columns: Any) -> None:
    """Write columns and raise the version, so that whoever opened the programme or its series before is told.

    seen None: whatever the version. Raises Stale.
    """
    rows = Programme.objects.filter(pk=programme.pk)
    rows = rows if seen is None else rows.filter(version=seen)
    if not rows.update(version=F("version") + 1, changed_at=now, **columns):
        raise Stale(_(CHANGED))
    programme.refresh_from_db()


def _columns(words: Words) -> dict[str, Any]:
    return {name: value for name, value in vars(words).items() if name != "topics"}


def _title_seminars(programme: Programme, old: Said, by: User | None, now: datetime) -> None:
    for seminar in programme.seminars.select_related("meeting"):
        meeting = seminar.meeting
        if meeting.title.texts == old.texts:
            meetings.word_meeting(
                meeting, title=programme.title, about=meeting.about, seen=meeting.version, by=by, now=now
            )


def _set_topics(programme: Programme, topics: tuple[Said, ...]) -> None:
    programme.topics.all().delete()
    Topic.objects.bulk_create(
        Topic(programme=programme, position=n, title=title) for n, title in enumerate(filter(None, topics), start=1)
    )


def _refuse_wordless(words: Words) -> None:
    if not words.title:
        raise Refusal(_("Give the programme a title, in one language at least."))
    if words.first_day and words.last_day and words.last_day < words.first_day:
        raise Refusal(_("The programme ends before it begins. Check its first and last day."))


def _free_slug(words: Words) -> str:
    """A slug nobody has: the title's, with the year and, if need be, a number."""
    year = f"-{words.first_day.year}" if words.first_day else ""
    stem = slug_of(str(words.title.in_("en")), 60) or "programme"
    stem = stem if stem.endswith(year) else stem + year
    taken = set(Programme.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    return next(slug for slug in (stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3))) if slug not in taken)


def _key(user: User | None) -> int | None:
    return user.pk if user else None
