"""Numbers inside sentences."""

# What the Kyrgyz ending "of them" is after the last word of a number: бир – бири, эки – экиси, он – ону.
_UNITS = ("", "и", "си", "ү", "ү", "и", "сы", "си", "и", "у")
_TENS = ("", "у", "сы", "у", "ы", "сү", "ы", "и", "и", "у")


def percent(part: int, whole: int) -> int:
    """What part of a whole that is, in whole per cent, half rounded up; 0 of nothing. part, whole: not negative.

    >>> [percent(*pair) for pair in ((14, 27), (15, 27), (7, 13), (1, 8), (0, 5), (5, 5), (0, 0))]
    [52, 56, 54, 13, 0, 100, 0]
    """
    return (200 * part + whole) // (2 * whole) if whole else 0


def so_many_of(number: int, lang: str) -> str:
    """How many of a group: «3 төраганын 2си», where Kyrgyz hangs an ending on the number; elsewhere the bare number.

    number: not negative.

    >>> [so_many_of(n, "ky") for n in (0, 1, 2, 6, 10, 20, 23, 100, 240, 1000)]
    ['0ү', '1и', '2си', '6сы', '10у', '20сы', '23ү', '100ү', '240ы', '1000и']
    >>> so_many_of(2, "ru")
    '2'
    """
    return f"{number}{_ending(number)}" if lang == "ky" else str(number)


def key_of(text: str) -> int:
    """The key of a row as a form sends it; 0, which no row has, for what is none or longer than a database keeps.

    >>> key_of("7"), key_of(""), key_of("²"), key_of("9" * 5000)
    (7, 0, 0, 0)
    """
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def _ending(number: int) -> str:
    """Of the last word that is spoken: of the ones, else the tens, else жүз (ү), миң (и); of нөл, ү."""
    if number % 10:
        return _UNITS[number % 10]
    if number % 100:
        return _TENS[number // 10 % 10]
    return "и" if number and not number % 1000 else "ү"
