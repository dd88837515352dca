"""The long work of issuing many certificates: what jobs of the kind "certificates.issue" do."""

from __future__ import annotations

from django.conf import settings

from tegerek.documents.papers.certificate import printer_of
from tegerek.jobs.kinds import Run
from tegerek.learning.certificates import issue, ready_persons, seminar_with_words
from tegerek.lib import clock
from tegerek.people.models import User

# So many in one transaction: after each it tells how far it is, and can be stopped.
STEP = 10


def issue_all(run: Run, subject: int) -> None:
    """Issue to everybody of a seminar who may get one. Safe to run twice: who has one gets no second.

    Raises Refusal as learning.certificates.issue does.
    """
    seminar = seminar_with_words(subject)
    printer, persons = printer_of(seminar.programme, settings.ADDRESS), ready_persons(seminar)
    by = User.objects.filter(pk=str(run.options.get("by", 0))).first()
    run.reached(0, len(persons))
    for first in range(0, len(persons), STEP):
        issue(seminar, printer, persons=persons[first : first + STEP], by=by, now=clock.now())
        run.reached(min(first + STEP, len(persons)), len(persons))
