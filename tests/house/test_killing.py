"""SIGKILL at every moment: nothing stays alive, nothing stays half-made, and what must go on goes on."""

import os
import shutil
import signal
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.house.runs import ROOT, Run, is_signed_in, left_behind, sign_in, until

pytestmark = [pytest.mark.machine, pytest.mark.alone]

Start = Callable[..., Run]
KILLS = {"the script": Run.kill_script, "the supervisor": Run.kill_supervisor}
# After which share of its work each step is killed: about the middle, so that something is half done.
SHARE = 0.5
SERVER, WORKER = "granian", "django work"


@pytest.mark.parametrize("kill", KILLS.values(), ids=KILLS)
def test_a_run_killed_at_any_step_leaves_nothing_alive_and_the_next_one_goes_on(
    start: Start, tmp_path: Path, work_of_steps: Mapping[str, float], kill: Callable[[Run], None]
) -> None:
    var = tmp_path / "var"

    for step, seconds in work_of_steps.items():
        run = start("run", var=var)
        run.wait_until_busy(f"django {step}", seconds * SHARE)
        kill(run)
        run.assert_all_gone()
    serving = start("run", var=var)
    serving.wait_until_ready()
    served = serving.get("/healthz")
    kill(serving)
    serving.assert_all_gone()
    last = start("run", var=var)
    last.wait_until_ready()

    assert (served, last.get("/healthz")) == (200, 200)
    assert "demo: inventing" not in last.said


def test_a_run_killed_while_it_makes_the_environment_leaves_nothing_alive(start: Start, tmp_path: Path) -> None:
    checkout = _checkout_without_environment(tmp_path)
    run = start("setup", var=tmp_path / "var", root=checkout)
    run.wait_until_busy('runpy.run_module("pip"')

    run.kill_script()

    run.assert_all_gone()
    assert not (checkout / ".venv" / "house-stamp").exists()


def test_a_half_made_environment_is_made_anew_from_nothing(start: Start, tmp_path: Path) -> None:
    checkout = _checkout_without_environment(tmp_path)
    first = start("setup", var=tmp_path / "var", root=checkout, PIP_NO_INDEX="1", PIP_FIND_LINKS="")
    first_code = first.exit_code(60)
    second = start("setup", var=tmp_path / "var", root=checkout, PIP_NO_INDEX="1", PIP_FIND_LINKS="")

    second.wait_until_it_says("environment: making .venv")

    assert first_code == 1
    assert "The environment could not be made" in first.said
    assert (checkout / ".venv" / "house-stamp").read_text() == "being made"


def test_a_killed_server_and_a_killed_worker_are_started_again_and_five_deaths_stop_everything(
    start: Start, demo_var: Path
) -> None:
    run = start("run", var=demo_var)
    run.wait_until_ready()

    # The elder process of the server is granian's own, the younger the one that answers.
    for death, (words, which) in enumerate([(SERVER, 0), (SERVER, 1), (WORKER, 0), (WORKER, 0)], start=1):
        before = run.pids_of(words)
        os.kill(before[which], signal.SIGKILL)
        run.wait_until_it_says(f"started again; {death} of 5")
        _wait_for_new(run, words, before)
        until(lambda: run.get("/healthz") == 200, "the site answers again", 20)
    os.kill(run.pids_of(SERVER)[0], signal.SIGKILL)

    assert run.exit_code() == 1
    assert "death 5 within a minute, so everything is stopped" in run.said
    run.assert_all_gone()


def test_no_acknowledged_write_is_lost_when_everything_is_killed(start: Start, demo_var: Path) -> None:
    run = start("run", var=demo_var)
    run.wait_until_ready()
    login, password, _role = (demo_var / "demo-logins.txt").read_text().splitlines()[0].split()

    # Each answer says that a session was written; the kill follows the last one at once.
    written = [sign_in(run.port, login, password) for _ in range(5)]
    run.kill_script()
    run.assert_all_gone()
    again = start("run", var=demo_var)
    again.wait_until_ready()

    assert len(set(written)) == 5
    assert [is_signed_in(again.port, session) for session in written] == [True] * 5
    assert not is_signed_in(again.port, "x" * 32)


def test_leftovers_of_a_murdered_run_are_ended_before_the_next_one_serves(start: Start, demo_var: Path) -> None:
    with left_behind(demo_var) as leftover:
        run = start("run", var=demo_var)
        run.wait_until_ready()

        assert leftover.poll() == -signal.SIGKILL
        assert "ended 1 process" in run.said


def test_a_run_whose_script_and_supervisor_are_killed_at_once_can_be_started_again(
    start: Start, demo_var: Path
) -> None:
    run = start("run", var=demo_var)
    run.wait_until_ready()
    supervisor = run.supervisor
    run.members()

    os.kill(supervisor, signal.SIGSTOP)  # so that it cannot notice
    run.script.kill()
    os.kill(supervisor, signal.SIGKILL)
    again = start("run", var=demo_var, port=run.port)
    again.wait_until_ready()

    assert again.get("/healthz") == 200


def _checkout_without_environment(folder: Path) -> Path:
    """The commands and the locks alone, as in a fresh clone."""
    checkout = folder / "checkout"
    shutil.copytree(ROOT / "bin", checkout / "bin", ignore=shutil.ignore_patterns("__pycache__"))
    for lock in ROOT.glob("requirements*"):
        shutil.copy(lock, checkout)
    return checkout


def _wait_for_new(run: Run, words: str, before: list[int]) -> None:
    """Until as many processes as before run these words, none of them an old one."""

    def are_new() -> bool:
        found = run.pids_of(words)
        return len(found) == len(before) and not set(found) & set(before)

    until(are_new, f"new processes of {words}: {run.said}", 20)
