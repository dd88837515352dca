"""What an administrator does with accounts: open one, give a role for a term, end it, hand over, shut."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tegerek.journal.actions import record
from tegerek.lib.dates import local_day
from tegerek.lib.errors import Refusal
from tegerek.people.access import is_of_first_office
from tegerek.people.actions import grant, hold_cards, make_account
from tegerek.people.administrators import check_administered
from tegerek.people.models import Grant, Key, Role, User
from tegerek.people.rights import SEEING_EVERYTHING
from tegerek.people.sittings import end_all
from tegerek.places.models import Body, Unit

ONE_DAY = timedelta(days=1)


@transaction.atomic
def open_account(
    *,
    name: str,
    phone: str,
    language: str,
    role: Role,
    office: Body,
    since: date,
    by: User,
    now: datetime,
    until: date | None = None,
    place: Unit | None = None,
) -> User:
    """An account with its first role; it opens with a card or a link. Journals account.made, role.granted.

    Raises Refusal for a phone that is none or taken, a term that ends before it begins, a role one may not give.
    """
    user = make_account(name=name, password=None, phone=phone, language=language, now=now, by=by.pk)
    give_role(user, role=role, office=office, since=since, until=until, place=place, by=by, now=now)
    return user


@transaction.atomic
def give_role(
    user: User,
    *,
    role: Role,
    office: Body,
    since: date,
    by: User,
    now: datetime,
    until: date | None = None,
    place: Unit | None = None,
) -> Grant:
    """A role in an office for a term. Journals role.granted.

    Raises Refusal for a term that ends before it begins, a role given twice, and for a role that sees every office,
    which only the office this installation began with gives.
    """
    _refuse_seeing_everything(role, by)
    _refuse_backwards(since, until)
    if role is Role.ADMINISTRATOR and place is not None:
        raise Refusal(_("An administrator has the whole office. Leave the place empty."))
    try:
        with transaction.atomic():
            return grant(user, role=role, office=office, since=since, until=until, place=place, by=by.pk, now=now)
    except IntegrityError:
        raise Refusal(_("This person has this role from that day already.")) from None


@transaction.atomic
def set_term(held: Grant, *, until: date | None, by: User, now: datetime) -> None:
    """End a role on a day, renew it, or let it go on without an end (None). Journals role.ended or role.renewed.

    Raises Refusal for a day before it began, if the office would be left without an administrator, and for renewing a
    role that sees every office, which only the office this installation began with does.
    """
    _refuse_backwards(held.since, until)
    hold_cards(held.office_id)
    held.refresh_from_db(fields=["until"])
    shorter = until is not None and (held.until is None or until < held.until)
    if until is not None and shorter:
        check_administered([held], gone_from=max(until + ONE_DAY, local_day(now)))
    else:
        _refuse_seeing_everything(Role(held.role), by)
    Grant.objects.filter(pk=held.pk).update(until=until)
    held.until = until
    record("role.ended" if shorter else "role.renewed", held, by=by.pk, at=now, user=held.user_id, until=until)


@transaction.atomic
def hand_over(held: Grant, *, to: User, on: date, by: User, now: datetime) -> Grant:
    """From that day on somebody else has the role; its work stays with the office. Journals role.handed_over.

    The old grant ends the day before, the new one has its place and its end. Raises Refusal.
    """
    # Somebody may be shutting the account or ending the role just now.
    hold_cards(held.office_id)
    held.refresh_from_db(fields=["until"])
    if to.pk == held.user_id or not User.objects.filter(pk=to.pk, is_active=True).exists():
        raise Refusal(_("Choose another person to take it over."))
    if on <= held.since or (held.until is not None and on > held.until):
        raise Refusal(_("The day must lie within the term of the role, after its first day."))
    made = give_role(
        to, role=Role(held.role), office=held.office, since=on, until=held.until, place=held.place, by=by, now=now
    )
    Grant.objects.filter(pk=held.pk).update(until=on - ONE_DAY)
    held.until = on - ONE_DAY
    record("role.handed_over", held, by=by.pk, at=now, user=held.user_id, to=to.pk, on=on)
    return made


@transaction.atomic
def shut_account(user: User, *, by: User, now: datetime) -> None:
    """Nobody signs in to it any more; what it did stays. Every browser is signed out. Journals account.shut."""
    if user.pk == by.pk:
        raise Refusal(_("You cannot shut your own account."))
    check_administered(user.grants.select_related("user"), gone_from=local_day(now))
    User.objects.filter(pk=user.pk).update(is_active=False)
    user.is_active = False
    Key.objects.filter(user=user, revoked_at=None).update(revoked_at=now)
    end_all(user, by=by.pk, now=now)
    record("account.shut", user, by=by.pk, at=now)


@transaction.atomic
def reopen_account(user: User, *, by: User, now: datetime) -> None:
    """It can be given a card again. Journals account.reopened."""
    User.objects.filter(pk=user.pk).update(is_active=True)
    user.is_active = True
    record("account.reopened", user, by=by.pk, at=now)


@transaction.atomic
def set_own_password(user: User, password: str, *, session_key: str, now: datetime) -> None:
    """A new password, chosen by its owner; every other browser is signed out. Journals account.password_set.

    Raises Refusal, with all that is wrong, for one that is too short or too common.
    """
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise Refusal(" ".join(error.messages)) from None
    user.set_password(password)
    user.save(update_fields=["password"])
    end_all(user, by=user.pk, now=now, but=session_key)
    record("account.password_set", user, by=user.pk, at=now)


def _refuse_seeing_everything(role: Role, by: User) -> None:
    if role in SEEING_EVERYTHING and not is_of_first_office(by):
        raise Refusal(_("This role sees every office. Only the office this site began with can give it."))


def _refuse_backwards(since: date, until: date | None) -> None:
    if until is not None and until < since:
        raise Refusal(_("The last day comes before the first. Check the days."))
