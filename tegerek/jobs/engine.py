"""The one module that knows which engine runs long work:

the standard Tasks API, its backend chosen by the setting TASKS.
"""

from django_tasks import task

from tegerek.jobs import running


@task()
def run_job(job: int) -> None:
    """What the engine calls in the worker, with the key of the job."""
    running.run(job)


def enqueue(job: int) -> None:
    """Hand a job to the engine; in the caller's transaction where the engine's queue is the same database."""
    run_job.enqueue(job)
