"""What came of a series: the figures that can be published now, and publishing them."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tegerek.journal.actions import record
from tegerek.lib.errors import CHANGED, Refusal, Stale
from tegerek.people.models import User
from tegerek.programmes.counts import SeriesCounts, series_counts
from tegerek.programmes.figures import Figures
from tegerek.programmes.models import PressRelease, Programme, Results


def figures_of(counts: SeriesCounts) -> Figures:
    """The figures of a press release out of plan and fact. No query."""
    first, last = counts.days or (None, None)
    total = counts.total
    return Figures(
        seminars=len(counts.seminars),
        held=len(counts.held),
        first=first,
        last=last,
        came=total.came,
        women=total.women,
        unstated=total.came - total.women - total.men,
        places=counts.places,
        posts=tuple((group.slug, group.count.came) for group in counts.posts if group.count.came),
        held_in=tuple(dict.fromkeys(line.place for line in counts.held)),
    )


def offered_results(programme: Programme, counts: SeriesCounts | None = None) -> Figures | None:
    """The figures that could be published now: none before something was held, nor while they say what was said.

    counts: plan and fact, where they are at hand. One query, and the three of the counts where they are not.
    """
    figures = figures_of(counts or series_counts(programme))
    last = programme.results.last()
    if programme.published_at is None or not figures.came:
        return None
    return None if last is not None and last.figures == figures.as_json() else figures


@transaction.atomic
def publish_results(programme: Programme, *, seen: int, shown: str, by: User | None, now: datetime) -> Results:
    """Put what came of the series into the press release, frozen as of now; again, as a correction.

    shown: the mark of the figures that were read before pressing. Journals results.published. Raises Refusal while
    there is nothing to tell or nothing new, Stale if the programme or one of the figures changed meanwhile.
    """
    if not Programme.objects.select_for_update().filter(pk=programme.pk, version=seen).exists():
        raise Stale(_(CHANGED))
    figures = offered_results(programme)
    if figures is None:
        raise Refusal(_("There is nothing new to tell: first the ticks of the seminars, then the results."))
    if figures.mark != shown:
        raise Stale(_(CHANGED))
    row = Results.objects.create(programme=programme, figures=figures.as_json(), issued_at=now, issued_by=by)
    PressRelease.objects.filter(programme=programme).update(changed_at=now)
    record("results.published", row, by=by.pk if by else None, at=now, programme=programme.pk, came=figures.came)
    return row
