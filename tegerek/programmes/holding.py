"""What brought schedules hold of a person: the source as it came, and the preview made of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from tegerek.lib.errors import Refusal
from tegerek.lib.sources.reading import Paragraph, Source, read_source
from tegerek.people.holding import Holder, Row, Traces, traces_of
from tegerek.people.models import Person
from tegerek.programmes.imports import limits
from tegerek.programmes.models import ScheduleImport

REMOVED = b""


def told(person: Person) -> list[Row]:
    """The schedules that name the person or cannot be looked into. A query, and a reading of each schedule."""
    return [
        {"kind": "schedule", "number": row.pk, "brought on": row.brought_at, "file": row.file_name}
        for row in _naming(person)
    ]


def erase(person: Person, *, by: int | None, now: datetime) -> Mapping[str, int]:
    """Destroy source and preview of those schedules. What was made of them stands in the programme."""
    keys = [row.pk for row in _naming(person)]
    ScheduleImport.objects.filter(pk__in=keys).update(source=REMOVED, table={}, trouble={}, file_name="")
    return {"schedule": len(keys)}


def _naming(person: Person) -> list[ScheduleImport]:
    traces = traces_of(person)
    rows = ScheduleImport.objects.filter(office=person.office_id).exclude(source=REMOVED, table={}).order_by("pk")
    return [row for row in rows.iterator() if _names(row, traces)]


def _names(row: ScheduleImport, traces: Traces) -> bool:
    """Whether a schedule names the person; what cannot be read might."""
    told = f"{row.file_name}\n{json.dumps(row.table, ensure_ascii=False)}\n{' '.join(row.trouble.texts.values())}"
    if traces.are_in(told):
        return True
    source = bytes(row.source)
    if not source:
        return False
    try:
        return traces.are_in(_text(read_source(source, row.file_name, limits=limits())))
    except Refusal:
        return True


def _text(source: Source) -> str:
    lines = [
        [block.text] if isinstance(block, Paragraph) else [" \n".join(row.cells) for row in block.rows]
        for block in source.blocks
    ]
    return "\n".join(line for block in lines for line in block)


HOLDERS = (
    Holder(
        "schedules",
        _("Schedules that were brought and name the person"),
        _("The file and its preview are destroyed at once; the programme made of it stays."),
        told,
        erase,
        tables=("programmes.scheduleimport",),
    ),
)
