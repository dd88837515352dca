"""The rows of a list held against the cards of the office, the roster of the meeting, and one another."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tegerek.lib.text import fold
from tegerek.meetings.lists.cells import ASKED, WRONG, Fault, Meaning, Places, judge
from tegerek.meetings.lists.names import names_agree
from tegerek.meetings.lists.rows import NEW, ListTable, Row
from tegerek.meetings.models import Meeting, Participant
from tegerek.people.models import Contact, Mandate, Person
from tegerek.places.finding import finder
from tegerek.places.models import UnitKind

KNOWN, HERE, OUT, EMPTY, DOUBLE = "known", "here", "out", "empty", "double"
Held = tuple[str, int | None]


@dataclass(frozen=True)
class Card:
    """A card of the office that a row may mean. posts: post and place of each, from the card and its rosters.

    is_on_roster: of this meeting; post_here: as which post; band_here: of which age; is_declined: means not to come;
    replaced_by: the name of who comes instead.
    """

    key: int
    name: str
    name_key: str
    sex: str
    phones: frozenset[str] = frozenset()
    posts: frozenset[Held] = frozenset()
    titles: frozenset[str] = frozenset()
    mandates: frozenset[Held] = frozenset()
    is_on_roster: bool = False
    post_here: str = ""
    is_declined: bool = False
    replaced_by: str = ""
    band_here: str = ""


@dataclass(frozen=True)
class Looked:
    """A row of the preview with what would become of it.

    status: "new", "known", "here" (on this roster already), "asked", "wrong", "double", "out" (left out), "empty".
    card: of a known one. cards: between which to choose. above: the number of the row that says the person already.
    """

    row: Row
    meaning: Meaning
    status: str
    faults: tuple[Fault, ...] = ()
    card: Card | None = None
    cards: tuple[Card, ...] = ()
    above: int | None = None

    @property
    def is_ready(self) -> bool:
        return self.status in (NEW, KNOWN, HERE, DOUBLE)

    @property
    def looks(self) -> tuple[Fault, ...]:
        """What somebody should look at before the row goes in; nothing for one that changes nothing."""
        return self.meaning.looks if self.status in (NEW, KNOWN) else ()

    @property
    def new_phones(self) -> tuple[str, ...]:
        """The phones that the card of a known person does not have."""
        return () if self.card is None else tuple(p for p in self.meaning.phones if p not in self.card.phones)

    @property
    def new_band(self) -> str:
        """The age of somebody who is on the roster already and whom nobody had asked."""
        return self.meaning.band if self.card and self.card.is_on_roster and not self.card.band_here else ""


def places_of(meeting: Meeting) -> Places:
    """All places, those of the meeting's raion first. A query or two, and one for each unit above not loaded yet."""
    step = meeting.place
    while step.kind not in (UnitKind.RAION, UnitKind.CITY) and step.parent is not None:
        step = step.parent
    return Places(finder(), step.pk if step.kind in (UnitKind.RAION, UnitKind.CITY) else None)


def look(table: ListTable, meeting: Meeting, places: Places, judged: dict[Row, Meaning] | None = None) -> list[Looked]:
    """What each row of a table would become, in their order. Six queries, however many rows.

    judged: what rows mean, for whoever looks at the same rows several times; it is filled here.
    """
    judged = {} if judged is None else judged
    for row in table.rows:
        if row not in judged:
            judged[row] = judge(row, places)
    meanings = [judged[row] for row in table.rows]
    cards = _Cards(meanings, meeting)
    doubles = _Doubles()
    return [doubles.seen(_matched(row, meaning, cards)) for row, meaning in zip(table.rows, meanings, strict=True)]


def counted(looked: Iterable[Looked]) -> Mapping[str, int]:
    """How many rows there are of each status."""
    return Counter(one.status for one in looked)


class _Cards:
    """The office's cards that rows may mean: of the same name, with one of the phones, or on this roster."""

    def __init__(self, meanings: Sequence[Meaning], meeting: Meeting) -> None:
        names = {meaning.name_key for meaning in meanings if meaning.name_key}
        phones = {phone for meaning in meanings for phone in meaning.phones}
        rows = Person.objects.filter(office=meeting.office_id, erased_at=None)
        columns = ("pk", "name", "name_key", "sex")
        found = {row[0]: row for row in rows.filter(name_key__in=names).values_list(*columns)}
        phoned = Contact.objects.filter(value__in=phones).values("person")
        found |= {row[0]: row for row in rows.filter(pk__in=phoned).values_list(*columns)}
        found |= {row[0]: row for row in rows.filter(participations__meeting=meeting).values_list(*columns)}
        self._all = {card.key: card for card in _filled(found, meeting)}
        self._by_name: dict[str, list[Card]] = defaultdict(list)
        self._by_phone: dict[str, list[Card]] = defaultdict(list)
        # By post, place and first letter: the same surname but for a letter nearly always begins alike.
        self._by_post: dict[tuple[str, int | None, str], list[Card]] = defaultdict(list)
        for card in self._all.values():
            self._by_name[card.name_key].append(card)
            for phone in card.phones:
                self._by_phone[phone].append(card)
            for post, unit in card.posts if card.is_on_roster else ():
                self._by_post[post, unit, card.name_key[:1]].append(card)

    def chosen(self, key: str, meaning: Meaning) -> Card | None:
        """The card somebody chose, if it is one of those that may be meant."""
        card = self._all.get(int(key)) if key.isdigit() else None
        return card if card is not None and card in (*self.same(meaning), *self.near(meaning)) else None

    def same(self, meaning: Meaning) -> list[Card]:
        """Cards of the very name, in any spelling."""
        return self._by_name.get(meaning.name_key, [])

    def near(self, meaning: Meaning) -> list[Card]:
        """Cards of nearly the name: with one of the phones, or in the same post and place on this roster."""
        phoned = [card for phone in meaning.phones for card in self._by_phone.get(phone, ())]
        held = (meaning.post, meaning.unit, meaning.name_key[:1])
        posted = self._by_post.get(held, ()) if meaning.unit else ()
        near = {card.key: card for card in (*phoned, *posted) if names_agree(card.name_key, meaning.name_key)}
        return [card for card in near.values() if card.name_key != meaning.name_key]


def _filled(found: Mapping[int, tuple[int, str, str, str]], meeting: Meeting) -> Iterator[Card]:
    """The cards with phones, posts and whether they stand on the roster. Three queries."""
    phones, posts, mandates, titles = (defaultdict[int, set[str]](set), defaultdict[int, set[Held]](set),
                                       defaultdict[int, set[Held]](set), defaultdict[int, set[str]](set))  # fmt: skip
    contacts = Contact.objects.filter(person__in=found, kind=Contact.Kind.PHONE)
    for key, value in contacts.values_list("person", "value"):
        phones[key].add(value)
    for key, post, unit, title in Mandate.objects.filter(person__in=found).values_list(
        "person", "post", "unit", "title"
    ):
        posts[key].add((post, unit))
        mandates[key].add((post, unit))
        titles[key] |= {title} if title else set()
    here: dict[int, tuple[str, bool, str, str]] = {}
    columns = ("person", "post", "unit", "meeting", "declined_at", "replaced_by__person__name", "band")
    lines = Participant.objects.filter(person__in=found).values_list(*columns)
    for key, post, unit, of, declined_at, instead, band in lines:
        posts[key].add((post, unit))
        if of == meeting.pk:
            here[key] = (post, declined_at is not None, instead or "", band)
    for key, name, name_key, sex in found.values():
        yield Card(
            key,
            name,
            name_key,
            sex,
            frozenset(phones[key]),
            frozenset(posts[key]),
            frozenset(titles[key]),
            frozenset(mandates[key]),
            key in here,
            *here.get(key, ()),
        )


def _matched(row: Row, meaning: Meaning, cards: _Cards) -> Looked:
    """A row on its own: what is wrong in it, and whom it means."""
    if row.is_empty or not row.keep:
        return Looked(row, replace(meaning, faults=()), EMPTY if row.is_empty else OUT)
    if any(fault.kind == WRONG for fault in meaning.faults):
        return Looked(row, meaning, WRONG, meaning.faults)
    card, choices = _card_of(row, meaning, cards)
    faults = (*meaning.faults, Fault("maybe_known", "name", row.name)) if choices else meaning.faults
    if card is not None and card.is_on_roster:
        return Looked(row, meaning, HERE, (), card)
    status = ASKED if faults else KNOWN if card else NEW
    return Looked(row, meaning, status, faults, card, choices)


def _card_of(row: Row, meaning: Meaning, cards: _Cards) -> tuple[Card | None, tuple[Card, ...]]:
    """The card a row means; or, where that is a question, the cards between which to choose."""
    if row.card == NEW:
        return None, ()
    if chosen := cards.chosen(row.card, meaning):
        return chosen, ()
    same = cards.same(meaning)
    agreeing = [card for card in same if _agrees(card, meaning)]
    if len(agreeing) == 1:
        return agreeing[0], ()
    return None, tuple(agreeing or same or cards.near(meaning))[:6]


def _agrees(card: Card, meaning: Meaning) -> bool:
    """Whether more than the name speaks for a card: a phone; or post and place, and no other phone against it.

    On the roster of this meeting the same post will do, so that a list brought again finds whom it made.
    """
    if card.phones & set(meaning.phones):
        return True
    if (meaning.post, meaning.unit) not in card.posts or (card.phones and meaning.phones):
        return False
    if meaning.title and card.titles and fold(meaning.title) not in {fold(title) for title in card.titles}:
        return False
    return meaning.unit is not None or card.is_on_roster


class _Doubles:
    """Whom the rows above said already."""

    def __init__(self) -> None:
        self._by_card: dict[int, int] = {}
        self._by_name: dict[str, list[Looked]] = defaultdict(list)

    def seen(self, one: Looked) -> Looked:
        """The row, marked if it says somebody whom a row above says too."""
        if one.status in (EMPTY, OUT, WRONG):
            return one
        above = self._by_card.get(one.card.key) if one.card else None
        if above is not None:
            return replace(one, status=DOUBLE, faults=(Fault("double", "name", one.row.name),), above=above)
        found = self._of_name(one)
        if found.status != DOUBLE:
            self._by_name[one.meaning.name_key].append(found)
            if one.card:
                self._by_card[one.card.key] = one.row.n
        return found

    def _of_name(self, one: Looked) -> Looked:
        same_name = [other for other in self._by_name[one.meaning.name_key] if not (one.card and other.card)]
        for other in same_name:
            if _says_the_same(one.meaning, other.meaning):
                return replace(one, status=DOUBLE, faults=(Fault("double", "name", one.row.name),), above=other.row.n)
        if not same_name or one.row.card == NEW or one.card:
            return one
        fault = Fault("maybe_double", "name", one.row.name)
        return replace(one, status=ASKED, faults=(*one.faults, fault), above=same_name[0].row.n)


def _says_the_same(one: Meaning, other: Meaning) -> bool:
    """Whether two rows of one name are surely one person: a phone in common, or post and place and no other phone."""
    if set(one.phones) & set(other.phones):
        return True
    return (one.post, one.unit) == (other.post, other.unit) and not (one.phones and other.phones)
