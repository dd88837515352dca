"""The rules in force on a day, and the days that follow from them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tegerek.lib.said import Said
from tegerek.procedures import counting, words
from tegerek.procedures.days import DaysOff, NamedDay, official
from tegerek.procedures.terms import (
    Amount,
    Answer,
    Confidence,
    Counting,
    Event,
    InWords,
    Kind,
    Known,
    OwnCharter,
    Rank,
    Rule,
    Share,
    Side,
    Unit,
    Unknown,
    Why,
    YearDay,
)

NOTICE = "notice"  # the id of the rule that says how long before people must be told, in every kind that has one
FARTHEST = 400  # days ahead that earliest_held_on looks; more than a year


@dataclass(frozen=True)
class Counted:
    """How a deadline was found.

    from_day: the day it counts from, not itself counted. last: the last proper day. first: the first proper day where
    the source names one ("1–2 weeks before"), else None. counting: the days that were counted. is_our_default: the
    source does not say which. passed_over: the days off that were not counted, for working days. untyped_years: years
    touched whose holidays nobody has typed in, for working days: the answer may then be too early. falls_on: what the
    last day is, if it is a day off; no rule moves it.
    """

    from_day: date
    last: date
    first: date | None
    counting: Counting
    is_our_default: bool
    passed_over: tuple[NamedDay, ...] = ()
    untyped_years: tuple[int, ...] = ()
    falls_on: NamedDay | None = None


@dataclass(frozen=True)
class Due:
    """One deadline of one meeting: the rule it comes from, and how it was counted or why it is not known."""

    rule: Rule
    counted: Counted | Unknown

    @property
    def day(self) -> date | Unknown:
        """The last proper day."""
        return self.counted if isinstance(self.counted, Unknown) else self.counted.last


def rules_in_force(kind: Kind, on: date, own: OwnCharter | None = None) -> tuple[Rule, ...]:
    """The rules for this kind of meeting on that day, in the order of the file.

    The municipality's own charter stands in place of the model charter, its instructions, practice and our
    defaults; in place of the law only where we do not know what the law says. Before 12 December 2022 we know no
    charter: only what the municipality's own says is returned.
    Raises ValueError if the own charter answers a rule that this kind does not have, or in a unit the rule
    does not accept.
    """
    answers = _answers_for(kind, on, own)
    settled = (_settled(kind, rule_id, on, own, answers) for rule_id in _ids(kind))
    return tuple(rule for rule in settled if rule is not None)


def rule_in_force(kind: Kind, rule_id: str, on: date, own: OwnCharter | None = None) -> Rule | Unknown:
    """That one rule on that day."""
    if rule_id not in _ids(kind):
        return Unknown(Why.NO_RULE)
    found = next((rule for rule in rules_in_force(kind, on, own) if rule.id == rule_id), None)
    return found or Unknown(Why.NOT_IN_FORCE)


def blanks(kind: Kind, on: date) -> tuple[Rule, ...]:
    """What a municipality is asked to fill for this kind, with the value used as long as it has not."""
    return tuple(rule for rule in rules_in_force(kind, on) if rule.is_blank)


def due_days(
    kind: Kind,
    held_on: date,
    *,
    on: date,
    own: OwnCharter | None = None,
    events: Mapping[Event, date] | None = None,
    about: Collection[str] = (),
    days_off: DaysOff | None = None,
) -> tuple[Due, ...]:
    """Every deadline of a meeting held on that day, by the rules in force on the day `on`; known ones first, by day.

    events: days that other deadlines count from (the appeal was registered, the budget year begins), as far as known.
    about: the subjects of the meeting, for rules limited to one. days_off: another list than the country's own, e.g.
    with an office's days. A rule that was not in force, or a day that is not known yet, gives a Due whose `counted`
    is Unknown.
    """
    known = {**(events or {}), Event.MEETING: held_on}
    calendar = days_off or official()
    in_force = {rule.id: rule for rule in rules_in_force(kind, on, own)}
    dues = []
    for rule in (in_force.get(rule.id, rule) for rule in _one_of_each(kind)):
        if rule.event is None or (rule.only_about and not set(rule.only_about) & set(about)):
            continue
        why_not = None if rule.id in in_force else Unknown(Why.NOT_IN_FORCE)
        dues.append(Due(rule, why_not or _counted(rule, known.get(rule.event), calendar)))
    return tuple(sorted(dues, key=_by_day))


def notice_days(
    kind: Kind, held_on: date, *, on: date, own: OwnCharter | None = None, days_off: DaysOff | None = None
) -> Known[int] | Unknown:
    """How many calendar days before the meeting people must have been told, at the latest.

    The number depends on the day of the meeting where an own charter counts working days.
    """
    dues = due_days(kind, held_on, on=on, own=own, days_off=days_off)
    notice = next((due for due in dues if due.rule.id == NOTICE), None)
    if notice is None:
        return Unknown(Why.NO_RULE)
    if isinstance(notice.counted, Unknown):
        return notice.counted
    return Known((held_on - notice.counted.last).days, notice.rule)


def days_short(today: date, held_on: date, notice_days: int) -> int:
    """By how many days a notice given today is too late; 0 is in time.

    >>> days_short(date(2026, 3, 4), date(2026, 3, 8), 5), days_short(date(2026, 3, 3), date(2026, 3, 8), 5)
    (1, 0)
    """
    return max(0, notice_days - (held_on - today).days)


def earliest_day(today: date, notice_days: int) -> date:
    """The first day a meeting can be held if people are told today.

    >>> earliest_day(date(2026, 3, 4), 5)
    datetime.date(2026, 3, 9)
    """
    return today + timedelta(days=notice_days)


def earliest_held_on(
    kind: Kind, today: date, *, own: OwnCharter | None = None, days_off: DaysOff | None = None
) -> Known[date] | Unknown:
    """The first day a meeting of this kind can be held if people are told today, by the rules in force today.

    Unlike earliest_day it is right for a charter that counts working days, too.
    """
    for day in (today + timedelta(days=ahead) for ahead in range(FARTHEST)):
        notice = notice_days(kind, day, on=today, own=own, days_off=days_off)
        if isinstance(notice, Unknown):
            return notice
        if not days_short(today, day, notice.value):
            return Known(day, notice.rule)
    return Unknown(Why.NOT_FOUND)


# The rules of a day


def _ids(kind: Kind) -> tuple[str, ...]:
    return tuple(dict.fromkeys(rule.id for rule in kind.rules))


def _one_of_each(kind: Kind) -> tuple[Rule, ...]:
    """The rules, and of those that have several times the latest."""
    return tuple({rule.id: rule for rule in sorted(kind.rules, key=lambda rule: rule.since)}[i] for i in _ids(kind))


def _answers_for(kind: Kind, on: date, own: OwnCharter | None) -> dict[str, Answer]:
    """What the own charter says of this kind on that day: of a rule that the kind takes over from another, too."""
    if own is None or not own.holds_on(on):
        return {}
    homes = {rule.id: rule.home for rule in kind.rules}
    # An answer settled later stands in place of an earlier one.
    dated = sorted(own.answers, key=lambda answer: answer.since or own.since)
    holding = [answer for answer in dated if (answer.since or own.since) <= on]
    of_this = {answer.rule: answer for answer in holding if answer.kind == kind.slug}
    strangers = sorted(set(of_this) - set(homes))
    if strangers:
        raise ValueError(f"The own charter answers {strangers} of {kind.slug}, which has the rules {sorted(homes)}.")
    of_others = {answer.rule: answer for answer in holding if homes.get(answer.rule) == answer.kind}
    return {**of_others, **of_this}


def _settled(kind: Kind, rule_id: str, on: date, own: OwnCharter | None, answers: Mapping[str, Answer]) -> Rule | None:
    versions = [rule for rule in kind.rules if rule.id == rule_id]
    in_force = next((rule for rule in versions if rule.holds_on(on)), None)
    answer = answers.get(rule_id)
    is_law = in_force is not None and in_force.rank is Rank.LAW and not isinstance(in_force.value, Unknown)
    if own is None or answer is None or is_law:
        return in_force
    return _answered(in_force or versions[-1], answer, own)


def _answered(rule: Rule, answer: Answer, own: OwnCharter) -> Rule:
    """The rule as the municipality's own charter has it."""
    if answer.value.unit not in rule.accepts:
        accepted = ", ".join(unit.value for unit in rule.accepts)
        raise ValueError(
            f"{rule.home}.{rule.id} cannot be answered in {answer.value.unit.value!r}; accepted: {accepted}."
        )
    return replace(
        rule,
        value=answer.value,
        rank=Rank.OWN_CHARTER,
        source=words.own_charter(own),
        number=answer.number,
        heading=answer.heading,
        since=max(own.since, answer.since or own.since),
        until=own.until,
        confidence=Confidence.WHOLE,
        note=Said(),
    )


# The counting


def _counted(rule: Rule, from_day: date | None, calendar: DaysOff) -> Counted | Unknown:
    value = rule.value
    if isinstance(value, Unknown):
        return value
    if from_day is None:
        return Unknown(Why.WAITING)
    match value:
        case YearDay(month, day):
            last = counting.last_before(from_day, month, day)
            return Counted(from_day, last, None, Counting.CALENDAR, False, falls_on=calendar.day_off(last))
        case Amount():
            return _counted_amount(rule, value, from_day, calendar)
        case Share() | InWords():
            return Unknown(Why.NOT_FOUND)


def _counted_amount(rule: Rule, amount: Amount, from_day: date, calendar: DaysOff) -> Counted:
    is_range = amount.least != amount.most
    if rule.side is Side.BEFORE:
        last = _moved(from_day, -amount.least, amount, calendar)
        first = _moved(from_day, -amount.most, amount, calendar) if is_range else None
    else:
        last = _moved(from_day, amount.most, amount, calendar)
        first = _moved(from_day, amount.least, amount, calendar) if is_range else None
    is_working = amount.counting is Counting.WORKING
    span = sorted((from_day, last))
    return Counted(
        from_day=from_day,
        last=last,
        first=first,
        counting=Counting.WORKING if is_working else Counting.CALENDAR,
        is_our_default=amount.counting is Counting.NOT_STATED,
        passed_over=calendar.days_off_between(*span) if is_working else (),
        untyped_years=calendar.untyped_years(*span) if is_working else (),
        falls_on=calendar.day_off(last),
    )


def _moved(day: date, count: int, amount: Amount, calendar: DaysOff) -> date:
    if amount.unit is Unit.MONTHS:
        return counting.months_from(day, count)
    if amount.unit is Unit.WEEKS:
        return counting.calendar_days_from(day, 7 * count)
    if amount.counting is Counting.WORKING:
        return counting.working_days_from(day, count, calendar.is_off)
    return counting.calendar_days_from(day, count)


def _by_day(due: Due) -> tuple[bool, date]:
    day = due.day
    return (True, date.max) if isinstance(day, Unknown) else (False, day)
