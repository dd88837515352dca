"""Drafts as rows: words become days, times and places, each with its doubts."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tegerek.places.names import CHOSEN, MARGIN, Gazetteer, Match, Named, kinds_named
from tegerek.programmes.schedule.days import (
    Settled,
    Stretch,
    Written,
    day_number,
    days_in,
    nearest_year,
    settle,
    weekday_in,
)
from tegerek.programmes.schedule.drafts import Draft, Heading
from tegerek.programmes.schedule.times import Clock, clock_in
from tegerek.programmes.schedule.understood import Row, Warned

Kinds = frozenset[str]
RAION, AIMAK, CITY = frozenset({"raion"}), frozenset({"aimak"}), frozenset({"city", "town"})
_RAION_WORDS = re.compile(r"(?<!\w)(?:район|raion|rayon|district|рма|рга|rsa|акимиат)", re.IGNORECASE)
# A hall that only a raion has tells that a bare name is the raion's.
_OF_RAION = re.compile(r"(?<!\w)(?:(?:в )?(?:[а-яөүң]+ ){0,2})?(?:рма|рга|rsa|рдма)(?!\w|-)", re.IGNORECASE)
_OF_CITY = re.compile(r"(?<!\w)(?:мэри[яиюе]|мэриян\w*|city hall|mayor)", re.IGNORECASE)
_AIMAK_WORDS = re.compile(
    r"(?<!\w)(?:айыл(?:дык)? (?:аймак|аймаг|өкмөт)|айыл[ьн]\w* аймак|аө(?!\w)|aiyl aimak|aiyl okmot|айыл окмот)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Years:
    """What a paper tells about the year of a day without one.

    period, dated: as stated. has_period_year: the period is stated with its year. rows: days of other rows that have
    a year. only: the one year the paper names anywhere. today: if given.
    """

    period: tuple[date, date] | None = None
    dated: date | None = None
    rows: tuple[date, ...] = ()
    only: int | None = None
    today: date | None = None
    has_period_year: bool = False

    def are_told_for(self, day: date) -> bool:
        """Whether the year of a day without one is stated once for all, by a period that holds the day."""
        return self.has_period_year and self.period is not None and self.period[0] <= day <= self.period[1]

    def __call__(self, month: int, day: int) -> int | None:
        """The year most likely meant; None if nothing tells."""
        if self.period and self.period[0].year != self.period[1].year:
            return nearest_year(month, day, self.period[0] + (self.period[1] - self.period[0]) / 2)
        if self.period:
            return self.period[0].year
        anchor = self.dated or (self.rows[0] if self.rows else None)
        if anchor is None and self.only is not None:
            return self.only
        anchor = anchor or self.today
        return nearest_year(month, day, anchor) if anchor else None


@dataclass(frozen=True)
class Hint:
    """The kind of unit that names without a kind word stand for in this paper.

    is_told: the paper speaks of that kind somewhere. around: keys of the only raion and the only oblast that the text
    around the rows names, the raion first.
    """

    kinds: Kinds | None = None
    is_told: bool = False
    around: tuple[int, ...] = ()


def stretches_of(draft: Draft, *, american: bool) -> tuple[Stretch, ...]:
    """The days of a draft; bare numbers are days of the month in the heading above."""
    if found := days_in(draft.day, american=american):
        return found
    if draft.month is None:
        return ()
    month, year = draft.month
    bare = re.sub(r"[^\d,\s–-]", " ", draft.day).strip()
    if ends := re.fullmatch(r"(\d{1,2})\s*[–-]\s*(\d{1,2})", bare):
        first, last = (Written(int(number), month, year) for number in ends.groups())
        return (Stretch(first, last, 0, len(draft.day)),)
    return tuple(Stretch(Written(number, month, year), None, 0, len(draft.day)) for number in day_number(bare))


def hint_of(drafts: Sequence[Draft], words: str, gazetteer: Gazetteer) -> Hint:
    """What bare names mean in this paper.

    Raions or aimaks, if most of the names are such and nothing else fits better.
    """
    bare = [draft for draft in drafts if draft.place and draft.kinds is None and not kinds_named(draft.place)]
    if not bare:
        return Hint()
    below_raion = [draft for draft in bare if any("raion" in _kinds_of(heading) for heading in draft.above)]
    if len(below_raion) * 2 > len(bare):
        return Hint(AIMAK, True) if _AIMAK_WORDS.search(words) and _share(bare, AIMAK, gazetteer) >= 0.6 else Hint()
    if _share(bare, RAION, gazetteer) >= 0.6:
        return Hint(RAION, bool(_RAION_WORDS.search(words)))
    if _AIMAK_WORDS.search(words) and _share(bare, AIMAK, gazetteer) >= 0.6:
        return Hint(AIMAK, True)
    return Hint()


def named_around(texts: Sequence[str], gazetteer: Gazetteer) -> tuple[int, ...]:
    """The keys of the only raion and of the only oblast that texts name by their kind words; empty for none."""
    found: dict[str, set[int]] = {"raion": set(), "oblast": set()}
    left = 6_000
    for text in texts:
        for spot in gazetteer.spot(text[:left]):
            best = spot.matches[0].unit
            if best.kind in found and {best.kind} == kinds_named(text[spot.start : spot.end]):
                found[best.kind].add(best.key)
        left = max(0, left - len(text))
    return tuple(key for keys in found.values() if len(keys) == 1 for key in keys)


def _share(drafts: Sequence[Draft], kinds: Kinds, gazetteer: Gazetteer) -> float:
    return sum(bool(gazetteer.find(draft.place, kinds=kinds)) for draft in drafts) / len(drafts)


def _kinds_of(heading: Heading) -> Kinds:
    return heading.kinds or kinds_named(heading.text)


def rows_of(
    drafts: Sequence[Draft],
    gazetteer: Gazetteer,
    years: Years,
    hint: Hint,
    *,
    american: bool,
) -> tuple[list[Row], list[Warned]]:
    """Rows in the order of days (unknown days last), and what is doubtful about them."""
    rows: list[Row] = []
    warnings: list[Warned] = []
    guessed: list[tuple[Draft, date]] = []
    for draft in drafts:
        place = _Placing(draft, gazetteer, hint, len(drafts)).placed()
        warnings += place.warnings
        for settled, clock, warned in _moments(draft, years, american):
            warnings += warned
            if settled.was_guessed and settled.first and not years.are_told_for(settled.first):
                guessed.append((draft, settled.first))
            group = next((heading.text for heading in reversed(draft.above)), "")
            rows.append(
                Row(
                    draft.line,
                    draft.text,
                    settled.first,
                    settled.last,
                    clock.start,
                    clock.end,
                    place.unit,
                    place.candidates,
                    draft.venue,
                    place.confidence,
                    group,
                )
            )
    if guessed:
        draft = guessed[0][0]
        years_told = ", ".join(sorted({str(day.year) for _, day in guessed}))
        warnings.append(
            Warned("year_guessed", draft.line, {"text": draft.day.strip() or draft.text, "year": years_told})
        )
    rows.sort(key=_order)
    return rows, warnings


def _order(row: Row) -> tuple[bool, date, int, int]:
    minutes = row.start.hour * 60 + row.start.minute if row.start else 0
    return (row.date is None, row.date or date.max, minutes, row.line)


def contradictions(rows: Sequence[Row], period: tuple[date, date] | None, dated: date | None) -> list[Warned]:
    """What the rows say against each other and against the text around them."""
    warnings: list[Warned] = []
    seen: dict[tuple[int, date], list[Row]] = defaultdict(list)
    for row in rows:
        if row.unit and row.date:
            seen[row.unit.key, row.date].append(row)
    for (_, day), twice in seen.items():
        if len(twice) > 1 and twice[0].unit:
            warnings.append(
                Warned("unit_twice_on_day", twice[-1].line, {"name": twice[0].unit.name, "day": day.isoformat()})
            )
    if period:
        ends = {"from": period[0].isoformat(), "to": period[1].isoformat()}
        for row in rows:
            last = row.end_date or row.date
            if row.date and last and (row.date < period[0] or last > period[1]):
                outside = row.date if row.date < period[0] or row.date > period[1] else last
                warnings.append(Warned("outside_period", row.line, {"day": outside.isoformat(), **ends}))
    first = min((row.date for row in rows if row.date), default=None)
    if first and dated and dated > first:
        warnings.append(Warned("dated_after_first", None, {"dated": dated.isoformat(), "first": first.isoformat()}))
    return warnings


def _moments(
    draft: Draft, years: Callable[[int, int], int | None], american: bool
) -> Iterator[tuple[Settled, Clock, list[Warned]]]:
    """The days and times of a draft, one for each seminar it tells of."""
    stretches = stretches_of(draft, american=american)
    clock, problems = _clock_of(draft, stretches)
    if not stretches:
        has_words = bool(re.search(r"\w", draft.day))
        code = "bad_day" if has_words else "day_missing"
        text = draft.day.strip() if has_words else draft.text
        yield Settled(None, None), clock, [*problems, Warned(code, draft.line, {"text": text})]
        return
    weekday = weekday_in(draft.day)
    for number, stretch in enumerate(stretches):
        settled = settle(stretch, years)
        warned = list(problems) if not number else []
        if settled.problem:
            warned.append(Warned(settled.problem, draft.line, {"text": draft.day.strip()}))
        elif weekday is not None and len(stretches) == 1 and settled.first and settled.first.weekday() != weekday:
            warned.append(
                Warned("weekday_differs", draft.line, {"text": draft.day.strip(), "weekday": settled.first.isoformat()})
            )
        yield settled, clock, warned


def _clock_of(draft: Draft, stretches: Sequence[Stretch]) -> tuple[Clock, list[Warned]]:
    words = draft.clock
    clock = clock_in(words, is_time_cell=draft.is_clock_cell) if words else Clock()
    if not words and draft.is_clock_cell:
        words = draft.day
        for stretch in stretches:
            words = words[: stretch.start] + " " * (stretch.end - stretch.start) + words[stretch.end :]
        clock = clock_in(words) if stretches else Clock()
    return clock, [Warned(clock.problem, draft.line, {"text": words.strip()})] if clock.problem else []


@dataclass(frozen=True)
class _Placed:
    unit: Named | None
    candidates: tuple[Match, ...]
    confidence: float
    warnings: tuple[Warned, ...] = ()


class _Placing:
    """Finding the unit of one draft."""

    def __init__(self, draft: Draft, gazetteer: Gazetteer, hint: Hint, size: int) -> None:
        self.draft, self.gazetteer, self.hint, self.size = draft, gazetteer, hint, size

    def placed(self) -> _Placed:
        draft = self.draft
        if not draft.place:
            return _Placed(None, (), 0.0, (Warned("unit_missing", draft.line, {"text": draft.text}),))
        within = self._within(draft.above)
        matches = self._matches(within)
        if draft.either:
            matches = self._in_any(matches)
        if not matches and within is not None:
            elsewhere = self._matches(None)
            if elsewhere and elsewhere[0].confidence >= CHOSEN:
                heading = draft.above[0].text if draft.above else ""
                warned = Warned("unit_elsewhere", draft.line, {"text": draft.place, "heading": heading})
                return _Placed(None, elsewhere[:8], round(elsewhere[0].confidence * 0.5, 2), (warned,))
        if len(several := self._raions_listed(within)) > 1:
            names = "; ".join(self._qualified(match.unit) for match in several)
            warned = Warned("unit_ambiguous", draft.line, {"text": draft.place, "candidates": names})
            return _Placed(None, several, several[0].confidence, (warned,))
        placed = self._decided(matches)
        if placed.unit and (other := self._also_named(placed.unit)):
            both = (placed.unit, other)
            names = "; ".join(self._qualified(unit) for unit in both)
            warned = Warned("unit_ambiguous", draft.line, {"text": draft.text, "candidates": names})
            return _Placed(None, tuple(Match(unit, placed.confidence) for unit in both), placed.confidence, (warned,))
        return placed

    def _raions_listed(self, within: int | None) -> tuple[Match, ...]:
        """The raions of a cell that lists several («Кеминский, Чуйский»), whose row may be of all or of one."""
        parts = re.split(r"\s*[,;/]\s*|\s+(?:и|жана|and)\s+", self.draft.place)
        if self.draft.kinds != RAION or len(parts) < 2 or any(kinds_named(part) - RAION for part in parts):
            return ()
        found = [self.gazetteer.find(part, within=within, kinds=RAION, typos=False)[:1] for part in parts]
        return tuple({match.unit.key: match for matches in found for match in matches}.values()) if all(found) else ()

    def _also_named(self, unit: Named) -> Named | None:
        """Another raion that the words for the hall name: the row may be of both, or of either."""
        venue = self.draft.venue
        for spot in self.gazetteer.spot(venue):
            other = spot.matches[0].unit
            is_raion = other.kind == "raion" and kinds_named(venue[spot.start : spot.end]) == RAION
            if is_raion and other.key != unit.key and not self.gazetteer.lies_in(unit, other.key):
                return other
        return None

    def _decided(self, matches: tuple[Match, ...]) -> _Placed:
        draft = self.draft
        if not matches:
            return _Placed(None, (), 0.0, (Warned("unit_unknown", draft.line, {"text": draft.place}),))
        best = matches[0]
        rivals = [match for match in matches[1:] if best.confidence - match.confidence < MARGIN]
        if rivals or best.confidence < CHOSEN:
            several = matches[:8]
            if best.confidence >= CHOSEN and (meant := self._meant([best, *rivals])):
                warned = Warned("unit_unsure", draft.line, {"text": draft.place, "name": self._qualified(meant)})
                return _Placed(meant, several, 0.8, (warned,))
            if best.confidence < CHOSEN and not rivals:
                return _Placed(
                    None, several, best.confidence, (Warned("unit_unknown", draft.line, {"text": draft.place}),)
                )
            names = "; ".join(self._qualified(match.unit) for match in [best, *rivals][:6])
            warned = Warned("unit_ambiguous", draft.line, {"text": draft.place, "candidates": names})
            return _Placed(None, several, best.confidence, (warned,))
        if best.confidence < 0.9:
            warned = Warned("unit_unsure", draft.line, {"text": draft.place, "name": self._qualified(best.unit)})
            return _Placed(best.unit, matches[:8], best.confidence, (warned,))
        return _Placed(best.unit, (), best.confidence)

    def _meant(self, rivals: Sequence[Match]) -> Named | None:
        """The only one of several places that lies in the raion or oblast which the paper speaks of."""
        for key in self.hint.around:
            inside = [
                match.unit for match in rivals if match.unit.key != key and self.gazetteer.lies_in(match.unit, key)
            ]
            if inside:
                return inside[0] if len(inside) == 1 else None
        return None

    def _matches(self, within: int | None) -> tuple[Match, ...]:
        draft, find = self.draft, self.gazetteer.find
        if _OF_CITY.search(draft.venue) and not kinds_named(draft.place):
            cities = find(draft.place, within=within, kinds=CITY, typos=False)
            # A column of raions and the hall of a mayor contradict each other: a question.
            others = find(draft.place, within=within, kinds=draft.kinds, typos=False) if draft.kinds else ()
            if cities:
                return tuple({match.unit.key: match for match in (*cities, *others)}.values())
        if draft.kinds is not None or kinds_named(draft.place):
            matches = find(draft.place, within=within, kinds=draft.kinds)
            # A column of raions may hold a city; the heading is then no proof of anything.
            return matches or (find(draft.place, within=within, typos=False) if draft.kinds is not None else ())
        everything = find(draft.place, within=within)
        if within is not None and all(match.unit.kind == "oblast" for match in everything):
            # «Ош» below «Ош облусу»: no seminar is held in a whole oblast; the city lies in none.
            return find(draft.place)
        if _OF_RAION.match(draft.venue) and (of_raion := find(draft.place, within=within, kinds=RAION, typos=False)):
            return of_raion
        if self.hint.kinds is None:
            return tuple(match for match in everything if match.unit.kind != "oblast") or everything
        hinted = find(draft.place, within=within, kinds=self.hint.kinds)
        if not hinted:
            return everything
        return hinted if self.hint.is_told else self._weakly(hinted, everything)

    def _weakly(self, hinted: tuple[Match, ...], everything: tuple[Match, ...]) -> tuple[Match, ...]:
        """Names that are mostly raions in a paper that never says so.

        Sure enough, unless a city or an oblast has the same name.
        """
        rivals = [match for match in everything if match.unit.kind in ("city", "oblast")]
        if rivals or self.size < 2:
            return everything
        return tuple(Match(match.unit, round(match.confidence * 0.9, 2)) for match in hinted)

    def _in_any(self, matches: tuple[Match, ...]) -> tuple[Match, ...]:
        keys = [key for heading in self.draft.either if (key := self._within((heading,))) is not None]
        inside = tuple(match for match in matches if any(self.gazetteer.lies_in(match.unit, key) for key in keys))
        return inside or matches

    def _within(self, above: Sequence[Heading]) -> int | None:
        """The key of the unit that the headings together name: the smallest of them that is sure."""
        key: int | None = None
        ordered = sorted(
            above,
            key=lambda heading: -3 if "oblast" in _kinds_of(heading) else -2 if "raion" in _kinds_of(heading) else -1,
        )
        for heading in ordered:
            matches = self.gazetteer.find(heading.text, within=key, kinds=heading.kinds)
            if matches and matches[0].confidence >= CHOSEN and (
                len(matches) == 1 or matches[0].confidence - matches[1].confidence >= MARGIN
            ):  # fmt: skip
                key = matches[0].unit.key
        return key

    def _qualified(self, unit: Named) -> str:
        """A unit's name with what it lies in: «Кара-Суу (Ат-Башы, Нарын)»."""
        above = [higher.name for higher in self.gazetteer.above(unit) if higher is not unit]
        return f"{unit.name} [{unit.kind}] ({', '.join(above)})" if above else f"{unit.name} [{unit.kind}]"
