"""Two training programmes: that of 2017 with the facts its press release states and no more, and an invented one with prose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tegerek.demo.budget import citizens_budget
from tegerek.demo.cast import Cast
from tegerek.demo.land import Land
from tegerek.demo.moments import at, when
from tegerek.demo.people import POSTS, fill_rosters, hold
from tegerek.lib.said import Said
from tegerek.meetings.rules import When
from tegerek.people.models import Post, User
from tegerek.places.models import Unit, UnitKind, Venue
from tegerek.places.rules import venue_key
from tegerek.programmes import actions
from tegerek.programmes.actions import Change, Person, Prose, Words
from tegerek.programmes.materials import add_file, choose_half_pages
from tegerek.programmes.models import Programme
from tegerek.programmes.report_sheets import draft_sheet
from tegerek.programmes.reports import freeze_report, word_report
from tegerek.programmes.rosters import invitable
from tegerek.programmes.rules import Scope

HALL = Said.of(ky="РМА жыйындар залы", ru="зал заседаний РГА", en="meeting hall of the raion administration")

# Day and raion (SOATE) of the seminars of 2017, as the press release of 25 October 2017 states them.
DAYS_2017 = (
    ("2017-10-24", "41704220000000"),
    ("2017-10-25", "41704245000000"),
    ("2017-10-26", "41704210000000"),
    ("2017-11-01", "41704230000000"),
    ("2017-11-02", "41704235000000"),
    ("2017-11-08", "41706242000000"),
    ("2017-11-09", "41706255000000"),
    ("2017-11-10", "41706226000000"),
    ("2017-11-13", "41706259000000"),
    ("2017-11-15", "41706207000000"),
    ("2017-11-16", "41706246000000"),
    ("2017-11-17", "41706211000000"),
)
# The invented series of spring 2026: real raions, invented days.
DAYS_2026 = (
    ("2026-03-17", "41704220000000"),
    ("2026-03-18", "41704230000000"),
    ("2026-03-19", "41704235000000"),
    ("2026-04-07", "41706242000000"),
    ("2026-04-08", "41706226000000"),
    ("2026-04-09", "41706211000000"),
)


@dataclass(frozen=True)
class Trainings:
    """The programme of 2017, the invented one of 2026 (published, with one seminar moved), one that is still a draft.

    trial: published, its only seminar held three days before the demo's day, with ticks.
    """

    of_2017: Programme
    together: Programme
    draft: Programme
    trial: Programme


def train(land: Land, cast: Cast) -> Trainings:
    """Make the four programmes."""
    by = cast.coordinator.user
    return Trainings(_of_2017(land, by), _together(land, by), _autumn(land, by), _trial(land, by))


def _of_2017(land: Land, by: User) -> Programme:
    words = Words(
        title=Said.of(
            ky="ЖӨБ органдарынын жергиликтүү жамаат менен өз ара аракети: коомдук катышуунун, чогулуштардын жана жашоочулардын жыйындарынын түрлөрү",
            ru="Взаимодействие органов МСУ с местным сообществом: виды общественного участия, собраний и сходов жителей",
            en="LSG bodies and the local community: kinds of public participation, of meetings and of residents’ assemblies",
        ),
        project=Said.of(
            ky="«Элдин үнү жана жергиликтүү өз алдынча башкаруу органдарынын жоопкерчилиги: бюджеттик процесс»",
            ru="«Голос граждан и подотчётность органов местного самоуправления: бюджетный процесс»",
            en="“Voice of Citizens and Accountability of Local Self-Government Bodies: Budget Process”",
        ),
        donor=Said.of(
            ky="Швейцариянын өнүктүрүү жана кызматташтык агенттиги (SDC)",
            ru="Швейцарское управление по развитию и сотрудничеству (SDC)",
            en="Swiss Agency for Development and Cooperation (SDC)",
        ),
        implementer=Said.of(
            ky="Өнүктүрүү саясат институту", ru="Институт политики развития", en="Development Policy Institute"
        ),
        topics=topics(),
        first_day=date(2017, 10, 24),
        last_day=date(2017, 11, 17),
        planned=240,
    )
    now = at("2025-12-01")
    programme = actions.draft_programme(words, office=land.trainers, by=by, now=now)
    _add(programme, [(when(day), soate) for day, soate in DAYS_2017], by, "2025-12-01")
    dated = Prose(dated=date(2017, 10, 25), place=Said.of(ky="Бишкек", ru="Бишкек", en="Bishkek"))
    release = programme.release
    actions.write_release(programme, dated, speaker=Person(), contact=Person(), seen=release.version, by=by, now=now)
    programme.refresh_from_db()
    actions.publish_programme(programme, seen=programme.version, by=by, now=now)
    return programme


def topics() -> tuple[Said, ...]:
    """What the seminars of 2017 took up, as their press release says; the invented ones follow them."""
    return (
        Said.of(ky="каралчу маселелер", ru="рассматриваемые вопросы", en="the issues to take up"),
        Said.of(ky="мезгилдүүлүгү", ru="периодичность", en="how often"),
        Said.of(ky="өткөрүү демилгеси", ru="инициатива проведения", en="on whose initiative"),
        Said.of(ky="эрежелери жана жол-жоболору", ru="правила и процедуры", en="rules and procedures"),
        Said.of(ky="пландоо", ru="планирование", en="planning"),
        Said.of(
            ky="чогулушка чейин жана андан кийин маалымдоо",
            ru="информирование до и после",
            en="informing before and after",
        ),
    )


def _together(land: Land, by: User) -> Programme:
    words = Words(
        title=Said.of(ky="Айылда чогуу чечебиз", ru="В селе решаем вместе", en="Deciding together in the village"),
        aim=Said.of(
            ky="Айыл жыйынын эл ишенгидей кылып өткөрүүгө үйрөнүү.",
            ru="Научиться проводить сельский сход так, чтобы люди ему верили.",
            en="To learn to hold a village assembly that people trust.",
        ),
        project=Said.of(ky="«Ачык айыл»", ru="«Открытое село»", en="“Open Village”"),
        donor=Said.of(
            ky="Ойдон чыгарылган «Шам» фонду", ru="Вымышленный фонд «Шам»", en="The invented Sham Foundation"
        ),
        implementer=Said.of(ky="«Булак» окуу борбору", ru="Учебный центр «Булак»", en="Bulak Training Centre"),
        topics=topics()[:4],
        first_day=date(2026, 3, 17),
        last_day=date(2026, 4, 9),
        planned=120,
    )
    now = at("2026-02-23")
    programme = actions.draft_programme(words, office=land.trainers, by=by, now=now)
    _add(programme, [(when(day, "09:30", "16:30"), soate) for day, soate in DAYS_2026], by, "2026-02-23", planned=20)
    _write(programme, by)
    actions.publish_programme(programme, seen=programme.version, by=by, now=at("2026-02-25"))
    moved = programme.seminars.select_related("programme", "meeting").get(meeting__held_on=date(2026, 3, 19))
    reason = Said.of(
        ky="Залда ошол күнү башка жыйын бар.",
        ru="В зале в этот день другое собрание.",
        en="The hall is taken on that day.",
    )
    actions.change_seminars(
        moved, Change(days=1), scope=Scope.THIS, reason=reason, seen={}, by=by, now=at("2026-03-04")
    )
    actions.issue_corrections(programme, by=by, now=at("2026-03-04", 11))
    fill_rosters(programme, by)
    return programme


def _write(programme: Programme, by: User) -> None:
    prose = Prose(
        dated=date(2026, 2, 25),
        place=Said.of(ky="Бишкек", ru="Бишкек", en="Bishkek"),
        heading=Said.of(
            ky="Айыл жыйыны: качан, ким чакырат жана андан эмне чыгат?",
            ru="Сельский сход: когда, кто созывает и что из этого выходит?",
            en="The village assembly: when, who calls it, and what comes of it?",
        ),
        lead=Said.of(
            ky="Март жана апрель айларында алты райондо бир күндүк семинарлар болот. Аларга айыл өкмөттөрүнүн адистери, депутаттар жана "
            "демилгелүү топтордун мүчөлөрү чакырылат. Ар бир катышуучу үйүнө кийинки жыйындын даяр планы менен кайтат.",
            ru="В марте и апреле в шести районах пройдут однодневные семинары. Приглашены специалисты айыл окмоту, депутаты и члены "
            "инициативных групп. Каждый участник вернётся домой с готовым планом следующего схода.",
            en="In March and April one-day seminars will be held in six raions for specialists of aiyl okmotus, deputies and members of "
            "initiative groups. Each participant goes home with a plan for the next assembly in hand.",
        ),
        quote=Said.of(
            ky="Жыйын – бул билдирүү окулуп бүтө турган жер эмес. Адам суроо берсе, жообун укканы келет.",
            ru="Сход – не место, где зачитали объявление и разошлись. Если человек задал вопрос, он хочет услышать ответ.",
            en="An assembly is not where a notice is read out and everybody leaves. Whoever asks wants to hear the answer.",
        ),
        about=Said.of(
            ky="«Ачык айыл» долбоорун «Булак» окуу борбору ишке ашырат, «Шам» фонду колдойт. Долбоор да, фонд да ойдон чыгарылган.",
            ru="Проект «Открытое село» ведёт учебный центр «Булак» при поддержке фонда «Шам». И проект, и фонд вымышлены.",
            en="The Open Village project is run by Bulak Training Centre with the support of the Sham Foundation. Both are invented.",
        ),
    )
    speaker = Person(
        name=Said.of(ky="Жылдыз Сынакова", ru="Жылдыз Сынакова", en="Jyldyz Synakova"),
        post=Said.of(
            ky="«Ачык айыл» долбоорунун тренери",
            ru="тренер проекта «Открытое село»",
            en="trainer of the Open Village project",
        ),
    )
    contact = Person(
        name=Said.of(ky="Айгүл Үлгүева", ru="Айгуль Улгуева", en="Aigul Ulgueva"),
        post=Said.of(ky="программанын координатору", ru="координатор программы", en="programme coordinator"),
        phones="0000 00-00-22",
        email="press@bulak.example",
    )
    release = programme.release
    actions.write_release(
        programme, prose, speaker=speaker, contact=contact, seen=release.version, by=by, now=at("2026-02-24")
    )
    programme.refresh_from_db()


def _autumn(land: Land, by: User) -> Programme:
    words = Words(title=Said.of(ky="Күзгү семинарлар"), planned=40)
    programme = actions.draft_programme(words, office=land.trainers, by=by, now=at("2026-03-05"))
    _add(programme, [(when("2026-09-15"), "41704235000000"), (when("2026-09-15"), "41704230000000")], by, "2026-03-05")
    return programme


def _trial(land: Land, by: User) -> Programme:
    words = Words(
        title=Said.of(ky="Сыноо семинары", ru="Пробный семинар", en="A trial seminar"),
        implementer=Said.of(ky="«Булак» окуу борбору", ru="Учебный центр «Булак»", en="Bulak Training Centre"),
        first_day=date(2026, 3, 3),
        last_day=date(2026, 3, 3),
        planned=12,
    )
    programme = actions.draft_programme(words, office=land.trainers, by=by, now=at("2026-02-10"))
    seminar = actions.add_seminar(
        programme, place=land.raion, when=when("2026-03-03", "09:30", "16:30"), planned=12, by=by, now=at("2026-02-10")
    )
    actions.set_quota(seminar, {post: POSTS[:12].count(post) for post in POSTS[:12]}, by=by, now=at("2026-02-10"))
    programme.refresh_from_db()
    actions.publish_programme(programme, seen=programme.version, by=by, now=at("2026-02-11"))
    hold(seminar, invitable(land.raion, None), by)
    programme.refresh_from_db()
    take_home(programme, by, at("2026-02-26"))
    _report(programme, by)
    return programme


def take_home(programme: Programme, by: User, now: datetime) -> None:
    """Three half-pages of the guide, and one file."""
    choose_half_pages(programme, ("form", "agenda", "chats"), seen=None, by=by, now=now)
    sample = Said.of(ky="Жарандык бюджеттин үлгүсү", ru="Образец гражданского бюджета", en="A sample citizens’ budget")
    add_file(programme, citizens_budget(), name="budget.pdf", title=sample, seen=None, by=by, now=now)
    programme.refresh_from_db()


def _report(programme: Programme, by: User) -> None:
    """The report to the donor, frozen on the evening after the seminar."""
    disclaimer = Said.of(
        ky="Бул отчёттогу пикирлер донордун пикири болбошу мүмкүн. Программа ойдон чыгарылган.",
        ru="Мнения в этом отчёте могут не совпадать с мнением донора. Программа вымышленная.",
        en="The views in this report need not be those of the donor. The programme is invented.",
    )
    word_report(programme, disclaimer, seen=0, by=by, now=at("2026-02-26"))
    until = date(2026, 3, 3)
    sheet, _rows = draft_sheet(programme, until)
    freeze_report(programme, until, shown=sheet.mark, by=by, now=at("2026-03-04"))


def _add(
    programme: Programme, days: Sequence[tuple[When, str]], by: User, made: str, planned: int | None = None
) -> None:
    raions = {
        unit.soate: unit
        for unit in Unit.objects.filter(kind=UnitKind.RAION, soate__in=[soate for _, soate in days]).select_related(
            "seat"
        )
    }
    for time, soate in days:
        seminar = actions.add_seminar(
            programme, place=raions[soate], venue=HALL.in_("ky").text, when=time, planned=planned, by=by, now=at(made)
        )
        if planned:
            actions.set_quota(seminar, QUOTA, by=by, now=at(made))
    name_halls()


def name_halls() -> None:
    """Say in every language how the halls of the seminars are called, which were made by their Kyrgyz name."""
    Venue.objects.filter(name_key=venue_key(HALL.in_("ky").text)).update(name=HALL)


QUOTA: dict[str, int] = {Post.AO_HEAD: 4, Post.AO_SPECIALIST: 4, Post.DEPUTY: 4, Post.IG_MEMBER: 5, Post.JMEG_MEMBER: 3}
