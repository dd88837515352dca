"""Monitoring: a group with its council decision, what it looks at, its visits, and what it found."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tegerek.commitments.models.following import Commitment
from tegerek.lib import personal as words
from tegerek.lib.fields import SaidField
from tegerek.lib.owned import Owned
from tegerek.people.models import Person, Post, User
from tegerek.places.models import Body, Unit


class MonitoringGroup(Owned):
    """A joint monitoring group. It exists by a decision of the council: number, day, and in words which session.

    decision_number, decided_on: "" and None until the council decided; before that nothing is planned.
    """

    place_path: ClassVar[str] = "place"
    personal: ClassVar = {"name": words.OWN_WORDS, "session": words.OWN_WORDS, "decision_number": words.OWN_WORDS}

    office = models.ForeignKey(Body, models.PROTECT, related_name="+")
    place = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    name = SaidField()
    decision_number = models.CharField(max_length=60, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    session = SaidField()
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"monitoring group {self.pk}"

    @property
    def is_decided(self) -> bool:
        return bool(self.decision_number) and self.decided_on is not None


class Monitor(Owned):
    """A member of a group, by the card. left_at: no longer one."""

    office_path: ClassVar[str] = "group__office"
    place_path: ClassVar[str] = "group__place"

    group = models.ForeignKey(MonitoringGroup, models.PROTECT, related_name="monitors")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    left_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"monitor {self.pk}"


class MonitoredObject(Owned):
    """What a group looks at in a year: a road, a school, a decision that is carried out.

    contract, estimate: in soms, None for not known. deadline_on: of the contract, None for not known. contractor: a
    firm, "" where nobody told. source: the document from which all this is known. commitment: the decision behind it.
    """

    class Kind(models.TextChoices):
        ROAD = "road"
        WATER = "water"
        SCHOOL = "school"
        OTHER = "other"

    office_path: ClassVar[str] = "group__office"
    place_path: ClassVar[str] = "place"
    personal: ClassVar = {"name": words.OWN_WORDS, "contractor": words.OWN_WORDS, "source": words.OWN_WORDS}
    impersonal: ClassVar = ("kind",)

    group = models.ForeignKey(MonitoringGroup, models.PROTECT, related_name="watched")
    place = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    commitment = models.ForeignKey(Commitment, models.PROTECT, null=True, blank=True, related_name="monitored")
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    name = SaidField()
    contract = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    estimate = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    deadline_on = models.DateField(null=True, blank=True)
    contractor = models.CharField(max_length=160, blank=True)
    source = SaidField()
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["year", "id"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(contract=None) | Q(contract__gte=0)) & (Q(estimate=None) | Q(estimate__gte=0)),
                name="monitored_money_is_not_negative",
            )
        ]

    def __str__(self) -> str:
        return f"monitored object {self.pk}"


class Visit(Owned):
    """A visit to one object. came_in: typed on a phone there, or copied from the sheet.

    saw: what they saw, in words. interviews: with how many people they spoke, None for not written down; told: what
    those said, without names. documents: which papers they looked at. published_at: shown to everybody since.
    key: the browser's own; the same visit sent twice is written once.
    """

    class CameIn(models.TextChoices):
        PHONE = "phone"
        PAPER = "paper"

    office_path: ClassVar[str] = "object__group__office"
    place_path: ClassVar[str] = "object__place"
    personal: ClassVar = {"saw": words.OWN_WORDS, "told": words.ASKED, "documents": words.OWN_WORDS}
    impersonal: ClassVar = ("came_in", "key")

    object = models.ForeignKey(MonitoredObject, models.PROTECT, related_name="visits")
    key = models.UUIDField(unique=True, null=True)
    number = models.BigIntegerField(unique=True, null=True)
    on = models.DateField()
    came_in = models.CharField(max_length=10, choices=CameIn.choices)
    saw = SaidField()
    interviews = models.PositiveSmallIntegerField(null=True, blank=True)
    told = SaidField()
    documents = SaidField()
    published_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["on", "id"]

    def __str__(self) -> str:
        return f"visit {self.pk}"


class VisitGoer(Owned):
    """Who went. Counted for everybody, named at the desk alone."""

    office_path: ClassVar[str] = "visit__object__group__office"
    place_path: ClassVar[str] = "visit__object__place"

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="goers")
    monitor = models.ForeignKey(Monitor, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"goer {self.pk}"


class VisitAnswer(Owned):
    """The answer to one question of the questionnaire: yes, no, cannot tell; note: what they add."""

    class Answer(models.TextChoices):
        YES = "yes"
        NO = "no"
        CANNOT_TELL = "cannot_tell"

    office_path: ClassVar[str] = "visit__object__group__office"
    place_path: ClassVar[str] = "visit__object__place"
    personal: ClassVar = {"note": words.OWN_WORDS}
    impersonal: ClassVar = ("question", "answer")

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="answers")
    question = models.SlugField(max_length=40)
    answer = models.CharField(max_length=12, choices=Answer.choices)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["visit", "question"], name="a_question_is_answered_once")]

    def __str__(self) -> str:
        return f"answer {self.pk}"


class VisitPhoto(Owned):
    """A photograph of a visit; its bytes are the file that names it as owner.

    people: whether people can be recognised on it, and have agreed. One on which they did not agree is never shown
    outside. blurred_at: a part of it was made unrecognisable, and the picture before that destroyed.
    """

    class People(models.TextChoices):
        NOBODY = "nobody"
        AGREED = "agreed"
        NOT_AGREED = "not_agreed"

    office_path: ClassVar[str] = "visit__object__group__office"
    place_path: ClassVar[str] = "visit__object__place"
    impersonal: ClassVar = ("people",)

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="photos")
    people = models.CharField(max_length=12, choices=People.choices)
    blurred_at = models.DateTimeField(null=True)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"visit photo {self.pk}"

    @property
    def is_for_everybody(self) -> bool:
        return self.people != self.People.NOT_AGREED


class Finding(Owned):
    """What a visit found and what the group recommends; then the office's answer.

    handed_on: given to the office. answer_by: by when the group asked for an answer, None where it asked for no day: no
    rule gives one. published_at: shown to everybody since, with the answer beside it or with the word that none came.
    """

    office_path: ClassVar[str] = "visit__object__group__office"
    place_path: ClassVar[str] = "visit__object__place"
    personal: ClassVar = {"text": words.OWN_WORDS, "advice": words.OWN_WORDS, "answer": words.OWN_WORDS}
    impersonal: ClassVar = ("answered_by",)

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="findings")
    number = models.BigIntegerField(unique=True, null=True)
    text = SaidField()
    advice = SaidField()
    handed_on = models.DateField(null=True, blank=True)
    answer_by = models.DateField(null=True, blank=True)
    answer = SaidField()
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.CharField(max_length=20, choices=Post.choices, blank=True)
    published_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(published_at=None) | Q(handed_on__isnull=False), name="a_public_finding_was_handed_over"
            )
        ]

    def __str__(self) -> str:
        return f"finding {self.pk}"
