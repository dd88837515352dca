"""Plan and fact of a series: how many were planned, invited, confirmed and came; by seminar, raion, oblast, post, sex.

One definition of each figure, here (class Count); every page, table and press release takes it from here. No names.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.db.models import Case, F, Q, QuerySet
from django.db.models import Count as CountOf
from django.db.models import When as WhenSo

from tegerek.lib.said import Said
from tegerek.meetings.models import Participant
from tegerek.meetings.roster_sheets import ORDER_OF_POSTS
from tegerek.meetings.rules import State, When
from tegerek.people.models import Sex
from tegerek.people.posts import post_said
from tegerek.places.models import Unit, UnitKind
from tegerek.places.rules import long_said
from tegerek.programmes.models import Programme, Quota, Seminar
from tegerek.programmes.sheets import oblast_of


@dataclass(frozen=True)
class Count:
    """The figures of one group of people; they add up.

    seats: of the quotas by post. listed: on the list with a seat: neither declined nor walked in. confirmed: of those
    listed, who said they come. declined: said they do not. morning, afternoon: ticked then, walk-ins too. came: ticked
    in either half. walk_ins: of those who came, who had not been on the list. women, men: of those who came; whose sex
    no list states is in neither. unknown: listed, and nobody wrote down whether they came. listed_women: of those
    listed. later: of those who came, whom somebody ticked after the day.
    """

    seats: int = 0
    listed: int = 0
    confirmed: int = 0
    declined: int = 0
    morning: int = 0
    afternoon: int = 0
    came: int = 0
    walk_ins: int = 0
    women: int = 0
    men: int = 0
    unknown: int = 0
    listed_women: int = 0
    later: int = 0

    @property
    def unconfirmed(self) -> int:
        """Seats for which nobody has confirmed; where nobody said how many seats there are, those on the list."""
        return max(0, (self.seats or self.listed) - self.confirmed)

    def __add__(self, other: Count) -> Count:
        return Count(*(getattr(self, column.name) + getattr(other, column.name) for column in fields(Count)))


@dataclass(frozen=True)
class SeminarCount:
    """One seminar: its meeting's key, when and where, its state, people planned as stated, and its figures."""

    seminar: int
    meeting: int
    when: When
    place: Said
    raion: Said
    oblast: Said
    state: State
    planned: int | None
    count: Count

    @property
    def was_held(self) -> bool:
        """Whether it was recorded as held, or somebody was ticked there."""
        return self.state in {State.HELD, State.CLOSED} or self.count.came > 0


@dataclass(frozen=True)
class GroupCount:
    """One row of a table: a raion, an oblast, a post or a sex (slug "f", "m", ""), its name empty for a sex."""

    slug: str
    name: Said
    count: Count
    planned: int | None = None


@dataclass(frozen=True)
class SeriesCounts:
    """A programme's plan and fact. stated: people planned for the programme; planned: the sum over its seminars, where
    they say so; count.seats: the sum of the seats by post. The three may differ, and are told side by side.

    places: how many aimaks and towns those who came are from.
    """

    title: Said
    stated: int | None
    planned: int | None
    seminars: tuple[SeminarCount, ...]
    raions: tuple[GroupCount, ...]
    oblasts: tuple[GroupCount, ...]
    posts: tuple[GroupCount, ...]
    sexes: tuple[GroupCount, ...]
    total: Count
    places: int
    is_sample: bool = False

    @property
    def held(self) -> tuple[SeminarCount, ...]:
        return tuple(seminar for seminar in self.seminars if seminar.was_held)

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and the last day of what was held."""
        known = [(line.when.first, line.when.final_day) for line in self.held]
        first = min((day for day, _last in known if day), default=None)
        last = max((day for _first, day in known if day), default=None)
        return (first, last) if first and last else None


def series_counts(programme: Programme) -> SeriesCounts:
    """Plan and fact of a programme in hand. Three queries, however many seminars and people."""
    seminars = _seminars(programme)
    cells = [*_seats(programme), *_people(programme)]
    by_seminar = _summed(cells, lambda cell: cell.meeting)
    lines = tuple(_line(row, by_seminar.get(row.meeting_id, Count())) for row in seminars)
    posts = _summed(cells, lambda cell: cell.post)
    sexes = _summed((cell for cell in cells if cell.sex is not None), lambda cell: cell.sex)
    return SeriesCounts(
        title=programme.title,
        stated=programme.planned,
        planned=_planned(lines),
        seminars=lines,
        raions=_groups(lines, lambda line: (line.oblast, line.raion)),
        oblasts=_groups(lines, lambda line: (line.oblast, line.oblast)),
        posts=tuple(
            GroupCount(post, post_said(post), posts[post]) for post in sorted(posts, key=ORDER_OF_POSTS.__getitem__)
        ),
        sexes=tuple(GroupCount(sex, Said(), sexes[sex]) for sex in (*Sex.values, "") if sex in sexes),
        total=_total(lines),
        places=len({cell.unit for cell in cells if cell.unit is not None and cell.count.came}),
        is_sample=programme.is_sample,
    )


def counts_of(meetings: Collection[int]) -> dict[int, Count]:
    """The figures of each of those meetings (keys), seminars or not. Two queries, however many meetings and people."""
    seats = Quota.objects.filter(seminar__meeting__in=meetings).values_list("seminar__meeting", "post", "seats")
    cells = [_Cell(meeting, post, Count(seats=number)) for meeting, post, number in seats]
    cells += _cells(Participant.objects.filter(meeting__in=meetings))
    return dict.fromkeys(meetings, Count()) | _summed(cells, lambda cell: cell.meeting)


@dataclass(frozen=True)
class _Cell:
    """The smallest group: one meeting, post, sex and place; seats have no sex and no place."""

    meeting: int
    post: str
    count: Count
    sex: str | None = None
    unit: int | None = None


def _seminars(programme: Programme) -> list[Seminar]:
    rows = programme.seminars.select_related("meeting__place__parent__parent__parent")
    return list(rows.order_by(F("meeting__held_on").asc(nulls_last=True), "meeting__starts_at", "id"))


def _seats(programme: Programme) -> Iterator[_Cell]:
    rows = Quota.objects.filter(seminar__programme=programme).values_list("seminar__meeting", "post", "seats")
    return (_Cell(meeting, post, Count(seats=seats)) for meeting, post, seats in rows)


def _people(programme: Programme) -> Iterator[_Cell]:
    return _cells(Participant.objects.filter(meeting__seminar__programme=programme))


def _cells(rows: QuerySet[Participant]) -> Iterator[_Cell]:
    keys = ("meeting", "post", "aimak", "person__sex")
    # Lists name the village of some and the aimak of others: whoever is from a village is from its aimak.
    aimak = Case(WhenSo(unit__kind=UnitKind.VILLAGE, then="unit__parent"), default="unit")
    # The columns and the figures bear the same names; an annotation of that name would hide the column.
    figures = {f"{name}_n": CountOf("pk", filter=condition) for name, condition in _conditions().items()}
    for meeting, post, unit, sex, *numbers in (
        rows.order_by().annotate(aimak=aimak).values(*keys).annotate(**figures).values_list(*keys, *figures)
    ):
        found = dict(zip(_conditions(), numbers, strict=True))
        women, men = (found["came"] if sex == one else 0 for one in (Sex.FEMALE, Sex.MALE))
        yield _Cell(meeting, post, Count(**found, women=women, men=men), sex, unit)


def _conditions() -> dict[str, Q]:
    """Each figure of people by what a line must be to be counted in it, as class Count says."""
    listed = Q(declined_at=None, is_walk_in=False)
    came = Q(morning=True) | Q(afternoon=True)
    return {
        "listed": listed,
        "confirmed": listed & Q(confirmed_at__isnull=False),
        "declined": Q(declined_at__isnull=False),
        "morning": Q(morning=True),
        "afternoon": Q(afternoon=True),
        "came": came,
        "walk_ins": came & Q(is_walk_in=True),
        "unknown": listed & Q(ticked_at=None),
        "listed_women": listed & Q(person__sex=Sex.FEMALE),
        "later": came & Q(ticked_later=True),
    }


def _summed(cells: Iterable[_Cell], key: Callable[[_Cell], Any]) -> dict[Any, Count]:
    sums: dict[Any, Count] = {}
    for cell in cells:
        sums[key(cell)] = sums.get(key(cell), Count()) + cell.count
    return sums


def _line(row: Seminar, count: Count) -> SeminarCount:
    meeting = row.meeting
    place = meeting.place
    raion: Unit = place.raion_or_city() or place
    return SeminarCount(
        seminar=row.pk,
        meeting=meeting.pk,
        when=meeting.when,
        place=long_said(place.kind, place.name),
        raion=long_said(raion.kind, raion.name),
        oblast=oblast_of(place),
        state=meeting.state,
        planned=row.planned,
        count=count,
    )


def _groups(
    lines: Iterable[SeminarCount], key: Callable[[SeminarCount], tuple[Hashable, Said]]
) -> tuple[GroupCount, ...]:
    """Seminars added up by where they were held, in the order in which the series reaches each place."""
    found: dict[tuple[Hashable, Said], list[SeminarCount]] = {}
    for line in lines:
        found.setdefault(key(line), []).append(line)
    return tuple(GroupCount("", name, _total(rows), _planned(rows)) for (_above, name), rows in found.items())


def _total(lines: Iterable[SeminarCount]) -> Count:
    return sum((line.count for line in lines), Count())


def _planned(lines: Iterable[SeminarCount]) -> int | None:
    known = [line.planned for line in lines if line.planned is not None]
    return sum(known) if known else None
