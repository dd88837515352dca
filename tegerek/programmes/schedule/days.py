"""Days as people write them, in Kyrgyz, Russian and English: «24.10.17», «4- жана 6-декабрында», "from 20 to 22
November".

A day is first read as written, with year or month perhaps missing, and settled later, when the rest of the paper has
been seen.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from tegerek.lib.letters import mend

MONTHS = {
    1: r"январ\w*|янв|january|jan",
    2: r"феврал\w*|фев|february|feb",
    3: r"март\w*|мар|march|mar",
    4: r"апрел\w*|апр|april|apr",
    5: r"ма[йяею]\w{0,4}|may",
    6: r"июн\w*|june|jun",
    7: r"июл\w*|july|jul",
    8: r"август\w*|авг|august|aug",
    9: r"сентябр\w*|сент?|september|sept?",
    10: r"октябр\w*|окт|october|oct",
    11: r"ноябр\w*|ноя|нояб|november|nov",
    12: r"декабр\w*|дек|december|dec",
}
WEEKDAYS = {
    0: r"д[үу]йш[өо]мб[үу]\w*|понедельник\w*|пн|пон|monday|mon",
    1: r"шейшемби\w*|вторник\w*|вт|tuesday|tues?",
    2: r"шаршемби\w*|сред[аеуы]|ср|wednesday|wed",
    3: r"бейшемби\w*|четверг\w*|чт|thursday|thu(?:rs?)?",
    4: r"жума|жумада|пятниц\w*|пт|friday|fri",
    5: r"ишемби\w*|суббот\w*|сб|saturday|sat",
    6: r"жекшемби\w*|воскресень\w*|вс|sunday|sun",
}


@dataclass(frozen=True)
class Written:
    """One day as written; None where the text leaves it out."""

    day: int
    month: int | None = None
    year: int | None = None


@dataclass(frozen=True)
class Stretch:
    """One day, or the days from first to last; text[start:end] says so."""

    first: Written
    last: Written | None
    start: int
    end: int


@dataclass(frozen=True)
class Settled:
    """A stretch with its years known.

    problem: "" or the code of a warning; was_guessed: the year was not in the text.
    """

    first: date | None
    last: date | None
    problem: str = ""
    was_guessed: bool = False


def days_in(text: str, *, american: bool = False) -> tuple[Stretch, ...]:
    """The days and stretches of days that a text names, in the order they stand.

    american: slashes mean month/day/year.

    >>> [(s.first.day, s.last and s.last.day) for s in days_in("4- жана 6-декабрында, 20–22.12.2017")]
    [(4, None), (6, None), (20, 22)]
    """
    text = text[:_LONGEST]
    if not _DIGIT.search(text):
        return ()
    return _days_in(text, american)


@lru_cache(maxsize=20_000)
def _days_in(text: str, american: bool) -> tuple[Stretch, ...]:
    low = _level(text)
    return tuple(_completed(_joined(low, _atoms(low, american))))


def day_number(text: str) -> tuple[int, ...]:
    """The days of the month of a cell that has only numbers («24», «4, 6», «20-чи»).

    Empty if there is anything else.
    """
    found = re.fullmatch(rf"{_NUM}(?:(?:\s*,\s*|\s*(?:и|жана|and)\s*){_NUM}){{0,8}}\.?", _level(text).strip())
    numbers = [int(number) for number in re.findall(r"\d+", text)] if found else []
    return tuple(numbers) if all(1 <= number <= 31 for number in numbers) else ()


def month_named(text: str) -> tuple[int, int | None] | None:
    """Month and year of a heading such as «Ноябрь 2017» that names nothing else."""
    low = _level(text).strip(" :.-")
    found = re.fullmatch(rf"(?:{_YEAR_BEFORE})?(?P<month>{_ANY_MONTH})(?:\s+айы)?{_YEAR_AFTER}", low)
    if found is None:
        return None
    return _month_of(found["month"]), _year_of(found)


def weekday_in(text: str) -> int | None:
    """The weekday a text names, Monday 0; None if it names none or several.

    >>> weekday_in("шейшемби, 24-октябрь"), weekday_in("24 октября (вт)"), weekday_in("бейшемби")
    (1, 1, 3)
    """
    found = {int(name[1:]) for match in _ANY_WEEKDAY.finditer(text.lower()) for name in [match.lastgroup or ""]}
    return found.pop() if len(found) == 1 else None


def without_weekdays(text: str) -> str:
    """The text with the names of weekdays blanked, as long as before."""
    return _ANY_WEEKDAY.sub(lambda found: " " * len(found.group()), text)


def settle(stretch: Stretch, years: Callable[[int, int], int | None]) -> Settled:
    """Dates for what was written.

    years: the year most likely meant for a (month, day) without one, None if nothing tells.
    Problems: bad_day (no such day), year_unknown, end_before_start.
    """
    first, guessed = _dated(stretch.first, years)
    if stretch.last is None:
        return Settled(first, None, _problem(stretch.first, first), guessed)
    last, last_guessed = _dated(stretch.last, years)
    problem = _problem(stretch.first, first) or _problem(stretch.last, last)
    if first and last and last < first:
        # «28 декабря – 3 января» with one year or none: the stretch crosses into the next.
        later = _on(last.year + 1, last.month, last.day)
        if stretch.first.year is None and later and later - first < timedelta(days=60):
            return Settled(first, later, problem, guessed)
        return Settled(first, None, "end_before_start", guessed or last_guessed)
    return Settled(first, last if last != first else None, problem, guessed or last_guessed)


def nearest_year(month: int, day: int, anchor: date) -> int:
    """The year in which that day lies nearest to another.

    >>> nearest_year(1, 15, date(2017, 12, 10)), nearest_year(11, 15, date(2017, 12, 10))
    (2018, 2017)
    """
    near = [(abs((found - anchor).days), year) for year in (anchor.year - 1, anchor.year, anchor.year + 1)
            if (found := _on(year, month, min(day, 28)))]  # fmt: skip
    return min(near)[1] if near else anchor.year


def is_american(text: str) -> bool:
    """Whether slashed days in a text can only be month/day/year.

    At least one is impossible otherwise, and none the other way round.
    """
    pairs = [(int(a), int(b)) for a, b in re.findall(r"(?<!\d)(\d{1,2})/(\d{1,2})/(?:\d{4}|\d{2})(?!\d)", text)]
    return any(b > 12 and a <= 12 for a, b in pairs) and all(a <= 12 and b <= 31 for a, b in pairs)


# Days further inside a paragraph than this are prose.
_LONGEST = 4_000
_DIGIT = re.compile(r"\d")
_ANY_MONTH = rf"(?<![а-яөүңa-z])(?:{'|'.join(MONTHS.values())})(?![а-яөүңa-z])\.?"
_ANY_WEEKDAY = re.compile(
    r"(?<![\w])(?:" + "|".join(f"(?P<w{day}>{names})" for day, names in WEEKDAYS.items()) + r")(?![\w])\.?",
    re.IGNORECASE,
)
_SUFFIX = (
    r"-?(?:сы|си|су|сү|ы|и|чы|чи|чу|чү|го|е|ое|ого|му|st|nd|rd|th)?"
    r"(?:нан|нен|нон|нөн|дан|ден|дон|дөн|тан|тен|тон|төн|үнөн|унан|ынан|инен)?"
    r"(?:на|не|но|нө|га|ге|го|гө|ка|ке|ко|кө|нда|нде|ндо|ндө|да|де|до|дө|та|те|то|тө)?(?!\w)"
)
# Atomic groups: a long line of numbers must not be tried in every way it could be cut.
_NUM = rf"(?>(?<![\d:./,])\d{{1,2}}(?![\d:]|[./]\d)(?:{_SUFFIX})?)"
_AND = r"(?>\s*-?\s*(?:,\s*)?(?:жана|и|and|&)\s+|\s*[,;]\s*)"
_TO = r"(?>\s*-\s*|\s+(?:по|до|to|till|until|through)\s+(?:the\s+)?)"
_NUMS = rf"{_NUM}(?:(?>{_AND}|{_TO}|\s+){_NUM}){{0,8}}"
_YEAR_WORD = r"(?:\s*-?\s*(?:жылдын|жылкы|жылы|жыл|ж\.|ж(?!\w)|года|году|год|г\.|г(?!\w)))"
_YEAR_BEFORE = rf"(?P<y0>(?<!\d)(?:19|20)\d\d)(?!\d){_YEAR_WORD}?[\s,]+"
_YEAR_AFTER = (
    rf"(?:[\s,]*(?:-\s*)?(?P<y1>(?:19|20)\d\d)(?!\d){_YEAR_WORD}?|[-.\s]'?(?P<y2>\d\d)(?![\d:]|[.]\d|"
    rf"\s*-?\s*[а-яөүңa-z])(?!\w))?"
)
_ATOMS = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("iso", (
            r"(?<![\d.])(?P<y1>(?:19|20)\d\d)(?P<s>[-./])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?!\d)(?P<from>нан|нен|"
            r"дан|ден|тан|тен)?"
        )),
        (
            "dmy",
            (
                rf"(?P<more>(?:{_NUM}(?>{_AND}|{_TO})){{0,8}})(?<![\d.:])(?P<d>\d{{1,"
                rf"2}})\s?(?P<s>[./-])\s?(?P<m>\d{{1,2}})\s?(?P=s)\s?"
                rf"(?P<y1>(?:19|20)\d\d|\d\d)(?!\d){_YEAR_WORD}?(?:-?(?P<from>дан|ден|тан|тен|дөн|дон)|-?(?:га|ге|"
                rf"го|гө|ка|да|де))?"
            ),
        ),
        ("word", rf"(?:{_YEAR_BEFORE})?(?P<more>{_NUMS})\s*[-.]?\s*(?:of\s+|күнү\s+)?(?P<m>{_ANY_MONTH}){_YEAR_AFTER}"),
        ("month", rf"(?:{_YEAR_BEFORE})?(?P<m>{_ANY_MONTH})(?:\s+айынын)?\s+(?:the\s+)?(?P<more>{_NUMS}){_YEAR_AFTER}"),
        (
            "dm",
            (
                rf"(?P<more>(?:{_NUM}(?>{_AND}|{_TO})){{0,8}})(?<![\d.:/])(?P<d>\d{{1,2}})(?P<s>[./])(?P<m>\d{{1,"
                rf"2}})(?![\d:/]|\.\d)"
                r"(?:-?(?P<from>дан|ден|тан|тен|дөн|дон)|-?(?:га|ге|го|гө|ка|да|де))?"
            ),
        ),
    )
)  # fmt: skip
_BEFORE = re.compile(r"(?:^|(?<=[\s(,;]))(?:с|со|от|from|on|on the|between|в период с|the)\s+$")
_AFTER = re.compile(r"\s*(?:чейинки аралыкта|чейинки|чейин|аралыгында|күндөрү|күнү|числа|(?:с|по)\s*$)(?!\w)")


@dataclass(frozen=True)
class _Atom:
    """Some days of one month, standing together. joins[i] tells how day i+1 follows day i: "-" a range, "," another."""

    days: tuple[int, ...]
    joins: tuple[str, ...]
    month: int
    year: int | None
    start: int
    end: int
    is_from: bool


def _level(text: str) -> str:
    """Lower case, one kind of dash; as long as before."""
    return re.sub("[–—−‒―]", "-", mend(text).lower() if len(mend(text)) == len(text) else text.lower())


def _atoms(low: str, american: bool) -> list[_Atom]:
    found = [
        (match.start(), rank, kind, match)
        for rank, (kind, pattern) in enumerate(_ATOMS)
        for match in pattern.finditer(low)
    ]
    atoms: list[_Atom] = []
    for start, _, kind, match in sorted(found, key=lambda item: item[:2]):
        if atoms and start < atoms[-1].end:
            continue
        if atom := _atom(low, kind, match, american):
            atoms.append(atom)
    return atoms


def _atom(low: str, kind: str, match: re.Match[str], american: bool) -> _Atom | None:
    groups = match.groupdict()
    start, year = match.start(), _year_of(match)
    if kind in ("word", "month"):
        days, joins, skipped = _listed(low, match.start("more"), match["more"])
        month = _month_of(match["m"])
        is_from = bool(
            re.search(r"(?:дан|ден|тан|тен|нан|нен|нон|дон)\.?$", match["m"] if kind == "word" else match["more"])
        )
        start = match.start() if kind == "month" or groups.get("y0") else match.start() + skipped
        return _Atom(days, joins, month, year, start, match.end(), is_from) if days else None
    day, month = int(match["d"]), int(match["m"])
    if groups.get("s") == "/" and american:
        day, month = month, day
    if kind == "dm" and not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    if groups.get("s") == "-" and kind == "dmy" and (not 1 <= month <= 12 or re.search(r"\d{3}\)?\s?$", low[:start])):
        return None  # Rather a telephone number.
    days, joins, skipped = _listed(low, match.start(), groups.get("more") or "")
    return _Atom((*days, day), joins, month, year, match.start() + skipped, match.end(), bool(groups.get("from")))


def _listed(low: str, at: int, text: str) -> tuple[tuple[int, ...], tuple[str, ...], int]:
    """Numbers of days with how each goes on.

    A number that belongs to a word before it («зал 3, 24 октября») is left out.
    """
    numbers = list(re.finditer(r"\d{1,2}", text))
    if not numbers:
        return (), (), 0
    joins = []
    for one, two in zip(numbers, [*numbers[1:], None], strict=True):
        between = text[one.end() : two.start() if two else len(text)]
        if re.search(r"жана|(?<!\w)и(?!\w)|and|[,;&]", between):
            joins.append(",")
        else:
            joins.append("-")
    skipped = 0
    before = low[max(0, at - 12) : at]
    while (
        len(numbers) > 1
        and joins[0] == ","
        and re.search(r"(?:зал\w*|каб\w*|№|мектеп\w*|школ\w*|room|hall|д)\.?\s*$", before)
    ):
        skipped = numbers[1].start()
        numbers, joins, before = numbers[1:], joins[1:], ""
    # The last join leads to the day that stands with its month («20-22.11») or, in words, to the month itself.
    return tuple(int(number.group()) for number in numbers), tuple(joins), skipped


def _joined(low: str, atoms: list[_Atom]) -> Iterator[Stretch]:
    """Atoms as stretches; two atoms with «по», "-", «чейин» between or after them are one stretch."""
    at = 0
    while at < len(atoms):
        atom = atoms[at]
        then = atoms[at + 1] if at + 1 < len(atoms) else None
        if then and _is_range(low, atom, then):
            first = Written(atom.days[-1], atom.month, atom.year)
            last = Written(then.days[0], then.month, then.year)
            start, end = _around(low, atom.start, then.end)
            yield Stretch(first, last, start, end)
            at += 2
            continue
        yield from _within(low, atom)
        at += 1


def _within(low: str, atom: _Atom) -> Iterator[Stretch]:
    start, end = _around(low, atom.start, atom.end)
    place = 0
    while place < len(atom.days):
        first = Written(atom.days[place], atom.month, atom.year)
        if place + 1 < len(atom.days) and atom.joins[place] == "-":
            yield Stretch(first, Written(atom.days[place + 1], atom.month, atom.year), start, end)
            place += 2
        else:
            yield Stretch(first, None, start, end)
            place += 1


def _around(low: str, start: int, end: int) -> tuple[int, int]:
    """The span with the small words that belong to it: «с … по», "from", «чейин», «күнү»."""
    if before := _BEFORE.search(low, 0, start):
        start = before.start()
    if after := _AFTER.match(low, end):
        end = after.end()
    return start, end


def _is_range(low: str, one: _Atom, two: _Atom) -> bool:
    between = low[one.end : two.start].strip()
    if re.fullmatch(r"-|по|до|to|till|until|through|to the|по\s+по|тартып", between):
        return True
    if between in ("and", "и", "менен") and re.search(
        r"(?:between|между)\s+$|^\s*аралы", low[: one.start] if between != "менен" else low[two.end :]
    ):
        return True
    if between in ("", ",", "тартып", "баштап") and (one.is_from or re.match(r"[\w-]*\s*чейин", low[two.end :])):
        return one.is_from or between == ""
    return False


def _completed(stretches: Iterator[Stretch]) -> list[Stretch]:
    """Months and years that stand only once in a text carried over to the days beside them."""
    found = list(stretches)
    for place in range(len(found) - 1, -1, -1):
        stretch = found[place]
        first, last = stretch.first, stretch.last
        if last is not None and first.year is None and last.year is not None:
            crosses = first.month is not None and last.month is not None and first.month > last.month
            first = replace(first, year=last.year - crosses)
        if last is not None and last.year is None and first.year is not None:
            crosses = first.month is not None and last.month is not None and first.month > last.month
            last = replace(last, year=first.year + crosses)
        if first.year is None and place + 1 < len(found):
            then = found[place + 1].first
            if then.year is not None and (first.month or 0) <= (then.month or 0):
                first = replace(first, year=then.year)
                last = replace(last, year=then.year) if last is not None else None
        found[place] = replace(stretch, first=first, last=last)
    for place in range(1, len(found)):
        before, here = found[place - 1], found[place]
        if here.first.year is None and before.first.year is not None and here.last is None:
            crosses = (here.first.month or 0) < (before.first.month or 0)
            found[place] = replace(here, first=replace(here.first, year=before.first.year + crosses))
    return found


def _month_of(word: str) -> int:
    bare = word.strip().rstrip(".")
    return next(month for month, names in MONTHS.items() if re.fullmatch(names, bare))


def _year_of(match: re.Match[str]) -> int | None:
    groups = match.groupdict()
    text = groups.get("y0") or groups.get("y1") or groups.get("y2")
    if not text:
        return None
    return int(text) if len(text) == 4 else 2000 + int(text)


def _dated(written: Written, years: Callable[[int, int], int | None]) -> tuple[date | None, bool]:
    if written.month is None:
        return None, False
    year = written.year if written.year is not None else years(written.month, written.day)
    return (_on(year, written.month, written.day) if year else None), written.year is None and year is not None


def _problem(written: Written, settled: date | None) -> str:
    if settled is not None:
        return ""
    has_day = written.month is not None and _on(written.year or 2024, written.month, written.day) is not None
    return "year_unknown" if has_day and written.year is None else "bad_day"


def _on(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
