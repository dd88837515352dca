"""bin/manage programme export SLUG --out F [--without-people]; bin/manage programme import F [--office KEY]"""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from tegerek.lib import clock
from tegerek.lib.errors import Refusal
from tegerek.places.models import Body
from tegerek.programmes.models import Programme
from tegerek.shell.programme_file.archive import opened
from tegerek.shell.programme_file.reading import Taken, take_programme
from tegerek.shell.programme_file.writing import programme_bytes

REFUSED, MISUSED = 1, 2


class Command(BaseCommand):
    help = (
        "Write a whole programme into one file, or take one over from another site: all of it, or nothing. Exits 0 "
        "when it is done, 1 when it is refused or a file cannot be read or written, 2 when misused."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        out = verbs.add_parser("export", help="write a programme into a file")
        out.add_argument("slug", metavar="SLUG", help="the programme, as its address names it")
        out.add_argument("--out", metavar="F", required=True, help="the file to write, for example series.zip")
        out.add_argument("--without-people", action="store_true", help="no name, phone or word of a person")
        into = verbs.add_parser("import", help="take a programme over from a file")
        into.add_argument("file", metavar="F", help="a file that export wrote")
        into.add_argument("--office", type=int, metavar="KEY", help="whose it becomes, not the office of its file")
        into.add_argument("--slug", default="", metavar="NEW", help="its address here, instead of that of its file")
        for verb in (out, into):
            verb.add_argument("--lang", choices=[code for code, _name in settings.LANGUAGES], default="ky")

    def handle(self, *args: Any, verb: str, lang: str, **options: Any) -> None:
        with override(lang):
            try:
                self._export(**options) if verb == "export" else self._import(**options)
            except Refusal as refusal:
                raise CommandError(str(refusal), returncode=REFUSED) from None

    def _export(self, slug: str, out: str, without_people: bool, **options: Any) -> None:
        programme = Programme.objects.filter(slug=slug).first()
        if programme is None:
            told = _("No programme stands at the address “%(slug)s”.")
            raise CommandError(told % {"slug": slug}, returncode=REFUSED)
        body = programme_bytes(programme, with_people=not without_people, now=clock.now(), reached=self._progress())
        try:
            path = Path(out)
            path.touch(mode=0o600)
            path.write_bytes(body)
        except OSError as error:
            told = _("%(file)s cannot be written: %(why)s") % {"file": out, "why": error.strerror}
            raise CommandError(told, returncode=REFUSED) from error
        self.stdout.write(_("Written: %(file)s") % {"file": out})

    def _import(self, file: str, office: int | None, slug: str, **options: Any) -> None:
        try:
            bundle = opened(Path(file).read_bytes())
        except OSError as error:
            told = _("%(file)s cannot be read: %(why)s") % {"file": file, "why": error.strerror}
            raise CommandError(told, returncode=REFUSED) from error
        found = Body.objects.filter(pk=office, is_office=True).first() if office else None
        if office and found is None:
            raise CommandError(_("No office has the number %(key)d.") % {"key": office}, returncode=MISUSED)
        self._tell(take_programme(bundle, office=found, slug=slug, now=clock.now(), reached=self._progress()))

    def _tell(self, taken: Taken) -> None:
        words = {"slug": taken.programme.slug, "n": taken.rows}
        told = ngettext("Taken over: %(slug)s, %(n)d row.", "Taken over: %(slug)s, %(n)d rows.", taken.rows)
        self.stdout.write(told % words)
        for before, now in taken.renumbered:
            told = _("№ %(before)d is something else here; the meeting is № %(now)d now.")
            self.stderr.write(told % {"before": before, "now": now})

    def _progress(self) -> Callable[[int, int], None]:
        return lambda done, total: self.stderr.write(f"{done}/{total}")
