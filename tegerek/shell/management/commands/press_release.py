"""bin/manage press_release SLUG --lang ky --format pdf --out release.pdf"""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import override

from tegerek.documents.addresses import press_release_page
from tegerek.documents.press_release.forms import FORMS
from tegerek.lib.errors import Refusal
from tegerek.programmes.models import Programme
from tegerek.programmes.sheets import release_sheet


class Command(BaseCommand):
    help = (
        "Write the press release of a published programme into a file. Exits 0 when it is written, 1 when it cannot be "
        "made or the file cannot be written, 2 when misused."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", metavar="SLUG", help="the programme, as its address names it")
        parser.add_argument("--lang", choices=[code for code, _name in settings.LANGUAGES], required=True)
        parser.add_argument("--format", choices=sorted(FORMS), required=True, dest="form")
        parser.add_argument("--out", metavar="F", required=True, help="the file to write; - for standard output")

    def handle(self, *args: Any, slug: str, lang: str, form: str, out: str, **options: Any) -> None:
        body = _made(slug, lang, form)
        if out == "-":
            sys.stdout.buffer.write(body)
            sys.stdout.buffer.flush()
            return
        try:
            Path(out).write_bytes(body)
        except OSError as error:
            raise CommandError(
                _("%(file)s cannot be written: %(why)s") % {"file": out, "why": error.strerror}
            ) from error


def _made(slug: str, lang: str, form: str) -> bytes:
    try:
        with override(lang):
            return FORMS[form].write(release_sheet(slug), lang, press_release_page(settings.ADDRESS, lang, slug))
    except Programme.DoesNotExist as error:
        raise CommandError(_("No programme is published at the address “%(slug)s”.") % {"slug": slug}) from error
    except Refusal as refusal:
        raise CommandError(str(refusal)) from refusal
