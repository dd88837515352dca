"""Certificates of having been there: by which rule a programme gives them, and each one as it was issued."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tegerek.lib import personal as words
from tegerek.lib.fields import SaidField
from tegerek.lib.owned import Owned
from tegerek.people.models import PaperName, Person, User
from tegerek.programmes.models import Programme, Seminar


class CertificateRule(Owned):
    """By which rule a programme gives certificates, and what stands on them. Nothing of it is settled beforehand.

    halves: how many halves of the day somebody must have been ticked present: 1 or 2. hours: of training, as printed;
    None prints none. text: what the certificate says of the person, empty for the usual sentence. signer, signer_post:
    who signs, as typed. series: what each number begins with. lang: in which language names are asked for first.
    """

    office_path: ClassVar[str] = "programme__office"

    personal: ClassVar = {
        "text": words.OWN_WORDS,
        "signer": words.OWN_WORDS,
        "signer_post": words.OWN_WORDS,
    }
    impersonal: ClassVar = ("series", "lang")

    programme = models.OneToOneField(Programme, models.PROTECT, related_name="certificate_rule")
    halves = models.PositiveSmallIntegerField()
    hours = models.PositiveSmallIntegerField(null=True, blank=True)
    text = SaidField()
    signer = SaidField()
    signer_post = SaidField()
    series = models.CharField(max_length=12)
    lang = models.CharField(max_length=2, default="ky")
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(halves__in=(1, 2)), name="one_half_of_the_day_or_both")]

    def __str__(self) -> str:
        return f"certificates of {self.programme_id}"


class Certificate(Owned):
    """A certificate as it was issued. Triggers of the database keep it: it can be revoked, and its name erased.

    year, serial: its place in the programme's own series; number: as printed. code: the unguessable one, the only way
    to its public page. printed: every printed field but the name, as words (learning/printing.py). name: the row of the
    card that holds the name as printed. payload, signature, key: what the square on the paper carries, signed
    (learning/signing.py), and the public key for it. sha256: of the PDF, a files.File that names the certificate as
    owner. look: by what template and logos are known. revoked_…: from then on it does not hold; reason: why. replaces:
    the one that was revoked in its favour. Once the person is erased payload, signature and digest are empty: by them
    a name could be guessed.
    """

    office_path: ClassVar[str] = "programme__office"
    place_path: ClassVar[str] = "seminar__meeting__place"

    personal: ClassVar = {
        "printed": words.CERTIFIED,
        "payload": words.CERTIFIED,
        "signature": words.CERTIFIED,
        "reason": words.OWN_WORDS,
    }
    impersonal: ClassVar = ("number", "code", "lang", "key", "sha256", "look")

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="certificates")
    seminar = models.ForeignKey(Seminar, models.PROTECT, related_name="certificates")
    person = models.ForeignKey(Person, models.PROTECT, related_name="certificates")
    name = models.ForeignKey(PaperName, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    number = models.CharField(max_length=40)
    code = models.CharField(max_length=40, unique=True)
    lang = models.CharField(max_length=2)
    issued_on = models.DateField()
    printed = models.JSONField()
    payload = models.TextField(blank=True)
    signature = models.CharField(max_length=90, blank=True)
    key = models.CharField(max_length=50)
    sha256 = models.CharField(max_length=64, blank=True)
    look = models.CharField(max_length=64)
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=300, blank=True)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")

    class Meta:
        ordering = ["year", "serial"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "year", "serial"], name="one_certificate_a_serial"),
            models.UniqueConstraint(fields=["programme", "number"], name="one_certificate_a_number"),
            models.UniqueConstraint(
                fields=["seminar", "person"], condition=Q(revoked_at=None), name="one_standing_certificate_a_seminar"
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None, reason="") | Q(revoked_at__isnull=False), name="a_reason_needs_revoking"
            ),
        ]

    def __str__(self) -> str:
        return f"certificate {self.pk}"

    @property
    def stands(self) -> bool:
        return self.revoked_at is None

    @property
    def is_erased(self) -> bool:
        """Whether whoever it was issued to has been erased since. The name must be loaded, or costs a query."""
        return not self.name.name
