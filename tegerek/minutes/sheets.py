"""What minutes say: the head, item by item what was heard, asked, proposed and decided, and what is not said yet.

A MinutesSheet holds names: it is for those who may see the minutes. Whoever makes a public copy of it leaves out the
name of every passage that is not `may_be_named`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from tegerek.lib.dates import local_day
from tegerek.lib.said import Said
from tegerek.meetings.closing_sheets import ClosingSheet, OptionLine, ResultLine, charter_of, result_of
from tegerek.meetings.models import AgendaItem, Closing, Meeting
from tegerek.meetings.rules import When
from tegerek.meetings.sheets import OfficeLine, Where, office_line, where_of
from tegerek.minutes.models import Minutes, Passage
from tegerek.minutes.rules import ItemSaid, Lack, Missing, Spoken, lacks, may_be_named
from tegerek.people.consents import MINUTES as CONSENT
from tegerek.people.models import Consent, Person
from tegerek.procedures.explain import Explained, explain
from tegerek.procedures.kinds import kind as kind_of
from tegerek.procedures.rules import State as Verdict
from tegerek.procedures.rules import Votes, due_days
from tegerek.procedures.terms import Event

# The rule on remarks: no document gives it a term, a municipality may settle one.
REMARKS = "minutes-remarks"
DECIDING = (AgendaItem.Purpose.DECIDE, AgendaItem.Purpose.ELECT)


@dataclass(frozen=True)
class MinutedMeeting:
    """The meeting that the minutes are of. number: the public one, None for a rehearsal."""

    key: int
    number: int | None
    kind: str
    kind_name: Said
    title: Said
    when: When
    where: Where
    office: OfficeLine
    is_rehearsal: bool
    is_sample: bool = False


@dataclass(frozen=True)
class PassageLine:
    """One thing said. kind: Passage.Kind. voice: the number of the question or proposal, None without one.

    speaker: the name, "" where nobody is known or the card was erased; speaker_key: of the card; speaker_post: a word
    of the code, "" for a resident. may_be_named: the public copy may name the speaker, has_agreed: as the speaker
    consented; a name within `text` is not looked at. came_in: typed from paper, or carried over from the hall.
    """

    key: int
    version: int
    kind: str
    text: Said
    speaker: str
    speaker_key: int | None
    speaker_post: str
    may_be_named: bool
    voice: int | None
    voice_key: int | None
    has_agreed: bool
    came_in: str


@dataclass(frozen=True)
class ItemMinutes:
    """One item of the agenda, or what belongs to the whole meeting: then key is None and position 0.

    form: its purpose, a word of the code. votes, options, verdict, why, decision: from the closing.
    """

    key: int | None
    position: int
    title: Said
    rapporteur: Said
    form: str
    passages: tuple[PassageLine, ...]
    votes: Votes
    options: tuple[OptionLine, ...]
    verdict: Verdict | None
    why: Said
    decision: Said

    @property
    def decisions(self) -> tuple[Said, ...]:
        """What was decided: the points written in the minutes, else what the closing says."""
        points = tuple(one.text for one in self.passages if one.kind == Passage.Kind.DECIDED)
        return points or ((self.decision,) if self.decision else ())


@dataclass(frozen=True)
class MinutesSheet:
    """Minutes, whole and with names. chair, secretary: names, public by procedure; "" where nobody is written down.

    present, invited, invited_present: people, None for not counted. result: all that the closing says, None while it
    is not typed. items: those of the agenda in their order; whole: what belongs to the whole meeting. missing: what is
    not said yet. scan_sha256: of the signed paper, "" without a scan. remarks_until: None where no term is known.
    """

    key: int
    version: int
    meeting: MinutedMeeting
    number: str
    drawn_on: date | None
    came_in: str
    read_back_on: date | None
    signed_on: date | None
    scan_sha256: str
    remarks_until: date | None
    changed_at: datetime
    chair: str
    secretary: str
    began: time | None
    ended: time | None
    present: int | None
    invited: int | None
    invited_present: int | None
    result: ClosingSheet | None
    items: tuple[ItemMinutes, ...]
    whole: tuple[PassageLine, ...]
    missing: tuple[Lack, ...]

    @property
    def of_whole(self) -> ItemMinutes:
        """What belongs to the whole meeting, laid out like an item."""
        return ItemMinutes(None, 0, Said(), Said(), "", self.whole, Votes(), (), None, Said(), Said())


def minutes_sheet(meeting: Meeting) -> MinutesSheet:
    """The minutes of a meeting in hand (place, the place above, hall and office loaded).

    Nine queries and those of the charter, however much was said. Raises Minutes.DoesNotExist where none were begun.
    """
    minutes = Minutes.objects.get(meeting=meeting)
    closing = _closing(meeting)
    result = result_of(meeting)
    lines = passage_lines(Passage.objects.filter(minutes=minutes, removed_at=None))
    items = _items(meeting, result, lines)
    chair, secretary = (_name(closing.chair), _name(closing.secretary)) if closing else ("", "")
    return MinutesSheet(
        key=minutes.pk,
        version=minutes.version,
        meeting=_meeting(meeting),
        number=minutes.number,
        drawn_on=minutes.drawn_on,
        came_in=minutes.came_in,
        read_back_on=minutes.read_back_on,
        signed_on=minutes.signed_on,
        scan_sha256=minutes.scan_sha256,
        remarks_until=minutes.remarks_until,
        changed_at=minutes.changed_at,
        chair=chair,
        secretary=secretary,
        began=result.began_at if result else None,
        ended=result.ended_at if result else None,
        present=result.present if result else None,
        invited=result.invited if result else None,
        invited_present=result.invited_present if result else None,
        result=result,
        items=items,
        whole=tuple(line for item, line in lines if item is None),
        missing=lacks(_head(minutes, result, chair, secretary), map(_said, items)),
    )


def remarks_term(meeting: Meeting) -> Explained | None:
    """The rule on the term for remarks, which only the municipality can settle; None for a kind without one.

    Its last day is known once the minutes were published. The query of the charter.
    """
    return _remarks(meeting, None)


def last_day_for_remarks(meeting: Meeting, published_on: date) -> date | None:
    """The last day for remarks on minutes published that day; None where nobody settled a term. One query."""
    found = _remarks(meeting, published_on)
    return found.last if found else None


def _remarks(meeting: Meeting, published_on: date | None) -> Explained | None:
    day = meeting.held_on or local_day(meeting.changed_at)
    events = {Event.MINUTES_PUBLISHED: published_on} if published_on else {}
    dues = due_days(kind_of(meeting.kind), day, on=day, own=charter_of(meeting), events=events)
    return next((explain(due) for due in dues if due.rule.id == REMARKS), None)


def passage_lines(rows: Iterable[Passage]) -> list[tuple[int | None, PassageLine]]:
    """Passages as lines, each with the key of its item, in the order of the minutes. Two queries."""
    if hasattr(rows, "select_related"):
        rows = rows.select_related("speaker", "voice__asker").order_by("position", "pk")
    found = list(rows)
    speakers = {one.speaker_id for one in found} | {one.voice.asker_id for one in found if one.voice}
    given = Consent.objects.filter(person__in=speakers - {None}, text=CONSENT, withdrawn_on=None)
    agreed = set(given.values_list("person", flat=True))
    return [(one.item_id, _line(one, agreed)) for one in found]


def _line(row: Passage, agreed: set[int]) -> PassageLine:
    person = row.speaker or (row.voice.asker if row.voice else None)
    key = person.pk if person else None
    return PassageLine(
        key=row.pk,
        version=row.version,
        kind=row.kind,
        text=row.text,
        speaker=_name(person),
        speaker_key=key,
        speaker_post=row.speaker_post,
        may_be_named=bool(person) and may_be_named(row.speaker_post, has_consented=key in agreed),
        voice=row.voice.number if row.voice else None,
        voice_key=row.voice_id,
        has_agreed=key in agreed,
        came_in=row.came_in,
    )


def _closing(meeting: Meeting) -> Closing | None:
    rows = Closing.objects.select_related("chair", "secretary")
    return rows.filter(meeting=meeting, put_off_to=None).first()


def _name(person: Person | None) -> str:
    return person.name if person and person.erased_at is None else ""


def _meeting(meeting: Meeting) -> MinutedMeeting:
    return MinutedMeeting(
        key=meeting.pk,
        number=meeting.number,
        kind=meeting.kind,
        kind_name=kind_of(meeting.kind).name,
        title=meeting.title,
        when=meeting.when,
        where=where_of(meeting),
        office=office_line(meeting.office),
        is_rehearsal=meeting.is_rehearsal,
        is_sample=meeting.is_sample,
    )


def _items(
    meeting: Meeting, result: ClosingSheet | None, lines: list[tuple[int | None, PassageLine]]
) -> tuple[ItemMinutes, ...]:
    results = {line.key: line for line in result.results} if result else {}
    agenda = AgendaItem.objects.filter(meeting=meeting).order_by("position")
    return tuple(_item(item, results.get(item.pk), lines) for item in agenda)


def _item(item: AgendaItem, result: ResultLine | None, lines: list[tuple[int | None, PassageLine]]) -> ItemMinutes:
    return ItemMinutes(
        key=item.pk,
        position=item.position,
        title=item.title,
        rapporteur=item.rapporteur,
        form=item.purpose,
        passages=tuple(line for key, line in lines if key == item.pk),
        votes=result.votes if result else Votes(),
        options=result.options if result else (),
        verdict=result.verdict if result else None,
        why=result.why if result else Said(),
        decision=result.decision if result else Said(),
    )


def _head(minutes: Minutes, result: ClosingSheet | None, chair: str, secretary: str) -> dict[Missing, bool]:
    """What the head of the minutes says; the numbers only once the closing is typed, which is one lack before."""
    paper = {Missing.NUMBER: bool(minutes.number), Missing.DAY: minutes.drawn_on is not None}
    if result is None:
        return {Missing.CLOSING: False, **paper}
    return {
        **paper,
        Missing.HOURS: result.began_at is not None and result.ended_at is not None,
        Missing.CHAIR: bool(chair),
        Missing.SECRETARY: bool(secretary),
        Missing.PRESENT: result.present is not None,
        Missing.INVITED: result.invited is not None,
    }


def _said(item: ItemMinutes) -> ItemSaid:
    spoken = tuple(Spoken(one.kind, bool(one.speaker or one.speaker_post)) for one in item.passages)
    has_decision = bool(item.decision) or any(one.kind == Passage.Kind.DECIDED for one in item.passages)
    return ItemSaid(item.position, item.form in DECIDING, has_decision, spoken)
