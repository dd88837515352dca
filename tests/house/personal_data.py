"""docs/personal-data.md, made from what the columns declare: `python -m tests.house.personal_data` writes it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import django
from django.db import models

PAGE = Path(__file__).parents[2] / "docs" / "personal-data.md"
TELLING = (models.CharField, models.TextField, models.JSONField, models.BinaryField, models.FileField, models.UUIDField)

HEAD = """# What is kept of persons

Made from the declarations beside the columns by `python -m tests.house.personal_data`; do not edit it by hand, a test
compares them. How a person is told, and how everything is erased: [erasing.md](erasing.md).

Each column of the database that holds text, data or bytes is declared either **personal**, with the four answers
below, or **free of persons**. A test fails on one that is neither. Where no article of a law is named, nobody has read
one that could be named: the basis is then said in plain words, and a lawyer can put the article beside it in
`tegerek/lib/personal.py`.

| table | column | what for | on what basis | who sees it | until when |
| --- | --- | --- | --- | --- | --- |
"""

FREE = """
## Free of persons

| table | columns |
| --- | --- |
"""

FOREIGN = """
## Tables of the packages used

| table | what stands in it |
| --- | --- |
"""


def page() -> str:
    """The whole page: a row for each personal column, then the tables free of persons, then those of packages."""
    from tegerek.people.foreign import FOREIGN as TABLES  # slow import: needs the settings

    columns = [
        (label_of(model), name, told.purpose, told.basis, told.seen_by, told.keep)
        for model in ours()
        for name, told in getattr(model, "personal", {}).items()
    ]
    free = [(label_of(model), ", ".join(names)) for model in ours() if (names := getattr(model, "impersonal", ()))]
    return HEAD + _table(columns) + FREE + _table(free) + FOREIGN + _table(sorted(TABLES.items()))


def ours() -> Iterator[type[models.Model]]:
    """The tables of the house, by room and name."""
    found = [model for model in _tables() if model.__module__.startswith("tegerek.")]
    yield from sorted(found, key=label_of)


def foreign() -> Iterator[type[models.Model]]:
    """The tables of packages."""
    yield from (model for model in _tables() if not model.__module__.startswith("tegerek."))


def telling(model: type[models.Model]) -> set[str]:
    """The columns of a table that hold text, data or bytes."""
    return {field.name for field in model._meta.get_fields() if isinstance(field, TELLING)}


def label_of(model: type[models.Model]) -> str:
    """As in people.person."""
    return str(model._meta.label_lower)


def _tables() -> list[type[models.Model]]:
    from django.apps import apps  # slow import: needs the settings

    return list(apps.get_models(include_auto_created=True))


def _table(rows: Iterable[tuple[str, ...]]) -> str:
    return "".join(f"| `{first}` | {' | '.join(rest)} |\n" for first, *rest in rows)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tegerek.config.settings")
    os.environ.setdefault("TEGEREK_SECRET", "for writing a page alone")
    django.setup()
    PAGE.write_text(page())
