"""What minutes hold of a person: what was said, remarks, and the scan of the signed paper."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tegerek.files.models import File
from tegerek.minutes.models import Edition, Minutes, Passage, Remark
from tegerek.people import scans
from tegerek.people.holding import Holder, Kept, Row
from tegerek.people.models import Person


def told(person: Person) -> list[Row]:
    """All that the person said in minutes, their remarks, and that there are scans. Three queries."""
    said = Passage.objects.filter(speaker=person).select_related("minutes__meeting").order_by("pk")
    remarks = Remark.objects.filter(remarker=person).order_by("pk")
    return [
        *({"kind": f"minutes: {one.kind}", "meeting": one.minutes.meeting.number, "text": _plain(one)} for one in said),
        *({"kind": "remark on minutes", "received on": one.received_on, "text": _plain(one)} for one in remarks),
        *scans.told_scans(_scans(person)),
    ]


def erase(person: Person, *, by: int | None, now: datetime) -> Mapping[str, int]:
    """Close the scans of signed paper on which the person may stand; what was said stays, without a name.

    The name within words is taken out by people/mentions.py.
    """
    return scans.erase_scans(_scans(person), by=by, now=now)


def kept(person: Person) -> list[Kept]:
    """The scans that stay, closed; and the file copies, which nobody can change: they are destroyed on their day."""
    copies = Edition.objects.filter(minutes__in=_minutes(person), kind=Edition.Kind.FILE, destruction=None)
    told_copies = [Kept(_copy(one), one.basis, one.keep_until) for one in copies.order_by("pk")]
    return [*scans.kept_scans(_scans(person)), *told_copies]


def _copy(edition: Edition) -> str:
    return gettext("File copy of the minutes, edition %(n)d") % {"n": edition.number}


def _scans(person: Person) -> QuerySet[File]:
    return scans.scans_of("minutes.minutes", _minutes(person))


def _minutes(person: Person) -> list[int]:
    """The keys of minutes in which the person speaks or asks, or which the person signed."""
    signed = Q(meeting__closing__chair=person) | Q(meeting__closing__secretary=person)
    rows = Minutes.objects.filter(Q(passages__speaker=person) | Q(passages__voice__asker=person) | signed)
    return list(rows.values_list("pk", flat=True).distinct())


def _plain(row: Passage | Remark) -> str:
    return str(row.text.in_("ky"))


HOLDER = Holder(
    "minutes",
    _("What was said in minutes, and remarks on them"),
    _(
        "The name goes at once; what was said stays without it. A scan of signed minutes is closed; an issued copy "
        "stays as it was, the file copy until its day."
    ),
    told,
    erase,
    kept,
    # Not emptied: triggers of the database keep what was issued as it was; the file copy goes on its day.
    tables=("minutes.issued",),
)
