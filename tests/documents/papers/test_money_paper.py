"""Money lists on paper and as a workbook: sums in words, blanks where a sum is not known, a column to sign."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from openpyxl import load_workbook

from tegerek.documents.papers import parts
from tegerek.documents.papers.docx import papers_docx
from tegerek.documents.papers.money import money_paper, money_xlsx
from tegerek.documents.papers.parts import Paper
from tegerek.documents.papers.pdf import papers_pdf
from tegerek.lib.said import Said
from tegerek.programmes.pay_sheets import PayLine, PaySheet, RatesLine

NOW = datetime(2026, 3, 6, 3, 0, tzinfo=UTC)
POST = Said.of(ky="депутат", ru="депутат")
UNIT = Said.of(ky="Көк-Булут айыл аймагы", ru="Кок-Булутский айылный аймак")
RATES = RatesLine(per_km=750, is_return=True, source="14-буйрук")
SHEET = PaySheet(
    kind="way",
    office=Said.of(ky="«Булак» окуу борбору"),
    series=Said.of(ky="Сыноо семинары", ru="Пробный семинар"),
    place=Said.of(ky="Булуттуу району", ru="Булуттуйский район"),
    venue=Said(),
    first=date(2026, 3, 3),
    last=None,
    rates=RATES,
    lines=(
        PayLine(1, "Мисалова Айнура", POST, UNIT, None, 41, 61500, ""),
        PayLine(2, "=Сынаков Таалай", POST, UNIT, None, None, None, "distance"),
        PayLine(3, "", POST, Said(), None, None, None, "place"),
    ),
    unticked=2,
)


def test_a_row_without_a_distance_has_a_blank_and_the_list_says_why() -> None:
    paper = money_paper(SHEET, "ru", NOW)

    assert [row[4:] for row in _table(paper).rows] == [("41", "615", ""), ("", "", ""), ("", "", "")]
    assert [part.text for part in paper.parts if isinstance(part, parts.Line)] == [
        "Строка 2: сумма неизвестна, расстояние неизвестно. В итог не вошла.",
        "Строка 3: сумма неизвестна, не записано, откуда человек приехал. В итог не вошла.",
        "О 2 людях из списка никто не записал, пришли ли они.",
    ]


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("ky", "Жалпы: 615 сом (алты жүз он беш сом 00 тыйын)"),
        ("ru", "Итого: 615 сом (шестьсот пятнадцать сомов 00 тыйынов)"),
        ("en", "Total: 615 som (six hundred fifteen som 00 tyiyn)"),
    ],
)
def test_the_total_is_said_in_words(lang: str, words: str) -> None:
    closing = _table(money_paper(SHEET, lang, NOW)).closing

    assert closing is not None
    assert closing.above == words


def test_a_draft_says_that_it_is_one_and_an_issued_list_which_it_is() -> None:
    issued = replace(SHEET, number=2, why="жолу оңдолду", issued_on=date(2026, 3, 6))

    told = [_facts(money_paper(sheet, "ky", NOW)) for sheet in (SHEET, issued)]

    assert (told[0]["Абалы"], told[1]["Чыгарылган күнү"], told[1]["Эмне оңдолду"]) == (
        "Долбоор: али чыгарыла элек",
        "2026-жылдын 6-марты",
        "жолу оңдолду",
    )


def test_the_same_list_makes_the_same_bytes_in_both_forms() -> None:
    papers = [money_paper(SHEET, "ky-ru", NOW) for _ in range(2)]

    assert (papers_docx(papers[:1]), papers_pdf(papers[:1])) == (papers_docx(papers[1:]), papers_pdf(papers[1:]))


def test_a_workbook_reckons_with_whole_som_and_takes_no_name_for_a_formula() -> None:
    rows = list(load_workbook(BytesIO(money_xlsx(SHEET, "ru"))).worksheets[0].iter_rows(values_only=True))

    assert [row[5] for row in rows[1:5]] == [615, None, None, 615]
    assert (rows[2][1], rows[0][6], rows[4][2]) == (
        "'=Сынаков Таалай",
        "Подпись",
        "шестьсот пятнадцать сомов 00 тыйынов",
    )


def _facts(paper: Paper) -> dict[str, str]:
    return dict(row for part in paper.parts if isinstance(part, parts.Facts) for row in part.rows)


def _table(paper: Paper) -> parts.Table:
    return next(part for part in paper.parts if isinstance(part, parts.Table))
