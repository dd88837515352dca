"""Public numbers: digits only, one series for all kinds of thing, the last digit a check digit, never used twice."""

from stdnum import damm

# Numbers begin where they have five digits, so that none is mistaken for a house number or a year.
FIRST = 1000
# Letters of both alphabets that are typed where paper shows 0, 1 and 3.
_LOOKALIKES = str.maketrans("ОоOoІіIlЗз", "0000111133")


def number_for(row: int) -> int:
    """The public number of the register's row 1, 2, 3 …

    The check digit is Damm's: it catches every single wrong digit and every swap of two neighbours.

    >>> number_for(1), number_for(2)
    (10019, 10024)
    """
    if row < 1:
        raise ValueError("rows of the register count from 1")
    stem = str(FIRST + row)
    return int(stem + damm.calc_check_digit(stem))


def row_of(number: int) -> int:
    """The row of the register that a public number was made of. Raises ValueError for what is none.

    >>> row_of(10019), row_of(number_for(77))
    (1, 77)
    """
    if not is_number(str(number)) or number // 10 <= FIRST:
        raise ValueError("not a public number")
    return number // 10 - FIRST


def is_number(text: str) -> bool:
    """Whether a text, as typed from paper, can be a public number at all.

    >>> is_number("10019"), is_number("10091"), is_number("10019x")
    (True, False, False)
    """
    return text.isascii() and text.isdigit() and 5 <= len(text) <= 18 and damm.is_valid(text)


def read(typed: str) -> str:
    """The digits of a number as typed from paper: with №, blanks or dashes, or with letters that look like digits.

    >>> read(" № 10 019 "), read("1OO19."), read("10-О19"), read("no number")
    ('10019', '10019', '10019', '')
    """
    told = typed.strip().removeprefix("№").removeprefix("No").removeprefix("N").strip(" /#.,")
    digits = "".join(sign for sign in told.translate(_LOOKALIKES) if sign not in " \u00a0.,-–_")
    return digits if digits.isascii() and digits.isdigit() else ""
