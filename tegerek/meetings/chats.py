"""Chat groups of the villages: the register of them, what is to be posted, and the ticks that it was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from tegerek.files import actions as files
from tegerek.files.models import File
from tegerek.journal.actions import record
from tegerek.lib.dates import local_day
from tegerek.lib.errors import CHANGED, Refusal, Stale
from tegerek.lib.said import Said
from tegerek.lib.text import mended, one_line
from tegerek.meetings.models import ChatGroup, ChatPost, Meeting, Telling, Turn
from tegerek.meetings.rules import State, When
from tegerek.meetings.sheets import OfficeLine, Where, office_line, where_of
from tegerek.meetings.telling import keep_proof, last_turn, standing, take_back, write_telling
from tegerek.people.models import User
from tegerek.places.models import Body, Unit
from tegerek.procedures.kinds import kind as kind_of


@dataclass(frozen=True)
class GroupWords:
    """A chat group as it is typed.

    posted_by: the post of whoever posts there, not a name. link: to join it, "" for none. members, counted_on: how many
    read it, and on which day that was counted.
    """

    name: str
    posted_by: str = ""
    link: str = ""
    members: int | None = None
    counted_on: date | None = None


@dataclass(frozen=True)
class ChatSheet:
    """What a chat is told of a called meeting; complete without its page.

    number: None for a rehearsal, which has no page. turn: the last public turn, as Turn.Kind. was: the time before it.
    issues: the agenda.
    """

    number: int | None
    kind_name: Said
    title: Said
    when: When
    was: When
    where: Where
    issues: tuple[Said, ...]
    office: OfficeLine
    turn: str
    state: State
    is_rehearsal: bool
    is_sample: bool = False


@dataclass(frozen=True)
class GroupLine:
    """A group, and whether the text of the last turn was posted there. link: "" for none that leads to a page."""

    key: int
    name: str
    unit: Said
    posted_by: str
    members: int | None
    counted_on: date | None
    link: str
    post: int | None
    posted_at: datetime | None
    ticked_by: str
    screenshot: int | None


def chat_sheet(meeting: Meeting) -> ChatSheet:
    """What is told. Two queries; place, the unit above, hall and office must be loaded. Raises Refusal for a draft."""
    turn = last_turn(meeting)
    return ChatSheet(
        number=meeting.number,
        kind_name=kind_of(meeting.kind).name,
        title=meeting.title,
        when=meeting.when,
        was=turn.before,
        where=where_of(meeting),
        issues=tuple(item.title for item in meeting.agenda.all()),
        office=office_line(meeting.office),
        turn=turn.kind,
        state=meeting.state,
        is_rehearsal=meeting.is_rehearsal,
        is_sample=meeting.is_sample,
    )


def group_lines(meeting: Meeting, what: ChatPost.What | None = None) -> tuple[GroupLine, ...]:
    """The groups of the office in which something of this meeting was or may be posted, those of its place first.

    Four queries. what: the result; without it the text of the last turn. Raises Refusal for a draft.
    """
    turn = last_turn(meeting)
    posts = {post.group_id: post for post in posts_of(meeting, turn, what).select_related("by")}
    groups = ChatGroup.objects.filter(office=meeting.office_id).filter(Q(ended_at=None) | Q(pk__in=posts))
    label = ChatPost._meta.label_lower
    shots = File.objects.filter(owner_label=label, owner_key__in=[post.pk for post in posts.values()])
    shown = dict(shots.values_list("owner_key", "pk"))
    here_first = sorted(groups.select_related("unit"), key=lambda group: group.unit_id != meeting.place_id)
    return tuple(_line(group, posts.get(group.pk), shown) for group in here_first)


def posts_of(meeting: Meeting, turn: Turn, what: ChatPost.What | None = None) -> QuerySet[ChatPost]:
    """The ticks for the text of a turn; what=RESULT: those for the result."""
    if what == ChatPost.What.RESULT:
        return meeting.chat_posts.filter(what=what)
    return meeting.chat_posts.filter(turn=turn).exclude(what=ChatPost.What.RESULT)


@transaction.atomic
def add_group(office: Body, unit: Unit, words: GroupWords, *, by: User | None, now: datetime) -> ChatGroup:
    """Write a chat group into the register. Journals chat_group.added.

    Raises Refusal without a name, for a link that is none, for a day to come, and if the group stands there already.
    """
    Body.objects.select_for_update().get(pk=office.pk)
    columns = _columns(words, now)
    if ChatGroup.objects.filter(office=office, unit=unit, name=columns["name"], ended_at=None).exists():
        raise Refusal(_("This group stands in the register already."))
    group = ChatGroup.objects.create(office=office, unit=unit, made_at=now, **columns)
    record("chat_group.added", group, by=_key(by), at=now, office=office.pk)
    return group


@transaction.atomic
def change_group(group: ChatGroup, unit: Unit, words: GroupWords, *, seen: int, by: User | None, now: datetime) -> None:
    """Change what is known of a group. Journals chat_group.changed. Raises Refusal like add_group, Stale."""
    _change(group, seen, unit=unit, **_columns(words, now))
    record("chat_group.changed", group, by=_key(by), at=now, office=group.office_id)


@transaction.atomic
def end_group(group: ChatGroup, *, seen: int, by: User | None, now: datetime) -> None:
    """The group is no more; what was posted there stays on record. Journals chat_group.ended. Raises Stale."""
    _change(group, seen, ended_at=now)
    record("chat_group.ended", group, by=_key(by), at=now, office=group.office_id)


@transaction.atomic
def tick_posted(
    meeting: Meeting,
    group: ChatGroup,
    *,
    by: User | None,
    now: datetime,
    what: ChatPost.What | None = None,
    screenshot: bytes | None = None,
) -> ChatPost:
    """The text of the last turn was posted in a group; what=RESULT: the result was. Pressed twice, it stands once.

    The first tick for a turn is a proof that people were told, by chat. Journals chat.posted.
    Raises Refusal for a draft, when the meeting is over (the result: before), and for a screenshot that is no picture.
    """
    Meeting.objects.select_for_update().get(pk=meeting.pk)
    turn = last_turn(meeting)
    is_result = what == ChatPost.What.RESULT
    _refuse_untimely(meeting, is_result=is_result)
    word = ChatPost.What.NOTICE if turn.kind == Turn.Kind.CALLED else ChatPost.What.CORRECTION
    post, is_new = ChatPost.objects.get_or_create(
        meeting=meeting,
        group=group,
        what=ChatPost.What.RESULT if is_result else word,
        turn=None if is_result else turn,
        defaults={"posted_at": now, "by": by},
    )
    if screenshot is not None and not files.files_of(post).exists():
        keep_proof(post, screenshot, office=meeting.office_id, by=by, now=now)
    if is_new:
        record("chat.posted", meeting, by=_key(by), at=now, group=group.pk, what=post.what)
        if not is_result:
            _tell_by_chat(meeting, turn, by=by, now=now)
    return post


@transaction.atomic
def untick(post: ChatPost, *, by: User | None, now: datetime) -> None:
    """It was ticked by mistake: the tick goes, with its screenshot; the proof by chat too if this was its only one.

    Journals chat.unticked.
    """
    meeting, turn = post.meeting, post.turn
    Meeting.objects.select_for_update().get(pk=meeting.pk)
    for file in files.files_of(post):
        files.drop(file, by=_key(by), now=now)
    record("chat.unticked", meeting, by=_key(by), at=now, group=post.group_id, what=post.what)
    ChatPost.objects.filter(pk=post.pk).delete()
    if turn is not None and not posts_of(meeting, turn).exists():
        for telling in _told_by_ticks(meeting, turn):
            take_back(telling, by=by, now=now)


def _tell_by_chat(meeting: Meeting, turn: Turn, *, by: User | None, now: datetime) -> None:
    """Write the proof once for a turn, whoever wrote it first."""
    if standing(meeting).filter(turn=turn, channel=Telling.Channel.CHAT).exists():
        return
    write_telling(
        meeting,
        turn,
        channel=Telling.Channel.CHAT,
        told_on=local_day(now),
        where=Said(),
        by_whom="",
        by=by,
        now=now,
    )


def _told_by_ticks(meeting: Meeting, turn: Turn) -> list[Telling]:
    """The proof that a tick wrote: whoever writes one by hand says where or by whom."""
    by_chat = standing(meeting).filter(turn=turn, channel=Telling.Channel.CHAT, by_whom="")
    return [telling for telling in by_chat if not telling.where]


def _refuse_untimely(meeting: Meeting, *, is_result: bool) -> None:
    is_over = meeting.state in {State.HELD, State.CLOSED}
    if is_result and not is_over:
        raise Refusal(_("The result can be posted when the meeting has been held."))
    if is_over and not is_result:
        raise Refusal(_("This meeting is over: a call posted now would reach nobody in time."))


def _line(group: ChatGroup, post: ChatPost | None, shots: dict[int, int]) -> GroupLine:
    return GroupLine(
        key=group.pk,
        name=group.name,
        unit=group.unit.name,
        posted_by=group.posted_by,
        members=group.members,
        counted_on=group.counted_on,
        link=group.leads_to,
        post=post.pk if post else None,
        posted_at=post.posted_at if post else None,
        ticked_by=post.by.name if post and post.by else "",
        screenshot=shots.get(post.pk) if post else None,
    )


def _columns(words: GroupWords, now: datetime) -> dict[str, Any]:
    """The words as they are kept. Raises Refusal."""
    name, link = one_line(mended(words.name)), words.link.strip()
    if not name:
        raise Refusal(_("Say what the group is called."))
    if link and not link.startswith(ChatGroup.LINKS):
        raise Refusal(_("The link of a group begins with https://. Copy it from the group."))
    if words.counted_on and words.counted_on > local_day(now):
        raise Refusal(_("The day on which the members were counted has not come yet."))
    return {
        "name": name,
        "posted_by": one_line(mended(words.posted_by)),
        "link": link,
        "members": words.members,
        "counted_on": words.counted_on if words.members is not None else None,
    }


def _change(group: ChatGroup, seen: int, **columns: Any) -> None:
    rows = ChatGroup.objects.filter(pk=group.pk, version=seen, ended_at=None)
    if not rows.update(version=F("version") + 1, **columns):
        raise Stale(_(CHANGED))
    group.refresh_from_db()


def _key(user: User | None) -> int | None:
    return user.pk if user else None
