"""bin/manage settle_restored : called by restore on what it has unpacked; brings tables up to date, erases again."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from tegerek.lib import clock
from tegerek.people import erasing, ledger


class Command(BaseCommand):
    help = "Part of restore: bring the tables up to date and erase again whoever was erased after the backup."
    requires_system_checks = []
    requires_migrations_checks = False

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", interactive=False, verbosity=0)
        erased = ledger.read(settings.VAR / ledger.NAME)
        if erasing.replay(erased, now=clock.now()):
            erasing.finish()
