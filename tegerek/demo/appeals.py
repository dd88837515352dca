"""Groups of the invented aiyl aimak that ask for an assembly: one waits, one was refused, one has had its assembly."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tegerek.demo.cast import Cast
from tegerek.demo.land import Land
from tegerek.demo.moments import at
from tegerek.lib.said import Said
from tegerek.meetings.models import Meeting
from tegerek.people.models import Post, User
from tegerek.places.models import Body
from tegerek.voices.actions import Appeal, Decided, Member, Refused, decide_to_hold, draft_initiative, receive, refuse
from tegerek.voices.models import Initiative

GIVEN = ("Айша", "Бакыт", "Гүлсүн", "Жеңиш", "Зуура", "Калыс", "Мээрим", "Нурбек", "Сүйүн", "Тологон", "Үмүт")


@dataclass(frozen=True)
class Appeals:
    """The appeals by what they show. lights: the assembly that came of the one that was held."""

    waiting: Initiative
    refused: Initiative
    held: Initiative
    lights: Meeting


def appeal(land: Land, cast: Cast) -> Appeals:
    """Hand in the appeals; refuse one, and begin the assembly of another."""
    by, head = cast.clerk.user, cast.ao_head.user
    held = _lights(land, by)
    decided = Decided(Post.AO_HEAD, date(2026, 1, 15))
    lights = decide_to_hold(held, decided=decided, seen=held.version, by=head, now=at("2026-01-15"))
    return Appeals(waiting=_bridge(land, by), refused=_tariff(land, by, head), held=held, lights=lights)


def _bridge(land: Land, by: User) -> Initiative:
    words = Appeal(
        title=Said.of(
            ky="Жөө жүргүнчүлөр көпүрөсүн оңдоо", ru="Ремонт пешеходного моста", en="Repair of the footbridge"
        ),
        reason=Said.of(
            ky="Көпүрөнүн тактайлары чирип, балдар мектепке суу кечип барышат.",
            ru="Доски моста сгнили, дети ходят в школу вброд.",
            en="The planks have rotted; children wade through the water to school.",
        ),
        where=Said.of(ky="мектептин залы", ru="зал школы", en="the hall of the school"),
        place=land.villages[0],
        expected=80,
    )
    return _received(land.okmotu, words, _group("Ойдонов", "Көпүрө көчөсү"), "01-07/4", date(2026, 2, 27), by)


def _tariff(land: Land, by: User, head: User) -> Initiative:
    words = Appeal(
        title=Said.of(ky="Электр энергиясынын баасы", ru="Цена электроэнергии", en="The price of electricity"),
        reason=Said.of(ky="Баа айылдыктарга кымбат.", ru="Цена высока для жителей.", en="It is too high for people."),
        where=Said.of(ky="айылдык клуб", ru="сельский клуб", en="the village club"),
        place=land.villages[1],
        to=Initiative.To.COUNCIL_CHAIR,
    )
    made = _received(land.okmotu, words, _group("Сынаков", "Жаңы-Турмуш көчөсү"), "01-07/2", date(2026, 2, 3), by)
    why = Said.of(
        ky="Бааны өкмөт белгилейт. Сунушту антимонополиялык органга жибердик.",
        ru="Цену устанавливает правительство. Предложение направлено в антимонопольный орган.",
        en="The government sets the price. We have passed the proposal on to the antimonopoly body.",
    )
    refuse(
        made,
        refused=Refused(Initiative.Ground.OTHER_WAY, why),
        decided=Decided(Post.COUNCIL_CHAIR, date(2026, 2, 13)),
        seen=made.version,
        by=head,
        now=at("2026-02-13"),
    )
    return made


def _lights(land: Land, by: User) -> Initiative:
    words = Appeal(
        title=Said.of(ky="Көчөлөргө жарык орнотуу", ru="Освещение улиц", en="Lights for the streets"),
        reason=Said.of(
            ky="Кышында балдар мектептен караңгыда кайтат.",
            ru="Зимой дети возвращаются из школы в темноте.",
            en="In winter the children come home from school in the dark.",
        ),
        where=Said.of(ky="маданият үйү", ru="Дом культуры", en="the House of Culture"),
        place=land.villages[0],
        expected=60,
    )
    return _received(land.okmotu, words, _group("Мисалов", "Достук көчөсү"), "01-07/1", date(2026, 1, 12), by)


def _received(
    office: Body, words: Appeal, group: list[Member], register_number: str, day: date, by: User
) -> Initiative:
    now = at(day.isoformat())
    made = draft_initiative(office=office, appeal=words, members=group, by=by, now=now)
    receive(made, received_on=day, register_number=register_number, seen=made.version, by=by, now=now)
    return made


def _group(surname: str, street: str) -> list[Member]:
    return [
        Member(f"{surname} {given}", f"{street}, {n}", "+996000700010" if n == 1 else "", is_contact=n == 1)
        for n, given in enumerate(GIVEN, start=1)
    ]
