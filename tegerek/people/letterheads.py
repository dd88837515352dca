"""The letterhead of an office: set once, printed on every letter."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from tegerek.journal.actions import record
from tegerek.lib.errors import CHANGED, Stale
from tegerek.lib.said import Said
from tegerek.people.models import Letterhead, User
from tegerek.places.models import Body


@dataclass(frozen=True)
class LetterheadSheet:
    """What stands at the head and the foot of an office's letters. lines: one below the other, parted by \\n.

    version: 0 while nobody has set it.
    """

    lines: Said = field(default_factory=Said)
    address: Said = field(default_factory=Said)
    signer_post: Said = field(default_factory=Said)
    signer: Said = field(default_factory=Said)
    version: int = 0


def letterhead_sheet(office: Body) -> LetterheadSheet:
    """The letterhead as it was set; before that the name, address and phone of the office itself. One query."""
    row = Letterhead.objects.filter(office=office).first()
    if row is None:
        return LetterheadSheet(lines=office.name, address=_address(office))
    return LetterheadSheet(row.lines, row.address, row.signer_post, row.signer, row.version)


@transaction.atomic
def set_letterhead(office: Body, words: LetterheadSheet, *, seen: int, by: User | None, now: datetime) -> None:
    """Keep the letterhead of an office. Journals letterhead.set. seen: the version read before, 0 for none.

    Raises Stale.
    """
    columns = {
        "lines": words.lines,
        "address": words.address,
        "signer_post": words.signer_post,
        "signer": words.signer,
    }
    if seen == 0:
        _make(office, columns)
    elif not Letterhead.objects.filter(office=office, version=seen).update(version=F("version") + 1, **columns):
        raise Stale(_(CHANGED))
    record("letterhead.set", office, by=by.pk if by else None, at=now)


def _make(office: Body, columns: dict[str, Said]) -> None:
    try:
        with transaction.atomic():
            Letterhead.objects.create(office=office, **columns)
    except IntegrityError:
        # Two people set it for the first time: the second has not seen the first one's words.
        raise Stale(_(CHANGED)) from None


def _address(office: Body) -> Said:
    """Address and phone of the office in the languages there are."""
    if not office.address:
        return Said.of(ky=office.phone) if office.phone else Said()
    return Said({lang: ", ".join(filter(None, (text, office.phone))) for lang, text in office.address.texts.items()})
