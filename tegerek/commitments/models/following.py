"""A decision to carry out, and what became of it: council, progress, moves of the day, delays, the residents' word."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tegerek.commitments.models.words import WordLink
from tegerek.lib import personal as words
from tegerek.lib.fields import SaidField
from tegerek.lib.owned import Owned
from tegerek.meetings.models import AgendaItem, Meeting
from tegerek.people.models import Person, Post, User
from tegerek.places.models import Body, Unit
from tegerek.voices.models import Voice


class Commitment(Owned):
    """A decision that is to be carried out, by its public number.

    origin: a decision of the meeting, a recommendation or a joint plan (both go to the council first), or a finding of
    monitors. meeting, item: where it was decided. voice: the proposal it came of. place: the village it is for.
    what: what is to be done. who_post, who_body: who answers for it; "" and None while nobody was named.
    due_on: by when; None where no day was set: no term is ever made up. money: in soms, None for not known; money_from:
    from which purse, in words. share: the community's own contribution (ашар), in words. done_on: carried out.
    given_up_on, given_up_why: it will not be. published_at: shown to everybody since.
    """

    class Origin(models.TextChoices):
        DECISION = "decision"
        RECOMMENDATION = "recommendation"
        PLAN = "plan"
        FINDING = "finding"

    place_path: ClassVar[str] = "place"
    personal: ClassVar = {
        "what": words.OWN_WORDS,
        "money_from": words.OWN_WORDS,
        "share": words.OWN_WORDS,
        "given_up_why": words.OWN_WORDS,
    }
    impersonal: ClassVar = ("origin", "who_post")

    office = models.ForeignKey(Body, models.PROTECT, related_name="+")
    place = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    number = models.BigIntegerField(unique=True, null=True)
    origin = models.CharField(max_length=20, choices=Origin.choices, default=Origin.DECISION)
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="commitments")
    item = models.ForeignKey(AgendaItem, models.PROTECT, null=True, blank=True, related_name="commitments")
    voice = models.ForeignKey(Voice, models.PROTECT, null=True, blank=True, related_name="commitments")
    what = SaidField()
    who_post = models.CharField(max_length=20, choices=Post.choices, blank=True)
    who_body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+")
    due_on = models.DateField(null=True, blank=True)
    money = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    money_from = SaidField()
    share = SaidField()
    done_on = models.DateField(null=True, blank=True)
    given_up_on = models.DateField(null=True, blank=True)
    given_up_why = SaidField()
    published_at = models.DateTimeField(null=True)
    is_rehearsal = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["place", "due_on"], name="commitments_of_place")]
        constraints = [
            models.CheckConstraint(condition=Q(done_on=None) | Q(given_up_on=None), name="done_or_given_up"),
            models.CheckConstraint(condition=Q(money=None) | Q(money__gte=0), name="money_is_not_negative"),
        ]

    def __str__(self) -> str:
        return f"commitment {self.pk}"


class CouncilStep(Owned):
    """A recommendation or a plan before the council: session, resolution, what the council said.

    outcome: "" while it lies with the council; approved, partly (said: in what), not (said: why).
    """

    class Outcome(models.TextChoices):
        APPROVED = "approved"
        PARTLY = "partly"
        NOT = "not"

    office_path: ClassVar[str] = "commitment__office"
    place_path: ClassVar[str] = "commitment__place"
    personal: ClassVar = {"resolution": words.OWN_WORDS, "said": words.OWN_WORDS}
    impersonal: ClassVar = ("outcome",)

    commitment = models.OneToOneField(Commitment, models.PROTECT, related_name="council")
    handed_on = models.DateField()
    session_on = models.DateField(null=True, blank=True)
    resolution = models.CharField(max_length=60, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    said = SaidField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="") | Q(session_on__isnull=False), name="what_the_council_said_has_its_session"
            )
        ]

    def __str__(self) -> str:
        return f"council on {self.commitment_id}"


class Progress(Owned):
    """What was done so far, on which day, in one or two sentences; photographs are files that name it as owner."""

    office_path: ClassVar[str] = "commitment__office"
    place_path: ClassVar[str] = "commitment__place"
    personal: ClassVar = {"text": words.OWN_WORDS}

    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="progress")
    on = models.DateField()
    text = SaidField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["on", "id"]

    def __str__(self) -> str:
        return f"progress {self.pk}"


class DueMove(Owned):
    """A day that was moved, and why. was, to: the day before and after, None for no day."""

    office_path: ClassVar[str] = "commitment__office"
    place_path: ClassVar[str] = "commitment__place"
    personal: ClassVar = {"why": words.OWN_WORDS}

    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="moves")
    was = models.DateField(null=True)
    to = models.DateField(null=True)
    why = SaidField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"move {self.pk}"


class Delay(Owned):
    """A lawful delay: while it lasts nothing is called late. why: the reason and its document, in words."""

    office_path: ClassVar[str] = "commitment__office"
    place_path: ClassVar[str] = "commitment__place"
    personal: ClassVar = {"why": words.OWN_WORDS}

    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="delays")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    why = SaidField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["since", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="a_delay_ends_after_it_begins"
            )
        ]

    def __str__(self) -> str:
        return f"delay {self.pk}"


class ResidentWord(Owned):
    """What somebody who asked for it or lives there says: done, partly, not done. The last word of a person counts.

    came_in: by the person's own link, or told to the clerk. person: a card, where known; never public. link: the one by
    which it was said. replaced_at: since then a later word of the same person counts.
    """

    class Word(models.TextChoices):
        DONE = "done"
        PARTLY = "partly"
        NOT = "not"

    class CameIn(models.TextChoices):
        LINK = "link"
        CLERK = "clerk"

    office_path: ClassVar[str] = "commitment__office"
    place_path: ClassVar[str] = "commitment__place"
    personal: ClassVar = {"text": words.ASKED}
    impersonal: ClassVar = ("word", "came_in")

    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="residents")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    word = models.CharField(max_length=10, choices=Word.choices)
    text = SaidField()
    on = models.DateField()
    came_in = models.CharField(max_length=10, choices=CameIn.choices)
    link = models.ForeignKey(WordLink, models.PROTECT, null=True, blank=True, related_name="words")
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "person"],
                condition=Q(replaced_at=None, person__isnull=False),
                name="one_word_of_a_person",
            ),
            models.UniqueConstraint(
                fields=["commitment", "link"],
                condition=Q(replaced_at=None, link__isnull=False),
                name="one_word_by_a_link",
            ),
        ]

    def __str__(self) -> str:
        return f"word {self.pk}"
