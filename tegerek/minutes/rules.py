"""What minutes hold, and what they do not say yet.

The model form of minutes has number and day, chair and secretary, those present and invited, the agenda with who
reports, what was heard and what was decided. Method instructions of 2022, section 18 (18.11), ask besides for the
time, the numbers present and invited, the positions, and who spoke and who asked. Nothing here blocks: a lack is a
line of a list.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from tegerek.people.rules import PUBLIC_POSTS


class Missing(StrEnum):
    """What minutes may lack of the model form and of the method instructions (18.11)."""

    CLOSING = "closing"
    NUMBER = "number"
    DAY = "day"
    HOURS = "hours"
    CHAIR = "chair"
    SECRETARY = "secretary"
    PRESENT = "present"
    INVITED = "invited"
    AGENDA = "agenda"
    HEARD = "heard"
    DECIDED = "decided"
    POSITIONS = "positions"
    SPEAKERS = "speakers"
    ASKERS = "askers"


@dataclass(frozen=True)
class Lack:
    """Something that is not said. items: the numbers of the items that lack it; none for the head of the minutes."""

    what: Missing
    items: tuple[int, ...] = ()


@dataclass(frozen=True)
class Spoken:
    """A passage as far as it is counted here: kind (a word of the code), whether somebody is named with it."""

    kind: str
    has_speaker: bool


@dataclass(frozen=True)
class ItemSaid:
    """An item as far as it is counted here. is_to_decide: something was to be decided under it."""

    position: int
    is_to_decide: bool
    has_decision: bool
    passages: tuple[Spoken, ...]


def lacks(head: dict[Missing, bool], items: Iterable[ItemSaid]) -> tuple[Lack, ...]:
    """What is not said, in the order of the form. head: what its head says and what not.

    >>> lacks({Missing.NUMBER: False}, [ItemSaid(1, True, False, (Spoken("asked", False),))])[0].what.value
    'number'
    >>> [(lack.what.value, lack.items) for lack in lacks({}, [ItemSaid(2, True, False, (Spoken("asked", False),))])]
    [('heard', (2,)), ('positions', ()), ('askers', (2,)), ('decided', (2,))]
    """
    told = list(items)
    return (*(Lack(what) for what, is_said in head.items() if not is_said), *_in_items(told))


def may_be_named(speaker_post: str, *, has_consented: bool) -> bool:
    """Whether the public copy may name who spoke.

    >>> may_be_named("deputy", has_consented=False), may_be_named("", has_consented=False)
    (True, False)
    >>> may_be_named("other", has_consented=False), may_be_named("", has_consented=True)
    (False, True)
    >>> [may_be_named(post, has_consented=False) for post in ("ig_member", "jmeg_member", "delegate")]
    [True, True, True]
    """
    return has_consented or speaker_post in PUBLIC_POSTS


def _in_items(items: list[ItemSaid]) -> Iterator[Lack]:
    if not items:
        yield Lack(Missing.AGENDA)
        return
    unheard = tuple(item.position for item in items if not _has(item, "heard"))
    if unheard:
        yield Lack(Missing.HEARD, unheard)
    if not any(_has(item, "position") for item in items):
        yield Lack(Missing.POSITIONS)
    for what, kinds in ((Missing.SPEAKERS, {"heard", "position", "proposal"}), (Missing.ASKERS, {"asked"})):
        nameless = tuple(item.position for item in items if _is_nameless(item, kinds))
        if nameless:
            yield Lack(what, nameless)
    undecided = tuple(item.position for item in items if item.is_to_decide and not item.has_decision)
    if undecided:
        yield Lack(Missing.DECIDED, undecided)


def _has(item: ItemSaid, kind: str) -> bool:
    return any(one.kind == kind for one in item.passages)


def _is_nameless(item: ItemSaid, kinds: set[str]) -> bool:
    return any(one.kind in kinds and not one.has_speaker for one in item.passages)
