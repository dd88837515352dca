"""What a notice must tell and nobody has said yet: where each of it is typed, and the mark on its field there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy

from tegerek.documents.papers.call.common import asked_told
from tegerek.meetings.call_sheets import Asked, missing_of
from tegerek.meetings.models import Meeting
from tegerek.web.desk.forms import SeenForm

MUST_TELL = gettext_lazy("The notice must tell this, and nobody has said it yet.")
# The page of each and its field; a text in several languages has a field for each.
FIELDS = {
    Asked.INITIATOR: ("meeting-words", "initiator"),
    Asked.ISSUE: ("agenda", f"title-0_{settings.CONTENT_LANGUAGES[0]}"),
    Asked.PROCEDURE: ("meeting-words", f"procedure_{settings.CONTENT_LANGUAGES[0]}"),
    Asked.PLACE: ("move", "venue"),
    Asked.DATE: ("move", "first"),
    Asked.TIME: ("move", "starts"),
}
ONLINE = ("mode", "online_at")


@dataclass(frozen=True)
class Unsaid:
    """One of it in a word; address: of the field where it is typed, "" for who may not type it."""

    word: str
    address: str


def unsaid(meeting: Meeting, asked: Iterable[Asked], *, may_word: bool, may_move: bool) -> Iterator[Unsaid]:
    """Each with its way to be said, for who may change the words, and the day and the hall."""
    for one in asked:
        opens = may_move if _field(meeting, one)[0] == "move" else may_word
        yield Unsaid(asked_told(one), address_of(meeting, one) if opens else "")


def address_of(meeting: Meeting, asked: Asked) -> str:
    """The page where it is typed, at its field: /desk/meetings/7/words/#id_initiator"""
    page, name = _field(meeting, asked)
    return f"{reverse(f'desk:{page}', args=[meeting.pk])}#id_{name}"


def mark_unsaid(form: SeenForm, meeting: Meeting) -> None:
    """Mark those fields of the form in which the notice still waits for a word. At most one query."""
    names = {_field(meeting, asked)[1] for asked in missing_of(meeting)} & form.fields.keys()
    for name in names:
        field = form.fields[name]
        field.help_text = format_lazy("{} {}", MUST_TELL, field.help_text) if field.help_text else MUST_TELL
    form.unsaid = frozenset(names)


def _field(meeting: Meeting, asked: Asked) -> tuple[str, str]:
    is_online = asked is Asked.PLACE and meeting.mode == Meeting.Mode.ONLINE
    return ONLINE if is_online else FIELDS[asked]
