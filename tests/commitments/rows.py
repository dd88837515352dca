"""A meeting that was held and counted, and what it decided to have done. All invented."""

from __future__ import annotations

from datetime import date, datetime

from tegerek.commitments.actions import Wanted, begin, publish
from tegerek.commitments.models import Commitment
from tegerek.demo.moments import at
from tegerek.lib.said import Said
from tegerek.meetings.actions import Item, call_meeting, set_agenda
from tegerek.meetings.closing import Figures, TypedResult, record_closing
from tegerek.meetings.models import Meeting
from tegerek.places.models import Body, Unit
from tests.meetings.rows import NOW, a_draft

# The meeting is on 20 March 2026; this is the Saturday after, and the day on which most of it is due.
AFTER = at("2026-03-21", 10)
DUE = date(2026, 4, 20)
LONG_AGO, FAR_OFF = date(2026, 1, 20), date(2028, 4, 20)
PUMP = Said.of(ky="Насосту оңдоо", ru="Починить насос")
WHY = Said.of(ky="Тетик келе элек.", ru="Запчасть ещё не пришла.")


def a_counted(
    kind: str = "assembly", *, office: Body | None = None, place: Unit | None = None, is_rehearsal: bool = False
) -> Meeting:
    """Held, with two items: the first carried, the second did not."""
    meeting = a_draft(kind, office=office, place=place)
    Meeting.objects.filter(pk=meeting.pk).update(is_rehearsal=is_rehearsal)
    meeting.refresh_from_db()
    items = [Item(Said.of(ky="Таза суу"), purpose="decide"), Item(Said.of(ky="Жарык"), purpose="decide")]
    set_agenda(meeting, items, seen=meeting.version, by=None, now=NOW)
    call_meeting(meeting, by=None, now=NOW)
    water, lights = meeting.agenda.all()
    results = [
        TypedResult(water.pk, votes_for=40, votes_against=5, abstained=0, decision=PUMP),
        TypedResult(lights.pk, votes_for=5, votes_against=40, abstained=0, decision=Said.of(ky="Мамы коюу")),
    ]
    record_closing(meeting, Figures(present=45), results, seen=meeting.version, by=None, now=AFTER)
    return meeting


def decided(many: int) -> Commitment:
    """So many published decisions of one meeting, a multiple of four: of each four one is done, one late on the day of
    the demo, one without a day, one still far off. Gives one of them.
    """
    one = a_commitment(is_public=False)
    columns = {"office": one.office, "place": one.place, "meeting": one.meeting, "what": PUMP, "who_post": "ao_head"}
    days: tuple[dict[str, date], ...] = ({"done_on": LONG_AGO}, {"due_on": LONG_AGO}, {}, {"due_on": FAR_OFF})
    Commitment.objects.bulk_create(
        Commitment(**columns, **days[n % 4], number=n + 1, made_at=AFTER, changed_at=AFTER, published_at=AFTER)
        for n in range(many)
    )
    return one


def a_commitment(
    meeting: Meeting | None = None,
    *,
    due_on: date | None = DUE,
    origin: str = "decision",
    what: Said = PUMP,
    post: str = "ao_head",
    is_public: bool = True,
    now: datetime = AFTER,
) -> Commitment:
    wanted = Wanted(what, who_post=post, due_on=due_on, origin=origin)
    made = begin(meeting or a_counted(), [wanted], by=None, now=now)[0]
    if is_public:
        publish(made, seen=made.version, by=None, now=now)
    return made
