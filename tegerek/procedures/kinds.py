"""The kinds of meeting, read once from kinds/*.toml and checked whole: adding a kind is adding a file.

A mistake in a file stops the program at the first use, naming file, entry, the value found and the values accepted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from tegerek.lib.said import ORDER, Said
from tegerek.procedures import words
from tegerek.procedures.reading import Entry, Place, read_toml
from tegerek.procedures.terms import (
    Amount,
    Chair,
    Comers,
    Confidence,
    Counting,
    Doer,
    Event,
    Fit,
    Initiator,
    InWords,
    Kind,
    Purpose,
    Rank,
    Rule,
    Share,
    Side,
    Source,
    Unit,
    Unknown,
    Value,
    Why,
    YearDay,
)

FOLDER = Path(__file__).parent / "kinds"
SOURCES = Path(__file__).parent / "sources.toml"
NOT_KNOWN = "not known"
IN_WORDS = "in words"

KIND_KEYS = {"slug", "order", "name", "plural", "what_for", "initiators", "chair", "comers", "has_capacity"}
KIND_MAY = {"urgent_by", "follows", "without", "fits", "rule"}
FIT_KEYS = {"purpose", "rule", *ORDER}
RULE_KEYS = {"id", "source", "value", *ORDER}
RULE_MAY = {"number", "unit", "counted", "before", "after", "by", "since", "until"}
RULE_MAY |= {"exceeded", "blank", "accepts", "confidence", "only_about", "note"}
SOURCE_KEYS = {"rank", "number", "since", "name", "short", "point"}
SOURCE_MAY = {"date", "until", "headings"}


@lru_cache(maxsize=1)
def all_kinds() -> Mapping[str, Kind]:
    """Every kind by its slug, in the order in which they are offered. Raises BadProcedure."""
    return MappingProxyType({kind.slug: kind for kind in read_kinds(FOLDER, read_sources(SOURCES))})


def kind(slug: str) -> Kind:
    """The kind of that slug. Raises KeyError."""
    return all_kinds()[slug]


def kinds_for(purpose: Purpose) -> tuple[Kind, ...]:
    """The kinds that suit a purpose, the best first; why it suits is `kind.fit(purpose)`.

    >>> [kind.slug for kind in kinds_for(Purpose.REPORT)]
    ['report']
    """
    fitting = [(fit, kind) for kind in all_kinds().values() if (fit := kind.fit(purpose)) is not None]
    return tuple(kind for fit, kind in sorted(fitting, key=lambda pair: (not pair[0].is_best, pair[1].order)))


def read_sources(path: Path) -> dict[str, Source]:
    """The documents that rules may name. Raises BadProcedure."""
    return {name: _source(Place(path.name, f"[{name}]"), name, entry) for name, entry in read_toml(path).items()}


def read_kinds(folder: Path, sources: Mapping[str, Source]) -> tuple[Kind, ...]:
    """The kinds of a folder, each file one kind, in their order. Raises BadProcedure."""
    tables = {path.stem: read_toml(path) for path in sorted(folder.glob("*.toml"))}
    plain = {stem: _kind(stem, table, sources) for stem, table in tables.items()}
    for stem, table in tables.items():
        if "follows" in table:
            plain[stem] = _following(Place(f"{stem}.toml", "follows"), plain[stem], table, plain, tables)
    for stem, found in plain.items():
        _check_fits(Place(f"{stem}.toml", "[[fits]]"), found)
    return tuple(sorted(plain.values(), key=lambda kind: kind.order))


def _source(place: Place, name: str, entry: Entry) -> Source:
    place.keys(entry, SOURCE_KEYS, SOURCE_MAY)
    ranks = {rank.name.lower(): rank for rank in Rank if rank is not Rank.OWN_CHARTER}
    if entry["rank"] not in ranks:
        raise place.bad("rank", entry["rank"], ", ".join(ranks))
    number = place.typed("number", entry["number"], str, 'a text, "not known" where it is')
    point = place.said("point", entry["point"])
    for lang, text in point.texts.items():
        if "{n}" not in text:
            raise place.bad(f"point.{lang}", text, "a text with {n} for the number")
    headings = {n: place.said(f"headings.{n}", heading) for n, heading in entry.get("headings", {}).items()}
    return Source(
        id=name,
        rank=ranks[entry["rank"]],
        number="" if number == NOT_KNOWN else number,
        dated=_day_or_none(place, entry, "date"),
        since=place.typed("since", entry["since"], date, "a day like 2022-12-12"),
        until=_day_or_none(place, entry, "until"),
        name=place.said("name", entry["name"]),
        short=place.said("short", entry["short"]),
        point=point,
        headings=MappingProxyType(headings),
    )


def _kind(stem: str, table: Entry, sources: Mapping[str, Source]) -> Kind:
    place = Place(f"{stem}.toml", "the head")
    place.keys(table, KIND_KEYS, KIND_MAY)
    if table["slug"] != stem:
        raise place.bad("slug", table["slug"], f"the name of the file, {stem}")
    rules = tuple(
        _rule(Place(place.file, f"rule {r.get('id', '?')!r}"), stem, r, sources) for r in table.get("rule", [])
    )
    _check_times(place.file, rules)
    return Kind(
        slug=stem,
        order=place.typed("order", table["order"], int, "a whole number"),
        name=place.said("name", table["name"]),
        plural=place.said("plural", table["plural"]),
        what_for=place.said("what_for", table["what_for"]),
        fits=tuple(_fit(Place(place.file, "[[fits]]"), entry) for entry in table.get("fits", [])),
        initiators=tuple(place.one_of(Initiator, "initiators", who) for who in table["initiators"]),
        urgent_by=tuple(place.one_of(Initiator, "urgent_by", who) for who in table.get("urgent_by", [])),
        chair=place.one_of(Chair, "chair", table["chair"]),
        comers=place.one_of(Comers, "comers", table["comers"]),
        has_capacity=place.typed("has_capacity", table["has_capacity"], bool, "true, false"),
        rules=rules,
    )


def _fit(place: Place, entry: Entry) -> Fit:
    place.keys(entry, FIT_KEYS, {"best"})
    return Fit(
        purpose=place.one_of(Purpose, "purpose", entry["purpose"]),
        why=place.said("text", {lang: entry[lang] for lang in ORDER}),
        rule_id=entry["rule"],
        is_best=place.typed("best", entry.get("best", False), bool, "true, false"),
    )


def _rule(place: Place, home: str, entry: Entry, sources: Mapping[str, Source]) -> Rule:
    place.keys(entry, RULE_KEYS, RULE_MAY)
    if entry["source"] not in sources:
        raise place.bad("source", entry["source"], ", ".join(sources))
    source = sources[entry["source"]]
    number = place.typed("number", entry.get("number", ""), str, 'a text like "18.4"')
    is_blank = place.typed("blank", entry.get("blank", False), bool, "true, false")
    confidence = place.one_of(Confidence, "confidence", entry.get("confidence", Confidence.WHOLE.value))
    is_left_open = is_blank and confidence is not Confidence.NOT_READ
    value = _value(place, entry, Unknown(Why.BLANK if is_left_open else Why.NOT_FOUND))
    _check_confidence(place, confidence, value, source)
    side, event = _deadline(place, entry, value)
    return Rule(
        id=entry["id"],
        home=home,
        what=place.said("text", {lang: entry[lang] for lang in ORDER}),
        source=source,
        rank=source.rank,
        number=number,
        heading=_heading(place, number, source),
        value=value,
        since=_day_or_none(place, entry, "since") or source.since,
        until=_day_or_none(place, entry, "until") or source.until,
        accepts=_accepts(place, entry, value),
        side=side,
        event=event,
        by=_by(place, entry, side),
        is_blank=is_blank,
        only_about=tuple(entry.get("only_about", ())),
        confidence=confidence,
        note=place.said("note", entry["note"]) if "note" in entry else Said(),
    )


def _value(place: Place, entry: Entry, unknown: Unknown) -> Value | Unknown:
    found = entry["value"]
    if found == NOT_KNOWN:
        return unknown
    if found == IN_WORDS:
        return InWords()
    unit = place.one_of(Unit, "unit", entry.get("unit", "missing"))
    if unit.is_share:
        part = _part(place, found)
        return Share(part, unit, place.typed("exceeded", entry.get("exceeded", "missing"), bool, "true, false"))
    if "exceeded" in entry:
        raise place.bad("exceeded", entry["exceeded"], "nothing: only a share is reached or exceeded")
    if unit is Unit.DAY_OF_YEAR:
        return _year_day(place, found)
    if unit is Unit.IN_WORDS:
        raise place.bad("unit", unit.value, "no unit, and value = “in words”")
    ends = found if isinstance(found, list) and len(found) == 2 else [found, found]
    least, most = (place.typed("value", end, int, "a whole number, or a range like [3, 4]") for end in ends)
    if not 0 < least <= most:
        raise place.bad("value", found, "numbers above 0, the smaller one first")
    return Amount(least, most, unit, _days_counted(place, entry, unit))


def _days_counted(place: Place, entry: Entry, unit: Unit) -> Counting:
    """Days must say how they are counted; nothing else may."""
    if unit is Unit.DAYS:
        return place.one_of(Counting, "counted", entry.get("counted", "missing"))
    if "counted" in entry:
        raise place.bad("counted", entry["counted"], "nothing: only days are calendar or working days")
    return Counting.CALENDAR


def _part(place: Place, found: object) -> Fraction:
    accepted = 'a part of a whole like "1/2"'
    try:
        part = Fraction(place.typed("value", found, str, accepted))
    except (ValueError, ZeroDivisionError):
        raise place.bad("value", found, accepted) from None
    if not 0 < part <= 1:
        raise place.bad("value", found, accepted)
    return part


def _year_day(place: Place, found: object) -> YearDay:
    try:
        # No leap year, so that 29 February is refused: it is not a day of every year.
        day = date.fromisoformat(f"2001-{found}")
    except ValueError:
        raise place.bad("value", found, 'a day of every year like "06-01"') from None
    return YearDay(day.month, day.day)


def _deadline(place: Place, entry: Entry, value: Value | Unknown) -> tuple[Side | None, Event | None]:
    given = [side for side in Side if side.value in entry]
    if len(given) == 2:
        raise place.bad("before, after", "both", "one of them")
    if not given:
        if isinstance(value, Amount) and value.unit.is_time:
            raise place.bad("before, after", "missing", "one of them, since the rule sets a term")
        return None, None
    side = given[0]
    events = {event.value: event for event in (words.BEFORE_EVENT if side is Side.BEFORE else words.AFTER_EVENT)}
    if entry[side.value] not in events:
        raise place.bad(side.value, entry[side.value], ", ".join(events))
    if isinstance(value, YearDay) and events[entry[side.value]] is not Event.BUDGET_YEAR:
        raise place.bad(side.value, entry[side.value], f"{Event.BUDGET_YEAR.value}, for a day of the year")
    if not isinstance(value, Unknown | YearDay) and not (isinstance(value, Amount) and value.unit.is_time):
        raise place.bad("value", entry["value"], "days, weeks, months or a day of the year, since the rule sets a term")
    return side, events[entry[side.value]]


def _by(place: Place, entry: Entry, side: Side | None) -> Doer | None:
    if "by" not in entry:
        return None
    if side is None:
        raise place.bad("by", entry["by"], "nothing: only a deadline is somebody’s step")
    return place.one_of(Doer, "by", entry["by"])


def _accepts(place: Place, entry: Entry, value: Value | Unknown) -> tuple[Unit, ...]:
    if "accepts" in entry:
        return tuple(place.one_of(Unit, "accepts", unit) for unit in entry["accepts"])
    if isinstance(value, Unknown):
        raise place.bad("accepts", "missing", "the units in which a municipality may answer")
    if isinstance(value, Amount) and value.unit.is_time:
        return (Unit.DAYS, Unit.WEEKS, Unit.MONTHS)
    return (value.unit,)


def _heading(place: Place, number: str, source: Source) -> Said:
    """The heading of the section that the number lies in: of 18 for 18.4. A source with headings must have it."""
    section = number.partition(".")[0]
    if not number or not source.headings:
        return Said()
    if section not in source.headings:
        raise place.bad("number", number, f"a number within a heading of {source.id}: {', '.join(source.headings)}")
    return source.headings[section]


def _check_confidence(place: Place, confidence: Confidence, value: Value | Unknown, source: Source) -> None:
    """What was not read is not known; what we infer is only a default or words."""
    if confidence is Confidence.NOT_READ and not isinstance(value, Unknown):
        raise place.bad("value", value, "“not known”, since the source was not read")
    if confidence is Confidence.INFERRED and source.rank is not Rank.DEFAULT and not isinstance(value, InWords):
        raise place.bad("source", source.id, "a source of rank “default”, since the value is inferred")


def _check_times(file: str, rules: Iterable[Rule]) -> None:
    """Two rules of one id must hold at different times."""
    seen: dict[str, list[Rule]] = {}
    for rule in rules:
        for other in seen.setdefault(rule.id, []):
            if rule.since <= (other.until or date.max) and other.since <= (rule.until or date.max):
                raise Place(file, f"rule {rule.id!r}").bad(
                    "since, until", "the same time twice", "times that do not overlap"
                )
        seen[rule.id].append(rule)


def _check_fits(place: Place, kind: Kind) -> None:
    ids = {rule.id for rule in kind.rules}
    for fit in kind.fits:
        if fit.rule_id not in ids:
            raise place.bad("rule", fit.rule_id, ", ".join(sorted(ids)))


def _following(place: Place, kind: Kind, table: Entry, kinds: Mapping[str, Kind], tables: Mapping[str, Entry]) -> Kind:
    """The kind with the rules of the one it follows, except those it writes itself or goes without."""
    base = table["follows"]
    if base not in kinds or "follows" in tables[base]:
        accepted = (stem for stem in tables if "follows" not in tables[stem])
        raise place.bad("follows", base, ", ".join(accepted))
    without = set(table.get("without", ()))
    strangers = without - {rule.id for rule in kinds[base].rules}
    if strangers:
        raise place.bad("without", sorted(strangers), f"ids of rules of {base}")
    own = {rule.id for rule in kind.rules}
    taken = tuple(rule for rule in kinds[base].rules if rule.id not in own | without)
    return replace(kind, rules=(*taken, *kind.rules))


def _day_or_none(place: Place, entry: Entry, key: str) -> date | None:
    if key not in entry:
        return None
    found: date = place.typed(key, entry[key], date, "a day like 2022-12-12")
    return found
