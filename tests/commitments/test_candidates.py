"""What a meeting left to be done, and what comes to the next one."""

from __future__ import annotations

from datetime import date, timedelta

from pytest_django import DjangoAssertNumQueries

from tegerek.commitments import actions
from tegerek.commitments.actions import Wanted
from tegerek.commitments.candidates import candidates, old_business, origin_of
from tegerek.commitments.models import Commitment
from tegerek.lib.said import Said
from tegerek.meetings.actions import Item, set_agenda
from tegerek.people.models import Post
from tegerek.voices.models import Answer, Voice
from tegerek.voices.slips import Written, record_slip
from tests.commitments.rows import AFTER, PUMP, a_commitment, a_counted
from tests.meetings.rows import a_draft

TODAY = date(2026, 3, 21)
ASKED = Said.of(ky="Суу качан келет?")


def test_what_carried_is_offered_until_it_is_written_down(db: None) -> None:
    meeting = a_counted()

    (one,) = candidates(meeting)
    actions.begin(meeting, [Wanted(one.what, item=meeting.agenda.first())], by=None, now=AFTER)

    assert (one.what, one.is_carried) == (PUMP, True)
    assert candidates(meeting) == []


def test_a_proposal_that_was_taken_up_is_offered_too(db: None) -> None:
    meeting = a_counted()
    taken, other = (record_slip(meeting, Written("proposal", ASKED), by=None, now=AFTER) for _n in range(2))
    for voice, outcome in ((taken, "accepted"), (other, "rejected")):
        Answer.objects.create(
            voice=voice, outcome=outcome, how="hall", answered_on=TODAY, made_at=AFTER, changed_at=AFTER
        )

    found = [one.voice for one in candidates(meeting)]

    assert found == [None, taken.pk]


def test_a_kurultai_recommends(db: None) -> None:
    assert (origin_of("kurultai"), origin_of("assembly")) == ("recommendation", "decision")


def test_what_is_open_comes_to_the_next_meeting_of_the_place_with_its_origin(
    db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    before = a_counted()
    made, done = a_commitment(before, post=Post.VILLAGE_HEAD), a_commitment(before)
    actions.carry_out(done, done_on=TODAY, seen=done.version, by=None, now=AFTER)
    question = record_slip(before, Written("question", ASKED), by=None, now=AFTER)
    record_slip(before, Written("question", ASKED, answered_there=True), by=None, now=AFTER)
    after = a_draft(office=before.office, place=before.place)

    with django_assert_num_queries(4):
        found = old_business(after)

    assert [(one.number, one.kind) for one in found] == [(made.number, "commitment"), (question.number, "question")]
    assert (found[0].item.origin, str(found[0].item.rapporteur.in_("ky"))) == (made.number, "айыл башчысы")


def test_what_stands_on_the_agenda_is_not_offered_again(db: None) -> None:
    before = a_counted()
    a_commitment(before)
    after = a_draft(office=before.office, place=before.place)
    items: list[Item] = [one.item for one in old_business(after)]

    set_agenda(after, items, seen=after.version, by=None, now=AFTER)

    assert (len(items), old_business(after)) == (1, [])


def test_another_place_and_another_office_offer_nothing(db: None) -> None:
    a_commitment(a_counted())
    Voice.objects.update(recorded_at=AFTER + timedelta(1))

    assert (old_business(a_draft()), Commitment.objects.count()) == ([], 1)
