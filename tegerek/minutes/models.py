"""Recording: the minutes of a meeting, passage by passage, and the editions that were issued and stay as they were."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tegerek.lib import personal as words
from tegerek.lib.fields import SaidField
from tegerek.lib.owned import Owned
from tegerek.meetings.models import AgendaItem, Meeting
from tegerek.people.models import Person, Post, User
from tegerek.voices.models import Voice


class Minutes(Owned):
    """The minutes of a meeting while they are written. Who was there, the votes and the decisions stand in its closing.

    number: the office's own number on the paper. drawn_on: the day on the paper. came_in: typed from paper, or later
    carried over from the hall. read_back_on: when they were read to those present or to the chair. signed_on: when
    chair and secretary signed the paper; its scan is a files.File that names the minutes as owner, scan_sha256 its
    digest. remarks_until: the last day for remarks, where the municipality settled one; None for no term known.
    """

    class CameIn(models.TextChoices):
        PAPER = "paper"
        HALL = "hall"

    office_path: ClassVar[str] = "meeting__office"
    place_path: ClassVar[str] = "meeting__place"
    personal: ClassVar = {"number": words.OWN_WORDS}
    impersonal: ClassVar = ("came_in", "scan_sha256")

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="minutes")
    number = models.CharField(max_length=60, blank=True)
    drawn_on = models.DateField(null=True, blank=True)
    came_in = models.CharField(max_length=10, choices=CameIn.choices, default=CameIn.PAPER)
    read_back_on = models.DateField(null=True, blank=True)
    signed_on = models.DateField(null=True, blank=True)
    scan_sha256 = models.CharField(max_length=64, blank=True)
    remarks_until = models.DateField(null=True, blank=True)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"minutes of {self.meeting_id}"


class Passage(Owned):
    """One thing that the minutes say, with a version of its own, so that two people can write at once.

    item: the item of the agenda; None for what belongs to the whole meeting. kind: what it is: heard (a report and what
    was said), asked, position, proposal, decided. speaker: a card, where the name is known; never public without
    consent. speaker_post: the post somebody spoke in, "" for a resident. voice: the question or proposal by its number.
    text: the words. key: the browser's own key; the same passage sent twice is written once. removed_at: taken out.
    came_in: of this part: typed from paper, or carried over from the hall.
    """

    class Kind(models.TextChoices):
        HEARD = "heard"
        ASKED = "asked"
        POSITION = "position"
        PROPOSAL = "proposal"
        DECIDED = "decided"

    office_path: ClassVar[str] = "minutes__meeting__office"
    place_path: ClassVar[str] = "minutes__meeting__place"
    personal: ClassVar = {"text": words.SPOKEN}
    impersonal: ClassVar = ("kind", "speaker_post", "came_in", "key")

    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="passages")
    item = models.ForeignKey(AgendaItem, models.PROTECT, null=True, blank=True, related_name="passages")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    position = models.PositiveIntegerField()
    speaker = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    speaker_post = models.CharField(max_length=20, choices=Post.choices, blank=True)
    voice = models.ForeignKey(Voice, models.PROTECT, null=True, blank=True, related_name="+")
    text = SaidField()
    came_in = models.CharField(max_length=10, choices=Minutes.CameIn.choices, default=Minutes.CameIn.PAPER)
    key = models.UUIDField(unique=True)
    removed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["item__position", "position", "id"]

    def __str__(self) -> str:
        return f"passage {self.pk}"


class Wording(Owned):
    """What a passage said after each time it was saved: nothing that was typed is lost by typing over it."""

    office_path: ClassVar[str] = "passage__minutes__meeting__office"
    place_path: ClassVar[str] = "passage__minutes__meeting__place"
    personal: ClassVar = {"text": words.SPOKEN}

    passage = models.ForeignKey(Passage, models.PROTECT, related_name="wordings")
    version = models.PositiveIntegerField()
    text = SaidField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["version"]
        constraints = [models.UniqueConstraint(fields=["passage", "version"], name="one_wording_a_version")]

    def __str__(self) -> str:
        return f"wording {self.version} of {self.passage_id}"


class Remark(Owned):
    """What somebody objects to in the minutes, and what the office says to it. remarker: a card; never public."""

    office_path: ClassVar[str] = "minutes__meeting__office"
    place_path: ClassVar[str] = "minutes__meeting__place"
    personal: ClassVar = {"text": words.ASKED, "answer": words.OWN_WORDS}

    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="remarks")
    received_on = models.DateField()
    remarker = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    text = SaidField()
    answer = SaidField()
    answered_on = models.DateField(null=True, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"remark {self.pk}"


class Edition(Owned):
    """Minutes as they were issued: never changed, never taken away; a correction is the next number.

    kind: the signed file copy, with names; the public copy, without names of residents unless they consented.
    why: what was corrected; empty for the first. keep_until: the day on which the file copy is destroyed.
    """

    class Kind(models.TextChoices):
        FILE = "file"
        PUBLIC = "public"

    office_path: ClassVar[str] = "minutes__meeting__office"
    place_path: ClassVar[str] = "minutes__meeting__place"
    personal: ClassVar = {"why": words.MINUTED}
    impersonal: ClassVar = ("kind", "basis")

    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="editions")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    number = models.PositiveSmallIntegerField()
    why = SaidField()
    keep_until = models.DateField(null=True, blank=True)
    basis = models.CharField(max_length=200, blank=True)
    issued_at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["number", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["minutes", "kind", "number"], name="each_edition_once"),
            models.CheckConstraint(condition=Q(kind="file") | Q(keep_until=None), name="a_public_edition_stays"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} edition {self.number} of {self.minutes_id}"


class Issued(Owned):
    """One thing of an edition in one language, as bytes: they are served as they were.

    form: the sheet as JSON (schema: its version), the main part of its page, a docx, a PDF. body: None once the file
    copy was destroyed; the digest stays. Triggers of the database keep rows and bytes on both engines.
    """

    class Form(models.TextChoices):
        SHEET = "sheet"
        PAGE = "page"
        DOCX = "docx"
        PDF = "pdf"

    office_path: ClassVar[str] = "edition__minutes__meeting__office"
    place_path: ClassVar[str] = "edition__minutes__meeting__place"
    personal: ClassVar = {"body": words.MINUTED}
    impersonal: ClassVar = ("lang", "form", "sha256")

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="issued")
    lang = models.CharField(max_length=2)
    form = models.CharField(max_length=10, choices=Form.choices)
    schema = models.PositiveSmallIntegerField()
    sha256 = models.CharField(max_length=64)
    body = models.BinaryField(null=True)

    class Meta:
        ordering = ["lang", "form"]
        constraints = [models.UniqueConstraint(fields=["edition", "lang", "form"], name="each_thing_issued_once")]

    def __str__(self) -> str:
        return f"{self.form} {self.lang} of edition {self.edition_id}"


class Destruction(Owned):
    """The record that the bytes of a file copy were destroyed on its day: the one way past the triggers."""

    office_path: ClassVar[str] = "edition__minutes__meeting__office"
    place_path: ClassVar[str] = "edition__minutes__meeting__place"

    edition = models.OneToOneField(Edition, models.PROTECT, related_name="destruction")
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"destruction of edition {self.edition_id}"
