"""One-time cards and personal links: shown once, kept as a digest, used up, run out, revoked."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tegerek.journal.models import Entry
from tegerek.lib.errors import Refusal
from tegerek.people.actions import grant
from tegerek.people.keys import SIGNS, link_that_opens, make_card, make_link, revoke, spend_card, tidy
from tegerek.people.models import Key, Role, Sitting, User
from tegerek.people.sittings import begin
from tegerek.places.models import Body
from tests.meetings.races import at_once, shared
from tests.meetings.rows import NOW, a_clerk, an_office

__all__ = ["shared"]

LATER = NOW + timedelta(days=3)


@pytest.fixture
def office(db: None) -> Body:
    return an_office()


@pytest.fixture
def deputy(office: Body) -> User:
    user = a_clerk()
    grant(user, role=Role.DEPUTY, office=office, since=date(2026, 1, 1), now=NOW)
    return user


def test_a_secret_is_made_of_signs_that_are_not_mistaken_and_nothing_of_it_is_kept(office: Body, deputy: User) -> None:
    shown = make_card(deputy, office=office, by=None, now=NOW)

    secret = tidy(shown.secret)
    kept = str(list(Key.objects.values())) + str(list(Entry.objects.values()))
    assert (len(secret), set(secret) <= set(SIGNS), set(SIGNS) & set("01lio")) == (12, True, set())
    assert (secret in kept, shown.secret in kept) == (False, False)


def test_a_card_opens_its_account_once_however_it_is_typed(office: Body, deputy: User) -> None:
    shown = make_card(deputy, office=office, by=None, now=NOW)

    tries = [
        spend_card(secret, login_of=deputy, now=LATER) is not None
        for secret in ("wrong-secret", f" {shown.secret.upper()} ", shown.secret)
    ]

    assert tries == [False, True, False]


@pytest.mark.parametrize("day", [14, 400])
def test_a_card_runs_out(office: Body, deputy: User, day: int) -> None:
    shown = make_card(deputy, office=office, by=None, now=NOW)

    spent = spend_card(shown.secret, login_of=deputy, now=NOW + timedelta(days=day))

    assert spent is None


def test_a_card_of_somebody_else_or_of_nobody_opens_nothing(office: Body, deputy: User) -> None:
    shown = make_card(deputy, office=office, by=None, now=NOW)

    spent = [spend_card(shown.secret, login_of=who, now=NOW) for who in (a_clerk("other@ak-kyya.example"), None)]

    assert (spent, Key.objects.get().used_at) == ([None, None], None)


def test_a_new_card_makes_the_one_before_void(office: Body, deputy: User) -> None:
    first = make_card(deputy, office=office, by=None, now=NOW)
    second = make_card(deputy, office=office, by=None, now=NOW)

    opened = [spend_card(shown.secret, login_of=deputy, now=NOW) is not None for shown in (first, second)]

    assert opened == [False, True]


def test_a_link_opens_again_and_again_until_it_is_revoked(office: Body, deputy: User) -> None:
    shown = make_link(deputy, office=office, by=None, now=NOW)
    before = [link_that_opens(shown.secret, moment) is not None for moment in (NOW, LATER)]

    revoke(shown.key, by=deputy, now=LATER)

    assert (before, link_that_opens(shown.secret, LATER)) == ([True, True], None)


def test_revoking_a_link_signs_out_whoever_came_in_by_it(office: Body, deputy: User) -> None:
    shown = make_link(deputy, office=office, by=None, now=NOW)
    begin(deputy, session_key="a" * 32, how=Sitting.How.LINK, agent="", now=NOW, key=shown.key)

    revoke(shown.key, by=deputy, now=LATER)

    assert Sitting.objects.count() == 0


@pytest.mark.parametrize("role", [Role.CLERK, Role.ADMINISTRATOR, Role.AUDITOR, Role.COORDINATOR])
def test_a_role_that_does_more_than_look_gets_no_link(office: Body, deputy: User, role: Role) -> None:
    grant(deputy, role=role, office=office, since=date(2026, 1, 1), now=NOW)

    with pytest.raises(Refusal, match="only low roles"):
        make_link(deputy, office=office, by=None, now=NOW)


def test_a_link_opens_nothing_once_its_account_got_a_higher_role_or_was_shut(office: Body, deputy: User) -> None:
    shown = make_link(deputy, office=office, by=None, now=NOW)
    User.objects.update(is_active=False)
    shut = link_that_opens(shown.secret, NOW)
    User.objects.update(is_active=True)
    grant(deputy, role=Role.CLERK, office=office, since=date(2026, 1, 1), now=NOW)

    raised = link_that_opens(shown.secret, NOW)

    assert (shut, raised) == (None, None)


def test_of_two_that_use_a_card_at_once_one_comes_in(shared: None) -> None:
    user = a_clerk()
    shown = make_card(user, office=an_office(), by=None, now=NOW)

    answers = at_once(*[lambda: spend_card(shown.secret, login_of=user, now=NOW)] * 2)

    assert sorted(type(answer).__name__ for answer in answers) == ["Key", "NoneType"]


def test_the_journal_says_by_whom_and_for_whom_a_card_was_made(office: Body, deputy: User) -> None:
    administrator = a_clerk("admin@ak-kyya.example")

    make_card(deputy, office=office, by=administrator, now=NOW)

    entry = Entry.objects.get(verb="key.made")
    assert (entry.by, entry.refs, entry.office) == (
        administrator.pk,
        {"user": deputy.pk, "kind": "card"},
        office.pk,
    )
