"""What a clerk writes on a card, what it refuses, and how cards are found."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tegerek.journal.models import Entry
from tegerek.lib.errors import Refusal, Stale
from tegerek.people import keeping
from tegerek.people.consents import CURRENT, TEXTS
from tegerek.people.models import Contact, Mandate, Person, Post
from tegerek.people.sheets import called, named, person_sheet, persons_page
from tests.meetings.races import at_once, shared
from tests.meetings.rows import NOW, a_clerk, a_place, an_office
from tests.people.persons import NAME, PHONE, a_person

__all__ = ["shared"]  # a fixture

TODAY = date(2026, 3, 6)


def test_a_card_written_twice_at_once_is_one(shared: None) -> None:
    office, clerk = an_office(), a_clerk()
    village = a_place("Ак-Кыя", "ak-kyia")

    def begin() -> Person:
        return keeping.begin_card(
            office=office, name=NAME, sex="f", phone=PHONE, post=Post.DEPUTY, unit=village, by=clerk, now=NOW
        )

    answers = at_once(begin, begin)

    assert answers == [Person.objects.get()] * 2
    assert (Contact.objects.count(), Mandate.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("phone", "post", "is_same"),
    [(PHONE, "", True), ("", "deputy", True), ("", "", False), ("+996000000044", "", False)],
)
def test_a_namesake_with_nothing_in_common_gets_a_card_of_its_own(
    db: None, phone: str, post: str, is_same: bool
) -> None:
    person, clerk = a_person(), a_clerk()
    village = a_place("Ак-Кыя", "ak-kyia")
    keeping.add_mandate(person, post="deputy", title="", unit=village, since=None, until=None, by=clerk, now=NOW)

    made = keeping.begin_card(
        office=person.office, name=NAME, sex="", phone=phone, post=post, unit=village, by=clerk, now=NOW
    )

    assert (made == person) == is_same


def test_a_card_changed_meanwhile_is_not_overwritten(db: None) -> None:
    person, clerk = a_person(), a_clerk()
    keeping.change_card(person, name="Үлгүева Айжан", sex="f", keep_until=None, seen=1, by=clerk, now=NOW)

    with pytest.raises(Stale):
        keeping.change_card(person, name="Үлгүева А.", sex="f", keep_until=None, seen=1, by=clerk, now=NOW)

    assert [(found.name, found.version) for found in Person.objects.all()] == [("Үлгүева Айжан", 2)]


@pytest.mark.parametrize(("name", "day"), [("  ", None), ("– –", None), (NAME, date(2026, 3, 5))])
def test_a_card_needs_a_name_and_a_day_to_come(db: None, name: str, day: date | None) -> None:
    person, clerk = a_person(), a_clerk()

    with pytest.raises(Refusal):
        keeping.change_card(person, name=name, sex="", keep_until=day, seen=1, by=clerk, now=NOW)

    assert (Person.objects.get().name, Entry.objects.filter(verb="person.changed").count()) == (NAME, 0)


def test_a_phone_may_be_shared_and_stands_once_on_a_card(db: None) -> None:
    office, clerk = an_office(), a_clerk()
    first, second = a_person(office=office), a_person("Ойдонов Сынак", office=office)

    keeping.add_contact(second, kind="phone", value="0 000 91 82 73", by=clerk, now=NOW)

    sheet = person_sheet(first, today=TODAY, with_contacts=True)
    assert [(line.value, line.shared_with) for line in sheet.contacts] == [(PHONE, 1)]
    assert Contact.objects.count() == 2


def test_a_removed_phone_is_gone_and_may_be_removed_twice(db: None) -> None:
    person, clerk = a_person(), a_clerk()
    contact = Contact.objects.get(person=person)

    for _ in range(2):
        keeping.remove_contact(contact, by=clerk, now=NOW)

    assert (Contact.objects.count(), Entry.objects.filter(verb="contact.removed").count()) == (0, 1)


def test_a_post_may_not_end_before_it_begins(db: None) -> None:
    person, clerk = a_person(), a_clerk()
    days: dict[str, Any] = {"since": date(2026, 3, 2), "until": date(2026, 3, 1)}

    with pytest.raises(Refusal):
        keeping.add_mandate(person, post="deputy", title="", unit=None, by=clerk, now=NOW, **days)

    assert Mandate.objects.count() == 0


def test_posts_that_ended_stay_on_the_card_and_are_not_in_the_list(db: None) -> None:
    person, clerk = a_person(), a_clerk()
    old = keeping.add_mandate(person, post="deputy", title="", unit=None, since=None, until=None, by=clerk, now=NOW)
    keeping.end_mandate(old, until=date(2026, 3, 5), by=clerk, now=NOW)
    keeping.add_mandate(person, post="ao_head", title="", unit=None, since=TODAY, until=None, by=clerk, now=NOW)

    sheet = person_sheet(person, today=TODAY, with_contacts=False)
    (line,) = persons_page(Person.objects.all(), today=TODAY, contacts=None).lines

    assert [post.is_held for post in sheet.posts] == [True, False]
    assert ([post.post.in_("en").text for post in line.posts], line.phones) == (["head of aiyl okmotu"], ())


def test_a_consent_carries_its_words_and_is_taken_back_once(db: None) -> None:
    person, clerk = a_person(), a_clerk()
    consent = keeping.give_consent(person, how="signed", given_on=date(2026, 3, 1), by=clerk, now=NOW)

    for day in (date(2026, 3, 4), date(2026, 3, 5)):
        keeping.withdraw_consent(consent, on=day, by=clerk, now=NOW)

    (line,) = person_sheet(person, today=TODAY, with_contacts=False).consents
    assert (line.words, line.given_on, line.withdrawn_on) == (TEXTS[CURRENT], date(2026, 3, 1), date(2026, 3, 4))


def test_a_consent_of_tomorrow_or_taken_back_before_it_was_given_is_refused(db: None) -> None:
    person, clerk = a_person(), a_clerk()
    consent = keeping.give_consent(person, how="spoken", given_on=TODAY, by=clerk, now=NOW)

    with pytest.raises(Refusal):
        keeping.give_consent(person, how="spoken", given_on=date(2026, 3, 7), by=clerk, now=NOW)
    with pytest.raises(Refusal):
        keeping.withdraw_consent(consent, on=date(2026, 3, 5), by=clerk, now=NOW)


def test_every_consent_is_worded_in_three_languages() -> None:
    languages = {code: set(said.texts) for code, said in TEXTS.items()}

    assert languages == {code: {"ky", "ru", "en"} for code in TEXTS}
    assert CURRENT in TEXTS


@pytest.mark.parametrize("typed", ["ойдонкызова", "Үлгүзада Ойдон", "Oidonkyzova", "ulgu"])
def test_a_person_is_found_by_any_spelling_of_the_name(db: None, typed: str) -> None:
    office = an_office()
    person = a_person(office=office)
    a_person("Сынакова Айжан", office=office)

    assert list(named(Person.objects.all(), typed)) == [person]


@pytest.mark.parametrize("typed", [PHONE, "0000918273", "918273", "0000 91-82-73"])
def test_a_person_is_found_by_the_phone_however_it_is_typed(db: None, typed: str) -> None:
    office = an_office()
    person = a_person(office=office)
    a_person("Сынакова Айжан", office=office, phones=("+996000000001",))

    assert list(called(Person.objects.all(), typed)) == [person]


def test_nothing_typed_finds_nobody(db: None) -> None:
    a_person()

    assert (list(named(Person.objects.all(), " – ")), list(called(Person.objects.all(), "73"))) == ([], [])


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_of_cards_costs_the_same_however_long(db: None, count: int, django_assert_num_queries: Any) -> None:
    office, clerk = an_office(), a_clerk()
    for n in range(count):
        person = a_person(f"Үлгүева {'А' * (n + 1)}йжан", office=office)
        keeping.add_mandate(person, post="deputy", title="", unit=None, since=None, until=None, by=clerk, now=NOW)

    with django_assert_num_queries(4):
        page = persons_page(Person.objects.all(), today=TODAY, contacts=Contact.objects.all())

    assert [len(line.posts) + len(line.phones) for line in page.lines] == [2] * count
