"""bin/manage reindex : makes the index of finding anew, while the site runs."""

import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tegerek.search.indexing import read_all_news, rebuild


class Command(BaseCommand):
    help = (
        "Make anew what finding looks up, from the tables as they stand. Not needed in daily life: news is read by "
        "the worker. Can be stopped (Ctrl+C) and begun again at any time; the site finds all the while."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        over = threading.Event()
        if threading.current_thread() is threading.main_thread():
            for number in (signal.SIGINT, signal.SIGTERM):
                signal.signal(number, lambda *_: over.set())
        if not rebuild(told=self._tell, go_on=lambda: not over.is_set()):
            raise CommandError("Stopped. What was made anew stays; run it again for the rest.")
        read_all_news()
        self.stdout.write("Everything can be found.")

    def _tell(self, label: str, done: int, total: int) -> None:
        self.stderr.write(f"{label}: {done} of {total}")
