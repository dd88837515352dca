"""What this room holds of a person: a line in a group that asks, with its address; what somebody asked or proposed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from tegerek.lib.said import Said
from tegerek.lib.text import fold
from tegerek.people.holding import Holder, Row
from tegerek.people.models import Person
from tegerek.voices.models import Answer, GroupMember, Source, Voice


def told(person: Person) -> list[Row]:
    """Every group that the person stands in, and all that the person asked or proposed. Two queries."""
    members = GroupMember.objects.filter(person=person).select_related("initiative").order_by("pk")
    voices = Voice.objects.filter(asker=person).select_related("answer").order_by("pk")
    return [_told_member(one) for one in members] + [_told_voice(one) for one in voices]


def erase(person: Person, *, by: int | None, now: datetime) -> Mapping[str, int]:
    """Take the address away; the line stays and counts without a name, as does what was asked. One update.

    A name within the words of an appeal or a question is taken out by people/mentions.py.
    """
    members = GroupMember.objects.filter(person=person).exclude(address="")
    return {"group_member": members.update(address="")}


def join(kept: Person, gone: Person, *, by: int | None, now: datetime) -> None:
    """Two lines in one group become one: the earlier place stays, with what either line knew."""
    theirs = {one.initiative_id: one for one in GroupMember.objects.filter(person=kept)}
    for other in GroupMember.objects.filter(person=gone, initiative__in=theirs):
        one = theirs[other.initiative_id]
        other.delete()
        one.position = min(one.position, other.position)
        one.address = one.address or other.address
        one.is_contact = one.is_contact or other.is_contact
        one.save(update_fields=["position", "address", "is_contact"])


def _told_member(member: GroupMember) -> Row:
    return {
        "kind": "member of a group that asks for a meeting",
        "about": str(member.initiative.title.in_("ky")),
        "number": member.initiative.number,
        "received on": member.initiative.received_on,
        "address": member.address,
    }


def _told_voice(voice: Voice) -> Row:
    answer: Answer | None = getattr(voice, "answer", None)
    return {
        "kind": f"{voice.kind or 'slip'} put to a meeting",
        "number": voice.number,
        "received on": voice.received_on,
        "text": str(voice.text.in_("ky")),
        "number in the journal of appeals": voice.journal_number,
        "answered on": answer.answered_on if answer else None,
        "answer": str(answer.text.in_("ky")) if answer else "",
        "said of the answer": str(answer.disputed.in_("ky")) if answer else "",
    }


def told_sources(person: Person) -> list[Row]:
    """Tables of questions that wait to be taken over and name the person. One query."""
    return [{"kind": "table of questions", "number": row.pk, "brought on": row.made_at} for row in _sources(person)]


def erase_sources(person: Person, *, by: int | None, now: datetime) -> Mapping[str, int]:
    """A table that waits and names the person is destroyed whole; one that was not read too. An update for each."""
    found = _sources(person)
    for row in found:
        kept = {"table": {}, "data": b"", "file_name": "", "trouble": Said()}
        Source.objects.filter(pk=row.pk).update(**kept, version=F("version") + 1)
    return {"source": len(found)}


def _sources(person: Person) -> list[Source]:
    """The tables of the office that wait and hold the name; those that were not read may hold it."""
    waiting = Source.objects.filter(office=person.office_id).exclude(table={}, data=b"").order_by("pk")
    name = fold(person.name)
    return [row for row in waiting if bytes(row.data) or name in fold(json.dumps(row.table, ensure_ascii=False))]


HOLDER = Holder(
    "voices",
    _("Groups that ask for a meeting; questions and proposals"),
    _("The name and the address go at once. The group still counts the person; what was asked stays, without a name."),
    told,
    erase,
    join=join,
    tables=("voices.groupmember",),
)
SOURCES = Holder(
    "sources",
    _("Tables of questions that wait to be taken over"),
    _("A table that names the person is destroyed at once, with the file it came in."),
    told_sources,
    erase_sources,
    tables=("voices.source",),
)
