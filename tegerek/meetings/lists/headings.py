"""Headings of columns, in three languages and in any order."""

import re
from functools import lru_cache

from tegerek.lib.text import fold

NUMBER, NAME, SURNAME, GIVEN, PATRONYMIC = "number", "name", "surname", "given", "patronymic"
POST, UNIT, VILLAGE, RAION, WORK = "post", "unit", "village", "raion", "work"
SEX, AGE, PHONE, ELSE = "sex", "age", "phone", "else"
LETTERS = 80
# Over folded text; the first that fits wins, so the names of three columns stand before the name of one.
_HEADINGS = [
    (kind, re.compile("|".join(patterns)))
    for kind, *patterns in (
        (ELSE, r"^kol(?:u|i|dor\w*|tamga\w*)?$", "podpis|signature", "eskert|primech|koshumcha|remark|^notes?$"),
        (ELSE, r"email|pochta|e mail", r"pasport|^in\b|^pin\b|id karta"),
        (ELSE, "dareg|adres|okuu jai|bilim|obrazov"),
        (AGE, r"^jashi?$|^jashi toluk|^(?:jash )?kurag|^vozrast|^ages?$|^dob$|^g r$|^d r$|^t j$|^birthdai$"),
        (AGE, r"^tuul\w* (?:jil|kun)\w*(?: ai\w*)?(?: jil\w*)?$"),
        (AGE, r"^(?:god|data|den) rojd\w*$|^(?:ear|date|dai) of birth$"),
        (ELSE, "tuul|rojd|birth"),
        (PHONE, r"telefon|\btel\b|phone|bailanish|kontakt|contact|sotov|mobil"),
        (SEX, r"^jinis|^pol\b|^seks$|^gender|^[aej] [aej]$|^m j$|^j m$|^[mf] [mf]$"),
        (NAME, r"ati jon|^jonu|^f ?[ia] ?[oa]\b|\bfio\b|\bfaa\b", r"famil\w* (?:i )?im|im\w* (?:i )?famil"),
        (
            NAME,
            r"famil\w* ati|ati famil|ful name|^names?$|name of",
            r"^katishuuchu\w*$|^uchastnik\w*$|^participants?$",
        ),
        (PATRONYMIC, r"otchestv|atasinin at|patronim|ata(?:sinin)? ati|^ata(?:si)?$"),
        (SURNAME, "^famil|surname|last name"),
        (GIVEN, r"^imia?$|^ati$|^isim\w*|first name|given name"),
        (POST, r"kizmat|doljnost|position|\bposts?\b|^status|^rol\w*"),
        (UNIT, r"ai?ii?l\w* (?:aimag|aimak|okmot)", r"aimak|aimag|okmot|^ao\b|^a o\b|^aa$|municipal"),
        (RAION, "^raion|district"),
        (VILLAGE, "^aiil|^ail|^selo|vilage|^naselen|jashagan|shaar|^mesto$|^jer|^place"),
        (WORK, "ishtegen|mesto rabot|uium|organi|mekeme|vorkplace|place of vork"),
        (NUMBER, r"^n$|^no$|^p p$|^n p p$|katar|^kt$|^nomer\w*$|^num"),
    )
]


@lru_cache(maxsize=5_000)
def heading_of(text: str) -> str:
    """What a column is for by its heading, "" if the text is no heading known here.

    >>> [heading_of(text) for text in ("№", "Аты-жөнү", "Кызматы", "Айыл аймагы", "Жынысы", "Телефону", "Колу")]
    ['number', 'name', 'post', 'unit', 'sex', 'phone', 'else']
    >>> [heading_of(text) for text in ("№ п/п", "Ф.И.О.", "Должность", "АО", "Пол", "Тел.", "Подпись", "Отчество")]
    ['number', 'name', 'post', 'unit', 'sex', 'phone', 'else', 'patronymic']
    """
    bare = text.strip()
    if bare in ("№", "#", "N", "№№"):
        return NUMBER
    folded = fold(bare)
    if not folded or len(bare) > LETTERS or re.search(r"\d{3}", folded):
        return ""
    return next((kind for kind, pattern in _HEADINGS if pattern.search(folded)), "")


def is_heading_row(cells: tuple[str, ...]) -> bool:
    """Whether a row heads the columns below it: at least two headings, and most of its cells.

    A row of a person has at most one cell that could be one, such as a post that holds the word.
    """
    filled = [cell for cell in cells if cell.strip()]
    if any(_is_data(cell) for cell in filled):
        return False
    known = [kind for cell in filled if (kind := heading_of(cell))]
    return len(set(known)) >= 2 and len(known) * 2 >= len(filled)


def _is_data(cell: str) -> bool:
    """Whether a cell holds a phone, or another long number."""
    return len(re.sub(r"\D", "", cell)) >= 6
