"""The demo municipality stands in every state of a meeting's life."""

import re
from collections import deque
from io import BytesIO

from django.core.management import call_command
from django.test import Client
from pypdf import PdfReader

from tegerek.demo.budget import NAME, citizens_budget
from tegerek.demo.moments import TODAY
from tegerek.demo.world import World, is_made
from tegerek.lib.dates import local_day
from tegerek.meetings.checklists import StepState, checklists
from tegerek.meetings.closing import NUMBERS, Figures, TypedOption, TypedResult, doubts_of
from tegerek.meetings.closing_sheets import closing_sheet
from tegerek.meetings.handouts import handouts_of
from tegerek.meetings.models import Meeting, Turn
from tegerek.meetings.rules import State
from tegerek.people.models import Post
from tegerek.procedures import rules as procedures
from tegerek.procedures.rules import Doubt, Votes
from tegerek.programmes.models import Seminar
from tests.pages import read_out

PUBLIC = ("/ky/", "/meetings", "/places", "/programmes", "/feeds")


def test_the_demo_has_a_meeting_in_every_state(world: World) -> None:
    states = {meeting.state for meeting in Meeting.objects.all()}

    assert states == set(State)


def test_the_programme_of_2017_has_twelve_seminars_in_two_oblasts_and_no_prose(world: World) -> None:
    programme = world.trainings.of_2017

    seminars = Seminar.objects.filter(programme=programme).select_related("meeting__place__parent")

    oblasts = [seminar.meeting.place.parent.soate for seminar in seminars if seminar.meeting.place.parent]
    assert (len(oblasts), oblasts.count("41704000000000"), oblasts.count("41706000000000")) == (12, 5, 7)
    assert (bool(programme.release.lead), bool(programme.release.quote), programme.planned) == (False, False, 240)


def test_the_command_makes_no_second_demo(world: World) -> None:
    meetings = Meeting.objects.count()

    call_command("demo")

    assert (is_made(), Meeting.objects.count()) == (True, meetings)


def test_what_is_complete_has_every_step_done_that_its_day_asks_for(world: World) -> None:
    whole = world.whole
    meetings = [whole.assembly, whole.budget, whole.report, whole.urgent]

    sheets = checklists(meetings, local_day(TODAY))

    late = [(key, step.id) for key, sheet in sheets.items() for step in sheet.steps if step.state == StepState.LATE]
    open_ones = [step.id for step in sheets[whole.urgent.pk].steps if step.state == StepState.DUE]
    assert (late, open_ones) == ([], ["measures"])
    assert [meeting.state for meeting in meetings] == [State.CLOSED, State.CLOSED, State.CLOSED, State.HELD]


def test_the_assembly_came_of_an_appeal_and_carried_with_32_of_63(world: World) -> None:
    assembly = world.whole.assembly

    lights = assembly.agenda.get(origin=world.appeals.held.number)

    line = closing_sheet(assembly).results[1]
    assert (line.key, line.votes, line.verdict) == (lights.pk, Votes(32, 27, 0), procedures.State.CARRIED)
    assert (world.appeals.held.meeting, assembly.closing.present) == (assembly, 63)


def test_the_report_was_rated_and_the_rating_has_a_majority(world: World) -> None:
    line = closing_sheet(world.whole.report).results[0]

    assert [(option.votes, option.has_won) for option in line.options] == [(71, True), (25, False)]


def test_nothing_typed_at_a_closing_of_the_demo_is_asked_about(world: World) -> None:
    whole = world.whole

    doubts = [list(_doubts(meeting)) for meeting in (whole.assembly, whole.budget, whole.report, whole.urgent)]

    assert doubts == [[], [], [], []]


def test_the_urgent_meeting_keeps_two_days_of_five_and_who_decided(world: World) -> None:
    turn = world.whole.urgent.turns.get(kind=Turn.Kind.CALLED)

    kept = (turn.despite_way, turn.despite_days, turn.despite_rule_days, turn.decided_post)

    assert kept == (Turn.Way.URGENT, 2, 5, Post.AO_HEAD)


def test_the_hearing_has_a_citizens_budget_of_one_page(world: World) -> None:
    file = handouts_of(world.whole.budget, world.whole.budget.agenda.all())

    assert [(paper.is_budget, paper.type, paper.name) for paper in file] == [(True, "application/pdf", NAME)]
    assert len(PdfReader(BytesIO(citizens_budget())).pages) == 1


def test_a_rehearsal_stands_on_no_public_page_and_takes_no_number(world: World) -> None:
    title = world.whole.rehearsal.title.in_("ky").text

    seen = _crawl(Client(), "/ky/")

    assert (world.whole.rehearsal.number, [path for path, body in seen.items() if title in body]) == (None, [])
    assert f"/ky/meetings/{world.whole.assembly.number}/" in seen
    assert f"/ky/meetings/{world.whole.assembly.number}/" in seen


def test_the_last_seminar_is_full_and_one_person_waits(world: World) -> None:
    last = world.trainings.together.seminars.latest("meeting__held_on").meeting

    pool = last.pools.get()

    assert (pool.size, pool.taken, pool.seats.filter(given_at=None, ended_at=None).count()) == (9, 9, 1)


def _doubts(meeting: Meeting) -> tuple[Doubt, ...]:
    closing = meeting.closing
    figures = Figures(
        **{name: getattr(closing, name) for name in NUMBERS},
        ages={row.band: row.people for row in closing.counts.filter(unit=None)},
        villages={row.unit_id: row.people for row in closing.counts.filter(unit__isnull=False) if row.unit_id},
    )
    results = [
        TypedResult(
            row.item_id,
            votes_for=row.votes_for,
            votes_against=row.votes_against,
            abstained=row.abstained,
            options=tuple(TypedOption(option.label, option.votes) for option in row.options.all()),
        )
        for row in closing.results.all()
    ]
    return doubts_of(figures, results)


def _crawl(client: Client, start: str) -> dict[str, str]:
    """Every page, calendar and feed that a stranger comes to in Kyrgyz without typing anything; papers as they are."""
    seen: dict[str, str] = {}
    ahead = deque([start])
    while ahead:
        path = ahead.popleft()
        if path in seen:
            continue
        answer = client.get(path)
        seen[path] = read_out(answer).decode(errors="replace")
        found = re.findall(r'href="(/[^"#?]*)', seen[path]) if "html" in answer.get("Content-Type", "") else []
        ahead.extend(link for link in found if link.startswith(PUBLIC) and not link.endswith((".pdf", ".docx", ".png")))
    return seen
