"""Files: scans, logos, results of long work. The bytes lie in a folder by their digest; a row says whose and what for.

This room lies below people and places: whom a file belongs to is a plain reference, and who may fetch it is asked by
the room of its owner. A file has no address of its own.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tegerek.lib import personal as words


class Purpose(models.TextChoices):
    """What a file is kept for; its keep-until day follows from it (files/rules.py)."""

    SCAN = "scan"
    LOGO = "logo"
    RESULT = "result"
    PAPER = "paper"
    BUDGET = "budget"
    PROOF = "proof"
    NOTICE_SOUND = "notice-sound"
    RESULT_SOUND = "result-sound"
    MATERIAL = "material"
    CERTIFICATE = "certificate"


class File(models.Model):
    """One file that somebody keeps for a purpose; the same bytes kept twice are two rows and one blob.

    sha256, size, type: of the bytes as kept (images: after they were re-encoded). name: as it is offered for saving.
    owner_label, owner_key: the row it belongs to ("meetings.meeting", 7); office, by: keys of office and account.
    keep_until: the last day; None while the owner stands. basis: the named legal basis on which it must be kept even
    when somebody in it is erased, "" for none. closed_at: from then on only one role may open it (an erased person is
    in it).
    """

    office_path: ClassVar[str | None] = None
    shared: ClassVar[str] = "Lies below the offices; its owner's room says who may fetch it."

    personal: ClassVar = {"name": words.FILE_NAME}
    impersonal: ClassVar = ("sha256", "type", "purpose", "owner_label", "basis")

    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField()
    type = models.CharField(max_length=80)
    name = models.CharField(max_length=200)
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    owner_label = models.CharField(max_length=60)
    owner_key = models.BigIntegerField()
    office = models.BigIntegerField(null=True)
    by = models.BigIntegerField(null=True)
    made_at = models.DateTimeField()
    keep_until = models.DateField(null=True)
    basis = models.CharField(max_length=200, blank=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["owner_label", "owner_key"], name="files_of_owner")]
        constraints = [models.CheckConstraint(condition=~Q(sha256=""), name="a_file_has_its_digest")]

    def __str__(self) -> str:
        return f"file {self.pk}"
