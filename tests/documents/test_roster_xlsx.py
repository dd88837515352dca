"""The list of people as a workbook: in every language it can be brought back, and nobody is doubled."""

from __future__ import annotations

import pytest

from tegerek.demo.moments import TODAY
from tegerek.demo.world import World
from tegerek.documents.roster_xlsx import roster_xlsx
from tegerek.jobs.running import run
from tegerek.meetings import listing
from tegerek.meetings.models import ListImport, Meeting
from tegerek.meetings.roster_sheets import roster_sheet


def brought_back(meeting: Meeting, data: bytes, world: World) -> None:
    """Bring a workbook and take over everything that is ready."""
    by = world.cast.coordinator.user
    found = listing.bring(meeting, data, file_name="list.xlsx", by=by, now=TODAY)
    assert found.job is not None
    run(found.job.pk)
    found = ListImport.objects.get(pk=found.pk)
    listing.take_over(found, seen=found.version, by=by, now=TODAY)


def facts_of(meeting: Meeting) -> list[tuple[object, ...]]:
    return [
        (line.person, line.name, line.sex, line.post, line.unit_key, line.phones, line.morning, line.afternoon)
        for line in roster_sheet(meeting, phones=True).lines
    ]


@pytest.mark.parametrize("lang", ["ky", "ru", "en"])
def test_a_list_carried_away_and_brought_back_changes_nothing(lang: str, world: World) -> None:
    meeting = Meeting.objects.select_related("place__parent", "venue", "office").get(
        seminar__programme=world.trainings.trial
    )
    before = facts_of(meeting)

    brought_back(meeting, roster_xlsx(roster_sheet(meeting, phones=True), lang), world)

    assert (facts_of(meeting), len(before)) == (before, 13)
