"""The words this room speaks in: what a rule is, where it comes from, what it may say.

Plain data, frozen. What is not known is a value of its own, `Unknown`, so that a type checker makes every caller say
what then.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, IntEnum
from fractions import Fraction
from typing import Generic, TypeVar

from tegerek.lib.said import Said

T = TypeVar("T")


class Rank(IntEnum):
    """How much a rule weighs; a greater one prevails.

    Only the law and the municipality's own charter bind. The model charter and its instructions are recommended to
    the councils.

    >>> Rank.LAW > Rank.OWN_CHARTER > Rank.MODEL_CHARTER > Rank.METHOD_INSTRUCTION > Rank.PRACTICE > Rank.DEFAULT
    True
    >>> [rank.name for rank in Rank if rank.binds]
    ['OWN_CHARTER', 'LAW']
    """

    DEFAULT = 1
    PRACTICE = 2
    METHOD_INSTRUCTION = 3
    MODEL_CHARTER = 4
    OWN_CHARTER = 5
    LAW = 6

    @property
    def binds(self) -> bool:
        """Whether it must be kept; the others advise."""
        return self >= Rank.OWN_CHARTER


class Confidence(Enum):
    """How far we read the source."""

    WHOLE = "whole"
    EXCERPT = "excerpt"
    INFERRED = "inferred"
    NOT_READ = "not read"


class Why(Enum):
    """Why something is not known."""

    NOT_FOUND = "not found"
    """The source was not found or not read."""
    BLANK = "blank"
    """The charter leaves it to the municipality, which has not said."""
    NOT_IN_FORCE = "not in force"
    """No source we know was in force on that day."""
    NO_RULE = "no rule"
    """Nothing prescribes it."""
    WAITING = "waiting"
    """The day it is counted from is not known yet."""
    NOT_COUNTED = "not counted"
    """The rule is known, the people it speaks of have not been counted."""


class Unit(Enum):
    """What a rule's number counts."""

    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    DAY_OF_YEAR = "day of the year"
    TIMES_A_YEAR = "times a year"
    PEOPLE = "people"
    SHARE_OF_VOTERS = "share of voters"
    SHARE_OF_INVITED = "share of invited"
    SHARE_OF_DELEGATES = "share of delegates"
    SHARE_OF_PRESENT = "share of present"
    IN_WORDS = "in words"

    @property
    def is_time(self) -> bool:
        return self in {Unit.DAYS, Unit.WEEKS, Unit.MONTHS}

    @property
    def is_share(self) -> bool:
        return self.value.startswith("share of ")


class Counting(Enum):
    """Which days a number of days counts."""

    CALENDAR = "calendar"
    WORKING = "working"
    NOT_STATED = "not stated"
    """The source does not say; we count calendar days and say that this is our default."""


class Side(Enum):
    """Whether the days lie before or after the event."""

    BEFORE = "before"
    AFTER = "after"


class Event(Enum):
    """The day that a deadline counts from."""

    MEETING = "meeting"
    GROUP_APPEAL_REGISTERED = "group's appeal registered"
    REQUEST_RECEIVED = "request received"
    MINUTES_PUBLISHED = "minutes published"
    WRITTEN_APPEAL_RECEIVED = "written appeal received"
    WRITTEN_APPEAL_REGISTERED = "written appeal registered"
    BUDGET_YEAR = "budget year"
    """Its first day, 1 January."""


class Purpose(Enum):
    """What somebody wants a meeting for."""

    INFORM = "inform"
    HEAR = "hear"
    DECIDE = "decide"
    ELECT = "elect"
    REPORT = "report"
    LEARN = "learn"


class Initiator(Enum):
    """Who may call for, or call, a meeting."""

    GROUP = "group"
    COUNCIL = "council"
    COUNCIL_CHAIR = "council chair"
    DEPUTY = "deputy"
    HEAD = "head"
    """The head of the aiyl okmotu, in towns the mayor."""
    PROGRAMME = "programme"


class Doer(Enum):
    """To whom the checklist gives a step. It is our default: an office shares its work out as it likes."""

    CLERK = "clerk"
    HEAD = "head"
    """The head of the aiyl okmotu, in towns the mayor."""
    SECRETARY = "secretary"
    """The one who keeps the minutes of the meeting."""
    COUNCIL = "council"
    RAPPORTEUR = "rapporteur"


class Chair(Enum):
    """How the one who leads comes to it."""

    ELECTED = "elected at the meeting"
    CHOSEN_BEFORE = "chosen before"
    NOT_KNOWN = "not known"


class Comers(Enum):
    """Whom the doors are open to."""

    EVERYBODY = "everybody"
    DELEGATES = "delegates"
    INVITED = "invited"


@dataclass(frozen=True)
class Unknown:
    """Not known, and why. It has no value to be used by mistake."""

    why: Why


@dataclass(frozen=True)
class Amount:
    """A whole number of something, or a range: least and most are equal unless the source names both ends.

    counting: for days only. A minimum ("not fewer than 11–15 people") keeps both ends of its range too.
    """

    least: int
    most: int
    unit: Unit
    counting: Counting = Counting.CALENDAR


@dataclass(frozen=True)
class Share:
    """A part of a whole, 0 < part <= 1. is_exceeded: more than that part is needed; otherwise the part is enough."""

    part: Fraction
    unit: Unit
    is_exceeded: bool = False


@dataclass(frozen=True)
class YearDay:
    """A day of every year: the last one before the event it counts from."""

    month: int
    day: int
    unit: Unit = Unit.DAY_OF_YEAR


@dataclass(frozen=True)
class InWords:
    """There is no number: the words of the rule are all of it."""

    unit: Unit = Unit.IN_WORDS


Value = Amount | Share | YearDay | InWords


@dataclass(frozen=True)
class Source:
    """The document a rule comes from.

    number, dated: as printed on it; "" and None where we have not seen them. point: how a place in it is cited, {n}
    its number.
    """

    id: str
    rank: Rank
    number: str
    dated: date | None
    since: date
    until: date | None
    name: Said
    short: Said
    point: Said
    headings: Mapping[str, Said] = field(default_factory=dict)


@dataclass(frozen=True)
class Rule:
    """One rule of one kind of meeting, as one source has it.

    home: the kind whose file it stands in. number: the place in the source, "" where we know none.
    since, until: the first and the last day on which it holds, as far as we stand behind it.
    side, event: both are given where the rule sets a deadline, else both are None.
    is_blank: the source leaves it to the municipality, or the municipality may settle another number.
    accepts: the units in which a municipality's own charter may answer.
    by: whose step the deadline is; None where it is somebody else's, or there is no deadline.
    only_about: slugs of the subjects it is limited to; empty is every subject.
    """

    id: str
    home: str
    what: Said
    source: Source
    rank: Rank
    number: str
    heading: Said
    value: Value | Unknown
    since: date
    until: date | None
    accepts: tuple[Unit, ...]
    side: Side | None = None
    event: Event | None = None
    by: Doer | None = None
    is_blank: bool = False
    only_about: tuple[str, ...] = ()
    confidence: Confidence = Confidence.WHOLE
    note: Said = field(default_factory=Said)

    def holds_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True)
class Known(Generic[T]):
    """Something known, and the rule it is known from."""

    value: T
    rule: Rule


@dataclass(frozen=True)
class Fit:
    """Why a kind of meeting suits a purpose, and the rule that says so. is_best: the first to be offered."""

    purpose: Purpose
    why: Said
    rule_id: str
    is_best: bool


@dataclass(frozen=True)
class Kind:
    """A kind of meeting and everything we know of how it is held.

    initiators: who may call for it; urgent_by: who may shorten the notice. has_capacity: whether places can run out.
    rules: in the order of the file, of every time, several of one id only for different times.
    """

    slug: str
    order: int
    name: Said
    plural: Said
    what_for: Said
    fits: tuple[Fit, ...]
    initiators: tuple[Initiator, ...]
    urgent_by: tuple[Initiator, ...]
    chair: Chair
    comers: Comers
    has_capacity: bool
    rules: tuple[Rule, ...]

    @property
    def everybody_may_come(self) -> bool:
        return self.comers is Comers.EVERYBODY

    def fit(self, purpose: Purpose) -> Fit | None:
        """Why it suits that purpose, if it does."""
        return next((fit for fit in self.fits if fit.purpose is purpose), None)


class Duty(Enum):
    """Whether a matter must be taken up, or may be."""

    MUST = "must"
    MAY = "may"


@dataclass(frozen=True)
class Subject:
    """A matter that a kind of meeting must or may take up; how much that weighs is the rank of its rule.

    rule: the one that says so; of several times, the latest.
    """

    slug: str
    name: Said
    duty: Duty
    rule: Rule


@dataclass(frozen=True)
class Answer:
    """What a municipality's own charter says where the model charter has a blank, or instead of what the model says.

    kind, rule: the slug of the kind and the id of the rule answered. number, heading: the place in the own charter.
    since: the first day it holds, if later than the charter itself.
    """

    kind: str
    rule: str
    value: Value
    number: str = ""
    heading: Said = field(default_factory=Said)
    since: date | None = None


@dataclass(frozen=True)
class OwnCharter:
    """The charter a council adopted: number and day of its resolution, and the days it is in force."""

    number: str
    adopted_on: date
    since: date
    until: date | None = None
    answers: tuple[Answer, ...] = ()

    def holds_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)
