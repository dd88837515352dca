"""The Atom feed, as a feed reader reads it."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any

import feedparser
import pytest

from tegerek.documents.feed import feed
from tegerek.lib.said import Said
from tegerek.meetings.rules import State, When
from tegerek.meetings.sheets import MeetingLine
from tests.documents import sheets

ADDRESS = "https://tegerek.example"
PATH = "/feeds/meetings.atom"
LATER = datetime(2026, 3, 9, 4, 0, tzinfo=UTC)


def test_a_feed_names_itself_its_language_and_its_last_change() -> None:
    read = _read([sheets.line(1), sheets.line(2, changed_at=LATER)], "ru", name="Встречи")

    assert (read.version, read.feed.title, read.feed.language) == ("atom10", "Встречи", "ru")
    assert read.feed.updated == "2026-03-09T04:00:00Z"
    links = {link.rel: link.href for link in read.feed.links}
    assert links == {"self": f"{ADDRESS}{PATH}?lang=ru", "alternate": f"{ADDRESS}/ru/"}


def test_the_last_changed_comes_first() -> None:
    lines = [sheets.line(1), sheets.line(2, changed_at=LATER), sheets.line(3)]

    read = _read(lines, "ky")

    assert [entry.id for entry in read.entries] == [f"urn:uuid:{lines[n].uid}" for n in (1, 2, 0)]


def test_an_entry_keeps_its_id_and_is_updated_by_a_change_alone() -> None:
    line = sheets.line()
    moved = replace(line, when=When(date(2026, 3, 25)), changed_at=LATER, sequence=1)

    before, after = _read([line], "ky").entries[0], _read([moved], "ky").entries[0]

    assert (before.id, before.updated, before.published) == (after.id, "2026-03-06T09:30:00Z", after.published)
    assert after.updated == "2026-03-09T04:00:00Z"
    assert feed([line], "ky", name="a", address=ADDRESS, path=PATH) == feed(
        [line], "ky", name="a", address=ADDRESS, path=PATH
    )


def test_an_entry_is_complete_without_its_link() -> None:
    line = sheets.line(when=When(date(2026, 3, 24), None, time(10), time(16)))

    entry = _read([line], "ru").entries[0]

    where = "зал заседаний РГА, Алманский район, Тёр-Сууйская область."
    assert entry.summary == f"Вторник, 24 марта 2026 года, 10:00–16:00. {where}"
    assert (entry.author, entry.link) == ("Айыл окмоту Ак-Кыя", f"{ADDRESS}/ru/meetings/{line.number}/")
    assert [(tag.term, tag.label) for tag in entry.tags] == [("seminar", "семинар-тренинг")]


@pytest.mark.parametrize(
    ("state", "title", "told"),
    [
        (State.CANCELLED, "Cancelled: We decide together in the village", "This meeting was cancelled."),
        (State.POSTPONED, "Postponed: We decide together in the village", "This meeting was postponed."),
    ],
)
def test_what_was_called_off_stays_in_and_says_so(state: State, title: str, told: str) -> None:
    entry = _read([sheets.line(state=state)], "en").entries[0]

    assert (entry.title, entry.summary[: len(told)]) == (title, told)


def test_an_hour_nobody_knows_is_said_to_be_unknown() -> None:
    entry = _read([sheets.line()], "en").entries[0]

    assert entry.summary.startswith("Tuesday, 24 March 2026. The hour will be announced. RSA meeting hall")


def test_what_people_typed_is_text_and_never_markup() -> None:
    entry = _read([sheets.line(title=Said.of(ky="Суу & <b>жол</b>\x0b ]]>"))], "ky").entries[0]

    assert (entry.title, entry.title_detail.type) == ("Суу & <b>жол</b> ]]>", "text/plain")


def test_two_feeds_or_languages_never_share_an_id_and_an_empty_feed_was_never_changed() -> None:
    ids = {_read([], lang, path=path).feed.id for lang in ("ky", "ru") for path in (PATH, "/places/a/feed.atom")}

    assert len(ids) == 4
    assert _read([], "ky").feed.updated == "1970-01-01T00:00:00Z"


def _read(lines: list[MeetingLine], lang: str, *, name: str = "Жыйындар", path: str = PATH) -> Any:
    read = feedparser.parse(feed(lines, lang, name=name, address=ADDRESS, path=path))
    assert read.bozo is False
    return read
