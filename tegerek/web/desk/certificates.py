"""Certificates at the desk: the rule of a programme, names as people want them, issuing, handing out, revoking."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tegerek.documents.papers.certificate import certificates_file, printer_of
from tegerek.learning import certificates as actions
from tegerek.learning.certificate_access import certificate_for
from tegerek.learning.certificate_holding import files_of_certificates
from tegerek.learning.certificate_rules import Why
from tegerek.learning.certificate_sheets import (
    CertificatesSheet,
    Comer,
    certificates_sheet,
    history_of,
    programme_certificates,
    to_hand_out,
)
from tegerek.learning.certificates import RuleWords, TypedName
from tegerek.learning.models import Certificate, CertificateRule
from tegerek.learning.printing import LANGS, Printed
from tegerek.lib import clock
from tegerek.lib.errors import Refusal
from tegerek.lib.said import Said
from tegerek.lib.text import mended, one_line
from tegerek.people.access import may
from tegerek.people.keys import grouped
from tegerek.people.paper_names import NAME_LETTERS
from tegerek.people.rights import Act
from tegerek.programmes.access import programme_for, seminar_for
from tegerek.programmes.models import Programme, Seminar
from tegerek.web.context import NAMES
from tegerek.web.desk.forms import SeenForm, add_said, attempt, data_of, full_name, read_said, status_of
from tegerek.web.downloads import download, made_file
from tegerek.web.gate import desk, who

HALVES = (
    (2, gettext_lazy("the whole day: ticked in the morning and in the afternoon")),
    (1, gettext_lazy("half of the day: ticked in the morning or in the afternoon")),
)
WHY = {
    Why.UNTICKED: gettext_lazy("nobody ticked whether this person was there"),
    Why.ABSENT: gettext_lazy("was not there"),
    Why.TOO_SHORT: gettext_lazy("was there for half of the day only"),
    Why.ERASED: gettext_lazy("the card was erased"),
}
LANG_CHOICES = tuple((lang, NAMES[lang]) for lang in LANGS)
PDF = "application/pdf"


class RuleForm(SeenForm):
    """Who gets a certificate, and what stands on it."""

    halves = forms.TypedChoiceField(
        label=gettext_lazy("Who gets one: whoever was there for"), choices=HALVES, coerce=int, widget=forms.RadioSelect
    )
    series = forms.CharField(
        label=gettext_lazy("Series"),
        max_length=12,
        help_text=gettext_lazy("what every number begins with; with АЧ the first one is АЧ-2026-0001"),
    )
    lang = forms.ChoiceField(
        label=gettext_lazy("Language in which names are asked for first"),
        choices=LANG_CHOICES,
        widget=forms.RadioSelect,
    )
    hours = forms.IntegerField(
        label=gettext_lazy("Hours of training"),
        required=False,
        min_value=1,
        max_value=actions.MOST_HOURS,
        help_text=gettext_lazy("as they are to be printed; leave empty to print none"),
    )

    def __init__(self, *args: Any, rule: CertificateRule | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rule = rule
        self.fields["halves"].error_messages["required"] = _(
            "Choose how much of the day somebody must have been there."
        )
        self.fields["series"].error_messages["required"] = _("Write what every number begins with.")
        self.fields["lang"].error_messages["required"] = _("Choose a language.")
        add_said(self, "signer", _("Who signs"), said=rule.signer if rule else None)
        add_said(self, "signer_post", _("Post of whoever signs"), said=rule.signer_post if rule else None)
        hint = _("Empty: “took part in a seminar of the training programme”; the title of the programme follows.")
        add_said(
            self, "text", _("What the certificate says of the person"), said=rule.text if rule else None, hint=hint
        )

    @staticmethod
    def initial_of(rule: CertificateRule | None) -> dict[str, Any]:
        if rule is None:
            return {"seen": 0, "lang": "ky"}
        told = {name: getattr(rule, name) for name in ("halves", "series", "lang", "hours")}
        return {"seen": rule.version, **told}

    def words(self) -> RuleWords:
        now, data, rule = clock.now(), self.cleaned_data, self.rule
        said = {
            name: read_said(self, name, getattr(rule, name) if rule else Said(), now)
            for name in ("signer", "signer_post", "text")
        }
        series = one_line(mended(data["series"]))
        return RuleWords(halves=data["halves"], series=series, lang=data["lang"], hours=data["hours"], **said)


@dataclass(frozen=True)
class NameRow:
    """One person whose name is to be written down. said: "this is how the person wants it"."""

    comer: Comer
    name: forms.BoundField
    lang: forms.BoundField
    said: forms.BoundField


class NamesForm(forms.Form):
    """For everybody who may get a certificate: the name, the language, and that the person said so."""

    def __init__(self, *args: Any, comers: tuple[Comer, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.comers = comers
        for one in comers:
            self._add(one)

    def _add(self, one: Comer) -> None:
        widget = forms.TextInput(attrs={"aria-label": _("Name on the paper: %(name)s") % {"name": one.name}})
        self.fields[f"name-{one.line}"] = forms.CharField(
            required=False, max_length=NAME_LETTERS, initial=one.written or one.name, widget=widget
        )
        select = forms.Select(attrs={"aria-label": _("Language of the paper: %(name)s") % {"name": one.name}})
        self.fields[f"lang-{one.line}"] = forms.ChoiceField(
            choices=LANG_CHOICES, initial=one.lang, widget=select, required=False
        )
        label = gettext_lazy("the person wants it so")
        self.fields[f"said-{one.line}"] = forms.BooleanField(label=label, required=False, initial=bool(one.written))

    def rows(self) -> list[NameRow]:
        """Each person with the three fields."""
        return [NameRow(one, *(self[f"{name}-{one.line}"] for name in ("name", "lang", "said"))) for one in self.comers]

    def typed(self) -> Iterator[TypedName]:
        """The names that people said."""
        for one in self.comers:
            data = {name: self.cleaned_data.get(f"{name}-{one.line}") for name in ("name", "lang", "said")}
            if data["said"]:
                yield TypedName(one.line, data["lang"] or one.lang, data["name"] or "")


class RevokeForm(forms.Form):
    """Why it does not hold any more."""

    reason = forms.CharField(
        label=gettext_lazy("Why, in one sentence"),
        max_length=actions.REASON_LETTERS,
        help_text=gettext_lazy("Only those who work with certificates read it."),
        error_messages={"required": gettext_lazy("Write in one sentence why it does not hold any more.")},
    )


class ReplaceForm(RevokeForm):
    """The name as it should have been, and why another paper is issued."""

    name = forms.CharField(
        label=gettext_lazy("Name as the person wants it"),
        max_length=NAME_LETTERS,
        error_messages={"required": gettext_lazy("Write the name as it is to stand on the paper.")},
    )
    lang = forms.ChoiceField(
        label=gettext_lazy("Language of the paper"), choices=LANG_CHOICES, widget=forms.RadioSelect
    )
    field_order = ("name", "lang", "reason")

    def __init__(self, *args: Any, is_asked: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_asked:
            del self.fields["reason"]


@desk(Act.CERTIFICATE_SEE)
@require_http_methods(["GET", "HEAD", "POST"])
def rule(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/programmes/7/certificates/ : by which rule the programme gives certificates; its seminars."""
    act = Act.CERTIFICATE_ISSUE if request.method == "POST" else Act.CERTIFICATE_SEE
    found = programme_for(request.user, act, key)
    kept = CertificateRule.objects.filter(programme=found).first()
    form = RuleForm(data_of(request), rule=kept, initial=RuleForm.initial_of(kept))

    def act_on_it() -> None:
        seen = form.cleaned_data["seen"]
        actions.set_rule(found, form.words(), seen=seen, by=who(request), now=clock.now())

    if form.is_valid() and attempt(form, act_on_it, kept or found):
        messages.success(request, _("Saved. Certificates that are out stay as they are."))
        return redirect("desk:certificate-rule", key)
    seminars = programme_certificates(found)
    context = {
        "programme": found,
        "form": form,
        "rule": kept,
        "halves": dict(HALVES)[kept.halves] if kept else "",
        "seminars": seminars,
        "standing": sum(line.standing for line in seminars),
        "may_issue": may(request.user, Act.CERTIFICATE_ISSUE, found),
        "keys_page": f"{settings.ADDRESS}/verify/keys.txt",
    }
    return render(request, "desk/certificates/rule.html", context, status=status_of(form))


@desk(Act.CERTIFICATE_SEE)
@require_GET
def seminar(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/seminars/7/certificates/ : who gets one and how the name is written; who gets none, and why."""
    return _page(request, seminar_for(request.user, Act.CERTIFICATE_SEE, key))


@desk(Act.CERTIFICATE_ISSUE)
@require_POST
def names(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/seminars/7/certificates/names/ : keep the names as people want them."""
    found = seminar_for(request.user, Act.CERTIFICATE_ISSUE, key)
    sheet = certificates_sheet(found)
    form = NamesForm(request.POST, comers=sheet.to_name)
    if form.is_valid():
        try:
            kept = actions.write_names(found, form.typed(), by=who(request), now=clock.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            words = ngettext("%d name is written down.", "%d names are written down.", kept)
            if kept:
                messages.success(request, words % kept)
            else:
                messages.warning(request, _("No name is written down: tick beside each that the person wants it so."))
            return redirect("desk:certificates", key)
    return _page(request, found, form)


@desk(Act.CERTIFICATE_ISSUE)
@require_POST
def issue(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/seminars/7/certificates/issue/ : to all whose name is written down; many of them as long work."""
    found = seminar_for(request.user, Act.CERTIFICATE_ISSUE, key)
    try:
        if len(actions.ready_persons(found)) > actions.AT_ONCE:
            job = actions.start_issuing(found, by=who(request), now=clock.now())
            return redirect("desk:job", job.pk)
        printer = printer_of(found.programme, settings.ADDRESS)
        made = actions.issue(found, printer, by=who(request), now=clock.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        words = ngettext("%d certificate is issued.", "%d certificates are issued.", len(made))
        messages.success(request, words % len(made) if made else _("There was nobody to issue one to."))
    return redirect("desk:certificates", key)


@desk(Act.CERTIFICATE_SEE)
@require_GET
def seminar_file(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/seminars/7/certificates.pdf : all that hold, in the order of handing out."""
    found = seminar_for(request.user, Act.CERTIFICATE_SEE, key)
    return _file(found.programme, Certificate.objects.filter(seminar=found), f"sertifikattar-{found.pk}.pdf")


@desk(Act.CERTIFICATE_SEE)
@require_GET
def series_file(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/programmes/7/certificates.pdf : those of all seminars, seminar by seminar."""
    found = programme_for(request.user, Act.CERTIFICATE_SEE, key)
    return _file(found, Certificate.objects.filter(programme=found), f"sertifikattar-{found.slug}.pdf")


@desk(Act.CERTIFICATE_SEE)
@require_GET
def certificate(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/certificates/7/ : what stands on it, whether it holds, what came before and after it."""
    found = certificate_for(request.user, Act.CERTIFICATE_SEE, key)
    history = history_of(found)
    context = {
        "certificate": found,
        "printed": Printed.from_json(found.printed),
        "code": grouped(found.code),
        "page": f"/{who(request).language}/verify/{grouped(found.code)}/",
        "place": full_name(found.seminar.meeting.place, who(request).language),
        "history": history if len(history) > 1 else (),
        "next": next((one for one in history if one.replaces_id == found.pk), None),
        "may_issue": may(request.user, Act.CERTIFICATE_ISSUE, found),
    }
    return render(request, "desk/certificates/certificate.html", context)


@desk(Act.CERTIFICATE_SEE)
@require_GET
def paper(request: HttpRequest, key: int) -> HttpResponseBase:
    """/desk/certificates/7/paper.pdf : the file as it was kept when it was issued. 404 once the person is erased."""
    found = certificate_for(request.user, Act.CERTIFICATE_SEE, key)
    file = files_of_certificates([found.pk]).first()
    if file is None:
        raise Http404
    return download(file)


@desk(Act.CERTIFICATE_ISSUE)
@require_http_methods(["GET", "HEAD", "POST"])
def revocation(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/certificates/7/revocation/ : it does not hold from now on."""
    found = certificate_for(request.user, Act.CERTIFICATE_ISSUE, key)
    form = RevokeForm(data_of(request))
    if form.is_valid():
        try:
            actions.revoke(found, reason=form.cleaned_data["reason"], by=who(request), now=clock.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("It is revoked. Whoever looks it up is told so from now on."))
            return redirect("desk:certificate", key)
    context = {"form": form, "certificate": found}
    return render(request, "desk/certificates/revoke.html", context, status=status_of(form))


@desk(Act.CERTIFICATE_ISSUE)
@require_http_methods(["GET", "HEAD", "POST"])
def replacement(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/certificates/7/replacement/ : another one in its place, with a number of its own."""
    found = certificate_for(request.user, Act.CERTIFICATE_ISSUE, key)
    initial = {"name": found.name.name, "lang": found.lang}
    form = ReplaceForm(data_of(request), is_asked=found.stands, initial=initial)
    if form.is_valid():
        data = form.cleaned_data
        try:
            made = actions.issue_anew(
                found,
                printer_of(found.programme, settings.ADDRESS),
                lang=data["lang"],
                name=data["name"],
                reason=data.get("reason", ""),
                by=who(request),
                now=clock.now(),
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Another one is issued. The paper handed out before does not hold any more."))
            return redirect("desk:certificate", made.pk)
    context = {"form": form, "certificate": found}
    return render(request, "desk/certificates/replace.html", context, status=status_of(form))


def _page(request: HttpRequest, found: Seminar, form: NamesForm | None = None) -> HttpResponse:
    sheet = certificates_sheet(found)
    form = form or NamesForm(comers=sheet.to_name)
    context = {
        "seminar": found,
        "place": full_name(found.meeting.place, who(request).language),
        "sheet": sheet,
        "form": form,
        "without": [(one, WHY[one.why]) for one in sheet.none if one.why is not None],
        "unticked": any(one.why is Why.UNTICKED for one in sheet.none),
        "is_over": _is_over(found),
        "may_issue": may(request.user, Act.CERTIFICATE_ISSUE, found),
        "may_tick": may(request.user, Act.ROSTER_TICK, found.meeting),
        "has_erased": _has_erased(sheet),
    }
    return render(request, "desk/certificates/seminar.html", context, status=status_of(form))


def _is_over(found: Seminar) -> bool:
    when = found.meeting.when
    return when.first is not None and (when.last or when.first) <= clock.today()


def _has_erased(sheet: CertificatesSheet) -> bool:
    return any(one.given and one.why is Why.ERASED for one in sheet.comers)


def _file(programme: Programme, rows: Any, name: str) -> HttpResponse:
    certificates = to_hand_out(rows)
    try:
        if not certificates:
            raise Refusal(_("No certificate holds yet: issue them first."))
        body = certificates_file(certificates, printer_of(programme, settings.ADDRESS))
    except Refusal as refusal:
        return HttpResponse(str(refusal), content_type="text/plain; charset=utf-8", status=409)
    return made_file(body, PDF, name)
