"""That somebody is to be reminded of something: the stage it has reached, for whom, and when they were told."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tegerek.lib.owned import Owned
from tegerek.lib.personal import Personal
from tegerek.people.models import Post, User
from tegerek.places.models import Body, Unit


class Reminder(Owned):
    """One stage that one thing has reached. Raised at night; whoever tells people later takes it up from here.

    kind, key, step: an answer (key of the voice), a decision, or a step of a meeting (its key, the name of the step).
    due_on: the last day, as it was known. stage: with the post that answers, with the head, or on the public list.
    to_post, to_body: who is reminded; "" and None while nobody was named. told_at, told_by: that they were told.
    ended_at: since when it is no more so: done, moved, lawfully delayed, or a further stage was reached.
    """

    class Kind(models.TextChoices):
        ANSWER = "answer"
        COMMITMENT = "commitment"
        STEP = "step"

    class Stage(models.TextChoices):
        POST = "post"
        HEAD = "head"
        PUBLIC = "public"

    place_path: ClassVar[str] = "place"
    personal: ClassVar[dict[str, Personal]] = {}
    impersonal: ClassVar = ("kind", "step", "stage", "to_post")

    office = models.ForeignKey(Body, models.PROTECT, related_name="+")
    place = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    key = models.BigIntegerField()
    step = models.CharField(max_length=60, blank=True)
    due_on = models.DateField()
    stage = models.CharField(max_length=8, choices=Stage.choices)
    to_post = models.CharField(max_length=20, choices=Post.choices, blank=True)
    to_body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+")
    raised_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)
    told_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["office", "ended_at"], name="reminders_of_office")]
        constraints = [
            models.UniqueConstraint(fields=["kind", "key", "step", "due_on", "stage"], name="a_stage_once"),
            models.UniqueConstraint(
                fields=["kind", "key", "step"], condition=Q(ended_at=None), name="one_open_reminder_of_a_thing"
            ),
            models.CheckConstraint(condition=Q(step="") | Q(kind="step"), name="only_a_step_has_its_name"),
        ]

    def __str__(self) -> str:
        return f"reminder {self.pk}"
