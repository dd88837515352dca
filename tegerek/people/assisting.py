"""Assisted acting: somebody sits with a person and acts as her, for a short while, with a reason, seen by everybody."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from tegerek.journal.actions import record
from tegerek.lib.errors import Refusal
from tegerek.lib.text import one_line
from tegerek.people.access import is_master_of, reach
from tegerek.people.models import Assistance, Role, User
from tegerek.people.rights import Act
from tegerek.places.models import Body

REASON_LETTERS = 300


@transaction.atomic
def begin_assistance(user: User, *, office: Body, reason: str, by: User, now: datetime) -> Assistance:
    """From here on `by` acts as the person, until it is ended or the time is over. Journals assistance.begun.

    Raises Refusal without a reason, for an administrator, for oneself, and for an account that works elsewhere too.
    """
    told = one_line(reason)[:REASON_LETTERS]
    if not told:
        raise Refusal(_("Say why you act for this person. It stays on record."))
    if user.pk == by.pk:
        raise Refusal(_("You act for yourself already."))
    if not user.is_active or user.grants.filter(role=Role.ADMINISTRATOR).exists():
        raise Refusal(_("Nobody acts for an administrator, nor for an account that is shut."))
    if not is_master_of(by, user, Act.ACCOUNT_ASSIST):
        raise Refusal(_("This account works in another office too. Its administrator must do this."))
    until = now + timedelta(minutes=settings.ASSIST_MINUTES)
    made = Assistance.objects.create(office=office, by=by, user=user, reason=told, began_at=now, until=until)
    record("assistance.begun", made, by=by.pk, at=now, on_behalf=user.pk)
    return made


@transaction.atomic
def end_assistance(assistance: Assistance, *, now: datetime) -> None:
    """The assistant is herself again. Journals assistance.ended. Again: nothing happens."""
    if Assistance.objects.filter(pk=assistance.pk, ended_at=None).update(ended_at=now):
        record("assistance.ended", assistance, by=assistance.by_id, at=now, on_behalf=assistance.user_id)


def assistance_going_on(key: int, by: User, now: datetime) -> Assistance | None:
    """The assistance, if it still goes on: not ended, in time, and the assistant still has the right over every role
    that the person has by now. Five queries.
    """
    rows = Assistance.objects.select_related("user").filter(pk=key, by=by, ended_at=None, until__gt=now)
    found = rows.first()
    if found is None or not found.user.is_active or not reach(by, Act.ACCOUNT_ASSIST).holds(found.office_id):
        return None
    return found if is_master_of(by, found.user, Act.ACCOUNT_ASSIST) else None
