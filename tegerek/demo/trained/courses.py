"""The twelve seminars of the sample series, as plain facts: where, when, who was there. All of it is invented."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tegerek.people.models import Post

# Seats of each seminar by post: twenty people, and 240 in all.
SEATS: dict[str, int] = {
    Post.AO_HEAD: 4,
    Post.AO_SPECIALIST: 4,
    Post.DEPUTY: 4,
    Post.IG_MEMBER: 5,
    Post.JMEG_MEMBER: 3,
}
PEOPLE = sum(SEATS.values())
NARYN, OSH = "41704000000000", "41706000000000"


@dataclass(frozen=True)
class Root:
    """An invented raion: its name in three languages, and the word of which the names of its aimaks are made."""

    ky: str
    ru: str
    en: str
    word: tuple[str, str, str]


@dataclass(frozen=True)
class Course:
    """One seminar and what happened there.

    day: as planned; moved: days later at which it was held. aimaks: how many its raion has. Of the people on the list:
    absent did not come; mornings left at noon; afternoons came after it. substitutes: seats that passed to somebody
    else. walk_ins: came all day without having been on the list.
    """

    day: str
    oblast: str
    root: Root
    aimaks: int
    absent: int = 0
    mornings: int = 0
    afternoons: int = 0
    substitutes: int = 0
    walk_ins: int = 0
    moved: int = 0

    @property
    def held_on(self) -> date:
        return date.fromordinal(date.fromisoformat(self.day).toordinal() + self.moved)

    @property
    def whole_days(self) -> int:
        """People who were there all day, those who walked in among them."""
        return PEOPLE - self.absent - self.mornings - self.afternoons + self.walk_ins

    @property
    def came(self) -> int:
        return PEOPLE - self.absent + self.walk_ins

    def ticks(self) -> tuple[tuple[bool, bool], ...]:
        """(morning, afternoon) of each line of the list, in its order: who was missing is spread over the posts."""
        kinds = [(False, False)] * self.absent + [(True, False)] * self.mornings + [(False, True)] * self.afternoons
        kinds += [(True, True)] * (PEOPLE - len(kinds))
        shift = date.fromisoformat(self.day).day
        found = {(n * 7 + shift) % PEOPLE: kind for n, kind in enumerate(kinds)}
        return tuple(found[n] for n in range(PEOPLE))


COURSES = (
    Course(
        "2025-10-14",
        NARYN,
        Root("Жомоктуу", "Жомоктуйский", "Jomoktuu", ("Жомок", "Жомок", "Jomok")),
        6,
        absent=1,
        mornings=1,
        walk_ins=1,
    ),
    Course(
        "2025-10-16",
        NARYN,
        Root("Кыялдуу", "Кыялдуйский", "Kyialduu", ("Кыял", "Кыял", "Kyial")),
        5,
        mornings=2,
    ),
    Course(
        "2025-10-21",
        NARYN,
        Root("Үлгүлүү", "Улгулуйский", "Ulguluu", ("Үлгү", "Улгу", "Ulgu")),
        7,
        absent=2,
        mornings=1,
        substitutes=1,
    ),
    Course(
        "2025-10-23",
        NARYN,
        Root("Мисалдуу", "Мисалдуйский", "Misalduu", ("Мисал", "Мисал", "Misal")),
        6,
        absent=1,
        afternoons=1,
        walk_ins=2,
    ),
    Course(
        "2025-10-28",
        NARYN,
        Root("Сыноолуу", "Сыноолуйский", "Synooluu", ("Сыноо", "Сыноо", "Synoo")),
        5,
        substitutes=2,
    ),
    Course(
        "2025-10-30",
        NARYN,
        Root("Элестүү", "Элестуйский", "Elestuu", ("Элес", "Элес", "Eles")),
        6,
        absent=2,
        mornings=1,
        substitutes=2,
        moved=7,
    ),
    Course(
        "2025-11-11",
        OSH,
        Root("Күүгүмдүү", "Куугумдуйский", "Kuugumduu", ("Күүгүм", "Куугум", "Kuugum")),
        5,
        absent=1,
        walk_ins=1,
    ),
    Course(
        "2025-11-13",
        OSH,
        Root("Көлөкөлүү", "Колоколуйский", "Kolokoluu", ("Көлөкө", "Колоко", "Koloko")),
        7,
        absent=2,
        afternoons=1,
    ),
    Course(
        "2025-11-18",
        OSH,
        Root("Тумандуу", "Тумандуйский", "Tumanduu", ("Туман", "Туман", "Tuman")),
        6,
        absent=13,
        mornings=2,
        afternoons=1,
    ),
    Course(
        "2025-11-19",
        OSH,
        Root("Чыктуу", "Чыктуйский", "Chyktuu", ("Чык", "Чык", "Chyk")),
        5,
        absent=1,
        substitutes=1,
        walk_ins=1,
    ),
    Course(
        "2025-11-25",
        OSH,
        Root("Табышмактуу", "Табышмактуйский", "Tabyshmaktuu", ("Табышмак", "Табышмак", "Tabyshmak")),
        6,
        mornings=1,
        walk_ins=2,
    ),
    Course(
        "2025-11-27",
        OSH,
        Root("Санаттуу", "Санаттуйский", "Sanattuu", ("Санат", "Санат", "Sanat")),
        7,
        absent=2,
        mornings=1,
        afternoons=1,
        substitutes=2,
    ),
)


# What stands before the word of the raion in the name of an aimak.
BEFORE = (
    ("Ак", "Ак", "Ak"),
    ("Көк", "Кок", "Kok"),
    ("Сары", "Сары", "Sary"),
    ("Кызыл", "Кызыл", "Kyzyl"),
    ("Чоң", "Чон", "Chong"),
    ("Жаңы", "Жаны", "Jany"),
    ("Кичи", "Кичи", "Kichi"),
)


def aimak_names(course: Course) -> Iterator[tuple[str, str, str]]:
    """The names of the aimaks of a raion in Kyrgyz, Russian and English: Ак-Жомок, Көк-Жомок and so on."""
    for before in BEFORE[: course.aimaks]:
        ky, ru, en = (f"{one}-{other}" for one, other in zip(before, course.root.word, strict=True))
        yield ky, ru, en
