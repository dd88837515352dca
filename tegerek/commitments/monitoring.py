"""What a monitoring group does: its council decision first, what it looks at, visits, findings; and what the office
answers. Each act is one transaction.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from tegerek.commitments.actions import PHOTO_BYTES
from tegerek.commitments.models import (
    Commitment,
    Finding,
    Monitor,
    MonitoredObject,
    MonitoringGroup,
    Visit,
    VisitAnswer,
    VisitGoer,
    VisitPhoto,
)
from tegerek.commitments.questionnaires import questionnaires
from tegerek.commitments.rules import may_be_shown
from tegerek.files import actions as files
from tegerek.files import pictures, store
from tegerek.files.models import File, Purpose
from tegerek.journal.actions import give_number, record
from tegerek.lib.dates import local_day
from tegerek.lib.errors import CHANGED, Refusal, Stale
from tegerek.lib.said import Said
from tegerek.lib.text import one_line
from tegerek.meetings.actions import Item, set_agenda
from tegerek.meetings.models import AgendaItem, Meeting
from tegerek.people.actions import hold_cards, keep_person
from tegerek.people.models import User
from tegerek.people.named import refuse_residents
from tegerek.places.models import Body, Unit

MOST_VISIT_PHOTOS = 12
DECISION_LETTERS, FIRM_LETTERS, NOTE_LETTERS = 60, 160, 500


@dataclass(frozen=True)
class GroupWords:
    """Of a group: its name, and the decision of the council: number, day, session. "" and None while there is none."""

    name: Said
    decision_number: str = ""
    decided_on: date | None = None
    session: Said = field(default_factory=Said)


@dataclass(frozen=True)
class ObjectWords:
    """Of what is looked at. contract, estimate: in soms; None, "" and an empty text stand for "not known"."""

    year: int
    kind: str
    name: Said
    place: Unit
    contract: Decimal | None = None
    estimate: Decimal | None = None
    deadline_on: date | None = None
    contractor: str = ""
    source: Said = field(default_factory=Said)
    commitment: Commitment | None = None


@dataclass(frozen=True)
class VisitWords:
    """Of a visit. answers: by the name of a question, the answer and its note; what nobody answered is left out."""

    on: date
    came_in: str
    saw: Said
    interviews: int | None = None
    told: Said = field(default_factory=Said)
    documents: Said = field(default_factory=Said)
    answers: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    goers: Sequence[Monitor] = ()


# The group


@transaction.atomic
def found_group(office: Body, place: Unit, words: GroupWords, *, by: User | None, now: datetime) -> MonitoringGroup:
    """Write down a group of an office. Journals group.made. Raises Refusal without a name or for a decision ahead."""
    group = MonitoringGroup.objects.create(
        office=office, place=place, made_at=now, changed_at=now, by=by, **_group_columns(words, now)
    )
    record("group.made", group, by=_key(by), at=now)
    return group


@transaction.atomic
def word_group(group: MonitoringGroup, words: GroupWords, *, seen: int, by: User | None, now: datetime) -> None:
    """Correct a group, or write down what the council decided. Journals group.changed. Raises Refusal, Stale."""
    _change(group, seen, now, **_group_columns(words, now))
    record("group.changed", group, by=_key(by), at=now)


@transaction.atomic
def add_monitor(group: MonitoringGroup, name: str, *, by: User | None, now: datetime) -> Monitor:
    """A member, with a card of their own. Journals group.joined, without the name. Raises Refusal without a name."""
    office = hold_cards(group.office_id)
    person = keep_person(None, office=office, name=name, by=_key(by), now=now)
    made = Monitor.objects.create(group=group, person=person)
    record("group.joined", group, by=_key(by), at=now)
    return made


@transaction.atomic
def release_monitor(monitor: Monitor, *, by: User | None, now: datetime) -> None:
    """No longer a member; who went on earlier visits stays. Journals group.left. Raises Refusal if already gone."""
    if not Monitor.objects.filter(pk=monitor.pk, left_at=None).update(left_at=now):
        raise Refusal(_("This person has left the group already."))
    record("group.left", monitor.group, by=_key(by), at=now)


# The plan


@transaction.atomic
def plan_object(group: MonitoringGroup, words: ObjectWords, *, by: User | None, now: datetime) -> MonitoredObject:
    """Take something into the plan of a year. Journals object.planned.

    Raises Refusal before the council has decided on the group, and without a name.
    """
    if not group.is_decided:
        raise Refusal(
            _("First the council decides on the group. Write down the number and the day of that decision, then plan.")
        )
    made = MonitoredObject.objects.create(group=group, made_at=now, changed_at=now, by=by, **_object_columns(words))
    record("object.planned", made, by=_key(by), at=now, year=words.year)
    return made


@transaction.atomic
def word_object(thing: MonitoredObject, words: ObjectWords, *, seen: int, by: User | None, now: datetime) -> None:
    """Correct what is known of it. Journals object.changed. Raises Refusal without a name, Stale."""
    if thing.kind != words.kind and Visit.objects.filter(object=thing).exists():
        raise Refusal(_("It was visited already, with the questions of its kind. Its kind can no longer change."))
    _change(thing, seen, now, **_object_columns(words))
    record("object.changed", thing, by=_key(by), at=now)


# Visits


@transaction.atomic
def record_visit(
    thing: MonitoredObject, words: VisitWords, *, key: UUID | None = None, by: User | None, now: datetime
) -> Visit:
    """Write down a visit, on the spot or from the sheet; nobody outside sees it yet. Journals visit.recorded.

    key: the browser's own; sent again under it, the visit that is there is answered. Raises Refusal for a day ahead,
    where nothing was answered and nothing said, and for the name of a resident in the words.
    """
    # One at a time for an object: what is sent twice at once is found by the second.
    MonitoredObject.objects.select_for_update(of=("self",)).get(pk=thing.pk)
    there = Visit.objects.filter(key=key, object=thing).first() if key else None
    if there is not None:
        return there
    _refuse_empty(words, now)
    refuse_residents(thing.group.office_id, words.saw, words.told, words.documents)
    visit = Visit.objects.create(object=thing, key=key, made_at=now, changed_at=now, by=by, **_visit_columns(words))
    _write_answers(visit, words, thing.kind)
    record("visit.recorded", visit, by=_key(by), at=now, day=words.on, came_in=words.came_in)
    return visit


@transaction.atomic
def word_visit(visit: Visit, words: VisitWords, *, seen: int, by: User | None, now: datetime) -> None:
    """Correct a visit, until everybody can read it; the same words sent again change nothing. Journals visit.changed.

    Raises Refusal, also for the name of a resident in the words; Stale.
    """
    if visit.published_at is not None:
        raise Refusal(_("Everybody can read it already. What is new belongs to another visit."))
    if visit.version == seen + 1 and _says(visit, words):
        return
    _refuse_empty(words, now)
    refuse_residents(visit.object.group.office_id, words.saw, words.told, words.documents)
    _change(visit, seen, now, **_visit_columns(words))
    VisitAnswer.objects.filter(visit=visit).delete()
    VisitGoer.objects.filter(visit=visit).delete()
    _write_answers(visit, words, visit.object.kind)
    record("visit.changed", visit, by=_key(by), at=now)


@transaction.atomic
def remove_visit(visit: Visit, *, seen: int, by: User | None, now: datetime) -> None:
    """Throw away a visit that was written down twice. Journals visit.removed, visit.photo_removed.

    Raises Refusal once everybody can read it, and once something was found at it; Stale.
    """
    if visit.published_at is not None:
        raise Refusal(_("Everybody can read it already."))
    if visit.findings.exists():
        raise Refusal(_("Something was found at this visit: it stays."))
    _change(visit, seen, now)
    for photo in visit.photos.all():
        remove_photo(photo, by=by, now=now)
    VisitAnswer.objects.filter(visit=visit).delete()
    VisitGoer.objects.filter(visit=visit).delete()
    record("visit.removed", visit, by=_key(by), at=now, day=visit.on)
    Visit.objects.filter(pk=visit.pk).delete()


@transaction.atomic
def publish_visit(visit: Visit, *, seen: int, by: User | None, now: datetime) -> int:
    """Show a visit to everybody, and of its findings those that may be shown; how many findings were added.

    Pressed again later it adds what was answered meanwhile. Journals visit.published, finding.published.
    Raises Refusal where there is nothing new to show, Stale.
    """
    waiting = list(Finding.objects.select_for_update().filter(visit=visit, published_at=None).order_by("pk"))
    ready = [one for one in waiting if _is_ready(one, local_day(now))]
    if visit.published_at is not None and not ready:
        raise Refusal(_("There is nothing new to show. A finding is shown once the office’s answer stands beside it."))
    first = {} if visit.published_at else {"published_at": now, "number": give_number(visit, at=now)}
    _change(visit, seen, now, **first)
    for one in ready:
        number = give_number(one, at=now)
        _change(one, one.version, now, published_at=now, number=number)
        record("finding.published", one, by=_key(by), at=now, number=number)
    record("visit.published", visit, by=_key(by), at=now, number=visit.number, findings=len(ready))
    return len(ready)


# Photographs


@transaction.atomic
def add_photo(visit: Visit, data: bytes, *, people: str, by: User | None, now: datetime) -> VisitPhoto:
    """Keep a photograph: made anew, at most 300 kB, without the place it was taken at. Journals visit.photo_added.

    people: whether people can be recognised, and have agreed. Raises Refusal for too many, or what is no picture.
    """
    if VisitPhoto.objects.filter(visit=visit).count() >= MOST_VISIT_PHOTOS:
        raise Refusal(_("At most %(number)d photographs with one visit.") % {"number": MOST_VISIT_PHOTOS})
    photo = VisitPhoto.objects.create(visit=visit, people=people, at=now, by=by)
    _keep_photo(photo, data, by=by, now=now)
    record("visit.photo_added", visit, by=_key(by), at=now, people=people)
    return photo


@transaction.atomic
def blur_photo(photo: VisitPhoto, box: pictures.Box, *, nobody_left: bool, by: User | None, now: datetime) -> None:
    """Make a part of a photograph unrecognisable; the picture before that is destroyed. Journals visit.photo_blurred.

    nobody_left: nobody can be recognised on it any more. Raises Refusal for a part that lies outside.
    """
    old = photo_file(photo)
    if old is None:
        raise Refusal(_("This photograph is no longer there."))
    _keep_photo(photo, pictures.blurred(store.read(old), box), by=by, now=now)
    files.drop(old, by=_key(by), now=now)
    photo.blurred_at = now
    photo.people = VisitPhoto.People.NOBODY if nobody_left else photo.people
    photo.save(update_fields=["blurred_at", "people"])
    record("visit.photo_blurred", photo.visit, by=_key(by), at=now, people=photo.people)


@transaction.atomic
def remove_photo(photo: VisitPhoto, *, by: User | None, now: datetime) -> None:
    """Destroy a photograph, also one that everybody could see. Journals visit.photo_removed."""
    for file in files.files_of(photo):
        files.drop(file, by=_key(by), now=now)
    record("visit.photo_removed", photo.visit, by=_key(by), at=now)
    VisitPhoto.objects.filter(pk=photo.pk).delete()


def photo_file(photo: VisitPhoto) -> File | None:
    """The picture as it is kept now; None where it was closed or destroyed. One query."""
    return files.files_of(photo).filter(closed_at=None).last()


def _keep_photo(photo: VisitPhoto, data: bytes, *, by: User | None, now: datetime) -> None:
    files.keep(
        data,
        name="photo",
        purpose=Purpose.PROOF,
        owner=photo,
        office=photo.office_key,
        by=_key(by),
        now=now,
        most_kept=PHOTO_BYTES,
    )


# Findings


@transaction.atomic
def add_finding(visit: Visit, text: Said, advice: Said, *, by: User | None, now: datetime) -> Finding:
    """What was found and what the group recommends. Journals finding.made. Raises Refusal without words."""
    _refuse_wordless(text)
    refuse_residents(visit.object.group.office_id, text, advice)
    made = Finding.objects.create(visit=visit, text=text, advice=advice, made_at=now, changed_at=now, by=by)
    record("finding.made", made, by=_key(by), at=now, visit=visit.pk)
    return made


@transaction.atomic
def word_finding(finding: Finding, text: Said, advice: Said, *, seen: int, by: User | None, now: datetime) -> None:
    """Correct it, until it is handed to the office. Journals finding.changed. Raises Refusal, Stale."""
    if finding.handed_on is not None:
        raise Refusal(_("The office has it already and answers these words. Write another finding."))
    _refuse_wordless(text)
    refuse_residents(finding.visit.object.group.office_id, text, advice)
    _change(finding, seen, now, text=text, advice=advice)
    record("finding.changed", finding, by=_key(by), at=now)


@transaction.atomic
def hand_over(
    finding: Finding, *, handed_on: date, answer_by: date | None, seen: int, by: User | None, now: datetime
) -> None:
    """Give a finding to the office. answer_by: the day that the group asks for; no rule gives one, so it may be None.

    Journals finding.handed. Raises Refusal for days in the wrong order, and once it was answered; Stale.
    """
    _refuse_ahead(handed_on, now)
    if finding.answered_on is not None:
        raise Refusal(_("The office has answered already."))
    if answer_by is not None and answer_by < handed_on:
        raise Refusal(_("The day of the answer lies before the day on which the office got the finding."))
    _change(finding, seen, now, handed_on=handed_on, answer_by=answer_by)
    record("finding.handed", finding, by=_key(by), at=now, day=handed_on, answer_by=answer_by)


@transaction.atomic
def answer_finding(
    finding: Finding, answer: Said, *, answered_on: date, post: str, seen: int, by: User | None, now: datetime
) -> None:
    """What the office says to a finding. post: who answers, "" where nobody was named. Journals finding.answered.

    A later answer takes the place of an earlier one until everybody can read it. Raises Refusal before the office
    has it, without words, for a day ahead or before that, for another answer to what everybody has read; Stale.
    """
    _refuse_ahead(answered_on, now)
    if finding.handed_on is None:
        raise Refusal(_("The group has not handed this finding to the office yet."))
    if answered_on < finding.handed_on:
        raise Refusal(_("The day of the answer lies before the day on which the office got the finding."))
    if finding.published_at is not None and finding.answered_on is not None:
        raise Refusal(_("Everybody has read the answer already."))
    if not answer:
        raise Refusal(_("Write what the office answers."))
    refuse_residents(finding.visit.object.group.office_id, answer)
    _change(finding, seen, now, answer=answer, answered_on=answered_on, answered_by=post)
    record("finding.answered", finding, by=_key(by), at=now, day=answered_on)


@transaction.atomic
def put_on_agenda(finding: Finding, meeting: Meeting, *, by: User | None, now: datetime) -> None:
    """Make a finding the last item of the agenda of a meeting that is being prepared. Journals meeting.agenda_set.

    Raises Refusal before everybody can read it, for a meeting that was called, and if it stands there already; Stale.
    """
    if finding.number is None:
        raise Refusal(_("Show the finding to everybody first: its number stands beside the item."))
    held = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if held.called_at is not None:
        raise Refusal(_("This meeting has been called: its agenda is known already. Choose the next one."))
    there = list(held.agenda.all())
    if any(item.origin == finding.number for item in there):
        raise Refusal(_("It stands on that agenda already."))
    item = Item(title=finding.text, purpose=AgendaItem.Purpose.DISCUSS, origin=finding.number)
    set_agenda(held, [*(_as_item(one) for one in there), item], seen=held.version, by=by, now=now)


def _as_item(row: AgendaItem) -> Item:
    return Item(
        title=row.title,
        purpose=row.purpose,
        rapporteur=row.rapporteur,
        minutes=row.minutes,
        draft_decision=row.draft_decision,
        subject=row.subject,
        origin=row.origin,
        key=row.pk,
    )


# Small things


def _group_columns(words: GroupWords, now: datetime) -> dict[str, Any]:
    if not words.name:
        raise Refusal(_("Enter the name of the group."))
    if words.decided_on is not None:
        _refuse_ahead(words.decided_on, now)
    return {
        "name": words.name,
        "decision_number": one_line(words.decision_number)[:DECISION_LETTERS],
        "decided_on": words.decided_on,
        "session": words.session,
    }


def _object_columns(words: ObjectWords) -> dict[str, Any]:
    if not words.name:
        raise Refusal(_("Say what is looked at."))
    return {
        "year": words.year,
        "kind": words.kind,
        "name": words.name,
        "place": words.place,
        "contract": words.contract,
        "estimate": words.estimate,
        "deadline_on": words.deadline_on,
        "contractor": one_line(words.contractor)[:FIRM_LETTERS],
        "source": words.source,
        "commitment": words.commitment,
    }


def _visit_columns(words: VisitWords) -> dict[str, Any]:
    return {
        "on": words.on,
        "came_in": words.came_in,
        "saw": words.saw,
        "interviews": words.interviews,
        "told": words.told,
        "documents": words.documents,
    }


def _says(visit: Visit, words: VisitWords) -> bool:
    """Whether the visit says all of this already."""
    answers = {one.question: (one.answer, one.note) for one in visit.answers.all()}
    wanted = {name: (answer, one_line(note)[:NOTE_LETTERS]) for name, (answer, note) in words.answers.items() if answer}
    went = set(visit.goers.values_list("monitor", flat=True))
    columns = all(getattr(visit, name) == value for name, value in _visit_columns(words).items())
    return columns and answers == wanted and went == {one.pk for one in words.goers}


def _write_answers(visit: Visit, words: VisitWords, kind: str) -> None:
    """The answers to questions of that kind, in the order of the questionnaire; and who went."""
    VisitAnswer.objects.bulk_create(
        VisitAnswer(visit=visit, question=one.name, answer=answer, note=one_line(note)[:NOTE_LETTERS])
        for one in questionnaires()[kind]
        for answer, note in [words.answers.get(one.name, ("", ""))]
        if answer
    )
    VisitGoer.objects.bulk_create(VisitGoer(visit=visit, monitor=one) for one in words.goers)


def _change(row: Any, seen: int, now: datetime, **columns: Any) -> None:
    """Write columns if nobody changed the row since this person opened it."""
    rows = type(row)._default_manager.filter(pk=row.pk, version=seen)
    if not rows.update(version=F("version") + 1, changed_at=now, **columns):
        raise Stale(_(CHANGED))
    row.refresh_from_db()


def _is_ready(finding: Finding, today: date) -> bool:
    return may_be_shown(finding.handed_on, finding.answered_on, finding.answer_by, today)


def _refuse_empty(words: VisitWords, now: datetime) -> None:
    _refuse_ahead(words.on, now)
    if not words.answers and not words.saw:
        raise Refusal(_("Answer at least one question, or say in a sentence what you saw."))


def _refuse_wordless(text: Said) -> None:
    if not text:
        raise Refusal(_("Say in one or two sentences what was found."))


def _refuse_ahead(day: date, now: datetime) -> None:
    if day > local_day(now):
        raise Refusal(_("This day lies ahead. Enter a day that has come."))


def _key(user: User | None) -> int | None:
    return user.pk if user else None
