from django.urls import path

from tegerek.web.desk import (
    agenda,
    imports,
    jobs,
    letters,
    meetings,
    office,
    papers,
    places,
    programmes,
    seminars,
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
    path("programmes/<int:key>/letters/", letters.letters, name="letters"),
    path("programmes/<int:key>/letters/numbers/", letters.number, name="number-letters"),
    path("programmes/<int:key>/papers/", papers.series, name="series-papers"),
    # /desk/seminars/
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
    path("meetings/<int:key>/papers/", papers.papers, name="papers"),
    path("meetings/<int:key>/papers/<slug:kind>.<slug:form>", papers.paper, name="paper"),
    # /desk/jobs/
    path("jobs/", jobs.jobs, name="jobs"),
    path("jobs/<int:key>/", jobs.job, name="job"),
    path("jobs/<int:key>/stop/", jobs.stop, name="stop-job"),
    path("jobs/<int:key>/again/", jobs.again, name="again-job"),
    path("jobs/<int:key>/result/", jobs.result, name="job-result"),
    # /desk/office/
    path("office/", office.office, name="office"),
    # /desk/places/
    path("places/", places.places, name="places"),
    path("places/<int:key>/name/", places.name, name="place-name"),
    # Whatever else: the sign-in page for a stranger, 404 for everybody else.
    path("<path:rest>", today.nothing_here, name="nothing"),
]
