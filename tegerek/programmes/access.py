"""The programme, its seminar or an import, if this account may; else the 404 of one that does not exist."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from tegerek.people.access import fetch, within
from tegerek.people.models import User
from tegerek.people.rights import Act
from tegerek.programmes.models import Logo, Material, Programme, ScheduleImport, Seminar, SeriesReport

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


def import_for(user: Somebody, act: Act, key: int) -> ScheduleImport:
    """With its office, job and programme; without the bytes. Raises Http404."""
    return fetch(ScheduleImport.objects.select_related("office", "job", "programme").defer("source"), user, act, pk=key)


def imports_for(user: Somebody, act: Act) -> QuerySet[ScheduleImport]:
    """The schedules this account may do the act to, without their bytes, the newest first."""
    return within(
        ScheduleImport.objects.select_related("job", "programme").defer("source").order_by("-brought_at"), user, act
    )
