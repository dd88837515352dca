"""Bringing in what was asked at hearings that were not kept here: read it, mend it, take over what is ready.

Never all or nothing: rows that are ready are taken over and leave the preview, rows with a question stay in it. The
same table again makes no doubles; a later one that says more changes what stands. Who asked is never taken over, and
the file itself is not kept once it is read.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from tegerek.jobs import actions as jobs
from tegerek.jobs.kinds import Run
from tegerek.jobs.models import Job
from tegerek.journal.actions import record
from tegerek.lib import clock
from tegerek.lib.dates import local_day
from tegerek.lib.errors import CHANGED, Refusal, Stale
from tegerek.lib.languages import language_of
from tegerek.lib.said import Said
from tegerek.lib.sources.limits import Limits
from tegerek.lib.sources.reading import Source as ReadSource
from tegerek.lib.sources.reading import pasted, read_source
from tegerek.people.models import User
from tegerek.places.models import Body, Unit
from tegerek.voices.brought.judging import ASKED, KNOWN, NEW, OUT, WRONG, Looked, Meaning, counted, ground_of, look
from tegerek.voices.brought.judging import CHANGED as DIFFERS
from tegerek.voices.brought.reading import TotalRow, read_table, read_totals
from tegerek.voices.brought.rows import Row, VoiceTable
from tegerek.voices.models import BroughtHearing, BroughtVoice, Source, SourceTotal
from tegerek.voices.sums import FIGURES

READ, TAKE = "source.read", "source.take"
# What is read and taken over while the person waits; whatever is longer is a job.
LETTERS_AT_ONCE, ROWS_AT_ONCE = 20_000, 200
BATCH = 250
KEPT = timedelta(days=30)
LINES = 200


@dataclass(frozen=True)
class About:
    """What a person says of a source. publisher: who published it, in words; dated: its day, None for not known."""

    office: Body
    place: Unit
    title: Said
    publisher: str = ""
    dated: date | None = None


@dataclass(frozen=True)
class TypedTotal:
    """A line of totals as typed. name: as the source calls it; figures: by column of SourceTotal, None for not said."""

    name: str
    figures: Mapping[str, int | None] = field(default_factory=dict)
    is_whole: bool = False

    @property
    def is_empty(self) -> bool:
        return not self.name and all(self.figures.get(column) is None for column in FIGURES)


def limits() -> Limits:
    """The limits of what may be read, from the settings."""
    return Limits(
        bytes=settings.IMPORT_BYTES,
        seconds=settings.IMPORT_SECONDS,
        memory=settings.IMPORT_MEMORY_MB * 1024 * 1024,
        rows=settings.LIST_ROWS,
        pages=max(settings.IMPORT_PAGES, settings.LIST_ROWS // 10),
        characters=settings.LIST_ROWS * 1000,
    )


@transaction.atomic
def begin(about: About, *, data: bytes = b"", file_name: str = "", by: User | None, now: datetime) -> Source:
    """Keep a source. data: the table, none where only totals are typed; file_name: "" for a text that was pasted.

    A short text is read at once, a file in the background. Journals source.brought. Raises Refusal for a source
    without a title, of a day ahead, or that cannot be read.
    """
    if not about.title:
        raise Refusal(_("Say what it is: the title of the report or of the table."))
    if about.dated is not None and about.dated > local_day(now):
        raise Refusal(_("The day of the source cannot lie ahead."))
    made = Source.objects.create(
        office=about.office,
        place=about.place,
        title=about.title,
        publisher=about.publisher[:200],
        dated=about.dated,
        file_name=file_name[:200],
        data=data,
        sha256=hashlib.sha256(data).hexdigest() if data else "",
        made_at=now,
        changed_at=now,
        by=by,
    )
    record("source.brought", made, by=_key(by), at=now, bytes=len(data))
    if data and not file_name and len(data) <= LETTERS_AT_ONCE:
        _understand(made)
    elif data:
        made.job = jobs.start(READ, office=made.office, subject=made.pk, by=by, now=now)
        made.save(update_fields=["job"])
    return made


def read(run: Run, key: int) -> None:
    """What the worker does with a file or a long text: read it, keep the preview. Safe to run twice.

    Raises Refusal after keeping its sentence in every language.
    """
    found = Source.objects.select_related("place__parent__parent", "by").get(pk=key)
    if found.table or found.trouble or not found.data:
        return
    run.reached(1, 3)
    try:
        _understand(found)
    except Refusal as refusal:
        Source.objects.filter(pk=key).update(trouble=_in_every_language(found, refusal), data=b"")
        raise
    run.reached(3, 3)


@transaction.atomic
def keep_table(found: Source, table: VoiceTable, *, seen: int) -> None:
    """Keep what was corrected so far. Raises Stale if somebody else changed it, or it is being taken over."""
    _claim(found, seen).update(table=table.as_json(), version=F("version") + 1)
    found.refresh_from_db(fields=["table", "version"])


@transaction.atomic
def take_over(found: Source, *, seen: int, by: User | None, now: datetime) -> None:
    """Take over every row that is ready: at once if the table is short, else as a job.

    Journals source.taken_over with the counts. Raises Stale if somebody changed it, or pressed already.
    """
    _claim(found, seen).update(version=F("version") + 1)
    if len(found.table.get("rows", ())) <= ROWS_AT_ONCE:
        _take(found.pk, now, ROWS_AT_ONCE)
        _tell(found.pk, _key(by), now)
    else:
        job = jobs.start(TAKE, office=found.office, subject=found.pk, by=by, now=now)
        Source.objects.filter(pk=found.pk).update(job=job)
    found.refresh_from_db()


def take(run: Run, key: int) -> None:
    """What the worker does with a long table: take it over some hundred rows at a time, each part for good.

    Stopped, or killed and run again, it goes on with what is left.
    """
    found = Source.objects.select_related("job").get(pk=key)
    total = len(found.table.get("rows", ()))
    done = 0
    run.reached(0, total)
    judged: dict[Row, Meaning] = {}
    while taken := _take(key, clock.now(), BATCH, judged):
        done += taken
        run.reached(min(done, total), total)
    _tell(key, found.job.started_by_id if found.job else None, clock.now())


@transaction.atomic
def throw_away(found: Source, *, seen: int, by: User | None, now: datetime) -> None:
    """Destroy the rows that still wait, which count as left out; what was taken over stays. Journals source.emptied."""
    rows = len(found.table.get("rows", ()))
    counts = dict(Counter(found.counts) + Counter({OUT: rows}))
    _claim(found, seen).update(table={}, counts=counts, changed_at=now, version=F("version") + 1)
    record("source.emptied", found, by=_key(by), at=now, rows=rows)
    found.refresh_from_db()


def destroy_stale(now: datetime) -> None:
    """Destroy files and rows brought more than 30 days ago that still wait: every night. Journals source.emptied."""
    for found in Source.objects.filter(made_at__lt=now - KEPT).exclude(table={}, data=b""):
        rows = waiting_rows(found)
        with transaction.atomic():
            counts = dict(Counter(found.counts) + Counter({OUT: rows}))
            Source.objects.filter(pk=found.pk).update(table={}, data=b"", counts=counts, version=F("version") + 1)
            record("source.emptied", found, by=None, at=now, rows=rows)


@transaction.atomic
def set_totals(
    found: Source, lines: Sequence[TypedTotal], *, seen: int, by: User | None, now: datetime
) -> tuple[SourceTotal, ...]:
    """Write down the totals of a source as it gives them, in place of those that stood. Nothing is put right.

    Journals source.totalled. Raises Refusal for two lines of everything or too many lines; Stale.
    """
    filled = [line for line in lines if not line.is_empty]
    if sum(line.is_whole for line in filled) > 1:
        raise Refusal(_("Only one line can be the total of all others."))
    if len(filled) > LINES:
        raise Refusal(_("These are too many lines: at most %(limit)d. Bring it in parts.") % {"limit": LINES})
    _claim(found, seen).update(version=F("version") + 1, changed_at=now)
    found.totals.all().delete()
    made = SourceTotal.objects.bulk_create(
        SourceTotal(
            source=found,
            position=n,
            name=line.name[:200],
            is_whole=line.is_whole,
            **{column: line.figures.get(column) for column in FIGURES},
        )
        for n, line in enumerate(filled)
    )
    found.refresh_from_db(fields=["version", "changed_at"])
    record("source.totalled", found, by=_key(by), at=now, lines=len(made))
    return tuple(made)


def totals_in(data: bytes, file_name: str) -> tuple[TypedTotal, ...]:
    """The lines of totals in a file or in a text that was pasted; nothing is kept. Raises Refusal for none."""
    rows = read_totals(_opened(data, file_name))
    if not rows:
        raise Refusal(
            _("No totals were found in it. They need headings: hearings, proposals, accepted, under review …")
        )
    return tuple(_typed(row) for row in rows)


@transaction.atomic
def publish(found: Source, *, seen: int, by: User | None, now: datetime) -> None:
    """Show a source to everybody, its rows and totals. Journals source.published.

    Raises Refusal while nothing of it was taken over; Stale.
    """
    if not (found.voices.exists() or found.totals.exists()):
        raise Refusal(_("There is nothing to show yet. Take over its rows, or write its totals down."))
    rows = _claim(found, seen).filter(published_at=None)
    if not rows.update(published_at=now, changed_at=now, version=F("version") + 1):
        raise Stale(_(CHANGED))
    found.refresh_from_db()
    record("source.published", found, by=_key(by), at=now)


def waiting_rows(found: Source) -> int:
    """How many rows still wait in the preview."""
    return len(found.table.get("rows", ()))


@dataclass(frozen=True)
class Preview:
    """A table as it stands: what each row would become, and how many rows there are of each status."""

    table: VoiceTable
    rows: tuple[Looked, ...]
    counts: Mapping[str, int]


def preview(found: Source, table: VoiceTable | None = None, *, today: date) -> Preview:
    """What a table would become, also with corrections that are not kept yet. Five queries at most."""
    shown = table or VoiceTable.from_json(found.table)
    looked = tuple(look(shown, found, ground_of(found, shown, today)))
    return Preview(shown, looked, counted(looked))


def _opened(data: bytes, file_name: str) -> ReadSource:
    if file_name:
        return read_source(data, file_name, limits=limits())
    return pasted(data.decode(errors="replace").replace("\0", ""))


def _understand(found: Source) -> None:
    """Make the preview of a source and let the bytes go. Raises Refusal for one that is not read, or holds nothing."""
    read_in = read_table(_opened(bytes(found.data), found.file_name))
    if not read_in.rows:
        sentence = _(
            "No questions or proposals were found in it. The table needs headings: day, place, text, outcome …"
        )
        raise Refusal(sentence)
    if len(read_in.rows) > settings.LIST_ROWS:
        sentence = _("There are %(found)d rows in it; at most %(limit)d can be read at once. Bring it in parts.")
        raise Refusal(sentence % {"found": len(read_in.rows), "limit": settings.LIST_ROWS})
    found.table = VoiceTable.of(read_in).as_json()
    found.lang = language_of(" ".join(row.text for row in read_in.rows[:300]))
    found.data = b""
    Source.objects.filter(pk=found.pk).update(table=found.table, lang=found.lang, data=b"")


def _in_every_language(found: Source, refusal: Refusal) -> Said:
    """The sentence of a refusal, as its code says it in each language of the screens."""
    texts = {}
    for lang, _name in settings.LANGUAGES:
        with translation.override(lang):
            texts[lang] = str(refusal)
    return Said(texts, original=found.by.language if found.by else settings.LANGUAGE_CODE)


def _claim(found: Source, seen: int) -> QuerySet[Source]:
    """The source, held for this transaction, as its person saw it. Raises Stale if it changed or is worked at."""
    rows = Source.objects.filter(pk=found.pk, version=seen)
    held = rows.select_for_update().first()
    if held is None or (held.job_id and Job.objects.filter(pk=held.job_id, state__in=Job.OPEN).exists()):
        raise Stale(_(CHANGED))
    return Source.objects.filter(pk=found.pk)


@transaction.atomic
def _take(key: int, now: datetime, most: int, judged: dict[Row, Meaning] | None = None) -> int:
    """Take over the next rows that are ready; how many. Nine queries and some for a batch, however many rows.

    The office is held until the end: two tables with the same rows, taken over at once, must not make doubles.
    """
    found = Source.objects.select_for_update(of=("self",)).select_related("place__parent__parent").get(pk=key)
    Body.objects.select_for_update().get(pk=found.office_id)
    table = VoiceTable.from_json(found.table)
    looked = look(table, found, ground_of(found, table, local_day(now)), judged)
    ready = [one for one in looked if one.is_ready][:most]
    if not ready:
        return 0
    _write(found, ready, now)
    gone = {one.row.n for one in ready}
    counts = Counter(found.counts) + Counter(one.status for one in ready)
    left = replace(table, rows=tuple(row for row in table.rows if row.n not in gone))
    Source.objects.filter(pk=key).update(
        table=left.as_json() if left.rows else {}, counts=dict(counts), changed_at=now, version=F("version") + 1
    )
    return len(ready)


def _write(source: Source, ready: Sequence[Looked], now: datetime) -> None:
    """The hearings that are not there yet, the rows that are new, and what changed in those that stand."""
    new = [one for one in ready if one.status == NEW]
    hearings = _hearings(source, new)
    BroughtVoice.objects.bulk_create(
        [
            BroughtVoice(
                hearing_id=hearings[one.meaning.hearing],
                source=source,
                same=one.meaning.same,
                slip=one.meaning.slip,
                kind=one.meaning.kind,
                text=Said({source.lang: one.meaning.text}),
                made_at=now,
                **_became(source, one.meaning),
                changed_at=now,
            )
            for one in new
        ],
        batch_size=BATCH,
    )
    differs = {one.stands: one.meaning for one in ready if one.stands is not None and one.status == DIFFERS}
    rows = list(BroughtVoice.objects.filter(pk__in=differs))
    for row in rows:
        for column, value in _became(source, differs[row.pk]).items():
            # A table that leaves a cell empty takes nothing away.
            if value:
                setattr(row, column, value)
        row.changed_at = now
    columns = ["by_post", "is_answered", "outcome", "answer", "document", "changed_at"]
    BroughtVoice.objects.bulk_update(rows, columns, batch_size=BATCH)


def _became(source: Source, meaning: Meaning) -> dict[str, object]:
    return {
        "by_post": meaning.by_post,
        "is_answered": meaning.is_answered,
        "outcome": meaning.outcome,
        "answer": Said({source.lang: meaning.answer}) if meaning.answer else Said(),
        "document": Said({source.lang: meaning.document}) if meaning.document else Said(),
    }


def _hearings(source: Source, new: Sequence[Looked]) -> dict[tuple[int | None, str, date | None], int]:
    """Keys of the hearings of new rows, made where they are not there yet. Two queries at most."""
    wanted = list(dict.fromkeys(one.meaning.hearing for one in new))
    BroughtHearing.objects.bulk_create(
        [
            BroughtHearing(office_id=source.office_id, place_id=unit, kind=about, held_on=day)
            for unit, about, day in wanted
            if unit is not None and day is not None
        ],
        ignore_conflicts=True,
        batch_size=BATCH,
    )
    rows = BroughtHearing.objects.filter(
        office=source.office_id, held_on__in={day for _unit, _about, day in wanted if day}
    )
    return {(unit, about, day): key for key, unit, about, day in rows.values_list("pk", "place", "kind", "held_on")}


def _tell(key: int, by: int | None, now: datetime) -> None:
    """Write down how it went: what was taken over in all, and what is left to ask."""
    found = Source.objects.select_related("place__parent__parent").get(pk=key)
    left = preview(found, today=local_day(now)).counts if found.table else {}
    taken: Counter[str] = Counter(found.counts)
    record(
        "source.taken_over",
        found,
        by=by,
        at=now,
        new=taken[NEW],
        changed=taken[DIFFERS],
        known=taken[KNOWN],
        asked=left.get(ASKED, 0),
        wrong=left.get(WRONG, 0),
    )


def _typed(row: TotalRow) -> TypedTotal:
    return TypedTotal(row.name, row.figures, row.is_whole)


def _key(user: User | None) -> int | None:
    return user.pk if user else None
