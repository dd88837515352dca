"""What Көк-Булут settled once and for all its meetings: its own charter, and the chat groups of its villages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tegerek.demo.land import Land
from tegerek.demo.moments import at
from tegerek.meetings.charters import Facts, Typed, answer_all, set_charter
from tegerek.meetings.chats import GroupWords, add_group
from tegerek.meetings.models import Charter, ChatGroup
from tegerek.people.models import User
from tegerek.procedures.terms import Amount, Unit

MADE = at("2025-01-15")


@dataclass(frozen=True)
class Standing:
    """The charter with two of its blanks answered, and one chat group. The neighbours have neither."""

    charter: Charter
    chat: ChatGroup


def stand(land: Land, by: User) -> Standing:
    """Write both down, as an office does when it begins."""
    return Standing(_charter(land, by), _chat(land, by))


def _charter(land: Land, by: User) -> Charter:
    """How large a group must be and how many must come; the other blanks stay blank."""
    facts = Facts(number="00-0", adopted_on=date(2023, 3, 10), since=date(2023, 4, 1))
    charter = set_charter(land.okmotu, facts, by=by, now=MADE)
    typed = [
        Typed("assembly", "group-size", _people(11), number="18.2"),
        Typed("assembly", "quorum", _people(40), number="18.6"),
    ]
    answer_all(charter, typed, seen=charter.version, by=by, now=MADE)
    return charter


def _people(least: int) -> Amount:
    return Amount(least, least, Unit.PEOPLE)


def _chat(land: Land, by: User) -> ChatGroup:
    words = GroupWords(
        name="Ак-Терек – жаңылыктар", posted_by="айыл башчысы", members=214, counted_on=date(2025, 1, 14)
    )
    return add_group(land.okmotu, land.villages[0], words, by=by, now=MADE)
