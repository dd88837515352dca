"""Which meetings are listed and counted: a sample shows how a meeting looks, and nobody held it."""

from __future__ import annotations

from django.conf import settings
from django.db.models import Q


def countable(path: str = "") -> Q:
    """Rows whose meeting, at that path ("meeting__"; "" for a row that says so itself), is no sample, and those without
    one; all of them in a demonstration, where everything is invented.
    """
    return Q() if settings.DEMO else ~Q(**{f"{path}is_sample": True})
