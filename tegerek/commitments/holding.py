"""What this room holds of a person: what they said of whether a decision was carried out; which monitoring
groups they are in.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from tegerek.commitments.models import Monitor, ResidentWord
from tegerek.people.holding import Holder, Row
from tegerek.people.models import Person


def told(person: Person) -> list[Row]:
    """Every word of the person, the earliest first, and the monitoring groups they are in. Two queries."""
    rows = ResidentWord.objects.filter(person=person).select_related("commitment").order_by("pk")
    monitors = Monitor.objects.filter(person=person).select_related("group").order_by("pk")
    return [*(_told(one) for one in rows), *(_membership(one) for one in monitors)]


def erase(person: Person, *, by: int | None, now: datetime) -> Mapping[str, int]:
    """Nothing besides the card: the word counts on without a name; names in it go by people/mentions.py."""
    return {}


def _told(word: ResidentWord) -> Row:
    return {
        "kind": "word on whether a decision was carried out",
        "number": word.commitment.number,
        "day": word.on,
        "said": word.word,
        "text": str(word.text.in_("ky")),
    }


def _membership(monitor: Monitor) -> Row:
    return {"kind": "member of a monitoring group", "group": str(monitor.group.name.in_("ky"))}


HOLDER = Holder(
    "commitments",
    _("What somebody said of whether a decision was carried out"),
    _("The name goes at once. The word still counts, without a name."),
    told,
    erase,
)
