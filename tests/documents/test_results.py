"""What came of a series in sentences: numbers in the grammar of each language, the same in every form."""

from __future__ import annotations

from datetime import date
from html import unescape

import pytest

from tegerek.documents.press_release.html import press_release_html
from tegerek.documents.press_release.text import press_release_text
from tegerek.documents.results import results_by_post, results_sentences
from tegerek.lib.said import Said
from tegerek.programmes.figures import Figures, ResultsLine
from tests.documents import sheets


def results(came: int = 118, women: int = 62, *, corrected: bool = False) -> ResultsLine:
    figures = Figures(
        seminars=6,
        held=6,
        first=date(2026, 3, 17),
        last=date(2026, 4, 9),
        came=came,
        women=women,
        unstated=0,
        places=31,
        posts=(("ao_head", 21), ("deputy", came - 21)),
        held_in=(Said.of(ky="Кочкор району", ru="Кочкорский район", en="Kochkor raion"),),
    )
    return ResultsLine(figures, date(2026, 4, 10), corrected, 117)


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("ky", ("6 семинардын 6сы өттү: ", "118 адам катышты.", "Алардын 62си – аял.")),
        ("ru", ("Проведено 6 из 6 семинаров: ", "Участвовали 118 человек.", "Среди них 62 женщины.")),
        ("en", ("6 of 6 seminars were held: ", "118 people took part.", "62 of them are women.")),
    ],
)
def test_the_figures_stand_in_sentences(lang: str, told: tuple[str, ...]) -> None:
    sentences = results_sentences(results(), lang)

    assert [sentence.startswith(begin) for sentence, begin in zip(sentences, told, strict=False)] == [True] * 3


def test_a_correction_says_first_what_was_said_before() -> None:
    first = results_sentences(results(corrected=True), "en")[0]

    assert first == "Corrected on 10 April 2026: before that, we had counted 117 people."


@pytest.mark.parametrize("lang", ["ky", "ru", "en"])
def test_every_form_of_the_release_tells_the_same_results(lang: str) -> None:
    sheet = sheets.release(results=results())
    wanted = [
        *results_sentences(results(), lang),
        *(post for post, _number in results_by_post(results().figures, lang)),
    ]

    forms = [press_release_text(sheet, lang), unescape(press_release_html(sheet, lang))]

    words = [" ".join(form.replace("•", " ").split()) for form in forms]
    missing = [[" ".join(one.split()) for one in wanted if " ".join(one.split()) not in text] for text in words]
    assert missing == [[], []]


def test_posts_stand_with_their_numbers() -> None:
    assert results_by_post(results().figures, "en") == (
        ("head of aiyl okmotu", 21),
        ("deputy of the village council", 97),
    )
