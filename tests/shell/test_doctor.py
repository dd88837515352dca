"""What the doctor finds, and that it says what to do."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.utils import ConnectionHandler
from django.utils import translation

from tegerek.config import environment
from tegerek.demo.world import World
from tegerek.jobs.models import Job
from tegerek.journal.actions import record
from tegerek.lib import clock
from tegerek.shell.management.commands import doctor
from tests.places.world import load_few_units

NOW = datetime(2026, 3, 6, 3, 0, tzinfo=UTC)
GOOD_KEY = "vTq0-9xJmW3c_LZrE7pYd2KfNh8sUgBa"
PUBLIC = "https://meetings.example.kg"


@pytest.fixture(autouse=True)
def in_english() -> Any:
    with translation.override("en"):
        yield


@pytest.mark.parametrize(
    ("key", "is_fine"), [(GOOD_KEY, True), (GOOD_KEY[:-1], False), ("a" * 64, False), ("abcabcabc" * 8, False)]
)
def test_a_key_that_is_short_or_simple_is_found(key: str, is_fine: bool) -> None:
    trouble = doctor.key_trouble(key)

    assert (trouble == "") == is_fine
    assert key not in trouble


def test_a_folder_is_written_by_us_and_read_by_nobody_else(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    fine = doctor.folder_trouble(tmp_path)
    tmp_path.chmod(0o755)
    open_to_others = doctor.folder_trouble(tmp_path)
    nowhere = doctor.folder_trouble(tmp_path / "nowhere")

    assert fine == ""
    assert open_to_others.endswith(f"Close it: chmod 700 {tmp_path}")
    assert "cannot be written (No such file or directory)" in nowhere


def test_a_disk_with_less_than_500_mb_is_nearly_full() -> None:
    troubles = [doctor.disk_trouble(free * 1024 * 1024) for free in (500, 499)]

    assert [bool(trouble) for trouble in troubles] == [False, True]
    assert "499 MB are left" in troubles[1]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (PUBLIC, ""),
        ("http://127.0.0.1:8000", ""),
        ("http://192.168.1.5:8000", ""),
        ("http://office-pc:8000", ""),
        ("http://meetings.example.kg", "set TEGEREK_ADDRESS to https://meetings.example.kg and"),
        ("http://8.8.8.8:8000", "passwords can be read on the way"),
        ("meetings.example.kg", "Write it like https://meetings.example.kg"),
        ("https://meetings.example.kg/site", "Write it like https://meetings.example.kg"),
        ("", "TEGEREK_ADDRESS is “”."),
    ],
)
def test_an_address_on_the_internet_needs_https(address: str, expected: str) -> None:
    trouble = doctor.address_trouble(address)

    assert (bool(trouble), expected in trouble) == (bool(expected), True)


@pytest.mark.parametrize(
    ("address", "hosts", "expected"),
    [
        (PUBLIC, ["meetings.example.kg"], ""),
        (PUBLIC, [".example.kg"], ""),
        (PUBLIC, ["*"], "Set it to meetings.example.kg"),
        (PUBLIC, ["other.example.kg"], "nobody gets an answer"),
        ("http://192.168.1.5:8000", ["*"], ""),
        ("http://192.168.1.5:8000", ["localhost"], "does not name 192.168.1.5"),
    ],
)
def test_a_site_answers_to_its_own_name_and_on_the_internet_to_no_other(
    address: str, hosts: list[str], expected: str
) -> None:
    trouble = doctor.hosts_trouble(address, hosts)

    assert (bool(trouble), expected in trouble) == (bool(expected), True)


def test_https_needs_a_server_in_front_that_is_believed() -> None:
    troubles = [
        doctor.proxy_trouble(PUBLIC, behind_proxy=False),
        doctor.proxy_trouble(PUBLIC, behind_proxy=True),
        doctor.proxy_trouble("http://127.0.0.1:8000", behind_proxy=False),
    ]

    assert [bool(trouble) for trouble in troubles] == [True, False, False]


def test_a_real_office_has_a_telephone_and_the_clock_of_the_machine() -> None:
    troubles = [
        doctor.contact_trouble("", demo=False),
        doctor.contact_trouble("", demo=True),
        doctor.contact_trouble("0000 00-00-00", demo=False),
        doctor.clock_trouble(demo=False, shifted=True),
        doctor.clock_trouble(demo=True, shifted=True),
        doctor.clock_trouble(demo=False, shifted=False),
    ]

    assert [bool(trouble) for trouble in troubles] == [True, False, False, True, False, False]


def test_a_catalogue_newer_than_what_was_compiled_of_it_is_found(tmp_path: Path) -> None:
    for lang in ("ky", "ru"):
        folder = tmp_path / lang / "LC_MESSAGES"
        folder.mkdir(parents=True)
        (folder / "django.po").touch()
    never = doctor.translations_trouble([tmp_path])
    for source in tmp_path.rglob("*.po"):
        source.with_suffix(".mo").touch()
    fresh = doctor.translations_trouble([tmp_path])
    compiled = tmp_path / "ru" / "LC_MESSAGES" / "django.mo"
    os.utime(compiled, ns=(0, 0))

    changed = doctor.translations_trouble([tmp_path])

    assert ("(ky, ru)" in never, fresh, "(ru)" in changed) == (True, "", True)


@pytest.mark.parametrize("manifest", [None, "", '{"paths": {"tegerek/tegerek.css": "tegerek/tegerek.1.css"}}'])
def test_static_files_that_were_never_collected_or_half_are_found(tmp_path: Path, manifest: str | None) -> None:
    if manifest is not None:
        (tmp_path / "staticfiles.json").write_text(manifest)

    trouble = doctor.static_trouble(tmp_path)

    assert "not collected" in trouble


def test_days_off_have_to_be_known_two_months_ahead() -> None:
    troubles = [doctor.days_trouble(day) for day in (date(2027, 11, 1), date(2027, 11, 2), date(2028, 1, 1))]

    assert [bool(trouble) for trouble in troubles] == [False, True, True]
    assert "data/days/2028.csv" in troubles[2]


def test_sqlite_runs_in_wal_and_any_other_mode_is_found(db: None, tmp_path: Path) -> None:
    ours = _sqlite(environment.sqlite(tmp_path / "ours.sqlite3"))
    plain = _sqlite({"ENGINE": "django.db.backends.sqlite3", "NAME": tmp_path / "plain.sqlite3"})

    troubles = doctor.mode_trouble(ours), doctor.mode_trouble(plain)

    ours.close()
    plain.close()
    assert (troubles[0], "mode “delete” instead of “wal”" in troubles[1]) == ("", True)


def test_a_database_that_does_not_answer_is_told_without_a_word_of_its_address(db: None, tmp_path: Path) -> None:
    silent = _sqlite({"ENGINE": "django.db.backends.sqlite3", "NAME": tmp_path / "nowhere" / "x.sqlite3"})

    trouble = doctor.silence_trouble(silent)

    assert "does not answer" in trouble
    assert "nowhere" not in trouble


def test_tables_older_than_the_program_are_found(db: None) -> None:
    before = doctor.tables_trouble(connection)
    (newest,) = MigrationLoader(connection).graph.leaf_nodes("programmes")
    MigrationRecorder(connection).record_unapplied(*newest)

    trouble = doctor.tables_trouble(connection)

    assert (before, trouble) == ("", "The tables are older than the program. Run bin/manage migrate")


def test_a_country_without_places_is_found(db: None) -> None:
    before = doctor.places_trouble()
    load_few_units()

    after = doctor.places_trouble()

    assert (before, after) == ("No oblast, raion or aimak is known. Run bin/manage load_places", "")


def test_a_job_that_waits_for_more_than_ten_minutes_is_found(world: World) -> None:
    def job(state: Job.State, minutes: int) -> None:
        made = NOW - timedelta(minutes=minutes)
        Job.objects.create(office=world.land.okmotu, kind="schedule", subject=1, state=state, made_at=made)

    job(Job.State.WAITING, 9)
    job(Job.State.DONE, 30)
    before = doctor.jobs_trouble(NOW)
    job(Job.State.WAITING, 11)

    trouble = doctor.jobs_trouble(NOW)

    assert (before, trouble.partition(".")[0]) == ("", "1 job has waited for more than 10 minutes")


def test_a_journal_that_knows_the_future_speaks_of_a_clock_that_lost_its_day(world: World) -> None:
    before = doctor.journal_trouble(clock.now())
    record("meeting.called", world.gatherings.called, by=None, at=clock.now() + timedelta(days=400))

    trouble = doctor.journal_trouble(clock.now())

    assert (before, "Set the clock" in trouble) == ("", True)


def test_each_thing_is_one_line_and_what_must_be_mended_ends_in_1(world: World, settings: Any) -> None:
    settings.OPERATOR_CONTACT = ""
    out = StringIO()

    with pytest.raises(CommandError, match=r"\d things must be mended\.") as refused:
        call_command("doctor", lang="en", stdout=out)

    lines = out.getvalue().splitlines()
    assert refused.value.returncode == 1
    assert {line.partition(":")[0] for line in lines} == {"fine", "look at this"}
    assert "fine: places" in lines
    assert "look at this: clock. TEGEREK_NOW sets the clock of a real office to another day." in out.getvalue()
    assert [member.user.name for member in world.cast.members if member.user.name in out.getvalue()] == []
    assert settings.SECRET_KEY not in out.getvalue()


def _sqlite(described: dict[str, Any]) -> BaseDatabaseWrapper:
    return ConnectionHandler({"default": described})["default"]
