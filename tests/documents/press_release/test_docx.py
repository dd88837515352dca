"""The press release as a Word file: what Word and LibreOffice find in it."""

import io
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from tegerek.documents.press_release.docx import press_release_docx
from tegerek.meetings.rules import State, When
from tests.documents import sheets

PAGE = "https://tegerek.example/ky/programmes/aiylda-choguu-chechebiz/press-release/"


def test_every_part_has_a_real_style() -> None:
    rows = sheets.seminars()
    sheet = sheets.release(corrections=(sheets.moved(rows[1], When(rows[0].meeting.when.first)),))

    document = _opened(press_release_docx(sheet, "ky", page=PAGE))

    styles = {paragraph.text: paragraph.style.name for paragraph in document.paragraphs}
    assert styles["Айыл жыйыны: ар бир добуш угулсун"] == "Title"
    assert [style for style in styles.values() if style == "Quote"] == ["Quote"]
    headings = [paragraph for paragraph in document.paragraphs if paragraph.style.name == "Heading 1"]
    assert len(headings) == 3
    assert [table.style.name for table in document.tables] == ["Table Grid"]


def test_twelve_seminars_stand_under_two_oblasts_beside_each_other() -> None:
    document = _opened(press_release_docx(sheets.release(), "ky"))

    rows = _rows(document.tables[0])
    assert rows[0] == ["Төр-Суу облусу"] * 3 + ["Жогорку облусу"] * 3
    assert rows[2] == [
        "24.03.2026", "Алма району", "РМА жыйындар залы", "08.04.2026", "Кызыл-Таш району", "РМА жыйындар залы",
    ]  # fmt: skip
    assert rows[8] == ["", "", "", "17.04.2026", "Ысык-Булак району", "РМА жыйындар залы"]
    assert len(rows) == 9


def test_the_head_of_the_table_comes_again_on_every_page_and_no_row_is_cut() -> None:
    table = _opened(press_release_docx(sheets.release(), "ky")).tables[0]

    heads = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
    whole = [row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows]
    assert (heads, whole) == ([True] * 2 + [False] * 7, [True] * 9)


def test_one_oblast_or_three_stand_one_below_the_other_with_a_note_on_what_was_cancelled() -> None:
    rows = list(sheets.seminars()[:5])
    rows[1] = sheets.in_state(rows[1], State.CANCELLED)

    document = _opened(press_release_docx(sheets.release(rows), "en"))

    table = _rows(document.tables[0])
    assert (len(document.tables), table[0]) == (1, ["Day", "Place", "Venue"])
    assert table[2] == ["25.03.2026\ncancelled", "Бел-Арча raion", "RSA meeting hall"]
    assert "Tor-Suu oblast" in [p.text for p in document.paragraphs if p.style.name == "Heading 2"]


@pytest.mark.parametrize(("lang", "locale"), [("ky", "ky-KG"), ("ru", "ru-RU"), ("en", "en-GB")])
def test_every_style_has_a_font_with_kyrgyz_letters_and_the_language_of_the_text(lang: str, locale: str) -> None:
    document = _opened(press_release_docx(sheets.release(), lang))

    fonts = {value for found in document.styles.element.iter(qn("w:rFonts")) for value in found.values()}
    languages = {value for found in document.styles.element.iter(qn("w:lang")) for value in found.values()}
    assert (fonts, languages) == ({"Times New Roman"}, {locale})
    assert document.core_properties.language == locale


def test_a_part_that_is_not_translated_carries_its_own_language() -> None:
    document = _opened(press_release_docx(sheets.release(), "en"))

    quote = next(paragraph for paragraph in document.paragraphs if paragraph.style.name == "Quote")
    assert quote.runs[0]._r.rPr.find(qn("w:lang")).get(qn("w:val")) == "ky-KG"


def test_the_properties_name_the_release_its_office_and_the_moment_of_its_last_change() -> None:
    properties = _opened(press_release_docx(sheets.release(), "ky")).core_properties

    assert (properties.title, properties.author) == ("Айыл жыйыны: ар бир добуш угулсун", "Ак-Кыя айыл өкмөтү")
    assert properties.created == properties.modified == sheets.CHANGED


def test_the_same_sheet_makes_the_same_bytes() -> None:
    first, second = (press_release_docx(sheets.release(), "ky") for _time in range(2))

    moments = {entry.date_time for entry in zipfile.ZipFile(io.BytesIO(first)).infolist()}
    assert (first == second, moments) == (True, {(2026, 3, 6, 9, 30, 0)})


@pytest.mark.machine
def test_text_table_and_styles_come_back_from_libreoffice(tmp_path: Path) -> None:
    made = press_release_docx(sheets.release(), "ky", page=PAGE)
    (tmp_path / "release.docx").write_bytes(made)

    _converted(tmp_path / "release.docx", "odt")
    (tmp_path / "release.docx").unlink()
    _converted(tmp_path / "release.odt", "docx")

    before, after = _opened(made), _opened((tmp_path / "release.docx").read_bytes())
    assert _told(after) == _told(before)
    assert _rows(after.tables[0]) == _rows(before.tables[0])


def _converted(path: Path, form: str) -> None:
    """By LibreOffice, with a profile of its own: it must not meet the one of whoever runs the tests."""
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", form, "--outdir", str(path.parent), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)


def _opened(made: bytes) -> Any:
    return docx.Document(io.BytesIO(made))


def _rows(table: Any) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def _told(document: Any) -> list[tuple[str, str]]:
    """Every paragraph that says something: its style and its text."""
    return [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs if paragraph.text]
