"""What becomes of a question or a proposal: which it is, who answers, what was answered, and what the asker says to it.

Each act is one transaction. The version of the voice is that of its answer too: they are written on one page.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from tegerek.files import actions as files
from tegerek.files.models import File, Purpose
from tegerek.journal.actions import record
from tegerek.lib.dates import local_day
from tegerek.lib.errors import CHANGED, Refusal, Stale
from tegerek.lib.said import Said
from tegerek.lib.text import one_line
from tegerek.people.models import Post, User
from tegerek.people.named import refuse_residents
from tegerek.voices.models import Answer, Voice

JOURNAL_LETTERS = 60


@dataclass(frozen=True)
class Reply:
    """What the desk writes down. way: put to the meeting, or a written appeal with its number and day in the journal.

    by_post: who answers, "" while nobody is named. how, answered_on: "" and None while it waits. outcome: of a proposal
    alone; why: of a rejection; reflected_in: where it went, the line of the budget or of the plan.
    """

    way: str
    journal_number: str = ""
    registered_on: date | None = None
    by_post: str = ""
    how: str = ""
    text: Said = field(default_factory=Said)
    answered_on: date | None = None
    outcome: str = ""
    why: Said = field(default_factory=Said)
    reflected_in: Said = field(default_factory=Said)


@transaction.atomic
def answer_voice(voice: Voice, reply: Reply, *, seen: int, by: User | None, now: datetime) -> Answer:
    """Write down what becomes of a question or a proposal, or write it anew. Journals voice.answered.

    What was answered in the hall is marked so on its slip too. Raises Refusal for what does not fit together: an appeal
    without its number and day, a day to come or before it was handed in, a written answer without words or post, a
    rejection without its reason, the name of a resident in the words; Stale.
    """
    _check(voice, reply, local_day(now))
    refuse_residents(voice.meeting.office_id, reply.text, reply.why, reply.reflected_in)
    rows = Voice.objects.filter(pk=voice.pk, version=seen, recorded_at__isnull=False)
    if not rows.update(version=F("version") + 1, **_put(voice, reply)):
        raise Stale(_(CHANGED))
    voice.refresh_from_db()
    made, _is_new = Answer.objects.update_or_create(
        voice=voice,
        defaults=_columns(reply) | {"changed_at": now},
        create_defaults=_columns(reply) | {"changed_at": now, "made_at": now, "by": by},
    )
    Answer.objects.filter(pk=made.pk).update(version=F("version") + 1)
    _record(voice, reply, by, now)
    return made


@transaction.atomic
def dispute(
    voice: Voice,
    words: Said,
    *,
    on: date,
    seen: int,
    by: User | None,
    now: datetime,
    came_in: str = Answer.CameIn.CLERK,
) -> None:
    """Write down, once, that whoever asked says: this does not answer my question. words: why, may be empty.

    came_in: told to the clerk, or by the asker's own link: what was typed there is shown at the desk alone.

    Journals voice.disputed. Raises Refusal where nothing is answered yet, twice, for an impossible day; Stale.
    """
    found = answer_of(voice)
    if found is None or found.answered_on is None:
        raise Refusal(_("Nothing is answered yet. Write the answer down first."))
    if on > local_day(now):
        raise Refusal(_("The day on which the person said so cannot lie ahead."))
    if on < found.answered_on:
        raise Refusal(_("The day on which the person said so lies before the answer."))
    if came_in == Answer.CameIn.CLERK:
        refuse_residents(voice.meeting.office_id, words)
    if not Voice.objects.filter(pk=voice.pk, version=seen).update(version=F("version") + 1):
        raise Stale(_(CHANGED))
    first = Answer.objects.filter(pk=found.pk, disputed_on=None)
    columns = {"disputed_on": on, "disputed": words, "disputed_in": came_in}
    if not first.update(changed_at=now, version=F("version") + 1, **columns):
        raise Refusal(_("This has been written down already; it is said once."))
    voice.refresh_from_db()
    record("voice.disputed", voice, by=_key(by), at=now, meeting=voice.meeting_id, day=on)


def answer_of(voice: Voice) -> Answer | None:
    """What became of it so far, None while nothing was written down. One query."""
    return Answer.objects.filter(voice=voice).first()


def document_of(answer: Answer) -> QuerySet[File]:
    """The document in which a proposal is reflected: a row of files, or none."""
    return files.files_of(answer).filter(purpose=Purpose.PAPER, closed_at=None)


@transaction.atomic
def keep_document(voice: Voice, data: bytes, *, file_name: str, by: User | None, now: datetime) -> File:
    """Keep the document in which a proposal is reflected, in place of an earlier one. Everybody may fetch it.

    Journals file.kept and voice.document_kept. Raises Refusal while nothing is written down of it, and for a type or
    size that is not taken.
    """
    found = answer_of(voice)
    if found is None:
        raise Refusal(_("Nothing is answered yet. Write the answer down first."))
    _drop(found, by, now)
    # The name it was brought under may name somebody; what people save is named by the number.
    name = f"document-{voice.number or voice.pk}.{file_name.rpartition('.')[2]}"
    office = voice.meeting.office_id
    kept = files.keep(data, name=name, purpose=Purpose.PAPER, owner=found, office=office, by=_key(by), now=now)
    record("voice.document_kept", voice, by=_key(by), at=now, meeting=voice.meeting_id, file=kept.pk)
    return kept


@transaction.atomic
def drop_document(voice: Voice, *, by: User | None, now: datetime) -> None:
    """Take the document away. Journals voice.document_dropped. Raises Refusal if there is none."""
    found = answer_of(voice)
    if found is None or not _drop(found, by, now):
        raise Refusal(_("This paper has been taken away already."))
    record("voice.document_dropped", voice, by=_key(by), at=now, meeting=voice.meeting_id)


def _drop(answer: Answer, by: User | None, now: datetime) -> int:
    """Let go of what is kept; how many files that were."""
    rows = list(document_of(answer))
    for row in rows:
        files.drop(row, by=_key(by), now=now)
    return len(rows)


def _check(voice: Voice, reply: Reply, today: date) -> None:
    if voice.kind == Voice.Kind.ISSUE:
        raise ValueError("an issue for the agenda is taken up, not answered")
    if reply.way not in Voice.Way.values:
        raise Refusal(_("Say which it is: a question put to the meeting, or a written appeal."))
    if reply.way == Voice.Way.APPEAL:
        _check_appeal(voice, reply, today)
    _check_answer(voice, reply, today)
    if voice.kind == Voice.Kind.PROPOSAL:
        _check_outcome(reply)
    elif reply.outcome:
        raise ValueError("only a proposal has an outcome")


def _check_appeal(voice: Voice, reply: Reply, today: date) -> None:
    if not reply.journal_number.strip() or reply.registered_on is None:
        raise Refusal(_("A written appeal has its number and its day in the office’s journal. Write both."))
    if reply.registered_on > today:
        raise Refusal(_("The day of registering cannot lie ahead."))
    if voice.received_on is not None and reply.registered_on < voice.received_on:
        raise Refusal(_("The day of registering lies before the day on which it was handed in."))


def _check_answer(voice: Voice, reply: Reply, today: date) -> None:
    if not reply.how:
        if reply.answered_on is not None or reply.text:
            raise Refusal(_("Say how it was answered: in the hall or in writing."))
        return
    if reply.answered_on is None:
        raise Refusal(_("Say on which day it was answered."))
    if reply.answered_on > today:
        raise Refusal(_("The day of the answer cannot lie ahead."))
    if voice.received_on is not None and reply.answered_on < voice.received_on:
        raise Refusal(_("The day of the answer lies before the day on which it was handed in."))
    if reply.how == Answer.How.WRITING and not (reply.text and reply.by_post):
        raise Refusal(_("A written answer has its words and the post that answers. Write both."))


def _check_outcome(reply: Reply) -> None:
    if reply.outcome == Answer.Outcome.REJECTED and not reply.why:
        raise Refusal(_("Say why the proposal is rejected: people read it beside the proposal."))
    if reply.outcome == Answer.Outcome.REFLECTED and not reply.reflected_in:
        raise Refusal(_("Say where the proposal is reflected: the line of the budget or of the plan."))


def _put(voice: Voice, reply: Reply) -> dict[str, object]:
    """The columns of the voice: which it is, and that it was answered on the spot."""
    is_appeal = reply.way == Voice.Way.APPEAL
    return {
        "way": reply.way,
        "journal_number": one_line(reply.journal_number)[:JOURNAL_LETTERS] if is_appeal else "",
        "registered_on": reply.registered_on if is_appeal else None,
        "answered_there": True if reply.how == Answer.How.HALL else voice.answered_there,
    }


def _columns(reply: Reply) -> dict[str, object]:
    """The columns of the answer; reasons that no longer belong to the outcome go."""
    return {
        "by_post": Post(reply.by_post).value if reply.by_post else "",
        "how": reply.how,
        "text": reply.text,
        "answered_on": reply.answered_on,
        "outcome": reply.outcome,
        "why": reply.why if reply.outcome == Answer.Outcome.REJECTED else Said(),
        "reflected_in": reply.reflected_in if reply.outcome == Answer.Outcome.REFLECTED else Said(),
    }


def _record(voice: Voice, reply: Reply, by: User | None, now: datetime) -> None:
    """Tell the journal in words of the code alone."""
    record(
        "voice.answered",
        voice,
        by=_key(by),
        at=now,
        meeting=voice.meeting_id,
        way=reply.way,
        how=reply.how or None,
        post=reply.by_post or None,
        outcome=reply.outcome or None,
    )


def _key(user: User | None) -> int | None:
    return user.pk if user else None
