"""Office papers as one Word file that an office goes on editing: each paper a section with its own page numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, assert_never

from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.shared import Mm, Pt

from tegerek.documents import word
from tegerek.documents.papers import parts
from tegerek.documents.papers.parts import Paper, Part, Small
from tegerek.documents.qr import png_of

# Width and height of A4 across, and its margins, in millimetres: left, right, top, bottom.
ACROSS, UPRIGHT = (297, 210), (210, 297)
MARGINS = {True: (15, 12, 15, 17), False: (25, 15, 15, 18)}
TALL_ROW = 10  # millimetres
CAPITAL = 0.66  # how high a capital of the font stands, of its size


def papers_docx(papers: Sequence[Paper]) -> bytes:
    """One file of several papers, in their order; the first gives it title and language. The same papers make the same
    bytes. Raises ValueError without a paper.
    """
    if not papers:
        raise ValueError("a file without a paper")
    first, changed_at = papers[0], max(paper.changed_at for paper in papers)
    document = word.blank(lang=first.lang, title=first.title, author=first.author, changed_at=changed_at)
    for n, paper in enumerate(papers):
        section = document.add_section(WD_SECTION.NEW_PAGE) if n else document.sections[0]
        _lay(section, paper, is_alone=len(papers) == 1)
        for part in paper.parts:
            _add(document, part, paper, "" if paper.lang == first.lang else paper.lang)
    return word.file_of(document, changed_at)


def _lay(section: Any, paper: Paper, *, is_alone: bool) -> None:
    """The sheet lies across or stands; at its foot what tells a loose page, and the number of the page.

    How many pages there are is told of a paper alone in its file: not every program counts those of a section.
    """
    width, height = ACROSS if paper.wide else UPRIGHT
    left, right, top, bottom = MARGINS[paper.wide]
    section.orientation = WD_ORIENT.LANDSCAPE if paper.wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.left_margin, section.right_margin = Mm(left), Mm(right)
    section.top_margin, section.bottom_margin, section.footer_distance = Mm(top), Mm(bottom), Mm(8)
    word.count_pages_anew(section)
    _mark(section, paper.mark)
    foot = word.empty_footer(section)
    foot.paragraph_format.tab_stops.add_tab_stop(Mm(width - left - right), WD_TAB_ALIGNMENT.RIGHT)
    before, _n, rest = paper.pages.partition("{n}")
    between, _of, after = rest.partition("{of}")
    word.write(foot, f"{paper.foot}\t{before if is_alone else ''}")
    word.add_field(foot, "PAGE")
    if is_alone:
        word.write(foot, between)
        word.add_field(foot, "NUMPAGES")
        word.write(foot, after)


def _mark(section: Any, mark: str) -> None:
    """What stands at the head of every page of this section, and of no other."""
    section.header.is_linked_to_previous = False
    section.header_distance = Mm(5)
    if mark:
        paragraph = section.header.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        word.write(paragraph, mark, bold=True)


def _width(paper: Paper) -> float:
    left, right, _top, _bottom = MARGINS[paper.wide]
    return (ACROSS if paper.wide else UPRIGHT)[0] - left - right


def _add(document: Any, part: Part, paper: Paper, lang: str) -> None:
    match part:
        case parts.Letterhead(heads):
            _add_letterhead(document, heads, paper)
        case parts.Sender(numbers, to):
            cells = _unlined(document, (0.5, 0.5), paper)
            _say_in(cells[0], numbers, lang)
            _say_in(cells[1], to, lang, bold=True)
        case parts.Heading(lines):
            _say(document, lines[0], "Title", lang).paragraph_format.space_after = Pt(2)
            for line in lines[1:]:
                _say(document, line)
        case parts.Subject(text):
            _say(document, text, "Heading 1", lang)
        case parts.Table():
            _add_table(document, part, paper, lang)
        case parts.Signature():
            _add_signature(document, part, paper, lang)
        case parts.Beside(sides):
            cells = _unlined(document, (1 / len(sides),) * len(sides), paper)
            for cell, (one, side) in zip(cells, sides, strict=True):
                _fill(cell, side, "" if one == paper.lang else one)
        case parts.Cards():
            _add_cards(document, part, paper, lang)
        case parts.Logos(marks):
            paragraph = document.add_paragraph()
            for mark in marks:
                word.add_picture(paragraph, mark.data, width=mark.width, height=mark.height, alt=mark.alt)
                word.write(paragraph, "   ")
        case _:
            _add_small(document, part, lang)


def _add_small(place: Any, part: Small, lang: str) -> None:
    """What may stand on the page or in a cell."""
    match part:
        case parts.Section(text):
            _say(place, text, "Heading 2", lang)
        case parts.Lead(text):
            word.write(place.add_paragraph(), text, bold=True, lang=lang)
        case parts.Prose(paragraphs):
            for text in paragraphs:
                _say(place, text, lang=lang)
        case parts.Facts(rows):
            for label, value in rows:
                paragraph = place.add_paragraph()
                paragraph.paragraph_format.space_after = Pt(2)
                word.write(paragraph, f"{label}: ", bold=True, lang=lang)
                word.write(paragraph, value, lang=lang)
        case parts.Line(text):
            _say(place, text, "Caption", lang)
        case parts.Large(lines, capitals):
            for text in lines:
                paragraph = place.add_paragraph()
                word.write(paragraph, text, bold=True, lang=lang)
                paragraph.runs[0].font.size = Mm(capitals / CAPITAL)
        case parts.Rules(rows):
            for _ in range(rows):
                word.rule_below(place.add_paragraph())
        case parts.Ticks(label, options):
            ticks = "   ".join(f"☐ {option}" for option in options)
            _say(place, f"{label} {ticks}".strip(), "Caption", lang)
        case parts.Code():
            _add_code(place, part, lang)
        case parts.Picture(data, alt, width, height):
            word.add_picture(place.add_paragraph(), data, width=width, height=height, alt=alt)
        case _:
            assert_never(part)


def _add_code(place: Any, part: parts.Code, lang: str) -> None:
    """The square, and its words below it: a cell has no second column."""
    if part.cut:
        word.rule_below(_say(place, "", "Caption"))
    paragraph = place.add_paragraph()
    word.tight(paragraph)
    word.add_picture(paragraph, png_of(part.address), width=part.side, height=part.side, alt=part.address)
    word.write(paragraph, f"  {part.lines[0]}", bold=True, lang=lang)
    for text in part.lines[1:]:
        _say(place, text, "Caption", lang)


def _fill(cell: Any, small: Sequence[Small], lang: str) -> None:
    """A cell with parts in it, without the empty line that it comes with."""
    empty = cell.paragraphs[0]
    for part in small:
        _add_small(cell, part, lang)
    if small:
        empty._p.getparent().remove(empty._p)


def _add_cards(document: Any, part: parts.Cards, paper: Paper, lang: str) -> None:
    made = word.add_table(document, [_width(paper) / 2] * 2, description=paper.title)
    for n in range(0, len(part.cards), 2):
        line = word.add_row(made)
        line.height, line.height_rule = Mm(part.height), WD_ROW_HEIGHT_RULE.AT_LEAST
        for cell, card in zip(line.cells, part.cards[n : n + 2], strict=False):
            _fill(cell, card, lang)


def _add_signature(document: Any, part: parts.Signature, paper: Paper, lang: str) -> None:
    _say(document, part.above, lang=lang).paragraph_format.keep_with_next = True
    cells = _unlined(document, (0.4, 0.25, 0.35), paper)
    _say_in(cells[0], (part.post,), lang)
    _say_in(cells[1], ("_" * 18,), lang)
    _say_in(cells[2], (part.name,), lang)


def _add_letterhead(document: Any, heads: tuple[parts.Head, ...], paper: Paper) -> None:
    cells = _unlined(document, (1 / len(heads),) * len(heads), paper)
    for cell, head in zip(cells, heads, strict=True):
        lang = "" if head.lang == paper.lang else head.lang
        _say_in(cell, head.lines, lang, bold=True)
        _say_in(cell, head.address, lang, more=True)
        for paragraph in cell.paragraphs:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    word.rule_below(_say(document, "", "No Spacing"))


def _add_table(document: Any, table: parts.Table, paper: Paper, lang: str) -> None:
    if table.title:
        _say(document, table.title, "Heading 2", lang)
    shares = [column.share for column in table.columns]
    widths = [share * _width(paper) / sum(shares) for share in shares]
    made = word.add_table(document, widths, description=table.title or paper.title)
    if table.above:
        cells = word.add_row(made, is_header=True).cells
        above = cells[0].merge(cells[-1])
        for paragraph in above.paragraphs[1:]:
            paragraph._p.getparent().remove(paragraph._p)
        word.write(above.paragraphs[0], table.above, lang=lang)
    for cell, column in zip(word.add_row(made, is_header=True).cells, table.columns, strict=True):
        word.write(cell.paragraphs[0], column.heads[0], bold=True, lang=lang)
        _say_in(cell, column.heads[1:], "", more=True)
    for row in table.rows:
        line = word.add_row(made)
        if table.tall:
            line.height, line.height_rule = Mm(TALL_ROW), WD_ROW_HEIGHT_RULE.AT_LEAST
        for cell, text in zip(line.cells, row, strict=True):
            word.write(cell.paragraphs[0], text, lang=lang)
    if table.closing is not None:
        _keep_with_next(made.rows[-parts.LAST_ROWS :])
        _add_signature(document, table.closing, paper, lang)


def _keep_with_next(rows: Sequence[Any]) -> None:
    """Word leaves no page break below these rows."""
    for row in rows:
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True


def _unlined(document: Any, shares: tuple[float, ...], paper: Paper) -> Any:
    """Cells beside each other without lines around them."""
    made = word.add_table(document, [share * _width(paper) for share in shares], description=paper.title, lines=False)
    return word.add_row(made).cells


def _say_in(cell: Any, lines: tuple[str, ...], lang: str, *, bold: bool = False, more: bool = False) -> None:
    """Lines in a cell, a paragraph each. more: below what stands there already."""
    for n, text in enumerate(lines):
        paragraph = cell.paragraphs[0] if n == 0 and not more else cell.add_paragraph()
        word.tight(paragraph)
        word.write(paragraph, text, lang=lang, bold=bold)


def _say(document: Any, text: str, style: str = "Normal", lang: str = "") -> Any:
    paragraph = document.add_paragraph(style=style)
    word.write(paragraph, text, lang=lang)
    return paragraph
