"""What the file of a programme carries, table by table; what it leaves out, and why.

Every table of the rooms programmes and learning stands in one of the two lists, and so does every table that hangs on a
meeting in the room meetings: a test reads them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from graphlib import TopologicalSorter
from typing import Any

from django.apps import apps
from django.db import models

from tegerek.files.models import Purpose

_SEMINAR = "meeting__seminar__programme"


@dataclass(frozen=True)
class Table:
    """One table of the file.

    label: "programmes.topic". to: the way from a row to its programme, as a lookup; "" for what is carried because
    another row points at it. follows: the column by which rows hang on such a table. is_people: left out whole where
    people are left out. words: columns of words that people said or that tell of them, emptied then. hangs: (column,
    pointer): a column that is emptied where what the pointer names stays behind.
    """

    label: str
    to: str = ""
    follows: str = ""
    is_people: bool = False
    words: tuple[str, ...] = ()
    plain: tuple[tuple[str, str], ...] = ()
    hangs: tuple[tuple[str, str], ...] = ()

    @property
    def model(self) -> type[models.Model]:
        return apps.get_model(self.label)

    @property
    def columns(self) -> tuple[models.Field[Any, Any], ...]:
        """The columns without the key, which is given anew."""
        found = self.model._meta.concrete_fields
        return tuple(column for column in found if not isinstance(column, models.AutoField))

    def target(self, column: models.Field[Any, Any]) -> str:
        """The table that a column points at, "" for a column that points nowhere."""
        found = column.related_model if column.is_relation else None
        return found._meta.label_lower if isinstance(found, type) else dict(self.plain).get(column.name, "")


CARRIED = (
    Table("files.file"),
    Table("people.card", is_people=True),
    Table("people.person"),
    Table("people.contact", follows="person", is_people=True),
    Table("people.mandate", follows="person", is_people=True),
    Table("people.consent", follows="person", is_people=True),
    Table("programmes.programme", to="pk"),
    Table("programmes.topic", to="programme"),
    Table("programmes.logo", to="programme"),
    Table("programmes.pressrelease", to="programme", words=("quote", "approved_by")),
    Table("meetings.meeting", to="seminar__programme", words=("online_at",)),
    Table("meetings.turn", to=_SEMINAR),
    Table("meetings.agendaitem", to=_SEMINAR, words=("rapporteur",)),
    Table("meetings.order", to=_SEMINAR),
    Table("meetings.stepdone", to=_SEMINAR),
    Table("meetings.invitee", to=_SEMINAR, words=("whom",)),
    Table("meetings.participant", to=_SEMINAR),
    Table("meetings.removedscan", to=_SEMINAR, words=("reason",)),
    Table("meetings.seatpool", to=_SEMINAR),
    Table("meetings.seat", to=f"pool__{_SEMINAR}", is_people=True),
    Table("meetings.closing", to=_SEMINAR, words=("remarks", "quorum_source")),
    Table("meetings.headcount", to=f"closing__{_SEMINAR}"),
    Table("meetings.itemresult", to=f"item__{_SEMINAR}"),
    Table("meetings.optionvotes", to=f"result__item__{_SEMINAR}"),
    Table("meetings.telling", to=_SEMINAR, words=("where", "by_whom")),
    Table("programmes.seminar", to="programme"),
    Table("programmes.quota", to="seminar__programme"),
    Table("programmes.invited", to="seminar__programme"),
    Table("programmes.letter", to="seminar__programme"),
    Table("programmes.correction", to="programme"),
    Table("programmes.results", to="programme"),
    Table("programmes.reportwords", to="programme"),
    Table("programmes.seriesreport", to="programme"),
    Table("programmes.reportrow", to="report__programme", plain=(("line", "meetings.participant"),)),
    Table("programmes.material", to="programme"),
    Table("people.papername", follows="person", is_people=True),
    Table("learning.question", to="programme"),
    Table("learning.seminartest", to="seminar__programme"),
    Table("learning.asked", to="test__seminar__programme"),
    Table("learning.answersheet", to="test__seminar__programme"),
    Table("learning.evaluationform", to="programme"),
    Table("learning.reply", to="seminar__programme"),
    Table("learning.learnt", to="seminar__programme"),
    Table("learning.statedresult", to="programme"),
    Table("learning.certificaterule", to="programme", words=("signer", "signer_post")),
    Table("learning.certificate", to="programme", is_people=True),
    Table("programmes.trainer", to="seminar__programme", words=("despite",)),
    Table("programmes.rates", to="programme"),
    Table("programmes.band", to="rates__programme"),
    Table("programmes.distance", to="seminar__programme"),
    Table("programmes.paylist", to="seminar__programme"),
    Table("programmes.paypiece", to="pay_list__seminar__programme"),
    # The meeting itself belongs to the office of the aimak: it stays there, and with it that it was shown.
    Table("programmes.nextmeeting", to="invited__seminar__programme", hangs=(("shown_at", "meeting_id"),)),
    Table("programmes.nextcall", to="invited__seminar__programme"),
    Table("programmes.outsidemeeting", to="programme"),
    Table("programmes.nextfigures", to="programme"),
)

EXCUSED: Mapping[str, str] = {
    "programmes.road": "the table of roads belongs to the office, which types its own",
    "learning.door": "a short link leads to the site on which it was made",
    "programmes.scheduleimport": "the schedule as somebody brought it was read, and stands in the seminars",
    "meetings.listimport": "a list that somebody brought was taken over into the roster, or thrown away",
    "meetings.charter": "the charter of a municipality belongs to its office",
    "meetings.charteranswer": "the charter of a municipality belongs to its office",
    "meetings.chatgroup": "the groups of the villages belong to the office that posts there",
    "meetings.chatpost": "tells of a group that is not carried",
}

# What a row points at outside the file. Accounts and long work stay where they are: who pressed is not told elsewhere.
FORGOTTEN = frozenset({"people.user", "jobs.job"})
# Found again by their names at the other place.
PLACES = frozenset({"places.unit", "places.body", "places.venue"})
# Files that everybody may see; all others may show people.
PUBLIC_FILES = frozenset({Purpose.LOGO.value, Purpose.MATERIAL.value})


def column_of(model: type[models.Model], name: str) -> models.Field[Any, Any]:
    """A column of a table. Raises ValueError for a name that no column has."""
    found = model._meta.get_field(name)
    if not isinstance(found, models.Field):
        raise ValueError(f"{name} is no column")
    return found


def in_order(tables: Iterable[Table] = CARRIED) -> tuple[Table, ...]:
    """The tables so that each comes behind those that it points at. Raises graphlib.CycleError."""
    by_label = {table.label: table for table in tables}
    arrows = {
        table.label: {label for label in map(table.target, table.columns) if label in by_label} - {table.label}
        for table in by_label.values()
    }
    return tuple(by_label[label] for label in TopologicalSorter(arrows).static_order())
