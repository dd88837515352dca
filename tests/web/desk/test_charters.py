"""The charter at the desk: typed once, asked kind by kind, and from then on in every notice."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest
from django.test import Client

from tegerek.demo.cast import Member
from tegerek.demo.world import World
from tegerek.meetings.charters import charters_of, value_from
from tegerek.meetings.models import Charter, CharterAnswer, Turn
from tegerek.procedures.terms import Amount, Counting, Share, Unit, Value
from tests.meetings.test_charters import a_charter
from tests.pages import check, fetch
from tests.web.desk.typing_in import ENGLISH, fields_of, form_of, press, told

SignIn = Callable[[Member], Client]


@pytest.fixture
def clerk(world: World, sign_in: SignIn) -> Client:
    """Of an office that has not typed its charter yet."""
    world.standing.charter.delete()
    return sign_in(world.cast.clerk)


def test_number_and_day_are_typed_once_and_then_the_kinds_are_asked(world: World, clerk: Client) -> None:
    press(clerk, "/desk/charter/", number="14-1", adopted_on="10.05.2023")

    page = fetch(clerk, f"/desk/charter/{ENGLISH}").main
    assert [(one.number, one.since) for one in charters_of(world.land.okmotu)] == [
        ("14-1", Charter.objects.get().adopted_on)
    ]
    assert "0 of 4 blanks filled" in page


def test_an_impossible_charter_is_asked_again(world: World, clerk: Client) -> None:
    answer = press(clerk, "/desk/charter/", number="14-1", adopted_on="10.05.2023", since="09.05.2023", status=422)

    assert told(answer) == ["A charter cannot be in force before the council adopted it. Check the two days."]


@pytest.mark.parametrize(
    ("rule", "number", "unit", "value"),
    [
        ("notice", "10", "days", Amount(10, 10, Unit.DAYS, Counting.NOT_STATED)),
        ("notice", "7", "working days", Amount(7, 7, Unit.DAYS, Counting.WORKING)),
        ("group-size", "11-15", "people", Amount(11, 15, Unit.PEOPLE)),
        ("quorum", "50", "more than share of invited", Share(Fraction(1, 2), Unit.SHARE_OF_INVITED, True)),
        ("quorum", "1/3", "share of voters", Share(Fraction(1, 3), Unit.SHARE_OF_VOTERS)),
        ("publish-minutes", "2", "weeks", Amount(2, 2, Unit.WEEKS)),
    ],
)
def test_what_the_charter_says_is_understood_and_shown_again(
    world: World, clerk: Client, rule: str, number: str, unit: str, value: Value
) -> None:
    here = f"/desk/charters/{a_charter(world.land.okmotu).pk}/answers/assembly/"
    press(clerk, here, {f"{rule}-number": number, f"{rule}-unit": unit, f"{rule}-point": "18.4"})

    row = CharterAnswer.objects.get()
    sent = fields_of(form_of(fetch(clerk, here + ENGLISH)))
    press(clerk, here)

    assert (row.rule, value_from(row.value), row.number) == (rule, value, "18.4")
    assert (sent[f"{rule}-unit"], CharterAnswer.objects.get().value) == (unit, row.value)


@pytest.mark.parametrize(
    ("rule", "number", "unit"),
    [
        ("notice", "five", "days"),
        ("notice", "0", "days"),
        ("notice", "7-3", "days"),
        ("quorum", "150", "share of voters"),
        ("quorum", "1/0", "share of voters"),
        ("quorum", "½", "share of voters"),
    ],
)
def test_what_is_no_number_is_asked_again(world: World, clerk: Client, rule: str, number: str, unit: str) -> None:
    here = f"/desk/charters/{a_charter(world.land.okmotu).pk}/answers/assembly/"

    answer = press(clerk, here, {f"{rule}-number": number, f"{rule}-unit": unit}, status=422)

    assert (len(told(answer)), CharterAnswer.objects.count()) == (1, 0)


def test_an_emptied_answer_is_unknown_again(world: World, clerk: Client) -> None:
    here = f"/desk/charters/{a_charter(world.land.okmotu).pk}/answers/assembly/"
    press(clerk, here, {"quorum-number": "40", "quorum-unit": "people"})

    press(clerk, here, {"quorum-number": ""})

    assert CharterAnswer.objects.count() == 0


def test_the_charter_s_notice_stops_a_call_that_the_model_would_let_pass(world: World, clerk: Client) -> None:
    here = f"/desk/charters/{a_charter(world.land.okmotu).pk}/answers/assembly/"
    press(clerk, here, {"notice-number": "60", "notice-unit": "days"})

    page = fetch(clerk, f"/desk/meetings/{world.gatherings.draft.pk}/call/{ENGLISH}").main

    assert "the rule asks for 60 days" in page
    assert "It binds: whoever goes on answers for it." in page


@pytest.mark.parametrize("path", ["change/", "answers/assembly/"])
def test_a_charter_of_another_office_does_not_exist(world: World, clerk: Client, path: str) -> None:
    theirs = a_charter(world.land.neighbours)

    status = clerk.get(f"/desk/charters/{theirs.pk}/{path}").status_code

    assert (status, clerk.get(f"/desk/charter/?office={world.land.neighbours.pk}").status_code) == (404, 404)


def test_an_unknown_kind_has_no_page(world: World, clerk: Client) -> None:
    charter = a_charter(world.land.okmotu)

    statuses = [clerk.get(f"/desk/charters/{charter.pk}/answers/{kind}/").status_code for kind in ("seminar", "feast")]

    assert statuses == [404, 404]


def test_four_days_before_the_page_shows_rule_rank_source_and_the_three_ways(world: World, clerk: Client) -> None:
    here = f"/desk/meetings/{world.gatherings.draft.pk}/"
    press(clerk, f"{here}move/", first="10.03.2026")

    page = fetch(clerk, f"{here}call/{ENGLISH}")

    said = page.main
    assert "People would hear of it 4 days ahead – the rule asks for 5 days" in said
    assert "Wednesday, 11 March 2026" in said
    assert "method instruction, a recommendation" in said
    assert [e.get("value") for e in page.one("main").iter("input") if e.get("type") == "radio"] == [
        "urgent",
        "charter",
        "reason",
    ]
    assert [e.get("value") for e in page.one("main").iter("input") if "disabled" in e.attrib] == ["urgent"]


@pytest.mark.parametrize(
    ("typed", "at_the_desk", "in_public"),
    [
        ({"way": "urgent", "decided_post": "ao_head"}, "urgent call", "It was an urgent call."),
        (
            {"way": "charter", "charter_words": "Үч күн.", "charter_on": "10.05.2023"},
            "our charter of 10.05.2023 says",
            "The charter of the municipality, adopted on 10.05.2023, says: “Үч күн.”",
        ),
        ({"way": "reason", "reason_ky": "Суу ташкыны."}, "with a reason", "The office gave this reason:"),
    ],
)
def test_each_way_on_stands_at_the_desk_and_in_public_for_ever(
    world: World, clerk: Client, client: Client, typed: dict[str, str], at_the_desk: str, in_public: str
) -> None:
    meeting = world.gatherings.draft
    here = f"/desk/meetings/{meeting.pk}/"
    press(clerk, f"{here}move/", first="10.03.2026")

    press(clerk, f"{here}call/", typed)

    meeting.refresh_from_db()
    desk = fetch(clerk, f"{here}{ENGLISH}").main
    public = fetch(client, f"/en/meetings/{meeting.number}/").main
    assert Turn.objects.get(meeting=meeting).despite_way == typed["way"]
    assert [words for words in ("4 days of 5", at_the_desk) if words not in desk] == []
    asked = "The rule asks for 5 days (method instruction, a recommendation)."
    assert [words for words in ("4 days of 5", asked, in_public) if words not in public] == []


@pytest.mark.parametrize(
    ("way", "said"),
    [
        ("", "Choose a later day, or one of the ways below."),
        ("reason", "Type the reason: without it the meeting cannot go on against the rule."),
    ],
)
def test_a_stop_says_what_to_do_next(world: World, clerk: Client, way: str, said: str) -> None:
    here = f"/desk/meetings/{world.gatherings.draft.pk}/"
    press(clerk, f"{here}move/", first="10.03.2026")

    answer = press(clerk, f"{here}call/", way=way, status=422)

    assert said in told(answer)[0]


def test_the_urgent_path_refuses_whoever_may_not_and_keeps_what_was_typed(world: World, clerk: Client) -> None:
    here = f"/desk/meetings/{world.gatherings.draft.pk}/"
    press(clerk, f"{here}move/", first="10.03.2026")

    answer = press(clerk, f"{here}call/", way="urgent", reason_ky="Суу ташкыны.", decided_post="deputy", status=422)

    sent = fields_of(form_of(check(answer)))
    assert "Only the head of the aiyl okmotu or the mayor, the council or its chair" in told(answer)[0]
    assert (sent["reason_ky"], Turn.objects.filter(meeting=world.gatherings.draft).count()) == ("Суу ташкыны.", 0)


def test_a_move_inside_the_notice_asks_for_a_way_and_records_the_days(world: World, clerk: Client) -> None:
    meeting = world.gatherings.called
    here = f"/desk/meetings/{meeting.pk}/move/"

    asked = press(clerk, here, first="09.03.2026", reason_ky="Жол жабык.", status=422)
    sent = fields_of(form_of(check(asked)))
    answered = clerk.post(here + ENGLISH, {**sent, "way": "reason"})

    turn = Turn.objects.filter(meeting=meeting).latest("pk")
    assert told(asked)[0].startswith("People would hear of it 3 days ahead – the rule asks for 5 days")
    assert (answered.status_code, turn.despite_days, turn.despite_way) == (302, 3, "reason")
