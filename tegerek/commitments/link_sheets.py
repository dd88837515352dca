"""What a personal link opens: what its holder asked, and the decisions of which the holder may speak. Names nobody.

What the office prints of links stands here too: a strip of cards, with the names by which they are handed out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from tegerek.commitments.access import WITH_PLACE
from tegerek.commitments.links import code_of, opened_by
from tegerek.commitments.models import ResidentWord, WordLink
from tegerek.commitments.rules import State
from tegerek.commitments.sheets import CommitmentLine, lines_in_order
from tegerek.lib.dates import local_day
from tegerek.lib.pages import Page, page_in
from tegerek.lib.said import Said
from tegerek.lib.text import alphabet_key
from tegerek.meetings.models import Meeting, Participant
from tegerek.meetings.sheets import OfficeLine, office_line
from tegerek.places.rules import long_said
from tegerek.voices.answer_sheets import Story, story_of
from tegerek.voices.models import Voice

# What is not to be carried out yet has nothing to be said of.
SILENT = frozenset({State.WITH_COUNCIL, State.NOT_APPROVED})
PAGE = 20


@dataclass(frozen=True)
class OpenLine:
    """A decision of which the holder may speak. said: the own last word, "" for none; text: what was written with it;
    on: its day.
    """

    line: CommitmentLine
    said: str
    text: Said
    on: date | None

    @property
    def may_say(self) -> bool:
        return self.line.state not in SILENT


@dataclass(frozen=True)
class Asked:
    """What the holder asked: its number, kind and words, and what became of it; story: None while nothing stands on the
    slip. version: of the voice, for a form.
    """

    number: int | None
    kind: str
    text: Said
    version: int
    story: Story | None

    @property
    def may_dispute(self) -> bool:
        return self.story is not None and self.story.answered_on is not None and self.story.disputed_on is None


@dataclass(frozen=True)
class LinkSheet:
    """What a link opens. until: the last day on which a word can be said. asked: None for who lives there."""

    code: str
    until: date
    office: OfficeLine
    place: Said
    asked: Asked | None
    page: Page[OpenLine]


@dataclass(frozen=True)
class LinkCard:
    """A card of a strip: the key of its link, whose it is, by which it is handed out, and what is printed on it."""

    key: int
    name: str
    place: Said
    code: str


@dataclass(frozen=True)
class StripSheet:
    """The cards of a meeting's list, by name. until: the day to which all of them open something."""

    office: Said
    meeting_title: Said
    held_on: date | None
    until: date | None
    cards: tuple[LinkCard, ...]
    changed_at: datetime
    is_sample: bool = False


@dataclass(frozen=True)
class LinkCounts:
    """Of a meeting: how many stand on its list, how many of them have a link, how many have said a word by one."""

    listed: int
    given: int
    spoke: int

    @property
    def without(self) -> int:
        return max(0, self.listed - self.given)


def link_sheet(link: WordLink, today: date, *, page: int = 1) -> LinkSheet:
    """All that a link opens, what its holder has not spoken of first (loaded by links.link_of_code). Eight queries."""
    rows = list(opened_by(link).select_related(*WITH_PLACE).order_by("-published_at", "-pk"))
    said = {one.commitment_id: one for one in ResidentWord.objects.filter(link=link, replaced_at=None)}
    lines = [_line(line, said.get(line.key)) for line in lines_in_order(rows, today)]
    lines.sort(key=lambda one: (not one.may_say, bool(one.said)))
    return LinkSheet(
        code=code_of(link),
        until=last_day(link),
        office=office_line(link.office),
        place=long_said(link.place.kind, link.place.name),
        asked=_asked(link.voice, today) if link.voice else None,
        page=page_in(lines, number=page, most=PAGE),
    )


def last_day(link: WordLink) -> date:
    """The last day on which a link opens something."""
    return local_day(link.expires_at - timedelta(seconds=1))


def strip_sheet(meeting: Meeting, now: datetime) -> StripSheet:
    """The cards for those on a meeting's list who have a link (the meeting with its office). One query."""
    links = list(_of_list(meeting, now).select_related("person", "place").order_by("pk"))
    links.sort(key=lambda one: alphabet_key(one.person.name if one.person else ""))
    return StripSheet(
        office=meeting.office.name,
        meeting_title=meeting.title,
        held_on=meeting.held_on,
        until=min(map(last_day, links), default=None),
        cards=tuple(
            LinkCard(one.pk, one.person.name, long_said(one.place.kind, one.place.name), code_of(one))
            for one in links
            if one.person
        ),
        changed_at=max((one.made_at for one in links), default=meeting.changed_at),
        is_sample=meeting.is_sample,
    )


def link_counts(meeting: Meeting, now: datetime) -> LinkCounts:
    """Three queries."""
    links = _of_list(meeting, now)
    listed = Participant.objects.filter(meeting=meeting, declined_at=None, person__erased_at=None).count()
    spoke = ResidentWord.objects.filter(link__in=links, replaced_at=None).values("link").distinct().count()
    return LinkCounts(listed, links.values("person").distinct().count(), spoke)


def _of_list(meeting: Meeting, now: datetime) -> QuerySet[WordLink]:
    """The links of those on the list that open something; some were given at an earlier meeting."""
    listed = Participant.objects.filter(meeting=meeting, declined_at=None, person__erased_at=None)
    rows = WordLink.objects.filter(person__in=listed.values("person"), revoked_at=None, expires_at__gt=now)
    return rows.filter(office=meeting.office_id)


def _line(line: CommitmentLine, said: ResidentWord | None) -> OpenLine:
    if said is None:
        return OpenLine(line, "", Said(), None)
    return OpenLine(line, said.word, said.text, said.on)


def _asked(voice: Voice, today: date) -> Asked:
    story = story_of(voice, today) if voice.recorded_at and voice.kind != Voice.Kind.ISSUE else None
    return Asked(voice.number, voice.kind, voice.text or Said(), voice.version, story)
