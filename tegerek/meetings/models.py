"""Meetings: one record from demand to result. A seminar, an assembly, a hearing are all a Meeting of some kind."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tegerek.jobs.models import Job
from tegerek.lib import personal as words
from tegerek.lib.fields import SaidField
from tegerek.lib.owned import Owned
from tegerek.meetings.rules import State, When, state_of
from tegerek.people.models import Person, Post, User
from tegerek.places.models import Body, Unit, Venue


class Meeting(Owned):
    """A meeting. It has a local day and, if known, a start and an end; unknown stays unknown everywhere.

    kind: slug of a procedure. number: the public number, given at the call. uid, sequence: what calendars know it
    by; the
    sequence grows with every public change of time, place or state. version: grows with every change, so that two
    people never
    overwrite each other unseen. Each state is a moment; who brought it about stands in `turns`.
    """

    personal: ClassVar = {"title": words.OWN_WORDS, "about": words.OWN_WORDS}
    impersonal: ClassVar = ("kind", "uid")
    place_path: ClassVar[str] = "place"

    office = models.ForeignKey(Body, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=30)
    title = SaidField()
    about = SaidField()
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
                condition=Q(called_at=None, number=None) | Q(called_at__isnull=False, number__isnull=False),
                name="a_number_from_the_call_on",
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
    def is_public(self) -> bool:
        return self.called_at is not None

    @property
    def when(self) -> When:
        return When(self.held_on, self.ends_on, self.starts_at, self.ends_at)


class Turn(Owned):
    """One turn in a called meeting's life: which, when, by whom, why, and the day and hour before and after.

    despite_*: the call went against a rule: days of notice given and asked, and the reason. It stays on record.
    decided_post, decided_on: who decided it, by post, and on which day, where that was not who recorded it (`by`).
    """

    class Kind(models.TextChoices):
        CALLED = "called"
        MOVED = "moved"
        POSTPONED = "postponed"
        CANCELLED = "cancelled"
        HELD = "held"
        CLOSED = "closed"

    office_path: ClassVar[str] = "meeting__office"
    place_path: ClassVar[str] = "meeting__place"

    personal: ClassVar = {"reason": words.OWN_WORDS}
    impersonal: ClassVar = ("kind", "was", "became", "decided_post")

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="turns")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    reason = SaidField()
    was = models.JSONField(null=True)
    became = models.JSONField(null=True)
    despite_days = models.PositiveSmallIntegerField(null=True)
    despite_rule_days = models.PositiveSmallIntegerField(null=True)
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
    """One item of the agenda: what, to which end, who reports (a post, not a person), how many minutes."""

    class Purpose(models.TextChoices):
        INFORM = "inform"
        DISCUSS = "discuss"
        DECIDE = "decide"
        ELECT = "elect"
        REPORT = "report"

    office_path: ClassVar[str] = "meeting__office"
    place_path: ClassVar[str] = "meeting__place"

    personal: ClassVar = {"title": words.OWN_WORDS, "rapporteur": words.OWN_WORDS}
    impersonal: ClassVar = ("purpose",)

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="agenda")
    position = models.PositiveSmallIntegerField()
    title = SaidField()
    purpose = models.CharField(max_length=10, choices=Purpose.choices, default=Purpose.DISCUSS)
    rapporteur = SaidField()
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["meeting", "position"], name="one_item_a_position")]

    def __str__(self) -> str:
        return f"item {self.position} of {self.meeting_id}"


class Participant(Owned):
    """A line of a meeting's roster, the only one: somebody invited or come, by post and place. No name stands here.

    post, unit: as on this roster, which may differ from the card's. Each state is a moment: confirmed (means to come),
    declined. confirmed_by: the account that took the phone call. instead_of: whom this person replaces; reason: why.
    tries: how often somebody phoned and reached nobody; tried_at, tried_by: the last time, and the account.
    is_walk_in: came without having been on the list. morning, afternoon: ticks, None while nobody ticked; ticked_at,
    ticked_later: when, and whether that was after the day ("recorded later").
    """

    office_path: ClassVar[str] = "meeting__office"
    place_path: ClassVar[str] = "meeting__place"

    personal: ClassVar = {"post": words.COUNTED, "reason": words.REPLACING}

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="roster")
    person = models.ForeignKey(Person, models.PROTECT, related_name="participations")
    post = models.CharField(max_length=20, choices=Post.choices, default=Post.OTHER)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    declined_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    tried_at = models.DateTimeField(null=True)
    tried_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    instead_of = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    reason = models.CharField(max_length=300, blank=True)
    is_walk_in = models.BooleanField(default=False)
    morning = models.BooleanField(null=True)
    afternoon = models.BooleanField(null=True)
    ticked_at = models.DateTimeField(null=True)
    ticked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    ticked_later = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="once_on_a_roster"),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) | Q(declined_at__isnull=True), name="comes_or_does_not"
            ),
            models.CheckConstraint(
                condition=Q(morning__isnull=True, afternoon__isnull=True) | Q(ticked_at__isnull=False),
                name="a_tick_has_its_moment",
            ),
            models.CheckConstraint(
                condition=Q(tries=0, tried_at__isnull=True) | Q(tries__gt=0, tried_at__isnull=False),
                name="a_try_has_its_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"participant {self.pk}"

    @property
    def came(self) -> bool:
        return bool(self.morning or self.afternoon)


class RemovedScan(Owned):
    """That a scan of a signed sheet was there, when it came, and when, by whom and why it was taken away.

    The scans themselves are files.File rows that name their meeting as owner.
    """

    office_path: ClassVar[str] = "meeting__office"

    personal: ClassVar = {"reason": words.OWN_WORDS}

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="removed_scans")
    brought_at = models.DateTimeField()
    removed_at = models.DateTimeField()
    removed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=300)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"removed scan {self.pk}"


class ListImport(Owned):
    """A list of participants that somebody brought to a meeting: the bytes as they came, and the preview made of them.

    table: the preview as it was corrected (meetings/lists/rows.py), {} until it was read. counts: how many rows were
    taken over as what ("new", "known", "here", "double") and left out. Bytes, table, file name and trouble are
    emptied when nothing is left to take over, when it is thrown away, and at the latest 30 days after it was brought;
    ended_at says when.
    """

    office_path: ClassVar[str] = "meeting__office"

    personal: ClassVar = {
        "file_name": words.LIST_BROUGHT,
        "source": words.LIST_BROUGHT,
        "table": words.LIST_BROUGHT,
        "trouble": words.LIST_BROUGHT,
    }
    impersonal: ClassVar = ("sha256", "counts")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="lists")
    brought_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    brought_at = models.DateTimeField()
    file_name = models.CharField(max_length=200, blank=True)
    source = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    job = models.ForeignKey(Job, models.PROTECT, null=True, related_name="+")
    table = models.JSONField(default=dict, blank=True)
    trouble = SaidField()
    counts = models.JSONField(default=dict, blank=True)
    ended_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["ended_at", "brought_at"], name="lists_by_end")]

    def __str__(self) -> str:
        return f"list {self.pk}"
