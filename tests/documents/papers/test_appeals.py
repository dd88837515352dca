"""The papers of an appeal: each says what it must, in its language, and a rehearsal says so on every page."""

from __future__ import annotations

import io
from datetime import date

import pytest
from pypdf import PdfReader

from tegerek.documents.papers.appeals import KINDS, Draft, appeal_papers, draft_paper
from tegerek.documents.papers.docx import papers_docx
from tegerek.documents.papers.parts import Paper
from tegerek.documents.papers.pdf import papers_pdf
from tegerek.lib.said import Said
from tegerek.people.models import Post
from tegerek.voices.actions import Decided, Refused, decide_to_hold, refuse
from tegerek.voices.models import Initiative
from tegerek.voices.sheets import answer_sheet
from tests.meetings.rows import NOW, a_place, an_office
from tests.voices.appeals import by_head, received

TODAY = date(2026, 3, 6)


def text_of(papers: tuple[Paper, ...]) -> str:
    """What a reader of the PDF finds, on one line."""
    pages = PdfReader(io.BytesIO(papers_pdf(papers))).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def an_initiative(*, rehearsal: bool = False) -> Initiative:
    return received(an_office(), a_place("Терек-Суу", "terek-suu"), rehearsal=rehearsal)


def test_the_receipt_says_number_day_last_day_and_how_it_was_counted(db: None) -> None:
    made = an_initiative()

    text = text_of(appeal_papers("receipt", answer_sheet(made, TODAY), "en"))

    told = (str(made.number), "01-07/3", "2 March 2026", "16 March 2026", "Calendar days", "§18.4", "a recommendation")
    assert [one for one in told if one not in text] == []


@pytest.mark.parametrize(
    ("post", "sentence"),
    [
        (Post.AO_HEAD, "It is decided to hold the assembly."),
        (Post.COUNCIL_CHAIR, "The chair of the council has instructed the head"),
    ],
)
def test_head_and_chair_of_the_council_decide_in_different_words(post: Post, sentence: str, db: None) -> None:
    made = an_initiative()
    decide_to_hold(made, decided=Decided(post, TODAY), seen=made.version, by=None, now=NOW)

    text = text_of(appeal_papers("answer", answer_sheet(made, TODAY), "en"))

    assert sentence in text


def test_a_refusal_says_its_ground_why_the_rule_and_the_way_to_court(db: None) -> None:
    made = an_initiative()
    why = Refused(Initiative.Ground.UNLAWFUL, Said.of(ky="Уставга каршы.", en="It is against point 4."))
    refuse(made, refused=why, decided=by_head(TODAY), seen=made.version, by=None, now=NOW)

    text = text_of(appeal_papers("answer", answer_sheet(made, TODAY), "en"))

    told = (
        "the issue is against the law or the charter",
        "It is against point 4.",
        "§18.2",
        "You have the right to take this refusal to court.",
    )
    assert [one for one in told if one not in text] == []


def test_an_answer_is_there_once_it_is_decided(db: None) -> None:
    assert appeal_papers("answer", answer_sheet(an_initiative(), TODAY), "ky") == ()


@pytest.mark.parametrize("kind", ["receipt", "checklist"])
def test_every_paper_of_a_rehearsal_says_so(kind: str, db: None) -> None:
    text = text_of(appeal_papers(kind, answer_sheet(an_initiative(rehearsal=True), TODAY), "ky"))

    assert text.count("МАШЫГУУ") == 2


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "answer"])
def test_both_languages_are_two_sheets_and_open_in_word(kind: str, db: None) -> None:
    made = appeal_papers(kind, answer_sheet(an_initiative(), TODAY), "ky-ru")

    assert ([paper.lang for paper in made], papers_docx(made)[:2]) == (["ky", "ru"], b"PK")


def test_a_long_draft_is_printed_whole(db: None) -> None:
    members = tuple((f"Ойдонов Сынак {n}", f"Талаа көчөсү, {n}") for n in range(1, 61))
    draft = Draft("Маселе " * 40, "Себеп. " * 400, "клуб", "Терек-Суу", 60, True, members, "0555 00 00 00")

    text = text_of((draft_paper(draft, "ky"),))

    assert ("Ойдонов Сынак 60" in text, text.count("Себеп.")) == (True, 400)


@pytest.mark.parametrize("lang", ["ky", "ru"])
def test_the_checklist_of_the_group_is_one_page(lang: str, db: None) -> None:
    made = appeal_papers("checklist", answer_sheet(an_initiative(), TODAY), lang)

    assert len(PdfReader(io.BytesIO(papers_pdf(made))).pages) == 1
