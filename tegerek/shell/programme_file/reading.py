"""A bundle into rows: in one transaction, or not at all, with a sentence that says why not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import slug_re
from django.db import DataError, IntegrityError, models, transaction
from django.utils.translation import gettext as _

from tegerek.files import store
from tegerek.files.models import File
from tegerek.files.rules import type_of
from tegerek.journal.actions import record
from tegerek.journal.numbers import keep_or_give, owns
from tegerek.lib.errors import Refusal
from tegerek.meetings.models import Meeting
from tegerek.people.models import Consent, Contact, Erasure, Mandate, Person
from tegerek.places.models import Body, Unit, Venue
from tegerek.procedures.kinds import all_kinds
from tegerek.programmes.models import Programme
from tegerek.shell.programme_file.archive import Bundle
from tegerek.shell.programme_file.carried import FORGOTTEN, Table, column_of, in_order
from tegerek.shell.programme_file.values import Row, read
from tegerek.shell.programme_file.writing import BODY_COLUMNS, VENUE_COLUMNS

Reached = Callable[[int, int], None]
BATCH = 500


@dataclass(frozen=True)
class Taken:
    """What came of an import. renumbered: public numbers of meetings as they were and as they are here."""

    programme: Programme
    rows: int
    renumbered: tuple[tuple[int, int], ...]


def take_programme(
    bundle: Bundle, *, office: Body | None = None, slug: str = "", now: datetime, reached: Reached
) -> Taken:
    """Make the programme of a bundle here. Journals programme.taken and meeting.taken for each of its seminars.

    office: whose it becomes, None for the office of the same name, which is made if there is none. slug: its address
    here, "" for that of the file. Raises Refusal: it is here already, a place is not known, another release wrote it.
    """
    try:
        with transaction.atomic():
            return _Taking(bundle, office, slug or bundle.slug, now).take(reached)
    except (ValidationError, LookupError, TypeError, ValueError, AttributeError, ArithmeticError, DataError):
        raise Refusal(_("A row of this file cannot be read. Write the file anew on the site it comes from.")) from None
    except IntegrityError:
        told = _("Something in this file is here already under the same number or code. Nothing was taken over.")
        raise Refusal(told) from None


class _Taking:
    """One import: keys of this site by table and number of the file."""

    def __init__(self, bundle: Bundle, office: Body | None, slug: str, now: datetime) -> None:
        self.bundle, self.office, self.slug, self.now = bundle, office, slug, now
        self.keys: dict[str, list[int]] = {}
        self.renumbered: list[tuple[int, int]] = []
        self.erased: list[int] = []

    def take(self, reached: Reached) -> Taken:
        tables = in_order()
        self._check(tables)
        self._find_places()
        for done, table in enumerate(tables, start=1):
            self._make(table)
            reached(done, len(tables))
        self._own_files()
        gone = [self.keys["people.person"][n] for n in self.erased]
        for model in (Contact, Mandate, Consent):
            model._base_manager.filter(person__in=gone).delete()
        programme = Programme.objects.get(pk=self.keys["programmes.programme"][0])
        meetings = Meeting.objects.filter(pk__in=self.keys["meetings.meeting"])
        for meeting in meetings.select_related("office"):
            record("meeting.taken", meeting, by=None, at=self.now, programme=programme.pk)
        with_people = self.bundle.with_people
        record("programme.taken", programme, by=None, at=self.now, meetings=len(meetings), people=with_people)
        rows = sum(len(self.bundle.rows[table.label]) for table in tables)
        return Taken(programme, rows, tuple(self.renumbered))

    def _check(self, tables: tuple[Table, ...]) -> None:
        """Raises Refusal for tables of another release, and for what is here already."""
        known = {table.label: sorted(column.attname for column in table.columns) for table in tables}
        if known != self.bundle.columns:
            odd = sorted(label for label in {*known, *self.bundle.columns} if _differs(label, known, self.bundle))
            told = _(
                "Another release of the program wrote this file; these tables differ: %(tables)s. Bring both sites to "
                "the same release, and write the file anew."
            )
            raise Refusal(told % {"tables": ", ".join(odd)})
        if len(self.bundle.rows["programmes.programme"]) != 1:
            raise ValueError("not one programme")
        if not slug_re.fullmatch(self.slug):
            raise Refusal(
                _("An address is made of small Latin letters, digits and dashes. Give another one with --slug.")
            )
        if Programme.objects.filter(slug=self.slug).exists():
            told = _("A programme stands at the address “%(slug)s” here already. Give another address with --slug.")
            raise Refusal(told % {"slug": self.slug})
        if any(row["kind"] not in all_kinds() for row in self.bundle.rows["meetings.meeting"]):
            raise ValueError("a kind of meeting that this site does not know")
        uids = [row["uid"] for row in self.bundle.rows["meetings.meeting"]]
        if Meeting.objects.filter(uid__in=uids).exists():
            raise Refusal(_("The seminars of this programme are here already. Nothing was taken over."))

    def _find_places(self) -> None:
        units = self._units()
        self.keys["places.unit"] = [units[row["slug"]].pk for row in self.bundle.rows["places.unit"]]
        self.keys["places.body"] = [self._body(row, units) for row in self.bundle.rows["places.body"]]
        self.keys["places.venue"] = [self._venue(row, units) for row in self.bundle.rows["places.venue"]]

    def _units(self) -> dict[str, Unit]:
        """The places by the addresses the file gives them. Raises Refusal for one that this site does not know."""
        wanted = self.bundle.rows["places.unit"]
        by_slug = {unit.slug: unit for unit in Unit.objects.filter(slug__in=[row["slug"] for row in wanted])}
        codes = [row["soate"] for row in wanted if row["soate"]]
        by_code = {unit.soate: unit for unit in Unit.objects.filter(soate__in=codes)}
        found = {row["slug"]: by_slug.get(row["slug"]) or by_code.get(row["soate"]) for row in wanted}
        missing = sorted(slug for slug, unit in found.items() if unit is None)
        if missing:
            told = _("These places are not known here: %(places)s. First load them with bin/manage load_places.")
            raise Refusal(told % {"places": ", ".join(missing)})
        return {slug: unit for slug, unit in found.items() if unit is not None}

    def _body(self, row: Row, units: Mapping[str, Unit]) -> int:
        """A body of the same kind, place and name; else one made of what the file says."""
        if self.office is not None and row["is_office"]:
            return self.office.pk
        columns = {name: read(column_of(Body, name), row[name]) for name in BODY_COLUMNS}
        unit = units[row["unit"]] if row["unit"] else None
        alike = Body.objects.filter(kind=row["kind"], unit=unit).order_by("pk")
        same = next((body for body in alike if body.name == columns["name"]), None)
        made = same or Body.objects.create(unit=unit, **columns)
        if row["is_office"] and not made.is_office:
            Body.objects.filter(pk=made.pk).update(is_office=True)
        return made.pk

    def _venue(self, row: Row, units: Mapping[str, Unit]) -> int:
        columns = {name: read(column_of(Venue, name), row[name]) for name in VENUE_COLUMNS}
        unit = units[row["unit"]]
        same = Venue.objects.filter(unit=unit, name_key=row["name_key"]).first()
        return (same or Venue.objects.create(unit=unit, **columns)).pk

    def _make(self, table: Table) -> None:
        """The rows of one table, in the order of the file. Some tables let nobody change a row once it is there: a row
        that points at an earlier one of its own table has its key from the beginning.
        """
        rows = self.bundle.rows[table.label]
        made = [self._row(table, row) for row in rows]
        if table.label == "people.person":
            self._settle_cards(made)
        numbers = self._number(made) if table.model is Meeting else {}
        self._create(table, made)
        self.keys[table.label] = [row.pk for row in made]
        for meeting, number in numbers.items():
            owns(number, made[meeting])

    def _row(self, table: Table, row: Row) -> models.Model:
        if set(row) != {column.attname for column in table.columns}:
            raise KeyError(table.label)
        made = table.model(**{column.attname: self._value(table, column, row) for column in table.columns})
        if isinstance(made, Programme):
            made.slug = self.slug
        return made

    def _value(self, table: Table, column: models.Field[Any, Any], row: Row) -> Any:
        value, label = row[column.attname], table.target(column)
        if not label:
            found = read(column, value)
            if column.choices and found not in (None, "") and found not in dict(column.flatchoices):
                raise ValueError("a word that this column does not know")
            return found
        if value is None or label in FORGOTTEN or label == table.label:
            return None
        if not isinstance(value, int) or value < 1:
            raise ValueError("not a number of the file")
        return self.keys[label][value - 1]

    def _settle_cards(self, cards: list[Any]) -> None:
        """A card that was erased here comes back empty; one that is here under the same uid gets a uid of its own."""
        uids = [card.uid for card in cards]
        erased = set(Erasure.objects.filter(uid__in=uids).values_list("uid", flat=True))
        taken = set(Person.objects.filter(uid__in=uids).values_list("uid", flat=True))
        self.erased = [n for n, card in enumerate(cards) if card.uid in erased]
        for card in cards:
            if card.uid in erased:
                card.name, card.name_key, card.erased_at = "", "", card.erased_at or self.now
            if card.uid in taken:
                card.uid = Person._meta.get_field("uid").get_default()

    def _number(self, meetings: list[Any]) -> dict[int, int]:
        """Public numbers: as they were where they are free here, else new ones. Place in the list to number."""
        wanted = {n: meeting.number for n, meeting in enumerate(meetings) if meeting.number is not None}
        given = keep_or_give(wanted.values(), at=self.now)
        for n, before in wanted.items():
            meetings[n].number = given[before]
            if given[before] != before:
                self.renumbered.append((before, given[before]))
        return {n: given[before] for n, before in wanted.items()}

    def _create(self, table: Table, made: list[Any]) -> None:
        """In as few statements as it takes; what points at a later row is set once all of them are there."""
        inside = [column for column in table.columns if table.target(column) == table.label]
        ways = [
            (n, column, told[column.attname])
            for n, told in enumerate(self.bundle.rows[table.label] if inside else ())
            for column in inside
            if told[column.attname] is not None
        ]
        done = 0
        for n, column, number in ways:
            if done < number <= n:
                table.model._base_manager.bulk_create(made[done:n], batch_size=BATCH)
                done = n
            if number <= n:
                setattr(made[n], column.attname, made[number - 1].pk)
        table.model._base_manager.bulk_create(made[done:], batch_size=BATCH)
        for n, column, number in ways:
            if number > n:
                setattr(made[n], column.attname, made[number - 1].pk)
                made[n].save(update_fields=[column.name])

    def _own_files(self) -> None:
        """The bytes, each at its digest; every file finds its owner, which came after it."""
        office = Programme.objects.get(pk=self.keys["programmes.programme"][0]).office_id
        rows = list(File.objects.filter(pk__in=self.keys["files.file"]))
        for row in rows:
            data = self.bundle.blobs[row.sha256]
            if type_of(data) not in {row.type, "text/plain"} or len(data) != row.size:
                raise ValueError("a file of another type")
            row.owner_key = self.keys[row.owner_label][row.owner_key - 1]
            row.office = office
            store.put(data)
        File.objects.bulk_update(rows, ["owner_key", "office"], batch_size=BATCH)


def _differs(label: str, known: Mapping[str, list[str]], bundle: Bundle) -> bool:
    return known.get(label) != bundle.columns.get(label)
