"""What calling and closing by the rules leaves, where the demo leaves little: more of each, and what it has not.

Nine of each where it can be, as many as planted texts have beginnings: each beginning stands once.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from fractions import Fraction

from tegerek.lib.dates import local_day
from tegerek.lib.said import Said
from tegerek.meetings.charters import Typed, answer_all, answerable
from tegerek.meetings.chats import GroupWords, add_group, end_group, tick_posted
from tegerek.meetings.models import Charter, ChatGroup, Meeting, Telling
from tegerek.meetings.telling import record_telling
from tegerek.people.models import User
from tegerek.places.models import Body
from tegerek.procedures.kinds import all_kinds
from tegerek.procedures.terms import Amount, InWords, Rule, Share, Unit, Value
from tegerek.voices.actions import Appeal, Member, draft_initiative
from tegerek.voices.issues import Suggested, suggest_issue
from tegerek.voices.models import Initiative, SlipBlock, Voice
from tegerek.voices.slips import Written, record_slip
from tests.files.samples import camera_picture
from tests.planted.payloads import BEGINNINGS

ASKED = Said.of(ky="Суу качан келет?", ru="Когда будет вода?", en="When does the water come?")
SAID = Said.of(ky="Көрүнбөсов айтты", ru="Сказано", en="Said")


def the_office() -> Body:
    """The office of the demo that has gone the whole way."""
    return SlipBlock.objects.select_related("meeting__office").order_by("pk")[0].meeting.office


def fill(by: User, now: datetime) -> None:
    """Chats, proofs, an appeal in each state, slips, issues and answers of the charter. by: who works in the office."""
    office = the_office()
    closed = SlipBlock.objects.order_by("pk")[0].meeting
    ahead = Meeting.objects.filter(office=office, held_on__gt=local_day(now), is_rehearsal=False)
    called = ahead.exclude(called_at=None).filter(cancelled_at=None, postponed_at=None).order_by("pk")[0]
    _tell(called, by, now)
    _ask(office, closed, called, by, now)
    _settle(office, by, now)


def _tell(meeting: Meeting, by: User, now: datetime) -> None:
    for n in range(len(BEGINNINGS) - 1):
        words = GroupWords(f"Айтылбасова {n}", posted_by="Айтылбасова, катчы", link=f"https://chat.example/{n}")
        group = add_group(meeting.office, meeting.place, words, by=by, now=now)
        if n % 2:
            tick_posted(meeting, group, by=by, now=now, screenshot=camera_picture())
    gone = ChatGroup.objects.order_by("-pk")[0]
    end_group(gone, seen=gone.version, by=by, now=now)
    for channel in (Telling.Channel.BOARD, Telling.Channel.MEDIA, Telling.Channel.OTHER):
        record_telling(
            meeting,
            channel=channel,
            told_on=local_day(now),
            where=SAID,
            by_whom="Катылганова, кызматчы",
            by=by,
            now=now,
            photo=camera_picture(),
        )


def _ask(office: Body, closed: Meeting, called: Meeting, by: User, now: datetime) -> None:
    appeal = Appeal(title=SAID, reason=SAID, where=SAID, place=called.place)
    group = [Member(f"Сырга Жашырылганова {n}", f"Көрүнбөс көчөсү, {n}", is_contact=n == 1) for n in range(1, 4)]
    for to in Initiative.To:
        words = Appeal(appeal.title, appeal.reason, appeal.where, appeal.place, to=to)
        draft_initiative(office=office, appeal=words, members=group, by=by, now=now)
    for kind in Voice.Kind:
        written = Written(kind, ASKED, closed.agenda.all()[0], name="Асан Көрүнбөсов")
        record_slip(closed, written, by=by, now=now)
    for n in range(3):
        suggest_issue(called, Suggested(SAID, local_day(now), name=f"Асан Көрүнбөсов {n}"), by=by, now=now)


def _settle(office: Body, by: User, now: datetime) -> None:
    """Three rules of each kind of meeting, answered with place and words."""
    charter = Charter.objects.filter(office=office).order_by("pk")[0]
    typed = [
        Typed(kind, rule.id, _value(rule), number="18.9", heading=SAID, text="Айтылбасова окуп берди")
        for kind in all_kinds()
        for rule in answerable(kind, local_day(now) - timedelta(1))[:3]
    ]
    answer_all(charter, typed, seen=charter.version, by=by, now=now)


def _value(rule: Rule) -> Value:
    """An answer in the first unit that the rule takes."""
    unit = rule.accepts[0]
    if unit is Unit.IN_WORDS:
        return InWords()
    return Share(Fraction(1, 2), unit, is_exceeded=True) if unit.is_share else Amount(2, 2, unit)
