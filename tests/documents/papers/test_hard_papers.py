"""Hard papers, every one: pages as counted, no word outside, fonts within, letters to be read, tags, language.

The papers of a call, result sheets, the papers of an appeal; with an agenda of twelve pages, a title of 300 signs, no
agenda, Russian alone, no letterhead, endless words and places; in Kyrgyz, in Russian, and in both.
"""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from tegerek.documents.papers.call.pack import CALL_KINDS, pack_papers
from tegerek.documents.papers.kinds import call_papers_of
from tegerek.documents.papers.parts import Paper
from tegerek.documents.papers.pdf import pages_of, papers_pdf
from tests.documents.papers import hard
from tests.documents.papers.call.hard import HARD

MM = 72 / 25.4  # points
EDGE = 5 * MM  # no printer reaches the last five millimetres
SITE = "https://tegerek.example"
FONTS = {"PTSans-Regular", "PTSans-Bold"}

# Pages of each kind of paper of a call in Kyrgyz, in the order of CALL_KINDS: two letters, two villages, two posters.
USUAL = (1, 1, 2, 1, 2, 2, 1, 2, 2, 2, 2, 5)
PAGES = {
    "agenda of twelve pages": (12, 14, 17, 1, 24, 2, 1, 2, 62, 2, 83, 5),
    "no agenda": (1, 1, 2, 1, 2, 2, 1, 2, 1, 2, 1, 5),
    "Russian only": (1, 1, 2, 1, 2, 2, 1, 2, 1, 2, 1, 5),
    "nothing said": (1, 1, 2, 1, 1, 0, 1, 2, 1, 2, 1, 5),
}


@pytest.mark.parametrize("case", HARD)
def test_a_hard_call_takes_no_more_pages_than_it_needs(case: str) -> None:
    papers = {kind: call_papers_of(kind, HARD[case], "ky", range(10_021, 10_029), SITE) for kind in CALL_KINDS}

    pages = tuple(sum(pages_of(made)) for made in papers.values())

    assert pages == PAGES.get(case, USUAL)


@pytest.mark.parametrize("lang", ["ky", "ru", "ky-ru"])
@pytest.mark.parametrize("what", [*HARD, "result sheets", "papers of an appeal"])
@pytest.mark.machine
def test_a_hard_paper_can_be_printed_read_and_read_aloud(what: str, lang: str, tmp_path: Path, db: None) -> None:
    papers = tuple(_papers(what, lang))

    made = papers_pdf(papers)

    pdf = pikepdf.open(io.BytesIO(made))
    words, text = _words_outside(made, tmp_path)
    assert (len(pdf.pages), words) == (sum(pages_of(papers)), [])
    assert (str(pdf.Root.Lang), bool(pdf.Root.MarkInfo.Marked)) == (lang.split("-")[0], True)
    assert set(_languages(pdf.Root.StructTreeRoot)) | {str(pdf.Root.Lang)} >= set(lang.split("-"))
    assert _fonts(pdf) == dict.fromkeys(FONTS, True)
    assert lang == "ru" or set("өүңӨҮ") <= set(text)
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"


def _papers(what: str, lang: str) -> Iterator[Paper]:
    if what in HARD:
        yield from pack_papers(HARD[what], lang, range(10_021, 10_029), SITE)
    elif what == "result sheets":
        yield from (paper for _case, papers in hard.result_runs(hard.results(), lang) for paper in papers)
    else:
        yield from (paper for _case, papers in hard.appeal_runs(hard.answers(), lang) for paper in papers)


def _words_outside(made: bytes, folder: Path) -> tuple[list[tuple[float, ...]], str]:
    """The boxes of words that stand outside what a printer reaches, and all the text, as poppler finds them."""
    (folder / "a.pdf").write_bytes(made)
    command = ["pdftotext", "-bbox", "a.pdf", "-"]
    boxes = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout
    outside = []
    for page in boxes.split("<page ")[1:]:
        width, height = (float(found) for found in re.findall(r'(?:width|height)="([0-9.]+)"', page)[:2])
        found = re.findall(r'xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)"', page)
        words = [tuple(map(float, box)) for box in found]
        outside += [w for w in words if min(w[0], w[1]) < EDGE or w[2] > width - EDGE or w[3] > height - EDGE]
    return outside, boxes


def _fonts(pdf: Any) -> dict[str, bool]:
    """The fonts by name, and whether each is embedded."""
    found: dict[str, bool] = {}
    for page in pdf.pages:
        for font in page.Resources.get("/Font", {}).values():
            about = font.DescendantFonts[0].FontDescriptor
            name = str(about.FontName).split("+")[1]
            found[name] = found.get(name, True) and ("/FontFile2" in about or "/FontFile3" in about)
    return found


def _languages(tag: Any) -> Iterator[str]:
    """The languages that tags name, from the first paper to the last."""
    waiting = [tag]
    while waiting:
        one = waiting.pop()
        if isinstance(one, pikepdf.Array):
            waiting += list(one)
        elif (isinstance(one, pikepdf.Dictionary) and "/S" in one) or one is tag:
            if "/Lang" in one:
                yield str(one.Lang)
            if "/K" in one and not isinstance(one.K, int):
                waiting.append(one.K)
