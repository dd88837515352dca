"""An invented series of twelve seminars of twenty people each, and what must be counted of it: no database, no site.

Two of the seminars are over. Everything that tests expect of the figures is counted here anew, from the lists alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from tegerek.people.posts import post_said
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
# The posts of the twenty, in the order of plan and fact; below as lists write them.
SEATS = {"ao_head": 3, "council_chair": 2, "ao_specialist": 2, "executive_secretary": 2, "deputy": 4}
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
        rows += [[one.name.upper(), one.phone, WRITTEN[one.post], _sex(one)] for one in people if one.aimak == aimak]
    return docx(rows, above="Катышуучулардын тизмеси")


def as_lines(people: Iterable[Guest]) -> str:
    """The same as somebody writes it in a message."""
    return "\n".join(
        f"{n}. {one.name} – {one.aimak} {WRITTEN[one.post]}, {_sex(one)}, тел. {one.phone}"
        for n, one in enumerate(people, 1)
    )


def counted(people: list[Guest], raions: list[str]) -> dict[str, list[list[str]]]:
    """Plan and fact as they must be: the rows of each table by its title, each figure counted from the lists alone.

    raions: their English names, in order of day.
    """
    groups = [[one for one in people if one.seminar == n] for n in range(len(DAYS))]
    by_seminar = [
        [f"{day[8:]}.04.2026", f"{raion} raion", "", *figures(group, EACH)]
        for day, raion, group in zip(DAYS, raions, groups, strict=True)
    ]
    in_all = figures(people, len(DAYS) * EACH)
    return _written(
        {
            "By seminar": [*by_seminar, ["In all", "", "", *in_all]],
            "By raion": [*(row[1:] for row in by_seminar), ["In all", "", *in_all]],
            "By oblast": [*_by_oblast(groups), ["In all", "", *in_all]],
            "By post": [*_by_post(people), ["In all", *in_all]],
            "By sex": [*_by_sex(people), ["In all", *figures(people, None)[:-2]]],
        }
    )


def _by_oblast(groups: list[list[Guest]]) -> Iterator[list[object]]:
    first = 0
    for name, days in zip(("Talas", "Naryn", "Issyk-Kul"), OBLASTS.values(), strict=True):
        people = [one for group in groups[first : first + len(days)] for one in group]
        yield [f"{name} oblast", "", *figures(people, len(days) * EACH)]
        first += len(days)


def _by_post(people: list[Guest]) -> Iterator[list[object]]:
    for post, seats in (SEATS | {WALK_IN.post: 0}).items():
        row = figures([one for one in people if one.post == post], seats * len(DAYS))
        yield [post_said(post).in_("en").text, *row]


def _by_sex(people: list[Guest]) -> Iterator[list[object]]:
    for sex, name in (("f", "Women"), ("m", "Men")):
        yield [name, *figures([one for one in people if one.sex == sex], None)[:-2]]


def _written(tables: dict[str, list[list[object]]]) -> dict[str, list[list[str]]]:
    return {title: [[str(cell) for cell in row] for row in rows] for title, rows in tables.items()}


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


ABOVE = (
    "2026-жылдын 20-марты\nПРЕСС-РЕЛИЗ\nКыргызстан, Бишкек\nАЙЫЛДЫН СӨЗҮ: ЭЛ МЕНЕН КАНТИП СҮЙЛӨШӨБҮЗ?\n"
    "2026-жылдын 7-апрелинен 27-апрелине чейинки аралыкта Талас, Нарын жана Ысык-Көл облустарынын райондорунда "
    f"«{TITLE}» деген аталышта бир күндүк семинар-тренингдер болуп өтөт. "
    "Иш-чараларга жалпысынан 240 адамдын катышуусу пландаштырылган.\n"
    "Семинар-тренингдер ойдон чыгарылган «Шам» фонду каржылаган жана «Булак» окуу борбору аткарган "
    "«Ачык айыл» долбоорунун алкагында өткөрүлүүдө.\n"
    "Семинар-тренингдерди өткөрүү графиги:"
)
