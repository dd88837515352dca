"""Chat groups: the register, the ticks that something was posted, and the proof that comes of a tick."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tegerek.files.actions import files_of
from tegerek.files.models import File
from tegerek.journal.models import Entry
from tegerek.lib.errors import Refusal, Stale
from tegerek.meetings.actions import record_held
from tegerek.meetings.chats import (
    GroupWords,
    add_group,
    change_group,
    chat_sheet,
    end_group,
    group_lines,
    tick_posted,
    untick,
)
from tegerek.meetings.models import ChatGroup, ChatPost, Meeting, Telling
from tegerek.meetings.telling import telling_sheet
from tegerek.places.models import Body, Unit
from tests.files.samples import camera_picture
from tests.meetings.races import at_once, shared
from tests.meetings.rows import NOW, a_called, a_clerk, a_draft, a_place
from tests.meetings.test_telling import BOARD, moved, on, told

__all__ = ["shared"]
pytestmark = pytest.mark.django_db
MONDAY = on(date(2026, 3, 9))


def a_group(meeting: Meeting, name: str = "Ак-Терек жаңылыктары", **more: Any) -> ChatGroup:
    return add_group(meeting.office, meeting.place, GroupWords(name, **more), by=None, now=NOW)


def test_the_first_tick_is_a_proof_that_people_were_told_by_chat() -> None:
    meeting = a_called()
    groups = [a_group(meeting, name) for name in ("Биринчи", "Экинчи")]

    for group in groups:
        tick_posted(meeting, group, by=None, now=MONDAY)

    sheet = telling_sheet(meeting, date(2026, 3, 9))
    assert [(line.channel, line.told_on, line.counts) for line in sheet.lines] == [("chat", date(2026, 3, 9), True)]
    assert (sheet.notice.given, ChatPost.objects.count()) == (11, 2)


def test_a_tick_pressed_twice_stands_once_with_its_first_hour() -> None:
    meeting = a_called()
    group = a_group(meeting)

    first = tick_posted(meeting, group, by=None, now=MONDAY)
    again = tick_posted(meeting, group, by=None, now=on(date(2026, 3, 10)))

    assert (again.pk, again.posted_at) == (first.pk, MONDAY)
    assert (Telling.objects.count(), Entry.objects.filter(verb="chat.posted").count()) == (1, 1)


def test_two_who_tick_at_once_tick_once_and_write_one_proof(shared: None) -> None:
    meeting = a_called()
    groups = [a_group(meeting, name) for name in ("Биринчи", "Экинчи")]

    answers = at_once(*[lambda group=group: tick_posted(meeting, group, by=None, now=MONDAY) for group in groups * 2])

    assert {type(answer).__name__ for answer in answers} == {"ChatPost"}
    assert (ChatPost.objects.count(), Telling.objects.count()) == (2, 1)


def test_a_proof_by_chat_that_somebody_wrote_by_hand_is_not_written_again() -> None:
    meeting = a_called()
    told(meeting, date(2026, 3, 9), Telling.Channel.CHAT)

    post = tick_posted(meeting, a_group(meeting), by=None, now=MONDAY)
    untick(post, by=None, now=MONDAY)

    assert [telling.where for telling in Telling.objects.filter(taken_back_at=None)] == [BOARD]


def test_after_a_move_the_correction_is_ticked_anew() -> None:
    meeting = a_called()
    group = a_group(meeting)
    tick_posted(meeting, group, by=None, now=MONDAY)
    moved(meeting, date(2026, 3, 24), on(date(2026, 3, 18)))
    before = [line.posted_at for line in group_lines(meeting)]

    tick_posted(meeting, group, by=None, now=on(date(2026, 3, 18)))

    sheet = telling_sheet(meeting, date(2026, 3, 18))
    assert (before, [post.what for post in ChatPost.objects.order_by("pk")]) == ([None], ["notice", "correction"])
    assert (sheet.must_correct, sheet.notice.given) == (False, 6)


def test_a_tick_by_mistake_goes_with_its_screenshot_and_its_proof() -> None:
    meeting = a_called()
    post = tick_posted(meeting, a_group(meeting), by=None, now=MONDAY, screenshot=camera_picture())
    assert files_of(post).get().purpose == "proof"

    untick(post, by=None, now=MONDAY)

    assert (ChatPost.objects.count(), File.objects.count()) == (0, 0)
    assert telling_sheet(meeting, date(2026, 3, 9)).notice.first is None


def test_a_screenshot_may_be_brought_after_the_tick_and_one_that_is_no_picture_ticks_nothing() -> None:
    meeting = a_called()
    group, other = a_group(meeting), a_group(meeting, "Башка топ")
    tick_posted(meeting, group, by=None, now=MONDAY)
    with pytest.raises(Refusal, match="not a picture"):
        tick_posted(meeting, other, by=None, now=MONDAY, screenshot=b"%PDF-1.7")

    tick_posted(meeting, group, by=None, now=MONDAY, screenshot=camera_picture())

    assert [(line.name, line.screenshot is not None, line.posted_at) for line in group_lines(meeting)] == [
        ("Ак-Терек жаңылыктары", True, MONDAY),
        ("Башка топ", False, None),
    ]


def test_the_result_is_posted_when_the_meeting_was_held_and_is_no_proof_of_notice() -> None:
    meeting = a_called()
    group = a_group(meeting)
    with pytest.raises(Refusal, match="when the meeting has been held"):
        tick_posted(meeting, group, by=None, now=MONDAY, what=ChatPost.What.RESULT)
    evening = on(date(2026, 3, 20), 18)
    record_held(meeting, seen=meeting.version, by=None, now=evening)
    with pytest.raises(Refusal, match="is over"):
        tick_posted(meeting, group, by=None, now=evening)

    tick_posted(meeting, group, by=None, now=evening, what=ChatPost.What.RESULT)
    tick_posted(meeting, group, by=None, now=evening, what=ChatPost.What.RESULT)

    assert [line.posted_at for line in group_lines(meeting, ChatPost.What.RESULT)] == [evening]
    assert (ChatPost.objects.count(), Telling.objects.count()) == (1, 0)


def test_of_a_draft_nothing_is_posted() -> None:
    meeting = a_draft()
    group = a_group(meeting)

    with pytest.raises(Refusal, match="Call the meeting first"):
        tick_posted(meeting, group, by=None, now=MONDAY)
    with pytest.raises(Refusal, match="Call the meeting first"):
        chat_sheet(meeting)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (GroupWords(" "), "what the group is called"),
        (GroupWords("Ак-Терек", link="javascript:alert(1)"), "begins with https"),
        (GroupWords("Ак-Терек", members=40, counted_on=date(2027, 1, 1)), "has not come yet"),
        (GroupWords("Ак-Терек жаңылыктары"), "in the register already"),
    ],
)
def test_a_group_that_cannot_be_so_is_refused(words: GroupWords, why: str) -> None:
    meeting = a_called()
    a_group(meeting)

    with pytest.raises(Refusal, match=why):
        add_group(meeting.office, meeting.place, words, by=None, now=NOW)

    assert ChatGroup.objects.count() == 1


def test_a_group_is_changed_and_ended_by_whoever_saw_it_last() -> None:
    meeting = a_called()
    group = a_group(meeting, members=120, counted_on=date(2026, 3, 1))
    change_group(group, meeting.place, GroupWords("Ак-Терек"), seen=1, by=None, now=NOW)
    with pytest.raises(Stale):
        change_group(group, meeting.place, GroupWords("Башка"), seen=1, by=None, now=NOW)

    end_group(group, seen=2, by=None, now=NOW)

    assert (group.name, group.members, group.counted_on, group_lines(meeting)) == ("Ак-Терек", None, None, ())


def test_a_group_that_has_ended_stays_in_the_list_of_what_was_posted_there() -> None:
    meeting = a_called()
    group = a_group(meeting)
    tick_posted(meeting, group, by=None, now=MONDAY)

    end_group(group, seen=1, by=None, now=NOW)

    assert [line.name for line in group_lines(meeting)] == ["Ак-Терек жаңылыктары"]


@pytest.mark.parametrize(
    ("link", "leads_to"),
    [
        ("https://chat.example/ak-terek", "https://chat.example/ak-terek"),
        ("javascript:alert(1)//https://", ""),
        ("ak-terek", ""),
        ("", ""),
    ],
)
def test_a_link_that_came_past_the_form_leads_nowhere_unless_it_leads_to_a_page(link: str, leads_to: str) -> None:
    meeting = a_called()
    ChatGroup.objects.filter(pk=a_group(meeting).pk).update(link=link)

    assert [line.link for line in group_lines(meeting)] == [leads_to]


def test_the_group_of_the_village_itself_stands_before_those_of_its_neighbours() -> None:
    meeting = a_called()
    neighbour = a_place("Жаңы-Үмүт", "jangy-umut")
    add_group(meeting.office, neighbour, GroupWords("Алыс"), by=None, now=NOW)
    a_group(meeting, "Жакын")

    names = [line.name for line in group_lines(meeting)]

    assert names == ["Жакын", "Алыс"]


@pytest.mark.parametrize("number", [1, 3])
def test_the_groups_cost_the_same_however_many(number: int, django_assert_num_queries: Any) -> None:
    meeting, clerk = a_called(), a_clerk()
    office, place = Body.objects.get(pk=meeting.office_id), Unit.objects.get(pk=meeting.place_id)
    for n in range(number):
        group = add_group(office, place, GroupWords(f"Топ {n}"), by=None, now=NOW)
        tick_posted(meeting, group, by=clerk, now=MONDAY)

    with django_assert_num_queries(4):
        lines = group_lines(meeting)

    assert len(lines) == number
