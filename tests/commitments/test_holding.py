"""What a person said of a decision is told to them, and counts on without a name."""

from __future__ import annotations

from datetime import date

from tegerek.commitments import actions, holding
from tegerek.commitments.actions import Heard
from tegerek.commitments.sheets import commitment_sheet
from tests.commitments.rows import AFTER, WHY, a_commitment

TODAY = date(2026, 3, 21)


def test_a_person_s_words_are_told_and_stay_counted_when_the_card_is_erased(db: None) -> None:
    made = a_commitment()
    word = actions.hear_resident(made, Heard("not", TODAY, WHY, "Үлгүева Мээрим"), by=None, now=AFTER)
    assert word.person is not None

    told = holding.told(word.person)
    gone = holding.erase(word.person, by=None, now=AFTER)

    assert [(row["number"], row["said"], row["day"]) for row in told] == [(made.number, "not", TODAY)]
    assert (gone, commitment_sheet(made, TODAY).words.not_done) == ({"word_link": 0}, 1)
