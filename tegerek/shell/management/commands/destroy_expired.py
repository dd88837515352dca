"""bin/manage destroy_expired : what the night does, by hand."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from tegerek.files.sweeping import drop_due
from tegerek.jobs.results import let_go
from tegerek.learning.figures import destroy_answers
from tegerek.lib import clock
from tegerek.minutes.editions import destroy_copies
from tegerek.people.destroying import destroy_expired
from tegerek.programmes.paying import destroy_lists


class Command(BaseCommand):
    help = "Erase and destroy what is past its keep-until day, as the worker does every night. Safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        now = clock.now()
        let_go(now)
        gone = destroy_expired(now=now)
        gone.update(copy=destroy_copies(now), money_list=destroy_lists(now), answer=destroy_answers(now))
        gone["file"] = drop_due(now)
        for kind, count in sorted(gone.items()):
            self.stdout.write(f"{kind}: {count}")
