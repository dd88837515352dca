"""What a crawler finds in a page: extruct reads the block out of HTML as one does."""

from datetime import date, time
from typing import Any

import extruct
import pytest

from tegerek.documents.jsonld import meeting_jsonld, programme_jsonld
from tegerek.lib.said import Said
from tegerek.meetings.models import Turn
from tegerek.meetings.rules import State, When
from tests.documents import sheets

ADDRESS = "https://tegerek.example"
DAY = When(date(2026, 3, 24))
HOURS = When(date(2026, 3, 24), None, time(10), time(16))


def test_a_meeting_is_an_event_with_time_place_and_who_calls() -> None:
    sheet = sheets.meeting(sheets.line(when=HOURS))

    event = _found(meeting_jsonld(sheet, "ru", ADDRESS))

    assert (event["@context"], event["@type"], event["name"]) == ("https://schema.org", "Event", "Решаем в селе вместе")
    assert (event["startDate"], event["endDate"]) == ("2026-03-24T10:00:00+06:00", "2026-03-24T16:00:00+06:00")
    assert event["url"] == f"{ADDRESS}/ru/meetings/{sheet.line.number}/"
    assert event["eventAttendanceMode"] == "https://schema.org/OfflineEventAttendanceMode"
    assert event["location"] == {
        "@type": "Place",
        "name": "зал заседаний РГА",
        "address": {
            "@type": "PostalAddress",
            "addressLocality": "Алманский район",
            "addressRegion": "Тёр-Сууйская область",
            "addressCountry": "KG",
        },
    }
    assert (event["organizer"]["name"], event["organizer"]["telephone"]) == ("Айыл окмоту Ак-Кыя", "0 000 00 00 00")


def test_while_the_hour_is_not_known_the_day_stands_alone_and_no_end_is_made_up() -> None:
    event = _found(meeting_jsonld(sheets.meeting(sheets.line(when=DAY)), "ky", ADDRESS))

    assert (event["startDate"], "endDate" in event) == ("2026-03-24", False)


@pytest.mark.parametrize(
    ("state", "moved", "status", "previous"),
    [
        (State.CALLED, False, "EventScheduled", None),
        (State.CALLED, True, "EventRescheduled", "2026-03-23"),
        (State.HELD, False, "EventScheduled", None),
        (State.POSTPONED, False, "EventPostponed", "2026-03-24"),
        (State.CANCELLED, False, "EventCancelled", None),
        (State.CANCELLED, True, "EventCancelled", "2026-03-23"),
    ],
)
def test_the_status_tells_what_became_of_it_and_when_it_was_to_be(
    state: State, moved: bool, status: str, previous: str | None
) -> None:
    turns = [sheets.turn(Turn.Kind.MOVED, When(date(2026, 3, 23)), DAY)] if moved else []

    event = _found(meeting_jsonld(sheets.meeting(sheets.line(when=DAY, state=state), turns), "ky", ADDRESS))

    assert (event["eventStatus"], event.get("previousStartDate")) == (f"https://schema.org/{status}", previous)


@pytest.mark.parametrize(("kind", "is_free"), [("assembly", True), ("public-hearing", True), ("seminar", None)])
def test_what_everybody_may_come_to_is_free(kind: str, is_free: bool | None) -> None:
    event = _found(meeting_jsonld(sheets.meeting(sheets.line(kind=kind)), "ky", ADDRESS))

    assert event.get("isAccessibleForFree") is is_free


def test_a_programme_is_a_series_with_its_seminars_in_it() -> None:
    series = _found(programme_jsonld(sheets.programme(), "en", ADDRESS))

    assert (series["@type"], series["startDate"], series["endDate"]) == ("EventSeries", "2026-03-24", "2026-04-17")
    assert (series["funder"]["name"], series["organizer"]["name"]) == ("Misal Development Agency", "Misal Institute")
    assert [event["startDate"] for event in series["subEvent"]][:2] == ["2026-03-24", "2026-03-25"]
    assert (len(series["subEvent"]), series["maximumAttendeeCapacity"]) == (12, 240)


def test_a_word_cannot_end_the_block_it_stands_in() -> None:
    nasty = Said.of(ky="</script><script>alert(1)</script><!-- & ]]>")

    block = meeting_jsonld(sheets.meeting(sheets.line(title=nasty)), "ky", ADDRESS)

    assert (block.count("<"), block.count(">"), block.count("&")) == (0, 0, 0)
    assert _found(block)["name"] == nasty.in_("ky").text


def _found(block: str) -> Any:
    """The only thing that a crawler finds on a page with that block."""
    page = f'<!DOCTYPE html><title>a</title><script type="application/ld+json">{block}</script>'
    (found,) = extruct.extract(page, syntaxes=["json-ld"])["json-ld"]
    return found
