"""Letters as they should have been typed: bytes to text, and text with the wrong letters mended.

Kyrgyz papers come from many machines. Some carry look-alike letters (ѳ for ө, a Latin «o» inside a Cyrillic word),
some were typed in the
fonts of the 1990s, which drew ң, ө and ү in the places of ё, ъ and the backslash: «Кеёеш», «жън\\ндъ». Correct
Russian and correct Kyrgyz pass through unchanged.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import product

CYRILLIC = "А-Яа-яЁёӨөҮүҢңҺһҚқҒғҰұІі"
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_NOTHING = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufff9-\ufffc\x00-\x08\x0e-\x1f\x7f]")
_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_LOOKALIKES = str.maketrans(
    {
        "ѳ": "ө", "Ѳ": "Ө", "ɵ": "ө", "Ɵ": "Ө", "ӫ": "ө", "Ӫ": "Ө",
        "ӊ": "ң", "Ӊ": "Ң", "ӈ": "ң", "Ӈ": "Ң", "ҥ": "ң", "Ҥ": "Ң",
        "ұ": "ү", "Ұ": "Ү", "ϒ": "Ү",
        "\u2010": "-", "\u2011": "-",
    }
)  # fmt: skip
_TO_CYRILLIC = dict(zip("ABCEHKMOPTXYaceiopxyköüÖÜ", "АВСЕНКМОРТХУасеіорхукөүӨҮ", strict=True))
_TO_CYRILLIC["i"] = "и"  # No Kyrgyz or Russian word has і.
_TO_LATIN = {
    "А": "A",
    "В": "B",
    "С": "C",
    "Е": "E",
    "Н": "H",
    "К": "K",
    "М": "M",
    "О": "O",
    "Р": "P",
    "Т": "T",
    "Х": "X",
}
_TO_LATIN |= {"а": "a", "с": "c", "е": "e", "о": "o", "р": "p", "х": "x", "у": "y", "У": "Y"}
_WORD = re.compile(rf"[A-Za-zÀ-ÖØ-öø-ÿ{CYRILLIC}]+")
# It begins at the head of a word alone: tried at every letter of a long run, it would take a second for each 10,000.
_MIXED = re.compile(rf"(?<!\w)(?=\w*[A-Za-zÀ-ÖØ-öø-ÿ])(?=\w*[{CYRILLIC}])\w+")

_LOST = re.compile(r"(?<=[А-Яа-яЁё?])\?|\?(?=[А-Яа-яЁё?])")
_LOST_INSIDE = re.compile(r"(?<=[А-Яа-яЁё])\?+(?=[А-Яа-яЁё])|(?<!\S)\?(?=[А-Яа-яЁё])")

# A legacy word: Cyrillic letters with a backslash or an upright stroke among them, in parts joined by hyphens.
_LEGACY_PART = re.compile(r"[А-Яа-яЁё\\|]*[А-Яа-яЁё][А-Яа-яЁё\\|]*")
_LEGACY_LETTERS = str.maketrans({"ё": "ң", "Ё": "Ң", "ъ": "ө", "Ъ": "Ө", "\\": "ү", "|": "Ү"})
_RIGHT_LETTERS = re.compile("[ңөүҢӨҮ]")
_BACK = re.compile("[аоуыяю]")
_WRONG_HARD_SIGN = re.compile("(?:^|[аеиоуыэюяьъ\\\\])ъ|ъ(?:[^еёюя]|$)")
_RUSSIAN_HARD_SIGN = re.compile("^(?:с|об|под|раз|из|в|от|над|пред|меж|суб|ад|кон|пере|не|без|взъ?)*ъ[еёюя]")
_WRONG_YO = re.compile("ё[аеиоуыэюя\\\\ъ]|[ыуэ\\\\]ё|^(?:чоё|миё|соё|тоё|таё|дъё|аё|оё)$")
_KNOWN_YO = re.compile(
    "^(?:е|мо|тво|сво|мое|при|на|за|вна|по|съ|об|подъ|объ|разъ)ё(?:$|м|т|ш|в|н)|(?:а|о)ё(?:т|м|шь|те|к)(?:ся)?$|^её$"
)
_RUSSIAN = re.compile(
    r"\b(?:и|в|во|на|с|со|по|для|что|это|не|от|из|за|к|о|об|при|года?|году|области|район[ае]?|районов|будет|будут|"
    r"или|как|его|её|их|"
    r"где|том|который|которые|между|также|проект[ае]?|человек|зал)\b",
    re.IGNORECASE,
)
_KYRGYZ = re.compile(
    r"\b(?:жана|менен|ж[ъө]н[\\ү]нд[ъө]|[\\ү]ч[\\ү]н|боюнча|бул|деп|деген|жылдын|айыл|айылдык|облус\w*|район(?:у|"
    r"унун|унда|дун|дук)|"
    r"жыйын\w*|залы|болуп|[ъө]т[ъө]т|[ъө]з|башкаруу|к[\\ү]н[\\ү])\b",
    re.IGNORECASE,
)


def decode(data: bytes) -> str:
    """Bytes of a text file as text: UTF-8, UTF-16 (with or without its mark), CP1251, KOI8-R, CP866 or Mac Cyrillic.

    Never fails: what cannot be anything else is read in the most likely of these.
    """
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    if wide := _wide(data):
        return data.decode(wide, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        # A text cut off in the middle of a letter is still UTF-8.
        if error.start > 0 and len(data) - error.start < 4:
            return data[: error.start].decode("utf-8")
    read = data.decode("utf-8", errors="replace")
    if read.count("\ufffd") * 50 < sum(letter > "\x7f" for letter in read):
        return read
    return max(
        (data.decode(name, errors="replace") for name in ("cp1251", "koi8-r", "cp866", "mac-cyrillic")), key=_likelihood
    )


def mend(text: str) -> str:
    """The text in the right letters, composed (NFC), with plain spaces and line ends; lines and tabs stay where they
    are.

    >>> mend("Ѳзгѳн, Kapa-Cуу")
    'Өзгөн, Kapa-Суу'
    >>> mend("Айылдык Кеёеш жън\\\\ндъ")
    'Айылдык Кеңеш жөнүндө'
    >>> mend("Ещё один объект, подъём")
    'Ещё один объект, подъём'
    """
    text = unicodedata.normalize("NFC", _BREAKS.sub("\n", text))
    text = _NOTHING.sub("", _SPACES.sub(" ", text)).translate(_LOOKALIKES)
    text = _MIXED.sub(lambda found: _WORD.sub(_one_alphabet, found.group()), text)
    if not was_legacy(text):
        return text
    return "\n".join(_mend_legacy(line) for line in text.split("\n"))


def was_legacy(text: str) -> bool:
    """Whether a text, or a part of it, was typed in a legacy Kyrgyz font.

    Decided by words that can be neither Russian nor correct Kyrgyz: ъ before a consonant, ё before a vowel, a
    backslash inside a word of front vowels. One such word is enough in a short text; in a long one there must be more.
    """
    if not re.search(r"[ёъЁЪ\\]", text):
        return False
    words = {part.lower() for part in _LEGACY_PART.findall(text)}
    strong = sum(_is_surely_legacy(word) for word in words)
    right = len({word for word in re.findall(r"\w+", text.lower()) if _RIGHT_LETTERS.search(word)})
    return strong > 0 and (strong > 1 or len(words) < 60) and right <= 3 * strong


def has_lost_letters(text: str) -> bool:
    """Whether Kyrgyz letters were turned into question marks by a program that knew only Russian: «К?н?», «?зг?н»."""
    return len(_LOST_INSIDE.findall(text)) > 2


def with_lost_letters(word: str) -> tuple[str, ...]:
    """What a word with question marks for lost letters may have been, without the marks of ө, ү and ң; the word
    itself if none are lost.

    >>> with_lost_letters("т?п")
    ('топ', 'туп', 'тнп')
    """
    places = [found.start() for found in _LOST.finditer(word)]
    if not places or len(places) > 7:
        return (word,)
    guesses = []
    for letters in product("оун", repeat=len(places)):
        guess = [*word]
        for place, letter in zip(places, letters, strict=True):
            guess[place] = letter
        guesses.append("".join(guess))
    return tuple(guesses)


def _one_alphabet(found: re.Match[str]) -> str:
    """A word of two alphabets in the one that all its letters can be written in; unchanged if there is none."""
    word = found.group()
    if all(letter in _TO_CYRILLIC for letter in word if not re.match(f"[{CYRILLIC}]", letter)):
        return "".join(_TO_CYRILLIC.get(letter, letter) for letter in word)
    if all(letter in _TO_LATIN for letter in word if re.match(f"[{CYRILLIC}]", letter)):
        return "".join(_TO_LATIN.get(letter, letter) for letter in word)
    return word


@lru_cache(maxsize=20_000)
def _is_surely_legacy(word: str) -> bool:
    """Whether a word (lower case, without hyphens) can only come from a legacy font."""
    if "\\" in word:
        # ү stands beside no other vowel and, in evidence, in no word of back vowels: «дата\район» is a
        # list, not a word.
        return not re.search(r"[аеиоуыэюя]\\|\\[аеиоуыэюя]", word) and not _BACK.search(word) and len(word) > 1
    if "ъ" in word and _WRONG_HARD_SIGN.search(word) and len(word) > 1:
        return not _BACK.search(word.replace("ъ", ""))
    return bool(_WRONG_YO.search(word)) and not _KNOWN_YO.search(word) and not _RUSSIAN_HARD_SIGN.search(word)


def _mend_legacy(line: str) -> str:
    """One line of a text with legacy words: sure words always, doubtful ones where the line is not Russian."""
    is_russian = len(_RUSSIAN.findall(line)) > 2 * len(_KYRGYZ.findall(line)) + sum(
        _is_surely_legacy(part.lower()) for part in _LEGACY_PART.findall(line)
    )
    line = _mend_slashes(line)
    return _LEGACY_PART.sub(lambda found: _mend_legacy_word(found.group(), is_russian), line)


def _mend_legacy_word(word: str, is_russian: bool) -> str:
    low = word.lower()
    if not re.search(r"[ёъ\\|]", low):
        return word
    if _is_surely_legacy(low):
        return _only_after_vowels(word)
    if is_russian or _RUSSIAN_HARD_SIGN.search(low) or _KNOWN_YO.search(low):
        return word
    return _only_after_vowels(word)


def _only_after_vowels(word: str) -> str:
    """The legacy letters replaced; ё stays at the beginning and after a consonant, where ң never stands («шофёр»)."""
    letters = []
    for place, letter in enumerate(word):
        before = word[place - 1].lower() if place else ""
        is_yo_of_a_loan = letter in "ёЁ" and before not in {*"аеиоуыэюяъё\\|"}
        letters.append(
            letter if is_yo_of_a_loan or (not before and letter == "ё") else letter.translate(_LEGACY_LETTERS)
        )
    return "".join(letters)


def _mend_slashes(line: str) -> str:
    """The capital Ү, which some keyboards wrote as a slash: «/ч-Дъбъ», «К/Н/». «РМА/РГА» and «а/а» are left alone."""
    line = re.sub(r"(?<![\w/:.])/(?=[бвгджзклмнпрстфхцчшй])", "Ү", line)
    return re.sub(r"[А-ЯЁЪ]+(?:/[А-ЯЁЪ]*)+", _capital_slashes, line)


def _capital_slashes(found: re.Match[str]) -> str:
    word = found.group()
    is_list = any(re.search("[АЕИОУЫЭЮЯ]", part) for part in word.split("/")) and not re.search("[ЪЁ]", word)
    return word if is_list else word.replace("/", "Ү")


def _wide(data: bytes) -> str | None:
    """UTF-16 without its mark: nearly every second byte is the page of Cyrillic, Latin or punctuation."""
    sample = data[:4000]
    if len(sample) < 4:
        return None
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        pages = sample[first::2]
        others = sample[1 - first :: 2]
        if sum(page in (0, 4, 32) for page in pages) > 0.95 * len(pages) and others.count(0) < 0.1 * len(others) and (
            pages.count(0) + pages.count(4) > 0.9 * len(pages)
        ):  # fmt: skip
            return encoding
    return None


def _likelihood(text: str) -> float:
    """How much a text looks like Kyrgyz or Russian.

    Common small letters speak for it, odd signs and capitals inside words against.
    """
    sample = text[:20_000]
    common = sum(letter in "оеаинтсрлкдуыпмг" for letter in sample)
    odd = len(re.findall("[\u2500-\u259f\u0080-\u009f\ufffd\u0402-\u040f\u0452-\u045f†‡•‰€¤¦§©®±µ¶∞≤≥∂ƒ≈∆√÷]", sample))
    jumps = len(re.findall("[а-я][А-Я]", sample))
    return common - 3 * odd - 2 * jumps
