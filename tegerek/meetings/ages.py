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
# What a list writes behind an age or a year of birth: «34 жаш», «34 года», «1985-ж.т.», «1985 г.р.».
_WORDS = r"(?:\W*(?:жаш\w*|ж\.?\s*т\.?|туул\w*|лет|год\w*|г\.?\s*р\.?|рожд\w*|years?(?:\s+old)?|born))*"
_BAND = re.compile(r"(\d{1,2})\s*[-–—]\s*(\d{1,2})|(\d{2})\s*\+")
_DAY = re.compile(r"(\d{1,2})[.,/-](\d{1,2})[.,/-](\d{4})|(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00)?)?")
_NUMBER = re.compile(r"(\d{4}|\d{1,3})(?:[.,]0)?" + _WORDS + r"\W*", re.IGNORECASE)
_NOTHING = re.compile(r"[\W_]*(?:жок|нет|none)?[\W_]*", re.IGNORECASE)


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
    >>> [band_in(text, day) for text in ("34", "34 жаш", "1990-ж.т.", "03.10.1990", "02.10.1990", "18–27", "–", "?а")]
    ['28-34', '28-34', '35+', '28-34', '35+', '18-27', '', None]
    """
    bare = text.strip()
    if _NOTHING.fullmatch(bare):
        return ""
    if _BAND.fullmatch(bare):
        tidy = re.sub(r"\s", "", bare).replace("–", "-").replace("—", "-")
        return tidy if tidy in BANDS else None
    if found := _DAY.fullmatch(bare):
        return _since(found, on)
    if not (found := _NUMBER.fullmatch(bare)):
        return None
    number = int(found[1])
    return _checked(on.year - number if number > _OLDEST else number)


def tells_an_age(text: str) -> bool:
    """Whether a piece of a line is an age or a year of birth and says so: «34 жаш», not «34».

    >>> [tells_an_age(text) for text in ("34 жаш", "1985 г.р.", "34", "депутат")]
    [True, True, False, False]
    """
    return bool(_NUMBER.fullmatch(text.strip())) and any(letter.isalpha() for letter in text)


def _since(found: re.Match[str], on: date) -> str | None:
    day, month, year = (found[1], found[2], found[3]) if found[3] else (found[6], found[5], found[4])
    try:
        born = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return _checked(on.year - born.year - ((on.month, on.day) < (born.month, born.day)))


def _checked(years: int) -> str | None:
    return band_of(years) if 0 <= years <= _OLDEST else None
