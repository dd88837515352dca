"""What may be seen of an appeal: a line of a list, its public page, the facts of its papers.

Nothing here names anybody; who stands in the group is asked for by name (`group_of`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Count, QuerySet

from tegerek.lib.said import Said
from tegerek.meetings.charters import charters_on
from tegerek.meetings.checklists import Elsewhere
from tegerek.meetings.models import Meeting
from tegerek.meetings.sheets import within_place
from tegerek.people.letterheads import LetterheadSheet, letterhead_sheet
from tegerek.people.models import Contact
from tegerek.places.models import Unit
from tegerek.places.rules import long_said
from tegerek.procedures.explain import Explained, explain
from tegerek.procedures.kinds import kind as kind_of
from tegerek.procedures.rules import due_days
from tegerek.procedures.terms import Event, OwnCharter, Rule
from tegerek.procedures.words import cited
from tegerek.voices.models import GroupMember, Initiative
from tegerek.voices.rules import (
    ASSEMBLY,
    DECIDERS,
    DECISION,
    REFUSAL,
    Stands,
    asked_size,
    cited_rule,
    days_left,
    decision_due,
    last_day_to_decide,
    stands_at,
)


@dataclass(frozen=True)
class Asked:
    """The least size of a group, and where that is written. is_few: this group is smaller."""

    least: int
    cited: Said
    is_few: bool


@dataclass(frozen=True)
class InitiativeLine:
    """An appeal on a list. last_day: to decide, None where not known. left: days until then, less than 0 when late;
    None once it is decided. size: how many members."""

    key: int
    number: int | None
    title: Said
    place: Said
    stands: Stands
    is_rehearsal: bool
    received_on: date | None
    last_day: date | None
    left: int | None
    size: int

    @property
    def is_late(self) -> bool:
        return self.left is not None and self.left < 0

    @property
    def late(self) -> int:
        """By how many days it is late; 0 in time."""
        return max(0, -(self.left or 0))


@dataclass(frozen=True)
class Came:
    """The meeting that came of it. number: None while it is a draft."""

    key: int
    number: int | None
    held_on: date | None


@dataclass(frozen=True)
class Origin:
    """The appeal that a meeting came from, by its public number and its issue."""

    number: int
    title: Said


@dataclass(frozen=True)
class InitiativeSheet:
    """An appeal, whole and nameless. clock: how its last day was counted, None while it is not received or no rule is
    known. decided_late: by how many days the decision came too late. refusal, deciders: the rules, as they are cited.
    """

    line: InitiativeLine
    office: Said
    to: str
    reason: Said
    where: Said
    expected: int | None
    register_number: str
    asked: Asked | None
    clock: Explained | None
    decision: str
    decided_on: date | None
    decided_post: str
    decided_late: int
    ground: str
    ground_words: Said
    refusal: Said
    deciders: Said
    meeting: Came | None
    changed_at: datetime


@dataclass(frozen=True)
class GroupLine:
    """One of the group, for those who may see them. phones: only of the contact. A card that was erased has no name."""

    position: int
    person: int
    name: str
    address: str
    phones: tuple[str, ...]
    is_contact: bool
    is_erased: bool


@dataclass(frozen=True)
class AnswerSheet:
    """What the papers of an appeal say: the sheet, the letterhead, and to whom the answer goes.

    steps: the deadlines of an assembly by the id of their rule, as they hold on the day of the appeal; their days are
    known once the meeting that came of it has its day.
    """

    sheet: InitiativeSheet
    letterhead: LetterheadSheet
    contact: GroupLine | None
    steps: Mapping[str, Explained]


def initiative_lines(rows: Iterable[Initiative], today: date) -> list[InitiativeLine]:
    """Appeals as lines. Two queries for the charters, whatever the number; one more unless counted by `counted`."""
    found = list(rows)
    wanted = {(row.office_id, row.received_on) for row in found if row.received_on is not None}
    own = charters_on(wanted)
    return [_line(row, own.get((row.office_id, row.received_on or today)), today) for row in found]


def counted(rows: QuerySet[Initiative]) -> QuerySet[Initiative]:
    """The rows with how many members each has, for initiative_lines."""
    return rows.annotate(size=Count("members"))


def waiting_lines(rows: QuerySet[Initiative], today: date, *, most: int = 5) -> list[InitiativeLine]:
    """Appeals that were received and wait for a decision, the oldest first. Three queries."""
    waiting = counted(rows).filter(received_on__isnull=False, decision="").order_by("received_on", "pk")
    return initiative_lines(waiting[:most], today)


def public_initiative(number: int, today: date) -> InitiativeSheet:
    """An appeal that was received, by its public number. Three queries. Raises Initiative.DoesNotExist.

    A rehearsal has no number and is never found.
    """
    rows = Initiative.objects.select_related("place__parent", "office", "meeting").filter(is_rehearsal=False)
    return initiative_sheet(counted(rows).get(number=number), today)


def public_initiatives(today: date, *, place: Unit | None = None, most: int = 200) -> list[InitiativeLine]:
    """The newest appeals that were received and are no rehearsals, of all or of a place. Three queries."""
    rows = Initiative.objects.select_related("place__parent").filter(number__isnull=False, is_rehearsal=False)
    rows = rows.filter(within_place("place", place)) if place else rows
    return initiative_lines(counted(rows).order_by("-received_on", "-pk")[:most], today)


def origins_of(meeting: int) -> tuple[Origin, ...]:
    """The public appeals from which the meeting of that public number came. One query."""
    rows = Initiative.objects.filter(meeting__number=meeting, number__isnull=False, is_rehearsal=False)
    return tuple(Origin(row.number, row.title) for row in rows.order_by("pk") if row.number)


def initiative_sheet(initiative: Initiative, today: date) -> InitiativeSheet:
    """An appeal, whole and nameless. Two queries for the charter; one more unless counted by `counted`."""
    day = initiative.received_on or today
    own = charters_on([(initiative.office_id, day)]).get((initiative.office_id, day))
    line = _line(initiative, own, today)
    due = decision_due(initiative.received_on, own) if initiative.received_on else None
    decided_late = 0
    if initiative.decided_on and line.last_day:
        decided_late = max(0, -days_left(line.last_day, initiative.decided_on))
    return InitiativeSheet(
        line=line,
        office=initiative.office.name,
        to=initiative.to,
        reason=initiative.reason,
        where=initiative.where,
        expected=initiative.expected,
        register_number=initiative.register_number,
        asked=asked_of(line.size, day, own),
        clock=explain(due) if due else None,
        decision=initiative.decision,
        decided_on=initiative.decided_on,
        decided_post=initiative.decided_post,
        decided_late=decided_late,
        ground=initiative.ground,
        ground_words=initiative.ground_words,
        refusal=_cited(cited_rule(REFUSAL, day, own)),
        deciders=_cited(cited_rule(DECIDERS, day, own)),
        meeting=_came(initiative),
        changed_at=initiative.changed_at,
    )


def asked_of(size: int, on: date, own: OwnCharter | None) -> Asked | None:
    """How a group of that size stands to the least the charter names; None where no rule is known. No query."""
    found = asked_size(on, own)
    return Asked(found[0], cited(found[1]), size < found[0]) if found else None


def group_of(initiative: Initiative, *, with_phones: bool) -> list[GroupLine]:
    """Who stands in the group, with names and addresses: for those who may see the appeal. At most two queries."""
    members = list(initiative.members.select_related("person"))
    contacts = [one.person_id for one in members if one.is_contact] if with_phones else []
    rows = Contact.objects.filter(person__in=contacts, kind=Contact.Kind.PHONE).order_by("pk")
    phones = tuple(rows.values_list("value", flat=True)) if contacts else ()
    return [_member(one, phones if one.is_contact else ()) for one in members]


def answer_sheet(initiative: Initiative, today: date) -> AnswerSheet:
    """All that the papers of an appeal say. Eight queries at most."""
    group = group_of(initiative, with_phones=False)
    contact = next((one for one in group if one.is_contact and not one.is_erased), None)
    sheet = initiative_sheet(initiative, today)
    steps = _steps(initiative, sheet.meeting.held_on if sheet.meeting else None, today)
    return AnswerSheet(sheet, letterhead_sheet(initiative.office), contact, steps)


def appeals_behind(meetings: Iterable[int]) -> dict[int, Elsewhere]:
    """For the checklists of meetings that a group asked for: when it was registered, when decided. One query."""
    rows = Initiative.objects.filter(meeting__in=list(meetings), received_on__isnull=False)
    return {row.meeting_id: _elsewhere(row) for row in rows if row.meeting_id is not None}


def appeal_behind(meeting: Meeting) -> Elsewhere | None:
    """The same of one meeting, None where no appeal stands behind it. One query."""
    return appeals_behind([meeting.pk]).get(meeting.pk)


def _elsewhere(row: Initiative) -> Elsewhere:
    events = {Event.GROUP_APPEAL_REGISTERED: row.received_on} if row.received_on else {}
    return Elsewhere(events, {DECISION: row.decided_on} if row.decided_on else {})


def _steps(initiative: Initiative, held_on: date | None, today: date) -> dict[str, Explained]:
    """The deadlines of an assembly; without a day of the meeting only their terms are said. Two queries."""
    day = initiative.received_on or today
    own = charters_on([(initiative.office_id, day)]).get((initiative.office_id, day))
    told = [explain(due) for due in due_days(kind_of(ASSEMBLY), held_on or day, on=day, own=own)]
    return {one.rule_id: one if held_on else replace(one, last=None, first=None, from_day=None) for one in told}


def _line(row: Initiative, own: OwnCharter | None, today: date) -> InitiativeLine:
    stands = stands_at(received=row.received_on is not None, decision=row.decision)
    last = last_day_to_decide(row.received_on, own) if row.received_on else None
    is_waiting = stands is Stands.WAITING and last is not None
    size: int | None = getattr(row, "size", None)
    return InitiativeLine(
        key=row.pk,
        number=row.number,
        title=row.title,
        place=long_said(row.place.kind, row.place.name),
        stands=stands,
        is_rehearsal=row.is_rehearsal,
        received_on=row.received_on,
        last_day=last,
        left=days_left(last, today) if is_waiting and last else None,
        size=row.members.count() if size is None else size,
    )


def _member(row: GroupMember, phones: tuple[str, ...]) -> GroupLine:
    person = row.person
    return GroupLine(
        row.position, person.pk, person.name, row.address, phones, row.is_contact, person.erased_at is not None
    )


def _came(initiative: Initiative) -> Came | None:
    meeting = initiative.meeting
    return Came(meeting.pk, meeting.number, meeting.held_on) if meeting else None


def _cited(rule: Rule | None) -> Said:
    return cited(rule) if rule else Said()
