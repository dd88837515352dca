"""Sheets of an invented programme: what the tests of papers and feeds write out. Every name and number is made up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from uuid import UUID, uuid5

from tegerek.lib.refs import number_for
from tegerek.lib.said import Said
from tegerek.meetings.models import Turn
from tegerek.meetings.rules import State, When, circle
from tegerek.meetings.sheets import AgendaLine, MeetingLine, MeetingSheet, OfficeLine, TurnLine, Where
from tegerek.programmes.sheets import CorrectionLine, PersonLine, ProgrammeSheet, ReleaseSheet, SeminarLine

WORLD = UUID("0f0e0d0c-0b0a-4908-8706-050403020100")
CALLED = datetime(2026, 3, 6, 3, 0, tzinfo=UTC)
CHANGED = datetime(2026, 3, 6, 9, 30, tzinfo=UTC)

TOR = Said.of(ky="Төр-Суу облусу", ru="Тёр-Сууйская область", en="Tor-Suu oblast")
JOGORKU = Said.of(ky="Жогорку облусу", ru="Жогоркинская область", en="Jogorku oblast")
OFFICE = OfficeLine(
    Said.of(ky="Ак-Кыя айыл өкмөтү", ru="Айыл окмоту Ак-Кыя", en="Aiyl okmotu of Ak-Kyya"),
    "0 000 00 00 00",
    Said.of(ky="Ак-Кыя айылы, Тынчтык көчөсү 1"),
)
HALL = Said.of(ky="РМА жыйындар залы", ru="зал заседаний РГА", en="RSA meeting hall")
SEMINAR = Said.of(ky="семинар-тренинг", ru="семинар-тренинг", en="training seminar")
TITLE = Said.of(ky="Айылда чогуу чечебиз", ru="Решаем в селе вместе", en="We decide together in the village")
AIGUL = PersonLine(
    Said.of(ky="Айгүл Үлгүева", ru="Айгуль Ульгуева", en="Aigul Ulguyeva"),
    Said.of(ky="тренер, долбоордун адиси", ru="тренер, специалист проекта", en="trainer, project specialist"),
    (),
    "",
    "",
)
BEKTUR = PersonLine(
    Said.of(ky="Бектур Мисалов", ru="Бектур Мисалов", en="Bektur Misalov"),
    Said.of(ky="коомчулук менен байланыш адиси", ru="специалист по связям с общественностью"),
    ("0 000 12 34 56", "0 000 65 43 21"),
    "press@misal.example",
    "www.misal.example",
)

TOR_RAIONS = ("Алма", "Бел-Арча", "Көк-Ой", "Жайлоо", "Үч-Төр")
JOGORKU_RAIONS = ("Кызыл-Таш", "Мөңгү", "Ой-Тал", "Сары-Бел", "Таш-Көпүрө", "Чоң-Арал", "Ысык-Булак")
TOR_DAYS = ((3, 24), (3, 25), (3, 26), (4, 1), (4, 2))
JOGORKU_DAYS = ((4, 8), (4, 9), (4, 10), (4, 13), (4, 15), (4, 16), (4, 17))


def where(name: str = "Алма", oblast: Said = TOR, **changes: object) -> Where:
    """A raion of the invented country, by its short name."""
    unit = Said.of(ky=f"{name} району", ru=f"{name}нский район", en=f"{name} raion")
    place = Where(
        slug=f"raion-{len(name)}",
        unit=unit,
        above=oblast,
        venue=HALL,
        address=Said(),
        is_step_free=None,
        ky_needs_look=False,
    )
    return replace(place, **changes)  # type: ignore[arg-type]  # names and values come from the test that knows them


def line(row: int = 1, when: When | None = None, state: State = State.CALLED, **changes: object) -> MeetingLine:
    """A called seminar without an hour; `changes` replace fields."""
    when = When(date(2026, 3, 24)) if when is None else when
    made = MeetingLine(
        number=number_for(row),
        uid=uuid5(WORLD, str(row)),
        kind="seminar",
        kind_name=SEMINAR,
        title=TITLE,
        when=when,
        where=where(),
        office=OFFICE.name,
        state=state,
        sequence=0,
        made_at=CALLED,
        called_at=CALLED,
        changed_at=CHANGED,
        steps=circle(called_on=date(2026, 3, 6), held_on=when.first, is_held=False),
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # names and values come from the test that knows them


def seminars(*, hours: When | None = None) -> tuple[SeminarLine, ...]:
    """Twelve seminars, five and seven, in two oblasts; hours: `starts` and `ends` of all of them."""
    hours = hours or When()
    rows = [
        *((TOR, name, day) for name, day in zip(TOR_RAIONS, TOR_DAYS, strict=True)),
        *((JOGORKU, name, day) for name, day in zip(JOGORKU_RAIONS, JOGORKU_DAYS, strict=True)),
    ]
    return tuple(
        SeminarLine(
            line(number, When(date(2026, *day), None, hours.starts, hours.ends), where=where(name, oblast)), oblast, 20
        )
        for number, (oblast, name, day) in enumerate(rows, start=1)
    )


def programme(rows: Sequence[SeminarLine] | None = None, **changes: object) -> ProgrammeSheet:
    made = ProgrammeSheet(
        slug="aiylda-choguu-chechebiz",
        title=TITLE,
        aim=Said.of(ky="Айыл жыйындарын жакшы өткөрүүнү үйрөнүү."),
        project=Said.of(ky="Ачык айыл", ru="Открытое село", en="Open village"),
        donor=Said.of(ky="Мисал өнүгүү агенттиги", ru="Агентство развития «Мисал»", en="Misal Development Agency"),
        implementer=Said.of(ky="Мисал институту", ru="Институт «Мисал»", en="Misal Institute"),
        topics=(Said.of(ky="Жыйынга чакыруу"), Said.of(ky="Жыйындан кийин маалымдоо")),
        first_day=date(2026, 3, 24),
        last_day=date(2026, 4, 17),
        planned=240,
        contact=BEKTUR,
        office=OFFICE,
        seminars=seminars() if rows is None else tuple(rows),
        published_at=CALLED,
        changed_at=CHANGED,
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # names and values come from the test that knows them


def release(rows: Sequence[SeminarLine] | None = None, **changes: object) -> ReleaseSheet:
    """The press release with all its prose, in Kyrgyz and Russian; in English only the heading is translated."""
    sheet = programme(rows)
    made = ReleaseSheet(
        programme=sheet,
        dated=date(2026, 3, 20),
        place=Said.of(ky="Бишкек", ru="Бишкек", en="Bishkek"),
        heading=Said.of(
            ky="Айыл жыйыны: ар бир добуш угулсун",
            ru="Сельский сход: пусть каждый голос услышат",
            en="Village assemblies: let every voice be heard",
        ),
        lead=Said.of(
            ky="Эки облустун он эки районунда бир күндүк семинарлар өтөт. Ага 240 адам чакырылат.\n"
            "Семинарда жыйынды даярдоону, өткөрүүнү жана андан кийин элге кабар берүүнү машыгабыз.",
            ru="В двенадцати районах двух областей пройдут однодневные семинары. Приглашены 240 человек.\n"
            "На семинаре мы учимся готовить сход, вести его и рассказывать людям о том, что решено.",
        ),
        quote=Said.of(
            ky="Жыйынга келген адам бир суроо менен келет: «Менин сөзүм эмнени өзгөртөт?» "
            "Биз ошого жооп берүүнү үйрөнөбүз.",
            ru="Человек приходит на сход с одним вопросом: «Что изменит моё слово?» Мы учимся на него отвечать.",
        ),
        speaker=AIGUL,
        about=Said.of(
            ky="Семинарларды «Ачык айыл» долбоору уюштурат. Долбоор үч жылга эсептелген.",
            ru="Семинары проводит проект «Открытое село». Проект рассчитан на три года.",
        ),
        contact=sheet.contact,
        approved_by=Said.of(ky="Нурлан Үлгүев, директор", ru="Нурлан Ульгуев, директор"),
        corrections=(),
        results=None,
        changed_at=CHANGED,
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # names and values come from the test that knows them


def moved(seminar: SeminarLine, was: When, reason: Said | None = None) -> CorrectionLine:
    """The correction that follows when a seminar was at another time and is now where its line says."""
    meeting = seminar.meeting
    return CorrectionLine(meeting, was, meeting.when, meeting.state, reason or Said(), date(2026, 3, 21))


def called_off(seminar: SeminarLine, state: State, reason: Said) -> CorrectionLine:
    """The correction that follows when a seminar was cancelled or postponed."""
    meeting = replace(seminar.meeting, state=state)
    return CorrectionLine(meeting, meeting.when, None, state, reason, date(2026, 3, 21))


def in_state(seminar: SeminarLine, state: State) -> SeminarLine:
    return replace(seminar, meeting=replace(seminar.meeting, state=state))


def on(seminar: SeminarLine, when: When) -> SeminarLine:
    return replace(seminar, meeting=replace(seminar.meeting, when=when))


def meeting(made: MeetingLine | None = None, turns: Sequence[TurnLine] = (), **changes: object) -> MeetingSheet:
    """A meeting with two items on its agenda."""
    sheet = MeetingSheet(
        line=made or line(when=When(date(2026, 3, 24), None, time(10), time(16))),
        about=Said.of(ky="Жайыт жана суу тууралуу сүйлөшөбүз."),
        office=OFFICE,
        agenda=(
            AgendaLine(1, Said.of(ky="Жайыт"), "discuss", Said.of(ky="айыл өкмөтүнүн башчысы"), 30),
            AgendaLine(2, Said.of(ky="Таза суу"), "decide", Said(), None),
        ),
        turns=tuple(turns),
    )
    return replace(sheet, **changes)  # type: ignore[arg-type]  # names and values come from the test that knows them


def turn(kind: Turn.Kind, was: When | None = None, became: When | None = None) -> TurnLine:
    return TurnLine(1, kind, CHANGED, date(2026, 3, 6), Said.of(ky="Жол жабык."), was, became, None, None)
