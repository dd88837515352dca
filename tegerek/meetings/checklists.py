"""The checklist of a meeting: each step with its day, its rule, who does it, and whether it was done.

Days follow from the day of the meeting and the rules in force when it was called; nothing of it is stored but what
somebody ticked. Moving the day counts them anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from django.db import transaction
from django.utils.translation import gettext as _

from tegerek.journal.actions import record
from tegerek.lib.dates import local_day
from tegerek.lib.errors import Refusal
from tegerek.lib.said import Said
from tegerek.meetings.charters import charters_on
from tegerek.meetings.models import AgendaItem, Closing, Invitee, Meeting, Order, StepDone, Telling, Turn
from tegerek.meetings.rules import State
from tegerek.people.models import User
from tegerek.procedures.explain import Explained, explain
from tegerek.procedures.kinds import kind as kind_of
from tegerek.procedures.rules import NOTICE, Due, due_days
from tegerek.procedures.terms import Event, Initiator, OwnCharter, Rank, Side, Unknown, Why

SOON = 3  # days before its last day from which a step that has no first day is due
CLOSING = "closing"
CLOSING_WORDS = Said.of(
    ky="Жыйынтык жазылат: канча киши келди, эмне добушка коюлду, эмне чечилди.",
    ru="Записан итог: сколько пришло, что голосовали, что решили.",
    en="The result is written down: how many came, what was voted, what was decided.",
)
BOARD = "result-board"
BOARD_WORDS = Said.of(
    ky="Жыйынтык барагы маалымат тактасына илинет.",
    ru="Лист с итогом вывешен на доску объявлений.",
    en="The result sheet hangs on the notice board.",
)
# A report meeting has two more: its report is ready before it, and is rated there.
REPORT_KIND, REPORT, RATING = "report", "report", "rating-recorded"
REPORT_WORDS = Said.of(
    ky="Отчет даяр: окулду, номерин алды, баары окуй алат.",
    ru="Отчёт готов: прочитан, получил номер, его могут прочесть все.",
    en="The report is ready: read through, numbered, open to everybody.",
)
RATING_WORDS = Said.of(
    ky="Элдин баасы жазылат: канааттандырарлык же канааттандырарлык эмес.",
    ru="Записана оценка людей: удовлетворительно или неудовлетворительно.",
    en="The rating is written down: satisfactory or unsatisfactory.",
)


class StepState(StrEnum):
    """Where a step stands, the most pressing first."""

    LATE = "late"
    DUE = "due"
    OPEN = "open"
    """A reminder of the house, not done yet: no document sets its day, so it is never late."""
    COMING = "coming"
    BLANK = "blank"
    """The municipality's charter settles it, and nobody has typed what it says."""
    UNKNOWN = "unknown"
    NOT_RECORDED = "not_recorded"
    """It was to be done before the meeting, whose day has passed, and nobody wrote down that it was."""
    DONE = "done"


ORDER = tuple(StepState)


@dataclass(frozen=True)
class StepLine:
    """One step. why: its day, rule and counting; None for a step of the house that no rule asks for.

    done_on: the day it was done; done_by: the name of the account that ticked it. by_fact: the house knows it from
    elsewhere, nobody ticks it. days_late: how long after its last day it was done, or is waiting; 0 in time.
    is_after: it belongs after the meeting, so that nobody can have done it before.
    """

    id: str
    what: Said
    state: StepState
    why: Explained | None
    done_on: date | None = None
    done_by: str = ""
    by_fact: bool = False
    days_late: int = 0
    is_after: bool = False

    @property
    def last(self) -> date | None:
        return self.why.last if self.why else None

    @property
    def is_reminder(self) -> bool:
        """Whether the house alone says so, and no document."""
        return self.why is not None and self.why.rank is Rank.DEFAULT


@dataclass(frozen=True)
class ChecklistSheet:
    """The steps of a meeting, the most pressing first, then by day. held_on: None while it has no day."""

    held_on: date | None
    steps: tuple[StepLine, ...]
    own: OwnCharter | None = None

    def number(self, state: StepState) -> int:
        """How many steps stand in that state."""
        return sum(step.state is state for step in self.steps)


@dataclass(frozen=True)
class Elsewhere:
    """What a room above knows of a meeting. events: days terms count from; facts: by step, the day it was done."""

    events: Mapping[Event, date] = field(default_factory=dict)
    facts: Mapping[str, date] = field(default_factory=dict)


NOTHING = Elsewhere()


@dataclass
class _Known:
    """What the tables say of one meeting."""

    ticks: dict[str, StepDone] = field(default_factory=dict)
    facts: dict[str, date] = field(default_factory=dict)
    subjects: set[str] = field(default_factory=set)


def checklist(meeting: Meeting, today: date, elsewhere: Elsewhere | None = None) -> ChecklistSheet:
    """The steps of one meeting. elsewhere: such as the day of the group's appeal. Nine queries, however many steps."""
    return checklists([meeting], today, {meeting.pk: elsewhere or NOTHING})[meeting.pk]


def checklists(
    meetings: Iterable[Meeting], today: date, elsewhere: Mapping[int, Elsewhere] | None = None
) -> dict[int, ChecklistSheet]:
    """The same for many, by their keys. Nine queries at most, however many meetings."""
    above = elsewhere or {}
    found = list(meetings)
    known = _known(found)
    charters = charters_on((meeting.office_id, _rules_day(meeting, today)) for meeting in found)
    sheets = {}
    for meeting in found:
        own = charters.get((meeting.office_id, _rules_day(meeting, today)))
        more = above.get(meeting.pk, NOTHING)
        known[meeting.pk].facts |= more.facts
        sheets[meeting.pk] = _sheet(meeting, today, own, known[meeting.pk], more.events)
    return sheets


@transaction.atomic
def tick_step(
    meeting: Meeting, step: str, *, done_on: date, by: User | None, now: datetime, elsewhere: Elsewhere | None = None
) -> Said:
    """Write down that a step was done on that day; ticked again, the new day stands. Its words. Journals step.done.

    Raises Refusal for a day to come, a step this meeting does not have, or one that the house knows by itself.
    """
    if done_on > local_day(now):
        raise Refusal(_("That day has not come yet. Enter the day on which it was done."))
    line = next((line for line in checklist(meeting, local_day(now), elsewhere).steps if line.id == step), None)
    if line is None:
        raise Refusal(_("This meeting has no such step."))
    if line.by_fact:
        raise Refusal(_("This step is known to be done from what was recorded; it need not be ticked."))
    StepDone.objects.update_or_create(meeting=meeting, step=step, defaults={"done_on": done_on, "at": now, "by": by})
    record("step.done", meeting, by=by.pk if by else None, at=now, step=step, on=done_on)
    return line.what


@transaction.atomic
def untick_step(meeting: Meeting, step: str, *, by: User | None, now: datetime) -> None:
    """Take a tick back that was a mistake; nothing happens where there is none. Journals step.undone."""
    gone, _rows = StepDone.objects.filter(meeting=meeting, step=step).delete()
    if gone:
        record("step.undone", meeting, by=by.pk if by else None, at=now, step=step)


def step_state(today: date, *, first: date | None, last: date, opens: date | None = None) -> StepState:
    """Where a step that is not done stands. first: the first proper day, if the rule names one; opens: from when else.

    >>> day = date(2026, 3, 9)
    >>> [str(step_state(date(2026, 3, d), first=None, last=day)) for d in (5, 6, 9, 10)]
    ['coming', 'due', 'due', 'late']
    """
    if last < today:
        return StepState.LATE
    begins = first or opens or last - timedelta(days=SOON)
    return StepState.DUE if begins <= today else StepState.COMING


def _rules_day(meeting: Meeting, today: date) -> date:
    """The day whose rules hold for it: that of the call, today for a draft."""
    return local_day(meeting.called_at) if meeting.called_at else today


def _sheet(
    meeting: Meeting, today: date, own: OwnCharter | None, known: _Known, events: Mapping[Event, date]
) -> ChecklistSheet:
    if meeting.state is State.CANCELLED:
        return ChecklistSheet(meeting.held_on, (), own)
    held_on = None if meeting.state is State.POSTPONED else meeting.held_on
    days = dict(events)
    if "publish-minutes" in known.ticks:
        days.setdefault(Event.MINUTES_PUBLISHED, known.ticks["publish-minutes"].done_on)
    dues = due_days(
        kind_of(meeting.kind),
        held_on or today,
        on=_rules_day(meeting, today),
        own=own,
        events=days,
        about=known.subjects,
    )
    concerning = [due if held_on else _without_day(due) for due in dues if _concerns(due, meeting)]
    lines = [_line(due, today, known, held_on) for due in concerning]
    if lines:
        lines.append(_closing(held_on, today, known))
        if meeting.kind == REPORT_KIND:
            lines.extend(_reporting(held_on, today, known))
        if CLOSING in known.facts:
            lines.append(_done(StepLine(BOARD, BOARD_WORDS, StepState.OPEN, None, is_after=True), known))
    lines.sort(key=lambda line: (ORDER.index(line.state), line.last or date.max))
    return ChecklistSheet(held_on, tuple(lines), own)


def _concerns(due: Due, meeting: Meeting) -> bool:
    """Only a group's appeal has a term for its decision."""
    return due.rule.event is not Event.GROUP_APPEAL_REGISTERED or meeting.initiator == Initiator.GROUP.value


def _without_day(due: Due) -> Due:
    """While the meeting has no day, nothing can be counted from it."""
    is_known = not isinstance(due.counted, Unknown) and due.rule.event is Event.MEETING
    return replace(due, counted=Unknown(Why.WAITING)) if is_known else due


def _line(due: Due, today: date, known: _Known, held_on: date | None) -> StepLine:
    rule, counted = due.rule, due.counted
    line = StepLine(rule.id, rule.what, StepState.UNKNOWN, explain(due), is_after=rule.side is Side.AFTER)
    if isinstance(counted, Unknown):
        state = StepState.BLANK if counted.why is Why.BLANK else StepState.UNKNOWN
        return _done(replace(line, state=state), known)
    opens = counted.from_day if rule.side is Side.AFTER else None
    state = step_state(today, first=counted.first, last=counted.last, opens=opens)
    if rule.side is Side.BEFORE and held_on is not None and held_on < today:
        return _done(replace(line, state=StepState.NOT_RECORDED), known)
    if line.is_reminder and state is StepState.LATE:
        return _done(replace(line, state=StepState.OPEN), known)
    late = max(0, (today - counted.last).days)
    return _done(replace(line, state=state, days_late=late), known)


def _closing(held_on: date | None, today: date, known: _Known) -> StepLine:
    has_come = held_on is not None and held_on <= today
    state = StepState.DUE if has_come else StepState.COMING
    return _done(StepLine(CLOSING, CLOSING_WORDS, state, None), known)


def _reporting(held_on: date | None, today: date, known: _Known) -> tuple[StepLine, StepLine]:
    """No document sets a day for them, so they are never late."""
    is_near = held_on is not None and (held_on - today).days <= SOON
    has_come = held_on is not None and held_on <= today
    report = StepLine(REPORT, REPORT_WORDS, StepState.DUE if is_near else StepState.COMING, None)
    rating = StepState.DUE if has_come else StepState.COMING
    return _done(report, known), _done(StepLine(RATING, RATING_WORDS, rating, None, is_after=True), known)


def _done(line: StepLine, known: _Known) -> StepLine:
    """The line as done, if a fact or a tick says so: a fact first, for nobody need type what is recorded."""
    fact, tick = known.facts.get(line.id), known.ticks.get(line.id)
    done_on = fact or (tick.done_on if tick else None)
    if done_on is None:
        return line
    late = max(0, (done_on - line.last).days) if line.last and not line.is_reminder else 0
    name = tick.by.name if tick and tick.by and not fact else ""
    return replace(line, state=StepState.DONE, done_on=done_on, done_by=name, by_fact=fact is not None, days_late=late)


# What the tables know, of many meetings at once


def _known(meetings: list[Meeting]) -> dict[int, _Known]:
    """Ticks, facts and subjects of each meeting. Seven queries."""
    found = {meeting.pk: _Known() for meeting in meetings}
    keys = list(found)
    for tick in StepDone.objects.filter(meeting__in=keys).select_related("by"):
        found[tick.meeting_id].ticks[tick.step] = tick
    for key, subject in AgendaItem.objects.filter(meeting__in=keys).values_list("meeting", "subject"):
        found[key].subjects.add(subject)
    for order in Order.objects.filter(meeting__in=keys, signed_on__isnull=False):
        found[order.meeting_id].facts["sign-order"] = order.signed_on or date.max
    for closing in Closing.objects.filter(meeting__in=keys):
        found[closing.meeting_id].facts[CLOSING] = local_day(closing.made_at)
    for key, told_on in _told(keys).items():
        found[key].facts[NOTICE] = told_on
    for key, told_on in _speakers_told(keys).items():
        found[key].facts["tell-speakers"] = told_on
    for meeting in meetings:
        if meeting.called_at:
            found[meeting.pk].facts["fix-date"] = local_day(meeting.called_at)
    return found


def _told(keys: list[int]) -> dict[int, date]:
    """The first day on which people were told of the last day that was made public. Two queries."""
    public = Turn.objects.filter(meeting__in=keys, kind__in=[Turn.Kind.CALLED, Turn.Kind.MOVED])
    last = dict(public.order_by("id").values_list("meeting", "pk"))
    rows = Telling.objects.filter(turn__in=last.values(), taken_back_at=None).order_by("-told_on")
    return dict(rows.values_list("meeting", "told_on"))


def _speakers_told(keys: list[int]) -> dict[int, date]:
    """The day the last of the speakers was told, where every one has been. One query."""
    days: dict[int, list[date | None]] = defaultdict(list)
    rows = Invitee.objects.filter(meeting__in=keys, is_speaker=True)
    for key, told_on in rows.values_list("meeting", "told_on"):
        days[key].append(told_on)
    return {key: max(day for day in told if day) for key, told in days.items() if all(told)}
