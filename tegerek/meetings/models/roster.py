"""The people of a meeting: the roster, the scans taken away from it, the lists that were brought."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tegerek.jobs.models import Job
from tegerek.lib import personal as words
from tegerek.lib.fields import SaidField
from tegerek.lib.owned import Owned
from tegerek.meetings.ages import BANDS
from tegerek.meetings.models.meeting import Meeting
from tegerek.people.models import Person, Post, User
from tegerek.places.models import Unit


class Participant(Owned):
    """A line of a meeting's roster, the only one: somebody invited or come, by post and place. No name stands here.

    post, unit: as on this roster, which may differ from the card's. Each state is a moment: confirmed (means to come),
    declined. confirmed_by: the account that took the phone call. instead_of: whom this person replaces; reason: why.
    tries: how often somebody phoned and reached nobody; tried_at, tried_by: the last time, and the account.
    is_walk_in: came without having been on the list. morning, afternoon: ticks, None while nobody ticked; ticked_at,
    ticked_later: when, and whether that was after the day ("recorded later"). needs: what the person needs in order to
    come (`Need`). attends: in the hall or online, "" while nobody said. band: of the person's age on the day
    (meetings/ages.py), "" while nobody asked.
    """

    class Need(models.TextChoices):
        INTERPRETER = "interpreter"
        SIGN_LANGUAGE = "sign_language"
        CHILD_CARE = "child_care"
        TRANSPORT = "transport"
        STEP_FREE = "step_free"

    office_path: ClassVar[str] = "meeting__office"
    place_path: ClassVar[str] = "meeting__place"

    personal: ClassVar = {"post": words.COUNTED, "band": words.COUNTED, "reason": words.REPLACING, "needs": words.NEEDS}
    impersonal: ClassVar = ("attends",)

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
    needs = models.JSONField(default=list, blank=True)
    attends = models.CharField(max_length=10, blank=True, default="", choices=[("hall", "hall"), ("online", "online")])
    band = models.CharField(max_length=10, blank=True, default="")
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
            models.CheckConstraint(condition=Q(band__in=["", *BANDS]), name="a_known_age"),
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
