"""bin/manage work : does the long work in the background, and takes up what a killed worker left."""

import logging
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, connection
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from tegerek.jobs.sweeping import Sweep
from tegerek.lib import clock
from tegerek.search.indexing import read_all_news

SWEEP_SECONDS = 3.0

log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Do the long work people started at their desks. Runs until it is stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what is waiting, then stop")

    def handle(self, *args: Any, **options: Any) -> None:
        over = threading.Event()
        sweeper = threading.Thread(target=_sweep, args=(over,), daemon=True)
        if not options["once"]:
            sweeper.start()
        worker = Worker(
            queue_names=["*"],
            interval=0.3,
            batch=options["once"],
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
            excluded_queue_names=[],
        )
        if threading.current_thread() is threading.main_thread():
            worker.configure_signals()
        try:
            worker.run()
        finally:
            over.set()


def _sweep(over: threading.Event) -> None:
    sweep = Sweep()
    while not over.wait(SWEEP_SECONDS):
        try:
            sweep.once(monotonic=clock.monotonic())
            read_all_news()
        except DatabaseError as error:
            # The database was busy or restarted; the next look, on a new connection, will do.
            log.warning("a look at the jobs failed: %s", type(error).__name__)
            connection.close()
    connection.close()
