"""bin/manage work : does the long work in the background, takes up what a killed worker left, and does
the chores of the night.
"""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, connection

from tegerek.jobs import engine, nightly
from tegerek.jobs.actions import seen_alive
from tegerek.jobs.sweeping import Sweep
from tegerek.lib import clock
from tegerek.search.indexing import read_all_news

SWEEP_SECONDS = 3.0
NIGHTLY_SECONDS = 30.0
NEWS_SECONDS = 3.0

log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Do the long work people started at their desks. Runs until it is stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what is waiting, then stop")

    def handle(self, *args: Any, **options: Any) -> None:
        with ExitStack() as stack:
            if not options["once"]:
                sweep = Sweep()
                stack.enter_context(_again_and_again(SWEEP_SECONDS, lambda: sweep.once(monotonic=clock.monotonic())))
                stack.enter_context(_again_and_again(NIGHTLY_SECONDS, _at_night))
                stack.enter_context(_again_and_again(NEWS_SECONDS, read_all_news))
            engine.work(once=options["once"])


def _at_night() -> None:
    seen_alive(clock.now())
    nightly.once(clock.now())


@contextmanager
def _again_and_again(seconds: float, look: Callable[[], object]) -> Iterator[None]:
    """Call something in a thread with a connection of its own, at once and then every so many seconds."""
    over = threading.Event()
    threading.Thread(target=_keep_looking, args=(over, seconds, look), daemon=True).start()
    try:
        yield
    finally:
        over.set()


def _keep_looking(over: threading.Event, seconds: float, look: Callable[[], object]) -> None:
    while True:
        try:
            look()
        except DatabaseError as error:
            # The database was busy or restarted; the next look, on a new connection, will do.
            log.warning("a look failed: %s", type(error).__name__)
            connection.close()
        if over.wait(seconds):
            break
    connection.close()
