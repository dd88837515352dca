"""The notice that people get of a meeting, held against the rule; and the ways on against it, each kept on record."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from tegerek.lib.dates import day_short
from tegerek.lib.errors import Departure, Refusal
from tegerek.lib.said import Said
from tegerek.meetings.charters import own_charter
from tegerek.meetings.models import Meeting, Turn
from tegerek.people.models import Post
from tegerek.places.models import Body
from tegerek.procedures import rules as procedures
from tegerek.procedures.explain import Explained, explain
from tegerek.procedures.kinds import kind as kind_of
from tegerek.procedures.terms import Initiator, Kind, OwnCharter, Rule, Unknown
from tegerek.procedures.words import RANKS

Way = Turn.Way
# The posts that are themselves one of those who may call for a meeting.
POSTS = {
    Post.AO_HEAD: Initiator.HEAD,
    Post.COUNCIL_CHAIR: Initiator.COUNCIL_CHAIR,
    Post.DEPUTY: Initiator.DEPUTY,
}


@dataclass(frozen=True)
class Decided:
    """Who decided it, by post, and on which day if known, where that is not who records it."""

    post: Post
    on: date | None = None


@dataclass(frozen=True)
class Despite:
    """By which way somebody goes on against a rule. It stays on record.

    way: urgent, for those who may; charter, our own says otherwise: its words and the day it was adopted; reason alone.
    reason: why, needed for the last way, welcome with the others.
    """

    reason: Said = field(default_factory=Said)
    way: Way = Way.REASON
    words: str = ""
    adopted_on: date | None = None


@dataclass(frozen=True)
class Notice:
    """How many days ahead people would hear, and what the rule in force asks for.

    given: calendar days between the day people are told and the meeting, never below 0. asked: None: no rule is known.
    earliest: the first proper day, if people are told today. why: all there is to say of the rule and its counting.
    """

    today: date
    held_on: date
    given: int
    asked: int | None = None
    rule: Rule | None = None
    earliest: date | None = None
    why: Explained | None = None

    @property
    def is_short(self) -> bool:
        return self.asked is not None and self.given < self.asked

    def sentence(self) -> str:
        """What is given, what the rule asks with its rank, and the way out, in the language of the page."""
        lang = get_language() or "ky"
        given = ngettext(
            "People would hear of it %(days)d day ahead.", "People would hear of it %(days)d days ahead.", self.given
        )
        asked = ngettext(
            "The rule asks for %(days)d day (%(rank)s); the earliest proper day is %(earliest)s.",
            "The rule asks for %(days)d days (%(rank)s); the earliest proper day is %(earliest)s.",
            self.asked or 0,
        )
        rank = RANKS[self.rule.rank].in_(lang).text if self.rule else ""
        earliest = day_short(self.earliest) if self.earliest else ""
        return f"{given % {'days': self.given}} {asked % {'days': self.asked or 0, 'rank': rank, 'earliest': earliest}}"

    def promise(self) -> str:
        """What is given and what the rule asks with its rank, where it is in time; empty where no rule is known."""
        if self.rule is None or self.asked is None:
            return ""
        given = ngettext(
            "People will hear of it %(days)d day ahead.", "People will hear of it %(days)d days ahead.", self.given
        )
        return f"{given % {'days': self.given}} {_asks(self.rule, self.asked)}"

    def hint(self) -> str:
        """What the rule asks with its rank, and the first proper day; empty where no rule is known."""
        if self.rule is None or self.asked is None or self.earliest is None:
            return ""
        first = _("If people are told today, the earliest proper day is %(earliest)s.")
        return f"{_asks(self.rule, self.asked)} {first % {'earliest': day_short(self.earliest)}}"


def _asks(rule: Rule, asked: int) -> str:
    said = ngettext("The rule asks for %(days)d day (%(rank)s).", "The rule asks for %(days)d days (%(rank)s).", asked)
    return said % {"days": asked, "rank": RANKS[rule.rank].in_(get_language() or "ky").text}


class ShortNotice(Departure):
    """People would hear too late. notice: days given and asked, the rule with rank and source, the earliest day."""

    def __init__(self, notice: Notice) -> None:
        super().__init__(notice.sentence())
        self.notice = notice


def notice_of(meeting: Meeting, *, today: date, held_on: date) -> Notice:
    """The notice if people are told today, by the rules of today and the municipality's own charter. Two queries."""
    return notice(kind_of(meeting.kind), today, held_on, own_charter(meeting.office, today))


def notice(kind: Kind, today: date, held_on: date, own: OwnCharter | None = None) -> Notice:
    """The same for a kind and a charter at hand. No query."""
    given = max((held_on - today).days, 0)
    found = procedures.notice_days(kind, held_on, on=today, own=own)
    if isinstance(found, Unknown):
        return Notice(today, held_on, given)
    earliest = procedures.earliest_held_on(kind, today, own=own)
    dues = procedures.due_days(kind, held_on, on=today, own=own)
    return Notice(
        today,
        held_on,
        given,
        asked=found.value,
        rule=found.rule,
        earliest=None if isinstance(earliest, Unknown) else earliest.value,
        why=next(explain(due) for due in dues if due.rule.id == procedures.NOTICE),
    )


def notice_hint(kind: Kind, office: Body, today: date) -> str:
    """What to know before a day is chosen, by the office's own charter too; empty without a rule. Two queries."""
    own = own_charter(office, today)
    first = procedures.earliest_held_on(kind, today, own=own)
    return "" if isinstance(first, Unknown) else notice(kind, today, first.value, own).hint()


def urgent_by(kind: Kind) -> tuple[Post, ...]:
    """The posts that may call a meeting of this kind in a hurry; empty where nobody may."""
    return tuple(post for post, initiator in POSTS.items() if initiator in kind.urgent_by)


def may_be_urgent(meeting: Meeting, decided: Decided | None) -> bool:
    """Whether the one who asked for the meeting, or who decided it, may call it in a hurry."""
    who = {meeting.initiator, POSTS[decided.post].value if decided and decided.post in POSTS else ""}
    return bool(who & {one.value for one in kind_of(meeting.kind).urgent_by})


def go_on(meeting: Meeting, notice: Notice, despite: Despite | None, decided: Decided | None) -> dict[str, Any]:
    """The columns of the turn that keep by which way it went on; none where nothing stands in the way.

    Raises ShortNotice where no way was chosen, or no reason given; Refusal where the way is not open to them, or its
    words are missing.
    """
    if not notice.is_short:
        return {}
    if despite is None or (despite.way is Way.REASON and not despite.reason):
        raise ShortNotice(notice)
    if despite.way is Way.URGENT and not may_be_urgent(meeting, decided):
        raise Refusal(not_urgent(kind_of(meeting.kind)))
    if despite.way is Way.CHARTER:
        _check_words(despite, notice.today)
    is_charter = despite.way is Way.CHARTER
    return {
        "despite_days": notice.given,
        "despite_rule_days": notice.asked,
        "despite_rank": notice.rule.rank if notice.rule else None,
        "despite_way": despite.way,
        "charter_words": despite.words.strip() if is_charter else "",
        "charter_on": despite.adopted_on if is_charter else None,
    }


def not_urgent(kind: Kind) -> str:
    """Why somebody may not call it in a hurry, and what to do instead."""
    if not kind.urgent_by:
        return _("No rule lets a meeting of this kind be called in a hurry. Choose a later day or another way.")
    return _(
        "Only the head of the aiyl okmotu or the mayor, the council or its chair may call a meeting in a hurry. "
        "If one of them decided it, say so under “Decided by somebody else?”; else choose a later day or another way."
    )


def _check_words(despite: Despite, today: date) -> None:
    if not despite.words.strip() or despite.adopted_on is None:
        raise Refusal(_("Type what your charter says of it, and the day on which the council adopted it."))
    if despite.adopted_on > today:
        raise Refusal(_("The council has not adopted it yet: that day lies ahead. Check the day of the resolution."))
