"""What may be seen of monitoring: a group and its year, one object, one visit. No member and no resident is named here;
members are named at the desk alone (`members_of`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TypeVar

from django.db.models import Count, Q, QuerySet

from tegerek.commitments.models import (
    Finding,
    Monitor,
    MonitoredObject,
    MonitoringGroup,
    Visit,
    VisitAnswer,
    VisitGoer,
    VisitPhoto,
)
from tegerek.commitments.questionnaires import Question, questionnaires
from tegerek.commitments.rules import may_be_shown
from tegerek.commitments.sheets import Found
from tegerek.files.models import File
from tegerek.lib.said import Said
from tegerek.meetings.sheets import OfficeLine, office_line, within_place
from tegerek.people.letterheads import LetterheadSheet, letterhead_sheet
from tegerek.places.models import Unit
from tegerek.places.rules import long_said

PUBLIC_VISITS = 40
Row = TypeVar("Row", VisitAnswer, VisitPhoto, Finding)


@dataclass(frozen=True)
class GroupLine:
    """A group. decision_number: "" and decided_on: None while the council has not decided."""

    key: int
    name: Said
    place: Said
    decision_number: str
    decided_on: date | None
    session: Said

    @property
    def is_decided(self) -> bool:
        return bool(self.decision_number) and self.decided_on is not None


@dataclass(frozen=True)
class ObjectLine:
    """What is looked at, with what is known of it: None and "" for not known. decision: the number of the decision."""

    key: int
    year: int
    kind: str
    name: Said
    place: Said
    place_slug: str
    contract: Decimal | None
    estimate: Decimal | None
    deadline_on: date | None
    contractor: str
    source: Said
    decision: int | None
    decided_what: Said


@dataclass(frozen=True)
class AnswerLine:
    """A question and its answer, "" where nobody answered it."""

    question: Question
    answer: str
    note: str


@dataclass(frozen=True)
class PhotoLine:
    """A photograph. people: nobody, agreed, not_agreed; the last is never shown outside. digest: of its bytes."""

    key: int
    people: str
    is_blurred: bool
    digest: str = ""


@dataclass(frozen=True)
class FindingLine:
    """What was found. number: None until everybody can read it. may_be_shown: answered, or the day asked for passed."""

    key: int
    number: int | None
    text: Said
    advice: Said
    handed_on: date | None
    answer_by: date | None
    answer: Said
    answered_on: date | None
    answered_by: str
    may_be_shown: bool

    @property
    def is_public(self) -> bool:
        return self.number is not None


@dataclass(frozen=True)
class VisitSheet:
    """A visit whole. went: how many members. questionnaire: every question of the kind. waiting: findings that lie with
    the office or were not handed over, which only the desk sees.
    """

    key: int
    number: int | None
    on: date
    came_in: str
    went: int
    group: GroupLine
    thing: ObjectLine
    office: OfficeLine
    saw: Said
    interviews: int | None
    told: Said
    documents: Said
    questionnaire: tuple[AnswerLine, ...]
    photos: tuple[PhotoLine, ...]
    findings: tuple[FindingLine, ...]
    waiting: int
    changed_at: datetime


@dataclass(frozen=True)
class ObjectSheet:
    """An object with its visits, the earliest first."""

    line: ObjectLine
    visits: tuple[VisitSheet, ...]


@dataclass(frozen=True)
class YearSheet:
    """What a group did in a year: its objects, each with its visits. letterhead: of the office that posts it."""

    group: GroupLine
    year: int
    office: OfficeLine
    letterhead: LetterheadSheet
    objects: tuple[ObjectSheet, ...]
    changed_at: datetime

    @property
    def visits(self) -> tuple[VisitSheet, ...]:
        return tuple(visit for one in self.objects for visit in one.visits)

    @property
    def findings(self) -> tuple[FindingLine, ...]:
        return tuple(finding for visit in self.visits for finding in visit.findings)


@dataclass(frozen=True)
class PlanLine:
    """An object on the page of its group: how often it was visited, how many findings, and how many wait."""

    thing: ObjectLine
    visits: int
    last_on: date | None
    findings: int
    unanswered: int


@dataclass(frozen=True)
class GroupSheet:
    """A group at the desk: its plan by year, the newest first."""

    group: GroupLine
    years: Mapping[int, tuple[PlanLine, ...]]


@dataclass(frozen=True)
class MemberLine:
    """A member by name, for the desk alone. key: of the membership."""

    key: int
    name: str


@dataclass(frozen=True)
class VisitLine:
    """A visit on a public list."""

    number: int
    on: date
    name: Said
    place: Said
    findings: int
    unanswered: int


# The desk


def groups_with_plans(rows: QuerySet[MonitoringGroup]) -> list[GroupSheet]:
    """Groups (loaded with place and office), each with all its years. Four queries."""
    groups = list(rows)
    things = list(_objects().filter(group__in=groups).order_by("-year", "pk"))
    visits = _visit_counts(things)
    findings = _finding_counts(things)
    found: dict[int, dict[int, list[PlanLine]]] = {}
    for thing in things:
        made, last = visits.get(thing.pk, (0, None))
        all_of_them, unanswered = findings.get(thing.pk, (0, 0))
        line = PlanLine(object_line(thing), made, last, all_of_them, unanswered)
        found.setdefault(thing.group_id, {}).setdefault(thing.year, []).append(line)
    return [
        GroupSheet(group_line(one), {year: tuple(lines) for year, lines in found.get(one.pk, {}).items()})
        for one in groups
    ]


def object_sheet(thing: MonitoredObject, today: date) -> ObjectSheet:
    """One object and its visits, as the desk sees them. Eight queries."""
    return objects_of([thing], today)[0]


def visit_sheet(visit: Visit, today: date) -> VisitSheet:
    """One visit as the desk sees it (loaded with access.visit_for). Six queries."""
    return _visits([visit], today, only_public=False)[0]


def members_of(group: MonitoringGroup) -> tuple[MemberLine, ...]:
    """Who is in the group today, by name; an erased card has none left and is left out. One query."""
    rows = Monitor.objects.filter(group=group, left_at=None).exclude(person__name="")
    return tuple(MemberLine(key, name) for key, name in rows.order_by("pk").values_list("pk", "person__name"))


def goers_of(visit: Visit) -> tuple[str, ...]:
    """The names of those who went, for the desk. One query."""
    rows = VisitGoer.objects.filter(visit=visit).exclude(monitor__person__name="")
    return tuple(rows.order_by("pk").values_list("monitor__person__name", flat=True))


def year_sheet(group: MonitoringGroup, year: int, today: date, *, only_public: bool = True) -> YearSheet:
    """What a group did in a year (loaded with place and office). Nine queries.

    only_public: visits that everybody can read and findings that may be read; a report goes to the board.
    """
    things = list(_objects().filter(group=group, year=year).order_by("pk"))
    objects = tuple(objects_of(things, today, only_public=only_public))
    moments = [group.changed_at, *(one.changed_at for one in things)]
    moments += [visit.changed_at for one in objects for visit in one.visits]
    return YearSheet(
        group_line(group), year, office_line(group.office), letterhead_sheet(group.office), objects, max(moments)
    )


def objects_of(things: Sequence[MonitoredObject], today: date, *, only_public: bool = False) -> list[ObjectSheet]:
    """Several objects with their visits. Seven queries, whatever the number."""
    rows = _visit_rows().filter(object__in=things).order_by("on", "pk")
    visits = _visits(list(rows.exclude(published_at=None) if only_public else rows), today, only_public=only_public)
    by_thing: dict[int, list[VisitSheet]] = {}
    for visit in visits:
        by_thing.setdefault(visit.thing.key, []).append(visit)
    return [ObjectSheet(object_line(thing), tuple(by_thing.get(thing.pk, ()))) for thing in things]


def group_line(row: MonitoringGroup) -> GroupLine:
    """A group (loaded with its place). No query."""
    place = long_said(row.place.kind, row.place.name)
    return GroupLine(row.pk, row.name, place, row.decision_number, row.decided_on, row.session)


def object_line(row: MonitoredObject) -> ObjectLine:
    """What is looked at (loaded as access.object_for does). No query."""
    decision = row.commitment if row.commitment and row.commitment.published_at else None
    return ObjectLine(
        key=row.pk,
        year=row.year,
        kind=row.kind,
        name=row.name,
        place=long_said(row.place.kind, row.place.name),
        place_slug=row.place.slug,
        contract=row.contract,
        estimate=row.estimate,
        deadline_on=row.deadline_on,
        contractor=row.contractor,
        source=row.source,
        decision=decision.number if decision else None,
        decided_what=decision.what if decision else Said(),
    )


# For everybody


def public_visit(number: int, today: date) -> VisitSheet:
    """A visit by its public number, and only what everybody may read. Seven queries. Raises Visit.DoesNotExist."""
    visit = _visit_rows().exclude(published_at=None).get(number=number)
    return _visits([visit], today, only_public=True)[0]


def found_of(number: int) -> Found | None:
    """The latest public visit to what a decision (by its number) is about; None where nobody went. One query."""
    rows = Visit.objects.filter(object__commitment__number=number).exclude(published_at=None)
    last = rows.order_by("on", "pk").last()
    return Found("", last.on, last.number) if last else None


def visit_of_finding(number: int) -> int:
    """The number of the visit that a public finding belongs to. One query. Raises Finding.DoesNotExist."""
    found = Finding.objects.exclude(published_at=None).select_related("visit").get(number=number).visit.number
    if found is None:
        raise Finding.DoesNotExist
    return found


def public_visit_photo(number: int, key: int) -> File:
    """A photograph that everybody may see, by the number of its visit. Two queries. Raises DoesNotExist."""
    photo = _shown(VisitPhoto.objects.filter(visit__number=number, visit__published_at__isnull=False)).get(pk=key)
    return File.objects.filter(owner_label=VisitPhoto._meta.label_lower, owner_key=photo.pk, closed_at=None).latest(
        "pk"
    )


def visits_of_place(place: Unit) -> list[VisitLine]:
    """The latest public visits in a place and below it. One query."""
    shown = Q(findings__published_at__isnull=False)
    rows = (
        Visit.objects.filter(within_place("object__place", place), published_at__isnull=False, number__isnull=False)
        .select_related("object__place")
        .annotate(
            shown=Count("findings", filter=shown),
            unanswered=Count("findings", filter=shown & Q(findings__answered_on=None)),
        )
        .order_by("-on", "-pk")[:PUBLIC_VISITS]
    )
    return [
        VisitLine(
            row.number or 0,
            row.on,
            row.object.name,
            long_said(row.object.place.kind, row.object.place.name),
            row.shown,
            row.unanswered,
        )
        for row in rows
    ]


# Parts


def _objects() -> QuerySet[MonitoredObject]:
    return MonitoredObject.objects.select_related("group__office", "place__parent", "commitment")


def _visit_rows() -> QuerySet[Visit]:
    return Visit.objects.select_related(
        "object__group__office", "object__group__place", "object__place", "object__commitment"
    )


def _visits(visits: Sequence[Visit], today: date, *, only_public: bool) -> list[VisitSheet]:
    """Visits (loaded as _visit_rows does), in their order. Five queries at most, whatever the number."""
    keys = [one.pk for one in visits]
    answers = _by_visit(VisitAnswer.objects.filter(visit__in=keys))
    went = dict(VisitGoer.objects.filter(visit__in=keys).values_list("visit").annotate(Count("pk")).order_by())
    photos = VisitPhoto.objects.filter(visit__in=keys)
    pictures = _by_visit((_shown(photos) if only_public else photos).order_by("pk"))
    digests = _digests([one.pk for of_one in pictures.values() for one in of_one])
    findings = _by_visit(Finding.objects.filter(visit__in=keys).order_by("pk"))
    return [
        _visit(
            one,
            answers.get(one.pk, []),
            went.get(one.pk, 0),
            [_photo(photo, digests) for photo in pictures.get(one.pk, [])],
            findings.get(one.pk, []),
            today,
            only_public,
        )
        for one in visits
    ]


def _visit(
    visit: Visit,
    answers: Sequence[VisitAnswer],
    went: int,
    photos: Sequence[tuple[PhotoLine, datetime]],
    findings: Sequence[Finding],
    today: date,
    only_public: bool,
) -> VisitSheet:
    shown = [one for one in findings if one.published_at is not None] if only_public else findings
    return VisitSheet(
        key=visit.pk,
        number=visit.number,
        on=visit.on,
        came_in=visit.came_in,
        went=went,
        group=group_line(visit.object.group),
        thing=object_line(visit.object),
        office=office_line(visit.object.group.office),
        saw=visit.saw,
        interviews=visit.interviews,
        told=visit.told,
        documents=visit.documents,
        questionnaire=_answered(visit.object.kind, answers),
        photos=tuple(line for line, _at in photos),
        findings=tuple(_finding(one, today) for one in shown),
        waiting=sum(one.published_at is None for one in findings),
        changed_at=max([visit.changed_at, *(one.changed_at for one in shown), *(at for _line, at in photos)]),
    )


def _photo(row: VisitPhoto, digests: Mapping[int, str]) -> tuple[PhotoLine, datetime]:
    """The line of a photograph, and when it was taken over or last changed."""
    return PhotoLine(row.pk, row.people, row.blurred_at is not None, digests.get(row.pk, "")), row.at


def _digests(keys: Sequence[int]) -> dict[int, str]:
    """The digest of each photograph as it is kept now, by its key."""
    rows = File.objects.filter(owner_label=VisitPhoto._meta.label_lower, owner_key__in=keys, closed_at=None)
    return dict(rows.order_by("pk").values_list("owner_key", "sha256"))


def _answered(kind: str, answers: Sequence[VisitAnswer]) -> tuple[AnswerLine, ...]:
    given = {one.question: one for one in answers}
    return tuple(
        AnswerLine(one, given[one.name].answer, given[one.name].note) if one.name in given else AnswerLine(one, "", "")
        for one in questionnaires()[kind]
    )


def _finding(row: Finding, today: date) -> FindingLine:
    return FindingLine(
        key=row.pk,
        number=row.number,
        text=row.text,
        advice=row.advice,
        handed_on=row.handed_on,
        answer_by=row.answer_by,
        answer=row.answer,
        answered_on=row.answered_on,
        answered_by=row.answered_by,
        may_be_shown=may_be_shown(row.handed_on, row.answered_on, row.answer_by, today),
    )


def _shown(rows: QuerySet[VisitPhoto]) -> QuerySet[VisitPhoto]:
    return rows.exclude(people=VisitPhoto.People.NOT_AGREED)


def _by_visit(rows: Iterable[Row]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = {}
    for row in rows:
        found.setdefault(row.visit_id, []).append(row)
    return found


def _visit_counts(things: Sequence[MonitoredObject]) -> dict[int, tuple[int, date | None]]:
    found: dict[int, tuple[int, date | None]] = {}
    for key, on in Visit.objects.filter(object__in=things).order_by("on").values_list("object", "on"):
        found[key] = (found.get(key, (0, None))[0] + 1, on)
    return found


def _finding_counts(things: Sequence[MonitoredObject]) -> dict[int, tuple[int, int]]:
    rows = Finding.objects.filter(visit__object__in=things).values_list("visit__object").order_by()
    counted = rows.annotate(Count("pk"), unanswered=Count("pk", filter=Q(answered_on=None)))
    return {key: (everything, unanswered) for key, everything, unanswered in counted}
