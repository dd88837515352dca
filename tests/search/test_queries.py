"""Questions with what they have to find, over the demo: tests/data/search/queries.csv, the same on both databases.

A row: the question, what it is written in, who asks (public, or a member of the cast), how many things are found, and
the first four of them in order.
"""

from __future__ import annotations

import csv
from pathlib import Path

from tegerek.demo.moments import TODAY
from tegerek.demo.world import World
from tegerek.search.indexing import read_all_news
from tegerek.search.rules import query_of
from tegerek.search.sheets import found, found_at_desk
from tests.search.cast import labels, write_down

QUERIES = Path(__file__).parents[1] / "data" / "search" / "queries.csv"


def rows() -> list[dict[str, str]]:
    with QUERIES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_question_finds_what_it_should_in_that_order(world: World) -> None:
    write_down(world)
    read_all_news()

    answers = [{**row, **answer(world, row["query"], row["audience"])} for row in rows()]

    assert answers == rows()


def test_there_are_enough_questions_of_every_sort() -> None:
    asked = rows()

    assert len({(row["query"], row["audience"]) for row in asked}) == len(asked) >= 100
    assert {row["language"] for row in asked} == {"ky", "ru", "en", "latin", "phone", "hostile"}


def answer(world: World, query: str, audience: str) -> dict[str, str]:
    asked, today = query_of(query), TODAY.date()
    page = (
        found(asked, today) if audience == "public" else found_at_desk(getattr(world.cast, audience).user, asked, today)
    )
    return {"found": str(page.total), "first": " ".join(labels(page.lines[:4]))}
