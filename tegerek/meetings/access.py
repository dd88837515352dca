"""The meeting, if this account may; else the 404 of one that does not exist."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.http import Http404

from tegerek.files.actions import files_of
from tegerek.files.models import File
from tegerek.meetings.handouts import handout_files
from tegerek.meetings.models import (
    Charter,
    ChatGroup,
    ChatPost,
    Invitee,
    ListImport,
    Meeting,
    Participant,
    Seat,
    Telling,
)
from tegerek.meetings.recordings import recording_files
from tegerek.meetings.scans import scans_of
from tegerek.people.access import fetch, may, within
from tegerek.people.models import User
from tegerek.people.rights import Act

WITH_PLACE = ("place", "place__parent", "venue", "office")


def meeting_for(user: User | AnonymousUser, act: Act, key: int) -> Meeting:
    """One query and that of the grants. Raises Http404."""
    return fetch(Meeting.objects.select_related(*WITH_PLACE), user, act, pk=key)


def meetings_for(user: User | AnonymousUser, act: Act) -> QuerySet[Meeting]:
    """Those meetings of which this account may do that act, with their places."""
    return within(Meeting.objects.select_related(*WITH_PLACE), user, act)


def charter_for(user: User | AnonymousUser, act: Act, key: int) -> Charter:
    """A charter of one's municipality. Raises Http404."""
    return fetch(Charter.objects.select_related("office"), user, act, pk=key)


def line_for(user: User | AnonymousUser, act: Act, key: int) -> Participant:
    """One line of a roster, with its meeting, person and unit. Raises Http404."""
    rows = Participant.objects.select_related(
        "meeting__office", "meeting__place__parent", "meeting__venue", "person", "unit"
    )
    return fetch(rows, user, act, pk=key)


def seat_for(user: User | AnonymousUser, act: Act, key: int) -> Seat:
    """A seat, or a place in the queue, with its pool, meeting and line. Raises Http404."""
    rows = Seat.objects.select_related("pool__meeting__office", "pool__meeting__place", "participant__meeting")
    return fetch(rows, user, act, pk=key)


def invitee_for(user: User | AnonymousUser, act: Act, key: int) -> Invitee:
    """A body or post that is invited, with its meeting. Raises Http404."""
    rows = Invitee.objects.select_related("meeting__office", "meeting__place__parent", "meeting__venue")
    return fetch(rows, user, act, pk=key)


def scan_for(user: User | AnonymousUser, act: Act, key: int, scan: int) -> tuple[Meeting, File]:
    """A scan through its meeting, and that; a closed one only for whoever may see those. Raises Http404."""
    meeting = meeting_for(user, act, key)
    file = scans_of(meeting).filter(pk=scan).first()
    if file is None or (file.closed_at is not None and not may(user, Act.KEPT_SEE, meeting)):
        raise Http404
    return meeting, file


def handout_for(user: User | AnonymousUser, act: Act, key: int, paper: int) -> tuple[Meeting, File]:
    """A paper of the agenda through its meeting, and that. Raises Http404."""
    meeting = meeting_for(user, act, key)
    file = handout_files(meeting).filter(pk=paper).first()
    if file is None:
        raise Http404
    return meeting, file


def recording_for(user: User | AnonymousUser, act: Act, key: int, recording: int) -> tuple[Meeting, File]:
    """What was read aloud, through its meeting. Raises Http404."""
    meeting = meeting_for(user, act, key)
    file = recording_files(meeting.pk).filter(pk=recording).first()
    if file is None:
        raise Http404
    return meeting, file


def telling_for(user: User | AnonymousUser, act: Act, key: int) -> Telling:
    """A proof of notice, with its meeting. Raises Http404."""
    return fetch(Telling.objects.select_related(*(f"meeting__{name}" for name in WITH_PLACE)), user, act, pk=key)


def chat_post_for(user: User | AnonymousUser, act: Act, key: int) -> ChatPost:
    """The tick that something was posted in a chat, with its meeting. Raises Http404."""
    return fetch(ChatPost.objects.select_related("meeting__office", "group", "turn"), user, act, pk=key)


def proof_of(row: Telling | ChatPost) -> File:
    """The photograph or screenshot of a row already fetched for an account. Raises Http404 where there is none."""
    file = files_of(row).last()
    if file is None or file.closed_at is not None:
        raise Http404
    return file


def chat_groups_for(user: User | AnonymousUser, act: Act) -> QuerySet[ChatGroup]:
    """The chat groups of which this account may do that act, with place and office."""
    return within(ChatGroup.objects.select_related("unit__parent", "office"), user, act)


def chat_group_for(user: User | AnonymousUser, act: Act, key: int) -> ChatGroup:
    """One of them that is not ended. Raises Http404."""
    return fetch(ChatGroup.objects.select_related("unit__parent", "office").filter(ended_at=None), user, act, pk=key)


def list_for(user: User | AnonymousUser, act: Act, key: int) -> ListImport:
    """A list that was brought, with its meeting and job. Raises Http404."""
    rows = ListImport.objects.select_related("meeting__office", "meeting__place__parent__parent", "job", "brought_by")
    return fetch(rows, user, act, pk=key)


def open_lists(meeting: Meeting) -> QuerySet[ListImport]:
    """The lists of a meeting that still wait for somebody, the newest first."""
    return ListImport.objects.filter(meeting=meeting, ended_at=None).order_by("-pk")
