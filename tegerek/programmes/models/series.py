"""Training programmes:

a series of seminars, each a meeting of its own; the press release around them; what was imported.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tegerek.files.models import File
from tegerek.jobs.models import Job
from tegerek.lib import personal as words
from tegerek.lib.fields import SaidField
from tegerek.lib.owned import Owned
from tegerek.meetings.models import Meeting, Turn
from tegerek.people.models import Card, Post, User
from tegerek.places.models import Body, Unit


class Programme(Owned):
    """A programme.

    period: as stated, which may differ from the days of its seminars; planned: people in all, None if not stated.
    is_sample: shows how a series looks; public, and marked as a sample on every page and paper, and counted nowhere
    outside a demonstration. Said when it is begun, and for good.
    """

    personal: ClassVar = {"title": words.OWN_WORDS, "aim": words.OWN_WORDS}
    impersonal: ClassVar = ("slug", "project", "donor", "implementer")

    office = models.ForeignKey(Body, models.PROTECT, related_name="+")
    slug = models.SlugField(max_length=80, unique=True)
    title = SaidField()
    aim = SaidField()
    project = SaidField()
    donor = SaidField()
    implementer = SaidField()
    first_day = models.DateField(null=True, blank=True)
    last_day = models.DateField(null=True, blank=True)
    planned = models.PositiveIntegerField(null=True, blank=True)
    is_sample = models.BooleanField(default=False)
    contact = models.ForeignKey(Card, models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__isnull=True) | Q(last_day__gte=F("first_day")),
                name="programme_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return self.slug


class Topic(Owned):
    """One subject of the training."""

    office_path: ClassVar[str] = "programme__office"

    personal: ClassVar = {"title": words.OWN_WORDS}

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="topics")
    position = models.PositiveSmallIntegerField()
    title = SaidField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["programme", "position"], name="one_topic_a_position")]

    def __str__(self) -> str:
        return f"topic {self.position} of {self.programme_id}"


class Logo(Owned):
    """The mark of whoever pays for or carries out a programme, shown with it; in order of position.

    alt: what a reader hears who cannot see it. width, height: of the picture as kept, in pixels.
    """

    class Of(models.TextChoices):
        PROJECT = "project"
        DONOR = "donor"
        IMPLEMENTER = "implementer"

    office_path: ClassVar[str] = "programme__office"
    impersonal: ClassVar = ("of", "alt")

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="logos")
    file = models.ForeignKey(File, models.PROTECT, related_name="+")
    of = models.CharField(max_length=20, choices=Of.choices)
    alt = SaidField()
    position = models.PositiveSmallIntegerField()
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return f"logo {self.pk}"


class Seminar(Owned):
    """A seminar of a programme: the meeting it is, and how many people are planned."""

    office_path: ClassVar[str] = "programme__office"
    place_path: ClassVar[str] = "meeting__place"

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="seminars")
    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="seminar")
    planned = models.PositiveIntegerField(null=True, blank=True)

    def __str__(self) -> str:
        return f"seminar {self.pk}"


class Quota(Owned):
    """How many people of a post a seminar expects.

    is_each: one from each invited aimak; seats then follows the number of those invited.
    """

    office_path: ClassVar[str] = "seminar__programme__office"
    place_path: ClassVar[str] = "seminar__meeting__place"

    impersonal: ClassVar = ("post",)

    seminar = models.ForeignKey(Seminar, models.CASCADE, related_name="quotas")
    post = models.CharField(max_length=20, choices=Post.choices)
    seats = models.PositiveSmallIntegerField()
    is_each = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["seminar", "post"], name="one_quota_a_post")]

    def __str__(self) -> str:
        return f"{self.seats} {self.post}"


class Invited(Owned):
    """An aiyl aimak (or town) that a seminar invites.

    asked: slug of a post to how many people its letter asks for, as somebody typed it; a post that is not there follows
    the seats, where they divide evenly.
    """

    office_path: ClassVar[str] = "seminar__programme__office"
    place_path: ClassVar[str] = "seminar__meeting__place"

    impersonal: ClassVar = ("asked",)

    seminar = models.ForeignKey(Seminar, models.CASCADE, related_name="invited")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    asked = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["seminar", "unit"], name="a_unit_invited_once")]

    def __str__(self) -> str:
        return f"invited {self.unit_id} to {self.seminar_id}"


class Letter(Owned):
    """An official letter of a seminar: to the administration of the raion, or to the okmotu of an aimak.

    unit: the place whose office is addressed. number: as the office's own register of letters gives it, "" until typed;
    dated: its day, None until known. answer_by: until when the people are to be named.
    """

    office_path: ClassVar[str] = "seminar__programme__office"
    place_path: ClassVar[str] = "seminar__meeting__place"

    impersonal: ClassVar = ("number",)

    seminar = models.ForeignKey(Seminar, models.CASCADE, related_name="letters")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    number = models.CharField(max_length=40, blank=True)
    dated = models.DateField(null=True, blank=True)
    answer_by = models.DateField(null=True, blank=True)
    made_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["seminar", "unit"], name="one_letter_a_unit")]

    def __str__(self) -> str:
        return f"letter {self.pk}"


class PressRelease(Owned):
    """The prose around the live schedule. Every part may be empty; what is empty is left out."""

    office_path: ClassVar[str] = "programme__office"

    personal: ClassVar = {
        "heading": words.OWN_WORDS,
        "lead": words.OWN_WORDS,
        "quote": words.OWN_WORDS,
        "about": words.OWN_WORDS,
        "approved_by": words.OWN_WORDS,
    }
    impersonal: ClassVar = ("place",)

    programme = models.OneToOneField(Programme, models.CASCADE, related_name="release")
    dated = models.DateField(null=True, blank=True)
    place = SaidField()
    heading = SaidField()
    lead = SaidField()
    quote = SaidField()
    speaker = models.ForeignKey(Card, models.PROTECT, null=True, blank=True, related_name="+")
    about = SaidField()
    approved_by = SaidField()
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"release of {self.programme_id}"


class Correction(Owned):
    """A correction notice: a turn of a seminar that the press release announces."""

    office_path: ClassVar[str] = "programme__office"

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="corrections")
    turn = models.OneToOneField(Turn, models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"correction of {self.programme_id}"


class Results(Owned):
    """What came of a series, as the press release tells it: figures frozen when somebody published them.

    figures: programmes/results.py Figures.as_json: numbers, days and slugs, nobody's name. A programme whose facts
    changed afterwards gets another row; the last one holds, those before it were corrected.
    """

    office_path: ClassVar[str] = "programme__office"
    impersonal: ClassVar[tuple[str, ...]] = ("figures",)

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="results")
    figures = models.JSONField()
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["issued_at", "id"]

    def __str__(self) -> str:
        return f"results of {self.programme_id}"


class ScheduleImport(Owned):
    """A schedule that somebody brought: the bytes as they came, what was understood, and what was corrected.

    table: the whole preview as the person left it (programmes/tables.py), {} until it was read. trouble: a
    refusal's code and
    parameters. programme: what was made of it.
    """

    personal: ClassVar = {
        "file_name": words.BROUGHT,
        "source": words.BROUGHT,
        "table": words.BROUGHT,
        "trouble": words.BROUGHT,
    }
    impersonal: ClassVar = ("sha256",)

    office = models.ForeignKey(Body, models.PROTECT, related_name="+")
    brought_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    brought_at = models.DateTimeField()
    file_name = models.CharField(max_length=200, blank=True)
    source = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    job = models.ForeignKey(Job, models.PROTECT, null=True, related_name="+")
    table = models.JSONField(default=dict, blank=True)
    trouble = SaidField()
    programme = models.ForeignKey(Programme, models.PROTECT, null=True, related_name="imports")
    committed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"import {self.pk}"
