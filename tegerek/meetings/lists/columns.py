"""Which column of a table is for what: by its headings, and by what stands in it where there are none."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from tegerek.lib.text import fold
from tegerek.meetings.ages import tells_an_age
from tegerek.meetings.lists.headings import (
    AGE,
    ELSE,
    GIVEN,
    NAME,
    NUMBER,
    PATRONYMIC,
    PHONE,
    POST,
    SEX,
    SURNAME,
    UNIT,
    VILLAGE,
    heading_of,
    is_heading_row,
)
from tegerek.meetings.lists.names import looks_like_name
from tegerek.meetings.lists.phones import looks_like_phone
from tegerek.meetings.lists.posts import is_post

Cells = tuple[str, ...]
IsPlace = Callable[[str], bool]

SEXES: Mapping[str, str] = {
    **dict.fromkeys(("э", "эр", "эркек", "м", "муж", "мужской", "мужчина", "m", "male", "man"), "m"),
    **dict.fromkeys(("а", "аял", "аялзат", "ж", "жен", "женский", "женщина", "f", "female", "woman", "w", "кыз"), "f"),
}
_SAMPLE, _HEAD_AT_MOST = 60, 15


@dataclass(frozen=True)
class Columns:
    """places: kind of column → the places where it stands, names of three columns in their order. starts: the first
    row of people. left_out: headings of columns that are not taken.
    """

    places: Mapping[str, tuple[int, ...]]
    starts: int
    left_out: tuple[str, ...] = ()


def sex_word(text: str) -> str:
    """ "m" or "f" for a word that says so, else "".

    >>> sex_word("Эркек"), sex_word("жен."), sex_word("?")
    ('m', 'f', '')
    """
    return SEXES.get(text.strip(" .").lower(), "")


def columns_of(rows: Sequence[Cells], is_place: IsPlace) -> Columns | None:
    """The columns of a table; None if no column holds names."""
    at = next((n for n, cells in enumerate(rows[:_HEAD_AT_MOST]) if is_heading_row(cells)), None)
    if at is None:
        guessed = _guessed(rows, {}, is_place)
        return Columns(guessed, 0) if NAME in guessed else None
    headings = _headings(rows, at)
    starts = at + (2 if headings != list(rows[at]) else 1)
    told: dict[str, list[int]] = {}
    for place, text in enumerate(headings):
        kind = heading_of(text)
        if kind and kind != ELSE:
            told.setdefault(kind, []).append(place)
    # Of an age and a birthday side by side either may be empty.
    places = {kind: tuple(found if kind == AGE else found[:1]) for kind, found in told.items()}
    parts = [places[kind][0] for kind in (SURNAME, GIVEN, PATRONYMIC) if kind in places]
    if NAME not in places and parts:
        places[NAME] = tuple(parts)
    taken = {place for found in places.values() for place in found}
    named = {place for place, text in enumerate(headings) if heading_of(text) == ELSE}
    if NAME not in places:
        open_columns = {place: "" for place in range(len(headings)) if place not in taken | named}
        places |= {
            kind: found for kind, found in _guessed(rows[starts:], open_columns, is_place).items() if kind == NAME
        }
    if NAME not in places:
        return None
    if UNIT not in places and VILLAGE in places:
        places[UNIT] = places[VILLAGE]
    used = {place for kind, found in places.items() for place in found if kind != VILLAGE or places[UNIT] == found}
    left_out = tuple(text.strip() for place, text in enumerate(headings) if text.strip() and place not in used)
    return Columns(places, starts, left_out)


def _headings(rows: Sequence[Cells], at: int) -> list[str]:
    """The headings; where a second row of them divides wide ones, the lower."""
    upper = list(rows[at])
    lower = rows[at + 1] if at + 1 < len(rows) else ()
    filled = [cell for cell in lower if cell.strip()]
    if len(filled) < 2 or len(filled) == len(upper) or any(not heading_of(cell) for cell in filled):
        return upper
    return [
        cell if cell.strip() else (upper[place] if place < len(upper) else "")
        for place, cell in enumerate((*lower, *[""] * (len(upper) - len(lower))))
    ]


def _guessed(rows: Sequence[Cells], only: Mapping[int, str], is_place: IsPlace) -> dict[str, tuple[int, ...]]:
    """Columns by what stands in them. only: the columns to look at, all where it is empty."""
    width = max((len(cells) for cells in rows), default=0)
    sample = [cells for cells in rows if sum(bool(cell.strip()) for cell in cells) > 1][:_SAMPLE]
    values = {
        place: [cells[place].strip() for cells in sample if place < len(cells) and cells[place].strip()]
        for place in (only or range(width))
    }
    found: dict[str, tuple[int, ...]] = {}
    tests: tuple[tuple[str, Callable[[str], bool], float], ...] = (
        (AGE, tells_an_age, 0.4),
        (PHONE, looks_like_phone, 0.4),
        (SEX, lambda text: bool(sex_word(text)), 0.5),
        (NUMBER, lambda text: bool(re.fullmatch(r"\d{1,4}\.?", text)), 0.6),
        (NAME, looks_like_name, 0.4),
        (POST, is_post, 0.3),
        (UNIT, is_place, 0.3),
    )
    for kind, is_so, least in tests:
        shares = {
            place: sum(map(is_so, texts)) / len(texts)
            for place, texts in values.items()
            if texts and (place,) not in found.values()
        }
        best = max(shares, key=lambda place: shares[place], default=None)
        if best is not None and shares[best] >= least:
            found[kind] = (best,)
    if NAME not in found and (parts := _parted_name(values, found)):
        found[NAME] = parts
    taken = {place for places in found.values() for place in places}
    texts = [place for place, cells in values.items() if place not in taken and any(_is_text(cell) for cell in cells)]
    if POST not in found and texts:
        found[POST] = (texts[0],)
    return found


def _parted_name(values: Mapping[int, list[str]], found: Mapping[str, tuple[int, ...]]) -> tuple[int, ...]:
    """Two or three neighbouring columns of single words with capitals: surname, name, father's name."""
    taken = {place for places in found.values() for place in places}
    words = [
        place
        for place, texts in sorted(values.items())
        if texts and place not in taken and sum(_is_word(text) for text in texts) >= 0.7 * len(texts)
    ]
    run = [place for n, place in enumerate(words) if place == words[0] + n][:3]
    return tuple(run) if len(run) >= 2 else ()


def _is_word(text: str) -> bool:
    return bool(re.fullmatch(r"[^\W\d_]+(?:-[^\W\d_]+)*", text)) and text[0].isupper() and not sex_word(text)


def _is_text(text: str) -> bool:
    return len(fold(text)) > 2 and not text.isdigit()
