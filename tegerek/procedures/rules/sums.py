"""Numbers of a meeting that do not add up: they are asked about, and never put right by the program."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tegerek.lib.said import Said
from tegerek.procedures import tellings
from tegerek.procedures.rules.votes import OptionVotes, Votes


@dataclass(frozen=True)
class Counts:
    """Who was counted at a meeting, in people; None is not counted.

    ages, villages: people by band and by village, each person once; empty where nobody sorted them so. voters:
    residents of 18 and older; they, other_residents, officials, guests and media are everybody present, each once.
    """

    present: int | None = None
    women: int | None = None
    men: int | None = None
    ages: Mapping[str, int | None] = field(default_factory=dict)
    villages: Mapping[str, int | None] = field(default_factory=dict)
    voters: int | None = None
    other_residents: int | None = None
    officials: int | None = None
    guests: int | None = None
    media: int | None = None


@dataclass(frozen=True)
class Doubt:
    """Two numbers that cannot both be right. Ask, and let the numbers stand if the person says so.

    slug: sexes, ages, villages, roles, votes or voters. item: the caller's own name of the matter voted on, else "".
    parts: what the parts make together; whole: what they should make, or at the most.
    """

    slug: str
    item: str
    parts: int
    whole: int
    question: Said


def sums(counts: Counts, votes: Mapping[str, Votes | Sequence[OptionVotes]] | None = None) -> tuple[Doubt, ...]:
    """What to ask about the numbers of a meeting; empty where nothing is odd.

    votes: hands raised, by the caller's own name of each matter; for a choice, all its options. Parts that were all
    counted must make the whole; parts of which some were not counted may not be more than the whole. Nothing is
    asked where a number was not counted.
    """
    return (*_of_people(counts), *_of_votes(counts, votes or {}))


def _of_people(counts: Counts) -> Iterator[Doubt]:
    roles = (counts.voters, counts.other_residents, counts.officials, counts.guests, counts.media)
    ways: Mapping[str, Sequence[int | None]] = {
        "sexes": (counts.women, counts.men),
        "ages": tuple(counts.ages.values()),
        "villages": tuple(counts.villages.values()),
        "roles": roles,
    }
    for slug, parts in ways.items():
        known = [part for part in parts if part is not None]
        total = sum(known)
        if counts.present is None or not known:
            continue
        if total > counts.present or (len(known) == len(parts) and total != counts.present):
            yield Doubt(slug, "", total, counts.present, tellings.of_people(slug, total, counts.present))


def _of_votes(counts: Counts, votes: Mapping[str, Votes | Sequence[OptionVotes]]) -> Iterator[Doubt]:
    for item, cast in votes.items():
        known = cast.known if isinstance(cast, Votes) else [one.for_ for one in cast if one.for_ is not None]
        total = sum(known)
        if counts.present is not None and total > counts.present:
            yield Doubt("votes", item, total, counts.present, tellings.of_votes(total, counts.present))
        elif counts.voters is not None and total > counts.voters:
            yield Doubt("voters", item, total, counts.voters, tellings.of_voters(total, counts.voters))
