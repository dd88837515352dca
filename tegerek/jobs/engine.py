"""The one module that knows which engine runs long work:

the standard Tasks API, with a queue in the database, or in Redis where the setting TEGEREK_QUEUE names one.
"""

import threading
from functools import partial

from django.conf import settings
from django.db import transaction
from django.utils.crypto import get_random_string
from django_tasks import task
from django_tasks_db.management.commands.db_worker import Worker

from tegerek.jobs import running

LOOK_SECONDS = 0.3


@task()
def run_job(job: int) -> None:
    """What the engine calls in the worker, with the key of the job."""
    running.run(job)


def enqueue(job: int) -> None:
    """Hand a job to the engine: in the caller's transaction where the queue is the same database, else after it."""
    if settings.QUEUE:
        from tegerek.jobs import redis_queue  # slow import: only where the setting asks for it

        transaction.on_commit(partial(redis_queue.send, run_job, job))
    else:
        run_job.enqueue(job)


def answers() -> bool:
    """Whether the queue can be reached; always when it is the database."""
    if not settings.QUEUE:
        return True
    from tegerek.jobs import redis_queue  # slow import: only where the setting asks for it

    return redis_queue.answers()


def work(*, once: bool) -> None:
    """Do what the queue gives until the process is asked to stop; once: until nothing is waiting."""
    if settings.QUEUE:
        from tegerek.jobs import redis_queue  # slow import: only where the setting asks for it

        redis_queue.work(once=once)
    else:
        _work_from_database(once=once)


def _work_from_database(*, once: bool) -> None:
    worker = Worker(
        queue_names=["*"],
        interval=LOOK_SECONDS,
        batch=once,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=get_random_string(32),
        excluded_queue_names=[],
    )
    if threading.current_thread() is threading.main_thread():
        worker.configure_signals()
    worker.run()
