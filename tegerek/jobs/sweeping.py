"""Taking up again what a killed worker left."""

from django.conf import settings
from django.db import transaction
from django.db.models import F

from tegerek.jobs import engine
from tegerek.jobs.models import Job
from tegerek.lib import clock


class Sweep:
    """Measures with its own monotonic clock how long a beat has stood still.

    A job that waits too long is looked at too: its worker may have been killed after taking it from the queue and
    before claiming it. Queued twice, it is done once.
    """

    def __init__(self) -> None:
        self.seen: dict[int, tuple[int, float]] = {}

    def once(self, *, monotonic: float) -> list[int]:
        """One look at all open jobs; the keys of those put back into the queue. One query when nothing is wrong."""
        beats = dict(Job.objects.filter(state__in=Job.OPEN).values_list("pk", "beat"))
        self.seen = {pk: self._first_seen(pk, beat, monotonic) for pk, beat in beats.items()}
        still = [pk for pk, (_, since) in self.seen.items() if monotonic - since > settings.JOB_LEASE_SECONDS]
        return [pk for pk in still if put_back(pk, beats[pk])]

    def _first_seen(self, pk: int, beat: int, monotonic: float) -> tuple[int, float]:
        known = self.seen.get(pk)
        return known if known and known[0] == beat else (beat, monotonic)


@transaction.atomic
def put_back(job_key: int, beat: int) -> bool:
    """Queue a job once more whose worker is dead; after the last attempt it has failed. Whether it was queued."""
    stuck = Job.objects.filter(pk=job_key, state=Job.State.RUNNING, beat=beat)
    if stuck.filter(attempts__gte=settings.JOB_ATTEMPTS).update(
        state=Job.State.FAILED, trouble="worker_lost", ended_at=clock.now()
    ):
        return False
    waiting = Job.objects.filter(pk=job_key, state=Job.State.WAITING, beat=beat)
    # The beat grows, so that the job is queued once more after another lease and not at every look.
    beats = F("beat") + 1
    if not stuck.update(state=Job.State.WAITING, beat=beats) and not waiting.update(beat=beats):
        return False
    engine.enqueue(job_key)
    return True
