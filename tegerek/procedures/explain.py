"""Why this day? All that a page, a paper or a message says of a deadline, as texts in every language. No markup."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tegerek.lib.said import Said
from tegerek.procedures import words
from tegerek.procedures.days import NamedDay
from tegerek.procedures.rules import Counted, Due
from tegerek.procedures.terms import Amount, Counting, Doer, Rank, Rule, Unit, Unknown, Why, YearDay


@dataclass(frozen=True)
class Explained:
    """A deadline that explains itself. Texts that do not apply are empty (and false).

    what: what is to be done. last, first: the last and the first proper day. from_day: the day it counts from.
    term: "5 days before the meeting". counting: which days were counted, and whether the source said so. unknown: why
    there is no day. cited: source, place and force in a line. heading, document: the heading of the section and the
    full name of the document. confidence: how far the source was read, empty if whole. is_blank: the municipality may
    settle its own. by, by_label: whose step it is; None and empty where it is not one of ours. passed_over: days off
    not counted. untyped_years: years whose holidays nobody has typed in. falls_on: the last day is a day off.
    """

    rule_id: str
    what: Said
    note: Said
    last: date | None
    first: date | None
    from_day: date | None
    term: Said
    counting: Said
    unknown: Said
    why: Why | None
    cited: Said
    heading: Said
    number: str
    document: Said
    rank: Rank
    rank_label: Said
    binds: bool
    confidence: Said
    is_blank: bool
    by: Doer | None
    by_label: Said
    passed_over: tuple[NamedDay, ...]
    untyped_years: tuple[int, ...]
    falls_on: NamedDay | None


def explain(due: Due) -> Explained:
    """All there is to say of a deadline."""
    rule, counted = due.rule, due.counted
    known = None if isinstance(counted, Unknown) else counted
    return Explained(
        rule_id=rule.id,
        what=rule.what,
        note=rule.note,
        last=known.last if known else None,
        first=known.first if known else None,
        from_day=known.from_day if known else None,
        term=_term(rule),
        counting=_counting(rule, known) if known else Said(),
        unknown=words.WHYS[counted.why] if isinstance(counted, Unknown) else Said(),
        why=counted.why if isinstance(counted, Unknown) else None,
        cited=words.cited(rule),
        heading=rule.heading,
        number=rule.number,
        document=words.document(rule.source),
        rank=rule.rank,
        rank_label=words.RANKS[rule.rank],
        binds=rule.rank.binds,
        confidence=words.confidence(rule),
        is_blank=rule.is_blank,
        by=rule.by,
        by_label=words.DOERS[rule.by] if rule.by else Said(),
        passed_over=known.passed_over if known else (),
        untyped_years=known.untyped_years if known else (),
        falls_on=known.falls_on if known else None,
    )


def _term(rule: Rule) -> Said:
    """The term in words; empty where none is known."""
    if isinstance(rule.value, YearDay):
        return words.year_day_term(rule.value)
    if isinstance(rule.value, Amount) and rule.side is not None and rule.event is not None:
        return words.term(rule.value, rule.side, rule.event)
    return Said()


def _counting(rule: Rule, counted: Counted) -> Said:
    """Only days leave a doubt which ones are meant; weeks and months do not."""
    if not isinstance(rule.value, Amount) or rule.value.unit is not Unit.DAYS:
        return Said()
    return words.COUNTINGS[Counting.NOT_STATED if counted.is_our_default else counted.counting]
