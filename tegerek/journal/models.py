"""The journal:

what happened, by whom, when; and the register of public numbers. Plain references, no foreign keys, no text of a
person.
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Entry(models.Model):
    """One thing that happened. Only ever added.

    verb: "meeting.called". thing: the row it happened to, as label and key. office, by: keys of the office and the
    account, if any. refs: further keys, numbers, days and words of the code; never what a person typed.
    """

    office_path: ClassVar[str | None] = None
    shared: ClassVar[str] = "Read through the room whose thing it is; carries plain keys only."

    impersonal: ClassVar = ("verb", "thing_label", "refs")

    at = models.DateTimeField(db_index=True)
    verb = models.CharField(max_length=60)
    thing_label = models.CharField(max_length=60)
    thing_key = models.BigIntegerField()
    office = models.BigIntegerField(null=True)
    by = models.BigIntegerField(null=True)
    refs = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["thing_label", "thing_key", "id"], name="journal_of_thing")]

    def __str__(self) -> str:
        return f"{self.verb} {self.thing_label} {self.thing_key}"


class Number(models.Model):
    """A row of the register of public numbers;

    the row's key makes the number (lib.refs.number_for), so none is ever used twice.
    """

    office_path: ClassVar[str | None] = None
    shared: ClassVar[str] = "A public number says nothing but which thing it belongs to."

    impersonal: ClassVar = ("thing_label",)

    thing_label = models.CharField(max_length=60, blank=True)
    thing_key = models.BigIntegerField(null=True)
    given_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["thing_label", "thing_key"], condition=Q(thing_key__isnull=False), name="one_number_a_thing"
            )
        ]

    def __str__(self) -> str:
        return f"№ {self.pk}"
