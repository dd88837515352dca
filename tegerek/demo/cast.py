"""The people of the demo: all invented. Their passwords are made anew at each set-up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tegerek.demo.land import BEGAN, Land
from tegerek.lib.dates import local_day
from tegerek.people.actions import grant, make_account
from tegerek.people.models import Role, User
from tegerek.places.models import Body


@dataclass(frozen=True)
class Member:
    """One account of the cast: what it is for, how it signs in."""

    user: User
    role: Role
    office: Body
    login: str
    password: str


@dataclass(frozen=True)
class Cast:
    """Айгүл coordinates programmes, Гүлназ is the clerk of Көк-Булут, Эрмек the clerk of the neighbours."""

    coordinator: Member
    clerk: Member
    neighbour: Member
    auditor: Member
    administrator: Member

    @property
    def members(self) -> tuple[Member, ...]:
        return (self.coordinator, self.clerk, self.neighbour, self.auditor, self.administrator)


def engage(land: Land, new_password: Callable[[], str]) -> Cast:
    """Make the accounts and grant their roles."""
    return Cast(
        coordinator=_member("Айгүл Үлгүева", "aigul@bulak.example", Role.COORDINATOR, land.trainers, new_password()),
        clerk=_member("Гүлназ Мисалова", "gulnaz@kok-bulut.example", Role.CLERK, land.okmotu, new_password()),
        neighbour=_member("Эрмек Мисалов", "ermek@sary-talaa.example", Role.CLERK, land.neighbours, new_password()),
        auditor=_member("Нурлан Үлгүев", "nurlan@audit.example", Role.AUDITOR, land.trainers, new_password()),
        administrator=_member(
            "Бактыгүл Сынакова", "baktygul@kok-bulut.example", Role.ADMINISTRATOR, land.okmotu, new_password()
        ),
    )


def _member(name: str, email: str, role: Role, office: Body, password: str) -> Member:
    user = make_account(name=name, email=email, password=password, now=BEGAN)
    grant(user, role=role, office=office, since=local_day(BEGAN), now=BEGAN)
    return Member(user, role, office, email, password)
