"""What is found, the best first: the same rows in the same order on every database.

The database's own index says which rows answer (engines.py); the order is made of plain columns. First what is called
exactly as was asked; then titles that hold every word, texts that hold every word, titles with other forms of the words
or words that begin with them, and the rest. Among equals the weightier kind of thing, then what is next, then what was
last. A place of which only the surroundings answer comes at the very end: hundreds of villages lie in an oblast.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Case, DateField, F, IntegerField, Q, QuerySet, Value, When

from tegerek.lib.pages import PAGE, Page
from tegerek.lib.said import ORDER, Said
from tegerek.people.access import reach
from tegerek.people.models import Person, Post, User
from tegerek.people.posts import NAMES as POSTS
from tegerek.people.rights import Act
from tegerek.search.access import findable_by, meetings_within, persons_for, with_phone
from tegerek.search.engines import Answers
from tegerek.search.models import DeskRow, Kind, PublicRow, Row
from tegerek.search.rules import Query, root

# Nobody turns more pages than that; whoever does is no person.
MOST_PAGES = 50
# A phone is asked for by that many of its last digits or more.
PHONE_DIGITS = 6
OF_MEETING = frozenset({Kind.MEETING, Kind.ITEM})
ACT_OF = {Kind.MEETING: Act.MEETING_SEE, Kind.ITEM: Act.MEETING_SEE, Kind.INITIATIVE: Act.INITIATIVE_SEE}
ACT_OF |= {Kind.DECISION: Act.COMMITMENT_SEE, Kind.QUESTION: Act.ANSWER_EDIT, Kind.PROPOSAL: Act.ANSWER_EDIT}
UNSHOWN = ("heads", "words", "stems")


@dataclass(frozen=True)
class Hit:
    """Something found. sort: the slug of the kind of a meeting. ref: its public number or slug; "" for a desk's own.

    key: of its row in its table. context: what stands below the title. state: of a meeting or an appeal.
    is_public: everybody finds it. is_own: it can be opened at the desk of whoever asked.
    """

    kind: Kind
    sort: str
    ref: str
    key: int
    title: Said
    context: Said
    state: str
    day: date | None
    is_public: bool
    is_own: bool = False


def found(query: Query, today: date, *, page: int = 1) -> Page[Hit]:
    """What everybody finds. Two queries, none where nothing is asked."""
    if not query:
        return Page((), 1, 1, 0)
    rows = _ranked(PublicRow, query, today)
    total = rows.count()
    at, pages = _pages(total, page)
    return Page(tuple(_hit(row) for row in rows[(at - 1) * PAGE : at * PAGE]), at, pages, total)


def found_at_desk(user: User, query: Query, today: date, *, page: int = 1) -> Page[Hit]:
    """What is public, and of the offices' own things what this account may see. At most nine queries."""
    if not query:
        return Page((), 1, 1, 0)
    phoned = with_phone(user, digits) if (digits := phone_digits(query.text)) else []
    sets: list[QuerySet[Any]] = [
        _ranked(PublicRow, query, today),
        _ranked(DeskRow, query, today, persons=phoned).filter(findable_by(user)),
    ]
    total = sum(rows.count() for rows in sets)
    at, pages = _pages(total, page)
    first = sorted((row for rows in sets for row in rows[: at * PAGE]), key=_place)
    shown = first[(at - 1) * PAGE : at * PAGE]
    own = meetings_within(user, (row.thing_key for row in shown if row.kind in OF_MEETING))
    lines = [_hit(row, is_own=_is_own(row, user, own)) for row in shown]
    return Page(tuple(_with_names(lines, user)), at, pages, total)


def phone_digits(text: str) -> str:
    """The last digits of what may be a phone, without the country's code and the leading zero; else "".

    >>> phone_digits("+996 000 12-34-56"), phone_digits("123456"), phone_digits("14.03.2026 жыл"), phone_digits("2026")
    ('000123456', '123456', '', '')
    """
    digits = re.sub(r"\D", "", text)
    if len(digits) < PHONE_DIGITS or not re.fullmatch(r"[\d\s+()–-]+", text):
        return ""
    return digits[3:] if len(digits) == 12 and digits.startswith("996") else digits[-9:]


def _ranked(table: type[Row], query: Query, today: date, persons: Iterable[int] = ()) -> QuerySet[Any]:
    """The rows that answer, in order."""
    phoned = Q(kind=Kind.PERSON, thing_key__in=list(persons))
    answers = Q(Answers(table, query)) | phoned if persons else Q(Answers(table, query))
    tiers = (
        phoned | Q(heads__contains=f" | {query.phrase} | "),
        _all("heads", (f" {word} " for word in query.words)),
        _all("words", (f" {word} " for word in query.words)) & ~Q(kind=Kind.PLACE),
        _all("heads", (f" {root(word)}" for word in query.words)),
        ~Q(kind=Kind.PLACE),
    )
    cases = [When(test, then=Value(number)) for number, test in enumerate(tiers)]
    tier = Case(*cases, default=Value(len(tiers)), output_field=IntegerField())
    rows = table._default_manager.filter(answers).annotate(tier=tier)
    ahead = Case(When(day__gte=today, then=F("day")), default=Value(date.max), output_field=DateField())
    rows = rows.annotate(ahead=ahead).defer(*UNSHOWN)
    by_day = ("ahead", F("day").desc(nulls_last=True))
    return rows.order_by("tier", "-weight", *by_day, "thing_label", "thing_key", "part")


def _place(row: Any) -> tuple[Any, ...]:
    """The same order for rows in hand."""
    day = (row.ahead, -(row.day or date.min).toordinal())
    return (row.tier, -row.weight, *day, row.thing_label, row.thing_key, row.part)


def _all(column: str, parts: Iterable[str]) -> Q:
    every = Q()
    for part in parts:
        every &= Q(**{f"{column}__contains": part})
    return every


def _pages(total: int, number: int) -> tuple[int, int]:
    pages = min(max(1, -(-total // PAGE)), MOST_PAGES)
    return min(max(number, 1), pages), pages


def _is_own(row: Any, user: User, meetings: frozenset[int]) -> bool:
    """Whether the thing can be opened at the desk of whoever asked."""
    if row.kind in OF_MEETING and row.thing_key in meetings:
        return True
    office = row.owner if isinstance(row, PublicRow) else row.office_id
    act = ACT_OF.get(row.kind, Act.PROGRAMME_SEE)
    return office is not None and reach(user, act).holds(office)


def _hit(row: Any, *, is_own: bool = False) -> Hit:
    return Hit(
        kind=Kind(row.kind),
        sort=row.sort,
        ref=row.ref,
        key=row.thing_key,
        title=row.title,
        context=row.context,
        state=row.state,
        day=row.day,
        is_public=isinstance(row, PublicRow),
        is_own=is_own,
    )


def _with_names(lines: list[Hit], user: User) -> Iterable[Hit]:
    """Names come from the cards at the moment they are shown; a card that is gone is left out."""
    keys = [line.key for line in lines if line.kind is Kind.PERSON]
    cards = persons_for(user, keys) if keys else {}
    for line in lines:
        if line.kind is not Kind.PERSON:
            yield line
        elif line.key in cards:
            yield replace(line, title=Said.of(ky=cards[line.key].name), context=_posts(cards[line.key]))


def _posts(person: Person) -> Said:
    """The posts a person holds, with their places: what tells namesakes apart."""
    held = list(person.mandates.all())
    posts = [(POSTS[Post(each.post)], each.unit.long_name if each.unit else Said()) for each in held]
    return Said({lang: "; ".join(_line(post, unit, lang) for post, unit in posts) for lang in ORDER})


def _line(post: Said, unit: Said, lang: str) -> str:
    return ", ".join(filter(None, (post.in_(lang).text, unit.in_(lang).text)))
