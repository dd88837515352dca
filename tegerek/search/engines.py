"""The one module that knows how each database finds words: SQLite by FTS5, PostgreSQL by tsvector and GIN.

Both answer the same question alike: which rows hold, for every word asked for, the word, another form of it or a word
that begins with it. Neither ranks: order is a matter of plain columns (sheets.py), and so the same on both. What they
look up is kept by the database itself (migration 0001), whoever writes the rows.
"""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.db.models import BooleanField, F, Func

from tegerek.search.models import DeskRow, PublicRow, Row
from tegerek.search.rules import Query, is_beginning, stems


class Sqlite:
    """A table of FTS5 beside each table of rows: search_deskrow_words."""

    answers = "{table}_words WHERE {table}_words MATCH %s"
    key = "rowid"

    def question(self, query: Query) -> str:
        """("tarif" * OR "tar") AND ("suu" *); the words hold nothing but small letters and digits."""
        return " AND ".join(f"({' OR '.join(self._forms(word))})" for word in query.words)

    def forget(self, table: str) -> None:
        """Deleted words stay in the old pages of FTS5 until those are merged: make them anew, at 0.1 s a 1,000 rows."""
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {table}_words({table}_words) VALUES ('rebuild')")  # noqa: S608  # nosec B608 - our table

    def _forms(self, word: str) -> list[str]:
        return [f'"{word}" *' if is_beginning(word) else f'"{word}"', *(f'"{stem}"' for stem in stems(word))]


class Postgresql:
    """A column of tsvector that the database makes itself, with a GIN index."""

    answers = "{table} WHERE vector @@ %s::tsquery"
    key = "id"

    def question(self, query: Query) -> str:
        """('tarif':* | 'tar') & ('suu':*)"""
        return " & ".join(f"({' | '.join(self._forms(word))})" for word in query.words)

    def forget(self, table: str) -> None:
        """A deleted row is out of reach at once, and overwritten after the next vacuum (docs/erasing.md)."""

    def _forms(self, word: str) -> list[str]:
        return [f"'{word}':*" if is_beginning(word) else f"'{word}'", *(f"'{stem}'" for stem in stems(word))]


class Answers(Func):
    """Whether a row answers the question: `rows.filter(Answers(PublicRow, query))`."""

    output_field = BooleanField()

    def __init__(self, table: type[Row], query: Query) -> None:
        super().__init__(F("pk"))
        self.table, self.query = table._meta.db_table, query

    def as_sql(self, compiler: Any, connection: Any, *_: Any, **__: Any) -> Any:
        engine = ENGINES[connection.vendor]
        key, _params = compiler.compile(self.get_source_expressions()[0])
        answers = engine.answers.format(table=self.table)
        return f"{key} IN (SELECT {engine.key} FROM {answers})", [engine.question(self.query)]  # noqa: S608  # nosec B608 - bound


def forget() -> None:
    """Leave nothing of deleted rows in what the database keeps of words."""
    for table in (PublicRow, DeskRow):
        ENGINES[connection.vendor].forget(table._meta.db_table)


ENGINES: dict[str, Sqlite | Postgresql] = {"sqlite": Sqlite(), "postgresql": Postgresql()}
