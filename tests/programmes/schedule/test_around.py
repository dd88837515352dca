"""What stands around the rows is found where it is certain, and left empty where it is not."""

from datetime import date

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
    assert warned(found) == ["year_guessed", "dated_after_first"]


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
