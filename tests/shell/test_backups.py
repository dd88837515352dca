"""A backup is made beside people at work, verified before anybody is told, and never half there."""

from __future__ import annotations

import stat
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from pytest_django import Settings

from tegerek.files import actions, store
from tegerek.files.models import File, Purpose
from tegerek.lib.errors import Refusal
from tegerek.places.models import Body
from tegerek.shell.backups import archive, databases, making, restoring
from tests.files.samples import pdf
from tests.meetings.races import shared
from tests.meetings.rows import NOW, an_office

__all__ = ["shared"]  # a fixture


@pytest.fixture
def var(shared: None, tmp_path: Path, settings: Settings) -> Path:
    """A site with an office, a file and a key."""
    folder = tmp_path / "var"
    folder.mkdir(mode=0o700)
    settings.VAR, settings.FILES, settings.DEMO = folder, folder / "files", False
    settings.BACKUPS, settings.BACKUPS_KEPT = tmp_path / "backups", 3
    (folder / "secret").write_text("a key of the tests")
    (folder / "kind").write_text("office")
    (folder / "lock").write_text("1")
    return folder


def a_file(data: bytes) -> File:
    office = Body.objects.first() or an_office()
    return actions.keep(data, name="list.pdf", purpose=Purpose.RESULT, owner=office, office=office.pk, by=None, now=NOW)


def test_an_archive_holds_database_files_and_keys_and_is_readable_by_its_owner_alone(var: Path, tmp_path: Path) -> None:
    row, path = a_file(pdf()), tmp_path / "a.zip"

    manifest = making.make(path, now=NOW)

    database = f"database/{databases.NAMES[databases.engine()]}"
    blob = f"files/{row.sha256[:2]}/{row.sha256}"
    assert manifest.members.keys() == {database, blob, "keys/secret", "keys/kind"}
    assert (manifest.counts["files_file"], manifest.counts["places_body"], manifest.missing) == (1, 1, [])
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert (archive.verified(path), making.last_good()) == (manifest, NOW)
    assert sorted(found.name for found in tmp_path.iterdir() if found.name.startswith(".")) == []


def test_a_damaged_archive_is_refused_whichever_byte_it_is(var: Path, tmp_path: Path) -> None:
    a_file(pdf())
    path = tmp_path / "a.zip"
    making.make(path, now=NOW)
    whole = path.read_bytes()
    refused = 0

    places = range(40, len(whole) - 30, len(whole) // 25)
    for place in places:
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 255]) + whole[place + 1 :])
        try:
            found = archive.verified(path)
        except Refusal:
            refused += 1
        else:
            # A byte of the directory that says nothing: what is unpacked is the same all the same.
            assert found.members
    path.write_bytes(whole[: len(whole) // 2])

    assert refused >= len(places) - 2
    with pytest.raises(Refusal, match="damaged or is no archive"):
        archive.verified(path)


def test_an_archive_that_would_write_elsewhere_is_refused(var: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    making.make(path, now=NOW)
    with zipfile.ZipFile(path, "a") as more:
        more.writestr("keys/../../x", "x")

    with pytest.raises(Refusal, match="damaged or is no archive"):
        archive.verified(path)


def test_what_stands_there_already_is_not_written_over(var: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_text("something")

    with pytest.raises(Refusal, match="is there already"):
        making.make(path, now=NOW)

    assert (path.read_text(), making.last_good()) == ("something", None)


def test_bytes_that_are_missing_are_told_and_do_not_stop_the_backup(var: Path, tmp_path: Path) -> None:
    row = a_file(pdf())
    store.path_of(row.sha256).unlink()

    manifest = making.make(tmp_path / "a.zip", now=NOW)

    assert manifest.missing == [row.sha256]


def test_bytes_that_were_changed_on_the_disk_stop_the_backup(var: Path, tmp_path: Path) -> None:
    row = a_file(pdf())
    store.path_of(row.sha256).write_bytes(b"something else")

    with pytest.raises(Refusal, match="is damaged on the disk"):
        making.make(tmp_path / "a.zip", now=NOW)

    assert (list(tmp_path.glob("*.zip")), making.last_good()) == ([], None)


def test_the_night_keeps_as_many_backups_as_the_setting_says(var: Path, settings: Settings) -> None:
    an_office()
    for night in range(5):
        making.make_nightly(datetime(2026, 3, 6, 20, 0, tzinfo=UTC) + timedelta(days=night))

    assert sorted(path.name for path in settings.BACKUPS.iterdir()) == [
        "tegerek-20260308T200000Z.zip",
        "tegerek-20260309T200000Z.zip",
        "tegerek-20260310T200000Z.zip",
    ]
    assert stat.S_IMODE(settings.BACKUPS.stat().st_mode) == 0o700


def test_a_demo_makes_no_backup_of_the_night(var: Path, settings: Settings) -> None:
    settings.DEMO = True

    making.make_nightly(NOW)

    assert settings.BACKUPS.exists() is False


def test_nothing_is_restored_over_a_site(var: Path, tmp_path: Path) -> None:
    making.make(tmp_path / "a.zip", now=NOW)

    with pytest.raises(Refusal, match="is not empty"):
        restoring.restore(tmp_path / "a.zip")

    assert (django_settings.VAR / "secret").read_text() == "a key of the tests"


def test_an_archive_of_a_newer_program_is_refused(
    var: Path, tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.zip"
    manifest = making.make(path, now=NOW)
    monkeypatch.setattr(databases, "is_empty", lambda: True)
    settings.VAR = tmp_path / "new"
    manifest.migrations["meetings"].append("0999_from_the_future")
    monkeypatch.setattr(archive, "verified", lambda _path: manifest)

    with pytest.raises(Refusal, match="made by a newer version"):
        restoring.restore(path)

    assert (tmp_path / "new").exists() is False
