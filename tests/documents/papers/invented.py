"""An invented seminar with invented people: what the tests of office papers write out."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time

from tegerek.lib.said import Said
from tegerek.meetings.day_sheets import DaySheet
from tegerek.meetings.roster_sheets import RosterLine, RosterSheet
from tegerek.meetings.rules import State, When
from tegerek.meetings.sheets import AgendaLine
from tegerek.people.letterheads import LetterheadSheet
from tegerek.people.models import Post
from tegerek.people.posts import post_said
from tegerek.programmes.letter_sheets import Addressee, LetterSheet, SeatLine
from tegerek.programmes.paper_sheets import DayPapers
from tegerek.programmes.trainer_sheets import TrainingDay
from tests.documents import sheets

NAMES = ("Мисалов Өмүрбек", "Сынакова Жылдыз Үсөновна", "Үлгүева Айгүл", "Ойдонов Чыңгыз")
POSTS = (Post.AO_HEAD, Post.COUNCIL_CHAIR, Post.EXECUTIVE_SECRETARY, Post.JMEG_MEMBER)
AIMAKS = ("Ак-Кыя", "Көк-Ой", "Чоң-Жаңы-Үмүт")
LONG_WORD = "жоопкерчиликтүүлүктөрүбүздөгүлөрдөнсүздөрбү"
HEAD = LetterheadSheet(
    lines=Said.of(
        ky="КЫРГЫЗ РЕСПУБЛИКАСЫ\nМисал облусу\n«Булак» окуу борбору",
        ru="КЫРГЫЗСКАЯ РЕСПУБЛИКА\nМисальская область\nУчебный центр «Булак»",
        en="KYRGYZ REPUBLIC\nBulak Training Centre",
    ),
    address=Said.of(ky="Ак-Кыя ш., Тынчтык көч. 1\nтел. 0000 00-00-22", ru="г. Ак-Кыя, ул. Мира 1\nтел. 0000 00-00-22"),
    signer_post=Said.of(ky="Борбордун директору", ru="Директор центра", en="Director of the Centre"),
    signer=Said.of(ky="Ж. Сынакова", ru="Ж. Сынакова", en="J. Synakova"),
    version=1,
)
AGENDA = (
    AgendaLine(1, Said.of(ky="Катышуучуларды каттоо", ru="Регистрация участников"), "inform", Said(), 30),
    AgendaLine(
        2,
        Said.of(ky="Айыл жыйынын даярдоо жана чакыруу", ru="Подготовка и созыв схода"),
        "discuss",
        Said.of(ky="тренер", ru="тренер"),
        90,
    ),
    AgendaLine(3, Said.of(ky="Суроо-жооп", ru="Вопросы и ответы"), "discuss", Said(), None),
    AgendaLine(4, Said.of(ky="Жыйынтыктоо", ru="Подведение итогов"), "inform", Said(), 15),
)


def day(**changes: object) -> DaySheet:
    """A seminar in Алма raion with an agenda, in a programme of twenty people."""
    made = DaySheet(
        meeting=7,
        number=10015,
        kind_name=sheets.SEMINAR,
        title=sheets.TITLE,
        when=When(date(2026, 3, 24), None, time(9, 30), time(16, 30)),
        state=State.CALLED,
        where=sheets.where(),
        office=sheets.OFFICE.name,
        agenda=AGENDA,
        changed_at=datetime(2026, 3, 6, 9, 30, tzinfo=UTC),
        series=sheets.TITLE,
        topics=(Said.of(ky="Жыйынга чакыруу", ru="Приглашение на сход"), Said.of(ky="Маалымдоо", ru="Информирование")),
        planned=20,
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # names and values come from the test that knows them


def line(n: int = 0, **changes: object) -> RosterLine:
    """One of four invented people, again and again."""
    aimak = AIMAKS[n % len(AIMAKS)]
    post = POSTS[n % len(POSTS)]
    made = RosterLine(
        key=n + 1,
        person=n + 1,
        version=1,
        name=f"{NAMES[n % len(NAMES)]}",
        sex="mffm"[n % 4],
        post=post.value,
        title=post_said(post),
        unit=Said.of(ky=f"{aimak} айыл аймагы", ru=f"айылный аймак {aimak}"),
        unit_key=n % len(AIMAKS) + 1,
        phones=(),
        made_at=datetime(2026, 3, 6, tzinfo=UTC),
        confirmed_at=None,
        declined_at=None,
        tries=0,
        tried_at=None,
        instead_of=None,
        replaced_by=None,
        reason="",
        is_walk_in=False,
        morning=None,
        afternoon=None,
        ticked_at=None,
        ticked_later=False,
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # names and values come from the test that knows them


def roster(*lines: RosterLine) -> RosterSheet:
    found = day()
    return RosterSheet(7, found.number, "seminar", found.title, found.when, found.where, found.office, lines)


def letter(**changes: object) -> LetterSheet:
    """To an aimak that is invited: numbered, dated, with seats."""
    name = Said.of(ky="Ак-Кыя", ru="Ак-Кыинский", en="Ak-Kyya")
    made = LetterSheet(
        seminar=3,
        to=Addressee(1, "aimak", name, Said.of(ky="Ак-Кыя айыл аймагы", ru="Ак-Кыинский айылный аймак"), False, False),
        number="01-14/25",
        dated=date(2026, 3, 6),
        answer_by=date(2026, 3, 16),
        version=1,
        day=day(),
        letterhead=HEAD,
        project=Said.of(ky="Ачык айыл", ru="Открытое село", en="Open Village"),
        seats=(_seats(Post.AO_HEAD, 1), _seats(Post.DEPUTY, None)),
        invited=(),
        contact=sheets.BEKTUR,
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # names and values come from the test that knows them


def to_raion(**changes: object) -> LetterSheet:
    """To the administration of the raion, which is told of the aimaks."""
    name = Said.of(ky="Алма", ru="Алмалинский", en="Alma")
    to = Addressee(2, "raion", name, Said.of(ky="Алма району", ru="Алмалинский район"), False, True)
    invited = tuple(Said.of(ky=f"{aimak} айыл аймагы", ru=f"айылный аймак {aimak}") for aimak in AIMAKS)
    seats = (_seats(Post.AO_HEAD, 3), _seats(Post.DEPUTY, 5))
    return letter(**{"to": to, "invited": invited, "seats": seats, "number": "01-14/24", **changes})


def papers(people: int = 20, **changes: object) -> DayPapers:
    """A whole seminar: two letters, people on the list, a day without a trainer yet."""
    found = day(**changes)
    letters = (to_raion(day=found), letter(day=found))
    training = TrainingDay((), people, people, 0, (), None)
    return DayPapers(found, roster(*(line(n) for n in range(people))), letters, training=training)


def _seats(post: Post, seats: int | None) -> SeatLine:
    return SeatLine(post, post_said(post), seats, seats)
