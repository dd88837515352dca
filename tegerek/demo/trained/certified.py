"""Certificates of the sample series: for everybody who was there all day, as they want their names; one revoked, one anew."""

from __future__ import annotations

from django.conf import settings

from tegerek.demo.moments import at
from tegerek.demo.trained.held import before
from tegerek.demo.trained.series import seminars_of
from tegerek.documents.papers.certificate import printer_of
from tegerek.learning import certificates as actions
from tegerek.learning.certificates import RuleWords, TypedName
from tegerek.learning.models import Certificate
from tegerek.learning.printing import Printer
from tegerek.lib.said import Said
from tegerek.meetings.models import Participant
from tegerek.people.models import User
from tegerek.programmes.models import Programme, Seminar

# Of every so many people one wants the name in Russian, as the passport has it.
RUSSIAN = 12
IN_RUSSIAN = str.maketrans("ӨөҮүҢң", "ОоУуНн")


def certify_all(programme: Programme, by: User) -> None:
    """Issue them two days after each seminar; one is revoked later, another is issued anew with its name put right."""
    actions.set_rule(programme, _rule(), seen=0, by=by, now=at("2025-10-03", 11))
    printer = printer_of(programme, settings.ADDRESS)
    made = [certify(seminar, printer, by) for seminar in seminars_of(programme)]
    actions.revoke(made[1][2], reason="Эки жолу басылып калган.", by=by, now=at("2025-11-03"))
    _anew(made[3][1], printer, by)


def certify(seminar: Seminar, printer: Printer, by: User, days: int = 2) -> list[Certificate]:
    """Write down the names of all who were there all day, so many days after the seminar, and issue what may be."""
    rows = Participant.objects.filter(meeting=seminar.meeting, morning=True, afternoon=True)
    names = [_name(line) for line in rows.select_related("person").order_by("pk")]
    actions.write_names(seminar, names, by=by, now=before(seminar, -days))
    return actions.issue(seminar, printer, by=by, now=before(seminar, -days, 11))


def _name(line: Participant) -> TypedName:
    is_russian = line.person_id % RUSSIAN == 0
    name = line.person.name.translate(IN_RUSSIAN) if is_russian else line.person.name
    return TypedName(line.pk, "ru" if is_russian else "ky", name)


def _anew(certificate: Certificate, printer: Printer, by: User) -> None:
    actions.issue_anew(
        certificate,
        printer,
        lang="ky",
        name=f"{certificate.name.name}-кызы",
        reason="Паспортто аты башкача жазылган.",
        by=by,
        now=at("2025-11-04"),
    )


def _rule() -> RuleWords:
    return RuleWords(
        halves=2,
        series="ОЙ",
        lang="ky",
        hours=6,
        signer=Said.of(ky="Таалай Сынаков", ru="Таалай Сынаков", en="Taalai Synakov"),
        signer_post=Said.of(
            ky="«Ойдон» окуу борборунун директору",
            ru="Директор учебного центра «Ойдон»",
            en="Director of Oidon Training Centre",
        ),
    )
