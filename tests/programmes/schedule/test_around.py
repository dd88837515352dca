"""What stands around the rows is found where it is certain, and left empty where it is not."""

from datetime import date, time

import pytest

from tests.programmes.schedule.helpers import ABOVE, BELOW, flattened, read, warned

RUSSIAN = """УТВЕРЖДАЮ
Директор Небывалого фонда

г. Бишкек, 12 марта 2026 года

ПРЕСС-РЕЛИЗ

Как слушать друг друга на сельском сходе

С 10 по 20 марта 2026 года в районных центрах Таласской области пройдут однодневные семинары на тему «Сход без \
спешки». Всего планируется участие 60 человек, по 20 человек в каждом районе.

Семинары проводятся в рамках проекта «Круглый двор», финансируемого Придуманным агентством (ПА) и реализуемого \
Институтом небывалых дел.

«Мы хотим, чтобы каждый житель мог высказаться и чтобы сход заканчивался решением, а не ссорой», — сказала \
Выдумка Небылицына, тренер проекта.

График проведения семинаров:

Дата\tРайон\tМесто проведения
10.03.26\tТаласский\tЗал РГА
11.03.26\tМанасский\tЗал РГА

За дополнительной информацией: специалист по связям с общественностью Придумана Примерова, тел.: (0555) 00-00-00, \
pr@example.org
"""
ENGLISH = """PRESS RELEASE
Bishkek, Kyrgyzstan
12 March 2026

A CIRCLE FOR EVERYONE

From 10 to 20 March 2026 one-day seminars entitled “Meetings without haste” will be held in the raion centres \
of Talas oblast. In total, 80 people are expected to take part.
The seminars are held within the project “Round Yard”, funded by the Invented Agency (IA) and implemented by the \
Institute of Made-up Affairs.

“We want every resident to be able to speak and to be heard at the meeting,” said Madeup Person, trainer.

Date
Raion
Venue
10 March
Talas
RSA hall
11 March
Manas
RSA hall

For more information contact: PR specialist Invented Somebody, tel. +996 555 000 000, pr@example.org
"""


def test_a_kyrgyz_release_gives_its_facts_and_its_prose() -> None:
    found = read(f"{ABOVE}\n{flattened()}{BELOW}")

    assert (found.lang, found.title) == ("ky", "Шашпаган жыйын: даярдык жана өткөрүү")
    assert found.heading == "ТЕГЕРЕК ОТУРУП СҮЙЛӨШӨБҮЗ: ЖЫЙЫН КИМДИКИ?"
    assert (found.period, found.planned) == ((date(2026, 3, 10), date(2026, 3, 23)), 160)
    assert (found.project, found.donor) == ("Тегерек короо", "Ойдон чыгарылган агенттик (ОЧА)")
    assert (found.implementer, warned(found)) == ("Жок нерселер институту", ["dated_after_first"])
    assert (found.prose.dated, found.prose.place) == (date(2026, 3, 11), "Бишкек")
    assert found.prose.quote.startswith("Ар бир адам өз сөзүн айтып")
    assert (found.prose.speaker_name, found.prose.speaker_post) == ("Ойдон Чыгарылган", "тренер, долбоордун адиси")
    assert (found.prose.lead[:10], found.prose.about[:10]) == ("2026-жылды", "Семинарлар")
    assert found.prose.contact_name == "Жок Адамбекова"
    assert (found.prose.phones, found.prose.emails) == (("(0555) 00-00-00",), ("pr@example.org",))
    assert found.prose.site == "www.example.kg"


def test_a_russian_release_gives_its_facts_and_its_prose() -> None:
    found = read(RUSSIAN)

    assert (found.lang, found.title, found.planned) == ("ru", "Сход без спешки", 60)
    assert found.heading == "Как слушать друг друга на сельском сходе"
    assert (found.project, found.donor) == ("Круглый двор", "Придуманным агентством (ПА)")
    assert found.implementer == "Институтом небывалых дел"
    assert (found.prose.dated, found.prose.place) == (date(2026, 3, 12), "Бишкек")
    assert (found.prose.approved, found.prose.speaker_name) == ("Директор Небывалого фонда", "Выдумка Небылицына")
    assert (found.prose.speaker_post, found.prose.contact_name) == ("тренер проекта", "Придумана Примерова")
    assert (len(found.seminars), warned(found)) == (2, ["dated_after_first"])


def test_an_english_release_gives_its_facts_and_its_prose() -> None:
    found = read(ENGLISH)

    assert (found.lang, found.title, found.heading) == ("en", "Meetings without haste", "A CIRCLE FOR EVERYONE")
    assert (found.period, found.planned) == ((date(2026, 3, 10), date(2026, 3, 20)), 80)
    assert (found.project, found.donor) == ("Round Yard", "Invented Agency (IA)")
    assert found.implementer == "Institute of Made-up Affairs"
    assert found.prose.quote == "We want every resident to be able to speak and to be heard at the meeting"
    assert (found.prose.speaker_name, found.prose.contact_post) == ("Madeup Person", "PR specialist")
    assert warned(found) == ["dated_after_first"]


def test_lines_broken_at_the_margin_are_joined_again() -> None:
    broken = ENGLISH.replace(" will be held", "\nwill be held").replace(
        " and implemented by the Institute", "\nand implemented by the Institute"
    )

    found = read(broken)

    assert (found.title, found.implementer) == ("Meetings without haste", "Institute of Made-up Affairs")
    assert found.prose.lead.count("\n") == 0


def test_labels_say_the_facts_of_a_plain_schedule() -> None:
    found = read(
        "Темасы: Жыйынды кантип өткөрөбүз\nДолбоор: «Ойдон чыгарылган долбоор»\nДонор: Жок фонд\n"
        "Аткаруучу: Жок институт\n"
        "Мөөнөтү: 2026-жылдын 1-марты – 30-марты\nКатышуучулардын саны: 100\nТемалар: сөз алуу; добуш берүү\n\n"
        "Күнү\tРайону\tЖайы\n10.03.2026\tКочкор\tклуб"
    )  # fmt: skip

    assert (found.title, found.project) == ("Жыйынды кантип өткөрөбүз", "Ойдон чыгарылган долбоор")
    assert (found.donor, found.implementer, found.planned) == ("Жок фонд", "Жок институт", 100)
    assert found.period == (date(2026, 3, 1), date(2026, 3, 30))
    assert found.topics == ("сөз алуу", "добуш берүү")


@pytest.mark.parametrize(
    ("sentence", "planned"),
    [
        ("Жалпысынан 240 адам катышат.", 240),
        ("Всего примут участие 1 200 человек.", 1200),
        ("About 90 people are expected.", 90),
        ("Ар бир семинарга 20 адам катышат.", None),
        ("По 20 человек в каждом районе.", None),
        ("Планируется 100 человек. Ожидается 120 человек.", None),
        ("Залда 3 терезе бар.", None),
    ],
)
def test_planned_people_are_those_in_all_and_only_where_one_number_says_so(sentence: str, planned: int | None) -> None:
    found = read(f"{sentence}\n\nКүнү\tРайону\tЖайы\n10.03.2026\tКочкор\tклуб")

    assert found.planned == planned


def test_of_two_stretches_the_period_is_the_one_that_holds_the_rows() -> None:
    found = read(
        "Арыздар 2026-жылдын 1-февралынан 10-февралына чейин кабыл алынат.\n"
        "Семинарлар 2026-жылдын 1-мартынан 30-мартына чейин өтөт.\n\nКүнү\tРайону\tЖайы\n10.03.2026\tКочкор\tклуб"
    )

    assert found.period == (date(2026, 3, 1), date(2026, 3, 30))


def test_a_bare_schedule_has_no_title_no_prose_and_no_facts() -> None:
    found = read("График проведения семинаров\n\nДата\tРайон\tМесто\n10.03.2026\tКочкорский\tклуб")

    assert (found.title, found.project, found.donor, found.period, found.planned) == ("", "", "", None, None)
    assert (found.prose.lead, found.prose.quote, found.prose.contact_name) == ("", "", "")


def test_a_blank_for_the_speakers_name_is_no_name() -> None:
    found = read(ABOVE.replace("Ойдон Чыгарылган,", "[аты-жөнү],") + flattened())

    assert (found.prose.speaker_name, found.prose.speaker_post) == ("", "тренер, долбоордун адиси")


LEADS = {
    "ky": (
        (
            "2026-жылдын 14-апрелинен 17-апрелине чейин Нарын облусунда «Сууну чогуу башкарабыз» аттуу семинарлар "
            "өтөт. Жалпысынан 40 адам катышат."
        ),
        (
            "Күнү; Району; Жайы\n14.04.26; Кочкор; мектеп\n15-апрель; Жумгал району; РМА залы, саат 10:00\n"
            "16.04.2026; Нарын; РМА залы"
        ),
        "Сууну чогуу башкарабыз",
        "РМА залы",
    ),
    "ru": (
        (
            "С 14 по 17 апреля 2026 года в Нарынской области пройдут семинары на тему «Чиним мосты вместе». "
            "Всего 40 участников."
        ),
        (
            "Дата; Район; Место\n14.04.26; Кочкор; школа\n15 апреля; Жумгальский район; зал РГА, в 10:00\n"
            "16.04.2026; Нарын; зал РГА"
        ),
        "Чиним мосты вместе",
        "зал РГА",
    ),
}


@pytest.mark.parametrize("lang", LEADS)
def test_a_sentence_that_announces_the_rows_below_it_is_none_of_them(lang: str) -> None:
    lead, rows, title, venue = LEADS[lang]

    understood = read(f"ПРЕСС-РЕЛИЗ\n{lead}\n\n{rows}")

    assert (understood.title, understood.planned) == (title, 40)
    assert understood.period == (date(2026, 4, 14), date(2026, 4, 17))
    assert [(row.date, row.start, row.venue) for row in understood.seminars][1] == (date(2026, 4, 15), time(10), venue)
    assert [row.unit and row.unit.soate for row in understood.seminars] == [
        f"{code}000000" for code in ("41704235", "41704230", "41704245")
    ]
    assert understood.warnings == ()


def test_title_and_total_are_found_in_the_sentence_that_names_the_days() -> None:
    text = (
        "«Ачык короо» деген аталышта семинарлар 2026-жылдын 5-майында Кочкор районунда, 2026-жылдын 7-майында Жумгал "
        "районунда өтөт. Бардыгы болуп 90 адам катышат."
    )

    understood = read(text)

    assert (understood.title, understood.planned) == ("Ачык короо", 90)
    assert [row.venue for row in understood.seminars] == ["", ""]


def test_the_number_of_people_in_one_row_is_no_total() -> None:
    understood = read("5-май 2026, Кочкор району, клуб. 20 адам катышат.\n7-май 2026, Жумгал району, клуб")

    assert understood.planned is None


@pytest.mark.parametrize(
    ("period", "codes"),
    [
        ("с 14 по 17 апреля 2026 года", []),
        ("с 14 по 17 апреля", ["year_guessed"]),
        ("с 15 по 17 апреля 2026 года", ["year_guessed", "outside_period"]),
    ],
)
def test_a_year_that_the_period_states_for_all_rows_is_not_called_assumed(period: str, codes: list[str]) -> None:
    text = f"График семинаров {period}\n\n14 апреля – Кочкорский район\n17 апреля – Жумгальский район"

    understood = read(text)

    assert [row.date for row in understood.seminars] == [date(2026, 4, 14), date(2026, 4, 17)]
    assert sorted(warned.code for warned in understood.warnings) == sorted(codes)
