"""What comes after a seminar: the next public meeting of each invited aimak, and the meetings kept elsewhere."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tegerek.lib import personal as words
from tegerek.lib.fields import SaidField
from tegerek.lib.owned import Owned
from tegerek.lib.rough_days import RoughDay
from tegerek.meetings.models import Meeting
from tegerek.people.models import User
from tegerek.places.models import Unit
from tegerek.programmes.models.series import Invited, Programme


class RoughlyDated(Owned):
    """Something of which the day, the month or only the year is known; all three None where nobody knows."""

    year = models.PositiveSmallIntegerField(null=True, blank=True)
    month = models.PositiveSmallIntegerField(null=True, blank=True)
    day = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=(Q(day__isnull=True) | Q(month__isnull=False))
                & (Q(month__isnull=True) | Q(year__isnull=False)),
                name="%(class)s_day_has_its_month_and_year",
            )
        ]

    @property
    def around(self) -> RoughDay | None:
        return None if self.year is None else RoughDay(self.year, self.month, self.day)


class NextMeeting(RoughlyDated):
    """The next public meeting that the people of an invited aimak begin at the seminar.

    kind: slug of a procedure, "" while nobody chose. where: in words. meeting: the meeting in the aimak's own office,
    once that office said which it is and that the programme may see how far it is (shown_at, shown_by); None before,
    and again when the office takes that back. rehearsal: a meeting of the programme's own office, made to print its
    pack at the seminar; never public, never counted.
    """

    office_path: ClassVar[str] = "invited__seminar__programme__office"
    place_path: ClassVar[str] = "invited__seminar__meeting__place"

    personal: ClassVar = {"subject": words.OWN_WORDS, "where": words.OWN_WORDS}
    impersonal: ClassVar = ("kind",)

    invited = models.OneToOneField(Invited, models.PROTECT, related_name="next_meeting")
    kind = models.CharField(max_length=30, blank=True)
    subject = SaidField()
    where = models.CharField(max_length=200, blank=True)
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="+")
    shown_at = models.DateTimeField(null=True)
    shown_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    rehearsal = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta(RoughlyDated.Meta):
        constraints = [
            *RoughlyDated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(meeting__isnull=True, shown_at__isnull=True)
                | Q(meeting__isnull=False, shown_at__isnull=False),
                name="a_next_meeting_is_shown_by_its_office",
            ),
        ]

    def __str__(self) -> str:
        return f"next meeting {self.pk}"


class NextCall(Owned):
    """A call to an invited aimak after the seminar: on which day, and what was said of the next meeting.

    was_*: said on the phone; None: not asked, or not known there. No name stands here.
    """

    class Outcome(models.TextChoices):
        UNREACHED = "unreached"
        TOLD = "told"
        NONE = "none"

    office_path: ClassVar[str] = "invited__seminar__programme__office"
    place_path: ClassVar[str] = "invited__seminar__meeting__place"

    impersonal: ClassVar = ("outcome",)

    invited = models.ForeignKey(Invited, models.PROTECT, related_name="calls")
    called_on = models.DateField()
    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    was_called = models.BooleanField(null=True)
    was_held = models.BooleanField(null=True)
    was_closed = models.BooleanField(null=True)
    was_minuted = models.BooleanField(null=True)
    was_answered = models.BooleanField(null=True)
    made_at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["called_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="told")
                | Q(
                    was_called__isnull=True,
                    was_held__isnull=True,
                    was_closed__isnull=True,
                    was_minuted__isnull=True,
                    was_answered__isnull=True,
                ),
                name="only_who_was_reached_told_something",
            )
        ]

    def __str__(self) -> str:
        return f"call {self.pk}"


class OutsideMeeting(RoughlyDated):
    """A meeting that is not kept here: one before the training, or one of an office that does not use this system.

    unit: the aimak. is_after: held after the training. kind: slug of a procedure, "" if not known. Every number is a
    count, None for not known: notice_days between the notice and the day; women, men who came; questions that were
    asked; decisions, and how many of them were carried out. source: from where all this is known. taken_back_at:
    written down by mistake; it stays, and is not counted.
    """

    office_path: ClassVar[str] = "programme__office"
    place_path: ClassVar[str] = "unit"

    personal: ClassVar = {"where": words.OWN_WORDS, "source": words.OWN_WORDS}
    impersonal: ClassVar = ("kind",)

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="outside_meetings")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    is_after = models.BooleanField()
    kind = models.CharField(max_length=30, blank=True)
    where = models.CharField(max_length=200, blank=True)
    notice_days = models.PositiveSmallIntegerField(null=True, blank=True)
    women = models.PositiveIntegerField(null=True, blank=True)
    men = models.PositiveIntegerField(null=True, blank=True)
    questions = models.PositiveIntegerField(null=True, blank=True)
    decisions = models.PositiveIntegerField(null=True, blank=True)
    carried_out = models.PositiveIntegerField(null=True, blank=True)
    source = models.CharField(max_length=300)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    taken_back_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta(RoughlyDated.Meta):
        constraints = [
            *RoughlyDated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(carried_out__isnull=True)
                | Q(decisions__isnull=True)
                | Q(carried_out__lte=models.F("decisions")),
                name="no_more_carried_out_than_decided",
            ),
            models.CheckConstraint(condition=~Q(source=""), name="an_outside_meeting_has_its_source"),
        ]

    def __str__(self) -> str:
        return f"outside meeting {self.pk}"


class NextFigures(Owned):
    """How many offices held their next meeting, as the public page of a programme tells it: frozen at publishing.

    figures: {"of", "called", "held", "minuted", "answered", "known"}: counts of aimaks and towns. The last row holds.
    """

    office_path: ClassVar[str] = "programme__office"
    impersonal: ClassVar = ("figures",)

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="next_figures")
    figures = models.JSONField()
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["issued_at", "id"]

    def __str__(self) -> str:
        return f"next figures of {self.programme_id}"
