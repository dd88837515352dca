"""bin/manage demo --stage trained : the invented municipality, and a sample series of seminars, by stage."""

import os
import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction

from tegerek.demo import world
from tegerek.demo.cast import Member, engage
from tegerek.demo.land import settle
from tegerek.demo.moments import TODAY
from tegerek.demo.trained.people import is_engaged
from tegerek.demo.trained.told import told_of
from tegerek.demo.trained.whole import make_trained
from tegerek.lib.dates import local_day
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
            choices=["offices", "full", "trained"],
            default="full",
            help="offices: places and accounts alone; full: all of the municipality; trained: and a sample series of "
            "twelve seminars, from the first invitation to the report, also beside a demo that stands already",
        )
        parser.add_argument(
            "--passwords", action="store_true", help="make new passwords for the accounts of a demo that stands already"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        stage = options["stage"]
        if options["passwords"] and world.is_made():
            self._renew()
            return
        is_new = not world.is_made()
        with transaction.atomic():
            rows = [_login(member) for member in (*self._world(stage), *self._series(stage))]
        if rows:
            self._tell(rows, anew=is_new)

    def _world(self, stage: str) -> tuple[Member, ...]:
        """The accounts of the municipality, made if it does not stand yet."""
        if world.is_made():
            self.stderr.write("The demo stands already.")
            return ()
        cast = engage(settle(), new_password) if stage == "offices" else world.make(new_password).cast
        return cast.members

    def _series(self, stage: str) -> tuple[Member, ...]:
        """The accounts of the sample series, made if it is asked for and does not stand yet."""
        if stage != "trained":
            return ()
        if is_engaged():
            self.stderr.write("The sample series stands already.")
            return ()
        made = make_trained(new_password, lambda said: self.stderr.write(f"sample series: {said}"))
        for what, number in told_of(made.programme, local_day(TODAY)):
            self.stdout.write(f"{what:<20} {number}")
        return made.staff.members

    def _renew(self) -> None:
        rows = []
        for user in User.objects.filter(email__endswith=".example").order_by("pk"):
            password = new_password()
            user.set_password(password)
            user.save(update_fields=["password"])
            rows.append((user.email or "", password, ", ".join(grant.role for grant in user.grants.all())))
        self._tell(rows, anew=True)

    def _tell(self, rows: list[tuple[str, str, str]], *, anew: bool) -> None:
        """Print the logins and keep them, alone (anew) or behind those of the municipality."""
        text = "".join(f"{login:<28} {password:<24} {role}\n" for login, password, role in rows)
        _write_private(settings.VAR / "demo-logins.txt", text, os.O_TRUNC if anew else os.O_APPEND)
        self.stdout.write(text)


def new_password() -> str:
    """Three words and a number, easy to read out and to type."""
    return "-".join([*(secrets.choice(WORDS) for _ in range(3)), str(secrets.randbelow(90) + 10)])


def _login(member: Member) -> tuple[str, str, str]:
    return member.login, member.password, member.role.value


def _write_private(path: Path, text: str, how: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | how, 0o600), "w") as file:
        file.write(text)
