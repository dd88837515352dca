"""Proof of notice: the days are counted from it, and a moved meeting begins anew."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

import pytest

from tegerek.files import store
from tegerek.files.actions import files_of
from tegerek.files.models import File
from tegerek.journal.models import Entry
from tegerek.lib.errors import Refusal
from tegerek.lib.said import Said
from tegerek.meetings.actions import cancel_meeting, move_meeting, postpone_meeting, record_held
from tegerek.meetings.charters import Typed, answer
from tegerek.meetings.models import Meeting, Telling
from tegerek.meetings.rules import When
from tegerek.meetings.sheets import meeting_sheet
from tegerek.meetings.telling import notice_of, public_telling, record_telling, take_back, telling_sheet
from tests.files.samples import camera_picture
from tests.meetings.races import at_once, shared
from tests.meetings.rows import DAY, NOW, TEN, WHY, a_called, a_clerk, a_draft, an_office
from tests.meetings.test_charters import TEN_DAYS, a_charter

__all__ = ["shared"]
pytestmark = pytest.mark.django_db
Channel = Telling.Channel
BOARD = Said.of(ky="Мектептин тактасы")
CALLED_ON = date(2026, 3, 6)


def on(day: date, hour: int = 12) -> datetime:
    """A moment of that day in Bishkek."""
    return datetime(day.year, day.month, day.day, hour - 6, tzinfo=UTC)


def told(meeting: Meeting, day: date, channel: Telling.Channel = Channel.BOARD, **more: Any) -> Telling:
    typed = {"where": BOARD, "by_whom": "айыл башчысы", "now": on(day), **more}
    return record_telling(meeting, channel=channel, told_on=day, by=None, **typed)


def moved(meeting: Meeting, to: date, now: datetime) -> None:
    move_meeting(meeting, when=When(to, starts=TEN.starts), reason=WHY, seen=meeting.version, by=None, now=now)


def test_the_notice_counts_from_the_first_proof_and_not_from_the_call() -> None:
    meeting = a_called()
    told(meeting, date(2026, 3, 17), Channel.CHAT)
    told(meeting, date(2026, 3, 18))

    notice = telling_sheet(meeting, date(2026, 3, 18)).notice

    assert (notice.first, notice.given, notice.asked, notice.is_short) == (date(2026, 3, 17), 3, 5, True)


@pytest.mark.parametrize(("day", "given", "is_short"), [(15, 5, False), (16, 4, True), (20, 0, True)])
def test_the_fifth_day_before_is_in_time_and_the_fourth_is_short(day: int, given: int, is_short: bool) -> None:
    meeting = a_called()
    told(meeting, date(2026, 3, day))

    notice = telling_sheet(meeting, DAY).notice

    assert (notice.given, notice.is_short) == (given, is_short)


def test_where_nobody_has_recorded_that_people_were_told_nothing_is_given() -> None:
    sheet = telling_sheet(a_called(), date(2026, 3, 9))

    assert (sheet.notice.first, sheet.notice.given, sheet.notice.is_short) == (None, None, False)
    assert (sheet.is_late, sheet.must_correct, sheet.days_ahead) == (False, False, 11)


def test_with_too_few_days_left_and_no_proof_the_sheet_says_that_it_is_late() -> None:
    meeting = a_called()

    late = [telling_sheet(meeting, date(2026, 3, day)).is_late for day in (15, 16, 20, 21)]

    assert late == [False, True, True, False]


def test_a_meeting_for_which_no_rule_is_known_asks_for_nothing() -> None:
    notice = notice_of("seminar", DAY, first=date(2026, 3, 19), on=CALLED_ON)

    assert (notice.given, notice.asked, notice.is_short) == (1, None, False)


def test_moving_a_meeting_makes_what_was_told_before_count_no_more() -> None:
    meeting = a_called()
    told(meeting, date(2026, 3, 9))
    moved(meeting, date(2026, 3, 24), on(date(2026, 3, 18)))
    before = telling_sheet(meeting, date(2026, 3, 18))
    told(meeting, date(2026, 3, 20), now=on(date(2026, 3, 20)))

    after = telling_sheet(meeting, date(2026, 3, 20))

    assert (before.must_correct, before.overtaken, before.notice.first) == (True, True, None)
    assert (after.must_correct, [line.counts for line in after.lines], after.notice.given) == (False, [False, True], 4)


def test_a_proof_written_down_late_belongs_to_the_turn_that_held_on_its_day() -> None:
    meeting = a_called()
    moved(meeting, date(2026, 3, 24), on(date(2026, 3, 18)))

    old = told(meeting, date(2026, 3, 10), now=on(date(2026, 3, 19)))
    new = told(meeting, date(2026, 3, 18), now=on(date(2026, 3, 19)))

    assert [telling.turn.kind if telling.turn else "" for telling in (old, new)] == ["called", "moved"]


def test_postponed_and_cancelled_people_must_be_told_again() -> None:
    meeting = a_called()
    told(meeting, date(2026, 3, 9))
    postpone_meeting(meeting, reason=WHY, seen=meeting.version, by=None, now=on(date(2026, 3, 10)))
    postponed = telling_sheet(meeting, date(2026, 3, 10))
    cancel_meeting(meeting, reason=WHY, seen=meeting.version, by=None, now=on(date(2026, 3, 11)))
    told(meeting, date(2026, 3, 11), Channel.LOUDSPEAKER, now=on(date(2026, 3, 11)))

    cancelled = telling_sheet(meeting, date(2026, 3, 11))

    assert (postponed.turn, postponed.must_correct, postponed.notice.given) == ("postponed", True, None)
    assert (cancelled.turn, cancelled.must_correct) == ("cancelled", False)


def test_nobody_is_asked_to_correct_what_is_over() -> None:
    meeting = a_called()
    moved(meeting, date(2026, 3, 24), on(date(2026, 3, 18)))
    record_held(meeting, seen=meeting.version, by=None, now=on(date(2026, 3, 24), 18))

    sheet = telling_sheet(meeting, date(2026, 3, 24))

    assert (sheet.must_correct, sheet.is_late, sheet.days_ahead) == (False, False, None)


@pytest.mark.parametrize(
    ("day", "now", "why"),
    [
        (date(2026, 3, 5), NOW, "called on 06.03.2026"),
        (date(2026, 3, 7), NOW, "has not come yet"),
        (date(2026, 3, 21), on(date(2026, 3, 22)), "was on 20.03.2026"),
    ],
)
def test_a_day_that_cannot_be_is_asked_about(day: date, now: datetime, why: str) -> None:
    meeting = a_called()

    with pytest.raises(Refusal, match=why):
        told(meeting, day, now=now)

    assert Telling.objects.count() == 0


def test_around_midnight_in_bishkek_the_day_is_the_local_one() -> None:
    meeting = a_called()
    just_after_midnight = datetime(2026, 3, 9, 18, 1, tzinfo=UTC)

    telling = told(meeting, date(2026, 3, 10), now=just_after_midnight)

    assert (telling.told_on, telling_sheet(meeting, date(2026, 3, 10)).notice.given) == (date(2026, 3, 10), 10)


def test_of_a_draft_nobody_can_have_been_told() -> None:
    meeting = a_draft()

    with pytest.raises(Refusal, match="Call the meeting first"):
        told(meeting, CALLED_ON, now=NOW)

    assert telling_sheet(meeting, CALLED_ON).turn == ""


def test_the_same_written_twice_stands_once() -> None:
    meeting = a_called()
    told(meeting, date(2026, 3, 9))

    with pytest.raises(Refusal, match="in the list already"):
        told(meeting, date(2026, 3, 9))
    told(meeting, date(2026, 3, 9), where=Said.of(ky="Дүкөндүн эшиги"))

    assert Telling.objects.count() == 2


def test_two_who_press_at_once_write_it_once(shared: None) -> None:
    meeting = a_called()

    answers = at_once(*[lambda: told(meeting, date(2026, 3, 9))] * 2)

    assert sorted(type(answer).__name__ for answer in answers) == ["Refusal", "Telling"]
    assert Telling.objects.count() == 1


def test_a_photograph_is_kept_without_the_place_where_it_was_taken() -> None:
    meeting = a_called()
    brought = camera_picture()

    telling = told(meeting, date(2026, 3, 9), photo=brought)

    file = files_of(telling).get()
    assert (file.purpose, file.office, file.name, b"Exif" in brought) == ("proof", meeting.office_id, "proof.jpg", True)
    assert b"Exif" not in store.read(file)
    assert telling_sheet(meeting, DAY).lines[0].photo == file.pk


def test_what_is_no_picture_is_refused_and_nothing_is_written() -> None:
    meeting = a_called()

    with pytest.raises(Refusal, match="not a picture"):
        told(meeting, date(2026, 3, 9), photo=b"%PDF-1.7 a notice")

    assert (Telling.objects.count(), File.objects.count(), Entry.objects.filter(verb="telling.recorded").count()) == (
        0,
        0,
        0,
    )


def test_what_is_taken_back_counts_no_more_and_stays_on_record_without_its_photograph() -> None:
    meeting = a_called()
    telling = told(meeting, date(2026, 3, 9), photo=camera_picture())
    told(meeting, date(2026, 3, 12))

    take_back(telling, by=None, now=on(date(2026, 3, 13)))

    sheet = telling_sheet(meeting, date(2026, 3, 13))
    assert (len(sheet.lines), len(sheet.standing), sheet.notice.given) == (2, 1, 8)
    assert (File.objects.count(), Entry.objects.filter(verb="telling.taken_back").count()) == (0, 1)
    with pytest.raises(Refusal, match="taken back already"):
        take_back(telling, by=None, now=on(date(2026, 3, 13)))


def test_the_journal_says_how_many_days_of_how_many_and_no_word_that_somebody_typed() -> None:
    meeting = a_called()

    telling = told(meeting, date(2026, 3, 17))

    entry = Entry.objects.get(verb="telling.recorded")
    assert entry.refs == {
        "telling": telling.pk,
        "channel": "board",
        "told_on": "2026-03-17",
        "given": 3,
        "asked": 5,
    }


def test_the_public_is_told_days_and_channels_and_nobody_s_name() -> None:
    meeting = a_called()
    told(meeting, date(2026, 3, 12), Channel.CHAT)
    told(meeting, date(2026, 3, 12))
    told(meeting, date(2026, 3, 13), Channel.DOOR_TO_DOOR, by_whom="Мисалов")
    take_back(told(meeting, date(2026, 3, 10), Channel.PHONE), by=None, now=on(date(2026, 3, 13)))

    found = public_telling(meeting_sheet(meeting.number or 0))

    assert [(told_on.day.day, told_on.channels) for told_on in found.days] == [
        (12, ("chat", "board")),
        (13, ("door_to_door",)),
    ]
    assert (found.channels, found.notice.given) == (("chat", "board", "door_to_door"), 8)


@pytest.mark.parametrize("number", [1, 3])
def test_the_sheets_cost_the_same_however_long_the_list(number: int, django_assert_num_queries: Any) -> None:
    meeting, clerk, days = a_called(office=an_office()), a_clerk(), count(9)
    for _ in range(number):
        day = CALLED_ON + timedelta(days=next(days) - 8)
        record_telling(
            meeting,
            channel=Channel.BOARD,
            told_on=day,
            where=BOARD,
            by_whom="",
            by=clerk,
            now=on(day),
            photo=camera_picture(),
        )
    sheet = meeting_sheet(meeting.number or 0)

    with django_assert_num_queries(4):
        lines = telling_sheet(meeting, DAY).lines
    with django_assert_num_queries(2):
        days_told = public_telling(sheet).days

    assert (len(lines), len(days_told)) == (number, number)


def test_the_municipality_s_own_charter_says_how_many_days_are_asked() -> None:
    meeting = a_called()
    answer(a_charter(meeting.office), Typed("assembly", "notice", TEN_DAYS, "18.4"), seen=1, by=None, now=NOW)
    told(meeting, date(2026, 3, 12))

    asked = [
        telling_sheet(meeting, DAY).notice,
        public_telling(meeting_sheet(meeting.number or 0)).notice,
    ]

    assert [(notice.given, notice.asked, notice.is_short) for notice in asked] == [(8, 10, True)] * 2


def test_the_circle_of_a_meeting_says_that_people_were_told_until_it_is_moved() -> None:
    meeting = a_called()
    told(meeting, date(2026, 3, 12))
    told(meeting, date(2026, 3, 10), Channel.CHAT)
    taken_back = told(meeting, date(2026, 3, 9), Channel.PHONE)
    take_back(taken_back, by=None, now=on(date(2026, 3, 12)))

    before = meeting_sheet(meeting.number or 0).line.steps[2]
    moved(meeting, date(2026, 3, 24), on(date(2026, 3, 18)))
    after = meeting_sheet(meeting.number or 0).line.steps[2]

    assert [(step.name, step.is_taken, step.day) for step in (before, after)] == [
        ("told", True, date(2026, 3, 10)),
        ("told", False, None),
    ]
