"""Papers of a test and an evaluation, each in Word and PDF; none says a name or, but for one, what is right."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from tegerek.demo.moments import at
from tegerek.documents.papers.docx import papers_docx
from tegerek.documents.papers.learning import LEARNING, LearningPapers
from tegerek.documents.papers.pdf import papers_pdf
from tegerek.learning.models import EvaluationForm
from tegerek.learning.sheets import AskedLine
from tegerek.lib.said import Said

OPTIONS = (Said.of(ky="эл үчүн", ru="для людей"), Said.of(ky="кагаз үчүн", ru="для бумаги"))
SHEETS = LearningPapers(
    programme=Said.of(ky="Сыноо семинары", ru="Пробный семинар"),
    place=Said.of(ky="Булуттуу району", ru="Булуттуйский район"),
    office=Said.of(ky="«Булак» окуу борбору"),
    day=date(2026, 3, 3),
    changed_at=at("2026-03-01"),
    test=(AskedLine(1, Said.of(ky="Жыйын эмне үчүн?", ru="Зачем сход?"), OPTIONS, 1),),
    evaluation=(
        (EvaluationForm.SCALE, Said.of(ky="Пайдалуу болдубу?", ru="Полезно?")),
        (EvaluationForm.TEXT, Said.of(ky="Эмне жетишпеди?", ru="Чего не хватило?")),
    ),
    codes=("00079", "40713"),
    doors={"before": "abc234", "evaluation": "xyz789"},
    address="https://tegerek.example",
)
NOTHING = replace(SHEETS, test=(), evaluation=(), codes=(), doors={})


def _text(data: bytes) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(data)).pages)


@pytest.mark.parametrize("kind", LEARNING)
@pytest.mark.parametrize("lang", ["ky", "ru", "ky-ru", "en"])
def test_each_paper_is_made_in_both_forms_and_every_language(kind: str, lang: str) -> None:
    papers = LEARNING[kind](SHEETS, lang)

    assert (papers_pdf(papers)[:5], papers_docx(papers)[:2]) == (b"%PDF-", b"PK")


@pytest.mark.parametrize("kind", LEARNING)
def test_a_paper_that_would_say_nothing_is_none(kind: str) -> None:
    assert LEARNING[kind](NOTHING, "ky") == ()


def test_a_strip_says_its_code_once_and_the_wall_both_addresses() -> None:
    strips, wall = (_text(papers_pdf(LEARNING[kind](SHEETS, "ky"))) for kind in ("strips", "wall"))

    assert (strips.count("40713"), strips.count("00079")) == (1, 1)
    assert ("abc234" in wall, "xyz789" in wall, "tegerek.example/a/" in wall) == (True, True, True)


def test_the_sheets_before_and_after_ask_the_same_and_do_not_say_what_is_right() -> None:
    before, after = LEARNING["test"](SHEETS, "ky")

    assert before.parts[2:] == after.parts[2:]
    assert before.title != after.title
