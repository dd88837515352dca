"""Accounts: one for each phone and e-mail, roles for a term, cards as long as they are wanted."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError

from tegerek.journal.models import Entry
from tegerek.lib.errors import Refusal
from tegerek.lib.said import Said
from tegerek.people.actions import grant, keep_card, make_account
from tegerek.people.models import Card, Role, User
from tegerek.people.signing_in import tidy_phone
from tests.meetings.races import at_once, shared
from tests.meetings.rows import NOW, a_clerk, an_office

__all__ = ["shared"]  # a fixture

PASSWORD = "archa-bulak-terek-42"
NAME = Said.of(ky="Айгүл Үлгүева")
POST = Said.of(ky="тренер")


@pytest.mark.parametrize(
    ("typed", "tidy"),
    [
        ("0555 12-34-56", "+996555123456"),
        ("+996 555 123456", "+996555123456"),
        ("996555123456", "+996555123456"),
        ("0312 (90) 12-34", "+996312901234"),
        ("+7 912 345-67-89", "+79123456789"),
        ("0000 12 34 56", "+996000123456"),
        ("555123456", "+996555123456"),
        ("+996 0555 12 34 56", "+996555123456"),
        ("00996 555 123456", "+996555123456"),
        ("0000 12 34 7", None),
        ("0555 12 34 5", None),
        ("000012347", None),
        ("+996 555 12 34 5", None),
        ("0555 12 34 567", None),
        ("0555 12 34 56 доб. 7", None),
        ("12", None),
        ("", None),
        ("aigul@bulak.example", None),
        ("0" * 40, None),
    ],
)
def test_a_phone_is_kept_in_one_way_however_it_is_typed(typed: str, tidy: str | None) -> None:
    assert tidy_phone(typed) == tidy


def test_an_account_keeps_phone_and_e_mail_tidy_and_no_password(db: None) -> None:
    user = make_account(
        name="Айгүл Үлгүева", phone="0555 12-34-56", email=" Aigul@Bulak.example ", password=PASSWORD, now=NOW
    )

    assert (user.phone, user.phone_verified, user.email) == ("+996555123456", True, "aigul@bulak.example")
    assert (user.check_password(PASSWORD), PASSWORD in user.password) == (True, False)
    assert [(entry.verb, entry.refs) for entry in Entry.objects.all()] == [("account.made", {})]


def test_what_is_no_phone_makes_no_account(db: None) -> None:
    with pytest.raises(Refusal):
        make_account(name="Айгүл Үлгүева", phone="12", password=PASSWORD, now=NOW)

    assert (User.objects.count(), Entry.objects.count()) == (0, 0)


@pytest.mark.parametrize(("phone", "email"), [("0555 123 456", ""), ("", "AIGUL@bulak.example")])
def test_a_phone_or_e_mail_makes_one_account(db: None, phone: str, email: str) -> None:
    make_account(name="Айгүл Үлгүева", phone="+996555123456", email="aigul@bulak.example", password=PASSWORD, now=NOW)

    with pytest.raises(Refusal):
        make_account(name="Жылдыз Сынакова", phone=phone, email=email, password=PASSWORD, now=NOW)

    assert (User.objects.count(), Entry.objects.count()) == (1, 1)


def test_accounts_without_phone_and_e_mail_do_not_collide(db: None) -> None:
    for name in ("Айгүл Үлгүева", "Жылдыз Сынакова"):
        make_account(name=name, password=PASSWORD, now=NOW)

    assert User.objects.filter(phone=None, email=None).count() == 2


def test_of_two_administrators_who_make_one_account_at_once_the_second_is_told(shared: None) -> None:
    def make() -> User:
        return make_account(name="Айгүл Үлгүева", email="aigul@bulak.example", password=PASSWORD, now=NOW)

    answers = at_once(make, make)

    assert sorted(type(answer).__name__ for answer in answers) == ["Refusal", "User"]
    assert (User.objects.count(), Entry.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    "columns", [{"email": ""}, {"phone": ""}, {"email": "Aigul@bulak.example"}, {"email": "clerk@ak-kyya.example"}]
)
def test_the_database_keeps_the_promise_too(db: None, columns: dict[str, str]) -> None:
    a_clerk()

    with pytest.raises(IntegrityError):
        User.objects.create(name="Жылдыз Сынакова", made_at=NOW, **columns)


def test_a_role_is_held_from_its_first_day_to_its_last(db: None) -> None:
    first, last = date(2026, 3, 1), date(2026, 3, 31)
    made = grant(a_clerk(), role=Role.CLERK, office=an_office(), since=first, until=last, now=NOW)

    days = [first - timedelta(1), first, last, last + timedelta(1)]

    assert [made.is_in_force(day) for day in days] == [False, True, True, False]


def test_a_role_without_an_end_goes_on(db: None) -> None:
    made = grant(a_clerk(), role=Role.CLERK, office=an_office(), since=date(2026, 3, 1), now=NOW)

    assert [made.is_in_force(date(2026, 2, 28)), made.is_in_force(date(2126, 3, 1))] == [False, True]


def test_granting_is_journaled_with_the_account_and_the_role(db: None) -> None:
    clerk, office = a_clerk(), an_office()

    grant(clerk, role=Role.CLERK, office=office, since=date(2026, 3, 1), now=NOW, by=7)

    entry = Entry.objects.get(verb="role.granted")
    assert (entry.by, entry.office, entry.refs) == (7, office.pk, {"user": clerk.pk, "role": "clerk"})


@pytest.mark.parametrize("until", [date(2026, 2, 28), None])
def test_a_grant_that_ends_before_it_begins_or_stands_twice_is_not_stored(db: None, until: date | None) -> None:
    clerk, office = a_clerk(), an_office()
    grant(clerk, role=Role.CLERK, office=office, since=date(2026, 3, 1), now=NOW)

    with pytest.raises(IntegrityError):
        grant(clerk, role=Role.CLERK, office=office, since=date(2026, 3, 1), until=until, now=NOW)


def test_a_card_is_kept_and_changed_in_place_and_the_journal_names_nobody(db: None) -> None:
    office = an_office()
    first = keep_card(None, office=office, purpose=Card.Purpose.CONTACT, name=NAME, post=POST, by=7, now=NOW)

    second = keep_card(
        first,
        office=office,
        purpose=Card.Purpose.CONTACT,
        name=Said.of(ky="Жылдыз Сынакова"),
        post=POST,
        phones="0000 00-00-22",
        by=7,
        now=NOW,
    )

    card = Card.objects.get()
    assert first is not None
    assert second is not None
    assert (first.pk, second.pk) == (card.pk, card.pk)
    assert (card.name.in_("ky").text, card.phones, card.version) == ("Жылдыз Сынакова", "0000 00-00-22", 2)
    assert [(entry.verb, entry.refs) for entry in Entry.objects.all()] == [("card.kept", {}), ("card.kept", {})]


def test_without_a_name_there_is_no_card(db: None) -> None:
    kept = keep_card(None, office=an_office(), purpose=Card.Purpose.SPEAKER, name=Said(), post=POST, by=7, now=NOW)

    assert (kept, Card.objects.count(), Entry.objects.count()) == (None, 0, 0)


def test_taking_the_name_away_says_that_the_card_is_destroyed(db: None) -> None:
    office = an_office()
    card = keep_card(None, office=office, purpose=Card.Purpose.SPEAKER, name=NAME, post=POST, by=7, now=NOW)

    kept = keep_card(card, office=office, purpose=Card.Purpose.SPEAKER, name=Said(), post=POST, by=7, now=NOW)

    assert (kept, [entry.verb for entry in Entry.objects.all()]) == (None, ["card.kept", "card.destroyed"])
