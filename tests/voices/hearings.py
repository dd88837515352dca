"""A table of 182 hearings with 1,477 proposals, 882 of them under review, as a workbook. Every row is invented."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from io import BytesIO

from openpyxl import Workbook

from tegerek.places.models import Unit, UnitKind
from tests.meetings.rows import a_place

HEARINGS, PROPOSALS, UNDER_REVIEW = 182, 1_477, 882
# The other 595, invented: only the sums above were published.
OUTCOMES = {"Каралууда": 882, "Кабыл алынды": 251, "Жарым-жартылай кабыл алынды": 122}
OUTCOMES |= {"Четке кагылды": 97, "Бюджетке киргизилди": 125}
AIMAKS = (
    "Мисал",
    "Үлгү",
    "Ойдон",
    "Сынак",
    "Жорук",
    "Элес",
    "Болжол",
    "Тагдыр",
    "Өрнөк",
    "Көчүрмө",
    "Калып",
    "Нуска",
    "Жомок",
)
HEADINGS = (
    *("№", "Ким сурады", "Сунуштун тексти", "Айыл аймагы", "Натыйжасы"),
    *("Угуу өткөн күн", "Баракча №", "Кимге берилген", "Жообу, себеби", "Угуунун темасы"),
)
FIRST = date(2018, 5, 14)


def some_aimaks(raion: Unit) -> dict[str, Unit]:
    """Thirteen aimaks of a raion, by their names."""
    return {name: a_place(name, f"aimak-{n}", raion, UnitKind.AIMAK) for n, name in enumerate(AIMAKS, 1)}


def hearings() -> list[tuple[str, date]]:
    """182 hearings: fourteen in each of thirteen aimaks, by aimak and day."""
    return [(name, FIRST + timedelta(days=7 * n)) for n in range(14) for name in AIMAKS]


def rows() -> Iterator[tuple[object, ...]]:
    """1,477 rows in the order of HEADINGS: eight proposals or nine at each hearing."""
    outcomes = [outcome for outcome, n in OUTCOMES.items() for _n in range(n)]
    places = hearings()
    for n in range(PROPOSALS):
        # 13 has no divisor in common with 1,477, so that the outcomes are dealt out all over the hearings.
        outcome = outcomes[(n * 13) % PROPOSALS]
        name, day = places[n % HEARINGS]
        why = "Каражат жок." if outcome == "Четке кагылды" else ""
        yield (
            n + 1,
            f"Мисалов Асан {n}",
            f"Ойдон чыгарылган сунуш № {n + 1}: жолду оңдоо",
            f"{name} айыл аймагы",
            outcome,
            day,
            str(n // HEARINGS + 1),
            "АӨ башчысы",
            why,
            "2019-жылдын бюджети",
        )


def workbook(lines: Sequence[Sequence[object]] | None = None, headings: Sequence[str] = HEADINGS) -> bytes:
    """The table as xlsx: a title above, a sum below, as such tables are."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Бюджеттик угууларда түшкөн сунуштар (ойдон чыгарылган)"])
    sheet.append(list(headings))
    shown = list(rows() if lines is None else lines)
    for line in shown:
        sheet.append(list(line))
    sheet.append(["Жалпы", None, len(shown)])
    out = BytesIO()
    book.save(out)
    return out.getvalue()
