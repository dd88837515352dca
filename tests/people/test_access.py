"""What an account may reach: the things of the offices where it holds a role that day, or a 404."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from pytest_django import DjangoAssertNumQueries

from tegerek.meetings.models import AgendaItem, Meeting
from tegerek.people.access import fetch, may, must, reach, within
from tegerek.people.actions import grant
from tegerek.people.models import Grant, Role, User
from tegerek.people.rights import Act
from tegerek.places.models import Body, Unit, UnitKind
from tests.meetings.rows import NOW, a_clerk, a_draft, a_place, an_office

SINCE = date(2026, 1, 1)


def a_clerk_of(*offices: Body, role: Role = Role.CLERK) -> User:
    user = a_clerk()
    for office in offices:
        grant(user, role=role, office=office, since=SINCE, now=NOW)
    return user


def test_a_clerk_reaches_the_things_of_her_offices_alone(db: None) -> None:
    own, second, other = an_office(), an_office("Бел-Арча"), an_office("Сары-Талаа")
    hers = {a_draft(office=own).pk, a_draft(office=second).pk}
    a_draft(office=other)
    clerk = a_clerk_of(own, second)

    found = {meeting.pk for meeting in within(Meeting.objects.all(), clerk, Act.MEETING_EDIT)}

    assert found == hers


def test_an_auditor_sees_every_office_and_edits_in_none(db: None) -> None:
    own, other = an_office(), an_office("Сары-Талаа")
    a_draft(office=own)
    a_draft(office=other)
    auditor = a_clerk_of(own, role=Role.AUDITOR)

    counts = [within(Meeting.objects.all(), auditor, act).count() for act in (Act.MEETING_SEE, Act.MEETING_EDIT)]

    assert counts == [2, 0]


def test_a_row_below_a_meeting_is_reached_through_it(db: None) -> None:
    own, other = an_office(), an_office("Сары-Талаа")
    for office in (own, other):
        AgendaItem.objects.create(meeting=a_draft(office=office), position=1)

    found = within(AgendaItem.objects.all(), a_clerk_of(own), Act.MEETING_SEE)

    assert [item.meeting.office_id for item in found] == [own.pk]


def test_an_office_is_reached_by_itself(db: None) -> None:
    own, _other = an_office(), an_office("Сары-Талаа")

    found = within(Body.objects.all(), a_clerk_of(own), Act.DESK_OPEN)

    assert list(found) == [own]


@pytest.mark.parametrize("table", [Unit, User])
def test_a_table_that_belongs_to_no_office_cannot_be_filtered_by_one(db: None, table: type[Unit] | type[User]) -> None:
    clerk = a_clerk_of(an_office())

    with pytest.raises(ValueError, match="belongs to no office"):
        within(table.objects.all(), clerk, Act.PLACE_SEE)


def test_what_one_may_not_reach_is_a_404_like_what_does_not_exist(db: None) -> None:
    own, other = an_office(), an_office("Сары-Талаа")
    meeting, clerk = a_draft(office=other), a_clerk_of(own)

    for key in (meeting.pk, meeting.pk + 1, 10**30):
        with pytest.raises(Http404):
            fetch(Meeting.objects.all(), clerk, Act.MEETING_SEE, pk=key)


def test_what_one_may_reach_is_fetched_in_two_queries(
    db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    office = an_office()
    meeting, clerk = a_draft(office=office), a_clerk_of(office)

    with django_assert_num_queries(2):
        found = fetch(Meeting.objects.all(), clerk, Act.MEETING_SEE, pk=meeting.pk)

    assert found == meeting


def test_the_grants_are_asked_for_once(db: None, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    office = an_office()
    meeting, clerk = a_draft(office=office), a_clerk_of(office)

    with django_assert_num_queries(1):
        answers = [may(clerk, act, meeting) for act in (Act.MEETING_SEE, Act.MEETING_CALL, Act.PROGRAMME_PUBLISH)]

    assert answers == [True, True, False]


def test_a_role_granted_for_a_place_reaches_what_happens_there_and_below_and_nothing_else(db: None) -> None:
    office, raion = an_office(), a_place("Кочкор", "raion", kind=UnitKind.RAION)
    aimak = a_place("Ак-Кыя", "aimak", raion, UnitKind.AIMAK)
    village, elsewhere = a_place("Терек", "village", aimak), a_place("Сары", "elsewhere")
    drafts = {place.slug: a_draft(office=office, place=place) for place in (raion, aimak, village, elsewhere)}
    a_draft(office=an_office("Сары-Талаа"), place=village)
    clerk = a_clerk()
    grant(clerk, role=Role.CLERK, office=office, since=SINCE, place=aimak, now=NOW)

    found = {meeting.place.slug for meeting in within(Meeting.objects.all(), clerk, Act.MEETING_EDIT)}
    held = {slug for slug, draft in drafts.items() if may(clerk, Act.MEETING_EDIT, draft)}

    assert (found, held) == ({"aimak", "village"}, {"aimak", "village"})


def test_a_role_granted_for_a_place_reaches_nothing_that_happens_nowhere(db: None) -> None:
    office, village = an_office(), a_place("Терек", "village")
    clerk = a_clerk()
    grant(clerk, role=Role.CLERK, office=office, since=SINCE, place=village, now=NOW)

    found = list(within(Body.objects.all(), clerk, Act.DESK_OPEN))

    assert (found, bool(reach(clerk, Act.DESK_OPEN)), may(clerk, Act.DESK_OPEN, office)) == ([], True, False)


def test_a_place_costs_no_query_more(db: None, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    office, village = an_office(), a_place("Терек", "village")
    meeting, clerk = a_draft(office=office, place=village), a_clerk()
    for place in (village, a_place("Сары", "elsewhere")):
        grant(
            clerk,
            role=Role.CLERK,
            office=office,
            since=SINCE if place == village else date(2026, 2, 1),
            place=place,
            now=NOW,
        )

    with django_assert_num_queries(2):
        found = fetch(Meeting.objects.all(), clerk, Act.MEETING_SEE, pk=meeting.pk)

    assert found == meeting


def test_whoever_came_by_a_link_reaches_with_reading_acts_alone(db: None) -> None:
    clerk = a_clerk_of(an_office())
    clerk.only_reads = True

    reached = {act for act in Act if reach(clerk, act)}

    assert (Act.MEETING_SEE in reached, {act.split(".")[1] for act in reached}) == (True, {"see", "open"})


@pytest.mark.parametrize(
    ("since", "until", "reaches"),
    [
        (date(2026, 3, 6), date(2026, 3, 6), True),
        (date(2026, 3, 7), None, False),
        (date(2026, 1, 1), date(2026, 3, 5), False),
    ],
)
def test_a_role_reaches_on_its_days_alone(db: None, since: date, until: date | None, reaches: bool) -> None:
    # The clock of the tests stands on 6 March 2026.
    user = a_clerk()
    Grant.objects.create(user=user, role=Role.CLERK, office=an_office(), since=since, until=until)

    assert bool(reach(user, Act.DESK_OPEN)) is reaches


def test_nobody_and_a_shut_account_reach_nothing(db: None) -> None:
    shut = a_clerk_of(an_office())
    shut.is_active = False

    reached = [bool(reach(user, act)) for user in (shut, AnonymousUser()) for act in Act]

    assert set(reached) == {False}


def test_without_any_office_for_an_act_its_desk_is_a_404(db: None) -> None:
    clerk = a_clerk_of(an_office())

    with pytest.raises(Http404):
        must(clerk, Act.PROGRAMME_EDIT)

    assert bool(must(clerk, Act.MEETING_EDIT)) is True
