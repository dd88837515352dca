"""Reading a served site without a browser: fetching, following links, looking for people in what comes."""

from __future__ import annotations

import io
import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import urljoin, urlsplit

from docx import Document
from lxml import html
from openpyxl import load_workbook
from pypdf import PdfReader

from tests.planted.ways import route_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True)
class Answer:
    """What a site answered. text: what a person can read in it, the headers too."""

    status: int
    body: bytes
    text: str
    links: tuple[str, ...]


def fetch(root: str, path: str, session: str = "") -> tuple[HTTPResponse, bytes]:
    """Ask for an address as a stranger, or with the key of somebody's session; redirects are not followed."""
    connection = HTTPConnection(urlsplit(root).netloc, timeout=60)
    connection.request("GET", path, headers={"Cookie": f"sessionid={session}"} if session else {})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body


def read(root: str, path: str, session: str = "") -> Answer:
    """Ask for an address and read what comes, whatever kind of file it is."""
    answer, body = fetch(root, path, session)
    headers = {name.lower(): value for name, value in answer.getheaders()}
    links = [headers["location"]] if "location" in headers else []
    if body and headers.get("content-type", "").startswith("text/html"):
        links += [each.get("href", "") for each in html.document_fromstring(body).iter("a", "link", "area")]
    here = tuple(filter(None, (_local(root, path, link) for link in links)))
    return Answer(answer.status, body, f"{headers} {text_of(body)}", here)


def crawled(root: str, start: Iterable[str], *, most: int, session: str = "") -> dict[str, Answer]:
    """Everything that can be reached from some addresses: `most` answers of each address as the code writes it.

    What stands in `start` is read whatever its number.
    """
    given = list(start)
    waiting, seen, found, count = deque(given), set(given), dict[str, Answer](), Counter[str]()
    while waiting:
        path = waiting.popleft()
        kind = f"{route_of(path)} {path.partition('?')[0].rpartition('.')[2] if '.' in path else ''}"
        if path not in given and (count[kind] >= most or not route_of(path)):
            continue
        answer = found[path] = read(root, path, session)
        count[kind] += answer.status == 200
        new = [link for link in dict.fromkeys(answer.links) if link not in seen]
        seen.update(new)
        waiting.extend(new)
    return found


def named(found: dict[str, Answer], names: set[str], phones: set[str]) -> list[str]:
    """ "path: what stands there" for each name, in any letters, and each phone, in any spelling.

    phones: their last nine digits.
    """
    return [f"{path}: {what}" for path, answer in found.items() for what in _told(answer.text, names, phones)]


def text_of(body: bytes) -> str:
    """What a person can read in a page, a Word file, a workbook, a PDF or any other text."""
    if body.startswith(b"%PDF"):
        return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(body)).pages)
    if body.startswith(b"PK"):
        # What stands between two cells keeps a phone from growing into the number beside it.
        return " | ".join(_cells(body) if b"xl/workbook.xml" in body else _paragraphs(body))
    # A line of a calendar goes on after a line break and a blank.
    return body.decode(errors="replace").replace("\r\n ", "")


def _cells(body: bytes) -> Iterator[str]:
    for sheet in load_workbook(io.BytesIO(body)):
        yield from (str(cell) for row in sheet.values for cell in row if cell is not None)


def _paragraphs(body: bytes) -> Iterator[str]:
    """The text of a Word file, its tables and its head and foot too."""
    document = Document(io.BytesIO(body))
    parts = [document.element.body]
    parts += [part._element for section in document.sections for part in (section.header, section.footer)]
    for part in parts:
        for paragraph in part.iter(f"{W}p"):
            yield "".join(text.text or "" for text in paragraph.iter(f"{W}t"))


def one_line(text: str) -> str:
    """With every run of blanks and line breaks as one blank: a PDF breaks its lines where it likes."""
    return " ".join(text.split())


def _told(text: str, names: set[str], phones: set[str]) -> Iterator[str]:
    plain = one_line(text).casefold()
    yield from (name for name in names if name.casefold() in plain)
    joined = re.sub(r"(?<=\d)[ \u00a0()-]+(?=\d)", "", plain)
    yield from {number[-9:] for number in re.findall(r"\d{9,}", joined)} & phones


def _local(root: str, path: str, link: str) -> str:
    """A link as a path of this site; "" for one that leads away, to a file of the looks, or out."""
    parts = urlsplit(urljoin(root + path, link.strip()))
    if f"{parts.scheme}://{parts.netloc}" != root or parts.path.startswith(("/static/", "/account/sign-out")):
        return ""
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
