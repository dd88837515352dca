"""From a list that somebody brought to the roster of a meeting: read it, keep the corrections, take over what is ready.

Never all or nothing: rows that are ready go onto the roster and out of the preview, rows with a question stay in it.
The whole list is personal: nothing of it is kept when nothing is left to ask, nor longer than 30 days.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from tegerek.jobs import actions as jobs
from tegerek.jobs.kinds import Run
from tegerek.jobs.models import Job
from tegerek.journal.actions import record, record_each
from tegerek.lib import clock
from tegerek.lib.dates import local_day
from tegerek.lib.errors import CHANGED, Refusal, Stale
from tegerek.lib.said import Said
from tegerek.lib.sources.limits import Limits
from tegerek.lib.sources.reading import read_source
from tegerek.meetings.access import open_lists
from tegerek.meetings.lists.cells import ASKED, WRONG, Meaning
from tegerek.meetings.lists.reading import pasted_list, read_list
from tegerek.meetings.lists.rows import ListTable, Row
from tegerek.meetings.matching import DOUBLE, HERE, OUT, Looked, counted, look, places_of
from tegerek.meetings.models import ListImport, Meeting, Participant
from tegerek.meetings.roster import add_bands
from tegerek.people.actions import hold_cards
from tegerek.people.many import BATCH, OnList, keep_people
from tegerek.people.models import User
from tegerek.places.models import Body

READ, TAKE = "list.read", "list.take"
# What is read and taken over while the person waits; whatever is longer is a job.
LETTERS_AT_ONCE, ROWS_AT_ONCE = 20_000, 200
EMPTY_ROWS = 10
KEPT = timedelta(days=30)


def limits() -> Limits:
    """The limits of what may be read, from the settings."""
    return Limits(
        bytes=settings.IMPORT_BYTES,
        seconds=settings.IMPORT_SECONDS,
        memory=settings.IMPORT_MEMORY_MB * 1024 * 1024,
        rows=settings.LIST_ROWS,
        pages=max(settings.IMPORT_PAGES, settings.LIST_ROWS // 10),
        characters=settings.LIST_ROWS * 500,
    )


@transaction.atomic
def bring(meeting: Meeting, data: bytes, *, file_name: str, by: User, now: datetime) -> ListImport:
    """Keep a list that somebody brought. file_name: "" for a text, which is read at once unless it is long.

    A file is read in the background. Journals list.brought. Raises Refusal if there is nothing, or too much pasted.
    """
    if not data.strip():
        raise Refusal(_("There is nothing in it. Paste the list of people, or choose a file."))
    made = _kept(meeting, data, file_name, by, now)
    if not file_name and len(data) <= LETTERS_AT_ONCE:
        _understand(made)
    else:
        made.job = jobs.start(READ, office=meeting.office, subject=made.pk, by=by, now=now)
        made.save(update_fields=["job"])
    return made


@transaction.atomic
def begin_empty(meeting: Meeting, *, by: User, now: datetime) -> ListImport:
    """A preview of empty rows, to type people into. Journals list.brought."""
    made = _kept(meeting, b"", "", by, now)
    made.table = ListTable.empty(EMPTY_ROWS).as_json()
    made.save(update_fields=["table"])
    return made


def read(run: Run, key: int) -> None:
    """What the worker does with a file or a long text: read it, keep the preview. Safe to run twice.

    Raises Refusal after keeping its sentence in every language.
    """
    found = ListImport.objects.select_related("meeting__place__parent__parent", "brought_by").get(pk=key)
    if found.table or found.trouble or found.ended_at:
        return
    run.reached(1, 3)
    try:
        _understand(found, run)
    except Refusal as refusal:
        ListImport.objects.filter(pk=key).update(trouble=_in_every_language(found, refusal))
        raise
    run.reached(3, 3)


@transaction.atomic
def keep_table(found: ListImport, table: ListTable, *, seen: int) -> None:
    """Keep what was corrected so far. Raises Stale if somebody else changed it, or it is being taken over."""
    _claim(found, seen).update(table=table.as_json(), version=F("version") + 1)
    found.refresh_from_db(fields=["table", "version"])


@transaction.atomic
def take_over(found: ListImport, *, seen: int, by: User, now: datetime) -> None:
    """Take over every row that is ready: at once if the list is short, else as a job.

    Raises Stale if somebody changed it, or pressed already. Journals list.taken_over with the counts, and for each
    person what typing one by one would: person.kept and roster.enrolled.
    """
    _claim(found, seen).update(version=F("version") + 1)
    if len(found.table.get("rows", ())) <= ROWS_AT_ONCE:
        _take(found.pk, by.pk, now, ROWS_AT_ONCE)
        _tell(found.pk, by.pk, now)
    else:
        job = jobs.start(TAKE, office=found.meeting.office, subject=found.pk, by=by, now=now)
        ListImport.objects.filter(pk=found.pk).update(job=job)
    found.refresh_from_db()


def take(run: Run, key: int) -> None:
    """What the worker does with a long list: take it over some hundred rows at a time, each part for good.

    Stopped, or killed and run again, it goes on with what is left.
    """
    found = ListImport.objects.select_related("job").get(pk=key)
    by = found.job.started_by_id if found.job else None
    total = len(found.table.get("rows", ()))
    done = 0
    run.reached(0, total)
    judged: dict[Row, Meaning] = {}
    while taken := _take(key, by, clock.now(), BATCH, judged):
        done += taken
        run.reached(min(done, total), total)
    _tell(key, by, clock.now())


@transaction.atomic
def throw_away(found: ListImport, *, seen: int, by: User | None, now: datetime) -> None:
    """Destroy what is left of a list, which counts as left out; whoever was taken over stays.

    Journals list.destroyed. Raises Stale.
    """
    rows = len(found.table.get("rows", ()))
    filled = sum(not row.is_empty for row in ListTable.from_json(found.table).rows)
    counts = dict(Counter(found.counts) + Counter({OUT: filled}))
    _claim(found, seen).update(**_emptied(now), counts=counts, version=F("version") + 1)
    record("list.destroyed", found, by=by.pk if by else None, at=now, rows=rows)
    found.refresh_from_db()


def destroy_stale(now: datetime) -> None:
    """Destroy what is left of lists brought more than 30 days ago: done every night. Journals list.destroyed."""
    for found in ListImport.objects.filter(ended_at=None, brought_at__lt=now - KEPT):
        with transaction.atomic():
            if ListImport.objects.filter(pk=found.pk, ended_at=None).update(**_emptied(now), version=F("version") + 1):
                record("list.destroyed", found, by=None, at=now, rows=len(found.table.get("rows", ())))


def _kept(meeting: Meeting, data: bytes, file_name: str, by: User, now: datetime) -> ListImport:
    made = ListImport.objects.create(
        meeting=meeting,
        brought_by=by,
        brought_at=now,
        file_name=file_name[:200],
        source=data,
        sha256=hashlib.sha256(data).hexdigest(),
    )
    record("list.brought", made, by=by.pk, at=now, bytes=len(data), meeting=meeting.pk)
    return made


def _understand(found: ListImport, run: Run | None = None) -> None:
    """Make the preview of a source. Raises Refusal for one that cannot be read, or has too many people or none."""
    data, places = bytes(found.source), places_of(found.meeting)
    if found.file_name:
        read_in = read_list(read_source(data, found.file_name, limits=limits()), places.is_place)
    else:
        read_in = pasted_list(data.decode(errors="replace"), places.is_place)
    if run is not None:
        run.reached(2, 3)
    if not read_in.rows:
        raise Refusal(_("No people were found in it. Each person needs a row, with the name and what else is known."))
    if len(read_in.rows) > settings.LIST_ROWS:
        sentence = _("There are %(found)d people in it; at most %(limit)d can be read at once. Bring it in parts.")
        raise Refusal(sentence % {"found": len(read_in.rows), "limit": settings.LIST_ROWS})
    found.table = ListTable.of(read_in, found.meeting.held_on or local_day(found.brought_at)).as_json()
    ListImport.objects.filter(pk=found.pk, ended_at=None).update(table=found.table)


def _in_every_language(found: ListImport, refusal: Refusal) -> Said:
    """The sentence of a refusal, as its code says it in each language of the screens."""
    texts = {}
    for lang, _name in settings.LANGUAGES:
        with translation.override(lang):
            texts[lang] = str(refusal)
    return Said(texts, original=found.brought_by.language if found.brought_by else settings.LANGUAGE_CODE)


def _claim(found: ListImport, seen: int) -> QuerySet[ListImport]:
    """The list, held for this transaction, as its person saw it. Raises Stale if it changed, ended or is worked at."""
    rows = ListImport.objects.filter(pk=found.pk, version=seen, ended_at=None)
    held = rows.select_for_update().first()
    if held is None or (held.job_id and Job.objects.filter(pk=held.job_id, state__in=Job.OPEN).exists()):
        raise Stale(_(CHANGED))
    return rows


@transaction.atomic
def _take(key: int, by: int | None, now: datetime, most: int, judged: dict[Row, Meaning] | None = None) -> int:
    """Take over the next rows that are ready; how many. Ends the list when nothing is left of it, not even a row that
    was left out for now.

    The office is held until the end: two lists with the same people, taken over at once, must not make two cards.
    """
    found = (
        ListImport.objects.select_for_update(of=("self",)).select_related("meeting__place__parent__parent").get(pk=key)
    )
    if found.ended_at:
        return 0
    office = hold_cards(found.meeting.office_id)
    table = ListTable.from_json(found.table)
    looked = look(table, found.meeting, places_of(found.meeting), judged)
    ready = [one for one in looked if one.is_ready][:most]
    # Of whoever is on the list already only a phone is news to the card, and an age to the line.
    told = [one for one in ready if one.status != DOUBLE and (one.status != HERE or one.new_phones)]
    gone = {one.row.n for one in ready} - {one.row.n for one in told}
    gone |= _write(found.meeting, office, told, table.with_guessed, by, now)
    add_bands(found.meeting, {one.card.key: one.new_band for one in ready if one.card}, by=by, now=now)
    counts = Counter(found.counts) + Counter(one.status for one in ready if one.row.n in gone)
    left = replace(table, rows=tuple(row for row in table.rows if row.n not in gone and not row.is_empty))
    columns: dict[str, object] = {"table": left.as_json(), "counts": dict(counts), "source": b""}
    if not left.rows:
        columns = {**_emptied(now), "counts": dict(counts)}
    ListImport.objects.filter(pk=key).update(**columns, version=F("version") + 1)
    return len(gone)


def _write(
    meeting: Meeting, office: Body, rows: Sequence[Looked], with_guessed: bool, by: int | None, now: datetime
) -> set[int]:
    """Cards and lines of the roster for rows that are ready; the numbers of those rows whose card was not erased."""
    cards = keep_people([_on_list(one, with_guessed) for one in rows], office=office, by=by, now=now)
    lines = [
        Participant(
            meeting=meeting,
            person=card,
            post=one.meaning.post,
            unit_id=one.meaning.unit,
            band=one.meaning.band,
            made_at=now,
        )
        for one, card in zip(rows, cards, strict=True)
        if card is not None and not (one.card and one.card.is_on_roster)
    ]
    # Somebody may have typed one of them by hand a moment ago: that line stays as it is.
    Participant.objects.bulk_create(lines, batch_size=BATCH, ignore_conflicts=True)
    made = Participant.objects.filter(meeting=meeting, person__in=[line.person_id for line in lines]).only("pk")
    record_each("roster.enrolled", list(made), by=by, at=now, office=office.pk, meeting=meeting.pk, walk_in=False)
    return {one.row.n for one, card in zip(rows, cards, strict=True) if card is not None}


def _on_list(one: Looked, with_guessed: bool) -> OnList:
    meaning, card = one.meaning, one.card
    held = (meaning.post, meaning.unit)
    return OnList(
        name=meaning.name,
        card=card.key if card else None,
        sex=meaning.sex or (meaning.guessed if with_guessed else ""),
        phones=meaning.phones,
        post=meaning.post,
        title=meaning.title,
        unit=meaning.unit,
        holds_post=bool(card and held in card.mandates and (not meaning.title or meaning.title in card.titles)),
    )


def _tell(key: int, by: int | None, now: datetime) -> None:
    """Write down how it went: what was taken over in all, and what is left to ask."""
    found = ListImport.objects.select_related("meeting__place__parent__parent").get(pk=key)
    left: Mapping[str, int] = {}
    if not found.ended_at:
        left = counted(look(ListTable.from_json(found.table), found.meeting, places_of(found.meeting)))
    taken: Counter[str] = Counter(found.counts)
    record(
        "list.taken_over",
        found,
        by=by,
        at=now,
        meeting=found.meeting_id,
        new=taken["new"],
        known=taken["known"],
        here=taken[HERE],
        double=taken[DOUBLE],
        asked=left.get(ASKED, 0),
        wrong=left.get(WRONG, 0),
    )


def _emptied(now: datetime) -> dict[str, object]:
    return {"source": b"", "table": {}, "file_name": "", "trouble": Said(), "ended_at": now}


@dataclass(frozen=True)
class Waiting:
    """A list of a meeting that waits for somebody. rows: how many rows wait, 0 while it is read or could not be."""

    key: int
    brought_at: datetime
    rows: int


def waiting(meeting: Meeting) -> tuple[Waiting, ...]:
    """The lists of a meeting that still wait for somebody, the newest first. One query."""
    return tuple(
        Waiting(key, brought_at, sum(not row.is_empty for row in ListTable.from_json(table).rows))
        for key, brought_at, table in open_lists(meeting).values_list("pk", "brought_at", "table")
    )


@dataclass(frozen=True)
class Preview:
    """A list as it stands: its table, what each row would become, and how many rows there are of each status."""

    table: ListTable
    rows: tuple[Looked, ...]
    counts: Mapping[str, int]


def preview(found: ListImport, table: ListTable | None = None) -> Preview:
    """What a list would become, also with corrections that are not kept yet. Seven queries, however many rows."""
    shown = table or ListTable.from_json(found.table)
    looked = tuple(look(shown, found.meeting, places_of(found.meeting)))
    return Preview(shown, looked, counted(looked))
