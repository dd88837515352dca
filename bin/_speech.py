"""What the commands say: progress with the seconds since the start, and refusals in one sentence."""

import contextlib
import sys
import time

_started = time.monotonic()


class Refused(Exception):  # noqa: N818 -- named as people say it
    """Ends the command with a sentence; `code` is 1 for what is refused, 2 for what was asked wrongly or is missing."""

    def __init__(self, sentence: str, code: int = 1) -> None:
        super().__init__(sentence)
        self.code = code


def progress(text: str) -> None:
    """One line with the seconds so far, on stderr: results alone belong on stdout."""
    say(f"[{time.monotonic() - _started:6.1f} s] {text}", error=True)


def say(text: str, *, error: bool = False) -> None:
    """Print at once; a reader who has gone away is no reason to stop a site that serves others."""
    with contextlib.suppress(BrokenPipeError):
        print(text, file=sys.stderr if error else sys.stdout, flush=True)
