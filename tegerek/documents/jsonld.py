"""What search engines and other machines read of a page: schema.org in JSON-LD, ready for a data block in HTML."""

from __future__ import annotations

import json
from typing import Any

from tegerek.documents.addresses import meeting_page, programme_page
from tegerek.documents.names import place_within
from tegerek.documents.plain import plain
from tegerek.documents.samples import as_sample
from tegerek.documents.words import title
from tegerek.lib.said import Said
from tegerek.meetings.rules import State, When
from tegerek.meetings.sheets import MeetingLine, MeetingSheet, Where
from tegerek.procedures.kinds import kind as kind_of
from tegerek.programmes.sheets import ProgrammeSheet

SCHEMA = "https://schema.org"

Thing = dict[str, Any]


def meeting_jsonld(sheet: MeetingSheet, lang: str, address: str) -> str:
    """The meeting as an Event. address: the site, without a slash at its end."""
    office = sheet.office
    organizer = _thing(
        "GovernmentOrganization",
        name=plain(office.name, lang),
        telephone=office.phone,
        address=plain(office.address, lang),
    )
    event = _event(sheet.line, lang, address, previous=sheet.previous)
    event |= _thing("Event", description=plain(sheet.about, lang), organizer=organizer)
    return _block(event)


def programme_jsonld(sheet: ProgrammeSheet, lang: str, address: str) -> str:
    """The programme as an EventSeries, each seminar an Event in it. address: the site, without a slash at its end."""
    return _block(
        _thing(
            "EventSeries",
            name=as_sample(plain(sheet.title, lang), sheet.is_sample),
            description=plain(sheet.aim, lang),
            url=programme_page(address, lang, sheet.slug),
            inLanguage=lang,
            startDate=sheet.first_day and sheet.first_day.isoformat(),
            endDate=sheet.last_day and sheet.last_day.isoformat(),
            maximumAttendeeCapacity=sheet.planned,
            about=[plain(topic, lang) for topic in sheet.topics],
            organizer=_organisation(sheet.implementer or sheet.office.name, lang),
            funder=_organisation(sheet.donor, lang),
            subEvent=[_event(seminar.meeting, lang, address) for seminar in sheet.seminars],
        )
    )


def _event(line: MeetingLine, lang: str, address: str, *, previous: When | None = None) -> Thing:
    page = meeting_page(address, lang, line.number)
    event = _thing(
        "Event",
        identifier=f"urn:uuid:{line.uid}",
        name=title(line, lang),
        url=page,
        inLanguage=lang,
        startDate=_start(line.when),
        endDate=_end(line.when),
        eventStatus=_status(line.state, previous),
        eventAttendanceMode=f"{SCHEMA}/OfflineEventAttendanceMode",
        location=_place(line.where, lang),
        organizer=_organisation(line.office, lang),
    )
    if line.state is State.POSTPONED:
        event |= _thing("Event", previousStartDate=_start(line.when))
    elif previous is not None:
        event |= _thing("Event", previousStartDate=_start(previous))
    if kind_of(line.kind).everybody_may_come:
        event["isAccessibleForFree"] = True
    return event


def _status(state: State, previous: When | None) -> str:
    """A cancelled or postponed meeting is that first; one that was moved at any time is rescheduled."""
    by_state = {State.CANCELLED: "EventCancelled", State.POSTPONED: "EventPostponed"}
    return f"{SCHEMA}/{by_state.get(state, 'EventScheduled' if previous is None else 'EventRescheduled')}"


def _place(where: Where, lang: str) -> Thing:
    address = _thing(
        "PostalAddress",
        streetAddress=plain(where.address, lang),
        addressLocality=plain(where.unit, lang),
        addressRegion=plain(where.above, lang),
        addressCountry="KG",
    )
    return _thing("Place", name=plain(where.venue, lang) or place_within(where, lang), address=address)


def _organisation(name: Said, lang: str) -> Thing | None:
    return _thing("Organization", name=plain(name, lang)) if name else None


def _start(when: When) -> str | None:
    """With the offset where the hour is known, else the day alone; None while there is no day."""
    if when.start_moment:
        return when.start_moment.isoformat()
    return when.first.isoformat() if when.first else None


def _end(when: When) -> str | None:
    """The end where it is known; the last day of several days; None otherwise: nobody said when it ends."""
    if when.end_moment:
        return when.end_moment.isoformat()
    return when.last.isoformat() if when.last else None


def _thing(kind: str, **properties: object) -> Thing:
    """A thing of that type, without the properties that are empty."""
    return {"@type": kind, **{name: value for name, value in properties.items() if value not in (None, "", [])}}


def _block(thing: Thing) -> str:
    """JSON that cannot end the script element it stands in, whatever people typed."""
    text = json.dumps({"@context": SCHEMA, **thing}, ensure_ascii=False, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
