"""One invented person wherever the product may write a person down, and where to look for what is left."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore

from tegerek.files import actions as files
from tegerek.files.models import File, Purpose
from tegerek.jobs.models import Job
from tegerek.lib.said import Said
from tegerek.lib.text import fold
from tegerek.meetings import listing, roster
from tegerek.meetings.models import Meeting, Participant
from tegerek.meetings.rules import When
from tegerek.people import keeping
from tegerek.people.actions import grant, keep_card, keep_person, make_account
from tegerek.people.models import Card, Letterhead, Person, Post, Role, User
from tegerek.places.models import Body
from tegerek.programmes import imports
from tegerek.programmes.models import ScheduleImport
from tegerek.search.indexing import read_all_news
from tests.files.samples import pdf
from tests.meetings.rows import NOW, a_clerk, a_draft, a_place, an_office

# Words that stand nowhere else, so that whatever finds them has found the person.
SURNAME, FIRST_NAME = "Ойдонкызова", "Үлгүзада"
NAME = f"{SURNAME} {FIRST_NAME}"
PHONE, EMAIL = "+996000918273", "ulguzada.oidonkyzova@ak-kyya.example"
PAST = NOW - timedelta(days=40)


@dataclass(frozen=True)
class Everywhere:
    """The person, and what others may ask of where they were written down."""

    person: Person
    office: Body
    clerk: User
    account: User
    meeting: Meeting
    line: Participant
    result: File
    job: Job
    session: str


def a_person(
    name: str = NAME, *, office: Body | None = None, phones: tuple[str, ...] = (PHONE,), sex: str = "f"
) -> Person:
    """A card alone."""
    return keep_person(None, office=office or an_office(), name=name, sex=sex, phones=phones, by=None, now=NOW)


def written_everywhere(*, office: Body | None = None) -> Everywhere:
    """A person on the card, on a roster, in texts, in a schedule somebody brought, in a paper, with an account."""
    office, clerk = office or an_office(), a_clerk()
    person = keep_person(None, office=office, name=NAME, sex="f", phones=[PHONE], emails=[EMAIL], by=clerk.pk, now=PAST)
    village = a_place("Ак-Терек", "ak-terek-of-persons")
    keeping.add_mandate(
        person, post=Post.OTHER, title=f"{FIRST_NAME} эженин кызматы", unit=village, since=None, until=None,
        by=clerk, now=NOW,
    )  # fmt: skip
    keeping.give_consent(person, how="signed", given_on=date(2026, 3, 1), by=clerk, now=NOW)
    meeting = a_draft(when=When(date(2026, 3, 6)), office=office, place=village, title=f"{NAME} менен жолугушуу")
    line = roster.enrol(meeting, person, post=Post.VILLAGE_HEAD, unit=village, by=clerk, now=PAST)
    roster.tick(line, morning=True, afternoon=False, seen=line.version, by=clerk, now=NOW)
    Participant.objects.filter(pk=line.pk).update(reason=f"{SURNAME} ооруп калды")
    job = Job.objects.create(office=office, kind="paper", subject=meeting.pk, made_at=PAST, state="done")
    result = files.keep(
        zipped(NAME), name="tizme.zip", purpose=Purpose.RESULT, owner=job, office=office.pk, by=clerk.pk, now=NOW
    )
    Job.objects.filter(pk=job.pk).update(result=result)
    imports.bring(
        f"24.10.2017 Кочкор району, жооптуу {NAME}".encode("cp1251", errors="replace"),
        file_name=f"{SURNAME}.txt", office=office, by=clerk, now=NOW,
    )  # fmt: skip
    listing.bring(meeting, f"{NAME}\t{PHONE}\nСынакова Айжан\t".encode(), file_name="", by=clerk, now=NOW)
    listing.bring(meeting, zipped(NAME), file_name=f"{SURNAME}.docx", by=clerk, now=NOW)
    Letterhead.objects.create(office=office, signer=Said.of(ky=NAME), signer_post=Said.of(ky="башчы"))
    ScheduleImport.objects.update(table={"rows": [{"cells": [NAME, PHONE]}]})
    keep_card(
        None, office=office, purpose=Card.Purpose.CONTACT, name=Said.of(ky=NAME), post=Said.of(ky="тренер"),
        phones=PHONE, email=EMAIL, by=clerk.pk, now=NOW,
    )  # fmt: skip
    account = make_account(name=NAME, password="archa-bulak-terek-42", phone=PHONE, email=EMAIL, now=PAST)
    grant(account, role=Role.CLERK, office=office, since=date(2026, 1, 1), now=PAST)
    User.objects.filter(pk=account.pk).update(person=person)
    read_all_news()
    return Everywhere(person, office, clerk, account, meeting, line, result, job, _signed_in(account))


def a_scan(meeting: Meeting, *, basis: str = "", keep_until: date | None = None, digest: str = "0" * 64) -> File:
    """A scan of a sign-in sheet, without bytes."""
    return File.objects.create(
        sha256=digest, size=1, type="application/pdf", name="barak.pdf", purpose=Purpose.SCAN,
        owner_label="meetings.meeting", owner_key=meeting.pk, office=meeting.office_id, made_at=NOW, basis=basis,
        keep_until=keep_until,
    )  # fmt: skip


def a_closed_scan(meeting: Meeting, *, keep_until: date | None = date(2027, 3, 6)) -> File:
    """A scan, with its bytes, that is kept although somebody on it was erased."""
    made = files.keep(
        pdf(), name="barak.pdf", purpose=Purpose.SCAN, owner=meeting, office=meeting.office_id, by=None, now=NOW,
        basis="file copy of the minutes", keep_until=keep_until,
    )  # fmt: skip
    File.objects.filter(pk=made.pk).update(closed_at=NOW)
    return made


def zipped(text: str) -> bytes:
    """An archive with a text inside, pressed so that it cannot be read from outside."""
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/list.xml", f"<t>{text}</t>" * 20)
    return body.getvalue()


def left_in(data: bytes) -> list[str]:
    """Which marks of the person stand in some bytes, in whatever way a text is written; archives are opened."""
    found = [mark for mark in _marks() for form in _forms(mark) if form in data]
    return sorted({*found, *(mark for inner in _inside(data) for mark in left_in(inner))})


def left_below(*places: Path) -> dict[str, list[str]]:
    """The same of every file below some folders, and of files; those that hold nothing are left out."""
    paths = [path for place in places for path in ([place] if place.is_file() else sorted(place.rglob("*")))]
    found = {path.name: left_in(path.read_bytes()) for path in paths if path.is_file()}
    return {name: marks for name, marks in found.items() if marks}


def _marks() -> list[str]:
    # Folded, and without the ending: indexes keep what words can be cut to.
    folded = [word[:-2] for word in fold(NAME).split()]
    return [SURNAME, FIRST_NAME, "oidonkyzova", "ulguzada", *folded, PHONE.removeprefix("+996"), EMAIL]


def _forms(mark: str) -> Iterator[bytes]:
    for form in {mark, mark.lower(), mark.upper(), mark.title()}:
        yield form.encode()
        yield form.encode("utf-16-le")
        yield json.dumps(form).strip('"').encode()
        yield form.encode("cp1251", errors="replace")


def _inside(data: bytes) -> Iterator[bytes]:
    if not data.startswith(b"PK"):
        return
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        yield from (archive.read(name) for name in archive.namelist())


def _signed_in(user: User) -> str:
    session = SessionStore()
    session["_auth_user_id"] = str(user.pk)
    session.save()
    assert settings.SESSION_ENGINE
    return str(session.session_key)
