"""The sheets: contrast of every pair of colours that meet, and nothing newer than Chromium 87."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

from tests import css_compat

STATIC = Path(__file__).parents[2] / "tegerek/web/static/tegerek"
SHEET = (STATIC / "tegerek.css").read_text()
# Which text stands on which ground. AAA asks for 7:1.
TEXTS = [
    *((text, ground) for text in ("ink", "soft", "lake", "madder", "spruce") for ground in ("paper", "sheet")),
    *((text, f"{wash}-wash") for wash in ("lake", "madder", "spruce") for text in ("ink", "lake", "soft")),
    ("sheet", "lake"),
]
# Edges of fields, dots and the ring of the keyboard must be seen, not read: 3:1.
EDGES = [
    ("soft", "paper"),
    ("soft", "sheet"),
    ("sun", "paper"),
    ("sun", "sheet"),
    ("lake", "paper"),
    ("madder", "paper"),
]


def colours(scheme: str) -> dict[str, str]:
    """The variables of the sheet in a scheme: name to #rrggbb."""
    light, dark = re.findall(r":root \{(.*?)\}", SHEET, re.DOTALL)[:2]
    found = dict(re.findall(r"--([\w-]+): #([0-9a-f]+);", light if scheme == "light" else dark))
    return {name: code if len(code) == 6 else "".join(c * 2 for c in code) for name, code in found.items()}


def contrast(one: str, other: str) -> float:
    """The contrast of two colours (#rrggbb without the sign) by WCAG 2: 1 to 21.

    >>> round(contrast("000000", "ffffff"))
    21
    """
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("pairs", "least"), [(TEXTS, 7.0), (EDGES, 3.0)], ids=["texts", "edges"])
def test_colours_that_meet_can_be_told_apart(scheme: str, pairs: list[tuple[str, str]], least: float) -> None:
    known = colours(scheme)

    faint = {pair: round(contrast(known[pair[0]], known[pair[1]]), 2) for pair in pairs}

    assert {pair: found for pair, found in faint.items() if found < least} == {}


def test_both_schemes_have_the_same_colours() -> None:
    assert list(colours("light")) == list(colours("dark"))


def test_colours_stand_nowhere_but_in_the_variables() -> None:
    rules = re.sub(r":root \{.*?\}", "", SHEET, flags=re.DOTALL)

    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\(|hsla?\(", rules) == []


def test_sheets_and_scripts_keep_to_what_chromium_87_understands() -> None:
    assert css_compat.findings() == []


def test_the_check_of_sheets_finds_what_is_newer() -> None:
    assert doctest.testmod(css_compat).failed == 0
    assert css_compat.newer_than(87, "a { color: red }\n@container (width > 1px) { a { inset: 0 } }") == [
        (2, "at-rules.container (105)")
    ]
    assert css_compat.newer_than(87, "a { widht: 1rem }") == [(1, "properties.widht (not in the data)")]
    assert css_compat.newer_than(87, "a { height: 100dvh }") == [(1, "types.length.dvh (not in the data)")]


def test_a_step_that_was_passed_over_is_told_from_the_next_one_by_its_shape() -> None:
    work = (STATIC / "work.css").read_text()

    shapes = re.findall(r"^\.way \.is-(\w+)::\w+ \{.*(dashed|border-width|rotate)", work, re.MULTILINE)

    assert shapes == [("next", "border-width"), ("missed", "dashed"), ("missed", "rotate")]
