"""What people take home from a series: half-pages of the guide, files, the printed hand-out, the page for a stick."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from tegerek.documents.papers.hand_out import hand_out_paper
from tegerek.documents.papers.kinds import FORMS
from tegerek.documents.plain import plain
from tegerek.documents.take_home import HTML_TYPE, take_home_page
from tegerek.lib import clock
from tegerek.lib.dates import days_short
from tegerek.lib.errors import Refusal, Stale
from tegerek.lib.said import Said
from tegerek.people.access import may
from tegerek.people.rights import Act
from tegerek.procedures.guide import guide
from tegerek.programmes import materials as actions
from tegerek.programmes.access import material_for, programme_for, seminar_for
from tegerek.programmes.material_sheets import materials_of
from tegerek.programmes.models import Programme, Seminar
from tegerek.web.context import NAMES
from tegerek.web.desk.forms import SeenForm, add_said, attempt, data_of, read_said, status_of
from tegerek.web.downloads import download, made_file
from tegerek.web.gate import desk, who
from tegerek.web.issuing import FILE_LANGS


class HalfPagesForm(SeenForm):
    """Which half-pages of the guide go home with everybody."""

    pages = forms.MultipleChoiceField(
        label=gettext_lazy("Tick what everybody takes home"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, lang: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.auto_id = "pages_%s"
        self.fields["pages"].choices = [  # type: ignore[attr-defined]  # a MultipleChoiceField
            (page.slug, page.title.in_(lang).text) for page in guide()
        ]


class FileForm(SeenForm):
    """A file, and what it is in words."""

    file = forms.FileField(label=gettext_lazy("File"), help_text=gettext_lazy("PDF, or a picture as JPEG or PNG; 4 MB"))
    seminar = forms.ModelChoiceField(
        label=gettext_lazy("Of which seminar"),
        queryset=Seminar.objects.none(),
        required=False,
        empty_label=gettext_lazy("all of them"),
    )
    field_order = ("seen", "file", "seminar")

    def __init__(self, *args: Any, programme: Programme, lang: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seminars = programme.seminars.select_related("meeting__place").order_by("meeting__held_on", "id")
        field: Any = self.fields["seminar"]
        field.queryset = seminars
        field.label_from_instance = lambda row: _seminar_words(row, lang)
        self.fields["file"].error_messages["required"] = _("Choose the file.")
        self.fields["file"].error_messages["empty"] = _("This file is empty. Choose another one.")
        add_said(self, "title", _("What it is"), hint=_("For example: Sample minutes of an assembly"))


@desk(Act.PROGRAMME_SEE)
@require_http_methods(["GET", "HEAD", "POST"])
def materials(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/programmes/7/materials/ : what goes home with people, and one more file."""
    found = programme_for(request.user, Act.PROGRAMME_SEE, key)
    may_edit = may(request.user, Act.PROGRAMME_EDIT, found)
    if request.method == "POST" and not may_edit:
        raise Http404
    lang = who(request).language
    form = FileForm(
        data_of(request), request.FILES or None, programme=found, lang=lang, initial={"seen": found.version}
    )

    def add() -> None:
        data, now = form.cleaned_data, clock.now()
        actions.add_file(
            found,
            data["file"].read(),
            name=data["file"].name,
            title=read_said(form, "title", Said(), now),
            seminar=data["seminar"],
            seen=data["seen"],
            by=who(request),
            now=now,
        )

    if form.is_valid() and attempt(form, add, found):
        messages.success(request, _("The file goes home with people."))
        return redirect("desk:materials", key)
    rows = list(found.materials.select_related("file", "seminar__meeting__place"))
    chosen = [row.guide for row in rows if row.guide]
    context = {
        "programme": found,
        "form": form,
        "pages": HalfPagesForm(lang=lang, initial={"seen": found.version, "pages": chosen}),
        "chosen": [page for page in guide() if page.slug in chosen],
        "files": [(row, _seminar_words(row.seminar, lang) if row.seminar else "") for row in rows if row.file],
        "seminars": [(row, _seminar_words(row, lang)) for row in form.fields["seminar"].queryset],  # type: ignore[attr-defined]  # a ModelChoiceField
        "may_edit": may_edit,
        "langs": [(one, NAMES[one]) for one in FILE_LANGS],
    }
    return render(request, "desk/programmes/materials.html", context, status=status_of(form))


@desk(Act.PROGRAMME_EDIT)
@require_POST
def choose(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/programmes/7/materials/half-pages/ : which half-pages go home."""
    found = programme_for(request.user, Act.PROGRAMME_EDIT, key)
    form = HalfPagesForm(request.POST, lang=who(request).language)
    seen = form.cleaned_data.get("seen", 0) if form.is_valid() else 0
    try:
        pages = form.cleaned_data.get("pages", ["?"])
        actions.choose_half_pages(found, pages, seen=seen, by=who(request), now=clock.now())
    except (Refusal, Stale) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Saved."))
    return redirect("desk:materials", key)


@desk(Act.PROGRAMME_SEE)
@require_safe
def fetch(request: HttpRequest, key: int) -> HttpResponseBase:
    """/desk/materials/3/ : the file, also while the programme is a draft."""
    found = material_for(request.user, Act.PROGRAMME_SEE, key)
    if found.file is None:
        raise Http404
    return download(found.file, name=found.file.name)


@desk(Act.PROGRAMME_EDIT)
@require_POST
def remove(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/materials/3/removal/ : take the file away."""
    found = material_for(request.user, Act.PROGRAMME_EDIT, key)
    programme, seen = found.programme_id, SeenForm(request.POST)
    version = seen.cleaned_data["seen"] if seen.is_valid() else 0
    try:
        actions.remove_file(found, seen=version, by=who(request), now=clock.now())
    except Stale as stale:
        messages.error(request, str(stale))
    else:
        messages.success(request, _("The file is taken away."))
    return redirect("desk:materials", programme)


@desk(Act.PROGRAMME_SEE)
@require_GET
def hand_out(request: HttpRequest, key: int, form: str) -> HttpResponse:
    """/desk/seminars/7/hand-out.pdf?lang=ky : what people take home from one seminar, to be printed."""
    found = seminar_for(request.user, Act.PROGRAMME_SEE, key)
    lang = request.GET.get("lang", "ky")
    if form not in FORMS or lang not in FILE_LANGS:
        raise Http404
    home = materials_of(found.programme, clock.today(), seminar=found)
    is_public = found.programme.published_at is not None and not home.is_empty
    address = f"{settings.ADDRESS}/{lang}/programmes/{found.programme.slug}/materials/" if is_public else ""
    paper = hand_out_paper(home, lang, where=_seminar_words(found, lang), address=address)
    try:
        body = FORMS[form].write((paper,))
    except Refusal as refusal:
        return HttpResponse(str(refusal), content_type="text/plain; charset=utf-8", status=409)
    return made_file(body, FORMS[form].content_type, f"hand-out-{found.programme.slug}-{found.pk}-{lang}.{form}")


@desk(Act.PROGRAMME_SEE)
@require_GET
def take_home(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/programmes/7/take-home.html : all of it as one page that opens from a stick, without a network."""
    found = programme_for(request.user, Act.PROGRAMME_SEE, key)
    body = take_home_page(materials_of(found, clock.today()))
    return made_file(body, HTML_TYPE, f"{found.slug}.html")


def _seminar_words(seminar: Seminar, lang: str) -> str:
    """«17.03.2026, Кочкор району»."""
    meeting = seminar.meeting
    day = days_short(meeting.held_on, meeting.held_on) if meeting.held_on else ""
    return ", ".join(filter(None, (day, plain(meeting.place.long_name, lang))))
