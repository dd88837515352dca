"""Coming in, going out, and the language of one's screens."""

from typing import Any

from allauth.account.forms import LoginForm
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from tegerek.people.models import User
from tegerek.people.signing_in import tidy_phone
from tegerek.web.gate import public


class SignInForm(LoginForm):  # type: ignore[misc]  # the package carries no types
    """Phone or e-mail, and a password. What is wrong is not told apart: an answer must not say who has an account."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Phone or e-mail")
        self.fields["password"].label = _("Password")
        self.fields["password"].help_text = ""
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)

    def clean_login(self) -> str:
        typed: str = self.cleaned_data["login"].strip()
        return typed.lower() if "@" in typed else tidy_phone(typed) or typed


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
        return answer
    return render(request, "account/sign_in.html", {"form": form, "next": _wanted(request)})


@public
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """/account/sign-out/ : end the session; nothing of it stays on the computer."""
    logout(request)
    answer = redirect("account:sign-in")
    answer["Clear-Site-Data"] = '"cache", "storage"'
    return answer


@public
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """/account/language/ : the language of one's own screens."""
    chosen = request.POST.get("language", "")
    if isinstance(request.user, User) and chosen in dict(settings.LANGUAGES):
        User.objects.filter(pk=request.user.pk).update(language=chosen)
    return redirect(_next(request))


def _next(request: HttpRequest) -> str:
    """Where to go on, only within this site."""
    wanted = _wanted(request)
    is_here = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if wanted and is_here else resolve_url(settings.LOGIN_REDIRECT_URL)


def _wanted(request: HttpRequest) -> str:
    """The page somebody came for, kept over failed tries."""
    return request.POST.get("next") or request.GET.get("next") or ""
