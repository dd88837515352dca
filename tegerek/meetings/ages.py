"""Ages in the bands in which they are counted. A band is all that is kept of anybody's age."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

# Cut where rights and programmes change: members of a community at 16, voters at 18, youth to 27, since 2023 to 34.
BANDS: Mapping[str, Promise] = {
    "0-15": gettext_lazy("Under 16"),
    "16-17": gettext_lazy("16–17 years"),
    "18-27": gettext_lazy("18–27 years"),
    "28-34": gettext_lazy("28–34 years"),
    "35+": gettext_lazy("35 and older"),
}
_OLDEST = 110
# An age or a year that makes somebody younger than this is taken for another number; a whole birthday is not.
_YOUNGEST = 10
# What stands beside an age or a year of birth: «34 жаш», «1985-ж.т.», «1985 г.р.», «35 жаш жана андан улуу».
_BESIDE = ("жаш", "жыл", "туул", "год", "рожд", "year")
_SHORT = {"ж", "т", "г", "р", "лет", "old", "born", "жана", "андан", "и", "and"}
_AND_MORE = {"улуу", "старше", "older"}
_NOBODY = {"жок", "нет", "no", "none"}
_BORN = r"(?:19\d\d|20(?:0\d|1[0-5]))"
_BIRTHDAY = re.compile(
    rf"(?<!\d)(?:\d{{1,2}}[./-]\d{{1,2}}[./-]{_BORN}|{_BORN}[./-]\d{{1,2}}[./-]\d{{1,2}})(?!\d)"
    r"(?:\s?-?\s?(?:жылы|года|ж\.?\s?т\b\.?|г\.?\s?р\b\.?|[жг]\b\.?))?",
    re.IGNORECASE,
)


def band_of(years: int) -> str:
    """The band of an age in whole years.

    >>> [band_of(years) for years in (0, 15, 16, 18, 27, 28, 34, 35, 90)]
    ['0-15', '0-15', '16-17', '18-27', '18-27', '28-34', '28-34', '35+', '35+']
    """
    firsts = {int(band.rstrip("+").partition("-")[0]): band for band in BANDS}
    return firsts[max(first for first in firsts if first <= years)]


def band_in(text: str, on: date) -> str | None:
    """The band of an age, a year or a day of birth as a list writes it; "" where nothing stands, None if unreadable.

    on: the day on which the age counts. Of a year alone it is the age reached in that year.

    >>> day = date(2025, 10, 2)
    >>> [band_in(text, day) for text in ("34", "34 жаш", "1990-ж.т.", "03.10.1990", "02.10.1990", "18–27", "–", "чоң")]
    ['28-34', '28-34', '35+', '28-34', '35+', '18-27', '', None]
    """
    words, numbers = _words(text), [int(run) for run in re.findall(r"\d+", text)]
    if not any(numbers) and set(words) <= _NOBODY:
        return ""
    if any(word not in _SHORT | _AND_MORE and not word.startswith(_BESIDE) for word in words):
        return None
    if len(numbers) >= 3:
        return _since(numbers, on)
    is_open = "+" in text or bool(_AND_MORE & set(words))
    if is_open:
        return "35+" if len(numbers) == 1 and 35 <= numbers[0] <= _OLDEST else None
    if len(numbers) == 2 and re.search(r"\d\s*[-–—]\s*\d", text):
        band = f"{numbers[0]}-{numbers[1]}"
        return band if band in BANDS else None
    # A part of a year, as spreadsheets reckon an age, is left off.
    is_one = len(numbers) == 1 or (len(numbers) == 2 and bool(re.search(r"\d[.,]\d", text)))
    return _checked(_years(numbers[0], on), _YOUNGEST) if is_one else None


def tells_an_age(text: str) -> bool:
    """Whether a text by itself is an age, a year or a day of birth: «34 жаш», «03.10.1990», not «34».

    >>> [tells_an_age(text) for text in ("34 жаш", "1985 г.р.", "03.10.1990", "34", "2 года", "2024-год", "депутат")]
    [True, True, True, False, False, False, False]
    """
    if _BIRTHDAY.fullmatch(text.strip()):
        return True
    words, runs = _words(text), re.findall(r"\d+", text)
    says_so = any(word.startswith(_BESIDE) or word in {"лет", "ж", "г"} for word in words)
    is_known = all(word in _SHORT or word.startswith(_BESIDE) for word in words)
    return len(runs) == 1 and says_so and is_known and (14 <= int(runs[0]) < 100 or 1900 <= int(runs[0]) < 2015)


def without_birthday(line: str) -> tuple[str, str]:
    """A line without a day of birth, and that day as it stood, "" if there is none.

    >>> without_birthday("Мисалов Асан, 03.10.1990-ж.т., депутат")
    ('Мисалов Асан, , депутат', '03.10.1990-ж.т.')
    """
    found = _BIRTHDAY.search(line)
    return (line[: found.start()] + line[found.end() :], found[0]) if found else (line, "")


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text.lower())


def _years(number: int, on: date) -> int:
    return on.year - number if number > _OLDEST else number


def _since(numbers: list[int], on: date) -> str | None:
    """The band of whoever was born on a day that a list writes by day, month and year, or the other way round."""
    first, month, last, *hours = numbers
    day, year = (last, first) if first > 31 else (first, last)
    if month > 12:
        day, month = month, day
    if year < 100:
        year += 2000 if 2000 + year <= on.year - _YOUNGEST else 1900
    try:
        born = date(year, month, day)
    except ValueError:
        return None
    years = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
    return None if any(hours) else _checked(years, 0)


def _checked(years: int, least: int) -> str | None:
    return band_of(years) if least <= years <= _OLDEST else None
