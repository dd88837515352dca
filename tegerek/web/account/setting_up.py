"""From an empty installation to a working office: the code that bin/run shows, then five questions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from tegerek.lib import clock
from tegerek.lib.errors import Refusal
from tegerek.lib.said import Said
from tegerek.lib.text import mended
from tegerek.people import founding
from tegerek.people.limits import TOO_MANY, Counter
from tegerek.people.models import Sitting
from tegerek.people.signing_in import address_of, sit_down
from tegerek.places.models import BodyKind
from tegerek.web.gate import public
from tegerek.web.placing import PlaceField


class CodeForm(forms.Form):
    """The code that bin/run shows in its terminal."""

    code = forms.CharField(
        label=gettext_lazy("The code"),
        help_text=gettext_lazy("It stands in the window where the site was started, and in the file setup-code."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        max_length=40,
    )


class OfficeForm(forms.Form):
    """Where, what it is called, what it is, who you are, how you sign in."""

    code = forms.CharField(widget=forms.HiddenInput, max_length=40)
    place = PlaceField(
        label=gettext_lazy("1. In which place is your office?"),
        help_text=gettext_lazy("village, aimak, town or raion, for example: Kochkor raion"),
    )
    name_ky = forms.CharField(label=gettext_lazy("2. Name of the office in Kyrgyz"), max_length=200)
    name_ru = forms.CharField(label=gettext_lazy("Name of the office in Russian"), max_length=200, required=False)
    kind = forms.ChoiceField(label=gettext_lazy("3. What kind of office is it?"))
    person = forms.CharField(
        label=gettext_lazy("4. Your name"),
        help_text=gettext_lazy("You will be the administrator: you make accounts for the others."),
        max_length=120,
    )
    phone = forms.CharField(
        label=gettext_lazy("5. Your phone"),
        help_text=gettext_lazy("you sign in with it; nothing is sent to it"),
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "username"}),
        max_length=40,
    )
    password = forms.CharField(
        label=gettext_lazy("A password"),
        help_text=gettext_lazy("At least ten signs. Three words that only you would put together are good."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        max_length=200,
        strip=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(kind.value, kind.label) for kind in founding.KINDS]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]  # a ChoiceField


@public
@sensitive_post_parameters("code", "password")
@require_http_methods(["GET", "HEAD", "POST"])
def setup(request: HttpRequest) -> HttpResponse:
    """/setup/ : the code, then five questions; no such page once there is an administrator."""
    if founding.has_administrator():
        raise Http404
    code = CodeForm(request.POST if request.method == "POST" else None)
    if not code.is_valid() or not _is_code(request, code):
        return _code_page(request, code)
    is_answered = "place" in request.POST
    form = OfficeForm(request.POST if is_answered else None, initial={"code": code.cleaned_data["code"]})
    if form.is_valid() and _found(request, form):
        return redirect("desk:today")
    return render(request, "account/setup.html", {"form": form}, status=422 if form.errors else 200)


def _code_page(request: HttpRequest, form: CodeForm) -> HttpResponse:
    return render(request, "account/setup_code.html", {"form": form}, status=422 if form.errors else 200)


def _is_code(request: HttpRequest, form: CodeForm) -> bool:
    now = clock.now()
    tries = Counter.of("setup", address=address_of(request))
    if not tries.take(now):
        form.add_error("code", str(TOO_MANY))
        return False
    if not founding.is_setup_code(form.cleaned_data["code"]):
        form.add_error("code", _("This is not the code. Read it again where the site was started."))
        return False
    tries.give_back(now)
    return True


def _found(request: HttpRequest, form: OfficeForm) -> bool:
    data = form.cleaned_data
    try:
        user = founding.found_office(
            kind=BodyKind(data["kind"]),
            name=Said.of(ky=mended(data["name_ky"]), ru=mended(data["name_ru"])),
            place=data["place"],
            person=mended(data["person"]),
            phone=data["phone"],
            password=data["password"],
            language=get_language() or "ky",
            now=clock.now(),
        )
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    founding.forget_setup_code()
    sit_down(request, user, Sitting.How.PASSWORD)
    return True
