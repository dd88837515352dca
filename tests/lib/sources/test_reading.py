"""Files of every kind are read in a process of their own, and what cannot be read is refused with a sentence."""

import struct
import zipfile
from datetime import time
from io import BytesIO

import pytest
from django.utils.translation import override
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl import Workbook
from pypdf import PdfWriter

from tegerek.lib.errors import Refusal
from tegerek.lib.sources.kinds import OLE, Unreadable, kind_of
from tegerek.lib.sources.limits import Limits
from tegerek.lib.sources.reading import Paragraph, Source, Table, read_source
from tests.lib.sources.files import docx, moment, saved, xlsx


def refusal(data: bytes, name: str, limits: Limits = Limits()) -> str:  # noqa: B008 - frozen
    with pytest.raises(Refusal) as told:
        read_source(data, name, limits=limits)
    with override("en"):
        return str(told.value)


def tables(source: Source) -> list[list[tuple[str, ...]]]:
    return [[row.cells for row in block.rows] for block in source.blocks if isinstance(block, Table)]


def texts(source: Source) -> list[str]:
    return [block.text for block in source.blocks if isinstance(block, Paragraph) and block.text]


def archive(files: dict[str, bytes]) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files.items():
            made.writestr(name, data)
    return stream.getvalue()


def container(stream: str) -> bytes:
    """A damaged OLE container in which only the name of one stream can still be seen."""
    return OLE + b"\0" * 600 + stream.encode("utf-16-le") + b"\0" * 600


def pdf(*, secret: str = "") -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    if secret:
        writer.encrypt(secret)
    stream = BytesIO()
    writer.write(stream)
    return stream.getvalue()


def long_docx() -> bytes:
    document = Document()
    for _ in range(200):
        document.add_paragraph("Узун текст.")
        document.add_page_break()  # type: ignore[no-untyped-call]  # python-docx types it not
    return saved(document)


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "a.docx", "is empty"),
        (b" \r\n\t", "a.txt", "is empty"),
        (b"x" * 5_000_001, "a.txt", "has 5.0 MB"),
        (long_docx(), "a.docx", "about 201 pages; at most 40"),
        (container("EncryptedPackage"), "a.docx", "protected by a password"),
        (container("WordDocument"), "a.doc", "used before 2007 (.doc)"),
        (container("Workbook"), "a.xls", "used before 2007 (.xls)"),
        (container("Book"), "a.xls", "used before 2007 (.xls)"),
        (b"\x09\x08\x10\x00" + b"\0" * 200, "a.xls", "used before 2007 (.xls)"),
        (
            archive({"xl/workbook.xml": b"", "xl/worksheets/sheet1.xml": b"0" * 70_000_000}),
            "a.xlsx",
            "unpack to more than 60.0 MB",
        ),
        (archive({"photo.jpg": b"x"}), "a.zip", "is an archive"),
        (
            archive({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b""}),
            "a.odt",
            "OpenDocument",
        ),
        (archive({"word/document.xml": b"<not closed"}), "a.docx", "is damaged"),
        (archive({"xl/workbook.xml": b"<x/>"}), "a.xlsx", "is damaged"),
        (b"PK\x03\x04" + b"0" * 50, "a.docx", "is damaged"),
        (b"%PDF-1.4\n" + b"0" * 500, "a.pdf", "is damaged"),
        (pdf(), "a.pdf", "was scanned"),
        (pdf(secret="сыр"), "a.pdf", "protected by a password"),
        (b"\x89PNG\r\n\x1a\n" + b"0" * 50, "a.docx", "is a picture"),
        (b"\xff\xd8\xff\xe0" + b"0" * 50, "a.jpg", "is a picture"),
        (b"{\\rtf1 x}", "a.doc", "rich text"),
        (b"<!DOCTYPE html><p>x", "a.html", "is a web page"),
        (bytes(range(256)) * 20, "a.docx", "of a kind that cannot be read"),
        (b"MZ" + b"\0" * 200, "a.xlsx", "of a kind that cannot be read"),
        (("10.03.2026;Кочкор;РМА\n" * 10_000).encode(), "a.csv", "has 10000 rows; at most 1000"),
        (("10.03.2026\tКочкор\tРМА\n" * 10_000).encode(), "a.txt", "has 10000 rows; at most 1000"),
        (xlsx([["10.03.2026", "Кочкор", "РМА"]] * 10_000), "a.xlsx", "has 10000 rows; at most 1000"),
        (("Сөз. " * 50_000).encode(), "a.txt", "has 250000 letters"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_read_is_refused_with_its_name_and_what_was_found(data: bytes, name: str, words: str) -> None:
    sentence = refusal(data, name)

    assert sentence.startswith(f"“{name}”")
    assert words in sentence


def test_an_archive_that_lies_about_its_size_is_refused_too() -> None:
    honest = archive({"xl/workbook.xml": b"", "xl/worksheets/sheet1.xml": b"0" * 70_000_000})

    lying = honest.replace(struct.pack("<I", 70_000_000), struct.pack("<I", 1_000))

    assert "damaged" in refusal(lying, "a.xlsx")


def test_a_reader_that_takes_too_long_is_stopped() -> None:
    slow = archive({"word/document.xml": b"<a>" + b"<b/>" * 8_000_000 + b"</a>"})

    assert "longer than 1 seconds" in refusal(slow, "a.docx", Limits(seconds=1))


def test_a_reader_that_takes_too_much_memory_is_stopped() -> None:
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    greedy = archive(
        {"word/document.xml": f"<w:document {w}><w:body>{'<w:p/>' * 5_000_000}</w:body></w:document>".encode()}
    )

    assert "more memory than 200" in refusal(greedy, "a.docx", Limits(memory=200_000_000))


def test_the_kind_is_told_by_the_content_and_not_by_the_name() -> None:
    found = [
        kind_of(data, Limits())
        for data in (docx([["x"]]), xlsx([["x"]]), pdf(), "Күнү".encode(), "Күнү бар".encode("utf-16-le"))
    ]

    assert found == ["docx", "xlsx", "pdf", "text", "text"]


def test_a_protected_entry_in_an_archive_is_named() -> None:
    data = bytearray(archive({"word/document.xml": b"x"}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1

    with pytest.raises(Unreadable, match="protected"):
        kind_of(bytes(data), Limits())


def test_word_gives_paragraphs_and_tables_in_their_order_with_nested_and_merged_cells() -> None:
    document = Document()
    document.add_paragraph("Үстүндө")
    table = document.add_table(rows=3, cols=3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Кең"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "Бийик"
    table.cell(1, 2).text = "Ичинде"
    inner = table.cell(2, 2).add_table(rows=1, cols=1)
    inner.cell(0, 0).text = "Уя"
    document.add_paragraph("Астында")

    source = read_source(saved(document), "a.docx")

    assert texts(source) == ["Үстүндө", "Астында"]
    assert tables(source) == [[("Кең", "", ""), ("Бийик", "", "Ичинде"), ("Бийик", "", "")], [("Уя",)]]


def test_word_shows_what_a_reader_sees_no_deleted_and_no_hidden_text() -> None:
    document = Document()
    paragraph = document.add_paragraph("Бар")
    paragraph.add_run(" жашыруун").font.hidden = True
    paragraph._p.append(parse_xml(f"<w:del {nsdecls('w')}><w:r><w:delText>өчкөн</w:delText></w:r></w:del>"))
    paragraph._p.append(parse_xml(f"<w:ins {nsdecls('w')}><w:r><w:t>, кошулган</w:t></w:r></w:ins>"))
    paragraph.add_run().add_tab()
    paragraph.add_run("жана").add_break()
    paragraph.add_run("дагы")

    assert texts(read_source(saved(document), "a.docx")) == ["Бар, кошулган\tжана", "дагы"]


def test_an_entity_bomb_in_a_word_file_is_not_unfolded() -> None:
    bomb = (
        b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
        b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        b"<w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"
    )

    source = read_source(archive({"word/document.xml": bomb}), "a.docx")

    assert texts(source) == []


def test_excel_gives_days_times_and_whole_numbers_as_they_are_meant() -> None:
    row: list[object] = [moment("2026-03-10"), moment("2026-03-10T10:00"), time(9, 30), 3.0, 2.5, None, "текст"]

    (table,) = tables(read_source(xlsx([row]), "a.xlsx"))

    assert table == [("2026-03-10", "2026-03-10 10:00", "09:30", "3", "2.5", "", "текст")]


def test_a_hidden_sheet_is_left_out_and_named() -> None:
    book = Workbook()
    book.create_sheet("Жашыруун").append(["10.03.2026", "Кочкор"])
    book["Жашыруун"].sheet_state = "hidden"

    source = read_source(saved(book), "a.xlsx")

    assert (tables(source), [note.code for note in source.notes]) == ([], ["sheet_hidden"])


def test_fields_in_quotes_may_hold_separators_and_line_ends() -> None:
    text = (
        'Дата,Район,Место проведения\n10.03.2026,Кочкорский,"зал, 2 этаж"\n11.03.2026,Жумгальский,"клуб\nим. Примера"\n'
    )

    (table,) = tables(read_source(text.encode("utf-8-sig"), "a.csv"))

    assert [row[2] for row in table[1:]] == ["зал, 2 этаж", "клуб\nим. Примера"]


def test_prose_with_commas_is_no_table() -> None:
    text = "Саламатсыздарбы, урматтуу катышуучулар.\nСеминар, тренинг жана жыйын болот.\nКош калыңыз, соо болуңуз."

    assert read_source(text.encode(), "a.txt").kind == "text"


def test_rows_without_years_are_counted_too() -> None:
    rows = "\n".join(f"{1 + at % 28}-март;Кочкор;клуб" for at in range(2_000))

    assert "has 2001 rows" in refusal(f"Күнү;Району;Жайы\n{rows}".encode(), "a.csv")
