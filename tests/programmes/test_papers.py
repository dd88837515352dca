"""The papers of a series as long work: who may be in them, how they begin, what an erasure leaves of them."""

from __future__ import annotations

from typing import Any

import pytest

from tegerek.files.actions import keep
from tegerek.files.models import File, Purpose
from tegerek.jobs.models import Job
from tegerek.lib.errors import Refusal
from tegerek.meetings.access import WITH_PLACE
from tegerek.meetings.models import Meeting
from tegerek.meetings.roster import enrol
from tegerek.people.actions import keep_person
from tegerek.people.holding import erase_everywhere, told_of
from tegerek.people.models import Person
from tegerek.places.models import Unit
from tegerek.programmes.models import Programme
from tegerek.programmes.paper_sheets import papers_of_meeting, papers_of_series
from tegerek.programmes.papers import KIND, start_series
from tests.meetings.rows import NOW, a_called, a_clerk
from tests.programmes.series import a_series, published, seminars_of


@pytest.fixture
def programme(units: dict[str, Unit]) -> Programme:
    return published(a_series(units, 2))


def somebody(programme: Programme, name: str = "Өмүрбек Мисалов") -> Person:
    return keep_person(None, office=programme.office, name=name, phones=["+996000000042"], by=None, now=NOW)


def written(programme: Programme) -> Job:
    """A job of that kind that has left its file."""
    job = start_series(programme, lang="ky", form="pdf", phones=False, by=a_clerk(), now=NOW)
    job.result = keep(
        b"%PDF-1.7 papers", name="a.pdf", purpose=Purpose.RESULT, owner=job, office=job.office_id, by=None, now=NOW
    )
    job.save(update_fields=["result"])
    return job


def test_a_series_begins_as_a_job_that_knows_how_it_is_to_be_written(programme: Programme) -> None:
    clerk = a_clerk()

    job = start_series(programme, lang="ky-ru", form="zip", phones=True, by=clerk, now=NOW)

    assert (job.kind, job.subject, job.office_id, job.started_by) == (KIND, programme.pk, programme.office_id, clerk)
    assert job.options == {"lang": "ky-ru", "form": "zip", "phones": True}


def test_without_a_seminar_there_is_nothing_to_write(units: dict[str, Unit]) -> None:
    with pytest.raises(Refusal, match="no seminar"):
        start_series(a_series(units, 0), lang="ky", form="zip", phones=False, by=None, now=NOW)

    assert Job.objects.count() == 0


def test_a_cancelled_seminar_has_no_papers(programme: Programme) -> None:
    first, second = seminars_of(programme)
    Meeting.objects.filter(pk=first.meeting_id).update(cancelled_at=NOW)

    assert [sheets.day.meeting for sheets in papers_of_series(programme)] == [second.meeting_id]


def test_a_meeting_that_is_no_seminar_has_no_letters(db: None) -> None:
    meeting = Meeting.objects.select_related(*WITH_PLACE).get(pk=a_called().pk)

    sheets = papers_of_meeting(meeting)

    assert (sheets.letters, sheets.day.meeting, sheets.roster.meeting) == ((), meeting.pk, meeting.pk)


@pytest.mark.parametrize("people", [1, 3])
def test_the_papers_of_a_seminar_cost_the_same_however_many_people(
    programme: Programme, people: int, django_assert_num_queries: Any
) -> None:
    meeting = Meeting.objects.select_related(*WITH_PLACE).get(pk=seminars_of(programme)[0].meeting_id)
    for n in range(people):
        enrol(meeting, somebody(programme, f"Мисалов {n}"), by=None, now=NOW)

    # The seminar, seven for its letters, three for the roster with phones.
    with django_assert_num_queries(17):
        sheets = papers_of_meeting(meeting, phones=True)

    assert len(sheets.roster.lines) == people


def test_whoever_is_erased_takes_the_papers_of_the_office_with_them(programme: Programme) -> None:
    job, person = written(programme), somebody(programme)

    before = told_of(person)["results"]
    gone = erase_everywhere(person, by=None, now=NOW)

    job.refresh_from_db()
    assert len(before) == 1
    assert (gone["result"], job.result, File.objects.count()) == (1, None, 0)


def test_papers_of_another_office_stay(programme: Programme, units: dict[str, Unit]) -> None:
    job = written(programme)
    other = somebody(a_series(units, 1))

    erase_everywhere(other, by=None, now=NOW)

    job.refresh_from_db()
    assert job.result is not None
