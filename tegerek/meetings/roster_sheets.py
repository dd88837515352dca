"""A meeting's people, as those see them who work with them. Private: names stand here, so no public page may ask."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Prefetch

from tegerek.lib.numbers import percent
from tegerek.lib.said import Said
from tegerek.lib.text import alphabet_key
from tegerek.meetings.models import Meeting, Participant
from tegerek.meetings.rules import When
from tegerek.meetings.sheets import Where, where_of
from tegerek.people.models import Contact, Mandate, Post, Sex
from tegerek.people.posts import post_said
from tegerek.places.rules import long_said

ORDER_OF_POSTS = {post.value: n for n, post in enumerate(Post)}


@dataclass(frozen=True)
class RosterLine:
    """One line of a roster.

    key, version: of the line; person: key of the card. name: "" once the person is erased. sex: "f", "m" or "".
    post: its slug on this roster; title: how it is called, as written where the slugs have no word. unit: the long name
    of the aimak or town, empty where not known; unit_key: its key. phones: E.164, empty unless asked for.
    confirmed_at, declined_at: at most one is set. tries, tried_at: calls that reached nobody, and the last of them.
    instead_of, replaced_by: keys of the lines this one replaces and is replaced by; reason: why it is here instead.
    morning, afternoon: None while nobody ticked. needs: words of Participant.Need; attends: "hall", "online", "". band:
    of the age, "" while nobody asked.
    """

    key: int
    person: int
    version: int
    name: str
    sex: str
    post: str
    title: Said
    unit: Said
    unit_key: int | None
    phones: tuple[str, ...]
    made_at: datetime
    confirmed_at: datetime | None
    declined_at: datetime | None
    tries: int
    tried_at: datetime | None
    instead_of: int | None
    replaced_by: int | None
    reason: str
    is_walk_in: bool
    morning: bool | None
    afternoon: bool | None
    ticked_at: datetime | None
    ticked_later: bool
    needs: tuple[str, ...] = ()
    attends: str = ""
    band: str = ""

    @property
    def is_coming(self) -> bool:
        """Whether a seat is kept for this person: on the list, has not declined."""
        return self.declined_at is None

    @property
    def is_listed(self) -> bool:
        """Whether the figure "on the list" counts this person: has a seat and did not walk in."""
        return self.is_coming and not self.is_walk_in

    @property
    def is_waiting(self) -> bool:
        """Whether this person is still to be phoned: on the list, and has not answered."""
        return self.is_listed and self.confirmed_at is None

    @property
    def came(self) -> bool:
        return bool(self.morning or self.afternoon)

    @property
    def is_untouched(self) -> bool:
        """Whether nothing has happened to the line since it was written, so that it may be taken off."""
        moments = (self.confirmed_at, self.declined_at, self.ticked_at, self.instead_of, self.replaced_by)
        return not any(moments) and not self.is_walk_in


@dataclass(frozen=True)
class RosterSheet:
    """A meeting's roster, whole: by aimak in alphabetical order, then by post, then by name.

    number: the public number, None for a draft. where: the place in every language; office: who calls.
    """

    meeting: int
    number: int | None
    kind: str
    title: Said
    when: When
    where: Where
    office: Said
    lines: tuple[RosterLine, ...] = field(default=())
    is_sample: bool = False

    @property
    def coming(self) -> tuple[RosterLine, ...]:
        """Whoever has a seat: those who declined are left out, their substitutes are in."""
        return tuple(line for line in self.lines if line.is_coming)


@dataclass(frozen=True)
class Balance:
    """A roster in figures, each as plan and fact counts it (programmes/counts.py).

    listed: on the list with a seat, walk-ins apart; women, unstated: of those listed. waiting: of those listed, who has
    not answered; confirmed: who will come. declined: who will not. came, women_came: ticked in either half, walk-ins
    too; walk_ins: of those who came, who had not been on the list.
    """

    listed: int
    women: int
    unstated: int
    waiting: int
    confirmed: int
    declined: int
    came: int
    women_came: int
    walk_ins: int

    @property
    def share(self) -> int:
        """Women among those listed, in whole per cent."""
        return percent(self.women, self.listed)

    @property
    def share_came(self) -> int:
        """Women among those who came, in whole per cent."""
        return percent(self.women_came, self.came)


def balance_of(sheet: RosterSheet) -> Balance:
    """The figures of a roster. No query."""
    listed = [line for line in sheet.lines if line.is_listed]
    came = [line for line in sheet.lines if line.came]
    waiting = sum(line.is_waiting for line in listed)
    return Balance(
        listed=len(listed),
        women=sum(line.sex == Sex.FEMALE for line in listed),
        unstated=sum(not line.sex for line in listed),
        waiting=waiting,
        confirmed=len(listed) - waiting,
        declined=sum(line.declined_at is not None for line in sheet.lines),
        came=len(came),
        women_came=sum(line.sex == Sex.FEMALE for line in came),
        walk_ins=sum(line.is_walk_in for line in came),
    )


def roster_sheet(meeting: Meeting, *, phones: bool = False) -> RosterSheet:
    """The roster of a meeting in hand (place, the place above, hall and office loaded).

    phones: whether to tell them; only for whoever may see phones, and for papers that carry them. Two queries, three
    with phones, however many lines.
    """
    lines = sorted(((_order(row), _line(row, phones)) for row in _rows(meeting, phones)), key=lambda pair: pair[0])
    return RosterSheet(
        meeting=meeting.pk,
        number=meeting.number,
        kind=meeting.kind,
        title=meeting.title,
        when=meeting.when,
        where=where_of(meeting),
        office=meeting.office.name,
        lines=tuple(line for _place, line in lines),
        is_sample=meeting.is_sample,
    )


def _rows(meeting: Meeting, phones: bool) -> list[Participant]:
    mandates = Prefetch("person__mandates", Mandate.objects.filter(post=Post.OTHER).exclude(title="").order_by("-id"))
    contacts = Prefetch("person__contacts", Contact.objects.filter(kind=Contact.Kind.PHONE).order_by("id"))
    rows = meeting.roster.select_related("person", "unit", "replaced_by")
    return list(rows.prefetch_related(*((mandates, contacts) if phones else (mandates,))))


def _order(row: Participant) -> tuple[bool, str, int, int, str, int]:
    """By aimak (those of none last), then by post, then by name; the key settles the rest."""
    unit = row.unit
    name = alphabet_key(row.person.name)
    return (unit is None, unit.order_key if unit else "", row.unit_id or 0, ORDER_OF_POSTS[row.post], name, row.pk)


def _line(row: Participant, phones: bool) -> RosterLine:
    replaced_by: Participant | None = getattr(row, "replaced_by", None)
    return RosterLine(
        key=row.pk,
        person=row.person_id,
        version=row.version,
        name=row.person.name,
        sex=row.person.sex,
        post=row.post,
        title=_title(row),
        unit=long_said(row.unit.kind, row.unit.name) if row.unit else Said(),
        unit_key=row.unit_id,
        phones=tuple(contact.value for contact in row.person.contacts.all()) if phones else (),
        made_at=row.made_at,
        confirmed_at=row.confirmed_at,
        declined_at=row.declined_at,
        tries=row.tries,
        tried_at=row.tried_at,
        instead_of=row.instead_of_id,
        replaced_by=replaced_by.pk if replaced_by else None,
        reason=row.reason,
        is_walk_in=row.is_walk_in,
        morning=row.morning,
        afternoon=row.afternoon,
        ticked_at=row.ticked_at,
        ticked_later=row.ticked_later,
        needs=tuple(row.needs),
        attends=row.attends,
        band=row.band,
    )


def _title(row: Participant) -> Said:
    """The post's name; of another post, as it was written on the card, in the language it was written in."""
    if row.post != Post.OTHER:
        return post_said(row.post)
    mandate = next(iter(row.person.mandates.all()), None)
    return Said.of(ky=mandate.title) if mandate else post_said(Post.OTHER)
