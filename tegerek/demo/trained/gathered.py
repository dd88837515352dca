"""The next meetings of the eight offices that use the system, each left where its story says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tegerek.commitments.links import answer_voice
from tegerek.demo.asked import HALL, HEAD, WRITING
from tegerek.demo.minuted import DECIDED, HEARD, press, say
from tegerek.demo.moments import at, when
from tegerek.lib.said import Said
from tegerek.meetings import actions
from tegerek.meetings.actions import Asking, Item
from tegerek.meetings.closing import Figures, TypedResult, record_closing
from tegerek.meetings.models import AgendaItem, Meeting
from tegerek.minutes.actions import Typed, begin_minutes, set_head
from tegerek.minutes.signing import record_read_back, record_signed
from tegerek.people.models import User
from tegerek.places.models import Body
from tegerek.procedures.terms import Initiator
from tegerek.voices.answers import Reply
from tegerek.voices.slips import Written, record_slip

QUESTIONS = (
    Said.of(ky="Иш качан башталат?", ru="Когда начнутся работы?", en="When will the work begin?"),
    Said.of(ky="Акчасы кайдан алынат?", ru="Откуда деньги?", en="Where does the money come from?"),
    Said.of(ky="Эсебин ким берет?", ru="Кто за это отчитается?", en="Who will account for it?"),
)
ANSWER = Said.of(
    ky="Апрелде. Сметасы тактага илинди.",
    ru="В апреле. Смета висит на доске.",
    en="In April. The estimate hangs on the board.",
)


@dataclass(frozen=True)
class Story:
    """How far a meeting came. day: of the meeting; called, held, minuted, closed: whether it got there; cancelled.

    asked, answered: questions, and how many of them were answered. women, men: who came.
    """

    day: str
    called: bool = True
    held: bool = False
    minuted: bool = False
    closed: bool = False
    cancelled: bool = False
    asked: int = 0
    answered: int = 0
    women: int = 0
    men: int = 0

    @property
    def on(self) -> date:
        return date.fromisoformat(self.day)


# In the order of the offices; the last one uses the system and has not said which meeting is its next.
STORIES = (
    Story("2026-01-17", held=True, minuted=True, closed=True, asked=3, answered=3, women=37, men=41),
    Story("2026-01-24", held=True, minuted=True, closed=True, asked=2, answered=2, women=29, men=33),
    Story("2026-02-07", held=True, minuted=True, asked=3, answered=1, women=44, men=38),
    Story("2026-02-14", held=True, asked=2, women=21, men=35),
    Story("2026-03-20"),
    Story("2026-03-28", called=False),
    Story("2026-02-21", cancelled=True),
)


def gather_one(office: Body, story: Story, subject: Said, by: User) -> Meeting:
    """A public meeting of an office about that subject, as far as its story goes."""
    meeting = _draft(office, story, subject, by)
    if story.called:
        actions.call_meeting(meeting, by=by, now=_moment(story, -21))
    if story.cancelled:
        _cancel(meeting, story, by)
    if story.held:
        _hold(meeting, story, by)
        _ask(meeting, story, by)
    if story.minuted:
        _write_minutes(meeting, story, by)
    if story.closed:
        meeting.refresh_from_db()
        actions.close_meeting(meeting, seen=meeting.version, by=by, now=_moment(story, 20))
    return meeting


def _moment(story: Story, days: int, hour: int = 10) -> datetime:
    return at(str(story.on + timedelta(days)), hour)


def _draft(office: Body, story: Story, subject: Said, by: User) -> Meeting:
    aimak = office.unit
    assert aimak is not None
    procedure = Said.of(
        ky="Баяндама, андан кийин суроолор; добуш ачык.",
        ru="Доклад, затем вопросы; голосование открытое.",
        en="A report, then questions; the vote is open.",
    )
    meeting = actions.draft_meeting(
        office=office,
        kind="assembly",
        title=subject,
        place=aimak,
        when=when(story.day, "11:00", "13:00"),
        asking=Asking(Initiator.HEAD.value, procedure),
        by=by,
        now=_moment(story, -28),
    )
    head = Said.of(ky="айыл өкмөтүнүн башчысы", ru="глава айыл окмоту", en="head of the aiyl okmotu")
    items = [Item(subject, AgendaItem.Purpose.DECIDE, head, 40)]
    actions.set_agenda(meeting, items, seen=meeting.version, by=by, now=_moment(story, -28))
    return meeting


def _cancel(meeting: Meeting, story: Story, by: User) -> None:
    reason = Said.of(ky="Жолду кар басып калды.", ru="Дорогу занесло снегом.", en="Snow has blocked the road.")
    actions.cancel_meeting(meeting, reason=reason, seen=meeting.version, by=by, now=_moment(story, -1))


def _hold(meeting: Meeting, story: Story, by: User) -> None:
    """Two of those who came are of the office; most of the others raised a hand for it."""
    present = story.women + story.men
    figures = Figures(present=present, women=story.women, men=story.men, residents=present - 2, officials=2)
    decision = Said.of(
        ky="Иш апрелде башталсын, эсебин айыл өкмөтү ай сайын тактага илсин.",
        ru="Начать работы в апреле; айыл окмоту каждый месяц вывешивает отчёт на доске.",
        en="To begin in April; the aiyl okmotu puts an account on the board each month.",
    )
    votes = TypedResult(
        meeting.agenda.get().pk, votes_for=present - 12, votes_against=6, abstained=2, decision=decision
    )
    record_closing(meeting, figures, [votes], seen=meeting.version, by=by, now=_moment(story, 0, 18))


def _ask(meeting: Meeting, story: Story, by: User) -> None:
    for n, text in enumerate(QUESTIONS[: story.asked]):
        is_there = n == 0 and story.answered > 0
        written = Written("question", text, meeting.agenda.get(), answered_there=is_there)
        voice = record_slip(meeting, written, by=by, now=_moment(story, 0, 19))
        if n < story.answered:
            how, days = (HALL, 0) if is_there else (WRITING, 5)
            on = story.on + timedelta(days)
            reply = Reply("meeting", by_post=HEAD, how=how, text=ANSWER, answered_on=on)
            answer_voice(voice, reply, seen=voice.version, by=by, now=_moment(story, 6))


def _write_minutes(meeting: Meeting, story: Story, by: User) -> None:
    now, item = _moment(story, 1), meeting.agenda.get()
    minutes = begin_minutes(meeting, by=by, now=now)
    heard = Said.of(
        ky="Сметасы, мөөнөтү жана ким жооптуу экени айтылды.",
        ru="Сказано о смете, сроках и о том, кто отвечает.",
        en="The estimate, the days and who answers for it were told.",
    )
    say(minutes, 1, Typed(HEARD, heard, item), by, now)
    say(minutes, 2, Typed(DECIDED, item.result.decision, item), by, now)
    set_head(minutes, number="1", drawn_on=story.on, seen=minutes.version, by=by, now=now)
    record_read_back(minutes, on=now.date(), seen=minutes.version, by=by, now=now)
    record_signed(minutes, on=now.date(), seen=minutes.version, by=by, now=now)
    press(minutes, Said(), by, _moment(story, 3))
