"""A yearly report of the head or of a deputy: its own words, what was frozen when it was given, how people rated it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tegerek.commitments.models.following import Commitment
from tegerek.lib import personal as words
from tegerek.lib.fields import SaidField
from tegerek.lib.owned import Owned
from tegerek.meetings.models import Meeting
from tegerek.people.models import Person, User
from tegerek.places.models import Body, Unit
from tegerek.voices.models import Voice


class Report(Owned):
    """What the head or a deputy tells people of a time. Its figures are read from the records, never typed.

    person: the card of the deputy, None for the head. since, until: the first and the last day it tells of. own: own
    words of who reports. picked_at: since when it is known which of the deputies' questions and decisions are this
    one's. meeting: at which it is given. given_at, number: once given; from then on its bytes stay as they were.
    """

    class Whose(models.TextChoices):
        HEAD = "head"
        DEPUTY = "deputy"

    place_path: ClassVar[str] = "place"
    personal: ClassVar = {"own": words.OWN_WORDS}
    impersonal: ClassVar = ("whose",)

    office = models.ForeignKey(Body, models.PROTECT, related_name="+")
    place = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    whose = models.CharField(max_length=10, choices=Whose.choices)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    since = models.DateField()
    until = models.DateField()
    own = SaidField()
    picked_at = models.DateTimeField(null=True)
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="reports")
    number = models.BigIntegerField(unique=True, null=True)
    given_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-until", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="a_report_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(whose="head", person=None) | Q(whose="deputy", person__isnull=False),
                name="a_deputy_s_report_has_its_deputy",
            ),
            models.CheckConstraint(
                condition=Q(given_at=None, number=None) | Q(given_at__isnull=False, number__isnull=False),
                name="a_given_report_has_its_number",
            ),
            models.CheckConstraint(
                condition=Q(given_at=None) | Q(meeting__isnull=False), name="a_report_is_given_at_a_meeting"
            ),
        ]

    def __str__(self) -> str:
        return f"report {self.pk}"


class ReportPick(Owned):
    """One of the deputies' questions or decisions that is this deputy's: posts are on record there, not persons."""

    office_path: ClassVar[str] = "report__office"
    place_path: ClassVar[str] = "report__place"

    report = models.ForeignKey(Report, models.CASCADE, related_name="picks")
    voice = models.ForeignKey(Voice, models.PROTECT, null=True, related_name="+")
    commitment = models.ForeignKey(Commitment, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(voice=None, commitment__isnull=False) | Q(voice__isnull=False, commitment=None),
                name="a_question_or_a_decision_is_picked",
            ),
            models.UniqueConstraint(fields=["report", "voice"], name="each_question_picked_once"),
            models.UniqueConstraint(fields=["report", "commitment"], name="each_decision_picked_once"),
        ]

    def __str__(self) -> str:
        return f"pick {self.pk}"


class ReportPiece(Owned):
    """One thing of a given report in one language, as bytes: they are served as they were.

    form: the sheet as JSON (schema: its version), the main part of its page, "report.pdf", "board.docx", the text for
    chats. Triggers of the database keep rows and bytes on both engines.
    """

    office_path: ClassVar[str] = "report__office"
    place_path: ClassVar[str] = "report__place"
    personal: ClassVar = {"body": words.REPORTED}
    impersonal: ClassVar = ("lang", "form", "sha256")

    report = models.ForeignKey(Report, models.PROTECT, related_name="pieces")
    lang = models.CharField(max_length=2, blank=True)
    form = models.CharField(max_length=20)
    schema = models.PositiveSmallIntegerField()
    sha256 = models.CharField(max_length=64)
    body = models.BinaryField()

    class Meta:
        ordering = ["lang", "form"]
        constraints = [models.UniqueConstraint(fields=["report", "lang", "form"], name="each_piece_of_a_report_once")]

    def __str__(self) -> str:
        return f"{self.form} {self.lang} of report {self.report_id}"


class Rating(Owned):
    """How those present rated a report. votes_*: hands raised, None for not counted. No rule says how many decide."""

    class Outcome(models.TextChoices):
        SATISFACTORY = "satisfactory"
        UNSATISFACTORY = "unsatisfactory"

    office_path: ClassVar[str] = "report__office"
    place_path: ClassVar[str] = "report__place"
    impersonal: ClassVar = ("outcome",)

    report = models.OneToOneField(Report, models.PROTECT, related_name="rating")
    outcome = models.CharField(max_length=20, choices=Outcome.choices)
    votes_satisfactory = models.PositiveIntegerField(null=True, blank=True)
    votes_unsatisfactory = models.PositiveIntegerField(null=True, blank=True)
    abstained = models.PositiveIntegerField(null=True, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"rating of report {self.report_id}"
