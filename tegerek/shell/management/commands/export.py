"""bin/manage export PERSON --out person.zip"""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import override

from tegerek.documents.held import held_archive
from tegerek.lib import clock
from tegerek.people.exporting import exported
from tegerek.shell.persons import person_named


class Command(BaseCommand):
    help = (
        "Write everything held of one person into an archive: a page to read and the same as data. Exits 0 when it is "
        "written, 1 when there is no such card or the file cannot be written, 2 when misused."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("person", metavar="PERSON", help="number of the card, or its uid")
        parser.add_argument("--lang", choices=[code for code, _name in settings.LANGUAGES], default="ky")
        parser.add_argument("--out", metavar="F", required=True, help="the archive to write, for example person.zip")

    def handle(self, *args: Any, person: str, lang: str, out: str, **options: Any) -> None:
        with override(lang):
            body = held_archive(exported(person_named(person), by=None, now=clock.now()), lang)
        try:
            path = Path(out)
            path.touch(mode=0o600)
            path.write_bytes(body)
        except OSError as error:
            told = _("%(file)s cannot be written: %(why)s") % {"file": out, "why": error.strerror}
            raise CommandError(told, returncode=1) from error
