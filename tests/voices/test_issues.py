"""Issues that residents suggest for the agenda, until the day that was said."""

from __future__ import annotations

from datetime import date

import pytest

from tegerek.journal.models import Entry
from tegerek.lib.errors import Refusal
from tegerek.lib.said import Said
from tegerek.meetings.models import Meeting
from tegerek.voices.issues import Suggested, put_on_agenda, suggest_issue, suggested_issues
from tests.meetings.rows import NOW, a_draft

TODAY = date(2026, 3, 6)
LIGHT = Suggested(Said.of(ky="Көчө жарыгы"), TODAY, name="Мисалова Сынак", phone="+996000700002")


def test_a_suggested_issue_gets_its_number_and_its_place_on_the_agenda(db: None) -> None:
    meeting = a_draft()
    issue = suggest_issue(meeting, LIGHT, by=None, now=NOW)

    item = put_on_agenda(issue, seen=issue.version, by=None, now=NOW)

    assert (item.title, item.origin, issue.item) == (LIGHT.text, issue.number, item)
    assert [found.pk for found in suggested_issues(meeting)] == [issue.pk]


def test_it_is_put_there_once(db: None) -> None:
    issue = suggest_issue(a_draft(), LIGHT, by=None, now=NOW)
    put_on_agenda(issue, seen=issue.version, by=None, now=NOW)

    with pytest.raises(Refusal, match="already stands"):
        put_on_agenda(issue, seen=issue.version, by=None, now=NOW)

    assert issue.meeting.agenda.count() == 1


def test_after_the_last_day_an_issue_is_not_taken(db: None) -> None:
    meeting = a_draft()
    Meeting.objects.update(suggest_until=date(2026, 3, 5))
    meeting.refresh_from_db()

    with pytest.raises(Refusal, match=r"until 05\.03\.2026"):
        suggest_issue(meeting, LIGHT, by=None, now=NOW)


def test_the_journal_names_nobody(db: None) -> None:
    issue = suggest_issue(a_draft(), LIGHT, by=None, now=NOW)

    entry = Entry.objects.get(verb="issue.suggested")

    assert entry.refs == {"meeting": issue.meeting_id, "number": issue.number}
