"""Certificates of the trial seminar: some hold, one is revoked, one was issued anew with its letters right."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from tegerek.demo.cast import Cast
from tegerek.demo.moments import at
from tegerek.documents.papers.certificate import printer_of
from tegerek.learning import certificates as actions
from tegerek.learning.certificates import RuleWords, TypedName
from tegerek.learning.models import Certificate
from tegerek.lib.said import Said
from tegerek.meetings.models import Participant
from tegerek.programmes.models import Programme, Seminar

# So many of those who were there all day have one; the others still wait for their names to be written down.
ISSUED = 5


@dataclass(frozen=True)
class Certified:
    """first: holds. revoked: does not. corrected: issued in place of `before`, which is revoked for it."""

    seminar: Seminar
    first: Certificate
    revoked: Certificate
    before: Certificate
    corrected: Certificate


def certify(programme: Programme, cast: Cast) -> Certified:
    """Settle the rule of the trial programme and issue a few two days after the day."""
    by, now = cast.coordinator.user, at("2026-03-05")
    seminar = actions.seminar_with_words(programme.seminars.get().pk)
    actions.set_rule(programme, _rule(), seen=0, by=by, now=now)
    lines = Participant.objects.filter(meeting=seminar.meeting, morning=True, afternoon=True).order_by("pk")
    names = [_name(line, n) for n, line in enumerate(lines.select_related("person")[:ISSUED])]
    actions.write_names(seminar, names, by=by, now=now)
    printer = printer_of(programme, settings.ADDRESS)
    first, _second, revoked, before, *_rest = actions.issue(seminar, printer, by=by, now=now)
    actions.revoke(revoked, reason="Эки жолу басылган.", by=by, now=at("2026-03-05", 15))
    corrected = actions.issue_anew(
        before,
        printer,
        lang="ky",
        name=before.name.name.replace("у", "ү", 1),
        reason="Атында бир тамга ката.",
        by=by,
        now=at("2026-03-05", 16),
    )
    before.refresh_from_db()
    return Certified(seminar, first, revoked, before, corrected)


def _rule() -> RuleWords:
    return RuleWords(
        halves=2,
        series="СС",
        lang="ky",
        hours=6,
        signer=Said.of(ky="Жылдыз Сынакова", ru="Жылдыз Сынакова", en="Jyldyz Synakova"),
        signer_post=Said.of(
            ky="«Булак» окуу борборунун директору",
            ru="Директор учебного центра «Булак»",
            en="Director of Bulak Training Centre",
        ),
    )


def _name(line: Participant, n: int) -> TypedName:
    """The second one wants it in Russian."""
    return TypedName(line.pk, "ru" if n == 1 else "ky", line.person.name)
