"""Every example in a docstring is run, in English; none is left out."""

from __future__ import annotations

import doctest
import importlib
import re
from pathlib import Path

import pytest
from django.utils import translation

ROOT = Path(__file__).parents[1]
EXAMPLE = re.compile(r"^\s*>>> ", re.MULTILINE)


def _modules() -> list[str]:
    """The modules of the product and of the tests' helpers that show an example."""
    files = [path for folder in ("tegerek", "tests") for path in sorted((ROOT / folder).rglob("*.py"))]
    shown = [path for path in files if EXAMPLE.search(path.read_text())]
    return [".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for path in shown]


@pytest.mark.parametrize("name", _modules())
def test_the_examples_of_a_module_hold(name: str) -> None:
    module = importlib.import_module(name)

    with translation.override("en"):
        found = doctest.testmod(module)

    # An example that doctest does not see (in a comment, in a function inside a function) would be read and never run.
    shown = len(EXAMPLE.findall(Path(str(module.__file__)).read_text()))
    assert (found.failed, found.attempted) == (0, shown)


def test_rules_show_examples() -> None:
    rooms = {name.split(".")[1] for name in _modules() if name.endswith(".rules")}

    assert rooms == {path.parent.name for path in (ROOT / "tegerek").glob("*/rules.py")}
