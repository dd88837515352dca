"""Long lists come in pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import QuerySet

Line = TypeVar("Line")

PAGE = 20


@dataclass(frozen=True)
class Page(Generic[Line]):
    """A page of a list: its lines, its number from 1, of how many pages, and how many lines there are in all."""

    lines: tuple[Line, ...]
    number: int
    of: int
    total: int

    @property
    def before(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def after(self) -> int | None:
        return self.number + 1 if self.number < self.of else None


def number_of(typed: str | None) -> int:
    """The number of the page that is asked for; the first where what is asked is no number.

    >>> number_of("3"), number_of("-1"), number_of("٣"), number_of(None)
    (3, 1, 1, 1)
    """
    return int(typed) if typed and typed.isascii() and typed.isdigit() and len(typed) < 7 else 1


def page_of(rows: QuerySet[Any], line: Callable[[Any], Line], *, number: int, most: int = PAGE) -> Page[Line]:
    """The page of that number, or the nearest there is. Two queries, whatever the number."""
    total = rows.count()
    at, pages = _at(total, number, most)
    return Page(tuple(map(line, rows[(at - 1) * most : at * most])), at, pages, total)


def page_in(lines: Sequence[Line], *, number: int, most: int = PAGE) -> Page[Line]:
    """The same of lines in hand."""
    at, pages = _at(len(lines), number, most)
    return Page(tuple(lines[(at - 1) * most : at * most]), at, pages, len(lines))


def _at(total: int, number: int, most: int) -> tuple[int, int]:
    """The page that is shown, and how many there are."""
    pages = max(1, -(-total // most))
    return min(max(number, 1), pages), pages
