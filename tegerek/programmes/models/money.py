"""What people are paid for having been at a seminar: rates, distances, and the lists as they were issued.

Sums are whole tyiyn; a som has a hundred.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tegerek.lib import personal as words
from tegerek.lib.owned import Owned
from tegerek.people.models import User
from tegerek.places.models import Unit
from tegerek.programmes.models.series import Programme, Seminar


class Rates(Owned):
    """What a programme pays, as a coordinator typed it. None: it does not pay that, or nobody said yet.

    per_day, per_km: tyiyn. needs_both: a day counts only for whoever came in the morning and in the afternoon.
    is_return: the way back is paid too. Instead of a sum per kilometre there may be bands. source: which paper says so.
    """

    office_path: ClassVar[str] = "programme__office"

    personal: ClassVar = {"source": words.OWN_WORDS}

    programme = models.OneToOneField(Programme, models.PROTECT, related_name="rates")
    per_day = models.PositiveBigIntegerField(null=True, blank=True)
    needs_both = models.BooleanField(default=False)
    per_km = models.PositiveBigIntegerField(null=True, blank=True)
    is_return = models.BooleanField(null=True, blank=True)
    source = models.CharField(max_length=300)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(per_day__isnull=True) | Q(per_day__gt=0)) & (Q(per_km__isnull=True) | Q(per_km__gt=0)),
                name="a_rate_is_a_sum",
            ),
            models.CheckConstraint(
                condition=Q(per_km__isnull=True) | Q(is_return__isnull=False), name="a_kilometre_is_one_way_or_both"
            ),
        ]

    def __str__(self) -> str:
        return f"rates of {self.programme_id}"


class Band(Owned):
    """A fixed sum (tyiyn) for everybody who comes from no farther than so many kilometres."""

    office_path: ClassVar[str] = "rates__programme__office"

    rates = models.ForeignKey(Rates, models.CASCADE, related_name="bands")
    up_to = models.PositiveIntegerField()
    sum = models.PositiveBigIntegerField()

    class Meta:
        ordering = ["up_to"]
        constraints = [
            models.UniqueConstraint(fields=["rates", "up_to"], name="one_sum_a_band"),
            models.CheckConstraint(condition=Q(up_to__gt=0) & Q(sum__gt=0), name="a_band_has_width_and_sum"),
        ]

    def __str__(self) -> str:
        return f"band {self.pk}"


class Distance(Owned):
    """How far it is from an aimak to where a seminar is held, one way, in kilometres, as somebody typed it."""

    office_path: ClassVar[str] = "seminar__programme__office"
    place_path: ClassVar[str] = "seminar__meeting__place"

    personal: ClassVar = {"source": words.OWN_WORDS}

    seminar = models.ForeignKey(Seminar, models.PROTECT, related_name="distances")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    km = models.PositiveIntegerField()
    source = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["seminar", "unit"], name="one_distance_a_unit"),
            models.CheckConstraint(condition=Q(km__lte=2000), name="a_distance_within_the_country"),
        ]

    def __str__(self) -> str:
        return f"distance {self.pk}"


class PayList(Owned):
    """A money list as it was issued: never changed, never taken away; a correction is the next number.

    rows, unknown: how many people, and of how many the sum is not known; total: tyiyn of the others. keep_until: the
    day on which the bytes are destroyed, None while the office keeps them; basis: on which document that rests.
    """

    class Kind(models.TextChoices):
        DAY = "day"
        WAY = "way"

    office_path: ClassVar[str] = "seminar__programme__office"
    place_path: ClassVar[str] = "seminar__meeting__place"

    personal: ClassVar = {"why": words.PAID, "basis": words.PAID}
    impersonal: ClassVar = ("kind",)

    seminar = models.ForeignKey(Seminar, models.PROTECT, related_name="pay_lists")
    kind = models.CharField(max_length=3, choices=Kind.choices)
    number = models.PositiveSmallIntegerField()
    why = models.CharField(max_length=300, blank=True)
    rows = models.PositiveIntegerField()
    unknown = models.PositiveIntegerField()
    total = models.PositiveBigIntegerField()
    keep_until = models.DateField(null=True, blank=True)
    basis = models.CharField(max_length=200, blank=True)
    issued_at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["kind", "number"]
        constraints = [
            models.UniqueConstraint(fields=["seminar", "kind", "number"], name="each_pay_list_once"),
            models.CheckConstraint(condition=Q(unknown__lte=F("rows")), name="no_more_unknown_than_rows"),
            models.CheckConstraint(condition=Q(number=1) | ~Q(why=""), name="a_corrected_pay_list_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} list {self.number} of {self.seminar_id}"


class PayPiece(Owned):
    """One thing of an issued money list, as bytes: the sheet as JSON, or a file in the language it was issued in.

    body: None once it was destroyed on its day; the digest stays. Triggers of the database keep rows and bytes.
    """

    class Form(models.TextChoices):
        SHEET = "sheet"
        PDF = "pdf"
        DOCX = "docx"
        XLSX = "xlsx"

    office_path: ClassVar[str] = "pay_list__seminar__programme__office"
    place_path: ClassVar[str] = "pay_list__seminar__meeting__place"

    personal: ClassVar = {"body": words.PAID}
    impersonal: ClassVar = ("lang", "form", "sha256")

    pay_list = models.ForeignKey(PayList, models.PROTECT, related_name="pieces")
    lang = models.CharField(max_length=5)
    form = models.CharField(max_length=5, choices=Form.choices)
    sha256 = models.CharField(max_length=64)
    body = models.BinaryField(null=True)

    class Meta:
        ordering = ["form"]
        constraints = [models.UniqueConstraint(fields=["pay_list", "form"], name="each_pay_piece_once")]

    def __str__(self) -> str:
        return f"{self.form} of pay list {self.pay_list_id}"
