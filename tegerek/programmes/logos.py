"""The logos of a programme: whose mark, in which order, and what a reader hears who cannot see it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tegerek.files import actions as files
from tegerek.files import pictures, store
from tegerek.files.models import Purpose
from tegerek.journal.actions import record
from tegerek.lib.errors import Refusal
from tegerek.lib.said import Said
from tegerek.people.models import User
from tegerek.programmes.actions import touch
from tegerek.programmes.models import Logo, Programme

MOST = 8


@transaction.atomic
def add_logo(
    programme: Programme, data: bytes, *, name: str, of: Logo.Of, alt: Said, seen: int | None, by: User, now: datetime
) -> Logo:
    """Keep a logo behind those that are there. Journals logo.added.

    alt: whose mark it is, in words. Raises Refusal for what is no picture, without words, or for one too many; Stale.
    """
    if not alt:
        raise Refusal(_("Say in words whose mark it is: not everybody can see it."))
    touch(programme, seen=seen, now=now)
    logos = list(programme.logos.all())
    if len(logos) >= MOST:
        raise Refusal(_("There are %(number)d logos already. Take one away first.") % {"number": MOST})
    file = files.keep(
        data, name=name, purpose=Purpose.LOGO, owner=programme, office=programme.office_id, by=by.pk, now=now
    )
    width, height = pictures.size_of(store.read(file))
    position = max((logo.position for logo in logos), default=0) + 1
    logo = Logo.objects.create(
        programme=programme, file=file, of=of, alt=alt, position=position, width=width, height=height
    )
    record("logo.added", logo, by=by.pk, at=now, programme=programme.pk)
    return logo


@transaction.atomic
def move_logo(logo: Logo, *, seen: int | None, by: User, now: datetime) -> None:
    """Show a logo one place earlier; the first one stays first. Journals logo.moved. Raises Stale."""
    touch(logo.programme, seen=seen, now=now)
    logos = list(logo.programme.logos.all())
    at = next(number for number, found in enumerate(logos) if found.pk == logo.pk)
    if at:
        logos[at - 1], logos[at] = logos[at], logos[at - 1]
    for position, found in enumerate(logos, start=1):
        Logo.objects.filter(pk=found.pk).update(position=position)
    record("logo.moved", logo, by=by.pk, at=now, programme=logo.programme_id)


@transaction.atomic
def remove_logo(logo: Logo, *, seen: int | None, by: User, now: datetime) -> None:
    """Take a logo away and destroy its file. Journals logo.removed. Raises Stale."""
    touch(logo.programme, seen=seen, now=now)
    record("logo.removed", logo, by=by.pk, at=now, programme=logo.programme_id)
    file = logo.file
    logo.delete()
    files.drop(file, by=by.pk, now=now)
