"""Files read as their readers would read them: each well formed, and nothing in it that runs, reckons or calls out.

`faults(content_type, headers, body)` → sentences; none where all is well.
"""

from __future__ import annotations

import csv
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO, StringIO
from xml.etree.ElementTree import Element

import html5lib
import pikepdf
from lxml import etree
from openpyxl import load_workbook

from tests.documents import rfc5545
from tests.planted.payloads import CONTROL, TURNING

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# With one of these a cell begins that a spreadsheet reckons out; a bare number is none.
ACTIVE = ("=", "+", "-", "@", "\t", "\r")
NUMBER = re.compile(r"[+-]?[\d ]+")
SAFE_NAME = re.compile(
    r"(attachment|inline)(; filename=\"[A-Za-z0-9._ -]+\")?(; filename\*=utf-8''[A-Za-z0-9._%-]+)?", re.I
)
# A picture or a paper that lies in the page itself: bytes that no browser runs.
WHOLE = re.compile(r"data:(image/(png|jpeg)|application/pdf);base64,[a-z0-9+/]+=*\Z")
# Words in which a text document counts its pages.
FIELDS = {"PAGE", "NUMPAGES", "SECTIONPAGES"}
RUNS = {"/JavaScript", "/JS", "/OpenAction", "/AA", "/Launch", "/EmbeddedFile", "/RichMedia", "/SubmitForm", "/GoToR"}
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def header_faults(headers: Mapping[str, str]) -> Iterator[str]:
    """What a text from the database could have done to the headers."""
    for name, value in headers.items():
        if "planted" in name.lower() or re.search(r"[\r\n\x00]", value):
            yield f"a header was made by a text: {name}: {value[:80]}"
    named = headers.get("content-disposition", "")
    if named and not SAFE_NAME.fullmatch(named):
        yield f"an unsafe name: {named[:120]}"
    if "planted" in headers.get("set-cookie", "") or "planted" in headers.get("location", ""):
        yield "a text chose a cookie or a place to go"
    if headers.get("x-content-type-options") != "nosniff":
        yield "a browser may guess another type"


def faults(content_type: str, body: bytes, host: str) -> list[str]:
    """What is wrong with a file. host: whose addresses may be called."""
    kind = content_type.partition(";")[0].strip().lower()
    check = CHECKS.get(kind)
    if check is None:
        return [f"nobody knows how to check {kind}"]
    try:
        return list(check(body, host))
    except Exception as error:  # whatever a reader stumbles over is the finding
        return [f"{kind} cannot be read: {type(error).__name__}: {str(error)[:200]}"]


def _word(body: bytes, host: str) -> Iterator[str]:
    for name, part in _parts(body):
        root = etree.fromstring(part)
        for element in root.iter(f"{WORD}instrText", f"{WORD}fldSimple"):
            code = (element.text or element.get(f"{WORD}instr") or "").split()
            if not code or code[0] not in FIELDS:
                yield f"{name}: a field {code[:1]}"
        yield from _relations(name, root, host)
        yield from _turned(name, "".join(str(text) for text in root.itertext()))


def _workbook(body: bytes, host: str) -> Iterator[str]:
    for name, part in _parts(body):
        yield from _relations(name, etree.fromstring(part), host)
    for sheet in load_workbook(BytesIO(body)).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f" or cell.hyperlink or _is_active(cell.value):
                    yield f"{sheet.title}!{cell.coordinate} is active: {str(cell.value)[:40]!r}"


def _parts(body: bytes) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(BytesIO(body)) as archive:
        for name in archive.namelist():
            if "vba" in name.lower() or name.endswith(".bin") or "externalLink" in name:
                raise ValueError(f"{name} in a document")
            if name.endswith((".xml", ".rels")):
                yield name, archive.read(name)


def _relations(name: str, root: etree._Element, host: str) -> Iterator[str]:
    for element in root.iter():
        target = element.get("Target", "")
        if element.get("TargetMode") == "External" and not target.startswith((host, "mailto:", "tel:")):
            yield f"{name}: calls {target[:80]!r}"


def _table(body: bytes, host: str) -> Iterator[str]:
    for row in csv.reader(StringIO(body.decode("utf-8-sig"), newline="")):
        yield from (f"a cell is active: {cell[:40]!r}" for cell in row if _is_active(cell))


def _is_active(value: object) -> bool:
    return isinstance(value, str) and value.startswith(ACTIVE) and not NUMBER.fullmatch(value)


def _pdf(body: bytes, host: str) -> Iterator[str]:
    with pikepdf.open(BytesIO(body)) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
                yield from (f"{name} in a PDF" for name in RUNS & set(thing.keys()))
                address = str(thing.get("/URI", ""))
                if address and not address.startswith((host, "mailto:", "tel:")):
                    yield f"a PDF calls {address[:80]!r}"


def _calendar(body: bytes, host: str) -> Iterator[str]:
    read = rfc5545.read(body)
    for event in read.all("VEVENT"):
        if not event.one("UID").value.endswith("@tegerek"):
            yield "an event was made by a text"
        yield from (
            f"a property was made by a text: {each.name}" for each in event.properties if "PLANTED" in each.name
        )
        yield from _turned("calendar", "".join(each.value for each in event.properties))


def _feed(body: bytes, host: str) -> Iterator[str]:
    root = etree.fromstring(body)
    for element in root.iter():
        if not str(element.tag).startswith("{http://www.w3.org/2005/Atom}"):
            yield f"a foreign element {str(element.tag)[:60]}"
        if element.get("href", host).startswith(host) is False:
            yield f"a feed leads to {element.get('href')!r}"
    yield from _turned("feed", "".join(str(text) for text in root.itertext()))


def _json(body: bytes, host: str) -> Iterator[str]:
    json.loads(body)
    yield from ()


def _plain(body: bytes, host: str) -> Iterator[str]:
    yield from _turned("text", body.decode())


def _page(body: bytes, host: str) -> Iterator[str]:
    yield from page_faults(body.decode())


def page_faults(html: str, tree: Element | None = None) -> Iterator[str]:
    """What a text has become in a page: an element, an attribute, an address that runs, a reckoned template.

    tree: the page as html5lib reads it, without namespaces, where it is at hand: reading it is most of the work.
    """
    root = html5lib.parse(html, namespaceHTMLElements=False) if tree is None else tree
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        where = f"<{element.tag}>"
        if "planted" in element.tag or "planted" in element.get("class", "").split():
            yield f"a text became {where}"
        for name, value in element.attrib.items():
            yield from _attribute_faults(where, str(name), value)
    if "planted49" in html:
        yield "a template reckoned out a text"
    yield from _turned("page", html)


def _attribute_faults(where: str, name: str, value: str) -> Iterator[str]:
    if name.startswith("on") or name in {"srcdoc", "planted"} or "planted" in name:
        yield f"{where} has {name}"
    if name not in {"href", "src", "action", "formaction", "xlink:href"}:
        return
    address = re.sub(r"[\x00-\x20]", "", value).lower()
    scheme = re.match(r"[a-z][a-z0-9+.-]*(?=:)", address)
    if WHOLE.match(address):
        return
    if scheme and scheme[0] not in {"http", "https", "mailto", "tel", "webcal"}:
        yield f"{where} {name} runs {value[:60]!r}"
    if not scheme and "planted" in re.split(r"[?#]", address)[0]:
        yield f"{where} {name} leads where a text says: {value[:60]!r}"
    if address.startswith(("mailto:", "tel:")) and re.search(r"[?&<>\"]|%0[ad]", address):
        yield f"{where} {name} says more than an address: {value[:60]!r}"


def _turned(where: str, text: str) -> Iterator[str]:
    if TURNING.search(text) or CONTROL.search(text):
        yield f"a sign in a {where} turns or hides what is written"


def _archive(body: bytes, host: str) -> Iterator[str]:
    with zipfile.ZipFile(BytesIO(body)) as archive:
        for name in archive.namelist():
            if not re.fullmatch(r"[\w ./()-]+", name) or ".." in name or name.startswith("/"):
                yield f"an unsafe name in an archive: {name[:80]!r}"
            kind = ENDINGS.get(name.rpartition(".")[2].lower(), name)
            yield from (f"{name}: {fault}" for fault in faults(kind, archive.read(name), host))


def _picture(body: bytes, host: str) -> Iterator[str]:
    if b"<script" in body or b"planted" in body:
        yield "a picture or a sound holds a text"


ENDINGS = {
    "docx": DOCX,
    "xlsx": XLSX,
    "csv": "text/csv",
    "pdf": "application/pdf",
    "ics": "text/calendar",
    "txt": "text/plain",
    "html": "text/html",
    "json": "application/json",
}
CHECKS = {
    DOCX: _word,
    XLSX: _workbook,
    "text/csv": _table,
    "application/pdf": _pdf,
    "text/calendar": _calendar,
    "application/atom+xml": _feed,
    "application/json": _json,
    "application/ld+json": _json,
    "text/plain": _plain,
    "text/html": _page,
    "application/zip": _archive,
    "image/png": _picture,
    "image/jpeg": _picture,
    "image/webp": _picture,
    "audio/mpeg": _picture,
    "audio/ogg": _picture,
}
