"""The paper of minutes: every field of the model form and of the method instructions (18.11), blank where unknown."""

from __future__ import annotations

import io
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest

from tegerek.demo.moments import at
from tegerek.documents.papers.docx import papers_docx
from tegerek.documents.papers.minutes import minutes_paper
from tegerek.documents.papers.pdf import papers_pdf
from tegerek.lib.said import Said
from tegerek.minutes.edition_sheets import Copy, Counts, thaw

NOW = at("2026-03-25")
SHEET = Path(__file__).parents[2] / "data/minutes/sheet-1.json"
TABLE = Path(__file__).parents[3] / "docs/minutes.md"
# In the order of the paper: what the form or 18.11 asks for, and how the Word file says it.
FIELDS = (
    ("Name of the paper", "ПРОТОКОЛ"),
    ("Day and №", "2026-жылдын 21-марты № 7"),
    ("Village or town", "Мисал айылы, Үлгү айылдык аймагы, Маданият үйү"),
    ("Kind of meeting", "Жергиликтүү жамааттын жыйыны"),
    ("Time", "2026-жылдын 20-марты, жума, саат 10:05–12:40"),
    ("Head of the meeting", "Чогулуштун башчысы: Мисалов Сынак"),
    ("Secretary", "Катчысы: Үлгүева Айсулуу"),
    ("Present", "63 адам"),
    ("Invited, list attached", "80 адам, алардан келгени: 41 (тизме тиркелет)"),
    ("Agenda: about what, who reports (post, name)", "айыл өкмөтүнүн адиси Үлгүева Назгүл"),
    ("Heard: name – what was said in short", "Үлгүева Назгүл, айыл өкмөтүнүн адиси – Түтүк эскирген"),
    ("Who asked", "№ 48227) – Суу качан болот?"),
    ("Positions on each issue", "Тарифке каршымын."),
    ("Votes", "Макул: 40, каршы: 3, калыс: 20"),
    ("Resolves (decides) 1.1, 1.2", "1.1. Түтүк алмаштырылат."),
    ("Read back, signed on, remarks until", "2026-жылдын 22-марты"),
    ("Signatures of chair and secretary", "Төрагасы"),
)


@pytest.fixture
def copy() -> Copy:
    return thaw(SHEET.read_bytes(), 1)


def _bare(copy: Copy) -> Copy:
    """Minutes of which nothing is written down but the agenda."""
    item = replace(copy.items[0], passages=(), decisions=(), has_votes=False, verdict="", rapporteur=Said())
    nothing: dict[str, Any] = dict.fromkeys(("began", "ended", "drawn_on", "read_back_on", "signed_on", "issued_on"))
    return replace(
        copy,
        number=0,
        why=Said(),
        items=(item,),
        whole=(),
        counts=Counts(),
        chair="",
        secretary="",
        paper_number="",
        **nothing,
    )


def test_each_field_is_read_back_from_the_word_file_in_the_order_of_the_form(copy: Copy) -> None:
    text = _text(papers_docx((minutes_paper(copy, "ky", NOW),)))

    places = [text.find(words) for _field, words in FIELDS]

    assert [field for (field, _words), place in zip(FIELDS, places, strict=True) if place < 0] == []
    assert places == sorted(places)


def test_the_table_of_the_docs_has_these_fields() -> None:
    rows = [line.split("|")[1].strip() for line in TABLE.read_text().splitlines() if line.startswith("| ")]

    assert sorted(rows[1:]) == sorted(field for field, _words in FIELDS)


@pytest.mark.parametrize("lang", ["ky", "ru"])
def test_what_nobody_wrote_down_is_a_blank(copy: Copy, lang: str) -> None:
    text = _text(papers_docx((minutes_paper(_bare(copy), lang, NOW),)))

    lines = text.splitlines()
    assert len([line for line in lines if "____" in line]) >= 10
    assert "1.1. ____" in text
    assert "Мисалов" not in text


def test_the_same_copy_makes_the_same_bytes(copy: Copy) -> None:
    papers = (minutes_paper(copy, "ky", NOW),)

    assert (papers_docx(papers), papers_pdf(papers)) == (papers_docx(papers), papers_pdf(papers))


@pytest.mark.machine
def test_the_fields_come_back_from_libreoffice(copy: Copy, tmp_path: Path) -> None:
    made = papers_docx((minutes_paper(copy, "ky", NOW),))
    (tmp_path / "minutes.docx").write_bytes(made)

    _converted(tmp_path / "minutes.docx", "odt")
    (tmp_path / "minutes.docx").unlink()
    _converted(tmp_path / "minutes.odt", "docx")

    assert _text((tmp_path / "minutes.docx").read_bytes()) == _text(made)


def _converted(path: Path, form: str) -> None:
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", form, "--outdir", str(path.parent), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)


def _text(body: bytes) -> str:
    """Everything in the order of the page, a line for each paragraph and cell that says something."""
    document = docx.Document(io.BytesIO(body))
    told: list[str] = []
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            told += [cell.text for row in block.rows for cell in row.cells]
        else:
            told.append(block.text)
    return "\n".join(filter(None, told))
