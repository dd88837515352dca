"""How this room's notions are called, in every language of the house. Whole labels, so that any voice can print them.

The Kyrgyz ones come first and are not translations. Plain Python: these are data, not screens, and need no gettext.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from tegerek.lib.dates import day_in_words, day_short
from tegerek.lib.said import ORDER, Said
from tegerek.procedures.terms import (
    Amount,
    Confidence,
    Counting,
    Doer,
    Event,
    Initiator,
    OwnCharter,
    Rank,
    Rule,
    Share,
    Side,
    Source,
    Unit,
    Unknown,
    Value,
    Why,
    YearDay,
)

RANKS = {
    Rank.LAW: Said.of(ky="мыйзам", ru="закон", en="law"),
    Rank.OWN_CHARTER: Said.of(ky="өз уставыбыз", ru="наш устав", en="our own charter"),
    Rank.MODEL_CHARTER: Said.of(
        ky="типтүү устав, сунуштама", ru="типовой устав, рекомендация", en="model charter, a recommendation"
    ),
    Rank.METHOD_INSTRUCTION: Said.of(
        ky="усулдук көрсөтмө, сунуштама",
        ru="методическое указание, рекомендация",
        en="method instruction, a recommendation",
    ),
    Rank.PRACTICE: Said.of(ky="калыптанган практика", ru="сложившаяся практика", en="usual practice"),
    Rank.DEFAULT: Said.of(ky="программанын сунушу", ru="значение программы по умолчанию", en="the program’s default"),
}

# In one word, for the brackets of a citation: whether one must or is advised.
FORCES = {
    Rank.LAW: Said.of(ky="милдеттүү", ru="обязательно", en="binding"),
    Rank.OWN_CHARTER: Said.of(ky="милдеттүү", ru="обязательно", en="binding"),
    Rank.MODEL_CHARTER: Said.of(ky="сунуштама", ru="рекомендация", en="a recommendation"),
    Rank.METHOD_INSTRUCTION: Said.of(ky="сунуштама", ru="рекомендация", en="a recommendation"),
    Rank.PRACTICE: Said.of(ky="адат", ru="обычай", en="a custom"),
    Rank.DEFAULT: Said.of(ky="норма эмес", ru="не норма", en="not a norm"),
}

INITIATORS = {
    Initiator.GROUP: Said.of(
        ky="тургундардын демилгелүү тобу", ru="инициативная группа жителей", en="an initiative group of residents"
    ),
    Initiator.COUNCIL: Said.of(ky="айылдык (шаардык) кеңеш", ru="местный кенеш", en="the council"),
    Initiator.COUNCIL_CHAIR: Said.of(ky="кеңештин төрагасы", ru="председатель кенеша", en="the chair of the council"),
    Initiator.DEPUTY: Said.of(ky="кеңештин депутаты", ru="депутат кенеша", en="a deputy of the council"),
    Initiator.HEAD: Said.of(
        ky="айыл өкмөтүнүн башчысы (мэр)", ru="глава айыл окмоту (мэр)", en="the head of the aiyl okmotu (mayor)"
    ),
    Initiator.PROGRAMME: Said.of(ky="окуу программасы", ru="учебная программа", en="a training programme"),
}

WHYS = {
    Why.NOT_FOUND: Said.of(
        ky="Белгисиз: булагы табылган же окулган жок.",
        ru="Не известно: источник не найден или не прочитан.",
        en="Not known: the source was not found or not read.",
    ),
    Why.BLANK: Said.of(
        ky="Белгисиз: муниципалитет муну өз уставында белгилей элек.",
        ru="Не известно: муниципалитет ещё не установил этого в своём уставе.",
        en="Not known: the municipality has not settled this in its own charter yet.",
    ),
    Why.NOT_IN_FORCE: Said.of(
        ky="Белгисиз: ал күнү күчүндө болгон эреже киргизиле элек.",
        ru="Не известно: правило, действовавшее в тот день, не внесено.",
        en="Not known: the rule in force on that day has not been typed in.",
    ),
    Why.NO_RULE: Said.of(
        ky="Бул боюнча эреже жок.",
        ru="Такого правила нет.",
        en="There is no rule on this.",
    ),
    Why.WAITING: Said.of(
        ky="Азырынча белгисиз: кайсы күндөн эсептелери белгиленген жок.",
        ru="Пока не известно: день, от которого считают, не указан.",
        en="Not known yet: the day it counts from has not been given.",
    ),
    Why.NOT_COUNTED: Said.of(
        ky="Белгисиз: адамдар саналган эмес.",
        ru="Не известно: людей не посчитали.",
        en="Not known: the people were not counted.",
    ),
}

COUNTINGS = {
    Counting.CALENDAR: Said.of(ky="Календардык күндөр.", ru="Календарные дни.", en="Calendar days."),
    Counting.WORKING: Said.of(ky="Жумуш күндөрү.", ru="Рабочие дни.", en="Working days."),
    Counting.NOT_STATED: Said.of(
        ky="Календардык күндөр: кайсы күндөр экени документте айтылган эмес, биз ушинтип эсептедик.",
        ru="Календарные дни: в источнике не сказано, какие дни считать; посчитано так.",
        en="Calendar days: the source does not say which days, so we count these.",
    ),
}

CONFIDENCES = {
    Confidence.EXCERPT: Said.of(
        ky="Булактын үзүндүсү гана окулган.",
        ru="Прочитан только отрывок источника.",
        en="Only an excerpt of the source was read.",
    ),
    Confidence.INFERRED: Said.of(
        ky="Булакта түз айтылган эмес, биз ушинтип түшүндүк.",
        ru="В источнике прямо не сказано, это наш вывод.",
        en="The source does not say so outright; this is our reading.",
    ),
    Confidence.NOT_READ: Said.of(
        ky="Булак окула элек.", ru="Источник не прочитан.", en="The source has not been read."
    ),
}

# The event in the case that "before …" and "after …" ask for.
BEFORE_EVENT = {
    Event.MEETING: Said.of(ky="иш-чарага", ru="до мероприятия", en="before the meeting"),
    Event.BUDGET_YEAR: Said.of(ky="бюджеттик жылга", ru="до бюджетного года", en="before the budget year"),
}
AFTER_EVENT = {
    Event.MEETING: Said.of(ky="иш-чарадан кийин", ru="после мероприятия", en="after the meeting"),
    Event.GROUP_APPEAL_REGISTERED: Said.of(
        ky="топтун кайрылуусу катталгандан кийин",
        ru="после регистрации обращения группы",
        en="after the group’s appeal is registered",
    ),
    Event.REQUEST_RECEIVED: Said.of(
        ky="суроо-талап алынгандан кийин", ru="после получения запроса", en="after the request is received"
    ),
    Event.MINUTES_PUBLISHED: Said.of(
        ky="протокол жарыялангандан кийин", ru="после публикации протокола", en="after the minutes are published"
    ),
    Event.WRITTEN_APPEAL_RECEIVED: Said.of(
        ky="жазуу жүзүндөгү кайрылуу түшкөндөн кийин",
        ru="после поступления письменного обращения",
        en="after the written appeal is received",
    ),
    Event.WRITTEN_APPEAL_REGISTERED: Said.of(
        ky="жазуу жүзүндөгү кайрылуу катталгандан кийин",
        ru="после регистрации письменного обращения",
        en="after the written appeal is registered",
    ),
}

DOERS = {
    Doer.CLERK: Said.of(ky="адис", ru="специалист", en="clerk"),
    Doer.HEAD: Said.of(
        ky="айыл өкмөтүнүн башчысы же мэр", ru="глава айыл окмоту или мэр", en="head of the aiyl okmotu or mayor"
    ),
    Doer.SECRETARY: Said.of(ky="катчы", ru="секретарь", en="secretary"),
    Doer.COUNCIL: Said.of(ky="кеңеш", ru="кенеш", en="council"),
    Doer.RAPPORTEUR: Said.of(ky="баяндамачы", ru="докладчик", en="rapporteur"),
}

KY_UNITS = {Unit.DAYS: "күн", Unit.WEEKS: "жума", Unit.MONTHS: "ай"}
KY_WITHIN = {Unit.DAYS: "күндүн ичинде", Unit.WEEKS: "жуманын ичинде", Unit.MONTHS: "айдын ичинде"}
# Russian after «за»: 1 день, 2 дня, 5 дней; after «в течение»: 1 дня, 5 дней.
RU_BEFORE = {
    Unit.DAYS: ("день", "дня", "дней"),
    Unit.WEEKS: ("неделю", "недели", "недель"),
    Unit.MONTHS: ("месяц", "месяца", "месяцев"),
}
RU_WITHIN = {Unit.DAYS: ("дня", "дней"), Unit.WEEKS: ("недели", "недель"), Unit.MONTHS: ("месяца", "месяцев")}
EN_UNITS = {Unit.DAYS: ("day", "days"), Unit.WEEKS: ("week", "weeks"), Unit.MONTHS: ("month", "months")}


def term(amount: Amount, side: Side, event: Event) -> Said:
    """A deadline in words: days, weeks or months before or after an event.

    >>> term(Amount(5, 5, Unit.DAYS), Side.BEFORE, Event.MEETING).texts["ky"]
    'иш-чарага 5 күн калганда'
    >>> term(Amount(3, 4, Unit.WEEKS), Side.BEFORE, Event.MEETING).texts["ru"]
    'за 3–4 недели до мероприятия'
    >>> term(Amount(14, 14, Unit.DAYS, Counting.WORKING), Side.AFTER, Event.WRITTEN_APPEAL_REGISTERED).texts["en"]
    'within 14 working days after the written appeal is registered'
    """
    number = span(amount)
    is_working = amount.counting is Counting.WORKING
    ky_day = "жумуш күнүнүн ичинде" if is_working else KY_WITHIN[amount.unit]
    ky_left = "жумуш күнү" if is_working else KY_UNITS[amount.unit]
    en = f"{number} {'working ' if is_working else ''}{EN_UNITS[amount.unit][amount.most != 1]}"
    if side is Side.BEFORE:
        ru_unit = RU_BEFORE[amount.unit][_russian_form(amount.most)]
        ru_kind = ("рабочий ", "рабочих ", "рабочих ")[_russian_form(amount.most)] if is_working else ""
        place = BEFORE_EVENT[event].texts
        return Said.of(
            ky=f"{place['ky']} {number} {ky_left} калганда",
            ru=f"за {number} {ru_kind}{ru_unit} {place['ru']}",
            en=f"{en} {place['en']}",
        )
    is_one = amount.most % 10 == 1 and amount.most % 100 != 11
    ru_kind = ("рабочего " if is_one else "рабочих ") if is_working else ""
    ru_unit = RU_WITHIN[amount.unit][not is_one]
    place = AFTER_EVENT[event].texts
    return Said.of(
        ky=f"{place['ky']} {number} {ky_day}",
        ru=f"в течение {number} {ru_kind}{ru_unit} {place['ru']}",
        en=f"within {en} {place['en']}",
    )


# Whose part a share is, in the case that "half of …" asks for.
WHOLES = {
    Unit.SHARE_OF_VOTERS: Said.of(
        ky="добуш укугу бар тургундардын", ru="жителей с правом голоса", en="residents with the vote"
    ),
    Unit.SHARE_OF_INVITED: Said.of(ky="чакырылгандардын", ru="приглашённых", en="the invited"),
    Unit.SHARE_OF_DELEGATES: Said.of(ky="делегаттардын", ru="делегатов", en="the delegates"),
    Unit.SHARE_OF_PRESENT: Said.of(ky="катышкандардын", ru="присутствующих", en="those present"),
}


def share(value: Share) -> Said:
    """A part of a whole in words.

    >>> share(Share(Fraction(1, 2), Unit.SHARE_OF_PRESENT, is_exceeded=True)).texts["ky"]
    'катышкандардын жарымынан көбү'
    >>> share(Share(Fraction(3, 10), Unit.SHARE_OF_VOTERS)).texts["ru"]
    'не меньше 30 % жителей с правом голоса'
    >>> share(Share(Fraction(2, 3), Unit.SHARE_OF_INVITED)).texts["en"]
    'at least 2/3 of the invited'
    """
    whole = WHOLES[value.unit].texts
    ky, ky_than, ru, en = _part_in_words(value.part)
    if value.is_exceeded:
        return Said.of(
            ky=f"{whole['ky']} {ky_than} көбү", ru=f"больше {ru} {whole['ru']}", en=f"more than {en} of {whole['en']}"
        )
    return Said.of(
        ky=f"{whole['ky']} кеминде {ky}", ru=f"не меньше {ru} {whole['ru']}", en=f"at least {en} of {whole['en']}"
    )


def value(found: Value | Unknown) -> Said:
    """What a rule sets, in words of its own; empty where its words are all of it.

    >>> value(Amount(11, 15, Unit.PEOPLE)).texts["ru"], value(Amount(2, 2, Unit.TIMES_A_YEAR)).texts["ky"]
    ('11–15 человек', 'жылына 2 жолу')
    >>> value(Amount(5, 5, Unit.DAYS, Counting.WORKING)).texts["ru"], value(Unknown(Why.NO_RULE)).texts["en"]
    ('5 рабочих дней', 'There is no rule on this.')
    """
    match found:
        case Unknown(why):
            return WHYS[why]
        case Share():
            return share(found)
        case YearDay():
            return year_day_term(found)
        case Amount():
            return _amount(found)
        case _:
            return Said()


def year_day_term(value: YearDay) -> Said:
    """The last proper day of the year before the budget year.

    >>> year_day_term(YearDay(6, 1)).texts["ky"]
    'бюджеттик жылдан мурунку жылдын 1-июну'
    """
    day = date(2001, value.month, value.day)
    return Said.of(
        ky=f"бюджеттик жылдан мурунку жылдын {day_in_words(day, 'ky', year=False)}",
        ru=f"{day_in_words(day, 'ru', year=False)} года, предшествующего бюджетному",
        en=f"{day_in_words(day, 'en', year=False)} of the year before the budget year",
    )


def span(amount: Amount) -> str:
    """The number, or both ends of a range.

    >>> span(Amount(5, 5, Unit.DAYS)), span(Amount(3, 4, Unit.WEEKS))
    ('5', '3–4')
    """
    return str(amount.least) if amount.least == amount.most else f"{amount.least}–{amount.most}"


def cited(rule: Rule) -> Said:
    """The source of a rule in a line: document, place, and whether one must or is advised.

    A default has no place, an unknown place is left out.
    """
    force = FORCES[rule.rank].texts
    return Said({lang: f"{_place(rule, lang)} ({force[lang]})" for lang in ORDER})


def confidence(rule: Rule) -> Said:
    """How far the source was read; empty where it was read whole."""
    return Said() if rule.confidence is Confidence.WHOLE else CONFIDENCES[rule.confidence]


def document(source: Source) -> Said:
    """The full name of a document with its number and day, as far as known."""
    number = f" № {source.number}" if source.number else ""
    day = f", {day_short(source.dated)}" if source.dated else ""
    return Said({lang: f"{text}{number}{day}" for lang, text in source.name.texts.items()})


def own_charter(own: OwnCharter) -> Source:
    """The municipality's own charter as a source to be cited."""
    day = day_short(own.adopted_on)
    return Source(
        id="own-charter",
        rank=Rank.OWN_CHARTER,
        number=own.number,
        dated=own.adopted_on,
        since=own.since,
        until=own.until,
        name=Said.of(
            ky="Биздин жамааттын уставы, кеңештин токтому",
            ru="Устав нашего сообщества, постановление кенеша",
            en="Charter of our community, resolution of the council",
        ),
        short=Said.of(
            ky=f"Өз уставыбыз, № {own.number}, {day}",
            ru=f"Наш устав, № {own.number}, {day}",
            en=f"Our own charter, № {own.number}, {day}",
        ),
        point=Said.of(ky="{n}-пункт", ru="пункт {n}", en="§{n}"),
    )


def _place(rule: Rule, lang: str) -> str:
    short = rule.source.short.texts[lang]
    return f"{short}, {rule.source.point.texts[lang].format(n=rule.number)}" if rule.number else short


def _amount(found: Amount) -> Said:
    """A number of people, times or days, as a label by itself."""
    number, form, is_one = span(found), _russian_form(found.most), found.most == 1
    if found.unit is Unit.PEOPLE:
        ru, en = ("человек", "человека", "человек")[form], "person" if is_one else "people"
        return Said.of(ky=f"{number} киши", ru=f"{number} {ru}", en=f"{number} {en}")
    if found.unit is Unit.TIMES_A_YEAR:
        ru, en = ("раз", "раза", "раз")[form], "time" if is_one else "times"
        return Said.of(ky=f"жылына {number} жолу", ru=f"{number} {ru} в год", en=f"{number} {en} a year")
    is_working = found.counting is Counting.WORKING
    ky = "жумуш күнү" if is_working else KY_UNITS[found.unit]
    # Standing alone a Russian week is «неделя», not «неделю».
    ru = "неделя" if found.unit is Unit.WEEKS and form == 0 else RU_BEFORE[found.unit][form]
    ru = f"{('рабочий', 'рабочих', 'рабочих')[form]} {ru}" if is_working else ru
    en = f"{'working ' if is_working else ''}{EN_UNITS[found.unit][not is_one]}"
    return Said.of(ky=f"{number} {ky}", ru=f"{number} {ru}", en=f"{number} {en}")


def _part_in_words(part: Fraction) -> tuple[str, str, str, str]:
    """Half, a whole number of per cent, or a fraction: in Kyrgyz as such and in the case of "more than", ru, en."""
    if part == Fraction(1, 2):
        return "жарымы", "жарымынан", "половины", "half"
    percent = part * 100
    if percent.denominator == 1:
        return f"{percent} пайызы", f"{percent} пайызынан", f"{percent} %", f"{percent} %"
    return f"{part} бөлүгү", f"{part} бөлүгүнөн", str(part), str(part)


def _russian_form(count: int) -> int:
    """0 for 1, 21, 31 …; 1 for 2–4, 22–24 …; 2 for the rest.

    >>> [_russian_form(count) for count in (1, 2, 5, 11, 14, 21, 22)]
    [0, 1, 2, 2, 2, 0, 1]
    """
    if count % 10 == 1 and count % 100 != 11:
        return 0
    return 1 if count % 10 in {2, 3, 4} and count % 100 not in {12, 13, 14} else 2
