"""Phones as lists give them: several in a cell, with signs, words and letters among the digits."""

import re

import phonenumbers

COUNTRY = "996"
# Letters that stand for digits where no others are beside them: «О555», «l», «З».
_LETTERS = str.maketrans("OoОоЗзlIІ", "000033111")
_NONE = re.compile(r"^(?:жок|жогу|нету?|не имеет|none|no|n/?a|[-–—_.\s]*)$", re.IGNORECASE)
_WORDS = re.compile(
    r"\b(?:тел(?:ефону?|ефондору)?|моб(?:ильный)?|сот(?:овый)?|phone|tel|mob|w(?:hats)?app|ватсап)\b[.:]*",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"[;,/|\n]|\s(?:и|же|жана|or|and|или)\s")
# Nine digits of a number of the country, however parted, behind its code or a nought. Nine that begin with the nought
# themselves lack one.
_HOME = re.compile(r"(?<!\d)(?:(?:\+?\s*996|0)[\s(-]*(?=\d)|(?=\(?[1-9]))\(?((?:\d[\s().-]*){9})(?!\d)")
_ABROAD = re.compile(r"^\+(?!996)(?:\d[\s().-]*){8,15}$")


def phones_in(text: str) -> tuple[tuple[str, ...], str]:
    """The phones in a cell in E.164, each once, and what is left that looks like a phone and is none ("" if nothing).

    A cell that says there is none gives neither.

    >>> phones_in("О555 12-34-56; +996 (700) 00 00 01")
    (('+996555123456', '+996700000001'), '')
    >>> phones_in("жок"), phones_in("0555 12 34")
    (((), ''), ((), '0555 12 34'))
    """
    text = _WORDS.sub(" ", text).strip()
    if _NONE.match(text):
        return (), ""
    found: list[str] = []
    wrong: list[str] = []
    for piece in _BETWEEN.split(text):
        told, left = _in_piece(_with_digits(piece.strip(" .:")))
        found += told
        wrong += [left] if left else []
    return tuple(dict.fromkeys(found)), "; ".join(wrong)


def without_phones(text: str) -> tuple[str, str]:
    """A line without its phones, and the phones as they stood, parted by semicolons.

    >>> without_phones("Мисалов Асан, депутат, 0555 12-34-56")
    ('Мисалов Асан, депутат, ', '0555 12-34-56')
    """
    runs = [run for run in re.finditer(r"\+?[\dOoОо][\dOoОо\s().-]{6,}\d", text) if len(re.sub(r"\D", "", run[0])) >= 7]
    left = text
    for run in reversed(runs):
        left = left[: run.start()] + left[run.end() :]
    return _WORDS.sub(" ", left), "; ".join(run[0].strip() for run in runs)


def looks_like_phone(text: str) -> bool:
    """Whether a cell holds nothing but phones.

    >>> looks_like_phone("0555 12-34-56"), looks_like_phone("12"), looks_like_phone("депутат")
    (True, False, False)
    """
    if sum(sign.isdigit() for sign in text) < 5:
        return False
    found, wrong = phones_in(text)
    return bool(found) and not wrong


def _with_digits(piece: str) -> str:
    letters = {sign for sign in piece if sign.isalpha()}
    is_number = sum(sign.isdigit() for sign in piece) >= 4 and all(ord(letter) in _LETTERS for letter in letters)
    return piece.translate(_LETTERS) if is_number else piece


def _in_piece(piece: str) -> tuple[list[str], str]:
    if not piece or _NONE.match(piece):
        return [], ""
    # A spreadsheet may have taken a phone for a number: 555123456.0.
    piece = re.sub(r"^(\d{9,12})\.0$", r"\1", piece)
    if _ABROAD.match(piece):
        return _abroad(piece)
    found = [f"+{COUNTRY}{re.sub(r'[^0-9]', '', run)}" for run in _HOME.findall(piece)]
    left = _HOME.sub("", piece).strip(" .()-")
    return (found, "") if found and not left else (found, piece)


def _abroad(piece: str) -> tuple[list[str], str]:
    try:
        number = phonenumbers.parse(piece, None)
    except phonenumbers.NumberParseException:
        return [], piece
    if phonenumbers.is_possible_number_with_reason(number) != phonenumbers.ValidationResult.IS_POSSIBLE:
        return [], piece
    return [str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))], ""
