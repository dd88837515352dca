"""bin/manage backup FILE : database, files and keys of the running site in one verified archive."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from tegerek.lib import clock
from tegerek.lib.errors import Refusal
from tegerek.shell.backups import making


class Command(BaseCommand):
    help = (
        "Write database, files and keys into one archive while the site runs, then open it again and verify it. "
        "Exits 1 when it was not made, or when bytes of a file were missing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the archive to make; must not be there yet")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            manifest = making.make(file.expanduser().resolve(), now=clock.now())
        except Refusal as refusal:
            raise CommandError(str(refusal), returncode=1) from None
        told = _("Made and verified: %(file)s, %(rows)d rows in %(tables)d tables, %(files)d files.")
        files = sum(name.startswith("files/") for name in manifest.members)
        rows = sum(manifest.counts.values())
        self.stdout.write(told % {"file": file, "rows": rows, "tables": len(manifest.counts), "files": files})
        if not manifest.own_secret:
            self.stdout.write(_("The signing key is set by TEGEREK_SECRET and is not in the archive. Keep it apart."))
        if manifest.missing:
            told = _("The bytes of %(number)d files were not on the disk. bin/manage doctor says more.")
            raise CommandError(told % {"number": len(manifest.missing)}, returncode=1)
