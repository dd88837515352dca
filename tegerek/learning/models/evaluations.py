"""The evaluation of a seminar: what is asked, and what came back, which names nobody."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tegerek.learning.models.words import REMARKED, lines_of
from tegerek.lib import personal as words
from tegerek.lib.fields import SaidField
from tegerek.lib.owned import Owned
from tegerek.lib.said import Said
from tegerek.programmes.models import Programme, Seminar


class EvaluationForm(Owned):
    """What the evaluations of a programme ask. A form is never changed: another row takes its place; the last holds.

    questions: one a line, line n of each language is the same question. kinds: a sign for each question in their order,
    "s" for a scale from 1 to 5, "t" for own words.
    """

    SCALE, TEXT = "s", "t"

    office_path: ClassVar[str] = "programme__office"
    personal: ClassVar = {"questions": words.OWN_WORDS}
    impersonal: ClassVar = ("kinds",)

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="evaluation_forms")
    questions = SaidField()
    kinds = models.CharField(max_length=20)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"evaluation form {self.pk}"

    @property
    def asked(self) -> tuple[tuple[str, Said], ...]:
        """(kind, question) in their order."""
        return tuple(zip(self.kinds, lines_of(self.questions), strict=False))


class Reply(Owned):
    """An evaluation that came back. scales: a sign for each scale of the form, "1" to "5" or "-". words: what was
    written to the questions for own words, one a line, an empty answer an empty line.

    key: of what was sent or keyed, so that it counts once. on: the day it came, not the hour, which might tell who.
    """

    office_path: ClassVar[str] = "seminar__programme__office"
    place_path: ClassVar[str] = "seminar__meeting__place"
    personal: ClassVar = {"words": REMARKED}
    impersonal: ClassVar = ("scales", "key")

    seminar = models.ForeignKey(Seminar, models.PROTECT, related_name="replies")
    form = models.ForeignKey(EvaluationForm, models.PROTECT, related_name="replies")
    key = models.UUIDField(unique=True)
    on = models.DateField()
    is_own = models.BooleanField(default=False)
    scales = models.CharField(max_length=20, blank=True)
    words = models.TextField(blank=True)
    keep_until = models.DateField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"reply {self.pk}"
