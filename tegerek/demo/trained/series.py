"""The sample series from its first word to the press release before it: words, seminars, seats, letters, materials."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tegerek.demo.moments import at, when
from tegerek.demo.trained.country import Country
from tegerek.demo.trained.courses import COURSES, PEOPLE, SEATS, Course
from tegerek.demo.trained.people import NAME, Staff
from tegerek.demo.trainings import HALL, name_halls, take_home, topics
from tegerek.learning.certificates import seminar_with_words
from tegerek.lib.said import Said
from tegerek.meetings.actions import Item, set_agenda
from tegerek.meetings.models import AgendaItem
from tegerek.people.models import User
from tegerek.places.models import Unit
from tegerek.programmes import actions
from tegerek.programmes.actions import Change, Person, Prose, Words
from tegerek.programmes.letters import number_letters
from tegerek.programmes.models import Programme, Seminar
from tegerek.programmes.rosters import invitable
from tegerek.programmes.rules import Scope
from tegerek.programmes.trainers import add_mock_assembly

DRAFTED, PUBLISHED = "2025-09-08", "2025-09-22"
STARTS, ENDS = "09:30", "16:30"
# What is taught between the two tests.
HOURS = (
    Said.of(
        ky="Жыйындын түрлөрү жана каралчу маселелер",
        ru="Виды сходов и рассматриваемые вопросы",
        en="Kinds of meetings, and what they take up",
    ),
    Said.of(ky="Ким чакырат, качан жана кантип", ru="Кто созывает, когда и как", en="Who calls it, when and how"),
    Said.of(ky="Добуш берүү жана протокол", ru="Голосование и протокол", en="Voting and minutes"),
    Said.of(
        ky="Жыйынга чейин жана андан кийин маалымдоо",
        ru="Информирование до и после схода",
        en="Informing before and after",
    ),
)


def begin(country: Country, staff: Staff) -> Programme:
    """Draft the series with its twelve seminars, choose whom to invite, write the release and publish it."""
    by = staff.coordinator.user
    programme = actions.draft_programme(_words(), office=staff.office, by=by, now=at(DRAFTED), is_sample=True)
    for course, raion in zip(COURSES, country.raions, strict=True):
        _add(programme, course, raion, by)
    name_halls()
    _write(programme, by)
    programme.refresh_from_db()
    actions.publish_programme(programme, seen=programme.version, by=by, now=at(PUBLISHED))
    for seminar in seminars_of(programme):
        _set_day(seminar, by)
        _choose(seminar, by)
    number_letters(
        programme, begin="01-25/101", dated=date(2025, 9, 26), answer_by=date(2025, 10, 7), by=by, now=at("2025-09-26")
    )
    take_home(programme, by, at("2025-10-06"))
    return programme


def seminars_of(programme: Programme) -> list[Seminar]:
    """The seminars as planned, each with its programme, place and hall, in the order of COURSES."""
    return [seminar_with_words(key) for key in programme.seminars.order_by("pk").values_list("pk", flat=True)]


def move(programme: Programme, by: User) -> None:
    """Move the seminars that were held on another day than planned, each with its reason, and say so in the release."""
    reason = Said.of(
        ky="Ашууда кар жаап, жол жабылды.",
        ru="На перевале выпал снег, дорога закрыта.",
        en="Snow has closed the road over the pass.",
    )
    now = at("2025-10-28")
    for course, seminar in zip(COURSES, seminars_of(programme), strict=True):
        if course.moved:
            change = Change(days=course.moved)
            actions.change_seminars(seminar, change, scope=Scope.THIS, reason=reason, seen={}, by=by, now=now)
    actions.issue_corrections(programme, by=by, now=at("2025-10-28", 11))


def _words() -> Words:
    return Words(
        title=Said.of(
            ky="Жыйындан аткарылган чечимге чейин",
            ru="От схода до выполненного решения",
            en="From the assembly to the decision carried out",
        ),
        aim=Said.of(
            ky="Ар бир айыл өкмөтү кийинки жыйынын эл ишенгидей өткөрүп, чечими аткарылганын көрсөтө алсын.",
            ru="Чтобы каждый айыл окмоту провёл следующий сход так, чтобы люди ему верили, и показал, что решение выполнено.",
            en="That each aiyl okmotu holds its next assembly so that people trust it, and shows that what was decided is done.",
        ),
        project=Said.of(ky="«Ойдогудай айыл»", ru="«Село, как задумано»", en="“A Village as One Would Wish”"),
        donor=Said.of(
            ky="Ойдон чыгарылган «Чырак» фонду", ru="Вымышленный фонд «Чырак»", en="The invented Chyrak Foundation"
        ),
        implementer=NAME,
        topics=topics(),
        first_day=date(2025, 10, 14),
        last_day=date(2025, 11, 27),
        planned=PEOPLE * len(COURSES),
    )


def _add(programme: Programme, course: Course, raion: Unit, by: User) -> None:
    seminar = actions.add_seminar(
        programme,
        place=raion,
        venue=HALL.in_("ky").text,
        when=when(course.day, STARTS, ENDS),
        planned=PEOPLE,
        by=by,
        now=at(DRAFTED),
    )
    actions.set_quota(seminar, SEATS, by=by, now=at(DRAFTED))


def _set_day(seminar: Seminar, by: User) -> None:
    """What is taken up that day, with a mock assembly before the last item."""
    inform, discuss = AgendaItem.Purpose.INFORM, AgendaItem.Purpose.DISCUSS
    items = [
        Item(
            Said.of(ky="Каттоо жана биринчи тест", ru="Регистрация и первый тест", en="Registration, first test"),
            inform,
            minutes=30,
        ),
        *(Item(topic, discuss, minutes=45) for topic in HOURS),
        Item(
            Said.of(
                ky="Кийинки жыйыныбыз: түрү, күнү, кагаздары",
                ru="Наш следующий сход: вид, день, бумаги",
                en="Our next meeting: its kind, its day, its papers",
            ),
            discuss,
            minutes=60,
        ),
        Item(
            Said.of(ky="Экинчи тест жана баалоо", ru="Второй тест и оценка", en="Second test, evaluation"),
            inform,
            minutes=30,
        ),
    ]
    set_agenda(seminar.meeting, items, seen=seminar.meeting.version, by=by, now=at("2025-09-23"))
    seminar.meeting.refresh_from_db()
    add_mock_assembly(seminar.meeting, minutes=60, before=6, by=by, now=at("2025-09-23"))


def _choose(seminar: Seminar, by: User) -> None:
    """Who comes from where: the seats never reach for every post of every aimak."""
    units = {unit.pk: unit for unit in invitable(seminar.meeting.place, seminar.meeting.held_on)}
    chosen = _seats_of(list(units))
    actions.choose_posts(seminar, chosen, units, posts=list(SEATS), by=by, now=at("2025-09-24"))


def _seats_of(units: Sequence[int]) -> dict[int, set[str]]:
    """Posts by aimak, one person each, the seats going round; of seven aimaks one comes away with nothing."""
    near = units[:6]
    found: dict[int, set[str]] = {unit: set() for unit in units}
    for turn, (post, seats) in enumerate(SEATS.items()):
        for n in range(seats):
            found[near[(turn + n) % len(near)]].add(post)
    return found


def _write(programme: Programme, by: User) -> None:
    prose = Prose(
        dated=date(2025, 9, 22),
        place=Said.of(ky="Бишкек", ru="Бишкек", en="Bishkek"),
        heading=Said.of(
            ky="Он эки районго он эки күн: кийинки жыйын семинарда эле башталат",
            ru="Двенадцать дней в двенадцати районах: следующий сход начинается прямо на семинаре",
            en="Twelve days in twelve raions: the next assembly begins at the seminar",
        ),
        lead=Said.of(
            ky="Октябрь жана ноябрь айларында эки облустун он эки районунда бир күндүк семинарлар өтөт. 240 киши чакырылат: айыл "
            "өкмөтүнүн башчылары жана адистери, депутаттар, демилгелүү топтордун жана биргелешкен мониторинг топторунун мүчөлөрү.",
            ru="В октябре и ноябре в двенадцати районах двух областей пройдут однодневные семинары. Приглашены 240 человек: главы и "
            "специалисты айыл окмоту, депутаты, члены инициативных групп и групп совместного мониторинга.",
            en="In October and November one-day seminars will be held in twelve raions of two oblasts. 240 people are invited: heads "
            "and specialists of aiyl okmotus, deputies, members of initiative groups and of joint monitoring groups.",
        ),
        quote=Said.of(
            ky="Сертификат алуу максат эмес. Максат – эл сураган нерсе аткарылып, аткарылганы айтылганда.",
            ru="Цель не в сертификате. Цель в том, чтобы то, о чём просили люди, было сделано и об этом было сказано.",
            en="A certificate is not the aim. The aim is that what people asked for gets done, and that they are told.",
        ),
        about=Said.of(
            ky="«Ойдогудай айыл» долбоорун «Ойдон» окуу борбору ишке ашырат, «Чырак» фонду колдойт. Долбоор да, борбор да, фонд да "
            "ойдон чыгарылган.",
            ru="Проект «Село, как задумано» ведёт учебный центр «Ойдон» при поддержке фонда «Чырак». Проект, центр и фонд вымышлены.",
            en="The project is run by Oidon Training Centre with the support of the Chyrak Foundation. Project, centre and foundation "
            "are invented.",
        ),
    )
    speaker = Person(
        name=Said.of(ky="Таалай Сынаков", ru="Таалай Сынаков", en="Taalai Synakov"),
        post=Said.of(
            ky="«Ойдон» окуу борборунун директору",
            ru="директор учебного центра «Ойдон»",
            en="director of Oidon Training Centre",
        ),
    )
    contact = Person(
        name=Said.of(ky="Асел Сынакова", ru="Асель Сынакова", en="Asel Synakova"),
        post=Said.of(ky="программанын координатору", ru="координатор программы", en="programme coordinator"),
        phones="0000 00-00-33",
        email="press@oidon.example",
    )
    seen = programme.release.version
    actions.write_release(programme, prose, speaker=speaker, contact=contact, seen=seen, by=by, now=at("2025-09-19"))
