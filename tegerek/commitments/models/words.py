"""The personal link by which somebody says whether it was done. What is kept of its code opens nothing."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q

from tegerek.lib.owned import Owned
from tegerek.meetings.models import Meeting
from tegerek.people.models import Person, User
from tegerek.places.models import Body, Unit
from tegerek.voices.models import Voice


class WordLink(Owned):
    """A link for whoever asked something, or for a listed participant who lives there; never for both.

    voice: what was asked; the link opens it and what came of it. person: the card of a participant; the link opens what
    was decided for place. meeting: where it was given. seed: what the code is made of, together with the key of the
    site; digest: by which a code is found. expires_at: until then a word can be said and changed.
    """

    place_path: ClassVar[str] = "place"
    impersonal: ClassVar = ("seed", "digest")

    office = models.ForeignKey(Body, models.PROTECT, related_name="+")
    place = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="word_links")
    voice = models.ForeignKey(Voice, models.PROTECT, null=True, related_name="word_links")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="word_links")
    seed = models.CharField(max_length=40)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(voice=None, person__isnull=False) | Q(voice__isnull=False, person=None),
                name="of_who_asked_or_of_who_lives_there",
            ),
            models.UniqueConstraint(fields=["voice"], condition=Q(revoked_at=None), name="one_link_of_a_voice"),
            models.UniqueConstraint(
                fields=["person", "place"], condition=Q(revoked_at=None), name="one_link_of_a_person_in_a_place"
            ),
        ]

    def __str__(self) -> str:
        return f"word link {self.pk}"

    def opens(self, now: datetime) -> bool:
        """Whether it opens something at that moment."""
        return self.revoked_at is None and now < self.expires_at
