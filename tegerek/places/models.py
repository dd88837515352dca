"""Where: units of the country, what came of them, bodies that sit in them, and the halls where people meet."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact, LessThan
from django.utils.translation import pgettext_lazy

from tegerek.lib.fields import SaidField
from tegerek.lib.owned import Owned
from tegerek.lib.said import Said
from tegerek.places.rules import long_said


class UnitKind(models.TextChoices):
    OBLAST = "oblast", pgettext_lazy("kind of place", "oblast")
    RAION = "raion", pgettext_lazy("kind of place", "raion")
    CITY_DISTRICT = "city_district", pgettext_lazy("kind of place", "city district")
    CITY = "city", pgettext_lazy("kind of place", "city")
    TOWN = "town", pgettext_lazy("kind of place", "town")
    SETTLEMENT = "settlement", pgettext_lazy("kind of place", "settlement")
    AIMAK = "aimak", pgettext_lazy("kind of place", "aiyl aimak")
    VILLAGE = "village", pgettext_lazy("kind of place", "village")


class NameMark(models.TextChoices):
    """How far a Kyrgyz name can be trusted: from a document or a person; rendered by hand; made by rule; not known."""

    CHECKED = "checked", pgettext_lazy("Kyrgyz name", "checked")
    UNCHECKED = "unchecked", pgettext_lazy("Kyrgyz name", "not checked by a native speaker")
    MACHINE = "machine", pgettext_lazy("Kyrgyz name", "made by rule")
    MISSING = "missing", pgettext_lazy("Kyrgyz name", "missing")


class SuccessionHow(models.TextChoices):
    """How one unit came to follow another."""

    MERGED = "merged", pgettext_lazy("what became of a place", "merged")
    RENAMED = "renamed", pgettext_lazy("what became of a place", "renamed")
    SPLIT = "split", pgettext_lazy("what became of a place", "split off")
    CREATED = "created", pgettext_lazy("what became of a place", "created")


class BodyKind(models.TextChoices):
    AIYL_OKMOTU = "aiyl_okmotu", pgettext_lazy("kind of body", "aiyl okmotu")
    MAYORS_OFFICE = "mayors_office", pgettext_lazy("kind of body", "mayor’s office")
    COUNCIL = "council", pgettext_lazy("kind of body", "council")
    RAION_ADMINISTRATION = "raion_administration", pgettext_lazy("kind of body", "raion state administration")
    STATE_BODY = "state_body", pgettext_lazy("kind of body", "state body")
    ORGANISATION = "organisation", pgettext_lazy("kind of body", "organisation")
    INITIATIVE_GROUP = "initiative_group", pgettext_lazy("kind of body", "initiative group")
    JMEG = "jmeg", pgettext_lazy("kind of body", "joint monitoring group")


def _one_of(column: str, choices: type[models.TextChoices], name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q(**{f"{column}__in": choices.values}), name=name)


class UnitQuerySet(models.QuerySet["Unit"]):
    def valid_on(self, day: date) -> UnitQuerySet:
        """The units that stood on that day.

        A unit nobody has checked and whose first day is not known (a new aimak met in the news) is left out: a list of
        a day holds only what is known to have stood then.
        """
        began = Q(valid_from__lte=day) | Q(valid_from=None, is_checked=True)
        return self.filter(began, Q(valid_until=None) | Q(valid_until__gt=day))

    def in_alphabetical_order(self) -> UnitQuerySet:
        """Kyrgyz alphabetical order (Ң after Н, Ө after О, Ү after У), the same on every database."""
        return self.order_by("order_key", "pk")


class Unit(Owned):
    """A part of the country: oblast, raion, city, aimak, village.

    A unit that is renamed or merged keeps its row and its names and gets a last day; what follows it is a row of its
    own, joined to it by a `Succession`. What happened in 2017 thus stays on the unit of 2017.
    """

    Kind = UnitKind
    KyMark = NameMark

    impersonal: ClassVar = ("kind", "soate", "slug", "name", "ky_mark", "order_key", "source")

    kind = models.CharField(max_length=16, choices=UnitKind)
    soate = models.CharField(max_length=14, null=True, blank=True)  # null: has no code
    slug = models.SlugField(max_length=120, unique=True)
    # Short names: ky «Кочкор», ru «Кочкорский», en "Kochkor". A text with a moment was given by a person, one without
    # came from a file.
    name = SaidField()
    ky_mark = models.CharField(max_length=10, choices=NameMark, default=NameMark.MISSING)
    order_key = models.CharField(max_length=400, editable=False)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    seat = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="seat_of")
    valid_from = models.DateField(null=True, blank=True)  # first day; null: not known
    valid_until = models.DateField(null=True, blank=True)  # the day after the last; null: still stands
    is_checked = models.BooleanField(default=False)
    source = models.CharField(max_length=400, blank=True)
    version = models.PositiveIntegerField(default=1)

    office_path: ClassVar[str | None] = None
    shared: ClassVar[str] = "The units of the country are the same for every office."

    objects = UnitQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["soate"], condition=Q(valid_from=None, soate__isnull=False), name="unit_soate_once_undated"
            ),
            models.UniqueConstraint(fields=["soate", "valid_from"], name="unit_soate_once_a_day"),
            models.CheckConstraint(condition=Exact(Length("soate"), 14), name="unit_soate_has_14_digits"),
            _one_of("kind", UnitKind, "unit_kind_is_known"),
            _one_of("ky_mark", NameMark, "unit_ky_mark_is_known"),
            models.CheckConstraint(
                condition=LessThan(F("valid_from"), F("valid_until")), name="unit_begins_before_it_ends"
            ),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="unit_is_not_its_own_parent"),
        ]
        indexes = [models.Index(fields=["kind", "order_key"], name="unit_by_kind_in_order")]

    def __str__(self) -> str:
        return str(self.name.in_("ky"))

    @property
    def long_name(self) -> Said:
        """«Кочкор району», «Кочкорский район», "Kochkor raion"."""
        return long_said(self.kind, self.name)

    @property
    def ky_needs_look(self) -> bool:
        """Whether a person should see the Kyrgyz name before it goes on paper: missing, made by rule, or unchecked."""
        return self.ky_mark != NameMark.CHECKED

    def raion_or_city(self) -> Unit | None:
        """The nearest raion or city, this one or above it: what tells apart places of one name.

        A query for each step up that is not loaded.
        """
        step: Unit | None = self
        while step is not None and step.kind not in (UnitKind.RAION, UnitKind.CITY, UnitKind.CITY_DISTRICT):
            step = step.parent
        return step

    def stood_on(self, day: date) -> bool:
        """The same question as `valid_on`, for a row already at hand."""
        began = self.is_checked if self.valid_from is None else self.valid_from <= day
        return began and (self.valid_until is None or day < self.valid_until)


class Succession(Owned):
    """One unit followed another. A unit made anew out of parts nobody has listed has no predecessor."""

    How = SuccessionHow

    impersonal: ClassVar = ("how", "source")

    predecessor = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="successions")
    successor = models.ForeignKey(Unit, models.PROTECT, related_name="origins")
    on = models.DateField(null=True, blank=True)  # null: the day is not known
    how = models.CharField(max_length=10, choices=SuccessionHow)
    source = models.CharField(max_length=400)
    is_checked = models.BooleanField(default=False)

    office_path: ClassVar[str | None] = None
    shared: ClassVar[str] = "What became of a unit is the same for every office."

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="succession_once"),
            models.UniqueConstraint(
                fields=["successor"], condition=Q(predecessor=None), name="succession_once_without_predecessor"
            ),
            models.CheckConstraint(condition=~Q(predecessor=F("successor")), name="succession_joins_two_units"),
            _one_of("how", SuccessionHow, "succession_how_is_known"),
            models.CheckConstraint(
                condition=Q(predecessor__isnull=False) | Q(how="created"), name="succession_has_a_predecessor"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor or '∅'} → {self.successor} ({self.how})"


class Body(Owned):
    """Somebody that acts as one: an aiyl okmotu, a council, a donor, an initiative group.

    A body that uses this system (`is_office`) owns things; every owned table reaches it by one path.
    """

    Kind = BodyKind

    impersonal: ClassVar = ("kind", "name", "short_name", "phone", "address", "site")

    kind = models.CharField(max_length=24, choices=BodyKind)
    name = SaidField()
    short_name = SaidField()
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="bodies")
    phone = models.CharField(max_length=100, blank=True)
    address = SaidField()
    site = models.URLField(max_length=400, blank=True)
    is_office = models.BooleanField(default=False)
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    office_path: ClassVar[str | None] = ""

    class Meta:
        constraints = [
            _one_of("kind", BodyKind, "body_kind_is_known"),
            models.CheckConstraint(
                condition=LessThan(F("valid_from"), F("valid_until")), name="body_begins_before_it_ends"
            ),
        ]

    def __str__(self) -> str:
        return str(self.name.in_("ky"))


class Venue(Owned):
    """A place where people meet, inside one unit. The same words in twelve raions are twelve venues."""

    impersonal: ClassVar = ("name", "name_key", "address", "note")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="venues")
    name = SaidField()
    # The name in its first language as `rules.venue_key` folds it: what makes two spellings one venue.
    name_key = models.CharField(max_length=300, editable=False)
    address = SaidField()
    is_step_free = models.BooleanField(null=True, blank=True)  # null: not known
    note = SaidField()
    version = models.PositiveIntegerField(default=1)

    office_path: ClassVar[str | None] = None
    shared: ClassVar[str] = "A hall is known to every office that meets in it."

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "name_key"], name="venue_once_in_a_unit"),
            models.CheckConstraint(condition=~Q(name_key=""), name="venue_has_a_name"),
        ]

    def __str__(self) -> str:
        return str(self.name.in_("ky"))
