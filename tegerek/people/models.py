"""Persons:

accounts that sign in, what they may do and for how long, and cards of people the public may know by purpose.
"""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from tegerek.lib.fields import SaidField
from tegerek.lib.owned import Owned
from tegerek.places.models import Body


class Users(BaseUserManager["User"]):
    """Accounts are made by actions; this manager answers Django's own look-ups."""

    def create_user(self, *, password: str | None = None, **fields: Any) -> User:
        user = self.model(**fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """An account. No user name: a phone (E.164), an e-mail, both or, until issued, neither."""

    office_path: ClassVar[str | None] = None
    shared: ClassVar[str] = "An account may serve several offices; its grants say which."

    phone = models.CharField(max_length=16, unique=True, null=True, blank=True)
    phone_verified = models.BooleanField(default=False)
    email = models.EmailField(unique=True, null=True, blank=True)
    name = models.CharField(max_length=120)
    language = models.CharField(max_length=8, default="ky")
    is_active = models.BooleanField(default=True)
    made_at = models.DateTimeField()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = Users()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(phone="") & ~Q(email=""), name="no_empty_phone_or_email"),
            models.CheckConstraint(
                condition=Q(email__isnull=True) | Q(email=models.functions.Lower("email")), name="email_in_lower_case"
            ),
        ]

    def __str__(self) -> str:
        return f"account {self.pk}"


class Role(models.TextChoices):
    """What somebody does in an office; people/rights.py says what each may do."""

    COORDINATOR = "coordinator"
    CLERK = "clerk"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


class Grant(Owned):
    """A role in an office for a term."""

    user = models.ForeignKey(User, models.PROTECT, related_name="grants")
    role = models.CharField(max_length=20, choices=Role.choices)
    office = models.ForeignKey(Body, models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "role", "office", "since"], name="a_grant_once"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="grant_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} since {self.since}"

    def is_in_force(self, today: date) -> bool:
        return self.since <= today and (self.until is None or today <= self.until)


class Card(Owned):
    """A person made public by purpose: a programme's contact or speaker. Nothing else of them is kept here."""

    class Purpose(models.TextChoices):
        CONTACT = "contact"
        SPEAKER = "speaker"

    office = models.ForeignKey(Body, models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    name = SaidField()
    post = SaidField()
    phones = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    site = models.CharField(max_length=200, blank=True)
    keep_until = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"card {self.pk}"
