"""The press release as one HTML file."""

from typing import Any

import html5lib
import pytest

from tegerek.documents.press_release.html import press_release_html
from tegerek.lib.said import Said
from tegerek.meetings.rules import State, When
from tegerek.programmes.sheets import ReleaseSheet
from tests.documents import sheets

SPACE = "{http://www.w3.org/1999/xhtml}"


def _full() -> ReleaseSheet:
    rows = list(sheets.seminars())
    rows[1] = sheets.in_state(rows[1], State.CANCELLED)
    return sheets.release(rows, corrections=(sheets.moved(rows[0], When(rows[1].meeting.when.first)),))


@pytest.mark.parametrize("lang", ["ky", "ru", "en"])
@pytest.mark.parametrize("sheet", [_full(), sheets.release(sheets.seminars()[:3])], ids=["beside", "one oblast"])
def test_it_is_strict_html5_that_fetches_nothing(sheet: ReleaseSheet, lang: str) -> None:
    root = _parsed(press_release_html(sheet, lang, page="https://tegerek.example/"))

    assert root.get("lang") == lang
    fetching = {f"{SPACE}{name}" for name in ("link", "script", "img", "iframe", "object")}
    assert [element.tag for element in root.iter() if element.tag in fetching] == []


def test_the_title_is_the_heading_and_the_table_names_its_columns() -> None:
    root = _parsed(press_release_html(sheets.release(), "ky"))

    assert root.findtext(f".//{SPACE}title") == root.findtext(f".//{SPACE}h1") == "Айыл жыйыны: ар бир добуш угулсун"
    assert [th.get("scope") for th in root.iter(f"{SPACE}th")] == ["colgroup"] * 2 + ["col"] * 6
    assert len(list(root.iter(f"{SPACE}tr"))) == 9


def test_untranslated_prose_carries_its_language() -> None:
    root = _parsed(press_release_html(sheets.release(), "en"))

    quote = root.find(f".//{SPACE}blockquote/{SPACE}p")
    assert quote.get("lang") == "ky"


def test_what_people_typed_is_never_markup() -> None:
    made = press_release_html(sheets.release(lead=Said.of(ky="<script>alert(1)</script> & <b>")), "ky")

    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;" in made


def test_the_row_of_a_cancelled_seminar_says_so() -> None:
    made = press_release_html(_full(), "en")

    assert made.count("<td>25.03.2026<br><strong>cancelled</strong></td>") == 1


def _parsed(made: str) -> Any:
    """Raises on whatever a strict reader would mend in silence."""
    return html5lib.HTMLParser(strict=True).parse(made)
