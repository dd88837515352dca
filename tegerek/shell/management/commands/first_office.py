"""bin/manage first_office : from an empty installation to an office with somebody who can sign in."""

from __future__ import annotations

import secrets
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from tegerek.lib import clock
from tegerek.lib.errors import Refusal
from tegerek.lib.said import Said
from tegerek.people import founding
from tegerek.places.models import BodyKind, Unit

REFUSED, MISUSED = 1, 2


class Command(BaseCommand):
    help = "Make the first office and its administrator; prints the password once. Refuses where there is one."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--office", required=True, help="name of the office in Kyrgyz, for example «Ак-Жол айыл өкмөтү»"
        )
        parser.add_argument("--office-ru", default="", help="name of the office in Russian")
        parser.add_argument(
            "--kind",
            choices=[kind.value for kind in founding.KINDS],
            default=BodyKind.AIYL_OKMOTU.value,
            help="kind of office",
        )
        parser.add_argument(
            "--place", metavar="SLUG", help="where it sits, by its address: the last part of /ky/places/SLUG/"
        )
        parser.add_argument("--person", required=True, help="name of the administrator")
        parser.add_argument("--phone", default="", help="phone the administrator signs in with")
        parser.add_argument("--email", default="", help="e-mail the administrator signs in with")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["phone"] and not options["email"]:
            raise CommandError(_("Give a phone or an e-mail to sign in with."), returncode=MISUSED)
        password = secrets.token_urlsafe(9)
        try:
            self._found(options, password)
        except Refusal as refusal:
            raise CommandError(str(refusal), returncode=REFUSED) from None
        founding.forget_setup_code()
        self.stdout.write(f"{options['phone'] or options['email']} {password}")

    def _found(self, options: dict[str, Any], password: str) -> None:
        founding.found_office(
            kind=BodyKind(options["kind"]),
            name=Said.of(ky=options["office"], ru=options["office_ru"]),
            place=_unit(options["place"]),
            person=options["person"],
            phone=options["phone"],
            email=options["email"],
            password=password,
            now=clock.now(),
        )


def _unit(slug: str | None) -> Unit | None:
    if slug is None:
        return None
    unit = Unit.objects.filter(slug=slug).first()
    if unit is None:
        raise CommandError(_("There is no place “%(slug)s”.") % {"slug": slug}, returncode=MISUSED)
    return unit
