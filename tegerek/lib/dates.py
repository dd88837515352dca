"""Days and times as people here write them. Plain Python: the language and the moment are passed in.

Every function in words takes a language code ("ky", "ru", "en"; "ru-RU" counts as "ru"). For a language whose months
are not known here it answers with the ISO day or the bare hour, so that a further content language breaks no page.

Sources: months, weekdays and their short forms are those of CLDR (ky, ru, en); the order «2017-жылдын 24-октябры» and
«24-октябрынан 17-ноябрына чейин» is that of Kyrgyz official papers.
"""

from __future__ import annotations

from datetime import date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Bishkek")


def local(moment: datetime) -> datetime:
    """The moment on the clocks of Kyrgyzstan. Raises ValueError for a naive one: nobody knows when that was."""
    if moment.tzinfo is None:
        raise ValueError(f"{moment!r} has no zone; only aware moments can be placed in time")
    return moment.astimezone(ZONE)


def local_day(moment: datetime) -> date:
    """The day it is in Kyrgyzstan at that moment. Raises ValueError for a naive moment.

    Never take .date() of an aware time: it answers in the zone the value happens to carry, mostly UTC, and is a day
    behind from midnight until six in the morning.

    >>> from datetime import UTC
    >>> local_day(datetime(2026, 3, 8, 18, 0, tzinfo=UTC))
    datetime.date(2026, 3, 9)
    """
    return local(moment).date()


# Days in words


def day_in_words(day: date, lang: str, *, weekday: bool = False, year: bool = True) -> str:
    """The day as a heading or in a column.

    >>> day_in_words(date(2026, 3, 14), "ky", weekday=True)
    '2026-жылдын 14-марты, ишемби'
    >>> day_in_words(date(2026, 3, 14), "ru", weekday=True)
    'суббота, 14 марта 2026 года'
    >>> day_in_words(date(2026, 3, 14), "en", year=False)
    '14 March'
    """
    match known(lang):
        case "ky":
            return _day_ky(day, Case.PLAIN, year) + (f", {_WEEKDAYS['ky'][day.weekday()]}" if weekday else "")
        case "ru":
            return (f"{_WEEKDAYS['ru'][day.weekday()]}, " if weekday else "") + _day_ru(day, year)
        case "en":
            return (f"{_WEEKDAYS['en'][day.weekday()]}, " if weekday else "") + _day_en(day, year)
    return day.isoformat()


def day_on(day: date, lang: str, *, weekday: bool = False, year: bool = True) -> str:
    """The day something happens on, as it stands inside a sentence.

    >>> day_on(date(2017, 10, 24), "ky"), day_on(date(2017, 10, 24), "ru"), day_on(date(2017, 10, 24), "en")
    ('2017-жылдын 24-октябрында', '24 октября 2017 года', 'on 24 October 2017')
    >>> day_on(date(2026, 3, 17), "ru", weekday=True)
    'во вторник, 17 марта 2026 года'
    """
    match known(lang):
        case "ky":
            return _day_ky(day, Case.IN, year) + (f", {_WEEKDAYS['ky'][day.weekday()]} күнү" if weekday else "")
        case "ru":
            return (f"{_ON_WEEKDAY_RU[day.weekday()]}, " if weekday else "") + _day_ru(day, year)
        case "en":
            return "on " + (f"{_WEEKDAYS['en'][day.weekday()]}, " if weekday else "") + _day_en(day, year)
    return day.isoformat()


def day_by(day: date, lang: str) -> str:
    """Until when something is asked for, as it stands inside a sentence; the day itself counts.

    >>> [day_by(date(2026, 3, 10), lang) for lang in ("ky", "ru", "en")]
    ['2026-жылдын 10-мартына чейин', 'до 10 марта 2026 года', 'by 10 March 2026']
    """
    match known(lang):
        case "ky":
            return f"{_day_ky(day, Case.TO)} чейин"
        case "ru":
            return f"до {_day_ru(day)}"
        case "en":
            return f"by {_day_en(day)}"
    return day.isoformat()


def days_in_words(first: date, last: date, lang: str) -> str:
    """The days something lasts, both included, as they stand inside a sentence; a single day reads as in `day_on`.

    Raises ValueError if the last day comes before the first.

    >>> days_in_words(date(2017, 10, 24), date(2017, 11, 17), "ky")
    '2017-жылдын 24-октябрынан 17-ноябрына чейин'
    >>> days_in_words(date(2017, 10, 24), date(2017, 11, 17), "ru")
    'с 24 октября по 17 ноября 2017 года'
    >>> days_in_words(date(2017, 10, 24), date(2017, 10, 27), "en")
    'from 24 to 27 October 2017'
    """
    _in_order(first, last)
    if first == last:
        return day_on(first, lang)
    same_year = first.year == last.year
    same_month = same_year and first.month == last.month
    match known(lang):
        case "ky":
            return f"{_day_ky(first, Case.FROM)} {_day_ky(last, Case.TO, year=not same_year)} чейин"
        case "ru":
            begins = str(first.day) if same_month else _day_ru(first, year=not same_year)
            # «со» before «второго», the only number of a day that begins with two consonants of that kind.
            return f"{'со' if first.day == 2 else 'с'} {begins} по {_day_ru(last)}"
        case "en":
            begins = str(first.day) if same_month else _day_en(first, year=not same_year)
            return f"from {begins} to {_day_en(last)}"
    return f"{first.isoformat()}/{last.isoformat()}"


def day_short(day: date) -> str:
    """The day in a narrow column, the same in every language.

    >>> day_short(date(2017, 10, 4))
    '04.10.2017'
    """
    return f"{day:%d.%m}.{day.year:04}"


def days_short(first: date, last: date) -> str:
    """The days something lasts, in a narrow column. Raises ValueError if the last day comes before the first.

    >>> days_short(date(2017, 10, 24), date(2017, 11, 17)), days_short(date(2017, 12, 24), date(2018, 1, 17))
    ('24.10–17.11.2017', '24.12.2017–17.01.2018')
    >>> days_short(date(2017, 10, 24), date(2017, 10, 27)), days_short(date(2017, 10, 24), date(2017, 10, 24))
    ('24–27.10.2017', '24.10.2017')
    """
    _in_order(first, last)
    if first == last:
        return day_short(last)
    if first.year != last.year:
        return f"{day_short(first)}–{day_short(last)}"
    return f"{first:%d}–{day_short(last)}" if first.month == last.month else f"{first:%d.%m}–{day_short(last)}"


# Months and weekdays


def month_in_words(year: int, month: int, lang: str) -> str:
    """The heading of a month in a calendar.

    >>> month_in_words(2026, 3, "ky"), month_in_words(2026, 3, "ru"), month_in_words(2026, 3, "en")
    ('2026-жылдын марты', 'март 2026 года', 'March 2026')
    """
    match known(lang):
        case "ky":
            return f"{year}-жылдын {month_ky(month)}"
        case "ru":
            return f"{_MONTHS['ru'][month - 1]} {year} года"
        case "en":
            return f"{_MONTHS['en'][month - 1]} {year}"
    return f"{year:04}-{month:02}"


def month_short(month: int, lang: str) -> str:
    """The month over a column of days; its number for a language unknown here.

    >>> month_short(11, "ky"), month_short(11, "ru"), month_short(11, "en")
    ('ноя.', 'нояб.', 'Nov')
    """
    names = _MONTHS_SHORT.get(known(lang))
    return names[month - 1] if names else f"{month:02}"


def weekday_in_words(day: date, lang: str) -> str:
    """The weekday alone, "" for a language unknown here.

    >>> weekday_in_words(date(2026, 3, 14), "ky"), weekday_in_words(date(2026, 3, 14), "en")
    ('ишемби', 'Saturday')
    """
    names = _WEEKDAYS.get(known(lang))
    return names[day.weekday()] if names else ""


def weekday_short(day: date, lang: str) -> str:
    """The weekday over a column of a calendar, "" for a language unknown here.

    >>> weekday_short(date(2026, 3, 14), "ky"), weekday_short(date(2026, 3, 14), "ru")
    ('иш', 'сб')
    """
    names = _WEEKDAYS_SHORT.get(known(lang))
    return names[day.weekday()] if names else ""


class Case(StrEnum):
    """The case a Kyrgyz month stands in, after the possessive that the year or the day asks for."""

    PLAIN = "plain"  # 24-октябры
    IN = "in"  # 24-октябрында
    FROM = "from"  # 24-октябрынан
    TO = "to"  # 24-октябрына


def month_ky(month: int, case: Case = Case.PLAIN) -> str:
    """The Kyrgyz month as it stands after a year or the number of a day.

    month: 1–12. The vowel of the ending follows the last one of the month: е after и, а after ы and у.

    >>> [month_ky(m, Case.IN) for m in (4, 7, 10)]
    ['апрелинде', 'июлунда', 'октябрында']
    """
    own = _OWN_MONTHS_KY[month - 1]
    vowel = "е" if own.endswith("и") else "а"
    endings = {Case.PLAIN: "", Case.IN: f"нд{vowel}", Case.FROM: f"н{vowel}н", Case.TO: f"н{vowel}"}
    return own + endings[case]


# Times


def time_in_words(start: time | None, end: time | None, lang: str) -> str:
    """The hours of a meeting; "" while nobody knows when it starts.

    start, end: local clock times. An end without a start is not said: nobody can come by it.

    >>> time_in_words(time(10), time(16), "ky"), time_in_words(time(10), None, "ru")
    ('саат 10:00–16:00', '10:00')
    """
    if start is None:
        return ""
    hours = clock_time(start) + (f"–{clock_time(end)}" if end else "")
    return f"саат {hours}" if known(lang) == "ky" else hours


def clock_time(at: time) -> str:
    """
    >>> clock_time(time(9, 5))
    '09:05'
    """
    return f"{at:%H:%M}"


def moment_in_words(moment: datetime, lang: str, *, weekday: bool = False) -> str:
    """A local day and hour. Raises ValueError for a naive moment.

    >>> from datetime import UTC
    >>> moment_in_words(datetime(2017, 10, 24, 4, tzinfo=UTC), "ky")
    '2017-жылдын 24-октябры, саат 10:00'
    """
    here = local(moment)
    return f"{day_in_words(here.date(), lang, weekday=weekday)}, {time_in_words(here.time(), None, lang)}"


def known(lang: str) -> str:
    """The language whose words are used for that code, without country or script; "" if it is not known here.

    >>> known("ru-RU"), known("KY"), known("uz")
    ('ru', 'ky', '')
    """
    base = lang.replace("_", "-").split("-")[0].lower()
    return base if base in _MONTHS_SHORT else ""


def _day_ky(day: date, case: Case, year: bool = True) -> str:
    return (f"{day.year}-жылдын " if year else "") + f"{day.day}-{month_ky(day.month, case)}"


def _day_ru(day: date, year: bool = True) -> str:
    return f"{day.day} {_MONTHS_GENITIVE_RU[day.month - 1]}" + (f" {day.year} года" if year else "")


def _day_en(day: date, year: bool = True) -> str:
    return f"{day.day} {_MONTHS['en'][day.month - 1]}" + (f" {day.year}" if year else "")


def _in_order(first: date, last: date) -> None:
    if last < first:
        raise ValueError(f"the last day {last} comes before the first {first}")


def _row(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_OWN_MONTHS_KY = _row("январы февралы марты апрели майы июну июлу августу сентябры октябры ноябры декабры")
_MONTHS = {
    "ru": _row("январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь"),
    "en": _row("January February March April May June July August September October November December"),
}
_MONTHS_GENITIVE_RU = _row("января февраля марта апреля мая июня июля августа сентября октября ноября декабря")
_MONTHS_SHORT = {
    "ky": _row("янв. фев. мар. апр. май июн. июл. авг. сен. окт. ноя. дек."),
    "ru": _row("янв. февр. март апр. май июнь июль авг. сент. окт. нояб. дек."),
    "en": _row("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"),
}
_WEEKDAYS = {
    "ky": _row("дүйшөмбү шейшемби шаршемби бейшемби жума ишемби жекшемби"),
    "ru": _row("понедельник вторник среда четверг пятница суббота воскресенье"),
    "en": _row("Monday Tuesday Wednesday Thursday Friday Saturday Sunday"),
}
_WEEKDAYS_SHORT = {
    "ky": _row("дш шш шр бш жм иш жш"),
    "ru": _row("пн вт ср чт пт сб вс"),
    "en": _row("Mon Tue Wed Thu Fri Sat Sun"),
}
# The accusative, with the preposition it asks for.
_ON_WEEKDAY_RU = (
    "в понедельник",
    "во вторник",
    "в среду",
    "в четверг",
    "в пятницу",
    "в субботу",
    "в воскресенье",
)
