"""The press release as a PDF: tagged, with its fonts, saying what the sheet says."""

import io
import re
import subprocess
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from tegerek.documents.press_release.pdf import press_release_pdf
from tegerek.documents.press_release.text import press_release_text
from tegerek.documents.typeset import FONTS, typeset
from tegerek.lib.dates import day_short
from tegerek.lib.errors import Refusal
from tegerek.lib.said import Said
from tegerek.meetings.rules import State, When
from tegerek.programmes.sheets import SeminarLine
from tests.documents import sheets

LETTERS = "ң ө ү Ң Ө Ү № « » „ “ ” ‘ ’ – — …"


def test_the_pdf_is_tagged_titled_and_in_the_language_of_its_text() -> None:
    pdf = _opened(press_release_pdf(sheets.release(), "ky"))

    assert (str(pdf.Root.Lang), bool(pdf.Root.MarkInfo.Marked), "/StructTreeRoot" in pdf.Root) == ("ky", True, True)
    assert str(pdf.docinfo["/Title"]) == "Айыл жыйыны: ар бир добуш угулсун"
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"


def test_headings_table_and_quote_are_tagged_as_what_they_are() -> None:
    pdf = _opened(press_release_pdf(sheets.release(), "ky"))

    tags = _tags(pdf.Root.StructTreeRoot)
    assert (tags.count("/H1"), tags.count("/H2"), tags.count("/BlockQuote"), tags.count("/Table")) == (1, 2, 1, 1)
    # Two rows of heads: an oblast over three columns, twice; then twelve seminars in seven rows.
    assert (tags.count("/TH"), tags.count("/TR")) == (8, 9)


def test_only_fonts_of_the_house_are_used_and_all_are_embedded() -> None:
    pdf = _opened(press_release_pdf(sheets.release(), "ky"))

    fonts = {str(name).split("+")[1] for name in _fonts(pdf)}
    assert fonts == {"PTSans-Regular", "PTSans-Bold", "PTSans-Italic"}
    assert all(_fonts(pdf).values())


def test_the_letters_of_kyrgyz_and_the_signs_of_print_are_shown_in_every_face() -> None:
    said = Said.of(ky=LETTERS)

    made = press_release_pdf(sheets.release(heading=said, lead=said, quote=said), "ky")

    assert {str(name).split("+")[1] for name in _fonts(_opened(made))} == {
        "PTSans-Regular",
        "PTSans-Bold",
        "PTSans-Italic",
    }


@pytest.mark.machine
def test_the_text_of_the_pdf_is_word_for_word_that_of_the_release(tmp_path: Path) -> None:
    sheet = sheets.release(sheets.seminars()[:5])

    made = _text(press_release_pdf(sheet, "ky"), tmp_path)

    plain = press_release_text(sheet, "ky").replace("Бишкек, ", "Бишкек ")
    words = [word for word in plain.split() if set(word) != {"-"}]
    assert made.split() == words


@pytest.mark.machine
def test_every_seminar_of_two_tables_beside_each_other_is_in_the_text(tmp_path: Path) -> None:
    text = _text(press_release_pdf(sheets.release(), "ky"), tmp_path)

    found = [(text.count(_day(row)), text.count(_ky(row))) for row in sheets.seminars()]
    assert (found, text.count("РМА жыйындар залы")) == ([(1, 1)] * 12, 12)


@pytest.mark.machine
def test_what_was_cancelled_and_corrected_is_in_the_text(tmp_path: Path) -> None:
    rows = list(sheets.seminars())
    rows[2] = sheets.in_state(rows[2], State.CANCELLED)
    sheet = sheets.release(rows, corrections=(sheets.moved(rows[0], When(rows[1].meeting.when.first)),))

    text = _text(press_release_pdf(sheet, "en"), tmp_path)

    assert text.count("cancelled") == 1
    assert "announced for 25.03.2026, now 24.03.2026." in text


@pytest.mark.machine
def test_a_word_that_no_column_can_hold_is_broken_and_stays_between_the_margins(tmp_path: Path) -> None:
    rows = list(sheets.seminars())
    meeting = rows[0].meeting
    endless = Said.of(ky="Кызматкерлердинквалификациясынжогорулатууборборунунчоңзалыэкинчикабатта")
    rows[0] = replace(rows[0], meeting=replace(meeting, where=replace(meeting.where, venue=endless)))
    (tmp_path / "release.pdf").write_bytes(press_release_pdf(sheets.release(rows), "ky"))

    command = ["pdftotext", "-bbox", "release.pdf", "-"]
    boxes = subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, text=True).stdout

    # A4 is 595 points wide; the right margin of 20 mm takes 57 of them.
    assert max(float(right) for right in re.findall(r'xMax="([0-9.]+)"', boxes)) < 595 - 56


def test_the_same_sheet_makes_the_same_bytes() -> None:
    assert press_release_pdf(sheets.release(), "ru") == press_release_pdf(sheets.release(), "ru")


def test_a_sign_that_no_font_has_is_named_instead_of_printing_a_box() -> None:
    sheet = sheets.release(lead=Said.of(ky="Келиңиз 😀 баарыңыз 中"))

    with pytest.raises(Refusal, match=r"😀 中"):
        press_release_pdf(sheet, "ky")


def test_words_of_a_release_are_never_commands_of_typst() -> None:
    sheet = sheets.release(lead=Said.of(ky='#panic("эч качан") $x$ *калың* @белги'))

    assert press_release_pdf(sheet, "ky")[:5] == b"%PDF-"


def test_a_missing_font_stops_the_press(tmp_path: Path) -> None:
    template = tmp_path / "other.typ"
    template.write_text('#set document(title: "a", date: none)\n#set text(font: "No Such Font")\n= a')

    with pytest.raises(ValueError, match="no such font"):
        typeset(template, {})


def test_the_fonts_come_with_licence_and_source_and_are_those_of_the_table() -> None:
    digests = {path.name: sha256(path.read_bytes()).hexdigest() for path in FONTS.glob("*.ttf")}

    table = dict(re.findall(r"^\| (\S+\.ttf) \| ([0-9a-f]{64}) \|$", (FONTS / "SOURCES.md").read_text(), re.MULTILINE))
    assert (digests, len(table)) == (table, 3)
    assert (FONTS / "OFL.txt").read_text().startswith("Copyright (c) 2010, ParaType Ltd.")


def _text(made: bytes, folder: Path) -> str:
    """What pdftotext reads, on one line."""
    (folder / "release.pdf").write_bytes(made)
    run = subprocess.run(
        ["pdftotext", "-raw", "release.pdf", "-"], cwd=folder, check=True, capture_output=True, text=True
    )
    return " ".join(run.stdout.split())


def _day(row: SeminarLine) -> str:
    assert row.meeting.when.first is not None
    return day_short(row.meeting.when.first)


def _ky(row: SeminarLine) -> str:
    return row.meeting.where.unit.in_("ky").text


def _opened(made: bytes) -> Any:
    return pikepdf.open(io.BytesIO(made))


def _fonts(pdf: Any) -> dict[str, bool]:
    """The fonts of the file: whether each brings its letters with it."""
    found = {}
    for page in pdf.pages:
        for font in page.Resources.Font.values():
            descriptor = font.DescendantFonts[0].FontDescriptor
            found[str(descriptor.FontName)] = "/FontFile2" in descriptor or "/FontFile3" in descriptor
    return found


def _tags(node: Any) -> list[str]:
    """The kinds of all elements of the structure tree, in order."""
    found = [str(node.S)] if "/S" in node else []
    below = node.get("/K", [])
    for child in below if isinstance(below, pikepdf.Array) else [below]:
        if isinstance(child, pikepdf.Dictionary):
            found += _tags(child)
    return found
