"""Days and hours in words: every month in every case, ranges, and languages this house does not know."""

import doctest
from datetime import UTC, date, datetime, time

import pytest

from tegerek.lib import dates
from tegerek.lib.dates import Case

# «24-октябры», «24-октябрында», «24-октябрынан», «24-октябрына».
KYRGYZ_MONTHS = [
    (1, "январы", "январында", "январынан", "январына"),
    (2, "февралы", "февралында", "февралынан", "февралына"),
    (3, "марты", "мартында", "мартынан", "мартына"),
    (4, "апрели", "апрелинде", "апрелинен", "апрелине"),
    (5, "майы", "майында", "майынан", "майына"),
    (6, "июну", "июнунда", "июнунан", "июнуна"),
    (7, "июлу", "июлунда", "июлунан", "июлуна"),
    (8, "августу", "августунда", "августунан", "августуна"),
    (9, "сентябры", "сентябрында", "сентябрынан", "сентябрына"),
    (10, "октябры", "октябрында", "октябрынан", "октябрына"),
    (11, "ноябры", "ноябрында", "ноябрынан", "ноябрына"),
    (12, "декабры", "декабрында", "декабрынан", "декабрына"),
]
RUSSIAN_MONTHS = [
    (1, "январь", "января"),
    (2, "февраль", "февраля"),
    (3, "март", "марта"),
    (4, "апрель", "апреля"),
    (5, "май", "мая"),
    (6, "июнь", "июня"),
    (7, "июль", "июля"),
    (8, "август", "августа"),
    (9, "сентябрь", "сентября"),
    (10, "октябрь", "октября"),
    (11, "ноябрь", "ноября"),
    (12, "декабрь", "декабря"),
]
SATURDAY = date(2026, 3, 14)
WEEK = [date(2026, 3, 9 + n) for n in range(7)]


@pytest.mark.parametrize(("month", "plain", "in_", "from_", "to"), KYRGYZ_MONTHS)
def test_a_kyrgyz_month_follows_the_harmony_of_vowels_in_every_case(
    month: int, plain: str, in_: str, from_: str, to: str
) -> None:
    day, before, after = date(2026, month, 15), date(2026, month, 14), date(2026, month, 16)

    said = [dates.month_ky(month, case) for case in (Case.PLAIN, Case.IN, Case.FROM, Case.TO)]

    assert said == [plain, in_, from_, to]
    assert dates.day_in_words(day, "ky") == f"2026-жылдын 15-{plain}"
    assert dates.day_on(day, "ky") == f"2026-жылдын 15-{in_}"
    assert dates.days_in_words(before, after, "ky") == f"2026-жылдын 14-{from_} 16-{to} чейин"
    assert dates.month_in_words(2026, month, "ky") == f"2026-жылдын {plain}"


@pytest.mark.parametrize(("month", "alone", "after_a_number"), RUSSIAN_MONTHS)
def test_a_russian_month_stands_in_the_genitive_after_the_number_of_a_day(
    month: int, alone: str, after_a_number: str
) -> None:
    day, last = date(2026, month, 3), date(2026, month, 9)

    said = (dates.day_in_words(day, "ru"), dates.month_in_words(2026, month, "ru"))

    assert said == (f"3 {after_a_number} 2026 года", f"{alone} 2026 года")
    assert dates.days_in_words(day, last, "ru") == f"с 3 по 9 {after_a_number} 2026 года"


@pytest.mark.parametrize(
    ("lang", "weekday", "year", "expected"),
    [
        ("ky", False, True, "2026-жылдын 14-марты"),
        ("ky", True, True, "2026-жылдын 14-марты, ишемби"),
        ("ky", True, False, "14-марты, ишемби"),
        ("ru", False, True, "14 марта 2026 года"),
        ("ru", True, True, "суббота, 14 марта 2026 года"),
        ("ru", False, False, "14 марта"),
        ("en", False, True, "14 March 2026"),
        ("en", True, True, "Saturday, 14 March 2026"),
        ("en", True, False, "Saturday, 14 March"),
        ("ru-RU", False, True, "14 марта 2026 года"),
        ("uz", True, False, "2026-03-14"),
        ("", False, True, "2026-03-14"),
    ],
)
def test_a_day_reads_as_people_write_it(lang: str, weekday: bool, year: bool, expected: str) -> None:
    said = dates.day_in_words(SATURDAY, lang, weekday=weekday, year=year)

    assert said == expected


@pytest.mark.parametrize(
    ("lang", "weekday", "year", "expected"),
    [
        ("ky", False, True, "2026-жылдын 14-мартында"),
        ("ky", True, True, "2026-жылдын 14-мартында, ишемби күнү"),
        ("ky", False, False, "14-мартында"),
        ("ru", False, True, "14 марта 2026 года"),
        ("ru", True, True, "в субботу, 14 марта 2026 года"),
        ("en", False, True, "on 14 March 2026"),
        ("en", True, False, "on Saturday, 14 March"),
        ("uz", True, True, "2026-03-14"),
    ],
)
def test_a_day_inside_a_sentence_takes_its_case(lang: str, weekday: bool, year: bool, expected: str) -> None:
    said = dates.day_on(SATURDAY, lang, weekday=weekday, year=year)

    assert said == expected


def test_every_russian_weekday_takes_its_preposition() -> None:
    said = [dates.day_on(day, "ru", weekday=True, year=False).split(",")[0] for day in WEEK]

    assert said == [
        "в понедельник",
        "во вторник",
        "в среду",
        "в четверг",
        "в пятницу",
        "в субботу",
        "в воскресенье",
    ]


@pytest.mark.parametrize(
    ("first", "last", "ky", "ru", "en", "short"),
    [
        (
            date(2017, 10, 24),
            date(2017, 11, 17),
            "2017-жылдын 24-октябрынан 17-ноябрына чейин",
            "с 24 октября по 17 ноября 2017 года",
            "from 24 October to 17 November 2017",
            "24.10–17.11.2017",
        ),
        (
            date(2017, 10, 24),
            date(2017, 10, 27),
            "2017-жылдын 24-октябрынан 27-октябрына чейин",
            "с 24 по 27 октября 2017 года",
            "from 24 to 27 October 2017",
            "24–27.10.2017",
        ),
        (
            date(2017, 12, 24),
            date(2018, 1, 17),
            "2017-жылдын 24-декабрынан 2018-жылдын 17-январына чейин",
            "с 24 декабря 2017 года по 17 января 2018 года",
            "from 24 December 2017 to 17 January 2018",
            "24.12.2017–17.01.2018",
        ),
        (
            date(2017, 10, 24),
            date(2018, 10, 27),
            "2017-жылдын 24-октябрынан 2018-жылдын 27-октябрына чейин",
            "с 24 октября 2017 года по 27 октября 2018 года",
            "from 24 October 2017 to 27 October 2018",
            "24.10.2017–27.10.2018",
        ),
        (
            date(2026, 6, 2),
            date(2026, 7, 1),
            "2026-жылдын 2-июнунан 1-июлуна чейин",
            "со 2 июня по 1 июля 2026 года",
            "from 2 June to 1 July 2026",
            "02.06–01.07.2026",
        ),
        (
            date(2026, 4, 5),
            date(2026, 4, 5),
            "2026-жылдын 5-апрелинде",
            "5 апреля 2026 года",
            "on 5 April 2026",
            "05.04.2026",
        ),
    ],
)
def test_a_range_names_what_differs_and_no_more(first: date, last: date, ky: str, ru: str, en: str, short: str) -> None:
    said = [dates.days_in_words(first, last, lang) for lang in ("ky", "ru", "en")]

    assert said == [ky, ru, en]
    assert dates.days_short(first, last) == short


def test_a_range_in_an_unknown_language_is_an_iso_interval() -> None:
    assert dates.days_in_words(date(2026, 3, 14), date(2026, 3, 16), "uz") == "2026-03-14/2026-03-16"


@pytest.mark.parametrize("lang", ["ky", "ru", "en", "uz"])
def test_a_range_that_ends_before_it_begins_is_a_mistake_of_the_program(lang: str) -> None:
    with pytest.raises(ValueError, match="2026-03-13 comes before the first 2026-03-14"):
        dates.days_in_words(SATURDAY, date(2026, 3, 13), lang)
    with pytest.raises(ValueError, match="2026-03-13 comes before the first 2026-03-14"):
        dates.days_short(SATURDAY, date(2026, 3, 13))


@pytest.mark.parametrize(
    ("lang", "names", "short"),
    [
        ("ky", "дүйшөмбү шейшемби шаршемби бейшемби жума ишемби жекшемби", "дш шш шр бш жм иш жш"),
        ("ru", "понедельник вторник среда четверг пятница суббота воскресенье", "пн вт ср чт пт сб вс"),
        ("en", "Monday Tuesday Wednesday Thursday Friday Saturday Sunday", "Mon Tue Wed Thu Fri Sat Sun"),
        ("uz", "      ", "      "),
    ],
)
def test_the_week_has_its_seven_names(lang: str, names: str, short: str) -> None:
    assert " ".join(dates.weekday_in_words(day, lang) for day in WEEK) == names
    assert " ".join(dates.weekday_short(day, lang) for day in WEEK) == short


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("ky", "янв. фев. мар. апр. май июн. июл. авг. сен. окт. ноя. дек."),
        ("ru", "янв. февр. март апр. май июнь июль авг. сент. окт. нояб. дек."),
        ("en", "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"),
        ("uz", "01 02 03 04 05 06 07 08 09 10 11 12"),
    ],
)
def test_the_year_has_its_twelve_short_names(lang: str, expected: str) -> None:
    assert " ".join(dates.month_short(month, lang) for month in range(1, 13)) == expected


@pytest.mark.parametrize(
    ("start", "end", "lang", "expected"),
    [
        (time(10), None, "ky", "саат 10:00"),
        (time(10), time(16), "ky", "саат 10:00–16:00"),
        (time(9, 5), time(16, 30), "ru", "09:05–16:30"),
        (time(10), None, "en", "10:00"),
        (time(0), time(0, 30), "en", "00:00–00:30"),
        (time(10), None, "uz", "10:00"),
        (None, None, "ky", ""),
        (None, time(16), "ky", ""),
    ],
)
def test_the_hours_are_said_as_far_as_they_are_known(
    start: time | None, end: time | None, lang: str, expected: str
) -> None:
    assert dates.time_in_words(start, end, lang) == expected


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 3, 8, 17, 59, tzinfo=UTC), date(2026, 3, 8)),
        (datetime(2026, 3, 8, 18, 0, tzinfo=UTC), date(2026, 3, 9)),
        (datetime(2026, 12, 31, 20, 0, tzinfo=UTC), date(2027, 1, 1)),
    ],
)
def test_a_new_day_begins_at_midnight_in_bishkek(moment: datetime, day: date) -> None:
    assert dates.local_day(moment) == day
    assert dates.local_day(dates.local(moment)) == day


def test_a_moment_is_said_in_local_time() -> None:
    moment = datetime(2026, 3, 14, 4, 0, tzinfo=UTC)

    said = [dates.moment_in_words(moment, lang) for lang in ("ky", "ru", "en", "uz")]

    assert said == [
        "2026-жылдын 14-марты, саат 10:00",
        "14 марта 2026 года, 10:00",
        "14 March 2026, 10:00",
        "2026-03-14, 10:00",
    ]
    assert dates.moment_in_words(moment, "ru", weekday=True) == "суббота, 14 марта 2026 года, 10:00"


def test_a_moment_without_a_zone_is_refused() -> None:
    naive = datetime(2026, 3, 14, 10, 0)  # noqa: DTZ001 - the mistake under test

    with pytest.raises(ValueError, match="has no zone"):
        dates.local_day(naive)
    with pytest.raises(ValueError, match="has no zone"):
        dates.moment_in_words(naive, "ky")


def test_the_examples_in_the_docstring_hold() -> None:
    assert doctest.testmod(dates).failed == 0
