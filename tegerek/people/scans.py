"""Scans on which a person may be seen: destroyed with the person, or closed where a basis asks that they be kept.

Nobody can look for a name in a photograph, so each scan of a meeting on whose roster a person stood counts as one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from tegerek.files.actions import drop
from tegerek.files.models import File, Purpose
from tegerek.journal.actions import record
from tegerek.people.holding import Kept, Row


def scans_of(label: str, keys: Iterable[int]) -> QuerySet[File]:
    """The scans of some rows of a table: scans_of("meetings.meeting", [7])."""
    return File.objects.filter(purpose=Purpose.SCAN, owner_label=label, owner_key__in=list(keys)).order_by("pk")


def told_scans(scans: QuerySet[File]) -> list[Row]:
    """For an export: that there are scans. They show others too, so the office shows them, and gives none away."""
    return [
        {"kind": "scan", "number": scan.pk, "made on": scan.made_at, "kept until": scan.keep_until} for scan in scans
    ]


def kept_scans(scans: QuerySet[File]) -> list[Kept]:
    """Those that must be kept."""
    return [Kept(scan.name, scan.basis, scan.keep_until, scan.pk) for scan in scans.exclude(basis="")]


def erase_scans(scans: QuerySet[File], *, by: int | None, now: datetime) -> Mapping[str, int]:
    """Destroy the scans without a basis, close the others; how many of each."""
    closed = scans.exclude(basis="").filter(closed_at=None).update(closed_at=now)
    return {"scan": destroy_scans(list(scans.filter(basis="")), by=by, now=now), "scan_closed": closed}


def note_opened(file: File, *, by: int, now: datetime) -> None:
    """Write down that somebody opened a closed file. Journals file.kept_opened."""
    record("file.kept_opened", file, by=by, at=now, office=file.office)


@transaction.atomic
def destroy_scans(scans: list[File], *, by: int | None, now: datetime) -> int:
    """Destroy scans, closed ones too; how many. Journals file.dropped for each."""
    for scan in scans:
        drop(scan, by=by, now=now)
    return len(scans)
