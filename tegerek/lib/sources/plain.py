"""A text file as lines, or as the table it is when its lines are fields with separators."""

import csv
import re
from collections import Counter
from io import StringIO
from typing import Any

from tegerek.lib.letters import decode
from tegerek.lib.sources.kinds import Unreadable
from tegerek.lib.sources.limits import Limits

_DAY = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d\d-\d\d")


def read_plain(data: bytes, name: str, limits: Limits) -> dict[str, Any]:
    """A Source as JSON. Raises Unreadable for too many rows or too long a text."""
    text = re.sub("\r\n?", "\n", decode(data))
    rows = sum(bool(_DAY.search(line)) for line in text.split("\n"))
    if rows > limits.rows:
        raise Unreadable("too_many_rows", found=str(rows), limit=str(limits.rows))
    if len(text) > limits.characters:
        raise Unreadable("too_long", found=str(len(text)), limit=str(limits.characters))
    if separator := separator_of(text, is_named_so=name.lower().endswith(".csv")):
        table = table_rows(text, separator)
        if len(table) > limits.rows:
            raise Unreadable("too_many_rows", found=str(len(table)), limit=str(limits.rows))
        return {"kind": "csv", "blocks": [{"table": "", "rows": table}], "notes": []}
    blocks = [{"line": n, "text": line, "is_title": False} for n, line in enumerate(text.split("\n"), 1)]
    return {"kind": "text", "blocks": blocks, "notes": []}


def separator_of(text: str, *, is_named_so: bool = False) -> str:
    """The sign between the fields if the text is a table of them: a semicolon, a tab or a comma; "" for prose.

    is_named_so: the file's name says that it is such a table, so that less evidence will do. Prose has commas too:
    they count only where nearly every line has equally many.
    """
    first = text.split("\n", 1)[0].strip().lower()
    if first.startswith("sep=") and len(first) == 5:
        return first[-1]
    lines = [line for line in text.split("\n") if line.strip()][:200]
    if len(lines) < 2:
        return ""
    for sign in (";", "\t", ","):
        counts = Counter(_fields(line, sign) for line in lines)
        fields, times = max(((n, t) for n, t in counts.items() if n > 1), key=lambda item: item[1], default=(0, 0))
        enough = 0.5 if is_named_so else 0.8 if sign == ";" else 0.95 if sign == "," else 1.1
        if fields > 1 and times >= enough * len(lines) and (is_named_so or (len(lines) >= 3 and fields >= 3)):
            return sign
    return ""


def table_rows(text: str, separator: str) -> list[list[Any]]:
    """Rows as [line, cells]; a quoted field may hold separators and line ends."""
    csv.field_size_limit(100_000)
    rows: list[list[Any]] = []
    reader = csv.reader(StringIO(text), delimiter=separator)
    at = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells) and not (len(cells) == 2 and cells[0].lower() == "sep="):
                rows.append([at, [cell.strip() for cell in cells[:60]]])
            at = reader.line_num + 1
    except csv.Error as error:
        raise Unreadable("damaged") from error
    return rows


def _fields(line: str, sign: str) -> int:
    return len(re.sub(r'"[^"]*"', "", line).split(sign))
