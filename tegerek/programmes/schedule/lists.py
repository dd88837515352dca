"""Lines and sentences that each tell of a seminar: «24 октября — Ат-Баши, зал РГА»."""

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tegerek.lib.sources.reading import Paragraph
from tegerek.places.names import CHOSEN, Gazetteer, Spot, kinds_named
from tegerek.programmes.schedule.days import Stretch, day_number, days_in, month_named, without_weekdays
from tegerek.programmes.schedule.drafts import Draft, Heading
from tegerek.programmes.schedule.phrases import HALL, place_and_venue
from tegerek.programmes.schedule.times import clock_in

_BULLET = re.compile(r"^\s*(?:[•·▪◦‣●*–—-]|\(?\d{1,3}[.)](?!\d)(?!\d*\s*-)|[a-zа-я]\))\s+", re.IGNORECASE)
_CASE = re.compile(r"-?(?:да|де|до|дө|та|те|то|тө)(?!\w)")
_NUMBERED = re.compile(r"(\d{1,2}(?:\s*[-–,]\s*\d{1,2})?)\s*[-–—.:)]*\s+(?=\D)")
_SEVERAL = re.compile(
    r"(?<!\w)(?:семинар(?:-тренинг)?(?:дер|лер|ы|лар|ов)|тренинг(?:дер|и|ов)|окуулар|жыйындар(?! зал)|обучения|"
    r"(?:seminar|training|workshop)s)\w*(?!\w)",
    re.IGNORECASE,
)
# A hall's words end where a new sentence begins; «к. 12» and «им. Манаса» are no ends.
_SENTENCE = re.compile(r"(?<=\w{4})[.!?]\s+(?=[«“\"A-ZА-ЯӨҮҢЁ])")
# «перенесён с 5 мая на 12 мая»: the seminar is on the last day named.
_MOVED = re.compile(
    r"(?<!\w)(?:перен[её]с\w*|которулду|жылдырылды|жылдырылган|которулган|postponed|moved|rescheduled)(?!\w)",
    re.IGNORECASE,
)
_LONGEST_LINE, _LONGEST_SENTENCE = 240, 2500


@dataclass(frozen=True)
class Found:
    """One draft of a list with the place of its paragraph; is_sure: its place is known."""

    draft: Draft
    at: int
    is_sure: bool


@dataclass
class _State:
    headings: list[Heading] = field(default_factory=list)
    month: tuple[int, int | None] | None = None
    day: str = ""
    takes_day_headings: bool = False
    has_day_headings: bool = False


def read_lists(lines: Sequence[Paragraph], gazetteer: Gazetteer, *, beside_table: bool) -> tuple[list[Draft], set[int]]:
    """Drafts found in paragraphs, and the places of the paragraphs that were used for them.

    beside_table: the paper has a table, so that lone lines with a day and a place are rather prose.
    """
    state, found, used = _State(), list[Found](), set[int]()
    # One line that is only a day is rather the paper's own date than a heading of rows; beside a table it always is.
    day_lines = 0 if beside_table else sum(_is_only_day(line.text) for line in lines)
    state.takes_day_headings, state.has_day_headings = not beside_table, day_lines > 1
    for at, paragraph in enumerate(lines):
        text = _BULLET.sub("", paragraph.text).strip()
        if not text:
            continue
        if _take_heading(text, state, gazetteer):
            used.add(at)
            continue
        drafts = list(_drafts_of(text, paragraph.line, state, gazetteer, at, lines))
        for draft in drafts:
            if _is_prose(draft):
                continue
            is_sure = bool(_unit_named(draft, gazetteer))
            found.append(Found(draft, at, is_sure))
    kept = _believed(found, lines, beside_table=beside_table)
    used |= {item.at for item in kept}
    return [item.draft for item in kept], used if kept else set()


def _is_prose(draft: Draft) -> bool:
    """Whether a line tells of a time and place in passing: a stretch of weeks, or more words than a hall has."""
    return len(draft.venue) > 110 or any(_is_long(stretch) for stretch in days_in(draft.day))


def _take_heading(text: str, state: _State, gazetteer: Gazetteer) -> bool:
    """Whether a line is only a heading: an oblast, a raion, a month. It is then kept for the lines below."""
    bare = text.strip(" :.*")
    if len(bare) > 60:
        return False
    if month := month_named(bare):
        state.month, state.day = month, ""
        return True
    kinds = kinds_named(bare)
    if not kinds or days_in(bare) or HALL.search(bare) or re.search(r"[,;]", bare):
        return False
    matches = gazetteer.find(bare, typos=False)
    if not matches or matches[0].confidence < 0.9:
        return False
    if "oblast" not in kinds and state.day:
        return False  # A place below its day is a row, not a heading.
    if "city" in kinds and not text.rstrip().endswith(":"):
        return False  # Papers begin with the city they come from.
    rank = _rank(kinds)
    state.headings = [kept for kept in state.headings if _rank(kept.kinds or frozenset()) > rank] + [
        Heading(bare, kinds)
    ]
    return True


def _is_only_day(text: str) -> bool:
    """Whether a line names a day, perhaps with its weekday or time, and nothing else."""
    spans = [(stretch.start, stretch.end) for stretch in days_in(text)] if len(text) < 60 else []
    return bool(spans) and not _words(_without(text, spans))


def _words(text: str) -> str:
    """The letters that are left when weekday, time and words for the year are taken off."""
    return re.sub(r"[\W\d_]|года?|жыл\w*|г\.|ж\.", "", _without_clock(without_weekdays(text))[1])


def _rank(kinds: frozenset[str]) -> int:
    return 3 if "oblast" in kinds else 2 if "raion" in kinds else 1


def _drafts_of(
    text: str, line: int, state: _State, gazetteer: Gazetteer, at: int, lines: Sequence[Paragraph]
) -> Iterator[Draft]:
    stretches = days_in(text)
    spans = list(dict.fromkeys((stretch.start, stretch.end) for stretch in stretches))
    numbered = _NUMBERED.match(text) if state.month and not spans else None
    if numbered and day_number(numbered[1].replace("–", ",").replace("-", ",")):
        yield _draft(text[numbered.end() :], numbered[1], text, line, state, gazetteer)
        return
    if not spans:
        yield from _below_day(text, line, state, gazetteer)
        return
    if len(spans) > 1 and len(text) <= _LONGEST_SENTENCE and (several := _segments(text, spans, stretches, gazetteer)):
        for part in several:
            yield _draft_of_line(part, line, state, gazetteer)
        return
    if len(text) > _LONGEST_LINE or len(spans) > 3:
        state.day = ""
        return
    rest = _without(text, spans)
    if not _words(rest):
        state.day = text.strip(" :") if state.takes_day_headings else ""
        return
    state.day = ""
    yield _draft_of_line(text, line, state, gazetteer)


def _below_day(text: str, line: int, state: _State, gazetteer: Gazetteer) -> Iterator[Draft]:
    """A line without a day under a line that is only one: a place, with its hall or without."""
    if not state.day:
        return
    if len(text) > 120:
        state.day = ""
        return
    draft = _draft(text, state.day, f"{state.day}, {text}", line, state, gazetteer)
    kinds = kinds_named(draft.place)
    is_certain = state.has_day_headings or bool(draft.venue) or bool(kinds and "city" not in kinds)
    if is_certain and not text.isupper() and _unit_named(draft, gazetteer) and not HALL.match(text):
        yield draft
    elif HALL.search(text):
        yield Draft(line, text, venue=text, day="")


def _draft_of_line(text: str, line: int, state: _State, gazetteer: Gazetteer) -> Draft:
    stretches = days_in(text)
    spans = list(dict.fromkeys((stretch.start, stretch.end) for stretch in stretches))
    day = ", ".join(text[start:end] for start, end in spans)
    rest = _without(text, spans)
    if _MOVED.search(text) and stretches and len(spans) < 3:
        day, rest = _last_day(stretches[-1], text), _MOVED.sub(" ", rest)
    return _draft(rest, day, text, line, state, gazetteer, whole=text)


def _last_day(stretch: Stretch, text: str) -> str:
    """The words for the day to which something was moved: «5-майынан 12-майына которулду» is no stretch of days."""
    if stretch.last is None or stretch.last.month is None:
        return text[stretch.start : stretch.end]
    year = f".{stretch.last.year}" if stretch.last.year else ""
    return f"{stretch.last.day:02}.{stretch.last.month:02}{year}"


def _draft(rest: str, day: str, text: str, line: int, state: _State, gazetteer: Gazetteer, whole: str = "") -> Draft:
    clock, rest = _without_clock(rest)
    if not clock and (spans := _clock_after_days(day)):
        clock = spans
    named = _first_sentence(without_weekdays(rest), gazetteer)
    place, venue = place_and_venue(re.sub(r"\(\s*\)", " ", named), gazetteer)
    above = tuple(state.headings)
    if above and not place:
        place, above = above[-1].text, above[:-1]
    weekday = whole or text
    return Draft(
        line,
        text.strip(),
        f"{day} {_weekday_words(weekday)}".strip(),
        clock,
        False,
        place,
        venue,
        None,
        above,
        (),
        state.month,
    )


def _first_sentence(text: str, gazetteer: Gazetteer) -> str:
    """The words up to the first sentence that names neither a hall nor a place («Жалпысынан 40 адам катышат»)."""
    for ended in _SENTENCE.finditer(text):
        after = text[ended.end() :]
        if not HALL.search(after) and not gazetteer.spot(after):
            return text[: ended.start()]
    return text


def _clock_after_days(day: str) -> str:
    spans = [(stretch.start, stretch.end) for stretch in days_in(day)]
    return _without_clock(_without(day, spans))[0]


def _weekday_words(text: str) -> str:
    blanked = without_weekdays(text)
    return "".join(a for a, b in zip(text, blanked, strict=True) if a != b)


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The text with these parts blanked."""
    for start, end in spans:
        # «24.03.2026-да»: the ending of a case hangs on the day.
        ending = _CASE.match(text, end)
        stop = ending.end() if ending else end
        text = text[:start] + " " * (stop - start) + text[stop:]
    return text


def _without_clock(text: str) -> tuple[str, str]:
    """The words for the time, and the text without them."""
    clock = clock_in(text)
    words = " ".join(text[start:end] for start, end in clock.spans)
    for start, end in clock.spans:
        text = text[:start] + " , " + text[end:]
    return words, text


def _segments(text: str, spans: list[tuple[int, int]], stretches: Sequence[Stretch], gazetteer: Gazetteer) -> list[str]:
    """A sentence that tells of several seminars cut into one piece for each.

    Nothing unless each piece has a day and a place.
    """
    pieces = [piece for piece in re.split(r"[;\n]\s*", text) if piece.strip(" .")]
    if len(pieces) < 2 or not all(_is_row(piece, gazetteer) for piece in pieces):
        spots = _places(text, gazetteer)
        if not spots:
            return []
        cuts = [start for start, _ in spans]
        if spots[0].start < spans[0][0]:
            cuts = [max((spot.start for spot in spots if spot.start < start), default=0) for start in cuts]
        cuts = sorted(set(cuts))
        pieces = [text[start:end].strip(" ,;") for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True)]
    return pieces if len(pieces) > 1 and all(_is_row(piece, gazetteer) for piece in pieces) else []


def _is_row(text: str, gazetteer: Gazetteer) -> bool:
    return bool(days_in(text)) and bool(_places(text, gazetteer))


def _places(text: str, gazetteer: Gazetteer) -> list[Spot]:
    """The places a text names, oblasts left out: no seminar is held in a whole oblast."""
    return [
        spot for spot in gazetteer.spot(without_weekdays(text)) if any(m.unit.kind != "oblast" for m in spot.matches)
    ]


def _unit_named(draft: Draft, gazetteer: Gazetteer) -> bool:
    matches = gazetteer.find(draft.place)
    return any(match.confidence >= CHOSEN and match.unit.kind != "oblast" for match in matches)


def _believed(found: list[Found], lines: Sequence[Paragraph], *, beside_table: bool) -> list[Found]:
    """The drafts that are rows.

    Those whose place is known, and those beside them in form; never the line with the paper's own date.
    """
    found = [item for item in found if not _announces(item, found)]
    sure = [item for item in found if item.is_sure]
    places = [item.at for item in sure]
    if not sure or (beside_table and len(sure) < 2):
        return []
    first_text = next((at for at, line in enumerate(lines) if line.text.strip()), 0)
    kept = [item for item in found if item.is_sure or _is_like_row(item, places, lines)]
    if len(kept) > 1 and _is_dateline(kept[0], kept[1], lines, first_text):
        kept = kept[1:]
    elif len(kept) == 1 and (_is_alone(kept[0], lines) or _long_text_after(kept[0].at, lines)):
        kept = []
    return _with_venues(kept)


def _announces(item: Found, found: Sequence[Found]) -> bool:
    """Whether a line tells of the whole before its rows: «14–17-апрелде Нарын облусунда семинарлар өтөт».

    A stretch of days with an oblast, or with the word for several seminars, while other lines are rows.
    """
    draft = item.draft
    stretches = days_in(draft.day)
    if not stretches or stretches[0].last is None or not any(other.at != item.at for other in found):
        return False
    return bool(_SEVERAL.search(draft.text)) or (not item.is_sure and kinds_named(draft.place) == {"oblast"})


def _is_like_row(item: Found, sure: list[int], lines: Sequence[Paragraph]) -> bool:
    """Whether a line whose place is unknown still is a row.

    It begins with a day, and a row stands right above or below.
    """
    text = _BULLET.sub("", lines[item.at].text).strip()
    stretches = days_in(text)
    begins = bool(stretches) and stretches[0].start < 4 and bool(item.draft.place) and not _is_long(stretches[0])
    is_venue = not item.draft.day
    # «3) Түп району – 8-июнь»: the place may come first where its kind is named, or in an item of a list.
    is_item = (
        bool(stretches) and len(text) < _LONGEST_LINE and not _is_long(stretches[0]) and item.draft.place[:1].isupper()
    )
    begins = begins or (is_item and bool(kinds_named(item.draft.place) or text != lines[item.at].text.strip()))
    nearest = bisect(sure, item.at)
    is_near = any(_blank_between(at, item.at, lines) for at in sure[max(0, nearest - 1) : nearest + 1])
    return is_near and (begins or is_venue or (bool(item.draft.place) and bool(item.draft.month)))


def _is_long(stretch: Stretch) -> bool:
    """Whether a stretch runs over more days than a seminar does."""
    if stretch.last is None:
        return False
    return stretch.first.month != stretch.last.month or stretch.last.day - stretch.first.day > 10


def _blank_between(one: int, two: int, lines: Sequence[Paragraph]) -> bool:
    low, high = sorted((one, two))
    return high - low < 8 and sum(bool(line.text.strip()) for line in lines[low + 1 : high]) <= 1


def _is_dateline(item: Found, then: Found, lines: Sequence[Paragraph], first_text: int) -> bool:
    """Whether a first draft is the paper's own place and date.

    Near the top, and with other text between it and the rows.
    """
    between = [line.text for line in lines[item.at + 1 : then.at] if line.text.strip()]
    is_bare = not item.draft.venue and len(lines[item.at].text.strip()) < 60
    near_top = sum(bool(line.text.strip()) for line in lines[first_text : item.at]) < 6
    others = [text for text in between if not kinds_named(text) or len(text) > 60]
    return is_bare and near_top and bool(others)


def _is_alone(item: Found, lines: Sequence[Paragraph]) -> bool:
    """Whether a line is only a place and then a date, as papers begin: «Бишкек, 11 марта 2026 года»."""
    stretches = days_in(lines[item.at].text)
    return bool(stretches) and stretches[0].start > 2 and not (item.draft.venue or item.draft.clock)


def _long_text_after(at: int, lines: Sequence[Paragraph]) -> bool:
    return len(lines[at].text) < 60 and any(len(line.text) > 150 for line in lines[at + 1 :])


def _with_venues(kept: list[Found]) -> list[Found]:
    """Lines that only name a hall given to the row above them."""
    rows: list[Found] = []
    for item in kept:
        if item.draft.day or item.draft.place:
            rows.append(item)
        elif rows and not rows[-1].draft.venue:
            draft = rows[-1].draft
            joined = Draft(**{**draft.__dict__, "venue": item.draft.venue})
            rows[-1] = Found(joined, rows[-1].at, rows[-1].is_sure)
    return rows
