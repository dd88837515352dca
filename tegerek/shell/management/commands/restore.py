"""bin/manage restore FILE : a site made from an archive, in an empty folder, held until it is released."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from tegerek.lib.dates import ZONE
from tegerek.lib.errors import Refusal
from tegerek.people.ledger import NAME as LEDGER
from tegerek.shell.backups import restoring


class Command(BaseCommand):
    help = (
        "Make the site of TEGEREK_VAR, which must be empty, from an archive. All or nothing. "
        "Whoever was erased is erased again. The copy is held: nothing is sent from it until release_held."
    )
    requires_system_checks = []
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="an archive made by backup")
        parser.add_argument(
            "--erasures", type=Path, action="append", default=[], metavar="FILE", help="a further ledger of erasures"
        )

    def handle(self, *args: Any, file: Path, erasures: list[Path], **options: Any) -> None:
        for ledger in erasures:
            if not ledger.is_file():
                raise CommandError(_("There is no file %(file)s.") % {"file": ledger}, returncode=2)
        try:
            manifest = restoring.restore(file.expanduser().resolve(), ledgers=erasures)
        except Refusal as refusal:
            raise CommandError(str(refusal), returncode=1) from None
        told = _("Restored into %(folder)s: the state of %(moment)s. The copy is held: nothing is sent from it.")
        self.stdout.write(
            told % {"folder": settings.VAR, "moment": f"{manifest.moment.astimezone(ZONE):%d.%m.%Y %H:%M}"}
        )
        if not erasures and not (file.expanduser().resolve().parent / LEDGER).is_file():
            told = _(
                "No ledger of erasures lies beside the archive: whoever was erased after that moment is back. "
                "If there is one, empty the folder and restore again with --erasures FILE."
            )
            self.stdout.write(told)
        start = "bin/run" if manifest.demo else "bin/run --empty"
        told = _("Start it with %(start)s, look at it, then: bin/manage release_held")
        self.stdout.write(told % {"start": start})
