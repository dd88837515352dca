"""Certificates with whatever stands in the tables: names as nobody would say them, series, reasons.

What was issued cannot be overwritten: the database keeps it. So it is issued once everything it says is planted.
"""

from __future__ import annotations

from datetime import datetime

from django.conf import settings

from tegerek.documents.papers.certificate import printer_of
from tegerek.learning.certificates import issue, issue_anew, revoke, seminar_with_words
from tegerek.learning.models import Certificate, CertificateRule
from tegerek.meetings.models import Participant
from tegerek.people.models import PaperName
from tests.planted.payloads import texts


def certify(now: datetime) -> None:
    """Issue to all who were there at the seminars of programmes with a rule; revoke one, issue one anew."""
    source = texts(PaperName._meta.get_field("name").max_length)
    for rule in CertificateRule.objects.order_by("pk"):
        for key in rule.programme.seminars.values_list("pk", flat=True):
            seminar = seminar_with_words(key)
            having = Certificate.objects.filter(seminar=seminar).values("person")
            there = Participant.objects.filter(meeting=seminar.meeting_id, morning=True, afternoon=True)
            for line in there.exclude(person__in=having).order_by("pk"):
                PaperName.objects.create(person=line.person, lang="ky", name=next(source), written_at=now)
            made = issue(seminar, printer_of(rule.programme, settings.ADDRESS), by=None, now=now)
            _revoke(made, next(source), now)


def _revoke(made: list[Certificate], reason: str, now: datetime) -> None:
    for one in made[:1]:
        revoke(one, reason=reason, by=None, now=now)
    for one in made[1:2]:
        printer = printer_of(one.programme, settings.ADDRESS)
        issue_anew(one, printer, lang="ky", name="Мисалова Айнура", reason=reason, by=None, now=now)
