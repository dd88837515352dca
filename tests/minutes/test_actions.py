"""Writing minutes: begun once, each passage once, two people in one item, nothing lost."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest

from tegerek.demo.moments import at
from tegerek.journal.models import Entry
from tegerek.lib.errors import Refusal, Stale
from tegerek.lib.said import Said
from tegerek.meetings.models import Meeting
from tegerek.minutes import actions
from tegerek.minutes.actions import Typed
from tegerek.minutes.models import Minutes, Passage, Wording
from tegerek.people.models import Consent, Person
from tegerek.voices.slips import Written, record_slip
from tests.meetings.races import at_once, shared
from tests.meetings.rows import NOW, a_clerk, a_draft
from tests.minutes.rows import AFTER, a_closed, a_held, heard, minutes_of

__all__ = ["shared"]  # a fixture

LATER = at("2026-03-22", 9)


def _texts(passage: Passage) -> list[str]:
    return [one.text.in_("ky").text for one in passage.wordings.all()]


def _said(text: str, kind: str = Passage.Kind.HEARD) -> Typed:
    return Typed(kind, Said.of(ky=text))


def test_minutes_are_begun_once_before_the_closing_is_typed(db: None) -> None:
    meeting = a_held()

    first, second = minutes_of(meeting), minutes_of(meeting)

    assert first == second
    assert Entry.objects.filter(verb="minutes.begun").count() == 1


def test_before_the_day_there_are_no_minutes(db: None) -> None:
    for meeting in (a_draft(), a_held()):
        with pytest.raises(Refusal):
            actions.begin_minutes(meeting, by=None, now=NOW)

    assert Minutes.objects.count() == 0


def test_two_who_begin_at_once_write_one_minutes(shared: None) -> None:
    meeting = a_held()

    begun = at_once(lambda: minutes_of(meeting), lambda: minutes_of(Meeting.objects.get(pk=meeting.pk)))

    assert begun == [Minutes.objects.get()] * 2


def test_a_passage_sent_twice_is_written_once(db: None) -> None:
    minutes, key = minutes_of(a_held()), uuid4()

    first = actions.add_passage(minutes, _said("Суу жок."), key=key, by=None, now=AFTER)
    second = actions.add_passage(minutes, _said("Суу жок."), key=key, by=None, now=LATER)

    assert (first, Passage.objects.count(), _texts(first)) == (second, 1, ["Суу жок."])


def test_two_requests_with_one_key_at_once_write_one_passage(shared: None) -> None:
    minutes, key = minutes_of(a_held()), uuid4()

    def send() -> object:
        return actions.add_passage(minutes, _said("Суу жок."), key=key, by=None, now=AFTER)

    sent = at_once(send, send)

    assert sent == [Passage.objects.get()] * 2


def test_more_words_under_a_key_whose_answer_was_lost_become_a_change(db: None) -> None:
    minutes, key = minutes_of(a_held()), uuid4()
    passage = actions.add_passage(minutes, _said("Суу жок."), key=key, by=None, now=AFTER)

    actions.add_passage(minutes, _said("Суу жок, жарык жок."), key=key, by=None, now=LATER)

    assert _texts(passage) == ["Суу жок.", "Суу жок, жарык жок."]


def test_a_late_second_sending_does_not_undo_what_another_wrote_since(db: None) -> None:
    minutes, key, other = minutes_of(a_held()), uuid4(), a_clerk()
    passage = actions.add_passage(minutes, _said("Суу жок."), key=key, by=None, now=AFTER)
    actions.change_passage(passage, _said("Суу түнкүсүн жок."), seen=1, by=other, now=AFTER)

    again = actions.add_passage(minutes, _said("Суу жок."), key=key, by=None, now=LATER)

    assert (again.version, again.text.in_("ky").text) == (2, "Суу түнкүсүн жок.")


def test_a_change_of_what_somebody_else_changed_is_refused_and_neither_is_lost(db: None) -> None:
    passage = heard(minutes_of(a_held()))
    actions.change_passage(passage, _said("Биринчи."), seen=1, by=None, now=AFTER)

    with pytest.raises(Stale):
        actions.change_passage(passage, _said("Экинчи."), seen=1, by=a_clerk(), now=LATER)

    passage.refresh_from_db()
    assert (passage.text.in_("ky").text, passage.version) == ("Биринчи.", 2)


def test_the_same_change_again_is_no_conflict(db: None) -> None:
    passage = heard(minutes_of(a_held()))

    for _time in range(2):
        actions.change_passage(passage, _said("Биринчи."), seen=1, by=None, now=AFTER)

    assert (passage.version, Wording.objects.filter(passage=passage).count()) == (2, 2)


def test_a_change_of_who_spoke_alone_is_written(db: None) -> None:
    passage = heard(minutes_of(a_held()))
    typed = Typed(passage.kind, passage.text, passage.item, passage.speaker, "deputy")

    actions.change_passage(passage, typed, seen=1, by=None, now=AFTER)

    assert (passage.speaker_post, passage.version) == ("deputy", 2)


def test_what_is_taken_out_can_be_put_back_and_each_press_counts_once(db: None) -> None:
    passage = heard(minutes_of(a_held()))

    for _time in range(2):
        actions.remove_passage(passage, seen=1, by=None, now=AFTER)
    removed = passage.removed_at
    actions.restore_passage(passage, seen=2, by=None, now=LATER)

    assert (removed, passage.removed_at, passage.version) == (AFTER, None, 3)


def test_a_change_of_what_was_taken_out_is_refused(db: None) -> None:
    passage = heard(minutes_of(a_held()))
    actions.remove_passage(passage, seen=1, by=None, now=AFTER)

    with pytest.raises(Stale):
        actions.change_passage(passage, _said("Дагы."), seen=2, by=None, now=LATER)

    assert passage.version == 2


def test_a_typed_name_makes_a_card_and_no_words_are_refused(db: None) -> None:
    minutes = minutes_of(a_held())

    passage = heard(minutes)
    with pytest.raises(Refusal):
        actions.add_passage(minutes, _said(""), key=uuid4(), by=None, now=AFTER)

    assert (passage.speaker, Passage.objects.count()) == (Person.objects.get(name="Ойдон Сынаков"), 1)


def test_who_agrees_to_be_named_is_asked_once(db: None) -> None:
    minutes = minutes_of(a_held())
    passage = heard(minutes)
    typed = Typed(passage.kind, passage.text, passage.item, passage.speaker, agreed=True)

    actions.change_passage(passage, typed, seen=1, by=None, now=AFTER)
    actions.change_passage(passage, typed, seen=1, by=None, now=LATER)

    assert list(Consent.objects.values_list("text", "how")) == [("minutes.2026-11", "spoken")]


def test_a_slip_is_taken_over_with_number_and_asker_once(db: None) -> None:
    meeting = a_closed()
    minutes = minutes_of(meeting)
    written = Written("question", Said.of(ky="Суу качан келет?"), name="Үлгү Сынакова")
    voice = record_slip(meeting, written, by=None, now=AFTER)

    first = actions.take_over(minutes, voice, key=uuid4(), by=None, now=AFTER)
    second = actions.take_over(minutes, voice, key=uuid4(), by=None, now=LATER)

    assert (first, first.kind, first.voice, first.speaker) == (second, "asked", voice, voice.asker)


def test_the_head_takes_no_day_to_come_and_none_before_the_meeting(db: None) -> None:
    minutes = minutes_of(a_held())

    for day in (date(2026, 3, 19), date(2026, 3, 22)):
        with pytest.raises(Refusal):
            actions.set_head(minutes, number="7", drawn_on=day, seen=1, by=None, now=AFTER)
    actions.set_head(minutes, number=" 7 ", drawn_on=date(2026, 3, 21), seen=1, by=None, now=AFTER)

    assert (minutes.number, minutes.drawn_on, minutes.version) == ("7", date(2026, 3, 21), 2)


def test_the_journal_holds_no_word_that_was_typed(db: None) -> None:
    heard(minutes_of(a_held()), "Сыр сөз")

    told = [str(entry.__dict__) for entry in Entry.objects.filter(verb__startswith="minutes.")]

    assert [line for line in told if "Сыр" in line or "Ойдон" in line] == []
