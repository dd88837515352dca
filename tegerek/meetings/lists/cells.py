"""What the texts of one row mean, and what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tegerek.lib.text import fold, one_line
from tegerek.meetings.ages import BANDS
from tegerek.meetings.lists.columns import sex_word
from tegerek.meetings.lists.names import LETTERS, fault_of_name, is_several, looks_like_name, sex_of_name, tidy_name
from tegerek.meetings.lists.phones import looks_like_phone, phones_in
from tegerek.meetings.lists.posts import OTHER, is_post, posts_in
from tegerek.meetings.lists.rows import Row
from tegerek.places.names import Gazetteer, Match, kinds_named, sure_of

TITLE_LETTERS = 200
# What a list of participants calls the place of a person, before its villages are asked.
_NEAR = frozenset({"aimak", "town", "settlement", "city"})
_SHEET_ERROR = re.compile(r"^\s*(?:#[A-ZА-Я/0-9]{1,9}[!?]?|=.*|#+)\s*$")

# «С.» of «С. Юсупов».
_INITIALS = re.compile(r"\b[^\W\d_]\.")
# Its first word would make a village of the name before it.
_VILLAGE_HEAD = re.compile(r"\s*\bайыл(?:дын)?\s+баш\w*", re.IGNORECASE)

# Every kind of fault → how it is answered. docs/lists.md tells of each.
WRONG, ASKED, DOUBLE = "wrong", "asked", "double"
FAULTS: Mapping[str, str] = {
    **dict.fromkeys(
        (
            "no_name",
            "one_word",
            "only_initials",
            "not_a_name",
            "nobody_yet",
            "letters_lost",
            "several_people",
            "shifted",
            "sheet_error",
            "too_long",
            "bad_sex",
            "bad_phone",
            "unit_unknown",
        ),
        WRONG,
    ),
    **dict.fromkeys(
        ("unit_unclear", "unit_elsewhere", "post_unclear", "sex_differs", "maybe_known", "maybe_double"), ASKED
    ),
    "double": DOUBLE,
}
# What is no fault, and goes in as it stands, but wants a person's eye first. docs/lists.md tells of each.
LOOKS = ("initials", "post_kept", "unit_guessed", "age_unread")


@dataclass(frozen=True)
class Fault:
    """code: one of FAULTS, or of LOOKS. column: the cell that is marked. found: what stands there."""

    code: str
    column: str
    found: str = ""

    @property
    def kind(self) -> str:
        return FAULTS[self.code]


@dataclass(frozen=True)
class Places:
    """All places, and in which raion those of a list are looked for first (None: anywhere)."""

    gazetteer: Gazetteer
    raion: int | None = None

    def is_place(self, text: str) -> bool:
        """Whether a text names a place near the meeting, or an aimak or town of another raion just as it is called."""
        near = self.gazetteer.find(text, within=self.raion, typos=False)
        found = near or self.gazetteer.find(text, kinds=_NEAR, typos=False)
        return bool(found) and found[0].confidence >= (0.9 if near else 0.97)


@dataclass(frozen=True)
class Meaning:
    """A row understood.

    name: tidy; name_key: folded. post: a value of people.models.Post; posts: those between which to choose; title: the
    post as written, where no value says it. unit: key; units: keys to choose from. sex: as stated, "" if not; guessed:
    what the father's name tells where nothing is stated. band: of the age. phones: E.164. looks: what to look at before
    it goes in.
    """

    name: str
    name_key: str
    post: str
    title: str
    unit: int | None
    sex: str
    guessed: str
    band: str
    phones: tuple[str, ...]
    faults: tuple[Fault, ...] = ()
    posts: tuple[str, ...] = ()
    units: tuple[int, ...] = ()
    looks: tuple[Fault, ...] = ()


def judge(row: Row, places: Places) -> Meaning:
    """What a row means. What was chosen and confirmed for it counts; cards and other rows are not looked at."""
    name = tidy_name(row.name)
    faults = [fault for fault in (_of_name(row, name), *_of_lengths(row)) if fault]
    phones, wrong_phone = phones_in(row.phone)
    if wrong_phone:
        faults.append(Fault("bad_phone", "phone", wrong_phone))
    sex, guessed = sex_word(row.sex), sex_of_name(name)
    if row.sex.strip(" -–—.") and not sex:
        faults.append(Fault("bad_sex", "sex", row.sex))
    elif sex and guessed and sex != guessed and "sex_differs" not in row.sure:
        faults.append(Fault("sex_differs", "sex", row.sex))
    posts = _posts_of(row, places)
    post = row.chosen_post if row.chosen_post in posts else posts[0] if posts else OTHER
    if len(posts) > 1 and row.chosen_post not in posts:
        faults.append(Fault("post_unclear", "post", row.post))
    unit, units, is_unsure, fault = _unit_of(row, post, places)
    if fault:
        faults.append(fault)
    # A row whose cells are shifted or whose name is none needs no list of what follows from that.
    first = next((fault for fault in faults if fault.code in ("shifted", "sheet_error")), None)
    return Meaning(
        name=name[:LETTERS],
        name_key=fold(name)[:LETTERS],
        post=post,
        title=one_line(row.post)[:TITLE_LETTERS] if post == OTHER else "",
        unit=unit,
        sex=sex,
        guessed="" if sex else guessed,
        band=row.age if row.age in BANDS else "",
        phones=phones,
        faults=(first,) if first else tuple(faults),
        posts=posts if len(posts) > 1 else (),
        units=units,
        looks=tuple(_to_look_at(row, name, post, is_unsure)),
    )


def _to_look_at(row: Row, name: str, post: str, is_unsure: bool) -> Iterator[Fault]:
    """What was taken as it stands, or guessed, though it may be meant otherwise."""
    if any(len(word.strip(".")) == 1 for word in name.split()[:2]):
        yield Fault("initials", "name", name)
    if post == OTHER and row.post.strip():
        yield Fault("post_kept", "post", one_line(row.post))
    if is_unsure:
        yield Fault("unit_guessed", "unit", one_line(row.unit))
    if row.age and row.age not in BANDS:
        yield Fault("age_unread", "age", one_line(row.age))


def _of_name(row: Row, name: str) -> Fault | None:
    if any(_SHEET_ERROR.match(cell) for cell in (row.name, row.post, row.unit, row.sex, row.phone)):
        column = next(c for c in ("name", "post", "unit", "sex", "phone") if _SHEET_ERROR.match(getattr(row, c)))
        return Fault("sheet_error", column, getattr(row, column))
    if _is_shifted(row):
        return Fault("shifted", "name", row.name)
    if is_several(row.name):
        return Fault("several_people", "name", row.name)
    code = fault_of_name(name)
    return Fault(code, "name", row.name) if code else None


def _is_shifted(row: Row) -> bool:
    """Whether what stands in a cell belongs into the one beside it: a name among posts, a phone among places."""
    if looks_like_name(row.name):
        return any(looks_like_phone(cell) for cell in (row.unit, row.post, row.sex, row.age))
    is_other = not row.name or row.name.strip(" .").isdigit() or looks_like_phone(row.name) or bool(sex_word(row.name))
    is_other = is_other or is_post(row.name)
    return is_other and any(looks_like_name(cell) and not is_post(cell) for cell in (row.post, row.unit, row.phone))


def _of_lengths(row: Row) -> list[Fault]:
    limits = {"post": TITLE_LETTERS, "unit": TITLE_LETTERS, "sex": 30, "phone": TITLE_LETTERS}
    return [Fault("too_long", c, getattr(row, c)[:40]) for c, most in limits.items() if len(getattr(row, c)) > most]


def _unit_of(row: Row, post: str, places: Places) -> tuple[int | None, tuple[int, ...], bool, Fault | None]:
    """The place of a row: key, keys to choose from, whether it is written otherwise, and what is wrong."""
    text = one_line(row.unit) or _place_in(row.post, places)
    if not text:
        return _of_raion(row, post, places)
    near = _look(text, row.raion, post, places)
    keys = tuple(match.unit.key for match in near[:5])
    if row.chosen_unit in keys:
        return row.chosen_unit, (), False, None
    sure = sure_of(near)
    if sure is None and near:
        return None, keys, False, Fault("unit_unclear", "unit", text)
    if sure is not None:
        is_near = places.raion is None or _names_raion(text, row.raion) or _lies_in(sure, places)
        if not is_near and "unit_elsewhere" not in row.sure:
            return sure.unit.key, (), False, Fault("unit_elsewhere", "unit", text)
        return sure.unit.key, (), sure.confidence < 0.9, None
    return None, (), False, Fault("unit_unknown", "unit", text)


def _of_raion(row: Row, post: str, places: Places) -> tuple[int | None, tuple[int, ...], bool, Fault | None]:
    """The place of somebody of whom only the raion is said: the raion itself."""
    if not row.raion:
        return None, (), False, None
    found = sure_of(places.gazetteer.find(row.raion, kinds={"raion", "oblast"}))
    return (found.unit.key if found else None), (), False, None


def _look(text: str, raion: str, post: str, places: Places) -> tuple[Match, ...]:
    """Places that a text may name: aimaks and towns of the raion first, then its villages, then those elsewhere."""
    find = places.gazetteer.find
    if _names_raion(text, raion):
        whole = text if kinds_named(text) & {"raion", "oblast"} else f"{text}, {raion}"
        return find(whole, kinds=_NEAR) or find(whole)
    kinds = {"raion"} if post == "raion_official" else _NEAR
    for typos in (False, True):
        for wanted in (kinds, _NEAR | {"raion"}, None):
            if found := find(text, within=places.raion, kinds=wanted, typos=typos):
                return found
        if places.raion is not None and (found := find(text, kinds=_NEAR, typos=False)):
            return found
    return find(text)


def _names_raion(text: str, raion: str) -> bool:
    """Whether the list itself says in which raion or oblast a place lies."""
    return bool(raion) or bool(kinds_named(text) & {"raion", "oblast"})


def _lies_in(match: Match, places: Places) -> bool:
    """Whether a place lies in the raion of the meeting, or is the town it is governed from, which may lie beside it."""
    if places.raion is None:
        return False
    raion = places.gazetteer.units.get(places.raion)
    is_seat = raion is not None and raion.seat == match.unit.key
    return is_seat or places.gazetteer.lies_in(match.unit, places.raion)


def _posts_of(row: Row, places: Places) -> tuple[str, ...]:
    """The posts of a row; short ones, such as «төрага», are known only without the place before them."""
    posts = posts_in(row.post)
    place = _place_in(row.post, places) if posts == (OTHER,) else ""
    # Of «С. Юсупов төрага» the gazetteer finds the surname; the initial before it is no post either.
    return posts_in(_INITIALS.sub(" ", row.post.replace(place, " "))) if place else posts


def _place_in(post: str, places: Places) -> str:
    """The place that stands in a post: «Ак-Кыя АӨ башчысы»; an aimak, too, stands before «айыл башчысы»."""
    if not post or places.raion is None:
        return ""
    for text in dict.fromkeys((post, _VILLAGE_HEAD.sub("", post))):
        if spots := places.gazetteer.spot(text, within=places.raion):
            return text[spots[0].start : spots[0].end]
    return ""
