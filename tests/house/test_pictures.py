"""The pictures of the docs: light enough for a slow line, and those of a way all shown, in their order."""

import re
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
MOST_BYTES = 60_000


@pytest.mark.parametrize("way", ["calling", "minutes"])
def test_every_picture_of_a_way_stands_in_its_page_once_and_is_light(way: str) -> None:
    made = sorted((DOCS / "pictures" / way).iterdir())

    shown = re.findall(rf"pictures/{way}/([^\"]+)\"", (DOCS / f"{way}.md").read_text())
    screens = [name for name in shown if name[0].isdigit()]
    assert sorted(shown) == [picture.name for picture in made]
    assert screens == [f"{n:02}.webp" for n in range(1, len(screens) + 1)]
    assert [picture.name for picture in made if picture.stat().st_size > MOST_BYTES] == []
