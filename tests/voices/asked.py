"""Questions and proposals for tests: put to a meeting of 20 March 2026, and answered. All invented."""

from __future__ import annotations

from datetime import date
from typing import Any

from tegerek.demo.moments import at
from tegerek.lib.said import Said
from tegerek.meetings.models import Meeting
from tegerek.people.models import Post
from tegerek.voices.answers import Reply, answer_voice
from tegerek.voices.models import Voice
from tegerek.voices.slips import Written, record_slip

HELD = date(2026, 3, 20)
EVENING = at("2026-03-20", 18)
LATER = at("2026-03-30", 10)
WHAT = Said.of(ky="Суу качан келет?")
YES = Said.of(ky="Жайында.")


def asked(meeting: Meeting, kind: str = "question", **more: Any) -> Voice:
    return record_slip(meeting, Written(kind, WHAT, **more), by=None, now=EVENING)


def in_writing(**more: Any) -> Reply:
    """An answer in writing, the day after, but for what is given."""
    usual: dict[str, Any] = {"way": "meeting", "by_post": Post.AO_HEAD.value, "how": "writing", "text": YES}
    return Reply(**(usual | {"answered_on": date(2026, 3, 21)} | more))


def answered(voice: Voice, **more: Any) -> Voice:
    answer_voice(voice, in_writing(**more), seen=voice.version, by=None, now=LATER)
    return Voice.objects.select_related("meeting__office", "asker", "answer").get(pk=voice.pk)
