"""The way of an open meeting from its words to its result, as one line on its page; what comes next is the button."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext_lazy, pgettext_lazy

from tegerek.commitments.candidates import is_decided
from tegerek.commitments.models import Commitment
from tegerek.meetings.call_sheets import Asked
from tegerek.meetings.checklists import BOARD
from tegerek.meetings.closing_sheets import ClosingSheet
from tegerek.meetings.models import ChatPost, Meeting, StepDone
from tegerek.meetings.rules import State
from tegerek.meetings.telling import TellingSheet
from tegerek.minutes.models import Edition, Minutes
from tegerek.voices.answer_sheets import Tally
from tegerek.web.desk.unsaid import address_of


class At(StrEnum):
    """Where a step stands."""

    DONE = "done"
    NEXT = "next"
    LATER = "later"
    MISSED = "missed"
    """The meeting went on without it being recorded."""


# What a call needs of the words that every notice must tell, the agenda first.
NEEDED = {
    Asked.ISSUE: pgettext_lazy("missing for a call", "the agenda"),
    Asked.INITIATOR: pgettext_lazy("missing for a call", "who asks for the meeting"),
    Asked.PROCEDURE: pgettext_lazy("missing for a call", "how it goes"),
    Asked.DATE: pgettext_lazy("missing for a call", "the day"),
}
# The steps that belong before the day of the meeting.
BEFORE = ("papers", "telling", "chats")


@dataclass(frozen=True)
class Step:
    """One step of the way: its name, where it leads, where it stands; press: what its button says when it is next."""

    slug: str
    name: str
    press: str
    address: str
    at: At


# The step of the checklist that fetching the pack ticks.
PACK_STEP = "print-pack"
NAMES = {
    "words": (pgettext_lazy("step", "Words and agenda"), gettext_lazy("Complete the words and the agenda")),
    "call": (pgettext_lazy("step", "Call"), gettext_lazy("Call the meeting")),
    "papers": (pgettext_lazy("step", "Papers"), gettext_lazy("Print the pack")),
    "telling": (pgettext_lazy("step", "People are told"), gettext_lazy("Record how people were told")),
    "chats": (pgettext_lazy("step", "Chats"), gettext_lazy("Post it in the chats")),
    "result": (pgettext_lazy("step", "Result"), gettext_lazy("Write down the result")),
    "told": (pgettext_lazy("step", "People know the result"), gettext_lazy("Post the result")),
    "minutes": (pgettext_lazy("step", "Minutes"), gettext_lazy("Write the minutes")),
    "issued": (pgettext_lazy("step", "Minutes are public"), gettext_lazy("Issue the minutes")),
    "follow": (pgettext_lazy("step", "Decisions are carried out"), gettext_lazy("Write down who does what")),
    "close": (pgettext_lazy("step", "Closed"), gettext_lazy("Close")),
    "voices": (pgettext_lazy("step", "Questions are answered"), gettext_lazy("Answer the questions")),
}


def way_of(
    meeting: Meeting,
    *,
    telling: TellingSheet | None,
    result: ClosingSheet | None,
    asked: Tally,
    items: int,
    today: date,
) -> tuple[Step, ...]:
    """The steps in their order. Four queries. None after a cancellation: there is no way on.

    asked: what was asked and proposed; where that is nothing, answering it is no step.
    """
    if meeting.state is State.CANCELLED:
        return ()
    done = dict(_done(meeting, telling, result, items)) | ({"voices": asked.is_done} if asked else {})
    reached = _reached(meeting, done, today)
    missed = _missed(meeting, done)
    return tuple(_step(meeting, slug, _at(slug, done, reached, missed), items) for slug in NAMES if slug in done)


def is_ready(meeting: Meeting, way: tuple[Step, ...], today: date) -> bool:
    """Whether nothing is left to do but to wait for the day."""
    waits = meeting.state is State.CALLED and meeting.held_on is not None and meeting.held_on > today
    return waits and bool(way) and not any(step.at is At.NEXT for step in way)


def lacking(meeting: Meeting, items: int) -> tuple[Asked, ...]:
    """What a draft has not said yet of what its call needs, the agenda first."""
    said = {
        Asked.ISSUE: bool(items),
        Asked.INITIATOR: bool(meeting.initiator),
        Asked.PROCEDURE: bool(meeting.procedure),
        Asked.DATE: meeting.held_on is not None,
    }
    return tuple(asked for asked in NEEDED if not said[asked])


def lacks(meeting: Meeting, items: int) -> list[tuple[str, str]]:
    """The same, each as a word and the address of its field."""
    return [(str(NEEDED[asked]), address_of(meeting, asked)) for asked in lacking(meeting, items)]


def _missed(meeting: Meeting, done: dict[str, bool]) -> frozenset[str]:
    """What can no longer be recorded in time: the words once it is called, what was before it once it has a result."""
    over = done["result"] or meeting.state is State.CLOSED
    return frozenset({"words"} if meeting.is_called else ()) | frozenset(BEFORE if over else ())


def _done(
    meeting: Meeting, telling: TellingSheet | None, result: ClosingSheet | None, items: int
) -> Iterator[tuple[str, bool]]:
    posts = set(ChatPost.objects.filter(meeting=meeting).values_list("what", flat=True))
    is_told = telling is not None and any(line.counts for line in telling.standing)
    yield "words", not lacking(meeting, items)
    yield "call", meeting.is_called
    ticked = set(StepDone.objects.filter(meeting=meeting, step__in=(PACK_STEP, BOARD)).values_list("step", flat=True))
    yield "papers", PACK_STEP in ticked
    yield "telling", is_told
    yield "chats", bool(posts)
    yield "result", result is not None
    yield "told", ChatPost.What.RESULT in posts or BOARD in ticked or meeting.state is State.CLOSED
    signed, issued = _minuted(meeting)
    yield "minutes", signed
    yield "issued", issued
    yield "follow", meeting.state is State.CLOSED or _is_followed(meeting, result)
    yield "close", meeting.state is State.CLOSED


def _minuted(meeting: Meeting) -> tuple[bool, bool]:
    """Whether chair and secretary signed its minutes, and whether an edition is out. One query."""
    public = Edition.objects.filter(minutes=OuterRef("pk"), kind=Edition.Kind.PUBLIC)
    rows = Minutes.objects.filter(meeting=meeting).annotate(is_issued=Exists(public))
    signed_on, is_issued = rows.values_list("signed_on", "is_issued").first() or (None, False)
    return signed_on is not None, is_issued


def _is_followed(meeting: Meeting, result: ClosingSheet | None) -> bool:
    """Whether somebody wrote down what is done about its decisions, or nothing was decided that anybody could do."""
    if result is not None and not any(map(is_decided, result.results)):
        return True
    return Commitment.objects.filter(meeting=meeting).exists()


def _reached(meeting: Meeting, done: dict[str, bool], today: date) -> str:
    """The step that is next: before the day of the meeting none of those after it, from then on none before it."""
    waits = meeting.held_on is None or meeting.held_on > today or meeting.state is State.POSTPONED
    is_over = meeting.held_at is not None or (meeting.is_called and not waits)
    passed = set(BEFORE) if is_over else {"result", "told", "minutes", "issued", "follow", "close", "voices"}
    passed |= {"words"} if meeting.is_called else set()
    return next((slug for slug, is_done in done.items() if not is_done and slug not in passed), "")


def _at(slug: str, done: dict[str, bool], reached: str, missed: frozenset[str]) -> At:
    if done[slug]:
        return At.DONE
    if slug == reached:
        return At.NEXT
    return At.MISSED if slug in missed else At.LATER


def _step(meeting: Meeting, slug: str, at: At, items: int) -> Step:
    name, press = NAMES[slug]
    return Step(slug, str(name), str(press), _address(meeting, slug, items), at)


def _address(meeting: Meeting, slug: str, items: int) -> str:
    if slug == "voices":
        return f"{reverse('desk:voices')}?meeting={meeting.pk}"
    return reverse(f"desk:{_page(meeting, slug, items)}", args=[meeting.pk])


def _page(meeting: Meeting, slug: str, items: int) -> str:
    has_words = bool(meeting.initiator and meeting.procedure)
    words = "agenda" if not items else "move" if has_words and meeting.held_on is None else "meeting-words"
    pages = {"words": words, "chats": "meeting-chats", "told": "meeting-chats"}
    pages |= {"issued": "editions", "follow": "meeting-commitments"}
    return pages.get(slug, slug)
