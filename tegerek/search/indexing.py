"""Keeping the rows true: news is read from the journal, or everything is made anew.

The rows of a thing are made anew as a whole, from the tables as they stand: reading an entry twice does no harm.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import datetime

from django.db import DatabaseError, transaction
from django.db.models import Q

from tegerek.commitments.models import Commitment
from tegerek.journal.models import Entry
from tegerek.journal.sheets import last_entry
from tegerek.lib import clock
from tegerek.meetings.models import Meeting
from tegerek.places.models import Body, Unit
from tegerek.programmes.models import Seminar
from tegerek.search.models import DeskRow, PublicRow, Reading
from tegerek.search.rows import SOURCES, Source
from tegerek.voices.models import Initiative, Voice

Touched = dict[str, set[int]]

log = logging.getLogger(__name__)

# So many entries are read at once; so many things are made anew in one transaction, about a second.
ENTRIES = 500
BATCH = 500
# While somebody waits for an answer, no more is caught up than takes a tenth of a second.
WHILE_WAITING = 60
# An entry that is missing may still come while its transaction lasts, at most so many seconds. So many are looked for.
AWAIT_SECONDS = 900
AWAIT_MOST = 500

MEETING, PROGRAMME, UNIT, PERSON = "meetings.meeting", "programmes.programme", "places.unit", "people.person"
INITIATIVE, VOICE, DECISION = "voices.initiative", "voices.voice", "commitments.commitment"
OF_LABEL: dict[str, Source] = {source.label: source for source in SOURCES}


def freshen() -> None:
    """Read the latest news before a question is answered, if it is little. Two queries when there is none.

    A database that is busy writing is no reason to give no answer: then what was read before has to do.
    """
    last = Reading.objects.values_list("last", flat=True).first() or 0
    if last_entry() <= last:
        return
    try:
        read_on(now=clock.now(), most_things=WHILE_WAITING)
    except DatabaseError as error:
        log.warning("the news could not be read before a question: %s", type(error).__name__)


def read_all_news() -> int:
    """Read until nothing is new, one transaction for each step; how many entries. For the worker and for commands."""
    total = 0
    while count := read_on(now=clock.now()):
        total += count
    return total


@transaction.atomic
def read_on(*, now: datetime, most_things: int | None = None) -> int:
    """Read the next entries of the journal and make anew the rows of what they tell of; how many entries were read.

    most_things: read nothing (0) where more things would have to be made anew. Several workers may read at once: the
    row of the reading is locked, so that the second reads on where the first ended.
    """
    reading = _locked()
    entries = list(
        Entry.objects.filter(Q(pk__gt=reading.last) | Q(pk__in=list(map(int, reading.awaited)))).order_by("pk")[
            :ENTRIES
        ]
    )
    touched = touched_by(entries)
    if most_things is not None and sum(map(len, touched.values())) > most_things:
        return 0
    for label, keys in touched.items():
        for some in _batches(sorted(keys)):
            make_anew(OF_LABEL[label], some)
    before = (reading.last, reading.awaited)
    reading.awaited = _awaited(reading, [entry.pk for entry in entries], now)
    reading.last = max([reading.last, *(entry.pk for entry in entries)])
    if (reading.last, reading.awaited) != before:
        reading.save(update_fields=["last", "awaited"])
    return len(entries)


def rebuild(*, told: Callable[[str, int, int], None], go_on: Callable[[], bool] = lambda: True) -> bool:
    """Make every row anew, in batches of a transaction each; whether it came to its end.

    told(label, done, total) hears how far it is; go_on() is asked between batches. The site finds all the while; what
    is journaled meanwhile is read afterwards, as always.
    """
    begun_at = last_entry()
    _drop_strangers()
    for source in SOURCES:
        keys = list(source.keys())
        done = 0
        for some in _batches(keys):
            if not go_on():
                return False
            with transaction.atomic():
                _locked()
                make_anew(source, some)
            done += len(some)
            told(source.label, done, len(keys))
    with transaction.atomic():
        reading = _locked()
        if reading.last < begun_at:
            reading.last, reading.awaited = begun_at, {}
            reading.save(update_fields=["last", "awaited"])
    return True


def make_anew(source: Source, keys: Collection[int]) -> None:
    """The rows of some things as their tables stand now; none of what is gone. In the caller's transaction."""
    for table in (PublicRow, DeskRow):
        table._default_manager.filter(thing_label=source.label, thing_key__in=keys).delete()
    rows = list(source.rows(keys))
    PublicRow.objects.bulk_create([row for row in rows if isinstance(row, PublicRow)], batch_size=BATCH)
    DeskRow.objects.bulk_create([row for row in rows if isinstance(row, DeskRow)], batch_size=BATCH)


def touched_by(entries: Iterable[Entry]) -> Touched:
    """Whose rows are to be made anew after these entries: keys by table. At most eight queries."""
    told: dict[str, set[int]] = defaultdict(set)
    # What is asked of a meeting changes with the meeting alone, not with everything that is told of it.
    changed: set[int] = set()
    whole_country = False
    for entry in entries:
        told[entry.thing_label].add(entry.thing_key)
        for name, label in REFS.items():
            if isinstance(key := entry.refs.get(name), int):
                told[label].add(key)
        changed |= {entry.thing_key} if entry.thing_label == MEETING else set()
        whole_country = whole_country or entry.verb == "places.loaded"
    units = _units(told[UNIT], told["places.body"], whole_country)
    return {
        MEETING: told[MEETING] | _meetings(told[PROGRAMME], units),
        PROGRAMME: told[PROGRAMME],
        UNIT: units,
        PERSON: told[PERSON],
        INITIATIVE: told[INITIATIVE] | _initiatives(units),
        DECISION: told[DECISION] | _decisions(changed, units),
        VOICE: told[VOICE] | _voices(changed, units),
    }


# Which things the further keys of an entry speak of.
REFS = {
    "meeting": MEETING,
    "programme": PROGRAMME,
    "person": PERSON,
    "gone": PERSON,
    "successor": UNIT,
    "parent": UNIT,
    "unit": UNIT,
}


def _locked() -> Reading:
    """The only row of its table, until the transaction ends nobody else's."""
    Reading.objects.get_or_create(pk=1)
    return Reading.objects.select_for_update().get(pk=1)


def _awaited(reading: Reading, read: list[int], now: datetime) -> dict[str, float]:
    """The entries that are missing still: those known before, without what came or came not for long, and new gaps."""
    second = now.timestamp()
    waiting = {key: since for key, since in reading.awaited.items() if second - since < AWAIT_SECONDS}
    new = [key for key in read if key > reading.last]
    # The first time the journal is read, what is missing in it has been missing for long.
    if new and reading.last:
        gap = set(range(max(reading.last, new[-1] - AWAIT_MOST) + 1, new[-1])) - set(new)
        waiting |= {str(key): second for key in sorted(gap)}
    return {key: since for key, since in waiting.items() if int(key) not in read}


def _units(units: set[int], bodies: set[int], whole_country: bool) -> set[int]:
    """The units told of, those of the bodies told of, and all that lies below: they are found by its name too."""
    if whole_country:
        return set(Unit.objects.values_list("pk", flat=True))
    if bodies:
        units = units | set(Body.objects.filter(pk__in=bodies, unit__isnull=False).values_list("unit", flat=True))
    if not units:
        return set()
    return set(Unit.objects.filter(_below("pk", "", units)).values_list("pk", flat=True))


def _meetings(programmes: set[int], units: set[int]) -> set[int]:
    """The seminars of those programmes, and the meetings in those places."""
    found: set[int] = set()
    if programmes:
        found |= set(Seminar.objects.filter(programme__in=programmes).values_list("meeting", flat=True))
    if units:
        found |= set(Meeting.objects.filter(place__in=units).values_list("pk", flat=True))
    return found


def _initiatives(units: set[int]) -> set[int]:
    """The appeals of those places. No query without one."""
    return set(Initiative.objects.filter(place__in=units).values_list("pk", flat=True)) if units else set()


def _decisions(meetings: set[int], units: set[int]) -> set[int]:
    """The decisions of those meetings and those for those places. No query without either."""
    if not meetings and not units:
        return set()
    return set(Commitment.objects.filter(Q(meeting__in=meetings) | Q(place__in=units)).values_list("pk", flat=True))


def _voices(meetings: set[int], units: set[int]) -> set[int]:
    """What was written down as asked in those meetings and in meetings in those places. No query without either."""
    if not meetings and not units:
        return set()
    asked = Voice.objects.filter(Q(meeting__in=meetings) | Q(meeting__place__in=units), recorded_at__isnull=False)
    return set(asked.values_list("pk", flat=True))


def _below(own: str, path: str, units: set[int]) -> Q:
    """This unit or one up to three steps below it (oblast › raion › aimak › village)."""
    steps = [own, *(path + "__".join(["parent"] * step) for step in (1, 2, 3))]
    lies = Q()
    for step in steps:
        lies |= Q(**{f"{step}__in": units})
    return lies


def _drop_strangers() -> None:
    """Rows of things that are no more, and of tables that are no source."""
    for table in (PublicRow, DeskRow):
        rows = table._default_manager
        rows.exclude(thing_label__in=OF_LABEL).delete()
        for source in SOURCES:
            rows.filter(thing_label=source.label).exclude(thing_key__in=source.keys().order_by()).delete()


def _batches(keys: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(keys), BATCH):
        yield keys[start : start + BATCH]
