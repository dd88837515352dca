"""Certificates as those see them who issue them, and as whoever has the code of one sees it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, QuerySet

from tegerek.learning.certificate_rules import Why, halves_there, why_none
from tegerek.learning.models import Certificate, CertificateRule
from tegerek.learning.printing import Printed
from tegerek.lib.dates import local_day
from tegerek.lib.said import Said
from tegerek.lib.text import alphabet_key
from tegerek.meetings.models import Participant
from tegerek.meetings.roster_sheets import RosterLine, roster_sheet
from tegerek.people.keys import grouped
from tegerek.people.paper_names import names_of
from tegerek.programmes.models import Programme, Seminar


@dataclass(frozen=True)
class Given:
    """A certificate on a list. number: as printed; revoked_on: None while it holds; replaced_by: key of the next."""

    key: int
    number: str
    lang: str
    issued_on: date
    revoked_on: date | None
    replaced_by: int | None

    @property
    def stands(self) -> bool:
        return self.revoked_on is None


@dataclass(frozen=True)
class Comer:
    """Somebody on the list of a seminar. line: of the list; person: the card; name: as on the card.

    there: halves of the day; why: why there is no certificate to give, None where there is. written: the name as it is
    to be printed, "" while nobody wrote it down; lang: its language. given: the last certificate of this seminar.
    """

    line: int
    person: int
    name: str
    unit: Said
    there: int
    why: Why | None
    written: str
    lang: str
    given: Given | None

    @property
    def is_ready(self) -> bool:
        """Whether a certificate would be issued now."""
        return self.why is None and bool(self.written) and self.given is None


@dataclass(frozen=True)
class CertificatesSheet:
    """Everybody on the list of a seminar, by aimak, then by name, without those who said that they do not come and were
    ticked nowhere. rule: None while nothing is settled."""

    rule: CertificateRule | None
    comers: tuple[Comer, ...]

    @property
    def getting(self) -> tuple[Comer, ...]:
        """Whoever may get one, has one or had one."""
        return tuple(one for one in self.comers if one.why is None or one.given)

    @property
    def to_name(self) -> tuple[Comer, ...]:
        """Whoever may get one and has none: their names can still be corrected."""
        return tuple(one for one in self.comers if one.why is None and one.given is None)

    @property
    def none(self) -> tuple[Comer, ...]:
        """Whoever gets none."""
        return tuple(one for one in self.comers if one.why is not None and one.given is None)

    @property
    def ready(self) -> tuple[Comer, ...]:
        return tuple(one for one in self.comers if one.is_ready)

    @property
    def given(self) -> tuple[Comer, ...]:
        """Whoever has or had one."""
        return tuple(one for one in self.comers if one.given)

    @property
    def standing(self) -> int:
        """How many certificates hold."""
        return sum(one.given is not None and one.given.stands for one in self.comers)


@dataclass(frozen=True)
class SeminarLine:
    """A seminar of a programme: how many were there long enough, how many certificates hold."""

    key: int
    place: Said
    held_on: date | None
    enough: int
    standing: int


@dataclass(frozen=True)
class PublicCertificate:
    """A certificate as whoever has its code sees it. name: "" once the person is erased.

    revoked_on: None while it holds; next_number: of the one issued in its place, "" where there is none. Why it was
    revoked is not told here.
    """

    code: str
    number: str
    lang: str
    name: str
    printed: Printed
    issued_on: date
    revoked_on: date | None
    next_number: str

    @property
    def is_sample(self) -> bool:
        return bool(self.printed.sample)

    @property
    def is_erased(self) -> bool:
        return not self.name

    @property
    def stands(self) -> bool:
        return self.revoked_on is None


def certificates_sheet(seminar: Seminar) -> CertificatesSheet:
    """Of a seminar in hand (its meeting with place and office). Six queries, however many people."""
    rule = CertificateRule.objects.filter(programme=seminar.programme_id).first()
    lines = roster_sheet(seminar.meeting).lines
    names = names_of(line.person for line in lines)
    had = Certificate.objects.filter(seminar=seminar).select_related("replaced_by").order_by("issued_at", "pk")
    given = {row.person_id: row for row in had}
    place = {key: n for n, key in enumerate(dict.fromkeys(line.unit_key for line in lines))}
    comers = []
    for line in sorted(lines, key=lambda line: (place[line.unit_key], alphabet_key(line.name), line.key)):
        if not line.is_coming and line.ticked_at is None and line.person not in given:
            continue
        written = names.get(line.person)
        lang = written.lang if written else rule.lang if rule else "ky"
        comers.append(_comer(line, rule, written.name if written else "", lang, given.get(line.person)))
    return CertificatesSheet(rule, tuple(comers))


def programme_certificates(programme: Programme) -> tuple[SeminarLine, ...]:
    """The seminars of a programme in order of day. Four queries, however many."""
    rule = CertificateRule.objects.filter(programme=programme).first()
    halves = rule.halves if rule else 0
    enough: dict[int, int] = {}
    ticks = Participant.objects.filter(meeting__seminar__programme=programme, person__erased_at=None)
    for seminar, morning, afternoon in ticks.values_list("meeting__seminar", "morning", "afternoon"):
        fits = bool(halves) and why_none(morning=morning, afternoon=afternoon, halves=halves) is None
        enough[seminar] = enough.get(seminar, 0) + fits
    standing: dict[int, int] = {}
    for key in Certificate.objects.filter(programme=programme, revoked_at=None).values_list("seminar", flat=True):
        standing[key] = standing.get(key, 0) + 1
    rows = programme.seminars.filter(meeting__cancelled_at=None).select_related("meeting__place")
    return tuple(
        SeminarLine(
            row.pk, row.meeting.place.long_name, row.meeting.held_on, enough.get(row.pk, 0), standing.get(row.pk, 0)
        )
        for row in rows.order_by(F("meeting__held_on").asc(nulls_last=True), "pk")
    )


def to_hand_out(certificates: QuerySet[Certificate]) -> list[Certificate]:
    """Those that hold and have a name still, as they are handed out: by seminar, then aimak, then name in the order of
    the Kyrgyz alphabet. Two queries.
    """
    rows = list(
        certificates.filter(revoked_at=None)
        .exclude(name__name="")
        .select_related("name", "seminar__meeting", "programme__office")
    )
    listed = Participant.objects.filter(meeting__seminar__in={row.seminar_id for row in rows}).select_related("unit")
    units = {(line.meeting_id, line.person_id): line.unit for line in listed}

    def order(row: Certificate) -> tuple[str, int, bool, str, int, str, int]:
        unit = units.get((row.seminar.meeting_id, row.person_id))
        day = str(row.seminar.meeting.held_on)
        place = unit.order_key if unit else ""
        return (day, row.seminar_id, unit is None, place, unit.pk if unit else 0, alphabet_key(row.name.name), row.pk)

    return sorted(rows, key=order)


def public_certificate(row: Certificate) -> PublicCertificate:
    """Of a certificate in hand, its name and what replaced it loaded. No query."""
    following: Certificate | None = getattr(row, "replaced_by", None)
    return PublicCertificate(
        code=grouped(row.code),
        number=row.number,
        lang=row.lang,
        name=row.name.name,
        printed=Printed.from_json(row.printed),
        issued_on=row.issued_on,
        revoked_on=_day(row.revoked_at),
        next_number=following.number if following else "",
    )


def history_of(row: Certificate) -> tuple[Certificate, ...]:
    """All certificates of the same person for the same seminar, the first one first. One query."""
    rows = Certificate.objects.filter(seminar=row.seminar_id, person=row.person_id).select_related("name")
    return tuple(rows.order_by("issued_at", "pk"))


def _comer(line: RosterLine, rule: CertificateRule | None, written: str, lang: str, row: Certificate | None) -> Comer:
    why = None if line.name else Why.ERASED
    if why is None and rule is not None:
        why = why_none(morning=line.morning, afternoon=line.afternoon, halves=rule.halves)
    return Comer(
        line=line.key,
        person=line.person,
        name=line.name,
        unit=line.unit,
        there=halves_there(line.morning, line.afternoon),
        why=why,
        written=written,
        lang=lang,
        given=_given(row) if row else None,
    )


def _given(row: Certificate) -> Given:
    following: Certificate | None = getattr(row, "replaced_by", None)
    return Given(
        key=row.pk,
        number=row.number,
        lang=row.lang,
        issued_on=row.issued_on,
        revoked_on=_day(row.revoked_at),
        replaced_by=following.pk if following else None,
    )


def _day(moment: datetime | None) -> date | None:
    return local_day(moment) if moment else None
