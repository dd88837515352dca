"""The logos of a programme: bring one, say whose it is, put them in order, take one away."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tegerek.lib import clock
from tegerek.lib.errors import Stale
from tegerek.lib.said import Said
from tegerek.people.rights import Act
from tegerek.programmes import logos as actions
from tegerek.programmes.access import logo_for, programme_for
from tegerek.programmes.models import Logo
from tegerek.web.desk.forms import SeenForm, add_said, attempt, data_of, read_said, status_of
from tegerek.web.downloads import download
from tegerek.web.gate import desk, who

OF = {
    Logo.Of.PROJECT: pgettext_lazy("whose logo", "project"),
    Logo.Of.DONOR: pgettext_lazy("whose logo", "donor"),
    Logo.Of.IMPLEMENTER: pgettext_lazy("whose logo", "implementer"),
}


class LogoForm(SeenForm):
    """A picture, and what is said in its place."""

    file = forms.FileField(
        label=gettext_lazy("Picture"), help_text=gettext_lazy("PNG, JPEG or WebP, on a white or see-through ground")
    )
    of = forms.ChoiceField(label=gettext_lazy("Whose logo"), choices=[(key.value, name) for key, name in OF.items()])

    field_order = ("seen", "file", "of")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].error_messages["required"] = _("Choose the picture.")
        self.fields["file"].error_messages["empty"] = _("This file is empty. Choose another one.")
        hint = _("Read out to whoever cannot see it, for example: Logo of the Development Fund")
        add_said(self, "alt", _("In words"), hint=hint)


@desk(Act.PROGRAMME_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def logos(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/programmes/7/logos/ : the logos there are, and one more."""
    programme = programme_for(request.user, Act.PROGRAMME_EDIT, key)
    form = LogoForm(data_of(request), request.FILES or None, initial={"seen": programme.version})
    if form.is_valid():
        data, now = form.cleaned_data, clock.now()

        def add() -> None:
            actions.add_logo(
                programme,
                data["file"].read(),
                name=data["file"].name,
                of=Logo.Of(data["of"]),
                alt=read_said(form, "alt", Said(), now),
                seen=data["seen"],
                by=who(request),
                now=now,
            )

        if attempt(form, add, programme):
            messages.success(request, _("The logo is shown with the programme."))
            return redirect("desk:logos", key)
    lines = [(logo, OF[Logo.Of(logo.of)]) for logo in programme.logos.select_related("file")]
    context = {"programme": programme, "form": form, "logos": lines}
    return render(request, "desk/programmes/logos.html", context, status=status_of(form))


@desk(Act.PROGRAMME_EDIT)
@require_safe
def picture(request: HttpRequest, key: int) -> HttpResponseBase:
    """/desk/logos/3/ : the picture, also while the programme is a draft."""
    return download(logo_for(request.user, Act.PROGRAMME_EDIT, key).file)


@desk(Act.PROGRAMME_EDIT)
@require_POST
def change(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/logos/3/change/ : show it earlier, or take it away."""
    found = logo_for(request.user, Act.PROGRAMME_EDIT, key)
    programme = found.programme_id
    seen = SeenForm(request.POST)
    version = seen.cleaned_data["seen"] if seen.is_valid() else 0
    do, told = actions.move_logo, _("The order is changed.")
    if "remove" in request.POST:
        do, told = actions.remove_logo, _("The logo is taken away.")
    try:
        do(found, seen=version, by=who(request), now=clock.now())
    except Stale as stale:
        messages.error(request, str(stale))
    else:
        messages.success(request, told)
    return redirect("desk:logos", programme)
