"""No process outlives its run.

Every command that starts others is two processes: the script, which a person sees and kills, and a supervisor, which
does the work. Each watches the other. Whichever is killed, the other kills everything below both of them: both are
"child subreapers", so that orphans become their children instead of getting lost, and every process they start
carries a variable of this run in its environment, so that even what was left behind by two murders at once is found
by the next start. See prctl(2), PR_SET_CHILD_SUBREAPER and PR_SET_PDEATHSIG.
"""

import contextlib
import ctypes
import os
import select
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import FrameType
from typing import IO

from _speech import Refused, say

PREFIX = "TEGEREK_RUN_"
PATIENCE = 8.0  # seconds between asking a process to stop and killing it
_PR_SET_PDEATHSIG = 1
_PR_SET_CHILD_SUBREAPER = 36
_own_name = PREFIX + uuid.uuid4().hex
_libc = ctypes.CDLL(None, use_errno=True)


class Stopped(BaseException):
    """Somebody asked the run to stop, by SIGTERM, SIGINT or by closing the terminal."""


class Abandoned(BaseException):
    """The script was killed: there is nobody left to work for."""


class Crew:
    """The processes of one run, started, waited for and ended by the supervisor."""

    def __init__(self, lifeline: int) -> None:
        self._lifeline = lifeline

    def start(
        self,
        command: Sequence[str | Path],
        *,
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
        output: IO[bytes] | int | None = None,
    ) -> subprocess.Popen[bytes]:
        """Start a process in a group of its own, which dies with this one.

        output: where stdout and stderr both go, if not to ours.
        Raises OSError if there is no such program.
        """
        return subprocess.Popen(
            [str(part) for part in command],
            env=None if env is None else {**env, **marks()},
            cwd=cwd,
            stdout=output,
            stderr=None if output is None else subprocess.STDOUT,
            process_group=0,
            # Safe: the supervisor has one thread, and the function calls only the C library.
            preexec_fn=_die_with_parent,  # noqa: PLW1509
        )

    def run(
        self,
        command: Sequence[str | Path],
        *,
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
        output: IO[bytes] | int | None = None,
        stop_with: signal.Signals = signal.SIGTERM,
    ) -> int:
        """Run a command to its end and give its exit code (negative: the signal that ended it).

        stop_with: what the command is sent if the run is stopped meanwhile.
        """
        process = self.start(command, env=env, cwd=cwd, output=output)
        try:
            while process.poll() is None:
                self.wait_for([process], seconds=60)
        except Stopped:
            end(process, stop_with)
            raise
        return process.returncode

    def wait_for(self, processes: Iterable[subprocess.Popen[bytes]], seconds: float) -> None:
        """Come back when one of the processes has ended, or after some seconds.

        Raises Abandoned; Stopped comes from the signal handler.
        """
        with contextlib.ExitStack() as stack:
            poll = select.poll()
            poll.register(self._lifeline, select.POLLIN)
            for process in processes:
                if process.poll() is not None:
                    return
                pidfd = os.pidfd_open(process.pid)
                stack.callback(os.close, pidfd)
                poll.register(pidfd, select.POLLIN)
            for descriptor, _event in poll.poll(seconds * 1000):
                if descriptor == self._lifeline:
                    raise Abandoned


def guarded(work: Callable[[Crew], int], mark: str, *, when_stopped: int = 130) -> int:
    """Do the work in a supervised process and give its exit code; nothing that it started is alive afterwards.

    mark: what the environment of every process says about this run; the next start looks for it.
    when_stopped: the exit code after an orderly stop; a site that was asked to stop has done its work, a test has not.
    """
    os.environ[_own_name] = mark
    _prctl(_PR_SET_CHILD_SUBREAPER, 1)
    lifeline, held = os.pipe()
    stops = {signal.SIGTERM, signal.SIGINT, signal.SIGHUP}
    signal.pthread_sigmask(signal.SIG_BLOCK, stops)
    supervisor = os.fork()
    if supervisor == 0:
        os.close(held)
        os._exit(_supervise(work, lifeline, stops, when_stopped))
    os.close(lifeline)

    def forward(number: int, frame: FrameType | None) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(supervisor, signal.SIGTERM)

    for stop in stops:
        signal.signal(stop, forward)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, stops)
    status = os.waitstatus_to_exitcode(os.waitpid(supervisor, 0)[1])
    kill_all()
    if status < 0:
        say(
            f"The supervisor of this run was killed (signal {-status}); everything it had started has been ended.",
            error=True,
        )
        return 1
    return status


def _supervise(work: Callable[[Crew], int], lifeline: int, stops: set[signal.Signals], when_stopped: int) -> int:
    """What the second process does: the work, and the end of everything, however the work ends. Never raises."""
    try:
        os.setsid()
        _prctl(_PR_SET_CHILD_SUBREAPER, 1)
        for stop in stops:
            signal.signal(stop, _stop)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, stops)
        code = work(Crew(lifeline))
    except Refused as refused:
        say(str(refused), error=True)
        code = refused.code
    except Stopped:
        code = when_stopped
    except Abandoned:
        code = 1
    except BaseException:  # os._exit follows: without this nobody would see the error
        sys.excepthook(*sys.exc_info())
        code = 1
    kill_all()
    sys.stdout.flush()
    return code


def _stop(number: int, frame: FrameType | None) -> None:
    """The first signal asks; those after it change nothing, the patience of the first is short enough."""
    for stop in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(stop, _already_stopping)
    raise Stopped


def _already_stopping(number: int, frame: FrameType | None) -> None:
    pass


def end(process: subprocess.Popen[bytes], stop_with: signal.Signals = signal.SIGTERM) -> None:
    """Ask a process to stop, wait for as long as patience lasts, and kill what is left of its group."""
    process.send_signal(stop_with)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(PATIENCE)
    kill_group(process)


def kill_group(process: subprocess.Popen[bytes]) -> None:
    """Kill a process and whatever is left of its group, also when the process itself is dead already."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    reap_orphans()


def kill_all() -> None:
    """Kill everything below this process and everything that carries a mark of this run, until none is left."""
    _kill_until_none(lambda: _below(os.getpid()) | {pid for pid, found in _marked() if _own_name in found})


def kill_leftovers(mark: str) -> int:
    """Kill what earlier runs with the same mark left behind; gives how many processes there were."""
    spared = set(_above(os.getpid()))
    return _kill_until_none(lambda: {pid for pid, found in _marked() if mark in found.values()} - spared)


def marks() -> dict[str, str]:
    """The variables by which the processes of this run are known; a run inside a run (a test) carries those of both."""
    return {name: value for name, value in os.environ.items() if name.startswith(PREFIX)}


def reap_orphans() -> None:
    """Let the dead go whose parents died before them; as a subreaper this process inherits them."""
    for pid, (parent, state) in _processes().items():
        if parent == os.getpid() and state == "Z":
            with contextlib.suppress(ChildProcessError):
                os.waitpid(pid, os.WNOHANG)


def is_alive(pid: int) -> bool:
    """Whether there is a process of this number that is not a zombie."""
    found = _processes().get(pid)
    return found is not None and found[1] != "Z"


def _kill_until_none(find: Callable[[], set[int]]) -> int:
    """A process may fork between being found and being killed, so look again until a look finds nobody.

    Gives up after four seconds, which only a process that the kernel itself holds can outlast.
    """
    deadline, killed = time.monotonic() + 4, set[int]()
    while victims := find() - {os.getpid()}:
        for pid in victims:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(pid, signal.SIGKILL)
        killed |= victims
        reap_orphans()
        if time.monotonic() > deadline:
            break
        time.sleep(0.01)
    return len(killed)


def _below(ancestor: int) -> set[int]:
    """The living descendants of a process."""
    processes = _processes()
    found, generation = set[int](), {ancestor}
    while generation:
        generation = {pid for pid, (parent, _state) in processes.items() if parent in generation} - found
        found |= generation
    return {pid for pid in found if processes[pid][1] != "Z"}


def _above(pid: int) -> Iterator[int]:
    """The process itself, its parent, and so on up to the first."""
    processes = _processes()
    while pid in processes:
        yield pid
        pid = processes[pid][0]


def _processes() -> dict[int, tuple[int, str]]:
    """Number → (parent, state letter) of every process, from /proc/<pid>/stat."""
    found = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            with contextlib.suppress(OSError):
                # The name before the last parenthesis may itself hold spaces and parentheses.
                state, parent, *_rest = (folder / "stat").read_text(errors="replace").rpartition(")")[2].split()
                found[int(folder.name)] = (int(parent), state)
    return found


def _marked() -> Iterator[tuple[int, dict[str, str]]]:
    """Every readable process that carries marks, with its marks."""
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            with contextlib.suppress(OSError):
                variables = (folder / "environ").read_bytes().decode(errors="replace").split("\0")
                pairs = [variable.partition("=") for variable in variables if variable.startswith(PREFIX)]
                if pairs:
                    yield int(folder.name), {name: value for name, _equals, value in pairs}


def _die_with_parent() -> None:
    """Between fork and exec: have the kernel kill this process when the supervisor dies."""
    _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _prctl(option: int, value: int) -> None:
    if _libc.prctl(option, value, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl")
