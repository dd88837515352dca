"""bin/manage paper sign-in 10015 --lang ky --format pdf --out sheet.pdf"""

import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from tegerek.documents.papers.call.pack import CALL_KINDS
from tegerek.documents.papers.kinds import FORMS, KINDS, PACK, call_papers_of, papers_of
from tegerek.documents.papers.parts import LANGS, Paper
from tegerek.lib import clock
from tegerek.lib.errors import Refusal
from tegerek.meetings.access import WITH_PLACE
from tegerek.meetings.call_sheets import call_sheet
from tegerek.meetings.models import Meeting
from tegerek.programmes.models import Programme
from tegerek.programmes.paper_sheets import DayPapers, papers_of_meeting, papers_of_series

EVERY = [*KINDS, PACK, *CALL_KINDS]


class Command(BaseCommand):
    help = (
        "Write a paper of a meeting, or of every seminar of a programme into one file: letters, the list of "
        "participants, the sign-in sheet, the programme of the day. Or, of a meeting, a paper of its call, or the pack "
        "of them all. Exits 0 when it is written, 1 when it cannot be made or the file cannot be written, 2 when "
        "misused."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", metavar="KIND", choices=EVERY, help=", ".join(EVERY))
        parser.add_argument("ref", metavar="REF", help="public number of a meeting, or a programme as in its address")
        parser.add_argument("--lang", choices=LANGS, required=True)
        parser.add_argument("--format", choices=sorted(FORMS), required=True, dest="form")
        parser.add_argument("--phones", action="store_true", help="print the phones of participants too")
        parser.add_argument("--out", metavar="F", required=True, help="the file to write; - for standard output")

    def handle(
        self, *args: Any, kind: str, ref: str, lang: str, form: str, phones: bool, out: str, **options: Any
    ) -> None:
        body = _made(kind, ref, lang, form, phones)
        if out == "-":
            sys.stdout.buffer.write(body)
            sys.stdout.buffer.flush()
            return
        try:
            Path(out).write_bytes(body)
        except OSError as error:
            raise CommandError(
                _("%(file)s cannot be written: %(why)s") % {"file": out, "why": error.strerror}
            ) from error


def _made(kind: str, ref: str, lang: str, form: str, phones: bool) -> bytes:
    papers = _papers(kind, ref, lang, phones)
    if not papers:
        raise CommandError(_("There is no such paper of %(ref)s.") % {"ref": ref})
    try:
        return FORMS[form].write(papers)
    except Refusal as refusal:
        raise CommandError(str(refusal)) from refusal


def _papers(kind: str, ref: str, lang: str, phones: bool) -> list[Paper]:
    if kind in KINDS:
        return [paper for sheets in _sheets(ref, phones) for paper in papers_of(kind, sheets, lang)]
    if not _is_number(ref):
        raise CommandError(_("No meeting has the number %(number)s.") % {"number": ref})
    return list(call_papers_of(kind, call_sheet(_meeting(ref)), lang))


def _is_number(ref: str) -> bool:
    return ref.isascii() and ref.isdigit() and len(ref) < 19


def _meeting(ref: str) -> Meeting:
    meeting = Meeting.objects.select_related(*WITH_PLACE).filter(number=int(ref)).first()
    if meeting is None:
        raise CommandError(_("No meeting has the number %(number)s.") % {"number": ref})
    return meeting


def _sheets(ref: str, phones: bool) -> Iterator[DayPapers]:
    """Of the meeting with that number, else of the programme with that address."""
    if _is_number(ref):
        yield papers_of_meeting(_meeting(ref), phones=phones, today=clock.today())
        return
    programme = Programme.objects.select_related("office").filter(slug=ref).first()
    if programme is None:
        raise CommandError(_("No programme has the address “%(slug)s”.") % {"slug": ref})
    yield from papers_of_series(programme, phones=phones)
