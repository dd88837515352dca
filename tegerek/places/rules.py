"""What a row of the classifier is, and how a place is called. Plain Python.

Kinds are plain strings, the values of `models.UnitKind`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from tegerek.lib.said import Said
from tegerek.lib.text import alphabet_key, fold, mended, one_line, slug

# The classifier writes Osh city twice: as a city of the republic and once more below itself. The second is no unit.
SECOND_ROW_OF_OSH = "41700000000021"

NAMED_WITH_THEIR_RAION = ("settlement", "aimak", "village")

_SLUG_WORDS = {"city_district": "district"}
_KY = {
    "oblast": ("облусу", "облусунда"),
    "raion": ("району", "районунда"),
    "city_district": ("району", "районунда"),
    "city": ("шаары", "шаарында"),
    "town": ("шаары", "шаарында"),
    "settlement": ("шаарчасы", "шаарчасында"),
    "aimak": ("айыл аймагы", "айыл аймагында"),
    "village": ("айылы", "айылында"),
}
_RU = {
    "city": ("город", "городе"),
    "town": ("город", "городе"),
    "settlement": ("посёлок", "посёлке"),
    "village": ("село", "селе"),
}
_RU_AFTER_ADJECTIVE = {
    "oblast": ("область", "области"),
    "raion": ("район", "районе"),
    "city_district": ("район", "районе"),
    "aimak": ("айылный аймак", "айылном аймаке"),
}
_EN = {
    "oblast": "oblast",
    "raion": "raion",
    "city_district": "district",
    "city": "city",
    "town": "town",
    "settlement": "settlement",
    "aimak": "aiyl aimak",
    "village": "village",
}

# Whom a letter to the administration of a unit is sent to; every kind that is not here has an aiyl okmotu.
_KY_OFFICE_TO = {
    "raion": "райондук мамлекеттик администрациясына",
    "city_district": "райондук мамлекеттик администрациясына",
    "city": "шаарынын мэриясына",
    "town": "шаарынын мэриясына",
}
_EN_OFFICE = {
    "raion": "raion state administration",
    "city_district": "district state administration",
    "city": "city mayor’s office",
    "town": "town mayor’s office",
}


def kind_of(soate: str, level: str, name_ru: str) -> str:
    """The kind of a row of the classifier, derived from its level, the shape of its code and its name.

    soate: 14 digits, 417 + oblast or city (2) + raion (3) + block (6).
    level: RegionAndCity, District, Countryside, Village. In the level Countryside the block tells: 6xx0xx a town,
    5xxxxx a settlement of the town type, else a village that belongs to a town. Raises ValueError for another level.

    >>> [kind_of(code, "District", "Ленинский район") for code in ("41711201000000", "41708217000000")]
    ['city_district', 'raion']
    >>> kind_of("41703211610010", "Countryside", "Кербен"), kind_of("41703211610810", "Countryside", "Курулуш")
    ('town', 'village')
    """
    match level:
        case "RegionAndCity":
            return "oblast" if name_ru.endswith("область") else "city"
        case "District" if "район" in name_ru:
            return "raion" if soate[3] == "0" else "city_district"
        case "District":
            return "city"
        case "Countryside" if "айылный аймак" in name_ru.casefold():
            return "aimak"
        case "Countryside" if soate[8] == "6" and soate[11] == "0":
            return "town"
        case "Countryside":
            return "settlement" if soate[8] == "5" else "village"
        case "Village":
            return "village"
    raise ValueError(f"{level!r} is not a level of the classifier")


def town_of(soate: str) -> str | None:
    """What the code of a village of a town begins with, which the code of its town shares; None for any other code.

    >>> town_of("41703211610810"), town_of("41703211610010"), town_of("41703211805010")
    ('4170321161', None, None)
    """
    return soate[:10] if soate[8] == "6" and soate[11] == "8" else None


def short_ru(kind: str, name_ru: str) -> str:
    """The short Russian name in a name of the classifier.

    >>> short_ru("aimak", "Кек - Джарский айылный аймак"), short_ru("raion", "Тонский районрайон")
    ('Кек-Джарский', 'Тонский')
    >>> short_ru("aimak", "Алайский айылный аймак имени К.Белекбаева")
    'Алайский имени К. Белекбаева'
    """
    name = re.sub(r"\s+[-–]\s+", "-", one_line(mended(name_ru)))
    name = re.sub(r"(?<=\b[А-Я]\.)(?=[А-Я])", " ", name)
    match kind:
        case "oblast":
            name = name.removesuffix("область")
        case "raion" | "city_district":
            name = re.sub(r"район.*", "", name)
        case "city":
            name = re.sub(r"^(г\.|город) ", "", name)
        case "aimak":
            name = re.sub("айылный аймак", "", name, flags=re.IGNORECASE)
    return one_line(name)


def in_latin(kind: str, name: Said) -> str:
    """An English short name made by rule from the Kyrgyz one, else from the Russian; an ending -ский is taken off.

    >>> in_latin("aimak", Said.of(ru="Берю-Башский")), in_latin("village", Said.of(ky="Чоң-Алай", ru="Чон-Алай"))
    ('Beryu-Bash', 'Chong-Alai')
    """
    text = re.sub(r"\s*\(.*\)$", "", name.texts.get("ky") or name.texts.get("ru", ""))
    text = re.sub(r"^им\. ", "", text, flags=re.IGNORECASE)
    if "ky" not in name.texts and kind in _RU_AFTER_ADJECTIVE:
        text = re.sub(r"(?<=\w\w\w)ский\b", "", text)
    return re.sub(r"[^\W\d_]+", lambda word: slug(word[0]).capitalize(), text)


def slug_for(kind: str, name: Said, *above: Said) -> str:
    """The part of a place's address. It depends on this place alone, so a new file seldom moves anything.

    above: names of the units that tell it apart from others of its name, the nearest first.

    >>> slug_for("raion", Said.of(en="Naryn")), slug_for("city", Said.of(en="Naryn"))
    ('naryn-raion', 'naryn-city')
    >>> slug_for("aimak", Said.of(en="Kara-Suu"), Said.of(en="At-Bashy"))
    'kara-suu-aimak-at-bashy'
    """
    latin = [unit.texts.get("en") or in_latin("village", unit) for unit in (name, *above)]
    return slug(" ".join([latin[0], _SLUG_WORDS.get(kind, kind), *latin[1:]]), 110)


def free_slug(wanted: str, taken: Iterable[str]) -> str:
    """The address itself, or with the first number that makes it new.

    >>> free_slug("ak-jar-aimak-uzgen", ["ak-jar-aimak-uzgen", "ak-jar-aimak-uzgen-2"])
    'ak-jar-aimak-uzgen-3'
    """
    known = set(taken)
    if wanted not in known:
        return wanted
    return next(slug for number in range(2, len(known) + 3) if (slug := f"{wanted}-{number}") not in known)


def order_key(name: Said) -> str:
    """What puts units in Kyrgyz alphabetical order; a name without a Kyrgyz form stands where its Russian one does."""
    return alphabet_key(name.in_("ky").text, "ky")[:400]


def long_name(kind: str, name: Said, lang: str) -> str:
    """The name as it stands alone in a heading; where the language is missing, all of it in a language there is.

    >>> naryn = Said.of(ky="Нарын", ru="Нарынский", en="Naryn")
    >>> [long_name("raion", naryn, lang) for lang in ("ky", "ru", "en")]
    ['Нарын району', 'Нарынский район', 'Naryn raion']
    >>> long_name("aimak", Said.of(ru="им. Крупской"), "ky")
    'айылный аймак им. Крупской'
    """
    told = name.in_(lang)
    match told.lang:
        case "ky":
            return _joined(told.text, _KY[kind][0])
        case "ru":
            return _ru_long(kind, told.text)
        case "en":
            return _joined(told.text, _EN[kind])
    return told.text


def long_said(kind: str, name: Said) -> Said:
    """The long name in every language in which the short one is said."""
    return Said({lang: long_name(kind, name, lang) for lang in name.texts}, name.changed, name.original)


def qualified_said(long: Said, raion: Said | None) -> Said:
    """The long name with its raion behind it, for names that recur; without a raion, the long name.

    >>> qualified_said(Said.of(ky="Ак-Жар айыл аймагы"), Said.of(ky="Ат-Башы району")).in_("ky").text
    'Ак-Жар айыл аймагы, Ат-Башы району'
    """
    if not raion:
        return long
    return Said({lang: f"{text}, {raion.in_(lang)}" for lang, text in long.texts.items()}, long.changed, long.original)


def name_in(kind: str, name: Said, lang: str) -> str:
    """Where something takes place, for the middle of a sentence. The Kyrgyz case ending falls on the word of the kind.

    >>> kochkor = Said.of(ky="Кочкор", ru="Кочкорский", en="Kochkor")
    >>> [name_in("raion", kochkor, lang) for lang in ("ky", "ru", "en")]
    ['Кочкор районунда', 'в Кочкорском районе', 'in Kochkor raion']
    """
    told = name.in_(lang)
    match told.lang:
        case "ky":
            return _joined(told.text, _KY[kind][1])
        case "ru":
            return _ru_in(kind, told.text)
        case "en":
            return f"in {_joined(told.text, _EN[kind])}"
    return told.text


def office_to(kind: str, name: Said, lang: str) -> str:
    """To whom a letter to the administration of a unit is addressed: the raion's, the town's, the aimak's okmotu.

    The ending of the case falls on the word of the office; a Russian name that is an adjective takes it too.

    >>> kochkor, kyya = Said.of(ky="Кочкор", ru="Кочкорский", en="Kochkor"), Said.of(ky="Ак-Кыя", ru="Ак-Кыинский")
    >>> [office_to("raion", kochkor, lang) for lang in ("ky", "ru")]
    ['Кочкор райондук мамлекеттик администрациясына', 'Кочкорской районной государственной администрации']
    >>> [office_to("aimak", kyya, lang) for lang in ("ky", "ru")]
    ['Ак-Кыя айыл өкмөтүнө', 'Ак-Кыинскому айыл окмоту']
    >>> office_to("aimak", Said.of(ru="им. Крупской"), "ru"), office_to("city", Said.of(ru="Нарын"), "ru")
    ('Айыл окмоту им. Крупской', 'Мэрии города Нарын')
    """
    told = name.in_(lang)
    match told.lang:
        case "ky":
            return _joined(told.text, _KY_OFFICE_TO.get(kind, "айыл өкмөтүнө"))
        case "ru":
            return _ru_office_to(kind, told.text)
        case "en":
            return f"To: {_joined(told.text, _EN_OFFICE.get(kind, 'aiyl okmotu'))}"
    return told.text


def venue_key(name: str) -> str:
    """What two spellings of one hall share; at most 300 characters.

    >>> venue_key("Райондук администрациянын жыйындар залы ") == venue_key("райондук  администрациянын жыйындар залы")
    True
    """
    return fold(name)[:300]


def _joined(name: str, word: str) -> str:
    return f"{name} {word}" if name else ""


def _ru_long(kind: str, text: str) -> str:
    if kind in _RU:
        return f"{_RU[kind][0]} {text}"
    word = _RU_AFTER_ADJECTIVE[kind][0]
    head, named, rest = text.partition(" имени ")
    return f"{head} {word}{named}{rest}" if _is_adjective(head) else f"{word} {text}"


def _ru_in(kind: str, text: str) -> str:
    if kind in _RU:
        return f"в {_RU[kind][1]} {text}"
    word = _RU_AFTER_ADJECTIVE[kind][1]
    head, named, rest = text.partition(" имени ")
    if not _is_adjective(head):
        return f"в {word} {text}"
    head = re.sub(r"(ий|ый|ой)$", "ом", head) if not head.endswith("ая") else head.removesuffix("ая") + "ой"
    return f"{_in_before(head)} {head} {word}{named}{rest}"


def _ru_office_to(kind: str, text: str) -> str:
    if kind in ("city", "town"):
        return f"Мэрии города {text}"
    is_raion = kind in ("raion", "city_district")
    if not re.search(r"(ск|цк)ий$", text):
        return f"Администрации: район {text}" if is_raion else f"Айыл окмоту {text}"
    stem = text.removesuffix("ий")
    return f"{stem}ой районной государственной администрации" if is_raion else f"{stem}ому айыл окмоту"


def _in_before(word: str) -> str:
    return "во" if re.match(r"[вф][^аеёиоуыэюя]", word.casefold()) else "в"


def _is_adjective(text: str) -> bool:
    return bool(re.search(r"\w{2}(ский|цкий|ный|[^с]кий|ый|ной|ая)$", text))
