"""What stands behind bin/run, setup, test, check, manage, bench and chaos.

The standard library alone: this runs before anything is installed.
"""

import argparse
import os
import secrets
import sys
from collections.abc import Callable
from typing import NoReturn

import _environment
from _checking import run_checks
from _environment import PYTHON
from _guard import Crew, guarded
from _serving import DJANGO, Address, clear_the_way, prepare, serve
from _site import Site
from _speech import Refused, progress, say
from _testing import run_tests


def run(arguments: list[str]) -> int:
    """From a fresh clone to a running site.

    PORT (8000) and HOST (127.0.0.1) say where it listens, TEGEREK_VAR where it keeps its things.
    """
    demo = not _site_options("bin/run", run, arguments).empty
    address, site = Address.wanted(), Site.here()
    site.lock()
    clear_the_way(site)
    with address.reserve():
        site.become("demo" if demo else "office")

        def work(crew: Crew) -> int:
            prepare(crew, site, demo=demo)
            serve(crew, site, address)
            return 0

        return guarded(work, site.mark, when_stopped=0)


def setup(arguments: list[str]) -> int:
    """Environment, database and demo, as bin/run makes them, without serving."""
    demo = not _site_options("bin/setup", setup, arguments).empty
    site = Site.here()
    site.lock()
    clear_the_way(site)
    site.become("demo" if demo else "office")

    def work(crew: Crew) -> int:
        prepare(crew, site, demo=demo)
        progress("set up; bin/run serves it")
        return 0

    return guarded(work, site.mark)


def test(arguments: list[str]) -> int:
    """The whole suite on SQLite and PostgreSQL; with arguments for pytest, what they choose, on SQLite alone."""
    return guarded(lambda crew: run_tests(crew, arguments), f"test:{_environment.ROOT}")


def check(arguments: list[str]) -> int:
    """All checks, or those named."""
    return guarded(lambda crew: run_checks(crew, arguments), f"check:{_environment.ROOT}")


def manage(arguments: list[str]) -> NoReturn:
    """The product's own commands, in the directory you stand in, with the clock and the kind of this site."""
    site = Site.here()
    _need_environment()
    variables = site.variables()
    if arguments[:1] == ["restore"]:
        # It makes the folder with all that is in it, the key too; until then there is nothing to sign.
        variables.setdefault("TEGEREK_SECRET", secrets.token_urlsafe(48))
    else:
        site.var.mkdir(mode=0o700, parents=True, exist_ok=True)
        site.make_secret()
    _become([*map(str, DJANGO), *(arguments or ["help"])], variables)


def bench(arguments: list[str]) -> NoReturn:
    """A long measurement by name."""
    known = sorted(path.stem for path in (_environment.ROOT / "bench").glob("[!_]*.py"))
    if not arguments or arguments[0] not in known:
        raise Refused(f"Usage: bin/bench NAME, where NAME is one of: {', '.join(known) or '(none yet)'}", code=2)
    _need_environment()
    _become([str(PYTHON), "-P", "-m", f"bench.{arguments[0]}", *arguments[1:]], Site.here().variables())


def chaos(arguments: list[str]) -> NoReturn:
    """A long trial by name, in which parts of a site are killed."""
    known = sorted(path.stem for path in (_environment.ROOT / "chaos").glob("[!_]*.py"))
    if not arguments or arguments[0] not in known:
        raise Refused(f"Usage: bin/chaos NAME, where NAME is one of: {', '.join(known) or '(none yet)'}", code=2)
    _need_environment()
    _become([str(PYTHON), "-P", "-m", f"chaos.{arguments[0]}", *arguments[1:]], Site.here().variables())


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "run": run,
    "setup": setup,
    "test": test,
    "check": check,
    "manage": manage,
    "bench": bench,
    "chaos": chaos,
}


def _site_options(name: str, command: Callable[[list[str]], int], arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog=name, description=command.__doc__)
    parser.add_argument(
        "--empty", action="store_true", help="a real office: no demo, no invented people, the machine's own clock"
    )
    return parser.parse_args(arguments)


def _need_environment() -> None:
    """Make the environment for running if it is not ready. Ends the command if it cannot be made."""

    def work(crew: Crew) -> int:
        _environment.make(crew, "run")
        return 0

    if not _environment.is_ready("run") and (code := guarded(work, f"environment:{_environment.ROOT}")) != 0:
        sys.exit(code)


def _become(command: list[str], variables: dict[str, str]) -> NoReturn:
    sys.stdout.flush()
    os.execve(command[0], command, variables)  # noqa: S606 -- no shell is the safe way


def main() -> int:
    """Exit codes: 0 done, 1 refused or failed, 2 asked wrongly or something is missing."""
    try:
        return COMMANDS[sys.argv[1]](sys.argv[2:])
    except Refused as refused:
        say(str(refused), error=True)
        return refused.code


if __name__ == "__main__":
    sys.exit(main())
