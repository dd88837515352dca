"""What was asked at hearings that were not kept here: tables that somebody brings, and totals that somebody published.

A hearing that is only brought in is no meeting of this house: nobody called it here, and it has no number. It is kept
as what a source says, so that what was lived through here and what was told by others are never mixed up.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tegerek.jobs.models import Job
from tegerek.lib import personal as words
from tegerek.lib.fields import SaidField
from tegerek.lib.owned import Owned
from tegerek.people.models import User
from tegerek.places.models import Body, Unit
from tegerek.voices.models.asking import Answer, Voice


class Source(Owned):
    """Where questions and proposals, or their totals, come from: a table that was brought, a published report.

    place: what it is about, and where its places are looked for first. publisher: who published it, in words; dated:
    its day, None for not known. data: the bytes as they came, emptied as soon as they are read, since a column may
    name who asked. table: the rows that still wait in the preview (voices/brought/rows.py). counts: how many rows
    were taken over as what. trouble: why it could not be read. lang: in which it is written. published_at: since when
    everybody sees it.
    """

    place_path: ClassVar[str] = "place"
    personal: ClassVar = {
        "title": words.OWN_WORDS,
        "publisher": words.OWN_WORDS,
        "file_name": words.SOURCE_BROUGHT,
        "data": words.SOURCE_BROUGHT,
        "table": words.SOURCE_BROUGHT,
        "trouble": words.SOURCE_BROUGHT,
    }
    impersonal: ClassVar = ("sha256", "counts", "lang")

    office = models.ForeignKey(Body, models.PROTECT, related_name="+")
    place = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    title = SaidField()
    publisher = models.CharField(max_length=200, blank=True)
    dated = models.DateField(null=True, blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    data = models.BinaryField()
    sha256 = models.CharField(max_length=64, blank=True)
    job = models.ForeignKey(Job, models.PROTECT, null=True, related_name="+")
    table = models.JSONField(default=dict, blank=True)
    counts = models.JSONField(default=dict, blank=True)
    trouble = SaidField()
    lang = models.CharField(max_length=2, default="ky")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"source {self.pk}"


class SourceTotal(Owned):
    """One line of totals as a source gives them: of an aimak, of a raion, or of everything. Never put right here.

    name: what the line is called in the source. is_whole: it says what all others make together. None: the source
    does not say it. accepted … reflected: proposals by the categories in which hearings are published.
    """

    office_path: ClassVar[str] = "source__office"
    place_path: ClassVar[str] = "source__place"
    personal: ClassVar = {"name": words.OWN_WORDS}

    source = models.ForeignKey(Source, models.CASCADE, related_name="totals")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200, blank=True)
    is_whole = models.BooleanField(default=False)
    hearings = models.PositiveIntegerField(null=True)
    people = models.PositiveIntegerField(null=True)
    questions = models.PositiveIntegerField(null=True)
    proposals = models.PositiveIntegerField(null=True)
    accepted = models.PositiveIntegerField(null=True)
    partly = models.PositiveIntegerField(null=True)
    under_review = models.PositiveIntegerField(null=True)
    rejected = models.PositiveIntegerField(null=True)
    reflected = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["source", "position"], name="one_total_a_position"),
            models.UniqueConstraint(fields=["source"], condition=Q(is_whole=True), name="one_whole_a_source"),
        ]

    def __str__(self) -> str:
        return f"total {self.pk}"


class BroughtHearing(Owned):
    """A hearing that sources tell of: its place, its day, its kind by the slug of the procedures."""

    place_path: ClassVar[str] = "place"
    impersonal: ClassVar = ("kind",)

    office = models.ForeignKey(Body, models.PROTECT, related_name="+")
    place = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=60)
    held_on = models.DateField()

    class Meta:
        ordering = ["held_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["office", "place", "kind", "held_on"], name="one_hearing_a_day_and_place")
        ]

    def __str__(self) -> str:
        return f"brought hearing {self.pk}"


class BroughtVoice(Owned):
    """A question or a proposal that a source tells of. slip: its number there; same: by what it is known again.

    by_post: to whom it was put, a value of Post, or "other", "" for not said. is_answered: the source says that it was
    answered, though perhaps not how. outcome: of a proposal; document: where it is reflected, in words. Who asked is
    never taken from a source.
    """

    office_path: ClassVar[str] = "hearing__office"
    place_path: ClassVar[str] = "hearing__place"
    personal: ClassVar = {
        "slip": words.OWN_WORDS,
        "text": words.ASKED,
        "answer": words.OWN_WORDS,
        "document": words.OWN_WORDS,
    }
    impersonal: ClassVar = ("kind", "by_post", "outcome", "same")

    hearing = models.ForeignKey(BroughtHearing, models.PROTECT, related_name="voices")
    source = models.ForeignKey(Source, models.PROTECT, related_name="voices")
    slip = models.CharField(max_length=40, blank=True)
    same = models.CharField(max_length=64)
    kind = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Voice.Kind])
    text = SaidField()
    by_post = models.CharField(max_length=20, blank=True)
    is_answered = models.BooleanField(default=False)
    outcome = models.CharField(max_length=20, choices=Answer.Outcome.choices, blank=True)
    answer = SaidField()
    document = SaidField()
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["hearing", "same"], name="brought_once")]
        indexes = [models.Index(fields=["kind", "outcome"], name="brought_by_outcome")]

    def __str__(self) -> str:
        return f"brought voice {self.pk}"
