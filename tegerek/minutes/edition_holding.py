"""What issued minutes hold of a person. They stay: an erasure says which name it must leave, and until when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from tegerek.minutes.models import Edition, Issued
from tegerek.people.holding import Holder, Kept, Row, traces_of
from tegerek.people.models import Person

# What is kept of an erased person, and on what ground; the file copies are told by holding.py.
WHAT, BASIS = "Протоколдун ачык нускасы", "Чыгарылган протокол өзгөртүлбөйт"


def told(person: Person) -> list[Row]:
    """In which editions the name stands. Two queries; every sheet of the office is read."""
    return [
        {"kind": f"issued minutes: {one.kind}", "meeting": one.minutes.meeting.number, "edition": one.number}
        for one in _naming(person)
    ]


def erase(person: Person, *, by: int | None, now: datetime) -> Mapping[str, int]:
    """Nothing: what was issued stays, a file copy until its day. `kept` says so before."""
    return {}


def kept(person: Person) -> list[Kept]:
    """The public editions in which the name stays."""
    return [Kept(WHAT, BASIS, None) for one in _naming(person) if one.kind == Edition.Kind.PUBLIC]


def _naming(person: Person) -> Iterator[Edition]:
    traces = traces_of(person)
    rows = Issued.objects.filter(edition__minutes__meeting__office=person.office_id, form=Issued.Form.SHEET)
    for row in rows.exclude(body=None).select_related("edition__minutes__meeting").order_by("pk").iterator():
        if traces.are_in(bytes(row.body or b"").decode()):
            yield row.edition


HOLDER = Holder(
    "editions",
    _("Minutes that were issued, in which the name stands"),
    _("They stay as they were issued; a signed file copy is destroyed on its day, if it has one."),
    told,
    erase,
    kept,
    tables=("minutes.edition", "minutes.issued"),
)
