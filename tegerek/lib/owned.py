"""Whose a row is: every table reaches its office by one declared path, or says why it belongs to nobody."""

from typing import Any, ClassVar

from django.db import models


class Owned(models.Model):
    """A row of one office.

    office_path: the way from the row to its places.Body, as a lookup: "office", "meeting__office"; "" on the office
    itself; None for what belongs to nobody, and then `shared` says why.
    place_path: the way to the places.Unit in which the thing happens: "place", "meeting__place"; None where it happens
    in none: a role that was granted for a place does not reach it.
    """

    office_path: ClassVar[str | None] = "office"
    place_path: ClassVar[str | None] = None
    shared: ClassVar[str] = ""

    class Meta:
        abstract = True

    @property
    def office_key(self) -> int | None:
        """The primary key of the office, or None for what is shared.

        Follows the path: a query for each step not loaded.
        """
        if not self.office_path:
            return self.pk if self.office_path == "" else None
        *steps, last = self.office_path.split("__")
        row: Any = self
        for step in steps:
            row = getattr(row, step)
        key: int | None = getattr(row, f"{last}_id")
        return key

    @property
    def place_keys(self) -> frozenset[int]:
        """The keys of the unit where it happens and of all above it; empty where it happens in none.

        A query for each step not loaded.
        """
        if not self.place_path:
            return frozenset()
        step: Any = self
        for name in self.place_path.split("__"):
            step = getattr(step, name)
        keys = []
        while step is not None:
            keys.append(step.pk)
            step = step.parent
        return frozenset(keys)
