"""bin/manage destroy_expired : what the night does, by hand."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from tegerek.lib import clock
from tegerek.people.destroying import destroy_expired


class Command(BaseCommand):
    help = "Erase and destroy what is past its keep-until day, as the worker does every night. Safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        for kind, count in sorted(destroy_expired(now=clock.now()).items()):
            self.stdout.write(f"{kind}: {count}")
