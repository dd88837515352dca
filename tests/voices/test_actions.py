"""A group's appeal: typed, received, decided once; every act is journaled in words of the code."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tegerek.journal.models import Entry, Number
from tegerek.lib.errors import Refusal, Stale
from tegerek.lib.said import Said
from tegerek.meetings.models import Meeting
from tegerek.people.models import Person, Post
from tegerek.voices import actions
from tegerek.voices.actions import Decided, Member, Refused
from tegerek.voices.models import Initiative
from tests.meetings.races import at_once, shared
from tests.meetings.rows import NOW, a_place, an_office
from tests.voices.appeals import GROUP, RECEIVED, an_appeal, by_head, drafted, received

__all__ = ["shared"]  # a fixture

TODAY = date(2026, 3, 6)
WHY = Refused(Initiative.Ground.OTHER_WAY, Said.of(ky="Жол ушул жайда оңдолот."))


@pytest.fixture
def waiting(db: None) -> Initiative:
    return received(an_office(), a_place("Терек-Суу", "terek-suu"))


def test_a_draft_has_its_group_on_cards_and_no_number(db: None) -> None:
    made = drafted(an_office(), a_place("Терек-Суу", "terek-suu"))

    members = list(made.members.all())

    assert (len(members), members[0].is_contact, members[1].is_contact) == (11, True, False)
    assert (Person.objects.count(), made.number, made.received_on) == (11, None, None)


def test_receiving_gives_the_public_number_once(waiting: Initiative) -> None:
    with pytest.raises(Refusal, match="already been received"):
        actions.receive(waiting, received_on=RECEIVED, register_number="", seen=waiting.version, by=None, now=NOW)

    assert (waiting.number is not None, Number.objects.count()) == (True, 1)


def test_a_rehearsal_takes_no_number_and_its_meeting_is_a_rehearsal(db: None) -> None:
    made = received(an_office(), a_place("Терек-Суу", "terek-suu"), rehearsal=True)

    meeting = actions.decide_to_hold(made, decided=by_head(TODAY), seen=made.version, by=None, now=NOW)

    assert (made.number, Number.objects.count(), meeting.is_rehearsal) == (None, 0, True)


def test_holding_begins_a_draft_with_the_issue_and_where_it_came_from(waiting: Initiative) -> None:
    meeting = actions.decide_to_hold(waiting, decided=by_head(TODAY), seen=waiting.version, by=None, now=NOW)

    item = meeting.agenda.get()
    assert (meeting.kind, meeting.initiator, meeting.is_called, meeting.expected) == ("assembly", "group", False, 60)
    assert (meeting.place, item.title, item.origin) == (waiting.place, waiting.title, waiting.number)
    assert (waiting.meeting, waiting.decision, waiting.decided_post) == (meeting, "hold", "ao_head")


def test_a_refusal_keeps_its_ground_and_its_words_and_begins_no_meeting(waiting: Initiative) -> None:
    actions.refuse(
        waiting, refused=WHY, decided=Decided(Post.COUNCIL_CHAIR, TODAY), seen=waiting.version, by=None, now=NOW
    )

    assert (waiting.ground, waiting.ground_words, waiting.decided_post) == ("other_way", WHY.words, "council_chair")
    assert Meeting.objects.count() == 0


def test_a_refusal_without_words_is_not_taken(waiting: Initiative) -> None:
    bare = Refused(Initiative.Ground.UNLAWFUL)

    with pytest.raises(Refusal, match="go to court"):
        actions.refuse(waiting, refused=bare, decided=by_head(TODAY), seen=waiting.version, by=None, now=NOW)


@pytest.mark.parametrize(
    ("day", "sentence"), [(TODAY + timedelta(1), "cannot lie ahead"), (RECEIVED - timedelta(1), "lies before the day")]
)
def test_the_day_of_a_decision_lies_between_receiving_and_today(waiting: Initiative, day: date, sentence: str) -> None:
    with pytest.raises(Refusal, match=sentence):
        actions.decide_to_hold(waiting, decided=by_head(day), seen=waiting.version, by=None, now=NOW)


def test_what_was_not_received_is_not_decided(db: None) -> None:
    made = drafted(an_office(), a_place("Терек-Суу", "terek-suu"))

    with pytest.raises(Refusal, match="Register the appeal first"):
        actions.decide_to_hold(made, decided=by_head(TODAY), seen=made.version, by=None, now=NOW)


def test_who_stays_in_the_group_keeps_the_card(waiting: Initiative) -> None:
    before = {line.person_id for line in waiting.members.all()}
    group = [*GROUP[:10], Member("Мисалов Жаңы", address="Талаа көчөсү, 40")]

    actions.change_initiative(
        waiting, appeal=an_appeal(waiting.place), members=group, seen=waiting.version, by=None, now=NOW
    )

    after = {line.person_id for line in waiting.members.all()}
    assert (len(after), len(after & before)) == (11, 10)


def test_one_name_with_one_address_stands_in_a_group_once(db: None) -> None:
    place = a_place("Терек-Суу", "terek-suu")

    with pytest.raises(Refusal, match="lines 1 and 3"):
        actions.draft_initiative(
            office=an_office(), appeal=an_appeal(place), members=[*GROUP[:2], GROUP[0]], by=None, now=NOW
        )


def test_a_decided_appeal_is_not_changed_any_more(waiting: Initiative) -> None:
    actions.refuse(waiting, refused=WHY, decided=by_head(TODAY), seen=waiting.version, by=None, now=NOW)

    with pytest.raises(Refusal, match="has been decided"):
        actions.change_initiative(
            waiting, appeal=an_appeal(waiting.place), members=GROUP, seen=waiting.version, by=None, now=NOW
        )


def test_a_draft_can_be_thrown_away_and_a_received_appeal_cannot(waiting: Initiative) -> None:
    made = drafted(waiting.office, waiting.place)

    actions.delete_draft(made, seen=made.version, by=None, now=NOW)

    with pytest.raises(Refusal, match="Only a draft"):
        actions.delete_draft(waiting, seen=waiting.version, by=None, now=NOW)
    assert list(Initiative.objects.all()) == [waiting]


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(waiting: Initiative) -> None:
    stale = waiting.version - 1

    with pytest.raises(Stale):
        actions.decide_to_hold(waiting, decided=by_head(TODAY), seen=stale, by=None, now=NOW)


def test_the_journal_holds_words_of_the_code_alone(waiting: Initiative) -> None:
    actions.refuse(waiting, refused=WHY, decided=by_head(TODAY), seen=waiting.version, by=None, now=NOW)

    entries = {entry.verb: entry.refs for entry in Entry.objects.filter(thing_label="voices.initiative")}

    assert entries == {
        "initiative.drafted": {"members": 11, "rehearsal": False},
        "initiative.received": {"number": waiting.number, "day": "2026-03-02"},
        "initiative.decided": {
            "decision": "refuse",
            "post": "ao_head",
            "day": "2026-03-06",
            "ground": "other_way",
        },
    }


def test_of_two_decisions_at_once_one_is_written(shared: Any) -> None:
    made = received(an_office(), a_place("Терек-Суу", "terek-suu"))
    seen = made.version

    answers = at_once(
        lambda: actions.decide_to_hold(Initiative.objects.get(), decided=by_head(TODAY), seen=seen, by=None, now=NOW),
        lambda: actions.refuse(
            Initiative.objects.get(), refused=WHY, decided=by_head(TODAY), seen=seen, by=None, now=NOW
        ),
    )

    made.refresh_from_db()
    verbs = Entry.objects.filter(verb="initiative.decided").count()
    assert sorted(isinstance(answer, Refusal) for answer in answers) == [False, True]
    assert (verbs, Meeting.objects.count()) == (1, 1 if made.decision == "hold" else 0)
