"""The office's computer: several people sit at it in turn, each with a PIN that opens nothing elsewhere."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from tegerek.journal.actions import record
from tegerek.lib.dates import local_day
from tegerek.lib.errors import Refusal
from tegerek.lib.text import one_line
from tegerek.people.models import Computer, Seat, Sitting, User
from tegerek.people.sittings import end
from tegerek.places.models import Body

NAME_LETTERS = 60
# Those that a thief tries first.
EASY = ("1234", "12345", "123456", "4321", "54321", "654321")


@transaction.atomic
def make_computer(*, office: Body, name: str, by: User, now: datetime) -> tuple[Computer, str]:
    """Make a browser the office's. Answers the row and what its cookie holds. Journals computer.made."""
    tidy = one_line(name)[:NAME_LETTERS]
    if not tidy:
        raise Refusal(_("Say which computer it is, for example: by the window."))
    token = secrets.token_urlsafe(32)
    computer = Computer.objects.create(office=office, name=tidy, digest=_digest(token), made_at=now, made_by=by)
    record("computer.made", computer, by=by.pk, at=now)
    return computer, token


@transaction.atomic
def revoke_computer(computer: Computer, *, by: User, now: datetime) -> None:
    """It is a browser like any other from now on; who sits at it is signed out. Journals computer.revoked."""
    if not Computer.objects.filter(pk=computer.pk, revoked_at=None).update(revoked_at=now):
        return
    for sitting in Sitting.objects.filter(computer=computer):
        end(sitting, by=by.pk, now=now)
    Seat.objects.filter(computer=computer).delete()
    record("computer.revoked", computer, by=by.pk, at=now)


def computer_of(token: str) -> Computer | None:
    """The office's computer with that cookie, unless it was revoked. One query; none without a cookie."""
    if not token:
        return None
    return Computer.objects.select_related("office").filter(digest=_digest(token), revoked_at=None).first()


@transaction.atomic
def take_seat(computer: Computer, user: User, pin: str, *, now: datetime) -> None:
    """Stand on the list of this computer, with a PIN; again: the new one holds. Journals seat.taken.

    Raises Refusal for a PIN that is none or too easy, and for somebody who does not work in this office.
    """
    if not (pin.isascii() and pin.isdigit() and 4 <= len(pin) <= 6):
        raise Refusal(_("A PIN has four to six digits."))
    if len(set(pin)) == 1 or pin in EASY:
        raise Refusal(_("This PIN is too easy to guess. Choose another."))
    today = local_day(now)
    if not any(grant.is_in_force(today) for grant in user.grants.filter(office=computer.office_id)):
        raise Refusal(_("This computer belongs to another office."))
    seat, _made = Seat.objects.update_or_create(
        computer=computer, user=user, defaults={"pin": make_password(pin), "made_at": now}
    )
    record("seat.taken", seat, by=user.pk, at=now)


@transaction.atomic
def leave_seat(computer: Computer, user: User, *, now: datetime) -> None:
    """Stand on the list no longer. Journals seat.left."""
    for seat in Seat.objects.filter(computer=computer, user=user):
        record("seat.left", seat, by=user.pk, at=now)
        seat.delete()


def seats_of(computer: Computer, now: datetime) -> list[Seat]:
    """Who may sit down here today: those on the list who still work in the office, by name. Two queries."""
    rows = computer.seats.select_related("user").prefetch_related("user__grants").order_by("user__name")
    return [
        seat
        for seat in rows
        if seat.user.is_active
        and any(g.office_id == computer.office_id and g.is_in_force(local_day(now)) for g in seat.user.grants.all())
    ]


def opens(seat: Seat | None, pin: str) -> bool:
    """Whether the PIN is right. As much work for a seat that does not exist."""
    if seat is None:
        make_password(pin)
        return False
    return check_password(pin, seat.pin)


def _digest(token: str) -> str:
    return salted_hmac("tegerek.computer", token, algorithm="sha256").hexdigest()
