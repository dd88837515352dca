"""What certificates hold of a person: the files with the name, and what leads to it. The number stays and says so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tegerek.files.actions import drop
from tegerek.files.models import File, Purpose
from tegerek.learning.models import Certificate
from tegerek.lib.errors import Refusal
from tegerek.people.holding import Holder, Kept, Row, traces_of
from tegerek.people.models import Person

# What is kept of an erased person, and on what ground.
WHAT, BASIS = "Сертификаттагы кол коюучунун аты", "Берилген сертификат өзгөртүлбөйт"


def told(person: Person) -> list[Row]:
    """The certificates of the person. One query."""
    rows = Certificate.objects.filter(person=person).select_related("name").order_by("pk")
    return [
        {
            "kind": "certificate",
            "number": row.number,
            "name": row.name.name,
            "issued on": row.issued_on,
            "revoked at": row.revoked_at,
            "reason": row.reason,
        }
        for row in rows
    ]


def erase(person: Person, *, by: int | None, now: datetime) -> Mapping[str, int]:
    """Destroy the files with the name and empty what leads to it; number and facts stay."""
    rows = Certificate.objects.filter(person=person)
    for file in files_of_certificates(rows.values_list("pk", flat=True)):
        drop(file, by=by, now=now)
    return {"certificate": rows.exclude(payload="").update(payload="", signature="", sha256="")}


def kept(person: Person) -> list[Kept]:
    """The certificates of others that the person signed. One query; those of the office are read."""
    traces = traces_of(person)
    rows = Certificate.objects.filter(programme__office=person.office_id).values_list("printed", flat=True)
    signed = sum(traces.are_in(str(printed.get("signer", ""))) for printed in rows.iterator())
    return [Kept(WHAT, BASIS, None)] if signed else []


def join(kept: Person, gone: Person, *, by: int | None, now: datetime) -> None:
    """Raises Refusal where both cards have a certificate of the same seminar that holds."""
    standing = Certificate.objects.filter(revoked_at=None)
    if standing.filter(person=gone, seminar__in=standing.filter(person=kept).values("seminar")).exists():
        raise Refusal(_("Both cards have a certificate of the same seminar. Revoke one of them first."))


def files_of_certificates(keys: Iterable[int]) -> QuerySet[File]:
    """The files of some certificates by their keys. One query when read."""
    label = Certificate._meta.label_lower
    return File.objects.filter(purpose=Purpose.CERTIFICATE, owner_label=label, owner_key__in=list(keys)).order_by("pk")


HOLDER = Holder(
    "certificates",
    gettext_lazy("Certificates issued to the person"),
    gettext_lazy("The files are destroyed at once; the number stays and says that the name was erased."),
    told,
    erase,
    kept,
    join,
    tables=("learning.certificate",),
)
