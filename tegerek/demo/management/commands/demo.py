"""bin/manage demo --stage full : the invented municipality, by stage."""

import os
import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction

from tegerek.demo import world
from tegerek.demo.cast import engage
from tegerek.demo.land import settle
from tegerek.people.models import User

# Plants and animals in Latin letters: easy to read out, easy to type on any keyboard.
WORDS = (
    "archa",
    "betege",
    "bulak",
    "gulzar",
    "darbyz",
    "jangak",
    "kopolok",
    "oruk",
    "shybak",
    "chabak",
    "terek",
    "tulku",
)


class Command(BaseCommand):
    help = "Make the demo municipality: all people and the aiyl aimak in it are invented. Prints the logins; does nothing if it stands already."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--stage",
            choices=["offices", "full"],
            default="full",
            help="offices: places and accounts alone; full: all of it",
        )
        parser.add_argument(
            "--passwords", action="store_true", help="make new passwords for the accounts of a demo that stands already"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if world.is_made():
            if options["passwords"]:
                self._renew()
            else:
                self.stderr.write("The demo stands already.")
            return
        with transaction.atomic():
            cast = engage(settle(), new_password) if options["stage"] == "offices" else world.make(new_password).cast
        self._tell([(member.login, member.password, member.role.value) for member in cast.members])

    def _renew(self) -> None:
        rows = []
        for user in User.objects.filter(email__endswith=".example").order_by("pk"):
            password = new_password()
            user.set_password(password)
            user.save(update_fields=["password"])
            rows.append((user.email or "", password, ", ".join(grant.role for grant in user.grants.all())))
        self._tell(rows)

    def _tell(self, rows: list[tuple[str, str, str]]) -> None:
        text = "".join(f"{login:<28} {password:<24} {role}\n" for login, password, role in rows)
        _write_private(settings.VAR / "demo-logins.txt", text)
        self.stdout.write(text)


def new_password() -> str:
    """Three words and a number, easy to read out and to type."""
    return "-".join([*(secrets.choice(WORDS) for _ in range(3)), str(secrets.randbelow(90) + 10)])


def _write_private(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
