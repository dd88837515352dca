"""A file or a pasted text as blocks: paragraphs and tables in the order they stand. No meaning yet.

Files of strangers are read in a process of their own (`reader.py`) with limits of memory and time, so that a hostile
or damaged one can harm nothing here.
"""

from __future__ import annotations

import json
import logging
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from tegerek.lib.errors import Refusal
from tegerek.lib.letters import mend, was_legacy
from tegerek.lib.sources.limits import Limits
from tegerek.lib.sources.plain import separator_of, table_rows
from tegerek.lib.sources.sentences import refusal_sentence

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Paragraph:
    """One paragraph or line outside tables.

    line: its number in the source, from 1. is_title: styled as a title or heading.
    """

    line: int
    text: str
    is_title: bool = False


@dataclass(frozen=True)
class TableRow:
    """One row of a table.

    The text of a merged cell stands in each row they cover, but only in the first column of a wide cell.
    """

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    rows: tuple[TableRow, ...]
    name: str = ""


@dataclass(frozen=True)
class Noted:
    """Something to tell about the source as a whole or one line: code of a warning and what its sentence needs."""

    code: str
    line: int | None = None
    params: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Source:
    """What was read. kind: "text", "csv", "docx", "xlsx" or "pdf"."""

    kind: str
    blocks: tuple[Paragraph | Table, ...]
    notes: tuple[Noted, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "blocks": [
                {"table": block.name, "rows": [[row.line, list(row.cells)] for row in block.rows]}
                if isinstance(block, Table)
                else {"line": block.line, "text": block.text, "is_title": block.is_title}
                for block in self.blocks
            ],
            "notes": [asdict(note) for note in self.notes],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Source:
        """The inverse of as_json, with every letter mended: one place for all kinds of file."""
        written = "\n".join(text for block in data["blocks"] for text in _texts(block))
        is_legacy = was_legacy(written)
        texts = [text for block in data["blocks"] for text in _texts(block)]
        mended = iter(_mended(texts, is_legacy=is_legacy))
        blocks: list[Paragraph | Table] = []
        for block in data["blocks"]:
            if "rows" in block:
                rows = [TableRow(int(line), tuple(next(mended) for _ in cells)) for line, cells in block["rows"]]
                blocks.append(Table(tuple(rows), str(block["table"])))
            else:
                blocks.append(Paragraph(int(block["line"]), next(mended), bool(block["is_title"])))
        notes = [Noted("legacy_letters")] if is_legacy else []
        notes += [Noted(note["code"], note["line"], dict(note["params"])) for note in data["notes"]]
        return cls(str(data["kind"]), tuple(blocks), tuple(notes))


def read_source(data: bytes, name: str, *, limits: Limits = Limits()) -> Source:  # noqa: B008 - frozen
    """What stands in a file; its kind is decided by its content, its name only shown.

    Raises Refusal with a sentence saying what was found and what to do: an empty, too large, protected, damaged,
    hostile or foreign file.
    """
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        raise Refusal(refusal_sentence("empty", {"name": name}))
    if len(data) > limits.bytes:
        raise Refusal(
            refusal_sentence(
                "too_large", {"name": name, "found": _megabytes(len(data)), "limit": _megabytes(limits.bytes)}
            )
        )
    answer = _ask_reader(data, name, limits)
    if "refusal" in answer:
        raise Refusal(refusal_sentence(answer["refusal"], {"name": name, **answer.get("params", {})}))
    return Source.from_json(answer)


def pasted(text: str) -> Source:
    """A text typed or pasted into a form: its lines, mended; tables are found later.

    >>> [block.line for block in pasted("Кочкор\\n\\nНарын").blocks]
    [1, 2, 3]
    """
    text = mend(text)
    if separator := separator_of(text):
        rows = tuple(TableRow(line, tuple(cells)) for line, cells in table_rows(text, separator))
        return Source("csv", (Table(rows),))
    lines = text.split("\n")
    return Source("text", tuple(Paragraph(number, line) for number, line in enumerate(lines, 1)))


def _ask_reader(data: bytes, name: str, limits: Limits) -> dict[str, Any]:
    """The reader's answer. A reader that dies of its limits or of the file is a refusal too."""
    root = str(Path(__file__).parents[3])
    command = [sys.executable, "-m", "tegerek.lib.sources.reader", json.dumps(asdict(limits)), name]
    environment = {
        "PYTHONPATH": root,
        "PYTHONIOENCODING": "utf-8",
        "PATH": os.environ.get("PATH", ""),
        "LC_ALL": "C.UTF-8",
    }
    try:
        done = subprocess.run(  # noqa: S603 - our own module, started without a shell
            command, input=data, capture_output=True, timeout=limits.seconds + 2, env=environment, check=False
        )
    except subprocess.TimeoutExpired:
        return {"refusal": "too_slow", "params": {"limit": str(limits.seconds)}}
    if done.returncode == 0:
        answer: dict[str, Any] = json.loads(done.stdout)
        return answer
    if done.returncode < 0:
        # Killed by a signal: SIGXCPU or SIGKILL for time; SIGSEGV and SIGABRT when memory ran out in a C library.
        if -done.returncode in (9, 24):
            return {"refusal": "too_slow", "params": {"limit": str(limits.seconds)}}
        return {"refusal": "too_much_memory", "params": {"limit": _megabytes(limits.memory)}}
    # Where it failed, without its message: messages quote what stands in the file.
    log.warning("A file could not be read: %s", " < ".join(_steps(done.stderr.decode(errors="replace"))))
    return {"refusal": "damaged"}


def _steps(told: str) -> list[str]:
    """The innermost places of a traceback, the last first: "word.py:12 read_docx".

    >>> _steps('  File "/x/word.py", line 12, in read_docx\\n    oops\\nValueError: a name')
    ['word.py:12 read_docx']
    """
    found = re.findall(r'^  File "(?:.*/)?([^"/]+)", line (\d+), in (\S+)', told, re.MULTILINE)
    return [f"{file}:{line} {name}" for file, line, name in reversed(found[-5:])]


def _texts(block: Mapping[str, Any]) -> list[str]:
    return [cell for _, cells in block["rows"] for cell in cells] if "rows" in block else [block["text"]]


def _mended(texts: list[str], *, is_legacy: bool) -> list[str]:
    """Each text mended; in a legacy paper by the evidence of all texts together, else one by one."""
    if not is_legacy:
        return [mend(text) for text in texts]
    # Mending goes line by line and keeps the number of lines, so all texts can be mended as one.
    apart = [
        text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n").replace("\x0c", "\n") for text in texts
    ]
    lines = iter(mend("\n".join(apart)).split("\n"))
    return ["\n".join(next(lines) for _ in range(text.count("\n") + 1)) for text in apart]


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f}"
