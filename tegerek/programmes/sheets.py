"""What may be seen of programmes: public data only, in every language, at a stated number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.db.models import F, QuerySet

from tegerek.files.models import File
from tegerek.lib.dates import local_day
from tegerek.lib.pages import Page, page_of
from tegerek.lib.said import Said
from tegerek.meetings.models import Meeting
from tegerek.meetings.rules import State, When
from tegerek.meetings.samples import countable
from tegerek.meetings.sheets import MeetingLine, OfficeLine, line_of, office_line
from tegerek.people.models import Card
from tegerek.places.models import Unit, UnitKind
from tegerek.places.rules import long_said
from tegerek.programmes.figures import ResultsLine, results_of
from tegerek.programmes.models import Correction, Logo, PressRelease, Programme, Seminar

ROWS = ("meeting__place__parent__parent__parent", "meeting__venue", "meeting__office")
LOGO_WIDTH, LOGO_HEIGHT = 160, 56  # the box of a logo on a page, in pixels


@dataclass(frozen=True)
class PersonLine:
    """A person public by purpose: a programme's contact or speaker."""

    name: Said
    post: Said
    phones: tuple[str, ...]
    email: str
    site: str


@dataclass(frozen=True)
class SeminarLine:
    """A seminar of the series: its meeting, the oblast it lies in («Нарын облусу»), how many people are planned."""

    meeting: MeetingLine
    oblast: Said
    planned: int | None


@dataclass(frozen=True)
class Group:
    """The seminars of one oblast, by day."""

    oblast: Said
    seminars: tuple[SeminarLine, ...]


@dataclass(frozen=True)
class ProgrammeLine:
    """A programme in a list or beside its seminar."""

    slug: str
    title: Said
    first_day: date | None
    last_day: date | None
    is_sample: bool = False


@dataclass(frozen=True)
class LogoLine:
    """A mark beside a programme. of: "project", "donor" or "implementer"; width, height: as kept, in pixels.

    digest: of its bytes, for papers that carry it.
    """

    key: int
    of: str
    alt: Said
    width: int
    height: int
    digest: str

    def within(self, width: float, height: float) -> tuple[float, float]:
        """Width and height when shown as large as fits into a box, never larger than it is kept."""
        share = min(width / self.width, height / self.height, 1)
        return self.width * share, self.height * share

    @property
    def shown(self) -> tuple[int, int]:
        """Width and height on a page, in pixels."""
        width, height = self.within(LOGO_WIDTH, LOGO_HEIGHT)
        return round(width), round(height)


@dataclass(frozen=True)
class ProgrammeSheet:
    """A published programme, whole.

    first_day, last_day: as stated, else those of its seminars; seminars in order of day. is_sample: see Programme.
    """

    slug: str
    title: Said
    aim: Said
    project: Said
    donor: Said
    implementer: Said
    topics: tuple[Said, ...]
    first_day: date | None
    last_day: date | None
    planned: int | None
    contact: PersonLine | None
    office: OfficeLine
    seminars: tuple[SeminarLine, ...]
    published_at: datetime
    changed_at: datetime
    logos: tuple[LogoLine, ...] = ()
    is_sample: bool = False

    @property
    def groups(self) -> tuple[Group, ...]:
        """By oblast, in the order in which the series reaches them; by day within."""
        order = list(dict.fromkeys(seminar.oblast for seminar in self.seminars))
        rows = sorted(self.seminars, key=lambda seminar: order.index(seminar.oblast))
        return tuple(
            Group(oblast, tuple(seminars)) for oblast, seminars in groupby(rows, key=lambda seminar: seminar.oblast)
        )

    @property
    def is_time_known(self) -> bool:
        """Whether every seminar has an hour."""
        return bool(self.seminars) and all(seminar.meeting.when.starts for seminar in self.seminars)


@dataclass(frozen=True)
class CorrectionLine:
    """One corrected day of the schedule: which seminar, what was announced, what holds now."""

    meeting: MeetingLine
    was: When
    became: When | None
    state: State
    reason: Said
    issued_on: date


@dataclass(frozen=True)
class ReleaseSheet:
    """The press release: prose around the live schedule, and what came of it once that was published.

    Empty parts are left out by every voice.
    """

    programme: ProgrammeSheet
    dated: date | None
    place: Said
    heading: Said
    lead: Said
    quote: Said
    speaker: PersonLine | None
    about: Said
    contact: PersonLine | None
    approved_by: Said
    corrections: tuple[CorrectionLine, ...]
    results: ResultsLine | None
    changed_at: datetime

    @property
    def is_sample(self) -> bool:
        return self.programme.is_sample


def programme_sheet(slug: str) -> ProgrammeSheet:
    """Four queries, whatever the number of seminars. Raises Programme.DoesNotExist for what is not published."""
    return sheet_of(_public().get(slug=slug))


def release_sheet(slug: str) -> ReleaseSheet:
    """Six queries.

    Raises Programme.DoesNotExist for what is not published; a programme without prose has an empty release.
    """
    return release_of(_public().select_related("release", "release__speaker").get(slug=slug))


def public_logo(slug: str, key: int) -> File:
    """The file of a logo of a published programme. One query. Raises Logo.DoesNotExist."""
    rows = Logo.objects.filter(programme__slug=slug, programme__published_at__isnull=False)
    return rows.select_related("file").get(pk=key).file


def published(*, page: int = 1) -> Page[ProgrammeLine]:
    """The programmes, the latest first. Two queries."""
    return page_of(_latest_first(), _line, number=page)


def latest(most: int) -> tuple[ProgrammeLine, ...]:
    """So many programmes, the latest first; samples in a demonstration alone. One query."""
    return tuple(map(_line, _latest_first().filter(countable())[:most]))


def programme_of(number: int) -> ProgrammeLine | None:
    """The programme a meeting is a seminar of, if it is published. One query."""
    seminars = Seminar.objects.filter(meeting__number=number, programme__published_at__isnull=False)
    row = next((seminar.programme for seminar in seminars.select_related("programme")), None)
    return _line(row) if row else None


def sheet_of(programme: Programme) -> ProgrammeSheet:
    """The sheet of a programme in hand, for the public or its own office; seminars still in draft are left out.

    Three queries more.
    """
    rows = programme.seminars.select_related(*ROWS).filter(
        meeting__called_at__isnull=False, meeting__is_rehearsal=False
    )
    ordered = rows.order_by(
        F("meeting__held_on").asc(nulls_last=True), F("meeting__starts_at").asc(nulls_last=True), "id"
    )
    seminars = tuple(_seminar(row) for row in ordered)
    days = [seminar.meeting.when for seminar in seminars if seminar.meeting.when.first]
    return ProgrammeSheet(
        slug=programme.slug,
        title=programme.title,
        aim=programme.aim,
        project=programme.project,
        donor=programme.donor,
        implementer=programme.implementer,
        topics=tuple(topic.title for topic in programme.topics.all()),
        first_day=programme.first_day or min((when.first for when in days if when.first), default=None),
        last_day=programme.last_day or max((when.final_day for when in days if when.final_day), default=None),
        planned=programme.planned,
        contact=person(programme.contact),
        office=office_line(programme.office),
        seminars=seminars,
        published_at=programme.published_at or programme.made_at,
        changed_at=max([programme.changed_at, *(seminar.meeting.changed_at for seminar in seminars)]),
        logos=logos_of(programme),
        is_sample=programme.is_sample,
    )


def logos_of(programme: Programme) -> tuple[LogoLine, ...]:
    """The marks beside a programme in hand, in their order. One query."""
    return tuple(map(_logo, programme.logos.select_related("file")))


def release_of(programme: Programme) -> ReleaseSheet:
    """The press release of a programme in hand; its release and speaker should be loaded."""
    sheet = sheet_of(programme)
    release: PressRelease | None = getattr(programme, "release", None)
    return ReleaseSheet(
        programme=sheet,
        dated=None if release is None else release.dated,
        place=Said() if release is None else release.place,
        heading=sheet.title if release is None or not release.heading else release.heading,
        lead=Said() if release is None else release.lead,
        quote=Said() if release is None else release.quote,
        speaker=None if release is None else person(release.speaker),
        about=Said() if release is None else release.about,
        contact=sheet.contact,
        approved_by=Said() if release is None else release.approved_by,
        corrections=tuple(_corrections(programme)),
        results=results_of(programme),
        changed_at=sheet.changed_at if release is None else max(sheet.changed_at, release.changed_at),
    )


def person(card: Card | None) -> PersonLine | None:
    """What the public may know of a contact or speaker."""
    if card is None:
        return None
    phones = tuple(phone.strip() for phone in card.phones.split(",") if phone.strip())
    return PersonLine(card.name, card.post, phones, card.email, card.site)


def oblast_of(unit: Unit) -> Said:
    """The long name of the oblast a unit lies in;

    of the topmost unit known where there is none. The units above must be loaded.
    """
    top = unit
    while top.parent is not None and top.kind != UnitKind.OBLAST:
        top = top.parent
    return long_said(top.kind, top.name)


def _latest_first() -> QuerySet[Programme]:
    return Programme.objects.filter(published_at__isnull=False).order_by(F("first_day").desc(nulls_last=True), "-id")


def _public() -> QuerySet[Programme]:
    return Programme.objects.filter(published_at__isnull=False).select_related("office", "contact")


def _line(row: Programme) -> ProgrammeLine:
    return ProgrammeLine(row.slug, row.title, row.first_day, row.last_day, row.is_sample)


def _logo(row: Logo) -> LogoLine:
    return LogoLine(row.pk, row.of, row.alt, row.width, row.height, row.file.sha256)


def _seminar(row: Seminar) -> SeminarLine:
    return SeminarLine(line_of(row.meeting), oblast_of(row.meeting.place), row.planned)


def _corrections(programme: Programme) -> Iterable[CorrectionLine]:
    rows = Correction.objects.filter(programme=programme).select_related(
        "turn", "turn__meeting__place__parent", "turn__meeting__venue", "turn__meeting__office"
    )
    for row in rows.order_by("issued_at", "id"):
        meeting: Meeting = row.turn.meeting
        became = row.turn.after if row.turn.became else None
        issued_on = local_day(row.issued_at)
        yield CorrectionLine(line_of(meeting), row.turn.before, became, meeting.state, row.turn.reason, issued_on)
