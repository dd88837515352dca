"""Places that run out: the last one is given once, whoever waits gets an offer, and offers end."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from functools import partial

import pytest

from tegerek.journal.models import Entry
from tegerek.lib.errors import Refusal, Stale
from tegerek.meetings import holding, roster, seats
from tegerek.meetings.models import Meeting, Participant, Seat, SeatPool
from tegerek.meetings.roster import Typed
from tegerek.people.models import Post
from tests.meetings.races import at_once, shared
from tests.meetings.rows import NOW, a_draft

__all__ = ["shared"]  # a fixture

pytestmark = pytest.mark.django_db
What = SeatPool.What
HOUR = timedelta(hours=1)
OVER = NOW + timedelta(hours=seats.OFFER_HOURS)


def on_list(meeting: Meeting, people: int, first: int = 0) -> list[Participant]:
    return [
        roster.write_in(meeting, Typed(f"Мисалова {n}", Post.DEPUTY), person=None, by=None, now=NOW)
        for n in range(first, first + people)
    ]


def a_pool(meeting: Meeting, size: int, what: What = What.SEMINAR) -> SeatPool:
    pool = seats.set_pool(meeting, what, size=size, seen=0, by=None, now=NOW)
    assert pool is not None
    return pool


def confirmed(line: Participant, now: datetime = NOW) -> Seat:
    seat = roster.confirm(line, by=None, now=now)
    assert seat is not None
    return seat


def state(pool: SeatPool) -> tuple[int, int, int, int]:
    """Taken, given, offered, waiting."""
    pool.refresh_from_db()
    rows = pool.seats.filter(ended_at=None)
    offered = rows.filter(given_at=None, offered_at__isnull=False).count()
    given = rows.filter(given_at__isnull=False).count()
    return (pool.taken, given, offered, rows.count() - given - offered)


def test_whoever_confirms_takes_a_seat_and_beyond_the_last_waits() -> None:
    meeting = a_draft("seminar")
    pool = a_pool(meeting, 2)

    given = [confirmed(line).given_at is not None for line in on_list(meeting, 3)]

    assert given == [True, True, False]
    assert state(pool) == (2, 2, 0, 1)


def test_a_roster_without_a_limit_is_as_before() -> None:
    meeting = a_draft("seminar")
    (line,) = on_list(meeting, 1)

    seat = roster.confirm(line, by=None, now=NOW)

    assert (seat, Seat.objects.count()) == (None, 0)


def test_confirming_twice_takes_one_seat() -> None:
    meeting = a_draft("seminar")
    pool = a_pool(meeting, 2)
    (line,) = on_list(meeting, 1)

    first, again = confirmed(line), confirmed(line)

    assert first == again
    assert state(pool) == (1, 1, 0, 0)


@pytest.mark.parametrize("kind", ["assembly", "public-hearing", "budget-hearing", "report", "information"])
def test_where_everybody_may_come_nothing_is_ever_full(kind: str) -> None:
    meeting = a_draft(kind)

    with pytest.raises(Refusal, match="never full"):
        seats.set_pool(meeting, What.SEMINAR, size=30, seen=0, by=None, now=NOW)

    assert seats.pools_for(kind) == (What.TRANSPORT, What.CHILD_CARE)


def test_a_pool_is_never_made_smaller_than_what_is_taken() -> None:
    meeting = a_draft("seminar")
    pool = a_pool(meeting, 3)
    for line in on_list(meeting, 2):
        confirmed(line)

    with pytest.raises(Refusal, match="2 places are taken"):
        seats.set_pool(meeting, What.SEMINAR, size=1, seen=1, by=None, now=NOW)

    pool.refresh_from_db()
    assert (pool.size, pool.version) == (3, 1)


def test_a_pool_for_fewer_than_have_confirmed_is_not_begun() -> None:
    meeting = a_draft("seminar")
    for line in on_list(meeting, 3):
        roster.confirm(line, by=None, now=NOW)

    with pytest.raises(Refusal, match="3 places are taken"):
        a_pool(meeting, 2)

    assert SeatPool.objects.count() == 0


def test_those_who_confirmed_before_there_was_a_limit_have_their_seats() -> None:
    meeting = a_draft("seminar")
    for line in on_list(meeting, 3)[:2]:
        roster.confirm(line, by=None, now=NOW)

    pool = a_pool(meeting, 2)

    assert state(pool) == (2, 2, 0, 0)


def test_of_two_who_set_a_pool_the_second_is_told() -> None:
    meeting = a_draft("seminar")
    a_pool(meeting, 3)

    with pytest.raises(Stale):
        a_pool(meeting, 4)

    assert SeatPool.objects.get().size == 3


def test_without_a_limit_nobody_waits_any_more() -> None:
    meeting = a_draft("seminar")
    a_pool(meeting, 1)
    for line in on_list(meeting, 3):
        confirmed(line)

    gone = seats.set_pool(meeting, What.SEMINAR, size=None, seen=1, by=None, now=NOW)

    assert (gone, SeatPool.objects.count(), Seat.objects.count()) == (None, 0, 0)
    assert meeting.roster.filter(confirmed_at=None).count() == 0


def test_a_seat_given_back_is_offered_to_the_first_who_waits() -> None:
    meeting = a_draft("seminar")
    pool = a_pool(meeting, 1)
    has, first, second = on_list(meeting, 3)
    for line in (has, first, second):
        confirmed(line)

    roster.decline(has, by=None, now=NOW + HOUR)

    offer = pool.seats.get(offered_at__isnull=False)
    assert (offer.participant, offer.offer_until) == (first, OVER + HOUR)
    assert state(pool) == (1, 0, 1, 1)


def test_an_offer_that_is_accepted_becomes_a_seat_and_one_press_more_changes_nothing() -> None:
    pool, offer = an_offer()

    seats.accept(offer, by=None, now=NOW + 2 * HOUR)
    seats.accept(offer, by=None, now=NOW + 3 * HOUR)

    offer.refresh_from_db()
    assert offer.given_at == NOW + 2 * HOUR
    assert state(pool) == (1, 1, 0, 1)


def test_an_offer_that_is_declined_goes_to_the_next() -> None:
    pool, offer = an_offer()

    seats.decline(offer, by=None, now=NOW + 2 * HOUR)

    assert state(pool) == (1, 0, 1, 0)
    assert not pool.seats.filter(participant=offer.participant, ended_at=None).exists()


def test_an_offer_that_ran_out_goes_to_the_next_at_the_minute_and_not_before() -> None:
    pool, offer = an_offer()
    until = offer.offer_until
    assert until is not None

    seats.lapse_offers(until - timedelta(minutes=1))
    before = pool.seats.get(offered_at__isnull=False, ended_at=None)
    seats.lapse_offers(until)
    after = pool.seats.get(offered_at__isnull=False, ended_at=None)

    assert (before, before == after) == (offer, False)
    with pytest.raises(Refusal, match="has ended"):
        seats.accept(offer, by=None, now=until)
    assert state(pool) == (1, 0, 1, 0)


def test_whose_offer_ran_out_may_ask_again_and_waits_at_the_end() -> None:
    pool, offer = an_offer()
    seats.lapse_offers(OVER + HOUR)

    again = confirmed(offer.participant, OVER + 2 * HOUR)

    assert again.is_waiting
    assert state(pool) == (1, 0, 1, 1)


def test_once_the_meeting_is_over_nobody_is_offered_a_seat() -> None:
    pool, _offer = an_offer()

    seats.lapse_offers(NOW + timedelta(days=30))

    assert state(pool) == (0, 0, 0, 1)


def test_a_substitute_keeps_the_seat() -> None:
    meeting = a_draft("seminar")
    pool = a_pool(meeting, 1)
    line, waits = on_list(meeting, 2)
    confirmed(line)
    confirmed(waits)

    made = roster.substitute(line, Typed("Ойдонов Алмаз"), person=None, reason="өргүүдө", by=None, now=NOW)

    assert pool.seats.get(given_at__isnull=False, ended_at=None).participant == made
    assert state(pool) == (1, 1, 0, 1)


def test_an_answer_taken_back_frees_the_seat() -> None:
    meeting = a_draft("seminar")
    pool = a_pool(meeting, 1)
    line, waits = on_list(meeting, 2)
    confirmed(line)
    confirmed(waits)

    roster.take_back(line, by=None, now=NOW)

    assert pool.seats.get(ended_at=None).participant == waits
    assert state(pool) == (1, 0, 1, 0)


def test_a_larger_room_makes_offers_in_the_order_of_asking() -> None:
    meeting = a_draft("seminar")
    pool = a_pool(meeting, 1)
    lines = on_list(meeting, 4)
    for line in lines:
        confirmed(line)

    seats.set_pool(meeting, What.SEMINAR, size=3, seen=1, by=None, now=NOW)

    offered = pool.seats.filter(given_at=None, offered_at__isnull=False)
    assert [seat.participant for seat in offered] == lines[1:3]


def test_transport_may_run_out_at_an_assembly_and_needs_ask_for_it() -> None:
    meeting = a_draft("assembly")
    pool = a_pool(meeting, 1, What.TRANSPORT)
    rides, waits = on_list(meeting, 2)
    for line in (rides, waits):
        roster.set_needs(line, needs=["transport", "step_free"], attends="hall", seen=1, by=None, now=NOW)

    roster.set_needs(rides, needs=["step_free"], attends="hall", seen=2, by=None, now=NOW)

    rides.refresh_from_db()
    assert (rides.needs, rides.attends) == (["step_free"], "hall")
    assert pool.seats.get(ended_at=None).participant == waits
    assert state(pool) == (1, 0, 1, 0)


def test_the_journal_never_says_what_somebody_needs() -> None:
    meeting = a_draft("assembly")
    (line,) = on_list(meeting, 1)

    roster.set_needs(line, needs=["sign_language"], attends="", seen=1, by=None, now=NOW)

    entry = Entry.objects.get(verb="roster.needs_set")
    assert entry.refs == {"meeting": meeting.pk, "needs": 1}


def test_nobody_takes_part_online_in_a_meeting_in_a_hall() -> None:
    meeting = a_draft("assembly")
    (line,) = on_list(meeting, 1)

    with pytest.raises(Refusal, match="not held that way"):
        roster.set_needs(line, needs=[], attends="online", seen=1, by=None, now=NOW)

    line.refresh_from_db()
    assert (line.attends, line.version) == ("", 1)


def test_a_line_taken_off_leaves_its_ride_to_the_next() -> None:
    meeting = a_draft("assembly")
    pool = a_pool(meeting, 1, What.TRANSPORT)
    rides, waits = on_list(meeting, 2)
    for line in (rides, waits):
        roster.set_needs(line, needs=["transport"], attends="", seen=1, by=None, now=NOW)

    rides.refresh_from_db()
    roster.take_off(rides, seen=2, by=None, now=NOW)

    assert pool.seats.get().participant == waits
    assert state(pool) == (1, 0, 1, 0)


def test_whoever_is_erased_needs_nothing_any_more_and_the_ride_goes_to_the_next() -> None:
    meeting = a_draft("assembly")
    pool = a_pool(meeting, 1, What.TRANSPORT)
    rides, waits = on_list(meeting, 2)
    for line in (rides, waits):
        roster.set_needs(line, needs=["transport"], attends="hall", seen=1, by=None, now=NOW)

    holding.erase(rides.person, by=None, now=NOW)

    rides.refresh_from_db()
    assert (rides.needs, rides.attends, pool.seats.get().participant) == ([], "", waits)
    assert state(pool) == (1, 0, 1, 0)


def test_two_cards_that_become_one_keep_one_seat_and_free_the_other() -> None:
    meeting = a_draft("seminar")
    pool = a_pool(meeting, 2)
    one, other, waits = on_list(meeting, 3)
    for line in (one, other, waits):
        confirmed(line)

    holding.join(one.person, other.person, by=None, now=NOW)

    assert list(pool.seats.filter(given_at__isnull=False).values_list("participant", flat=True)) == [one.pk]
    assert state(pool) == (2, 1, 1, 0)


def test_a_phone_call_about_an_offer_counts_once_within_a_minute() -> None:
    _pool, offer = an_offer()

    seats.note_phoned(offer, by=None, now=NOW + 2 * HOUR)
    seats.note_phoned(offer, by=None, now=NOW + 2 * HOUR + timedelta(seconds=30))

    offer.refresh_from_db()
    assert (offer.phoned_at, Entry.objects.filter(verb="seat.phoned").count()) == (NOW + 2 * HOUR, 1)


@pytest.mark.parametrize("seed", range(12))
def test_after_any_row_of_acts_what_is_taken_is_what_is_given_or_offered(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - dice, not secrets
    meeting = a_draft("seminar")
    pool, lines, now = a_pool(meeting, 3), on_list(meeting, 6), NOW

    for _n in range(40):
        now += chance.choice([timedelta(minutes=5), 5 * HOUR])
        pool.refresh_from_db()
        act(chance, pool, lines, now)
        taken, given, offered, waiting = state(pool)

        assert taken == given + offered
        assert pool.size == taken or not waiting


def act(chance: random.Random, pool: SeatPool, lines: list[Participant], now: datetime) -> None:
    """One act that a clerk, or the night, might do next; what is refused changes nothing."""
    line, open_seats = chance.choice(lines), list(Seat.objects.filter(ended_at=None))
    try:
        match chance.randrange(9):
            case 0 | 1 | 2:
                roster.confirm(line, by=None, now=now)
            case 3:
                roster.decline(line, by=None, now=now)
            case 4:
                roster.take_back(line, by=None, now=now)
            case 5:
                seats.lapse_offers(now)
            case 6:
                size = chance.randrange(1, 6)
                seats.set_pool(pool.meeting, What.SEMINAR, size=size, seen=pool.version, by=None, now=now)
            case 7 if open_seats:
                seats.accept(chance.choice(open_seats), by=None, now=now)
            case 8 if open_seats:
                seats.decline(chance.choice(open_seats), by=None, now=now)
    except Refusal:
        pass


def test_the_last_seat_taken_by_twenty_at_once_is_given_once(shared: None) -> None:
    meeting = a_draft("seminar")
    pool = a_pool(meeting, 1)
    lines = on_list(meeting, 20)

    answers = at_once(*(partial(roster.confirm, line, by=None, now=NOW) for line in lines))

    got = [seat for seat in answers if isinstance(seat, Seat)]
    assert (len(got), sum(seat.given_at is not None for seat in got)) == (20, 1)
    assert state(pool) == (1, 1, 0, 19)


def test_twenty_who_come_while_ten_go_leave_no_seat_empty_and_give_none_twice(shared: None) -> None:
    meeting = a_draft("seminar")
    pool = a_pool(meeting, 10)
    going, coming = on_list(meeting, 10), on_list(meeting, 10, first=10)
    for line in going:
        confirmed(line)

    errors = [
        answer
        for answer in at_once(
            *(partial(roster.decline, line, by=None, now=NOW) for line in going),
            *(partial(roster.confirm, line, by=None, now=NOW) for line in coming),
        )
        if isinstance(answer, Exception)
    ]

    taken, given, offered, waiting = state(pool)
    assert (errors, taken, given + offered, waiting) == ([], 10, 10, 0)


def test_two_who_begin_a_pool_at_once_begin_one(shared: None) -> None:
    meeting = a_draft("seminar")

    answers = at_once(lambda: a_pool(meeting, 5), lambda: a_pool(meeting, 5))

    assert sorted(type(answer).__name__ for answer in answers) == ["SeatPool", "Stale"]


def an_offer() -> tuple[SeatPool, Seat]:
    """A pool of one seat, offered to the first of two who waited."""
    meeting = a_draft("seminar")
    pool = a_pool(meeting, 1)
    lines = on_list(meeting, 3)
    for line in lines:
        confirmed(line)
    roster.decline(lines[0], by=None, now=NOW + HOUR)
    return pool, pool.seats.select_related("pool__meeting").get(offered_at__isnull=False)
