"""Programmes of the demo as samples: what is said when one is begun, said of those that stand."""

from __future__ import annotations

from tegerek.meetings.models import Meeting
from tegerek.programmes.models import Programme


def become_samples(*programmes: Programme) -> None:
    """As if these had been begun as samples, with all their seminars."""
    keys = [programme.pk for programme in programmes]
    Programme.objects.filter(pk__in=keys).update(is_sample=True)
    Meeting.objects.filter(seminar__programme__in=keys).update(is_sample=True)
    for programme in programmes:
        programme.refresh_from_db()
