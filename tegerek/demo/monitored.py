"""What the monitoring group of Көк-Булут looked at: three objects, two visits, findings in four states."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from PIL import Image, ImageDraw

from tegerek.commitments import monitoring as actions
from tegerek.commitments.models import Commitment, Finding, MonitoredObject, MonitoringGroup, Visit, VisitPhoto
from tegerek.commitments.monitoring import GroupWords, ObjectWords, VisitWords
from tegerek.demo.cast import Cast
from tegerek.demo.land import Land
from tegerek.demo.moments import at
from tegerek.lib.said import Said
from tegerek.people.models import Post, User

NAME = Said.of(
    ky="Көк-Булут биргелешкен мониторинг жана баалоо тобу",
    ru="Группа совместного мониторинга и оценки Кок-Булута",
    en="Joint monitoring group of Kok-Bulut",
)
SESSION = Said.of(ky="XXI сессия", ru="XXI сессия", en="21st session")
CONTRACT = Said.of(
    ky="№ 0 келишим, 2025-жылдын 3-сентябры; смета кошо тиркелген",
    ru="договор № 0 от 3 сентября 2025 года, смета приложена",
    en="contract № 0 of 3 September 2025, with its estimate",
)


@dataclass(frozen=True)
class Monitored:
    """One of each that a page can show. road, school: the visited objects; waiting: the finding without an answer."""

    group: MonitoringGroup
    road: MonitoredObject
    first: Visit
    second: Visit
    photo: VisitPhoto
    answered: Finding
    unanswered: Finding
    handed: Finding
    drafted: Finding


def monitor(land: Land, cast: Cast, lamps: Commitment) -> Monitored:
    """A group with its council decision, a plan of three objects, a visit by phone and one from paper."""
    clerk, member = cast.clerk.user, cast.jmeg.user
    words = GroupWords(NAME, "0-21", date(2025, 12, 18), SESSION)
    group = actions.found_group(land.okmotu, land.aimak, words, by=clerk, now=at("2025-12-22"))
    names = ("Өмүрбек Сынаков", "Бүсайра Мисалова", "Төрөкул Ойдонов")
    monitors = [actions.add_monitor(group, name, by=clerk, now=at("2025-12-22")) for name in names]
    road, school = _planned(group, land, lamps, member)
    first = actions.record_visit(
        road,
        VisitWords(
            on=date(2026, 2, 12),
            came_in=Visit.CameIn.PHONE,
            saw=Said.of(
                ky="Жол 600 метр төшөлгөн. Көпүрөнүн жанында суу жолго чыгып жатат.",
                ru="Уложено 600 метров дороги. У моста вода выходит на дорогу.",
                en="600 metres are laid. By the bridge water runs onto the road.",
            ),
            interviews=7,
            told=Said.of(
                ky="Беш киши жолго ыраазы, экөө арыкты сурады.",
                ru="Пятеро довольны дорогой, двое спросили про арык.",
                en="Five are content with the road, two asked about the ditch.",
            ),
            documents=CONTRACT,
            answers={
                "width": ("yes", "6 метр"),
                "surface": ("yes", ""),
                "drain": ("no", "көпүрөнүн жанында жок"),
                "signs": ("cannot_tell", ""),
                "board": ("no", ""),
            },
            goers=monitors[:2],
        ),
        by=member,
        now=at("2026-02-12", 15),
    )
    photo = actions.add_photo(first, _a_photo(), people="nobody", by=member, now=at("2026-02-12", 15))
    actions.add_photo(first, _a_photo(with_people=True), people="not_agreed", by=member, now=at("2026-02-12", 15))
    answered, unanswered = _of_the_road(first, member, clerk)
    second, handed, drafted = _from_paper(school, cast)
    return Monitored(group, road, first, second, photo, answered, unanswered, handed, drafted)


def _planned(
    group: MonitoringGroup, land: Land, lamps: Commitment, by: User
) -> tuple[MonitoredObject, MonitoredObject]:
    """A road of which all is known, a school of which little is, lamps that a meeting decided on."""
    now = at("2026-01-12")
    road = ObjectWords(
        year=2026,
        kind=MonitoredObject.Kind.ROAD,
        name=Said.of(
            ky="Мектепке баруучу жолду оңдоо", ru="Ремонт дороги к школе", en="Repair of the road to the school"
        ),
        place=land.villages[0],
        contract=Decimal(1_850_000),
        estimate=Decimal(1_920_000),
        deadline_on=date(2026, 6, 1),
        contractor="«Ойдон Жол» ЖЧК",
        source=CONTRACT,
    )
    school = ObjectWords(
        year=2026,
        kind=MonitoredObject.Kind.SCHOOL,
        name=Said.of(ky="Мектептин жылытуусу", ru="Отопление школы", en="Heating of the school"),
        place=land.villages[1],
        estimate=Decimal(640_000),
    )
    poles = ObjectWords(
        year=2026,
        kind=MonitoredObject.Kind.OTHER,
        name=Said.of(ky="Көчө чырактары", ru="Уличные фонари", en="Street lamps"),
        place=land.villages[0],
        commitment=lamps,
    )
    made = [actions.plan_object(group, words, by=by, now=now) for words in (road, school, poles)]
    return made[0], made[1]


def _of_the_road(visit: Visit, member: User, clerk: User) -> tuple[Finding, Finding]:
    """One with the office's answer beside it, one whose day has passed without; everybody reads both."""
    now, day = at("2026-02-13"), date(2026, 2, 13)
    answered = actions.add_finding(
        visit,
        Said.of(
            ky="Көпүрөнүн жанында суу кетчү арык жок.",
            ru="У моста нет арыка для отвода воды.",
            en="By the bridge there is no ditch to lead the water away.",
        ),
        Said.of(ky="Арык казуу.", ru="Выкопать арык.", en="Dig a ditch."),
        by=member,
        now=now,
    )
    unanswered = actions.add_finding(
        visit,
        Said.of(
            ky="Ким, кайсы акчага куруп жатканы жазылган такта жок.",
            ru="Нет щита с указанием подрядчика и суммы.",
            en="No board says who builds, and from which money.",
        ),
        Said.of(ky="Такта коюу.", ru="Поставить щит.", en="Put up a board."),
        by=member,
        now=now,
    )
    for one in (answered, unanswered):
        actions.hand_over(one, handed_on=day, answer_by=date(2026, 2, 27), seen=one.version, by=member, now=now)
    actions.answer_finding(
        answered,
        Said.of(
            ky="Подрядчик арыкты 20-мартка чейин казат.",
            ru="Подрядчик выкопает арык до 20 марта.",
            en="The contractor digs the ditch by 20 March.",
        ),
        answered_on=date(2026, 2, 20),
        post=Post.AO_HEAD,
        seen=answered.version,
        by=clerk,
        now=at("2026-02-20"),
    )
    actions.publish_visit(visit, seen=visit.version, by=member, now=at("2026-03-02"))
    for one in (answered, unanswered):
        one.refresh_from_db()
    return answered, unanswered


def _from_paper(school: MonitoredObject, cast: Cast) -> tuple[Visit, Finding, Finding]:
    """The clerk copied the sheet; one finding lies with the office, one was not handed over yet."""
    by, now = cast.clerk.user, at("2026-03-04")
    visit = actions.record_visit(
        school,
        VisitWords(
            on=date(2026, 3, 3),
            came_in=Visit.CameIn.PAPER,
            saw=Said.of(
                ky="Эки класста +14 градус.", ru="В двух классах +14 градусов.", en="14 degrees in two classrooms."
            ),
            interviews=4,
            answers={"warm": ("no", "+14"), "fuel": ("yes", ""), "roof": ("yes", ""), "toilet": ("cannot_tell", "")},
        ),
        by=by,
        now=now,
    )
    handed = actions.add_finding(
        visit,
        Said.of(ky="Эки класс жылыбайт.", ru="Два класса не прогреваются.", en="Two classrooms do not get warm."),
        Said.of(ky="Казанды текшертүү.", ru="Проверить котёл.", en="Have the boiler looked at."),
        by=by,
        now=now,
    )
    day, until = date(2026, 3, 4), date(2026, 3, 18)
    actions.hand_over(handed, handed_on=day, answer_by=until, seen=handed.version, by=by, now=now)
    drafted = actions.add_finding(
        visit,
        Said.of(
            ky="Арабачан бала мектепке кире албайт.",
            ru="Ребёнок на коляске не может войти в школу.",
            en="A child in a wheelchair cannot get into the school.",
        ),
        Said(),
        by=by,
        now=now,
    )
    return visit, handed, drafted


def _a_photo(*, with_people: bool = False) -> bytes:
    """A road under hills, drawn; with two figures on it where asked."""
    picture = Image.new("RGB", (1200, 900), (196, 214, 226))
    draw = ImageDraw.Draw(picture)
    draw.polygon([(0, 520), (320, 300), (620, 480), (900, 260), (1200, 500), (1200, 900), (0, 900)], (126, 146, 104))
    draw.polygon([(540, 520), (640, 520), (980, 900), (180, 900)], (104, 100, 98))
    if with_people:
        for left in (420, 640):
            draw.rectangle((left, 600, left + 90, 800), (70, 60, 120))
            draw.ellipse((left + 5, 510, left + 85, 600), (214, 172, 140))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=80)
    return out.getvalue()
