"""All addresses. Public ones carry their language; the shortest stand on paper (/48215)."""

from django.urls import include, path

from tegerek.web import errors
from tegerek.web.account import setting_up

urlpatterns = [
    path("", include("tegerek.machines.urls")),
    path("account/", include("tegerek.web.account.urls")),
    path("setup/", setting_up.setup, name="setup"),
    path("desk/", include("tegerek.web.desk.urls")),
    path("", include("tegerek.web.public.urls")),
]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error
