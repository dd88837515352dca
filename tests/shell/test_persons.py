"""bin/manage export, erase and destroy_expired."""

from __future__ import annotations

import json
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tegerek.journal.models import Entry
from tegerek.people.models import Erasure, Person
from tests.people.persons import EMAIL, NAME, PHONE, a_person, written_everywhere


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.VAR = tmp_path
    settings.FILES = tmp_path / "files"


def test_an_export_holds_everything_as_a_page_and_as_data(db: None, tmp_path: Path) -> None:
    there = written_everywhere()

    call_command("export", str(there.person.uid), "--lang", "ru", "--out", str(tmp_path / "person.zip"))

    with zipfile.ZipFile(tmp_path / "person.zip") as archive:
        told, page = json.loads(archive.read("person.json")), archive.read("person.html").decode()
    parts = ["card", "letterheads", "lists", "public", "results", "rosters", "schedules", "search", "words"]
    assert sorted(told["held"]) == parts
    kinds = ["card", "phone", "email", "mandate", "consent", "account"]
    assert [row["kind"] for row in told["held"]["card"]] == kinds
    assert told["held"]["rosters"][0]["reason"].startswith("Ойдонкызова")
    assert [mark for mark in (NAME, PHONE, EMAIL, 'lang="ru"') if mark not in page] == []
    assert (tmp_path / "person.zip").stat().st_mode & 0o777 == 0o600
    assert Entry.objects.get(verb="person.exported").refs == {}


def test_what_is_typed_into_a_name_stays_text_in_the_page(db: None, tmp_path: Path) -> None:
    person = a_person("<script>alert(1)</script> Үлгүева")

    call_command("export", str(person.pk), "--out", str(tmp_path / "person.zip"))

    with zipfile.ZipFile(tmp_path / "person.zip") as archive:
        page = archive.read("person.html").decode()
    assert (page.count("<script"), page.count("&lt;script&gt;")) == (0, 2)


def test_erase_says_how_much_of_what_went(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    there = written_everywhere()

    call_command("erase", str(there.person.pk), "--reason", "withdrawn")

    lines = capsys.readouterr().out.splitlines()
    assert (lines[0], "contact: 2" in lines, NAME in "".join(lines)) == ("account: 1", True, False)
    assert [(erasure.reason, erasure.by) for erasure in Erasure.objects.all()] == [("withdrawn", None)]


@pytest.mark.parametrize(("text", "code"), [("999", 1), ("Айнура", 2), ("9" * 30, 2)])
@pytest.mark.parametrize("command", ["export", "erase"])
def test_who_is_not_there_is_not_found_and_a_name_is_no_number(
    db: None, tmp_path: Path, command: str, text: str, code: int
) -> None:
    more = ["--out", str(tmp_path / "person.zip")] if command == "export" else []

    with pytest.raises(CommandError) as refused:
        call_command(command, text, *more)

    assert (refused.value.returncode, (tmp_path / "person.zip").exists()) == (code, False)


def test_the_night_by_hand_says_how_many_went(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    a_person()
    Person.objects.update(keep_until=date(2026, 3, 5))

    call_command("destroy_expired")

    assert capsys.readouterr().out.splitlines() == [
        "answer: 0",
        "copy: 0",
        "file: 0",
        "money_list: 0",
        "person: 1",
        "public_card: 0",
    ]
