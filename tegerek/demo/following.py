"""What Көк-Булут decided and what became of it: eighteen decisions, in every state on the demo's day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tegerek.commitments import actions, links
from tegerek.commitments.actions import Council, Heard, Wanted
from tegerek.commitments.models import Commitment, CouncilStep, ResidentWord, WordLink
from tegerek.demo.land import Land
from tegerek.demo.moments import at
from tegerek.demo.whole import Whole
from tegerek.lib.said import Said
from tegerek.meetings.models import Meeting
from tegerek.people.models import Post, User
from tegerek.voices.models import Voice

Word, Outcome = ResidentWord.Word, CouncilStep.Outcome
BUDGET = Said.of(ky="жергиликтүү бюджет", ru="местный бюджет", en="the local budget")
HANDS = Said.of(ky="ар үйдөн бир киши, үч күн", ru="по человеку с двора, три дня", en="one from each house, three days")
SNOW = Said.of(ky="Жолду кар басып калды.", ru="Дорогу занесло снегом.", en="Snow has closed the road.")
COURT = Said.of(
    ky="Жер боюнча сот бүтө элек: аныктама № 0, 2026-жылдын 9-февралы.",
    ru="Суд о земле не окончен: определение № 0 от 9 февраля 2026 года.",
    en="The court has not decided on the land: ruling № 0 of 9 February 2026.",
)


@dataclass(frozen=True)
class Following:
    """One decision for each state that a page can show; the rest stands on the lists."""

    done: Commitment
    late: Commitment
    with_council: Commitment


def follow(land: Land, whole: Whole, by: User) -> Following:
    """What the assembly on lights, the assembly on the bridge and the hearing on the budget left to be done."""
    lights = _lights(land, whole.assembly, by)
    bridge = _bridge(whole.urgent, by)
    budget = _budget(whole.budget, by)
    return Following(lights["done"], bridge["late"], budget["with council"])


def _lights(land: Land, meeting: Meeting, by: User) -> Mapping[str, Commitment]:
    """Six: money collected and poles bought, the lamps on their way, one moved, one delayed by a court."""
    item = meeting.agenda.all()[1]
    made = {
        "done": _one(
            meeting,
            Wanted(
                Said.of(
                    ky="Ар бир короодон 300 сом чогултуу",
                    ru="Собрать по 300 сомов с двора",
                    en="To collect 300 som from each household",
                ),
                Post.VILLAGE_HEAD,
                due_on=date(2026, 2, 20),
                money=Decimal(48600),
                share=Said.of(ky="162 короо", ru="162 двора", en="162 households"),
                item=item,
            ),
            by,
        ),
        "poles": _one(
            meeting,
            Wanted(
                Said.of(ky="Он мамы сатып алуу", ru="Купить десять столбов", en="To buy ten poles"),
                Post.AO_SPECIALIST,
                due_on=date(2026, 2, 25),
                money=Decimal(120000),
                money_from=BUDGET,
                item=item,
            ),
            by,
        ),
        "soon": _one(
            meeting,
            Wanted(
                Said.of(
                    ky="Мамылардын чуңкурун казуу", ru="Выкопать ямы под столбы", en="To dig the holes for the poles"
                ),
                Post.VILLAGE_HEAD,
                due_on=date(2026, 3, 15),
                share=HANDS,
                item=item,
            ),
            by,
        ),
        "moved": _one(
            meeting,
            Wanted(
                Said.of(ky="Чырактарды илүү", ru="Повесить фонари", en="To hang the lamps"),
                Post.AO_HEAD,
                due_on=date(2026, 3, 10),
                money=Decimal(85000),
                money_from=BUDGET,
                item=item,
            ),
            by,
        ),
        "delayed": _one(
            meeting,
            Wanted(
                Said.of(
                    ky="Көпүрөнүн жанына мамы коюу", ru="Поставить столб у моста", en="To put a pole by the bridge"
                ),
                Post.AO_HEAD,
                due_on=date(2026, 2, 20),
                place=land.villages[0],
                item=item,
            ),
            by,
        ),
        "open": _one(
            meeting,
            Wanted(
                Said.of(
                    ky="Токтун акысы боюнча келишим түзүү",
                    ru="Заключить договор об оплате тока",
                    en="To sign a contract for the electricity",
                ),
                item=item,
            ),
            by,
        ),
    }
    text = Said.of(ky="159 короо төлөдү.", ru="Заплатили 159 дворов.", en="159 households have paid.")
    actions.add_progress(made["done"], on=date(2026, 2, 16), text=text, by=by, now=at("2026-02-16"))
    _done(made["done"], "2026-02-19", by)
    _heard(made["done"], {Word.DONE: 3, Word.PARTLY: 1}, "2026-02-24", by)
    bought = Said.of(
        ky="Сегиз мамы келди, экөө жолдо.",
        ru="Привезли восемь столбов, два в пути.",
        en="Eight poles came, two are on the way.",
    )
    actions.add_progress(made["poles"], on=date(2026, 2, 23), text=bought, by=by, now=at("2026-02-23"))
    _done(made["poles"], "2026-02-27", by)
    _move(made["moved"], "2026-04-20", SNOW, "2026-02-25", by)
    actions.record_delay(made["delayed"], since=date(2026, 2, 9), until=None, why=COURT, by=by, now=at("2026-02-10"))
    return made


def _bridge(meeting: Meeting, by: User) -> Mapping[str, Commitment]:
    """Six: the crossing stands, what should be beside it is late, one is given up."""
    item = meeting.agenda.get()
    rows = {
        "crossing": (("Өтмөк куруу", "Построить переход", "To build the crossing"), Post.AO_HEAD, "2026-02-21"),
        "machines": (("Техника берүү", "Дать технику", "To give the machines"), Post.AO_HEAD, "2026-02-19"),
        "late": (
            ("Өтмөктүн жанына тосмо коюу", "Поставить перила у перехода", "To put a railing at the crossing"),
            Post.VILLAGE_HEAD,
            "2026-02-28",
        ),
        "light": (("Түнкүсүн чырак илүү", "Повесить фонарь на ночь", "To hang a lamp for the night"), "", "2026-03-04"),
        "soon": (
            ("Мектепке айланма жол ачуу", "Открыть объезд к школе", "To open a way round to the school"),
            Post.AO_SPECIALIST,
            "2026-03-12",
        ),
        "given up": (
            ("Эски көпүрөнү көтөрүү", "Поднять старый мост", "To lift the old bridge"),
            Post.AO_HEAD,
            "2026-03-30",
        ),
    }
    made = {
        name: _one(
            meeting,
            Wanted(
                Said.of(ky=ky, ru=ru, en=en),
                post,
                due_on=date.fromisoformat(due),
                share=HANDS,
                item=item,
                voice=_proposed(meeting, "railing") if name == "late" else None,
            ),
            by,
            day="2026-02-19",
        )
        for name, ((ky, ru, en), post, due) in rows.items()
    }
    built = Said.of(
        ky="Элүү киши чыгып, өтмөк бүттү.",
        ru="Вышло пятьдесят человек, переход готов.",
        en="Fifty came; the crossing is ready.",
    )
    actions.add_progress(made["crossing"], on=date(2026, 2, 21), text=built, by=by, now=at("2026-02-21"))
    _done(made["crossing"], "2026-02-21", by)
    _heard(made["crossing"], {Word.DONE: 5, Word.NOT: 1}, "2026-02-26", by)
    _done(made["machines"], "2026-02-19", by)
    _heard(made["late"], {Word.NOT: 2}, "2026-03-04", by)
    rope = Said.of(ky="Азырынча аркан гана тартылган.", ru="Пока натянута только верёвка.", en="So far only a rope.")
    _say_by_link(made["late"], Word.NOT, rope, "2026-03-05")
    why = Said.of(
        ky="Көпүрөнүн таканчыгы жарылган, көтөрүүгө болбойт.",
        ru="Опора моста треснула, поднимать нельзя.",
        en="The pier has cracked; it cannot be lifted.",
    )
    dropped = made["given up"]
    actions.give_up(dropped, on=date(2026, 2, 27), why=why, seen=dropped.version, by=by, now=at("2026-02-27"))
    return made


def _budget(meeting: Meeting, by: User) -> Mapping[str, Commitment]:
    """Six recommendations to the council: what it approved, in part, not, and what still lies there."""
    item = meeting.agenda.get()
    rows = {
        "very late": (("Жаңы-Үмүткө суу тартуу", "Провести воду в Жаны-Умут", "Water for Jany-Umut"), "2025-11-30"),
        "pump": (("Насос алмаштыруу", "Заменить насос", "To replace the pump"), "2025-10-31"),
        "road": (("Мектепке жол салуу", "Дорога к школе", "A road to the school"), "2026-10-31"),
        "club": (("Клубдун чатырын жабуу", "Перекрыть крышу клуба", "A roof for the club"), "2025-12-31"),
        "park": (("Сейил бак", "Парк", "A park"), ""),
        "with council": (("Стадионду тосуу", "Огородить стадион", "A fence for the stadium"), ""),
    }
    made = {
        name: _one(
            meeting,
            Wanted(
                Said.of(ky=ky, ru=ru, en=en),
                Post.AO_HEAD,
                due_on=date.fromisoformat(due) if due else None,
                money_from=BUDGET,
                origin=Commitment.Origin.RECOMMENDATION,
                item=item,
                voice=_proposed(meeting, "road to the school") if name == "road" else None,
            ),
            by,
            day="2025-05-30",
        )
        for name, ((ky, ru, en), due) in rows.items()
    }
    part = Said.of(ky="Чатырдын бир капталы гана.", ru="Только одну сторону крыши.", en="One side of the roof only.")
    no = Said.of(ky="2026-жылы каражат жок.", ru="В 2026 году средств нет.", en="There is no money in 2026.")
    for name in ("very late", "pump", "road"):
        _council(made[name], Council(date(2025, 6, 20), Outcome.APPROVED, "№ 14"), by)
    _council(made["club"], Council(date(2025, 6, 20), Outcome.PARTLY, "№ 14", part), by)
    _council(made["park"], Council(date(2025, 6, 20), Outcome.NOT, "№ 14", no), by)
    _done(made["pump"], "2025-10-28", by)
    _done(made["club"], "2025-12-20", by)
    return made


def _proposed(meeting: Meeting, words: str) -> Voice:
    """The proposal with these words in English."""
    rows = Voice.objects.filter(meeting=meeting, kind=Voice.Kind.PROPOSAL)
    (found,) = [one for one in rows if words in str(one.text.in_("en"))]
    return found


def _say_by_link(made: Commitment, word: ResidentWord.Word, text: Said, day: str) -> None:
    """Whoever proposed it says by the code in the letter how it stands."""
    now = at(day, 20)
    link = links.link_of_code(links.code_of(WordLink.objects.get(voice=made.voice_id)), now)
    if link is None or made.number is None:
        raise ValueError("only of what is public, by a link that opens")
    links.say(link, made.number, word, text, now=now)


def _one(meeting: Meeting, wanted: Wanted, by: User, *, day: str = "2026-02-02") -> Commitment:
    made = actions.begin(meeting, [wanted], by=by, now=at(day))[0]
    actions.publish(made, seen=made.version, by=by, now=at(day))
    return made


def _done(made: Commitment, day: str, by: User) -> None:
    actions.carry_out(made, done_on=at(day).date(), seen=made.version, by=by, now=at(day, 16))


def _move(made: Commitment, to: str, why: Said, day: str, by: User) -> None:
    actions.move_due(made, to=at(to).date(), why=why, seen=made.version, by=by, now=at(day))


def _council(made: Commitment, said: Council, by: User) -> None:
    actions.hand_to_council(made, handed_on=date(2025, 6, 2), seen=made.version, by=by, now=at("2025-06-02"))
    actions.record_council(made, said, seen=made.version, by=by, now=at("2025-06-23"))


def _heard(made: Commitment, words: Mapping[ResidentWord.Word, int], day: str, by: User) -> None:
    """So many residents without a name, as they told the clerk."""
    for word, number in words.items():
        for _n in range(number):
            actions.hear_resident(made, Heard(word, at(day).date()), by=by, now=at(day))
