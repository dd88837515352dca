"""The municipality's own charter: typed once, and from then on in place of the model charter's blanks.

Reading gives an `OwnCharter`, the plain thing that `procedures` understands. An older charter stays, valid on its days.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tegerek.journal.actions import record
from tegerek.lib.dates import local_day
from tegerek.lib.errors import CHANGED, Refusal, Stale
from tegerek.lib.said import Said
from tegerek.meetings.models import Charter, CharterAnswer
from tegerek.people.models import User
from tegerek.places.models import Body
from tegerek.procedures.kinds import kind as kind_of
from tegerek.procedures.terms import Amount, Answer, Counting, InWords, OwnCharter, Rule, Share, Unit, Value, YearDay

SAME_DAY = gettext_noop("A charter that begins on that day is written down already. Open it and correct it there.")


@dataclass(frozen=True)
class Facts:
    """What stands on the cover of a charter.

    number, adopted_on: of the council's resolution. registered: its entry in the State Register, as printed. since,
    until: the days on which it is in force.
    """

    number: str
    adopted_on: date
    since: date
    registered: str = ""
    until: date | None = None


@dataclass(frozen=True)
class Typed:
    """What somebody typed of one rule. value None: the charter says nothing of it, or nobody knows; it stays unknown.

    number, heading: the place in the charter. text: its words. since: the first day, if later than the charter's.
    """

    kind: str
    rule: str
    value: Value | None
    number: str = ""
    heading: Said = field(default_factory=Said)
    text: str = ""
    since: date | None = None


def own_charter(office: Body, on: date) -> OwnCharter | None:
    """The charter of a municipality that is in force on that day, with its answers; None if none is known.

    A charter takes the place of the one before it on its first day. Two queries.
    """
    return charters_on([(office.pk, on)]).get((office.pk, on))


def charters_on(wanted: Iterable[tuple[int, date]]) -> dict[tuple[int, date], OwnCharter]:
    """For each (office key, day) the charter in force, where one is known. Two queries, whatever the number."""
    asked = set(wanted)
    rows = list(Charter.objects.filter(office__in={office for office, _on in asked}).prefetch_related("answers"))
    found = {}
    for office, on in asked:
        row = in_force([row for row in rows if row.office_id == office], on)
        if row is not None:
            found[office, on] = as_own(row)
    return found


def charters_of(office: Body) -> list[Charter]:
    """Every charter of a municipality, the newest first, with its answers. Two queries."""
    return list(Charter.objects.filter(office=office).prefetch_related("answers"))


def in_force(charters: Sequence[Charter], on: date) -> Charter | None:
    """Of the charters of one office that which holds on that day: the last one to begin, unless it has ended."""
    begun = [charter for charter in charters if charter.since <= on]
    last = max(begun, key=lambda charter: charter.since, default=None)
    return last if last is not None and (last.until is None or on <= last.until) else None


def as_own(charter: Charter) -> OwnCharter:
    """A row as `procedures` reads it; its answers must be at hand or cost one query."""
    return OwnCharter(
        number=charter.number,
        adopted_on=charter.adopted_on,
        since=charter.since,
        until=charter.until,
        answers=tuple(
            Answer(a.kind, a.rule, value_from(a.value), number=a.number, heading=a.heading, since=a.since)
            for a in charter.answers.all()
        ),
    )


@transaction.atomic
def set_charter(
    office: Body, facts: Facts, *, by: User | None, now: datetime, charter: Charter | None = None, seen: int = 0
) -> Charter:
    """Write down a charter, or correct the one given. Journals charter.set.

    A new one takes over the answers of the charter before it: what has not changed need not be typed again. seen: the
    version of the one corrected. Raises Refusal for days that cannot be, Stale.
    """
    _check(facts, local_day(now))
    if charter is None:
        before = in_force(charters_of(office), facts.since)
        charter = _written(Charter(office=office, made_at=now, by=by, **_columns(facts)))
        _take_over(charter, before)
    else:
        _correct(charter, facts, seen)
    record("charter.set", charter, by=by.pk if by else None, at=now, since=facts.since)
    return charter


@transaction.atomic
def answer(charter: Charter, typed: Typed, *, seen: int, by: User | None, now: datetime) -> None:
    """Settle one rule. Journals charter.answered. Raises as answer_all does."""
    answer_all(charter, [typed], seen=seen, by=by, now=now)


@transaction.atomic
def answer_all(charter: Charter, typed: Collection[Typed], *, seen: int, by: User | None, now: datetime) -> None:
    """Settle several rules at once; what is not among them stays. Journals charter.answered for each that changed.

    Raises Stale; ValueError for a rule that the kind does not have, or a unit it does not accept.
    """
    for one in typed:
        _check_unit(one)
    if not Charter.objects.filter(pk=charter.pk, version=seen).update(version=F("version") + 1):
        raise Stale(_(CHANGED))
    charter.refresh_from_db()
    old = {(row.kind, row.rule): row for row in CharterAnswer.objects.filter(charter=charter)}
    for one in typed:
        if _settle(charter, one, old.get((one.kind, one.rule))):
            record(
                "charter.answered",
                charter,
                by=by.pk if by else None,
                at=now,
                kind=one.kind,
                rule=one.rule,
                is_known=one.value is not None,
            )


def answerable(kind: str, on: date) -> tuple[Rule, ...]:
    """The rules of a kind that a charter may settle in numbers: the blanks first, then what it may say otherwise.

    Only those that stand in the file of this kind: a rule taken over from another kind is asked there, once. Raises
    KeyError.
    """
    rules = {rule.id: rule for rule in kind_of(kind).rules if rule.home == kind and rule.holds_on(on)}
    asked = [rule for rule in rules.values() if rule.is_blank or _may_differ(rule)]
    return tuple(sorted(asked, key=lambda rule: not rule.is_blank))


def value_json(value: Value) -> dict[str, Any]:
    """A value as the column keeps it. Raises ValueError for one that no charter is asked for."""
    match value:
        case Amount(least, most, unit, counting):
            return {"unit": unit.value, "least": least, "most": most, "counting": counting.value}
        case Share(part, unit, is_exceeded):
            return {"unit": unit.value, "part": str(part), "is_exceeded": is_exceeded}
        case InWords(unit):
            return {"unit": unit.value}
        case YearDay():
            raise ValueError("a day of the year is the law's, not a charter's")


def value_from(data: Mapping[str, Any]) -> Value:
    """The inverse of value_json. Raises KeyError or ValueError for anything it did not write."""
    unit = Unit(data["unit"])
    if unit.is_share:
        return Share(Fraction(data["part"]), unit, data["is_exceeded"])
    if unit is Unit.IN_WORDS:
        return InWords()
    return Amount(data["least"], data["most"], unit, Counting(data["counting"]))


def _may_differ(rule: Rule) -> bool:
    return not rule.rank.binds and isinstance(rule.value, Amount | Share)


def _check(facts: Facts, today: date) -> None:
    if not facts.number.strip():
        raise Refusal(_("Enter the number of the council’s resolution, as it is printed on the charter."))
    if facts.adopted_on > today:
        raise Refusal(_("The council has not adopted it yet: that day lies ahead. Check the day of the resolution."))
    if facts.since < facts.adopted_on:
        raise Refusal(_("A charter cannot be in force before the council adopted it. Check the two days."))
    if facts.until is not None and facts.until < facts.since:
        raise Refusal(_("The last day comes before the first. Check the two days."))


def _columns(facts: Facts) -> dict[str, Any]:
    return {
        "number": facts.number.strip(),
        "adopted_on": facts.adopted_on,
        "registered": facts.registered.strip(),
        "since": facts.since,
        "until": facts.until,
    }


def _written(charter: Charter) -> Charter:
    try:
        with transaction.atomic():
            charter.save(force_insert=True)
    except IntegrityError:
        raise Refusal(_(SAME_DAY)) from None
    return charter


def _correct(charter: Charter, facts: Facts, seen: int) -> None:
    rows = Charter.objects.filter(pk=charter.pk, version=seen)
    try:
        with transaction.atomic():
            done = rows.update(version=F("version") + 1, **_columns(facts))
    except IntegrityError:
        raise Refusal(_(SAME_DAY)) from None
    if not done:
        raise Stale(_(CHANGED))
    charter.refresh_from_db()


def _take_over(charter: Charter, before: Charter | None) -> None:
    """The answers of the charter before, without the days from which they held there."""
    rows = before.answers.all() if before is not None else []
    CharterAnswer.objects.bulk_create(
        CharterAnswer(
            charter=charter,
            kind=row.kind,
            rule=row.rule,
            value=row.value,
            number=row.number,
            heading=row.heading,
            text=row.text,
        )
        for row in rows
    )


def _settle(charter: Charter, typed: Typed, old: CharterAnswer | None) -> bool:
    """Write, change or take away one answer. Whether anything changed."""
    if typed.value is None:
        return old is not None and bool(old.delete()[0])
    row = old or CharterAnswer(charter=charter, kind=typed.kind, rule=typed.rule)
    new = {
        "value": value_json(typed.value),
        "number": typed.number.strip(),
        "heading": typed.heading,
        "text": typed.text.strip(),
        "since": typed.since,
    }
    if old is not None and all(getattr(old, name) == value for name, value in new.items()):
        return False
    for name, value in new.items():
        setattr(row, name, value)
    row.save()
    return True


def _check_unit(typed: Typed) -> None:
    rules = [rule for rule in kind_of(typed.kind).rules if rule.id == typed.rule]
    if not rules:
        raise ValueError(f"{typed.kind} has no rule {typed.rule!r}")
    if typed.value is not None and typed.value.unit not in rules[-1].accepts:
        raise ValueError(f"{typed.kind}.{typed.rule} is not answered in {typed.value.unit.value!r}")
