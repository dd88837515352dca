"""bin/manage paper: what it writes, and how it ends; and the long work that writes a whole series."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tegerek.demo.moments import TODAY
from tegerek.demo.world import World
from tegerek.files import store
from tegerek.jobs.actions import ask_to_stop
from tegerek.jobs.models import Job
from tegerek.jobs.running import run
from tegerek.meetings.models import Meeting
from tegerek.meetings.roster import enrol
from tegerek.people.actions import keep_person
from tegerek.programmes.papers import start_series


@pytest.mark.parametrize(("form", "begins"), [("docx", b"PK"), ("pdf", b"%PDF-")])
@pytest.mark.parametrize("kind", ["letter", "list", "sign-in", "day"])
def test_a_paper_of_a_meeting_is_written_to_the_file(
    world: World, tmp_path: Path, kind: str, form: str, begins: bytes
) -> None:
    out = tmp_path / f"paper.{form}"

    call_command("paper", kind, str(_number(world)), "--lang", "ky", "--format", form, "--out", str(out))

    assert out.read_bytes()[: len(begins)] == begins


def test_a_programme_gives_the_papers_of_all_its_seminars(
    world: World, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    call_command("paper", "day", world.trainings.together.slug, "--lang", "ky-ru", "--format", "pdf", "--out", "-")

    told = capfdbinary.readouterr()
    assert (told.out[:5], told.err) == (b"%PDF-", b"")


@pytest.mark.parametrize(
    ("kind", "ref", "words"),
    [("list", "999999", "No meeting has the number 999999."), ("list", "no-such", "“no-such”")],
)
def test_what_does_not_exist_is_refused_with_one(world: World, tmp_path: Path, kind: str, ref: str, words: str) -> None:
    with pytest.raises(CommandError) as refused:
        call_command("paper", kind, ref, "--lang", "ky", "--format", "pdf", "--out", str(tmp_path / "a.pdf"))

    assert (refused.value.returncode, words in str(refused.value)) == (1, True)


def test_a_meeting_that_is_no_seminar_has_no_letter(world: World, tmp_path: Path) -> None:
    number = str(world.gatherings.called.number)

    with pytest.raises(CommandError, match=number):
        call_command("paper", "letter", number, "--lang", "ky", "--format", "pdf", "--out", str(tmp_path / "a.pdf"))


def test_phones_are_printed_only_when_asked_for(world: World, tmp_path: Path) -> None:
    number = _number(world)
    meeting = Meeting.objects.get(number=number)
    person = keep_person(
        None, office=meeting.office, name="Мисалов Өмүрбек", phones=["+996000000042"], by=None, now=TODAY
    )
    enrol(meeting, person, by=None, now=TODAY)
    found = []

    for more in ([], ["--phones"]):
        out = tmp_path / "list.docx"
        call_command("paper", "list", str(number), "--lang", "ky", "--format", "docx", "--out", str(out), *more)
        with zipfile.ZipFile(out) as archive:
            found.append(archive.read("word/document.xml").decode().count("0000\u00a000\u00a000\u00a042"))

    assert found == [0, 1]


def test_the_whole_series_is_written_and_kept_for_a_week(world: World) -> None:
    job = _begun(world, form="zip")

    run(job.pk)

    job.refresh_from_db()
    assert (job.state, job.trouble, job.done, job.total) == (Job.State.DONE, "", 73, 73)
    assert job.result is not None
    assert (job.result.type, str(job.result.keep_until)) == ("application/zip", "2026-03-13")
    with zipfile.ZipFile(io.BytesIO(store.read(job.result))) as archive:
        folders = {name.split("/")[0] for name in archive.namelist() if "/" in name}
    assert len(folders) == 6


def test_a_series_that_is_asked_to_stop_stops_and_leaves_nothing(world: World) -> None:
    job = _begun(world, form="pdf")
    Job.objects.filter(pk=job.pk).update(state=Job.State.WAITING)
    ask_to_stop(job, by=world.cast.coordinator.user, now=TODAY)

    run(job.pk)

    job.refresh_from_db()
    assert (job.state, job.result) == (Job.State.STOPPED, None)


def _number(world: World) -> int:
    seminar = world.trainings.together.seminars.select_related("meeting").order_by("meeting__held_on")[0]
    assert seminar.meeting.number is not None
    return seminar.meeting.number


def _begun(world: World, *, form: str) -> Job:
    by = world.cast.coordinator.user
    return start_series(world.trainings.together, lang="ky", form=form, phones=False, by=by, now=TODAY)
