"""The office's computer: who sits at it, with which PIN, and what becomes of them when it is the office's no more."""

from __future__ import annotations

from datetime import date

import pytest

from tegerek.lib.errors import Refusal
from tegerek.people.actions import grant
from tegerek.people.computers import (
    computer_of,
    leave_seat,
    make_computer,
    opens,
    revoke_computer,
    seats_of,
    take_seat,
)
from tegerek.people.models import Computer, Grant, Role, Seat, Sitting, User
from tegerek.people.sittings import begin
from tegerek.places.models import Body
from tests.meetings.rows import NOW, a_clerk, an_office


@pytest.fixture
def office(db: None) -> Body:
    return an_office()


@pytest.fixture
def clerk(office: Body) -> User:
    user = a_clerk()
    grant(user, role=Role.CLERK, office=office, since=date(2026, 1, 1), now=NOW)
    return user


@pytest.fixture
def computer(office: Body, clerk: User) -> Computer:
    made, _token = make_computer(office=office, name="терезенин жанында", by=clerk, now=NOW)
    return made


def test_a_computer_is_known_by_what_its_cookie_holds_and_the_table_does_not_hold_it(office: Body, clerk: User) -> None:
    made, token = make_computer(office=office, name="терезе", by=clerk, now=NOW)

    found = [computer_of(text) for text in (token, token[:-1], "")]

    assert (found, token in str(list(Computer.objects.values()))) == ([made, None, None], False)


@pytest.mark.parametrize("pin", ["123", "1234567", "12a4", "1111", "1234", "654321", "", "١٢٣٤"])
def test_a_pin_that_is_none_or_too_easy_is_refused(computer: Computer, clerk: User, pin: str) -> None:
    with pytest.raises(Refusal):
        take_seat(computer, clerk, pin, now=NOW)


def test_the_right_pin_opens_and_the_last_one_set_holds(computer: Computer, clerk: User) -> None:
    take_seat(computer, clerk, "2580", now=NOW)
    take_seat(computer, clerk, "90210", now=NOW)
    seat = Seat.objects.get()

    answers = [opens(seat, pin) for pin in ("2580", "90210", "")] + [opens(None, "90210")]

    assert (answers, seat.pin.count("90210")) == ([False, True, False, False], 0)


def test_who_works_in_another_office_takes_no_seat(computer: Computer) -> None:
    with pytest.raises(Refusal, match="another office"):
        take_seat(computer, a_clerk("other@ak-kyya.example"), "2580", now=NOW)


def test_whose_role_has_ended_or_who_left_the_list_is_not_shown(computer: Computer, clerk: User) -> None:
    take_seat(computer, clerk, "2580", now=NOW)
    there = len(seats_of(computer, NOW))
    Grant.objects.update(until=date(2026, 3, 5))
    ended = len(seats_of(computer, NOW))
    Grant.objects.update(until=None)

    leave_seat(computer, clerk, now=NOW)

    assert (there, ended, len(seats_of(computer, NOW))) == (1, 0, 0)


def test_a_revoked_computer_is_known_no_more_and_whoever_sat_there_is_signed_out(office: Body, clerk: User) -> None:
    computer, token = make_computer(office=office, name="терезе", by=clerk, now=NOW)
    take_seat(computer, clerk, "2580", now=NOW)
    begin(clerk, session_key="a" * 32, how=Sitting.How.PIN, agent="", now=NOW, computer=computer)

    revoke_computer(computer, by=clerk, now=NOW)

    assert (computer_of(token), Seat.objects.count(), Sitting.objects.count()) == (None, 0, 0)
