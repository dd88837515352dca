"""Places are found by any of their names, and what may be two places is never decided."""

import pytest

from tegerek.places.names import CHOSEN, Gazetteer, Named, kinds_named
from tests.programmes.schedule.gazetteer import gazetteer, unit


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Карасуу району", "41706226"),
        ("Kara-Suu district", "41706226"),
        ("Кара-Сууский район", "41706226"),
        ("Карасуйский район", "41706226"),
        ("Узгенский район", "41706255"),
        ("Өзгөн району", "41706255"),
        ("Озгон району", "41706255"),
        ("Uzgen raion", "41706255"),
        ("?зг?н району", "41706255"),
        ("Джумгальский р-н", "41704230"),
        ("Жумгал району", "41704230"),
        ("Ат-Баши р-н", "41704220"),
        ("At-Bashi raion", "41704220"),
        ("Чон-Алай району", "41706259"),
        ("Чоң-Алай районунда", "41706259"),
        ("Кочкор районунун", "41704235"),
        ("в Кочкорском районе", "41704235"),
        ("район Кочкор", "41704235"),
        ("Кара-Кулжинский район", "41706246"),
        ("Аламединский район", "41708203"),
        ("Наукатский район", "41706242"),
        ("Нарын району", "41704245"),
        ("Нарын облусунун", "41704000"),
        ("Нарынской области", "41704000"),
        ("г. Нарын", "41704400"),
        ("Нарын шаарында", "41704400"),
        ("Ош облусу", "41706000"),
        ("Ош шаары", "41721"),
        ("Osh oblast", "41706000"),
        ("Нарын облусунун Кочкор району", "41704235"),
        ("Кочкорский район Нарынской области", "41704235"),
        ("Chong-Alai district of Osh oblast", "41706259"),
        ("Кара-Суу айыл өкмөтү, Кочкор району", "41704235812"),
        ("Кара-Суу а/а (Ат-Башы району)", "41704220836"),
        ("с. Чаек Жумгальского района", "41704230836010"),
        ("Кочкорр району", "41704235"),
        ("Жумгол району", "41704230"),
    ],
)
def test_a_place_is_found_however_it_is_written(text: str, code: str) -> None:
    best = gazetteer().find(text)[0]

    assert best.unit == unit(code)
    assert best.confidence >= CHOSEN


def test_the_name_as_written_is_surer_than_its_variants_and_those_surer_than_errors() -> None:
    find = gazetteer().find

    sure = [find(text, kinds={"raion"})[0].confidence for text in ("Ат-Башы", "Ат-Баши", "Ат-Боши")]

    assert sure[0] == 1.0
    assert sure[0] > sure[1] > sure[2] >= CHOSEN


def test_one_name_in_three_raions_is_three_equal_matches() -> None:
    matches = gazetteer().find("Кара-Суу айыл аймагы")

    assert [match.unit.soate for match in matches] == ["41704220836000", "41704235812000"]
    assert {match.confidence for match in matches} == {1.0}


def test_naryn_alone_may_be_the_raion_the_city_or_the_oblast() -> None:
    matches = gazetteer().find("Нарын")

    assert [match.unit.kind for match in matches] == ["raion", "city", "oblast"]


def test_kinds_and_surroundings_narrow_a_bare_name() -> None:
    find, naryn = gazetteer().find, unit("41704").key

    assert [match.unit.soate for match in find("Нарын", kinds={"raion"})] == ["41704245000000"]
    assert find("Кара-Суу", within=naryn, kinds={"raion"}) == ()
    assert {match.unit.kind for match in find("Кара-Суу", within=naryn)} == {"aimak"}


def test_a_kind_word_in_the_text_goes_before_the_kinds_asked_for() -> None:
    matches = gazetteer().find("Нарын шаары", kinds={"raion"})

    assert [match.unit.kind for match in matches] == ["city"]


@pytest.mark.parametrize("text", ["", "  ", "Атлантида", "район", "а/а", "24.10.2017", "РМА жыйындар залы", "х" * 300])
def test_what_is_no_place_is_not_found(text: str) -> None:
    assert gazetteer().find(text) == ()


def test_places_are_spotted_inside_a_sentence_with_their_kind_words() -> None:
    text = "24-октябрда Ат-Башы районунда, андан кийин Нарын облусунун Кочкор районунда жыйын өтөт."

    spots = gazetteer().spot(text)

    assert [text[spot.start : spot.end] for spot in spots] == ["Ат-Башы районунда", "Нарын облусунун Кочкор районунда"]
    assert [spot.matches[0].unit.ky for spot in spots] == ["Ат-Башы", "Кочкор"]


def test_half_of_a_phrase_is_no_place() -> None:
    spots = gazetteer().spot("в районных центрах Таласской и Чуйской областей пройдут семинары")

    assert [spot.matches[0].unit.kind for spot in spots] == ["oblast"]


def test_kind_words_are_known_in_three_languages() -> None:
    found = [sorted(kinds_named(text)) for text in ("Кочкор району", "Ошская обл.", "Kochkor district", "Кочкор")]

    assert found == [["raion"], ["oblast"], ["raion"], []]


def test_a_city_written_just_so_is_not_confused_with_one_that_only_folds_alike() -> None:
    karakol = Named(1, None, "city", "Каракол", "Каракол", "Karakol")
    kara_kol = Named(2, None, "city", "Кара-Көл", "Кара-Куль", "Kara-Kol")
    cities = Gazetteer([karakol, kara_kol])

    assert [match.unit.key for match in cities.find("г. Каракол")] == [1]
    assert [match.unit.key for match in cities.find("Кара-Көл шаары")] == [2]
    assert sorted(match.unit.key for match in cities.find("Кара-Кол шаары")) == [1, 2]


def test_a_place_at_the_end_of_a_sentence_is_spotted_too() -> None:
    spots = gazetteer().spot("Семинары пройдут в Нарынской области.")

    assert [spot.matches[0].unit.kind for spot in spots] == ["oblast"]


def test_an_aimak_is_spotted_with_its_kind_words_and_never_as_its_raion() -> None:
    texts = ["Кочкорский а/а", "Кочкорский айылный аймак", "Жокжерде айылы", "Талас айылы"]

    spots = [gazetteer().spot(text) for text in texts]

    assert [[spot.matches[0].unit.kind for spot in found] for found in spots] == [["aimak"], ["aimak"], [], []]
