"""What a group holds of a person is told, emptied, and joined when two cards are the same person's."""

from __future__ import annotations

from datetime import date

import pytest

from tegerek.lib.said import Said
from tegerek.people.joining import join_cards
from tegerek.people.mentions import erase as erase_mentions
from tegerek.people.models import Person
from tegerek.voices.actions import Member, change_initiative, draft_initiative
from tegerek.voices.holding import erase, told
from tegerek.voices.models import GroupMember, Initiative, Voice
from tests.meetings.rows import NOW, a_called, a_place, an_office
from tests.people.persons import a_person
from tests.voices.appeals import GROUP, an_appeal, drafted
from tests.voices.asked import LATER, answered, asked


@pytest.fixture
def made(db: None) -> Initiative:
    return drafted(an_office(), a_place("Терек-Суу", "terek-suu"))


def test_an_erasure_takes_the_address_and_leaves_the_line(made: Initiative) -> None:
    person = made.members.get(position=3).person

    gone = erase(person, by=None, now=NOW)

    assert (gone, made.members.count(), made.members.get(position=3).address) == ({"group_member": 1}, 11, "")


def test_who_was_erased_still_counts_after_the_appeal_is_corrected(made: Initiative) -> None:
    line = made.members.get(position=3)
    erase(line.person, by=None, now=NOW)
    Person.objects.filter(pk=line.person_id).update(name="", name_key="", erased_at=NOW)
    others = [*GROUP[:2], *GROUP[3:]]

    change_initiative(made, appeal=an_appeal(made.place), members=others, seen=made.version, by=None, now=NOW)

    assert (made.members.count(), made.members.filter(person=line.person_id).count()) == (11, 1)


def test_a_person_is_told_in_which_groups_they_stand(made: Initiative) -> None:
    rows = told(made.members.get(position=1).person)

    assert [(row["about"], row["address"]) for row in rows] == [("Мектептин жолу", "Талаа көчөсү, 1")]


def test_two_lines_of_one_person_become_one(db: None) -> None:
    members = [Member("Мисалов Сынак", "Талаа көчөсү, 1"), Member("Мисалов С.", "Талаа көчөсү, 9", is_contact=True)]
    place = a_place("Терек-Суу", "terek-suu")
    made = draft_initiative(office=an_office(), appeal=an_appeal(place), members=members, by=None, now=NOW)
    one, other = (line.person for line in made.members.order_by("position"))

    join_cards(one, other, by=None, now=NOW)

    line = GroupMember.objects.get()
    assert (line.person, line.address, line.is_contact) == (one, "Талаа көчөсү, 1", True)


def test_who_asked_is_told_the_answer_too(db: None) -> None:
    voice = answered(asked(a_called(), name="Ойдонова Сынак"))
    assert voice.asker is not None

    (row,) = told(voice.asker)

    assert (row["text"], row["answer"], row["answered on"]) == ("Суу качан келет?", "Жайында.", date(2026, 3, 21))


def test_an_erasure_takes_the_name_out_of_an_answer_and_the_open_form_is_stale(db: None) -> None:
    # Whoever has a card is named in no answer; a card may be made after it was written.
    voice = answered(asked(a_called()), text=Said.of(ky="Ойдонова Сынакка жооп."))
    person = a_person("Ойдонова Сынак", office=voice.meeting.office)

    erase_mentions(person, by=None, now=LATER)

    again = Voice.objects.select_related("answer").get(pk=voice.pk)
    assert ("Ойдонова" in str(again.answer.text.in_("ky")), again.version) == (False, voice.version + 1)
