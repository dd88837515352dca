"""A notice and a result read aloud: one recording of each, and none that tells the wrong day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tegerek.files import actions as files
from tegerek.files.models import File
from tegerek.journal.models import Entry
from tegerek.lib.errors import Refusal
from tegerek.lib.said import Said
from tegerek.meetings import actions
from tegerek.meetings.models import Closing, Meeting
from tegerek.meetings.recordings import Read, drop_recording, keep_recording, recordings_of
from tegerek.meetings.rules import When
from tegerek.meetings.sheets import meeting_sheet, public_recording
from tests.files.samples import mp3, opus
from tests.meetings.rows import NOW, a_called
from tests.minutes.rows import AFTER, a_closed

LATER = NOW + timedelta(hours=1)


def heard(meeting: Meeting) -> list[Read]:
    return [one.of for one in meeting_sheet(meeting.number or 0).recordings]


def test_a_new_recording_takes_the_place_of_the_one_before(db: None) -> None:
    meeting = a_called()
    first = keep_recording(meeting, mp3(), of=Read.NOTICE, by=None, now=NOW)

    second = keep_recording(meeting, opus(), of=Read.NOTICE, by=None, now=LATER)

    assert [(one.key, one.type) for one in recordings_of(meeting)] == [(second.pk, "audio/ogg")]
    assert (list(files.files_of(meeting)), File.objects.filter(pk=first.pk).exists()) == ([second], False)
    assert public_recording(meeting.number or 0, Read.NOTICE) == second
    assert Entry.objects.filter(verb="recording.kept").count() == 2


def test_a_result_is_read_aloud_once_it_is_written_down(db: None) -> None:
    meeting = a_called()

    with pytest.raises(Refusal, match="Write down the result first"):
        keep_recording(meeting, mp3(), of=Read.RESULT, by=None, now=NOW)

    assert recordings_of(meeting) == ()


def test_a_recording_from_before_the_move_is_played_to_nobody(db: None) -> None:
    meeting = a_called()
    keep_recording(meeting, mp3(), of=Read.NOTICE, by=None, now=NOW)
    before = heard(meeting)
    day = When(date(2026, 3, 28))
    actions.move_meeting(meeting, when=day, reason=Said.of(ky="Жол жабык."), seen=meeting.version, by=None, now=LATER)

    assert (before, heard(meeting)) == ([Read.NOTICE], [])
    assert [one.is_old for one in recordings_of(meeting)] == [True]
    with pytest.raises(File.DoesNotExist):
        public_recording(meeting.number or 0, Read.NOTICE)


def test_a_recording_of_a_result_that_was_changed_is_played_to_nobody(db: None) -> None:
    meeting = a_closed()
    keep_recording(meeting, mp3(), of=Read.RESULT, by=None, now=AFTER)
    before = heard(meeting)

    Closing.objects.filter(meeting=meeting).update(changed_at=AFTER + timedelta(minutes=1))

    assert (before, heard(meeting)) == ([Read.RESULT], [])


def test_it_can_be_taken_away(db: None) -> None:
    meeting = a_called()
    file = keep_recording(meeting, mp3(), of=Read.NOTICE, by=None, now=NOW)

    drop_recording(meeting, file, by=None, now=LATER)

    assert recordings_of(meeting) == ()
    assert Entry.objects.filter(verb="recording.dropped").count() == 1
