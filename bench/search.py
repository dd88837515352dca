"""bin/bench search : finding among 50,000 rows on SQLite, beside a plain LIKE over the same words.

Fifty thousand invented meetings with the names of real places lie in a database of their own. Each question is asked
nine times by each way, in turns, so that a busy moment of the machine falls on both alike; printed are the median, the
slowest, and how many times longer the plain LIKE takes. "ids" is the finding alone; "page" is what a page of the site
asks: how many there are, and the first twenty in order.
"""

from __future__ import annotations

import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

ROWS = 50_000
TIMES = 9
TODAY = date(2026, 3, 6)
QUESTIONS = (
    "тариф",
    "таза суу",
    "чогулуш Кочкор",
    "кочкордо",
    "айылда",
    "ж",
    "14 март 2026",
    "жолдун мектептин",
    "мөңгү",
)
# fmt: off
WORDS = (
    "таза", "суу", "түтүк", "тариф", "жол", "мектеп", "бюджет", "жайыт", "көчө", "кенеш", "айыл", "чогулуш", "жыйын",
    "угуу", "отчет", "кире", "чыгаша", "салык", "жер", "көпүрө", "таштанды", "клуб", "бала", "бакча", "пункт", "чырак",
    "сугат", "арык", "мал", "дарыгер", "китепкана", "спорт", "аянт", "коопсуздук",
)
ENDINGS = ("", "", "", "дун", "ду", "да", "га", "лар", "ы", "нын")
SYLLABLES = (
    "ка", "бо", "лу", "тер", "жен", "сы", "мак", "дөң", "чүк", "бар", "тал", "эл", "ой", "ур", "шам", "кеч", "пир",
)
PLACES = (
    "Кочкор", "Нарын", "Жумгал", "Ак-Талаа", "Ат-Башы", "Өзгөн", "Ноокат", "Араван", "Алай", "Баткен", "Лейлек",
    "Токтогул", "Аксы", "Сузак", "Чүй",
)
# fmt: on


def main() -> None:
    with tempfile.TemporaryDirectory() as var:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "tegerek.config.settings",
            "TEGEREK_VAR": var,
            "TEGEREK_SECRET": "a secret of the measurement alone",
        }
        import django  # slow import: needs the settings above

        django.setup()
        from django.core.management import call_command  # slow import: needs the settings above

        call_command("migrate", verbosity=0)
        print(
            f"{ROWS} rows written in {fill():.1f} s;"
            f" the file has {Path(var, 'tegerek.sqlite3').stat().st_size >> 20} MB"
        )
        print(f"the table of words made anew, as after an erasure, in {remade():.2f} s")
        tell()


def fill() -> float:
    """Write the rows; seconds."""
    from tegerek.search.models import PublicRow  # slow import: needs the settings above

    begun = time.perf_counter()
    rows: list[Any] = []
    for row in invented():
        rows.append(row)
        if len(rows) == 2_000:
            PublicRow.objects.bulk_create(rows)
            rows = []
    return time.perf_counter() - begun


def invented() -> Iterator[Any]:
    """Rows of meetings: a title of three words, a place, a day, an agenda of twenty words, most of them rare."""
    from tegerek.lib.said import Said  # slow import: needs the settings above
    from tegerek.search.models import Kind, PublicRow  # slow import: needs the settings above
    from tegerek.search.rows import Found  # slow import: needs the settings above

    dice = random.Random(20_260_306)  # noqa: S311 - nothing is secret here, and every run asks the same
    for key in range(ROWS):
        title = " ".join(dice.choice(WORDS) + dice.choice(ENDINGS) for _ in range(3))
        common = (dice.choice(WORDS) + dice.choice(ENDINGS) for _ in range(5))
        rare = ("".join(dice.choice(SYLLABLES) for _ in range(3)) for _ in range(15))
        body = " ".join((*common, *rare))
        day = TODAY + timedelta(days=dice.randrange(-3000, 300))
        place = dice.choice(PLACES)
        found = Found([title], [body, f"{place} району", f"{day:%d.%m.%Y} {day.day}-март"])
        yield PublicRow(
            thing_label="meetings.meeting",
            thing_key=key,
            kind=Kind.MEETING,
            ref=str(key),
            title=Said.of(ky=title),
            context=Said.of(ky=f"{place} району"),
            day=day,
            weight=60,
            **found.columns(),
        )


def remade() -> float:
    """The table of words made anew from the rows, as after an erasure; seconds."""
    from django.db import connection  # slow import: needs the settings above

    begun = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO search_publicrow_words(search_publicrow_words) VALUES ('rebuild')")
    return time.perf_counter() - begun


def tell() -> None:
    """Ask every question in every way, in turns."""
    from tegerek.search.engines import Answers  # slow import: needs the settings above
    from tegerek.search.models import PublicRow  # slow import: needs the settings above
    from tegerek.search.rules import query_of, root  # slow import: needs the settings above
    from tegerek.search.sheets import found  # slow import: needs the settings above

    print(f"{'question':<20}{'found':>7}{'ids ms':>9}{'LIKE ms':>9}{'times':>7}{'page ms':>9}{'slowest':>9}")
    for text in QUESTIONS:
        query = query_of(text)
        plain = PublicRow.objects.all()
        for word in query.words:
            plain = plain.filter(words__contains=f" {root(word)}")
        keys = PublicRow.objects.filter(Answers(PublicRow, query)).values_list("pk", flat=True)
        ways: dict[str, Callable[[], Any]] = {
            "ids": lambda keys=keys: list(keys.all()),
            "like": lambda plain=plain: list(plain.values_list("pk", flat=True)),
            "page": lambda query=query: found(query, TODAY),
        }
        times: dict[str, list[float]] = {name: [] for name in ways}
        for _ in range(TIMES):
            for name, way in ways.items():
                begun = time.perf_counter()
                way()
                times[name].append((time.perf_counter() - begun) * 1000)
        middle = {name: statistics.median(measured) for name, measured in times.items()}
        print(
            f"{text:<20}{found(query, TODAY).total:>7}{middle['ids']:>9.1f}{middle['like']:>9.1f}"
            f"{middle['like'] / middle['ids']:>7.1f}{middle['page']:>9.1f}{max(times['page']):>9.1f}"
        )


if __name__ == "__main__":
    main()
