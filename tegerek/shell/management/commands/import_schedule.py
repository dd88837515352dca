"""bin/manage import_schedule FILE|- :

print what is understood of a schedule; with --commit, make the programme of it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from tegerek.lib import clock
from tegerek.lib.errors import Refusal
from tegerek.lib.said import Said
from tegerek.lib.sources.reading import read_source
from tegerek.people.models import Grant, Role
from tegerek.places.finding import finder
from tegerek.places.models import Body
from tegerek.programmes.imports import bring_understood, limits, take_over
from tegerek.programmes.models import Programme
from tegerek.programmes.schedule.understanding import understand
from tegerek.programmes.schedule.understood import Understood
from tegerek.programmes.tables import Table

REFUSED, MISUSED = 1, 2


class Command(BaseCommand):
    help = "Read a schedule (docx, xlsx, csv, txt, or text on standard input). Nothing is written without --commit."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="the file, or - for standard input")
        parser.add_argument("--json", action="store_true", help="print what was understood as JSON")
        parser.add_argument(
            "--commit", action="store_true", help="make the programme; with open questions nothing is made (exit 1)"
        )
        parser.add_argument(
            "--programme", metavar="SLUG", help="bring this programme up to the schedule instead of making a new one"
        )
        parser.add_argument(
            "--office",
            type=int,
            metavar="KEY",
            help="the office a new programme belongs to, if several have a coordinator",
        )
        parser.add_argument("--reason", default="", help="why announced days change; people will read it")
        parser.add_argument(
            "--lang",
            choices=[code for code, _name in settings.LANGUAGES],
            default="ky",
            help="language of the sentences",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override(options["lang"]):
            data, name = _bytes(options["file"])
            try:
                understood = understand(read_source(data, name, limits=limits()), finder(), today=clock.today())
                self._tell(understood, as_json=options["json"])
                if options["commit"]:
                    self._commit(understood, data, options)
            except Refusal as refusal:
                raise CommandError(str(refusal), returncode=REFUSED) from None

    def _tell(self, understood: Understood, *, as_json: bool) -> None:
        found = understood.as_json()
        if as_json:
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))
            return
        self.stdout.write(found["title"] or "–")
        for row in understood.seminars:
            day = row.date.strftime("%d.%m.%Y") if row.date else "??.??.????"
            self.stdout.write(f"{day}  {row.unit.name if row.unit else '?':<20}  {row.venue}  {row.confidence:.2f}")
        for warned in understood.warnings:
            self.stderr.write(f"{warned.line or '–'}: {warned.text}")

    def _commit(self, understood: Understood, data: bytes, options: dict[str, Any]) -> None:
        if understood.has_open_questions:
            raise Refusal(_("Some rows still have a question, so nothing was made. Correct them at the desk."))
        named = _programme(options["programme"])
        office, now = named.office if named else _office(options["office"]), clock.now()
        reason = Said.of(original=understood.lang, **{understood.lang: options["reason"]})
        with transaction.atomic():
            found = bring_understood(
                data, understood, file_name=_name(options["file"]), office=office, programme=named, now=now
            )
            table = Table.from_json(found.table)
            made = take_over(
                table, programme=found.programme, office=office, by=None, now=now, reason=reason, found=found
            )
        self.stderr.write(_("Made or brought up to date: %(slug)s. Publish it at the desk.") % {"slug": made.slug})


def _bytes(file: str) -> tuple[bytes, str]:
    if file == "-":
        return sys.stdin.buffer.read(settings.IMPORT_BYTES + 1), _name(file)
    try:
        with Path(file).open("rb") as opened:
            return opened.read(settings.IMPORT_BYTES + 1), _name(file)
    except OSError as error:
        raise CommandError(f"{file}: {error.strerror}", returncode=MISUSED) from None


def _name(file: str) -> str:
    return "" if file == "-" else Path(file).name


def _programme(slug: str | None) -> Programme | None:
    if slug is None:
        return None
    programme = Programme.objects.select_related("office", "release").filter(slug=slug).first()
    if programme is None:
        raise CommandError(_("There is no programme “%(slug)s”.") % {"slug": slug}, returncode=MISUSED)
    return programme


def _office(key: int | None) -> Body:
    """The office named, or the only one that has a coordinator."""
    offices = Body.objects.filter(is_office=True)
    if key is not None:
        chosen = offices.filter(pk=key).first()
        if chosen is None:
            raise CommandError(_("There is no office with the key %(key)d.") % {"key": key}, returncode=MISUSED)
        return chosen
    keys = Grant.objects.filter(role=Role.COORDINATOR).values("office")
    found = list(offices.filter(pk__in=keys)[:2])
    if len(found) != 1:
        raise CommandError(
            _("Several offices have a coordinator, or none. Name one with --office KEY."), returncode=MISUSED
        )
    return found[0]
