"""What a yearly report says: every figure with its rows, read from the records; what may be seen of those given.

Only what everybody can read is counted: public meetings, numbered questions, published decisions, no rehearsals. What
a resident wrote does not stand here, but its number, so that nothing of it is frozen with a report.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce, Length

from tegerek.commitments.access import WITH_PERSON, WITH_PLACE
from tegerek.commitments.models import Commitment, Rating, Report, ReportPick, ReportPiece
from tegerek.commitments.rules import ORDER, OVERDUE, WAITING, State
from tegerek.commitments.sheets import CommitmentSheet, Words, public, sheets_of
from tegerek.lib.dates import local_day
from tegerek.lib.pages import PAGE, Page, page_of
from tegerek.lib.said import Said
from tegerek.meetings.charters import charters_on
from tegerek.meetings.models import Closing, Meeting, Participant, Telling, Turn
from tegerek.meetings.samples import countable
from tegerek.meetings.sheets import OfficeLine, office_line
from tegerek.meetings.telling import notice_of
from tegerek.minutes.frozen import from_bytes, to_bytes
from tegerek.minutes.models import Passage
from tegerek.people.letterheads import LetterheadSheet, letterhead_sheet
from tegerek.people.models import Mandate, Person, Post
from tegerek.places.models import Body
from tegerek.places.rules import long_said
from tegerek.procedures.kinds import kind as kind_of
from tegerek.voices.answer_sheets import IS_OPEN, AnswerLine, answer_lines, questions_and_proposals
from tegerek.voices.models import Voice

SCHEMA = 1
DEPUTY = Report.Whose.DEPUTY.value


@dataclass(frozen=True)
class HeldLine:
    """A meeting that was held. present: people counted; given: days between the first proof of notice and the day,
    asked: by rule; came: whether the deputy was there. None: not known.
    """

    number: int
    kind: str
    title: Said
    held_on: date
    present: int | None
    given: int | None
    asked: int | None
    came: bool | None = None


@dataclass(frozen=True)
class KindLine:
    """The meetings of a kind. present: people at those that were counted."""

    kind: str
    name: Said
    meetings: tuple[HeldLine, ...]

    @property
    def counted(self) -> tuple[int, ...]:
        return tuple(one.present for one in self.meetings if one.present is not None)

    @property
    def notices(self) -> tuple[int, ...]:
        return tuple(one.given for one in self.meetings if one.given is not None)

    @property
    def short(self) -> tuple[HeldLine, ...]:
        """Those of which people were told later than the rule asks for."""
        return tuple(m for m in self.meetings if m.given is not None and m.asked is not None and m.given < m.asked)


@dataclass(frozen=True)
class AskedLine:
    """A question or a proposal, by its number alone. kind: "question" or "proposal"; way: "appeal" for a written one.

    state: waiting, late, answered; outcome: of a proposal. is_disputed: the asker said it does not answer the question.
    """

    number: int
    kind: str
    way: str
    state: str
    outcome: str
    is_disputed: bool


@dataclass(frozen=True)
class DecidedLine:
    """A decision. state: commitments.rules.State; late: days; money: soms as they are written, "" for not known.

    is_older: decided before the time that is told of, and still open when it began.
    """

    number: int
    what: Said
    place: Said
    post: str
    body: Said
    due_on: date | None
    state: str
    late: int
    ended_on: date | None
    money: str
    why: Said
    is_older: bool
    words: Words


@dataclass(frozen=True)
class ReportSheet:
    """A report, whole, as it is frozen: schema 1. who: the name of the deputy, "" for the head. number, given_on,
    meeting: None and 0 for a draft. as_of: the day whose state it tells.

    is_known: whether it is known which questions and decisions are the deputy's; of all that are on record for the
    deputies' post, unpicked says how many questions and decisions there are. Always known of the head.
    """

    whose: str
    who: str
    since: date
    until: date
    as_of: date
    number: int | None
    given_on: date | None
    meeting: int | None
    meeting_title: Said
    meeting_on: date | None
    office: OfficeLine
    place: Said
    head: LetterheadSheet
    meetings: tuple[HeldLine, ...]
    asked: tuple[AskedLine, ...]
    decided: tuple[DecidedLine, ...]
    own: Said
    is_known: bool = True
    unpicked: tuple[int, ...] = ()

    @property
    def is_deputy(self) -> bool:
        return self.whose == DEPUTY

    @property
    def kinds(self) -> tuple[KindLine, ...]:
        """The meetings by their kind, in the order in which they were first held."""
        slugs = dict.fromkeys(one.kind for one in self.meetings)
        held = {slug: tuple(one for one in self.meetings if one.kind == slug) for slug in slugs}
        return tuple(KindLine(slug, kind_of(slug).plural, rows) for slug, rows in held.items())

    def decided_in(self, states: Iterable[State]) -> tuple[DecidedLine, ...]:
        """The decisions in these states, what presses first."""
        wanted = {state.value for state in states}
        return tuple(one for one in self.decided if one.state in wanted)

    @property
    def overdue(self) -> tuple[DecidedLine, ...]:
        return self.decided_in(OVERDUE)

    @property
    def going(self) -> tuple[DecidedLine, ...]:
        return self.decided_in(state for state in WAITING if state not in OVERDUE)

    @property
    def dropped(self) -> tuple[DecidedLine, ...]:
        return self.decided_in((State.GIVEN_UP, State.NOT_APPROVED))

    @property
    def done(self) -> tuple[DecidedLine, ...]:
        return self.decided_in((State.DONE,))

    @property
    def put(self) -> tuple[AskedLine, ...]:
        """What was put to meetings; written appeals are counted apart."""
        return tuple(one for one in self.asked if one.way != Voice.Way.APPEAL)

    @property
    def appeals(self) -> tuple[AskedLine, ...]:
        return tuple(one for one in self.asked if one.way == Voice.Way.APPEAL)

    @property
    def disputed(self) -> tuple[AskedLine, ...]:
        return tuple(one for one in self.asked if one.is_disputed)


@dataclass(frozen=True)
class RatingLine:
    """How a report was rated. Votes: None for not counted. present: people counted at that meeting."""

    outcome: str
    satisfactory: int | None
    unsatisfactory: int | None
    abstained: int | None
    present: int | None

    @property
    def votes(self) -> int:
        return sum(n or 0 for n in (self.satisfactory, self.unsatisfactory, self.abstained))

    @property
    def adds_up(self) -> bool:
        """Whether no more hands were counted than people."""
        return self.present is None or self.votes <= self.present


@dataclass(frozen=True)
class ReportLine:
    """A report on a list. who: the name of the deputy. meeting: its key; meeting_number: None while it is a draft."""

    key: int
    number: int | None
    whose: str
    who: str
    since: date
    until: date
    place: Said
    given_on: date | None
    meeting: int | None
    meeting_number: int | None
    meeting_title: Said
    meeting_on: date | None
    rating: RatingLine | None


@dataclass(frozen=True)
class PieceLine:
    """A file of a given report. form: "report.pdf"; size in bytes."""

    lang: str
    form: str
    sha256: str
    size: int


@dataclass(frozen=True)
class ReportPage:
    """The public page of a report: its frozen main part, its files, its rating."""

    line: ReportLine
    office: OfficeLine
    body: bytes
    files: tuple[PieceLine, ...]


@dataclass(frozen=True)
class Choices:
    """What is on record for the deputies of an office in a time, and which of it is ticked as this one's."""

    asked: tuple[AnswerLine, ...]
    decided: tuple[CommitmentSheet, ...]
    picked_asked: frozenset[int] = field(default_factory=frozenset)
    picked_decided: frozenset[int] = field(default_factory=frozenset)


def report_sheet(report: Report, today: date) -> ReportSheet:
    """A report as it would be given now (office, place above, person and meeting loaded). At most 21 queries."""
    picks = _picks(report)
    asked, decided = _asked_of(report), _decided_of(report)
    unpicked: tuple[int, ...] = ()
    if report.whose == DEPUTY:
        unpicked = (asked.count(), decided.count())
        asked = asked.filter(pk__in=[one.voice_id for one in picks])
        decided = decided.filter(pk__in=[one.commitment_id for one in picks])
    meeting = report.meeting
    return ReportSheet(
        whose=report.whose,
        who=report.person.name if report.person else "",
        since=report.since,
        until=report.until,
        as_of=today,
        number=report.number,
        given_on=local_day(report.given_at) if report.given_at else None,
        meeting=meeting.number if meeting else None,
        meeting_title=meeting.title if meeting else Said(),
        meeting_on=meeting.held_on if meeting else None,
        office=office_line(report.office),
        place=long_said(report.place.kind, report.place.name),
        head=letterhead_sheet(report.office),
        meetings=_meetings(report),
        asked=tuple(_asked(line) for line in answer_lines(asked.select_related("meeting", "answer"), today)),
        decided=_decided(decided, report, today),
        own=report.own,
        is_known=report.whose != DEPUTY or report.picked_at is not None,
        unpicked=unpicked,
    )


def choices_of(report: Report, today: date) -> Choices:
    """What can be ticked as a deputy's own. At most ten queries."""
    picks = _picks(report)
    asked = answer_lines(_asked_of(report).select_related("meeting", "answer").order_by("pk"), today)
    decided = sheets_of(list(_decided_of(report).select_related(*WITH_PLACE).order_by("pk")), today)
    return Choices(
        tuple(asked),
        tuple(decided),
        frozenset(one.voice_id for one in picks if one.voice_id),
        frozenset(one.commitment_id for one in picks if one.commitment_id),
    )


def digest_of(sheet: ReportSheet) -> str:
    """By what the same report is known. It changes with every figure in it."""
    return hashlib.sha256(to_bytes(sheet)).hexdigest()


def thaw(body: bytes, schema: int) -> ReportSheet:
    """The frozen sheet of a report. Raises KeyError for a schema that nobody wrote."""
    return from_bytes({SCHEMA: ReportSheet}[schema], body)


def deputies_of(office: Body, today: date) -> QuerySet[Person]:
    """The cards of an office whose holder is a deputy on that day or was until a year before. One query."""
    year_ago = date(today.year - 1, 1, 1)
    held = Mandate.objects.filter(Q(until=None) | Q(until__gte=year_ago), post=Post.DEPUTY)
    rows = Person.objects.filter(office=office, erased_at=None, pk__in=held.values("person"))
    return rows.order_by("name_key", "pk")


# Of those that stand


def report_lines(rows: QuerySet[Report], *, page: int = 1, most: int = PAGE) -> Page[ReportLine]:
    """A page of reports, the latest time first. Three queries."""
    found = page_of(rows.select_related(*WITH_PERSON), _same, number=page, most=most)
    present = _present([row.meeting_id for row in found.lines if row.meeting_id])
    lines = tuple(_report_line(row, present) for row in found.lines)
    return Page(lines, found.number, found.of, found.total)


def line_of(report: Report) -> ReportLine:
    """One report in hand as a line (loaded with access.WITH_PERSON). One query."""
    return _report_line(report, _present([report.meeting_id] if report.meeting_id else []))


def public_reports(*, page: int = 1) -> Page[ReportLine]:
    """A page of all reports that were given. Three queries."""
    return report_lines(_public(), page=page)


def public_lines_of(meeting: int) -> tuple[ReportLine, ...]:
    """The reports given at a public meeting, by its number. Two queries."""
    rows = list(_public().filter(meeting__number=meeting).select_related(*WITH_PERSON).order_by("pk"))
    present = _present([row.meeting_id for row in rows if row.meeting_id])
    return tuple(_report_line(row, present) for row in rows)


def public_report(number: int, lang: str) -> ReportPage:
    """A given report by its number. Four queries. Raises Report.DoesNotExist, ReportPiece.DoesNotExist."""
    report = _public().select_related(*WITH_PERSON).get(number=number)
    page = ReportPiece.objects.get(report=report, lang=lang, form="page")
    return ReportPage(line_of(report), office_line(report.office), bytes(page.body), files_of(report))


def public_piece(number: int, lang: str, form: str) -> ReportPiece:
    """A file of a given report. One query. Raises ReportPiece.DoesNotExist."""
    return ReportPiece.objects.get(report__in=_public().filter(number=number), lang=lang, form=form)


def files_of(report: Report) -> tuple[PieceLine, ...]:
    """The files that were frozen of a report. One query."""
    rows = ReportPiece.objects.filter(report=report, form__contains=".").annotate(size=Length("body"))
    found = rows.order_by("lang", "-form").values_list("lang", "form", "sha256", "size")
    return tuple(PieceLine(*one) for one in found)


def frozen_sheet(report: Report) -> ReportSheet:
    """What a given report says. One query. Raises ReportPiece.DoesNotExist for a draft."""
    kept = ReportPiece.objects.get(report=report, form="sheet")
    return thaw(bytes(kept.body), kept.schema)


def _public() -> QuerySet[Report]:
    return Report.objects.filter(given_at__isnull=False, meeting__is_rehearsal=False)


def _same(row: Report) -> Report:
    return row


def _present(meetings: Sequence[int]) -> Mapping[int, int | None]:
    return dict(Closing.objects.filter(meeting__in=meetings).values_list("meeting", "present"))


def _report_line(row: Report, present: Mapping[int, int | None]) -> ReportLine:
    meeting, rating = row.meeting, getattr(row, "rating", None)
    return ReportLine(
        key=row.pk,
        number=row.number,
        whose=row.whose,
        who=row.person.name if row.person else "",
        since=row.since,
        until=row.until,
        place=long_said(row.place.kind, row.place.name),
        given_on=local_day(row.given_at) if row.given_at else None,
        meeting=meeting.pk if meeting else None,
        meeting_number=meeting.number if meeting else None,
        meeting_title=meeting.title if meeting else Said(),
        meeting_on=meeting.held_on if meeting else None,
        rating=_rating(rating, present.get(meeting.pk)) if rating and meeting else None,
    )


def _rating(row: Rating, present: int | None) -> RatingLine:
    return RatingLine(row.outcome, row.votes_satisfactory, row.votes_unsatisfactory, row.abstained, present)


# Meetings


def _meetings(report: Report) -> tuple[HeldLine, ...]:
    """The public meetings that the office held in that time. Six queries, eight for a deputy."""
    rows = Meeting.objects.filter(
        countable(),
        office=report.office_id,
        is_rehearsal=False,
        number__isnull=False,
        held_at__isnull=False,
        held_on__range=(report.since, report.until),
    )
    found = [row for row in rows.order_by("held_on", "pk") if row.kind != "seminar"]
    keys = [row.pk for row in found]
    present, notices = _present(keys), _notices(found)
    came = _came(report.person_id, keys) if report.person_id else {}
    return tuple(
        HeldLine(
            number=row.number or 0,
            kind=row.kind,
            title=row.title,
            held_on=row.held_on or report.since,
            present=present.get(row.pk),
            given=notices[row.pk][0],
            asked=notices[row.pk][1],
            came=came.get(row.pk),
        )
        for row in found
    )


def _notices(meetings: Sequence[Meeting]) -> dict[int, tuple[int | None, int | None]]:
    """For each the days that people had, from the first proof of its last public day, and the days of the rule. Four
    queries.
    """
    public_turns = Turn.objects.filter(
        meeting__in=[one.pk for one in meetings], kind__in=[Turn.Kind.CALLED, Turn.Kind.MOVED]
    )
    turns = {turn.meeting_id: turn for turn in public_turns.order_by("pk")}
    told = Telling.objects.filter(turn__in=list(turns.values()), taken_back_at=None).order_by("-told_on")
    first = dict(told.values_list("meeting", "told_on"))
    days = {key: local_day(turn.at) for key, turn in turns.items()}
    own = charters_on((one.office_id, days[one.pk]) for one in meetings if one.pk in days)
    found: dict[int, tuple[int | None, int | None]] = {}
    for one in meetings:
        on = days.get(one.pk)
        if on is None:
            found[one.pk] = (None, None)
            continue
        charter = own.get((one.office_id, on))
        notice = notice_of(one.kind, one.held_on, first=first.get(one.pk), on=on, own=charter)
        found[one.pk] = (notice.given, notice.asked)
    return found


def _came(person: int, meetings: Sequence[int]) -> dict[int, bool]:
    """At which of the meetings somebody was there, as far as it is on record: ticks of the list, words in the minutes.

    Two queries.
    """
    rows = Participant.objects.filter(person=person, meeting__in=meetings, ticked_at__isnull=False)
    came = {row.meeting_id: row.came for row in rows}
    spoke = Passage.objects.filter(speaker=person, minutes__meeting__in=meetings)
    return came | dict.fromkeys(spoke.values_list("minutes__meeting", flat=True), True)


# Questions


def _asked_of(report: Report) -> QuerySet[Voice]:
    """What was asked in that time, and what was asked before and waited then; of a deputy, for the deputies' post."""
    rows = questions_and_proposals(Voice.objects.filter(meeting__office=report.office_id, number__isnull=False))
    rows = rows.filter(countable("meeting__"), meeting__is_rehearsal=False, meeting__called_at__isnull=False)
    asked_on = Coalesce("registered_on", "received_on", F("meeting__held_on"))
    within = rows.annotate(asked_on=asked_on).filter(asked_on__lte=report.until)
    waited = Q(asked_on__lt=report.since) & (IS_OPEN | Q(answer__answered_on__gte=report.since))
    found = within.filter(Q(asked_on__gte=report.since) | waited)
    return found.filter(answer__by_post=Post.DEPUTY) if report.whose == DEPUTY else found


def _asked(line: AnswerLine) -> AskedLine:
    return AskedLine(
        number=line.number or 0,
        kind=line.kind,
        way=line.way,
        state=line.state.value,
        outcome=line.outcome if line.kind == Voice.Kind.PROPOSAL else "",
        is_disputed=line.is_disputed,
    )


# Decisions


def _decided_of(report: Report) -> QuerySet[Commitment]:
    """What was decided in that time, and what was decided before and still open when it began."""
    rows = public(Commitment.objects.filter(countable("meeting__"), office=report.office_id))
    decided_on = Coalesce("meeting__held_on", F("published_at__date"))
    found = rows.annotate(decided_on=decided_on).filter(decided_on__lte=report.until)
    ended = Coalesce("done_on", "given_up_on")
    found = found.annotate(ended_on=ended).exclude(decided_on__lt=report.since, ended_on__lt=report.since)
    return found.filter(who_post=Post.DEPUTY) if report.whose == DEPUTY else found


def _decided(rows: QuerySet[Commitment], report: Report, today: date) -> tuple[DecidedLine, ...]:
    """Six queries."""
    found = list(rows.select_related(*WITH_PLACE).order_by("pk"))
    older = {one.pk for one in found if _day(one) < report.since}
    sheets = sheets_of(found, today)
    sheets.sort(key=lambda one: (ORDER[one.line.state], one.line.due_on or date.max, one.line.key))
    return tuple(_decided_line(one, one.line.key in older) for one in sheets)


def _day(row: Commitment) -> date:
    if row.meeting and row.meeting.held_on:
        return row.meeting.held_on
    return local_day(row.published_at or row.made_at)


def _decided_line(sheet: CommitmentSheet, is_older: bool) -> DecidedLine:
    line = sheet.line
    return DecidedLine(
        number=line.number or 0,
        what=line.what,
        place=line.place,
        post=line.post,
        body=line.body,
        due_on=line.due_on,
        state=line.state.value,
        late=line.late,
        ended_on=line.done_on or line.given_up_on,
        money=f"{sheet.money:.2f}" if sheet.money is not None else "",
        why=sheet.given_up_why
        or (sheet.council.said if sheet.council and line.state is State.NOT_APPROVED else Said()),
        is_older=is_older,
        words=sheet.words,
    )


def _picks(report: Report) -> list[ReportPick]:
    return list(ReportPick.objects.filter(report=report)) if report.whose == DEPUTY else []
