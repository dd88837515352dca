"""What every Word file of the house shares: paper, styles with letters for Kyrgyz, languages, and bytes that repeat."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from tegerek.documents.archives import packed_at

# Found on every Windows and, with the same widths, wherever LibreOffice is; it has ң ө ү.
FONT = "Times New Roman"
LOCALES = {"ky": "ky-KG", "ru": "ru-RU", "en": "en-GB"}
BLACK = RGBColor(0, 0, 0)
TEXT_WIDTH = 167  # millimetres between the margins
CELL_MARGIN = 80  # twentieths of a point

# Style: size in points, bold, italic, space before and after in points.
STYLES: dict[str, tuple[float, bool, bool, float, float]] = {
    "Normal": (12, False, False, 0, 6),
    "Subtitle": (13, True, False, 12, 4),
    "Title": (16, True, False, 4, 12),
    "Heading 1": (13, True, False, 14, 4),
    "Heading 2": (12, True, False, 8, 3),
    "Quote": (12, False, True, 4, 4),
    "List Bullet": (12, False, False, 0, 3),
    "Caption": (10.5, False, False, 4, 2),
    "No Spacing": (10, False, False, 1, 1),
    "Footer": (9, False, False, 0, 0),
}


def blank(*, lang: str, title: str, author: str, changed_at: datetime) -> Any:
    """A document without a word in it: A4, the styles of the house, its language, its only date."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(25), Mm(210 - 25 - TEXT_WIDTH)
    section.top_margin = section.bottom_margin = Mm(20)
    _dress(document.styles, lang)
    _number_pages(section.footer.paragraphs[0])
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by = title[:255], author[:255], author[:255]
    properties.language, properties.comments, properties.revision = locale(lang), "", 1
    # Word's properties are in UTC and carry no zone.
    properties.created = properties.modified = changed_at.astimezone(UTC).replace(tzinfo=None)
    return document


def locale(lang: str) -> str:
    """The language as Word names it, so that its spelling is checked by the right words."""
    return LOCALES.get(lang, lang)


def write(paragraph: Any, text: str, *, lang: str = "", bold: bool = False) -> None:
    """Add words to a paragraph. lang: where it is not the language of the document."""
    run = paragraph.add_run(text)
    run.bold = bold or None
    if lang:
        run._r.get_or_add_rPr().append(_element("w:lang", val=locale(lang)))


def add_picture(paragraph: Any, data: bytes, *, width: float, height: float, alt: str) -> None:
    """Add a picture to a line. width, height: millimetres; alt: for who hears the page."""
    shape = paragraph.add_run().add_picture(io.BytesIO(data), width=Mm(width), height=Mm(height))
    described = shape._inline.docPr
    described.set("descr", alt)
    described.set("name", alt[:60])


def add_table(document: Any, widths: Sequence[float], *, description: str, lines: bool = True) -> Any:
    """A table, without rows. widths: of the columns, in millimetres; description: for who hears the page."""
    table = document.add_table(rows=0, cols=len(widths), style="Table Grid" if lines else "Normal Table")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margins.append(_element(f"w:{side}", w=str(CELL_MARGIN), type="dxa"))
    # The order of these is part of the format.
    table._tbl.tblPr.find(qn("w:tblLook")).addprevious(margins)
    table._tbl.tblPr.append(_element("w:tblDescription", val=description))
    return table


def add_row(table: Any, *, is_header: bool = False) -> Any:
    """A row that no page break cuts; a header row comes again on every page."""
    row = table.add_row()
    properties = row._tr.get_or_add_trPr()
    properties.append(_element("w:cantSplit"))
    if is_header:
        properties.append(_element("w:tblHeader"))
    for cell, column in zip(row.cells, table.columns, strict=True):
        cell.width = column.width
        tight(cell.paragraphs[0])
    return row


def tight(paragraph: Any) -> None:
    """A paragraph in a cell: smaller, close to the lines."""
    # By its key in the file: looked up by name, it would cost more than all the rest of a long table.
    paragraph._p.style = "NoSpacing"


def count_pages_anew(section: Any) -> None:
    """Let the pages of a section begin with 1."""
    for old in section._sectPr.findall(qn("w:pgNumType")):
        section._sectPr.remove(old)
    # Its place among the others is part of the format.
    section._sectPr.find(qn("w:pgMar")).addnext(_element("w:pgNumType", start="1"))


def empty_footer(section: Any) -> Any:
    """The paragraph at the foot of a section's pages, its own and without a word."""
    section.footer.is_linked_to_previous = False
    paragraph = section.footer.paragraphs[0]
    for child in list(paragraph._p):
        paragraph._p.remove(child)
    paragraph.style = "Footer"
    # The stops of the style suit no width of ours.
    for stops in paragraph.style.element.get_or_add_pPr().findall(qn("w:tabs")):
        stops.getparent().remove(stops)
    return paragraph


def add_field(paragraph: Any, field: str) -> None:
    """A number that Word counts: PAGE, NUMPAGES."""
    simple = _element("w:fldSimple", instr=field)
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    simple.append(run)
    paragraph._p.append(simple)


def rule_below(paragraph: Any) -> None:
    """A line across the page below a paragraph."""
    borders = OxmlElement("w:pBdr")
    borders.append(_element("w:bottom", val="single", sz="10", space="1", color="000000"))
    properties = paragraph._p.get_or_add_pPr()
    style = properties.find(qn("w:pStyle"))
    if style is None:
        properties.insert(0, borders)
    else:
        style.addnext(borders)


def file_of(document: Any, changed_at: datetime) -> bytes:
    """The bytes of the file: the same document makes the same bytes, whenever it is made."""
    made = io.BytesIO()
    document.save(made)
    return packed_at(made.getvalue(), changed_at)


def _dress(styles: Any, lang: str) -> None:
    """One font with Kyrgyz letters in every style and for every script, black on white, the language everywhere."""
    defaults = styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    _set_fonts(defaults)
    for old in defaults.findall(qn("w:lang")):
        defaults.remove(old)
    defaults.append(_element("w:lang", val=locale(lang), eastAsia=locale(lang), bidi=locale(lang)))
    # Styles of tables dress their first and last rows, too.
    for properties in {fonts.getparent() for fonts in styles.element.iter(qn("w:rFonts"))}:
        _set_fonts(properties)
    for name, (size, bold, italic, before, after) in STYLES.items():
        style = styles[name]
        font, paragraph = style.font, style.paragraph_format
        font.name, font.size, font.bold, font.italic, font.color.rgb = FONT, Pt(size), bold, italic, BLACK
        _set_fonts(style.element.get_or_add_rPr())
        paragraph.space_before, paragraph.space_after, paragraph.line_spacing = Pt(before), Pt(after), 1.1
        for border in style.element.get_or_add_pPr().findall(qn("w:pBdr")):
            style.element.pPr.remove(border)
        for spaced in style.element.rPr.findall(qn("w:spacing")):
            style.element.rPr.remove(spaced)
    for name in ("Title", "Heading 1", "Heading 2", "Subtitle"):
        styles[name].paragraph_format.keep_with_next = True
    styles["Quote"].paragraph_format.left_indent = Mm(8)


def _set_fonts(properties: Any) -> None:
    for old in properties.findall(qn("w:rFonts")):
        properties.remove(old)
    properties.insert(0, _element("w:rFonts", ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=FONT))


def _number_pages(paragraph: Any) -> None:
    paragraph.alignment = 1
    for field in ("PAGE", " / ", "NUMPAGES"):
        if field.isupper():
            add_field(paragraph, field)
        else:
            paragraph.add_run(field)


def _element(name: str, **attributes: str) -> Any:
    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element
