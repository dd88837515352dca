"""Who trains at a seminar, and how long the road between two places takes."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tegerek.lib import personal as words
from tegerek.lib.owned import Owned
from tegerek.people.models import Person, User
from tegerek.places.models import Body, Unit
from tegerek.programmes.models.series import Seminar


class Trainer(Owned):
    """A person who trains at a seminar. day, starts, ends, place: None follows the seminar, also when it is moved.

    lang: in which language, "" where nobody said. despite: why somebody was put here against a warning.
    """

    class Lang(models.TextChoices):
        KYRGYZ = "ky"
        RUSSIAN = "ru"
        UZBEK = "uz"
        TAJIK = "tg"
        ENGLISH = "en"

    office_path: ClassVar[str] = "seminar__programme__office"
    place_path: ClassVar[str] = "seminar__meeting__place"

    personal: ClassVar = {"despite": words.OWN_WORDS}
    impersonal: ClassVar = ("lang",)

    seminar = models.ForeignKey(Seminar, models.PROTECT, related_name="trainers")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    day = models.DateField(null=True, blank=True)
    starts = models.TimeField(null=True, blank=True)
    ends = models.TimeField(null=True, blank=True)
    place = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    lang = models.CharField(max_length=2, choices=Lang.choices, blank=True)
    despite = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts__isnull=True) | Q(ends__isnull=True) | Q(ends__gt=F("starts")),
                name="a_trainer_ends_after_beginning",
            )
        ]

    def __str__(self) -> str:
        return f"trainer {self.pk}"


class Road(Owned):
    """How long the road from one place to another takes, as an office typed it.

    hours: None while nobody knows. is_both_ways: the way back takes as long. closed_from, closed_until: days on which
    it is closed, both included (a pass in winter); both or neither. source: who says so; said_on: on which day.
    """

    personal: ClassVar = {"source": words.OWN_WORDS}

    office = models.ForeignKey(Body, models.PROTECT, related_name="+")
    start = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    goal = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    is_both_ways = models.BooleanField(default=True)
    hours = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    closed_from = models.DateField(null=True, blank=True)
    closed_until = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300)
    said_on = models.DateField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["office", "start", "goal"], name="one_road_each_way"),
            models.CheckConstraint(condition=~Q(start=F("goal")), name="a_road_leads_elsewhere"),
            models.CheckConstraint(condition=Q(hours__isnull=True) | Q(hours__gt=0), name="a_road_takes_time"),
            models.CheckConstraint(
                condition=Q(closed_from__isnull=True, closed_until__isnull=True)
                | Q(closed_from__isnull=False, closed_until__gte=F("closed_from")),
                name="a_road_closes_before_it_opens",
            ),
        ]

    def __str__(self) -> str:
        return f"road {self.pk}"
