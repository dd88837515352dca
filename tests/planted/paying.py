"""Money lists issued with whatever stands in the tables: they cannot be overwritten afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import islice

from tegerek.programmes.models import Rates, Seminar
from tegerek.programmes.pay_sheets import PaySheet, pay_sheets
from tegerek.programmes.paying import Issue, Piece, issue_list, mark_of
from tegerek.web.desk.money import TYPES, file_of
from tests.planted.payloads import texts

LISTS = 2


def issue(now: datetime) -> None:
    """Issue the lists of every seminar that pays somebody, each twice: the second says what it corrects."""

    def write(sheet: PaySheet) -> Iterator[Piece]:
        return (Piece(form, file_of(sheet, "ky", form, now)) for form in TYPES)

    source = texts(200)
    paying = Seminar.objects.filter(programme__in=Rates.objects.values("programme")).order_by("pk")
    for seminar in paying.select_related("programme__office", "meeting__place__parent", "meeting__venue"):
        for kind in [kind for kind, sheet in pay_sheets(seminar).items() if sheet.is_payable]:
            for _n in range(LISTS):
                why, basis = islice(source, 2)
                mark = mark_of(pay_sheets(seminar)[kind])
                issue_list(seminar, kind, write, Issue("ky", why=why, basis=basis), read=mark, by=None, now=now)
