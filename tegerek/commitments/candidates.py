"""What a meeting left to be done, before anybody wrote it down; and what of it comes to the next meeting."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from tegerek.commitments.models import Commitment, CouncilStep, Finding
from tegerek.lib.said import Said
from tegerek.meetings.actions import Item
from tegerek.meetings.closing_sheets import ResultLine, result_of
from tegerek.meetings.models import AgendaItem, Meeting
from tegerek.meetings.sheets import within_place
from tegerek.people.models import Post
from tegerek.people.posts import post_said
from tegerek.places.models import Unit, UnitKind
from tegerek.procedures.rules import State as Verdict
from tegerek.voices.models import Answer, Voice

KURULTAI = "kurultai"
TAKEN_UP = (Answer.Outcome.ACCEPTED, Answer.Outcome.PARTLY)
# So much of what is still open is offered for one agenda, the oldest first.
MOST_OLD = 40


@dataclass(frozen=True)
class Candidate:
    """A decision, or a proposal that was taken up, of which nobody has written down yet who does it.

    item: the key of the agenda item; voice: of the proposal, None for a decision. label: what it belongs to: the title
    of the item. is_carried: False where nothing was put to the vote or the votes do not say.
    """

    item: int | None
    voice: int | None
    label: Said
    what: Said
    is_carried: bool

    @property
    def key(self) -> str:
        return f"voice-{self.voice}" if self.voice else f"item-{self.item}"


@dataclass(frozen=True)
class Old:
    """Something open that the next meeting may take up. kind: "commitment", "question" or "finding"."""

    number: int
    kind: str
    title: Said
    post: str

    @property
    def item(self) -> Item:
        """As an item of an agenda, with its origin; whoever answers for it reports."""
        reports = post_said(self.post) if self.post in Post.values else Said()
        return Item(title=self.title, purpose=AgendaItem.Purpose.REPORT, rapporteur=reports, origin=self.number)


def candidates(meeting: Meeting) -> list[Candidate]:
    """What was decided and not written down yet (the meeting with place, hall and office). At most nine queries.

    An item that did not carry is none.
    """
    sheet = result_of(meeting)
    known = Commitment.objects.filter(meeting=meeting).values_list("item", "voice")
    items = {item for item, voice in known if voice is None}
    voices = {voice for _item, voice in known if voice is not None}
    decided = [line for line in (sheet.results if sheet else ()) if is_decided(line) and line.key not in items]
    taken_up = Voice.objects.filter(meeting=meeting, kind=Voice.Kind.PROPOSAL, answer__outcome__in=TAKEN_UP)
    return [
        *(Candidate(line.key, None, line.title, line.decision, line.verdict is Verdict.CARRIED) for line in decided),
        *(
            Candidate(voice.item_id, voice.pk, voice.text, voice.text, True)
            for voice in taken_up.exclude(pk__in=voices).order_by("pk")
        ),
    ]


def is_decided(line: ResultLine) -> bool:
    """Whether something was decided in words, and the votes do not say that it failed."""
    return bool(line.decision) and line.verdict is not Verdict.NOT_CARRIED


def origin_of(kind: str) -> Commitment.Origin:
    """What a decision of that kind of meeting is: a kurultai recommends, and the council decides."""
    return Commitment.Origin.RECOMMENDATION if kind == KURULTAI else Commitment.Origin.DECISION


def old_business(meeting: Meeting) -> list[Old]:
    """What is still open in the place of a meeting and does not stand on its agenda yet. Four queries.

    Decisions that are not carried out, questions that nobody answered, findings of monitors that no meeting has taken
    up; only what has its public number.
    """
    there = set(meeting.agenda.exclude(origin=None).values_list("origin", flat=True))
    waiting = Commitment.objects.filter(
        _near(meeting.place), office=meeting.office_id, number__isnull=False, done_on=None, given_up_on=None
    )
    asked = Voice.objects.filter(
        _near(meeting.place, "meeting__"),
        Q(answer__isnull=True) | Q(answer__how=""),
        kind=Voice.Kind.QUESTION,
        number__isnull=False,
        meeting__office=meeting.office_id,
        meeting__is_rehearsal=False,
    ).exclude(answered_there=True)
    waiting = waiting.exclude(council__outcome=CouncilStep.Outcome.NOT)
    decisions = waiting.exclude(meeting=meeting).order_by("due_on", "pk").values_list("number", "what", "who_post")
    questions = asked.exclude(meeting=meeting).order_by("pk").values_list("number", "text", "answer__by_post")
    return [
        *(Old(n, "commitment", what, post) for n, what, post in decisions[:MOST_OLD] if n and n not in there),
        *(Old(n, "question", text, post or "") for n, text, post in questions[:MOST_OLD] if n and n not in there),
        *(Old(n, "finding", text, post) for n, text, post in _findings(meeting)[:MOST_OLD] if n and n not in there),
    ]


def _findings(meeting: Meeting) -> QuerySet[Finding, tuple[int | None, Said, str]]:
    """Public findings near the place of a meeting that stand on no other agenda, the oldest first."""
    taken_up = AgendaItem.objects.filter(origin__isnull=False, meeting__cancelled_at=None).values("origin")
    rows = Finding.objects.filter(
        _near(meeting.place, "visit__object__"), number__isnull=False, visit__object__group__office=meeting.office_id
    )
    return rows.exclude(number__in=taken_up).order_by("pk").values_list("number", "text", "answered_by")


def _near(place: Unit, path: str = "") -> Q:
    """In the place of the meeting and below it, and in the unit above a village, where its whole aimak decided."""
    near = within_place(f"{path}place", place)
    return near | Q(**{f"{path}place": place.parent_id}) if place.kind == UnitKind.VILLAGE else near
