"""What is made once for all processes of the tests, and for all runs of the suite: sites that are copied, not used."""

from __future__ import annotations

import atexit
import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path


def once(name: str, make: Callable[[Path], object]) -> Path:
    """The folder of that name, in which `make` made something: now, or in another process before.

    Whoever comes meanwhile waits. What failed half-way is made anew.
    """
    folder = kept() / name
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = folder / "done"
        if not done.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            make(folder)
            done.touch()
    return folder


@cache
def kept() -> Path:
    """The folder of the suite; where somebody runs pytest by hand, one of this process: nothing old is taken."""
    if found := os.environ.get("TESTS_KEPT"):
        return Path(found)
    own = tempfile.mkdtemp(prefix="tegerek-kept-")
    atexit.register(shutil.rmtree, own, ignore_errors=True)
    return Path(own)
