"""A Word file as paragraphs and tables in document order, read straight from its XML."""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from lxml import etree

from tegerek.lib.sources.kinds import Unreadable
from tegerek.lib.sources.limits import Limits

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# What is not there for a reader: deleted and moved-away text, notes, field codes, and the second copy of a drawing.
_SKIPPED = {_W + "del", _W + "moveFrom", _W + "instrText", _W + "delText", _MC + "Fallback", _W + "pPr", _W + "rPr"}
LETTERS_PER_PAGE = 2500


def read_docx(data: bytes, limits: Limits) -> dict[str, Any]:
    """A Source as JSON. Raises Unreadable for a file with too many pages or rows, or whose XML is damaged."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        document = archive.read("word/document.xml")
        properties = archive.read("docProps/app.xml") if "docProps/app.xml" in archive.namelist() else b""
        styles = archive.read("word/styles.xml") if "word/styles.xml" in archive.namelist() else b""
    root = _parsed(document.replace(_STRICT, _W[1:-1].encode()))
    body = root.find(_W + "body")
    if body is None:
        raise Unreadable("damaged")
    reading = _Reading(_title_styles(styles), limits)
    blocks = list(reading.blocks(body))
    pages = max(_pages_told(properties), _breaks(root) + 1, -(-reading.letters // LETTERS_PER_PAGE))
    if pages > limits.pages:
        raise Unreadable("too_many_pages", found=str(pages), limit=str(limits.pages))
    return {"kind": "docx", "blocks": blocks, "notes": []}


class _Reading:
    """One pass over a document: the next line's number and the letters read so far."""

    def __init__(self, titles: set[str], limits: Limits) -> None:
        self.titles, self.limits = titles, limits
        self.line, self.letters, self.rows = 0, 0, 0

    def blocks(self, parent: Any) -> Iterator[dict[str, Any]]:
        for child in parent:
            if child.tag == _W + "p":
                yield from self.paragraph(child)
            elif child.tag == _W + "tbl":
                yield from self.table(child)
            elif child.tag not in _SKIPPED and isinstance(child.tag, str) and child.tag.startswith((_W, _MC)):
                # Content controls, insertions and the like are only wrappers.
                yield from self.blocks(child)

    def paragraph(self, paragraph: Any) -> Iterator[dict[str, Any]]:
        text = _text(paragraph)
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        is_title = style is not None and style.get(_W + "val") in self.titles
        for line in text.split("\n"):
            self.line += 1
            self.letters += len(line)
            if self.line > 20_000 or self.letters > 4 * self.limits.characters:
                raise Unreadable("too_long", found=f"{self.letters} +", limit=str(self.limits.characters))
            yield {"line": self.line, "text": line, "is_title": is_title}
        for box in paragraph.iter(_W + "txbxContent"):
            if not any(above.tag == _MC + "Fallback" for above in box.iterancestors()):
                yield from self.blocks(box)

    def table(self, table: Any) -> Iterator[dict[str, Any]]:
        rows: list[list[Any]] = []
        nested: list[Any] = []
        above: dict[int, str] = {}
        for row in _rows(table):
            self.line += 1
            self.rows += 1
            if self.rows > self.limits.rows:
                raise Unreadable("too_many_rows", found=str(sum(1 for _ in _rows(table))), limit=str(self.limits.rows))
            cells, tables = self.cells(row, above)
            rows.append([self.line, cells])
            nested += tables
        yield {"table": "", "rows": rows}
        for inner in nested:
            yield from self.table(inner)

    def cells(self, row: Any, above: dict[int, str]) -> tuple[list[str], list[Any]]:
        """The texts of a row's cells, one for each column of the grid, and the tables nested in them.

        A cell merged with the one above says the same; a wide cell stands in its first column. above is kept from
        row to row.
        """
        cells: list[str] = []
        nested: list[Any] = []
        before = row.find(f"{_W}trPr/{_W}gridBefore")
        cells += [""] * (_number(before) if before is not None else 0)
        for cell in _cells(row):
            nested += list(_nested(cell))
            text = "\n".join(_text(paragraph) for paragraph in _paragraphs(cell)).strip("\n")
            merge = cell.find(f"{_W}tcPr/{_W}vMerge")
            if merge is not None and merge.get(_W + "val") != "restart":
                text = text or above.get(len(cells), "")
            above[len(cells)] = text
            self.letters += len(text)
            width = cell.find(f"{_W}tcPr/{_W}gridSpan")
            cells += [text] + [""] * (_number(width) - 1 if width is not None else 0)
        return cells[:60], nested


def _text(element: Any) -> str:
    """The visible text of a paragraph.

    Line breaks as "\\n", tabs as "\\t"; nothing deleted, hidden or from text boxes.
    """
    pieces: list[str] = []
    for child in element:
        tag = child.tag
        if tag in _SKIPPED or tag == _W + "txbxContent" or (tag == _W + "r" and _is_hidden(child)):
            continue
        if tag == _W + "t":
            pieces.append(child.text or "")
        elif tag == _W + "tab":
            pieces.append("\t")
        elif tag in (_W + "br", _W + "cr"):
            pieces.append("\n")
        elif tag == _W + "noBreakHyphen":
            pieces.append("-")
        elif tag not in (_W + "pict", _W + "drawing", _W + "object"):
            pieces.append(_text(child))
    return "".join(pieces)


def _is_hidden(run: Any) -> bool:
    mark = run.find(f"{_W}rPr/{_W}vanish")
    return mark is not None and mark.get(_W + "val") not in ("0", "false", "off")


def _rows(table: Any) -> Iterator[Any]:
    for child in table:
        if child.tag == _W + "tr":
            # A row whose insertion is tracked is there; one whose deletion is tracked is not.
            if child.find(f"{_W}trPr/{_W}del") is None:
                yield child
        elif child.tag in (_W + "sdt", _W + "sdtContent", _W + "ins", _W + "customXml"):
            yield from _rows(child)


def _cells(row: Any) -> Iterator[Any]:
    for child in row:
        if child.tag == _W + "tc":
            yield child
        elif child.tag in (_W + "sdt", _W + "sdtContent", _W + "customXml"):
            yield from _cells(child)


def _paragraphs(cell: Any) -> Iterator[Any]:
    for child in cell:
        if child.tag == _W + "p":
            yield child
        elif child.tag in (_W + "sdt", _W + "sdtContent", _W + "ins", _W + "customXml"):
            yield from _paragraphs(child)


def _nested(cell: Any) -> Iterator[Any]:
    for child in cell:
        if child.tag == _W + "tbl":
            yield child
        elif child.tag in (_W + "sdt", _W + "sdtContent"):
            yield from _nested(child)


def _title_styles(styles: bytes) -> set[str]:
    """The ids of paragraph styles that make titles and headings, whatever the language of the program that wrote
    the file.
    """
    if not styles:
        return set()
    ids = set()
    for style in _parsed(styles.replace(_STRICT, _W[1:-1].encode())).iter(_W + "style"):
        name = style.find(_W + "name")
        if name is not None and re.match(r"(?:title|heading 1)$", str(name.get(_W + "val")), re.IGNORECASE):
            ids.add(style.get(_W + "styleId"))
    return ids


def _pages_told(properties: bytes) -> int:
    found = re.search(rb"<(?:\w+:)?Pages>(\d{1,6})<", properties)
    return int(found[1]) if found else 0


def _breaks(root: Any) -> int:
    """Pages as the document shows them.

    Breaks that were typed, or those where the program last broke, whichever are more.
    """
    typed = sum(1 for mark in root.iter(_W + "br") if mark.get(_W + "type") == "page")
    return max(typed, sum(1 for _ in root.iter(_W + "lastRenderedPageBreak")))


def _number(element: Any) -> int:
    value = str(element.get(_W + "val"))
    count: int = int(value) if value.isdigit() else 1
    return min(count, 60)


def _parsed(xml: bytes) -> Any:
    try:
        return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
    except etree.XMLSyntaxError as error:
        if getattr(error, "code", 0) == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from error
        raise Unreadable("damaged") from error
