"""People on the rosters of the demo, through the rooms' own actions. All invented; nothing public may name them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db.models import Count

from tegerek.commitments.links import open_to_participants
from tegerek.files import actions as files
from tegerek.files.models import Purpose
from tegerek.jobs import running
from tegerek.jobs.actions import ask_to_stop
from tegerek.jobs.models import Job
from tegerek.lib.dates import local_day
from tegerek.lib.said import Said
from tegerek.meetings import handouts, listing, recordings, roster, scans
from tegerek.meetings.models import Meeting
from tegerek.meetings.roster import Typed
from tegerek.people import keeping
from tegerek.people.actions import grant, keep_person, make_account
from tegerek.people.assisting import begin_assistance
from tegerek.people.computers import make_computer, take_seat
from tegerek.people.keys import make_card, make_link
from tegerek.people.models import Grant, Letterhead, Post, Role, User
from tegerek.people.scans import erase_scans, scans_of
from tegerek.places.models import Body, Unit, UnitKind
from tegerek.programmes import actions, imports, papers
from tegerek.programmes.models import Letter, Programme, Seminar
from tegerek.programmes.results import offered_results, publish_results
from tests.files.samples import a_logo, mp3, pdf
from tests.planted import calling, certifying, learning, minuting, paying

PASSWORD = "archa-bulak-terek-42"
# Hidden, unseen, unsaid: names that stand nowhere else.
FIRST = ("Сырга", "Асан", "Бегимай", "Чолпон")
LAST = ("Жашырылганова", "Көрүнбөсов", "Айтылбасова", "Катылганова")


def seat(now: datetime) -> None:
    """Put people on the rosters of every seminar and every assembly: confirmed, declined, replaced,
    ticked; with phone, post, consent. And the papers' head and letters of the office."""
    programme = _longest()
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
    learning.hang(now)
    for name in ("тизме.txt", ""):
        made = imports.bring("24.10.2026 Кочкор".encode(), file_name=name, office=programme.office, by=by, now=now)
    # The last is read: its preview stands there to be corrected.
    assert made.job is not None
    running.run(made.job.pk)
    first, second = [each.meeting for each in programme.seminars.select_related("meeting__office").order_by("pk")[:2]]
    scans.keep_scan(first, pdf(), name="барак.pdf", by=by, now=now)
    handouts.keep_handout(
        first,
        pdf("paper"),
        name=f"{LAST[0]} долбоору",
        file_name="барак.pdf",
        item=None,
        is_budget=False,
        by=by,
        now=now,
    )
    recordings.keep_recording(first, mp3(), of=recordings.Read.NOTICE, by=by, now=now)
    gone = scans.keep_scan(first, pdf("gone"), name="эски.pdf", by=by, now=now)
    scans.remove_scan(first, gone, reason=f"{LAST[0]} эки жолу турат", by=by, now=now)
    _keep_closed(second, by, now)
    a_logo(programme, by)
    programme.refresh_from_db()
    figures = offered_results(programme)
    assert figures is not None
    publish_results(programme, seen=programme.version, shown=figures.mark, by=by, now=now)
    _bring_lists(first, by, now)
    _start_work(_longest(-1), by, now)
    calling.fill(by, now)
    minuting.fill(by, now)
    _give_codes(by, now)


def _give_codes(by: User, now: datetime) -> None:
    """Codes of their own for those on the lists of meetings, so that there are cards to print."""
    called = Meeting.objects.filter(called_at__isnull=False, is_rehearsal=False, roster__isnull=False)
    for meeting in called.exclude(kind="seminar").distinct().order_by("pk"):
        open_to_participants(meeting, by=by, now=now)


def _keep_closed(meeting: Meeting, by: User, now: datetime) -> None:
    """A scan with a basis on which it is kept, after one of those on it was erased."""
    label, office = Meeting._meta.label_lower, meeting.office_id
    files.keep(
        pdf("closed"),
        name=f"{LAST[1]}.pdf",
        purpose=Purpose.SCAN,
        owner=meeting,
        office=office,
        by=by.pk,
        now=now,
        basis="протоколдун көчүрмөсү",
    )
    erase_scans(scans_of(label, [meeting.pk]), by=by.pk, now=now)


def _bring_lists(meeting: Meeting, by: User, now: datetime) -> None:
    """A list with questions, one of empty rows, one destroyed, and a file that nobody has read yet."""
    rows = "\n".join(f"{n}\t{FIRST[n]} {LAST[n]} 90-чы\t{LAST[n]}, кызматчы\tКочкор\t0000 49{n}071" for n in range(4))
    named = "№\tАты-жөнү\tКызматы\tАйыл аймагы\tТелефону\n" + rows
    listing.bring(meeting, named.encode(), file_name="", by=by, now=now)
    listing.begin_empty(meeting, by=by, now=now)
    gone = listing.bring(meeting, named.encode(), file_name="", by=by, now=now)
    listing.throw_away(gone, seen=gone.version, by=by, now=now)
    listing.bring(meeting, named.encode(), file_name=f"{LAST[2]}.txt", by=by, now=now)


def _start_work(programme: Programme, by: User, now: datetime) -> None:
    """The papers of the series: as each form, with a result; asked to stop; and waiting."""
    for form in papers.FORMS:
        done = papers.start_series(programme, lang="ky", form=form, phones=True, by=by, now=now)
        running.Running(done).keep(pdf(f"papers as {form}"), name=f"papers-{form}.pdf", days=papers.KEEP_DAYS)
        Job.objects.filter(pk=done.pk).update(state=Job.State.DONE, ended_at=now)
    stopped = papers.start_series(programme, lang="ru", form="pdf", phones=False, by=by, now=now)
    ask_to_stop(stopped, by=by, now=now)
    Job.objects.filter(pk=stopped.pk).update(state=Job.State.STOPPED, ended_at=now)
    papers.start_series(programme, lang="ru", form="pdf", phones=False, by=by, now=now)


def work(now: datetime) -> None:
    """Do in earnest what leaves a result, with whatever stands in the tables now: the papers of the series once more,
    editions of the minutes, money lists.
    editions of the minutes, certificates.

    Raises AssertionError where it comes to nothing.
    """
    for job in Job.objects.filter(kind=papers.KIND, state=Job.State.DONE).order_by("pk"):
        Job.objects.filter(pk=job.pk).update(state=Job.State.WAITING)
        running.run(job.pk)
        job.refresh_from_db()
        assert job.state == Job.State.DONE, job.trouble
    minuting.issue(now)
    paying.issue(now)
    certifying.certify(now)


def share_computer(users: Iterable[User], now: datetime) -> str:
    """A computer at which all of them may sit down: what its cookie holds."""
    first, *others = users
    office = first.grants.select_related("office")[0].office
    computer, token = make_computer(office=office, name=f"{LAST[0]}, терезенин жанында", by=first, now=now)
    for user in (first, *others):
        take_seat(computer, user, "2580", now=now)
    return token


def engage(now: datetime) -> dict[str, User]:
    """One account for each role, at work in two offices: that of the longest programme, and the one that calls."""
    office = _longest().office
    members = {role.value: _member(role, (office, calling.the_office()), now) for role in Role}
    administrator = members[Role.ADMINISTRATOR]
    begin_assistance(
        members[Role.COORDINATOR], office=office, reason=f"{LAST[3]} менен телефондо", by=administrator, now=now
    )
    make_link(members[Role.DEPUTY], office=office, by=administrator, now=now)
    make_card(members[Role.TRAINER], office=office, by=administrator, now=now)
    return members


def _longest(n: int = 0) -> Programme:
    """The published programme with the most seminars; -1: that with the fewest."""
    published = Programme.objects.exclude(published_at=None).select_related("office")
    return list(published.annotate(seminars_count=Count("seminars")).order_by("-seminars_count", "pk"))[n]


def _member(role: Role, offices: Iterable[Body], now: datetime) -> User:
    """Whoever has the role in one of the offices has it in all of them."""
    held = Grant.objects.filter(role=role, office__in=offices).order_by("pk").first()
    email = f"{role.value}@bulak.example"
    user = held.user if held else make_account(name=f"Катылган {role.label}", email=email, password=PASSWORD, now=now)
    for office in offices:
        if not Grant.objects.filter(role=role, office=office, user=user).exists():
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
