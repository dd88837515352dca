"""Warnings in words: what was found where, and what to do.

The codes are a promise to scripts; docs/importing.md lists them.
"""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import get_language, gettext, gettext_noop

from tegerek.lib.dates import day_in_words

WARNINGS = {
    "no_rows": gettext_noop(
        "No seminars were found. A row needs a day and a place, such as “24.10.2017, Kochkor raion, meeting hall”; "
        "paste the schedule again "
        "or add the rows by hand."
    ),
    "day_missing": gettext_noop("No day was found for “%(text)s”. Enter the day."),
    "bad_day": gettext_noop("“%(text)s” is not a day of the calendar. Enter the right day."),
    "year_guessed": gettext_noop("The year is not written in “%(text)s”; %(year)s was assumed. Check the year."),
    "year_unknown": gettext_noop("“%(text)s” has no year and nothing in the paper tells it. Enter the whole date."),
    "day_month_swapped": gettext_noop(
        "“%(text)s” was read as month/day/year, because no other way gives a day. Check the days."
    ),
    "weekday_differs": gettext_noop(
        "The paper says “%(text)s”, but that day is “%(weekday)s”. Correct the day, or confirm it."
    ),
    "end_before_start": gettext_noop("The end lies before the start in “%(text)s”. Enter the right days or times."),
    "bad_time": gettext_noop("“%(text)s” names a time that no clock shows. Enter the right time, or leave it empty."),
    "unit_missing": gettext_noop("No place was found in “%(text)s”. Choose the place."),
    "unit_unknown": gettext_noop(
        "The place “%(text)s” is not known. Choose it from the list, or correct its spelling."
    ),
    "unit_ambiguous": gettext_noop("“%(text)s” may be %(candidates)s. Choose which is meant."),
    "unit_unsure": gettext_noop("“%(text)s” was read as %(name)s. Check that this is meant."),
    "unit_elsewhere": gettext_noop(
        "“%(text)s” stands under “%(heading)s”, but no such place lies there. Choose the place."
    ),
    "unit_twice_on_day": gettext_noop("%(name)s has two seminars on %(day)s. Remove one, or correct its day or place."),
    "outside_period": gettext_noop(
        "%(day)s lies outside the period that the paper states, %(from)s to %(to)s. Correct one of them."
    ),
    "dated_after_first": gettext_noop(
        "The paper is dated %(dated)s, after the first seminar on %(first)s. Check both days."
    ),
    "formula_empty": gettext_noop(
        "Column %(column)s of sheet “%(sheet)s” has a formula without a result. Open the file in its program, save "
        "it, and upload it again, "
        "or enter the value."
    ),
    "sheet_hidden": gettext_noop(
        "The hidden sheet “%(sheet)s” was not read. Show it and upload the file again if it belongs here."
    ),
    "letters_lost": gettext_noop(
        "The text has question marks where ң, ө or ү should be: the program that saved it did not know them. Save "
        "it as Unicode (UTF-8) "
        "and upload it again, or correct the texts."
    ),
    "legacy_letters": gettext_noop(
        "The text was typed in an old Kyrgyz font; its letters ң, ө and ү were restored. Check the names."
    ),
}


def warning_sentence(code: str, params: Mapping[str, str]) -> str:
    """The sentence of a warning, in the language of the moment. Raises KeyError for an unknown code."""
    lang = get_language() or "en"
    words = {name: _in_words(name, value, lang) for name, value in params.items()}
    return gettext(WARNINGS[code]) % words


def _in_words(name: str, value: str, lang: str) -> str:
    """A day, which params carry as ISO text, in words; all else as it is."""
    if name in ("day", "dated", "first", "from", "to"):
        return day_in_words(date.fromisoformat(value), lang)
    if name == "weekday":
        return day_in_words(date.fromisoformat(value), lang, weekday=True)
    return value
