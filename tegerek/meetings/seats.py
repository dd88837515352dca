"""What can run out: the places of a seminar or of a service, the waiting list, offers that end.

A seat is taken by one conditional update that the database counts, so the last one is given once whoever presses at
once. Whatever changes a pool first holds its row: nobody can begin to wait while another gives a seat back unseen.
A seat is therefore free only while nobody waits.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tegerek.journal.actions import record
from tegerek.lib.dates import local_day
from tegerek.lib.errors import CHANGED, Refusal, Stale
from tegerek.meetings.models import Meeting, Participant, Seat, SeatPool
from tegerek.people.models import User
from tegerek.procedures.kinds import kind as kind_of

# Our default: long enough for a clerk to phone and for a family to talk it over.
OFFER_HOURS = 24
SAME_PRESS = timedelta(minutes=1)
What = SeatPool.What
ALL = frozenset(What)
SERVICES = frozenset({What.TRANSPORT, What.CHILD_CARE})


def pools_for(kind: str) -> tuple[What, ...]:
    """What can run out at a meeting of that kind: everybody may come to an assembly, so it is never full.

    >>> [pool.value for pool in pools_for("assembly")], [pool.value for pool in pools_for("seminar")]
    (['transport', 'child_care'], ['seminar', 'transport', 'child_care'])
    """
    return tuple(what for what in What if what in SERVICES or kind_of(kind).has_capacity)


@transaction.atomic
def set_pool(
    meeting: Meeting, what: What | str, *, size: int | None, seen: int, by: User | None, now: datetime
) -> SeatPool | None:
    """Say how many places there are; None: as many as are needed, and nobody waits. Journals pool.set.

    seen: version of the pool on the page, 0 where there was none. Those who said before that they come, or need the
    service, get their places first; a larger pool makes offers. Raises Refusal below what is taken and for a kind of
    meeting that is never full, Stale.
    """
    if str(what) not in {pool.value for pool in pools_for(meeting.kind)}:
        raise Refusal(_("Everybody may come to such a meeting: it is never full."))
    what = What(what)
    # Held, so that two who begin the same pool do so one after the other.
    Meeting.objects.select_for_update(of=("self",), no_key=True).filter(pk=meeting.pk).first()
    pool = SeatPool.objects.select_for_update(no_key=True).filter(meeting=meeting, what=what).first()
    if (pool.version if pool else 0) != seen:
        raise Stale(_(CHANGED))
    if size is None:
        _without_limit(meeting, pool, by, now)
        return None
    pool = _resized(pool, size) if pool else _begun(meeting, what, size, by, now)
    record("pool.set", pool, by=_key(by), at=now, meeting=meeting.pk, what=what.value, size=size)
    _offer_all(pool, by, now)
    return pool


@transaction.atomic
def ask_seat(line: Participant, pool: SeatPool, *, by: User | None, now: datetime) -> Seat:
    """A seat if one is free, else a place in the queue; asked again, what there is.

    Journals seat.given or seat.queued.
    """
    _hold(pool)
    found = _open(pool).filter(participant=line).first()
    if found is not None:
        return found
    given_at = now if _take(pool) else None
    seat = Seat.objects.create(pool=pool, participant=line, asked_at=now, given_at=given_at)
    record("seat.given" if given_at else "seat.queued", seat, by=_key(by), at=now, meeting=pool.meeting_id)
    return seat


@transaction.atomic
def give_back(seat: Seat, *, by: User | None, now: datetime) -> None:
    """The person does not need it any more: a seat goes to whoever waits next. Safe to press twice.

    Journals seat.given_back.
    """
    _hold(seat.pool)
    if _end(seat, now):
        record("seat.given_back", seat, by=_key(by), at=now, meeting=seat.pool.meeting_id)
        _offer_all(seat.pool, by, now)


@transaction.atomic
def offer_next(pool: SeatPool, *, by: User | None, now: datetime) -> Seat | None:
    """Hold a free seat for the first who waits, until somebody has phoned; None if no seat is free or nobody waits.

    The offer ends after OFFER_HOURS; none is made once the meeting is over or will not be. Journals seat.offered.
    """
    _hold(pool)
    first = _open(pool).filter(given_at=None, offered_at=None).order_by("asked_at", "pk").first()
    if first is None or not _is_ahead(pool.meeting, now) or not _take(pool):
        return None
    until = now + timedelta(hours=OFFER_HOURS)
    Seat.objects.filter(pk=first.pk).update(offered_at=now, offer_until=until, phoned_at=None, phoned_by=None)
    first.offered_at, first.offer_until, first.phoned_at, first.phoned_by = now, until, None, None
    record("seat.offered", first, by=_key(by), at=now, meeting=pool.meeting_id)
    return first


@transaction.atomic
def accept(seat: Seat, *, by: User | None, now: datetime) -> None:
    """Said on the phone that they take the seat; safe to press twice. Journals seat.accepted.

    Raises Refusal for an offer that has ended.
    """
    _hold(seat.pool)
    held = Seat.objects.filter(pk=seat.pk, ended_at=None, offered_at__isnull=False)
    if held.filter(given_at=None, offer_until__gt=now).update(given_at=now, phoned_at=now, phoned_by=by):
        record("seat.accepted", seat, by=_key(by), at=now, meeting=seat.pool.meeting_id)
    elif not held.filter(given_at__isnull=False).exists():
        raise Refusal(_("The offer has ended: the place went to the next who waits."))


@transaction.atomic
def decline(seat: Seat, *, by: User | None, now: datetime) -> None:
    """Said on the phone that they do not take it: the next who waits gets the offer. Journals seat.given_back."""
    Seat.objects.filter(pk=seat.pk, ended_at=None).update(phoned_at=now, phoned_by=by)
    give_back(seat, by=by, now=now)


@transaction.atomic
def note_phoned(seat: Seat, *, by: User | None, now: datetime) -> None:
    """Somebody phoned about the offer and reached nobody; within a minute it counts once. Journals seat.phoned."""
    rows = Seat.objects.filter(pk=seat.pk, ended_at=None, given_at=None, offered_at__isnull=False)
    if rows.filter(Q(phoned_at=None) | Q(phoned_at__lte=now - SAME_PRESS)).update(phoned_at=now, phoned_by=by):
        record("seat.phoned", seat, by=_key(by), at=now, meeting=seat.pool.meeting_id)


def lapse_offers(now: datetime) -> None:
    """End every offer whose hours are over and make the next ones. Journals seat.lapsed. Safe to run twice.

    Done once a night, and for one meeting whenever its page is opened: see `lapse_of`.
    """
    for pool in _with_stale(SeatPool.objects.all(), now):
        _lapse(pool, now)


def lapse_of(meeting: Meeting, now: datetime) -> None:
    """The same for one meeting. One query while no offer has run out."""
    for pool in _with_stale(meeting.pools.all(), now):
        _lapse(pool, now)


@transaction.atomic
def settle(line: Participant, *, by: User | None, now: datetime, whats: Iterable[What] = ALL) -> Seat | None:
    """Make the seats of a line true after something was said: whoever comes asks, whoever does not gives back.

    A seminar's seat is for whoever has confirmed, a service's for whoever needs it and has not declined. Answers the
    seminar's seat, None where there is none to have. One query for a meeting where nothing can run out.
    """
    pools = list(SeatPool.objects.filter(meeting=line.meeting_id, what__in=list(whats)).order_by("pk"))
    if not pools:
        return None
    is_now = Participant.objects.get(pk=line.pk)
    seats = {pool.what: _settled(is_now, pool, by, now) for pool in pools}
    return seats.get(What.SEMINAR)


@transaction.atomic
def release(lines: QuerySet[Participant], *, whats: Iterable[What], by: int | None, now: datetime) -> int:
    """Before lines go, or need nothing any more: free what they hold, make the next offers, and forget their seats.

    How many seats that were. Journals seat.given_back for those that were open.
    """
    rows = Seat.objects.filter(participant__in=lines, pool__what__in=list(whats)).order_by("pool", "pk")
    found = list(rows.select_related("pool__meeting"))
    for seat in found:
        _hold(seat.pool)
        if _end(seat, now):
            record("seat.given_back", seat, by=by, at=now, meeting=seat.pool.meeting_id)
            _offer_all(seat.pool, None, now)
    Seat.objects.filter(pk__in=[seat.pk for seat in found]).delete()
    return len(found)


@transaction.atomic
def pass_on(gone: Participant, kept: Participant, *, by: int | None, now: datetime) -> None:
    """Two lines become one: the open seats of the one that goes pass to the other, or are freed if that has its own."""
    for seat in Seat.objects.filter(participant=gone, ended_at=None).select_related("pool").order_by("pool"):
        _hold(seat.pool)
        if not _open(seat.pool).filter(participant=kept).exists():
            Seat.objects.filter(pk=seat.pk).update(participant=kept)
    release(Participant.objects.filter(pk=gone.pk), whats=ALL, by=by, now=now)


@transaction.atomic
def hand_over(line: Participant, substitute: Participant) -> None:
    """Somebody comes in this person's place: the seminar's seat, or the place in the queue, passes over."""
    Seat.objects.filter(participant=line, pool__what=What.SEMINAR, ended_at=None).update(participant=substitute)


def needed(line: Participant) -> frozenset[What]:
    """The services of which this person wants a place."""
    return frozenset(what for what in SERVICES if what.value in line.needs)


def _settled(line: Participant, pool: SeatPool, by: User | None, now: datetime) -> Seat | None:
    """The open seat of a line in a pool, after asking for it or giving it back; None once the pool has no limit."""
    if not _hold(pool):
        return None
    if _wants(line, What(pool.what)):
        return ask_seat(line, pool, by=by, now=now)
    seat = _open(pool).filter(participant=line).select_related("pool__meeting").first()
    if seat is not None:
        give_back(seat, by=by, now=now)
    return None


def _wants(line: Participant, what: What) -> bool:
    if line.declined_at is not None:
        return False
    return line.confirmed_at is not None if what is What.SEMINAR else what.value in line.needs


def _begun(meeting: Meeting, what: What, size: int, by: User | None, now: datetime) -> SeatPool:
    """A new pool; those who came before it have their places, in the order in which they said so."""
    lines = meeting.roster.filter(declined_at=None).order_by("confirmed_at", "made_at", "pk")
    wanting = [line for line in lines if _wants(line, what)]
    if what is What.SEMINAR and len(wanting) > size:
        raise Refusal(_too_small(len(wanting)))
    pool = SeatPool.objects.create(meeting=meeting, what=what, size=size)
    for line in wanting:
        ask_seat(line, pool, by=by, now=now)
    pool.refresh_from_db()
    return pool


def _resized(pool: SeatPool, size: int) -> SeatPool:
    rows = SeatPool.objects.filter(pk=pool.pk, version=pool.version, taken__lte=size)
    if not rows.update(size=size, version=F("version") + 1):
        raise Refusal(_too_small(pool.taken))
    pool.refresh_from_db()
    return pool


def _too_small(taken: int) -> str:
    return (
        ngettext(
            "%d place is taken already: enter no smaller number.",
            "%d places are taken already: enter no smaller number.",
            taken,
        )
        % taken
    )


def _without_limit(meeting: Meeting, pool: SeatPool | None, by: User | None, now: datetime) -> None:
    if pool is not None:
        record("pool.removed", pool, by=_key(by), at=now, meeting=meeting.pk, what=pool.what)
        pool.delete()


def _hold(pool: SeatPool) -> bool:
    """Whoever else would change this pool waits for the end of the transaction. Whether it is still there."""
    return SeatPool.objects.select_for_update(no_key=True).filter(pk=pool.pk).first() is not None


def _take(pool: SeatPool) -> bool:
    """Take one seat if one is free; the only place where `taken` grows."""
    return bool(SeatPool.objects.filter(pk=pool.pk, taken__lt=F("size")).update(taken=F("taken") + 1))


def _end(seat: Seat, now: datetime) -> bool:
    """End a seat, an offer or the waiting, and free what was held; whether there was anything to end."""
    now_is = Seat.objects.filter(pk=seat.pk, ended_at=None).first()
    if now_is is None or not Seat.objects.filter(pk=seat.pk, ended_at=None).update(ended_at=now):
        return False
    if now_is.holds:
        SeatPool.objects.filter(pk=seat.pool_id).update(taken=F("taken") - 1)
    return True


def _open(pool: SeatPool) -> QuerySet[Seat]:
    return Seat.objects.filter(pool=pool, ended_at=None)


def _offer_all(pool: SeatPool, by: User | None, now: datetime) -> None:
    while offer_next(pool, by=by, now=now):
        pass


def _with_stale(pools: QuerySet[SeatPool], now: datetime) -> list[SeatPool]:
    stale = Seat.objects.filter(ended_at=None, given_at=None, offer_until__lte=now)
    return list(pools.filter(pk__in=stale.values("pool")).select_related("meeting").order_by("pk"))


@transaction.atomic
def _lapse(pool: SeatPool, now: datetime) -> None:
    _hold(pool)
    for seat in _open(pool).filter(given_at=None, offer_until__lte=now).order_by("pk"):
        if _end(seat, now):
            record("seat.lapsed", seat, by=None, at=now, meeting=pool.meeting_id)
    _offer_all(pool, None, now)


def _is_ahead(meeting: Meeting, now: datetime) -> bool:
    """Whether a seat still helps: the meeting will be, and its last day has not passed."""
    last = meeting.when.final_day
    over = meeting.cancelled_at or meeting.held_at or meeting.closed_at
    return not over and (last is None or local_day(now) <= last)


def _key(user: User | None) -> int | None:
    return user.pk if user else None
