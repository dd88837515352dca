"""What became of decisions on paper: neutral words, what is not done first; a day that nobody set is not made up."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.utils.translation import override

from tegerek.commitments import actions
from tegerek.commitments.sheets import measures_sheet
from tegerek.documents.measures import due_words, state_sentence, who_words
from tegerek.documents.measures_text import measures_text
from tegerek.documents.papers.measures import MEASURES, measures_papers, totals_sentence
from tegerek.documents.papers.parts import Table
from tests.commitments.rows import AFTER, WHY, a_commitment, a_counted

TODAY = date(2026, 3, 21)
WORDS = Path(__file__).parents[2] / "tegerek" / "locale" / "ky" / "LC_MESSAGES" / "django.po"


def test_a_state_is_told_with_its_days_and_nothing_is_made_up(db: None) -> None:
    meeting = a_counted()
    a_commitment(meeting, due_on=date(2026, 3, 18))
    a_commitment(meeting, due_on=None, post="")

    late, open_one = (one.line for one in measures_sheet(meeting, TODAY).sheets)

    with override("ky"):
        assert state_sentence(late, "ky") == "мөөнөтү өттү: 3 күн"
        assert (due_words(open_one, "ky"), who_words(open_one, "ky")) == (
            "мөөнөтү коюлган эмес",
            "жооптуусу аныктала элек",
        )


def test_the_totals_begin_with_what_is_not_done(db: None) -> None:
    meeting = a_counted()
    done, dropped, _open = (a_commitment(meeting) for _n in range(3))
    actions.carry_out(done, done_on=TODAY, seen=done.version, by=None, now=AFTER)
    actions.give_up(dropped, on=TODAY, why=WHY, seen=dropped.version, by=None, now=AFTER)

    sheet = measures_sheet(meeting, TODAY)

    with override("en"):
        assert totals_sentence(sheet) == "Of 3 decisions: not done yet: 1; will not be done: 1; done: 1."
    assert [one.line.state for one in sheet.sheets] == ["open", "given_up", "done"]
    assert measures_text(sheet, "ky", "https://tegerek.example").count("\n") == 4


@pytest.mark.parametrize("kind", list(MEASURES))
def test_the_same_facts_make_the_same_paper_in_each_language(kind: str, db: None) -> None:
    meeting = a_counted()
    a_commitment(meeting)
    sheet = measures_sheet(meeting, TODAY)

    papers = measures_papers(kind, sheet, "ky-ru", TODAY)

    assert ([paper.lang for paper in papers], papers) == (["ky", "ru"], measures_papers(kind, sheet, "ky-ru", TODAY))


def test_the_plan_is_one_table_with_a_row_for_each(db: None) -> None:
    meeting = a_counted()
    for _n in range(3):
        a_commitment(meeting)

    (paper,) = measures_papers("plan", measures_sheet(meeting, TODAY), "ky", TODAY)

    (table,) = (part for part in paper.parts if isinstance(part, Table))
    assert (len(table.rows), {len(row) for row in table.rows}) == (3, {len(table.columns)})


def test_no_kyrgyz_text_calls_a_decision_a_promise() -> None:
    assert "убада" not in WORDS.read_text().lower()
