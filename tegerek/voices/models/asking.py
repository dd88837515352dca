"""Asking: an initiative that demands a meeting; questions, proposals and issues, each with its number."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tegerek.lib import personal as words
from tegerek.lib.fields import SaidField
from tegerek.lib.owned import Owned
from tegerek.meetings.models import AgendaItem, Meeting
from tegerek.people.models import Person, Post, User
from tegerek.places.models import Body, Unit


class Initiative(Owned):
    """The appeal of a group of residents that asks for an assembly, from its draft to the decision.

    to: whom it is addressed to. title: the issue; reason: why; where: the proposed place in words; expected: how many
    people, None for not known. received_on: the day it was registered, None for a draft; register_number: the
    office's own journal number. number: the public number, given when it is received. came_in: typed by the clerk from
    paper, or begun online. decided_*: which post decided, on which day, by whom it was recorded; ground, ground_words:
    of a refusal. meeting: the one that came of it. The names of the group are cards; they and their addresses are
    never public.
    """

    class To(models.TextChoices):
        HEAD = "head"
        COUNCIL_CHAIR = "council_chair"

    class CameIn(models.TextChoices):
        PAPER = "paper"
        ONLINE = "online"

    class Decision(models.TextChoices):
        HOLD = "hold"
        REFUSE = "refuse"

    class Ground(models.TextChoices):
        """The three grounds of a refusal that the method instructions name."""

        REQUIREMENTS = "requirements"
        OTHER_WAY = "other_way"
        UNLAWFUL = "unlawful"

    place_path: ClassVar[str] = "place"
    personal: ClassVar = {
        "title": words.OWN_WORDS,
        "reason": words.OWN_WORDS,
        "where": words.OWN_WORDS,
        "register_number": words.OWN_WORDS,
        "ground_words": words.OWN_WORDS,
    }
    impersonal: ClassVar = ("to", "came_in", "decision", "decided_post", "ground", "code")

    office = models.ForeignKey(Body, models.PROTECT, related_name="+")
    place = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    to = models.CharField(max_length=20, choices=To.choices, default=To.HEAD)
    title = SaidField()
    reason = SaidField()
    where = SaidField()
    expected = models.PositiveIntegerField(null=True, blank=True)
    came_in = models.CharField(max_length=10, choices=CameIn.choices, default=CameIn.PAPER)
    code = models.CharField(max_length=40, blank=True, default="")
    number = models.BigIntegerField(unique=True, null=True)
    received_on = models.DateField(null=True, blank=True)
    register_number = models.CharField(max_length=60, blank=True)
    decision = models.CharField(max_length=10, choices=Decision.choices, blank=True, default="")
    decided_on = models.DateField(null=True, blank=True)
    decided_post = models.CharField(max_length=20, choices=Post.choices, blank=True, default="")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    ground = models.CharField(max_length=20, choices=Ground.choices, blank=True, default="")
    ground_words = SaidField()
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="initiatives")
    is_rehearsal = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decision="", decided_on=None) | (~Q(decision="") & Q(decided_on__isnull=False)),
                name="a_decision_has_its_day",
            ),
            models.CheckConstraint(condition=~Q(decision="refuse") | ~Q(ground=""), name="a_refusal_names_its_ground"),
            models.CheckConstraint(
                condition=Q(number=None) | Q(received_on__isnull=False), name="numbered_once_received"
            ),
        ]

    def __str__(self) -> str:
        return f"initiative {self.pk}"


class GroupMember(Owned):
    """A member of the group that asks: the card and the address given in the appeal. is_contact: whom to phone."""

    office_path: ClassVar[str] = "initiative__office"
    place_path: ClassVar[str] = "initiative__place"
    personal: ClassVar = {"address": words.APPEAL}

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="members")
    position = models.PositiveSmallIntegerField()
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    address = models.CharField(max_length=300, blank=True)
    is_contact = models.BooleanField(default=False)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["initiative", "person"], name="once_in_a_group"),
            models.UniqueConstraint(fields=["initiative", "position"], name="one_member_a_position"),
        ]

    def __str__(self) -> str:
        return f"member {self.pk}"


class SlipBlock(Owned):
    """A block of numbers reserved for question slips of a meeting, when they were printed."""

    office_path: ClassVar[str] = "meeting__office"
    place_path: ClassVar[str] = "meeting__place"

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="slip_blocks")
    size = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"slips {self.pk}"


class Voice(Owned):
    """A question, a proposal or an issue for the agenda, by its number, reserved when its slip was printed.

    kind: "" while the slip is only printed. text: as written on the slip. item: to which item of the agenda it was put.
    asker: a card, where the person gave a name; never public. answered_there: answered on the spot, None for not known.
    block: of the slip; None for what came without one. received_on: the day it was handed in. way: put to the meeting,
    or handed in as a written appeal, which has the office's own journal_number, the day it was registered
    (registered_on: its term counts from there) and is never counted as the other; "" while nobody was asked.
    """

    class Kind(models.TextChoices):
        QUESTION = "question"
        PROPOSAL = "proposal"
        ISSUE = "issue"

    class Way(models.TextChoices):
        MEETING = "meeting"
        APPEAL = "appeal"

    office_path: ClassVar[str] = "meeting__office"
    place_path: ClassVar[str] = "meeting__place"
    personal: ClassVar = {"text": words.ASKED, "journal_number": words.OWN_WORDS}
    impersonal: ClassVar = ("kind", "way")

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="voices")
    number = models.BigIntegerField(unique=True, null=True)
    block = models.ForeignKey(SlipBlock, models.PROTECT, null=True, related_name="slips")
    way = models.CharField(max_length=10, choices=Way.choices, blank=True)
    journal_number = models.CharField(max_length=60, blank=True)
    registered_on = models.DateField(null=True, blank=True)
    kind = models.CharField(max_length=10, choices=Kind.choices, blank=True, default="")
    text = SaidField()
    item = models.ForeignKey(AgendaItem, models.PROTECT, null=True, blank=True, related_name="+")
    asker = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    answered_there = models.BooleanField(null=True)
    received_on = models.DateField(null=True)
    recorded_at = models.DateTimeField(null=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(recorded_at=None, kind="") | (Q(recorded_at__isnull=False) & ~Q(kind="")),
                name="a_recorded_voice_has_its_kind",
            )
        ]

    def __str__(self) -> str:
        return f"voice {self.pk}"


class Answer(Owned):
    """What became of a question or a proposal. One row for each voice, from the day somebody was named or answered.

    by_post: the post that answers, "" while none is named. how: said in the hall or written; "" not answered yet.
    text: the answer. answered_on: its day. outcome: of a proposal, by the categories in which hearings are published;
    why: of a rejection; reflected_in: the line of the budget or the plan, in words; its document is a files.File that
    names the answer as owner. disputed_on, disputed: the asker said, once, that this does not answer the question;
    disputed_in: told to the clerk, or by the asker's own link: words that came by a link are read at the desk alone.
    """

    class How(models.TextChoices):
        HALL = "hall"
        WRITING = "writing"

    class Outcome(models.TextChoices):
        ACCEPTED = "accepted"
        PARTLY = "partly"
        UNDER_REVIEW = "under_review"
        REJECTED = "rejected"
        REFLECTED = "reflected"

    class CameIn(models.TextChoices):
        LINK = "link"
        CLERK = "clerk"

    office_path: ClassVar[str] = "voice__meeting__office"
    place_path: ClassVar[str] = "voice__meeting__place"
    personal: ClassVar = {
        "text": words.OWN_WORDS,
        "why": words.OWN_WORDS,
        "reflected_in": words.OWN_WORDS,
        "disputed": words.ASKED,
    }
    impersonal: ClassVar = ("by_post", "how", "outcome", "disputed_in")

    voice = models.OneToOneField(Voice, models.PROTECT, related_name="answer")
    by_post = models.CharField(max_length=20, choices=Post.choices, blank=True)
    how = models.CharField(max_length=10, choices=How.choices, blank=True)
    text = SaidField()
    answered_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=20, choices=Outcome.choices, blank=True)
    why = SaidField()
    reflected_in = SaidField()
    disputed_on = models.DateField(null=True, blank=True)
    disputed = SaidField()
    disputed_in = models.CharField(max_length=10, choices=CameIn.choices, blank=True, default="")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(how="", answered_on=None) | (~Q(how="") & Q(answered_on__isnull=False)),
                name="an_answer_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return f"answer to {self.voice_id}"
