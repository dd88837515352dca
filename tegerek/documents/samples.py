"""The mark of a sample: of a programme that shows how a series looks, and counts nowhere outside a demonstration.

It stands wherever such a programme, its seminars or their meetings are told of: on paper, in files, in calendars.
"""

from __future__ import annotations

from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from tegerek.documents.papers.parts import in_each
from tegerek.lib.said import Said


class Marked(Protocol):
    """A sheet of a meeting that knows what the meeting is."""

    @property
    def is_sample(self) -> bool: ...

    @property
    def is_rehearsal(self) -> bool: ...


def sample_mark(is_sample: bool, langs: tuple[str, ...]) -> str:
    """What stands at the head of every page of a paper, once in each of its languages; "" for what is no sample."""
    return " · ".join(in_each(langs, lambda one: pgettext("mark on paper", "SAMPLE"))) if is_sample else ""


def meeting_mark(sheet: Marked, lang: str) -> str:
    """The mark of a paper of a meeting in one language: that it is a sample, a rehearsal, or both; "" for neither."""
    rehearsal = in_each((lang,), lambda one: pgettext("mark on paper", "REHEARSAL") if sheet.is_rehearsal else "")
    return " · ".join(filter(None, (sample_mark(sheet.is_sample, (lang,)), *rehearsal)))


def as_sample(title: str, is_sample: bool) -> str:
    """A title in a list, a calendar or a file, in the active language: led by the mark where it is a sample's."""
    return _("Sample: %(title)s") % {"title": title} if is_sample else title


def said_as_sample(title: Said, is_sample: bool) -> Said:
    """The same of a title in every language in which it is said."""
    told: dict[str, str] = {}
    for lang, text in title.texts.items():
        with override(lang):
            told[lang] = as_sample(text, is_sample)
    return Said(told)


def sample_told() -> str:
    """The mark as a sentence, in the active language."""
    return _("Sample: this training is invented and is counted nowhere.")
