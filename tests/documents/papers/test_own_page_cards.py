"""Cards for the list of a meeting: whose each is, what it opens, and that a code stays whole on its line."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pikepdf
import pytest

from tegerek.commitments.link_sheets import LinkCard, StripSheet
from tegerek.demo.moments import TODAY
from tegerek.documents.papers.docx import papers_docx
from tegerek.documents.papers.own_pages import own_page_cards
from tegerek.documents.papers.pdf import pages_of, papers_pdf
from tegerek.documents.qr import png_of, svg_of
from tegerek.lib.said import Said

SITE = "https://tegerek.example"
VILLAGE = Said.of(ky="Жаңы-Үмүт айылы", ru="село Жаны-Умут", en="Jany-Umut village")


def a_strip(number: int) -> StripSheet:
    cards = tuple(LinkCard(n, f"Үлгүева Назгүл {n}", VILLAGE, f"abcd-efgh-2{n:03}") for n in range(number))
    return StripSheet(Said.of(ky="Көк-Булут айыл өкмөтү"), Said.of(ky="Суу"), None, date(2028, 3, 5), cards, TODAY)


@pytest.mark.parametrize("lang", ["ky", "ru", "en"])
def test_eight_cards_stand_on_a_sheet(lang: str) -> None:
    papers = own_page_cards(a_strip(8), lang, SITE)

    assert pages_of(papers) == (1,)


def test_the_same_cards_make_the_same_bytes_in_both_forms() -> None:
    papers = own_page_cards(a_strip(3), "ky", SITE)

    assert (papers_pdf(papers), papers_docx(papers)) == (papers_pdf(papers), papers_docx(papers))
    assert len(pikepdf.open(BytesIO(papers_pdf(papers))).pages) == 1


def test_in_two_languages_each_has_its_sheets_and_without_cards_there_is_none() -> None:
    numbers = [len(own_page_cards(a_strip(number), lang, SITE)) for number, lang in ((3, "ky-ru"), (0, "ky"))]

    assert numbers == [2, 0]


def test_a_square_is_the_same_each_time() -> None:
    address = f"{SITE}/ky/me/abcd-efgh-2345/"

    assert (svg_of(address), png_of(address)) == (svg_of(address), png_of(address))
