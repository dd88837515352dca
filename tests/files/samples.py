"""Files that people could bring, made for the tests."""

from __future__ import annotations

import io
import struct
import zipfile

import pikepdf
from PIL import Image

from tegerek.lib.said import Said
from tegerek.people.models import User
from tegerek.programmes.logos import add_logo
from tegerek.programmes.models import Logo, Programme
from tests.meetings.rows import NOW


def png(width: int = 8, height: int = 4, *, alpha: bool = False, colour: int = 200) -> bytes:
    """A picture of one colour."""
    out = io.BytesIO()
    mode, point = ("RGBA", (colour, 90, 20, 0)) if alpha else ("L", colour)
    Image.new(mode, (width, height), point).save(out, "PNG")
    return out.getvalue()


def camera_picture() -> bytes:
    """A photograph of 40 × 20 points taken with the camera held sideways, which says where and by what."""
    exif = Image.Exif()
    exif[0x0112] = 6  # turn it by a quarter
    exif[0x010E] = "Tokmok, room 7"
    exif.get_ifd(0x8825).update({1: "N", 2: (42.0, 50.0, 0.0), 3: "E", 4: (75.0, 17.0, 0.0)})
    out = io.BytesIO()
    Image.new("RGB", (40, 20), (180, 90, 20)).save(out, "JPEG", exif=exif, comment=b"Tokmok")
    return out.getvalue()


def a_logo(programme: Programme, by: User, *, of: Logo.Of = Logo.Of.DONOR, words: str = "Өнүктүрүү фонду") -> Logo:
    """A logo that stands with a programme."""
    alt = Said.of(ky=words)
    return add_logo(programme, png(300, 100), name="logo.png", of=of, alt=alt, seen=None, by=by, now=NOW)


def docx_like() -> bytes:
    """An archive with the part by which a Word file is known."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    return out.getvalue()


def pdf(what: str = "", *, packed: bool = False) -> bytes:
    """A PDF of one empty page; what: "script", "launch" and "attachment" act, other words are a note in it.

    packed: the objects lie in compressed streams.
    """
    with pikepdf.new() as made:
        made.add_blank_page(page_size=(300, 400))
        if what == "script":
            made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        elif what == "launch":
            made.pages[0].AA = pikepdf.Dictionary(O=pikepdf.Dictionary(S=pikepdf.Name.Launch, F="calc.exe"))
        elif what == "attachment":
            made.attachments["a.txt"] = b"a"
        elif what:
            made.Root.Note = pikepdf.String(what)
        out = io.BytesIO()
        mode = pikepdf.ObjectStreamMode.generate if packed else pikepdf.ObjectStreamMode.disable
        made.save(out, object_stream_mode=mode, deterministic_id=True)
    return out.getvalue()


def tangled_pdf(*, named: int, claimed: int, padding: int = 0) -> bytes:
    """A PDF of one page whose table names so many objects at wrong places, and which claims to have so many more."""
    parts = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"]
    parts.append(b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>")
    data, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    data += b"%" + b"a" * padding + b"\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in [*places, *[9] * named])
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1 + named)
    end = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (claimed, len(data))
    return data + head + table + end


def mp3(seconds: float = 3, *, words: str = "") -> bytes:
    """Silence as MP3 of 8 kbit/s, 24 kHz, mono: 24 bytes for 24 ms. words: a title before and behind it."""
    frame = bytes.fromhex("fff314c4") + bytes(20)
    title = words.encode()
    before = b"ID3\x03\0\0" + bytes([0, 0, len(title) >> 7, len(title) & 127]) + title if words else b""
    behind = b"TAG" + title[:125].ljust(125, b"\0") if words else b""
    return before + frame * round(seconds / 0.024) + behind


def opus(seconds: float = 3, *, words: str = "") -> bytes:
    """Silence as Opus in Ogg, 20 ms a packet, 50 packets a page. words: a title beside it."""
    title = words.encode()
    tags = b"OpusTags" + struct.pack("<I", 4) + b"test" + struct.pack("<II", 1, len(title)) + title
    pages = [(2, 0, [b"OpusHead" + struct.pack("<BBHIHB", 1, 1, 312, 48_000, 0, 0)]), (0, 0, [tags])]
    packets = round(seconds * 50)
    for begin in range(0, packets, 50):
        count = min(50, packets - begin)
        pages.append((4 if begin + count == packets else 0, (begin + count) * 960 + 312, [b"\xf8\xff\xfe"] * count))
    return b"".join(_ogg_page(n, *page) for n, page in enumerate(pages))


def _ogg_page(number: int, flags: int, until: int, packets: list[bytes]) -> bytes:
    sizes = b"".join(bytes([255] * (len(each) // 255) + [len(each) % 255]) for each in packets)
    head = struct.pack("<4sBBqIII", b"OggS", 0, flags, until, 7, number, 0)
    return head + bytes([len(sizes)]) + sizes + b"".join(packets)
