"""The next meetings in the bag: what each aimak meant, what its office showed, what was said on the phone, what was before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from tegerek.demo.bag import BY_PHONE, ON_PAPER, ROADS, WATER
from tegerek.demo.moments import at
from tegerek.demo.trained.gathered import STORIES, gather_one
from tegerek.demo.trained.held import before
from tegerek.demo.trained.people import Staff
from tegerek.lib.dates import local_day
from tegerek.lib.rough_days import RoughDay
from tegerek.lib.said import Said
from tegerek.people.models import User
from tegerek.programmes.models import Invited, NextCall, NextMeeting, Programme
from tegerek.programmes.next_meetings import (
    Heard,
    Meant,
    mark_of,
    mean_next,
    offered_figures,
    publish_next,
    record_call,
    rehearse_next,
    show_meeting,
)
from tegerek.programmes.next_sheets import Step
from tegerek.programmes.outside import Outside, write_outside
from tegerek.programmes.rules import months_later

SUBJECTS = (
    WATER,
    ROADS,
    Said.of(ky="Көчө жарыгы", ru="Уличное освещение", en="Street lights"),
    Said.of(ky="Жайыт: мөөнөтү жана акысы", ru="Пастбища: сроки и плата", en="Pastures: when, and what for"),
    Said.of(ky="Бала бакчанын чатыры", ru="Крыша детского сада", en="The roof of the kindergarten"),
    Said.of(ky="2026-жылдын бюджети", ru="Бюджет 2026 года", en="The budget of 2026"),
)
KINDS = ("assembly", "information", "assembly", "budget-hearing", "report")
DAYS = (RoughDay(2026, 1), RoughDay(2026, 2, 14), RoughDay(2026, 3), None, RoughDay(2026, 4, 18), RoughDay(2026))
WHERE = ("мектептин залы", "маданият үйү", "", "айыл өкмөтүнүн залы")
TOLD, NONE, UNREACHED = NextCall.Outcome.TOLD, NextCall.Outcome.NONE, NextCall.Outcome.UNREACHED
# What came of the call to each aimak in turn; None: nobody has phoned it yet.
CALLS: tuple[tuple[NextCall.Outcome, dict[Step, bool]] | None, ...] = (
    (TOLD, {Step.CALLED: True, Step.HELD: True, Step.CLOSED: True, Step.MINUTED: True, Step.ANSWERED: False}),
    (TOLD, {Step.CALLED: True, Step.HELD: False}),
    (UNREACHED, {}),
    (TOLD, {Step.CALLED: True, Step.HELD: True, Step.CLOSED: True, Step.MINUTED: True, Step.ANSWERED: True}),
    (NONE, {}),
    None,
    (TOLD, {Step.CALLED: False, Step.HELD: False}),
)


def carry_home(programme: Programme, staff: Staff) -> None:
    """What was meant at the seminars, what was before them, and what is known of it at the end of February."""
    rows = _invited(programme)
    for n, row in enumerate(rows):
        _mean(row, n, staff)
        _before_it(programme, row, n, staff.trainer.user)
    _show(rows, staff)
    offices = {office.unit_id for office in (clerk.office for clerk in staff.clerks)}
    others = [row for row in rows if row.unit_id not in offices]
    for n, row in enumerate(others):
        _follow_up(programme, row, n, staff.coordinator.user)


def publish_counts(programme: Programme, by: User) -> None:
    """Put the counts of the next meetings onto the public page of the series."""
    now = at("2026-03-03")
    figures = offered_figures(programme, local_day(now))
    assert figures is not None
    publish_next(programme, shown=mark_of(figures), by=by, now=now)


def _invited(programme: Programme) -> list[Invited]:
    rows = Invited.objects.filter(seminar__programme=programme)
    return list(rows.select_related("unit", "seminar__programme__office", "seminar__meeting").order_by("seminar", "pk"))


def _mean(row: Invited, n: int, staff: Staff) -> None:
    """At the seminar: six of seven say something of their next meeting, some take its pack home as a rehearsal."""
    if n % 7 == 5:
        return
    meant = Meant(KINDS[n % len(KINDS)], SUBJECTS[n % len(SUBJECTS)], WHERE[n % len(WHERE)], DAYS[n % len(DAYS)])
    mean_next(row, meant, seen=0, by=staff.trainer.user, now=before(row.seminar, 0, 15))
    if n % 9 == 0:
        rehearse_next(row, by=staff.coordinator.user, now=before(row.seminar, 0, 16))


def _show(rows: Sequence[Invited], staff: Staff) -> None:
    """The offices that use the system hold their meetings, and let the programme see how far they are."""
    by_unit = {row.unit_id: row for row in rows}
    for n, (clerk, story) in enumerate(zip(staff.clerks, STORIES, strict=False)):
        meeting = gather_one(clerk.office, story, SUBJECTS[n % len(SUBJECTS)], clerk.user)
        row = by_unit[clerk.office.unit_id or 0]
        seen = NextMeeting.objects.filter(invited=row).values_list("version", flat=True).first() or 0
        show_meeting(row, meeting, seen=seen, by=clerk.user, now=at("2026-02-28", 11 + n))


def _follow_up(programme: Programme, row: Invited, n: int, by: User) -> None:
    """Three months later somebody phones; of every seventh a paper came, which says that the meeting was held."""
    trained_on = row.seminar.meeting.held_on
    assert trained_on is not None
    on = months_later(trained_on, 3) + timedelta(1)
    if n % 7 == 5:
        _on_paper(programme, row, n, by, at(str(on)))
        return
    told = CALLS[n % len(CALLS)]
    if told is not None:
        record_call(row, Heard(on, *told), seen=0, by=by, now=at(str(on), 11))


def _on_paper(programme: Programme, row: Invited, n: int, by: User, now: datetime) -> None:
    """A meeting after the training, of which the office sent a copy of its minutes."""
    decisions = 1 + n % 3
    typed = Outside(
        row.unit,
        is_after=True,
        source=ON_PAPER,
        kind="assembly",
        around=RoughDay(2026, 1, 10 + n % 19),
        notice_days=None if n % 4 == 0 else 5 + n % 6,
        women=19 + n % 14,
        men=23 + n % 17,
        questions=3 + n % 5,
        decisions=decisions,
        carried_out=None if n % 2 else min(n % 4, decisions),
    )
    write_outside(programme, typed, by=by, now=now)


def _before_it(programme: Programme, row: Invited, n: int, by: User) -> None:
    """Of two aimaks in three an earlier meeting is written down; what nobody wrote then is not known."""
    if n % 3 == 2:
        return
    decisions = None if n % 6 == 0 else 2 + n % 3
    typed = Outside(
        row.unit,
        is_after=False,
        source=BY_PHONE if n % 4 == 1 else ON_PAPER,
        kind=KINDS[n % len(KINDS)],
        around=(RoughDay(2025, 3, 5 + n % 20), RoughDay(2024, 11), RoughDay(2024), None)[n % 4],
        notice_days=None if n % 4 == 1 else 1 + n % 4,
        women=None if n % 5 == 1 else 8 + n % 7,
        men=None if n % 4 == 3 else 27 + n % 13,
        questions=None if n % 7 == 3 else n % 6,
        decisions=decisions,
        carried_out=None if decisions is None or n % 4 == 2 else n % 2,
    )
    write_outside(programme, typed, by=by, now=before(row.seminar, 0, 14))
