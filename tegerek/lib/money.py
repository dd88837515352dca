"""Sums of money in whole tyiyn, a hundred of which are a som: as typed, as written in a column, as said in words."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

# No sum that people are paid by hand is larger, and no number in words is needed beyond it.
MOST = 10**14
NARROW = "\u00a0"
_Three = Callable[[int, int], list[str]]
_Step = Callable[[int, int], str]
TYPED = re.compile(r"([0-9]{1,10})(?:[.,]([0-9]{1,2}))?")


def tyiyn_of(text: str) -> int | None:
    """A sum as somebody types it, in som; None for what is no sum.

    >>> [tyiyn_of(text) for text in ("1 250", "1250,5", "0.05", "12,345", "-3", "")]
    [125000, 125050, 5, None, None, None]
    """
    found = TYPED.fullmatch(re.sub(r"[\s\u00a0\u202f]", "", text))
    return int(found[1]) * 100 + int((found[2] or "").ljust(2, "0")) if found else None


def som(tyiyn: int) -> str:
    """The sum in a column, in som: thousands apart, tyiyn only where there are some. tyiyn: not negative.

    >>> som(125000).replace(NARROW, " "), som(5), som(123456789).replace(NARROW, " ")
    ('1 250', '0,05', '1 234 567,89')
    """
    whole, rest = divmod(tyiyn, 100)
    return f"{whole:,}".replace(",", NARROW) + (f",{rest:02}" if rest else "")


def som_in_words(tyiyn: int, lang: str) -> str:
    """The sum in words as a money paper says it: the som in words, the tyiyn in two figures.

    tyiyn: 0 up to a million million som. Raises ValueError for another.

    >>> som_in_words(125050, "ky"), som_in_words(300, "ru")
    ('бир миң эки жүз элүү сом 50 тыйын', 'три сома 00 тыйынов')
    >>> som_in_words(125050, "en")
    'one thousand two hundred fifty som 50 tyiyn'
    """
    if not 0 <= tyiyn <= MOST:
        raise ValueError(f"{tyiyn} is no sum that can be said")
    whole, rest = divmod(tyiyn, 100)
    if lang == "ru":
        return f"{in_words_ru(whole)} {_form(whole, _SOM)} {rest:02} {_form(rest, _TYIYN)}"
    if lang == "en":
        return f"{in_words_en(whole)} som {rest:02} tyiyn"
    return f"{in_words_ky(whole)} сом {rest:02} тыйын"


def in_words_ky(number: int) -> str:
    """A whole number in Kyrgyz, from nought to below a million million. A hundred is «жүз», a thousand «бир миң».

    >>> in_words_ky(2017), in_words_ky(100)
    ('эки миң он жети', 'жүз')
    """
    return _joined(number, _three_ky, lambda few, step: _STEPS_KY[step], "нөл")


def in_words_ru(number: int) -> str:
    """A whole number in Russian, of things of male gender, from nought to below a million million.

    >>> in_words_ru(2002), in_words_ru(21)
    ('две тысячи два', 'двадцать один')
    """
    return _joined(number, _three_ru, lambda few, step: _form(few, _STEPS_RU[step]), "ноль")


def in_words_en(number: int) -> str:
    """A whole number in English, from nought to below a million million.

    >>> [in_words_en(n) for n in (0, 13, 42, 100, 1015, 2_000_001)]
    ['zero', 'thirteen', 'forty-two', 'one hundred', 'one thousand fifteen', 'two million one']
    """
    return _joined(number, _three_en, lambda few, step: _STEPS_EN[step], "zero")


def _joined(number: int, three: _Three, step_of: _Step, nought: str) -> str:
    if not 0 <= number <= MOST // 100:
        raise ValueError(f"{number} is no number that can be said")
    told: list[str] = []
    for step in range(4, -1, -1):
        few = number // 1000**step % 1000
        if few:
            told += [*three(few, step), step_of(few, step)] if step else three(few, step)
    return " ".join(told) or nought


def _three_ky(few: int, step: int) -> list[str]:
    hundreds, tens, ones = few // 100, few // 10 % 10, few % 10
    told = [_ONES_KY[hundreds] if hundreds > 1 else "", "жүз" if hundreds else "", _TENS_KY[tens], _ONES_KY[ones]]
    return [word for word in told if word]


def _three_ru(few: int, step: int) -> list[str]:
    hundreds, below = few // 100, few % 100
    # A thousand is female in Russian: одна тысяча, две тысячи.
    ones = _ONES_RU if step != 1 else ("", "одна", "две", *_ONES_RU[3:])
    told = [_HUNDREDS_RU[hundreds], *_below_hundred(below, ones, _TENS_RU)]
    return [word for word in told if word]


def _three_en(few: int, step: int) -> list[str]:
    hundreds, below = few // 100, few % 100
    told = [f"{_ONES_EN[hundreds]} hundred" if hundreds else "", "-".join(_below_hundred(below, _ONES_EN, _TENS_EN))]
    return [word for word in told if word]


def _below_hundred(below: int, ones: Sequence[str], tens: Sequence[str]) -> list[str]:
    told = [ones[below]] if below < 20 else [tens[below // 10], ones[below % 10]]
    return [word for word in told if word]


def _form(number: int, forms: tuple[str, str, str]) -> str:
    """The form of a Russian noun after a number: 1 сом, 2 сома, 5 сомов, 11 сомов, 21 сом."""
    if 10 < number % 100 < 20:
        return forms[2]
    return forms[0] if number % 10 == 1 else forms[1] if number % 10 in {2, 3, 4} else forms[2]


def _row(text: str) -> tuple[str, ...]:
    return ("", *text.split())


_ONES_KY = _row("бир эки үч төрт беш алты жети сегиз тогуз")
_TENS_KY = _row("он жыйырма отуз кырк элүү алтымыш жетимиш сексен токсон")
_STEPS_KY = ("", "миң", "миллион", "миллиард", "триллион")
_ONES_RU = _row(
    "один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать четырнадцать "
    "пятнадцать шестнадцать семнадцать восемнадцать девятнадцать"
)
_TENS_RU = ("", *_row("двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто"))
_HUNDREDS_RU = _row("сто двести триста четыреста пятьсот шестьсот семьсот восемьсот девятьсот")
_STEPS_RU = (
    ("", "", ""),
    ("тысяча", "тысячи", "тысяч"),
    ("миллион", "миллиона", "миллионов"),
    ("миллиард", "миллиарда", "миллиардов"),
    ("триллион", "триллиона", "триллионов"),
)
_ONES_EN = _row(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS_EN = ("", *_row("twenty thirty forty fifty sixty seventy eighty ninety"))
_STEPS_EN = ("", "thousand", "million", "billion", "trillion")
_SOM = ("сом", "сома", "сомов")
_TYIYN = ("тыйын", "тыйына", "тыйынов")
