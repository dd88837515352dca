from django.urls import path

from tegerek.web.desk import (
    agenda,
    counts,
    imports,
    invited,
    lists,
    meetings,
    places,
    programmes,
    rosters,
    scans,
    seminars,
    ticks,
    today,
)

app_name = "desk"
urlpatterns = [
    path("", today.today, name="today"),
    # /desk/imports/
    path("imports/new/", imports.bring, name="bring"),
    path("imports/<int:key>/", imports.preview, name="import"),
    path("imports/<int:key>/stop/", imports.stop, name="stop-import"),
    path("imports/<int:key>/programme/", imports.make, name="make-import"),
    # /desk/programmes/
    path("programmes/", programmes.programmes, name="programmes"),
    path("programmes/<int:key>/", programmes.programme, name="programme"),
    path("programmes/<int:key>/words/", programmes.words, name="programme-words"),
    path("programmes/<int:key>/release/", programmes.release, name="release"),
    path("programmes/<int:key>/publication/", programmes.publish, name="publish"),
    path("programmes/<int:key>/correction/", programmes.correct, name="correct"),
    path("programmes/<int:key>/seminars/new/", seminars.add, name="add-seminar"),
    path("programmes/<int:key>/counts/", counts.counts, name="counts"),
    path("programmes/<int:key>/counts.csv", counts.as_csv, name="counts-csv"),
    path("programmes/<int:key>/counts.xlsx", counts.as_xlsx, name="counts-xlsx"),
    path("programmes/<int:key>/results/", counts.results, name="results"),
    # /desk/seminars/
    path("seminars/<int:key>/invited/", invited.invited, name="invited"),
    path("seminars/<int:key>/copy/", invited.copy, name="copy-seats"),
    path("seminars/<int:key>/change/", seminars.change, name="change-seminar"),
    path("seminars/<int:key>/quota/", seminars.quota, name="quota"),
    path("seminars/<int:key>/removal/", seminars.remove, name="remove-seminar"),
    # /desk/meetings/
    path("meetings/", meetings.meetings, name="meetings"),
    path("meetings/new/", meetings.begin, name="new-meeting"),
    path("meetings/<int:key>/", meetings.meeting, name="meeting"),
    path("meetings/<int:key>/words/", meetings.words, name="meeting-words"),
    path("meetings/<int:key>/agenda/", agenda.agenda, name="agenda"),
    path("meetings/<int:key>/call/", meetings.call, name="call"),
    path("meetings/<int:key>/move/", meetings.move, name="move"),
    path("meetings/<int:key>/postponement/", meetings.postpone, name="postpone"),
    path("meetings/<int:key>/cancellation/", meetings.cancel, name="cancel"),
    path("meetings/<int:key>/holding/", meetings.hold, name="hold"),
    path("meetings/<int:key>/closure/", meetings.close, name="close"),
    path("meetings/<int:key>/removal/", meetings.remove, name="remove-meeting"),
    path("meetings/<int:key>/roster/", rosters.roster, name="roster"),
    path("meetings/<int:key>/roster/new/", rosters.add, name="add-to-roster"),
    path("meetings/<int:key>/roster.xlsx", rosters.as_xlsx, name="roster-xlsx"),
    path("meetings/<int:key>/calls/", rosters.calls, name="calls"),
    path("meetings/<int:key>/ticks/", ticks.ticks, name="ticks"),
    path("meetings/<int:key>/walk-ins/new/", ticks.walk_in, name="walk-in"),
    path("meetings/<int:key>/scans/", scans.scans, name="scans"),
    path("meetings/<int:key>/scans/new/", scans.bring, name="bring-scan"),
    path("meetings/<int:key>/scans/<int:scan>/", scans.fetch, name="scan"),
    path("meetings/<int:key>/scans/<int:scan>/removal/", scans.remove, name="remove-scan"),
    # /desk/participants/
    path("participants/<int:key>/confirmation/", rosters.confirm, name="confirm"),
    path("participants/<int:key>/refusal/", rosters.decline, name="decline"),
    path("participants/<int:key>/removal/", rosters.take_off, name="take-off"),
    path("participants/<int:key>/substitution/", rosters.substitute, name="substitute"),
    path("meetings/<int:key>/lists/new/", lists.bring, name="bring-list"),
    # /desk/lists/
    path("lists/<int:key>/", lists.preview, name="list"),
    path("lists/<int:key>/roster/", lists.take, name="take-list"),
    path("lists/<int:key>/stop/", lists.stop, name="stop-list"),
    path("lists/<int:key>/removal/", lists.throw_away, name="remove-list"),
    # /desk/places/
    path("places/", places.places, name="places"),
    path("places/<int:key>/name/", places.name, name="place-name"),
    # Whatever else: the sign-in page for a stranger, 404 for everybody else.
    path("<path:rest>", today.nothing_here, name="nothing"),
]
