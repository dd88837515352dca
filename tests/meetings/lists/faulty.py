"""A list of two thousand invented people with one fault of twenty kinds in every tenth row, the same each time.

Also what the bench reads. Nothing in it needs a database except the cards that some kinds of fault ask about.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tegerek.meetings.lists.cells import FAULTS

HEAD = ("№", "Аты-жөнү", "Кызматы", "Айыл аймагы", "Жынысы", "Телефону")
KINDS = tuple(FAULTS)
ROWS, EACH = 2_000, 10

# Invented surnames and first names, which together give more than 2,000 different people.
SURNAMES = (
    "Мисал", "Сынак", "Үлгү", "Ойдон", "Жоккиш", "Калпыс", "Ойлоп", "Жасал", "Болжол", "Элес", "Көзөм", "Тууран",
    "Окшош", "Сүрөт", "Жомок", "Табыш", "Макал", "Дастан", "Кыял", "Саноо",
)  # fmt: skip
FIRST = (
    "Асан", "Бек", "Чын", "Данек", "Эсен", "Жаркын", "Заман", "Илим", "Калем", "Лаңкы", "Мээрим", "Нурлуу",
    "Өмүр", "Пайда", "Реет", "Санат", "Тилек", "Үмүт", "Шайыр", "Ырыс",
)  # fmt: skip
FATHERS = ("Үлгү", "Сынак", "Элес", "Жомок", "Макал", "Кыял")
POSTS = (
    "АӨ башчысы", "АК депутаты", "айыл башчысы", "ДТ мүчөсү", "төрага", "жооптуу катчы", "БМБТ мүчөсү", "АӨ адиси",
    "депутат АК", "староста", "член ИГ", "глава АО",
)  # fmt: skip


@dataclass(frozen=True)
class Land:
    """Names of places: aimaks of the meeting's raion, one of another raion, one that two aimaks nearly bear."""

    near: tuple[str, ...]
    elsewhere: str
    unclear: str


def people(count: int = ROWS) -> Iterator[tuple[str, str, str]]:
    """Different people: surname, name and father's name, sex."""
    made = 0
    for father in FATHERS:
        for first in FIRST:
            for surname in SURNAMES:
                is_woman = (made // 3) % 2 == 0
                yield (
                    f"{surname}{'ова' if is_woman else 'ов'}",
                    f"{first} {father}{'овна' if is_woman else 'ович'}",
                    "аял" if is_woman else "эркек",
                )
                made += 1
                if made == count:
                    return


def rows(land: Land, count: int = ROWS) -> list[tuple[str, ...]]:
    """The rows of the list below its head; every tenth has a fault, of each kind in turn."""
    made: list[tuple[str, ...]] = []
    for n, (surname, first, sex) in enumerate(people(count)):
        good = (f"{surname} {first}", POSTS[n % len(POSTS)], land.near[n % len(land.near)], sex, phone(n))
        kind = kind_of_row(n)
        made.append((str(n + 1), *(_spoilt(kind, good, land, made) if kind else good)))
    return made


def kind_of_row(n: int) -> str:
    """The kind of fault of the row with that number, from 0; "" for a good one."""
    return KINDS[(n // EACH) % len(KINDS)] if n % EACH == EACH - 1 else ""


def text(land: Land, count: int = ROWS) -> str:
    """The whole list as a spreadsheet copies it."""
    return "\n".join("\t".join(cells) for cells in (HEAD, *rows(land, count)))


def phone(n: int) -> str:
    """A phone that cannot ring, another for each row."""
    return f"0000 {n // 100:02} {n % 100:02} 01"


def known_names(count: int = ROWS) -> list[str]:
    """Names that the office knows already without anything else: those of the rows that ask about a card."""
    named = [f"{surname} {first}" for surname, first, _sex in people(count)]
    return [name for n, name in enumerate(named) if kind_of_row(n) == "maybe_known"]


def _spoilt(kind: str, good: tuple[str, ...], land: Land, above: list[tuple[str, ...]]) -> tuple[str, ...]:
    name, post, unit, sex, number = good
    before = above[-1]
    spoilt = {
        "no_name": ("", post, unit, sex, number),
        "one_word": (name.split()[0], post, unit, sex, number),
        "only_initials": ("А. Ү.", post, unit, sex, number),
        "not_a_name": (f"{name} 1972", post, unit, sex, number),
        "nobody_yet": ("бош орун", post, unit, "", ""),
        "letters_lost": (f"{name[:2]}?{name[3:]}", post, unit, sex, number),
        "several_people": (f"{name}, Ойдонова Айгүл", post, unit, sex, number),
        "shifted": (sex, name, post, unit, number),
        "sheet_error": ("#ССЫЛКА!", post, unit, sex, number),
        "too_long": (name, "узун сөз " * 30, unit, sex, number),
        "bad_sex": (name, post, unit, "х", number),
        "bad_phone": (name, post, unit, sex, "0000 12"),
        "unit_unknown": (name, post, "Эчкайда жок аймак", sex, number),
        "unit_unclear": (name, post, land.unclear, sex, number),
        "unit_elsewhere": (name, post, land.elsewhere, sex, number),
        "post_unclear": (name, "АК депутаты, айыл башчысы", unit, sex, number),
        "sex_differs": (name, post, unit, "эркек" if sex == "аял" else "аял", number),
        "maybe_known": (name, post, unit, sex, number),
        "maybe_double": (before[1], post, unit, before[4], number),
        "double": before[1:],
    }
    return spoilt[kind]
