"""Office papers as PDF: tagged, every row on it, the head of a table on every page, pages counted for each paper."""

from __future__ import annotations

import io
import re
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from tegerek.documents.papers.kinds import KINDS, papers_of
from tegerek.documents.papers.parts import LANGS, LAST_ROWS
from tegerek.documents.papers.pdf import papers_pdf
from tegerek.lib.errors import Refusal
from tegerek.lib.said import Said
from tegerek.programmes.paper_sheets import DayPapers
from tests.documents.papers import invented
from tests.documents.papers.closings import a_closing

LONG = Said.of(ky=("Жергиликтүү өз алдынча башкаруу органдарынын жамаат менен өз ара аракети " * 5)[:300])


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lang", LANGS)
def test_every_paper_is_tagged_and_in_its_language(kind: str, lang: str, db: None) -> None:
    sheets = replace(invented.papers(), closing=a_closing(), head=invented.HEAD)

    pdf = _opened(papers_pdf(papers_of(kind, sheets, lang)))

    assert (str(pdf.Root.Lang), bool(pdf.Root.MarkInfo.Marked)) == (lang.split("-")[0], True)
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"


def test_only_fonts_of_the_house_are_used_and_all_are_embedded() -> None:
    pdf = _opened(papers_pdf(papers_of("sign-in", invented.papers(), "ky-ru")))

    fonts = [font.DescendantFonts[0].FontDescriptor for page in pdf.pages for font in page.Resources.Font.values()]
    assert {str(font.FontName).split("+")[1] for font in fonts} == {"PTSans-Regular", "PTSans-Bold"}
    assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts)


@pytest.mark.parametrize("people", [0, 1, 40])
@pytest.mark.machine
def test_every_row_is_on_the_sheet_and_the_head_and_the_consent_on_every_page(people: int, tmp_path: Path) -> None:
    pages = _pages(papers_pdf(papers_of("sign-in", invented.papers(people), "ru")), tmp_path)

    rows = max(people + 5, 20)
    numbers = [int(n) for page in pages for n in re.findall(r"^(\d+)\b(?!-)", page, re.MULTILINE)]
    assert [n for n in numbers if n <= rows] == list(range(1, rows + 1))
    with_table = [page for page in pages if re.search(r"^\d+\b", page, re.MULTILINE)]
    assert all("Фамилия, имя" in page and "Я согласен (согласна)" in page for page in with_table)


@pytest.mark.parametrize("people", [17, 20, 22, 23, 24, 28])
@pytest.mark.machine
def test_the_totals_never_stand_on_a_page_without_rows(people: int, tmp_path: Path) -> None:
    *_before, last = _pages(papers_pdf(papers_of("sign-in", invented.papers(people), "ru")), tmp_path)

    assert (len(re.findall(r"^\d+\b(?!-)", last, re.MULTILINE)) >= LAST_ROWS, "Всего" in last) == (True, True)


@pytest.mark.machine
def test_each_paper_counts_its_own_pages(tmp_path: Path) -> None:
    sheets = invented.papers(40)
    run = [paper for kind in ("list", "sign-in", "day") for paper in papers_of(kind, sheets, "en")]

    told = [re.findall(r"page (\d+) of (\d+)", page) for page in _pages(papers_pdf(run), tmp_path)]

    counted = [tuple(map(int, found[0])) for found in told]
    ends = [n for n, of in counted if n == of]
    assert counted == [(n, of) for of in ends for n in range(1, of + 1)]
    assert len(ends) == 3


@pytest.mark.machine
def test_long_titles_and_endless_words_stay_between_the_margins(tmp_path: Path) -> None:
    endless = invented.LONG_WORD * 2
    lines = (invented.line(n, name=endless, title=Said.of(ky=endless), phones=("+996000123456",)) for n in range(3))
    sheets = DayPapers(invented.day(title=LONG, series=LONG), invented.roster(*lines))
    (tmp_path / "a.pdf").write_bytes(papers_pdf(papers_of("sign-in", sheets, "ky")))

    command = ["pdftotext", "-bbox", "a.pdf", "-"]
    boxes = subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, text=True).stdout

    # A4 across is 842 points wide; the right margin of 12 mm takes 34 of them.
    assert max(float(right) for right in re.findall(r'xMax="([0-9.]+)"', boxes)) < 842 - 33


@pytest.mark.machine
def test_names_with_signs_of_markup_stand_as_they_are(tmp_path: Path) -> None:
    name = '<b>Ө</b> & "К" #p() $x$'
    sheets = DayPapers(invented.day(), invented.roster(invented.line(name=name)))

    (page,) = _pages(papers_pdf(papers_of("list", sheets, "ky")), tmp_path)

    assert " ".join(page.split()).count(name) == 1


def test_the_same_sheets_make_the_same_bytes() -> None:
    first, second = (papers_pdf(papers_of("sign-in", invented.papers(), "ky")) for _n in range(2))

    assert first == second


def test_signs_no_font_has_are_named() -> None:
    sheets = DayPapers(invented.day(), invented.roster(invented.line(name="Өмүр 😀")))

    with pytest.raises(Refusal, match="😀"):
        papers_pdf(papers_of("list", sheets, "ky"))


def _opened(made: bytes) -> Any:
    return pikepdf.open(io.BytesIO(made))


def _pages(made: bytes, folder: Path) -> list[str]:
    """What pdftotext reads on each page, as it is laid out."""
    (folder / "a.pdf").write_bytes(made)
    command = ["pdftotext", "-layout", "a.pdf", "-"]
    run = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
    return ["\n".join(line.strip() for line in page.splitlines()) for page in run.stdout.split("\f") if page.strip()]
