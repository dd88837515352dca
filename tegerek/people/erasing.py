"""Erasing one person: everything that can go goes at once, what must stay is closed, and the act is on record.

The order: every holder (people/holding.py) while the card still has its name, the accounts, the card last; then, after
the transaction, the ledger that survives a restore, and the free pages of the database.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from tegerek.journal.actions import record
from tegerek.lib.dates import local_day
from tegerek.lib.errors import Refusal
from tegerek.lib.text import fold
from tegerek.people import holding, ledger, wiping
from tegerek.people.actions import hold_cards
from tegerek.people.administrators import check_administered
from tegerek.people.ledger import Erased
from tegerek.people.mentions import LEFT_OUT
from tegerek.people.models import Assistance, Erasure, Grant, Key, Person, Seat, Sitting, User
from tegerek.places.models import Body

Reason = Erasure.Reason

_afterwards: list[Callable[[], object]] = []


@transaction.atomic
def erase(
    person: Person,
    *,
    reason: Reason,
    by: User | None,
    now: datetime,
    accounts: Iterable[User] = (),
    finishing: bool = True,
) -> Erasure:
    """Erase a person everywhere. by: None for the night and for commands. Journals person.erased, without the person.

    accounts: those that whoever presses says are the same person's; the one linked to the card goes anyway.
    finishing: False for whoever erases many and calls finish() once.
    Raises Refusal if the person is erased already, or an account of theirs cannot be spared yet.
    """
    # Two may press at once: the second one waits here and finds the card erased.
    hold_cards(person.office_id)
    found = Person.objects.select_for_update(of=("self",)).filter(pk=person.pk, erased_at=None).first()
    if found is None:
        raise Refusal(_("This person has been erased already."))
    theirs = _accounts(found, accounts)
    _check_spared(theirs, found.office_id, by, now)
    gone = holding.erase_everywhere(found, by=by.pk if by else None, now=now)
    gone.update(account=sum(_erase_account(user, now=now) for user in theirs))
    made = _on_record(found.office, found.uid, [user.pk for user in theirs], gone, reason=reason, by=by, now=now)
    record("person.erased", found, by=by.pk if by else None, at=now, reason=reason.value)
    if finishing:
        transaction.on_commit(finish)
    return made


def finish() -> bool:
    """Write the ledger and clean the database after erasures. Whether no byte is left; the night calls it too."""
    ledger.write_down()
    for step in _afterwards:
        step()
    is_clean = wiping.wipe()
    if is_clean:
        wiping.note_done()
    return is_clean


def afterwards(step: Callable[[], object]) -> None:
    """Let something more be done after erasures, before the database is cleaned. Safe to repeat; for rooms above."""
    if step not in _afterwards:
        _afterwards.append(step)


def replay(erased: Sequence[Erased | UUID], *, now: datetime) -> int:
    """Erase again whomever a restored database brought back; how many. Safe to repeat; call finish() afterwards.

    Lines from people.ledger.read, or bare uids. A card that the database does not know is none to erase.
    """
    again = [line if isinstance(line, Erased) else Erased(line, now) for line in erased]
    return sum(_again(line, now=now) for line in again)


def candidates(person: Person, office: Body) -> QuerySet[User]:
    """Accounts of an office that may be the person's own: by the link, the phone, the e-mail or the same name."""
    values = list(person.contacts.values_list("value", flat=True))
    here = User.objects.filter(grants__office=office).distinct()
    same_name = [user.pk for user in here.only("pk", "name") if fold(user.name) == person.name_key]
    return User.objects.filter(
        Q(person=person) | Q(pk__in=here.filter(Q(phone__in=values) | Q(email__in=values))) | Q(pk__in=same_name)
    ).order_by("pk")


@transaction.atomic
def _again(line: Erased, *, now: datetime) -> int:
    person = Person.objects.filter(uid=line.uid, erased_at=None).select_related("office").first()
    # A key may have been given anew after the restore: an account made later is somebody else's.
    old = User.objects.filter(pk__in=line.accounts, made_at__lte=line.at, is_active=True)
    accounts = sum(_erase_account(user, now=now) for user in old)
    if person is None:
        return min(accounts, 1)
    theirs = _accounts(person, ())
    gone = holding.erase_everywhere(person, by=None, now=now)
    gone.update(account=accounts + sum(_erase_account(user, now=now) for user in theirs))
    _on_record(person.office, line.uid, [*line.accounts], gone, reason=Reason.ASKED, by=None, now=line.at)
    record("person.erased", person, by=None, at=now, reason="restored")
    return 1


def _on_record(
    office: Body,
    uid: UUID,
    accounts: list[int],
    gone: Counter[str],
    *,
    reason: Reason,
    by: User | None,
    now: datetime,
) -> Erasure:
    counts = {kind: count for kind, count in sorted(gone.items()) if count}
    told = {"office": office, "reason": reason, "at": now, "by": by, "counts": counts, "accounts": accounts}
    made, _is_new = Erasure.objects.get_or_create(uid=uid, defaults=told)
    wiping.note_due()
    return made


def _accounts(person: Person, more: Iterable[User]) -> list[User]:
    """The account linked to the card and those named, each once, in the order of their keys."""
    keys = {user.pk for user in more} | set(User.objects.filter(person=person).values_list("pk", flat=True))
    return list(User.objects.filter(pk__in=keys).order_by("pk"))


def _check_spared(accounts: list[User], office: int, by: User | None, now: datetime) -> None:
    """Raises Refusal for the account of whoever presses, one that works elsewhere, and the last administrator."""
    if by is not None and by in accounts:
        raise Refusal(_("This is your own account. Ask another administrator of your office to erase you."))
    today = local_day(now)
    held = list(Grant.objects.filter(user__in=accounts).exclude(until__lt=today).select_related("user"))
    # Also a role that only begins later: it is the other office's to take back.
    if any(role.office_id != office for role in held):
        raise Refusal(_("The account works for another office too. Its role there has to end first."))
    check_administered(held, gone_from=today)


def _erase_account(user: User, *, now: datetime) -> int:
    """Empty an account, end its roles, keys, seats and sessions; 1. What it did stays on record under its number."""
    user.name, user.phone, user.email, user.phone_verified, user.is_active = "", None, None, False, False
    user.person = None
    user.set_unusable_password()
    user.save(update_fields=["name", "phone", "email", "phone_verified", "is_active", "person", "password"])
    EmailAddress.objects.filter(user=user).delete()
    _end_roles(user, local_day(now))
    Key.objects.filter(user=user, revoked_at=None).update(revoked_at=now)
    Seat.objects.filter(user=user).delete()
    Sitting.objects.filter(user=user).delete()
    # That somebody acted for the person stays; why may tell of the person.
    Assistance.objects.filter(Q(user=user) | Q(by=user)).update(reason=LEFT_OUT)
    ours = [row.pk for row in Session.objects.iterator() if row.get_decoded().get("_auth_user_id") == str(user.pk)]
    Session.objects.filter(pk__in=ours).delete()
    return 1


def _end_roles(user: User, today: date) -> None:
    """Every role ends today, one to come on its first day, before anybody could take it up."""
    going_on = Q(until=None) | Q(until__gt=today)
    Grant.objects.filter(going_on, user=user, since__lte=today).update(until=today)
    Grant.objects.filter(going_on, user=user, since__gt=today).update(until=F("since"))
