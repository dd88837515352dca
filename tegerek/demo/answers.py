"""What was asked at the meetings that are over, and what became of it: answered in time, late, under review, refused."""

from __future__ import annotations

from datetime import date, timedelta

from tegerek.commitments.links import answer_voice
from tegerek.demo import asked
from tegerek.demo.asked import HALL, HEAD, SPECIALIST, WRITING, Asked
from tegerek.demo.moments import at
from tegerek.demo.whole import Whole
from tegerek.lib.said import Said
from tegerek.meetings.models import Meeting
from tegerek.people.models import User
from tegerek.voices.answers import Reply, dispute
from tegerek.voices.models import SlipBlock, Voice
from tegerek.voices.slips import Written, numbers_of, questions_of, record_slip

BUDGET = (
    Asked(
        "proposal",
        Said.of(
            ky="Бала бакчанын чатырына акча бөлүнсүн.",
            ru="Выделить деньги на крышу детского сада.",
            en="Set money aside for the roof of the kindergarten.",
        ),
        WRITING,
        HEAD,
        8,
        Said.of(
            ky="Кабыл алынды: чатыр 2026-жылы оңдолот.",
            ru="Принято: крышу отремонтируют в 2026 году.",
            en="Accepted: the roof will be mended in 2026.",
        ),
        "reflected",
        reflected_in=Said.of(
            ky="2026-жылдын бюджети, «Мектепке чейинки билим берүү», 7-сап",
            ru="Бюджет 2026 года, «Дошкольное образование», строка 7",
            en="Budget of 2026, “Preschool education”, line 7",
        ),
    ),
    Asked(
        "proposal",
        Said.of(
            ky="Таштандыга экинчи унаа алынсын.",
            ru="Купить вторую машину для мусора.",
            en="Buy a second truck for the rubbish.",
        ),
        WRITING,
        HEAD,
        8,
        Said.of(
            ky="Быйыл ага акча жок.",
            ru="В этом году на это нет денег.",
            en="There is no money for it this year.",
        ),
        "rejected",
        Said.of(
            ky="Унаанын баасы өздүк кирешенин жарымынан ашат.",
            ru="Машина стоит больше половины собственных доходов.",
            en="The truck costs more than half of the municipality’s own income.",
        ),
    ),
    Asked(
        "proposal",
        Said.of(
            ky="Суу түтүгүн жогорку көчөгө чейин узартуу керек.",
            ru="Продлить водопровод до верхней улицы.",
            en="Take the water pipe on to the upper street.",
        ),
        WRITING,
        SPECIALIST,
        8,
        Said.of(
            ky="Быйыл жарымы гана салынат.",
            ru="В этом году построят половину.",
            en="Half of it will be built this year.",
        ),
        "partly",
    ),
    Asked(
        "proposal",
        Said.of(
            ky="Стадиондун айланасына дарак тигилсин.",
            ru="Посадить деревья вокруг стадиона.",
            en="Plant trees around the stadium.",
        ),
        outcome="under_review",
        post=SPECIALIST,
    ),
    Asked(
        "question",
        Said.of(
            ky="Жол фондуна канча акча түшкөн?",
            ru="Сколько денег поступило в дорожный фонд?",
            en="How much money came into the road fund?",
        ),
        WRITING,
        SPECIALIST,
        13,
        Said.of(
            ky="412 миң сом; эсеп тактада илинген.",
            ru="412 тысяч сомов; отчёт висит на доске.",
            en="412 thousand som; the account hangs on the board.",
        ),
    ),
    Asked(
        "question",
        Said.of(
            ky="Жер участогума берилген суу үчүн эсепти кайра карап бериңиздер.",
            ru="Прошу пересчитать плату за воду на мой участок.",
            en="Please count anew what I pay for the water of my plot.",
        ),
        WRITING,
        HEAD,
        20,
        Said.of(
            ky="Эсеп кайра каралды, ашыкча төлөнгөнү кайтарылат.",
            ru="Пересчитали, переплату вернут.",
            en="It was counted anew; what was paid too much is given back.",
        ),
        appeal="С-41",
        name="Үлгүева Назгүл",
    ),
)
URGENT = (
    Asked(
        "question",
        Said.of(
            ky="Окуучулар мектепке кантип барат?",
            ru="Как дети будут ходить в школу?",
            en="How will the children get to school?",
        ),
        HALL,
        HEAD,
        0,
        Said.of(
            ky="Эртеңден тартып автобус айланма жол менен жүрөт.",
            ru="С завтрашнего дня автобус ходит в объезд.",
            en="From tomorrow the bus takes the way round.",
        ),
    ),
    Asked(
        "question",
        Said.of(
            ky="Жаңы көпүрө качан курулат?",
            ru="Когда построят новый мост?",
            en="When will the new bridge be built?",
        ),
        WRITING,
        HEAD,
        2,
        Said.of(ky="Быйыл.", ru="В этом году.", en="This year."),
        name="Мисалов Бакыт",
    ),
    Asked(
        "question",
        Said.of(
            ky="Суу астында калган талаалардын чыгымы төлөнөбү?",
            ru="Возместят ли ущерб затопленным полям?",
            en="Will the damage to the flooded fields be paid for?",
        ),
    ),
    Asked(
        "proposal",
        Said.of(
            ky="Өзөндүн жээгин таш менен бекемдейли.",
            ru="Укрепить берег реки камнем.",
            en="Let us strengthen the bank of the river with stones.",
        ),
    ),
)


def answer(whole: Whole, by: User) -> None:
    """Answer the slips of the assembly; write down and answer what else was asked there, at the hearing and by the river.

    Forty questions and proposals in all, and one written appeal that is counted apart.
    """
    _answer_assembly(whole.assembly, by)
    slips = numbers_of(SlipBlock.objects.get(meeting=whole.assembly))[3:]
    for number, row in zip(slips, asked.LIGHTS, strict=False):
        _ask_and_answer(whole.assembly, row, by, number=str(number))
    for meeting, rows in ((whole.budget, BUDGET + asked.BUDGET), (whole.urgent, URGENT + asked.BRIDGE)):
        for row in rows:
            _ask_and_answer(meeting, row, by)
    (disputed,) = [one for one in questions_of(whole.urgent) if str(one.text.in_("en")).startswith("When will the new")]
    said = Said.of(
        ky="Кайсы айда экени айтылган жок.", ru="Не сказано, в каком месяце.", en="It does not say in which month."
    )
    disputed.refresh_from_db()
    dispute(disputed, said, on=date(2026, 2, 23), seen=disputed.version, by=by, now=at("2026-02-23"))


def _answer_assembly(meeting: Meeting, by: User) -> None:
    """One in writing on the third day; the proposal went into the decision itself."""
    paid = Said.of(
        ky="Жарыктын акысын айыл өкмөтү төлөйт.",
        ru="За освещение платит айыл окмоту.",
        en="The aiyl okmotu pays for the light.",
    )
    first = Said.of(
        ky="Чечимде мектептин көчөсү биринчи турат.",
        ru="В решении улица школы стоит первой.",
        en="In the decision the street of the school comes first.",
    )
    for voice in questions_of(meeting):
        if voice.kind == Voice.Kind.PROPOSAL:
            reply = Reply("meeting", by_post=HEAD, how=HALL, text=first, answered_on=_day(meeting), outcome="accepted")
        elif voice.answered_there is False:
            on = _day(meeting) + timedelta(days=3)
            reply = Reply("meeting", by_post=HEAD, how=WRITING, text=paid, answered_on=on)
        else:
            continue
        answer_voice(voice, reply, seen=voice.version, by=by, now=at("2026-02-03", 15))


def _ask_and_answer(meeting: Meeting, row: Asked, by: User, *, number: str = "") -> None:
    day = _day(meeting)
    there = True if row.how == HALL else False if row.how else None
    written = Written(row.kind, row.text, answered_there=there, name=row.name)
    voice = record_slip(meeting, written, number=number, by=by, now=at(str(day), 19))
    if not row.how and not row.outcome:
        return
    answered_on = day + timedelta(days=row.days) if row.how else None
    reply = Reply(
        way="appeal" if row.appeal else "meeting",
        journal_number=row.appeal,
        registered_on=day + timedelta(days=1) if row.appeal else None,
        by_post=row.post,
        how=row.how,
        text=row.answer,
        answered_on=answered_on,
        outcome=row.outcome,
        why=row.why,
        reflected_in=row.reflected_in,
    )
    moment = at(str(answered_on or day + timedelta(days=8)), 16)
    answer_voice(voice, reply, seen=voice.version, by=by, now=moment)


def _day(meeting: Meeting) -> date:
    if meeting.held_on is None:
        raise ValueError("only of a meeting that was held")
    return meeting.held_on
