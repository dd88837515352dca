"""Persons:

accounts that sign in, what they may do and for how long, and cards of people the public may know by purpose.
"""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from tegerek.lib import personal as words
from tegerek.lib.fields import SaidField
from tegerek.lib.owned import Owned
from tegerek.lib.personal import Personal
from tegerek.places.models import Body, Unit


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

    personal: ClassVar = {
        "name": words.ACCOUNT,
        "phone": words.SIGN_IN,
        "email": words.SIGN_IN,
        "password": words.SIGN_IN,
        "language": words.ACCOUNT,
    }

    phone = models.CharField(max_length=16, unique=True, null=True, blank=True)
    phone_verified = models.BooleanField(default=False)
    email = models.EmailField(unique=True, null=True, blank=True)
    name = models.CharField(max_length=120)
    language = models.CharField(max_length=8, default="ky")
    is_active = models.BooleanField(default=True)
    made_at = models.DateTimeField()
    # The card of the same person, where an office keeps one: an erasure takes both.
    person = models.OneToOneField("Person", models.PROTECT, null=True, blank=True, related_name="account")

    # Of this request alone: came in by a personal link, and so changes nothing; sits with somebody who acts as her;
    # has just come in by this card.
    only_reads: bool = False
    came_by: Key | None = None
    assisted_by: int | None = None

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
    TRAINER = "trainer"
    CLERK = "clerk"
    SECRETARY = "secretary"
    AO_HEAD = "ao_head"
    DEPUTY = "deputy"
    IG = "ig"
    JMEG = "jmeg"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


class Grant(Owned):
    """A role in an office for a term. place: the role then reaches only what lies in that unit or below it."""

    impersonal: ClassVar = ("role",)

    user = models.ForeignKey(User, models.PROTECT, related_name="grants")
    role = models.CharField(max_length=20, choices=Role.choices)
    office = models.ForeignKey(Body, models.PROTECT, related_name="+")
    place = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
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


class Post(models.TextChoices):
    """The posts from which people are invited, and which they hold in bodies."""

    AO_HEAD = "ao_head"
    COUNCIL_CHAIR = "council_chair"
    AO_SPECIALIST = "ao_specialist"
    EXECUTIVE_SECRETARY = "executive_secretary"
    DEPUTY = "deputy"
    VILLAGE_HEAD = "village_head"
    IG_MEMBER = "ig_member"
    JMEG_MEMBER = "jmeg_member"
    DELEGATE = "delegate"
    RAION_OFFICIAL = "raion_official"
    OTHER = "other"


class Sex(models.TextChoices):
    """As stated on a list; empty where it was not."""

    FEMALE = "f"
    MALE = "m"


class Person(Owned):
    """The card of one person whom an office knows: from a list, from a sheet, from a phone call.

    Belongs to the office that wrote it down; another office that meets the same person writes a card of its own. Facts
    (attendance, decisions) point at the card and hold no name. uid: what an erasure is known by after a restore.
    name_key: the name as lib.text.fold writes it, for finding again. erased_at: from then on the card is empty (no
    name, no contact, no post) and only counts.
    """

    personal: ClassVar = {"name": words.ON_LISTS, "name_key": words.ON_LISTS, "sex": words.COUNTED}
    impersonal: ClassVar = ("uid",)

    office = models.ForeignKey(Body, models.PROTECT, related_name="+")
    uid = models.UUIDField(unique=True, default=uuid.uuid4)
    name = models.CharField(max_length=160, blank=True)
    name_key = models.CharField(max_length=160, blank=True)
    sex = models.CharField(max_length=1, choices=Sex.choices, blank=True)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    keep_until = models.DateField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["office", "name_key"], name="people_by_name")]
        constraints = [
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True, name_key__gt="") | Q(erased_at__isnull=False, name="", name_key=""),
                name="a_name_until_erased",
            )
        ]

    def __str__(self) -> str:
        return f"person {self.pk}"


class PaperName(Owned):
    """How a person wants the name written on a paper that stays, in one language: as the person said it.

    Never changed: another spelling is another row, the last one holds. Emptied when the person is erased.
    """

    office_path: ClassVar[str] = "person__office"

    personal: ClassVar = {"name": words.ON_PAPERS}
    impersonal: ClassVar = ("lang",)

    person = models.ForeignKey(Person, models.PROTECT, related_name="paper_names")
    lang = models.CharField(max_length=2)
    name = models.CharField(max_length=160, blank=True)
    written_at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"name on paper {self.pk}"


class Contact(Owned):
    """How to reach a person: a phone in E.164 (several people may share one) or an e-mail, which nobody needs."""

    class Kind(models.TextChoices):
        PHONE = "phone"
        EMAIL = "email"

    office_path: ClassVar[str] = "person__office"

    personal: ClassVar = {"value": words.REACHING}
    impersonal: ClassVar = ("kind",)

    person = models.ForeignKey(Person, models.CASCADE, related_name="contacts")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    value = models.CharField(max_length=254)

    class Meta:
        indexes = [models.Index(fields=["value"], name="contacts_by_value")]
        constraints = [models.UniqueConstraint(fields=["person", "kind", "value"], name="a_contact_once")]

    def __str__(self) -> str:
        return f"contact {self.pk}"


class Mandate(Owned):
    """A post that a person holds or held: from when, until when, in which body or place. Unknown days stay empty.

    title: the post as it was written, where the choices do not say it.
    """

    office_path: ClassVar[str] = "person__office"

    personal: ClassVar = {"post": words.ON_LISTS, "title": words.ON_LISTS}

    person = models.ForeignKey(Person, models.CASCADE, related_name="mandates")
    post = models.CharField(max_length=20, choices=Post.choices)
    title = models.CharField(max_length=200, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+")
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(since__isnull=True) | Q(until__gte=F("since")),
                name="mandate_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return f"mandate {self.pk}"

    def is_held(self, today: date) -> bool:
        return (self.since is None or self.since <= today) and (self.until is None or today <= self.until)


class Consent(Owned):
    """What a person agreed to: which text, when, how it was given; and when it was taken back.

    text: code of the text that was shown ("roster.2026-11"); the words themselves lie in people/consents.py.
    """

    class How(models.TextChoices):
        SIGNED = "signed"
        SPOKEN = "spoken"
        PRESSED = "pressed"

    office_path: ClassVar[str] = "person__office"

    personal: ClassVar = {"text": words.PROOF, "how": words.PROOF}

    person = models.ForeignKey(Person, models.CASCADE, related_name="consents")
    text = models.CharField(max_length=40)
    how = models.CharField(max_length=8, choices=How.choices)
    given_on = models.DateField()
    withdrawn_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"consent {self.pk}"


class Erasure(Owned):
    """That a person was erased: which card, when, by which account, why, how much went. No name, nothing to find it by.

    uid: the card's, by which it is erased again after a restore. by: None for the night. counts: rows and files that
    went, by kind, in words of the code. accounts: keys of the accounts that were emptied with the card.
    """

    class Reason(models.TextChoices):
        ASKED = "asked"
        WITHDRAWN = "withdrawn"
        MISTAKE = "mistake"
        EXPIRED = "expired"

    impersonal: ClassVar = ("uid", "reason", "counts", "accounts")

    office = models.ForeignKey(Body, models.PROTECT, related_name="+")
    uid = models.UUIDField(unique=True)
    reason = models.CharField(max_length=10, choices=Reason.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    counts = models.JSONField(default=dict)
    accounts = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"erasure {self.pk}"


class Letterhead(Owned):
    """What stands at the head and the foot of an office's letters, in its languages. Set once.

    lines: the name and rank of the office, a line each. address: with phone. signer_post, signer: who signs, an
    official in office.
    """

    personal: ClassVar = {"signer": words.SIGNING, "signer_post": words.SIGNING}
    impersonal: ClassVar = ("lines", "address")

    office = models.OneToOneField(Body, models.PROTECT, related_name="+")
    lines = SaidField()
    address = SaidField()
    signer_post = SaidField()
    signer = SaidField()
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"letterhead of {self.office_id}"


class Card(Owned):
    """A person made public by purpose: a programme's contact or speaker. Nothing else of them is kept here."""

    class Purpose(models.TextChoices):
        CONTACT = "contact"
        SPEAKER = "speaker"

    personal: ClassVar = {
        "name": words.PUBLIC,
        "post": words.PUBLIC,
        "phones": words.PUBLIC,
        "email": words.PUBLIC,
        "site": words.PUBLIC,
    }
    impersonal: ClassVar = ("purpose",)

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


class Key(Owned):
    """Something that opens an account once given out: a one-time card, or a personal link. Only its digest is kept.

    office: whose administrator gave it out. A card is spent by its first use, a link by nothing but its last day;
    both can be revoked.
    """

    class Kind(models.TextChoices):
        CARD = "card"
        LINK = "link"

    impersonal: ClassVar[tuple[str, ...]] = ("kind", "digest")

    user = models.ForeignKey(User, models.PROTECT, related_name="keys")
    office = models.ForeignKey(Body, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    def opens(self, now: datetime) -> bool:
        """Whether it still lets somebody in."""
        is_spent = self.kind == self.Kind.CARD and self.used_at is not None
        return self.revoked_at is None and not is_spent and now < self.expires_at


class Computer(Owned):
    """A browser that an administrator made the office's: several people sit at it in turn. name: "by the window"."""

    impersonal: ClassVar[tuple[str, ...]] = ("name", "digest")

    office = models.ForeignKey(Body, models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"computer {self.pk}"


class Seat(Owned):
    """Somebody who agreed to stand on the list of an office's computer, and her PIN, which opens nothing elsewhere."""

    office_path: ClassVar[str] = "computer__office"
    impersonal: ClassVar[tuple[str, ...]] = ("pin",)

    computer = models.ForeignKey(Computer, models.PROTECT, related_name="seats")
    user = models.ForeignKey(User, models.PROTECT, related_name="seats")
    pin = models.CharField(max_length=128)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["computer", "user"], name="one_seat_a_computer")]

    def __str__(self) -> str:
        return f"seat {self.pk}"


class Sitting(Owned):
    """One signed-in browser of an account, to be seen and ended by its owner. No address, no name of a browser.

    how: by what it came in. device: "phone chrome". The row goes when the sitting ends.
    """

    class How(models.TextChoices):
        PASSWORD = "password"  # noqa: S105 - a way of coming in, not a secret
        CARD = "card"
        LINK = "link"
        PIN = "pin"

    office_path: ClassVar[str | None] = None
    shared: ClassVar[str] = "Belongs to the account alone, in whatever office it works."
    impersonal: ClassVar[tuple[str, ...]] = ("session_key", "how", "device")

    user = models.ForeignKey(User, models.PROTECT, related_name="sittings")
    session_key = models.CharField(max_length=40, unique=True)
    how = models.CharField(max_length=8, choices=How.choices)
    device = models.CharField(max_length=30)
    computer = models.ForeignKey(Computer, models.PROTECT, null=True, related_name="sittings")
    key = models.ForeignKey(Key, models.PROTECT, null=True, related_name="sittings")
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"sitting {self.pk}"


class Assistance(Owned):
    """Somebody sat with a person and acted as her: who, for whom, why, from when until when."""

    personal: ClassVar[dict[str, Personal]] = {
        "reason": Personal(
            purpose="to show why somebody acted in another person’s name",
            basis="the office answers for who acted in whose name",
            seen_by="administrators of the office and auditors",
            keep="as long as the journal of the office",
        )
    }

    office = models.ForeignKey(Body, models.PROTECT, related_name="+")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)
    began_at = models.DateTimeField()
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="assistance_has_a_reason"),
            models.CheckConstraint(condition=~Q(by=F("user")), name="nobody_assists_oneself"),
        ]

    def __str__(self) -> str:
        return f"assistance {self.pk}"


class Try(models.Model):
    """One try at a secret, counted until its time is over. who: a digest of an address or of an account."""

    office_path: ClassVar[str | None] = None
    shared: ClassVar[str] = "Counts tries of anybody; says nothing of whose they were, and is gone within a day."
    impersonal: ClassVar[tuple[str, ...]] = ("what", "who")

    what = models.CharField(max_length=20)
    who = models.CharField(max_length=64)
    at = models.DateTimeField(db_index=True)

    class Meta:
        indexes = [models.Index(fields=["what", "who", "at"], name="tries_at_a_secret")]

    def __str__(self) -> str:
        return f"try {self.pk}"


class Founding(Owned):
    """With which office this installation began. One row at most: of two that press at once, one wins."""

    only = models.BooleanField(default=True, unique=True)
    office = models.OneToOneField(Body, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(only=True), name="one_founding")]

    def __str__(self) -> str:
        return f"founding of {self.office_id}"
