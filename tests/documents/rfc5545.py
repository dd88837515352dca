"""A strict little reader of iCalendar: it mends nothing, and raises ValueError naming the line that breaks RFC 5545."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

NAME = r"[A-Za-z0-9-]+"
# A parameter's value: in quotes anything but quotes and control signs, else no " ; : , either.
PARAMETER = rf';({NAME})=((?:"[^"\x00-\x08\x0a-\x1f\x7f]*"|[^";:,\x00-\x08\x0a-\x1f\x7f]*))'
LINE = re.compile(rf"({NAME})((?:{PARAMETER})*):(.*)", re.DOTALL)
# What RFC 5546 asks of an event that is published.
NEEDED = ("UID", "DTSTAMP", "DTSTART", "ORGANIZER", "SUMMARY")
ONCE = {*NEEDED, "SEQUENCE", "STATUS", "DTEND", "LAST-MODIFIED", "CREATED", "LOCATION", "DESCRIPTION", "URL", "TRANSP"}


@dataclass
class Property:
    name: str
    parameters: dict[str, str]
    value: str

    @property
    def text(self) -> str:
        """The value without its escapes."""
        if re.search(r"(?<!\\)(?:\\\\)*(?:\\[^\\;,nN]|[;,])", self.value):
            raise ValueError(f"{self.name} is not a text: {self.value!r}")
        return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], self.value)


@dataclass
class Block:
    """A component: its properties in order, and the components in it."""

    name: str
    properties: list[Property] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)

    def one(self, name: str) -> Property:
        """The only property of that name."""
        found = [found for found in self.properties if found.name == name]
        if len(found) != 1:
            raise ValueError(f"{self.name} has {len(found)} {name}")
        return found[0]

    def has(self, name: str) -> bool:
        return any(found.name == name for found in self.properties)

    def all(self, name: str) -> list[Block]:
        return [block for block in self.blocks if block.name == name]


def read(data: bytes) -> Block:
    """The VCALENDAR of a stream that holds nothing else."""
    open_blocks = [Block("")]
    for line in _unfolded(data):
        found = LINE.fullmatch(line)
        if not found:
            raise ValueError(f"not a content line: {line!r}")
        name, value = found[1].upper(), found[found.lastindex or 0]
        if name == "BEGIN":
            open_blocks.append(Block(value))
        elif name == "END":
            block = open_blocks.pop()
            if block.name != value:
                raise ValueError(f"{block.name} ends as {value}")
            _check(block)
            open_blocks[-1].blocks.append(block)
        else:
            parameters = {key: text.strip('"') for key, text in re.findall(PARAMETER, found[2])}
            open_blocks[-1].properties.append(Property(name, parameters, value))
    (root,) = open_blocks
    (calendar,) = root.all("VCALENDAR")
    return calendar


def _unfolded(data: bytes) -> list[str]:
    """The content lines. Every physical line is checked for its end, its length in octets and whole letters."""
    if not data.endswith(b"\r\n"):
        raise ValueError("the last line does not end in CRLF")
    lines: list[str] = []
    for physical in data[:-2].split(b"\r\n"):
        if len(physical) > 75 or b"\r" in physical or b"\n" in physical or not physical.strip():
            raise ValueError(f"too long, empty, or with a stray line end: {physical!r}")
        letters = physical.decode("utf-8")  # a letter cut in two raises UnicodeDecodeError, a ValueError
        if physical.startswith(b" "):
            lines[-1] += letters[1:]
        else:
            lines.append(letters)
    return lines


def _check(block: Block) -> None:
    names = [found.name for found in block.properties]
    if block.name == "VCALENDAR" and (names.count("VERSION"), names.count("PRODID")) != (1, 1):
        raise ValueError("a calendar needs VERSION and PRODID")
    if block.name == "VEVENT":
        if missing := [name for name in NEEDED if name not in names]:
            raise ValueError(f"an event lacks {missing}")
        if twice := [name for name in ONCE if names.count(name) > 1]:
            raise ValueError(f"an event has more than one {twice}")
