"""What finding holds of a person, and how it is destroyed (people.holding)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from tegerek.people.holding import Holder
from tegerek.people.models import Person
from tegerek.search.engines import forget
from tegerek.search.indexing import read_all_news
from tegerek.search.models import DeskRow


def told(person: Person) -> list[dict[str, Any]]:
    """The words by which the card is found. One query."""
    return [{"words": words.split()} for words in _of(person).values_list("words", flat=True)]


def erase(person: Person, *, by: int | None, now: datetime) -> Mapping[str, int]:
    """Delete them. What the pages of the database's own index still hold goes in `settle`, once for all erased."""
    rows, _by_table = _of(person).delete()
    return {"search.row": rows}


def settle() -> None:
    """Read at once in which texts a name was taken out, and leave nothing of the old ones in the index."""
    read_all_news()
    forget()


def _of(person: Person) -> Any:
    return DeskRow.objects.filter(thing_label=person._meta.label_lower, thing_key=person.pk)


HOLDER = Holder(
    code="search",
    heading=_("Words by which the card is found"),
    effect=_("Deleted at once; the index is made anew without them."),
    told=told,
    erase=erase,
    tables=("search.deskrow",),
)
