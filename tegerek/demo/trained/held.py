"""From the lists that the aimaks sent to the ticks of the day: who confirmed, who came instead, who was there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from tegerek.demo.people import Somebody
from tegerek.demo.trained.courses import COURSES, SEATS, Course
from tegerek.demo.trained.people import crowd
from tegerek.demo.trained.series import seminars_of
from tegerek.lib.dates import ZONE
from tegerek.meetings import actions as meetings
from tegerek.meetings import listing, roster
from tegerek.meetings.models import Meeting, Participant
from tegerek.meetings.roster import Tick, Typed
from tegerek.people.models import Post, Sex, User
from tegerek.people.posts import post_said
from tegerek.places.rules import long_said
from tegerek.programmes.models import Programme, Seminar

REASONS = ("өргүүдө", "ооруп калды", "облустагы кеңешмеге чакырылды")
HEADS = ("Аты-жөнү", "Кызматы", "Айыл аймагы", "Жынысы", "Туулган жылы", "Телефону")
SEXES = {Sex.FEMALE: "аял", Sex.MALE: "эркек"}
# Of every so many people the list did not say whether it is a woman or a man.
UNSAID = 37
# Of every so many people it did not say the year of birth.
UNDATED = 11


def hold_all(programme: Programme, by: User) -> None:
    """Bring the list of each seminar, confirm everybody, and hold it on its day."""
    people = enumerate(crowd())
    for course, seminar in zip(COURSES, seminars_of(programme), strict=True):
        _bring(seminar, people, by)
        _confirm(seminar.meeting, course, people, by)
        _hold(seminar, course, people, by)


def before(seminar: Seminar, days: int, hour: int = 10) -> datetime:
    """A moment so many days before a seminar; negative days come after it."""
    day = seminar.meeting.held_on
    assert day is not None
    return datetime.combine(day - timedelta(days), time(hour), ZONE)


def _bring(seminar: Seminar, people: Iterator[tuple[int, Somebody]], by: User) -> None:
    """Paste the list that the raion sent, and take it over."""
    rows: list[tuple[str, ...]] = [HEADS]
    for invited in seminar.invited.select_related("unit").order_by("pk"):
        unit = long_said(invited.unit.kind, invited.unit.name).in_("ky").text
        for post in SEATS:
            rows += [_row(next(people), post, unit) for _n in range(invited.asked.get(post, 0))]
    now = before(seminar, 12)
    data = "\n".join("\t".join(row) for row in rows).encode()
    found = listing.bring(seminar.meeting, data, file_name="", by=by, now=now)
    listing.take_over(found, seen=found.version, by=by, now=now)


def _row(numbered: tuple[int, Somebody], post: str, unit: str) -> tuple[str, ...]:
    n, one = numbered
    sex = "" if n % UNSAID == UNSAID - 1 else SEXES[one.sex]
    born = "" if n % UNDATED == UNDATED - 1 else str(1958 + n * 7 % 48)
    return one.name, post_said(post).in_("ky").text, unit, sex, born, one.phone


def _confirm(meeting: Meeting, course: Course, people: Iterator[tuple[int, Somebody]], by: User) -> None:
    """Everybody says on the phone that they will come; some of them send another in their place two days before."""
    seminar = meeting.seminar
    lines = list(meeting.roster.select_related("meeting__office", "person").order_by("pk"))
    for line in lines:
        roster.confirm(line, by=by, now=before(seminar, 5))
    for n in range(course.substitutes):
        _n, other = next(people)
        typed = Typed(other.name, sex=other.sex, phones=(other.phone,), band="28-34")
        reason = REASONS[n % len(REASONS)]
        made = roster.substitute(lines[8 + 5 * n], typed, person=None, reason=reason, by=by, now=before(seminar, 2))
        roster.confirm(made, by=by, now=before(seminar, 2, 11))


def _hold(seminar: Seminar, course: Course, people: Iterator[tuple[int, Somebody]], by: User) -> None:
    """Ticks in the evening, those who walked in, and what the office has to do with the meeting afterwards."""
    meeting, now = seminar.meeting, before(seminar, 0, 17)
    lines = _expected(meeting)
    ticks = [Tick(line.pk, line.version, *there) for line, there in zip(lines, course.ticks(), strict=True)]
    roster.tick_all(meeting, ticks, by=by, now=now)
    units = [line.unit for line in lines]
    for n in range(course.walk_ins):
        _n, one = next(people)
        typed = Typed(one.name, Post.VILLAGE_HEAD, units[n], one.sex, (one.phone,))
        roster.walk_in(meeting, typed, person=None, morning=True, afternoon=True, by=by, now=now)
    meeting.refresh_from_db()
    meetings.record_held(meeting, seen=meeting.version, by=by, now=before(seminar, 0, 18))
    meeting.refresh_from_db()
    meetings.close_meeting(meeting, seen=meeting.version, by=by, now=before(seminar, -7))


def _expected(meeting: Meeting) -> list[Participant]:
    """Those with a seat, in the order of the list; a substitute stands behind."""
    return list(meeting.roster.filter(declined_at=None).select_related("unit").order_by("pk"))
