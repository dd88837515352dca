"""Times of day as people write them: «10:00–16:00», «саат 9дан 17ге чейин», «с 9 до 17 часов», "at 10 a.m."."""

import re
from dataclasses import dataclass
from datetime import time


@dataclass(frozen=True)
class Clock:
    """What a text says of the time of day; None where it does not. problem: "" or the code of a warning.

    spans: the parts of the text that were used, as (start, end).
    """

    start: time | None = None
    end: time | None = None
    problem: str = ""
    spans: tuple[tuple[int, int], ...] = ()


def clock_in(text: str, *, is_time_cell: bool = False) -> Clock:
    """The time, or from when till when, that a text without days in it names.

    is_time_cell: the text stands in a column of times, so that a bare «10» is an hour.
    Midnight alone is what spreadsheets write for "no time" and is none. Problems: bad_time, end_before_start.

    >>> clock_in("саат 9дан 17ге чейин").end, clock_in("at 10 a.m.").start, clock_in("00:00").start
    (datetime.time(17, 0), datetime.time(10, 0), None)
    """
    if not any(sign.isdigit() for sign in text):
        return Clock()
    low = re.sub("[–—−‒―]", "-", text.lower())
    if is_time_cell and (found := _DASHED_CELL.fullmatch(low.strip())):
        return _single(found)
    for pattern in _RANGES + (_BARE_RANGES if is_time_cell else ()):
        if found := pattern.search(low):
            return _range(found)
    for pattern in _SINGLES + (_BARE_SINGLES if is_time_cell else ()):
        if found := pattern.search(low):
            return _single(found)
    return Clock()


def _time(name: str, minutes: str = r"[:.](?P<m{0}>\d\d)(?::\d\d)?", *, loose: bool = False) -> str:
    """A pattern for one time whose groups end in that name; loose: the minutes may be missing."""
    tail = minutes.replace("{0}", name)
    half = r"(?:\s*(?P<p{0}>[ap]\.?\s?m\b\.?|утра|дня|вечера))".replace("{0}", name)
    return rf"(?<![\d:.])(?P<h{name}>\d{{1,2}}){f'(?:{tail})?' if loose else tail}{half}?"


_HOURS = r"(?:\s*(?:часов|часа|час|ч\.|ч(?!\w)|саатта|saat|o'?clock))?"
_ABLATIVE = r"\s?-?(?:дан|ден|тан|тен|дон|дөн|тон|төн|нан|нен)"
_DATIVE = r"(?:\s?-?(?:га|ге|го|гө|ка|ке|ко|кө))?"
_COLON = r":(?P<m{0}>\d\d)(?::\d\d)?"
_DASHED = r"-(?P<m{0}>00|15|30|45)"
_LEAD = r"(?:(?<!\w)(?:саат|с|со|в|от|from|at|between)\s+)?"
_BETWEEN = r"\s*(?:-|до|по|to|till|until|and)\s*(?:саат\s+)?"
_RANGES = tuple(
    re.compile(pattern)
    for pattern in (
        # «саат 9дан 17ге чейин», «09:00дөн 17:00гө чейин»
        rf"(?:саат\s+)?{_time('1', loose=True)}{_ABLATIVE}\s+(?:саат\s+)?{_time('2', loose=True)}{_DATIVE}\s+чейин",
        # «10:00–16:00», «с 10.00 до 16.00»
        rf"{_LEAD}{_time('1')}{_HOURS}{_BETWEEN}{_time('2')}{_HOURS}{_DATIVE}(?:\s+чейин)?",
        # «10-00 – 16-00»
        rf"{_LEAD}{_time('1', _DASHED)}(?:\s+-\s+|\s+до\s+){_time('2', _DASHED)}(?!\d)",
        # «с 9 до 17 часов», "from 9 to 17", "9 a.m. – 5 p.m.", «9–17 ч.»
        (
            rf"(?<!\w)(?:с|от|from|between|саат)\s+{_time('1', loose=True)}{_HOURS}\s*(?:-|до|to|till|until|and)\s*"
            rf"{_time('2', loose=True)}{_HOURS}"
        ),
        (
            rf"{_time('1', loose=True)}{_BETWEEN}"
            r"(?<![\d:.])(?P<h2>\d{1,2})(?:[:.](?P<m2>\d\d))?\s*(?P<p2>[ap]\.?\s?m\b\.?)"
        ),
        rf"{_time('1', loose=True)}\s*-\s*{_time('2', loose=True)}\s*(?:часов|часа|час|ч\.|ч(?!\w))",
    )
)
_BARE_RANGES = (re.compile(rf"{_time('1', loose=True)}{_BETWEEN}{_time('2', loose=True)}"),)
_SINGLES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_LEAD}{_time('1', _COLON)}(?![\d])(?:\s?-?(?:да|де|до|дө|та|те|то|тө)(?!\w))?{_HOURS}",
        (
            rf"(?<!\w)(?:саат|в|at|с|from|начало[^\d]{{0,4}}|башталышы[^\d]{{0,4}})\s*{_time('1')}(?![\d.])"
            rf"(?:\s?-?(?:да|де|до|дө|та|те|то|тө)(?!\w))?{_HOURS}"
        ),
        rf"(?<!\w)(?:саат|в|at|с)\s+{_time('1', _DASHED)}(?!\d)",
        r"(?<!\w)саат\s+(?P<h1>\d{1,2})(?![\d:.])(?:\s?-?(?:да|де|до|дө|та|те|то|тө|дан|ден|дон|дөн|тан|тен)(?!\w))?",
        r"(?<!\w)(?:в\s+|с\s+)?(?P<h1>\d{1,2})\s*(?:часов|часа|час|ч\.|ч(?!\w))(?:\s*(?P<p1>утра|дня|вечера))?",
        r"(?<!\w)в\s+(?P<h1>\d{1,2})\s+(?P<p1>утра|дня|вечера)",
        r"(?<!\w)(?:at\s+)?(?P<h1>\d{1,2})\s*(?P<p1>[ap]\.?\s?m\b\.?)",
        r"(?<!\w)at\s+(?P<h1>\d{1,2})(?![\d:./])\s*(?:o'?clock|h)\b",
        r"(?<![\d.,:/])(?P<h1>\d{1,2})\.(?P<m1>[0-5][05])(?![\d.,/])(?:\s?-?(?:да|де|до|дө|та|те|то|тө)(?!\w))?",
        rf"(?<![\d./-])(?P<h1>\d{{1,2}}){_DASHED.replace('{0}', '1')}(?![\d-])",
    )
)
_DASHED_CELL = re.compile(r"(?P<h1>\d{1,2})-(?P<m1>00|15|30|45)")
_BARE_SINGLES = (re.compile(r"(?P<h1>\d{1,2})(?:[:.-](?P<m1>\d\d))?"),)


def _range(found: re.Match[str]) -> Clock:
    start, end = _moment(found, "1", _group(found, "p2")), _moment(found, "2")
    if start is None or end is None:
        return Clock(start, end, "bad_time", (found.span(),))
    if start == end == time(0):
        return Clock(spans=(found.span(),))
    return Clock(start, end, "end_before_start" if end <= start else "", (found.span(),))


def _single(found: re.Match[str]) -> Clock:
    start = _moment(found, "1")
    if start is None:
        return Clock(problem="bad_time", spans=(found.span(),))
    return Clock(start if start != time(0) else None, spans=(found.span(),))


def _moment(found: re.Match[str], name: str, half_of_end: str = "") -> time | None:
    """One time of a match; None if there is no such time of day.

    half_of_end: in "2–4 p.m." the end's half holds for both.
    """
    hour, minute = int(found[f"h{name}"]), int(_group(found, f"m{name}") or 0)
    half = _group(found, f"p{name}") or (half_of_end if hour <= int(_group(found, "h2") or 0) else "")
    is_later = half.startswith("p") or half == "вечера" or (half == "дня" and hour < 7)
    if half and 1 <= hour <= 12:
        hour = hour % 12 + 12 * is_later if half[0] in "ap" else hour + 12 * (is_later and hour < 12)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _group(found: re.Match[str], name: str) -> str:
    return found.groupdict().get(name) or ""
