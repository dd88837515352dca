"""Accounts and roles at the desk: given for a term, ended, renewed, handed over; never an office without anybody."""

from __future__ import annotations

from datetime import date

import pytest

from tegerek.journal.models import Entry
from tegerek.lib.errors import Refusal
from tegerek.people.access import is_master_of
from tegerek.people.accounts import (
    give_role,
    hand_over,
    open_account,
    reopen_account,
    set_own_password,
    set_term,
    shut_account,
)
from tegerek.people.actions import grant
from tegerek.people.founding import begin_with
from tegerek.people.keys import make_card
from tegerek.people.models import Grant, Role, User
from tegerek.places.models import Body
from tests.meetings.races import at_once, shared
from tests.meetings.rows import NOW, a_clerk, an_office

__all__ = ["shared"]  # a fixture

SINCE, TODAY = date(2026, 1, 1), date(2026, 3, 6)


@pytest.fixture
def office(db: None) -> Body:
    return an_office()


@pytest.fixture
def administrator(office: Body) -> User:
    user = a_clerk("admin@ak-kyya.example")
    grant(user, role=Role.ADMINISTRATOR, office=office, since=SINCE, now=NOW)
    return user


@pytest.fixture
def clerk(office: Body) -> User:
    user = a_clerk()
    grant(user, role=Role.CLERK, office=office, since=SINCE, now=NOW)
    return user


def test_a_new_account_has_its_role_and_no_password(office: Body, administrator: User) -> None:
    made = open_account(
        name="Сынак Ойдонова",
        phone="0555 00 00 01",
        language="ky",
        role=Role.DEPUTY,
        office=office,
        since=TODAY,
        by=administrator,
        now=NOW,
    )

    assert (made.phone, made.has_usable_password(), made.grants.get().role) == ("+996555000001", False, Role.DEPUTY)


@pytest.mark.parametrize(("until", "verb"), [(date(2026, 3, 31), "role.ended"), (None, "role.renewed")])
def test_a_role_is_ended_or_renewed_and_the_journal_says_which(
    clerk: User, administrator: User, until: date | None, verb: str
) -> None:
    held = clerk.grants.get()

    set_term(held, until=until, by=administrator, now=NOW)

    held.refresh_from_db()
    assert (held.until, Entry.objects.filter(verb=verb, by=administrator.pk).count()) == (until, 1)


def test_a_term_that_ends_before_it_begins_is_refused(clerk: User, administrator: User) -> None:
    with pytest.raises(Refusal, match="before the first"):
        set_term(clerk.grants.get(), until=date(2025, 12, 31), by=administrator, now=NOW)


def test_the_last_administrator_is_neither_ended_nor_shut_nor_shuts_herself(
    office: Body, administrator: User, clerk: User
) -> None:
    with pytest.raises(Refusal, match="without an administrator"):
        set_term(administrator.grants.get(), until=TODAY, by=administrator, now=NOW)
    with pytest.raises(Refusal, match="without an administrator"):
        shut_account(administrator, by=clerk, now=NOW)
    with pytest.raises(Refusal, match="your own"):
        shut_account(administrator, by=administrator, now=NOW)

    grant(clerk, role=Role.ADMINISTRATOR, office=office, since=SINCE, now=NOW)
    set_term(administrator.grants.get(), until=TODAY, by=clerk, now=NOW)


@pytest.mark.parametrize("shutting", [False, True])
def test_of_two_administrators_who_end_each_other_at_once_one_stays(shared: None, shutting: bool) -> None:
    office = an_office()
    users = [a_clerk(f"{name}@ak-kyya.example") for name in ("first", "second")]
    held = [grant(user, role=Role.ADMINISTRATOR, office=office, since=SINCE, now=NOW) for user in users]

    def end(mine: int, other: int) -> None:
        if shutting:
            shut_account(users[other], by=users[mine], now=NOW)
        else:
            set_term(held[other], until=TODAY, by=users[mine], now=NOW)

    answers = at_once(lambda: end(0, 1), lambda: end(1, 0))

    assert sorted(type(answer).__name__ for answer in answers) == ["NoneType", "Refusal"]
    assert Grant.objects.filter(until=None, user__is_active=True).count() == 1


def test_who_administers_later_counts_from_then_on(office: Body, administrator: User, clerk: User) -> None:
    later = grant(clerk, role=Role.ADMINISTRATOR, office=office, since=date(2026, 4, 1), now=NOW)

    with pytest.raises(Refusal, match="without an administrator"):
        set_term(administrator.grants.get(), until=date(2026, 3, 30), by=administrator, now=NOW)
    set_term(administrator.grants.get(), until=date(2026, 3, 31), by=administrator, now=NOW)
    with pytest.raises(Refusal, match="without an administrator"):
        shut_account(clerk, by=administrator, now=NOW)

    assert later.office == office


def test_a_role_is_handed_over_on_a_day_and_nobody_has_it_twice(office: Body, clerk: User, administrator: User) -> None:
    held, successor = clerk.grants.get(), a_clerk("new@ak-kyya.example")

    made = hand_over(held, to=successor, on=date(2026, 4, 1), by=administrator, now=NOW)

    held.refresh_from_db()
    days = [date(2026, 3, 31), date(2026, 4, 1)]
    assert [held.is_in_force(day) for day in days] == [True, False]
    assert [made.is_in_force(day) for day in days] == [False, True]
    assert (made.role, made.office, made.user) == (Role.CLERK, office, successor)
    assert Entry.objects.filter(verb="role.handed_over").get().refs == {
        "user": clerk.pk,
        "to": successor.pk,
        "on": "2026-04-01",
    }


@pytest.mark.parametrize("on", [SINCE, date(2027, 1, 1)])
def test_a_role_is_handed_over_within_its_term_alone(clerk: User, administrator: User, on: date) -> None:
    held = clerk.grants.get()
    set_term(held, until=date(2026, 12, 31), by=administrator, now=NOW)

    with pytest.raises(Refusal, match="within the term"):
        hand_over(held, to=administrator, on=on, by=administrator, now=NOW)


def test_a_role_that_sees_every_office_is_given_by_the_first_office_alone(
    office: Body, administrator: User, clerk: User
) -> None:
    with pytest.raises(Refusal, match="sees every office"):
        give_role(clerk, role=Role.AUDITOR, office=office, since=TODAY, by=administrator, now=NOW)

    begin_with(office, now=NOW)
    made = give_role(clerk, role=Role.AUDITOR, office=office, since=TODAY, by=administrator, now=NOW)

    assert made.role == Role.AUDITOR


def test_whose_account_works_elsewhere_too_is_mastered_by_the_first_office_alone(
    office: Body, administrator: User, clerk: User
) -> None:
    alone = is_master_of(administrator, clerk)
    grant(clerk, role=Role.CLERK, office=an_office("Сары-Талаа"), since=SINCE, now=NOW)
    both = is_master_of(administrator, clerk)
    begin_with(office, now=NOW)

    assert (alone, both, is_master_of(administrator, clerk)) == (True, False, True)


def test_a_role_given_twice_from_one_day_is_refused(office: Body, administrator: User, clerk: User) -> None:
    with pytest.raises(Refusal, match="already"):
        give_role(clerk, role=Role.CLERK, office=office, since=SINCE, by=administrator, now=NOW)

    assert Grant.objects.filter(user=clerk).count() == 1


def test_a_shut_account_loses_its_cards_and_can_be_opened_again(office: Body, administrator: User, clerk: User) -> None:
    card = make_card(clerk, office=office, by=administrator, now=NOW)

    shut_account(clerk, by=administrator, now=NOW)
    card.key.refresh_from_db()
    was = (clerk.is_active, card.key.revoked_at)
    reopen_account(clerk, by=administrator, now=NOW)

    assert (was, clerk.is_active) == ((False, NOW), True)


@pytest.mark.parametrize("password", ["short", "1234567890", "password123"])
def test_a_weak_password_is_refused_with_what_is_wrong(clerk: User, password: str) -> None:
    with pytest.raises(Refusal, match="password"):
        set_own_password(clerk, password, session_key="", now=NOW)
