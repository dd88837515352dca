"""Names of people as lists write them: in capitals, with initials, with a number before or a post behind."""

import re

from tegerek.lib.text import fold, mended, one_line

LETTERS = 160
MALE, FEMALE = "m", "f"
_NUMBERING = re.compile(r"^\s*(?:№\s*)?\d{1,4}\s*[.)\]–-]?\s+(?=\D)|^\s*\d{1,4}[.)]\s*(?=\D)|^\s*[•*–—-]\s+")
_NAME_WORD = re.compile(r"^[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*\.?$|^(?:[^\W\d_]\.){1,3}$")
_SON, _DAUGHTER = ("уулу", "uulu", "оглы"), ("кызы", "kyzy", "кызи")
_LOST = re.compile(r"(?<=[^\W\d_])\?|\?(?=[^\W\d_])|\ufffd")
_NOBODY = re.compile(
    r"^(?:vakan\w*|bosh(?: orun\w*| turat)?|orun bosh|taktalat\w*|kiiin\w*(?: \w+){0,2}|utochn\w*(?: \w+)?|"
    r"budet(?: \w+){1,2}|"
    r"belgisiz|neizvest\w*|tbd|tba|vacant|unknovn|ati(?: jonu)? belgisiz|jok|net|none)$"
)
_NOBODY_BEGINS = (
    "вакан", "бош", "орун", "такта", "кийин", "уточн", "будет", "белги", "неизв", "аты", "жок", "нет",
    "tb", "vacan", "unkn", "none",
)  # fmt: skip
# Words that no name has: with them a text is a place or an office.
_NO_NAME = re.compile(
    r"\b(?:raion\w*|aimag\w*|aimak\w*|okmot\w*|oblus\w*|oblast\w*|shaar\w*|kenesh\w*|aiil\w*|gorod|selo|mektep\w*|shkol\w*)\b"
)


def tidy_name(text: str) -> str:
    """A name in one line, without a number before it; words all in capitals or all in small letters get one capital.

    >>> tidy_name("12. МИСАЛОВ АСАН ҮЛГҮЕВИЧ"), tidy_name("ойдонова айгүл бек кызы"), tidy_name("Мисалов А.Ү.,")
    ('Мисалов Асан Үлгүевич', 'Ойдонова Айгүл Бек кызы', 'Мисалов А. Ү.')
    """
    text = one_line(_NUMBERING.sub("", mended(text))).strip(" ,;:–—-")
    text = re.sub(r"(?<=[^\W\d_]\.)(?=[^\W\d_])", " ", text)
    # Small letters are mended where the whole name is written so; one small word among capitals is no name's.
    return " ".join(_one_capital(word) if word.isupper() or text.islower() else word for word in text.split())


def fault_of_name(name: str) -> str:
    """The code of what is wrong with a tidy name, "" if nothing is.

    >>> [fault_of_name(name) for name in ("", "Мисалов", "А. Ү.", "Мисалов 12", "вакансия", "М?салов Асан", "Мисал А.")]
    ['no_name', 'one_word', 'only_initials', 'not_a_name', 'nobody_yet', 'letters_lost', '']
    """
    if not name:
        return "no_name"
    words = name.split()
    # Folding costs more than all else here, so only what begins like one of these words is folded.
    if set(name) <= set("_.-–—…? ") or (name.lower().startswith(_NOBODY_BEGINS) and _NOBODY.match(fold(name))):
        return "nobody_yet"
    if _LOST.search(name):
        return "letters_lost"
    if len(name) > LETTERS or len(words) > 7:
        return "too_long"
    if not all(_NAME_WORD.match(word) and (word[0].isupper() or word in (*_SON, *_DAUGHTER)) for word in words):
        return "not_a_name"
    if all(len(word.strip(".")) <= 2 for word in words):
        return "only_initials"
    return "one_word" if len(words) == 1 else ""


def looks_like_name(text: str) -> bool:
    """Whether a cell may be the name of one person: two to five words with capitals, none of them of a place or office.

    >>> [looks_like_name(text) for text in ("Мисалов Асан", "Мисалов А.", "АӨ башчысы", "Кочкор району", "Ак-Кыя")]
    [True, True, False, False, False]
    """
    text = one_line(_NUMBERING.sub("", text)).strip(" ,;:–—-")
    words = re.sub(r"(?<=[^\W\d_]\.)(?=[^\W\d_])", " ", text).split()
    if not 2 <= len(words) <= 6 or (any(map(_is_short, words)) and not text.isupper()):
        return False
    name = " ".join(word.lower() if word.lower() in (*_SON, *_DAUGHTER) else word for word in words)
    return not fault_of_name(name) and not _NO_NAME.search(fold(name))


def is_several(text: str) -> bool:
    """Whether a cell names several people.

    >>> is_several("Мисалов Асан, Ойдонова Айгүл"), is_several("Мисалов А., АӨ башчысы"), is_several("Мисалов\\nАсан")
    (True, False, False)
    """
    pieces = [piece for piece in re.split(r"[,;/\n&+]|\s(?:жана|и|and)\s", text) if piece.strip()]
    return len(pieces) > 1 and sum(looks_like_name(piece) for piece in pieces) > 1


def sex_of_name(name: str) -> str:
    """The sex that the father's name tells by its ending: -уулу, -ович; -кызы, -овна. "" where none does.

    >>> [sex_of_name(name) for name in ("Мисалов Асан Үлгүевич", "Сынак кызы Айгүл", "Ойдонов Бек")]
    ['m', 'f', '']
    """
    words = [word.lower() for word in name.split()]
    if any(word in _SON or re.search(r"[^\W\d_]{2}(?:ович|евич)$", word) for word in words):
        return MALE
    if any(word in _DAUGHTER or re.search(r"[^\W\d_]{2}(?:овна|евна)$", word) for word in words):
        return FEMALE
    return ""


def split_name(text: str) -> tuple[str, str]:
    """A name at the head of a text, and what stands behind it ("" if nothing).

    >>> split_name("Мисалов А., АӨ башчысы"), split_name("Мисалов Асан депутат АК"), split_name("Мисалов (төрага)")
    (('Мисалов А.', 'АӨ башчысы'), ('Мисалов Асан', 'депутат АК'), ('Мисалов', 'төрага'))
    """
    text = one_line(_NUMBERING.sub("", text)).strip()
    found = re.search(r"[,;:(|\t]|\s[–—-]\s?|\s{2,}", text)
    if found:
        return text[: found.start()].strip(" ,"), text[found.end() :].strip(" ,;)–—-")
    words = text.split()
    length = next((n for n, word in enumerate(words) if not _goes_on(word, n)), len(words))
    return (" ".join(words[:length]), " ".join(words[length:])) if length >= 2 else (text, "")


def names_agree(one: str, other: str) -> bool:
    """Whether two folded names may be one person's: the same surname but for a letter, and the words behind it the same
    but for a letter, shortened to an initial, or missing.

    >>> names_agree("misalov asan ulguevich", "misalov a"), names_agree("misalov asan", "misalov azamat")
    (True, False)
    """
    first, second = one.split(), other.split()
    if not first or not second or not _nearly(first[0], second[0]):
        return False
    return all(
        _nearly(a, b) or (min(len(a), len(b)) == 1 and a[0] == b[0])
        for a, b in zip(first[1:], second[1:], strict=False)
    )


def _nearly(one: str, other: str) -> bool:
    """The same but for one letter that is wrong, missing or too many; words of three letters must be the same."""
    if one == other:
        return True
    if abs(len(one) - len(other)) > 1 or min(len(one), len(other)) <= 3:
        return False
    at = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return one[at + 1 :] == other[at + 1 :] or one[at:] == other[at + 1 :] or one[at + 1 :] == other[at:]


def _goes_on(word: str, at: int) -> bool:
    """Whether a word can still belong to a name, at most four words long."""
    if at > 3 or not _NAME_WORD.match(word):
        return False
    if word.lower() in (*_SON, *_DAUGHTER):
        return True
    return word[0].isupper() and not _is_short(word) and not _NO_NAME.search(fold(word))


def _is_short(word: str) -> bool:
    """Whether a word is an abbreviation of an office: «АӨ», «АК», «РМА»."""
    return 2 <= len(word) <= 4 and word.isalpha() and word.isupper()


def _one_capital(word: str) -> str:
    low = word.lower()
    if low in (*_SON, *_DAUGHTER):
        return low
    return "-".join(part[:1].upper() + part[1:] for part in low.split("-"))
