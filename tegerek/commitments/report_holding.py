"""What yearly reports hold of a person in office. What was given stays: an erasure says which name it must leave."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from tegerek.commitments.models import Report, ReportPiece
from tegerek.people.holding import Holder, Kept, Row, traces_of
from tegerek.people.models import Person

# What is kept of an erased person, and on what ground.
WHAT, BASIS = "Жылдык отчет", "Берилген отчет өзгөртүлбөйт"


def told(person: Person) -> list[Row]:
    """Every report of the person, and those given in which the name stands. Three queries; the office's sheets are
    read.
    """
    own = Report.objects.filter(person=person).order_by("pk")
    return [
        *({"kind": "yearly report", "number": one.number, "from": one.since, "to": one.until} for one in own),
        *({"kind": "yearly report that was given", "number": one.number} for one in _naming(person)),
    ]


def erase(person: Person, *, by: int | None, now: datetime) -> Mapping[str, int]:
    """Nothing: a report that was given stays; a draft says the name of the card, which is empty then."""
    return {}


def kept(person: Person) -> list[Kept]:
    """The given reports in which the name stays."""
    return [Kept(WHAT, BASIS, None) for _one in _naming(person)]


def _naming(person: Person) -> list[Report]:
    traces = traces_of(person)
    rows = ReportPiece.objects.filter(report__office=person.office_id, form="sheet").select_related("report")
    return [one.report for one in rows.order_by("pk") if traces.are_in(bytes(one.body).decode())]


HOLDER = Holder(
    "reports",
    _("Yearly reports of a deputy, and those in which the name stands"),
    _("A report that was given stays as it was. A draft loses the name with the card."),
    told,
    erase,
    kept,
    tables=("commitments.reportpiece",),
)
