"""The minutes of the demo: those of the assembly on street lights are out and were corrected once, those on the budget
are being written.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from tegerek.demo.cast import Cast
from tegerek.demo.moments import at
from tegerek.demo.whole import Whole
from tegerek.lib.said import Said
from tegerek.meetings.models import AgendaItem, Meeting
from tegerek.minutes.actions import Typed, add_passage, begin_minutes, change_passage, set_head, take_over
from tegerek.minutes.editions import draft_editions, issue_edition
from tegerek.minutes.models import Minutes, Passage
from tegerek.minutes.signing import add_remark, answer_remark, record_read_back, record_signed
from tegerek.people.models import Person, Post, User
from tegerek.voices.models import Voice
from tegerek.web.issuing import writer

HEARD, POSITION, DECIDED = Passage.Kind.HEARD, Passage.Kind.POSITION, Passage.Kind.DECIDED


def write_minutes(whole: Whole, cast: Cast) -> None:
    """Through the rooms' own actions, by the clerk and the secretary in turn."""
    specialist = _lights(whole.assembly, cast.secretary.user, cast.clerk.user)
    _budget(whole.budget, specialist, cast.clerk.user)


def _lights(meeting: Meeting, by: User, other: User) -> Person | None:
    """Written on the evening of the assembly, read back and signed two days later; one remark came and was answered.

    Gives the card of the specialist who reported.
    """
    now = at("2026-01-31", 19)
    minutes, (cost, lights) = begin_minutes(meeting, by=by, now=now), meeting.agenda.all()
    report = Said.of(
        ky="Бир мамы орнотуу 18 000 сом турат, кырк мамы керек. Бюджетте быйыл 250 000 сом бар.",
        ru="Один столб стоит 18 000 сомов, нужно сорок столбов. В бюджете в этом году 250 000 сомов.",
        en="A pole costs 18 000 som, and forty are needed. The budget has 250 000 som this year.",
    )
    told = say(minutes, 1, Typed(HEARD, report, cost, "Үлгүева Назгүл", Post.AO_SPECIALIST), by, now)
    doubt = Said.of(
        ky="Баасы кымбат, арзаныраак подрядчик издейли.",
        ru="Дорого, надо искать подрядчика дешевле.",
        en="It is dear; let us look for a cheaper contractor.",
    )
    say(minutes, 2, Typed(POSITION, doubt, cost, "Сынаков Жумабек"), by, now)
    plea = Said.of(
        ky="Балдар мектептен караңгыда кайтат, ошондуктан жыйынды чакырдык.",
        ru="Дети возвращаются из школы в темноте, поэтому мы и созвали сход.",
        en="The children come home from school in the dark; that is why we asked for this assembly.",
    )
    say(minutes, 3, Typed(HEARD, plea, lights, "Мисалова Гүлсара", Post.IG_MEMBER), by, now)
    against = Typed(POSITION, Said.of(ky="300 сом көп."), lights, "Ойдонов Марат", agreed=True)
    passage = say(minutes, 4, against, by, now)
    whole = Said.of(
        ky="Көп балалуу үй-бүлөгө 300 сом көп, аларды бошотуу керек.",
        ru="Для многодетных 300 сомов много, их надо освободить.",
        en="300 som is much for a large family; they should be let off.",
    )
    later = Typed(POSITION, whole, lights, passage.speaker, agreed=True)
    change_passage(passage, later, seen=1, by=other, now=at("2026-02-01", 10))
    slips = Voice.objects.filter(meeting=meeting, recorded_at__isnull=False).exclude(kind=Voice.Kind.ISSUE)
    for n, voice in enumerate(slips.order_by("number"), start=5):
        take_over(minutes, voice, key=UUID(int=meeting.pk * 1000 + n), by=by, now=now)
    decided = Typed(DECIDED, lights.draft_decision, lights)
    say(minutes, 20, decided, by, now)
    _sign(minutes, by)
    _issue(minutes, lights, by)
    return told.speaker


def _sign(minutes: Minutes, by: User) -> None:
    now = at("2026-02-02", 16)
    day = now.date()
    set_head(minutes, number="3", drawn_on=minutes.meeting.held_on, seen=minutes.version, by=by, now=now)
    record_read_back(minutes, on=day, seen=minutes.version, by=by, now=now)
    record_signed(minutes, on=day, seen=minutes.version, by=by, now=now)
    said = Said.of(
        ky="Менин көп балалуу үй-бүлөлөр жөнүндө сөзүм чечимде жок.",
        ru="Моих слов о многодетных семьях нет в решении.",
        en="What I said of large families is not in the decision.",
    )
    remark = add_remark(
        minutes, said, received_on=at("2026-02-04").date(), remarker=None, by=by, now=at("2026-02-04", 11)
    )
    answer = Said.of(
        ky="Сөзүңүз протоколдо турат. Чечимге сунуш катары добушка коюлган эмес.",
        ru="Ваши слова стоят в протоколе. На голосование как предложение их не ставили.",
        en="Your words stand in the minutes. They were not put to the vote as a proposal.",
    )
    answered = at("2026-02-06", 11)
    answer_remark(remark, answer, answered_on=answered.date(), seen=remark.version, by=by, now=answered)


def _issue(minutes: Minutes, lights: AgendaItem, by: User) -> None:
    """Issued two days after it was signed; five days later corrected: what the village head said had been left out."""
    press(minutes, Said(), by, at("2026-02-04", 15))
    late = at("2026-02-09", 11)
    offer = Said.of(
        ky="Мамылардын чуңкурун ашар менен казабыз, ар көчөдөн он киши чыгат.",
        ru="Ямы под столбы выкопаем ашаром, с каждой улицы выйдут десять человек.",
        en="We shall dig the holes for the poles together, ten people from each street.",
    )
    say(minutes, 21, Typed(HEARD, offer, lights, "Сынаков Мисалбек", Post.VILLAGE_HEAD), by, late)
    why = Said.of(
        ky="Айыл башчысынын ашар жөнүндө сөзү түшүп калган.",
        ru="Были пропущены слова айыл башчысы об ашаре.",
        en="What the village head said of working together had been left out.",
    )
    press(minutes, why, by, late)


def press(minutes: Minutes, why: Said, by: User, now: datetime) -> None:
    """As at the desk: what will be public is read, then it is issued."""
    read = draft_editions(minutes.meeting).digest
    minutes.refresh_from_db(fields=["version"])
    issue_edition(minutes, writer(now), read=read, why=why, seen=minutes.version, by=by, now=now)


def _budget(meeting: Meeting, specialist: Person | None, by: User) -> None:
    """Begun and left: the first report is written down, nobody knows yet who asked."""
    now = at(str(meeting.held_on), 18)
    minutes, item = begin_minutes(meeting, by=by, now=now), _first(meeting)
    report = Said.of(
        ky="Кирешелер 14 миллион сом деп күтүлөт, эң чоң чыгым – мектептин чатыры.",
        ru="Доходы ожидаются 14 миллионов сомов, самый большой расход – крыша школы.",
        en="An income of 14 million som is expected; the greatest expense is the roof of the school.",
    )
    say(minutes, 1, Typed(HEARD, report, item, specialist, Post.AO_SPECIALIST), by, now)
    say(minutes, 2, Typed(Passage.Kind.ASKED, Said.of(ky="Чатыр качан бүтөт?"), item), by, now)


def _first(meeting: Meeting) -> AgendaItem:
    return meeting.agenda.all()[0]


def say(minutes: Minutes, n: int, typed: Typed, by: User, now: datetime) -> Passage:
    """A passage with a key that is the same each time the demo is made."""
    return add_passage(minutes, typed, key=UUID(int=minutes.meeting_id * 1000 + n), by=by, now=now)
