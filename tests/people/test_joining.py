"""Two cards of one person become one, and no fact is lost."""

from __future__ import annotations

from datetime import date

import pytest

from tegerek.journal.models import Entry
from tegerek.lib.errors import Refusal
from tegerek.meetings import roster
from tegerek.meetings.holding import shared_rosters
from tegerek.meetings.models import Participant
from tegerek.meetings.rules import When
from tegerek.people import erasing, keeping
from tegerek.people.joining import join_cards, likely_same
from tegerek.people.models import Contact, Erasure, Mandate, Person, User
from tests.meetings.rows import NOW, a_clerk, a_draft, an_office
from tests.people.persons import NAME, PHONE, a_person

OTHER_PHONE = "+996000000077"


def test_everything_of_one_card_points_at_the_other(db: None) -> None:
    office, clerk = an_office(), a_clerk()
    kept = a_person(office=office, sex="")
    gone = a_person("Ойдонкызова Ү.", office=office, phones=(PHONE, OTHER_PHONE))
    keeping.add_mandate(gone, post="deputy", title="", unit=None, since=None, until=None, by=clerk, now=NOW)
    keeping.give_consent(gone, how="signed", given_on=date(2026, 3, 1), by=clerk, now=NOW)
    meeting = a_draft(office=office)
    line = roster.enrol(meeting, gone, by=clerk, now=NOW)
    User.objects.filter(pk=clerk.pk).update(person=gone)
    gone_key = gone.pk

    join_cards(kept, gone, by=clerk, now=NOW)

    line.refresh_from_db()
    clerk.refresh_from_db()
    found = Person.objects.get()
    assert (found.pk, found.name, found.sex, found.version) == (kept.pk, NAME, "f", 2)
    assert (line.person, clerk.person, found.mandates.count(), found.consents.count()) == (kept, kept, 1, 1)
    assert sorted(found.contacts.values_list("value", flat=True)) == [OTHER_PHONE, PHONE]
    entry = Entry.objects.get(verb="person.joined")
    assert (entry.thing_key, entry.refs) == (kept.pk, {"gone": gone_key})


def test_of_two_lines_on_one_roster_that_which_knows_more_stays_and_takes_the_rest(db: None) -> None:
    office, clerk = an_office(), a_clerk()
    kept, gone = a_person(office=office), a_person(office=office)
    meeting = a_draft(when=When(date(2026, 3, 6)), office=office)
    first = roster.enrol(meeting, kept, post="deputy", unit=meeting.place, by=clerk, now=NOW)
    second = roster.enrol(meeting, gone, by=clerk, now=NOW)
    roster.confirm(first, by=clerk, now=NOW)
    roster.tick(second, morning=True, afternoon=True, seen=1, by=clerk, now=NOW)
    told = shared_rosters(kept, gone)

    join_cards(kept, gone, by=clerk, now=NOW)

    line = Participant.objects.get()
    assert (told, line.pk, line.person, line.came) == ([meeting], second.pk, kept, True)
    assert (line.confirmed_by, line.unit, line.post) == (clerk, meeting.place, "deputy")


def test_who_came_instead_of_either_line_comes_instead_of_the_one_that_stays(db: None) -> None:
    office, clerk = an_office(), a_clerk()
    kept, gone, other = (a_person(office=office) for _ in range(3))
    meeting = a_draft(office=office)
    first, second, third = (roster.enrol(meeting, person, by=clerk, now=NOW) for person in (kept, gone, other))
    Participant.objects.filter(pk=third.pk).update(instead_of=second)
    Participant.objects.filter(pk=second.pk).update(instead_of=first)

    join_cards(kept, gone, by=clerk, now=NOW)

    lines = dict(Participant.objects.values_list("person", "instead_of"))
    assert lines == {kept.pk: None, other.pk: Participant.objects.get(person=kept).pk}


@pytest.mark.parametrize("case", ["itself", "another office", "erased", "two accounts"])
def test_cards_that_cannot_be_one_are_left_as_they_are(db: None, case: str) -> None:
    office, clerk = an_office(), a_clerk()
    kept = a_person(office=office)
    gone = (
        kept if case == "itself" else a_person(office=an_office("Сары-Талаа") if case == "another office" else office)
    )
    if case == "erased":
        erasing.erase(gone, reason=Erasure.Reason.MISTAKE, by=None, now=NOW)
    if case == "two accounts":
        User.objects.filter(pk=clerk.pk).update(person=kept)
        User.objects.filter(pk=a_clerk("other@ak-kyya.example").pk).update(person=gone)

    with pytest.raises(Refusal):
        join_cards(kept, gone, by=clerk, now=NOW)

    assert (Entry.objects.filter(verb="person.joined").count(), Person.objects.count()) == (0, 1 if kept == gone else 2)


def test_the_same_name_and_a_shared_phone_are_looked_at_and_other_offices_are_not(db: None) -> None:
    office = an_office()
    person = a_person(office=office)
    same = a_person("Үлгүзада ойдонкызова", office=office, phones=())
    again = a_person("Oidonkyzova Ulguzada", office=office, phones=())
    family = a_person("Ойдонов Сынак", office=office)
    a_person("Үлгүева Сынак", office=office, phones=())
    a_person(office=an_office("Сары-Талаа"))

    found = list(likely_same(person))

    assert (found, same in found) == ([again, family], False)
    assert (Contact.objects.filter(value=PHONE).count(), Mandate.objects.count()) == (3, 0)
