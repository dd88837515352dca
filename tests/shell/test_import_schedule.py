"""bin/manage import_schedule: prints what was understood, writes only with --commit, and ends as scripts expect."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tegerek.journal.models import Entry
from tegerek.lib import clock
from tegerek.people.actions import grant
from tegerek.people.models import Role
from tegerek.places.models import Body, Unit, Venue
from tegerek.programmes.actions import publish_programme
from tegerek.programmes.models import Programme, ScheduleImport, Seminar
from tests.meetings.rows import NOW, a_clerk, an_office
from tests.places.world import load_few_units

TEXT = """Темасы: Айылда чогуу чечебиз
07.04.2026 Кочкор району, РМА жыйындар залы
08.04.2026 09:30–16:30 Жумгал району, РМА жыйындар залы
"""
# Two aimaks bear this name: nobody but a person can say which is meant.
OPEN = TEXT + "09.04.2026 Ак-Жар айыл аймагы\n"


@pytest.fixture
def units(db: None) -> dict[str, Unit]:
    return load_few_units()


@pytest.fixture
def office(db: None) -> Body:
    """The one office that has a coordinator."""
    an_office("Сары-Талаа")
    return coordinated("Ак-Кыя", "aigul@ak-kyya.example")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    written = tmp_path / "schedule.txt"
    written.write_text(TEXT)
    return written


def coordinated(name: str, email: str) -> Body:
    office = an_office(name)
    grant(a_clerk(email), role=Role.COORDINATOR, office=office, since=clock.today(), now=NOW)
    return office


def told(*words: str) -> str:
    """What the command says on standard output."""
    out = io.StringIO()
    call_command("import_schedule", *words, stdout=out, stderr=io.StringIO())
    return out.getvalue()


def refused(*words: str) -> tuple[int, str]:
    """How the command ends when it does not succeed: exit status and sentence."""
    with pytest.raises(CommandError) as error:
        told(*words)
    return error.value.returncode, str(error.value)


def made() -> tuple[int, int, int]:
    return Programme.objects.count(), Seminar.objects.count(), ScheduleImport.objects.count()


def test_what_was_understood_is_printed_in_the_promised_shape(units: dict[str, Unit], file: Path) -> None:
    file.write_text(OPEN)

    found = json.loads(told(str(file), "--json", "--lang", "en"))

    assert list(found) == ["title", "period", "planned", "seminars", "warnings"]
    assert (found["title"], found["period"], found["planned"]) == ("Айылда чогуу чечебиз", None, None)
    first, second, third = found["seminars"]
    assert first == {
        "date": "2026-04-07",
        "end_date": None,
        "start": None,
        "end": None,
        "unit": {"soate": "41704235000000", "kind": "raion", "name": "Кочкор"},
        "candidates": [],
        "venue": "РМА жыйындар залы",
        "confidence": first["confidence"],
    }
    assert (second["start"], second["end"], 0.9 <= first["confidence"] <= 1) == ("09:30", "16:30", True)
    assert (third["unit"], [c["soate"] for c in third["candidates"]]) == (None, ["41704220803000", "41706255804000"])
    assert [list(candidate) for candidate in third["candidates"]] == [["soate", "kind", "name", "confidence"]] * 2
    (warning,) = found["warnings"]
    assert (list(warning), warning["code"], warning["line"]) == (["code", "line", "text"], "unit_ambiguous", 4)
    assert warning["text"].endswith("Choose which is meant.")


def test_a_stated_period_and_number_of_people_are_printed(units: dict[str, Unit], file: Path) -> None:
    file.write_text(f"Период: 07.04.2026 – 08.04.2026\nПланируется 240 участников\n{TEXT}")

    found = json.loads(told(str(file), "--json"))

    assert (found["period"], found["planned"]) == ({"from": "2026-04-07", "to": "2026-04-08"}, 240)


def test_without_json_a_person_reads_it_and_warnings_go_to_the_other_channel(
    units: dict[str, Unit], file: Path
) -> None:
    file.write_text(OPEN)
    out, err = io.StringIO(), io.StringIO()

    call_command("import_schedule", str(file), "--lang", "en", stdout=out, stderr=err)

    lines = out.getvalue().splitlines()
    assert (lines[0], lines[1][:18], lines[3][:13]) == ("Айылда чогуу чечебиз", "07.04.2026  Кочкор", "09.04.2026  ?")
    assert err.getvalue().splitlines()[0].startswith("4: “Ак-Жар айыл аймагы” may be ")


def test_nothing_is_written_without_commit(units: dict[str, Unit], office: Body, file: Path) -> None:
    entries = Entry.objects.count()

    told(str(file), "--json")

    assert (made(), Venue.objects.count(), Entry.objects.count()) == ((0, 0, 0), 0, entries)


def test_with_commit_the_programme_is_drafted_in_the_office_that_has_a_coordinator(
    units: dict[str, Unit], office: Body, file: Path
) -> None:
    told(str(file), "--commit")

    programme = Programme.objects.get()
    assert (programme.office, programme.published_at, made()) == (office, None, (1, 2, 1))
    found = ScheduleImport.objects.get()
    assert (bytes(found.source).decode(), found.file_name, found.programme) == (TEXT, "schedule.txt", programme)


def test_with_open_questions_commit_makes_nothing_and_ends_with_one(
    units: dict[str, Unit], office: Body, file: Path
) -> None:
    file.write_text(OPEN)
    entries = Entry.objects.count()

    status, sentence = refused(str(file), "--commit", "--lang", "en")

    assert (status, sentence) == (
        1,
        "Some rows still have a question, so nothing was made. Correct them at the desk.",
    )
    assert (made(), Venue.objects.count(), Entry.objects.count()) == ((0, 0, 0), 0, entries)


def test_twice_the_same_file_makes_no_second_programme(units: dict[str, Unit], office: Body, file: Path) -> None:
    told(str(file), "--commit")
    before = list(Seminar.objects.values_list("meeting__version", flat=True))

    told(str(file), "--commit")

    assert (made()[:2], list(Seminar.objects.values_list("meeting__version", flat=True))) == ((1, 2), before)


def test_a_named_programme_is_brought_up_to_the_schedule(units: dict[str, Unit], office: Body, file: Path) -> None:
    told(str(file), "--commit")
    slug = Programme.objects.get().slug
    file.write_text(TEXT.replace("чогуу", "бирге").replace("08.04", "10.04") + "13.04.2026 Нарын району\n")

    told(str(file), "--commit", "--programme", slug)

    days = Seminar.objects.order_by("meeting__held_on").values_list("meeting__held_on", flat=True)
    assert ([day.isoformat() for day in days if day], Programme.objects.count()) == (
        ["2026-04-07", "2026-04-10", "2026-04-13"],
        1,
    )


def test_an_announced_day_changes_only_with_a_reason(units: dict[str, Unit], office: Body, file: Path) -> None:
    told(str(file), "--commit")
    programme = Programme.objects.get()
    publish_programme(programme, seen=programme.version, by=None, now=NOW)
    file.write_text(TEXT.replace("08.04", "10.04"))

    status, _sentence = refused(str(file), "--commit")
    unchanged = made()
    told(str(file), "--commit", "--reason", "Зал бош эмес.")

    turns = [turn for seminar in Seminar.objects.all() for turn in seminar.meeting.turns.filter(kind="moved")]
    assert (status, unchanged, [turn.reason.texts for turn in turns]) == (1, (1, 2, 1), [{"ky": "Зал бош эмес."}])


def test_a_dash_reads_standard_input(units: dict[str, Unit], office: Body, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode("utf-16"))))

    found = json.loads(told("-", "--json"))

    assert [row["date"] for row in found["seminars"]] == ["2026-04-07", "2026-04-08"]


def test_a_file_that_is_not_there_ends_with_two_and_its_name(db: None, tmp_path: Path) -> None:
    missing = str(tmp_path / "none.docx")

    endings = [refused(missing), refused(str(tmp_path))]

    assert ([status for status, _ in endings], endings[0][1].count(missing)) == ([2, 2], 1)


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\n" + bytes(50), b"PK\x03\x04 torn"])
def test_a_file_that_cannot_be_read_ends_with_one_and_a_sentence(
    units: dict[str, Unit], file: Path, data: bytes
) -> None:
    file.write_bytes(data)

    status, sentence = refused(str(file), "--lang", "en")

    assert (status, sentence.startswith("“schedule.txt” ")) == (1, True)


def test_a_file_beyond_the_limit_is_not_read_whole(units: dict[str, Unit], file: Path, settings: Any) -> None:
    settings.IMPORT_BYTES = 100

    status, sentence = refused(str(file), "--lang", "en")

    assert (status, sentence.count("at most")) == (1, 1)


@pytest.mark.parametrize("words", [("--programme", "no-such"), ("--office", "999999")])
def test_what_is_named_wrongly_ends_with_two(
    units: dict[str, Unit], office: Body, file: Path, words: tuple[str, str]
) -> None:
    status, _sentence = refused(str(file), "--commit", *words)

    assert (status, made()) == (2, (0, 0, 0))


def test_of_several_offices_one_must_be_named(units: dict[str, Unit], office: Body, file: Path) -> None:
    second = coordinated("Бел-Арча", "bektur@bel-archa.example")

    status, sentence = refused(str(file), "--commit", "--lang", "en")
    told(str(file), "--commit", "--office", str(second.pk))

    assert (status, sentence.count("--office KEY"), Programme.objects.get().office) == (2, 1, second)


def test_an_office_that_has_no_coordinator_is_not_guessed(units: dict[str, Unit], file: Path) -> None:
    an_office()

    status, _sentence = refused(str(file), "--commit")

    assert (status, made()) == (2, (0, 0, 0))
