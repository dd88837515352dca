"""What was said in several languages, and when each was last changed.

A text is written in one language first (the original) and translated later, or never. Whoever reads it in another
language is told
honestly: this is a fallback, or this translation is older than the original.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Any

from tegerek.lib.text import visible

ORDER = ("ky", "ru", "en")


@dataclass(frozen=True)
class Told:
    """One text as one reader gets it.

    lang: the language the text really is in. is_fallback: it is not the language asked for.
    is_stale: the original was changed after this translation.
    """

    text: str
    lang: str
    is_fallback: bool = False
    is_stale: bool = False

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)


@dataclass(frozen=True)
class Said:
    """A text in one or more languages. Empty texts are not kept: what is not said is absent; nor are signs nobody sees.

    texts: language code to text. changed: language code to the aware moment of the last change, where known.
    original: the language it was first written in; "" while nothing is said.

    >>> Said.of(ky="Таза суу", ru="Чистая вода").in_("ru").text
    'Чистая вода'
    >>> Said.of(ky="Таза суу").in_("en")
    Told(text='Таза суу', lang='ky', is_fallback=True, is_stale=False)
    >>> bool(Said()), Said().in_("ky").text
    (False, '')
    """

    texts: Mapping[str, str] = field(default_factory=dict)
    changed: Mapping[str, datetime] = field(default_factory=dict)
    original: str = ""

    def __post_init__(self) -> None:
        shown = {lang: visible(text).strip() for lang, text in self.texts.items() if text}
        texts = {lang: text for lang, text in shown.items() if text}
        object.__setattr__(self, "texts", MappingProxyType(texts))
        object.__setattr__(self, "changed", MappingProxyType({k: v for k, v in self.changed.items() if k in texts}))
        if self.original not in texts:
            object.__setattr__(self, "original", next((lang for lang in _ordered(texts)), ""))

    @classmethod
    def of(cls, *, at: datetime | None = None, original: str = "", **texts: str) -> Said:
        """A text given whole: `Said.of(ky="Таза суу", ru="Чистая вода", at=now)`."""
        return cls(texts, dict.fromkeys(texts, at) if at else {}, original)

    def with_text(self, lang: str, text: str, at: datetime) -> Said:
        """The same, with one language changed at that moment;

        an unchanged text keeps its moment, an empty one is dropped.
        """
        if self.texts.get(lang, "") == visible(text).strip():
            return self
        return Said({**self.texts, lang: text}, {**self.changed, lang: at}, self.original)

    def in_(self, lang: str) -> Told:
        """The text for a reader of that language: its own, else the original, else any in the house's order."""
        if lang in self.texts:
            return Told(self.texts[lang], lang, is_stale=self.is_stale(lang))
        for other in (self.original, *_ordered(self.texts)):
            if other in self.texts:
                return Told(self.texts[other], other, is_fallback=True)
        return Told("", lang)

    def is_stale(self, lang: str) -> bool:
        """Whether the original was changed after this translation."""
        if lang == self.original or lang not in self.changed or self.original not in self.changed:
            return False
        return self.changed[lang] < self.changed[self.original]

    def __bool__(self) -> bool:
        return bool(self.texts)

    def __hash__(self) -> int:
        return hash((tuple(sorted(self.texts.items())), self.original))

    def as_json(self) -> dict[str, Any]:
        """{"original": "ky", "texts": {"ky": {"text": …, "changed": ISO moment or null}}}; {} when nothing is said."""
        if not self.texts:
            return {}
        moments = {lang: self.changed[lang].isoformat() if lang in self.changed else None for lang in self.texts}
        texts = {lang: {"text": text, "changed": moments[lang]} for lang, text in self.texts.items()}
        return {"original": self.original, "texts": texts}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Said:
        """The inverse of as_json. Raises KeyError or ValueError for anything as_json did not write."""
        entries: Mapping[str, Any] = data.get("texts", {})
        changed = {k: datetime.fromisoformat(e["changed"]) for k, e in entries.items() if e["changed"]}
        return cls({k: e["text"] for k, e in entries.items()}, changed, data.get("original", ""))


def _ordered(texts: Mapping[str, str]) -> list[str]:
    return [*(lang for lang in ORDER if lang in texts), *sorted(set(texts) - set(ORDER))]
