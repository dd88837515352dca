"""What came of a series in sentences and a table; the page and every paper say the same."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from tegerek.documents.plain import plain
from tegerek.lib.dates import day_in_words, days_in_words
from tegerek.lib.numbers import so_many_of
from tegerek.people.posts import post_said
from tegerek.programmes.figures import Figures, ResultsLine


def results_sentences(results: ResultsLine, lang: str) -> tuple[str, ...]:
    """How many seminars were held and when, who came, from where; first, what was corrected."""
    with override(lang):
        return (*_correction(results, lang), *_sentences(results.figures, lang))


def results_by_post(figures: Figures, lang: str) -> tuple[tuple[str, int], ...]:
    """The name of each post and how many people of it came."""
    return tuple((plain(post_said(post), lang), number) for post, number in figures.posts)


def _correction(results: ResultsLine, lang: str) -> Iterator[str]:
    if results.corrected:
        words = {"day": day_in_words(results.issued_on, lang), "n": results.before}
        yield (
            ngettext(
                "Corrected on %(day)s: before that, we had counted %(n)d person.",
                "Corrected on %(day)s: before that, we had counted %(n)d people.",
                results.before,
            )
            % words
        )


def _sentences(figures: Figures, lang: str) -> Iterator[str]:
    days = days_in_words(figures.first, figures.last, lang) if figures.first and figures.last else ""
    held = {"held": so_many_of(figures.held, lang), "all": figures.seminars, "days": days}
    yield (
        ngettext(
            "%(held)s of %(all)d seminar was held: %(days)s.",
            "%(held)s of %(all)d seminars were held: %(days)s.",
            figures.seminars,
        )
        % held
    )
    yield ngettext("%(n)d person took part.", "%(n)d people took part.", figures.came) % {"n": figures.came}
    women = {"n": figures.women, "of": so_many_of(figures.women, lang)}
    yield ngettext("%(of)s of them is a woman.", "%(of)s of them are women.", figures.women) % women
    if figures.unstated:
        yield ngettext(
            "Of %(n)d of them no list says whether it is a woman or a man.",
            "Of %(n)d of them no list says whether they are women or men.",
            figures.unstated,
        ) % {"n": figures.unstated}
    if figures.places:
        yield ngettext(
            "They came from %(n)d aiyl aimak or town.", "They came from %(n)d aiyl aimaks and towns.", figures.places
        ) % {"n": figures.places}
    yield _("Where the seminars were held: %(places)s.") % {
        "places": ", ".join(plain(place, lang) for place in figures.held_in)
    }
