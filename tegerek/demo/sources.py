"""What was brought in from elsewhere: a small table of an earlier hearing, and a report whose totals do not add up."""

from __future__ import annotations

from datetime import date

from tegerek.demo.land import Land
from tegerek.demo.moments import at
from tegerek.lib.said import Said
from tegerek.people.models import User
from tegerek.voices.bringing import About, TypedTotal, begin, publish, set_totals, take_over
from tegerek.voices.models import Source

HEAD = "Угуу өткөн күн\tБаракча №\tСуроо же сунуш\tТексти\tКимге\tНатыйжасы\tЖообу, себеби\tУгуунун темасы"
ROWS = (
    "24.05.2024\t1\tСунуш\tМектептин ашканасын оңдоо\tАӨ башчысы\tБюджетке киргизилди\t\t2025-жылдын бюджети",
    "24.05.2024\t2\tСунуш\tТаш-Булакка көпүрө салуу\tАӨ башчысы\tКаралууда\t\t2025-жылдын бюджети",
    "24.05.2024\t3\tСунуш\tКлубга сахна жарыгы\tАӨ башчысы\tЧетке кагылды\t2025-жылы каражат жок.\t2025-жылдын бюджети",
    "24.05.2024\t4\tСуроо\tТаштандыны ким чыгарат?\tАӨ адиси\tЖооп берилди\tКелишим түзүлдү.\t2025-жылдын бюджети",
    "24.05.2024\t5\tСунуш\tКөчөгө бак тигүү\tАӨ башчысы\tКаралды\t\t2025-жылдын бюджети",
)


def bring_in(land: Land, by: User) -> Source:
    """The table, taken over but for one row that has a question; and the report, as it was printed. Answers the report."""
    title = Said.of(
        ky="2024-жылдагы бюджеттик угуунун сунуштары",
        ru="Предложения слушаний 2024 года",
        en="Proposals of the 2024 hearing",
    )
    table = begin(
        About(land.okmotu, land.aimak, title), data="\n".join((HEAD, *ROWS)).encode(), by=by, now=at("2026-01-12")
    )
    take_over(table, seen=table.version, by=by, now=at("2026-01-12", 11))
    publish(table, seen=table.version, by=by, now=at("2026-01-12", 12))
    return _report(land, by)


def _report(land: Land, by: User) -> Source:
    """Its outcomes make 41 of 40 proposals, and its lines 97 of 98: invented, as real reports err."""
    title = Said.of(
        ky="Райондогу угуулардын жыйынтыгы, 2024", ru="Итоги слушаний в районе, 2024", en="Hearings of the raion, 2024"
    )
    publisher = "Ойдон чыгарылган отчет"
    report = begin(About(land.okmotu, land.raion, title, publisher, date(2025, 2, 3)), by=by, now=at("2026-01-13"))
    own, theirs = str(land.aimak.name.in_("ky")), "Башка аймактар"
    lines = [
        TypedTotal(own, _figures(2, 40, accepted=12, partly=5, under_review=15, rejected=6, reflected=3)),
        TypedTotal(theirs, _figures(5, 57, under_review=30)),
        TypedTotal("Жалпы", _figures(7, 98, under_review=45), is_whole=True),
    ]
    set_totals(report, lines, seen=report.version, by=by, now=at("2026-01-13", 11))
    publish(report, seen=report.version, by=by, now=at("2026-01-13", 12))
    return report


def _figures(hearings: int, proposals: int, **outcomes: int) -> dict[str, int | None]:
    return {"hearings": hearings, "proposals": proposals, **outcomes}
