"""The programme, its seminar or an import, if this account may; else the 404 of one that does not exist."""

from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from tegerek.people.access import fetch, must, within
from tegerek.people.models import User
from tegerek.people.rights import Act
from tegerek.places.models import Body
from tegerek.programmes.models import (
    Invited,
    Logo,
    Material,
    OutsideMeeting,
    PayPiece,
    Programme,
    Road,
    ScheduleImport,
    Seminar,
    SeriesReport,
    Trainer,
)

Somebody = User | AnonymousUser


def programme_for(user: Somebody, act: Act, key: int) -> Programme:
    """With its office, contact and release. One query and that of the grants. Raises Http404."""
    rows = Programme.objects.select_related("office", "contact", "release", "release__speaker")
    return fetch(rows, user, act, pk=key)


def programmes_for(user: Somebody, act: Act) -> QuerySet[Programme]:
    """The programmes this account may do the act to, the newest first."""
    return within(Programme.objects.order_by("-made_at"), user, act)


def logo_for(user: Somebody, act: Act, key: int) -> Logo:
    """With its programme and its file. Raises Http404."""
    return fetch(Logo.objects.select_related("programme__office", "file"), user, act, pk=key)


def material_for(user: Somebody, act: Act, key: int) -> Material:
    """With its programme and its file. Raises Http404."""
    return fetch(Material.objects.select_related("programme__office", "file"), user, act, pk=key)


def series_report_for(user: Somebody, act: Act, key: int) -> SeriesReport:
    """A frozen report with its programme. Raises Http404."""
    return fetch(SeriesReport.objects.select_related("programme__office"), user, act, pk=key)


def seminar_for(user: Somebody, act: Act, key: int) -> Seminar:
    """With its programme, meeting, place and hall. Raises Http404."""
    rows = Seminar.objects.select_related(
        "programme__office", "meeting__place__parent", "meeting__venue", "meeting__office"
    )
    return fetch(rows, user, act, pk=key)


def trainer_for(user: Somebody, act: Act, key: int) -> Trainer:
    """With its person, seminar, programme and meeting. Raises Http404."""
    return fetch(Trainer.objects.select_related("person", "seminar__programme", "seminar__meeting"), user, act, pk=key)


def road_for(user: Somebody, act: Act, key: int) -> Road:
    """With its office and both ends. Raises Http404."""
    return fetch(Road.objects.select_related("office", "start", "goal"), user, act, pk=key)


def pay_piece_for(user: Somebody, act: Act, key: int) -> PayPiece:
    """A file of an issued money list, with its list, while its bytes are there. Raises Http404."""
    rows = PayPiece.objects.select_related("pay_list__seminar__meeting__place").exclude(form=PayPiece.Form.SHEET)
    return fetch(rows.exclude(body=None), user, act, pk=key)


def import_for(user: Somebody, act: Act, key: int) -> ScheduleImport:
    """With its office, job and programme; without the bytes. Raises Http404."""
    return fetch(ScheduleImport.objects.select_related("office", "job", "programme").defer("source"), user, act, pk=key)


def imports_for(user: Somebody, act: Act) -> QuerySet[ScheduleImport]:
    """The schedules this account may do the act to, without their bytes, the newest first."""
    return within(
        ScheduleImport.objects.select_related("job", "programme").defer("source").order_by("-brought_at"), user, act
    )


def invited_for(user: Somebody, act: Act, key: int) -> Invited:
    """An invitation of a seminar, with its unit and what the seminar is. Raises Http404."""
    rows = Invited.objects.select_related(
        "unit__parent", "seminar__programme__office", "seminar__meeting__place__parent", "next_meeting"
    )
    return fetch(rows, user, act, pk=key)


def outside_for(user: Somebody, act: Act, key: int) -> OutsideMeeting:
    """A meeting that is not kept here, unless it was taken back, with its programme. Raises Http404."""
    rows = OutsideMeeting.objects.filter(taken_back_at=None).select_related("programme__office", "unit__parent")
    return fetch(rows, user, act, pk=key)


def own_trainings_for(user: Somebody, today: date) -> QuerySet[Invited]:
    """The seminars that have come and to which the aimaks of one's own offices were invited, the latest first.

    They belong to the offices of their programmes: this is all that the invited may see of them. Raises Http404 for
    whoever prepares no meetings.
    """
    found = must(user, Act.MEETING_EDIT)
    offices = Body.objects.filter(is_office=True, unit__isnull=False)
    own = offices if found.every else offices.filter(pk__in=found.offices)
    rows = Invited.objects.filter(unit__in=own.values("unit"), seminar__programme__published_at__isnull=False)
    come = rows.filter(seminar__meeting__held_on__lte=today, seminar__meeting__cancelled_at=None)
    return come.select_related(
        "unit__parent", "seminar__programme__office", "seminar__meeting", "next_meeting__meeting"
    ).order_by("-seminar__meeting__held_on", "pk")
