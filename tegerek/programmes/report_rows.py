"""The rows behind a report: one for each line of a roster, in categories, without a name; and the figures of them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tegerek.lib.dates import days_short
from tegerek.lib.said import Said
from tegerek.meetings.ages import BANDS
from tegerek.meetings.models import Participant
from tegerek.meetings.roster_sheets import ORDER_OF_POSTS
from tegerek.people.models import Sex
from tegerek.people.posts import post_said
from tegerek.places.rules import long_said
from tegerek.programmes.models import Programme, Quota, Seminar
from tegerek.programmes.report_parts import ATTENDANCE, Cell, FactTable, Section, heading, ours
from tegerek.programmes.sheets import oblast_of


@dataclass(frozen=True)
class RowBehind:
    """One line of a roster: line, seminar are keys. sex, age: "" where nobody asked; of an age its band.

    is_target: whether the seminar has seats for that post, None where it names no seats. is_listed: has a seat: neither
    declined nor walked in. is_ticked: somebody wrote down whether the person came.
    """

    line: int | None
    seminar: int
    post: str
    sex: str
    age: str
    is_target: bool | None
    is_listed: bool
    is_confirmed: bool
    is_ticked: bool
    came: bool


@dataclass(frozen=True)
class SeminarBehind:
    """A seminar up to the cut-off day: its key, day and place in words; people planned as stated; seats by post."""

    key: int
    day: Said
    place: Said
    raion: Said
    oblast: Said
    planned: int | None
    seats: int


def rows_behind(programme: Programme, until: date) -> tuple[tuple[SeminarBehind, ...], tuple[RowBehind, ...]]:
    """The seminars whose day is not after the cut-off day, by day, and their rosters. Three queries."""
    seminars = programme.seminars.filter(meeting__held_on__lte=until).order_by("meeting__held_on", "id")
    found = list(seminars.select_related("meeting__place__parent__parent__parent"))
    seats: dict[int, dict[str, int]] = {row.pk: {} for row in found}
    for seminar, post, number in Quota.objects.filter(seminar__in=found).values_list("seminar", "post", "seats"):
        seats[seminar][post] = number
    lines = Participant.objects.filter(meeting__seminar__in=found).select_related("person", "meeting__seminar")
    rows = tuple(_row(line, seats[line.meeting.seminar.pk]) for line in lines.order_by("pk"))
    return tuple(_seminar(row, seats[row.pk]) for row in found), rows


def attendance(seminars: Sequence[SeminarBehind], rows: Sequence[RowBehind]) -> Section:
    """Plan and fact by seminar, raion, oblast, post, sex, age and target group. No query.

    Figures of attendance are never hidden, however small: who was in a hall is no secret of those who were there.
    """
    tables = (
        _by_seminar(seminars, rows),
        _by_place(_by_raion, seminars, rows, "raion", ours(lambda: _("By raion")), ours(lambda: _("Raion or city"))),
        _by_place(_by_oblast, seminars, rows, "oblast", ours(lambda: _("By oblast")), ours(lambda: _("Oblast"))),
        _by_kind(rows, "post", ours(lambda: _("By post")), ours(lambda: _("Post")), _posts(rows)),
        _by_kind(rows, "sex", ours(lambda: _("By sex")), ours(lambda: _("Sex")), _sexes()),
        _by_kind(rows, "age", ours(lambda: _("By age")), ours(lambda: _("Age")), _ages(rows)),
        _by_kind(rows, "is_target", ours(lambda: _("By target group")), ours(lambda: _("Target group")), _targets()),
    )
    notes = (
        ours(lambda: _("Came: ticked in the morning or in the afternoon, each person once a seminar.")),
        ours(lambda: _("Target group: the posts for which the seminar has seats.")),
        ours(lambda: _("Not asked is told as such: nobody was put into a group by guessing.")),
    )
    return Section(ATTENDANCE, heading(ATTENDANCE), tables, notes)


def _row(line: Participant, seats: dict[str, int]) -> RowBehind:
    is_listed = line.declined_at is None and not line.is_walk_in
    return RowBehind(
        line=line.pk,
        seminar=line.meeting.seminar.pk,
        post=line.post,
        sex=line.person.sex,
        age=line.band,
        is_target=line.post in seats if seats else None,
        is_listed=is_listed,
        is_confirmed=is_listed and line.confirmed_at is not None,
        is_ticked=line.ticked_at is not None,
        came=bool(line.morning or line.afternoon),
    )


def _seminar(row: Seminar, seats: dict[str, int]) -> SeminarBehind:
    place, day = row.meeting.place, row.meeting.held_on
    raion = place.raion_or_city() or place
    return SeminarBehind(
        key=row.pk,
        day=Said.of(ky=days_short(day, day)) if day else Said(),
        place=long_said(place.kind, place.name),
        raion=long_said(raion.kind, raion.name),
        oblast=oblast_of(place),
        planned=row.planned,
        seats=sum(seats.values()),
    )


# Figures of a group: people of the rows, in the columns of FIGURES.


def _figures(rows: Iterable[RowBehind]) -> tuple[int, ...]:
    group = list(rows)
    came = [row for row in group if row.came]
    return (
        sum(row.is_listed for row in group),
        sum(row.is_confirmed for row in group),
        len(came),
        sum(row.sex == Sex.FEMALE for row in came),
        sum(row.sex == Sex.MALE for row in came),
        sum(not row.sex for row in came),
        sum(row.is_listed and not row.is_ticked for row in group),
    )


def _heads() -> tuple[Said, ...]:
    return (
        ours(lambda: _("On the list")),
        ours(lambda: _("Confirmed")),
        ours(lambda: _("Came")),
        ours(lambda: _("Women who came")),
        ours(lambda: _("Men who came")),
        ours(lambda: _("Came, sex not asked")),
        ours(lambda: _("Not ticked yet")),
    )


def _plan_heads() -> tuple[Said, ...]:
    return ours(lambda: _("Planned")), ours(lambda: _("Seats"))


def _in_all() -> Said:
    return ours(lambda: _("In all"))


def _by_seminar(seminars: Sequence[SeminarBehind], rows: Sequence[RowBehind]) -> FactTable:
    lines: list[tuple[Cell, ...]] = [
        (one.day, one.place, one.planned, one.seats, *_figures(row for row in rows if row.seminar == one.key))
        for one in seminars
    ]
    total = (_in_all(), Said(), _planned(seminars), sum(one.seats for one in seminars), *_figures(rows))
    columns = (ours(lambda: pgettext("column", "Day")), ours(lambda: pgettext("column", "Place")))
    title = ours(lambda: _("By seminar"))
    return FactTable("seminar", title, (*columns, *_plan_heads(), *_heads()), (*lines, total), texts=2)


def _by_raion(one: SeminarBehind) -> tuple[Said, Said]:
    return one.oblast, one.raion


def _by_oblast(one: SeminarBehind) -> tuple[Said, Said]:
    return one.oblast, one.oblast


def _by_place(
    key: Callable[[SeminarBehind], tuple[Said, Said]],
    seminars: Sequence[SeminarBehind],
    rows: Sequence[RowBehind],
    slug: str,
    title: Said,
    what: Said,
) -> FactTable:
    groups: dict[tuple[Said, Said], list[SeminarBehind]] = {}
    for one in seminars:
        groups.setdefault(key(one), []).append(one)
    lines: list[tuple[Cell, ...]] = [(name, *_plan_and_fact(group, rows)) for (_above, name), group in groups.items()]
    total = (_in_all(), *_plan_and_fact(seminars, rows))
    return FactTable(slug, title, (what, *_plan_heads(), *_heads()), (*lines, total))


def _plan_and_fact(seminars: Sequence[SeminarBehind], rows: Sequence[RowBehind]) -> tuple[Cell, ...]:
    keys = {one.key for one in seminars}
    people = _figures(row for row in rows if row.seminar in keys)
    return (_planned(seminars), sum(one.seats for one in seminars), *people)


def _by_kind(
    rows: Sequence[RowBehind], slug: str, title: Said, what: Said, kinds: Iterable[tuple[Hashable, Said]]
) -> FactTable:
    """One row for each value of a category, in the given order; a table by sex has its columns, too: they add up."""
    lines: list[tuple[Cell, ...]] = [
        (name, *_figures(row for row in rows if getattr(row, slug) == value)) for value, name in kinds
    ]
    return FactTable(slug, title, (what, *_heads()), (*lines, (_in_all(), *_figures(rows))))


def _posts(rows: Iterable[RowBehind]) -> list[tuple[Hashable, Said]]:
    posts = sorted({row.post for row in rows}, key=ORDER_OF_POSTS.__getitem__)
    return [(post, post_said(post)) for post in posts]


def _sexes() -> list[tuple[Hashable, Said]]:
    words = (ours(lambda: _("Women")), ours(lambda: _("Men")), _not_asked())
    return list(zip((Sex.FEMALE.value, Sex.MALE.value, ""), words, strict=True))


def _ages(rows: Iterable[RowBehind]) -> list[tuple[Hashable, Said]]:
    """The bands that occur, the youngest first, then whom nobody asked."""
    bands = sorted({row.age for row in rows if row.age})
    return [*((band, _age(band)) for band in bands), ("", _not_asked())]


def _age(band: str) -> Said:
    return ours(lambda: str(BANDS[band]))


def _targets() -> list[tuple[Hashable, Said]]:
    yes, no = ours(lambda: pgettext("target group", "In it")), ours(lambda: pgettext("target group", "Not in it"))
    return [(True, yes), (False, no), (None, ours(lambda: _("The seminar names no seats")))]


def _not_asked() -> Said:
    return ours(lambda: _("Not asked"))


def _planned(seminars: Iterable[SeminarBehind]) -> int | None:
    known = [one.planned for one in seminars if one.planned is not None]
    return sum(known) if known else None
