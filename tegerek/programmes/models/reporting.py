"""The report of a series to whoever pays for it: words typed for it, the reports as frozen, the rows behind each."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tegerek.lib import personal as words
from tegerek.lib.fields import SaidField
from tegerek.lib.owned import Owned
from tegerek.people.models import Post, Sex, User
from tegerek.programmes.models.series import Programme, Seminar


class ReportWords(Owned):
    """What stands in every report of a programme: disclaimer is what the donor asks to be said, "" until typed."""

    office_path: ClassVar[str] = "programme__office"
    personal: ClassVar = {"disclaimer": words.OWN_WORDS}

    programme = models.OneToOneField(Programme, models.CASCADE, related_name="report_words")
    disclaimer = SaidField()
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"report words of {self.programme_id}"


class SeriesReport(Owned):
    """A report as it was frozen: figures up to its cut-off day, in every language. Triggers keep it as it was.

    number: counts the reports of the programme from 1. figures: programmes/report_sheets.py as_json: numbers, names of
    places, words of ours; nobody's name. title, disclaimer: as they stood; an erasure takes a name out of them.
    """

    office_path: ClassVar[str] = "programme__office"
    personal: ClassVar = {"title": words.OWN_WORDS, "disclaimer": words.OWN_WORDS}
    impersonal: ClassVar = ("figures",)

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="reports")
    number = models.PositiveSmallIntegerField()
    cut_off = models.DateField()
    title = SaidField()
    disclaimer = SaidField()
    figures = models.JSONField()
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["programme", "number"]
        constraints = [models.UniqueConstraint(fields=["programme", "number"], name="one_report_a_number")]

    def __str__(self) -> str:
        return f"report {self.number} of {self.programme_id}"


class ReportRow(Owned):
    """One line of a roster as a frozen report counted it: a key and categories, nobody's name. Triggers keep it.

    line: key of the line on the roster, which may be gone by now. sex, age: "" where nobody asked. is_target: whether
    the seminar has seats for that post, None where it names no seats.
    """

    office_path: ClassVar[str] = "report__programme__office"
    place_path: ClassVar[str] = "seminar__meeting__place"
    impersonal: ClassVar = ("post", "sex", "age")

    report = models.ForeignKey(SeriesReport, models.PROTECT, related_name="rows")
    seminar = models.ForeignKey(Seminar, models.PROTECT, related_name="+")
    line = models.BigIntegerField(null=True)
    post = models.CharField(max_length=20, choices=Post.choices)
    sex = models.CharField(max_length=1, choices=Sex.choices, blank=True)
    age = models.CharField(max_length=8, blank=True)
    is_target = models.BooleanField(null=True)
    is_listed = models.BooleanField()
    is_confirmed = models.BooleanField()
    is_ticked = models.BooleanField()
    came = models.BooleanField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"row {self.pk} of report {self.report_id}"
