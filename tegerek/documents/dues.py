"""What is near its day or past it, in words: the same on the page, on the call list and on the public list."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from tegerek.commitments.due_sheets import DueGroup, Pressing
from tegerek.documents.plain import plain
from tegerek.people.posts import post_said


def due_sentence(thing: Pressing, today: date) -> str:
    """How far away its last day is, in neutral words: "in 3 days", "today", "12 days past the last day"."""
    if thing.late:
        return ngettext("%(n)d day past the last day", "%(n)d days past the last day", thing.late) % {"n": thing.late}
    left = (thing.due_on - today).days
    if left <= 0:
        return pgettext("a last day", "today is the last day")
    return ngettext("%(n)d day left", "%(n)d days left", left) % {"n": left}


def kind_words(thing: Pressing) -> str:
    """What it is that is waited for."""
    return {
        "answer": pgettext("kind of reminder", "answer"),
        "commitment": pgettext("kind of reminder", "decision"),
        "step": pgettext("kind of reminder", "step after a meeting"),
    }[thing.kind]


def to_words(group: DueGroup, lang: str) -> str:
    """Who is reminded: the post or the body, of a village its name; that nobody was named."""
    if group.post:
        post = plain(post_said(group.post), lang)
        return ", ".join(filter(None, (post[:1].upper() + post[1:], plain(group.body, lang), plain(group.place, lang))))
    return plain(group.body, lang) or _("Nobody is named yet")
