"""A pseudo-language: whatever passes through gettext comes out between ⟦ and ⟧, so that a page shows what does not.

    with pseudo():
        page = client.get("/ky/").content.decode()
    assert unmarked(page) == []

The addresses, the active language, days and numbers stay as they are; only what a catalogue says is marked. Works for
gettext in all its forms, lazy strings, {% translate %}, {% blocktranslate %}, labels and errors of forms. Look at
Kyrgyz or Russian pages: what is left there in Latin letters is English that nobody can translate.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from contextlib import contextmanager
from gettext import NullTranslations
from html.parser import HTMLParser
from typing import Any

from django.conf import settings
from django.utils.translation import trans_real

OPEN, CLOSE = "⟦", "⟧"

_SPOKEN = {"alt", "aria-label", "aria-description", "placeholder", "title"}
_UNSEEN = {"script", "style", "template", "code"}
_EMPTY = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


def marked(text: str) -> str:
    """
    >>> marked("Save")
    '⟦Save⟧'
    """
    return f"{OPEN}{text}{CLOSE}"


@contextmanager
def pseudo() -> Iterator[None]:
    """Mark everything that the catalogues say, in every language of the house, until the block ends."""
    # Django keeps its catalogues, the default one and the active one here, without names for outsiders.
    state: dict[str, Any] = vars(trans_real)
    real = {code: trans_real.translation(code) for code, _name in settings.LANGUAGES}
    pretended = {code: _Marking(catalogue) for code, catalogue in real.items()}
    active, default = getattr(state["_active"], "value", None), state["_default"]
    state["_translations"].update(pretended)
    state["_default"] = pretended[settings.LANGUAGE_CODE]
    if active is not None:
        state["_active"].value = pretended.get(active.to_language(), active)
    try:
        yield
    finally:
        state["_translations"].update(real)
        state["_default"] = default
        if active is None:
            trans_real.deactivate()
        else:
            state["_active"].value = active


def unmarked(page: str, known: Container[str] = ()) -> list[str]:
    """What a person would see or hear of an HTML page that did not pass through gettext and holds a Latin word.

    Left out: what stands in an element with a language of its own (<html> does not count) or with translate="no", in
    scripts, styles and code; words without two Latin letters (Kyrgyz and Russian content, numbers, days).
    known: texts that may stand there, such as invented names; compared with single spaces.
    """
    reader = _Reader()
    reader.feed(page)
    reader.close()
    seen = [" ".join(text.split()) for text in reader.outside]
    return [text for text in seen if re.search("[A-Za-z]{2}", text) and text not in known]


class _Marking(NullTranslations):
    """A catalogue in front of the real one."""

    def __init__(self, real: trans_real.DjangoTranslation) -> None:
        super().__init__()
        self.real = real

    def gettext(self, message: str) -> str:
        # A message that is not in the catalogue comes back with its context before it.
        return marked(self.real.gettext(message).rpartition(trans_real.CONTEXT_SEPARATOR)[2])

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return marked(self.real.ngettext(msgid1, msgid2, n).rpartition(trans_real.CONTEXT_SEPARATOR)[2])

    def language(self) -> str:
        return self.real.language()

    def to_language(self) -> str:
        return self.real.to_language()


class _Reader(HTMLParser):
    """Gathers text outside the marks; these may enclose several elements, as in “Read <a>the rules</a>”."""

    def __init__(self) -> None:
        super().__init__()
        self.outside: list[str] = []
        self._depth = 0
        # For each open element whether what stands in it is left out.
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        has_own_words = tag in _UNSEEN or values.get("translate") == "no" or (tag != "html" and "lang" in values)
        is_left_out = has_own_words or (bool(self._open) and self._open[-1][1])
        if not is_left_out:
            for spoken in _spoken(tag, values):
                self._take(spoken)
        if tag not in _EMPTY:
            self._open.append((tag, is_left_out))

    def handle_endtag(self, tag: str) -> None:
        # Elements that may be left open, like <p> and <li>, close with the one around them.
        if tag in [name for name, _left_out in self._open]:
            while self._open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not (self._open and self._open[-1][1]):
            self._take(data)

    def _take(self, text: str) -> None:
        for piece in re.split(f"([{OPEN}{CLOSE}])", text):
            if piece == OPEN:
                self._depth += 1
            elif piece == CLOSE:
                self._depth -= 1
            elif self._depth == 0 and piece.strip():
                self.outside.append(piece)


def _spoken(tag: str, values: dict[str, str]) -> Iterator[str]:
    """The attributes a person sees or hears."""
    yield from (value for name, value in values.items() if name in _SPOKEN)
    if tag == "input" and values.get("type") in {"submit", "button", "reset"}:
        yield values.get("value", "")
    if tag == "meta" and values.get("name") == "description":
        yield values.get("content", "")
