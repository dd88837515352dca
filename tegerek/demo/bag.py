"""After the trial seminar: the next meetings of its two aimaks, what was said on the phone, and six earlier meetings."""

from __future__ import annotations

from tegerek.demo.cast import Cast
from tegerek.demo.gatherings import Gatherings
from tegerek.demo.land import Land
from tegerek.demo.moments import at
from tegerek.lib.dates import local_day
from tegerek.lib.rough_days import RoughDay
from tegerek.lib.said import Said
from tegerek.people.models import User
from tegerek.programmes.models import Invited, NextCall, Programme
from tegerek.programmes.next_meetings import Heard, Meant, mean_next, record_call, rehearse_next, show_meeting
from tegerek.programmes.next_sheets import Step
from tegerek.programmes.outside import Outside, write_outside

WATER = Said.of(
    ky="Ичүүчү суу: кимге, качан", ru="Питьевая вода: кому и когда", en="Drinking water: for whom, and when"
)
ROADS = Said.of(ky="Ички жолдорду оңдоо", ru="Ремонт внутренних дорог", en="Mending the roads of the village")
ON_PAPER = "айыл өкмөтүнүн протоколу"
BY_PHONE = "телефон аркылуу айтылды"


def carry_home(land: Land, cast: Cast, gatherings: Gatherings, trial: Programme) -> None:
    """Көк-Булут uses the system and shows the meeting it has called; Сары-Талаа means one in April and was phoned."""
    by = cast.trainer.user
    seminar = trial.seminars.get()
    rows = seminar.invited.select_related("unit", "seminar__programme__office", "seminar__meeting")
    own, theirs = rows.get(unit=land.aimak), rows.exclude(unit=land.aimak).get(unit=land.neighbours.unit)
    meant = Meant("assembly", WATER, "Ак-Терек айылы", RoughDay(2026, 3))
    row = mean_next(own, meant, seen=0, by=by, now=at("2026-03-03", 15))
    show_meeting(own, gatherings.called, seen=row.version, by=cast.clerk.user, now=at("2026-03-04"))
    _of_the_neighbours(theirs, by, cast.coordinator.user)
    _before(land, trial, by)


def _of_the_neighbours(theirs: Invited, by: User, coordinator: User) -> None:
    meant = Meant("information", ROADS, "орто мектептин залы", RoughDay(2026, 4))
    mean_next(theirs, meant, seen=0, by=by, now=at("2026-03-03", 15))
    rehearse_next(theirs, by=coordinator, now=at("2026-03-03", 16))
    heard = Heard(local_day(at("2026-03-05")), NextCall.Outcome.TOLD, {Step.CALLED: False})
    record_call(theirs, heard, seen=0, by=by, now=at("2026-03-05"))


def _before(land: Land, trial: Programme, by: User) -> None:
    """Three earlier meetings of each aimak; what nobody wrote down is not known."""
    own, other = land.aimak, land.neighbours.unit
    assert other is not None
    typed = (
        Outside(own, False, ON_PAPER, "assembly", RoughDay(2024, 11, 16), "Ак-Терек", 3, 14, 41, 6, 4, 1),
        Outside(own, False, ON_PAPER, "budget-hearing", RoughDay(2024, 5), "", 7, 11, 29, 3, 2, 2),
        Outside(own, False, BY_PHONE, "assembly", RoughDay(2023), "", None, None, None, None, 3, None),
        Outside(other, False, ON_PAPER, "report", RoughDay(2025, 3, 14), "маданият үйү", 5, 22, 47, 9, None, None),
        Outside(other, False, BY_PHONE, "", RoughDay(2025, 9), "", None, 8, 30, None, 2, 0),
        Outside(other, False, BY_PHONE, "assembly", None, "", 1, None, None, 0, 1, 0),
    )
    for one in typed:
        write_outside(trial, one, by=by, now=at("2026-03-03", 14))
