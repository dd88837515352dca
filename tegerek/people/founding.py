"""From an empty installation to an office with an administrator, once; by the browser or by a command."""

from __future__ import annotations

import hmac
import os
import secrets
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from tegerek.journal.actions import record
from tegerek.lib.dates import local_day
from tegerek.lib.errors import Refusal
from tegerek.lib.said import Said
from tegerek.people.actions import grant, make_account
from tegerek.people.keys import SIGNS, grouped, tidy
from tegerek.people.models import Founding, Grant, Role, User
from tegerek.places.actions import add_body
from tegerek.places.models import Body, BodyKind, Unit

CODE_SIGNS = 12
# The kinds of body with which an installation can begin.
KINDS = (BodyKind.AIYL_OKMOTU, BodyKind.MAYORS_OFFICE, BodyKind.RAION_ADMINISTRATION, BodyKind.ORGANISATION)


@transaction.atomic
def found_office(
    *,
    kind: BodyKind,
    name: Said,
    place: Unit | None,
    person: str,
    password: str,
    now: datetime,
    phone: str = "",
    email: str = "",
    language: str = "ky",
) -> User:
    """The first office and its administrator. Journals account.made, role.granted, office.founded.

    Raises Refusal if there is an administrator already, also when two press at once; for a phone that is none; for a
    password that is too short or too common.
    """
    if has_administrator():
        raise Refusal(_("There is an administrator already."))
    try:
        validate_password(password)
    except ValidationError as error:
        raise Refusal(" ".join(error.messages)) from None
    office = add_body(kind, name, unit=place, now=now, is_office=True)
    begin_with(office, now=now)
    user = make_account(name=person, password=password, phone=phone, email=email, language=language, now=now)
    grant(user, role=Role.ADMINISTRATOR, office=office, since=local_day(now), now=now)
    return user


@transaction.atomic
def begin_with(office: Body, *, now: datetime) -> None:
    """Write down with which office the installation began. Journals office.founded. Raises Refusal the second time."""
    try:
        with transaction.atomic():
            Founding.objects.create(office=office, at=now)
    except IntegrityError:
        # Of two that press at once only one gets the row; the other's office and account are rolled back.
        raise Refusal(_("There is an administrator already.")) from None
    record("office.founded", office, by=None, at=now)


def has_administrator() -> bool:
    """Whether this installation has, or ever had, an administrator. One query."""
    return Grant.objects.filter(role=Role.ADMINISTRATOR).exists()


def setup_code() -> str:
    """The one-time code that opens /setup/, made at the first call and kept in var/ for its owner's eyes."""
    kept = _kept_code()
    if kept:
        return grouped(kept)
    code = "".join(secrets.choice(SIGNS) for _sign in range(CODE_SIGNS))
    _path().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(_path(), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(code)
    return grouped(code)


def is_setup_code(typed: str) -> bool:
    """Whether that is the code. Digests are compared, in the same time whatever was typed."""
    kept = _kept_code()
    return hmac.compare_digest(_digest(tidy(typed)), _digest(kept)) and bool(kept)


def forget_setup_code() -> None:
    """It has been used."""
    _path().unlink(missing_ok=True)


def _kept_code() -> str:
    return _path().read_text().strip() if _path().exists() else ""


def _path() -> Path:
    return Path(settings.VAR) / "setup-code"


def _digest(code: str) -> str:
    return salted_hmac("tegerek.setup", code, algorithm="sha256").hexdigest()
