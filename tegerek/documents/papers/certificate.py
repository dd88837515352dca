"""Certificates as PDF: A4 on its side, one page each, with the logos of the programme and a square to scan."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext
from pypdf import PdfWriter

from tegerek.documents.plain import plain_line
from tegerek.documents.qr import dots_of
from tegerek.documents.typeset import HERE, typeset
from tegerek.files import store
from tegerek.learning.certificate_holding import files_of_certificates
from tegerek.learning.certificates import drawn_of
from tegerek.learning.models import Certificate
from tegerek.learning.printing import LANGS, Drawn, Printer
from tegerek.lib.errors import Refusal
from tegerek.lib.said import Said
from tegerek.programmes.models import Programme
from tegerek.programmes.sheets import LogoLine, logos_of

TEMPLATE = HERE / "papers" / "certificate.typ"
# The box of a logo, in millimetres.
LOGO_WIDTH, LOGO_HEIGHT = 42.0, 15.0


@dataclass(frozen=True)
class Mark:
    """A logo: its bytes as numbers, for JSON knows no bytes; what is said in its place; its size in millimetres."""

    data: list[int]
    alt: Said
    width: float
    height: float

    def told(self, lang: str) -> dict[str, object]:
        """As the template takes it."""
        alt = plain_line(self.alt.in_(lang).text)
        return {"data": self.data, "alt": alt, "width": self.width, "height": self.height}


def printer_of(programme: Programme, address: str) -> Printer:
    """Draws certificates with the logos the programme has now. address: of the site. One query."""
    logos = logos_of(programme)
    marks = tuple(mark for logo in logos if (mark := _mark(logo)) is not None)
    return Printer(look_of(logos, address), lambda drawn: certificates_pdf(drawn, marks, address))


def certificates_file(rows: Sequence[Certificate], printer: Printer) -> bytes:
    """All of them in one file, in their order, each as it was issued; their names loaded.

    Those that were issued as certificates look now are drawn anew, which makes the same paper; if any was issued with
    another template or other logos, the files kept at issuing are put together, which is larger. Raises as
    certificates_pdf does; Refusal if the bytes of a file are missing.
    """
    if all(row.look == printer.look for row in rows):
        return printer.draw([drawn_of(row) for row in rows])
    kept = {file.owner_key: file for file in files_of_certificates([row.pk for row in rows])}
    writer = PdfWriter()
    for row in rows:
        data = store.bytes_of(kept[row.pk].sha256) if row.pk in kept else None
        if data is None:
            raise Refusal(_("The file of certificate %(number)s is missing on the disk.") % {"number": row.number})
        writer.append(io.BytesIO(data))
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def look_of(logos: Sequence[LogoLine], address: str) -> str:
    """By what the look of a certificate is known: template, logos in their order, and the words that are on each."""
    told = [TEMPLATE.read_text(), *(logo.digest for logo in logos)]
    told += [words for lang in LANGS for words in _around(lang, address).values()]
    return hashlib.sha256("\0".join(told).encode()).hexdigest()


def certificates_pdf(drawn: Sequence[Drawn], marks: Sequence[Mark], address: str) -> bytes:
    """One file of several certificates, in their order. The same make the same bytes.

    Raises Refusal, naming the signs, if a text holds signs that no font here can show; ValueError without any.
    """
    if not drawn:
        raise ValueError("a file without a certificate")
    first = drawn[0]
    made = datetime.combine(max(one.issued for one in drawn), time(), UTC)
    data = {
        "lang": first.lang,
        "title": _title(drawn),
        "author": first.printed.implementer,
        "changed": list(made.timetuple()[:6]),
        "logos": [mark.told(first.lang) for mark in marks],
        "certificates": [_told(one, address) for one in drawn],
    }
    return typeset(TEMPLATE, data)


def _title(drawn: Sequence[Drawn]) -> str:
    first = drawn[0].printed
    if len(drawn) == 1:
        return f"{first.heading} {first.number}"
    with override(drawn[0].lang):
        return pgettext("paper", "Certificates")


def _told(one: Drawn, address: str) -> dict[str, object]:
    words = {name: plain_line(text) for name, text in one.printed.as_json().items()}
    with override(one.lang):
        says = _("square with the signature of certificate %(number)s") % {"number": one.printed.number}
    square = list(dots_of(one.square))
    told = {"lang": one.lang, "name": plain_line(one.name), "code": one.code, "square": square, "says": says}
    return {**words, **told, **_around(one.lang, address)}


def _around(lang: str, address: str) -> dict[str, str]:
    """What stands on every certificate of a language."""
    with override(lang):
        return {
            "typed": f"{address.removeprefix('https://').removeprefix('http://')}/verify",
            "check": _("Check it at this address, with the code:"),
            "told": _("Whoever has the code can read all that stands on this paper."),
            "signs": _("signature"),
        }


def _mark(logo: LogoLine) -> Mark | None:
    """A logo whose bytes are missing is left out: a paper without it is better than none."""
    data = store.bytes_of(logo.digest)
    return Mark(list(data), logo.alt, *logo.within(LOGO_WIDTH, LOGO_HEIGHT)) if data is not None else None
