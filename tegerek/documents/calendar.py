"""Meetings for the calendars of phones and offices: iCalendar (RFC 5545, 5546, 7986).

A meeting keeps its UID for life; SEQUENCE grows with each public change of time, place or state. What was cancelled or
postponed stays in, with its status, so that it is struck from the calendars it had entered. A meeting whose hour is not
known is an all-day event, never one at midnight. The same meetings make the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import override
from icalendar import Calendar, Component, Event, vCalAddress, vText

from tegerek.documents.addresses import meeting_page
from tegerek.documents.names import whole_place
from tegerek.documents.plain import plain, plain_line
from tegerek.documents.words import time_sentences, title_with_state
from tegerek.lib.said import Said
from tegerek.meetings.rules import State, When
from tegerek.meetings.sheets import MeetingLine

REFRESH = timedelta(hours=1)

# UTC+6 all the year since 12 August 2005 (IANA time zone database). One block for every calendar: what libraries write
# by themselves holds only for the years they were asked for.
BISHKEK = """\
BEGIN:VTIMEZONE
TZID:Asia/Bishkek
BEGIN:STANDARD
DTSTART:20050812T000000
TZOFFSETFROM:+0600
TZOFFSETTO:+0600
TZNAME:+06
END:STANDARD
END:VTIMEZONE
""".replace("\n", "\r\n")

STATUS = {State.CANCELLED: "CANCELLED", State.POSTPONED: "TENTATIVE"}


def calendar(lines: Iterable[MeetingLine], lang: str, *, name: str, address: str) -> bytes:
    """A calendar to subscribe to or to open once.

    name: what the reader's list of calendars will call it. address: the site, without a slash at its end.
    A meeting without any day has no place in a calendar and is left out.
    """
    made = Calendar()
    made.add("version", "2.0")
    made.add("prodid", f"-//Tegerek//Tegerek//{lang.upper()}")
    made.add("method", "PUBLISH")
    # The library escapes commas and semicolons only where it knows that a property is a text.
    for property_name in ("name", "x-wr-calname"):
        made.add(property_name, vText(plain_line(name)))
    made.add("x-wr-timezone", "Asia/Bishkek")
    made.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", vText("PT1H"))
    made.add_component(Component.from_ical(BISHKEK))
    dated = [line for line in lines if line.when.first is not None]
    with override(lang):
        for line in sorted(dated, key=lambda line: (line.when.first or date.max, line.number)):
            made.add_component(_event(line, lang, address))
    return bytes(made.to_ical())


def _event(line: MeetingLine, lang: str, address: str) -> Event:
    page = meeting_page(address, lang, line.number)
    event = Event()
    event.add("uid", f"{line.uid}@tegerek")
    event.add("sequence", line.sequence)
    # In a published calendar DTSTAMP tells when this description was made: at the last change, not at each fetch.
    event.add("dtstamp", line.changed_at.astimezone(UTC))
    event.add("last-modified", line.changed_at.astimezone(UTC))
    event.add("created", line.made_at.astimezone(UTC))
    starts, ends = _span(line.when)
    event.add("dtstart", starts)
    if ends is not None:
        event.add("dtend", ends)
    event.add("status", STATUS.get(line.state, "CONFIRMED"))
    event.add("summary", title_with_state(line, lang), parameters={"LANGUAGE": _language(line.title, lang)})
    event.add("description", "\n".join(_description(line, lang, page)), parameters={"LANGUAGE": lang})
    event.add("location", whole_place(line.where, lang), parameters={"LANGUAGE": _language(line.where.unit, lang)})
    event.add("categories", [plain(line.kind_name, lang)])
    event.add("url", page)
    event.add("transp", "TRANSPARENT" if line.state in STATUS or not isinstance(starts, datetime) else "OPAQUE")
    organizer = vCalAddress(f"{address}/")
    organizer.params["CN"] = vText(plain(line.office, lang).replace('"', ""))
    event.add("organizer", organizer)
    return event


def _span(when: When) -> tuple[date | datetime, date | datetime | None]:
    """Start and end. Whole days, the end excluded, while the hour is not known; no end while the end is not known.

    Several days with a first hour and no last one are whole days too: an event without an end would end on the first.
    """
    first, last, start, end = when.first, when.final_day, when.start_moment, when.end_moment
    if first is None or last is None:
        raise ValueError("a meeting without a day has no place in a calendar")
    if start is None or (end is None and last != first):
        return first, last + timedelta(days=1)
    return start, end


def _description(line: MeetingLine, lang: str, page: str) -> Iterable[str]:
    yield time_sentences(line, lang)
    if line.where.is_step_free:
        yield _("One can enter without steps.")
    yield _("More: %(address)s") % {"address": page}


def _language(said: Said, lang: str) -> str:
    """The language the text really is in."""
    return said.in_(lang).lang
