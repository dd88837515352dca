"""Every paper of a call at its worst: whole, inside its page, tagged, in its language, with letters to be read."""

from __future__ import annotations

import io
import re
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pikepdf
import pytest

from tegerek.documents.papers.call.at_meeting import slip_sheets
from tegerek.documents.papers.call.notice import NOTICE_CAPITALS, cards_paper, notice_paper, poster_papers, spoken
from tegerek.documents.papers.call.pack import CALL_KINDS, counted, pack_papers
from tegerek.documents.papers.docx import papers_docx
from tegerek.documents.papers.kinds import call_papers_of
from tegerek.documents.papers.parts import LANGS, Cards, Paper, Table, Ticks
from tegerek.documents.papers.pdf import pages_of, papers_pdf
from tegerek.lib.said import Said
from tegerek.meetings.call_sheets import CallSheet, InvitedLine
from tegerek.meetings.rules import State, When
from tegerek.procedures.kinds import kind as kind_of
from tegerek.web.desk.call_papers import call_lines
from tests.documents.papers.call import invented
from tests.documents.papers.call.hard import HARD

MM = 72 / 25.4  # points
HARD_CASES = pytest.mark.parametrize("sheet", HARD.values(), ids=HARD)


@HARD_CASES
def test_a_paper_takes_as_many_pages_as_were_counted(sheet: CallSheet) -> None:
    papers = pack_papers(sheet, "ky")

    pages = len(_opened(papers_pdf(papers)).pages)

    assert (sum(pages_of(papers)), sum(found.pages for found in counted(sheet, "ky").values()) + 1) == (pages, pages)


@pytest.mark.parametrize(("slips", "in_pack"), [(0, 0), (0, 20), (9, 9)])
def test_the_pack_takes_as_many_pages_as_the_desk_tells(slips: int, in_pack: int) -> None:
    sheet = invented.sheet()

    papers = pack_papers(sheet, "ky", range(10_001, 10_001 + in_pack))

    assert sum(pages_of(papers)) == call_lines(sheet, "ky", slips=slips, in_pack=in_pack).pages


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_usual_fits_its_page(lang: str) -> None:
    assert [kind for kind, found in counted(invented.sheet(), lang).items() if found.is_long] == []


def test_a_paper_that_grows_is_told_before_it_is_printed() -> None:
    found = counted(HARD["agenda of twelve pages"], "ky")

    assert found["order"].pages >= 12
    assert {"order", "notice", "poster", "letters", "script"} <= {kind for kind, one in found.items() if one.is_long}


@pytest.mark.parametrize("kind", CALL_KINDS)
@pytest.mark.parametrize("lang", LANGS)
def test_every_paper_is_tagged_and_in_its_language(kind: str, lang: str) -> None:
    pdf = _opened(papers_pdf(call_papers_of(kind, invented.sheet(), lang)))

    assert (str(pdf.Root.Lang), bool(pdf.Root.MarkInfo.Marked)) == (lang.split("-")[0], True)
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"


@pytest.mark.parametrize("kind", ["order", "notice", "poster", "cards", "letters", "script", "slips", "minutes"])
@pytest.mark.machine
def test_kyrgyz_letters_can_be_taken_out_of_it(kind: str, tmp_path: Path) -> None:
    title = "Өрүштүн үлүшү жана көңүл"

    text = _text(call_papers_of(kind, invented.sheet(title=Said.of(ky=title), agenda=()), "ky"), tmp_path)

    assert title in " ".join(text.split())


@pytest.mark.parametrize("lang", ["ky", "ru", "ky-ru", "en"])
@pytest.mark.parametrize("write", [lambda s, lang: (notice_paper(s, lang),), poster_papers], ids=["notice", "poster"])
@pytest.mark.machine
def test_day_hour_and_place_stand_in_letters_of_eight_millimetres(write: Any, lang: str, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(papers_pdf(write(invented.sheet(), lang)))
    command = ["pdftotext", "-bbox", "a.pdf", "-"]
    boxes = subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, text=True).stdout

    sizes = _sizes(tmp_path / "a.pdf")

    # A capital of PT Sans stands 700 of 1000 units high, as its font file says.
    large = {text for text, size in sizes if size * 0.7 >= 8 * MM}
    hours = [text for text, _size in re.findall(r">(10:00)<()", boxes)]
    assert hours != []
    assert NOTICE_CAPITALS >= 8
    words = {"ky": {"14-марты,", "10:00", "залы,"}, "ru": {"марта", "10:00", "РГА,"}, "en": {"March", "10:00", "hall,"}}
    for one in lang.split("-"):
        assert words[one] <= large


@pytest.mark.parametrize("case", [case for case in HARD if case != "nothing said"])
@pytest.mark.machine
def test_letters_that_grow_smaller_are_never_those_of_day_hour_and_place(case: str, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(papers_pdf((notice_paper(HARD[case], "ky"), *poster_papers(HARD[case], "ky"))))

    large = {text for text, size in _sizes(tmp_path / "a.pdf") if size * 0.7 >= 8 * MM}

    assert {"14-марты,", "10:00", "залы,"} <= large


@pytest.mark.parametrize("kind", CALL_KINDS)
@pytest.mark.machine
def test_a_rehearsal_is_marked_on_every_page_of_every_paper(kind: str, tmp_path: Path) -> None:
    sheet = invented.sheet(is_rehearsal=True, number=None)

    for lang, mark in (("ky", "МАШЫГУУ"), ("ru", "УЧЕБНЫЙ"), ("en", "REHEARSAL")):
        pages = _text(call_papers_of(kind, sheet, lang), tmp_path).rstrip("\f").split("\f")
        assert [mark in page for page in pages] == [True] * len(pages)


@pytest.mark.parametrize(
    ("state", "mark"), [(State.CANCELLED, "ӨТКӨРҮЛБӨЙТ"), (State.POSTPONED, "КИЙИНКИГЕ ЖЫЛДЫРЫЛДЫ")]
)
@pytest.mark.machine
def test_what_does_not_take_place_is_marked(state: State, mark: str, tmp_path: Path) -> None:
    sheet = invented.sheet(state=state, was=invented.sheet().when)

    pages = _text(pack_papers(sheet, "ky"), tmp_path).rstrip("\f").split("\f")

    assert [mark in page for page in pages] == [True] * len(pages)


@pytest.mark.machine
def test_a_moved_meeting_tells_the_day_before(tmp_path: Path) -> None:
    sheet = invented.sheet(was=When(invented.DAY_BEFORE))

    text = _text((notice_paper(sheet, "ru"),), tmp_path)

    assert ("НОВЫЙ ДЕНЬ ИЛИ ЧАС" in text, "12.03.2026" in text) == (True, True)


@pytest.mark.parametrize("lang", ["ky", "ru", "en"])
@HARD_CASES
def test_the_loudspeaker_says_at_most_sixty_words(sheet: CallSheet, lang: str) -> None:
    for state in (State.CALLED, State.CANCELLED, State.POSTPONED):
        from_state = invented.sheet(title=sheet.title, when=sheet.when, state=state, was=sheet.when)
        with invented.speaking(lang):
            assert sum(len(sentence.split()) for sentence in spoken(from_state, lang)) <= 60


def test_each_who_is_invited_gets_a_card_and_four_fit_a_sheet() -> None:
    whom = tuple(InvitedLine(Said.of(ky=f"{n}-мектеп")) for n in range(1, 10))
    paper = cards_paper(invented.sheet(invitees=whom), "ky")

    assert pages_of((paper,)) == (3,)


def test_the_pack_tells_what_is_in_it_in_the_order_of_use() -> None:
    cover, *papers = pack_papers(invented.sheet(), "ru", slips=(10021, 10022))

    rows = next(part.rows for part in cover.parts if isinstance(part, Table))
    assert len(rows) == len(CALL_KINDS)
    assert [row[0] for row in rows] == [str(n) for n in range(1, len(rows) + 1)]
    assert sum("Листки для вопросов" in paper.title for paper in papers) == 1


@pytest.mark.machine
def test_slips_carry_the_numbers_reserved_and_where_each_is_looked_up(tmp_path: Path) -> None:
    papers = call_papers_of("slips", invented.sheet(), "ky", (10021, 10022, 10023), "https://tegerek.example")

    text = _text(papers, tmp_path)

    assert re.findall(r"№ (\d+) · 14.03.2026", text) == ["10021", "10022", "10023"]
    assert re.findall(r"tegerek.example/(\d+)", text) == ["10021", "10022", "10023"]


def test_a_slip_asks_by_boxes_what_it_is_where_the_answer_belongs_and_whether_the_name_may_be_public() -> None:
    paper = call_papers_of("slips", invented.sheet(), "en", (10021,))[0]

    (card,) = next(part.cards for part in paper.parts if isinstance(part, Cards))

    assert [(part.label, part.options) for part in card if isinstance(part, Ticks)] == [
        ("", ("question", "proposal")),
        ("Answer:", ("in the hall", "in writing")),
        ("May your name be public?", ("yes", "no")),
    ]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("is_rehearsal", [False, True])
@HARD_CASES
def test_four_slips_fit_a_sheet(sheet: CallSheet, is_rehearsal: bool, lang: str) -> None:
    sheet = replace(sheet, is_rehearsal=is_rehearsal)

    papers = call_papers_of("slips", sheet, lang, range(10021, 10029), "https://tegerek.example")

    assert pages_of(papers) == (slip_sheets(8),)


@pytest.mark.machine
def test_an_urgent_call_says_so_and_why_on_order_and_notice(tmp_path: Path) -> None:
    sheet = HARD["an urgent call"]

    order, notice, usual = (
        " ".join(_text(call_papers_of(kind, one, "ru"), tmp_path).split())
        for kind, one in (("order", sheet), ("notice", sheet), ("notice", invented.sheet()))
    )

    urgent = "это мероприятие созвано срочно. Причина: Сель разорвал водопровод"
    assert (urgent in order, urgent in notice, "созвано срочно" in usual) == (True, True, False)
    assert "Жителей извещают за 1 день до мероприятия. По правилу нужно 5 дней." in order


@pytest.mark.parametrize(("kind", "is_another_day"), [("assembly", True), ("public-hearing", False)])
@pytest.mark.machine
def test_another_day_by_consent_is_offered_to_assemblies_alone(kind: str, is_another_day: bool, tmp_path: Path) -> None:
    sheet = invented.sheet(chair=kind_of(kind).chair)

    text = " ".join(_text(call_papers_of("script", sheet, "en"), tmp_path).split())

    assert ("agree with those present on another day" in text) == is_another_day
    assert "List of speakers: Суу пайдалануучулар бирикмеси" in text


@pytest.mark.parametrize(
    ("kind", "case", "lang"),
    [
        ("notice", "title of 300 signs", "ky-ru"),
        ("notice", "a long place", "ky"),
        ("poster", "a long place", "ru"),
        ("doors", "title of 300 signs", "ky-ru"),
    ],
)
def test_letters_grow_smaller_before_a_paper_takes_a_second_sheet(kind: str, case: str, lang: str) -> None:
    assert set(pages_of(call_papers_of(kind, HARD[case], lang))) == {1}


@pytest.mark.parametrize("kind", CALL_KINDS)
def test_word_holds_the_same_words_and_the_same_bytes_twice(kind: str) -> None:
    papers = call_papers_of(kind, invented.sheet(is_rehearsal=True, number=None), "ky-ru")

    made = papers_docx(papers)

    opened = docx.Document(io.BytesIO(made))
    assert [section.header.paragraphs[0].text for section in opened.sections] == [paper.mark for paper in papers]
    assert made == papers_docx(papers)


def _opened(made: bytes) -> Any:
    return pikepdf.open(io.BytesIO(made))


def _text(papers: tuple[Paper, ...], folder: Path) -> str:
    (folder / "a.pdf").write_bytes(papers_pdf(papers))
    return subprocess.run(["pdftotext", "a.pdf", "-"], cwd=folder, check=True, capture_output=True, text=True).stdout


def _sizes(path: Path) -> list[tuple[str, float]]:
    """Each word with the size of its letters, in points, as poppler finds it on the page."""
    command = ["pdftotext", "-bbox-layout", str(path), "-"]
    boxes = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found = re.findall(r'<word xMin=".+?" yMin="(.+?)" xMax=".+?" yMax="(.+?)">(.+?)</word>', boxes)
    # A word's box is as high as ascent and descent of the font: 1.294 of its size.
    return [(text, (float(bottom) - float(top)) / BOX) for top, bottom, text in found]


# Ascent and descent of PT Sans, of its size.
BOX = 1.018 + 0.276
