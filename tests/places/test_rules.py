import pytest

from tegerek.lib.said import Said
from tegerek.places.rules import long_name, long_said, name_in, qualified_said, short_ru, slug_for

NARYN = Said.of(ky="Нарын", ru="Нарынский", en="Naryn")
CITY = Said.of(ky="Нарын", ru="Нарын", en="Naryn")
KUM_DOBO = Said.of(ky="Кум-Дөбө", ru="Кум-Дебенский", en="Kum-Dobo")


@pytest.mark.parametrize(
    ("kind", "name", "ky", "ru", "en"),
    [
        (
            "oblast",
            Said.of(ky="Нарын", ru="Нарынская", en="Naryn"),
            "Нарын облусу",
            "Нарынская область",
            "Naryn oblast",
        ),
        ("raion", NARYN, "Нарын району", "Нарынский район", "Naryn raion"),
        ("city", CITY, "Нарын шаары", "город Нарын", "Naryn city"),
        ("aimak", KUM_DOBO, "Кум-Дөбө айыл аймагы", "Кум-Дебенский айылный аймак", "Kum-Dobo aiyl aimak"),
        (
            "village",
            Said.of(ky="Ак-Терек", ru="Ак-Терек", en="Ak-Terek"),
            "Ак-Терек айылы",
            "село Ак-Терек",
            "Ak-Terek village",
        ),
        (
            "city_district",
            Said.of(ky="Ленин", ru="Ленинский", en="Lenin"),
            "Ленин району",
            "Ленинский район",
            "Lenin district",
        ),
    ],
)
def test_a_long_name_puts_the_word_of_the_kind_where_each_language_has_it(
    kind: str, name: Said, ky: str, ru: str, en: str
) -> None:
    assert [long_name(kind, name, lang) for lang in ("ky", "ru", "en")] == [ky, ru, en]


@pytest.mark.parametrize(
    ("written", "long", "inside"),
    [
        ("Айылный аймак им. Крупской", "айылный аймак им. Крупской", "в айылном аймаке им. Крупской"),
        ("Теелес айылный аймак", "айылный аймак Теелес", "в айылном аймаке Теелес"),
        ("Целинный айылный аймак", "Целинный айылный аймак", "в Целинном айылном аймаке"),
        (
            "Алайский айылный аймак имени К.Белекбаева",
            "Алайский айылный аймак имени К. Белекбаева",
            "в Алайском айылном аймаке имени К. Белекбаева",
        ),
    ],
)
def test_a_russian_aimak_named_after_someone_keeps_its_order_of_words(written: str, long: str, inside: str) -> None:
    name = Said.of(ru=short_ru("aimak", written))

    assert (long_name("aimak", name, "ru"), name_in("aimak", name, "ru")) == (long, inside)


@pytest.mark.parametrize(
    ("kind", "name", "ky", "ru", "en"),
    [
        (
            "oblast",
            Said.of(ky="Ош", ru="Ошская", en="Osh"),
            "Ош облусунда",
            "в Ошской области",
            "in Osh oblast",
        ),
        ("raion", NARYN, "Нарын районунда", "в Нарынском районе", "in Naryn raion"),
        ("town", CITY, "Нарын шаарында", "в городе Нарын", "in Naryn town"),
        ("aimak", KUM_DOBO, "Кум-Дөбө айыл аймагында", "в Кум-Дебенском айылном аймаке", "in Kum-Dobo aiyl aimak"),
        ("village", CITY, "Нарын айылында", "в селе Нарын", "in Naryn village"),
        ("raion", Said.of(ru="Фрунзенский"), *["во Фрунзенском районе"] * 3),
    ],
)
def test_a_sentence_says_where_in_the_case_of_its_language(kind: str, name: Said, ky: str, ru: str, en: str) -> None:
    assert [name_in(kind, name, lang) for lang in ("ky", "ru", "en")] == [ky, ru, en]


def test_a_name_without_a_kyrgyz_form_is_told_whole_in_russian_and_never_mixed() -> None:
    long = long_said("aimak", Said.of(ru="Берю-Башский"))

    told = qualified_said(long, long_said("raion", Said.of(ky="Ак-Суу", ru="Ак-Суйский"))).in_("ky")

    assert (told.text, told.lang, told.is_fallback) == ("Берю-Башский айылный аймак, Ак-Суйский район", "ru", True)


def test_places_of_one_name_and_different_kinds_have_different_addresses() -> None:
    kinds = ("oblast", "raion", "city", "city_district")

    slugs = [slug_for(kind, CITY) for kind in kinds]

    assert slugs == ["naryn-oblast", "naryn-raion", "naryn-city", "naryn-district"]
