"""bin/manage erase PERSON --reason asked"""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from tegerek.lib import clock
from tegerek.lib.errors import Refusal
from tegerek.people import erasing
from tegerek.people.holding import kept_of
from tegerek.people.models import Erasure
from tegerek.shell.persons import person_named

REASONS = [reason.value for reason in Erasure.Reason if reason is not Erasure.Reason.EXPIRED]


class Command(BaseCommand):
    help = (
        "Erase one person everywhere, for good; what must be kept is closed and listed. Exits 0 when it is done, 1 "
        "when there is no such card or it is refused, 2 when misused."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("person", metavar="PERSON", help="number of the card, or its uid")
        parser.add_argument("--reason", choices=REASONS, default=Erasure.Reason.ASKED.value)

    def handle(self, *args: Any, person: str, reason: str, **options: Any) -> None:
        found = person_named(person)
        kept = kept_of(found)
        try:
            made = erasing.erase(found, reason=Erasure.Reason(reason), by=None, now=clock.now())
        except Refusal as refusal:
            raise CommandError(str(refusal), returncode=1) from refusal
        for kind, count in made.counts.items():
            self.stdout.write(f"{kind}: {count}")
        for one in kept:
            until = one.until.isoformat() if one.until else _("no day is set")
            self.stdout.write(_("kept and closed: file %(file)s, until %(until)s") % {"file": one.file, "until": until})
