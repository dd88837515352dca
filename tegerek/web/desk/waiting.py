"""What waits, in words: one sentence and one way to go for each thing a programme waits for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from tegerek.meetings.rules import State
from tegerek.people.rights import Act
from tegerek.programmes.stands import Stand, Wait, Waiting

# What each asks of an account, what the button says, and where it leads.
ACTS = {
    Wait.PUBLISH: (Act.PROGRAMME_PUBLISH, gettext_lazy("Publish"), "desk:publish"),
    Wait.TICKS: (Act.ROSTER_TICK, gettext_lazy("Tick who came"), "desk:ticks"),
    Wait.HOLDING: (Act.MEETING_CLOSE, gettext_lazy("It was held"), "desk:hold"),
    Wait.INVITED: (Act.PROGRAMME_EDIT, gettext_lazy("Invited aimaks"), "desk:invited"),
    Wait.SEATS: (Act.PROGRAMME_EDIT, gettext_lazy("Seats by post"), "desk:quota"),
    Wait.CALLS: (Act.PHONE_SEE, gettext_lazy("Whom to phone"), "desk:calls"),
    Wait.LETTERS: (Act.LETTER_WRITE, gettext_lazy("Numbers of the letters"), "desk:letters"),
    Wait.PAPERS: (Act.PAPER_SEE, gettext_lazy("Papers"), "desk:papers"),
    Wait.RESULTS: (Act.PROGRAMME_PUBLISH, gettext_lazy("Results of the series"), "desk:results"),
}
# What cannot wait stands first.
URGENCY = (
    Wait.TICKS,
    Wait.CALLS,
    Wait.INVITED,
    Wait.SEATS,
    Wait.LETTERS,
    Wait.PAPERS,
    Wait.HOLDING,
    Wait.RESULTS,
    Wait.PUBLISH,
)
OF_PROGRAMME = {Wait.PUBLISH, Wait.LETTERS, Wait.RESULTS}
OF_SEMINAR = {Wait.INVITED, Wait.SEATS}


class Stage(StrEnum):
    """The life of a programme, in order."""

    PREPARE = "prepare"
    INVITE = "invite"
    PRINT = "print"
    HOLD = "hold"
    TELL = "tell"


STAGES = {
    Wait.PUBLISH: Stage.PREPARE,
    Wait.INVITED: Stage.INVITE,
    Wait.SEATS: Stage.INVITE,
    Wait.CALLS: Stage.INVITE,
    Wait.LETTERS: Stage.INVITE,
    Wait.PAPERS: Stage.PRINT,
    Wait.TICKS: Stage.HOLD,
    Wait.HOLDING: Stage.HOLD,
    Wait.RESULTS: Stage.TELL,
}


@dataclass(frozen=True)
class Step:
    """One thing that waits: the sentence, what the button says, where it leads; is_single: not at several seminars."""

    wait: Wait
    is_single: bool
    sentence: str
    button: str
    address: str


def life_of(waiting: tuple[Waiting, ...], seminars: tuple[Stand, ...], today: date) -> dict[str, str]:
    """Of each stage "done", "now" (something waits there) or "" (its time has not come). No query.

    >>> life_of((Waiting(Wait.PUBLISH),), (), date(2026, 3, 6))
    {'prepare': 'now', 'invite': '', 'print': '', 'hold': '', 'tell': ''}
    """
    now = {STAGES[one.wait] for one in waiting}
    all_over = bool(seminars) and all(one.is_over(today) for one in seminars if one.state is not State.CANCELLED)
    is_public = Stage.PREPARE not in now
    reached = {Stage.PREPARE: is_public, Stage.TELL: all_over and is_public}
    return {
        stage.value: "now" if stage in now else "done" if reached.get(stage, all_over and is_public) else ""
        for stage in Stage
    }


def steps_of(programme: int, waiting: tuple[Waiting, ...], may: Callable[[Act], bool]) -> tuple[Step, ...]:
    """What waits in a programme (its key) and this account may do. No query."""
    return tuple(_step(programme, one) for one in waiting if may(ACTS[one.wait][0]))


def _step(programme: int, waiting: Waiting) -> Step:
    _act, button, name = ACTS[waiting.wait]
    address = reverse(name, args=[_key(programme, waiting)])
    return Step(waiting.wait, len(waiting.at) < 2, _sentence(waiting), str(button), address)


def _key(programme: int, waiting: Waiting) -> int:
    """The key of what the page is about: the programme, or the first of the seminars."""
    if waiting.wait in OF_PROGRAMME:
        return programme
    first = waiting.at[0]
    return first.seminar if waiting.wait in OF_SEMINAR else first.meeting


def _sentence(waiting: Waiting) -> str:
    where, number = _where(waiting.at), waiting.number
    sentences = {
        Wait.PUBLISH: _("The programme is a draft: nobody outside sees it yet."),
        Wait.TICKS: _("%(where)s: the day has passed. Who came?"),
        Wait.HOLDING: _("%(where)s: the day has passed. Was it held?"),
        Wait.INVITED: _("%(where)s: no aimak is invited yet."),
        Wait.SEATS: _("%(where)s: it is not said yet how many people of each post are expected."),
        Wait.CALLS: ngettext(
            "%(where)s: %(number)d seat has nobody who confirmed.",
            "%(where)s: %(number)d seats have nobody who confirmed.",
            number,
        ),
        Wait.LETTERS: ngettext(
            "%(where)s: %(number)d letter has no number yet.",
            "%(where)s: %(number)d letters have no number yet.",
            number,
        ),
        Wait.PAPERS: _("%(where)s: the day is near. Print the papers."),
        Wait.RESULTS: _("All seminars are over: the press release can tell what came of them."),
    }
    return sentences[waiting.wait] % {"where": where, "number": number}


def _where(seminars: tuple[Stand, ...]) -> str:
    """The place of one seminar, how many they are otherwise."""
    if len(seminars) == 1:
        return str(seminars[0].place.in_(get_language() or "ky"))
    return ngettext("%d seminar", "%d seminars", len(seminars)) % len(seminars)
