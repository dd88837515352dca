"""After a meeting, from paper: who was there, what was voted, what was decided. “Not counted” is a value: None."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tegerek.lib import personal as words
from tegerek.lib.fields import SaidField
from tegerek.lib.owned import Owned
from tegerek.meetings.models.meeting import AgendaItem, Meeting
from tegerek.people.models import Person, User
from tegerek.places.models import Unit


class Closing(Owned):
    """The one page that closes a meeting. Every number is a count of people; None: not counted.

    came_in: from where the figures come: paper, or later the hall. women, men, and the groups at the door (residents of
    18 and over, other residents, officials, guests, media) each make up `present`; sums that do not are asked about
    and kept as they were typed. online: of those present, through the network. invited: how many were invited,
    invited_present: how many of these came. quorum_of, quorum_source: the number of people a share is taken of, and
    where it comes from. put_off_to: too few came, and those present agreed to that day. chair, secretary: cards.
    """

    class CameIn(models.TextChoices):
        PAPER = "paper"
        HALL = "hall"

    office_path: ClassVar[str] = "meeting__office"
    place_path: ClassVar[str] = "meeting__place"
    personal: ClassVar = {"quorum_source": words.OWN_WORDS, "remarks": words.OWN_WORDS}
    impersonal: ClassVar = ("came_in",)

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="closing")
    came_in = models.CharField(max_length=10, choices=CameIn.choices, default=CameIn.PAPER)
    began_at = models.TimeField(null=True, blank=True)
    ended_at = models.TimeField(null=True, blank=True)
    present = models.PositiveIntegerField(null=True, blank=True)
    women = models.PositiveIntegerField(null=True, blank=True)
    men = models.PositiveIntegerField(null=True, blank=True)
    online = models.PositiveIntegerField(null=True, blank=True)
    residents = models.PositiveIntegerField(null=True, blank=True)
    other_residents = models.PositiveIntegerField(null=True, blank=True)
    officials = models.PositiveIntegerField(null=True, blank=True)
    guests = models.PositiveIntegerField(null=True, blank=True)
    media = models.PositiveIntegerField(null=True, blank=True)
    invited = models.PositiveIntegerField(null=True, blank=True)
    invited_present = models.PositiveIntegerField(null=True, blank=True)
    quorum_of = models.PositiveIntegerField(null=True, blank=True)
    quorum_source = models.CharField(max_length=300, blank=True)
    put_off_to = models.DateField(null=True, blank=True)
    chair = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    secretary = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    remarks = SaidField()
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"closing of {self.meeting_id}"


class HeadCount(Owned):
    """How many of those present are of an age band (meetings/ages.py), or of a village."""

    office_path: ClassVar[str] = "closing__meeting__office"
    place_path: ClassVar[str] = "closing__meeting__place"
    impersonal: ClassVar = ("band",)

    closing = models.ForeignKey(Closing, models.CASCADE, related_name="counts")
    band = models.CharField(max_length=10, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    people = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(band="", unit__isnull=False) | (~Q(band="") & Q(unit=None)), name="a_band_or_a_village"
            ),
            models.UniqueConstraint(fields=["closing", "band"], condition=~Q(band=""), name="each_band_once"),
            models.UniqueConstraint(fields=["closing", "unit"], condition=Q(band=""), name="each_village_once"),
        ]

    def __str__(self) -> str:
        return f"{self.band or self.unit_id} of {self.closing_id}"


class ItemResult(Owned):
    """What came of an agenda item: votes, None for not counted, and the decision in words.

    Whether it carried is not stored: procedures/rules.py says so from votes, those present and the rule of the day.
    """

    office_path: ClassVar[str] = "item__meeting__office"
    place_path: ClassVar[str] = "item__meeting__place"
    personal: ClassVar = {"decision": words.OWN_WORDS}

    item = models.OneToOneField(AgendaItem, models.PROTECT, related_name="result")
    closing = models.ForeignKey(Closing, models.PROTECT, related_name="results")
    votes_for = models.PositiveIntegerField(null=True, blank=True)
    votes_against = models.PositiveIntegerField(null=True, blank=True)
    abstained = models.PositiveIntegerField(null=True, blank=True)
    decision = SaidField()

    class Meta:
        ordering = ["item__position"]

    def __str__(self) -> str:
        return f"result of item {self.item_id}"


class OptionVotes(Owned):
    """The votes for one of several options of an item; None for not counted."""

    office_path: ClassVar[str] = "result__item__meeting__office"
    place_path: ClassVar[str] = "result__item__meeting__place"
    personal: ClassVar = {"label": words.OWN_WORDS}

    result = models.ForeignKey(ItemResult, models.CASCADE, related_name="options")
    position = models.PositiveSmallIntegerField()
    label = SaidField()
    votes = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["result", "position"], name="one_option_a_position")]

    def __str__(self) -> str:
        return f"option {self.position} of {self.result_id}"
