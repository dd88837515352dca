"""What is handed out before a meeting: papers of an item of the agenda, and the citizens' budget on one page.

Once the meeting is called, everybody may fetch them; a draft's and a rehearsal's are the office's alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from tegerek.files import actions as files
from tegerek.files.models import File, Purpose
from tegerek.journal.actions import record
from tegerek.lib.errors import Refusal
from tegerek.lib.text import mended, one_line
from tegerek.meetings.models import AgendaItem, Meeting
from tegerek.people.models import User

HANDED_OUT = (Purpose.PAPER, Purpose.BUDGET)
NAME_LETTERS = 120


@dataclass(frozen=True)
class Handout:
    """One paper to fetch: key of its file, its name, type and size in bytes; item: position on the agenda, None for all
    of the meeting. is_budget: it is the citizens' budget.
    """

    key: int
    name: str
    type: str
    size: int
    item: int | None
    is_budget: bool


def handouts_of(meeting: Meeting, items: Iterable[AgendaItem]) -> tuple[Handout, ...]:
    """The papers of a meeting, the citizens' budget first, then in the order of the agenda. One query."""
    known = list(items)
    return handouts_in(handout_files(meeting, [item.pk for item in known]), known)


def handouts_in(rows: Iterable[File], items: Iterable[AgendaItem]) -> tuple[Handout, ...]:
    """The papers among files of a meeting, in the same order."""
    positions = {item.pk: item.position for item in items}
    found = [_handout(row, positions) for row in rows if row.purpose in HANDED_OUT]
    return tuple(sorted(found, key=lambda one: (not one.is_budget, one.item or 0, one.key)))


def handout_files(
    meeting: Meeting, items: Iterable[int] | None = None, *, beside: tuple[Purpose, ...] = ()
) -> QuerySet[File]:
    """The rows of these files. items: keys of the agenda's items, asked for where they are not at hand. beside: for
    what else files of the meeting are wanted.
    """
    keys = list(meeting.agenda.values_list("pk", flat=True)) if items is None else list(items)
    whole = Q(owner_label=Meeting._meta.label_lower, owner_key=meeting.pk)
    of_items = Q(owner_label=AgendaItem._meta.label_lower, owner_key__in=keys)
    return File.objects.filter(whole | of_items, purpose__in=(*HANDED_OUT, *beside), closed_at=None).order_by("pk")


@transaction.atomic
def keep_handout(
    meeting: Meeting,
    data: bytes,
    *,
    name: str,
    file_name: str,
    item: AgendaItem | None,
    is_budget: bool,
    by: User | None,
    now: datetime,
) -> File:
    """Keep a paper. name: as people read it. file_name: as it was brought. Journals file.kept and handout.kept.

    Raises Refusal without a name, and for a type or size that is not taken.
    """
    words = one_line(mended(name))[:NAME_LETTERS]
    if not words:
        raise Refusal(_("Say what the paper is, in a few words: people read it as the name of the file."))
    ending = file_name.rpartition(".")[2]
    purpose, key = (Purpose.BUDGET if is_budget else Purpose.PAPER), by.pk if by else None
    owner = item or meeting
    file = files.keep(
        data, name=f"{words}.{ending}", purpose=purpose, owner=owner, office=meeting.office_id, by=key, now=now
    )
    record("handout.kept", meeting, by=key, at=now, file=file.pk, item=item.position if item else None)
    return file


@transaction.atomic
def drop_handout(meeting: Meeting, file: File, *, by: User | None, now: datetime) -> None:
    """Take a paper away. Journals handout.dropped. Raises Refusal if it is gone already."""
    if not handout_files(meeting).filter(pk=file.pk).exists():
        raise Refusal(_("This paper has been taken away already."))
    key = by.pk if by else None
    record("handout.dropped", meeting, by=key, at=now, file=file.pk)
    files.drop(file, by=key, now=now)


def _handout(row: File, positions: dict[int, int]) -> Handout:
    is_item = row.owner_label == AgendaItem._meta.label_lower
    item = positions.get(row.owner_key) if is_item else None
    return Handout(
        row.pk, row.name.rpartition(".")[0].replace("_", " "), row.type, row.size, item, row.purpose == Purpose.BUDGET
    )
