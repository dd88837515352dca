"""What a list and a page tell of decisions, at a fixed cost, and never who said what."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from tegerek.commitments import actions
from tegerek.commitments.actions import Council, Heard
from tegerek.commitments.models import Commitment
from tegerek.commitments.rules import State
from tegerek.commitments.sheets import (
    Asked,
    Words,
    by_post,
    commitment_sheet,
    lines_of_meeting,
    listed,
    measures_sheet,
    pressing_counts,
    public_commitment,
    public_of_place,
    public_photo,
    words_of,
)
from tegerek.lib.said import Said
from tegerek.meetings.models import Meeting
from tests.commitments.rows import AFTER, DUE, PUMP, WHY, a_commitment, a_counted
from tests.files.samples import camera_picture

TODAY = date(2026, 3, 21)
NAME = "Үлгүева Мээрим"


def in_every_state(meeting: Meeting) -> list[Commitment]:
    """One decision in each state, as of 21 March 2026."""
    dues = {"very late": date(2026, 2, 1), "late": date(2026, 3, 20), "soon": date(2026, 3, 30), "open": DUE}
    made = [a_commitment(meeting, due_on=due, what=Said.of(ky=name)) for name, due in dues.items()]
    delayed, done, dropped = (a_commitment(meeting, due_on=date(2026, 3, 1)) for _n in range(3))
    actions.record_delay(delayed, since=TODAY, until=None, why=WHY, by=None, now=AFTER)
    actions.carry_out(done, done_on=TODAY, seen=done.version, by=None, now=AFTER)
    actions.give_up(dropped, on=TODAY, why=WHY, seen=dropped.version, by=None, now=AFTER)
    waiting, refused = (a_commitment(meeting, origin="plan") for _n in range(2))
    actions.hand_to_council(refused, handed_on=TODAY, seen=refused.version, by=None, now=AFTER)
    actions.record_council(refused, Council(TODAY, "not", said=WHY), seen=refused.version, by=None, now=AFTER)
    return [*made, delayed, done, dropped, waiting, refused]


def test_a_list_begins_with_what_presses_and_counts_every_state(db: None) -> None:
    in_every_state(a_counted())

    found = listed(Commitment.objects.all(), TODAY, Asked())

    assert [line.state for line in found.page.lines] == list(State)
    assert (dict(found.counts), found.waiting, found.overdue) == (dict.fromkeys(State, 1), 6, 2)
    assert [line.late for line in found.page.lines[:2]] == [48, 1]


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        (Asked(state="late"), 2),
        (Asked(state="waiting"), 6),
        (Asked(state="done"), 1),
        (Asked(state="no such state"), 0),
        (Asked(post="ao_head"), 9),
        (Asked(post="deputy"), 0),
        (Asked(meeting=0), 0),
        (Asked(place=0), 0),
    ],
)
def test_a_list_is_narrowed_to_what_is_asked(asked: Asked, number: int, db: None) -> None:
    in_every_state(a_counted())

    assert listed(Commitment.objects.all(), TODAY, asked).page.total == number


@pytest.mark.parametrize("many", [1, 2000])
def test_a_list_costs_the_same_for_two_thousand_decisions(
    many: int, db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    meeting = a_counted()
    first = a_commitment(meeting)
    columns = {"office": first.office, "place": first.place, "meeting": meeting, "what": PUMP, "made_at": AFTER}
    Commitment.objects.bulk_create(
        Commitment(**columns, changed_at=AFTER, published_at=AFTER, number=n, due_on=DUE - timedelta(n % 90))
        for n in range(1, many)
    )

    with django_assert_num_queries(4):
        desk = listed(Commitment.objects.all(), TODAY, Asked(state="waiting"), page=3)
    with django_assert_num_queries(4):
        public = public_of_place(meeting.place, TODAY)

    assert (desk.page.total, public.total) == (many, many)


def test_what_presses_stands_by_the_post_that_answers_first_where_nobody_does(db: None) -> None:
    meeting = a_counted()
    for post, due in (("deputy", TODAY), ("", TODAY - timedelta(1)), ("deputy", TODAY - timedelta(40)), ("", DUE)):
        a_commitment(meeting, post=post, due_on=due)

    found = by_post(Commitment.objects.all(), TODAY)

    assert [(one.post, [line.state for line in one.lines]) for one in found] == [
        ("", [State.LATE]),
        ("deputy", [State.VERY_LATE, State.DUE_SOON]),
    ]
    assert pressing_counts(Commitment.objects.all(), TODAY) == {
        "": {State.LATE: 1},
        "deputy": {State.VERY_LATE: 1, State.DUE_SOON: 1},
    }


def test_a_sheet_tells_the_whole_story_and_counts_each_person_by_the_last_word(
    db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    made = a_commitment()
    actions.add_progress(made, on=TODAY, text=PUMP, photos=[camera_picture()], by=None, now=AFTER)
    wrong = actions.add_progress(made, on=TODAY, text=WHY, by=None, now=AFTER)
    actions.take_back_progress(wrong, by=None, now=AFTER)
    actions.move_due(made, to=DUE + timedelta(9), why=WHY, seen=made.version, by=None, now=AFTER)
    first = actions.hear_resident(made, Heard("not", TODAY, WHY, NAME), by=None, now=AFTER)
    actions.hear_resident(made, Heard("done", TODAY, who=first.person), by=None, now=AFTER)
    actions.hear_resident(made, Heard("partly", TODAY), by=None, now=AFTER)
    actions.hear_resident(made, Heard("partly", TODAY), by=None, now=AFTER)

    with django_assert_num_queries(6):
        sheet = public_commitment(made.number or 0, TODAY)

    assert sheet.words == Words(done=1, partly=2, not_done=0)
    assert [(note.text, len(note.photos)) for note in sheet.progress] == [(PUMP, 1)]
    assert [(move.was, move.to, move.why) for move in sheet.moves] == [(DUE, DUE + timedelta(9), WHY)]
    assert NAME not in str(sheet)


def test_the_desk_reads_the_words_with_names_only_where_names_may_be_seen(db: None) -> None:
    made = a_commitment()
    word = actions.hear_resident(made, Heard("not", TODAY, WHY, NAME), by=None, now=AFTER)
    actions.hear_resident(made, Heard("done", TODAY, who=word.person), by=None, now=AFTER)

    with_names, without = words_of(made, with_names=True), words_of(made, with_names=False)

    assert [(one.name, one.word, one.counts) for one in with_names] == [(NAME, "done", True), (NAME, "not", False)]
    assert {one.name for one in without} == {""}


def test_a_draft_and_a_rehearsal_are_no_page_s(db: None) -> None:
    draft, rehearsal = a_commitment(is_public=False), a_commitment(a_counted(is_rehearsal=True))

    found = [public_of_place(one.place, TODAY).total for one in (draft, rehearsal)]

    assert found == [0, 0]


def test_a_photograph_is_shown_of_its_own_decision_alone(db: None) -> None:
    made, other = a_commitment(), a_commitment()
    actions.add_progress(made, on=TODAY, text=PUMP, photos=[camera_picture()], by=None, now=AFTER)
    (key,) = commitment_sheet(made, TODAY).progress[0].photos

    assert public_photo(made.number or 0, key).pk == key
    with pytest.raises(Exception, match="does not exist"):
        public_photo(other.number or 0, key)


@pytest.mark.parametrize("many", [1, 12])
def test_what_became_of_a_meeting_says_first_what_is_not_done(
    many: int, db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    meeting = a_counted()
    made = [a_commitment(meeting) for _n in range(many)]
    last = a_commitment(meeting)
    actions.carry_out(last, done_on=TODAY, seen=last.version, by=None, now=AFTER)

    with django_assert_num_queries(7):
        sheet = measures_sheet(meeting, TODAY)

    assert [one.line.key for one in sheet.sheets] == [*(one.pk for one in made), last.pk]
    assert (len(sheet.waiting), len(sheet.done)) == (many, 1)


def test_the_lines_of_a_meeting_stand_in_the_order_of_its_agenda(
    db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    meeting = a_counted()
    in_every_state(meeting)

    with django_assert_num_queries(2):
        lines = lines_of_meeting(meeting, TODAY)

    assert len(lines) == 9
