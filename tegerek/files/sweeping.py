"""What nights do with files: destroy what is due and bytes that no row names; and finding bytes not in order."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.db.models import ProtectedError

from tegerek.files import store
from tegerek.files.actions import drop
from tegerek.files.models import File
from tegerek.lib.dates import local_day

# How long bytes may lie there before their row is committed, or a draft before it is whole.
GRACE_SECONDS = 24 * 3600.0

log = logging.getLogger(__name__)


def sweep(now: datetime) -> None:
    """Drop the files whose last day is over, then destroy bytes that no row names. Safe to run beside everything."""
    drop_due(now)
    remove_unnamed(before=time.time() - GRACE_SECONDS)


def drop_due(now: datetime) -> int:
    """Drop files kept until a day that is over; how many. What a row still points to stays, and is told in the log.

    Journals file.dropped for each.
    """
    dropped = 0
    for row in File.objects.filter(keep_until__lt=local_day(now)).order_by("pk"):
        try:
            with transaction.atomic():
                drop(row, by=None, now=now)
        except ProtectedError:
            log.warning("file %s is due and still in use", row.pk)
        else:
            dropped += 1
    return dropped


def remove_unnamed(*, before: float) -> int:
    """Destroy the bytes that no row names and that were written before a moment (seconds since the epoch); how many.

    One query, and one more for each that is destroyed. Drafts of killed writers go too.
    """
    named = set(File.objects.values_list("sha256", flat=True).distinct())
    unnamed = [digest for digest in store.digests() if digest not in named]
    for draft in store.drafts():
        if draft.stat().st_mtime < before:
            draft.unlink(missing_ok=True)
    return sum(store.remove(digest, unless_younger_than=before) for digest in unnamed)


def broken() -> Iterator[str]:
    """The digests of files that are missing on the disk or whose bytes are others; reads every byte of all files."""
    for digest in File.objects.values_list("sha256", flat=True).distinct().order_by("sha256").iterator():
        if not store.is_whole(digest):
            yield digest
