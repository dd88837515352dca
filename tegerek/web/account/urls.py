from django.urls import path

from tegerek.web.account import computer, link, own, signing_in

app_name = "account"
urlpatterns = [
    path("", own.account, name="account"),
    path("sign-in/", signing_in.sign_in, name="sign-in"),
    path("sign-out/", signing_in.sign_out, name="sign-out"),
    path("language/", signing_in.language, name="language"),
    path("password/", own.password, name="password"),
    path("pin/", own.pin, name="pin"),
    path("sittings/end/", own.end_sittings, name="end-sittings"),
    path("assistance/end/", own.end_acting, name="end-acting"),
    path("link/<str:token>/", link.link, name="link"),
    path("computer/", computer.computer, name="computer"),
]
