"""An invented series of twelve seminars of twenty people each, and what must be counted of it: no database, no site.

Two of the seminars are over. Everything that tests expect of the figures is counted here anew, from the lists alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from tests.lib.sources.files import docx
from tests.meetings.lists import faulty

# The evening of the second day of the series.
CLOCK = "2026-04-08T18:00+06:00"
TITLE = "Айылдын сөзү: сурап, угуп, жооп беребиз"
OBLASTS = {
    "Талас облусу": {"07": "Бакай-Ата", "08": "Манас", "14": "Талас", "15": "Кара-Буура"},
    "Нарын облусу": {"16": "Кочкор", "17": "Ат-Башы", "20": "Ак-Талаа", "21": "Жумгал"},
    "Ысык-Көл облусу": {"22": "Түп", "23": "Ак-Суу", "24": "Тоң", "27": "Жети-Өгүз"},
}
DAYS = tuple(f"2026-04-{day}" for oblast in OBLASTS.values() for day in oblast)
RAIONS = tuple(raion for oblast in OBLASTS.values() for raion in oblast.values())
EACH = 20
# The posts of the twenty, as lists write them.
SEATS = {"ao_head": 3, "council_chair": 2, "executive_secretary": 2, "ao_specialist": 2, "deputy": 4}
SEATS |= {"village_head": 4, "ig_member": 3}
WRITTEN = {
    "ao_head": "АӨ башчысы",
    "council_chair": "төрага",
    "executive_secretary": "жооптуу катчы",
    "ao_specialist": "АӨ адиси",
    "deputy": "АК депутаты",
    "village_head": "айыл башчысы",
    "ig_member": "ДТ мүчөсү",
}
HEAD = ["№", "Аты-жөнү", "Кызматы", "Айыл аймагы", "Жынысы", "Телефону", "Колу"]


@dataclass(frozen=True)
class Guest:
    """One person of the series: on which list (from 0), of which aimak, and when they were there."""

    seminar: int
    name: str
    post: str
    sex: str
    phone: str
    aimak: str = ""
    is_walk_in: bool = False
    confirmed: bool = False
    morning: bool = False
    afternoon: bool = False

    @property
    def came(self) -> bool:
        return self.morning or self.afternoon

    @property
    def is_ticked(self) -> bool:
        """Whether somebody wrote down if this person came: at the seminars that are over."""
        return self.seminar < 2


def schedule() -> str:
    """The announcement as somebody copies it, its table with tabs."""
    rows = [f"{oblast}\n{_rows(days)}" for oblast, days in OBLASTS.items()]
    return f"{ABOVE}\nКүнү\tРайону\tӨткөрүлүүчү жайы\n" + "\n".join(rows) + "\n"


def guests(aimaks: list[list[str]]) -> list[Guest]:
    """All 240, in the order of their lists. aimaks: names of those of each seminar's raion."""
    posts = [post for post, seats in SEATS.items() for _seat in range(seats)]
    return [
        Guest(
            seminar=n // EACH,
            name=f"{surname} {first}",
            post=posts[n % EACH],
            sex="f" if sex == "аял" else "m",
            phone=faulty.phone(5000 + n),
            aimak=aimaks[n // EACH][n % len(aimaks[n // EACH])],
            morning=n < 2 * EACH and n % 6 != 0,
            afternoon=n < 2 * EACH and n % 5 not in {0, 1},
        )
        for n, (surname, first, sex) in enumerate(faulty.people(len(DAYS) * EACH))
    ]


WALK_IN = Guest(0, "Чакырылбас Келген", "other", "m", "0000 59 99 01", is_walk_in=True, morning=True, afternoon=True)


def from_excel(people: Iterable[Guest]) -> str:
    """A list as a spreadsheet copies it."""
    rows = [
        [str(n), one.name, WRITTEN[one.post], one.aimak, _sex(one), one.phone, ""] for n, one in enumerate(people, 1)
    ]
    return "\n".join("\t".join(cells) for cells in [HEAD, *rows])


def from_word(people: list[Guest]) -> bytes:
    """The same as the table of an office: another order of columns, aimaks as headings between the rows, capitals."""
    rows: list[list[str]] = [["Ф.И.О.", "Тел.", "Должность", "Пол"]]
    for aimak in dict.fromkeys(one.aimak for one in people):
        rows.append([f"{aimak} айыл аймагы", "", "", ""])
        rows += [
            [one.name.upper(), one.phone, WRITTEN[one.post], _sex(one)] for one in people if one.aimak == aimak
        ]
    return docx(rows, above="Катышуучулардын тизмеси")


def as_lines(people: Iterable[Guest]) -> str:
    """The same as somebody writes it in a message."""
    return "\n".join(
        f"{n}. {one.name} – {one.aimak} {WRITTEN[one.post]}, {_sex(one)}, тел. {one.phone}"
        for n, one in enumerate(people, 1)
    )


def figures(people: Iterable[Guest], seats: int | None) -> list[int]:
    """What stands in a row of plan and fact, in the order of its columns; seats: None leaves them out."""
    rows = list(people)
    listed = [one for one in rows if not one.is_walk_in]
    came = [one for one in rows if one.came]
    counted = [
        len(listed),
        sum(one.confirmed for one in listed),
        0,
        sum(one.morning for one in rows),
        sum(one.afternoon for one in rows),
        len(came),
        sum(one.is_walk_in for one in came),
        sum(not one.is_ticked for one in listed),
        sum(one.sex == "f" for one in came),
        sum(one.sex == "m" for one in came),
    ]
    return counted if seats is None else [seats, *counted]


def changed(people: list[Guest], name: str, change: Callable[[Guest], Guest]) -> list[Guest]:
    """The same people, one of them otherwise."""
    return [change(one) if one.name == name else one for one in people]


def confirmed(guest: Guest) -> Guest:
    return replace(guest, confirmed=True)


def not_there(guest: Guest) -> Guest:
    return replace(guest, morning=False, afternoon=False)


def _rows(days: dict[str, str]) -> str:
    return "\n".join(f"{day}.04.26\t{raion}\tРМА жыйындар залы" for day, raion in days.items())


def _sex(one: Guest) -> str:
    return "аял" if one.sex == "f" else "эркек"


ABOVE = """2026-жылдын 20-марты
ПРЕСС-РЕЛИЗ
Кыргызстан, Бишкек
АЙЫЛДЫН СӨЗҮ: ЭЛ МЕНЕН КАНТИП СҮЙЛӨШӨБҮЗ?
2026-жылдын 7-апрелинен 27-апрелине чейинки аралыкта Талас, Нарын жана Ысык-Көл облустарынын райондорунда «Айылдын сөзү: сурап, угуп, жооп беребиз» деген аталышта бир күндүк семинар-тренингдер болуп өтөт. Иш-чараларга жалпысынан 240 адамдын катышуусу пландаштырылган.
Семинар-тренингдер ойдон чыгарылган «Шам» фонду каржылаган жана «Булак» окуу борбору аткарган «Ачык айыл» долбоорунун алкагында өткөрүлүүдө.
Семинар-тренингдерди өткөрүү графиги:"""
