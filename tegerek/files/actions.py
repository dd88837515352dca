"""Keeping files and letting them go."""

from __future__ import annotations

import io
import struct
import zlib
from datetime import date, datetime

from django.db import models, transaction
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from tegerek.files import pictures, rules, store
from tegerek.files.models import File, Purpose
from tegerek.files.sounds import MP3, OPUS, bare_sound
from tegerek.journal.actions import record
from tegerek.lib import clock
from tegerek.lib.dates import local_day
from tegerek.lib.errors import Refusal

NAME_LETTERS = 120
# A real scan takes a tenth of it; a tangled one would hold up everybody else at the site.
SCAN_SECONDS = 5.0
# PDFs that are looked through before they are kept: many people open them.
LOOKED_THROUGH = {Purpose.SCAN, Purpose.MATERIAL}
# What pypdf stumbles over in bytes that somebody bent: it checks little of what a file claims.
BROKEN = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    OSError,
    PyPdfError,
    RuntimeError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)


@transaction.atomic
def keep(
    data: bytes,
    *,
    name: str,
    purpose: Purpose,
    owner: models.Model,
    office: int | None,
    by: int | None,
    now: datetime,
    keep_until: date | None = None,
    basis: str = "",
    most_kept: int | None = None,
) -> File:
    """Keep bytes for a purpose; pictures are made anew first, recordings lose what is written beside them.

    Journals file.kept with its owner, never its name.

    most_kept: how many bytes a picture may have as it is kept; a heavier one is made lighter.
    keep_until, basis: as files.models.File says; without a day, that of the purpose.
    Raises Refusal, saying what to bring instead, for a type or size that the purpose does not take.
    """
    kept, found = _checked(data, purpose, most_kept)
    if found == rules.TEXT and name.lower().endswith(".csv"):
        found = rules.CSV  # nothing in the bytes tells a list from other text
    row = File.objects.create(
        sha256=store.put(kept),
        size=len(kept),
        type=found,
        name=_name(name, found),
        purpose=purpose,
        owner_label=owner._meta.label_lower,
        owner_key=owner.pk,
        office=office,
        by=by,
        made_at=now,
        keep_until=keep_until or rules.keep_until(purpose, local_day(now)),
        basis=basis,
    )
    record("file.kept", row, by=by, at=now, office=office, purpose=purpose.value, bytes=len(kept))
    # Whoever dropped the last other row of these bytes meanwhile has destroyed them before this row was committed.
    transaction.on_commit(lambda: _put_again(kept))
    return row


@transaction.atomic
def drop(file: File, *, by: int | None, now: datetime) -> None:
    """Forget a file; its bytes are destroyed as soon as this is committed, unless another row names the same bytes.

    Journals file.dropped. Whatever points at the row must have let go of it before.
    """
    key, digest = file.pk, file.sha256
    record("file.dropped", file, by=by, at=now, office=file.office, purpose=file.purpose)
    File.objects.filter(pk=key).delete()
    transaction.on_commit(lambda: _destroy(digest))


def files_of(owner: models.Model) -> models.QuerySet[File]:
    """The files of a row, the oldest first."""
    return File.objects.filter(owner_label=owner._meta.label_lower, owner_key=owner.pk).order_by("pk")


def _checked(data: bytes, purpose: Purpose, most_kept: int | None) -> tuple[bytes, str]:
    """The bytes as they are kept, and their type. Raises Refusal."""
    terms = rules.TERMS[purpose.value]
    if not data:
        raise Refusal(_("This file is empty. Choose another one."))
    if len(data) > terms.most:
        raise Refusal(_too_large(terms))
    found = rules.type_of(data)
    if found not in terms.types:
        raise Refusal(_wanted(purpose))
    if found == rules.PDF and purpose in LOOKED_THROUGH:
        _check_scan(data, purpose)
    if found in {rules.PNG, rules.JPEG, rules.WEBP}:
        return pictures.made_anew(data, purpose=purpose.value, most=most_kept)
    if found in {OPUS, MP3}:
        return _checked_sound(data, terms), found
    return data, found


def _checked_sound(data: bytes, terms: rules.Terms) -> bytes:
    """The recording without what a telephone wrote beside it. Raises Refusal."""
    try:
        sound = bare_sound(data)
    except ValueError:
        raise Refusal(_("This recording is broken. Record it again, or save it anew as MP3.")) from None
    # What frames fill up at both ends counts for nothing.
    whole = int(sound.seconds)
    if whole > terms.seconds:
        told = _(
            "This recording lasts %(long)d seconds; it may last %(most)d. Read more briefly, or leave details out."
        )
        raise Refusal(told % {"long": whole, "most": terms.seconds})
    return sound.body


def _too_large(terms: rules.Terms) -> str:
    if terms.most < rules.MEBIBYTE:
        told = _("This file is too large. At most %(number)d kB can be kept.")
        return told % {"number": terms.most // rules.KILOBYTE}
    return _("This file is too large. At most %(number)d MB can be kept.") % {"number": terms.most // rules.MEBIBYTE}


def _wanted(purpose: Purpose) -> str:
    if purpose == Purpose.LOGO:
        return _("This is not a picture that can be shown. Bring the logo as PNG, JPEG or WebP.")
    if purpose == Purpose.SCAN:
        return _("This is neither a PDF nor a photograph. Scan the sheet as PDF, or take a picture of it.")
    if purpose == Purpose.MATERIAL:
        return _("This is neither a PDF nor a picture. Save it as PDF, or bring a picture as JPEG or PNG.")
    if purpose == Purpose.PROOF:
        return _("This is not a picture. Bring a photograph or a screenshot, as JPEG or PNG.")
    if purpose in {Purpose.NOTICE_SOUND, Purpose.RESULT_SOUND}:
        return _("This is no recording that every telephone plays. Bring it as MP3 or Opus (.mp3, .opus, .ogg).")
    return _("A file of this type cannot be kept.")


def _check_scan(data: bytes, purpose: Purpose) -> None:
    """Raises Refusal for a PDF that is broken, locked, too tangled to look through, or does something by itself."""
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        pages = 0 if reader.is_encrypted else len(reader.pages)
        acting = rules.acts_on_its_own(data) or _any_acts(reader)
    except BROKEN:
        pages, acting = 0, False
    if not pages:
        if purpose == Purpose.MATERIAL:
            raise Refusal(_("This PDF is broken or locked with a password. Save it anew, without a password."))
        raise Refusal(_("This PDF is broken or locked with a password. Scan the sheet again."))
    if acting and purpose == Purpose.MATERIAL:
        raise Refusal(_("This PDF carries a program or another file. Print it into a new PDF, and bring that one."))
    if acting:
        raise Refusal(_("This PDF carries a program or another file. Print it, scan the paper and bring the scan."))


def _any_acts(reader: PdfReader) -> bool:
    """Whether any object of the file's own table acts. Raises ValueError when that takes too long to find out.

    Objects that are only claimed to be there are not asked for: each would be looked for in all the bytes.
    """
    until = clock.monotonic() + SCAN_SECONDS
    numbers = {number for table in reader.xref.values() for number in table} | set(reader.xref_objStm)
    for number in sorted(numbers):
        if _acts(reader, number):
            return True
        if clock.monotonic() > until:
            raise ValueError("a PDF whose objects take too long to find")
    return False


def _acts(reader: PdfReader, number: int) -> bool:
    """Whether one object acts; those inside compressed streams are not seen in the plain bytes."""
    found = reader.get_object(number)
    return found is not None and rules.acts_on_its_own(repr(found).encode(errors="replace"))


def _name(name: str, found: str) -> str:
    """A name safe to offer for saving, with the ending of the type as kept."""
    last = name.replace("\\", "/").rpartition("/")[2]
    stem = last.rpartition(".")[0] or last
    safe = get_valid_filename(stem[:NAME_LETTERS].strip(" .") or "file").strip("._") or "file"
    return f"{safe}.{rules.ENDINGS[found]}"


def _put_again(data: bytes) -> None:
    store.put(data)


def _destroy(digest: str) -> None:
    store.remove(digest)
