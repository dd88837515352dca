from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from tegerek.journal.models import Entry
from tegerek.lib.errors import Refusal, Stale
from tegerek.lib.said import Said
from tegerek.places.actions import add_unit, correct_name, merge_units, rename_unit, venue_for
from tegerek.places.models import NameMark, Succession, SuccessionHow, Unit, UnitKind, Venue
from tests.places.world import load_few_units

NOW = datetime(2026, 3, 6, 3, 0, tzinfo=UTC)
REFORM = date(2024, 9, 1)
OCTOBER_2017 = date(2017, 10, 24)
HALL = "РМАнын жыйындар залы"
pytestmark = pytest.mark.django_db


def test_a_corrected_name_is_checked_sorted_anew_and_in_the_journal_without_its_text() -> None:
    unit = load_few_units()["kum-dobo-aimak-kochkor"]
    before = unit.order_key

    correct_name(unit, lang="ky", text=" Кум-Дѳбѳ  Башы", by=7, now=NOW, seen=1)

    assert (unit.name.in_("ky").text, unit.ky_needs_look, unit.version) == ("Кум-Дөбө Башы", False, 2)
    assert unit.order_key != before
    entry = Entry.objects.get(verb="place.name_corrected")
    assert (entry.thing_key, entry.by, entry.refs) == (unit.pk, 7, {"lang": "ky"})


def test_a_kyrgyz_name_that_is_right_is_confirmed_by_giving_it_again() -> None:
    unit = load_few_units()["kum-dobo-aimak-kochkor"]

    correct_name(unit, lang="ky", text="Кум-Дөбө", by=7, now=NOW, seen=1)

    assert (unit.ky_mark, unit.name.changed["ky"]) == (NameMark.CHECKED, NOW)


def test_a_russian_correction_says_nothing_about_the_kyrgyz_name() -> None:
    unit = load_few_units()["kum-dobo-aimak-kochkor"]

    correct_name(unit, lang="ru", text="Кум-Добинский", by=7, now=NOW, seen=1)

    assert (unit.name.in_("ru").text, unit.ky_mark) == ("Кум-Добинский", NameMark.UNCHECKED)


def test_of_two_people_who_correct_one_name_the_second_is_told_and_writes_nothing() -> None:
    unit = load_few_units()["kum-dobo-aimak-kochkor"]
    other = Unit.objects.get(pk=unit.pk)
    correct_name(unit, lang="ky", text="Биринчи", by=7, now=NOW, seen=1)

    with pytest.raises(Stale, match="Somebody else changed this place"):
        correct_name(other, lang="ky", text="Экинчи", by=8, now=NOW, seen=1)

    unit.refresh_from_db()
    assert (unit.name.in_("ky").text, Entry.objects.filter(by=8).count()) == ("Биринчи", 0)


def test_an_empty_name_is_refused() -> None:
    unit = load_few_units()["kum-dobo-aimak-kochkor"]

    with pytest.raises(Refusal, match="The name is empty"):
        correct_name(unit, lang="ky", text="  ", by=7, now=NOW, seen=1)

    unit.refresh_from_db()
    assert unit.version == 1


def test_a_unit_that_a_clerk_adds_is_marked_not_checked_and_stands_from_its_day_on() -> None:
    uzgen = load_few_units()["uzgen-raion"]

    unit = add_unit(UnitKind.AIMAK, Said.of(ky="Жаңы-Дөбө"), parent=uzgen, valid_from=REFORM, by=7, now=NOW)

    assert (unit.slug, unit.is_checked, unit.soate) == ("jangy-dobo-aimak-uzgen", False, None)
    assert (unit.stood_on(OCTOBER_2017), unit.stood_on(REFORM)) == (False, True)
    assert [unit in Unit.objects.valid_on(day) for day in (OCTOBER_2017, REFORM)] == [False, True]
    with pytest.raises(Refusal, match="already stands there"):
        add_unit(UnitKind.AIMAK, Said.of(ky="жаңы-дөбө"), parent=uzgen, valid_from=REFORM, by=8, now=NOW)


def test_a_renamed_raion_keeps_its_past_and_hands_its_parts_and_code_on() -> None:
    units = load_few_units()
    kochkor, kum_dobo = units["kochkor-raion"], units["kum-dobo-aimak-kochkor"]

    new = rename_unit(kochkor, Said.of(ky="Жаңы-Кочкор"), on=REFORM, by=7, now=NOW, seen=1)

    kum_dobo.refresh_from_db()
    assert (str(kochkor), kochkor.slug, kochkor.valid_until) == ("Кочкор", "kochkor-raion", REFORM)
    assert (new.soate, new.seat_id, new.valid_from, kum_dobo.parent) == (kochkor.soate, kochkor.seat_id, REFORM, new)
    standing = [Unit.objects.filter(soate=kochkor.soate).valid_on(day).get() for day in (OCTOBER_2017, REFORM)]
    assert standing == [kochkor, new]
    succession = Succession.objects.get(successor=new)
    assert (succession.predecessor, succession.how, succession.on) == (kochkor, SuccessionHow.RENAMED, REFORM)
    assert (succession.is_checked, Entry.objects.get(verb="place.renamed").thing_key) == (False, kochkor.pk)


def test_merged_aimaks_end_on_the_day_and_their_villages_move() -> None:
    units = load_few_units()
    kum_dobo, kochkor = units["kum-dobo-aimak-kochkor"], units["kochkor-aimak-kochkor"]
    village = Unit.objects.get(slug="kum-dobo-village-kochkor")
    into = add_unit(
        UnitKind.AIMAK, Said.of(ky="Бириккен"), parent=units["kochkor-raion"], valid_from=REFORM, by=7, now=NOW
    )

    merge_units([kum_dobo, kochkor], into=into, on=REFORM, by=7, now=NOW, seen={kum_dobo.pk: 1, kochkor.pk: 1})

    village.refresh_from_db()
    assert (kum_dobo.valid_until, kochkor.valid_until, village.parent) == (REFORM, REFORM, into)
    assert into.origins.filter(how=SuccessionHow.MERGED).count() == 2


def test_a_unit_ends_once_and_not_before_it_began() -> None:
    units = load_few_units()
    kochkor, naryn = units["kochkor-raion"], units["naryn-raion"]
    new = rename_unit(kochkor, Said.of(ky="Жаңы-Кочкор"), on=REFORM, by=7, now=NOW, seen=1)

    with pytest.raises(Refusal, match="already ended"):
        rename_unit(kochkor, Said.of(ky="Башка"), on=REFORM, by=7, now=NOW, seen=kochkor.version)
    with pytest.raises(Refusal, match="not after the first day"):
        merge_units([new], into=naryn, on=REFORM, by=7, now=NOW, seen={new.pk: new.version})
    with pytest.raises(Refusal, match="merged into itself"):
        merge_units([naryn], into=naryn, on=REFORM, by=7, now=NOW, seen={naryn.pk: 1})

    assert Succession.objects.filter(predecessor__in=[kochkor, new, naryn]).count() == 1


def test_the_same_hall_in_twelve_raions_is_twelve_venues_and_in_one_raion_one() -> None:
    units = load_few_units()
    raions = [unit for unit in units.values() if unit.kind == UnitKind.RAION]

    first = [venue_for(raion, HALL) for raion in raions]
    again = [venue_for(raion, "рманын  жыйындар залы ") for raion in raions]

    assert (len({venue.pk for venue in first}), first) == (12, again)
    assert first[0].name.in_("ky").text == HALL
    with pytest.raises(Refusal, match="name of the venue is empty"):
        venue_for(raions[0], " — ")


def test_the_database_itself_refuses_what_would_make_no_sense() -> None:
    units = load_few_units()
    kochkor, seat = units["kochkor-raion"], units["naryn-city"]
    venue = venue_for(kochkor, HALL)
    wrong: list[Callable[[], object]] = [
        lambda: Unit.objects.filter(pk=kochkor.pk).update(soate="417"),
        lambda: Unit.objects.filter(pk=kochkor.pk).update(soate=seat.soate),
        lambda: Unit.objects.filter(pk=kochkor.pk).update(kind="kingdom"),
        lambda: Unit.objects.filter(pk=kochkor.pk).update(parent=kochkor),
        lambda: Unit.objects.filter(pk=kochkor.pk).update(valid_from=REFORM, valid_until=REFORM),
        lambda: Succession.objects.create(predecessor=kochkor, successor=kochkor, how="renamed", source="-"),
        lambda: Succession.objects.create(successor=kochkor, how="merged", source="-"),
        lambda: Venue.objects.create(unit=kochkor, name=venue.name, name_key=venue.name_key),
    ]

    refused = 0
    for act in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            act()
        refused += 1

    assert refused == len(wrong)
