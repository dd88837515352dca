"""A question, a sheet or a stated result, if this account may; else the 404 of one that does not exist."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser

from tegerek.learning.models import AnswerSheet, Question, StatedResult
from tegerek.people.access import fetch
from tegerek.people.models import User
from tegerek.people.rights import Act

Somebody = User | AnonymousUser


def question_for(user: Somebody, act: Act, key: int) -> Question:
    """With its programme and office. Raises Http404."""
    return fetch(Question.objects.select_related("programme__office"), user, act, pk=key)


def answer_sheet_for(user: Somebody, act: Act, key: int) -> AnswerSheet:
    """With its test and seminar. Raises Http404."""
    rows = AnswerSheet.objects.select_related("test__seminar__programme__office", "test__seminar__meeting")
    return fetch(rows, user, act, pk=key)


def stated_result_for(user: Somebody, act: Act, key: int) -> StatedResult:
    """With its programme. Raises Http404."""
    return fetch(StatedResult.objects.select_related("programme__office"), user, act, pk=key)
