from django.urls import path

from tegerek.web.desk import (
    agenda,
    imports,
    logos,
    meetings,
    person_data,
    person_facts,
    persons,
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
    path("programmes/<int:key>/logos/", logos.logos, name="logos"),
    path("logos/<int:key>/", logos.picture, name="logo"),
    path("logos/<int:key>/change/", logos.change, name="change-logo"),
    path("programmes/<int:key>/seminars/new/", seminars.add, name="add-seminar"),
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
    # /desk/places/
    path("places/", places.places, name="places"),
    path("places/<int:key>/name/", places.name, name="place-name"),
    # /desk/persons/
    path("persons/", persons.persons, name="persons"),
    path("persons/search/", persons.find, name="find-person"),
    path("persons/callers/", persons.find_phone, name="find-phone"),
    path("persons/new/", persons.begin, name="new-person"),
    path("persons/<int:key>/", persons.person, name="person"),
    path("persons/<int:key>/card/", persons.card, name="person-card"),
    path("persons/<int:key>/contacts/", person_facts.contacts, name="person-contacts"),
    path("persons/<int:key>/contacts/removal/", person_facts.remove_contact, name="remove-contact"),
    path("persons/<int:key>/posts/", person_facts.mandates, name="person-posts"),
    path("persons/<int:key>/posts/end/", person_facts.end_mandate, name="end-post"),
    path("persons/<int:key>/consents/", person_facts.consents, name="person-consents"),
    path("persons/<int:key>/consents/withdrawal/", person_facts.withdraw, name="withdraw-consent"),
    path("persons/<int:key>/joining/", person_data.join, name="join-persons"),
    path("persons/<int:key>/export/", person_data.export, name="export-person"),
    path("persons/<int:key>/erasure/", person_data.erase, name="erase-person"),
    # /desk/kept/
    path("kept/", person_data.kept, name="kept"),
    path("kept/<int:key>/", person_data.kept_file, name="kept-file"),
    # Whatever else: the sign-in page for a stranger, 404 for everybody else.
    path("<path:rest>", today.nothing_here, name="nothing"),
]
