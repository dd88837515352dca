"""The evaluation of a seminar: what a programme asks, and the replies, from paper and from phones."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tegerek.journal.actions import record
from tegerek.learning.models import EvaluationForm, Reply
from tegerek.learning.models.words import as_lines
from tegerek.learning.rules import LEAST, LEFT_EMPTY, MOST, NONE
from tegerek.learning.testing import keep_until
from tegerek.lib.dates import local_day
from tegerek.lib.errors import Refusal
from tegerek.lib.said import Said
from tegerek.lib.text import mended, one_line
from tegerek.people.models import User
from tegerek.programmes.actions import touch
from tegerek.programmes.models import Programme, Seminar

MOST_ASKED = 10
LETTERS = 500


@transaction.atomic
def set_form(
    programme: Programme,
    asked: Sequence[tuple[str, Said]],
    *,
    seen: int | None,
    by: User | None,
    now: datetime,
) -> EvaluationForm:
    """Let the seminars of a programme that have no reply yet ask this. Journals evaluation.set.

    asked: (EvaluationForm.SCALE or TEXT, question) in their order. Raises Refusal for none or for more than ten; Stale.
    """
    if not asked:
        raise Refusal(_("Write at least one question."))
    if len(asked) > MOST_ASKED:
        raise Refusal(_("An evaluation has at most %(n)d questions. Ask fewer.") % {"n": MOST_ASKED})
    touch(programme, seen=seen, now=now)
    form = EvaluationForm.objects.create(
        programme=programme,
        questions=as_lines(tuple(question for _kind, question in asked)),
        kinds="".join(kind for kind, _question in asked),
        made_at=now,
    )
    record("evaluation.set", form, by=by.pk if by else None, at=now, questions=len(asked))
    return form


def form_of(seminar: Seminar) -> EvaluationForm | None:
    """What a seminar asks: the form of its first reply, else the newest of the programme. Two queries at most."""
    first = Reply.objects.filter(seminar=seminar).select_related("form").first()
    return first.form if first else seminar.programme.evaluation_forms.last()


def read_scales(typed: str, form: EvaluationForm) -> str:
    """The answers from 1 to 5 as keyed: "5 4-3" → "54-3". Raises Refusal, saying how many are wanted."""
    wanted = form.kinds.count(EvaluationForm.SCALE)
    signs = [NONE if sign in LEFT_EMPTY else sign for sign in typed if not sign.isspace() and sign not in ",;"]
    numbers = [str(n) for n in range(LEAST, MOST + 1)]
    if len(signs) != wanted or any(sign not in (*numbers, NONE) for sign in signs):
        raise Refusal(_("Type %(n)d answers from 1 to 5, one sign each; for an empty one a dash.") % {"n": wanted})
    return "".join(signs)


@transaction.atomic
def keep_reply(
    seminar: Seminar,
    form: EvaluationForm,
    scales: str,
    words: Sequence[str],
    *,
    key: UUID,
    is_own: bool = False,
    by: User | None,
    now: datetime,
) -> bool:
    """Keep one evaluation. Whether it is new: what carries the same key counts once. Journals reply.kept.

    scales: as read_scales gives them. words: one text for each question for own words. Raises Refusal where nothing at
    all is answered.
    """
    lines = [one_line(mended(text))[:LETTERS] for text in words]
    if not any(lines) and not scales.strip(NONE):
        raise Refusal(_("Nothing is answered yet. Answer at least one question."))
    if Reply.objects.filter(key=key).exists():
        return False
    try:
        with transaction.atomic():
            reply = Reply.objects.create(
                seminar=seminar,
                form=form,
                key=key,
                on=local_day(now),
                is_own=is_own,
                scales=scales,
                words="\n".join(lines),
                keep_until=keep_until(seminar, now),
            )
    except IntegrityError:
        return False  # the same press came a second time while the first was being written
    record("reply.kept", reply, by=by.pk if by else None, at=now, seminar=seminar.pk)
    return True
