"""People on the rosters of the demo, through the rooms' own actions. All invented; nothing public may name them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from tegerek.lib.dates import local_day
from tegerek.lib.said import Said
from tegerek.meetings import roster, scans
from tegerek.meetings.models import Meeting
from tegerek.meetings.roster import Typed
from tegerek.people import keeping
from tegerek.people.actions import grant, keep_person, make_account
from tegerek.people.models import Grant, Letterhead, Post, Role, User
from tegerek.places.models import Body, Unit, UnitKind
from tegerek.programmes import actions, imports
from tegerek.programmes.models import Letter, Programme, Seminar
from tests.files.samples import pdf

PASSWORD = "archa-bulak-terek-42"
# Hidden, unseen, unsaid: names that stand nowhere else.
FIRST = ("Сырга", "Асан", "Бегимай", "Чолпон")
LAST = ("Жашырылганова", "Көрүнбөсов", "Айтылбасова", "Катылганова")


def seat(now: datetime) -> None:
    """Put people on the rosters of every seminar and every assembly: confirmed, declined, replaced,
    ticked; with phone, post, consent. And the papers' head and letters of the office."""
    programme = Programme.objects.exclude(published_at=None).order_by("-pk")[0]
    by = Grant.objects.filter(office=programme.office, role=Role.COORDINATOR)[0].user
    seminars = Seminar.objects.filter(programme=programme)
    for n, seminar in enumerate(
        seminars.select_related("programme", "meeting__office", "meeting__place").order_by("pk")
    ):
        aimaks = list(Unit.objects.filter(parent=seminar.meeting.place, kind=UnitKind.AIMAK).order_by("pk")[:3])
        # A meeting on which somebody of the demo stands already keeps its own aimaks.
        if aimaks and not seminar.meeting.roster.exists():
            actions.invite(seminar, aimaks, by=by, now=now)
            Letter.objects.create(
                seminar=seminar, unit=aimaks[0], number=f"01-{n}", dated=date(2026, 3, 2), made_at=now
            )
        _fill(seminar.meeting, n, by, now)
    for n, meeting in enumerate(Meeting.objects.exclude(kind="seminar").order_by("pk"), start=50):
        _fill(meeting, n, by, now)
    _write_letterhead(programme.office)
    imports.bring("24.10.2026 Кочкор".encode(), file_name="тизме.txt", office=programme.office, by=by, now=now)
    first = programme.seminars.select_related("meeting").order_by("pk")[0].meeting
    scans.keep_scan(first, pdf(), name="барак.pdf", by=by, now=now)


def engage(now: datetime) -> dict[str, User]:
    """One account for each role in the office of the last published programme: those there are, and new ones."""
    office = Programme.objects.exclude(published_at=None).order_by("-pk")[0].office
    return {role.value: _member(role, office, now) for role in Role}


def _member(role: Role, office: Body, now: datetime) -> User:
    held = Grant.objects.filter(role=role, office=office).first()
    if held:
        return held.user
    user = make_account(name=f"Катылган {role.label}", email=f"{role.value}@bulak.example", password=PASSWORD, now=now)
    grant(user, role=role, office=office, since=local_day(now) - timedelta(1), now=now)
    return user


def _fill(meeting: Meeting, n: int, by: User, now: datetime) -> None:
    """Four people: one confirmed, one declined, one replaced by the fourth, who is ticked once the day has come."""
    day = max(now, meeting.changed_at)
    lines = []
    for m in range(3):
        person = keep_person(
            None,
            office=meeting.office,
            name=f"{FIRST[m]} {LAST[m]} {n + 1}-чи",
            sex="f" if m else "m",
            phones=[f"+996000{400 + n}{m}71"],
            emails=[f"katyluu{n}{m}@jashyruun.example"],
            by=by.pk,
            now=day,
        )
        keeping.add_mandate(
            person,
            post=Post.OTHER,
            title=f"{LAST[m]}, башчы",
            unit=meeting.place,
            since=None,
            until=None,
            by=by,
            now=day,
        )
        keeping.give_consent(person, how="signed", given_on=local_day(day), by=by, now=day)
        lines.append(roster.enrol(meeting, person, post=Post.DEPUTY, unit=meeting.place, by=by, now=day))
    roster.confirm(lines[0], by=by, now=day)
    roster.decline(lines[1], by=by, now=day)
    other = Typed(name=f"{FIRST[3]} {LAST[3]} {n + 1}-чи", sex="f", phones=(f"+996000{400 + n}371",))
    came = roster.substitute(lines[2], other, person=None, reason=f"{LAST[2]} ооруп калды", by=by, now=day)
    if meeting.held_on and meeting.held_on <= local_day(day):
        roster.tick(came, morning=True, afternoon=False, seen=came.version, by=by, now=day)


def _write_letterhead(office: Body) -> None:
    Letterhead.objects.get_or_create(
        office=office,
        defaults={
            "lines": Said.of(ky="«Булак» окуу борбору", ru="Учебный центр «Булак»"),
            "address": Said.of(ky="Бишкек шаары", ru="город Бишкек"),
            "signer_post": Said.of(ky="Директор", ru="Директор"),
            "signer": Said.of(ky="Мисал Ойдонов", ru="Мисал Ойдонов"),
        },
    )
