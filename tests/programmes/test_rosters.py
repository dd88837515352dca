"""Invited aimaks, seats that follow them, and who is missing."""

from __future__ import annotations

from typing import Any

import pytest

from tegerek.lib.errors import Refusal, Stale
from tegerek.meetings import roster
from tegerek.meetings.roster import Typed
from tegerek.meetings.roster_sheets import roster_sheet
from tegerek.people.models import Post
from tegerek.places.models import Unit, UnitKind
from tegerek.programmes import actions
from tegerek.programmes.models import Seminar
from tegerek.programmes.rosters import SeatsSheet, invitable, seats_sheet, to_call
from tests.meetings.rows import NOW
from tests.programmes.series import a_series, seminars_of

Units = dict[str, Unit]


@pytest.fixture
def aimaks(units: Units) -> list[Unit]:
    """Three invented aimaks of Kochkor, in alphabetical order."""
    raion = units["kochkor-raion"]
    return [
        Unit.objects.create(kind=UnitKind.AIMAK, slug=f"misal-{n}", parent=raion, order_key=f"999{n}", is_checked=True)
        for n in range(3)
    ]


@pytest.fixture
def seminar(units: Units, aimaks: list[Unit]) -> Seminar:
    """A seminar in Kochkor that invites the three aimaks and expects a council chair of each, and two deputies."""
    found = seminars_of(a_series(units, 2))[0]
    actions.invite(found, aimaks, by=None, now=NOW)
    actions.set_quota(found, {Post.DEPUTY: 2}, each=[Post.COUNCIL_CHAIR], by=None, now=NOW)
    return found


def on_list(seminar: Seminar, post: Post, unit: Unit | None, *, confirmed: bool = False, sex: str = "f") -> None:
    number = seminar.meeting.roster.count()
    typed = Typed(f"Мисалова {number}", post, unit, sex)
    line = roster.write_in(seminar.meeting, typed, person=None, by=None, now=NOW)
    if confirmed:
        roster.confirm(line, by=None, now=NOW)


def seats_of(seminar: Seminar) -> SeatsSheet:
    return seats_sheet(seminar, roster_sheet(seminar.meeting))


def test_seats_that_are_one_from_each_aimak_follow_the_choice(seminar: Seminar, aimaks: list[Unit]) -> None:
    before = actions.quota_of(seminar)

    actions.invite(seminar, aimaks[:2], by=None, now=NOW)

    after = actions.quota_of(seminar)
    assert before == ({"council_chair": 3, "deputy": 2}, frozenset({"council_chair"}))
    assert after == ({"council_chair": 2, "deputy": 2}, frozenset({"council_chair"}))


def test_who_is_missing_is_counted_by_post_and_by_aimak(seminar: Seminar, aimaks: list[Unit]) -> None:
    on_list(seminar, Post.COUNCIL_CHAIR, aimaks[0], confirmed=True)
    on_list(seminar, Post.COUNCIL_CHAIR, aimaks[1])
    on_list(seminar, Post.DEPUTY, aimaks[1], confirmed=True, sex="m")

    sheet = seats_of(seminar)

    posts = {line.post: (line.seats, line.listed, line.confirmed, line.missing, line.women) for line in sheet.posts}
    assert posts == {Post.COUNCIL_CHAIR: (3, 2, 1, 2, 2), Post.DEPUTY: (2, 1, 1, 1, 0)}
    assert [line.key for line in sheet.silent] == [aimaks[2].pk]
    assert [len(line.lacking) for line in sheet.aimaks] == [0, 0, 1]


def test_whoever_declined_leaves_the_seat_open_and_the_substitute_fills_it(
    seminar: Seminar, aimaks: list[Unit]
) -> None:
    on_list(seminar, Post.COUNCIL_CHAIR, aimaks[0], confirmed=True)
    line = seminar.meeting.roster.get()
    made = roster.substitute(line, Typed("Ойдонова А"), person=None, reason="өргүүдө", by=None, now=NOW)
    before = seats_of(seminar).posts[0]

    roster.confirm(made, by=None, now=NOW)

    after = seats_of(seminar).posts[0]
    assert [(line.listed, line.confirmed) for line in (before, after)] == [(1, 0), (1, 1)]


def test_an_aimak_with_people_on_the_list_cannot_be_left_out(seminar: Seminar, aimaks: list[Unit]) -> None:
    on_list(seminar, Post.COUNCIL_CHAIR, aimaks[0])

    with pytest.raises(Refusal, match="left out"):
        actions.invite(seminar, aimaks[1:], by=None, now=NOW)

    assert seminar.invited.count() == 3


def test_a_choice_made_on_an_old_page_is_refused(seminar: Seminar, aimaks: list[Unit]) -> None:
    with pytest.raises(Stale):
        actions.invite(seminar, aimaks, seen=seminar.programme.version - 1, by=None, now=NOW)


def test_in_one_press_the_series_gets_the_seats_and_each_seminar_its_own_raion(
    units: Units, seminar: Seminar, aimaks: list[Unit]
) -> None:
    other = seminars_of(seminar.programme)[1]
    aimak = Unit.objects.create(kind=UnitKind.AIMAK, slug="misal-9", parent=units["jumgal-raion"], order_key="9")

    changed = actions.invite_like(seminar, {other.pk: [aimak]}, by=None, now=NOW)

    invited = list(other.invited.values_list("unit", flat=True))
    assert (changed, invited) == (1, [aimak.pk])
    assert actions.quota_of(other) == ({"council_chair": 1, "deputy": 2}, frozenset({"council_chair"}))


def test_the_aimaks_and_towns_of_the_raion_can_be_invited_and_no_villages(units: Units, aimaks: list[Unit]) -> None:
    raion = units["kochkor-raion"]
    Unit.objects.create(kind=UnitKind.VILLAGE, slug="misal-aiyl", parent=aimaks[0], order_key="0", is_checked=True)

    found = invitable(raion, NOW.date())

    assert [unit.pk for unit in found if unit.slug.startswith("misal")] == [unit.pk for unit in aimaks]


def test_whom_to_phone_next_is_first_of_the_post_that_misses_most(seminar: Seminar, aimaks: list[Unit]) -> None:
    on_list(seminar, Post.DEPUTY, aimaks[0])
    on_list(seminar, Post.COUNCIL_CHAIR, aimaks[1])
    on_list(seminar, Post.COUNCIL_CHAIR, aimaks[0], confirmed=True)
    sheet = roster_sheet(seminar.meeting)

    lines = to_call(sheet, seats_sheet(seminar, sheet))

    assert [line.name for line in lines] == ["Мисалова 0", "Мисалова 1"]


@pytest.mark.parametrize("people", [1, 3, 40])
def test_seats_cost_two_queries_beside_the_roster(
    people: int, seminar: Seminar, aimaks: list[Unit], django_assert_num_queries: Any
) -> None:
    for n in range(people):
        on_list(seminar, Post.DEPUTY, aimaks[n % 3])
    sheet = roster_sheet(seminar.meeting)

    with django_assert_num_queries(2):
        seats = seats_sheet(seminar, sheet)

    assert seats.seats == 5
