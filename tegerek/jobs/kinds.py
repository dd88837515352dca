"""Which work there is: rooms above register a function by name when the house starts."""

from collections.abc import Callable, Mapping
from typing import Protocol

Option = str | int | bool | list[str] | list[int]


class Run(Protocol):
    """What a working function sees of its job."""

    @property
    def options(self) -> Mapping[str, Option]:
        """How the work is to be done, as given to jobs.actions.start."""

    def reached(self, done: int, total: int) -> None:
        """Tell how far it is. Raises jobs.actions.StopAsked if a person asked to stop."""

    def keep(self, data: bytes, *, name: str, days: int | None = None) -> None:
        """Leave a file as what came of the job, in place of one left before; its type is found from the bytes.

        days: for how long it is kept, None for as long as any result.

        Raises Refusal for a type that no result has (files/rules.py).
        """


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
