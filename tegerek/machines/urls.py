"""Addresses that machines read. docs/feeds.md describes them; none is ever removed."""

from django.urls import path

from tegerek.machines import calendars, feeds, health, papers

app_name = "machines"

urlpatterns = [
    path("meetings.ics", calendars.meetings, name="meetings-calendar"),
    path("meetings/<str:ref>.ics", calendars.one, name="meeting-calendar"),
    path("places/<slug:slug>/meetings.ics", calendars.of_place, name="place-calendar"),
    path("places/<slug:slug>/feed.atom", feeds.of_place, name="place-feed"),
    path("programmes/<slug:slug>/meetings.ics", calendars.of_programme, name="programme-calendar"),
    path("programmes/<slug:slug>/press-release.<str:form>", papers.press_release, name="press-release"),
    path("feeds/meetings.atom", feeds.meetings, name="meetings-feed"),
    path("healthz", health.lives, name="lives"),
    path("readyz", health.ready, name="ready"),
]
