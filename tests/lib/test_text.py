"""Finding, sorting, addressing and shortening of texts."""

import doctest
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tegerek.lib import text
from tegerek.lib.text import alphabet_key, excerpt, fold, mended, one_line, quoted, size_in_words, slug

ALPHABET = list("АБВГДЕЁЖЗИЙКЛМНҢОӨПРСТУҮФХЦЧШЩЪЫЬЭЮЯ")
LETTERS = st.text(alphabet="абвгжийңөсуүчшыья абcdeghknoyz-0123456789ЁѳӉ«»№'", max_size=30)


@pytest.mark.parametrize(
    "spellings",
    [
        ["Өмүрбек", "Омурбек", "Omurbek", "ÖMÜRBEK", "ѳмүрбек"],
        ["Жумгал", "Джумгал", "Jumgal", "Zhumgal", "Djumgal"],
        ["Чоң-Алай", "Чон Алай", "Chong-Alai", "chon alay", "Чоӊ–Алай"],
        ["Кызыл", "Kyzyl", "кизил"],
        ["Ысык", "Ysyk", "Issyk", "Иссык"],
        ["ещё", "еще"],
        ["кеңеш", "кенеш", "kenesh", "keñesh"],
        ["Баетов", "Баетов", "Bayetov", "Baetov"],
        ["Коюн", "Koyun"],
        ["Юсуп", "Yusup", "Iusup"],
        ["Хан", "Khan", "Han"],
        ["Ульянов", "Ul'yanov", "Ul’yanov", "Ulianov"],
        ["Чолпон", "Çolpon", "Cholpon"],
        ["район", "rayon", "raion"],
        ["Ош", "Oш", "Оsh", "Osh"],
        ["«Таза суу!»", "таза   суу", "Taza Suu"],
        ["№12 токтом", "12-токтом", "12 toktom"],
    ],
)
def test_spellings_of_one_name_find_each_other(spellings: list[str]) -> None:
    folded = {fold(spelling) for spelling in spellings}

    assert len(folded) == 1, folded


@pytest.mark.parametrize(
    ("one", "other"), [("суу", "су"), ("Нарын", "Нарман"), ("Кочкор", "Кочкорка"), ("2026", "2025")]
)
def test_different_names_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_nothing_to_find_folds_to_nothing() -> None:
    assert [fold(""), fold(" — «» _ ")] == ["", ""]


@settings(derandomize=True, database=None, deadline=None)
@given(LETTERS)
def test_folding_twice_is_folding_once_and_leaves_plain_letters(words: str) -> None:
    folded = fold(words)

    assert folded.isascii()
    assert fold(folded) == folded


def test_the_kyrgyz_alphabet_is_in_order_whatever_the_case() -> None:
    keys = [alphabet_key(letter) for letter in ALPHABET]

    assert keys == sorted(keys)
    assert len(set(keys)) == 36
    assert [alphabet_key(letter.lower()) for letter in ALPHABET] == keys


def test_names_sort_as_a_clerk_would_write_them_down() -> None:
    names = [
        "Ак-Тал",
        "Ак-Талаа",
        "Ак-Талаа 2",
        "Ак-Талаа 10",
        "Акбулак",
        "Ат-Башы",
        "Жаңы-Арык",
        "Жергетал",
        "Нарын",
        "Ноокат",
        "Ңгү",
        "Ош",
        "Өзгөн",
        "Үгүт",
        "Эмгекчил",
        "Osh",
    ]

    mixed = names[::2] + names[1::2]

    assert sorted(mixed, key=alphabet_key) == names


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("ky", ["Ель", "Ёлка", "Ош", "Alai"]),
        ("ru", ["Ёлка", "Ель", "Ош", "Alai"]),
        ("en", ["Alai", "Ель", "Ёлка", "Ош"]),
    ],
)
def test_each_language_puts_its_own_letters_first(lang: str, expected: list[str]) -> None:
    mixed = {*expected}

    assert sorted(mixed, key=lambda name: alphabet_key(name, lang)) == expected


def test_spaces_hyphens_and_dashes_weigh_the_same_and_quotes_nothing() -> None:
    keys = {alphabet_key(name) for name in ("Ак-Тал", "ак тал", "Ак – Тал", "«Ак-Тал»", "АК‑ТАЛ ")}

    assert len(keys) == 1


@settings(derandomize=True, database=None, deadline=None)
@given(LETTERS)
def test_a_key_is_digits_alone_so_that_no_collation_can_disagree(words: str) -> None:
    key = alphabet_key(words)

    assert key == "" or (key.isascii() and key.isdigit())
    assert len(key) <= 5 * len(words)


@settings(derandomize=True, database=None, deadline=None)
@given(st.lists(st.integers(0, 10**12), min_size=2, max_size=6))
def test_numbers_sort_by_size(numbers: list[int]) -> None:
    in_order = sorted({str(number) for number in numbers}, key=alphabet_key)

    assert all(int(less) < int(more) for less, more in pairwise(in_order))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Кочкор", "kochkor"),
        ("Өзгөн", "ozgon"),
        ("Жумгал", "jumgal"),
        ("Джумгал", "jumgal"),
        ("Чоң-Алай", "chong-alai"),
        ("Ысык-Көл", "ysyk-kol"),
        ("Сүйүмбаев", "suyumbaev"),
        ("Көк-Ой", "kok-oi"),
        ("Ак-Моюн", "ak-moyun"),
        ("Хасан Щёкин", "khasan-shchyokin"),
        ("№12-токтом", "12-toktom"),
        ("  «Таза суу» — 2026! ", "taza-suu-2026"),
        ("Café", "cafe"),
        ("—", ""),
        ("水", ""),
    ],
)
def test_a_name_becomes_an_address_that_can_be_read_aloud(name: str, expected: str) -> None:
    assert slug(name) == expected


def test_a_long_address_is_cut_between_words() -> None:
    assert slug("айыл өкмөтүнүн отчеттук жыйыны", 23) == "aiyl-okmotunun"
    assert slug("айыл өкмөтүнүн отчеттук жыйыны", 14) == "aiyl-okmotunun"
    assert slug("өкмөтүнүн", 4) == "okmo"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("кѳчӊ", "көчң"),
        ("Ѳзгѳн", "Өзгөн"),
        ("cуу", "суу"),  # a Latin c
        ("Oш", "Ош"),  # a Latin O
        ("Оsh", "Osh"),  # a Cyrillic О
        ("Yзгүлтүк", "Үзгүлтүк"),  # a Latin Y
        ("и\u0306", "й"),
        ("PDFтин", "PDFтин"),
        ("COVID-19", "COVID-19"),
        ("Таза суу, 2026", "Таза суу, 2026"),
    ],
)
def test_letters_that_only_look_right_are_mended(written: str, meant: str) -> None:
    assert mended(written) == meant


@pytest.mark.parametrize(
    ("bare", "lang", "expected"),
    [
        ("Таза суу", "ky", "«Таза суу»"),
        ("«Таза суу»", "ky", "«Таза суу»"),
        ('О "Чистой воде"', "ru", "«О „Чистой воде“»"),
        ("«О «Чистой воде»»", "ru", "«О „Чистой воде“»"),
        ("«Суу» жана «Жол»", "ky", "«„Суу“ жана „Жол“»"),
        ("Clean water", "en", "“Clean water”"),
        ('The "water" group', "en", "“The ‘water’ group”"),
        ("", "ky", "«»"),
        ('"', "ky", '«"»'),
    ],
)
def test_quotes_are_those_of_the_language(bare: str, lang: str, expected: str) -> None:
    assert quoted(bare, lang) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Таза\r\nсуу", "Таза суу"),
        ("  a \t b\u2028c ", "a b c"),
        ("a\u202eb\u0000c", "abc"),
        ("14\u00a0март", "14\u00a0март"),
        ("a \u200b b", "a b"),
        ("", ""),
    ],
)
def test_one_line_holds_no_break_and_nothing_invisible(written: str, expected: str) -> None:
    assert one_line(written) == expected


@pytest.mark.parametrize(
    ("length", "expected"),
    [
        (40, "Таза суу жана жол, экинчи маселе"),
        (32, "Таза суу жана жол, экинчи маселе"),
        (31, "Таза суу жана жол, экинчи…"),
        (20, "Таза суу жана жол…"),
        (6, "Таза…"),
        (5, "Таза…"),
        (3, "Та…"),
    ],
)
def test_an_excerpt_ends_between_words(length: int, expected: str) -> None:
    assert excerpt("Таза суу\nжана жол, экинчи маселе", length) == expected


@settings(derandomize=True, database=None, deadline=None)
@given(st.text(max_size=60), st.integers(2, 40))
def test_an_excerpt_is_never_longer_than_asked(words: str, length: int) -> None:
    assert len(excerpt(words, length)) <= length


def test_an_excerpt_of_one_character_is_a_mistake_of_the_program() -> None:
    with pytest.raises(ValueError, match="1 characters"):
        excerpt("Таза суу", 1)


@pytest.mark.parametrize(
    ("size", "ky", "ru", "en"),
    [
        (0, "0 кБ", "0 кБ", "0 kB"),
        (1, "1 кБ", "1 кБ", "1 kB"),
        (38_000, "38 кБ", "38 кБ", "38 kB"),
        (38_001, "39 кБ", "39 кБ", "39 kB"),
        (999_000, "999 кБ", "999 кБ", "999 kB"),
        (999_001, "1,0 МБ", "1,0 МБ", "1.0 MB"),
        (12_340_000, "12,4 МБ", "12,4 МБ", "12.4 MB"),
    ],
)
def test_a_size_is_said_in_units_people_pay_for(size: int, ky: str, ru: str, en: str) -> None:
    said = [size_in_words(size, lang).replace("\u00a0", " ") for lang in ("ky", "ru", "en")]

    assert said == [ky, ru, en]


def test_every_wrong_letter_has_one_right_one() -> None:
    assert {mended(wrong) for wrong in text.WRONG_LETTERS} == set("өӨңҢүҮ")


def test_the_examples_in_the_docstring_hold() -> None:
    assert doctest.testmod(text).failed == 0
