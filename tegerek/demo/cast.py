"""The people of the demo: all invented. Their passwords are made anew at each set-up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields

from tegerek.demo.land import BEGAN, Land
from tegerek.lib.dates import local_day
from tegerek.people.actions import grant, make_account
from tegerek.people.founding import begin_with
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
    """Айгүл coordinates programmes, Гүлназ is the clerk of Көк-Булут, Эрмек the clerk of the neighbours.

    There is somebody for every role. Бактыгүл administers Көк-Булут, the office with which the installation began.
    """

    coordinator: Member
    clerk: Member
    neighbour: Member
    auditor: Member
    administrator: Member
    trainer: Member
    secretary: Member
    ao_head: Member
    deputy: Member
    ig: Member
    jmeg: Member

    @property
    def members(self) -> tuple[Member, ...]:
        return tuple(getattr(self, field.name) for field in fields(self))


def engage(land: Land, new_password: Callable[[], str]) -> Cast:
    """Make the accounts and grant their roles."""

    def member(name: str, email: str, role: Role, office: Body) -> Member:
        return engage_one(name, email, role, office, new_password())

    begin_with(land.okmotu, now=BEGAN)
    return Cast(
        coordinator=member("Айгүл Үлгүева", "aigul@bulak.example", Role.COORDINATOR, land.trainers),
        clerk=member("Гүлназ Мисалова", "gulnaz@kok-bulut.example", Role.CLERK, land.okmotu),
        neighbour=member("Эрмек Мисалов", "ermek@sary-talaa.example", Role.CLERK, land.neighbours),
        auditor=member("Нурлан Үлгүев", "nurlan@audit.example", Role.AUDITOR, land.trainers),
        administrator=member("Бактыгүл Сынакова", "baktygul@kok-bulut.example", Role.ADMINISTRATOR, land.okmotu),
        trainer=member("Жылдыз Ойдонова", "jyldyz@bulak.example", Role.TRAINER, land.trainers),
        secretary=member("Төлгөнай Сынакова", "tolgonai@kok-bulut.example", Role.SECRETARY, land.okmotu),
        ao_head=member("Кубанычбек Ойдонов", "kubanychbek@kok-bulut.example", Role.AO_HEAD, land.okmotu),
        deputy=member("Сагынбек Мисалов", "sagynbek@kok-bulut.example", Role.DEPUTY, land.okmotu),
        ig=member("Анаркүл Үлгүева", "anarkul@kok-bulut.example", Role.IG, land.okmotu),
        jmeg=member("Өмүрбек Сынаков", "omurbek@kok-bulut.example", Role.JMEG, land.okmotu),
    )


def engage_one(name: str, email: str, role: Role, office: Body, password: str) -> Member:
    """Make one account and grant it a role in an office."""
    user = make_account(name=name, email=email, password=password, now=BEGAN)
    grant(user, role=role, office=office, since=local_day(BEGAN), now=BEGAN)
    return Member(user, role, office, email, password)
