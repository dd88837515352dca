from django.urls import path

from tegerek.web.desk import accounts, agenda, computers, imports, meetings, places, programmes, seminars, today

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
    # /desk/accounts/
    path("accounts/", accounts.accounts, name="accounts"),
    path("accounts/new/", accounts.new, name="new-account"),
    path("accounts/cards/", accounts.cards, name="cards"),
    path("accounts/<int:key>/", accounts.account, name="account"),
    path("accounts/<int:key>/roles/new/", accounts.give_role, name="give-role"),
    path("accounts/<int:key>/link/", accounts.link, name="give-link"),
    path("accounts/<int:key>/shutting/", accounts.shut, name="shut-account"),
    path("accounts/<int:key>/assistance/", accounts.assist, name="assist"),
    path("grants/<int:key>/term/", accounts.term, name="grant-term"),
    path("grants/<int:key>/handover/", accounts.hand_over, name="hand-over"),
    path("keys/<int:key>/revocation/", accounts.revoke, name="revoke-key"),
    path("computers/", computers.computers, name="computers"),
    path("computers/<int:key>/revocation/", computers.revoke, name="revoke-computer"),
    # Whatever else: the sign-in page for a stranger, 404 for everybody else.
    path("<path:rest>", today.nothing_here, name="nothing"),
]
