"""What kind of file some bytes are, by their content; what cannot be read is named."""

import re
import zipfile
from io import BytesIO

from tegerek.lib.sources.limits import Limits


class Unreadable(Exception):  # noqa: N818 - not an error of the program; becomes a Refusal in the parent process
    """A file that is refused. code: of the sentence; params: what the sentence needs."""

    def __init__(self, code: str, **params: str) -> None:
        super().__init__(code)
        self.code, self.params = code, params


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
# Workbooks of Excel 2 to 4 came without a container.
_OLD_SHEETS = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x08\x00", b"\x09\x08\x10\x00")
_PROGRAMS = (b"MZ", b"\x7fELF", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ")


def kind_of(data: bytes, limits: Limits) -> str:
    """ "docx", "xlsx", "pdf" or "text". Raises Unreadable for all else."""
    if data.startswith(b"PK"):
        return _zipped(data, limits)
    if data.startswith(OLE):
        raise Unreadable(_of_container(data))
    if data.startswith(_OLD_SHEETS):
        raise Unreadable("old_excel")
    if data[:1024].lstrip().startswith(b"%PDF"):
        return "pdf"
    if data.startswith(_IMAGES) or data[4:12] in (b"ftypheic", b"ftypmif1", b"ftypavif") or data[8:12] == b"WEBP":
        raise Unreadable("image")
    if data.startswith(b"{\\rtf"):
        raise Unreadable("rich_text")
    head = data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html", b"<?xml", b"<table")):
        raise Unreadable("web_page")
    if data.startswith(_PROGRAMS) or _is_binary(data):
        raise Unreadable("unknown")
    return "text"


def _zipped(data: bytes, limits: Limits) -> str:
    """A zip archive is a Word or Excel file by what lies in it; it is measured before anything is unpacked for use."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
            names = {entry.filename for entry in entries}
            declared = sum(entry.file_size for entry in entries)
            if declared > limits.unpacked or len(entries) > 5_000:
                raise Unreadable("bomb", found=_mb(declared), limit=_mb(limits.unpacked))
            if any(entry.flag_bits & 1 for entry in entries):
                raise Unreadable("protected")
            _measure(archive, limits)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError) as error:
        raise Unreadable("damaged") from error
    if "word/document.xml" in names:
        return "docx"
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "xl/workbook.bin" in names:
        raise Unreadable("binary_excel")
    if "mimetype" in names or "content.xml" in names:
        raise Unreadable("open_document")
    raise Unreadable("archive")


def _measure(archive: zipfile.ZipFile, limits: Limits) -> None:
    """Count the bytes that really come out: what an archive says of itself may be a lie."""
    total = 0
    for entry in archive.infolist():
        with archive.open(entry) as unpacked:
            while piece := unpacked.read(1 << 20):
                total += len(piece)
                if total > limits.unpacked:
                    raise Unreadable("bomb", found=_mb(total), limit=_mb(limits.unpacked))


def _of_container(data: bytes) -> str:
    """The code for an OLE container: a protected new file, or a document of the years before 2007."""
    import olefile  # slow import

    try:
        with olefile.OleFileIO(BytesIO(data)) as container:
            streams = {"/".join(path).lower() for path in container.listdir()}
    except (OSError, ValueError, IndexError):
        # A container too damaged to open may still show its streams' names.
        streams = {name for name in ("encryptedpackage", "worddocument", "workbook", "book")
                   if name.encode("utf-16-le") in data.lower()}  # fmt: skip
    if "encryptedpackage" in streams:
        return "protected"
    if "worddocument" in streams:
        return "old_word"
    if streams & {"workbook", "book"}:
        return "old_excel"
    return "unknown"


def _is_binary(data: bytes) -> bool:
    sample = data[:8000]
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    odd = len(re.findall(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]", sample))
    if b"\x00" in sample:
        # UTF-16 without its mark: the pages of Latin (0) and Cyrillic (4) fill every second byte.
        return max(sum(byte in (0, 4) for byte in sample[first::2]) for first in (0, 1)) < 0.8 * (len(sample) // 2)
    return odd > len(sample) * 0.02 + 2


def _mb(size: int) -> str:
    return f"{size / 1_000_000:.1f}"
