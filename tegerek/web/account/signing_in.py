"""Coming in, going out, and the language of one's screens."""

from typing import Any

from allauth.account.forms import LoginForm
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from tegerek.lib import clock, refs
from tegerek.people.models import User
from tegerek.people.phones import tidy_phone
from tegerek.people.signing_in import computer_here
from tegerek.web.gate import public
from tegerek.web.sitting import NOTHING_LEFT, end_sitting


class SignInForm(LoginForm):  # type: ignore[misc]  # the package carries no types
    """Phone or e-mail, and a password. What is wrong is not told apart: an answer must not say who has an account."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Phone or e-mail")
        self.fields["login"].help_text = _("or the number that stands on your card")
        self.fields["password"].label = _("Password")
        self.fields["password"].help_text = ""
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)

    def clean_login(self) -> str:
        typed: str = self.cleaned_data["login"].strip()
        if _is_number(typed):
            return typed
        return typed.lower() if "@" in typed else tidy_phone(typed) or typed

    def user_credentials(self) -> dict[str, Any]:
        if not _is_number(self.cleaned_data["login"]):
            return dict(super().user_credentials())
        return {"number": self.cleaned_data["login"], "password": self.cleaned_data.get("password")}


@public
@never_cache
@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    """/account/sign-in/ : phone or e-mail and a password."""
    if isinstance(request.user, User):
        return redirect(_next(request))
    form = SignInForm(data=request.POST or None, request=request)
    if request.method == "POST" and form.is_valid():
        answer: HttpResponse = form.login(request, redirect_url=_next(request))
        _keep_language(request.user, _asked(request))
        return answer
    context = {"form": form, "next": _wanted(request), "asked": _asked(request), "computer": computer_here(request)}
    return render(request, "account/sign_in.html", context)


@public
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """/account/sign-out/ : end the session and whatever one did for others; nothing of it stays on the computer."""
    end_sitting(request, clock.now())
    answer = redirect("account:computer" if computer_here(request) else "account:sign-in")
    answer["Clear-Site-Data"] = NOTHING_LEFT
    return answer


@public
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """/account/language/ : the language of one's own screens."""
    _keep_language(request.user, request.POST.get("language", ""))
    return redirect(_next(request))


def _asked(request: HttpRequest) -> str:
    """The language in which somebody asked for the page; "" where the browser chose it."""
    asked = request.GET.get("lang", "")
    return asked if asked in dict(settings.LANGUAGES) else ""


def _keep_language(user: object, chosen: str) -> None:
    if isinstance(user, User) and user.assisted_by is None and chosen in dict(settings.LANGUAGES):
        User.objects.filter(pk=user.pk).update(language=chosen)


def _is_number(typed: str) -> bool:
    """Whether it is the number of an account, and not a phone."""
    return len(typed) < 8 and refs.is_number(typed)


def _next(request: HttpRequest) -> str:
    """Where to go on, only within this site."""
    wanted = _wanted(request)
    is_here = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    # A word without a slash would be taken for the name of an address.
    return wanted if wanted.startswith("/") and is_here else resolve_url(settings.LOGIN_REDIRECT_URL)


def _wanted(request: HttpRequest) -> str:
    """The page somebody came for, kept over failed tries."""
    return request.POST.get("next") or request.GET.get("next") or ""
