"""What the sample series paid: rates and distances as typed, two lists for each seminar, one of them corrected."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from tegerek.demo.moments import at
from tegerek.demo.trained.held import before
from tegerek.demo.trained.series import seminars_of
from tegerek.people.models import User
from tegerek.programmes import paying
from tegerek.programmes.models import PayList, Programme, Seminar
from tegerek.programmes.pay_sheets import PaySheet, RatesLine, distances_sheet, pay_sheets
from tegerek.programmes.paying import Issue, Piece
from tegerek.web.desk.money import TYPES, file_of

DAY, WAY = PayList.Kind.DAY.value, PayList.Kind.WAY.value
RATES = RatesLine(
    per_day=50000, per_km=700, is_return=True, source="«Ойдон» окуу борборунун 2025-жылдын 1-сентябрындагы № 31 буйругу"
)
ROADS = "окуу борборунун жол таблицасы"
# (Seminar, aimak): nobody knows how far it is. A figure that was wrong, and corrected after the list was out.
UNKNOWN = (7, 2)
CORRECTED = (1, 0)
WRONG_KM, RIGHT_KM = 12, 21


def set_rates(programme: Programme, by: User) -> None:
    """What the programme pays for a day and for a kilometre."""
    paying.set_rates(programme, RATES, seen=0, by=by, now=at("2025-10-03"))


def pay_all(programme: Programme, by: User) -> None:
    """Issue both lists of each seminar three days after it; one list of the way once more, its distance put right."""
    for n, seminar in enumerate(seminars_of(programme)):
        _measure(seminar, n, by)
        issue(seminar, DAY, "", by, before(seminar, -3))
        issue(seminar, WAY, "", by, before(seminar, -3))
    _correct(seminars_of(programme)[CORRECTED[0]], by)


def issue(seminar: Seminar, kind: str, why: str, by: User, now: datetime) -> PayList:
    """Issue a list as it is read now, with its three files. Takes about half a second."""

    def write(sheet: PaySheet) -> Iterator[Piece]:
        return (Piece(form, file_of(sheet, "ky", form, now)) for form in TYPES)

    read = paying.mark_of(pay_sheets(seminar)[kind])
    return paying.issue_list(seminar, kind, write, Issue("ky", why=why), read=read, by=by, now=now)


def _measure(seminar: Seminar, n: int, by: User) -> None:
    known = {line.unit: _km(n, place) for place, line in enumerate(distances_sheet(seminar))}
    paying.set_distances(seminar, known, source=ROADS, by=by, now=before(seminar, -1))


def _km(seminar: int, place: int) -> int | None:
    if (seminar, place) == UNKNOWN:
        return None
    return WRONG_KM if (seminar, place) == CORRECTED else 6 + (place * 13 + seminar * 5) % 55


def _correct(seminar: Seminar, by: User) -> None:
    line = distances_sheet(seminar)[CORRECTED[1]]
    paying.set_distances(seminar, {line.unit: RIGHT_KM}, source=ROADS, by=by, now=before(seminar, -6))
    issue(seminar, WAY, f"Аралык {WRONG_KM} эмес, {RIGHT_KM} километр.", by, before(seminar, -6, 11))
