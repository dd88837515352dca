from datetime import UTC, date, datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from tegerek.lib.said import Said
from tegerek.places.actions import add_unit, correct_name, load_units, rename_unit, venue_for
from tegerek.places.models import Body, BodyKind, Unit, UnitKind
from tegerek.places.sheets import gazetteer, oblasts_with_raions, place_line, place_lines, place_sheet
from tests.places.world import load_few_units

NOW = datetime(2026, 3, 6, 3, 0, tzinfo=UTC)
TODAY = date(2026, 3, 6)
OCTOBER_2017 = date(2017, 10, 24)
REFORM = date(2024, 9, 1)
pytestmark = pytest.mark.django_db

RECURRING = [
    "Кара-Суу",
    "Кош-Дөбө",
    "Көк-Жар",
    "Кеңеш",
    "Сары-Булак",
    "Кызыл-Октябрь",
    "Ак-Жар",
    "Жаңы-Арык",
    "Жергетал",
]


def test_aimaks_of_one_name_are_told_apart_by_their_raion() -> None:
    load_units(at=NOW)
    aimaks = Unit.objects.filter(kind=UnitKind.AIMAK)

    lines = place_lines(aimaks.values_list("pk", flat=True)).values()

    for name in RECURRING:
        same = [line.qualified.in_("ky").text for line in lines if line.name.in_("ky").text == name]
        assert (len(same) >= 2, len(set(same))) == (True, len(same)), name
    ak_jar = next(line for line in lines if line.slug == "ak-jar-aimak-uzgen")
    assert [ak_jar.qualified.in_(lang).text for lang in ("ky", "ru", "en")] == [
        "Ак-Жар айыл аймагы, Өзгөн району",
        "Ак-Джарский айылный аймак, Узгенский район",
        "Ak-Jar aiyl aimak, Uzgen raion",
    ]


def test_no_two_places_of_the_country_have_one_qualified_name_but_villages_of_one_raion() -> None:
    load_units(at=NOW)
    upper = Unit.objects.exclude(kind=UnitKind.VILLAGE)

    names = [line.qualified.in_("ru").text for line in place_lines(upper.values_list("pk", flat=True)).values()]

    assert len(set(names)) == len(names)


@pytest.mark.parametrize("halls", [1, 3])
def test_a_place_is_shown_in_five_queries_however_much_there_is(
    halls: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    units = load_few_units()
    raion = units["kochkor-raion"]
    for number in range(halls):
        venue_for(raion, f"Зал {number}")
        Body.objects.create(kind=BodyKind.COUNCIL, name=Said.of(ky=f"Кеңеш {number}"), unit=raion)
        name = Said.of(ky=f"Айыл {number}")
        add_unit(UnitKind.AIMAK, name, parent=raion, valid_from=REFORM, by=7, now=NOW)

    with django_assert_num_queries(5):
        sheet = place_sheet("kochkor-raion", on=TODAY)

    assert (len(sheet.venues), len(sheet.bodies), len(sheet.children)) == (halls, halls, 2 + halls)
    assert [parent.slug for parent in sheet.parents] == ["naryn-oblast"]
    assert sheet.long_name.in_("ru").text == "Кочкорский район"
    assert sheet.seat is not None
    assert sheet.seat.qualified.in_("ky").text == "Кочкор айылы, Кочкор району"


def test_a_village_sheet_costs_no_more_than_a_raion_sheet(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    load_few_units()

    with django_assert_num_queries(5):
        sheet = place_sheet("kum-dobo-village-kochkor", on=TODAY)

    assert [parent.slug for parent in sheet.parents] == ["naryn-oblast", "kochkor-raion", "kum-dobo-aimak-kochkor"]


def test_an_unchecked_kyrgyz_name_says_so_until_somebody_looks() -> None:
    unit = load_few_units()["kum-dobo-aimak-kochkor"]
    before = place_sheet(unit.slug, on=TODAY)

    correct_name(unit, lang="ky", text="Кум-Дөбө", by=7, now=NOW, seen=before.version)

    after = place_sheet(unit.slug, on=TODAY)
    assert (before.place.ky_needs_look, before.marks.ky) == (True, "unchecked")
    assert (after.place.ky_needs_look, after.marks.ky) == (False, "checked")


def test_a_place_names_what_it_came_from_and_what_followed_it() -> None:
    kochkor = load_few_units()["kochkor-raion"]
    new = rename_unit(kochkor, Said.of(ky="Жаңы-Кочкор"), on=REFORM, by=7, now=NOW, seen=1, source="Токтом")

    old_sheet, new_sheet = place_sheet("kochkor-raion", on=TODAY), place_sheet(new.slug, on=TODAY)

    followed, origin = old_sheet.followed_by[0], new_sheet.came_from[0]
    assert followed.unit is not None
    assert origin.unit is not None
    assert (followed.unit.slug, followed.on, followed.how, followed.is_checked) == (new.slug, REFORM, "renamed", False)
    assert (origin.unit.slug, origin.source, new_sheet.marks.is_checked) == ("kochkor-raion", "Токтом", False)


def test_new_aimaks_whose_day_nobody_knows_are_shown_apart() -> None:
    load_few_units()

    uzgen = place_sheet("uzgen-raion", on=TODAY)

    assert [unit.slug for unit in uzgen.unconfirmed] == ["kara-shoro-aimak-uzgen"]
    assert "kara-shoro-aimak-uzgen" not in {unit.slug for unit in uzgen.children}
    origin = place_sheet("kara-shoro-aimak-uzgen", on=TODAY).came_from[0]
    assert (origin.unit, origin.on, origin.how) == (None, None, "created")


def test_oblasts_and_their_raions_come_in_one_query_in_kyrgyz_order(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    load_units(at=NOW)

    with django_assert_num_queries(1):
        regions = oblasts_with_raions(on=OCTOBER_2017)

    oblasts = [region.oblast.name.in_("ky").text for region in regions]
    assert oblasts == ["Баткен", "Бишкек", "Жалал-Абад", "Нарын", "Ош", "Ош", "Талас", "Чүй", "Ысык-Көл"]
    assert sum(len(region.raions) for region in regions) == 40
    osh = next(region for region in regions if region.oblast.slug == "osh-oblast")
    assert [raion.name.in_("ky").text for raion in osh.raions] == [
        "Алай",
        "Араван",
        "Кара-Кулжа",
        "Кара-Суу",
        "Ноокат",
        "Өзгөн",
        "Чоң-Алай",
    ]
    assert [city.slug for city in regions[3].cities] == ["naryn-city"]


def test_a_list_of_a_day_shows_the_raion_that_stood_then() -> None:
    kochkor = load_few_units()["kochkor-raion"]
    new = rename_unit(kochkor, Said.of(ky="Жаңы-Кочкор"), on=REFORM, by=7, now=NOW, seen=1)

    then, now = (
        {raion.slug for region in oblasts_with_raions(on=day) for raion in region.raions}
        for day in (OCTOBER_2017, TODAY)
    )

    assert then - now == {"kochkor-raion"}
    assert now - then == {new.slug}


def test_the_matcher_gets_every_unit_in_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    units = load_few_units()

    with django_assert_num_queries(1):
        named = {unit.key: unit for unit in gazetteer()}

    naryn = named[units["naryn-raion"].pk]
    assert (naryn.ky, naryn.ru, naryn.en, naryn.kind) == ("Нарын", "Нарынский", "Naryn", "raion")
    assert (naryn.parent, naryn.seat) == (units["naryn-oblast"].pk, units["naryn-city"].pk)
    assert len(named) == len(units)


def test_the_matcher_of_a_day_knows_only_what_stood_then() -> None:
    units = load_few_units()

    keys = {unit.key for unit in gazetteer(on=OCTOBER_2017)}

    assert {slug for slug, unit in units.items() if unit.pk not in keys} == {
        "kara-shoro-aimak-uzgen",
        "dostuk-aimak-aravan",
    }


def test_a_line_of_a_loaded_unit_asks_nothing(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    load_few_units()
    unit = Unit.objects.select_related("parent__parent__parent").get(slug="kum-dobo-village-kochkor")

    with django_assert_num_queries(0):
        line = place_line(unit)

    assert line.qualified.in_("ky").text == "Кум-Дөбө айылы, Кочкор району"
