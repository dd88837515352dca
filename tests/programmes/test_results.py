"""Results in the press release: frozen as they were published, corrected when the facts changed."""

from __future__ import annotations

import pytest

from tegerek.lib.errors import Refusal, Stale
from tegerek.meetings import roster
from tegerek.meetings.roster import Typed
from tegerek.places.models import Unit
from tegerek.programmes.figures import Figures, results_of
from tegerek.programmes.models import Programme, Results
from tegerek.programmes.results import offered_results, publish_results
from tegerek.programmes.sheets import release_sheet
from tests.meetings.rows import NOW
from tests.programmes.series import a_series, published, seminars_of
from tests.programmes.test_counts import EVENING, people

Units = dict[str, Unit]


@pytest.fixture
def programme(units: Units) -> Programme:
    """A published series of two seminars, the first of which was held."""
    made = published(a_series(units, 2))
    people(seminars_of(made)[0], units["kochkor-raion"])
    return made


def publish(programme: Programme) -> Results:
    """What is offered at this moment, as whoever has just looked at it would."""
    offered = offered_results(programme)
    shown = offered.mark if offered else ""
    return publish_results(programme, seen=programme.version, shown=shown, by=None, now=EVENING)


def test_the_release_tells_no_results_before_somebody_publishes_them(programme: Programme) -> None:
    before = release_sheet(programme.slug).results

    publish(programme)

    told = release_sheet(programme.slug).results
    assert before is None
    assert told is not None
    assert (told.figures.held, told.figures.seminars, told.figures.came, told.figures.women) == (1, 2, 3, 1)
    assert (told.corrected, told.figures.unstated, told.figures.places) == (False, 1, 1)


def test_figures_stay_as_published_and_what_changed_is_offered_as_a_correction(programme: Programme) -> None:
    publish(programme)
    meeting = seminars_of(programme)[0].meeting
    before = offered_results(programme)
    roster.walk_in(meeting, Typed("Сынакова"), person=None, morning=True, afternoon=True, by=None, now=EVENING)

    told, offered = results_of(programme), offered_results(programme)
    publish(programme)

    corrected = results_of(programme)
    assert before is None
    assert told is not None
    assert offered is not None
    assert corrected is not None
    assert (told.figures.came, offered.came) == (3, 4)
    assert (corrected.corrected, corrected.before, corrected.figures.came) == (True, 3, 4)


def test_nothing_new_is_published_twice(programme: Programme) -> None:
    publish(programme)

    with pytest.raises(Refusal, match="nothing new"):
        publish(programme)

    assert Results.objects.count() == 1


def test_nothing_is_offered_before_anybody_came_nor_of_a_draft(units: Units) -> None:
    draft = a_series(units, 1)

    offered = [offered_results(draft), offered_results(published(draft))]

    assert offered == [None, None]


def test_an_old_page_publishes_nothing(programme: Programme) -> None:
    with pytest.raises(Stale):
        publish_results(programme, seen=programme.version - 1, shown="", by=None, now=NOW)


def test_figures_that_nobody_saw_are_not_published(programme: Programme) -> None:
    offered = offered_results(programme)
    assert offered is not None
    meeting = seminars_of(programme)[0].meeting
    roster.walk_in(meeting, Typed("Сынакова"), person=None, morning=True, afternoon=True, by=None, now=EVENING)

    with pytest.raises(Stale):
        publish_results(programme, seen=programme.version, shown=offered.mark, by=None, now=EVENING)

    assert Results.objects.count() == 0


def test_figures_come_back_from_the_database_as_they_went_in(programme: Programme) -> None:
    offered = offered_results(programme)
    assert offered is not None

    assert Figures.from_json(offered.as_json()) == offered


def test_no_name_is_frozen(programme: Programme) -> None:
    row = publish(programme)

    assert "Мисалов" not in str(row.figures)
