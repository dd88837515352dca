"""Who may come in where: every address × everybody × whose thing it is, held against the table of rights."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tegerek.commitments import actions as commitments
from tegerek.commitments import monitoring
from tegerek.commitments.links import open_to_askers
from tegerek.commitments.models import WordLink
from tegerek.demo.cast import Cast, Member
from tegerek.demo.moments import TODAY
from tegerek.demo.world import World
from tegerek.files.actions import keep
from tegerek.files.models import File, Purpose
from tegerek.jobs.models import Job
from tegerek.journal.models import Entry
from tegerek.learning.figures import Stated, state_result
from tegerek.lib import clock
from tegerek.lib.dates import local_day
from tegerek.lib.said import Said
from tegerek.meetings import listing, roster
from tegerek.meetings.chats import GroupWords, add_group, tick_posted
from tegerek.meetings.handouts import keep_handout
from tegerek.meetings.invitees import Wanted, set_invitees
from tegerek.meetings.models import Invitee, Meeting, Seat, SeatPool, Telling
from tegerek.meetings.recordings import Read, keep_recording
from tegerek.meetings.scans import keep_scan
from tegerek.meetings.seats import set_pool
from tegerek.meetings.telling import record_telling
from tegerek.minutes.actions import Typed, add_passage, begin_minutes
from tegerek.minutes.edition_sheets import Copy
from tegerek.minutes.editions import Piece, draft_editions, issue_edition
from tegerek.minutes.signing import add_remark, record_signed
from tegerek.people.access import reach
from tegerek.people.actions import grant
from tegerek.people.computers import make_computer
from tegerek.people.keys import Shown, make_link
from tegerek.people.models import Founding, Key, Post, Role, User
from tegerek.people.rights import RIGHTS, Act, Whose
from tegerek.programmes import imports, paying
from tegerek.programmes.materials import add_file
from tegerek.programmes.models import Invited, Material, Programme, Road, ScheduleImport, Seminar, SeriesReport, Trainer
from tegerek.programmes.papers import start_series
from tegerek.programmes.pay_sheets import pay_sheets
from tegerek.programmes.report_sheets import draft_sheet
from tegerek.programmes.reports import freeze_report
from tegerek.voices.answers import Reply, answer_voice, keep_document
from tegerek.voices.bringing import About, begin
from tegerek.voices.models import Initiative, Source, Voice
from tegerek.voices.slips import Written, record_slip
from tegerek.web.gate import SIGNED_IN
from tests.conftest import PASSWORD
from tests.files.samples import a_logo, camera_picture, mp3, pdf
from tests.learning import samples as learning
from tests.meetings.rows import a_draft
from tests.meetings.test_charters import a_charter
from tests.pages import read_out
from tests.people.persons import a_closed_scan, a_person
from tests.voices import appeals

SignIn = Callable[[Member], Client]


@dataclass(frozen=True)
class Address:
    """One pattern of the URLconf: its name with the namespace, its arguments, whom its view is open to."""

    name: str
    arguments: tuple[str, ...]
    opened_to: str | None


def addresses(patterns: Any = None, space: str = "", above: tuple[str, ...] = ()) -> Iterator[Address]:
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(entry, URLResolver):
            yield from addresses(entry.url_patterns, entry.namespace or space, (*above, *entry.pattern.converters))
        elif isinstance(entry, URLPattern):
            name = f"{space}:{entry.name}" if space else str(entry.name)
            yield Address(name, (*above, *entry.pattern.converters), getattr(entry.callback, "opened_to", None))


# Looking for somebody is sent in the body, for no name may stand in an address; it changes nothing.
READ_BY_POST = {"desk:find", "desk:find-person", "desk:find-phone"}
ALL = list(addresses())
DESK = [address for address in ALL if address.name.startswith("desk:")]
ROLES = [field.name for field in fields(Cast)]
# Rights are the same on every database; that every page opens on each of them, these two show.
ROLES_ONCE = [
    pytest.param(role, marks=[] if role in {"administrator", "coordinator"} else pytest.mark.once) for role in ROLES
]
# Acts on things that belong to no office: the table alone decides.
SHARED = {"desk:place-name"}


# Files that are asked for through a meeting: the argument of the address, and for what they are kept.
HUNG_ON = {"scan": Purpose.SCAN, "paper": Purpose.BUDGET, "recording": Purpose.NOTICE_SOUND}
# Addresses whose papers are of other kinds than those of a day.
KINDS = {
    "desk:initiative-paper": "checklist",
    "desk:learning-paper": "strips",
    "desk:measures-paper": "board",
    "desk:outcomes-paper": "board",
    "desk:report-paper": "board",
    "desk:visit-paper": "report",
    "desk:monitoring-year-paper": "year",
}
# Papers of a call.
OF_A_CALL = {"desk:pack", "desk:invitation-cards"}


@pytest.fixture
def things(world: World) -> dict[str, dict[str, list[int]]]:
    """For each kind of thing, keys by whose it is, in several states."""
    made = imports.bring(
        "24.10.2017 Кочкор району".encode(),
        file_name="",
        office=world.land.trainers,
        by=world.cast.coordinator.user,
        now=world.trainings.draft.made_at,
    )
    gatherings, trainings = world.gatherings, world.trainings
    listed = listing.bring(
        gatherings.draft, "Мисалов, депутат".encode(), file_name="", by=world.cast.clerk.user, now=made.brought_at
    )
    held = Meeting.objects.get(seminar__programme=trainings.trial)
    keep_scan(held, pdf(), name="sheet.pdf", by=world.cast.coordinator.user, now=held.changed_at)
    keep_handout(
        gatherings.called,
        pdf(),
        name="Бюджет",
        file_name="b.pdf",
        item=None,
        is_budget=True,
        by=world.cast.clerk.user,
        now=held.changed_at,
    )
    keep_recording(gatherings.called, mp3(), of=Read.NOTICE, by=world.cast.clerk.user, now=held.changed_at)
    seminars = Seminar.objects.order_by("pk")
    drafted = seminars.filter(programme=trainings.draft).first()
    called = seminars.filter(programme=trainings.together).first()
    assert drafted is not None
    assert called is not None
    line = called.meeting.roster.order_by("pk").first()
    assert line is not None
    cast, land, now = world.cast, world.land, world.trainings.draft.made_at
    head, _secret = _key_and_secret(make_link(cast.ao_head.user, office=world.land.okmotu, by=None, now=now))
    computer, _token = make_computer(office=world.land.okmotu, name="сынак", by=cast.administrator.user, now=now)
    accounts = {"okmotu": cast.clerk, "neighbours": cast.neighbour, "trainers": cast.trainer}
    return {
        "account": {office: [member.user.pk] for office, member in accounts.items()},
        "grant": {office: [member.user.grants.get().pk] for office, member in accounts.items()},
        "key": {"okmotu": [head.pk]},
        "computer": {"okmotu": [computer.pk]},
        "meeting": {
            "okmotu": [
                gatherings.draft.pk,
                gatherings.called.pk,
                gatherings.held.pk,
                gatherings.closed.pk,
                gatherings.cancelled.pk,
            ],
            "neighbours": [gatherings.neighbours_draft.pk],
            "trainers": [drafted.meeting_id, called.meeting_id, held.pk],
        },
        "initiative": {
            "okmotu": [
                appeals.drafted(world.land.okmotu, gatherings.draft.place).pk,
                appeals.received(world.land.okmotu, gatherings.draft.place).pk,
            ],
            "neighbours": [appeals.received(world.land.neighbours, gatherings.neighbours_draft.place).pk],
        },
        "issue": {"okmotu": [appeals.an_issue(gatherings.draft).pk]},
        "programme": {"trainers": [trainings.draft.pk, trainings.together.pk]},
        "seminar": {"trainers": [drafted.pk, called.pk, held.seminar.pk]},
        **_trained(world, called),
        "certificate": {"trainers": [world.certified.first.pk]},
        "logo": {"trainers": [a_logo(trainings.draft, world.cast.coordinator.user).pk]},
        "material": {"trainers": [_a_material(trainings.together, world.cast.coordinator.user).pk]},
        "series-report": {"trainers": [_a_frozen_report(trainings.trial).pk]},
        **_learnt(drafted, now),
        "participant": {"trainers": [line.pk]},
        "invitee": {"okmotu": [_an_invitee(gatherings.draft, now).pk]},
        "seat": {"trainers": [_a_seat(called.meeting, now).pk]},
        "import": {"trainers": [made.pk]},
        "list": {"okmotu": [listed.pk]},
        "place": {"": [world.land.raion.pk]},
        "charter": {"okmotu": [a_charter(land.okmotu).pk], "neighbours": [a_charter(land.neighbours).pk]},
        "job": {"trainers": [_finished_job(world).pk]},
        "person": {
            "okmotu": [a_person(office=world.land.okmotu).pk],
            "neighbours": [a_person(office=world.land.neighbours).pk],
            "trainers": [a_person(office=world.land.trainers).pk],
        },
        "source": {"okmotu": [_a_source(world).pk]},
        "voice": {"okmotu": [_an_answered_proposal(gatherings.held, cast.clerk).pk]},
        **_told(world),
        **_minuted(gatherings.held, cast.clerk.user),
        **_carried_out(world),
        "report": {"okmotu": [world.yearly.deputy.pk, world.yearly.head.pk]},
        **_monitored(world),
        **_after_the_trial(world),
        # On meetings of their own: a sheet that is open to whoever works with the list stands elsewhere.
        "kept": {
            "okmotu": [a_closed_scan(a_draft(office=world.land.okmotu)).pk],
            "trainers": [a_closed_scan(a_draft(office=world.land.trainers)).pk],
        },
    }


def _after_the_trial(world: World) -> dict[str, dict[str, list[int]]]:
    """The invitations of the trial, whose next meetings are written down, and an earlier meeting."""
    trial = world.trainings.trial
    invited = list(Invited.objects.filter(seminar__programme=trial).order_by("pk").values_list("pk", flat=True))
    earlier = trial.outside_meetings.order_by("pk").values_list("pk", flat=True)
    return {"invitation": {"trainers": invited}, "outside-meeting": {"trainers": [earlier[0]]}}


def _a_material(programme: Programme, by: User) -> Material:
    programme.refresh_from_db()
    return add_file(programme, pdf(), name="a.pdf", title=Said.of(ky="Үлгү"), seen=None, by=by, now=TODAY)


def _a_frozen_report(programme: Programme) -> SeriesReport:
    until = local_day(TODAY)
    sheet, _rows = draft_sheet(programme, until)
    return freeze_report(programme, until, shown=sheet.mark, by=None, now=TODAY)


def _learnt(seminar: Seminar, now: datetime) -> dict[str, dict[str, list[int]]]:
    """A test with a question of the bank and a sheet that was keyed twice, and a result that a source states."""
    test = learning.a_test(seminar, now=now)
    sheet = test.sheets.create(when="before", code=learning.CODES[0], first="1213", second="1223")
    stated = state_result(seminar.programme, Stated("54 %", "vap.kg", "unknown"), by=None, now=now)
    return {
        "question": {"trainers": [test.asked.all()[0].source_id]},
        "answer-sheet": {"trainers": [sheet.pk]},
        "stated-result": {"trainers": [stated.pk]},
    }


def _a_source(world: World) -> Source:
    """A table that was brought in, of which one row waits."""
    about = About(world.land.okmotu, world.land.aimak, Said.of(ky="Ойдон чыгарылган таблица"))
    text = "Күнү\tТексти\tСуроо же сунуш\tНатыйжасы\n24.05.2018\tЖарык\tСунуш\tКаралды"
    by = world.cast.clerk.user
    return begin(about, data=text.encode(), by=by, now=world.trainings.draft.made_at)


def _trained(world: World, seminar: Seminar) -> dict[str, dict[str, list[int]]]:
    """A trainer, a road, and a file of an issued money list."""
    trial = world.trainings.trial.seminars.get()
    trainer = Trainer.objects.filter(seminar=seminar).first()
    road = Road.objects.filter(office=world.land.trainers).first()
    assert trainer is not None
    assert road is not None
    mark = paying.mark_of(pay_sheets(trial)["day"])
    row = paying.issue_list(
        trial,
        "day",
        lambda sheet: [paying.Piece("pdf", b"%PDF-1.7")],
        paying.Issue("ky"),
        read=mark,
        by=None,
        now=TODAY,
    )
    piece = row.pieces.get(form="pdf")
    return {
        "trainer": {"trainers": [trainer.pk]},
        "road": {"trainers": [road.pk]},
        "pay-piece": {"trainers": [piece.pk]},
    }


def _told(world: World) -> dict[str, dict[str, list[int]]]:
    """A proof of notice and a tick in a chat group, each with its picture."""
    meeting, by, now = world.gatherings.called, world.cast.clerk.user, TODAY
    telling = record_telling(
        meeting,
        channel=Telling.Channel.BOARD,
        told_on=local_day(now),
        where=Said(),
        by_whom="",
        photo=camera_picture(),
        by=by,
        now=now,
    )
    group = add_group(world.land.okmotu, meeting.place, GroupWords("Сынак тобу"), by=by, now=now)
    post = tick_posted(meeting, group, by=by, now=now, screenshot=camera_picture())
    theirs = add_group(world.land.neighbours, meeting.place, GroupWords("Башка топ"), by=None, now=now)
    return {
        "telling": {"okmotu": [telling.pk]},
        "chat": {"okmotu": [group.pk], "neighbours": [theirs.pk]},
        "chat-post": {"okmotu": [post.pk]},
    }


def _minuted(meeting: Meeting, by: User) -> dict[str, dict[str, list[int]]]:
    """Something said in minutes, and a remark on them."""
    now = clock.now()
    minutes = begin_minutes(meeting, by=by, now=now)
    passage = add_passage(minutes, Typed("heard", Said.of(ky="Жол жаман.")), key=uuid4(), by=by, now=now)
    objected = add_remark(
        minutes, Said.of(ky="Сөзүм толук эмес."), received_on=local_day(now), remarker=None, by=by, now=now
    )
    record_signed(minutes, on=local_day(now), seen=minutes.version, by=by, now=now)
    read = draft_editions(meeting).digest
    copy, _public = issue_edition(minutes, _no_files, read=read, seen=minutes.version, by=by, now=now)
    return {
        "passage": {"okmotu": [passage.pk]},
        "remark": {"okmotu": [objected.pk]},
        "edition": {"okmotu": [copy.pk]},
    }


def _no_files(copy: Copy) -> list[Piece]:
    return [Piece("ky", form, b"<p>minutes</p>") for form in ("page", "pdf")]


def _an_answered_proposal(meeting: Meeting, clerk: Member) -> Voice:
    """One with its letter and its document."""
    by, now = clerk.user, clock.now()
    voice = record_slip(meeting, Written("proposal", Said.of(ky="Жол!")), by=by, now=now)
    reply = Reply(
        way="meeting",
        by_post=Post.AO_HEAD,
        how="writing",
        text=Said.of(ky="Ооба."),
        answered_on=local_day(now),
        outcome="accepted",
    )
    answer_voice(voice, reply, seen=voice.version, by=by, now=now)
    keep_document(voice, pdf(), file_name="a.pdf", by=by, now=now)
    return voice


def _carried_out(world: World) -> dict[str, dict[str, list[int]]]:
    """A decision of each office that can be, with a note, its photograph and a delay."""
    meeting, by, now = world.whole.assembly, world.cast.clerk.user, clock.now()
    wanted = [commitments.Wanted(Said.of(ky="Жол")), commitments.Wanted(Said.of(ky="Суу"))]
    shown, draft = commitments.begin(meeting, wanted, by=by, now=now)
    commitments.publish(shown, seen=shown.version, by=by, now=now)
    day, text = local_day(now), Said.of(ky="Иш")
    note = commitments.add_progress(shown, on=day, text=text, photos=[camera_picture()], by=by, now=now)
    delay = commitments.record_delay(shown, since=day, until=None, why=text, by=by, now=now)
    return {
        "commitment": {"okmotu": [shown.pk, draft.pk]},
        "progress": {"okmotu": [note.pk]},
        "delay": {"okmotu": [delay.pk]},
        "word-link": {"okmotu": [_a_word_link(meeting, now).pk]},
    }


def _monitored(world: World) -> dict[str, dict[str, list[int]]]:
    """A group of each office that can have one, with everything that hangs on one of them."""
    found, land = world.monitored, world.land
    theirs = monitoring.found_group(
        land.neighbours, land.raion, monitoring.GroupWords(Said.of(ky="Топ")), by=None, now=clock.now()
    )
    return {
        "group": {"okmotu": [found.group.pk], "neighbours": [theirs.pk]},
        "monitor": {"okmotu": [found.group.monitors.all()[0].pk]},
        "object": {"okmotu": [found.road.pk]},
        "visit": {"okmotu": [found.first.pk, found.second.pk]},
        "visit-photo": {"okmotu": [found.photo.pk]},
        "finding": {"okmotu": [found.answered.pk, found.handed.pk]},
    }


def _a_word_link(meeting: Meeting, now: datetime) -> WordLink:
    voice = record_slip(meeting, Written("question", Said.of(ky="Качан?")), by=None, now=now)
    open_to_askers([voice], by=None, now=now)
    return WordLink.objects.get(voice=voice)


def _an_invitee(meeting: Meeting, now: datetime) -> Invitee:
    wanted = [Wanted(Said.of(ky="мектептин ата-энелер комитети"))]
    set_invitees(meeting, wanted, seen=meeting.version, by=None, now=now)
    return meeting.invitees.get()


def _a_seat(meeting: Meeting, now: datetime) -> Seat:
    """A place in a room that is full."""
    confirmed = meeting.roster.filter(confirmed_at__isnull=False).count()
    set_pool(meeting, SeatPool.What.SEMINAR, size=confirmed, seen=0, by=None, now=now)
    line = meeting.roster.filter(confirmed_at=None, declined_at=None).first() or meeting.roster.first()
    assert line is not None
    seat = roster.confirm(line, by=None, now=now)
    assert seat is not None
    return seat


def _finished_job(world: World) -> Job:
    """The papers of a series, written, with their file."""
    by, now = world.cast.coordinator.user, world.trainings.draft.made_at
    job = start_series(world.trainings.together, lang="ky", form="pdf", phones=False, by=by, now=now)
    job.result = keep(
        b"%PDF-1.7 papers", name="a.pdf", purpose=Purpose.RESULT, owner=job, office=job.office_id, by=by.pk, now=now
    )
    job.state = Job.State.DONE
    job.save(update_fields=["result", "state"])
    return job


def test_every_view_says_who_may_come_in() -> None:
    nobody = [address.name for address in addresses() if address.opened_to is None]

    assert nobody == []


def test_a_name_is_that_of_one_address() -> None:
    names = [address.name for address in addresses() if address.name]

    assert sorted(names) == sorted(set(names))


def test_every_act_of_the_table_is_some_view_s_and_every_role_can_open_its_desk() -> None:
    used = {address.opened_to for address in DESK}

    assert (set(Act) - used, [role for role in RIGHTS if Act.DESK_OPEN not in RIGHTS[role]]) == (set(), [])


def test_a_stranger_gets_the_same_sign_in_answer_for_every_desk_address_existing_or_not(
    things: Any, client: Client
) -> None:
    paths = (
        [_path(address, 1) for address in DESK]
        + [_path(address, 999_999) for address in DESK]
        + ["/desk/no-such-page/"]
    )

    answers = {(client.get(path).status_code, client.get(path)["Location"].split("?")[0]) for path in paths}

    assert answers == {(302, "/account/sign-in/")}


@pytest.mark.parametrize("who", ROLES_ONCE)
def test_a_view_opens_to_whom_the_table_says_and_is_a_404_for_everybody_else(
    who: str, world: World, things: Any, sign_in: SignIn
) -> None:
    member: Member = getattr(world.cast, who)
    client = sign_in(member)

    # Settled first: some of the presses take away what they are about.
    expected = {(a.name, key): _may_open(a, member, office) for a in DESK for key, office in _keys(a, things, world)}
    paths = {(a.name, key): _path(a, key or 0) for a in DESK for key, _ in _keys(a, things, world)}

    answers = {at: _opened(client, path) for at, path in paths.items()}

    assert {at: status != 404 for at, status in answers.items()} == expected
    assert [at for at, status in answers.items() if status >= 500] == []


def test_what_another_office_has_is_answered_byte_for_byte_like_what_does_not_exist(
    world: World, things: Any, sign_in: SignIn
) -> None:
    client = sign_in(world.cast.neighbour)
    theirs = [
        (a, key) for a in DESK for key, office in _keys(a, things, world) if key and office == world.land.okmotu.pk
    ]

    found = {_body(client, _path(a, key)) for a, key in theirs if a.name not in SHARED}
    missing = {_body(client, _path(a, 999_999)) for a, _key in theirs if a.name not in SHARED}

    assert (len(theirs) > 10, len(found), found) == (True, 1, missing)


@pytest.mark.parametrize("method", ["get", "post", "put", "delete"])
def test_a_stranger_gets_that_answer_however_it_is_asked(
    method: str, world: World, things: Any, client: Client
) -> None:
    paths = [_path(a, key or 0) for a in DESK for key, _ in _keys(a, things, world)] + ["/desk/no-such-page/"]

    answers = [getattr(client, method)(path) for path in paths]

    assert {(answer.status_code, answer["Location"].split("?")[0], answer.content) for answer in answers} == {
        (302, "/account/sign-in/", b"")
    }


@pytest.mark.parametrize("who", ["stranger", *ROLES])
def test_every_other_address_answers_everybody_as_its_mark_says(
    who: str, world: World, client: Client, sign_in: SignIn
) -> None:
    browser = client if who == "stranger" else sign_in(getattr(world.cast, who))
    others = [address for address in ALL if address not in DESK]

    statuses = {a.name: browser.get(_written_out(a, world)).status_code for a in others}

    own = {a.name for a in others if a.opened_to == SIGNED_IN}
    asked = {name for name, status in statuses.items() if status == 302 and name in own}
    assert (asked == own) is (who == "stranger")
    assert [name for name, status in statuses.items() if status >= 500] == []


def test_an_auditor_reads_and_changes_nothing(world: World, things: Any, sign_in: SignIn) -> None:
    client = sign_in(world.cast.auditor)
    entries = Entry.objects.count()

    statuses = {
        client.post(_path(a, key or 0), {"seen": "1"}).status_code
        for a in DESK
        if a.name not in READ_BY_POST
        for key, _ in _keys(a, things, world)
    }

    assert (statuses, Entry.objects.count()) == ({404, 405}, entries)


def test_only_reading_acts_reach_every_office() -> None:
    everywhere = {act for acts in RIGHTS.values() for act, whose in acts.items() if whose is Whose.ANY}

    assert {act.split(".")[1] for act in everywhere} == {"see", "open"}


def test_a_grant_that_has_ended_opens_nothing(world: World, client: Client) -> None:
    member = world.cast.clerk
    member.user.grants.update(until="2026-03-05")
    client.login(email=member.login, password=PASSWORD)

    status = client.get("/desk/").status_code

    assert status == 404


def test_an_import_belongs_to_its_office_alone(world: World, things: Any, sign_in: SignIn) -> None:
    key = things["import"]["trainers"][0]

    statuses = [
        sign_in(member).get(f"/desk/imports/{key}/").status_code
        for member in (world.cast.coordinator, world.cast.clerk)
    ]

    assert (statuses, ScheduleImport.objects.count()) == ([200, 404], 1)


def test_an_administrator_of_one_office_gives_no_key_to_an_account_that_works_in_another(
    world: World, sign_in: SignIn
) -> None:
    land, clerk = world.land, world.cast.clerk.user
    Founding.objects.all().delete()
    grant(clerk, role=Role.CLERK, office=land.neighbours, since=clock.today(), now=clock.now())

    sign_in(world.cast.administrator).post("/desk/accounts/cards/", {"account": str(clerk.pk)})

    assert Key.objects.count() == 0


def _key_and_secret(shown: Shown) -> tuple[Key, str]:
    return shown.key, shown.secret


def _body(client: Client, path: str) -> tuple[int, bytes]:
    """The answer without what differs from one request to the next: the code, and the address itself."""
    response = client.get(path)
    if response.status_code == 405:
        response = client.post(path)
    code = response.headers["X-Request-Code"].encode()
    return response.status_code, response.content.replace(code, b"").replace(path.encode(), b"")


def _written_out(address: Address, world: World) -> str:
    """An address of the public, of machines or of an account, with something in it that exists."""
    programme, number = world.trainings.together, world.gatherings.called.number
    asked = Initiative.objects.filter(number__isnull=False).first() or appeals.received(
        world.land.okmotu, world.gatherings.draft.place
    )
    things = {
        "lang": "ky",
        "key": 1,
        "number": asked.number if "initiative" in address.name else number,
        "ref": number,
        "slug": programme.slug if "programme" in address.name else world.land.raion.slug,
        "day": date(2026, 3, 20),
        "first": date(2026, 3, 1),
        "form": "txt",
        "token": "abcd-efgh",
        "code": "abcd-efgh-2345",
        "typed": f"№ {number}",
        "paper": 1,
        "recording": 1,
        "of": "notice",
        "edition": 1,
        "kind": "board",
    }
    return reverse(address.name, kwargs={name: things[name] for name in address.arguments})


def _opened(client: Client, path: str) -> int:
    """The status of looking at a page; of pressing, where there is nothing to look at."""
    answer = client.get(path)
    read_out(answer)
    return client.post(path, {"seen": "-1"}).status_code if answer.status_code == 405 else answer.status_code


def _path(address: Address, key: int) -> str:
    arguments = {
        "key": key,
        "rest": "nowhere/",
        "kind": "day",
        "form": "pdf",
        "scan": _file_of(key, Purpose.SCAN),
        "paper": _file_of(key, Purpose.BUDGET),
        "recording": _file_of(key, Purpose.NOTICE_SOUND),
        "photo": _photo_of(key),
        "procedure": "assembly",
        "paper_lang": "ky",
    }
    arguments["kind"] = KINDS.get(address.name, arguments["kind"])
    return reverse(address.name, kwargs={name: arguments[name] for name in address.arguments})


def _file_of(meeting: int, purpose: Purpose) -> int:
    """A file that a meeting keeps for a purpose; 0 where there is none."""
    rows = File.objects.filter(owner_label="meetings.meeting", owner_key=meeting, purpose=purpose)
    return rows.values_list("pk", flat=True).first() or 0


def _photo_of(note: int) -> int:
    """The photograph of a note on what was done; 0 where there is none."""
    rows = File.objects.filter(owner_label="commitments.progress", owner_key=note)
    return rows.values_list("pk", flat=True).first() or 0


def _has_none(address: Address, meeting: int) -> bool:
    """Whether there is no such thing of that meeting, whoever asks: nobody is called to a seminar by notice."""
    return address.name in OF_A_CALL and Meeting.objects.filter(pk=meeting, kind="seminar").exists()


def _keys(address: Address, things: Any, world: World) -> Iterator[tuple[int | None, int | None]]:
    """The things an address is about, with their office; (None, None) where it is about none."""
    if "key" not in address.arguments:
        yield None, None
        return
    land = world.land
    offices = {"okmotu": land.okmotu.pk, "neighbours": land.neighbours.pk, "trainers": land.trainers.pk, "": None}
    route = _path(address, 0)
    kind = next(kind for kind in things if f"/{kind}s/" in route or f"/{kind}/0/" in route)
    for owner, keys in things[kind].items():
        for key in keys:
            # A file is asked for through its own meeting; through another one it is not found, whoever asks.
            wanted = [purpose for name, purpose in HUNG_ON.items() if name in address.arguments]
            if all(_file_of(key, purpose) for purpose in wanted) and not _has_none(address, key):
                yield key, offices[owner]


def _may_open(address: Address, member: Member, office: int | None) -> bool:
    if address.name == "desk:nothing":
        return False
    found = reach(member.user, Act(address.opened_to or ""))
    return bool(found) if "key" not in address.arguments or address.name in SHARED else found.holds(office)
