"""Which work there is: rooms above register a function by name when the house starts."""

from collections.abc import Callable
from typing import Protocol


class Run(Protocol):
    """What a working function sees of its job."""

    def reached(self, done: int, total: int) -> None:
        """Tell how far it is. Raises jobs.actions.StopAsked if a person asked to stop."""


Work = Callable[[Run, int], None]

_works: dict[str, Work] = {}


def register(kind: str, work: Work) -> None:
    """Make a kind of work known.

    `work(run, subject)` must be safe to run twice: a killed worker's job is run again from its start.
    """
    _works[kind] = work


def work_of(kind: str) -> Work:
    """Raises KeyError for a kind nobody registered."""
    return _works[kind]
