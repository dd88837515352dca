"""Yearly reports of Көк-Булут: the head's of 2024, given and rated in March 2025; a deputy's of 2025, being written.

What the head reported on was decided at an assembly before the winter of 2024; by the demo's day all of it has ended.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal

from tegerek.commitments import actions, reports
from tegerek.commitments.actions import Heard, Wanted
from tegerek.commitments.models import Commitment, Report, ResidentWord
from tegerek.commitments.report_sheets import digest_of, report_sheet
from tegerek.commitments.reports import Rated, Told
from tegerek.demo.cast import Cast
from tegerek.demo.land import Land
from tegerek.demo.moments import at, when
from tegerek.demo.whole import HOUSES, Whole
from tegerek.lib.said import Said
from tegerek.meetings import actions as meetings
from tegerek.meetings.actions import Item
from tegerek.meetings.closing import Figures, TypedResult, record_closing
from tegerek.meetings.models import AgendaItem, Meeting, Telling
from tegerek.meetings.telling import record_telling
from tegerek.people.actions import keep_person
from tegerek.people.keeping import add_mandate
from tegerek.people.models import Person, Post, User
from tegerek.voices.answers import Reply, answer_voice, dispute
from tegerek.voices.models import Voice
from tegerek.voices.slips import Written, record_slip
from tegerek.web.giving import report_writer

Word = ResidentWord.Word
BUDGET = Said.of(ky="жергиликтүү бюджет", ru="местный бюджет", en="the local budget")


@dataclass(frozen=True)
class Yearly:
    """head: given at whole.report, rated. deputy: a draft; nobody has ticked yet what is this deputy's."""

    head: Report
    deputy: Report


def report(land: Land, whole: Whole, cast: Cast) -> Yearly:
    """The winter of 2024, the head's report on it, and a deputy who begins to write."""
    by = cast.clerk.user
    winter = _winter(land, by)
    open_one = _asked(winter, by)
    decided = _decided(winter, by)
    head = _head(land, whole.report, by)
    _afterwards(decided, open_one, by)
    return Yearly(head, _deputy(land, cast, by))


def _winter(land: Land, by: User) -> Meeting:
    """An assembly of October 2024, of which people heard ten days before."""
    title = Said.of(ky="Кышка даярдык", ru="Подготовка к зиме", en="Getting ready for the winter")
    meeting = meetings.draft_meeting(
        office=land.okmotu,
        kind="assembly",
        title=title,
        place=land.villages[2],
        venue=land.school,
        when=when("2024-10-19", "11:00", "13:00"),
        by=by,
        now=at("2024-10-07"),
    )
    items = [Item(title, AgendaItem.Purpose.DECIDE, minutes=60)]
    meetings.set_agenda(meeting, items, seen=meeting.version, by=by, now=at("2024-10-07"))
    meetings.call_meeting(meeting, by=by, now=at("2024-10-08"))
    record_telling(
        meeting,
        channel=Telling.Channel.DOOR_TO_DOOR,
        told_on=date(2024, 10, 9),
        where=HOUSES,
        by_whom="айыл башчысы",
        by=by,
        now=at("2024-10-09", 17),
    )
    figures = Figures(present=74, women=39, men=35, residents=70, officials=4, began_at=time(11, 5))
    decision = Said.of(
        ky="Мектепке көмүр жеткирилет, кар тазалоого трактор даярдалат, эски кудук жабылат.",
        ru="Завезти уголь в школу, подготовить трактор для снега, закрыть старый колодец.",
        en="To bring coal to the school, to make a tractor ready for the snow, to close the old well.",
    )
    result = TypedResult(meeting.agenda.get().pk, votes_for=68, votes_against=2, abstained=4, decision=decision)
    record_closing(meeting, figures, [result], seen=meeting.version, by=by, now=at("2024-10-19", 18))
    meetings.close_meeting(meeting, seen=meeting.version, by=by, now=at("2024-11-15", 15))
    return meeting


def _asked(meeting: Meeting, by: User) -> Voice:
    """Four: answered in the hall, an answer that did not satisfy, one for a deputy, and the one open until April."""
    _ask(meeting, ("Трактор качан келет?", "Когда придёт трактор?", "When does the tractor come?"), by, there=True)
    disputed = _ask(
        meeting,
        ("Көмүрдүн баасы эмнеге кымбат?", "Почему уголь дорогой?", "Why is the coal so dear?"),
        by,
    )
    _answer(
        disputed,
        ("Баасын жеткирүүчү коёт.", "Цену ставит поставщик.", "The supplier sets the price."),
        Post.AO_HEAD,
        "2024-11-12",
        by,
    )
    why = Said.of(ky="Эмне үчүн конкурс болгон жок?", ru="Почему не было конкурса?", en="Why was there no tender?")
    dispute(disputed, why, on=date(2024, 11, 25), seen=disputed.version, by=by, now=at("2024-11-25"))
    asked = ("Мончо качан иштейт?", "Когда заработает баня?", "When will the bathhouse work?")
    open_one = _ask(meeting, asked, by)
    led = _ask(
        meeting,
        ("Кеңеш көпүрөгө акча бөлөбү?", "Выделит ли кенеш деньги на мост?", "Will the council pay for the bridge?"),
        by,
    )
    _answer(
        led,
        ("Маселе январдын сессиясына киргизилди.", "Вопрос внесён на январскую сессию.", "It is on for January."),
        Post.DEPUTY,
        "2024-11-14",
        by,
    )
    return open_one


def _decided(meeting: Meeting, by: User) -> dict[str, Commitment]:
    """Five: two done, one given up, one late when the head reported, one of the deputies."""
    rows = {
        "coal": (
            ("Мектепке көмүр жеткирүү", "Завезти уголь в школу", "To bring coal to the school"),
            Post.AO_HEAD,
            "2024-11-15",
            Decimal(180000),
        ),
        "tractor": (
            ("Кар тазалоого трактор даярдоо", "Подготовить трактор для снега", "To make a tractor ready"),
            Post.AO_SPECIALIST,
            "2024-12-01",
            None,
        ),
        "well": (
            ("Эски кудуктун оозун жабуу", "Закрыть старый колодец", "To close the old well"),
            Post.VILLAGE_HEAD,
            "2025-02-01",
            Decimal(15000),
        ),
        "bath": (
            ("Мончонун казанын алмаштыруу", "Заменить котёл в бане", "A new boiler for the bathhouse"),
            Post.AO_HEAD,
            "2025-03-01",
            Decimal(90000),
        ),
        "council": (
            ("Көпүрө маселесин кеңешке киргизүү", "Внести вопрос моста в кенеш", "To take the bridge to the council"),
            Post.DEPUTY,
            "2025-04-30",
            None,
        ),
    }
    made = {
        name: _one(meeting, Said.of(ky=ky, ru=ru, en=en), post, due, money, by)
        for name, ((ky, ru, en), post, due, money) in rows.items()
    }
    _done(made["coal"], "2024-11-10", by)
    for word, number in ((Word.DONE, 4), (Word.PARTLY, 2)):
        for _n in range(number):
            actions.hear_resident(made["coal"], Heard(word, date(2024, 12, 2)), by=by, now=at("2024-12-02"))
    _done(made["tractor"], "2024-12-05", by)
    dropped = made["bath"]
    why = Said.of(
        ky="Имарат авариялык деп табылды, аны оңдоого болбойт.",
        ru="Здание признано аварийным, ремонтировать его нельзя.",
        en="The building was found unsafe; it cannot be mended.",
    )
    actions.give_up(dropped, on=date(2025, 1, 20), why=why, seen=dropped.version, by=by, now=at("2025-01-20"))
    return made


def _head(land: Land, meeting: Meeting, by: User) -> Report:
    """Given two days before it was read out; 71 hands for, 25 against, as the closing says."""
    told = Told(date(2024, 1, 1), date(2024, 12, 31))
    made = reports.begin_report(land.okmotu, told, meeting=meeting, by=by, now=at("2025-03-03"))
    own = Said.of(
        ky="Кышка эртерээк даярданышыбыз керек эле. Кудук боюнча кечиктик, жазында жабабыз.\n"
        "Көмүрдү келерки жылы конкурс менен алабыз.",
        ru="К зиме надо было готовиться раньше. С колодцем мы опоздали, закроем его весной.\n"
        "Уголь в следующем году купим через конкурс.",
        en="We should have made ready for the winter earlier. We are late with the well and close it in spring.\n"
        "Next year the coal is bought by tender.",
    )
    reports.word_report(made, own, meeting=meeting, seen=made.version, by=by, now=at("2025-03-10"))
    now = at("2025-03-13")
    found = Report.objects.select_related("office", "place__parent", "person", "meeting").get(pk=made.pk)
    read = digest_of(report_sheet(found, now.date()))
    reports.give_report(found, report_writer(now), read=read, seen=found.version, by=by, now=now)
    rated = Rated("satisfactory", 71, 25)
    reports.rate_report(found, rated, seen=found.version, by=by, now=at("2025-03-15", 18))
    return found


def _afterwards(decided: dict[str, Commitment], open_one: Voice, by: User) -> None:
    """What was not done then has ended since; the report does not know of it."""
    _answer(
        open_one,
        ("Мончо жабылат, имарат авариялык.", "Баню закрывают: здание аварийное.", "The bathhouse closes: unsafe."),
        Post.AO_HEAD,
        "2025-04-02",
        by,
    )
    _done(decided["council"], "2025-04-24", by)
    _done(decided["well"], "2025-05-17", by)


def _deputy(land: Land, cast: Cast, by: User) -> Report:
    told = Told(date(2025, 1, 1), date(2025, 12, 31), _card(land, cast.deputy.user.name, by))
    return reports.begin_report(land.okmotu, told, by=by, now=at("2026-02-20"))


def _card(land: Land, name: str, by: User) -> Person:
    """The card of the deputy who has an account, with the post."""
    given, surname = name.split()
    now = at("2026-02-20")
    card = keep_person(None, office=land.okmotu, name=f"{surname} {given}", by=by.pk, now=now)
    since = date(2024, 11, 20)
    add_mandate(card, post=Post.DEPUTY, title="", unit=land.aimak, since=since, until=None, by=by, now=now)
    return card


def _ask(meeting: Meeting, text: tuple[str, str, str], by: User, *, there: bool = False) -> Voice:
    ky, ru, en = text
    written = Written(Voice.Kind.QUESTION, Said.of(ky=ky, ru=ru, en=en), answered_there=there)
    return record_slip(meeting, written, by=by, now=at("2024-10-19", 19))


def _answer(voice: Voice, text: tuple[str, str, str], post: Post, day: str, by: User) -> None:
    ky, ru, en = text
    said = Said.of(ky=ky, ru=ru, en=en)
    reply = Reply("meeting", by_post=post, how="writing", text=said, answered_on=at(day).date())
    answer_voice(voice, reply, seen=voice.version, by=by, now=at(day, 16))


def _one(meeting: Meeting, what: Said, post: Post, due: str, money: Decimal | None, by: User) -> Commitment:
    wanted = Wanted(
        what,
        post,
        due_on=date.fromisoformat(due),
        money=money,
        money_from=BUDGET if money else Said(),
        item=meeting.agenda.get(),
    )
    made = actions.begin(meeting, [wanted], by=by, now=at("2024-10-21"))[0]
    actions.publish(made, seen=made.version, by=by, now=at("2024-10-21"))
    return made


def _done(made: Commitment, day: str, by: User) -> None:
    actions.carry_out(made, done_on=at(day).date(), seen=made.version, by=by, now=at(day, 16))
