"""Closing a meeting from paper: who was there, what was voted, what was decided. Numbers stay as they were typed.

What was not counted is None, and nothing here guesses it. Sums that do not add up are asked about where they are typed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from tegerek.journal.actions import record
from tegerek.lib.dates import local_day
from tegerek.lib.errors import CHANGED, Refusal, Stale
from tegerek.lib.said import ORDER, Said
from tegerek.meetings.actions import record_held, way_kept
from tegerek.meetings.models import AgendaItem, Closing, HeadCount, ItemResult, Meeting, OptionVotes, Turn
from tegerek.meetings.notice import Despite, go_on, notice_of
from tegerek.meetings.rules import State, When
from tegerek.people.actions import hold_cards, keep_person
from tegerek.people.models import Person, User
from tegerek.places.models import Unit
from tegerek.procedures import rules as procedures
from tegerek.procedures.kinds import kind as kind_of
from tegerek.procedures.rules import Counts, Doubt, Quorum, Votes
from tegerek.procedures.terms import OwnCharter


@dataclass(frozen=True)
class Figures:
    """Who was there, as it was typed; every number counts people, and None is not counted.

    ages: by band (meetings/ages.py); villages: by key of a unit. quorum_of, quorum_source: the
    number of people a share is taken of, and where it comes from. chair, secretary: a card, or the name on a new one.
    """

    present: int | None = None
    women: int | None = None
    men: int | None = None
    online: int | None = None
    residents: int | None = None
    other_residents: int | None = None
    officials: int | None = None
    guests: int | None = None
    media: int | None = None
    invited: int | None = None
    invited_present: int | None = None
    quorum_of: int | None = None
    quorum_source: str = ""
    began_at: time | None = None
    ended_at: time | None = None
    ages: Mapping[str, int | None] = field(default_factory=dict)
    villages: Mapping[int, int | None] = field(default_factory=dict)
    chair: Person | str | None = None
    secretary: Person | str | None = None
    remarks: Said = field(default_factory=Said)


@dataclass(frozen=True)
class TypedOption:
    """One of several options of an item and the votes for it, None for not counted."""

    label: Said
    votes: int | None = None


@dataclass(frozen=True)
class TypedResult:
    """What came of an item: votes, None for not counted; the decision in words; or several options.

    item: the key of an agenda item; None for a matter that came up at the meeting, which then has a title.
    """

    item: int | None
    title: Said = field(default_factory=Said)
    votes_for: int | None = None
    votes_against: int | None = None
    abstained: int | None = None
    decision: Said = field(default_factory=Said)
    options: tuple[TypedOption, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed for the item."""
        numbers = (self.votes_for, self.votes_against, self.abstained)
        return numbers == (None, None, None) and not self.decision and not self.options


# The columns of a closing that are written as they were typed.
NUMBERS = (
    "present",
    "women",
    "men",
    "online",
    "residents",
    "other_residents",
    "officials",
    "guests",
    "media",
    "invited",
    "invited_present",
    "quorum_of",
)
PLAIN = (*NUMBERS, "began_at", "ended_at", "remarks")
SOURCE_LETTERS = 300


@transaction.atomic
def record_closing(
    meeting: Meeting, figures: Figures, results: Sequence[TypedResult], *, seen: int, by: User | None, now: datetime
) -> Closing:
    """Write down who was there and what came of each item; a called meeting is recorded as held with it.

    Written again it replaces what stood there. Journals meeting.counted with the numbers, meeting.held besides where
    that was not recorded yet. Raises Refusal before the day, for a draft, and for what is postponed or cancelled;
    Stale if somebody changed the meeting since it was read in the version `seen`.
    """
    if meeting.state in {State.HELD, State.CLOSED}:
        _change(meeting, seen, now)
    else:
        record_held(meeting, seen=seen, by=by, now=now)
    closing = _write(meeting, figures, by=by, now=now, put_off_to=None)
    told = [result for result in results if not result.is_empty]
    kept = [_write_result(meeting, closing, result).pk for result in told]
    gone = ItemResult.objects.filter(closing=closing).exclude(pk__in=kept)
    gone.delete()
    record("meeting.counted", meeting, by=_key(by), at=now, items=len(kept), **_journalled(figures))
    return closing


def doubts_of(figures: Figures, results: Sequence[TypedResult]) -> tuple[Doubt, ...]:
    """What to ask about numbers that do not add up, before they are kept as they are; item: place in `results`."""
    counts = Counts(
        present=figures.present,
        women=figures.women,
        men=figures.men,
        ages=figures.ages,
        villages={str(unit): people for unit, people in figures.villages.items()},
        voters=figures.residents,
        other_residents=figures.other_residents,
        officials=figures.officials,
        guests=figures.guests,
        media=figures.media,
    )
    return procedures.sums(counts, {str(n): _cast(result) for n, result in enumerate(results)})


def quorum_of(meeting: Meeting, figures: Figures | Closing, own: OwnCharter | None) -> Quorum:
    """Whether enough people came, by the rules in force on the day of the meeting; of what is typed or kept."""
    return procedures.quorum(
        kind_of(meeting.kind),
        present=figures.present,
        on=meeting.held_on or local_day(meeting.changed_at),
        own=own,
        denominator=figures.quorum_of,
        voters_present=figures.residents,
        invited_present=figures.invited_present,
    )


@transaction.atomic
def put_off(meeting: Meeting, figures: Figures, *, until: date, seen: int, by: User | None, now: datetime) -> Turn:
    """Too few came, and those present agreed to meet on another day: the meeting moves there, at the same hour.

    Source: model charter of 2022, section 18 (18.7), for assemblies. Where people hear of the new day later than the
    rule asks, the turn keeps the days against it, as a call does: that too few came is the reason, and nothing stops
    what those present agreed. Journals meeting.put_off with the numbers. Raises Refusal
    for a meeting that is not called, before its day, and for a day that is not later; Stale.
    """
    today = local_day(now)
    if meeting.state is not State.CALLED or meeting.held_on is None or meeting.held_on > today:
        raise Refusal(_("Only a called meeting whose day has come can be put off by those who are there."))
    if until <= today:
        raise Refusal(_("Enter a day to come: the one to which those present agreed."))
    was, reason = meeting.when, _too_few(figures.present, now)
    became = When(until, None, was.starts, was.ends)
    departed = go_on(meeting, notice_of(meeting, today=today, held_on=until), Despite(reason), None)
    _change(meeting, seen, now, held_on=until, ends_on=None, sequence=F("sequence") + 1)
    _write(meeting, figures, by=by, now=now, put_off_to=until)
    days: dict[str, Any] = {"from_day": was.first, "to_day": until}
    record("meeting.put_off", meeting, by=_key(by), at=now, **days, **_journalled(figures), **way_kept(departed))
    return Turn.objects.create(
        meeting=meeting,
        kind=Turn.Kind.MOVED,
        at=now,
        by=by,
        reason=reason,
        was=was.as_json(),
        became=became.as_json(),
        **departed,
    )


def _cast(result: TypedResult) -> Votes | tuple[procedures.OptionVotes, ...]:
    if result.options:
        return tuple(procedures.OptionVotes(str(n), option.votes) for n, option in enumerate(result.options))
    return Votes(result.votes_for, result.votes_against, result.abstained)


def _change(meeting: Meeting, seen: int, now: datetime, **columns: Any) -> None:
    """Write columns if nobody changed the meeting since this person opened it."""
    rows = Meeting.objects.filter(pk=meeting.pk, version=seen)
    if not rows.update(version=F("version") + 1, changed_at=now, **columns):
        raise Stale(_(CHANGED))
    meeting.refresh_from_db()


def _write(meeting: Meeting, figures: Figures, *, by: User | None, now: datetime, put_off_to: date | None) -> Closing:
    columns = {name: getattr(figures, name) for name in PLAIN}
    columns |= {"put_off_to": put_off_to, "quorum_source": figures.quorum_source.strip()[:SOURCE_LETTERS]}
    columns |= {role: _card(meeting, getattr(figures, role), by=by, now=now) for role in ("chair", "secretary")}
    columns |= {"by": by, "changed_at": now}
    closing, is_new = Closing.objects.get_or_create(meeting=meeting, defaults={**columns, "made_at": now})
    if not is_new:
        Closing.objects.filter(pk=closing.pk).update(version=F("version") + 1, **columns)
        closing.refresh_from_db()
    _write_counts(closing, figures)
    return closing


def _card(meeting: Meeting, who: Person | str | None, *, by: User | None, now: datetime) -> Person | None:
    """The card of whoever was chair or secretary, a new one for a name alone."""
    if isinstance(who, str):
        return keep_person(None, office=hold_cards(meeting.office_id), name=who, by=_key(by), now=now) if who else None
    return who


def _write_counts(closing: Closing, figures: Figures) -> None:
    closing.counts.all().delete()
    units = set(Unit.objects.filter(pk__in=figures.villages).values_list("pk", flat=True))
    ages = [HeadCount(closing=closing, band=band, people=n) for band, n in figures.ages.items() if n is not None]
    villages = [
        HeadCount(closing=closing, unit_id=unit, people=n)
        for unit, n in figures.villages.items()
        if n is not None and unit in units
    ]
    HeadCount.objects.bulk_create([*ages, *villages])


def _write_result(meeting: Meeting, closing: Closing, typed: TypedResult) -> ItemResult:
    item = meeting.agenda.get(pk=typed.item) if typed.item is not None else _new_item(meeting, typed.title)
    result, _is_new = ItemResult.objects.update_or_create(
        item=item,
        defaults={
            "closing": closing,
            "votes_for": typed.votes_for,
            "votes_against": typed.votes_against,
            "abstained": typed.abstained,
            "decision": typed.decision,
        },
    )
    result.options.all().delete()
    OptionVotes.objects.bulk_create(
        OptionVotes(result=result, position=n, label=option.label, votes=option.votes)
        for n, option in enumerate(typed.options, start=1)
    )
    return result


def _new_item(meeting: Meeting, title: Said) -> AgendaItem:
    """A matter that came up at the meeting, at the end of its agenda. Raises Refusal without a title."""
    if not title:
        raise Refusal(_("Say what was decided on: name the matter."))
    last = meeting.agenda.aggregate(last=Max("position"))["last"] or 0
    return AgendaItem.objects.create(meeting=meeting, position=last + 1, title=title, purpose=AgendaItem.Purpose.DECIDE)


def _too_few(present: int | None, now: datetime) -> Said:
    """Why the meeting moved, in every language of the house; people read it on its page."""
    said = Said()
    for lang in ORDER:
        with override(lang):
            came = (
                ngettext("%(n)d person came, too few to decide.", "%(n)d people came, too few to decide.", present)
                % {"n": present}
                if present is not None
                else _("Too few people came to decide.")
            )
            said = said.with_text(lang, f"{came} {_('Those who were there agreed to this day.')}", now)
    return said


def _journalled(figures: Figures) -> dict[str, int | None]:
    return {name: getattr(figures, name) for name in NUMBERS if getattr(figures, name) is not None}


def _key(user: User | None) -> int | None:
    return user.pk if user else None
