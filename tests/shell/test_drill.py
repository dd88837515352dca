"""The drill: a backup of the running demo, a new folder, the same site byte for byte, held until it is released."""

from __future__ import annotations

import contextlib
import gzip
import http.client
import re
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from tegerek.shell.backups import archive
from tests import postgres
from tests.house.conftest import demo_var, prepared, prepared_var, start
from tests.house.runs import ROOT, Run, clean_variables, manage

__all__ = ["demo_var", "prepared", "prepared_var", "start"]  # fixtures

pytestmark = pytest.mark.machine

Start = Callable[..., Run]
FIXED = {"TEGEREK_NOW": "2026-03-06T09:00+06:00", "TEGEREK_ADDRESS": "http://demo.example"}
MOST_PAGES = 120
LINK = re.compile(rb'(?:href|src)="(/[^"#]*)"')
OLD_DATABASE = ROOT / "tests" / "data" / "databases" / "2026-11-first.sql.gz"


@pytest.fixture(scope="module")
def server() -> Iterator[postgres.Server]:
    found = postgres.start()
    yield found
    found.stop()


def another_database(server: postgres.Server, name: str) -> str:
    """The address of a new empty database."""
    with psycopg.connect(server.url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return server.url.rpartition("/")[0] + f"/{name}"


def public_pages(port: int) -> dict[str, bytes]:
    """Address → body of every public page, feed, calendar and paper that can be reached from the first page."""
    found: dict[str, bytes] = {}
    waiting = ["/ky/", "/ru/", "/en/"]
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    with contextlib.closing(connection):
        while waiting and len(found) < MOST_PAGES:
            address = waiting.pop(0)
            if address in found or address.startswith(("/account/", "/desk/")):
                continue
            connection.request("GET", address)
            response = connection.getresponse()
            found[address] = response.headers.get("Location", "").encode() + response.read()
            assert response.status in {200, 302}, address
            if response.headers.get_content_type() == "text/html":
                waiting += [link.decode().replace("&amp;", "&") for link in LINK.findall(found[address])]
    return found


def ready_for_all(run: Run) -> dict[str, bytes]:
    run.wait_until_ready()
    return public_pages(run.port)


def test_a_restored_demo_is_the_same_demo(start: Start, demo_var: Path, tmp_path: Path) -> None:
    first = start("run", var=demo_var, **FIXED)
    pages = ready_for_all(first)
    manage(demo_var, "backup", str(tmp_path / "a.zip"))
    first.kill_script()
    first.assert_all_gone()

    copy = tmp_path / "copy"
    manage(copy, "restore", str(tmp_path / "a.zip"))
    manage(copy, "backup", str(tmp_path / "b.zip"))
    second = start("run", var=copy, **FIXED)
    same = ready_for_all(second)

    one, other = archive.verified(tmp_path / "a.zip"), archive.verified(tmp_path / "b.zip")
    assert (other.counts, other.demo, other.migrations) == (one.counts, True, one.migrations)
    assert (len(pages) > 60, [address for address in pages if same[address] != pages[address]]) == (True, [])
    assert (copy / "secret").read_text() == (demo_var / "secret").read_text()
    assert (copy / "held").exists()


def test_a_restored_demo_on_postgresql_is_the_same_demo(start: Start, server: postgres.Server, tmp_path: Path) -> None:
    here, there = {"TEGEREK_DATABASE": server.url}, {"TEGEREK_DATABASE": another_database(server, "copied")}
    first = start("run", var=tmp_path / "var", **FIXED, **here)
    pages = ready_for_all(first)
    manage(tmp_path / "var", "backup", str(tmp_path / "a.zip"), **here)
    first.kill_script()
    first.assert_all_gone()

    copy = tmp_path / "copy"
    manage(copy, "restore", str(tmp_path / "a.zip"), **there)
    manage(copy, "backup", str(tmp_path / "b.zip"), **there)
    # Served, the copy is known as what it is by its database; the demo in it is not invented once more.
    second = start("run", var=copy, **FIXED, **there)
    same = ready_for_all(second)

    one, other = archive.verified(tmp_path / "a.zip"), archive.verified(tmp_path / "b.zip")
    assert (other.counts, other.demo, other.engine) == (one.counts, True, "postgresql")
    assert (len(pages) > 60, [address for address in pages if same[address] != pages[address]]) == (True, [])


def test_whoever_was_erased_stays_erased_after_yesterdays_backup(demo_var: Path, tmp_path: Path) -> None:
    backups, copy = tmp_path / "backups", tmp_path / "copy"
    backups.mkdir()
    (uid,) = in_shell(demo_var, KEEP)
    manage(demo_var, "backup", str(backups / "yesterday.zip"))
    in_shell(demo_var, ERASE.format(uid=uid), TEGEREK_BACKUPS=str(backups))

    # The machine is lost with its var/; the ledger lies beside the archive.
    told = manage(copy, "restore", str(backups / "yesterday.zip"))

    known = in_shell(copy, LOOK.format(uid=uid))
    raw = b"".join(path.read_bytes() for path in copy.rglob("*") if path.is_file())
    assert (known, raw.count("Сынакова-Жок".encode())) == (["True"], 0)
    assert (copy / "erasures.jsonl").read_text().count(uid) == 1
    assert "--erasures" not in told


def test_a_restore_without_a_ledger_says_that_erased_people_may_be_back(demo_var: Path, tmp_path: Path) -> None:
    manage(demo_var, "backup", str(tmp_path / "a.zip"))

    told = manage(tmp_path / "copy", "restore", str(tmp_path / "a.zip"))

    assert "--erasures FILE" in told


def in_shell(var: Path, code: str, **more: str) -> list[str]:
    """The words that some code prints in a site's own shell."""
    return manage(var, "shell", "-v", "0", "-c", code, **more).split()


def test_an_archive_of_an_older_program_is_brought_up_to_date(tmp_path: Path) -> None:
    old = tmp_path / "old"
    old.mkdir()
    with contextlib.closing(sqlite3.connect(old / "tegerek.sqlite3")) as database:
        database.executescript(gzip.decompress(OLD_DATABASE.read_bytes()).decode())
    (old / "kind").write_text("office\n")
    manage(old, "backup", str(tmp_path / "old.zip"))

    manage(tmp_path / "copy", "restore", str(tmp_path / "old.zip"))

    manage(tmp_path / "copy", "migrate", "--check")
    manage(tmp_path / "copy", "backup", str(tmp_path / "new.zip"))
    before, after = archive.verified(tmp_path / "old.zip").counts, archive.verified(tmp_path / "new.zip").counts
    kept = {"places_unit", "meetings_meeting", "programmes_programme", "people_user"} & before.keys()
    assert len(kept) == 4
    assert {table: after[table] for table in kept} == {table: before[table] for table in kept}


def test_a_restore_that_fails_leaves_nothing_behind(demo_var: Path, tmp_path: Path) -> None:
    place = tmp_path / "place"
    place.mkdir()
    path = place / "a.zip"
    manage(demo_var, "backup", str(path))
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 3] + b"?" + whole[len(whole) // 3 + 1 :])

    env = clean_variables() | {"TEGEREK_VAR": str(place / "copy")}
    done = subprocess.run(
        [ROOT / "bin" / "manage", "restore", str(path)], env=env, capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stderr.count("Бул архив бузулган")) == (1, 1)
    assert [found.name for found in place.iterdir()] == ["a.zip"]


def test_a_dump_that_cannot_be_brought_up_to_date_leaves_its_database_empty(
    server: postgres.Server, tmp_path: Path
) -> None:
    here, there = {"TEGEREK_DATABASE": another_database(server, "one")}, another_database(server, "two")
    manage(tmp_path / "var", "migrate", "--verbosity=0", **here)
    with psycopg.connect(here["TEGEREK_DATABASE"], autocommit=True) as connection:
        # Its last step was undone on paper alone: the migration finds its tables there and fails.
        connection.execute("DELETE FROM django_migrations WHERE app = 'jobs' AND name LIKE '0003%'")
    manage(tmp_path / "var", "backup", str(tmp_path / "a.zip"), **here)

    env = clean_variables() | {"TEGEREK_VAR": str(tmp_path / "copy"), "TEGEREK_DATABASE": there}
    done = subprocess.run(
        [ROOT / "bin" / "manage", "restore", str(tmp_path / "a.zip")],
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )

    with psycopg.connect(there) as connection:
        left = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
    assert (done.returncode, done.stderr.count("жаңыртуу мүмкүн болгон жок")) == (1, 1)
    assert (left, (tmp_path / "copy").exists()) == ((0,), False)


KEEP = """
from tegerek.lib import clock
from tegerek.people.actions import keep_person
from tegerek.places.models import Body
office = Body.objects.filter(is_office=True).first()
print(keep_person(None, office=office, name="Сынакова-Жок", by=None, now=clock.now()).uid)
"""
ERASE = """
from tegerek.lib import clock
from tegerek.people import erasing
from tegerek.people.models import Erasure, Person
person = Person.objects.get(uid="{uid}")
erasing.erase(person, reason=Erasure.Reason.ASKED, by=None, now=clock.now())
"""
LOOK = """
from tegerek.people.models import Person
print(Person.objects.get(uid="{uid}").erased_at is not None)
"""
