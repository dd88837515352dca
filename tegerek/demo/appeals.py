"""Appeals of groups in Көк-Булут: one led to an assembly, one was refused, one waits. Everybody in them is invented."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from tegerek.demo.land import Land
from tegerek.demo.moments import at
from tegerek.demo.people import invented
from tegerek.lib.said import Said
from tegerek.meetings.models import Meeting
from tegerek.people.models import Post, User
from tegerek.voices import actions
from tegerek.voices.actions import Appeal, Decided, Member, Refused
from tegerek.voices.models import Initiative

STREETS = ("Достук", "Булак", "Тоо", "Бейиштик")


@dataclass(frozen=True)
class Appeals:
    """held: decided, its assembly is `lights`. refused: the group was too small. waiting: seven days are left."""

    held: Initiative
    refused: Initiative
    waiting: Initiative
    lights: Meeting


def appeal(land: Land, by: User) -> Appeals:
    """Three appeals, each on its days; `lights` is still a draft."""
    held = _received(_lights(land), land, "2026-01-12", "1", 11, by)
    decided = Decided(Post.AO_HEAD, date(2026, 1, 15))
    lights = actions.decide_to_hold(held, decided=decided, seen=held.version, by=by, now=at("2026-01-15"))
    return Appeals(held, _refused(land, by), _received(_bus(land), land, "2026-02-27", "7", 12, by), lights)


def _refused(land: Land, by: User) -> Initiative:
    appeal = Appeal(
        title=Said.of(
            ky="Базар күнүн которуу", ru="Перенос базарного дня", en="Moving the market day to another day of the week"
        ),
        reason=Said.of(
            ky="Базар мектептин алдында болуп, балдарга тоскоол болот.",
            ru="Базар у школы мешает детям.",
            en="The market before the school is in the children’s way.",
        ),
        where=Said.of(ky="мектептин короосу", ru="школьный двор", en="the yard of the school"),
        place=land.villages[1],
        to=Initiative.To.COUNCIL_CHAIR,
        expected=50,
    )
    refused = _received(appeal, land, "2026-02-02", "4", 6, by)
    words = Said.of(
        ky="Уставга ылайык топто 11ден кем эмес адам болушу керек, кайрылууда алты адам жазылган. Топ толукталса, "
        "кайра кайрылса болот.",
        ru="По уставу в группе должно быть не меньше 11 человек, в обращении названо шесть. Группа может пополниться "
        "и обратиться снова.",
        en="By our charter a group has at least 11 people; the appeal names six. The group may grow and appeal again.",
    )
    actions.refuse(
        refused,
        refused=Refused(Initiative.Ground.REQUIREMENTS, words),
        decided=Decided(Post.COUNCIL_CHAIR, date(2026, 2, 10)),
        seen=refused.version,
        by=by,
        now=at("2026-02-10"),
    )
    return refused


def _lights(land: Land) -> Appeal:
    return Appeal(
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


def _bus(land: Land) -> Appeal:
    return Appeal(
        title=Said.of(
            ky="Борборго каттаган автобус", ru="Автобус до районного центра", en="A bus to the centre of the raion"
        ),
        reason=Said.of(
            ky="Ооруканага жетүү үчүн такси жалдоого туура келет.",
            ru="До больницы приходится нанимать такси.",
            en="To reach the hospital one has to hire a taxi.",
        ),
        where=Said.of(ky="орто мектеп", ru="средняя школа", en="the secondary school"),
        place=land.villages[2],
        expected=80,
    )


def _received(appeal: Appeal, land: Land, day: str, number: str, size: int, by: User) -> Initiative:
    """An appeal of so many people, registered on that day."""
    made = actions.draft_initiative(office=land.okmotu, appeal=appeal, members=list(_group(size)), by=by, now=at(day))
    actions.receive(made, received_on=at(day).date(), register_number=number, seen=made.version, by=by, now=at(day, 11))
    return made


def _group(size: int) -> Iterator[Member]:
    """The first of them can be phoned, under a number that rings nowhere."""
    for n, somebody in enumerate(list(invented())[:size]):
        member = Member(somebody.name, f"{STREETS[n % len(STREETS)]} көчөсү, {n + 1}")
        yield replace(member, phone="+996000000901", is_contact=True) if n == 0 else member
