"""Meetings in calendars, read back by a strict reader of our own and by two libraries that others rely on."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events
import vobject
from hypothesis import given
from hypothesis import strategies as st

from tegerek.documents.calendar import BISHKEK, calendar
from tegerek.lib.said import Said
from tegerek.meetings.rules import State, When
from tegerek.meetings.sheets import MeetingLine
from tests.documents import rfc5545, sheets

ADDRESS = "https://tegerek.example"
DAY = date(2026, 3, 24)
TEN, FOUR = time(10), time(16)


def test_a_meeting_with_start_and_end_stands_at_its_hours_in_bishkek() -> None:
    event = _event(sheets.line(when=When(DAY, None, TEN, FOUR)))

    start, end = event.one("DTSTART"), event.one("DTEND")
    assert (start.value, start.parameters) == ("20260324T100000", {"TZID": "Asia/Bishkek"})
    assert (end.value, end.parameters) == ("20260324T160000", {"TZID": "Asia/Bishkek"})


def test_a_meeting_without_an_end_has_none() -> None:
    event = _event(sheets.line(when=When(DAY, None, TEN)))

    assert (event.one("DTSTART").value, event.has("DTEND"), event.has("DURATION")) == ("20260324T100000", False, False)


@pytest.mark.parametrize(
    ("when", "starts", "ends"),
    [
        (When(DAY), "20260324", "20260325"),
        (When(DAY, date(2026, 3, 26)), "20260324", "20260327"),
        (When(DAY, date(2026, 3, 26), TEN), "20260324", "20260327"),
    ],
    ids=["one day", "three days", "three days and the first hour"],
)
def test_whole_days_end_before_the_next_and_are_never_at_midnight(when: When, starts: str, ends: str) -> None:
    event = _event(sheets.line(when=when))

    start, end = event.one("DTSTART"), event.one("DTEND")
    assert (start.value, start.parameters) == (starts, {"VALUE": "DATE"})
    assert (end.value, end.parameters) == (ends, {"VALUE": "DATE"})


def test_several_days_with_first_and_last_hour_are_one_span() -> None:
    event = _event(sheets.line(when=When(DAY, date(2026, 3, 25), time(14), time(12))))

    assert (event.one("DTSTART").value, event.one("DTEND").value) == ("20260324T140000", "20260325T120000")


@pytest.mark.parametrize(
    ("state", "status", "summary"),
    [
        (State.CALLED, "CONFIRMED", "We decide together in the village"),
        (State.HELD, "CONFIRMED", "We decide together in the village"),
        (State.CLOSED, "CONFIRMED", "We decide together in the village"),
        (State.POSTPONED, "TENTATIVE", "Postponed: We decide together in the village"),
        (State.CANCELLED, "CANCELLED", "Cancelled: We decide together in the village"),
    ],
)
def test_what_was_cancelled_or_postponed_stays_in_with_its_status_and_its_word(
    state: State, status: str, summary: str
) -> None:
    event = _event(sheets.line(state=state))

    assert (event.one("STATUS").value, event.one("SUMMARY").text) == (status, summary)


def test_a_postponed_meeting_says_for_when_it_was_announced() -> None:
    event = _event(sheets.line(when=When(DAY, None, TEN), state=State.POSTPONED))

    told = "This meeting was postponed. It was announced for 24.03.2026, 10:00; the new day will be announced."
    assert event.one("DESCRIPTION").text.splitlines()[0] == told


def test_a_moved_meeting_keeps_its_uid_and_has_a_higher_sequence() -> None:
    before, after = sheets.line(), sheets.line(when=When(date(2026, 3, 25)), sequence=1)

    old, new = _event(before), _event(after)

    assert old.one("UID").value == new.one("UID").value == f"{before.uid}@tegerek"
    assert (old.one("SEQUENCE").value, new.one("SEQUENCE").value) == ("0", "1")


def test_moments_are_those_of_the_record_and_the_bytes_repeat() -> None:
    made = calendar([sheets.line()], "ky", name="Жыйындар", address=ADDRESS)

    event = rfc5545.read(made).all("VEVENT")[0]
    moments = [event.one(name).value for name in ("DTSTAMP", "LAST-MODIFIED", "CREATED")]
    assert moments == ["20260306T093000Z", "20260306T093000Z", "20260306T030000Z"]
    assert calendar([sheets.line()], "ky", name="Жыйындар", address=ADDRESS) == made


@pytest.mark.parametrize(
    ("lang", "summary", "location"),
    [
        ("ky", "Айылда чогуу чечебиз", "РМА жыйындар залы, Алма району, Төр-Суу облусу"),
        ("ru", "Решаем в селе вместе", "зал заседаний РГА, Алманский район, Тёр-Сууйская область"),
        ("en", "We decide together in the village", "RSA meeting hall, Алма raion, Tor-Suu oblast"),
    ],
)
def test_each_language_has_its_own_words_and_address(lang: str, summary: str, location: str) -> None:
    line = sheets.line()

    event = _event(line, lang)

    assert (event.one("SUMMARY").text, event.one("LOCATION").text) == (summary, location)
    assert event.one("SUMMARY").parameters == {"LANGUAGE": lang}
    assert event.one("URL").value == f"{ADDRESS}/{lang}/meetings/{line.number}/"


def test_a_title_that_is_not_translated_names_its_language() -> None:
    event = _event(sheets.line(title=Said.of(ky="Суу жыйыны")), "ru")

    assert (event.one("SUMMARY").text, event.one("SUMMARY").parameters) == ("Суу жыйыны", {"LANGUAGE": "ky"})


def test_the_calendar_says_its_name_how_often_to_look_and_where_time_is_told() -> None:
    made = rfc5545.read(calendar([], "ky", name="Ак-Кыя; жыйындар, семинарлар", address=ADDRESS))

    assert made.one("METHOD").value == "PUBLISH"
    assert made.one("NAME").text == made.one("X-WR-CALNAME").text == "Ак-Кыя; жыйындар, семинарлар"
    assert (made.one("REFRESH-INTERVAL").value, made.one("REFRESH-INTERVAL").parameters) == (
        "PT1H",
        {"VALUE": "DURATION"},
    )
    assert made.one("X-PUBLISHED-TTL").value == "PT1H"
    assert [block.one("TZID").value for block in made.all("VTIMEZONE")] == ["Asia/Bishkek"]


def test_the_block_of_the_time_zone_agrees_with_the_tz_database_from_2006_to_2040() -> None:
    block = icalendar.Timezone.from_ical(BISHKEK)
    assert isinstance(block, icalendar.Timezone)

    days = [datetime(year, month, 15, 12) for year in range(2006, 2041) for month in range(1, 13)]  # noqa: DTZ001 -- local
    offsets = {(block.to_tz().utcoffset(day), ZoneInfo("Asia/Bishkek").utcoffset(day)) for day in days}
    assert offsets == {(timedelta(hours=6), timedelta(hours=6))}


def test_events_come_by_day_and_one_without_a_day_is_left_out() -> None:
    later, sooner = sheets.line(1, When(date(2026, 4, 2))), sheets.line(2, When(DAY))
    never = sheets.line(3, When(), State.POSTPONED)

    made = rfc5545.read(calendar([later, never, sooner], "ky", name="Жыйындар", address=ADDRESS))

    assert [event.one("DTSTART").value for event in made.all("VEVENT")] == ["20260324", "20260402"]


def test_a_doubtful_kyrgyz_name_brings_the_russian_one() -> None:
    event = _event(sheets.line(where=sheets.where(ky_needs_look=True)), "ky")

    assert event.one("LOCATION").text == "РМА жыйындар залы, Алма району (Алманский район), Төр-Суу облусу"


@given(st.text(max_size=120), st.sampled_from(["ky", "ru", "en"]))
def test_whatever_people_type_comes_back_from_a_strict_reader(typed: str, lang: str) -> None:
    line = sheets.line(title=Said.of(ky=f"Ө{typed}"), office=Said.of(ky=f"Ң{typed}"))

    title = _event(line, lang).one("SUMMARY").text

    assert title.startswith("Ө")
    assert "\n" not in title


def test_vobject_reads_the_same_meetings() -> None:
    """Another implementation than the one that writes: the reader of several calendar servers."""
    lines = [
        sheets.line(1, When(DAY, None, TEN, FOUR)),
        sheets.line(2, When(DAY), State.CANCELLED, sequence=3),
        sheets.line(3, When(DAY, date(2026, 3, 26)), State.POSTPONED),
    ]

    read = vobject.readOne(calendar(lines, "ky", name="Жыйындар", address=ADDRESS).decode())

    first, second, third = read.vevent_list
    assert first.dtstart.value.astimezone(UTC) == datetime(2026, 3, 24, 4, tzinfo=UTC)
    assert first.dtend.value - first.dtstart.value == timedelta(hours=6)
    assert first.location.value == "РМА жыйындар залы, Алма району, Төр-Суу облусу"
    assert (second.dtstart.value, second.status.value, second.sequence.value) == (DAY, "CANCELLED", "3")
    assert (third.dtend.value, third.status.value) == (date(2026, 3, 27), "TENTATIVE")


def test_a_reader_that_asks_for_a_day_finds_what_is_on_that_day() -> None:
    lines = [sheets.line(number, When(DAY + timedelta(number), None, TEN, FOUR)) for number in range(1, 4)]
    made = icalendar.Calendar.from_ical(calendar(lines, "ky", name="Жыйындар", address=ADDRESS))

    found = recurring_ical_events.of(made).at(date(2026, 3, 26))

    assert [event["UID"] for event in found] == [f"{lines[1].uid}@tegerek"]


def _event(line: MeetingLine, lang: str = "en") -> rfc5545.Block:
    """The only event of a calendar with that meeting."""
    (event,) = rfc5545.read(calendar([line], lang, name="Жыйындар", address=ADDRESS)).all("VEVENT")
    return event
