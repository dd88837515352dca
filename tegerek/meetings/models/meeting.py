"""The meeting itself, its turns and its agenda."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tegerek.lib import personal as words
from tegerek.lib.fields import SaidField
from tegerek.lib.owned import Owned
from tegerek.meetings.rules import State, When, state_of
from tegerek.people.models import Post, User
from tegerek.places.models import Body, Unit, Venue


class Meeting(Owned):
    """A meeting. It has a local day and, if known, a start and an end; unknown stays unknown everywhere.

    kind: slug of a procedure. number: the public number, given at the call. uid, sequence: what calendars know it
    by; the
    sequence grows with every public change of time, place or state. version: grows with every change, so that two
    people never overwrite each other unseen. Each state is a moment; who brought it about stands in `turns`.
    initiator: who asked for it (procedures.terms.Initiator), "" while nobody said. procedure: how it goes, and how
    opinions and proposals are taken. mode, online_at: in a hall, online at that address, or both. expected: how many
    people are expected, None for not known. suggest_until: the last day on which residents may suggest issues.
    is_rehearsal: done to learn: called and closed like any other, and never public, numbered or counted.
    is_sample: shows how it looks: public like any other, marked as a sample wherever it is told of, and counted
    nowhere outside a demonstration. Said when it is begun, and for good.
    """

    class Mode(models.TextChoices):
        HALL = "hall"
        ONLINE = "online"
        BOTH = "both"

    personal: ClassVar = {
        "title": words.OWN_WORDS,
        "about": words.OWN_WORDS,
        "procedure": words.OWN_WORDS,
        "online_at": words.OWN_WORDS,
    }
    impersonal: ClassVar = ("kind", "uid", "initiator", "mode")
    place_path: ClassVar[str] = "place"

    office = models.ForeignKey(Body, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=30)
    title = SaidField()
    about = SaidField()
    initiator = models.CharField(max_length=20, blank=True)
    procedure = SaidField()
    mode = models.CharField(max_length=10, choices=Mode.choices, default=Mode.HALL)
    online_at = models.CharField(max_length=300, blank=True)
    expected = models.PositiveIntegerField(null=True, blank=True)
    suggest_until = models.DateField(null=True, blank=True)
    is_rehearsal = models.BooleanField(default=False)
    is_sample = models.BooleanField(default=False)
    place = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    venue = models.ForeignKey(Venue, models.PROTECT, null=True, blank=True, related_name="+")
    held_on = models.DateField(null=True, blank=True, db_index=True)
    ends_on = models.DateField(null=True, blank=True)
    starts_at = models.TimeField(null=True, blank=True)
    ends_at = models.TimeField(null=True, blank=True)
    number = models.BigIntegerField(unique=True, null=True)
    uid = models.UUIDField(unique=True, default=uuid.uuid4)
    sequence = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    called_at = models.DateTimeField(null=True, db_index=True)
    postponed_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    held_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["place", "held_on"], name="meetings_of_place")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("held_on")), name="meeting_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(starts_at__isnull=False), name="an_end_needs_a_start"
            ),
            models.CheckConstraint(
                condition=Q(called_at=None, number=None)
                | Q(called_at__isnull=False, number__isnull=False, is_rehearsal=False)
                | Q(called_at__isnull=False, number=None, is_rehearsal=True),
                name="a_number_from_the_call_on_unless_rehearsed",
            ),
            models.CheckConstraint(
                condition=Q(called_at__isnull=True) | Q(held_on__isnull=False) | Q(postponed_at__isnull=False),
                name="a_called_meeting_has_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"meeting {self.pk}"

    @property
    def state(self) -> State:
        return state_of(
            called=self.called_at is not None,
            postponed=self.postponed_at is not None,
            cancelled=self.cancelled_at is not None,
            held=self.held_at is not None,
            closed=self.closed_at is not None,
        )

    @property
    def is_called(self) -> bool:
        return self.called_at is not None

    @property
    def is_public(self) -> bool:
        """Called, and no rehearsal."""
        return self.is_called and not self.is_rehearsal

    @property
    def when(self) -> When:
        return When(self.held_on, self.ends_on, self.starts_at, self.ends_at)


class Turn(Owned):
    """One turn in a called meeting's life: which, when, by whom, why, and the day and hour before and after.

    despite_*: it went against the rule on notice: days given and asked, the rule's rank (procedures.terms.Rank), and
    the way it went on: the urgent path, the own charter (its words and day in charter_words, charter_on), or a reason
    alone. It stays on record for ever.
    decided_post, decided_on: who decided it, by post, and on which day, where that was not who recorded it (`by`).
    """

    class Kind(models.TextChoices):
        CALLED = "called"
        MOVED = "moved"
        POSTPONED = "postponed"
        CANCELLED = "cancelled"
        HELD = "held"
        CLOSED = "closed"

    class Way(models.TextChoices):
        """By which way it went on against a rule."""

        URGENT = "urgent"
        CHARTER = "charter"
        REASON = "reason"

    office_path: ClassVar[str] = "meeting__office"
    place_path: ClassVar[str] = "meeting__place"

    personal: ClassVar = {"reason": words.OWN_WORDS, "charter_words": words.OWN_WORDS}
    impersonal: ClassVar = ("kind", "was", "became", "decided_post", "despite_way")

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="turns")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    reason = SaidField()
    was = models.JSONField(null=True)
    became = models.JSONField(null=True)
    despite_days = models.PositiveSmallIntegerField(null=True)
    despite_rule_days = models.PositiveSmallIntegerField(null=True)
    despite_rank = models.PositiveSmallIntegerField(null=True)
    despite_way = models.CharField(max_length=10, choices=Way.choices, blank=True, default="")
    charter_words = models.TextField(blank=True, default="")
    charter_on = models.DateField(null=True)
    decided_post = models.CharField(max_length=20, choices=Post.choices, blank=True, default="")
    decided_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_on__isnull=True) | ~Q(decided_post=""), name="a_day_of_decision_has_its_post"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.meeting_id}"

    @property
    def before(self) -> When:
        return When.from_json(self.was or {})

    @property
    def after(self) -> When:
        return When.from_json(self.became or {})


class AgendaItem(Owned):
    """One item of the agenda: what, to which end, who reports (a post, not a person), how many minutes.

    draft_decision: what the meeting is asked to decide. subject: which of the subjects of this kind of meeting it is
    (procedures, a word of the code), "" for none named. origin: the public number of the initiative, question or
    finding it comes from. Its papers are files.File rows of the meeting that name it as owner.
    """

    class Purpose(models.TextChoices):
        INFORM = "inform"
        DISCUSS = "discuss"
        DECIDE = "decide"
        ELECT = "elect"
        REPORT = "report"

    office_path: ClassVar[str] = "meeting__office"
    place_path: ClassVar[str] = "meeting__place"

    personal: ClassVar = {
        "title": words.OWN_WORDS,
        "rapporteur": words.OWN_WORDS,
        "draft_decision": words.OWN_WORDS,
    }
    impersonal: ClassVar = ("purpose", "subject")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="agenda")
    position = models.PositiveSmallIntegerField()
    title = SaidField()
    purpose = models.CharField(max_length=10, choices=Purpose.choices, default=Purpose.DISCUSS)
    rapporteur = SaidField()
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    draft_decision = SaidField()
    subject = models.CharField(max_length=40, blank=True, default="")
    origin = models.BigIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["meeting", "position"], name="one_item_a_position")]

    def __str__(self) -> str:
        return f"item {self.position} of {self.meeting_id}"
