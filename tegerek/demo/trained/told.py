"""What was made of the sample series, as the command tells it: counted from its sheets, nothing from memory."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tegerek.learning.figures import learnt_of
from tegerek.learning.models import Certificate
from tegerek.programmes.counts import series_counts
from tegerek.programmes.models import PayList, Programme
from tegerek.programmes.next_sheets import next_sheet


def told_of(programme: Programme, today: date) -> Iterator[tuple[str, str]]:
    """(what, how many), a row each. As many queries as its sheets take, however many people."""
    counts = series_counts(programme)
    learnt = learnt_of(programme.seminars.all()).values()
    pairs = [sheet.test.over_all.pairs for sheet in learnt if sheet.test]
    few = sum(sheet.test.over_all.is_small for sheet in learnt if sheet.test)
    certificates = Certificate.objects.filter(programme=programme)
    yield "seminars held", f"{len(counts.held)} of {len(counts.seminars)}"
    yield "people invited", str(counts.total.listed)
    yield "people confirmed", str(counts.total.confirmed)
    yield "people who came", f"{counts.total.came}, {counts.total.walk_ins} of them not on a list"
    yield "pairs of tests", f"{sum(pairs)}; too few to be told at {few} seminar"
    yield "certificates", f"{certificates.count()}, {certificates.filter(revoked_at=None).count()} of them hold"
    yield "money lists", str(PayList.objects.filter(seminar__programme=programme).count())
    total = next_sheet(programme, today).total
    states = ", ".join(f"{known.yes} {step}" for step, known in total.steps)
    yield "next meetings", f"of {total.of} aimaks {total.begun} meant one; {states}"
