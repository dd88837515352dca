"""Which words a text is found by, and which words a question asks for. Plain Python."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from tegerek.lib.text import fold

# What is longer is cut: in the index, so that no text weighs a megabyte; in a question, so that none costs a second.
WORD_LETTERS = 40
TEXT_WORDS = 2000
QUESTION_LETTERS = 200
QUESTION_WORDS = 8
# A shorter beginning would be that of everything.
LEAST_BEGINNING = 3


@dataclass(frozen=True)
class Query:
    """What is asked for. text: on one line, as it is shown again. words: folded; every one of them must be found."""

    text: str
    words: tuple[str, ...]

    @property
    def phrase(self) -> str:
        """The whole text folded, small words included: what a title is called exactly."""
        return " ".join(words_of(self.text))

    def __bool__(self) -> bool:
        return bool(self.words)

    @property
    def number(self) -> str:
        """The digits where there is nothing else but the sign of a number before them; else ""."""
        digits = self.text.lstrip("№#/ ").replace(" ", "")
        return digits if digits.isascii() and digits.isdigit() and len(digits) <= 18 else ""


@dataclass(frozen=True)
class Piece:
    """A part of a text that is shown; is_found: it answers the question."""

    text: str
    is_found: bool


def query_of(text: str) -> Query:
    """The question in a text that somebody typed. Words like «жана» and «и» are left out; so is what is too much.

    >>> query_of("Таза суу жана «тариф»").words
    ('taza', 'suu', 'tarif')
    >>> query_of('"; --*').words, query_of("14.03.2026").words
    ((), ('14', '03', '2026'))
    """
    text = " ".join(re.sub(r"[\x00-\x1f\x7f]", " ", text[:QUESTION_LETTERS]).split())
    words = [word for word in words_of(text) if word not in _SMALL_WORDS]
    return Query(text, tuple(dict.fromkeys(words))[:QUESTION_WORDS])


@lru_cache(maxsize=4000)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a text as lib.text folds them, every one made of small Latin letters and digits.

    A word in an alphabet that is not folded stands by the numbers of its signs: it is found by the same word, or by its
    beginning, on every database. Remembered: the names of a raion stand in hundreds of rows.

    >>> words_of("Ысык-Көл, №5"), words_of("水")
    (('isik', 'kol', '5'), ('x6c34',))
    """
    return tuple(_plain(word)[:WORD_LETTERS] for word in fold(text).split())


@lru_cache(maxsize=20_000)
def stems(word: str) -> tuple[str, ...]:
    """What is left of a folded word without endings of Kyrgyz, Russian and English, every way of cutting; not itself.

    Two words are forms of one where what they can be cut to meets. Nobody's grammar: real pairs meet as well, which is
    why words that are the same come first.

    >>> stems("aiilda"), stems("suunun"), stems("mektebi")
    (('aiild', 'aiil'), ('suu', 'suun'), ('mekteb', 'mektep'))
    >>> "vod" in stems("voda") and "vod" in stems("vodoi"), stems("2026")
    (True, ())
    """
    if word.isdigit():
        return ()
    found: dict[str, None] = {}
    waiting = [word]
    while waiting:
        for shorter in _cut(waiting.pop()):
            # An ending is mostly shorter than what it stands on: «жай» is not meant by «жайытынын».
            if shorter not in found and 2 * len(shorter) >= len(word):
                found[shorter] = None
                waiting.append(shorter)
    return tuple(found)


def is_answer(word: str, query: Query) -> bool:
    """Whether a folded word answers any word of the question: the same, begun by it, or another form of it."""
    forms = {word, *stems(word)}
    return any(
        not forms.isdisjoint({asked, *stems(asked)}) or (is_beginning(asked) and word.startswith(asked))
        for asked in query.words
    )


def is_beginning(word: str) -> bool:
    """Whether longer words may be meant: not by a number, not by one or two letters."""
    return len(word) >= LEAST_BEGINNING and not word.isdigit()


def root(word: str) -> str:
    """The shortest that a word can be cut to."""
    return min((word, *stems(word)), key=len)


def pieces(text: str, query: Query) -> tuple[Piece, ...]:
    """The text in parts, those words apart that answer the question; joined they are the text again.

    >>> [piece.text for piece in pieces("Таза суунун тарифи", query_of("тариф")) if piece.is_found]
    ['тарифи']
    """
    return tuple(_joined(_parts(text, query)))


@lru_cache(maxsize=4000)
def abbreviated(text: str) -> tuple[str, ...]:
    """The words by which a text is found besides its own: «АӨ» where it says «айыл өкмөтү», and the other way round.

    >>> abbreviated("Көк-Булут айыл өкмөтү"), "okmotu" in abbreviated("АӨ жыйындар залы"), abbreviated("Ак-Терек")
    (('ao',), True, ())
    """
    folded = f" {fold(text)} "
    found: list[str] = []
    for short, long in ABBREVIATIONS:
        if any(_says(phrase).search(folded) for phrase in long):
            found += [fold(word) for word in short]
        elif any(re.search(rf"\b{word}\b(?!-)", text) for word in short):
            found += fold(" ".join(short + long)).split()
    return tuple(dict.fromkeys(found))


# Abbreviations as they stand in papers (docs/glossary.md), and the beginnings of the words they stand for.
ABBREVIATIONS: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("АӨ", "АО", "AO"), ("айыл өкмөтү",)),
    (
        ("ЖӨБ", "ЖӨБО", "МСУ", "ОМСУ", "LSG"),
        ("жергиликтүү өз алдынча башкаруу", "местное самоуправление", "local self government"),
    ),
    (("РМА", "РГА"), ("райондук мамлекеттик администрация", "районная государственная администрация")),
    (("АК",), ("айылдык кеңеш", "айылный кенеш", "village council")),
    (("ИГ", "IG"), ("демилгелүү топ", "инициативная группа", "initiative group")),
    (("БМБТ", "ГСМО", "JMEG"), ("биргелешкен мониторинг", "группа совместного мониторинга", "joint monitoring")),
)


@lru_cache(maxsize=100)
def _says(phrase: str) -> re.Pattern[str]:
    """The words of a phrase one after another, each with any ending."""
    return re.compile(" " + " ".join(f"{root(word)}[a-z]*" for word in fold(phrase).split()) + " ")


def _plain(word: str) -> str:
    return word if word.isascii() else "x" + "".join(f"{ord(sign):x}" for sign in word)


def _cut(word: str) -> Iterator[str]:
    """The word without one ending.

    The last consonant also as it sounds at the end of a word («мектеби», «мектеп»); where two consonants of one kind
    met («бюджеттин»), folding has left one of them, which belongs to both.
    """
    for length in range(1, min(LONGEST_ENDING, len(word) - LEAST_BEGINNING) + 1):
        ending, shorter = word[-length:], word[:-length]
        if ending not in _ENDINGS:
            continue
        yield shorter
        if ending[0] in "dklnt" and length > 1:
            yield shorter + ending[0]
        if shorter[-1] in _SOUNDS:
            yield shorter[:-1] + _SOUNDS[shorter[-1]]


def _parts(text: str, query: Query) -> Iterator[Piece]:
    at = 0
    for match in re.finditer(r"[^\W_]+", text):
        yield Piece(text[at : match.start()], False)
        yield Piece(match[0], any(is_answer(word, query) for word in words_of(match[0])))
        at = match.end()
    yield Piece(text[at:], False)


def _joined(parts: Iterable[Piece]) -> Iterator[Piece]:
    """Neighbours of one kind as one, the empty ones left out."""
    waiting = Piece("", False)
    for part in parts:
        if part.is_found == waiting.is_found or not part.text:
            waiting = Piece(waiting.text + part.text, waiting.is_found)
            continue
        if waiting.text:
            yield waiting
        waiting = part
    if waiting.text:
        yield waiting


def _every(pattern: str) -> list[str]:
    """ "ld ae r" → lar ler dar der: every choice of one sign of each group."""
    found = [""]
    for group in pattern.split():
        found = [begun + sign for begun in found for sign in group]
    return found


# Endings as they are left by folding: ө is o, ү is u, ы and й are i, я is ia.
_KYRGYZ = (
    *("ldt aeo r", "ndt iu n", "ndt iu", "gk aeo", "n aeo", "dt aeo", "n d aeo", "dtn aeo n"),
    *("iu", "s iu", "ldt iu k", "g iu"),
)
_RUSSIAN = [
    *("a", "e", "i", "o", "u", "ia", "iu", "oi", "ei", "ii", "om", "em", "am", "iam", "ah", "iah", "ami", "imi"),
    *("ih", "im", "ie", "iei", "ov", "ev", "aia", "uiu", "oe", "ee", "ogo", "ego", "omu", "emu", "sk", "nsk"),
]
_ENGLISH = ["s", "es"]
_SOUNDS = {"b": "p", "g": "k"}
_ENDINGS = frozenset([*(e for pattern in _KYRGYZ for e in _every(pattern)), *_RUSSIAN, *_ENGLISH])
LONGEST_ENDING = max(map(len, _ENDINGS))
_SMALL_WORDS = frozenset(
    fold("жана менен боюнча үчүн и в во на о об по для из с со к the of and in on for to a an").split()
)
