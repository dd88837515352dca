"""Who is signed in where: one row for each browser, seen and ended by its owner; and the lock of shared computers."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction

from tegerek.journal.actions import record
from tegerek.people.models import Computer, Key, Sitting, User

# Written down at most so often: each request would else cost a write.
SEEN_SECONDS = 30


@transaction.atomic
def begin(
    user: User,
    *,
    session_key: str,
    how: Sitting.How,
    agent: str,
    now: datetime,
    computer: Computer | None = None,
    key: Key | None = None,
) -> Sitting:
    """Write down that a browser is signed in. Journals sitting.begun. Rows of sessions that have run out are swept.

    agent: what the browser says of itself; two words are kept of it.
    """
    oldest = now - timedelta(seconds=settings.SESSION_COOKIE_AGE)
    Sitting.objects.filter(seen_at__lt=oldest).delete()
    Sitting.objects.filter(session_key=session_key).delete()
    sitting = Sitting.objects.create(
        user=user,
        session_key=session_key,
        how=how,
        device=device_of(agent),
        computer=computer,
        key=key,
        began_at=now,
        seen_at=now,
    )
    record("sitting.begun", sitting, by=user.pk, at=now, how=how.value)
    return sitting


def seen(sitting_key: int, now: datetime) -> bool:
    """Note that the browser is in use. False if the sitting has been ended meanwhile. One query."""
    return bool(Sitting.objects.filter(pk=sitting_key).update(seen_at=now))


@transaction.atomic
def end(sitting: Sitting, *, by: int, now: datetime) -> None:
    """Sign a browser out, wherever it is. Journals sitting.ended."""
    record("sitting.ended", sitting, by=by, at=now, user=sitting.user_id)
    Session.objects.filter(session_key=sitting.session_key).delete()
    sitting.delete()


def end_all(user: User, *, by: int, now: datetime, but: str = "") -> int:
    """Sign out every browser of an account, but that with the session key given. How many there were."""
    found = list(Sitting.objects.filter(user=user).exclude(session_key=but))
    for sitting in found:
        end(sitting, by=by, now=now)
    return len(found)


def device_of(agent: str) -> str:
    """Two words for a kind of device and a kind of browser; of what a browser says of itself nothing else is kept.

    >>> device_of("Mozilla/5.0 (Linux; Android 10) AppleWebKit/537 (KHTML, like Gecko) Chrome/87 Mobile Safari/537")
    'phone chrome'
    >>> device_of("Mozilla/5.0 (Windows NT 10.0; rv:120.0) Gecko/20100101 Firefox/120.0"), device_of("")
    ('computer firefox', 'computer other')
    """
    words = agent.lower()
    kind = "phone" if any(sign in words for sign in ("mobile", "android", "iphone")) else "computer"
    browsers = (("edg", "edge"), ("opr", "opera"), ("firefox", "firefox"), ("chrom", "chrome"), ("safari", "safari"))
    return f"{kind} {next((name for sign, name in browsers if sign in words), 'other')}"
