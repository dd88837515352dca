"""Public numbers: read aloud, typed from paper, and checked."""

import pytest

from tegerek.lib.refs import is_number, number_for

NUMBERS = [str(number_for(row)) for row in (1, 2, 9, 10, 99, 8999, 9000, 123_456)]


def test_numbers_have_five_digits_from_the_first_and_never_repeat() -> None:
    numbers = [number_for(row) for row in range(1, 2001)]

    assert (numbers[0], len(str(numbers[-1]))) == (10019, 5)
    assert len(set(numbers)) == 2000
    assert numbers == sorted(numbers)


@pytest.mark.parametrize("row", [0, -1])
def test_a_register_counts_from_one(row: int) -> None:
    with pytest.raises(ValueError, match="count from 1"):
        number_for(row)


@pytest.mark.parametrize("number", NUMBERS)
def test_every_single_wrong_digit_is_caught(number: str) -> None:
    wrong = [
        number[:place] + digit + number[place + 1 :]
        for place in range(len(number))
        for digit in "0123456789"
        if digit != number[place]
    ]

    assert is_number(number)
    assert [text for text in wrong if is_number(text)] == []


@pytest.mark.parametrize("number", NUMBERS)
def test_every_swap_of_two_neighbours_is_caught(number: str) -> None:
    swapped = [number[:n] + number[n + 1] + number[n] + number[n + 2 :] for n in range(len(number) - 1)]

    assert [text for text in swapped if text != number and is_number(text)] == []


@pytest.mark.parametrize("text", ["", "0", "1001", "10019x", " 10019", "-10019", "10019\n", "١٠٠١٩", "²", "0" * 19])
def test_what_is_no_number_is_no_number(text: str) -> None:
    assert not is_number(text)
