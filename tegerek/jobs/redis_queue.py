"""The queue in Redis or Valkey, for any number of workers on any number of machines. Only keys of jobs lie in it."""

import logging
import time
from typing import Any

import django_rq
from django_tasks_rq import Job
from redis.exceptions import RedisError
from rq.serializers import JSONSerializer
from rq.worker import SimpleWorker

AGAIN_SECONDS = 2.0

log = logging.getLogger(__name__)


class Worker(SimpleWorker):
    """Works in this process, without a fork for each job, so that both engines live and die alike."""

    asked_to_stop = False

    def request_stop(self, signum: Any, frame: Any) -> None:
        self.asked_to_stop = True
        super().request_stop(signum, frame)  # type: ignore[no-untyped-call]  # rq leaves it without types


def send(task: Any, job: int) -> None:
    """Queue a job. A Redis that does not answer loses nothing: the sweep queues what has waited for a whole lease."""
    try:
        task.enqueue(job)
    except RedisError as error:
        log.warning("job %s is not queued yet: %s", job, type(error).__name__)


def answers() -> bool:
    """Whether Redis can be reached."""
    try:
        return bool(django_rq.get_connection().ping())
    except RedisError:
        return False


def work(*, once: bool) -> None:
    """Do what the queue gives; while Redis does not answer, try again every other second."""
    while not _worked(once=once):
        time.sleep(AGAIN_SECONDS)


def _worked(*, once: bool) -> bool:
    """Whether the worker came to a good end: asked to stop, or nothing left to do."""
    try:
        queue = django_rq.get_queue("default", job_class=Job)
        worker = Worker([queue], connection=queue.connection, job_class=Job, serializer=JSONSerializer)
        worker.work(burst=once, logging_level="WARNING")
    except RedisError as error:
        log.warning("the queue does not answer: %s", type(error).__name__)
        return False
    return once or worker.asked_to_stop
