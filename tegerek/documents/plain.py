"""Texts fit for a file: on one line, without signs that XML or a reader of calendars would choke on."""

from __future__ import annotations

import re

from tegerek.lib.said import Said
from tegerek.lib.text import one_line

# Halves of surrogate pairs and the two non-characters: no XML may hold them.
NOT_IN_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")


def plain(said: Said, lang: str) -> str:
    """What a reader of that language gets, on one line; "" where nothing is said."""
    return plain_line(said.in_(lang).text)


def plain_line(text: str) -> str:
    """
    >>> plain_line("Маданият\\n  үйү\\uffff")
    'Маданият үйү'
    """
    return one_line(NOT_IN_XML.sub("", text))


def paragraphs(text: str) -> tuple[str, ...]:
    """The lines of a text that hold something, each without stray signs.

    >>> paragraphs("Биринчи сап.\\r\\n\\r\\n  Экинчи  сап.")
    ('Биринчи сап.', 'Экинчи сап.')
    """
    return tuple(line for line in map(plain_line, text.splitlines()) if line)
