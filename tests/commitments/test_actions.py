"""A decision from the day it was made until it is done: who may say what, and when."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tegerek.commitments import actions
from tegerek.commitments.actions import Council, Heard, Wanted
from tegerek.commitments.models import Commitment, ResidentWord
from tegerek.demo.moments import at
from tegerek.files import store
from tegerek.files.actions import files_of
from tegerek.journal.models import Entry
from tegerek.lib import refs
from tegerek.lib.errors import Refusal, Stale
from tegerek.lib.said import Said
from tests.commitments.rows import AFTER, DUE, PUMP, WHY, a_commitment, a_counted
from tests.files.samples import camera_picture
from tests.meetings.rows import a_called

TODAY = date(2026, 3, 21)
DONE_TEXT = Said.of(ky="Түтүк алмаштырылды.", ru="Заменили трубу.")


def test_what_was_decided_is_written_down_and_nobody_outside_sees_it(db: None) -> None:
    meeting = a_counted()

    (made,) = actions.begin(meeting, [Wanted(PUMP, who_post="ao_head", due_on=DUE)], by=None, now=AFTER)

    assert (made.number, made.published_at, made.place, made.due_on) == (None, None, meeting.place, DUE)
    assert Entry.objects.last().verb == "commitment.begun"  # type: ignore[union-attr]


def test_before_a_meeting_was_held_there_is_nothing_to_carry_out(db: None) -> None:
    with pytest.raises(Refusal):
        actions.begin(a_called(), [Wanted(PUMP)], by=None, now=AFTER)


def test_without_words_nothing_is_kept(db: None) -> None:
    meeting = a_counted()

    with pytest.raises(Refusal):
        actions.begin(meeting, [Wanted(PUMP), Wanted(Said())], by=None, now=AFTER)

    assert Commitment.objects.count() == 0


def test_published_it_has_its_number_and_a_second_press_is_refused(db: None) -> None:
    made = a_commitment(is_public=False)

    actions.publish(made, seen=made.version, by=None, now=AFTER)

    assert refs.is_number(str(made.number))
    with pytest.raises(Refusal):
        actions.publish(made, seen=made.version, by=None, now=AFTER)


def test_a_rehearsal_is_published_without_a_number(db: None) -> None:
    made = a_commitment(a_counted(is_rehearsal=True))

    assert (made.is_rehearsal, made.number, made.published_at) == (True, None, AFTER)


def test_what_was_offered_is_taken_over_once(db: None) -> None:
    meeting = a_counted()
    wanted = [Wanted(PUMP, item=meeting.agenda.first())]

    first, second = (len(actions.take_over(meeting, wanted, by=None, now=AFTER)) for _n in range(2))

    assert (first, second) == (1, 0)


def test_all_of_a_meeting_are_published_with_one_press(db: None) -> None:
    meeting = a_counted()
    a_commitment(meeting)
    a_commitment(meeting, is_public=False)
    a_commitment(meeting, is_public=False)

    assert actions.publish_all(meeting, by=None, now=AFTER) == 2
    assert Commitment.objects.filter(number=None).count() == 0


def test_only_the_first_of_two_changes_is_kept(db: None) -> None:
    made = a_commitment()
    seen = made.version
    actions.change(made, Wanted(PUMP, who_post="village_head"), seen=seen, by=None, now=AFTER)

    with pytest.raises(Stale):
        actions.change(made, Wanted(PUMP, who_post="deputy"), seen=seen, by=None, now=AFTER)


def test_a_change_moves_no_day_that_everybody_can_read(db: None) -> None:
    made, draft = a_commitment(), a_commitment(is_public=False)
    later = Wanted(PUMP, due_on=DUE + timedelta(7))

    actions.change(made, later, seen=made.version, by=None, now=AFTER)
    actions.change(draft, later, seen=draft.version, by=None, now=AFTER)

    assert (made.due_on, draft.due_on) == (DUE, DUE + timedelta(7))


def test_a_day_moves_only_for_a_reason_and_both_days_stay(db: None) -> None:
    made, to = a_commitment(), DUE + timedelta(30)
    with pytest.raises(Refusal):
        actions.move_due(made, to=to, why=Said(), seen=made.version, by=None, now=AFTER)

    actions.move_due(made, to=to, why=WHY, seen=made.version, by=None, now=AFTER)

    move = made.moves.get()
    assert (made.due_on, move.was, move.to, move.why) == (to, DUE, to, WHY)


def test_the_first_day_needs_no_reason(db: None) -> None:
    made = a_commitment(due_on=None)

    actions.move_due(made, to=DUE, why=Said(), seen=made.version, by=None, now=AFTER)

    assert made.due_on == DUE


@pytest.mark.parametrize("origin", ["recommendation", "plan"])
def test_a_recommendation_is_not_carried_out_before_the_council_approved_it(origin: str, db: None) -> None:
    made = a_commitment(origin=origin)
    with pytest.raises(Refusal):
        actions.carry_out(made, done_on=TODAY, seen=made.version, by=None, now=AFTER)
    with pytest.raises(Refusal):
        actions.add_progress(made, on=TODAY, text=DONE_TEXT, by=None, now=AFTER)

    actions.hand_to_council(made, handed_on=TODAY, seen=made.version, by=None, now=AFTER)
    actions.record_council(made, Council(TODAY, "approved", "№ 5"), seen=made.version, by=None, now=AFTER)
    actions.carry_out(made, done_on=TODAY, seen=made.version, by=None, now=AFTER)

    assert made.done_on == TODAY


def test_what_the_council_did_not_approve_is_not_carried_out(db: None) -> None:
    made = a_commitment(origin="recommendation")
    actions.hand_to_council(made, handed_on=TODAY, seen=made.version, by=None, now=AFTER)
    actions.record_council(made, Council(TODAY, "not", said=WHY), seen=made.version, by=None, now=AFTER)

    with pytest.raises(Refusal):
        actions.carry_out(made, done_on=TODAY, seen=made.version, by=None, now=AFTER)


@pytest.mark.parametrize(
    "council",
    [
        Council(TODAY, "partly"),
        Council(TODAY, "not"),
        Council(TODAY + timedelta(1), "approved"),
        Council(TODAY - timedelta(1), "approved"),
    ],
)
def test_the_council_says_in_what_and_in_a_session_that_was(council: Council, db: None) -> None:
    made = a_commitment(origin="plan")
    actions.hand_to_council(made, handed_on=TODAY, seen=made.version, by=None, now=AFTER)

    with pytest.raises(Refusal):
        actions.record_council(made, council, seen=made.version, by=None, now=AFTER)


def test_a_decision_needs_no_council(db: None) -> None:
    made = a_commitment()

    with pytest.raises(Refusal):
        actions.hand_to_council(made, handed_on=TODAY, seen=made.version, by=None, now=AFTER)


def test_a_photograph_is_kept_light_and_without_its_place(db: None) -> None:
    made = a_commitment()

    note = actions.add_progress(made, on=TODAY, text=DONE_TEXT, photos=[camera_picture()], by=None, now=AFTER)

    (file,) = files_of(note)
    kept = store.read(file)
    assert (file.size <= actions.PHOTO_BYTES, b"Exif" in kept, file.name) == (True, False, "photo.jpg")


def test_a_note_taken_back_loses_its_photographs(db: None) -> None:
    note = actions.add_progress(a_commitment(), on=TODAY, text=DONE_TEXT, photos=[camera_picture()], by=None, now=AFTER)

    actions.take_back_progress(note, by=None, now=AFTER)

    note.refresh_from_db()
    assert (note.taken_back_at, list(files_of(note))) == (AFTER, [])
    with pytest.raises(Refusal):
        actions.take_back_progress(note, by=None, now=AFTER)


@pytest.mark.parametrize(
    "typed",
    [
        {"on": TODAY + timedelta(1), "text": DONE_TEXT},
        {"on": TODAY, "text": Said()},
        {"on": TODAY, "text": DONE_TEXT, "photos": [b"GIF89a"]},
        {"on": TODAY, "text": DONE_TEXT, "photos": [b"x"] * 7},
    ],
)
def test_a_note_that_says_nothing_or_shows_nothing_is_refused(typed: dict[str, Any], db: None) -> None:
    made = a_commitment()

    with pytest.raises(Refusal):
        actions.add_progress(made, by=None, now=AFTER, **typed)

    assert made.progress.count() == 0


def test_a_delay_names_its_reason_and_one_without_end_is_ended_first(db: None) -> None:
    made = a_commitment()
    with pytest.raises(Refusal):
        actions.record_delay(made, since=TODAY, until=None, why=Said(), by=None, now=AFTER)
    delay = actions.record_delay(made, since=TODAY, until=None, why=WHY, by=None, now=AFTER)
    with pytest.raises(Refusal):
        actions.record_delay(made, since=TODAY, until=None, why=WHY, by=None, now=AFTER)

    actions.end_delay(delay, until=TODAY, by=None, now=AFTER)

    with pytest.raises(Refusal):
        actions.end_delay(delay, until=TODAY, by=None, now=AFTER)


def test_what_will_not_be_done_says_why_and_can_be_opened_again(db: None) -> None:
    made = a_commitment()
    with pytest.raises(Refusal):
        actions.give_up(made, on=TODAY, why=Said(), seen=made.version, by=None, now=AFTER)
    actions.give_up(made, on=TODAY, why=WHY, seen=made.version, by=None, now=AFTER)
    with pytest.raises(Refusal):
        actions.carry_out(made, done_on=TODAY, seen=made.version, by=None, now=AFTER)

    actions.reopen(made, seen=made.version, by=None, now=AFTER)

    assert (made.given_up_on, made.done_on, made.given_up_why) == (None, None, Said())


def test_a_resident_is_heard_by_name_or_without_and_only_of_what_is_public(db: None) -> None:
    made = a_commitment()

    named = actions.hear_resident(made, Heard("partly", TODAY, who="Үлгүева Мээрим"), by=None, now=AFTER)
    nameless = actions.hear_resident(made, Heard("not", TODAY), by=None, now=AFTER)

    assert (named.person is not None, nameless.person, ResidentWord.objects.count()) == (True, None, 2)
    with pytest.raises(Refusal):
        actions.hear_resident(a_commitment(is_public=False), Heard("not", TODAY), by=None, now=AFTER)


def test_only_what_nobody_has_read_is_thrown_away(db: None) -> None:
    made, draft = a_commitment(), a_commitment(is_public=False)
    actions.remove(draft, seen=draft.version, by=None, now=AFTER)

    with pytest.raises(Refusal):
        actions.remove(made, seen=made.version, by=None, now=AFTER)

    assert list(Commitment.objects.values_list("pk", flat=True)) == [made.pk]


def test_the_journal_holds_no_word_that_somebody_typed(db: None) -> None:
    made = a_commitment(now=at("2026-03-21"))
    actions.give_up(made, on=TODAY, why=WHY, seen=made.version, by=None, now=AFTER)

    told = str([entry.refs for entry in Entry.objects.filter(thing_label="commitments.commitment")])

    assert ("Насос" in told, "Тетик" in told) == (False, False)
