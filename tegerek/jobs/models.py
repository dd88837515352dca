"""Long work as people see it: who started what, how far it is, whether it should stop, what came of it."""

from typing import ClassVar

from django.db import models

from tegerek.files.models import File
from tegerek.lib.owned import Owned
from tegerek.people.models import User
from tegerek.places.models import Body


class Job(Owned):
    """One piece of long work on one thing.

    kind: registered in jobs/kinds.py by the room that can do it. subject: key of the row it works on; options: words
    of the code and numbers that say how ({"lang": "ky", "format": "docx"}), never a person's. result: the file that
    came of it.
    beat: grows while a worker is alive at it; a job whose beat stands still longer than the lease is taken up again.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"
        STOPPED = "stopped"

    OPEN: ClassVar = (State.WAITING, State.RUNNING)

    impersonal: ClassVar = ("kind", "options", "state", "trouble")

    office = models.ForeignKey(Body, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    subject = models.BigIntegerField()
    options = models.JSONField(default=dict, blank=True)
    result = models.ForeignKey(File, models.PROTECT, null=True, related_name="+")
    started_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    beat = models.PositiveBigIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    stop_asked_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=60, blank=True)

    class Meta:
        indexes = [models.Index(fields=["state"], name="jobs_by_state")]

    def __str__(self) -> str:
        return f"job {self.pk} {self.kind} {self.state}"

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN


class Night(models.Model):
    """That something registered in jobs/nightly.py was taken up in a night, and how it went.

    taken_at: when a worker last took it; ended_at: when it was done well; trouble: the kind of the last failure.
    """

    office_path: ClassVar[str | None] = None
    shared: ClassVar[str] = "The chores of the site itself belong to no office."
    impersonal: ClassVar[tuple[str, ...]] = ("name", "trouble")

    name = models.CharField(max_length=40)
    day = models.DateField()
    taken_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "day"], name="a_chore_once_a_night")]

    def __str__(self) -> str:
        return f"{self.name} of {self.day}"


class Alive(models.Model):
    """When a worker was last seen alive: one row for the whole site, whichever of its workers it was."""

    office_path: ClassVar[str | None] = None
    shared: ClassVar[str] = "The workers of the site belong to no office."

    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"a worker was seen at {self.seen_at}"
