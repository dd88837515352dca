"""Answers from phones: each counted once, none after the day, none by a name."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tegerek.demo.world import World
from tegerek.learning.evaluating import form_of, keep_reply, read_scales, set_form
from tegerek.learning.models import AnswerSheet, Door, Reply
from tegerek.learning.phones import door_of, send_reply, send_sheet
from tegerek.learning.testing import open_doors
from tegerek.lib.errors import Refusal
from tegerek.programmes.models import Seminar
from tests.learning.samples import ASKED, CODES, NOW, a_form, a_seminar, a_test, key


def _doors(seminar: Seminar) -> dict[str, Door]:
    return {door.what: door for door in open_doors(seminar, by=None, now=NOW)}


def test_a_seminar_has_three_links_and_they_stay_when_asked_for_again(world: World) -> None:
    seminar = a_seminar(world)
    a_test(seminar)
    a_form(seminar)

    first, again = _doors(seminar), _doors(seminar)

    assert {what: door.code for what, door in first.items()} == {what: door.code for what, door in again.items()}
    assert list(first) == ["before", "after", "evaluation"]


def test_a_link_is_found_by_its_code_however_it_is_typed_and_by_no_other(world: World) -> None:
    seminar = a_seminar(world)
    a_test(seminar)
    door = _doors(seminar)["before"]

    found = [door_of(typed) for typed in (f" {door.code[:3].upper()}-{door.code[3:]} ", "aaaaaaa", "", "Айгүл")]

    assert found == [door, None, None, None]


def test_what_a_phone_sends_twice_counts_once_and_needs_no_second_entry(world: World) -> None:
    seminar = a_seminar(world)
    a_test(seminar)
    door = _doors(seminar)["before"]

    told = [send_sheet(door, CODES[0], "1213", key=key("a"), now=NOW) for _n in range(2)]

    sheet = AnswerSheet.objects.get(test__seminar=seminar)
    assert (told, sheet.is_own, sheet.first, sheet.first_by) == ([True, False], True, "1213", None)


def test_a_code_of_somebody_else_is_refused(world: World) -> None:
    seminar = a_seminar(world)
    a_test(seminar)
    door = _doors(seminar)["before"]
    send_sheet(door, CODES[0], "1213", key=key("a"), now=NOW)

    with pytest.raises(Refusal, match="Is it your code"):
        send_sheet(door, CODES[0], "2222", key=key("b"), now=NOW)


def test_the_evening_of_the_day_closes_the_link(world: World) -> None:
    seminar = a_seminar(world)
    a_test(seminar)
    door = _doors(seminar)["after"]

    with pytest.raises(Refusal, match="day of this seminar is over"):
        send_sheet(door, CODES[0], "1213", key=key("a"), now=NOW + timedelta(days=1))

    assert not AnswerSheet.objects.filter(test__seminar=seminar).exists()


def test_no_link_is_made_where_nothing_can_be_answered_or_the_day_is_over(world: World) -> None:
    seminar = a_seminar(world)

    with pytest.raises(Refusal, match="nothing to answer"):
        open_doors(seminar, by=None, now=NOW)
    a_test(seminar)
    with pytest.raises(Refusal, match="has passed"):
        open_doors(seminar, by=None, now=NOW + timedelta(days=1))


def test_an_evaluation_counts_once_and_an_empty_one_is_none(world: World) -> None:
    seminar = a_seminar(world)
    a_form(seminar)
    door = _doors(seminar)["evaluation"]

    told = [send_reply(door, "5-", ("Суу\n жетишпеди",), key=key("a"), now=NOW) for _n in range(2)]
    with pytest.raises(Refusal, match="Nothing is answered"):
        send_reply(door, "--", (" ",), key=key("b"), now=NOW)

    reply = Reply.objects.get(seminar=seminar)
    assert (told, reply.scales, reply.words) == ([True, False], "5-", "Суу жетишпеди")


def test_a_seminar_goes_on_asking_what_its_first_reply_answered(world: World) -> None:
    seminar = a_seminar(world)
    first = a_form(seminar)
    keep_reply(seminar, first, "54", ("",), key=key("a"), by=None, now=NOW)

    set_form(seminar.programme, ASKED[:1], seen=None, by=None, now=NOW)

    assert form_of(seminar) == first


@pytest.mark.parametrize(("typed", "read"), [("54", "54"), ("5 -", "5-"), ("0,3", "-3")])
def test_scales_are_keyed_as_digits(world: World, typed: str, read: str) -> None:
    assert read_scales(typed, a_form(a_seminar(world))) == read


@pytest.mark.parametrize("typed", ["5", "555", "56", "5а", ""])
def test_what_is_no_scale_is_refused(world: World, typed: str) -> None:
    with pytest.raises(Refusal, match="Type 2 answers from 1 to 5"):
        read_scales(typed, a_form(a_seminar(world)))
