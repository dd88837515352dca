"""Printers for tests, and a seminar of the demo whose people wait for certificates."""

from __future__ import annotations

from datetime import datetime

from tegerek.demo.world import World
from tegerek.learning import certificates
from tegerek.learning.certificates import TypedName
from tegerek.learning.models import Certificate
from tegerek.learning.printing import Drawn, Printer
from tegerek.meetings.models import Participant
from tests.files.samples import pdf


def plain_printer(look: str = "plain") -> Printer:
    """Draws nothing, and remembers nothing."""

    def draw(drawn: list[Drawn]) -> bytes:
        return pdf(" ".join(one.code for one in drawn))

    return Printer(look, draw)


def waiting(world: World) -> list[Participant]:
    """Those of the demo's trial seminar who were there all day and have no certificate yet."""
    seminar = world.certified.seminar
    having = Certificate.objects.filter(seminar=seminar).values("person")
    lines = Participant.objects.filter(meeting=seminar.meeting, morning=True, afternoon=True)
    return list(lines.exclude(person__in=having).select_related("person").order_by("pk"))


def named(world: World, lines: list[Participant], now: datetime, *, lang: str = "ky") -> None:
    """Write down the names of some lines as they stand on their cards."""
    typed = [TypedName(line.pk, lang, line.person.name) for line in lines]
    certificates.write_names(world.certified.seminar, typed, by=world.cast.coordinator.user, now=now)
