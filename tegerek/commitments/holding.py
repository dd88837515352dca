"""What this room holds of a person: a personal link, what they said of whether a decision was carried out, and which
monitoring groups they are in.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from tegerek.commitments.models import Monitor, ResidentWord, WordLink
from tegerek.people.holding import Holder, Row
from tegerek.people.models import Person


def told(person: Person) -> list[Row]:
    """Every word of the person, the earliest first, then the links given out, then monitoring groups. Three queries."""
    rows = ResidentWord.objects.filter(person=person).select_related("commitment").order_by("pk")
    monitors = Monitor.objects.filter(person=person).select_related("group").order_by("pk")
    links = [_told_link(one) for one in _links(person).order_by("pk")]
    return [*map(_told, rows), *links, *map(_membership, monitors)]


def erase(person: Person, *, by: int | None, now: datetime) -> Mapping[str, int]:
    """The links open nothing from now on; the word counts on without a name; names in it go by people/mentions.py."""
    return {"word_link": _links(person).filter(revoked_at=None).update(revoked_at=now)}


def join(kept: Person, gone: Person, *, by: int | None, now: datetime) -> None:
    """Of two words on one decision the later one counts; of two links for one place the later one opens."""
    words = ResidentWord.objects.filter(person__in=[kept, gone], replaced_at=None)
    ResidentWord.objects.filter(pk__in=_earlier(words, "commitment")).update(replaced_at=now)
    links = WordLink.objects.filter(person__in=[kept, gone], revoked_at=None)
    WordLink.objects.filter(pk__in=_earlier(links, "place")).update(revoked_at=now)


def _earlier(rows: QuerySet[Any], of: str) -> list[int]:
    """The keys of the rows after which another one came of the same thing."""
    found = list(rows.order_by("pk").values_list("pk", of))
    last = {thing: key for key, thing in found}
    return [key for key, thing in found if last[thing] != key]


def _membership(monitor: Monitor) -> Row:
    return {"kind": "member of a monitoring group", "group": str(monitor.group.name.in_("ky"))}


def _links(person: Person) -> QuerySet[WordLink]:
    return WordLink.objects.filter(Q(person=person) | Q(voice__asker=person))


def _told_link(link: WordLink) -> Row:
    return {
        "kind": "personal link by which a word is said",
        "given on": link.made_at,
        "opens until": link.revoked_at or link.expires_at,
    }


def _told(word: ResidentWord) -> Row:
    return {
        "kind": "word on whether a decision was carried out",
        "number": word.commitment.number,
        "day": word.on,
        "said": word.word,
        "text": str(word.text.in_("ky")),
    }


HOLDER = Holder(
    "commitments",
    _("What somebody said of whether a decision was carried out"),
    _("The name goes at once, and personal links open nothing any more. The word still counts, without a name."),
    told,
    erase,
    join=join,
)
