"""From a schedule somebody brought to a programme: read it apart, keep the corrections, take it over all or nothing."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import translation
from django.utils.translation import gettext as _

from tegerek.jobs import actions as jobs
from tegerek.jobs.kinds import Run
from tegerek.journal.actions import record
from tegerek.lib import clock
from tegerek.lib.errors import CHANGED, Refusal, Stale
from tegerek.lib.said import Said
from tegerek.lib.sources.limits import Limits
from tegerek.lib.sources.reading import read_source
from tegerek.meetings.actions import move_meeting
from tegerek.meetings.rules import State, When
from tegerek.people.models import User
from tegerek.places.finding import finder
from tegerek.places.models import Body, Unit
from tegerek.places.rules import venue_key
from tegerek.programmes import actions
from tegerek.programmes.actions import Person, Prose, Words
from tegerek.programmes.models import Programme, ScheduleImport, Seminar
from tegerek.programmes.schedule.understanding import understand
from tegerek.programmes.schedule.understood import Understood
from tegerek.programmes.tables import Ready, Table, problems, read_day, ready_rows, table_of

KIND = "schedule.read"
NEAR = timedelta(days=31)
PHONES_LETTERS = 120


def limits() -> Limits:
    """The limits of what may be read, from the settings."""
    return Limits(
        bytes=settings.IMPORT_BYTES,
        seconds=settings.IMPORT_SECONDS,
        memory=settings.IMPORT_MEMORY_MB * 1024 * 1024,
        rows=settings.IMPORT_ROWS,
        pages=settings.IMPORT_PAGES,
    )


@transaction.atomic
def bring(data: bytes, *, file_name: str, office: Body, by: User, now: datetime) -> ScheduleImport:
    """Keep what somebody brought and start reading it in the background.

    Journals import.brought. Raises Refusal if there is nothing.
    """
    if not data.strip():
        raise Refusal(_("There is nothing in it. Paste the schedule from Word, or choose a file."))
    made = _kept(data, file_name, office, by, now)
    record("import.brought", made, by=by.pk, at=now, bytes=len(data))
    made.job = jobs.start(KIND, office=office, subject=made.pk, by=by, now=now)
    made.save(update_fields=["job"])
    return made


@transaction.atomic
def bring_understood(
    data: bytes, understood: Understood, *, file_name: str, office: Body, programme: Programme | None, now: datetime
) -> ScheduleImport:
    """Keep what a command brought and understood already, with the programme it is for:

    the one named, else the one it made earlier.
    """
    made = _kept(data, file_name, office, None, now)
    table = table_of(understood)
    made.table, made.programme = table.as_json(), programme or known_programme(made, table)
    made.save(update_fields=["table", "programme"])
    record("import.brought", made, by=None, at=now, bytes=len(data))
    return made


def _kept(data: bytes, file_name: str, office: Body, by: User | None, now: datetime) -> ScheduleImport:
    return ScheduleImport.objects.create(
        office=office,
        brought_by=by,
        brought_at=now,
        file_name=file_name[:200],
        source=data,
        sha256=hashlib.sha256(data).hexdigest(),
    )


def read(run: Run, key: int) -> None:
    """What the worker does: read the source in a process of its own, understand it, keep the preview.

    Raises Refusal after keeping its sentence in every language; the file itself is kept as it came.
    """
    found = ScheduleImport.objects.get(pk=key)
    if found.table or found.trouble:
        return
    run.reached(1, 3)
    try:
        source = read_source(bytes(found.source), found.file_name, limits=limits())
        run.reached(2, 3)
        table = table_of(understand(source, finder(), today=clock.today()))
    except Refusal as refusal:
        ScheduleImport.objects.filter(pk=key).update(trouble=_in_every_language(found, refusal))
        raise
    ScheduleImport.objects.filter(pk=key).update(table=table.as_json(), programme=known_programme(found, table))
    run.reached(3, 3)


def _in_every_language(found: ScheduleImport, refusal: Refusal) -> Said:
    """The sentence of a refusal, as its code says it in each language of the screens."""
    texts = {}
    for lang, _name in settings.LANGUAGES:
        with translation.override(lang):
            texts[lang] = str(refusal)
    return Said(texts, original=found.brought_by.language if found.brought_by else settings.LANGUAGE_CODE)


def known_programme(found: ScheduleImport, table: Table) -> Programme | None:
    """The programme this file made earlier: from the same bytes, or by its title in the same office."""
    earlier = ScheduleImport.objects.filter(
        office=found.office, sha256=found.sha256, programme__isnull=False, committed_at__isnull=False
    )
    row = earlier.order_by("-committed_at").select_related("programme").first()
    if row is not None:
        return row.programme
    if not table.title:
        return None
    titled = Programme.objects.filter(office=found.office).order_by("-made_at").prefetch_related("seminars__meeting")
    return next((one for one in titled if one.title.texts.get(table.lang) == table.title and _meets(one, table)), None)


def _meets(programme: Programme, table: Table) -> bool:
    """Whether a series lies near the days of a table: next year's series of the same title is another one."""
    days = [day for row in table.rows if (day := read_day(row.day))]
    held = [seminar.meeting.held_on for seminar in programme.seminars.all() if seminar.meeting.held_on]
    return not days or not held or (min(days) <= max(held) + NEAR and min(held) <= max(days) + NEAR)


@transaction.atomic
def keep_table(found: ScheduleImport, table: Table, *, seen: int) -> None:
    """Keep what was corrected so far. Raises Stale if somebody else corrected it meanwhile."""
    rows = ScheduleImport.objects.filter(pk=found.pk, version=seen, committed_at=None)
    if not rows.update(table=table.as_json(), version=F("version") + 1):
        raise Stale(_(CHANGED))
    found.refresh_from_db(fields=["table", "version"])


@dataclass(frozen=True)
class Matched:
    """What taking a row over would do: "new", "same" or "changed", and to which seminar."""

    row: Ready
    what: str
    seminar: Seminar | None


@dataclass(frozen=True)
class Plan:
    """What taking a table over would do.

    missing: seminars of the programme that the table does not name; they stay as they are.
    """

    rows: tuple[Matched, ...]
    missing: tuple[Seminar, ...]

    @property
    def changes_called(self) -> bool:
        """Whether a day or hall that was announced would change; then a reason is asked for."""
        return any(m.what == "changed" and m.seminar is not None and m.seminar.meeting.is_called for m in self.rows)


def plan(table: Table, programme: Programme | None) -> Plan:
    """Hold a table against a programme: by place and day first, then by place in order of day.

    One query; nothing is written.
    """
    rows = ready_rows(table)
    if programme is None:
        return Plan(tuple(Matched(row, "new", None) for row in rows), ())
    seminars = programme.seminars.select_related("meeting__place__seat", "meeting__venue").order_by(
        "meeting__held_on", "id"
    )
    left: dict[int, list[Seminar]] = defaultdict(list)
    for seminar in seminars:
        left[seminar.meeting.place_id].append(seminar)
    found: dict[int, Seminar] = {}
    for exact in (True, False):
        for n, row in enumerate(rows):
            if n in found:
                continue
            fitting = (s for s in left[row.unit] if not exact or s.meeting.held_on == row.when.first)
            first = next(fitting, None)
            if first is not None:
                found[n] = first
                left[row.unit].remove(first)
    matched = tuple(_matched(row, found.get(n)) for n, row in enumerate(rows))
    return Plan(matched, tuple(seminar for rest in left.values() for seminar in rest))


def _matched(row: Ready, seminar: Seminar | None) -> Matched:
    if seminar is None:
        return Matched(row, "new", None)
    meeting = seminar.meeting
    # A schedule without a hall says nothing about a hall that is known already.
    is_there = not venue_key(row.venue) or actions.is_hall(meeting.venue, meeting.place, row.venue)
    same = meeting.when == _kept_hours(row.when, meeting.when) and is_there
    is_open = meeting.state in {State.DRAFT, State.CALLED, State.POSTPONED}
    return Matched(row, "changed" if is_open and not same else "same", seminar)


def _kept_hours(new: When, old: When) -> When:
    """A schedule without hours says nothing about hours that are known already."""
    return new if new.starts else When(new.first, new.last, old.starts, old.ends)


@transaction.atomic
def take_over(
    table: Table,
    *,
    programme: Programme | None,
    office: Body,
    by: User | None,
    now: datetime,
    reason: Said | None = None,
    found: ScheduleImport | None = None,
    seen: int | None = None,
    is_sample: bool = False,
) -> Programme:
    """Make the programme of a table, or bring the one it made earlier up to it: all or nothing. Journals
    import.taken_over.

    is_sample: of a programme that is made (see Programme).

    Raises Refusal while anything is open, if an announced day changes without a reason, and to make a sample of a
    programme that stands; Stale if somebody was quicker.
    """
    if problems(table):
        raise Refusal(_("Some cells still have a question. Answer them, then go on."))
    if found is not None and not _claim(found, table, seen, now):
        raise Stale(_("This schedule has been taken over already, or somebody changed it meanwhile."))
    planned = plan(table, programme)
    if planned.changes_called and not reason:
        raise Refusal(_("A day that was announced changes. Say why, in one sentence: people will read it."))
    if is_sample and programme is not None and not programme.is_sample:
        raise Refusal(_("A programme that stands does not become a sample. Tick that this is another series, too."))
    made = programme or actions.draft_programme(_words(table, now), office=office, by=by, now=now, is_sample=is_sample)
    if programme is None:
        _write_prose(made, table, by, now)
    _apply(made, planned, reason or Said(), by, now)
    if found is not None:
        ScheduleImport.objects.filter(pk=found.pk).update(programme=made)
        # Whoever brought the same bytes twice and looks at the other preview must see it anew.
        twins = ScheduleImport.objects.filter(office=office, sha256=found.sha256, committed_at=None)
        twins.update(programme=made, version=F("version") + 1)
    record("import.taken_over", made, by=by.pk if by else None, at=now, rows=len(planned.rows))
    return made


def _claim(found: ScheduleImport, table: Table, seen: int | None, now: datetime) -> bool:
    rows = ScheduleImport.objects.filter(pk=found.pk, committed_at=None)
    rows = rows if seen is None else rows.filter(version=seen)
    return bool(rows.update(committed_at=now, table=table.as_json(), version=F("version") + 1))


def _apply(programme: Programme, planned: Plan, reason: Said, by: User | None, now: datetime) -> None:
    units = Unit.objects.select_related("seat").in_bulk([matched.row.unit for matched in planned.rows])
    for matched in planned.rows:
        row, seminar = matched.row, matched.seminar
        if matched.what == "new":
            actions.add_seminar(programme, place=units[row.unit], venue=row.venue, when=row.when, by=by, now=now)
        elif matched.what == "changed" and seminar is not None:
            meeting = seminar.meeting
            when, hall = _kept_hours(row.when, meeting.when), actions.hall(meeting.place, row.venue)
            move_meeting(meeting, when=when, venue=hall, reason=reason, seen=meeting.version, by=by, now=now)


def _words(table: Table, now: datetime) -> Words:
    return Words(
        title=_said(table.title, table, now),
        project=_said(table.project, table, now),
        donor=_said(table.donor, table, now),
        implementer=_said(table.implementer, table, now),
        topics=tuple(_said(line, table, now) for line in table.topics.splitlines() if line.strip()),
        first_day=read_day(table.first_day),
        last_day=read_day(table.last_day),
        planned=int(table.planned) if table.planned else None,
    )


def _write_prose(programme: Programme, table: Table, by: User | None, now: datetime) -> None:
    """Keep the prose found around the table, so that it comes out again around the live schedule."""
    found: Mapping[str, Any] = defaultdict(str, table.prose)
    prose = Prose(
        dated=read_day(str(found["dated"] or "")),
        place=_said(found["place"], table, now),
        heading=_said(table.heading, table, now),
        lead=_said(found["lead"], table, now),
        quote=_said(found["quote"], table, now),
        about=_said(found["about"], table, now),
        approved_by=_said(found["approved"], table, now),
    )
    speaker = Person(name=_said(found["speaker_name"], table, now), post=_said(found["speaker_post"], table, now))
    contact = Person(
        name=_said(found["contact_name"], table, now),
        post=_said(found["contact_post"], table, now),
        phones=_as_many_as_fit(found["phones"] or ()),
        email=next(iter(found["emails"] or ()), ""),
        site=str(found["site"] or "")[:200],
    )
    release = programme.release
    actions.write_release(programme, prose, speaker=speaker, contact=contact, seen=release.version, by=by, now=now)
    programme.refresh_from_db()


def _as_many_as_fit(phones: Iterable[str]) -> str:
    """Phones parted by commas, as many as a card holds whole."""
    fitting = ""
    for phone in phones:
        longer = f"{fitting}, {phone}" if fitting else phone
        fitting = longer if len(longer) <= PHONES_LETTERS else fitting
    return fitting


def _said(text: str, table: Table, now: datetime) -> Said:
    return Said.of(at=now, original=table.lang, **{table.lang: text or ""})
