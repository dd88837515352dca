"""Before a meeting: the order to hold it, the steps done, whom to invite, the seats that can run out."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tegerek.lib import personal as words
from tegerek.lib.fields import SaidField
from tegerek.lib.owned import Owned
from tegerek.meetings.models.meeting import Meeting
from tegerek.meetings.models.roster import Participant
from tegerek.people.models import Post, User
from tegerek.places.models import Body


class Order(Owned):
    """The order to hold a meeting: the office's own number and day, and when and by which post it was signed."""

    office_path: ClassVar[str] = "meeting__office"
    place_path: ClassVar[str] = "meeting__place"
    personal: ClassVar = {"number": words.OWN_WORDS}
    impersonal: ClassVar = ("signed_post",)

    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="order")
    number = models.CharField(max_length=60, blank=True)
    dated = models.DateField(null=True, blank=True)
    signed_on = models.DateField(null=True, blank=True)
    signed_post = models.CharField(max_length=20, choices=Post.choices, blank=True, default="")
    recorded_at = models.DateTimeField(null=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(signed_on__isnull=True) | ~Q(signed_post=""), name="a_signed_order_has_its_post"
            )
        ]

    def __str__(self) -> str:
        return f"order of {self.meeting_id}"


class StepDone(Owned):
    """A step of the checklist that somebody has done. step: id of the rule, or of a step of the house.

    at: when that was written down; done_on: the day it was done.
    """

    office_path: ClassVar[str] = "meeting__office"
    place_path: ClassVar[str] = "meeting__place"
    impersonal: ClassVar = ("step",)

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="steps_done")
    step = models.CharField(max_length=60)
    done_on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "step"], name="a_step_is_done_once")]

    def __str__(self) -> str:
        return f"{self.step} of {self.meeting_id}"


class Invitee(Owned):
    """A body or a post that is invited, or that speaks. A person's name stands on the roster alone.

    whom: in words, as it stands in the papers; body, post: where it is one that the house knows. is_speaker: on the
    list of speakers. told_on: the day it was told.
    """

    office_path: ClassVar[str] = "meeting__office"
    place_path: ClassVar[str] = "meeting__place"
    personal: ClassVar = {"whom": words.OWN_WORDS}
    impersonal: ClassVar = ("post",)

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="invitees")
    position = models.PositiveSmallIntegerField()
    whom = SaidField()
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+")
    post = models.CharField(max_length=20, choices=Post.choices, blank=True, default="")
    is_speaker = models.BooleanField(default=False)
    told_on = models.DateField(null=True, blank=True)
    told_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["meeting", "position"], name="one_invitee_a_position")]

    def __str__(self) -> str:
        return f"invitee {self.pk}"


class SeatPool(Owned):
    """What can run out: the seats of a seminar, or of a service (transport, child care). Never those of an assembly.

    taken: how many are given or held by an offer; the database lets it never exceed size.
    """

    class What(models.TextChoices):
        SEMINAR = "seminar"
        TRANSPORT = "transport"
        CHILD_CARE = "child_care"

    office_path: ClassVar[str] = "meeting__office"
    place_path: ClassVar[str] = "meeting__place"
    impersonal: ClassVar = ("what",)

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="pools")
    what = models.CharField(max_length=20, choices=What.choices)
    size = models.PositiveIntegerField()
    taken = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "what"], name="one_pool_of_a_kind"),
            models.CheckConstraint(condition=Q(taken__lte=F("size")), name="no_seat_is_given_twice"),
        ]

    def __str__(self) -> str:
        return f"{self.what} of {self.meeting_id}"


class Seat(Owned):
    """One person's seat in a pool, or place in the queue for one.

    Waiting since asked_at; given_at: has it; offered_at, offer_until: held until then, and the clerk phones;
    ended_at: given back, or the offer ran out, or declined.
    """

    office_path: ClassVar[str] = "pool__meeting__office"
    place_path: ClassVar[str] = "pool__meeting__place"

    pool = models.ForeignKey(SeatPool, models.CASCADE, related_name="seats")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="seats")
    asked_at = models.DateTimeField()
    given_at = models.DateTimeField(null=True)
    offered_at = models.DateTimeField(null=True)
    offer_until = models.DateTimeField(null=True)
    phoned_at = models.DateTimeField(null=True)
    phoned_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["pool", "participant"], condition=Q(ended_at__isnull=True), name="one_seat_a_person"
            ),
            models.CheckConstraint(
                condition=Q(offered_at=None, offer_until=None)
                | Q(offered_at__isnull=False, offer_until__isnull=False, given_at=None)
                | Q(given_at__isnull=False),
                name="an_offer_has_its_end",
            ),
        ]

    def __str__(self) -> str:
        return f"seat {self.pk}"

    @property
    def holds(self) -> bool:
        """Whether one of the pool's places is kept for this person: given, or offered."""
        return self.ended_at is None and (self.given_at is not None or self.offered_at is not None)

    @property
    def is_waiting(self) -> bool:
        """Whether this person is in the queue and nothing is offered yet."""
        return self.ended_at is None and not self.holds
