"""The way of an open meeting from its words to its result, as one line on its page; what comes next is the button."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.urls import reverse
from django.utils.translation import gettext_lazy, pgettext_lazy

from tegerek.meetings.closing_sheets import ClosingSheet
from tegerek.meetings.models import ChatPost, Meeting
from tegerek.meetings.rules import State
from tegerek.meetings.telling import TellingSheet


class At(StrEnum):
    """Where a step stands."""

    DONE = "done"
    NEXT = "next"
    LATER = "later"


@dataclass(frozen=True)
class Step:
    """One step of the way: its name, where it leads, where it stands; press: what its button says when it is next."""

    slug: str
    name: str
    press: str
    address: str
    at: At


NAMES = {
    "words": (pgettext_lazy("step", "Words and agenda"), gettext_lazy("Complete the words and the agenda")),
    "call": (pgettext_lazy("step", "Call"), gettext_lazy("Call the meeting")),
    "papers": (pgettext_lazy("step", "Papers"), gettext_lazy("Print the pack")),
    "telling": (pgettext_lazy("step", "People are told"), gettext_lazy("Record how people were told")),
    "chats": (pgettext_lazy("step", "Chats"), gettext_lazy("Post it in the chats")),
    "result": (pgettext_lazy("step", "Result"), gettext_lazy("Write down the result")),
    "told": (pgettext_lazy("step", "People know the result"), gettext_lazy("Post the result")),
    "close": (pgettext_lazy("step", "Closed"), gettext_lazy("Close")),
}


def way_of(
    meeting: Meeting, *, telling: TellingSheet | None, result: ClosingSheet | None, items: int, today: date
) -> tuple[Step, ...]:
    """The steps in their order. One query. None after a cancellation: there is no way on."""
    if meeting.state is State.CANCELLED:
        return ()
    done = dict(_done(meeting, telling, result, items))
    reached = _reached(meeting, done, today)
    return tuple(_step(meeting, slug, done[slug], slug == reached, items) for slug in NAMES)


def _done(
    meeting: Meeting, telling: TellingSheet | None, result: ClosingSheet | None, items: int
) -> Iterator[tuple[str, bool]]:
    posts = set(ChatPost.objects.filter(meeting=meeting).values_list("what", flat=True))
    is_told = telling is not None and any(line.counts for line in telling.standing)
    has_words = bool(items and meeting.initiator and meeting.procedure and meeting.held_on)
    yield "words", has_words or meeting.is_called
    yield "call", meeting.is_called
    # Nobody records that a paper was printed: who told people had it in hand.
    yield "papers", is_told or result is not None
    yield "telling", is_told or result is not None
    yield "chats", bool(posts) or result is not None
    yield "result", result is not None
    yield "told", ChatPost.What.RESULT in posts or meeting.state is State.CLOSED
    yield "close", meeting.state is State.CLOSED


def _reached(meeting: Meeting, done: dict[str, bool], today: date) -> str:
    """The step that is next: before the day of the meeting none of those after it, from then on none before it."""
    waits = meeting.held_on is None or meeting.held_on > today or meeting.state is State.POSTPONED
    is_over = meeting.held_at is not None or (meeting.is_called and not waits)
    passed = {"papers", "telling", "chats"} if is_over else {"result", "told", "close"}
    return next((slug for slug, is_done in done.items() if not is_done and slug not in passed), "")


def _step(meeting: Meeting, slug: str, is_done: bool, is_next: bool, items: int) -> Step:
    name, press = NAMES[slug]
    at = At.DONE if is_done else At.NEXT if is_next else At.LATER
    return Step(slug, str(name), str(press), reverse(f"desk:{_page(slug, items)}", args=[meeting.pk]), at)


def _page(slug: str, items: int) -> str:
    pages = {"words": "meeting-words" if items else "agenda", "chats": "meeting-chats", "told": "meeting-chats"}
    return pages.get(slug, slug)
