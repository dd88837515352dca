"""The letter to whoever asked: to them by name, in the language that is wanted, with the outcome and who signs."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import Any

import pytest

from tegerek.documents.papers.answer_letter import answer_letter_papers
from tegerek.documents.papers.kinds import FORMS
from tegerek.documents.papers.parts import BLANK, Signature
from tegerek.lib.said import Said
from tegerek.meetings.models import Meeting
from tegerek.voices.answer_sheets import AnswerLetterSheet, answer_letter_sheet
from tests.documents.papers.test_appeals import text_of
from tests.meetings.rows import a_called
from tests.voices.asked import answered, asked


def a_letter(kind: str = "question", name: str = "Ойдонова Сынак", **more: Any) -> AnswerLetterSheet:
    found = answer_letter_sheet(answered(asked(a_called(), kind, name=name), **more))
    assert found is not None
    return found


def test_it_says_what_was_asked_where_and_the_answer(db: None) -> None:
    text = text_of(answer_letter_papers(a_letter(), "en"))

    for words in ("Ойдонова Сынак", "you asked:", "Суу качан келет?", "Our answer:", "Жайында.", "20 March 2026"):
        assert words in text


def test_an_appeal_is_answered_under_its_number_in_the_journal(db: None) -> None:
    sheet = a_letter(way="appeal", journal_number="К-7", registered_on=date(2026, 3, 20))

    text = text_of(answer_letter_papers(sheet, "en"))

    assert "Answer to written appeal № К-7" in text
    assert "registered on 20 March 2026 under № К-7" in text


def test_a_rejected_proposal_says_why(db: None) -> None:
    text = text_of(answer_letter_papers(a_letter("proposal", outcome="rejected", why=Said.of(ky="Акча жок.")), "en"))

    assert ("rejected" in text, "Акча жок." in text) == (True, True)


@pytest.mark.parametrize(
    ("post", "signs"),
    [("ao_head", "Head of aiyl okmotu"), ("ao_specialist", "Specialist of aiyl okmotu")],
)
def test_whoever_answers_signs(db: None, post: str, signs: str) -> None:
    (paper,) = answer_letter_papers(a_letter(by_post=post), "en")

    assert [part for part in paper.parts if isinstance(part, Signature)] == [Signature(signs, BLANK)]


def test_in_two_languages_it_is_two_sheets_and_what_nobody_gave_is_a_blank(db: None) -> None:
    first, second = answer_letter_papers(a_letter(name=""), "ky-ru")

    assert (first.lang, second.lang, BLANK in text_of((first,))) == ("ky", "ru", True)


def test_the_letter_of_a_rehearsal_says_so(db: None) -> None:
    meeting = a_called()
    Meeting.objects.filter(pk=meeting.pk).update(is_rehearsal=True, number=None)
    meeting.refresh_from_db()
    sheet = answer_letter_sheet(answered(asked(meeting)))
    assert sheet is not None

    assert "REHEARSAL" in text_of(answer_letter_papers(sheet, "en"))


def test_the_name_stands_in_no_property_of_the_file(db: None) -> None:
    made = FORMS["docx"].write(answer_letter_papers(a_letter(), "ky"))

    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        properties = [archive.read(name) for name in archive.namelist() if name.startswith("docProps/")]
    assert properties
    assert "Ойдонова".encode() not in b"".join(properties)
