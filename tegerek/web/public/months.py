"""The calendar: a month as a table, a full day as a list."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from tegerek.lib import clock
from tegerek.lib.pages import page_in
from tegerek.meetings.rules import State
from tegerek.meetings.sheets import MeetingLine, of_month
from tegerek.web.gate import public
from tegerek.web.public.answers import page, page_number

# Meetings were held before this house was built, and are planned a few years ahead; beyond lie only robots.
FIRST_YEAR = 2010
YEARS_AHEAD = 3
# A day of the table shows so many meetings; the rest stands on a page of the day.
MOST_A_DAY = 3


@dataclass(frozen=True)
class Day:
    """A day of the table. is_other: of the month before or after, and left empty. more: how many are not shown."""

    day: date
    is_other: bool
    lines: tuple[MeetingLine, ...]
    more: int


@public
@require_safe
def this_month(request: HttpRequest, lang: str) -> HttpResponse:
    """/ky/calendar/ : to the month it is."""
    return HttpResponseRedirect(f"/{lang}/calendar/{clock.today():%Y-%m}/")


@public
@require_safe
def month(request: HttpRequest, lang: str, first: date) -> HttpResponse:
    """/ky/calendar/2026-03/ : the month as a table. One query."""
    _within_years(first)
    lines = of_month(first.year, first.month)
    return page(
        request,
        "public/months/month.html",
        first=first,
        weeks=weeks_of(first, lines),
        is_empty=not lines,
        before=_if_within_years(first - timedelta(days=1)),
        after=_if_within_years(first + timedelta(days=31)),
    )


@public
@require_safe
def day(request: HttpRequest, lang: str, day: date) -> HttpResponse:
    """/ky/calendar/2026-03-14/?page=2 : the meetings of a day. One query."""
    _within_years(day)
    found = [line for line in of_month(day.year, day.month) if is_on(line, day)]
    return page(request, "public/months/day.html", day=day, page=page_in(found, number=page_number(request)))


def weeks_of(first: date, lines: tuple[MeetingLine, ...]) -> list[list[Day]]:
    """The weeks of a month from Monday on, each day with its meetings."""
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    return [[_day(day, first, lines) for day in week] for week in weeks]


def is_on(line: MeetingLine, day: date) -> bool:
    """Whether a meeting is on that day; a postponed one is on none."""
    first, last = line.when.first, line.when.final_day
    return line.state is not State.POSTPONED and first is not None and last is not None and first <= day <= last


def _day(day: date, first: date, lines: tuple[MeetingLine, ...]) -> Day:
    if day.month != first.month:
        return Day(day, True, (), 0)
    found = tuple(line for line in lines if is_on(line, day))
    shown = found if len(found) <= MOST_A_DAY else found[: MOST_A_DAY - 1]
    return Day(day, False, shown, len(found) - len(shown))


def _within_years(day: date) -> None:
    if not FIRST_YEAR <= day.year <= clock.today().year + YEARS_AHEAD:
        raise Http404


def _if_within_years(day: date) -> date | None:
    return day if FIRST_YEAR <= day.year <= clock.today().year + YEARS_AHEAD else None
