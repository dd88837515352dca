"""bin/manage first_office : from an empty installation to an office with somebody who can sign in."""

from __future__ import annotations

import secrets
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.translation import gettext as _

from tegerek.lib import clock
from tegerek.lib.errors import Refusal
from tegerek.lib.said import Said
from tegerek.people.actions import grant, make_account
from tegerek.people.models import Grant, Role
from tegerek.places.actions import add_body
from tegerek.places.models import BodyKind, Unit

REFUSED, MISUSED = 1, 2
KINDS = (BodyKind.AIYL_OKMOTU, BodyKind.MAYORS_OFFICE, BodyKind.ORGANISATION)


class Command(BaseCommand):
    help = "Make the first office and its administrator; prints the password once. Refuses where there is one."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--office", required=True, help="name of the office in Kyrgyz, for example «Ак-Жол айыл өкмөтү»"
        )
        parser.add_argument("--office-ru", default="", help="name of the office in Russian")
        parser.add_argument(
            "--kind", choices=[kind.value for kind in KINDS], default=BodyKind.AIYL_OKMOTU.value, help="kind of office"
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
        if Grant.objects.filter(role=Role.ADMINISTRATOR).exists():
            raise CommandError(_("There is an administrator already."), returncode=REFUSED)
        password = secrets.token_urlsafe(9)
        try:
            self._make(options, password)
        except Refusal as refusal:
            raise CommandError(str(refusal), returncode=REFUSED) from None
        self.stdout.write(f"{options['phone'] or options['email']} {password}")

    @transaction.atomic
    def _make(self, options: dict[str, Any], password: str) -> None:
        now = clock.now()
        name = Said.of(ky=options["office"], ru=options["office_ru"])
        office = add_body(BodyKind(options["kind"]), name, unit=_unit(options["place"]), now=now, is_office=True)
        user = make_account(
            name=options["person"], password=password, phone=options["phone"], email=options["email"], now=now
        )
        grant(user, role=Role.ADMINISTRATOR, office=office, since=clock.today(), now=now)


def _unit(slug: str | None) -> Unit | None:
    if slug is None:
        return None
    unit = Unit.objects.filter(slug=slug).first()
    if unit is None:
        raise CommandError(_("There is no place “%(slug)s”.") % {"slug": slug}, returncode=MISUSED)
    return unit
