"""Sums of money: typed, written, said in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tegerek.lib.money import MOST, in_words_en, in_words_ky, in_words_ru, som, som_in_words, tyiyn_of

KYRGYZ = {
    0: "нөл",
    7: "жети",
    10: "он",
    11: "он бир",
    40: "кырк",
    100: "жүз",
    101: "жүз бир",
    200: "эки жүз",
    999: "тогуз жүз токсон тогуз",
    1000: "бир миң",
    1_100: "бир миң жүз",
    11_000: "он бир миң",
    100_000: "жүз миң",
    120_350: "жүз жыйырма миң үч жүз элүү",
    1_000_000: "бир миллион",
    21_000_005: "жыйырма бир миллион беш",
    3_000_000_000: "үч миллиард",
}
RUSSIAN = {
    0: "ноль",
    1: "один",
    12: "двенадцать",
    21: "двадцать один",
    90: "девяносто",
    100: "сто",
    215: "двести пятнадцать",
    1000: "одна тысяча",
    2002: "две тысячи два",
    5000: "пять тысяч",
    11_000: "одиннадцать тысяч",
    21_000: "двадцать одна тысяча",
    42_000: "сорок две тысячи",
    1_000_000: "один миллион",
    3_000_012: "три миллиона двенадцать",
    5_000_000: "пять миллионов",
}


@pytest.mark.parametrize(("number", "words"), KYRGYZ.items())
def test_a_number_in_kyrgyz(number: int, words: str) -> None:
    assert in_words_ky(number) == words


@pytest.mark.parametrize(("number", "words"), RUSSIAN.items())
def test_a_number_in_russian(number: int, words: str) -> None:
    assert in_words_ru(number) == words


@pytest.mark.parametrize(
    ("tyiyn", "words"),
    [
        (0, "ноль сомов 00 тыйынов"),
        (100, "один сом 00 тыйынов"),
        (10_101, "сто один сом 01 тыйын"),
        (20_002, "двести сомов 02 тыйына"),
        (1111, "одиннадцать сомов 11 тыйынов"),
        (125_050, "одна тысяча двести пятьдесят сомов 50 тыйынов"),
    ],
)
def test_som_and_tyiyn_agree_with_their_numbers_in_russian(tyiyn: int, words: str) -> None:
    assert som_in_words(tyiyn, "ru") == words


@pytest.mark.parametrize("tyiyn", [-1, MOST + 1])
def test_a_sum_that_cannot_be_said_is_an_error(tyiyn: int) -> None:
    with pytest.raises(ValueError, match="no sum"):
        som_in_words(tyiyn, "ky")


@given(st.integers(0, MOST))
def test_what_is_written_in_a_column_is_read_back_as_the_same_sum(tyiyn: int) -> None:
    whole = tyiyn % 10**11

    assert tyiyn_of(som(whole)) == whole


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_no_two_numbers_are_said_alike(one: int, other: int) -> None:
    for say in (in_words_ky, in_words_ru, in_words_en):
        assert (say(one) == say(other)) == (one == other)
