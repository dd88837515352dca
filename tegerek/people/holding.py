"""Who holds what of a person: rooms above register here, so that an export is whole and an erasure leaves nothing.

A room registers in its AppConfig.ready, like works in jobs/kinds.py. A person is erased by asking every holder first,
while the card still has its name and phones, and emptying the card last.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from tegerek.lib.text import fold
from tegerek.people.models import Contact, Person

Row = dict[str, Any]

# Letters of a case ending in Kyrgyz or Russian, folded; digits of a phone that are no year and no sum.
LONGEST_ENDING, SHORTEST_PHONE = 4, 6


@dataclass(frozen=True)
class Kept:
    """What must be kept of an erased person, closed to all but one role: what, on which basis, until which day.

    file: key of the files.File; None for what is no file. until: None where nobody has set the day yet.
    """

    what: str
    basis: str
    until: date | None
    file: int | None = None


class Erase(Protocol):
    """Destroys what a holder holds; answers how many rows or files of which kind, in words of the code."""

    def __call__(self, person: Person, *, by: int | None, now: datetime) -> Mapping[str, int]: ...


class Join(Protocol):
    """Lets what points at one card point at another; only what cannot simply be pointed there needs it."""

    def __call__(self, kept: Person, gone: Person, *, by: int | None, now: datetime) -> None: ...


def keeps_nothing(person: Person) -> list[Kept]:
    """The `kept` of a holder that destroys all it has."""
    return []


def joins_nothing(kept: Person, gone: Person, *, by: int | None, now: datetime) -> None:
    """The `join` of a holder whose foreign keys may simply be pointed at the other card."""


@dataclass(frozen=True)
class Holder:
    """What one room (or one kind of its things) holds of persons.

    code: a word of the code, the key in exports and counts. heading, effect: lazy sentences for a screen: what it is,
    and what becomes of it at an erasure. told(person): all of it as plain dicts of texts, numbers, days and moments.
    erase(person, by=, now=): in the caller's transaction; safe to repeat. kept(person): what an erasure will not
    destroy at once; asked before it. join: see Join. tables: labels ("people.person") of the tables whose personal
    columns it empties or whose rows it destroys; a test holds them against the declarations, so that no table is
    forgotten. Free words (Personal.is_free) are emptied for everybody by people/mentions.py.
    """

    code: str
    heading: Any
    effect: Any
    told: Callable[[Person], list[Row]]
    erase: Erase
    kept: Callable[[Person], list[Kept]] = keeps_nothing
    join: Join = joins_nothing
    tables: tuple[str, ...] = ()


_holders: dict[str, Holder] = {}


def register(holder: Holder) -> None:
    """Make a holder known; the same code again takes its place."""
    _holders[holder.code] = holder


def holders() -> tuple[Holder, ...]:
    """All of them, in the order of their codes; the card itself ("card") comes last."""
    return tuple(sorted(_holders.values(), key=lambda holder: (holder.code == "card", holder.code)))


def told_of(person: Person) -> dict[str, list[Row]]:
    """Everything held of a person, by holder. As many queries as the holders need."""
    return {holder.code: holder.told(person) for holder in holders()}


def kept_of(person: Person) -> list[Kept]:
    """Everything an erasure would close instead of destroying."""
    return [kept for holder in holders() for kept in holder.kept(person)]


def erase_everywhere(person: Person, *, by: int | None, now: datetime) -> Counter[str]:
    """Let every holder destroy what it has, the card last. How many of which kind. Inside the caller's transaction."""
    gone: Counter[str] = Counter()
    for holder in holders():
        gone.update(holder.erase(person, by=by, now=now))
    return gone


@dataclass(frozen=True)
class Traces:
    """By what a text can be known to speak of a person: spellings of the name (folded), phones as digits, e-mails.

    A name of one word is no trace: it may be anybody's. What only bears that is found by its phone or not at all.
    """

    names: frozenset[str]
    phones: frozenset[str]
    emails: frozenset[str]

    def are_in(self, text: str) -> bool:
        """Whether a text holds the name, in either order, any spelling and case, or a phone, however it is parted.

        >>> traces = Traces(frozenset({"misalova ainura"}), frozenset({"555000001"}), frozenset())
        >>> traces.are_in("Мисалова Айнурага"), traces.are_in("0555 00-00-01"), traces.are_in("Айнура")
        (True, True, False)
        """
        return self._by_name(text) or self.are_phone(text) or any(mail in text.lower() for mail in self.emails)

    def are_phone(self, text: str) -> bool:
        """Whether a phone of the person stands in a text, its digits parted by whatever."""
        digits = "".join(sign for sign in text if sign.isdigit())
        return any(phone in digits for phone in self.phones)

    def _by_name(self, text: str) -> bool:
        words = fold(text).split()
        return any(
            is_name(" ".join(words[first : first + name.count(" ") + 1]), name)
            for name in self.names
            for first, word in enumerate(words)
            if word == name.partition(" ")[0]
        )


def is_name(words: str, name: str) -> bool:
    """Whether folded words are that folded name, with or without the ending of a case: Айнурага, Айнуранын.

    >>> is_name("misalova ainuranyn", "misalova ainura"), is_name("misalova ainuradan kelgender", "misalova ainura")
    (True, False)
    """
    return words.startswith(name) and len(words) <= len(name) + LONGEST_ENDING and " " not in words[len(name) :]


def traces_of(person: Person) -> Traces:
    """The traces of a person that has a name still. One query."""
    contacts = list(Contact.objects.filter(person=person).values_list("kind", "value"))
    # The country's code is left out: people write 0555 … as often as +996 555 ….
    phones = {value.removeprefix("+996").lstrip("+") for kind, value in contacts if kind == Contact.Kind.PHONE}
    emails = {value.lower() for kind, value in contacts if kind == Contact.Kind.EMAIL}
    long_enough = {phone for phone in phones if len(phone) >= SHORTEST_PHONE}
    return Traces(_spellings(person.name_key), frozenset(long_enough), frozenset(emails))


def traces_of_all(people: Iterable[Person]) -> Traces:
    """The traces of many persons together. One query; those whose card was erased leave none."""
    found = [person for person in people if person.name_key]
    contacts = list(Contact.objects.filter(person__in=found).values_list("kind", "value"))
    phones = {value.removeprefix("+996").lstrip("+") for kind, value in contacts if kind == Contact.Kind.PHONE}
    emails = {value.lower() for kind, value in contacts if kind == Contact.Kind.EMAIL}
    names = frozenset[str]().union(*(_spellings(person.name_key) for person in found))
    return Traces(names, frozenset(phone for phone in phones if len(phone) >= SHORTEST_PHONE), frozenset(emails))


def _spellings(name: str) -> frozenset[str]:
    """The folded name; surname and first name in either order, without a father's name. None for a single word."""
    words = name.split()
    if len(words) < 2:
        return frozenset()
    return frozenset({name, f"{words[0]} {words[1]}", f"{words[1]} {words[0]}"})
