"""What else was asked and proposed at the three meetings that decided most: with the rest of answers.py forty in all."""

from __future__ import annotations

from dataclasses import dataclass, field

from tegerek.lib.said import Said
from tegerek.people.models import Post
from tegerek.voices.models import Answer

HALL, WRITING = Answer.How.HALL.value, Answer.How.WRITING.value
HEAD, SPECIALIST, VILLAGE = Post.AO_HEAD.value, Post.AO_SPECIALIST.value, Post.VILLAGE_HEAD.value


@dataclass(frozen=True)
class Asked:
    """One slip and its answer. days: after the meeting; how "": nobody has answered."""

    kind: str
    text: Said
    how: str = ""
    post: str = ""
    days: int = 0
    answer: Said = field(default_factory=Said)
    outcome: str = ""
    why: Said = field(default_factory=Said)
    reflected_in: Said = field(default_factory=Said)
    appeal: str = ""
    name: str = ""


def _said(texts: tuple[str, str, str]) -> Said:
    ky, ru, en = texts
    return Said.of(ky=ky, ru=ru, en=en)


def _there(text: tuple[str, str, str], answer: tuple[str, str, str], post: str = HEAD) -> Asked:
    """A question that was answered in the hall."""
    return Asked("question", _said(text), HALL, post, 0, _said(answer))


def _later(text: tuple[str, str, str], answer: tuple[str, str, str], days: int, post: str = SPECIALIST) -> Asked:
    """A question that was answered in writing, so many days after."""
    return Asked("question", _said(text), WRITING, post, days, _said(answer))


def _open(kind: str, text: tuple[str, str, str], outcome: str = "", post: str = "") -> Asked:
    """What waits: nobody has answered, or it is under review."""
    return Asked(kind, _said(text), outcome=outcome, post=post)


def _no(text: tuple[str, str, str], why: tuple[str, str, str], days: int) -> Asked:
    """A proposal that was rejected, with the reason."""
    return Asked("proposal", _said(text), WRITING, HEAD, days, _said(why), "rejected", _said(why))


# On the slips of the assembly on street lights.
LIGHTS = (
    _there(
        ("Мамы канчага турат?", "Сколько стоит один столб?", "What does one pole cost?"),
        ("18 000 сом.", "18 000 сомов.", "18 000 som."),
        SPECIALIST,
    ),
    _there(
        ("Мамыларды ким орнотот?", "Кто будет ставить столбы?", "Who will put the poles up?"),
        (
            "Чуңкурун өзүбүз казабыз, калганын электрик жасайт.",
            "Ямы копаем сами, остальное делает электрик.",
            "We dig the holes; an electrician does the rest.",
        ),
    ),
    _there(
        (
            "Жалгыз бой карылар да төлөйбү?",
            "Одинокие пожилые тоже платят?",
            "Do old people who live alone pay too?",
        ),
        ("Жок, алардан алынбайт.", "Нет, с них не берут.", "No, nothing is taken from them."),
    ),
    _there(
        ("Иш качан бүтөт?", "Когда закончат работы?", "When will the work be finished?"),
        ("Апрелде.", "В апреле.", "In April."),
    ),
    _later(
        ("Күн батареясы менен болбойбу?", "Нельзя ли на солнечных батареях?", "Could it be solar?"),
        (
            "Баасын сурадык: үч эсе кымбат.",
            "Узнали цену: в три раза дороже.",
            "We asked the price: three times as much.",
        ),
        9,
    ),
    _no(
        (
            "Жарык таңга чейин күйсүн.",
            "Пусть фонари горят до утра.",
            "Let the lights burn until morning.",
        ),
        (
            "Токтун акысына бюджетте каражат жок.",
            "На оплату тока в бюджете нет средств.",
            "The budget has no money to pay for the electricity.",
        ),
        6,
    ),
    _open(
        "proposal",
        ("Аялдамага да чырак илинсин.", "Повесить фонарь и на остановке.", "Hang a lamp at the bus stop too."),
        "under_review",
        SPECIALIST,
    ),
)

# At the hearing on the budget of 2026.
BUDGET = (
    _there(
        ("Салыктан канча түшөт?", "Сколько поступит от налогов?", "How much will come from taxes?"),
        ("3,2 миллион сом.", "3,2 миллиона сомов.", "3.2 million som."),
        SPECIALIST,
    ),
    _there(
        ("Айлыкка канча кетет?", "Сколько уходит на зарплаты?", "How much goes on salaries?"),
        ("Чыгымдардын үчтөн бири.", "Треть расходов.", "A third of all expenses."),
        SPECIALIST,
    ),
    _there(
        ("Насос качан алмаштырылат?", "Когда заменят насос?", "When will the pump be replaced?"),
        ("Күзгө чейин.", "До осени.", "Before autumn."),
    ),
    _there(
        ("Долбоорду кайдан окуса болот?", "Где прочитать проект?", "Where can the draft be read?"),
        ("Тактада жана ушул сайтта.", "На доске и на этом сайте.", "On the board and on this site."),
        SPECIALIST,
    ),
    _later(
        ("Китепканага канча бөлүнгөн?", "Сколько выделено библиотеке?", "How much is set aside for the library?"),
        ("60 миң сом.", "60 тысяч сомов.", "60 thousand som."),
        10,
    ),
    _later(
        (
            "Өткөн жылдагы калдык кайда жумшалды?",
            "На что потрачен остаток прошлого года?",
            "On what was last year’s rest spent?",
        ),
        ("Мектептин казанына.", "На котёл школы.", "On the boiler of the school."),
        12,
    ),
    _later(
        (
            "Мал базарынын акчасы кайда түшөт?",
            "Куда идут деньги скотного рынка?",
            "Where does the cattle market’s money go?",
        ),
        ("Жергиликтүү бюджетке.", "В местный бюджет.", "Into the local budget."),
        12,
    ),
    _no(
        ("Бассейн курулсун.", "Построить бассейн.", "Build a swimming pool."),
        (
            "Сууга да, жылытууга да акча жок.",
            "Нет денег ни на воду, ни на отопление.",
            "There is money neither for the water nor for heating it.",
        ),
        8,
    ),
    _no(
        ("Жер салыгы азайтылсын.", "Снизить земельный налог.", "Lower the land tax."),
        ("Салыктын өлчөмүн мыйзам коёт.", "Размер налога устанавливает закон.", "The law sets the tax."),
        8,
    ),
    _open(
        "proposal",
        ("Көрүстөндүн тосмосу оңдолсун.", "Починить ограду кладбища.", "Mend the fence of the graveyard."),
        "under_review",
        SPECIALIST,
    ),
    _open(
        "proposal",
        (
            "Медпунктка муздаткыч алынсын.",
            "Купить холодильник для медпункта.",
            "Buy a refrigerator for the health post.",
        ),
        "under_review",
        SPECIALIST,
    ),
    _open(
        "proposal",
        ("Жайытка баруучу жол тегизделсин.", "Выровнять дорогу на пастбище.", "Level the way to the pasture."),
        "under_review",
        VILLAGE,
    ),
    Asked(
        "proposal",
        _said(("Мектепке жол салынсын.", "Проложить дорогу к школе.", "Build a road to the school.")),
        WRITING,
        HEAD,
        8,
        _said(
            (
                "Айылдык кеңешке сунушталды.",
                "Рекомендовано кенешу.",
                "It is recommended to the council.",
            )
        ),
        "accepted",
        name="Сынакова Айнура",
    ),
)

# At the urgent assembly on the bridge.
BRIDGE = (
    _there(
        ("Техника качан келет?", "Когда придёт техника?", "When do the machines come?"),
        ("Эртең эрте менен.", "Завтра утром.", "Tomorrow morning."),
    ),
    _there(
        ("Ким башкарат?", "Кто руководит?", "Who is in charge?"),
        ("Айыл башчысы.", "Староста.", "The village head."),
    ),
    _there(
        ("Тез жардам кантип өтөт?", "Как проедет скорая?", "How does the ambulance get through?"),
        (
            "Өзөндүн ары жагында унаа турат.",
            "На том берегу дежурит машина.",
            "A car waits on the other bank.",
        ),
    ),
    _there(
        ("Тамакты ким берет?", "Кто кормит?", "Who gives the food?"),
        ("Ар көчөдөн бир казан.", "По казану с улицы.", "One pot from each street."),
        VILLAGE,
    ),
    _later(
        ("Жыгачты ким төлөйт?", "Кто платит за лес?", "Who pays for the timber?"),
        ("Айыл өкмөтүнүн резерви.", "Резерв айыл окмоту.", "The reserve of the aiyl okmotu."),
        3,
        HEAD,
    ),
    _open(
        "question",
        (
            "Ток мамысы кыйшайып турат, ким карайт?",
            "Столб накренился, кто посмотрит?",
            "A pole leans; who will see to it?",
        ),
    ),
    _open(
        "question",
        ("Арык качан тазаланат?", "Когда почистят арык?", "When will the ditch be cleaned?"),
        post=VILLAGE,
    ),
    Asked(
        "proposal",
        _said(
            (
                "Өтмөккө тосмо коюлсун, балдар өтөт.",
                "Поставить перила: по переходу ходят дети.",
                "Put up a railing: children use the crossing.",
            )
        ),
        HALL,
        HEAD,
        0,
        _said(("Коёбуз.", "Поставим.", "We shall.")),
        "accepted",
        name="Ойдонова Жаңыл",
    ),
)
