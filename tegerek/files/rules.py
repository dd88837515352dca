"""What may be kept for which purpose, how large it may be, and until when; which type bytes are of.

The type is read from the bytes themselves, never from the name or from what a browser says.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from datetime import date, timedelta

from tegerek.files.sounds import MP3, OPUS, sound_type

PDF, PNG, JPEG, WEBP = "application/pdf", "image/png", "image/jpeg", "image/webp"
ZIP, CSV, TEXT = "application/zip", "text/csv", "text/plain"
_OFFICE = "application/vnd.openxmlformats-officedocument."
DOCX = f"{_OFFICE}wordprocessingml.document"
XLSX = f"{_OFFICE}spreadsheetml.sheet"
ENDINGS = {PDF: "pdf", PNG: "png", JPEG: "jpg", ZIP: "zip", DOCX: "docx", XLSX: "xlsx", CSV: "csv", TEXT: "txt"}
ENDINGS |= {OPUS: "opus", MP3: "mp3"}

MEBIBYTE = 1024 * 1024
KILOBYTE = 1000
# A photographed page of A3 at 400 dots an inch has 31 million points.
MOST_PIXELS = 40_000_000


@dataclass(frozen=True)
class Terms:
    """What one purpose takes. types: as found in the bytes; most: bytes; side: longest side of a picture as kept, in
    pixels; seconds: how long a recording may last; days: how long a file is kept when nobody says otherwise, None while
    its owner stands.
    """

    types: frozenset[str]
    most: int
    side: int = 0
    seconds: int = 0
    days: int | None = None


# The keys are those of files.models.Purpose; a test holds the two lists together.
TERMS = {
    "scan": Terms(frozenset({PDF, PNG, JPEG, WEBP}), 20 * MEBIBYTE, side=4000),
    "logo": Terms(frozenset({PNG, JPEG, WEBP}), 5 * MEBIBYTE, side=400),
    "paper": Terms(frozenset({PDF, DOCX, XLSX, PNG, JPEG, WEBP}), 20 * MEBIBYTE, side=3000),
    "budget": Terms(frozenset({PDF, PNG, JPEG, WEBP}), 20 * MEBIBYTE, side=3000),
    "proof": Terms(frozenset({PNG, JPEG, WEBP}), 12 * MEBIBYTE, side=1600),
    "notice-sound": Terms(frozenset({OPUS, MP3}), 200 * KILOBYTE, seconds=60),
    "result-sound": Terms(frozenset({OPUS, MP3}), 200 * KILOBYTE, seconds=60),
    "material": Terms(frozenset({PDF, PNG, JPEG, WEBP}), 4 * MEBIBYTE, side=1600),
    # With the name of whoever holds it; goes when that person is erased.
    "certificate": Terms(frozenset({PDF}), 2 * MEBIBYTE),
    "result": Terms(frozenset({PDF, DOCX, XLSX, ZIP, CSV, TEXT}), 200 * MEBIBYTE, days=30),
}

# What makes a PDF act on its own or carry other files; names may be written with #xx for any letter. Shorter names
# (/JS stands beside /JavaScript) come up by chance in the bytes of a picture.
_ACTING = ("/JavaScript", "/Launch", "/EmbeddedFile", "/EmbeddedFiles", "/RichMedia", "/SubmitForm", "/ImportData")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_WORD_PART, _EXCEL_PART = "word/document.xml", "xl/workbook.xml"


def type_of(data: bytes) -> str:
    """The media type of bytes by their content, "" for one that no purpose takes. SVG and HTML are never a type.

    >>> type_of(b"%PDF-1.7 ..."), type_of(b"<svg/>"), type_of(bytes(9)), type_of("Кочкор;3".encode())
    ('application/pdf', '', '', 'text/plain')
    """
    if data.startswith(b"%PDF-"):
        return PDF
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if data.startswith(b"\xff\xd8\xff"):
        return JPEG
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return WEBP
    if sound := sound_type(data):
        return sound
    return _type_of_archive(data) if data.startswith(b"PK\x03\x04") else _type_of_text(data)


def acts_on_its_own(data: bytes) -> bool:
    """Whether the plain bytes of a PDF name something that runs, starts a program or carries another file.

    >>> acts_on_its_own(b"<< /S /JavaScript >>"), acts_on_its_own(b"<< /S /J#61vaScript >>"), acts_on_its_own(b"/Page")
    (True, True, False)
    """
    plain = _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), data)
    return any(re.search(re.escape(name.encode()) + rb"(?![A-Za-z0-9])", plain) for name in _ACTING)


def keep_until(purpose: str, today: date) -> date | None:
    """The last day on which a file of this purpose is kept when nobody says otherwise; None while its owner stands.

    >>> keep_until("result", date(2026, 3, 6)), keep_until("logo", date(2026, 3, 6))
    (datetime.date(2026, 4, 5), None)
    """
    days = TERMS[purpose].days
    return None if days is None else today + timedelta(days=days)


def _type_of_archive(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return ""
    return DOCX if _WORD_PART in parts else XLSX if _EXCEL_PART in parts else ZIP


def _type_of_text(data: bytes) -> str:
    """Plain text is UTF-8 without control letters, and does not begin like a page or a picture in markup."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return ""
    is_markup = text.lstrip()[:1] == "<"
    is_plain = not any(ord(letter) < 32 and letter not in "\t\r\n" for letter in text)
    return TEXT if text and is_plain and not is_markup else ""
