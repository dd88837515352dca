"""Starting, refusing to start, and stopping in good order."""

import contextlib
import os
import re
import signal
import socket
import sqlite3
import stat
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.house.runs import Run, manage

pytestmark = [pytest.mark.machine, pytest.mark.alone]

Start = Callable[..., Run]


def test_the_address_and_the_logins_are_printed_and_the_logins_are_for_the_owners_eyes(
    start: Start, demo_var: Path
) -> None:
    logins = demo_var / "demo-logins.txt"

    run = start("run", var=demo_var)
    run.wait_until_it_says("Stop it with Ctrl-C.")

    assert f"http://127.0.0.1:{run.port}/" in run.said
    assert logins.read_text().strip() in run.said
    assert stat.S_IMODE(logins.stat().st_mode) == 0o600


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_run_that_is_asked_to_stop_stops_in_good_order(start: Start, demo_var: Path, number: signal.Signals) -> None:
    run = start("run", var=demo_var)
    run.wait_until_ready()
    run.members()

    # A terminal sends Ctrl-C to the whole group.
    os.killpg(run.script.pid, number)

    assert run.exit_code() == 0
    run.assert_all_gone()


def test_a_form_that_never_comes_whole_holds_up_nobody_else(start: Start, demo_var: Path) -> None:
    run = start("run", var=demo_var)
    run.wait_until_ready()
    head = f"POST /account/sign-in/ HTTP/1.1\r\nHost: 127.0.0.1:{run.port}\r\nContent-Length: 100000\r\n"
    head += f"Content-Type: application/x-www-form-urlencoded\r\nCookie: csrftoken={'a' * 32}\r\n\r\n"

    with contextlib.ExitStack() as open_ones:
        for _ in range(3):
            half = open_ones.enter_context(socket.create_connection(("127.0.0.1", run.port)))
            half.sendall(f"{head}login=".encode())

        # Nothing is answered: the site waits for the rest.
        half.settimeout(1)
        with pytest.raises(TimeoutError):
            half.recv(1)
        answer = run.get("/ky/")

    assert answer == 200, run.said


def test_a_second_start_on_the_same_var_is_refused_while_the_first_lives(start: Start, demo_var: Path) -> None:
    first = start("run", var=demo_var)
    first.wait_until_ready()

    second = start("run", var=demo_var)

    assert second.exit_code(10) == 1
    assert f"is in use by process {first.script.pid}." in second.said
    assert first.get("/healthz") == 200


def test_a_taken_port_is_named_before_anything_long_begins(start: Start, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        run = start("run", var=tmp_path / "var", port=port)

        assert run.exit_code(10) == 2
        assert run.said.startswith(f"Port {port} on 127.0.0.1 cannot be had")
        assert not (tmp_path / "var" / "tegerek.sqlite3").exists()


@pytest.mark.parametrize("port", ["0", "65536", "http", "-1"])
def test_a_port_that_is_none_is_named_with_what_is_accepted(start: Start, tmp_path: Path, port: str) -> None:
    run = start("run", var=tmp_path / "var", PORT=port)

    assert run.exit_code(10) == 2
    assert run.said == f"PORT='{port}' is not understood; use a whole number from 1 to 65535\n"


def test_a_demo_is_not_started_as_a_real_office(start: Start, demo_var: Path) -> None:
    run = start("run", "--empty", var=demo_var)

    assert run.exit_code(10) == 1
    assert (
        run.said
        == f"{demo_var} was made for a demo: start it without --empty, or choose another folder with TEGEREK_VAR.\n"
    )


def test_a_real_office_has_no_demo_and_is_not_started_as_one(start: Start, tmp_path: Path) -> None:
    var = tmp_path / "var"
    office = start("setup", "--empty", var=var)
    office_code = office.exit_code(120)

    demo = start("run", var=var)

    assert (office_code, demo.exit_code(10)) == (0, 1)
    assert "was made for a real office: start it with --empty" in demo.said
    assert "demo" not in office.said
    assert not list(var.glob("demo*"))


def test_an_empty_site_shows_its_code_at_each_start_until_there_is_an_administrator(
    start: Start, tmp_path: Path
) -> None:
    var = tmp_path / "var"
    first = start("run", "--empty", var=var)
    first.wait_until_it_says("/setup/ with the code", 180)
    code = re.search(r"with the code (\S+)", first.said)
    first.script.terminate()
    first.exit_code(20)
    second = start("run", "--empty", var=var)
    second.wait_until_it_says("/setup/ with the code")
    second.script.terminate()
    second.exit_code(20)
    manage(var, "first_office", "--office=Сынак айыл өкмөтү", "--person=Үмүт Сынакова", "--phone=0555 00 00 00")

    third = start("run", "--empty", var=var)
    third.wait_until_ready()

    assert code is not None
    assert f"with the code {code[1]}" in second.said
    assert ("setup" in third.said, (var / "setup-code").exists()) == (False, False)


def test_a_demo_whose_set_up_was_killed_before_the_logins_were_written_gets_new_ones(
    start: Start, demo_var: Path
) -> None:
    lost = (demo_var / "demo-logins.txt").read_text()
    (demo_var / "demo-logins.txt").unlink()
    (demo_var / "demo-made").unlink()

    code = start("setup", var=demo_var).exit_code(60)

    made = (demo_var / "demo-logins.txt").read_text()
    assert code == 0
    assert [line.split()[0] for line in made.splitlines()] == [line.split()[0] for line in lost.splitlines()]
    assert {line.split()[1] for line in made.splitlines()}.isdisjoint(line.split()[1] for line in lost.splitlines())


def test_the_clock_of_the_demo_runs_on_across_restarts(start: Start, demo_var: Path) -> None:
    asked = datetime.fromisoformat("2026-05-01T10:00+06:00")
    began = time.monotonic()
    setup = start("setup", var=demo_var, TEGEREK_NOW=asked.isoformat())
    setup_code = setup.exit_code(60)

    told = datetime.fromisoformat(
        manage(demo_var, "shell", "-v0", "-c", "from tegerek.lib import clock; print(clock.now().isoformat())").strip()
    )

    passed = timedelta(seconds=time.monotonic() - began + 2)
    assert setup_code == 0
    assert asked < told < asked + passed


def test_a_second_set_up_finds_everything_done(start: Start, demo_var: Path) -> None:
    run = start("setup", var=demo_var)

    assert run.exit_code(60) == 0
    assert _steps(run) == ["set up; bin/run serves it"]


def test_an_older_copy_of_the_database_is_brought_up_to_date(start: Start, demo_var: Path) -> None:
    with contextlib.closing(sqlite3.connect(demo_var / "tegerek.sqlite3")) as connection:
        connection.execute("DELETE FROM django_migrations WHERE app = 'sessions'")
        connection.execute("DROP TABLE django_session")
        connection.commit()

    run = start("setup", var=demo_var)

    assert run.exit_code(60) == 0
    assert _steps(run) == ["database: bringing the tables up to date", "set up; bin/run serves it"]


def test_a_deleted_database_is_made_anew_with_its_demo(start: Start, demo_var: Path) -> None:
    for path in demo_var.glob("tegerek.sqlite3*"):
        path.unlink()

    run = start("setup", var=demo_var)

    assert run.exit_code(120) == 0
    assert "demo: inventing a municipality" in _steps(run)


def _steps(run: Run) -> list[str]:
    """What it said it was doing, without the seconds."""
    return [line.partition("] ")[2] for line in run.said.splitlines()]
