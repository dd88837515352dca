"""One-time cards and personal links: given out on paper, kept as a digest, shown once.

The digest is keyed by the site's own key, so a copy of the database alone opens nothing; a secret has so many
signs that it cannot be guessed, and needs no slow hash.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models, transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from tegerek.journal.actions import record
from tegerek.lib.errors import Refusal
from tegerek.people.models import Key, Sitting, User
from tegerek.people.rights import LINKED
from tegerek.people.sittings import end
from tegerek.places.models import Body

# No 0 and o, no 1, i and l: what is read off paper or heard on the phone is typed right.
SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
CARD_SIGNS, LINK_SIGNS, GROUP = 12, 20, 4


@dataclass(frozen=True)
class Shown:
    """A key with its secret, which nobody sees again."""

    key: Key
    secret: str


def tidy(typed: str) -> str:
    """A secret as typed: capitals, blanks and dashes do not matter.

    >>> tidy(" ABCD-efgh 2345 ")
    'abcdefgh2345'
    """
    return "".join(sign for sign in typed.lower() if sign.isascii() and sign.isalnum())


def grouped(secret: str) -> str:
    """In groups of four, to read and to say: "abcd-efgh-2345".

    >>> grouped("abcdefgh23")
    'abcd-efgh-23'
    """
    return "-".join(secret[at : at + GROUP] for at in range(0, len(secret), GROUP))


def digest_of(kind: str, secret: str) -> str:
    """What is kept of a secret. Cannot be made without the key of this site."""
    return salted_hmac(f"tegerek.key.{kind}", tidy(secret), algorithm="sha256").hexdigest()


@transaction.atomic
def make_card(user: User, *, office: Body, by: User | None, now: datetime) -> Shown:
    """A one-time password on a card. Cards given out before are void. Journals key.made.

    The old password stays until the card is used: a card that never arrives locks nobody out.
    """
    _revoke(Key.objects.filter(user=user, kind=Key.Kind.CARD, used_at=None), now)
    return _make(user, Key.Kind.CARD, office, by, now, timedelta(days=settings.CARD_DAYS), CARD_SIGNS)


@transaction.atomic
def make_link(user: User, *, office: Body, by: User | None, now: datetime) -> Shown:
    """A personal link for somebody who comes once a month and only looks. The one before is void. Journals key.made.

    Raises Refusal for an account with a role that does more than look.
    """
    if not takes_links(user):
        raise Refusal(_("A link opens only low roles: deputy, initiative group, monitoring group, head. Give a card."))
    _revoke(Key.objects.filter(user=user, kind=Key.Kind.LINK), now)
    return _make(user, Key.Kind.LINK, office, by, now, timedelta(days=settings.LINK_DAYS), LINK_SIGNS)


@transaction.atomic
def revoke(key: Key, *, by: User, now: datetime) -> None:
    """It opens nothing from now on, and whoever came in by it is signed out. Journals key.revoked, once."""
    if _revoke(Key.objects.filter(pk=key.pk), now):
        for sitting in Sitting.objects.filter(key=key):
            end(sitting, by=by.pk, now=now)
        record("key.revoked", key, by=by.pk, at=now, user=key.user_id, kind=key.kind)


@transaction.atomic
def spend_card(secret: str, *, login_of: User | None, now: datetime) -> Key | None:
    """The card of that account with that secret, spent now; None if it opens nothing. Journals key.used.

    One query for a wrong secret, whether the account exists or not. Of two that use it at once, one gets it.
    """
    key = Key.objects.filter(kind=Key.Kind.CARD, digest=digest_of(Key.Kind.CARD, secret)).first()
    if key is None or login_of is None or key.user_id != login_of.pk or not key.opens(now):
        return None
    if not Key.objects.filter(pk=key.pk, used_at=None, revoked_at=None).update(used_at=now):
        return None
    record("key.used", key, by=key.user_id, at=now, kind=key.kind)
    return key


def link_that_opens(secret: str, now: datetime) -> Key | None:
    """The personal link, if it opens something today. Two queries at most."""
    found = Key.objects.select_related("user").filter(kind=Key.Kind.LINK, digest=digest_of(Key.Kind.LINK, secret))
    key = found.first()
    return key if key and key.opens(now) and key.user.is_active and takes_links(key.user) else None


def takes_links(user: User) -> bool:
    """Whether every role the account ever has is so low that a link may open it. One query."""
    roles = set(user.grants.values_list("role", flat=True))
    return bool(roles) and roles <= LINKED


def _make(
    user: User, kind: Key.Kind, office: Body, by: User | None, now: datetime, valid: timedelta, signs: int
) -> Shown:
    secret = "".join(secrets.choice(SIGNS) for _sign in range(signs))
    key = Key.objects.create(
        user=user,
        office=office,
        kind=kind,
        digest=digest_of(kind, secret),
        made_at=now,
        made_by=by,
        expires_at=now + valid,
    )
    record("key.made", key, by=by.pk if by else None, at=now, user=user.pk, kind=kind.value)
    return Shown(key, grouped(secret))


def _revoke(keys: models.QuerySet[Key], now: datetime) -> int:
    return keys.filter(revoked_at=None).update(revoked_at=now)
