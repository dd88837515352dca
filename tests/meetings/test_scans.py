"""Signed sheets: kept with their meeting, taken away with a reason that stays."""

from __future__ import annotations

import pytest

from tegerek.demo.moments import TODAY
from tegerek.demo.world import World
from tegerek.files import store
from tegerek.journal.models import Entry
from tegerek.lib.errors import Refusal
from tegerek.meetings.models import Meeting, RemovedScan
from tegerek.meetings.scans import keep_scan, remove_scan, scans_of
from tests.files.samples import pdf


@pytest.fixture
def meeting(world: World) -> Meeting:
    return Meeting.objects.get(seminar__programme=world.trainings.trial)


def test_a_scan_is_a_file_of_its_meeting(meeting: Meeting) -> None:
    file = keep_scan(meeting, pdf(), name="Мисалова.pdf", by=None, now=TODAY)

    assert (list(scans_of(meeting)), store.read(file), file.office) == ([file], pdf(), meeting.office_id)


def test_what_is_no_scan_is_refused(meeting: Meeting) -> None:
    with pytest.raises(Refusal):
        keep_scan(meeting, b"<svg onload=alert(1)>", name="sheet.pdf", by=None, now=TODAY)

    assert list(scans_of(meeting)) == []


def test_a_scan_goes_with_a_reason_that_stays(meeting: Meeting) -> None:
    file = keep_scan(meeting, pdf(), name="sheet.pdf", by=None, now=TODAY)

    remove_scan(meeting, file, reason="Башка семинардын барагы.", by=None, now=TODAY)

    removed = RemovedScan.objects.get(meeting=meeting)
    assert (scans_of(meeting).count(), removed.reason, removed.brought_at) == (0, "Башка семинардын барагы.", TODAY)
    assert Entry.objects.filter(verb="scan.removed").count() == 1


def test_a_scan_stays_without_a_reason_and_where_a_basis_asks_for_it(meeting: Meeting) -> None:
    file = keep_scan(meeting, pdf(), name="sheet.pdf", by=None, now=TODAY)
    with pytest.raises(Refusal, match="few words"):
        remove_scan(meeting, file, reason=" ", by=None, now=TODAY)
    file.basis = "money list"

    with pytest.raises(Refusal, match="must be kept"):
        remove_scan(meeting, file, reason="Башка семинардын барагы.", by=None, now=TODAY)

    assert (list(scans_of(meeting)), RemovedScan.objects.count()) == ([file], 0)
