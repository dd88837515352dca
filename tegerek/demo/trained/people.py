"""Who runs the sample series and who comes to it: invented people with phones that cannot ring."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from tegerek.demo.cast import Member, engage_one
from tegerek.demo.land import BEGAN
from tegerek.demo.people import SURNAMES, Somebody
from tegerek.lib.said import Said
from tegerek.lib.text import slug
from tegerek.people.models import Role, Sex, User
from tegerek.places.actions import add_body
from tegerek.places.models import Body, BodyKind

NAME = Said.of(ky="«Ойдон» окуу борбору", ru="Учебный центр «Ойдон»", en="Oidon Training Centre")
COORDINATOR = "asel@oidon.example"
# Phones of people of this series begin here: +996 000 010001.
FIRST_PHONE = 10_001
WOMEN = (
    *("Айнура", "Айпери", "Асел", "Бактыгүл", "Бегимай", "Бурул", "Венера", "Гүлзат", "Гүлмира", "Гүлнур", "Динара"),
    *("Жазгүл", "Жаркынай", "Жибек", "Зыйнат", "Индира", "Калича", "Канымгүл", "Кундуз", "Мээрим", "Назгүл", "Назира"),
    *("Нуржан", "Нургүл", "Орозгүл", "Перизат", "Роза", "Салтанат", "Сонун", "Турсунай", "Үмүт", "Чолпон", "Шайыр"),
    "Эльмира",
)
MEN = (
    *("Азамат", "Акжол", "Алмаз", "Бакыт", "Бекбол", "Болот", "Дастан", "Догдурбек", "Жакшылык", "Жеңиш", "Жоомарт"),
    *("Жээнбек", "Канат", "Кубат", "Кылыч", "Максат", "Мирлан", "Нурдин", "Омурзак", "Өмүрбек", "Руслан", "Сабыр"),
    *("Самат", "Сыймык", "Таалай", "Темирлан", "Тилек", "Улан", "Үсөн", "Чыңгыз", "Шергазы", "Эмил", "Эрлан", "Ысак"),
)
CLERKS = (
    "Үлгүева Назира",
    "Мисалов Тилек",
    "Сынакова Шайыр",
    "Ойдонова Гүлнур",
    "Мисалова Кундуз",
    "Сынаков Эрлан",
    "Үлгүев Самат",
    "Ойдонова Роза",
)


@dataclass(frozen=True)
class Staff:
    """The second invented implementer. clerks: one for each office that uses the system, in their order."""

    office: Body
    coordinator: Member
    trainer: Member
    clerks: tuple[Member, ...]

    @property
    def members(self) -> tuple[Member, ...]:
        return (self.coordinator, self.trainer, *self.clerks)


def engage_staff(offices: Sequence[Body], new_password: Callable[[], str]) -> Staff:
    """Make the training centre with a coordinator and a trainer, and a clerk for each of these offices."""
    aimaks = [office.unit.name.in_("en") for office in offices if office.unit]
    centre = add_body(BodyKind.ORGANISATION, NAME, unit=None, now=BEGAN, is_office=True, phone="0000 00-00-33")

    def member(name: str, email: str, role: Role, office: Body) -> Member:
        return engage_one(name, email, role, office, new_password())

    return Staff(
        office=centre,
        coordinator=member("Асел Сынакова", COORDINATOR, Role.COORDINATOR, centre),
        trainer=member("Бакыт Мисалов", "bakyt@oidon.example", Role.TRAINER, centre),
        clerks=tuple(
            member(name, f"clerk@{slug(str(aimak))}.example", Role.CLERK, office)
            for name, office, aimak in zip(CLERKS, offices, aimaks, strict=True)
        ),
    )


def is_engaged() -> bool:
    """Whether the sample series stands already. One query."""
    return User.objects.filter(email=COORDINATOR).exists()


def crowd() -> Iterator[Somebody]:
    """272 people, women and men by turns, no name and no phone twice."""
    phones = (f"+996000{number:06}" for number in count(FIRST_PHONE))
    for n in range(len(WOMEN) * len(SURNAMES)):
        surname, given = SURNAMES[(n + n // len(WOMEN)) % len(SURNAMES)], n % len(WOMEN)
        yield Somebody(f"{surname}а {WOMEN[given]}", Sex.FEMALE, next(phones))
        yield Somebody(f"{surname} {MEN[given]}", Sex.MALE, next(phones))
