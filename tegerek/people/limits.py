"""How often a secret may be tried: counted in the database, for each visitor's address and for each account.

In the database, because several processes serve one site and a cache in memory counts for each of them apart; and it
outlives a restart, which a guesser would else wait for. What is counted is a digest, kept for an hour.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from tegerek.people.models import Try

TOO_MANY = _("Too many attempts. Wait five minutes, then try again.")


@dataclass(frozen=True)
class Limit:
    """How many failed tries in how many minutes."""

    tries: int
    minutes: int


# The address of a visitor may be that of a whole village behind one line: it has more tries than an account.
OF_ADDRESS = Limit(10, 1)
LIMITS: dict[str, Limit] = {
    "password": Limit(5, 5),
    "pin": Limit(5, 5),
    "pin_of_day": Limit(15, 24 * 60),
    "link": Limit(10, 5),
    "setup": Limit(5, 5),
    "own_password": Limit(5, 5),
    # A code on paper, by which somebody says whether a decision was carried out.
    "word": Limit(20, 5),
    # The short link of a seminar, typed off the wall by a whole hall behind one line.
    "door": Limit(60, 5),
    # A code on a certificate, by which anybody reads what stands on it.
    "certificate": Limit(20, 5),
    # No secret, but work that anybody can ask for: the sheet of an appeal.
    "draft": Limit(30, 10),
}
KEPT_HOURS = 25


@dataclass(frozen=True)
class Counter:
    """One try at one secret, by everybody it counts for: the address it comes from, the account it is for."""

    what: str
    marks: tuple[tuple[str, str], ...]  # (what is counted, digest)

    @classmethod
    def of(cls, what: str, *, address: str, account: str = "", daily: str = "") -> Counter:
        """what: a key of LIMITS. account: whatever names the account, also one that does not exist. daily: a second,
        slower limit for the same account, a key of LIMITS."""
        marks = [(f"{what}/ip", _digest("ip", address))]
        marks += [(name, _digest(name, account)) for name in (what, daily) if name and account]
        marks += [] if account else [(what, _digest(what, address))]
        return cls(what, tuple(marks))

    def take(self, now: datetime) -> bool:
        """Count one try. False, and nothing is counted, if there were too many already. Two queries a mark, at most.

        It is written before it is counted: two processes at once cannot both be the last one.
        """
        Try.objects.filter(at__lt=now - timedelta(hours=KEPT_HOURS)).delete()
        if any(self._count(name, who, now) >= _limit(name).tries for name, who in self.marks):
            return False
        Try.objects.bulk_create([Try(what=name, who=who, at=now) for name, who in self.marks])
        return all(self._count(name, who, now) <= _limit(name).tries for name, who in self.marks)

    def give_back(self, now: datetime) -> None:
        """The try was right: it does not count. Earlier wrong ones still do, or a guesser would sign in between."""
        for name, who in self.marks:
            row = Try.objects.filter(what=name, who=who, at=now).order_by("-pk").first()
            if row is not None:
                row.delete()

    @staticmethod
    def _count(name: str, who: str, now: datetime) -> int:
        since = now - timedelta(minutes=_limit(name).minutes)
        return Try.objects.filter(what=name, who=who, at__gt=since).count()


def _limit(name: str) -> Limit:
    return OF_ADDRESS if name.endswith("/ip") else LIMITS[name]


def _digest(what: str, text: str) -> str:
    return salted_hmac(f"tegerek.try.{what}", text, algorithm="sha256").hexdigest()
