"""Making bodies known."""

from datetime import datetime

from django.db import transaction

from tegerek.journal.actions import record
from tegerek.lib.said import Said
from tegerek.places.models import Body, BodyKind, Unit


@transaction.atomic
def add_body(
    kind: BodyKind,
    name: Said,
    *,
    unit: Unit | None,
    now: datetime,
    by: int | None = None,
    is_office: bool = False,
    phone: str = "",
    address: Said | None = None,
) -> Body:
    """Make a body known; as an office it uses this system and owns things. Journals body.added."""
    body = Body.objects.create(
        kind=kind, name=name, unit=unit, is_office=is_office, phone=phone, address=address or Said()
    )
    record("body.added", body, by=by, at=now, kind=kind.value)
    return body
