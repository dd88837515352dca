"""Figures that stay: what a seminar's test and evaluation showed on a day, and results that a source states."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tegerek.lib import personal as words
from tegerek.lib.owned import Owned
from tegerek.people.models import User
from tegerek.programmes.models import Programme, Seminar


class Learnt(Owned):
    """What a seminar showed, frozen on a day; the last one holds. figures: learning/figures.py, numbers alone."""

    office_path: ClassVar[str] = "seminar__programme__office"
    place_path: ClassVar[str] = "seminar__meeting__place"
    impersonal: ClassVar = ("figures",)

    seminar = models.ForeignKey(Seminar, models.PROTECT, related_name="learnt")
    figures = models.JSONField()
    frozen_at = models.DateTimeField()
    frozen_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["frozen_at", "id"]

    def __str__(self) -> str:
        return f"figures {self.pk}"


class StatedResult(Owned):
    """A result as a source gives it: its own words, and how they are read.

    before: percent before, gain: what the source adds, in percent; each as stated, times ten (54 % is 540). read_as: in
    points, as growth, or not known. people, told_on: None if the source does not say.
    """

    class ReadAs(models.TextChoices):
        POINTS = "points"
        GROWTH = "growth"
        UNKNOWN = "unknown"

    office_path: ClassVar[str] = "programme__office"
    personal: ClassVar = {"words": words.OWN_WORDS, "source": words.OWN_WORDS}
    impersonal: ClassVar = ("read_as",)

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="stated_results")
    words = models.CharField(max_length=500)
    source = models.CharField(max_length=500)
    told_on = models.DateField(null=True)
    people = models.PositiveIntegerField(null=True)
    before = models.PositiveSmallIntegerField(null=True)
    gain = models.SmallIntegerField(null=True)
    read_as = models.CharField(max_length=10, choices=ReadAs.choices)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["told_on", "id"]

    def __str__(self) -> str:
        return f"stated result {self.pk}"
