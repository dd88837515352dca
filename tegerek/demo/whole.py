"""Meetings of Көк-Булут that went the whole way by the rules, each complete in the state that its papers say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time

from tegerek.commitments.links import reserve_slips
from tegerek.demo.appeals import Appeals
from tegerek.demo.budget import NAME, citizens_budget
from tegerek.demo.cast import Cast
from tegerek.demo.land import Land
from tegerek.demo.moments import at, when
from tegerek.demo.standing import Standing
from tegerek.lib.said import Said
from tegerek.meetings import actions
from tegerek.meetings.actions import Asking, Item
from tegerek.meetings.chats import tick_posted
from tegerek.meetings.checklists import tick_step
from tegerek.meetings.closing import Figures, TypedOption, TypedResult, record_closing
from tegerek.meetings.handouts import keep_handout
from tegerek.meetings.invitees import Wanted, proposed, set_invitees, tell
from tegerek.meetings.models import AgendaItem, ChatPost, Meeting, Telling, Turn
from tegerek.meetings.notice import Decided, Despite
from tegerek.meetings.orders import OrderWords, record_order
from tegerek.meetings.rules import When
from tegerek.meetings.telling import record_telling
from tegerek.people.models import Post, User
from tegerek.places.models import Unit, Venue
from tegerek.procedures.terms import Initiator
from tegerek.voices.models import SlipBlock, Voice
from tegerek.voices.slips import Written, numbers_of, record_slip

Channel = Telling.Channel
BOARD = Said.of(ky="айыл өкмөтүнүн тактасы", ru="доска объявлений айыл окмоту", en="the board of the aiyl okmotu")
HOUSES = Said.of(ky="бардык көчөлөр", ru="все улицы", en="all streets")


@dataclass(frozen=True)
class Whole:
    """assembly: asked for by a group, closed. budget: with the citizens' budget, closed. report: rated, in the hall and
    online, closed. urgent: two days of five, held and counted; people still wait to hear what was done.
    rehearsal: called, and nobody outside ever sees it.
    """

    assembly: Meeting
    budget: Meeting
    report: Meeting
    urgent: Meeting
    rehearsal: Meeting


def complete(land: Land, cast: Cast, standing: Standing, appeals: Appeals) -> Whole:
    """Walk each of them from the wish to the result."""
    by = cast.clerk.user
    return Whole(
        assembly=_assembly(land, standing, appeals.lights, by),
        budget=_budget(land, by),
        report=_report(land, by),
        urgent=_urgent(land, cast.ao_head.user, by),
        rehearsal=_rehearsal(land, by),
    )


def _assembly(land: Land, standing: Standing, meeting: Meeting, by: User) -> Meeting:
    """Received on 12 January, called on the 19th, held on the 31st, reported on in February."""
    _place(meeting, land.culture_house, when("2026-01-31", "11:00", "13:00"), "2026-01-16", by)
    _ask(meeting, Asking(Initiator.GROUP.value, _hands(), expected=60), "2026-01-16", by)
    _set_agenda(meeting, by)
    _sign(meeting, "3", "2026-01-19", by)
    actions.call_meeting(meeting, by=by, now=at("2026-01-19"))
    tick_posted(meeting, standing.chat, by=by, now=at("2026-01-19", 15))
    _told(meeting, {Channel.BOARD: ("2026-01-19", BOARD), Channel.DOOR_TO_DOOR: ("2026-01-20", HOUSES)}, by)
    _invite(meeting, "2026-01-21", by)
    _tell_all(meeting, "2026-01-30", by)
    block = reserve_slips(meeting, size=12, by=by, now=at("2026-01-28"))
    _tick(meeting, {"print-pack": "2026-01-20", "hall": "2026-01-23", "lists": "2026-01-28"}, by)
    _count_assembly(meeting, land, by)
    _ask_questions(meeting, block, by)
    tick_posted(meeting, standing.chat, what=ChatPost.What.RESULT, by=by, now=at("2026-02-01"))
    _tick(meeting, {"answers": "2026-02-02", "publish-minutes": "2026-02-04", "measures": "2026-02-26"}, by)
    actions.close_meeting(meeting, seen=meeting.version, by=by, now=at("2026-02-26", 15))
    return meeting


def _set_agenda(meeting: Meeting, by: User) -> None:
    """What it costs, then the issue of the group, which keeps its origin."""
    asked = meeting.agenda.get()
    cost = Item(
        Said.of(ky="Жарыктын баасы", ru="Сколько стоит освещение", en="What lights cost"),
        AgendaItem.Purpose.INFORM,
        Said.of(ky="айыл өкмөтүнүн адиси", ru="специалист айыл окмоту", en="specialist of the aiyl okmotu"),
        20,
    )
    lights = Item(
        title=asked.title,
        purpose=AgendaItem.Purpose.DECIDE,
        rapporteur=Said.of(ky="топтун өкүлү", ru="представитель группы", en="a member of the group"),
        minutes=40,
        draft_decision=Said.of(
            ky="Ар бир короодон 300 сом чогултуу, калганын бюджеттен суроо.",
            ru="Собрать по 300 сомов с двора, остальное просить из бюджета.",
            en="To collect 300 som from each household and ask the budget for the rest.",
        ),
        subject="local-problem",
        origin=asked.origin,
        key=asked.pk,
    )
    actions.set_agenda(meeting, [cost, lights], seen=meeting.version, by=by, now=at("2026-01-16"))


def _count_assembly(meeting: Meeting, land: Land, by: User) -> None:
    """63 came, and four of them did not raise a hand: 32 is more than half of those present."""
    figures = Figures(
        present=63,
        women=34,
        men=29,
        residents=59,
        other_residents=2,
        officials=1,
        guests=1,
        media=0,
        invited=12,
        invited_present=6,
        began_at=time(11, 10),
        ended_at=time(12, 50),
        ages={"0-15": 0, "16-17": 2, "18-27": 12, "28-34": 14, "35+": 35},
        villages={land.villages[0].pk: 62, land.villages[1].pk: 1},
        chair="Мисалов Акжол",
        secretary="Сынакова Бурул",
    )
    cost, lights = meeting.agenda.all()
    heard = Said.of(ky="Маалымат эске алынды.", ru="Информация принята к сведению.", en="What was told is noted.")
    results = [
        TypedResult(cost.pk, decision=heard),
        TypedResult(lights.pk, votes_for=32, votes_against=27, abstained=0, decision=lights.draft_decision),
    ]
    _close_on_paper(meeting, figures, results, "2026-01-31", by)


def _ask_questions(meeting: Meeting, block: SlipBlock, by: User) -> None:
    """Three of the twelve slips came back; one was answered in writing."""
    lights = meeting.agenda.all()[1]
    asked = (
        Written(
            Voice.Kind.QUESTION,
            Said.of(
                ky="Жарык түнү бою күйөбү?", ru="Фонари будут гореть всю ночь?", en="Will the lights burn all night?"
            ),
            lights,
            answered_there=True,
        ),
        Written(
            Voice.Kind.QUESTION,
            Said.of(
                ky="Токтун акысын ким төлөйт?",
                ru="Кто будет платить за электричество?",
                en="Who will pay for the electricity?",
            ),
            lights,
            answered_there=False,
            name="Ойдонова Венера",
            phone="+996000000902",
        ),
        Written(
            Voice.Kind.PROPOSAL,
            Said.of(
                ky="Адегенде мектептин көчөсүнөн баштайлы.",
                ru="Давайте начнём с улицы, где школа.",
                en="Let us begin with the street of the school.",
            ),
            lights,
            answered_there=True,
        ),
    )
    for number, written in zip(numbers_of(block), asked, strict=False):
        record_slip(meeting, written, number=str(number), by=by, now=at("2026-01-31", 18))


def _budget(land: Land, by: User) -> Meeting:
    """Fixed 27 days ahead, held on 22 May 2025, its results told on the eighth day after."""
    title = Said.of(
        ky="2026-жылдын бюджетинин долбоору", ru="Проект бюджета на 2026 год", en="The draft budget of 2026"
    )
    items = [
        Item(
            Said.of(
                ky="Бюджеттин артыкчылыктары",
                ru="На что тратить в первую очередь",
                en="What to spend on first",
            ),
            AgendaItem.Purpose.DECIDE,
            Said.of(
                ky="каржы бөлүмүнүн башчысы", ru="заведующий финансовым отделом", en="head of the finance department"
            ),
            60,
            subject="budget-forming",
        )
    ]
    time_of = when("2025-05-22", "14:00", "16:00")
    meeting = _drafted(
        land, "budget-hearing", land.villages[0], land.okmotu_hall, time_of, "2025-04-24", by, title, items
    )
    keep_handout(
        meeting,
        citizens_budget(),
        name=NAME,
        file_name="budget.pdf",
        item=None,
        is_budget=True,
        by=by,
        now=at("2025-05-06"),
    )
    _sign(meeting, "21", "2025-04-25", by)
    actions.call_meeting(meeting, by=by, now=at("2025-04-25"))
    _told(meeting, {Channel.BOARD: ("2025-05-08", BOARD), Channel.MEDIA: ("2025-05-09", Said())}, by)
    _invite(meeting, "2025-05-12", by)
    _tell_all(meeting, "2025-05-13", by)
    before = {"draft": "2025-05-06", "publish-draft": "2025-05-09", "personal-notice": "2025-05-13"}
    before |= {"chair": "2025-05-12", "train-staff": "2025-05-13", "venue": "2025-05-14"}
    _tick(meeting, before | {"forms": "2025-05-19", "check": "2025-05-21"}, by)
    figures = Figures(present=74, women=38, men=36, residents=66, officials=8, invited=40, invited_present=31)
    decision = Said.of(
        ky="Айылдык кеңешке сунушталсын: адегенде Жаңы-Үмүткө суу, анан жолдор.",
        ru="Рекомендовать кенешу: сначала вода в Жаны-Умуте, затем дороги.",
        en="To recommend to the council: water for Jany-Umut first, then the roads.",
    )
    result = TypedResult(meeting.agenda.get().pk, votes_for=58, votes_against=5, abstained=3, decision=decision)
    _close_on_paper(meeting, figures, [result], "2025-05-22", by)
    _tick(meeting, {"results": "2025-05-30", "publish-minutes": "2025-05-30"}, by)
    actions.close_meeting(meeting, seen=meeting.version, by=by, now=at("2025-05-30", 15))
    return meeting


def _report(land: Land, by: User) -> Meeting:
    """The head's report of 2024, in the hall and online at once; those present rated it."""
    title = Said.of(
        ky="Айыл өкмөтүнүн башчысынын 2024-жылга отчету",
        ru="Отчёт главы айыл окмоту за 2024 год",
        en="Report of the head of the aiyl okmotu on 2024",
    )
    head = Said.of(ky="айыл өкмөтүнүн башчысы", ru="глава айыл окмоту", en="head of the aiyl okmotu")
    items = [
        Item(
            Said.of(ky="Бир жылдын отчету жана баасы", ru="Отчёт за год и его оценка", en="The year’s report, rated"),
            AgendaItem.Purpose.REPORT,
            head,
            60,
        )
    ]
    time_of = when("2025-03-15", "11:00", "13:00")
    meeting = _drafted(land, "report", land.aimak, land.culture_house, time_of, "2025-02-24", by, title, items)
    both = Meeting.Mode.BOTH
    actions.set_mode(
        meeting,
        mode=both,
        online_at="https://online.kok-bulut.example",
        seen=meeting.version,
        by=by,
        now=at("2025-02-24"),
    )
    _sign(meeting, "9", "2025-03-03", by)
    actions.call_meeting(meeting, by=by, now=at("2025-03-03"))
    _told(meeting, {Channel.BOARD: ("2025-03-03", BOARD), Channel.LOUDSPEAKER: ("2025-03-10", HOUSES)}, by)
    _invite(meeting, "2025-03-10", by)
    _tell_all(meeting, "2025-03-13", by)
    _tick(meeting, {"print-pack": "2025-03-04", "hall": "2025-03-07", "lists": "2025-03-12"}, by)
    figures = Figures(present=118, women=57, men=61, online=14, residents=109, officials=7, guests=2)
    options = (
        TypedOption(Said.of(ky="канааттандырарлык", ru="удовлетворительно", en="satisfactory"), 71),
        TypedOption(Said.of(ky="канааттандырарлык эмес", ru="неудовлетворительно", en="unsatisfactory"), 25),
    )
    _close_on_paper(meeting, figures, [TypedResult(meeting.agenda.get().pk, options=options)], "2025-03-15", by)
    _tick(meeting, {"answers": "2025-03-17", "publish-minutes": "2025-03-19", "measures": "2025-04-11"}, by)
    actions.close_meeting(meeting, seen=meeting.version, by=by, now=at("2025-04-11", 15))
    return meeting


def _urgent(land: Land, head: User, by: User) -> Meeting:
    """Called by the head for the day after tomorrow; what was done about it is to be told until 18 March."""
    title = Said.of(ky="Көпүрөнү суу алып кетти", ru="Мост унесло водой", en="The water has taken the bridge")
    items = [
        Item(
            Said.of(ky="Убактылуу өтмөк куруу", ru="Построить временный переход", en="To build a crossing for now"),
            AgendaItem.Purpose.DECIDE,
            minutes=30,
        )
    ]
    asking = Asking(Initiator.HEAD.value, _hands())
    time_of = when("2026-02-18", "16:00", "17:00")
    meeting = _drafted(land, "assembly", land.villages[1], land.school, time_of, "2026-02-16", by, title, items, asking)
    _sign(meeting, "8", "2026-02-16", by)
    reason = Said.of(
        ky="Таш-Булакка жол жок, чечимди күтүүгө болбойт.",
        ru="В Таш-Булак нет дороги, ждать нельзя.",
        en="There is no road to Tash-Bulak; this cannot wait.",
    )
    actions.call_meeting(
        meeting,
        by=head,
        now=at("2026-02-16", 12),
        despite=Despite(reason, Turn.Way.URGENT),
        decided=Decided(Post.AO_HEAD, date(2026, 2, 16)),
    )
    _told(meeting, {Channel.LOUDSPEAKER: ("2026-02-16", HOUSES), Channel.DOOR_TO_DOOR: ("2026-02-16", HOUSES)}, by)
    _invite(meeting, "2026-02-16", by)
    _tell_all(meeting, "2026-02-17", by)
    _tick(meeting, {"print-pack": "2026-02-16", "hall": "2026-02-16", "lists": "2026-02-16"}, by)
    figures = Figures(present=52, women=20, men=32, residents=50, officials=2)
    decision = Said.of(
        ky="Ишембиге чейин элдин күчү менен өтмөк курулат, техниканы айыл өкмөтү берет.",
        ru="До субботы построить переход всем селом, технику даёт айыл окмоту.",
        en="To build the crossing together by Saturday; the aiyl okmotu gives the machines.",
    )
    result = TypedResult(meeting.agenda.get().pk, votes_for=50, votes_against=0, abstained=0, decision=decision)
    _close_on_paper(meeting, figures, [result], "2026-02-18", by)
    _tick(meeting, {"answers": "2026-02-19", "publish-minutes": "2026-02-20"}, by)
    return meeting


def _rehearsal(land: Land, by: User) -> Meeting:
    """An assembly on paper alone, with which the office learns."""
    title = Said.of(ky="Үйрөнүү үчүн жыйын", ru="Учебный сход", en="An assembly for learning")
    meeting = actions.draft_meeting(
        office=land.okmotu,
        kind="assembly",
        title=title,
        place=land.villages[0],
        venue=land.okmotu_hall,
        when=when("2026-03-10", "10:00"),
        by=by,
        now=at("2026-03-03"),
        is_rehearsal=True,
    )
    actions.call_meeting(meeting, by=by, now=at("2026-03-03", 11))
    return meeting


# The steps that all of them go through


def _drafted(
    land: Land,
    kind: str,
    place: Unit,
    venue: Venue,
    time_of: When,
    day: str,
    by: User,
    title: Said,
    items: Sequence[Item],
    asking: Asking | None = None,
) -> Meeting:
    meeting = actions.draft_meeting(
        office=land.okmotu,
        kind=kind,
        title=title,
        place=place,
        venue=venue,
        when=time_of,
        asking=asking or Asking(Initiator.HEAD.value, _hands()),
        by=by,
        now=at(day),
    )
    actions.set_agenda(meeting, list(items), seen=meeting.version, by=by, now=at(day))
    return meeting


def _place(meeting: Meeting, venue: Venue, time_of: When, day: str, by: User) -> None:
    actions.move_meeting(meeting, when=time_of, venue=venue, reason=Said(), seen=meeting.version, by=by, now=at(day))


def _ask(meeting: Meeting, asking: Asking, day: str, by: User) -> None:
    actions.word_meeting(
        meeting,
        title=meeting.title,
        about=meeting.about,
        asking=asking,
        seen=meeting.version,
        by=by,
        now=at(day),
    )


def _hands() -> Said:
    return Said.of(
        ky="Баяндама, андан кийин суроолор. Сунуштар оозеки же баракчада берилет, добуш ачык берилет.",
        ru="Доклад, затем вопросы. Предложения устно или на листке, голосование открытое.",
        en="A report, then questions. Proposals aloud or on a slip; the vote is open.",
    )


def _sign(meeting: Meeting, number: str, day: str, by: User) -> None:
    on = at(day).date()
    words = OrderWords(number, on, on, Post.AO_HEAD)
    record_order(meeting, words, seen=0, by=by, now=at(day))


def _told(meeting: Meeting, told: Mapping[Channel, tuple[str, Said]], by: User) -> None:
    for channel, (day, where) in told.items():
        record_telling(
            meeting,
            channel=channel,
            told_on=at(day).date(),
            where=where,
            by_whom="айыл башчысы" if where == HOUSES else "айыл өкмөтүнүн адиси",
            by=by,
            now=at(day, 17),
        )


def _invite(meeting: Meeting, day: str, by: User) -> None:
    wanted = [Wanted(one.whom, post=one.post, is_speaker=one.is_speaker) for one in proposed(meeting.kind)]
    set_invitees(meeting, wanted, seen=meeting.version, by=by, now=at(day))


def _tell_all(meeting: Meeting, day: str, by: User) -> None:
    for invitee in meeting.invitees.all():
        tell(invitee, by=by, now=at(day))


def _tick(meeting: Meeting, steps: Mapping[str, str], by: User) -> None:
    """Each step on the day on which it was done."""
    for step, day in steps.items():
        tick_step(meeting, step, done_on=at(day).date(), by=by, now=at(day, 17))


def _close_on_paper(meeting: Meeting, figures: Figures, results: Iterable[TypedResult], day: str, by: User) -> None:
    record_closing(meeting, figures, list(results), seen=meeting.version, by=by, now=at(day, 18))
