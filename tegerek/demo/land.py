"""An invented raion with an invented aiyl aimak, its villages, halls and bodies. No such places exist."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tegerek.demo.moments import at
from tegerek.lib.said import Said
from tegerek.places.actions import add_unit, correct_name, venue_for
from tegerek.places.actions.bodies import add_body
from tegerek.places.models import Body, BodyKind, Unit, UnitKind, Venue

BEGAN = at("2025-01-09")
FIRST_DAY = date(2010, 1, 1)
SOURCE = "invented for the demo"


@dataclass(frozen=True)
class Land:
    """Places and bodies of the demo."""

    raion: Unit
    aimak: Unit
    villages: tuple[Unit, ...]
    culture_house: Venue
    okmotu_hall: Venue
    school: Venue
    okmotu: Body
    neighbours: Body
    trainers: Body


def settle() -> Land:
    """Make the invented raion Булуттуу with the aimaks Көк-Булут and Сары-Талаа."""
    oblast = Unit.objects.get(kind=UnitKind.OBLAST, soate="41704000000000")
    raion = found_unit(UnitKind.RAION, oblast, ky="Булуттуу", ru="Булуттуйский", en="Buluttuu")
    aimak = found_unit(UnitKind.AIMAK, raion, ky="Көк-Булут", ru="Кок-Булутский", en="Kok-Bulut")
    other = found_unit(UnitKind.AIMAK, raion, ky="Сары-Талаа", ru="Сары-Талинский", en="Sary-Talaa")
    names = (("Ак-Терек", "Ak-Terek"), ("Таш-Булак", "Tash-Bulak"), ("Жаңы-Үмүт", "Jany-Umut"))
    villages = tuple(
        found_unit(UnitKind.VILLAGE, aimak, ky=ky, ru=ky.replace("ң", "н").replace("ү", "у").replace("Ү", "У"), en=en)
        for ky, en in names
    )
    return Land(
        raion=raion,
        aimak=aimak,
        villages=villages,
        culture_house=_hall(
            villages[0],
            "маданият үйү, экинчи кабат",
            "Дом культуры, второй этаж",
            "House of Culture, first floor",
            True,
        ),
        okmotu_hall=_hall(
            villages[0],
            "айыл өкмөтүнүн жыйындар залы",
            "зал заседаний айыл окмоту",
            "meeting hall of the aiyl okmotu",
            True,
        ),
        school=_hall(villages[1], "орто мектеп, спорт зал", "средняя школа, спортзал", "secondary school, gym", None),
        okmotu=okmotu_of(aimak, "Көк-Булут", "Кок-Булут", "Kok-Bulut", "00000 5-00-00"),
        neighbours=okmotu_of(other, "Сары-Талаа", "Сары-Талаа", "Sary-Talaa", "00000 5-00-11"),
        trainers=add_body(
            BodyKind.ORGANISATION,
            Said.of(ky="«Булак» окуу борбору", ru="Учебный центр «Булак»", en="Bulak Training Centre"),
            unit=None,
            now=BEGAN,
            is_office=True,
            phone="0000 00-00-22",
        ),
    )


def okmotu_of(aimak: Unit, ky: str, ru: str, en: str, phone: str) -> Body:
    """The aiyl okmotu of an invented aimak, an office that uses the system."""
    name = Said.of(ky=f"{ky} айыл өкмөтү", ru=f"Айыл окмоту {ru}", en=f"{en} aiyl okmotu")
    return add_body(BodyKind.AIYL_OKMOTU, name, unit=aimak, now=BEGAN, is_office=True, phone=phone)


def found_unit(kind: UnitKind, parent: Unit, *, ky: str, ru: str, en: str) -> Unit:
    """An invented unit within another, its Kyrgyz name as somebody has checked it."""
    unit = add_unit(
        kind, Said.of(ky=ky, ru=ru, en=en), parent=parent, valid_from=FIRST_DAY, by=None, now=BEGAN, source=SOURCE
    )
    correct_name(unit, lang="ky", text=ky, by=None, now=BEGAN, seen=unit.version)
    unit.refresh_from_db()
    return unit


def _hall(village: Unit, ky: str, ru: str, en: str, is_step_free: bool | None) -> Venue:
    venue = venue_for(village, ky)
    Venue.objects.filter(pk=venue.pk).update(name=Said.of(ky=ky, ru=ru, en=en), is_step_free=is_step_free)
    venue.refresh_from_db()
    return venue
