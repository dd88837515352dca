"""What is found: one table of folded words over everything public and, apart, one over what an office alone may see.

Rows are only made and deleted, never changed; `indexing` makes them anew whenever the journal tells of their thing.
Which words a row holds is kept once more by the database's own means of finding (migration 0001, engines.py).
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tegerek.lib.fields import SaidField
from tegerek.lib.owned import Owned
from tegerek.lib.personal import Personal
from tegerek.places.models import Body

NAMES = Personal(
    "to find a person’s card by name",
    "that of the card itself",
    "whoever has the right `person.see` in that office",
    "until the card is erased, at once",
)


class Kind(models.TextChoices):
    """What a row leads to."""

    PLACE = "place"
    PROGRAMME = "programme"
    TOPIC = "topic"
    RELEASE = "release"
    MEETING = "meeting"
    ITEM = "item"
    PERSON = "person"
    INITIATIVE = "initiative"
    DECISION = "decision"
    QUESTION = "question"
    PROPOSAL = "proposal"


class Row(Owned):
    """One thing, or a part of one, that can be found.

    thing_label, thing_key, part: what it is a row of ("meetings.meeting", 7, second item of the agenda); whenever that
    thing changes, all its rows are made anew. sort: the slug of the kind of a meeting. ref: the part of its address: a
    public number, a slug; "" at the desk. context: what stands below the title: the place of a meeting, the programme
    of a topic. heads: the folded titles, each between bars (" | taza suu | chistaia voda | "); words: all folded words,
    each between blanks; stems: what these can be cut to. weight: among equals the heavier comes first. day: of a
    meeting; None while it is postponed.
    """

    thing_label = models.CharField(max_length=60)
    thing_key = models.BigIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    sort = models.CharField(max_length=30, blank=True)
    part = models.PositiveSmallIntegerField(default=0)
    ref = models.CharField(max_length=120, blank=True)
    title = SaidField()
    context = SaidField()
    state = models.CharField(max_length=10, blank=True)
    day = models.DateField(null=True)
    weight = models.PositiveSmallIntegerField()
    heads = models.TextField()
    words = models.TextField()
    stems = models.TextField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.kind} {self.thing_key}.{self.part}"


class PublicRow(Row):
    """What everybody may find. owner: key of the office whose thing it is, for the way to its desk."""

    office_path: ClassVar[str | None] = None
    shared: ClassVar[str] = "Everything here is public."
    impersonal: ClassVar[tuple[str, ...]] = (
        *("thing_label", "kind", "sort", "ref", "title", "context", "state"),
        *("heads", "words", "stems"),
    )

    owner = models.BigIntegerField(null=True)

    class Meta(Row.Meta):
        constraints = [
            models.UniqueConstraint(fields=["thing_label", "thing_key", "kind", "part"], name="a_public_row_once")
        ]


class DeskRow(Row):
    """What an office alone may find: its drafts, its persons. The name of a person is here in folded words alone."""

    personal: ClassVar[dict[str, Personal]] = {"heads": NAMES, "words": NAMES, "stems": NAMES}
    impersonal: ClassVar[tuple[str, ...]] = ("thing_label", "kind", "sort", "ref", "title", "context", "state")

    office = models.ForeignKey(Body, models.PROTECT, related_name="+")

    class Meta(Row.Meta):
        constraints = [
            models.UniqueConstraint(fields=["thing_label", "thing_key", "kind", "part"], name="a_desk_row_once")
        ]


class Reading(models.Model):
    """How far the journal has been read; one row, locked by whoever reads on.

    awaited: entries that were missing below `last`, each with the moment (seconds) when it was missed. A transaction
    may end after a later one: its entries appear afterwards.
    """

    office_path: ClassVar[str | None] = None
    shared: ClassVar[str] = "A place in the journal belongs to nobody."
    impersonal: ClassVar[tuple[str, ...]] = ("awaited",)

    last = models.BigIntegerField(default=0)
    awaited = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"read up to {self.last}"
