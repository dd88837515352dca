"""Certificates: the rule of a programme, issuing to whoever was there, revoking, issuing anew.

What is drawn on paper is made above this room: whoever issues hands in a Printer.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import F, Max, QuerySet
from django.utils.translation import gettext as _

from tegerek.files import actions as files
from tegerek.files.models import Purpose
from tegerek.jobs.actions import start
from tegerek.jobs.kinds import Option
from tegerek.jobs.models import Job
from tegerek.journal.actions import record
from tegerek.learning import signing
from tegerek.learning.certificate_rules import Why, number_of, why_none
from tegerek.learning.models import Certificate, CertificateRule
from tegerek.learning.printing import LANGS, Drawn, Printed, Printer, printed
from tegerek.lib.dates import local_day
from tegerek.lib.errors import CHANGED, Refusal, Stale
from tegerek.lib.said import Said
from tegerek.lib.text import mended, one_line
from tegerek.meetings.models import Participant
from tegerek.people.keys import SIGNS, grouped, tidy
from tegerek.people.models import PaperName, User
from tegerek.people.paper_names import names_of, write_name
from tegerek.programmes.models import Programme, Seminar

KIND = "certificates.issue"
# More than these at once are long work, which shows how far it is.
AT_ONCE = 20
CODE_SIGNS = 16
SERIES = re.compile(r"[^\W_]{1,8}(?:-[^\W_]{1,3})?")
MOST_HOURS, REASON_LETTERS = 999, 300


@dataclass(frozen=True)
class RuleWords:
    """What somebody settled for a programme; fields as those of CertificateRule."""

    halves: int
    series: str
    lang: str
    hours: int | None = None
    text: Said = field(default_factory=Said)
    signer: Said = field(default_factory=Said)
    signer_post: Said = field(default_factory=Said)


@dataclass(frozen=True)
class TypedName:
    """How the name of a person on the list is to be written. line: key of the line of the list."""

    line: int
    lang: str
    name: str


@transaction.atomic
def set_rule(programme: Programme, words: RuleWords, *, seen: int, by: User | None, now: datetime) -> CertificateRule:
    """Settle by which rule a programme gives certificates; those that are out stay as they are. Journals
    certificates.rule_set.

    seen: the version of the rule that the writer saw, 0 for none. Raises Refusal for what cannot stand on a paper,
    Stale if somebody settled it meanwhile.
    """
    _check_rule(words)
    columns = {**vars(words), "changed_at": now}
    if seen:
        rows = CertificateRule.objects.filter(programme=programme, version=seen)
        if not rows.update(**columns, version=F("version") + 1):
            raise Stale(_(CHANGED))
        rule = CertificateRule.objects.get(programme=programme)
    else:
        rule, is_new = CertificateRule.objects.get_or_create(programme=programme, defaults=columns)
        if not is_new:
            raise Stale(_(CHANGED))
    record("certificates.rule_set", rule, by=by.pk if by else None, at=now, programme=programme.pk, halves=words.halves)
    return rule


@transaction.atomic
def write_names(seminar: Seminar, typed: Iterable[TypedName], *, by: User | None, now: datetime) -> int:
    """Keep the names as these people want them on paper, all or none; how many there are. Journals person.name_written
    for each that is new. Raises Refusal, saying whose name it is, for signs that do not belong there.
    """
    wanted = {one.line: one for one in typed}
    lines = Participant.objects.filter(meeting=seminar.meeting_id, pk__in=wanted).select_related("person__office")
    for line in lines.order_by("pk"):
        one = wanted[line.pk]
        try:
            write_name(line.person, one.name, lang=one.lang, by=by, now=now)
        except Refusal as refusal:
            raise Refusal(f"{line.person.name}: {refusal}") from None
    return len(lines)


@transaction.atomic
def issue(
    seminar: Seminar,
    printer: Printer,
    *,
    persons: Collection[int] | None = None,
    by: User | None,
    now: datetime,
) -> list[Certificate]:
    """Issue certificates to those who were there long enough, whose name is written down, and who never had one.

    persons: keys of cards, None for all of them. Whose certificate was revoked gets another by issue_anew alone.
    Takes a few hundredths of a second each. Journals certificate.issued for each. Raises
    Refusal without a rule, and if one of the persons asked for may not get one.
    """
    rule = _held_rule(seminar.programme)
    lines = _held_lines(seminar, persons)
    names = names_of(line.person_id for line in lines)
    having = _having(seminar)
    fit = [line for line in lines if _why(line, rule) is None]
    ready = [line for line in fit if line.person_id in names and line.person_id not in having]
    if persons is not None and len(ready) < len(set(persons)):
        raise Refusal(_("Somebody among them may not get a certificate: look at the list again."))
    _check_day(seminar, now)
    found = seminar_with_words(seminar.pk)
    serial = _last_serial(seminar.programme_id, local_day(now).year)
    return [
        _issue(rule, found, names[line.person_id], serial + n, printer, by=by, now=now)
        for n, line in enumerate(ready, start=1)
    ]


@transaction.atomic
def revoke(certificate: Certificate, *, reason: str, by: User | None, now: datetime) -> None:
    """It does not hold from now on, and its page says so at once. Journals certificate.revoked, without the reason.

    Raises Refusal without a reason, or if it was revoked a moment ago.
    """
    why = one_line(mended(reason))[:REASON_LETTERS]
    if not why:
        raise Refusal(_("Write in one sentence why it does not hold any more."))
    key = by.pk if by else None
    rows = Certificate.objects.filter(pk=certificate.pk, revoked_at=None)
    if not rows.update(revoked_at=now, revoked_by=key, reason=why):
        raise Refusal(_("This certificate has been revoked already."))
    certificate.refresh_from_db()
    record("certificate.revoked", certificate, by=key, at=now, seminar=certificate.seminar_id)


@transaction.atomic
def issue_anew(
    certificate: Certificate,
    printer: Printer,
    *,
    lang: str,
    name: str,
    reason: str,
    by: User | None,
    now: datetime,
) -> Certificate:
    """Revoke a certificate and issue another one in its place, with a number of its own. Journals name, revoking and
    issuing.

    Raises Refusal as write_name and revoke do; if it has been replaced already; if the facts do not bear it any more.
    """
    rule = _held_rule(certificate.programme)
    (line,) = _held_lines(certificate.seminar, [certificate.person_id]) or (None,)
    if line is None or _why(line, rule) is not None:
        raise Refusal(_("By what was ticked this person may not get a certificate. Look at who came."))
    if Certificate.objects.filter(replaces=certificate).exists():
        raise Refusal(_("Another certificate was issued in its place already."))
    written = write_name(line.person, name, lang=lang, by=by, now=now)
    if certificate.stands:
        revoke(certificate, reason=reason, by=by, now=now)
    if _standing(certificate.seminar).filter(person=line.person_id).exists():
        raise Refusal(_("This person has another certificate of this seminar, which holds."))
    serial = _last_serial(certificate.programme_id, local_day(now).year) + 1
    seminar = seminar_with_words(certificate.seminar_id)
    return _issue(rule, seminar, written, serial, printer, by=by, now=now, replaces=certificate)


def start_issuing(seminar: Seminar, *, by: User | None, now: datetime) -> Job:
    """Begin to issue to all who may get one as long work. Journals job.started."""
    options: dict[str, Option] = {"by": by.pk} if by else {}
    return start(KIND, office=seminar.programme.office, subject=seminar.pk, by=by, now=now, options=options)


def ready_persons(seminar: Seminar) -> list[int]:
    """Keys of cards of all who would get one now. Three queries; Raises Refusal without a rule."""
    rule = _rule(seminar.programme)
    lines = list(Participant.objects.filter(meeting=seminar.meeting_id).select_related("person").order_by("pk"))
    names = names_of(line.person_id for line in lines)
    having = _having(seminar)
    fit = [line.person_id for line in lines if _why(line, rule) is None]
    return [key for key in fit if key in names and key not in having]


def drawn_of(certificate: Certificate) -> Drawn:
    """What is drawn of a certificate that is out, its name loaded. Raises Refusal once the person is erased."""
    if certificate.is_erased:
        raise Refusal(_("Whoever this certificate was issued to has been erased: it cannot be printed any more."))
    code = grouped(certificate.code)
    square = signing.square_of(settings.ADDRESS, code, certificate.payload, certificate.signature)
    words, name = Printed.from_json(certificate.printed), certificate.name.name
    return Drawn(words, name, certificate.lang, code, square, certificate.issued_on)


def certificate_of_code(typed: str) -> Certificate | None:
    """The certificate of a code as typed, with its name and what took its place. One query; None for no code."""
    code = tidy(typed)
    if len(code) != CODE_SIGNS:
        return None
    return Certificate.objects.select_related("name", "replaced_by").filter(code=code).first()


def published_keys() -> list[str]:
    """The public keys of this site: today's first, then those of certificates signed before it. One query."""
    today = signing.public_key()
    used = Certificate.objects.exclude(signature="").order_by("key").values_list("key", flat=True).distinct()
    return list(dict.fromkeys([today, *used]))


def seminar_with_words(key: int) -> Seminar:
    """The seminar with all that is printed of it. One query."""
    rows = Seminar.objects.select_related("programme__office", "meeting__place__parent", "meeting__venue")
    return rows.get(pk=key)


def _issue(
    rule: CertificateRule,
    seminar: Seminar,
    name: PaperName,
    serial: int,
    printer: Printer,
    *,
    by: User | None,
    now: datetime,
    replaces: Certificate | None = None,
) -> Certificate:
    today = local_day(now)
    code = "".join(secrets.choice(SIGNS) for _sign in range(CODE_SIGNS))
    number = number_of(rule.series, today.year, serial)
    words = printed(rule, seminar, lang=name.lang, number=number, issued=today)
    when = seminar.meeting.when
    first = when.first or today
    payload = signing.payload_of(
        number=number,
        issued=today,
        first=first,
        last=when.last or first,
        lang=name.lang,
        code=code,
        marks=(signing.name_mark(code, name.name), signing.whole_mark(words.lines(name.name))),
    )
    signature, key = signing.sign(payload)
    made = Certificate(
        programme=seminar.programme,
        seminar=seminar,
        person_id=name.person_id,
        name=name,
        year=today.year,
        serial=serial,
        number=number,
        code=code,
        lang=name.lang,
        issued_on=today,
        printed=words.as_json(),
        payload=payload,
        signature=signature,
        key=key,
        look=printer.look,
        issued_at=now,
        issued_by=by,
        replaces=replaces,
    )
    pdf = printer.draw([drawn_of(made)])
    made.sha256 = hashlib.sha256(pdf).hexdigest()
    made.save(force_insert=True)
    _keep(made, pdf, by=by, now=now)
    return made


def _keep(made: Certificate, pdf: bytes, *, by: User | None, now: datetime) -> None:
    key = by.pk if by else None
    files.keep(
        pdf,
        name=f"sertifikat-{made.number}.pdf",
        purpose=Purpose.CERTIFICATE,
        owner=made,
        office=made.office_key,
        by=key,
        now=now,
    )
    again = {"replaces": made.replaces_id} if made.replaces_id else {}
    record("certificate.issued", made, by=key, at=now, seminar=made.seminar_id, **again)


def _rule(programme: Programme) -> CertificateRule:
    rule = CertificateRule.objects.filter(programme=programme).first()
    if rule is None:
        raise Refusal(_("Settle first by which rule this programme gives certificates."))
    return rule


def _held_rule(programme: Programme) -> CertificateRule:
    """The rule, held until the transaction ends: numbers of a series are given one after the other."""
    CertificateRule.objects.select_for_update().filter(programme=programme).first()
    return _rule(programme)


def _held_lines(seminar: Seminar, persons: Collection[int] | None) -> list[Participant]:
    """Lines of the list, held: nobody changes a tick while a certificate is issued for it."""
    rows = Participant.objects.select_for_update(of=("self",)).filter(meeting=seminar.meeting_id)
    if persons is not None:
        rows = rows.filter(person__in=persons)
    return list(rows.select_related("person").order_by("pk"))


def _why(line: Participant, rule: CertificateRule) -> Why | None:
    if line.person.erased_at is not None:
        return Why.ERASED
    return why_none(morning=line.morning, afternoon=line.afternoon, halves=rule.halves)


def _standing(seminar: Seminar) -> QuerySet[Certificate]:
    return Certificate.objects.filter(seminar=seminar, revoked_at=None)


def _having(seminar: Seminar) -> set[int]:
    """Keys of cards of all who have or had a certificate of the seminar."""
    return set(Certificate.objects.filter(seminar=seminar).values_list("person", flat=True))


def _last_serial(programme: int, year: int) -> int:
    found = Certificate.objects.filter(programme=programme, year=year).aggregate(last=Max("serial"))
    return int(found["last"] or 0)


def _check_day(seminar: Seminar, now: datetime) -> None:
    when = seminar.meeting.when
    if when.first is None or (when.last or when.first) > local_day(now):
        raise Refusal(_("The seminar is still to come: certificates are for whoever was there."))


def _check_rule(words: RuleWords) -> None:
    if words.halves not in (1, 2):
        raise Refusal(_("Choose how much of the day somebody must have been there."))
    if words.lang not in LANGS:
        raise ValueError(f"{words.lang} is no language of a certificate")
    if not SERIES.fullmatch(words.series):
        raise Refusal(_("A series is one to eight letters or digits, for example АЧ or АЧ-1."))
    if words.hours is not None and not 0 < words.hours <= MOST_HOURS:
        raise Refusal(_("The hours of training are a number from 1 to 999, or empty."))
    if not words.signer or not words.signer_post:
        raise Refusal(_("Write who signs, and as what."))
