"""The bank of questions, the test of a seminar as it was printed, and the sheets that came back, which name nobody."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tegerek.learning.models.words import lines_of
from tegerek.lib import personal as words
from tegerek.lib.fields import SaidField
from tegerek.lib.owned import Owned
from tegerek.lib.said import Said
from tegerek.people.models import User
from tegerek.programmes.models import Programme, Seminar


class Question(Owned):
    """A question of a programme's bank.

    topic: the topic of the programme in its words, empty for none. options: what is offered, one a line; line n of each
    language is the same option. right: the number of the right one, from 1. retired_at: offered for no new test.
    """

    office_path: ClassVar[str] = "programme__office"
    personal: ClassVar = {"text": words.OWN_WORDS, "options": words.OWN_WORDS, "topic": words.OWN_WORDS}

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="questions")
    topic = SaidField()
    text = SaidField()
    options = SaidField()
    right = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=Q(right__gte=1), name="question_has_a_right_option")]

    def __str__(self) -> str:
        return f"question {self.pk}"

    @property
    def offered(self) -> tuple[Said, ...]:
        """The options, each in all its languages."""
        return lines_of(self.options)


class SeminarTest(Owned):
    """The test of a seminar, asked before and after it. Its questions are copies: the bank may change, the test not.

    frozen_at: when it was first printed or opened to phones; from then on its questions stay. keep_until: on the night
    after this day the sheets are destroyed, their figures stay.
    """

    office_path: ClassVar[str] = "seminar__programme__office"
    place_path: ClassVar[str] = "seminar__meeting__place"

    seminar = models.OneToOneField(Seminar, models.PROTECT, related_name="test")
    made_at = models.DateTimeField()
    frozen_at = models.DateTimeField(null=True)
    keep_until = models.DateField()
    destroyed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"test {self.pk}"


class Asked(Owned):
    """A question as a test asks it. source: the one of the bank it was copied from."""

    office_path: ClassVar[str] = "test__seminar__programme__office"
    place_path: ClassVar[str] = "test__seminar__meeting__place"
    personal: ClassVar = {"text": words.OWN_WORDS, "options": words.OWN_WORDS}

    test = models.ForeignKey(SeminarTest, models.CASCADE, related_name="asked")
    position = models.PositiveSmallIntegerField()
    source = models.ForeignKey(Question, models.PROTECT, related_name="+")
    text = SaidField()
    options = SaidField()
    right = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["test", "position"], name="one_question_a_position"),
            models.UniqueConstraint(fields=["test", "source"], name="a_question_asked_once"),
        ]

    def __str__(self) -> str:
        return f"question {self.position} of test {self.test_id}"

    @property
    def offered(self) -> tuple[Said, ...]:
        """The options, each in all its languages."""
        return lines_of(self.options)


class AnswerSheet(Owned):
    """What one person answered, before or after. Who it was stands nowhere: the code is on a strip the person keeps.

    first, second: the answers as keyed twice, one sign a question; "" until then. settled: what really stands
    on the sheet, where the two differ. is_own: sent from a phone. key: of what a phone sent, so that it counts once.
    """

    class When(models.TextChoices):
        BEFORE = "before"
        AFTER = "after"

    office_path: ClassVar[str] = "test__seminar__programme__office"
    place_path: ClassVar[str] = "test__seminar__meeting__place"
    impersonal: ClassVar = ("when", "code", "first", "second", "settled", "key")

    test = models.ForeignKey(SeminarTest, models.PROTECT, related_name="sheets")
    when = models.CharField(max_length=6, choices=When.choices)
    code = models.CharField(max_length=12)
    first = models.CharField(max_length=60, blank=True)
    second = models.CharField(max_length=60, blank=True)
    settled = models.CharField(max_length=60, blank=True)
    is_own = models.BooleanField(default=False)
    first_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    second_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    settled_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    key = models.UUIDField(null=True, unique=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["test", "when", "code"], name="one_sheet_a_code")]

    def __str__(self) -> str:
        return f"sheet {self.pk}"


class Door(Owned):
    """A short link on the wall, by which phones answer: the test before, the test after, or the evaluation.

    code: six signs; it is on the wall for everybody in the hall, and opens nothing once the day has passed.
    """

    class What(models.TextChoices):
        BEFORE = "before"
        AFTER = "after"
        EVALUATION = "evaluation"

    office_path: ClassVar[str] = "seminar__programme__office"
    place_path: ClassVar[str] = "seminar__meeting__place"
    impersonal: ClassVar = ("what", "code")

    seminar = models.ForeignKey(Seminar, models.PROTECT, related_name="doors")
    what = models.CharField(max_length=10, choices=What.choices)
    code = models.CharField(max_length=6, unique=True)
    opened_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["seminar", "what"], name="one_door_of_a_kind")]

    def __str__(self) -> str:
        return f"door {self.pk}"
