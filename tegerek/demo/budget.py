"""The citizens' budget of the demo: a page of invented figures, made as every paper of the house is made."""

from __future__ import annotations

from functools import cache

from tegerek.demo.moments import at
from tegerek.documents.papers.parts import Column, Facts, Heading, Line, Paper, Prose, Table
from tegerek.documents.papers.pdf import papers_pdf

NAME = "Жарандык бюджет 2026"
# Thousands of som, all invented.
REVENUE = (("Салыктар", "4 100"), ("Айыл чарба жеринин ижарасы", "1 350"), ("Республикалык бюджеттен", "6 200"))
SPENDING = (
    ("Жолдор жана көчө жарыгы", "3 400"),
    ("Таза суу", "2 850"),
    ("Мектептер жана бала бакча", "2 300"),
    ("Айыл өкмөтүнүн аппараты", "2 200"),
    ("Резерв", "900"),
)


@cache
def citizens_budget() -> bytes:
    """One page as PDF, in Kyrgyz. Made once in a process: the same facts make the same bytes."""
    return papers_pdf([_page()])


def _page() -> Paper:
    columns = (Column(("Багыты",), 3), Column(("миң сом",), 1))
    return Paper(
        lang="ky",
        title=NAME,
        author="Көк-Булут айыл өкмөтү",
        changed_at=at("2025-05-06"),
        foot="Көк-Булут айыл өкмөтү. Бардык сандар ойдон чыгарылган.",
        pages="{n} / {of}",
        parts=(
            Heading(("Жарандык бюджет", "2026-жылдын долбоору")),
            Prose(("Айыл аймагынын акчасы кайдан келет жана эмнеге жумшалат. Толук долбоор айыл өкмөтүндө.",)),
            Table("Киреше", columns, REVENUE),
            Table("Чыгаша", columns, SPENDING),
            Facts((("Бардыгы", "11 650 миң сом"), ("Бир тургунга", "4 660 сом"))),
            Line("Сунуштарыңызды угууда айтыңыз же айыл өкмөтүнө жазып бериңиз."),
        ),
    )
