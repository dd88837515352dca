"""Text in Kyrgyz, Russian and Latin letters: finding, sorting, addressing, shortening. Plain Python."""

from __future__ import annotations

import re
import unicodedata

# Letters that older keyboards and fonts put in place of the Kyrgyz ones; they look right and are never found again.
WRONG_LETTERS = {"ѳ": "ө", "Ѳ": "Ө", "ӊ": "ң", "Ӊ": "Ң", "ӈ": "ң", "Ӈ": "Ң", "ұ": "ү", "Ұ": "Ү"}


def mended(text: str) -> str:
    """The text as its writer meant it: composed, true ө ң ү, no Latin twin inside a Cyrillic word, nothing unseen.

    A word that mixes both alphabets is mended only where every letter of one of them has a twin in the other; «PDFтин»
    stays. Anything typed by a person goes through here before it is stored.

    >>> mended("кѳчӊ") == "көчң", mended("Oш") == "Ош", mended("Оsh") == "Osh", mended("PDFтин")
    (True, True, True, 'PDFтин')
    """
    text = unicodedata.normalize("NFC", visible(text)).translate(_WRONG_LETTERS)
    return _WORD.sub(lambda word: _in_one_alphabet(word[0]), text)


def visible(text: str) -> str:
    """The text without control and direction signs; every kind of line break becomes a plain one, tabs stay.

    The languages of the house are written from left to right: a sign that turns the direction only ever misleads.

    >>> visible("Таза\\u202e суу\\x0bжана\\r\\nжол\\x00\\u2066")
    'Таза суу\\nжана\\nжол'
    """
    return _UNSEEN.sub("", _LINE_BREAK.sub("\n", text))


def fold(text: str) -> str:
    """What the spellings of one name share: lower Latin letters and digits, one space between words.

    For index and query alike. ө and о, ү and у, ң and н, ё and е become one, so do ы, и and й, and ж, дж and zh; signs,
    accents and doubled consonants go; doubled vowels stay («суу» is not «су»). Different words may meet («от», «өт»):
    rank exact matches first.

    >>> fold("Өмүрбек") == fold("Омурбек") == fold("Omurbek")
    True
    >>> fold("Ысык-Көл, Жумгал"), fold("Джумгал Zhumgal ДЖУМГАЛ")
    ('isik kol jumgal', 'jumgal jumgal jumgal')
    >>> fold("«Чоң-Алай»") == fold("Chong Alay") == fold("чон алай")
    True
    """
    text = _without_accents(mended(text).casefold().replace("№", " ").translate(_FOLDED))
    return " ".join(_folded_word(word) for word in re.findall(r"[^\W_]+", text))


def alphabet_key(text: str, lang: str = "ky") -> str:
    """A string of ASCII digits that sorts by the Kyrgyz alphabet under every collation of every database.

    The case does not count, spaces and hyphens come before everything, numbers (by size) before letters, the letters of
    the language before those of the other, the shorter before the longer. In Russian ё counts as е. At most nine digits
    for each character of the text, two for most; other signs have no weight.

    >>> sorted(["Өзгөн", "Ош", "Ноокат", "Ңгү", "Пас", "ат-башы", "Ат-Башы 2", "Ат-Башы 10", "Атай"], key=alphabet_key)
    ['ат-башы', 'Ат-Башы 2', 'Ат-Башы 10', 'Атай', 'Ноокат', 'Ңгү', 'Ош', 'Өзгөн', 'Пас']
    """
    weights = _WEIGHTS_RU if lang.startswith("ru") else _WEIGHTS_EN if lang.startswith("en") else _WEIGHTS_KY
    text = unicodedata.normalize("NFC", text).translate(_WRONG_LETTERS).lower().strip(" -‐‑–—_/\t\n\u00a0")
    return "".join(_weight(piece, weights) for piece in re.findall(r"[0-9]+|[\s‐‑–—_/-]+|[^\W_]", text))


def slug(text: str, length: int = 80) -> str:
    """The text as a part of an address: lower Latin letters, digits, single hyphens; cut between words where too long.

    Kyrgyz names are written the way maps write them. "" if nothing in the text can be written so.

    >>> [slug(name) for name in ("Кочкор", "Өзгөн", "Жумгал", "Чоң-Алай", "Ысык-Көл", "Ак-Кыя", "Токтогул ж. (2026)")]
    ['kochkor', 'ozgon', 'jumgal', 'chong-alai', 'ysyk-kol', 'ak-kyya', 'toktogul-j-2026']
    """
    text = re.sub("й(?=[аоуүөэяюеё])", "y", mended(text).casefold().replace("№", " ")).translate(_LATIN)
    text = _without_accents(text).replace("dj", "j")
    text = "-".join(re.findall(r"[a-z0-9]+", text))
    if len(text) > length:
        text = text[: length + 1].rpartition("-")[0] or text[:length]
    return text


def quoted(text: str, lang: str) -> str:
    """The text in the quotes of the language; quotes within become inner ones, those already around it are replaced.

    >>> quoted("Таза суу", "ky"), quoted('О "Чистой воде"', "ru"), quoted("«Clean water»", "en")
    ('«Таза суу»', '«О „Чистой воде“»', '“Clean water”')
    """
    outer, inner = ("“”", "‘’") if lang.startswith("en") else ("«»", "„“")
    bare = _without_outer_quotes(text.strip())
    return outer[0] + _QUOTED.sub(lambda found: inner[0] + found[0][1:-1] + inner[1], bare) + outer[1]


def one_line(text: str) -> str:
    """The text without line breaks, control and direction signs; single spaces. Spaces that must not break stay.

    >>> one_line("  Таза\\r\\n  суу\\u202e ")
    'Таза суу'
    """
    visible = _INVISIBLE.sub("", re.sub(r"[^\S\u00a0\u202f]+", " ", text))
    return re.sub(" +", " ", visible).strip()


def excerpt(text: str, length: int) -> str:
    """The beginning of a text on one line, cut between words and ended by …, `length` characters at most.

    length: at least 2. A single word longer than that is cut inside.

    >>> excerpt("Таза суу жана жол, экинчи маселе", 20), excerpt("Таза суу", 20)
    ('Таза суу жана жол…', 'Таза суу')
    """
    if length < 2:
        raise ValueError(f"an excerpt of {length} characters shows nothing")
    text = one_line(text)
    if len(text) <= length:
        return text
    head = text[:length]
    words = head[: head.rfind(" ")] if " " in head.strip() else head[:-1]
    return words.rstrip(" \u00a0,.;:–—-(«“„") + "…"


def size_in_words(size: int, lang: str) -> str:
    """How much there is to fetch, in kilo- or megabytes of 1000; never less than what it is. The space does not break.

    size: bytes.

    >>> size_in_words(37_400, "ky").split(), size_in_words(1_400_000, "ru").split(), size_in_words(999, "en").split()
    (['38', 'кБ'], ['1,4', 'МБ'], ['1', 'kB'])
    """
    kilo, mega = ("кБ", "МБ") if lang.startswith(("ky", "ru")) else ("kB", "MB")
    kilobytes = -(-size // 1000)
    if kilobytes < 1000:
        return f"{kilobytes}\u00a0{kilo}"
    tenths = -(-size // 100_000)
    point = "," if lang.startswith(("ky", "ru")) else "."
    return f"{tenths // 10}{point}{tenths % 10}\u00a0{mega}"


def _in_one_alphabet(word: str) -> str:
    latin = {c for c in word if c.isascii() and c.isalpha()}
    cyrillic = {c for c in word if "\u0400" <= c <= "\u04ff"}
    if not latin or not cyrillic:
        return word
    if latin <= set(_LATIN_TWINS):
        return word.translate(_TO_CYRILLIC)
    if cyrillic <= set(_CYRILLIC_TWINS):
        return word.translate(_TO_LATIN)
    return word


def _without_accents(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).casefold()


def _folded_word(word: str) -> str:
    """One word without the choices of those who write in Latin letters; until none is left, as in ngg or zkh."""
    word = re.sub(r"(^|(?<=[aeou]))ye", "e", word).replace("y", "i").translate(_RARE_LATIN)
    while (shorter := _with_single_consonants(word)) != word:
        word = shorter
    return word


def _with_single_consonants(word: str) -> str:
    word = re.sub(r"dzh|zh|dj", "j", word).replace("kh", "h").replace("ng", "n")
    return re.sub(r"([bcdfghjklmnpqrstvwxz])\1+", r"\1", word)


def _weight(piece: str, weights: dict[str, str]) -> str:
    if piece.isascii() and piece.isdigit():
        number = piece.lstrip("0") or "0"
        return f"10{min(len(number), 99):02}{number}"
    if not piece.isalnum():
        return "01"
    bare = unicodedata.normalize("NFKD", piece)[0]
    return weights.get(piece) or weights.get(bare) or f"99{ord(piece):07}"


def _without_outer_quotes(text: str) -> str:
    if len(text) >= 2 and text[0] == text[-1] == '"' and text.count('"') == 2:
        return text[1:-1]
    for opening, closing in ("«»", "“”", "„“"):
        if text.startswith(opening) and text.endswith(closing) and _is_one_pair(text, opening, closing):
            return text[1:-1]
    return text


def _is_one_pair(text: str, opening: str, closing: str) -> bool:
    """Whether the first sign is closed by the last: so in «О «воде»», not in «Суу» and «Жол»."""
    depth = 0
    for sign in text[:-1]:
        depth += (sign == opening) - (sign == closing)
        if depth == 0:
            return False
    return depth == 1


def _weights(*blocks: tuple[int, str]) -> dict[str, str]:
    return {letter: f"{first + place:02}" for first, letters in blocks for place, letter in enumerate(letters)}


_CYRILLIC = "абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюя"
_ASCII = "abcdefghijklmnopqrstuvwxyz"
_WEIGHTS_KY = _weights((20, _CYRILLIC), (60, _ASCII))
_WEIGHTS_RU = _WEIGHTS_KY | {"ё": _WEIGHTS_KY["е"]}
_WEIGHTS_EN = _weights((20, _ASCII), (50, _CYRILLIC))

_WORD = re.compile(r"[^\W\d_]+")
# Pairs of quotes without quotes between them.
_QUOTED = re.compile(r"«[^«»]*»|“[^“”]*”|„[^„“”]*[“”]|\"[^\"]*\"")
# Control signs, zero-width spaces, direction marks and overrides, the byte order mark; not the joiners of some scripts.
_INVISIBLE = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u206f\ufeff\ufffe\uffff\ud800-\udfff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_UNSEEN = re.compile(rf"(?![\t\n]){_INVISIBLE.pattern}")
_LINE_BREAK = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_WRONG_LETTERS = str.maketrans(WRONG_LETTERS)

# A capital Y in a Cyrillic word stands for Ү, which looks the same; a small one for у.
_LATIN_TWINS, _CYRILLIC_TWINS = "ABCEHKMOPTXYaceopxy", "АВСЕНКМОРТХҮасеорху"
_TO_CYRILLIC = str.maketrans(_LATIN_TWINS, _CYRILLIC_TWINS)
_TO_LATIN = str.maketrans(_CYRILLIC_TWINS, _LATIN_TWINS)

_LATIN = str.maketrans(
    dict(zip("абвгдезиклмнопрстуфыэөүй", "abvgdeziklmnoprstufyeoui", strict=True))
    | {"ё": "yo", "ж": "j", "ң": "ng", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": ""}
    | {"ю": "yu", "я": "ya", "ç": "ch", "ş": "sh", "ı": "i", "'": "", "’": "", "ʼ": ""}
    | dict(zip("қғҳўі", "kghui", strict=True))
)
_FOLDED = _LATIN | str.maketrans({"ё": "e", "ң": "n", "х": "h", "ы": "i", "ю": "iu", "я": "ia"})
_RARE_LATIN = str.maketrans({"w": "v", "x": "ks", "q": "k"})
