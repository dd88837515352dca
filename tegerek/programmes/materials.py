"""Materials of a series: half-pages of the guide, files that somebody brought, their order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from tegerek.files import actions as files
from tegerek.files.models import Purpose
from tegerek.journal.actions import record
from tegerek.lib.errors import Refusal
from tegerek.lib.said import Said
from tegerek.people.models import User
from tegerek.procedures.guide import guide
from tegerek.programmes.actions import touch
from tegerek.programmes.models import Material, Programme, Seminar

# All of them stand in one file that goes onto a stick and over a telephone.
MOST_FILES, MOST_BYTES = 12, 12 * 1024 * 1024


@transaction.atomic
def choose_half_pages(
    programme: Programme, slugs: Sequence[str], *, seen: int | None, by: User | None, now: datetime
) -> None:
    """Set which half-pages of the guide go home with everybody, in the order of the guide, before the files.

    Journals materials.chosen. Raises Refusal for a half-page that is none, Stale.
    """
    known = [page.slug for page in guide()]
    if not set(slugs) <= set(known):
        raise Refusal(_("Choose half-pages of the list."))
    touch(programme, seen=seen, now=now)
    Material.objects.filter(programme=programme).exclude(guide="").delete()
    chosen = [slug for slug in known if slug in slugs]
    brought = list(programme.materials.all())
    Material.objects.bulk_create(
        Material(programme=programme, guide=slug, position=n, made_at=now) for n, slug in enumerate(chosen, start=1)
    )
    for n, row in enumerate(brought, start=len(chosen) + 1):
        Material.objects.filter(pk=row.pk).update(position=n)
    record("materials.chosen", programme, by=by.pk if by else None, at=now, half_pages=len(chosen))


@transaction.atomic
def add_file(
    programme: Programme,
    data: bytes,
    *,
    name: str,
    title: Said,
    seminar: Seminar | None = None,
    seen: int | None,
    by: User | None,
    now: datetime,
) -> Material:
    """Keep a file behind what is there: for every seminar, or for one of them. Journals material.added.

    Raises Refusal for what is neither PDF nor picture, without a title, for one too many or too much; Stale.
    """
    if not title:
        raise Refusal(_("Say in words what it is: people see this, not the name of the file."))
    if seminar is not None and seminar.programme_id != programme.pk:
        raise ValueError("a seminar of another programme")
    touch(programme, seen=seen, now=now)
    brought = list(programme.materials.filter(guide="").select_related("file"))
    if len(brought) >= MOST_FILES:
        raise Refusal(_("There are %(number)d files already. Take one away first.") % {"number": MOST_FILES})
    file = files.keep(
        data,
        name=name,
        purpose=Purpose.MATERIAL,
        owner=programme,
        office=programme.office_id,
        by=by.pk if by else None,
        now=now,
    )
    if file.size + sum(row.file.size for row in brought if row.file) > MOST_BYTES:
        told = _("Together the files may be %(number)d MB, so that they fit into one page on a stick.")
        raise Refusal(told % {"number": MOST_BYTES // 1024 // 1024})
    last = programme.materials.aggregate(last=Max("position"))["last"] or 0
    row = Material.objects.create(
        programme=programme, seminar=seminar, file=file, title=title, position=last + 1, made_at=now
    )
    record("material.added", row, by=by.pk if by else None, at=now, programme=programme.pk, bytes=file.size)
    return row


@transaction.atomic
def remove_file(material: Material, *, seen: int | None, by: User | None, now: datetime) -> None:
    """Take a file away and destroy it. Journals material.removed. Raises Stale."""
    touch(material.programme, seen=seen, now=now)
    key = by.pk if by else None
    record("material.removed", material, by=key, at=now, programme=material.programme_id)
    file = material.file
    material.delete()
    if file is not None:
        files.drop(file, by=key, now=now)
