"""Rows of a programme into a bundle: keys become numbers of the file, places names, accounts nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from django.db import models, transaction

from tegerek.files import store
from tegerek.files.models import File
from tegerek.places.models import Body, Unit, Venue
from tegerek.programmes.models import Programme
from tegerek.shell.programme_file import archive
from tegerek.shell.programme_file.archive import Bundle
from tegerek.shell.programme_file.carried import (
    CARRIED,
    FORGOTTEN,
    PLACES,
    PUBLIC_FILES,
    Table,
    column_of,
    in_order,
)
from tegerek.shell.programme_file.values import Row, line_of, told
from tegerek.shell.programme_file.without import Emptied

Reached = Callable[[int, int], None]
Found = dict[str, list[Any]]

# Numbers of rows by table and key.
Numbers = Mapping[str, Mapping[int, int]]
BODY_COLUMNS = ("kind", "name", "short_name", "phone", "address", "site", "is_office")
VENUE_COLUMNS = ("name", "name_key", "address", "is_step_free", "note")


@transaction.atomic
def programme_bytes(programme: Programme, *, with_people: bool, now: datetime, reached: Reached) -> bytes:
    """The file of a programme. A query or two for each table, however many rows. reached(done, total): of tables.

    Without people the cards are emptied as an erasure would empty them. Raises Refusal for bytes that are missing.
    """
    found = _found(programme, with_people=True)
    emptied = None if with_people else _emptied(programme, found)
    if emptied:
        found = _found(programme, with_people=False)
    places = _Places(found, is_emptied=emptied is not None)
    numbers = {label: {row.pk: n for n, row in enumerate(rows, start=1)} for label, rows in found.items()}
    rows: dict[str, list[Row]] = {}
    tables = in_order()
    for done, table in enumerate(tables, start=1):
        writer = _Writer(table, numbers, places, emptied)
        rows[table.label] = [writer.row(row) for row in found[table.label]]
        reached(done, len(tables))
    bundle = Bundle(
        slug=programme.slug,
        with_people=with_people,
        made_at=now.astimezone(UTC).isoformat(),
        columns={table.label: sorted(column.attname for column in table.columns) for table in tables},
        rows=rows | places.rows(),
        blobs={row.sha256: store.read(row) for row in found["files.file"]},
    )
    return archive.written(bundle)


def _found(programme: Programme, *, with_people: bool) -> Found:
    """The rows of every table, in the order of their keys."""
    found: Found = {}
    for table in CARRIED:
        if table.to:
            found[table.label] = list(table.model._base_manager.filter(**{table.to: programme.pk}).order_by("pk"))
    pointed: dict[str, set[int]] = {}
    for table in CARRIED:
        for column in (column for column in table.columns if table.to and column.is_relation):
            keys = {getattr(row, column.attname) for row in found[table.label]}
            pointed.setdefault(table.target(column), set()).update(keys - {None})
    for table in CARRIED:
        if not table.to and not table.follows and table.label != "files.file":
            keys = pointed.get(table.label, set())
            found[table.label] = list(table.model._base_manager.filter(pk__in=keys).order_by("pk"))
    for table in CARRIED:
        if table.follows:
            above = found[table.target(column_of(table.model, table.follows))]
            rows = table.model._base_manager.filter(**{f"{table.follows}__in": [row.pk for row in above]})
            found[table.label] = list(rows.order_by("pk"))
    found["files.file"] = _files(found, pointed.get("files.file", set()), with_people=with_people)
    _let_go_of_loose(found, with_people=with_people)
    return found


def _let_go_of_loose(found: Found, *, with_people: bool) -> None:
    """Leave out rows that cannot be without something that is not carried (a meeting of another office)."""
    for table in in_order():
        if table.is_people and not with_people:
            found[table.label] = []
        for column in table.columns:
            label = table.target(column)
            if label in found and column.is_relation and not column.null:
                there = {row.pk for row in found[label]}
                found[table.label] = [row for row in found[table.label] if getattr(row, column.attname) in there]


def _files(found: Found, keys: set[int], *, with_people: bool) -> list[File]:
    """The files that the rows name or own; without people only those that everybody may see."""
    # What was closed, because somebody in it was erased, stays where it was closed.
    files = File.objects.filter(closed_at=None)
    rows = set(files.filter(pk__in=keys))
    for label, owners in found.items():
        rows |= set(files.filter(owner_label=label, owner_key__in=[row.pk for row in owners]))
    labels = set(found)
    kept = [row for row in rows if row.owner_label in labels and (with_people or row.purpose in PUBLIC_FILES)]
    return sorted((row for row in kept if store.is_whole(row.sha256)), key=lambda row: row.pk)


def _emptied(programme: Programme, found: Found) -> Emptied:
    named = [card.name for card in found["people.card"]]
    return Emptied(programme.slug, programme.made_at, found["people.person"], named)


class _Places:
    """Places, bodies and halls that the rows point at, told by their names: keys differ from site to site."""

    def __init__(self, found: Found, *, is_emptied: bool) -> None:
        keys: dict[str, set[int]] = {label: set() for label in PLACES}
        for table in CARRIED:
            for column in table.columns:
                # The village of a person goes with the person.
                is_gone = is_emptied and table.label == "meetings.participant"
                if table.target(column) in PLACES and not is_gone:
                    keys[table.target(column)].update(
                        {getattr(row, column.attname) for row in found[table.label]} - {None}
                    )
        self.venues = list(Venue.objects.filter(pk__in=keys["places.venue"]).select_related("unit"))
        self.bodies = list(Body.objects.filter(pk__in=keys["places.body"]).select_related("unit"))
        units = set(Unit.objects.filter(pk__in=keys["places.unit"])) | {venue.unit for venue in self.venues}
        units |= {body.unit for body in self.bodies if body.unit}
        self.units = sorted(units, key=lambda unit: unit.slug)
        self.bodies.sort(key=lambda body: line_of(self._body(body)))
        self.venues.sort(key=lambda venue: line_of(self._venue(venue)))
        lists: Mapping[str, Iterable[models.Model]] = {
            "places.unit": self.units,
            "places.body": self.bodies,
            "places.venue": self.venues,
        }
        self.numbers = {label: {row.pk: n for n, row in enumerate(rows, 1)} for label, rows in lists.items()}

    def rows(self) -> dict[str, list[Row]]:
        """What the file says of them."""
        units = [{"slug": unit.slug, "soate": unit.soate} for unit in self.units]
        return {
            "places.unit": units,
            "places.body": [self._body(body) for body in self.bodies],
            "places.venue": [self._venue(venue) for venue in self.venues],
        }

    def _body(self, body: Body) -> Row:
        columns = {name: told(getattr(body, name)) for name in BODY_COLUMNS}
        return {**columns, "unit": body.unit.slug if body.unit else None}

    def _venue(self, venue: Venue) -> Row:
        return {**{name: told(getattr(venue, name)) for name in VENUE_COLUMNS}, "unit": venue.unit.slug}


class _Writer:
    """Tells the rows of one table."""

    def __init__(self, table: Table, numbers: Numbers, places: _Places, emptied: Emptied | None) -> None:
        self.table, self.numbers, self.places, self.emptied = table, numbers, places, emptied

    def row(self, row: models.Model) -> Row:
        values = {column.name: getattr(row, column.attname) for column in self.table.columns}
        if self.emptied:
            values = self.emptied.row(self.table, self.numbers[self.table.label][row.pk], values)
        kept = {column.attname: self._told(column, values[column.name]) for column in self.table.columns}
        kept |= {column: None for column, pointer in self.table.hangs if kept[pointer] is None}
        return kept | self._plain(row) if isinstance(row, File) else kept

    def _told(self, column: models.Field[Any, Any], value: Any) -> Any:
        label = self.table.target(column)
        if not label or value is None:
            return told(value)
        if label in FORGOTTEN:
            return None
        if label in PLACES:
            return self.places.numbers[label][value]
        return self.numbers[label].get(value)

    def _plain(self, row: File) -> Row:
        """A file points at its owner and its office by plain numbers."""
        owner = self.numbers[row.owner_label][row.owner_key]
        return {"owner_key": owner, "office": None, "by": None}
