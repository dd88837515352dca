from collections import Counter
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django import DjangoAssertNumQueries

from tegerek.journal.models import Entry
from tegerek.lib.errors import Refusal
from tegerek.places.actions import Loaded, correct_name, load_units, rename_unit
from tegerek.places.files import read_files
from tegerek.places.models import NameMark, Succession, Unit, UnitKind
from tegerek.places.rules import kind_of
from tests.places.world import FEW, load_few_units

NOW = datetime(2026, 3, 6, 3, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def test_the_classifier_counts_as_its_publishers_count() -> None:
    rows = read_files().rows

    kinds = Counter(kind_of(row.soate, row.level, row.name_ru) for row in rows)

    assert kinds == {
        "oblast": 7,
        "raion": 40,
        "city_district": 4,
        "city": 2 + 14,  # Bishkek and Osh; 14 of oblast significance, among which Osh stands again
        "aimak": 453,
        "town": 16,
        "settlement": 9,
        "village": 1855 + 38,  # 38 belong to towns: 63 rows of the level Countryside are no aimaks
    }
    assert sum(row.level == "Countryside" for row in rows) - kinds["aimak"] == 63


def test_the_whole_country_is_loaded_once_and_a_second_run_changes_nothing(
    django_assert_num_queries: DjangoAssertNumQueries, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(50):  # 2,445 units in batches: about a second
        first = load_units(at=NOW)
    before = list(Unit.objects.order_by("pk").values())

    with django_assert_num_queries(3):  # one read between the two ends of a savepoint
        second = load_units(at=NOW)

    assert (first, second) == (Loaded(2445, 0, 0), Loaded(0, 0, 2445))
    assert list(Unit.objects.order_by("pk").values()) == before
    assert Entry.objects.filter(verb="places.loaded").count() == 1
    standing = Unit.objects.valid_on(date(2017, 10, 24))
    counted = Counter(standing.values_list("kind", flat=True))
    assert (counted["raion"], counted["aimak"], counted["city"]) == (40, 453, 15)
    checked = Unit.objects.filter(ky_mark=NameMark.CHECKED).values_list("kind", flat=True)
    assert Counter(checked) == {"oblast": 7, "raion": 40}


def test_traps_of_the_classifier_are_mended() -> None:
    load_units(at=NOW)

    ton = Unit.objects.get(slug="ton-raion")
    village_of_kerben = Unit.objects.get(soate="41703211610810")

    assert (ton.name.in_("ru").text, Unit.objects.filter(slug__startswith="osh-city").count()) == ("Тонский", 1)
    assert village_of_kerben.parent is not None
    assert village_of_kerben.parent.slug == "kerben-town"
    assert Unit.objects.get(soate="41704400000010").slug == "naryn-city"
    assert Unit.objects.get(slug="aravan-raion").soate == "41706211000000"


def test_the_seat_of_naryn_raion_lies_outside_the_raion() -> None:
    units = load_few_units()

    naryn = units["naryn-raion"]

    assert naryn.seat == units["naryn-city"]
    assert units["naryn-city"].parent == units["naryn-oblast"]


def test_a_name_that_a_person_gave_outlives_the_next_loading() -> None:
    kum_dobo = load_few_units()["kum-dobo-aimak-kochkor"]
    correct_name(kum_dobo, lang="ky", text="Кум-Дөбө (түз)", by=7, now=NOW, seen=kum_dobo.version)

    again = load_units([FEW], at=NOW)

    kum_dobo.refresh_from_db()
    assert (again.made, again.changed) == (0, 0)
    assert (kum_dobo.name.in_("ky").text, kum_dobo.ky_mark) == ("Кум-Дөбө (түз)", NameMark.CHECKED)


def test_a_changed_table_changes_the_names_nobody_touched(tmp_path: Path) -> None:
    kum_dobo = load_few_units()["kum-dobo-aimak-kochkor"]
    correct_name(kum_dobo, lang="ky", text="Кум-Дөбө", by=7, now=NOW, seen=1)
    names = tmp_path / "names.csv"
    names.write_text(f"soate,ky,ky_mark,ru,en\n{kum_dobo.soate},Кумдобо,machine,,Kumdobo\n", encoding="utf-8")

    load_units([FEW, names], at=NOW)

    kum_dobo.refresh_from_db()
    assert (kum_dobo.name.in_("ky").text, kum_dobo.name.in_("en").text) == ("Кум-Дөбө", "Kumdobo")
    assert kum_dobo.slug == "kum-dobo-aimak-kochkor"


def test_parts_of_a_renamed_raion_stay_under_what_followed_it() -> None:
    units = load_few_units()
    kochkor, kum_dobo = units["kochkor-raion"], units["kum-dobo-aimak-kochkor"]
    new = rename_unit(
        kochkor, kochkor.name.with_text("ky", "Жаңы", NOW), on=date(2026, 2, 1), by=7, now=NOW, seen=kochkor.version
    )

    load_units([FEW], at=NOW)

    kum_dobo.refresh_from_db()
    assert kum_dobo.parent == new


def test_units_met_in_reports_are_not_checked_and_stand_in_no_list_of_a_day() -> None:
    load_units(at=NOW)

    reported = Unit.objects.filter(is_checked=False)

    assert sorted(reported.values_list("slug", flat=True)) == [
        "aitmatov-raion",
        "dostuk-aimak-aravan",
        "esenaly-dairakunov-aimak-naryn",
        "kara-shoro-aimak-uzgen",
        "kojomkul-aimak-sokuluk",
        "manas-city",
        "pamir-alai-aimak-alai",
        "ryspai-abdykadyrov-aimak-kara-kulja",
    ]
    assert reported.valid_on(date(2026, 3, 6)).count() == 0
    assert Succession.objects.get(successor__slug="manas-city").predecessor == Unit.objects.get(slug="jalal-abad-city")


def test_raions_stand_in_the_order_of_the_kyrgyz_alphabet_when_the_database_sorts() -> None:
    load_units(at=NOW)

    raions = Unit.objects.filter(kind=UnitKind.RAION).valid_on(date(2017, 10, 24)).in_alphabetical_order()

    names = [str(unit) for unit in raions]
    assert names[-16:] == [
        "Ноокат",
        "Ноокен",
        "Өзгөн",
        "Панфилов",
        "Сокулук",
        "Сузак",
        "Талас",
        "Тогуз-Торо",
        "Токтогул",
        "Тоң",
        "Түп",
        "Чаткал",
        "Чоң-Алай",
        "Чүй",
        "Ысык-Ата",
        "Ысык-Көл",
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("soate,name_ru,level,parent\n4170,Нарынская область,RegionAndCity,\n", "line 2, column soate: found “4170”"),
        ("soate,name_ru,level,parent\n41704000000000,Нарынская область,Oblast,\n", "column level: found “Oblast”"),
        ("soate,name_ru,level,parent\n41704235000000,Кочкорский район,District,41704000000000\n", "does not have"),
        ("soate,name_ru,level,parent\n", "no rows"),
        ("name\nНарын\n", "none of the files of places"),
    ],
)
def test_a_file_that_makes_no_sense_is_refused_with_its_place_and_nothing_is_written(
    tmp_path: Path, text: str, message: str
) -> None:
    path = tmp_path / "units.csv"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(Refusal, match=message):
        load_units([path], at=NOW)

    assert Unit.objects.count() == 0


def test_a_classifier_that_goes_round_in_a_circle_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "units.csv"
    rows = ["soate,name_ru,level,parent"]
    rows += ["41704235000000,Кочкорский район,District,41704245000000"]
    rows += ["41704245000000,Нарынский район,District,41704235000000"]
    path.write_text("\n".join(rows), encoding="utf-8")

    with pytest.raises(Refusal, match="belongs to itself"):
        load_units([path], at=NOW)

    assert Unit.objects.count() == 0


def test_the_command_says_what_it_did_and_refuses_with_one(tmp_path: Path) -> None:
    said, refused = StringIO(), StringIO()

    call_command("load_places", str(FEW), stdout=said)
    with pytest.raises(SystemExit) as ended:
        call_command("load_places", str(tmp_path / "none.csv"), stderr=refused)

    assert said.getvalue().startswith("made ")
    assert (ended.value.code, "none.csv" in refused.getvalue()) == (1, True)
