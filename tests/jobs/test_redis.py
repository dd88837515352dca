"""The queue in Redis: the same promises as of the one in the database, also while Redis is away."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django_tasks import task_backends
from pytest_django import Settings

from tegerek.jobs import engine, kinds
from tegerek.jobs.actions import start
from tegerek.jobs.kinds import Run
from tegerek.jobs.models import Job
from tegerek.jobs.sweeping import Sweep
from tests import redis
from tests.jobs.test_work import signals_as_before
from tests.meetings.rows import NOW, a_clerk, an_office

__all__ = ["signals_as_before"]  # a fixture

pytestmark = pytest.mark.machine
KIND = "test.work"


@pytest.fixture(scope="module")
def server() -> Iterator[redis.Server]:
    with redis.running() as found:
        yield found


@pytest.fixture
def subjects(
    transactional_db: None, server: redis.Server, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> list[int]:
    """The subjects of the work done so far, on a site whose queue lies in Redis."""
    settings.QUEUE = server.url
    settings.TASKS = {"default": {"BACKEND": "django_tasks_rq.RQBackend", "QUEUES": ["default"]}}
    settings.RQ_QUEUES = {
        "default": {"URL": server.url, "DEFAULT_TIMEOUT": -1, "SERIALIZER": "rq.serializers.JSONSerializer"}
    }
    done: list[int] = []

    def work(run: Run, subject: int) -> None:
        run.reached(1, 1)
        done.append(subject)

    monkeypatch.setitem(kinds._works, KIND, work)
    return done


def queued(subject: int) -> Job:
    clerk = a_clerk(f"clerk{subject}@ak-kyya.example")
    return start(KIND, office=an_office(), subject=subject, by=clerk, now=NOW)


def test_what_was_started_is_done_by_the_worker(subjects: list[int]) -> None:
    job = queued(7)

    call_command("work", "--once")

    job.refresh_from_db()
    assert (subjects, job.state, job.done, engine.answers()) == ([7], Job.State.DONE, 1, True)
    assert type(task_backends["default"]).__name__ == "RQBackend"


def test_what_was_undone_is_never_queued(subjects: list[int]) -> None:
    with transaction.atomic():
        queued(8)
        transaction.set_rollback(True)

    call_command("work", "--once")

    assert (subjects, Job.objects.count()) == ([], 0)


def test_a_job_started_while_redis_is_away_is_done_when_it_is_back(
    subjects: list[int], server: redis.Server, client: Client
) -> None:
    sweep = Sweep()
    server.kill()
    job = queued(9)
    ready = client.get("/readyz")
    sweep.once(monotonic=0)
    server.start()

    put_back = sweep.once(monotonic=1000)
    call_command("work", "--once")

    job.refresh_from_db()
    assert (put_back, subjects, job.state) == ([job.pk], [9], Job.State.DONE)
    assert (ready.status_code, ready.content) == (200, b"ok, no queue\n")
