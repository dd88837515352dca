"""What may be seen of questions and proposals and of what became of them: a line, a whole story, counts, a letter.

Nothing here names who asked, except the letter to them. A written appeal is never counted with what was put to a
meeting.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.db.models import BooleanField, Case, Count, F, Q, QuerySet, Value, When

from tegerek.files.models import File
from tegerek.lib.pages import Page, page_of
from tegerek.lib.said import Said
from tegerek.meetings.charters import charters_on
from tegerek.meetings.models import Meeting
from tegerek.people.letterheads import LetterheadSheet, letterhead_sheet
from tegerek.procedures.explain import Explained, explain
from tegerek.procedures.terms import OwnCharter
from tegerek.voices.answers import document_of
from tegerek.voices.models import Answer, Voice
from tegerek.voices.rules import AnswerState, Put, answer_due, answer_dues, answer_state, last_day_to_answer

OPEN_OUTCOMES = ("", Answer.Outcome.UNDER_REVIEW)
# In the order in which hearings publish them; "" is a proposal of which nobody has said anything yet.
OUTCOMES = (*(outcome.value for outcome in Answer.Outcome), "")
# What waits for somebody: not answered on the spot, nor since, and no final outcome.
IS_OPEN = (Q(answered_there=None) | Q(answered_there=False)) & (
    Q(answer__isnull=True) | Q(answer__how="", answer__outcome__in=OPEN_OUTCOMES)
)
# The asker said that this is no answer, and nobody has answered anew since.
DISPUTED = Q(answer__disputed_on__isnull=False, answer__disputed_on__gte=F("answer__answered_on"))
PAGE = 30


@dataclass(frozen=True)
class Filters:
    """What of a list is asked for. state: "open", "due" (open, its day has not passed), "late", "answered", "disputed"
    (the asker said that the answer is none, and nobody has answered anew) or "".

    meeting: its key; kind: "question", "proposal", "appeal" or "". What is none of these asks for everything.
    """

    state: str = ""
    meeting: int | None = None
    kind: str = ""


@dataclass(frozen=True)
class AnswerLine:
    """A question or proposal on a list. last: the day to answer by, None where no rule sets one or it is not known.

    late: by how many days it is late, or was when it was answered; 0 in time. left: days until then while it waits.
    """

    key: int
    number: int | None
    kind: str
    way: str
    text: Said
    meeting: int
    meeting_title: Said
    received_on: date | None
    by_post: str
    how: str
    outcome: str
    last: date | None
    state: AnswerState
    late: int
    left: int | None
    is_disputed: bool
    is_rehearsal: bool
    is_sample: bool = False


@dataclass(frozen=True)
class Tally:
    """Counts of what was put to one meeting, or to several; written appeals are counted apart.

    by_outcome: of the proposals, by category; they always add up to proposals.
    """

    questions: int = 0
    questions_answered: int = 0
    proposals: int = 0
    proposals_answered: int = 0
    by_outcome: tuple[tuple[str, int], ...] = ()
    appeals: int = 0
    appeals_answered: int = 0

    @property
    def total(self) -> int:
        return self.questions + self.proposals

    @property
    def answered(self) -> int:
        return self.questions_answered + self.proposals_answered

    @property
    def is_done(self) -> bool:
        return self.answered == self.total and self.appeals_answered == self.appeals

    def __bool__(self) -> bool:
        return bool(self.total or self.appeals)


@dataclass(frozen=True)
class Document:
    """The document in which a proposal is reflected: key of its file, its type, its size in bytes."""

    key: int
    type: str
    size: int


@dataclass(frozen=True)
class Story:
    """The whole story of one: its line, the days that follow and how each was counted, the answer, the dispute.

    days: the one to be answered by first; empty where no rule sets one. disputed: what the asker said; what came by a
    link is for the desk alone, and empty in what the public reads.
    """

    line: AnswerLine
    days: tuple[Explained, ...]
    answer: Said = field(default_factory=Said)
    answered_on: date | None = None
    why: Said = field(default_factory=Said)
    reflected_in: Said = field(default_factory=Said)
    document: Document | None = None
    disputed_on: date | None = None
    disputed: Said = field(default_factory=Said)

    @property
    def due(self) -> Explained | None:
        return self.days[0] if self.days else None


@dataclass(frozen=True)
class AnswerLetterSheet:
    """What the letter to the asker says. asker: their name, "" where none was given or it was erased."""

    letterhead: LetterheadSheet
    office: Said
    number: int | None
    kind: str
    journal_number: str
    registered_on: date | None
    meeting_title: Said
    held_on: date | None
    asker: str
    asked: Said
    answer: Said
    answered_on: date
    by_post: str
    outcome: str
    why: Said
    reflected_in: Said
    is_rehearsal: bool
    changed_at: datetime
    is_sample: bool = False


def answer_lines(rows: Iterable[Voice], today: date) -> list[AnswerLine]:
    """Voices as lines, their meeting and answer loaded. Two queries for the charters, whatever the number."""
    found = list(rows)
    own = charters_on({on for row in found if (on := _rules_of(row)) is not None})
    return [_line(row, own, today) for row in found]


def answer_page(voices: QuerySet[Voice], filters: Filters, today: date, *, page: int) -> Page[AnswerLine]:
    """A page of the list that is asked for, what waits longest first.

    Four queries; four more where it is asked what is due or late. Whatever the number of rows.
    """
    rows = asked_for(voices, filters, today).select_related("meeting", "answer")
    found = page_of(rows.order_by("-waits", "received_on", "pk"), _same, number=page, most=PAGE)
    return Page(tuple(answer_lines(found.lines, today)), found.number, found.of, found.total)


def asked_for(voices: QuerySet[Voice], filters: Filters, today: date) -> QuerySet[Any]:
    """The questions and proposals that the filters leave, each with whether it waits."""
    rows = _waiting_or_not(questions_and_proposals(voices))
    if filters.meeting is not None:
        rows = rows.filter(meeting=filters.meeting)
    if filters.kind == Voice.Way.APPEAL:
        rows = rows.filter(way=Voice.Way.APPEAL)
    elif filters.kind in {Voice.Kind.QUESTION, Voice.Kind.PROPOSAL}:
        rows = rows.filter(kind=filters.kind).exclude(way=Voice.Way.APPEAL)
    if filters.state in {"due", "late"}:
        return rows.filter(waits=True).filter(_by_day(rows.filter(waits=True), filters.state == "late", today))
    if filters.state == "disputed":
        return rows.filter(DISPUTED)
    if filters.state in {"open", "answered"}:
        return rows.filter(waits=filters.state == "open")
    return rows


def waiting_counts(voices: QuerySet[Voice], today: date) -> tuple[int, int]:
    """How many of them wait for an answer, and how many of these are late. Six queries at most."""
    waiting = asked_for(voices, Filters("open"), today).count()
    return waiting, asked_for(voices, Filters("late"), today).count() if waiting else 0


def disputed_count(voices: QuerySet[Voice]) -> int:
    """Of how many the asker said that the answer is none, and nobody has answered anew. One query."""
    return questions_and_proposals(voices).filter(DISPUTED).count()


def questions_and_proposals(voices: QuerySet[Voice]) -> QuerySet[Voice]:
    """Those voices on which something stands, without the issues for an agenda."""
    return voices.filter(recorded_at__isnull=False).exclude(kind=Voice.Kind.ISSUE)


def tally_of(meeting: Meeting) -> Tally:
    """The counts of one meeting. One query."""
    return tally(Voice.objects.filter(meeting=meeting))


def tally(voices: QuerySet[Voice]) -> Tally:
    """The counts of these voices, whatever the number of meetings. One query."""
    rows = _waiting_or_not(questions_and_proposals(voices)).order_by()
    found = list(rows.values_list("kind", "way", "answer__outcome", "waits").annotate(n=Count("pk")))
    put = [(kind, outcome or "", waits, n) for kind, way, outcome, waits, n in found if way != Voice.Way.APPEAL]
    appeals = [(waits, n) for _kind, way, _outcome, waits, n in found if way == Voice.Way.APPEAL]
    proposals = [(outcome, n) for kind, outcome, _waits, n in put if kind == Voice.Kind.PROPOSAL]
    by_outcome = ((slug, sum(n for outcome, n in proposals if outcome == slug)) for slug in OUTCOMES)
    return Tally(
        questions=sum(n for kind, _outcome, _waits, n in put if kind == Voice.Kind.QUESTION),
        questions_answered=sum(n for kind, _o, waits, n in put if kind == Voice.Kind.QUESTION and not waits),
        proposals=sum(n for _outcome, n in proposals),
        proposals_answered=sum(n for kind, _o, waits, n in put if kind == Voice.Kind.PROPOSAL and not waits),
        by_outcome=tuple((slug, n) for slug, n in by_outcome if n),
        appeals=sum(n for _waits, n in appeals),
        appeals_answered=sum(n for waits, n in appeals if not waits),
    )


def public_tally(number: int) -> Tally:
    """The counts of a public meeting by its number; all 0 for what is none. One query."""
    return tally(Voice.objects.filter(_public(), meeting__number=number))


def public_lines(number: int, today: date, *, page: int) -> Page[AnswerLine]:
    """A page of what was put to a public meeting, in the order in which it came; written appeals stand on no list.

    Four queries.
    """
    rows = public_voices(Voice.objects.filter(meeting__number=number))
    put = rows.select_related("meeting", "answer").order_by("pk")
    found = page_of(put, _same, number=page, most=PAGE)
    return Page(tuple(answer_lines(found.lines, today)), found.number, found.of, found.total)


def public_voices(voices: QuerySet[Voice]) -> QuerySet[Voice]:
    """Those that stand on the lists of public meetings: questions and proposals with a number, no written appeals."""
    return questions_and_proposals(voices.filter(_public(), number__isnull=False)).exclude(way=Voice.Way.APPEAL)


def public_story(number: int, today: date) -> Story | None:
    """What became of a public question or proposal by its number; None for what is none. At most four queries."""
    rows = questions_and_proposals(Voice.objects.filter(_public())).select_related("meeting", "answer")
    row = rows.filter(number=number).first()
    if row is None:
        return None
    answer: Answer | None = getattr(row, "answer", None)
    story = story_of(row, today)
    return replace(story, disputed=Said()) if answer and answer.disputed_in == Answer.CameIn.LINK else story


def public_document(number: int, key: int) -> File:
    """The document of a public proposal. Two queries. Raises Answer.DoesNotExist, File.DoesNotExist."""
    return document_of(Answer.objects.get(_public("voice__"), voice__number=number)).get(pk=key)


def story_of(voice: Voice, today: date) -> Story:
    """The whole story of one, its meeting loaded. At most four queries."""
    answer: Answer | None = getattr(voice, "answer", None)
    on = _rules_of(voice)
    own = charters_on([on] if on else [])
    days = answer_dues(put_of(voice), own.get(on) if on else None)
    told = Story(line=_line(voice, own, today), days=tuple(explain(due) for due in days))
    if answer is None:
        return told
    file = document_of(answer).first()
    return replace(
        told,
        answer=answer.text,
        answered_on=answer.answered_on,
        why=answer.why,
        reflected_in=answer.reflected_in,
        document=Document(file.pk, file.type, file.size) if file else None,
        disputed_on=answer.disputed_on,
        disputed=answer.disputed,
    )


def answer_letter_sheet(voice: Voice) -> AnswerLetterSheet | None:
    """The letter to whoever asked; None while there are no words of an answer. Two queries at most.

    The meeting with its office and the asker are loaded.
    """
    answer: Answer | None = getattr(voice, "answer", None)
    if answer is None or answer.answered_on is None or not answer.text:
        return None
    meeting = voice.meeting
    return AnswerLetterSheet(
        letterhead=letterhead_sheet(meeting.office),
        office=meeting.office.name,
        number=voice.number,
        kind=voice.kind,
        journal_number=voice.journal_number,
        registered_on=voice.registered_on,
        meeting_title=meeting.title,
        held_on=meeting.held_on,
        asker=voice.asker.name if voice.asker else "",
        asked=voice.text,
        answer=answer.text,
        answered_on=answer.answered_on,
        by_post=answer.by_post,
        outcome=answer.outcome,
        why=answer.why,
        reflected_in=answer.reflected_in,
        is_rehearsal=meeting.is_rehearsal,
        changed_at=answer.changed_at,
        is_sample=meeting.is_sample,
    )


def put_of(voice: Voice) -> Put:
    """From what its day to answer by is counted; the meeting loaded."""
    return Put(voice.meeting.kind, voice.way, voice.meeting.held_on, voice.received_on, voice.registered_on)


def _public(path: str = "") -> Q:
    return Q(**{f"{path}meeting__called_at__isnull": False, f"{path}meeting__is_rehearsal": False})


def _waiting_or_not(rows: QuerySet[Voice]) -> QuerySet[Any]:
    """The rows with `waits`, which the stubs do not know of the model."""
    waits = Case(When(IS_OPEN, then=Value(True)), default=Value(False), output_field=BooleanField())
    return rows.annotate(waits=waits)


def _by_day(rows: QuerySet[Any], is_late: bool, today: date) -> Q:
    """Which of the rows have a last day that has passed, or has not. Four queries, whatever the number of rows.

    The days are counted in Python, once for each meeting and each day of an appeal: a database knows no days off.
    """
    put = rows.exclude(way=Voice.Way.APPEAL).order_by().distinct()
    meetings = list(put.values_list("way", "meeting", "meeting__kind", "meeting__held_on", "meeting__office"))
    asked = rows.filter(way=Voice.Way.APPEAL).order_by().distinct()
    appeals = list(asked.values_list("registered_on", "meeting__kind", "meeting__office"))
    own = charters_on(
        {(office, on) for _way, _key, _kind, on, office in meetings if on}
        | {(office, on) for on, _kind, office in appeals if on}
    )

    def fits(put: Put, office: int, on: date | None) -> bool:
        last = last_day_to_answer(put, own.get((office, on)) if on else None)
        return last is not None and (last < today) is is_late

    keys = {key for way, key, kind, on, office in meetings if fits(Put(kind, way, on), office, on)}
    days = {on for on, kind, office in appeals if fits(Put(kind, Voice.Way.APPEAL, None, None, on), office, on)}
    of_meeting = Q(way=Voice.Way.MEETING, meeting__in=keys)
    return of_meeting | Q(way=Voice.Way.APPEAL, registered_on__in=days)


def _rules_of(voice: Voice) -> tuple[int, date] | None:
    """The office and the day whose charter holds for its answer."""
    meeting = voice.meeting
    day = (voice.registered_on or voice.received_on) if voice.way == Voice.Way.APPEAL else meeting.held_on
    return (meeting.office_id, day) if day else None


def _line(voice: Voice, own: dict[tuple[int, date], OwnCharter], today: date) -> AnswerLine:
    answer: Answer | None = getattr(voice, "answer", None)
    on = _rules_of(voice)
    due = answer_due(put_of(voice), own.get(on) if on else None)
    last = due.day if due is not None and isinstance(due.day, date) else None
    is_answered = not is_open(voice, answer)
    state = answer_state(last, today, is_answered=is_answered)
    counted_to = (answer.answered_on if answer else None) or voice.meeting.held_on if is_answered else today
    late = max(0, (counted_to - last).days) if last and counted_to else 0
    return AnswerLine(
        key=voice.pk,
        number=voice.number,
        kind=voice.kind,
        way=voice.way,
        text=voice.text,
        meeting=voice.meeting_id,
        meeting_title=voice.meeting.title,
        received_on=voice.received_on,
        by_post=answer.by_post if answer else "",
        how=(answer.how if answer else "") or ("hall" if voice.answered_there else ""),
        outcome=answer.outcome if answer else "",
        last=last,
        state=state,
        late=late,
        left=(last - today).days if last and state is AnswerState.WAITING else None,
        is_disputed=bool(answer and answer.disputed_on),
        is_rehearsal=voice.meeting.is_rehearsal,
        is_sample=voice.meeting.is_sample,
    )


def is_open(voice: Voice, answer: Answer | None) -> bool:
    """Whether it still waits for somebody: what IS_OPEN asks of the table, of a row in hand."""
    if voice.answered_there:
        return False
    return answer is None or (not answer.how and answer.outcome in OPEN_OUTCOMES)


def _same(row: Voice) -> Voice:
    return row
