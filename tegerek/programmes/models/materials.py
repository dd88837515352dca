"""What people take home from a seminar: half-pages of the guide and files that somebody brought."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tegerek.files.models import File
from tegerek.lib import personal as words
from tegerek.lib.fields import SaidField
from tegerek.lib.owned import Owned
from tegerek.programmes.models.series import Programme, Seminar


class Material(Owned):
    """One of them, in order of position: of the whole programme, or of one seminar alone.

    guide: slug of a half-page (procedures/guide.py), "" for a file. title: of the file, in words; a half-page has its
    own.
    """

    office_path: ClassVar[str] = "programme__office"
    personal: ClassVar = {"title": words.OWN_WORDS}
    impersonal: ClassVar = ("guide",)

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="materials")
    seminar = models.ForeignKey(Seminar, models.PROTECT, null=True, blank=True, related_name="materials")
    guide = models.CharField(max_length=40, blank=True)
    file = models.ForeignKey(File, models.PROTECT, null=True, related_name="+")
    title = SaidField()
    position = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(guide="", file__isnull=False) | (~Q(guide="") & Q(file__isnull=True)),
                name="a_material_is_a_half_page_or_a_file",
            )
        ]

    def __str__(self) -> str:
        return f"material {self.pk}"
