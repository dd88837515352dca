"""The notice people get, held against the rule: where it stops, and by which ways one goes on against it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from tegerek.journal.models import Entry
from tegerek.lib.dates import ZONE
from tegerek.lib.errors import Refusal
from tegerek.lib.said import Said
from tegerek.meetings.actions import call_meeting, move_meeting
from tegerek.meetings.charters import Facts, Typed, answer, set_charter
from tegerek.meetings.models import Meeting, Turn
from tegerek.meetings.notice import Decided, Despite, ShortNotice, Way, notice, notice_of, urgent_by
from tegerek.meetings.rules import When
from tegerek.people.models import Post
from tegerek.procedures.kinds import kind as kind_of
from tegerek.procedures.terms import Amount, Counting, Rank, Unit
from tests.meetings.rows import DAY, NOW, WHY, a_called, a_draft

TODAY = date(2026, 3, 6)
FOUR_AHEAD = When(date(2026, 3, 10), starts=time(10))
ADOPTED = date(2023, 5, 10)
CHARTER = Despite(way=Way.CHARTER, words="Элге үч күн калганда кабарланат.", adopted_on=ADOPTED)


def a_charter_says(meeting: Meeting, value: Amount) -> None:
    charter = set_charter(meeting.office, Facts("14-1", ADOPTED, ADOPTED), by=None, now=NOW)
    answer(charter, Typed("assembly", "notice", value, "18.4"), seen=1, by=None, now=NOW)


def test_four_days_before_stops_and_says_rule_rank_source_and_earliest_day(db: None) -> None:
    meeting = a_draft(when=FOUR_AHEAD)

    with pytest.raises(ShortNotice) as stopped:
        call_meeting(meeting, by=None, now=NOW)

    told = stopped.value.notice
    assert told.rule is not None
    assert told.why is not None
    assert (told.given, told.asked, told.earliest) == (4, 5, date(2026, 3, 11))
    assert (told.rule.rank, told.rule.number, bool(told.why.heading)) == (Rank.METHOD_INSTRUCTION, "18.4", True)


@pytest.mark.parametrize(
    ("now", "is_short"),
    [
        (datetime(2026, 3, 5, 23, 59, tzinfo=ZONE), False),
        (datetime(2026, 3, 6, 0, 0, tzinfo=ZONE), True),
        (datetime(2026, 3, 5, 18, 30, tzinfo=UTC), True),
    ],
)
def test_the_notice_grows_short_at_midnight_in_bishkek(db: None, now: datetime, is_short: bool) -> None:
    meeting = a_draft(when=FOUR_AHEAD)

    try:
        call_meeting(meeting, by=None, now=now)
    except ShortNotice:
        stopped = True
    else:
        stopped = False

    assert (stopped, meeting.is_called) == (is_short, not is_short)


def test_a_reason_is_kept_with_the_days_and_the_rank_of_the_rule(db: None) -> None:
    meeting = a_draft(when=FOUR_AHEAD)

    call_meeting(meeting, by=None, now=NOW, despite=Despite(WHY))

    turn = Turn.objects.get()
    assert (turn.despite_way, turn.despite_days, turn.despite_rule_days) == (Way.REASON, 4, 5)
    assert (turn.despite_rank, turn.reason.texts) == (Rank.METHOD_INSTRUCTION, WHY.texts)


def test_our_charter_says_otherwise_is_kept_with_its_words_and_day(db: None) -> None:
    meeting = a_draft(when=FOUR_AHEAD)

    call_meeting(meeting, by=None, now=NOW, despite=CHARTER)

    turn = Turn.objects.get()
    assert (turn.despite_way, turn.charter_words, turn.charter_on) == (Way.CHARTER, CHARTER.words, ADOPTED)


@pytest.mark.parametrize(
    "despite",
    [
        Despite(way=Way.CHARTER, words=" ", adopted_on=ADOPTED),
        Despite(way=Way.CHARTER, words="Үч күн."),
        Despite(way=Way.CHARTER, words="Үч күн.", adopted_on=date(2026, 3, 7)),
    ],
)
def test_a_charter_without_its_words_or_its_day_is_no_way_on(db: None, despite: Despite) -> None:
    meeting = a_draft(when=FOUR_AHEAD)

    with pytest.raises(Refusal):
        call_meeting(meeting, by=None, now=NOW, despite=despite)

    assert (meeting.is_called, Turn.objects.count()) == (False, 0)


@pytest.mark.parametrize(
    ("initiator", "post", "may"),
    [
        ("head", None, True),
        ("council", None, True),
        ("group", None, False),
        ("deputy", None, False),
        ("", None, False),
        ("", Post.AO_HEAD, True),
        ("group", Post.COUNCIL_CHAIR, True),
        ("", Post.DEPUTY, False),
        ("", Post.VILLAGE_HEAD, False),
    ],
)
def test_the_urgent_path_is_open_to_head_council_and_its_chair_alone(
    db: None, initiator: str, post: Post | None, may: bool
) -> None:
    meeting = a_draft(when=FOUR_AHEAD)
    Meeting.objects.filter(pk=meeting.pk).update(initiator=initiator)
    meeting.refresh_from_db()

    try:
        decided = Decided(post) if post else None
        call_meeting(meeting, by=None, now=NOW, despite=Despite(way=Way.URGENT), decided=decided)
    except Refusal as refusal:
        said = str(refusal)
    else:
        said = ""

    assert (meeting.is_called, "council or its chair" in said) == (may, not may)


def test_no_hearing_is_called_in_a_hurry(db: None) -> None:
    meeting = a_draft("public-hearing", FOUR_AHEAD)

    with pytest.raises(Refusal, match="No rule lets"):
        call_meeting(meeting, by=None, now=NOW, despite=Despite(way=Way.URGENT), decided=Decided(Post.AO_HEAD))

    assert urgent_by(kind_of("public-hearing")) == ()


def test_the_own_charter_lengthens_the_notice_and_binds(db: None) -> None:
    meeting = a_draft(when=When(date(2026, 3, 14)))
    a_charter_says(meeting, Amount(10, 10, Unit.DAYS))

    with pytest.raises(ShortNotice) as stopped:
        call_meeting(meeting, by=None, now=NOW)

    told = stopped.value.notice
    assert told.rule is not None
    assert (told.given, told.asked, told.earliest, told.rule.rank) == (8, 10, date(2026, 3, 16), Rank.OWN_CHARTER)


def test_the_own_charter_shortens_the_notice_and_nothing_is_asked(db: None) -> None:
    meeting = a_draft(when=FOUR_AHEAD)
    a_charter_says(meeting, Amount(3, 3, Unit.DAYS))

    call_meeting(meeting, by=None, now=NOW)

    assert Turn.objects.get().despite_days is None


def test_working_days_of_a_charter_are_counted_over_the_days_off(db: None) -> None:
    # 8 March is a holiday and a Sunday of 2026; the 9th is worked unless the list says otherwise.
    meeting = a_draft(when=When(date(2026, 3, 13)))
    a_charter_says(meeting, Amount(5, 5, Unit.DAYS, Counting.WORKING))

    told = notice_of(meeting, today=TODAY, held_on=date(2026, 3, 13))

    assert told.earliest is not None
    assert told.asked is not None
    assert (told.is_short, (told.earliest - TODAY).days >= told.asked) == (told.given < told.asked, True)


@pytest.mark.parametrize("when", [When(date(2026, 3, 9), starts=time(10)), When(date(2026, 3, 7))])
def test_a_move_inside_the_notice_stops_like_a_call(db: None, when: When) -> None:
    meeting = a_called()

    with pytest.raises(ShortNotice):
        move_meeting(meeting, when=when, reason=WHY, seen=meeting.version, by=None, now=NOW)

    assert (meeting.held_on, Turn.objects.count()) == (DAY, 1)


def test_a_move_inside_the_notice_keeps_its_way_too(db: None) -> None:
    meeting = a_called()

    turn = move_meeting(meeting, when=FOUR_AHEAD, reason=WHY, despite=CHARTER, seen=meeting.version, by=None, now=NOW)

    assert turn is not None
    assert (turn.despite_way, turn.despite_days, turn.despite_rule_days, turn.reason) == (Way.CHARTER, 4, 5, WHY)
    assert Entry.objects.get(verb="meeting.moved").refs["way"] == "charter"


def test_another_hall_shortly_before_the_day_must_be_told_too(db: None) -> None:
    meeting = a_called()
    two_before = datetime(2026, 3, 18, 9, tzinfo=ZONE)

    with pytest.raises(ShortNotice) as stopped:
        move_meeting(
            meeting, when=When(DAY, starts=time(11)), reason=WHY, seen=meeting.version, by=None, now=two_before
        )

    assert stopped.value.notice.given == 2


def test_a_day_that_has_passed_is_written_down_without_a_word_of_notice(db: None) -> None:
    meeting = a_called()
    after = datetime(2026, 3, 23, 9, tzinfo=ZONE)

    turn = move_meeting(meeting, when=When(date(2026, 3, 21)), reason=WHY, seen=meeting.version, by=None, now=after)

    assert turn is not None
    assert turn.despite_days is None


def test_a_draft_moves_freely(db: None) -> None:
    meeting = a_draft()

    turn = move_meeting(meeting, when=FOUR_AHEAD, reason=Said(), seen=1, by=None, now=NOW)

    assert (turn, meeting.held_on) == (None, FOUR_AHEAD.first)


def test_before_any_known_rule_nothing_is_asked() -> None:
    told = notice(kind_of("assembly"), date(2022, 12, 11), date(2022, 12, 12))

    assert (told.is_short, told.asked, told.rule) == (False, None, None)
