"""The bank of questions of a programme: put in, changed, retired; many at once out of a form that somebody brought."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tegerek.journal.actions import record
from tegerek.learning.models import Question
from tegerek.learning.models.words import as_lines
from tegerek.lib.errors import CHANGED, Refusal, Stale
from tegerek.lib.said import Said
from tegerek.people.models import User
from tegerek.programmes.models import Programme

FEWEST_OPTIONS, MOST_OPTIONS = 2, 6


@dataclass(frozen=True)
class QuestionWords:
    """What a question says. options: what is offered, in their order; right: the number of the right one, from 1."""

    text: Said
    options: tuple[Said, ...]
    right: int
    topic: Said = field(default_factory=Said)


@transaction.atomic
def add_question(programme: Programme, words: QuestionWords, *, by: User | None, now: datetime) -> Question:
    """Put a question into the bank. Journals question.added.

    Raises Refusal without a text, for fewer than two or more than six options, or without a right one among them.
    """
    _check(words)
    question = Question.objects.create(programme=programme, made_at=now, changed_at=now, **_columns(words))
    record("question.added", question, by=by.pk if by else None, at=now, programme=programme.pk)
    return question


@transaction.atomic
def change_question(question: Question, words: QuestionWords, *, seen: int, by: User, now: datetime) -> None:
    """Say it otherwise. Tests that asked it before keep what they asked. Journals question.changed.

    Raises Refusal as add_question does; Stale.
    """
    _check(words)
    rows = Question.objects.filter(pk=question.pk, version=seen)
    if not rows.update(version=F("version") + 1, changed_at=now, **_columns(words)):
        raise Stale(_(CHANGED))
    question.refresh_from_db()
    record("question.changed", question, by=by.pk, at=now, programme=question.programme_id)


@transaction.atomic
def retire_question(question: Question, *, seen: int, by: User, now: datetime) -> None:
    """Offer it for no new test, or offer it again. Journals question.retired or question.returned. Raises Stale."""
    retired_at = None if question.retired_at else now
    rows = Question.objects.filter(pk=question.pk, version=seen)
    if not rows.update(version=F("version") + 1, changed_at=now, retired_at=retired_at):
        raise Stale(_(CHANGED))
    question.refresh_from_db()
    record("question.retired" if retired_at else "question.returned", question, by=by.pk, at=now)


@transaction.atomic
def take_questions(
    programme: Programme, brought: Iterable[QuestionWords], *, by: User | None, now: datetime
) -> tuple[int, int]:
    """Put in those that are not in the bank yet: (how many were put in, how many stood there). The same text in any
    language is the same question. Journals question.added for each. Raises Refusal as add_question does.
    """
    known = {text for row in programme.questions.all() for text in row.text.texts.values()}
    added = there = 0
    for words in brought:
        texts = set(words.text.texts.values())
        if texts & known:
            there += 1
            continue
        add_question(programme, words, by=by, now=now)
        known |= texts
        added += 1
    return added, there


def _check(words: QuestionWords) -> None:
    if not words.text:
        raise Refusal(_("Write the question."))
    if len(words.options) < FEWEST_OPTIONS:
        raise Refusal(_("Write at least two answers to choose from, one a line."))
    if len(words.options) > MOST_OPTIONS:
        said = ngettext("At most %(n)d answer can be offered.", "At most %(n)d answers can be offered.", MOST_OPTIONS)
        raise Refusal(said % {"n": MOST_OPTIONS})
    if not 1 <= words.right <= len(words.options):
        raise Refusal(_("Say which answer is right: the number of its line."))


def _columns(words: QuestionWords) -> dict[str, Said | int]:
    return {"text": words.text, "options": as_lines(words.options), "right": words.right, "topic": words.topic}
