"""Acting for somebody: with a reason, for a short while, never for an administrator; the journal names both."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tegerek.journal.actions import acting_for, record
from tegerek.journal.models import Entry
from tegerek.lib.errors import Refusal
from tegerek.people.actions import grant
from tegerek.people.assisting import assistance_going_on, begin_assistance, end_assistance
from tegerek.people.models import Role, User
from tegerek.places.models import Body
from tests.meetings.rows import NOW, a_clerk, an_office

SINCE = date(2026, 1, 1)


@pytest.fixture
def office(db: None) -> Body:
    return an_office()


@pytest.fixture
def administrator(office: Body) -> User:
    user = a_clerk("admin@ak-kyya.example")
    grant(user, role=Role.ADMINISTRATOR, office=office, since=SINCE, now=NOW)
    return user


@pytest.fixture
def head(office: Body) -> User:
    user = a_clerk()
    grant(user, role=Role.AO_HEAD, office=office, since=SINCE, now=NOW)
    return user


def test_it_goes_on_until_it_is_ended(office: Body, administrator: User, head: User) -> None:
    begun = begin_assistance(head, office=office, reason="Экранды окуй албайт", by=administrator, now=NOW)
    before = assistance_going_on(begun.pk, administrator, NOW)

    end_assistance(begun, now=NOW)

    assert (before, assistance_going_on(begun.pk, administrator, NOW)) == (begun, None)
    assert [(e.verb, e.by, e.refs) for e in Entry.objects.filter(verb__startswith="assistance.")] == [
        ("assistance.begun", administrator.pk, {"on_behalf": head.pk}),
        ("assistance.ended", administrator.pk, {"on_behalf": head.pk}),
    ]


def test_it_ends_by_itself_and_is_nobody_elses(office: Body, administrator: User, head: User) -> None:
    begun = begin_assistance(head, office=office, reason="Экранды окуй албайт", by=administrator, now=NOW)

    found = [
        assistance_going_on(begun.pk, administrator, NOW + timedelta(minutes=60)),
        assistance_going_on(begun.pk, head, NOW),
    ]

    assert found == [None, None]


@pytest.mark.parametrize("reason", ["", "   "])
def test_without_a_reason_nobody_acts_for_anybody(office: Body, administrator: User, head: User, reason: str) -> None:
    with pytest.raises(Refusal, match="Say why"):
        begin_assistance(head, office=office, reason=reason, by=administrator, now=NOW)


def test_nobody_acts_for_an_administrator_or_for_oneself(office: Body, administrator: User, head: User) -> None:
    grant(head, role=Role.ADMINISTRATOR, office=office, since=SINCE, now=NOW)

    with pytest.raises(Refusal, match="administrator"):
        begin_assistance(head, office=office, reason="Себеп", by=administrator, now=NOW)
    with pytest.raises(Refusal, match="yourself"):
        begin_assistance(head, office=office, reason="Себеп", by=head, now=NOW)


def test_what_is_done_meanwhile_is_written_down_with_both(office: Body, administrator: User, head: User) -> None:
    with acting_for(administrator.pk, head.pk):
        record("meeting.called", office, by=head.pk, at=NOW)
        record("job.done", office, by=None, at=NOW)
    record("meeting.moved", office, by=head.pk, at=NOW)

    entries = Entry.objects.order_by("-pk")[:3]
    assert [(entry.verb, entry.by, entry.refs) for entry in reversed(entries)] == [
        ("meeting.called", administrator.pk, {"on_behalf": head.pk}),
        ("job.done", None, {}),
        ("meeting.moved", head.pk, {}),
    ]


def test_it_ends_when_the_person_gets_a_role_in_an_office_of_somebody_else(
    office: Body, administrator: User, head: User
) -> None:
    begun = begin_assistance(head, office=office, reason="Экранды окуй албайт", by=administrator, now=NOW)
    before = assistance_going_on(begun.pk, administrator, NOW)

    grant(head, role=Role.AO_HEAD, office=an_office("Сары-Талаа айыл өкмөтү"), since=SINCE, now=NOW)

    assert (before, assistance_going_on(begun.pk, administrator, NOW)) == (begun, None)
