"""The municipality's own charter: what its council settled where the model charter leaves a blank, or otherwise."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tegerek.lib import personal as words
from tegerek.lib.fields import SaidField
from tegerek.lib.owned import Owned
from tegerek.people.models import User
from tegerek.places.models import Body


class Charter(Owned):
    """One charter of a municipality, by number and day of the council's resolution.

    registered: its entry in the State Register, as printed. since, until: the days on which it is in force.
    """

    personal: ClassVar = {"number": words.OWN_WORDS, "registered": words.OWN_WORDS}

    office = models.ForeignKey(Body, models.PROTECT, related_name="charters")
    number = models.CharField(max_length=60)
    adopted_on = models.DateField()
    registered = models.CharField(max_length=120, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    made_at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-since", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["office", "since"], name="one_charter_a_day"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="a_charter_ends_after_it_begins"
            ),
            models.CheckConstraint(condition=Q(since__gte=F("adopted_on")), name="a_charter_holds_once_adopted"),
        ]

    def __str__(self) -> str:
        return f"charter {self.pk}"


class CharterAnswer(Owned):
    """What the charter says of one rule of one kind of meeting.

    kind, rule: slug of the kind, id of the rule. value: {"unit", "least", "most", "counting", "part", "is_exceeded"},
    as far as the unit has them (meetings/charters.py reads it). number, heading: the place in the charter; text: its
    words, where somebody typed them. since: the first day it holds, if later than the charter.
    """

    office_path: ClassVar[str] = "charter__office"
    personal: ClassVar = {"heading": words.OWN_WORDS, "text": words.OWN_WORDS}
    impersonal: ClassVar = ("kind", "rule", "value", "number")

    charter = models.ForeignKey(Charter, models.CASCADE, related_name="answers")
    kind = models.CharField(max_length=30)
    rule = models.CharField(max_length=60)
    value = models.JSONField(default=dict)
    number = models.CharField(max_length=20, blank=True)
    heading = SaidField()
    text = models.TextField(blank=True)
    since = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["kind", "rule"]
        constraints = [models.UniqueConstraint(fields=["charter", "kind", "rule"], name="one_answer_a_rule")]

    def __str__(self) -> str:
        return f"{self.kind}.{self.rule} of charter {self.charter_id}"
