"""A clock set forward, night by night: what is kept of a training goes on its day, frozen reports say the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tegerek.demo.cast import Member
from tegerek.demo.moments import at
from tegerek.demo.world import World
from tegerek.files.models import File, Purpose
from tegerek.jobs import nightly
from tegerek.journal.models import Entry
from tegerek.learning.figures import LearntSheet, learnt_of
from tegerek.learning.models import AnswerSheet, Certificate, Reply
from tegerek.lib.dates import ZONE
from tegerek.meetings.scans import keep_scan
from tegerek.people.models import Contact, PaperName, Person
from tegerek.programmes import paying
from tegerek.programmes.models import PayPiece, Programme, Seminar, SeriesReport
from tegerek.programmes.pay_sheets import PaySheet, pay_sheets
from tegerek.programmes.paying import Issue, Piece
from tegerek.programmes.report_parts import EVALUATION, TESTS, Section
from tegerek.programmes.report_sheets import draft_sheet, frozen_rows, frozen_sheet
from tegerek.programmes.reports import freeze_report
from tests.files.samples import pdf

NOW, UNTIL = at("2026-03-06"), date(2026, 3, 5)
PAID = Issue("ky", until=date(2027, 1, 1), basis="иштердин номенклатурасы")
ANSWERS_GO = date(2027, 3, 4)
FORMS = ("pdf", "docx", "xlsx")


@dataclass(frozen=True)
class Left:
    """How much there is of what names somebody or was answered, at the seminar and on its people’s cards."""

    answers: int
    replies: int
    money: int
    scans: int
    phones: int
    paper_names: int
    certificates: int


@dataclass(frozen=True)
class Told:
    """What a report and the figures say. files: of the frozen report, as anybody fetches them."""

    sheet: object
    rows: object
    files: tuple[bytes, ...]
    learnt: tuple[object, object]
    sections: tuple[Section, ...]


@pytest.fixture
def seminar(world: World, settings: Any, tmp_path: Path) -> Seminar:
    """The demo’s trial seminar: tested, certified, paid by a list with its last day, its sign-in sheet scanned."""
    # A demo makes no backup at night: there is nothing of it to be seen here.
    settings.VAR, settings.DEMO = tmp_path, True
    found = world.certified.seminar
    keep_scan(found.meeting, pdf(), name="sheet.pdf", by=None, now=NOW)
    paying.issue_list(found, "day", _write, PAID, read=paying.mark_of(pay_sheets(found)["day"]), by=None, now=NOW)
    sheet, _rows = draft_sheet(found.programme, UNTIL)
    freeze_report(found.programme, UNTIL, shown=sheet.mark, by=None, now=NOW)
    return found


def test_each_thing_goes_on_its_day_with_a_record_and_what_was_frozen_says_the_same(
    world: World, seminar: Seminar, sign_in: Callable[[Member], Client]
) -> None:
    browser = sign_in(world.cast.coordinator)
    before, told = _left(seminar), _told(seminar, browser)
    persons = max(filter(None, _persons(seminar).values_list("keep_until", flat=True)))

    lefts = [_left_after(day, seminar) for day in (date(2026, 12, 31), PAID.until, ANSWERS_GO, persons)]
    last = _left_after(persons + timedelta(days=1), seminar)

    assert min(vars(before).values()) > 0
    assert lefts[0] == before
    assert lefts[1:3] == [_without(before, money=0), _without(before, money=0, answers=0, replies=0)]
    assert last == Left(0, 0, 0, 0, 0, 0, before.certificates)
    assert _told(seminar, browser) == told


def test_the_journal_holds_a_record_of_each_and_no_name(seminar: Seminar) -> None:
    before = _left(seminar)
    names = set(_persons(seminar).values_list("name", flat=True))
    persons = max(filter(None, _persons(seminar).values_list("keep_until", flat=True)))

    for day in (PAID.until, ANSWERS_GO, persons + timedelta(days=1)):
        _left_after(day, seminar)

    entries = list(Entry.objects.filter(at__gt=NOW + timedelta(days=30)))
    refs = {entry.verb: entry.refs for entry in entries if entry.thing_key == seminar.pk}
    assert refs["answers.destroyed"] == {"sheets": before.answers, "replies": before.replies}
    assert [entry.refs["pieces"] for entry in entries if entry.verb == "pay_list.destroyed"] == [before.money]
    erased = {entry.thing_key for entry in entries if entry.verb == "person.erased"}
    assert set(_persons(seminar).values_list("pk", flat=True)) - erased == set()
    dropped = [entry for entry in entries if entry.verb == "file.dropped"]
    assert len(dropped) >= before.scans + before.paper_names
    assert [name for name in names if name in repr([(entry.verb, entry.refs) for entry in entries])] == []


def _write(sheet: PaySheet) -> Iterator[Piece]:
    yield Piece("pdf", repr(sheet).encode())


def _left_after(day: date | None, seminar: Seminar) -> Left:
    """What is left once everything of a night is done, an hour after two."""
    assert day
    moment = datetime.combine(day, time(3), ZONE)
    assert nightly.once(moment) == list(nightly.names())
    return _left(seminar)


def _left(seminar: Seminar) -> Left:
    certificates = Certificate.objects.filter(seminar=seminar)
    return Left(
        answers=AnswerSheet.objects.filter(test__seminar=seminar).count(),
        replies=Reply.objects.filter(seminar=seminar).count(),
        money=PayPiece.objects.filter(pay_list__seminar=seminar).exclude(body=None).count(),
        scans=File.objects.filter(purpose=Purpose.SCAN, owner_key=seminar.meeting_id).count(),
        phones=Contact.objects.filter(person__in=_persons(seminar)).count(),
        paper_names=PaperName.objects.filter(pk__in=certificates.values("name")).exclude(name="").count(),
        certificates=certificates.count(),
    )


def _persons(seminar: Seminar) -> Any:
    return Person.objects.filter(pk__in=seminar.meeting.roster.values("person"))


def _without(left: Left, **changed: int) -> Left:
    return Left(**{**vars(left), **changed})


def _told(seminar: Seminar, browser: Client) -> Told:
    report = SeriesReport.objects.select_related("programme").get(programme=seminar.programme_id, number=2)
    files = (browser.get(f"/desk/series-reports/{report.pk}/report.{form}?lang=ky") for form in FORMS)
    learnt: LearntSheet = learnt_of([seminar])[seminar.pk]
    programme = Programme.objects.get(pk=seminar.programme_id)
    now, _rows = draft_sheet(programme, UNTIL)
    return Told(
        frozen_sheet(report),
        frozen_rows(report),
        tuple(answer.content for answer in files),
        (learnt.test, learnt.evaluation),
        tuple(section for section in now.sections if section.slug in {TESTS, EVALUATION}),
    )
