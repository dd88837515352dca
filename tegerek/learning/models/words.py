"""What the tables of this room share: lists as texts of several lines, and what their columns hold of a person."""

from __future__ import annotations

from tegerek.lib.personal import TASK, Personal
from tegerek.lib.said import Said

# In the place of a line that is not translated: the edges of a text are trimmed, and lines must keep their number.
UNSAID = "–"

REMARKED = Personal(
    "what somebody said of a seminar, without a name",
    TASK,
    "whoever has the right `learning.see` in that office; never the public",
    "until the keep-until day of the evaluation; the name of somebody erased is taken out before",
    is_free=True,
)


def lines_of(said: Said) -> tuple[Said, ...]:
    """A text of several lines as texts of one: line n of each language is the same thing. Empty ones are left out.

    >>> [one.in_("ru").text for one in lines_of(Said.of(ky="Ооба\\nЖок", ru="Да\\nНет"))]
    ['Да', 'Нет']
    """
    lines = {lang: text.split("\n") for lang, text in said.texts.items()}
    count = max(map(len, lines.values()), default=0)
    rows = [
        {lang: told[n] for lang, told in lines.items() if n < len(told) and told[n].strip() != UNSAID}
        for n in range(count)
    ]
    made = [Said(texts, {lang: said.changed[lang] for lang in texts if lang in said.changed}) for texts in rows]
    return tuple(filter(None, made))


def as_lines(said: tuple[Said, ...]) -> Said:
    """The inverse of lines_of. A language in which one is missing keeps a dash in its place.

    >>> as_lines((Said.of(ky="Ооба"), Said.of(ky="Жок", ru="Нет"))).texts["ru"]
    '–\\nНет'
    """
    langs = sorted({lang for one in said for lang in one.texts})
    return Said({lang: "\n".join(one.texts.get(lang, UNSAID) for one in said) for lang in langs})
