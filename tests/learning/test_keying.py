"""Paper keyed twice: what counts, what waits, what is settled; and the test before it is printed."""

from __future__ import annotations

import pytest

from tegerek.demo.world import World
from tegerek.journal.models import Entry
from tegerek.learning.bank import change_question
from tegerek.learning.figures import learnt_of
from tegerek.learning.keying import FIRST, SECOND, key_sheet, read_row, settle, strike
from tegerek.learning.models import AnswerSheet, SeminarTest
from tegerek.learning.testing import choose_questions, fix_test, new_codes
from tegerek.lib.errors import Refusal, Stale
from tegerek.lib.said import Said
from tests.learning.samples import CODES, NOW, OPTIONS, WORDS, a_seminar, a_test

BEFORE, AFTER = AnswerSheet.When.BEFORE, AnswerSheet.When.AFTER


def _keyed(world: World, test: SeminarTest, first: str, second: str = "") -> AnswerSheet:
    by = world.cast.coordinator.user
    key_sheet(test, BEFORE, CODES[0], first, entry=FIRST, by=by, now=NOW)
    if second:
        key_sheet(test, BEFORE, CODES[0], second, entry=SECOND, by=by, now=NOW)
    return AnswerSheet.objects.get(test=test, code=CODES[0])


def test_a_sheet_counts_once_both_entries_say_the_same(world: World) -> None:
    seminar = a_seminar(world)
    test = a_test(seminar)

    _keyed(world, test, "1213")
    once = learnt_of([seminar])[seminar.pk].test
    _keyed(world, test, "1213", "1213")
    twice = learnt_of([seminar])[seminar.pk].test

    assert once is not None
    assert twice is not None
    assert [(told.before, told.waiting) for told in (once, twice)] == [(0, 1), (1, 0)]


def test_the_same_row_sent_again_changes_nothing_and_is_no_second_entry(world: World) -> None:
    test = a_test(a_seminar(world))
    by = world.cast.coordinator.user

    told = [key_sheet(test, BEFORE, CODES[0], "1213", entry=SECOND, by=by, now=NOW) for _n in range(2)]

    sheet = AnswerSheet.objects.get(test=test)
    assert (told, sheet.first, sheet.second) == ([True, False], "", "1213")


def test_a_code_keyed_with_other_answers_is_refused_and_the_first_stay(world: World) -> None:
    test = a_test(a_seminar(world))
    sheet = _keyed(world, test, "1213")

    with pytest.raises(Refusal, match="keyed already"):
        key_sheet(test, BEFORE, CODES[0], "2213", entry=FIRST, by=world.cast.coordinator.user, now=NOW)

    sheet.refresh_from_db()
    assert sheet.first == "1213"


def test_entries_that_differ_wait_until_somebody_settles_them(world: World) -> None:
    seminar = a_seminar(world)
    sheet = _keyed(world, a_test(seminar), "1213", "1223")

    settle(sheet, "1223", seen=("1213", "1223"), by=world.cast.trainer.user, now=NOW)

    told = learnt_of([seminar])[seminar.pk].test
    assert told is not None
    assert (told.before, told.waiting) == (1, 0)
    assert Entry.objects.filter(verb="sheet.settled", thing_key=sheet.pk).count() == 1


def test_who_settles_what_somebody_else_changed_meanwhile_is_told(world: World) -> None:
    sheet = _keyed(world, a_test(a_seminar(world)), "1213", "1223")

    with pytest.raises(Stale):
        settle(sheet, "1223", seen=("1213", "1233"), by=world.cast.trainer.user, now=NOW)


def test_nothing_is_settled_where_nothing_differs(world: World) -> None:
    sheet = _keyed(world, a_test(a_seminar(world)), "1213", "1213")

    with pytest.raises(Refusal, match="Nothing differs"):
        settle(sheet, "1223", seen=("1213", "1213"), by=world.cast.trainer.user, now=NOW)


def test_a_row_struck_is_gone_and_that_it_was_there_stays_on_record(world: World) -> None:
    test = a_test(a_seminar(world))
    sheet = _keyed(world, test, "1213")
    key = sheet.pk

    strike(sheet, by=world.cast.coordinator.user, now=NOW)

    assert (test.sheets.exists(), Entry.objects.filter(verb="sheet.struck", thing_key=key).count()) == (False, 1)


@pytest.mark.parametrize(
    ("code", "answers", "said"),
    [
        ("00001", "1213", "no code of a strip"),
        ("Айгүл", "1213", "no code of a strip"),
        (CODES[1], "121", "Here are 3 answers; the test has 4 questions"),
        (CODES[1], "1219", "Answer 4 is none"),
    ],
)
def test_a_row_that_cannot_be_says_what_to_look_at(code: str, answers: str, said: str) -> None:
    with pytest.raises(Refusal, match=said):
        read_row(code, answers, (3, 3, 3, 3))


def test_nothing_is_keyed_before_the_test_is_fixed(world: World) -> None:
    test = a_test(a_seminar(world), is_fixed=False)

    with pytest.raises(Refusal, match="Fix the questions"):
        key_sheet(test, BEFORE, CODES[0], "1213", entry=FIRST, by=world.cast.coordinator.user, now=NOW)


def test_a_fixed_test_keeps_what_it_asks_whatever_becomes_of_the_bank(world: World) -> None:
    seminar = a_seminar(world)
    test = a_test(seminar)
    asked = test.asked.all()[0]
    words = WORDS[0].__class__(Said.of(ky="Башка суроо?"), OPTIONS, 3)

    change_question(asked.source, words, seen=1, by=world.cast.coordinator.user, now=NOW)
    with pytest.raises(Refusal, match="fixed"):
        choose_questions(seminar, [asked.source_id], seen=test.version, by=None, now=NOW)

    asked.refresh_from_db()
    assert (asked.text, asked.right, test.asked.count()) == (WORDS[0].text, 1, 4)


def test_a_test_is_fixed_once_and_by_who_saw_it(world: World) -> None:
    test = a_test(a_seminar(world), is_fixed=False)

    with pytest.raises(Stale):
        fix_test(test, seen=test.version + 1, by=None, now=NOW)
    fix_test(test, seen=test.version, by=None, now=NOW)
    with pytest.raises(Refusal, match="already"):
        fix_test(test, seen=test.version, by=None, now=NOW)

    assert test.frozen_at == NOW


def test_the_codes_of_strips_are_all_different() -> None:
    assert len(set(new_codes(240))) == 240
