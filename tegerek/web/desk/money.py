"""Money at the desk: what a programme pays, how far people came, the lists to sign, and those that were issued."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tegerek.documents.papers.kinds import FORMS
from tegerek.documents.papers.money import lack_in_words, money_paper, money_xlsx, rates_in_words
from tegerek.documents.papers.parts import LANGS
from tegerek.documents.tables import XLSX_TYPE
from tegerek.lib import clock
from tegerek.lib.errors import Refusal, Stale
from tegerek.lib.money import som, som_in_words, tyiyn_of
from tegerek.lib.text import slug
from tegerek.people.access import may
from tegerek.people.rights import Act
from tegerek.programmes import paying as actions
from tegerek.programmes.access import pay_piece_for, programme_for, seminar_for
from tegerek.programmes.models import PayList, Rates, Seminar
from tegerek.programmes.money_rules import BandLine
from tegerek.programmes.pay_sheets import (
    DistanceLine,
    IssuedLine,
    PayLine,
    PaySheet,
    RatesLine,
    distances_sheet,
    pay_sheets,
    rates_of,
)
from tegerek.web.desk.forms import DAY_HINT, SeenForm, attempt, data_of, full_name, status_of, version_of
from tegerek.web.desk.heads import head_of
from tegerek.web.desk.papers import langs_offered
from tegerek.web.downloads import made_file
from tegerek.web.gate import desk, who

KIND_NAMES = {
    PayList.Kind.DAY: pgettext_lazy("money list", "For the day"),
    PayList.Kind.WAY: pgettext_lazy("money list", "For the way"),
}
# So many distances of their own sum a programme may set.
BANDS = 6
HALVES = (
    ("", gettext_lazy("whoever came, be it for half a day")),
    ("both", gettext_lazy("only whoever came in the morning and in the afternoon")),
)
WAYS = (
    ("one", gettext_lazy("one way")),
    ("both", gettext_lazy("there and back")),
)
TYPES = {"xlsx": XLSX_TYPE, **{form: made.content_type for form, made in FORMS.items()}}


class SomField(forms.CharField):
    """A sum in som as somebody types it; tyiyn, or None where nothing was typed."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal"})
        super().__init__(required=False, max_length=16, widget=widget, **kwargs)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        sum_ = tyiyn_of(text)
        if sum_ is None:
            raise forms.ValidationError(_("Enter a sum in som, for example 500 or 7,50."))
        return sum_


class RatesForm(SeenForm):
    """What a programme pays for a day and for the way."""

    per_day = SomField(label=gettext_lazy("Som for a day"), help_text=gettext_lazy("leave empty if nothing is paid"))
    halves = forms.ChoiceField(
        label=gettext_lazy("Who gets it"), choices=HALVES, required=False, widget=forms.RadioSelect, initial=""
    )
    per_km = SomField(label=gettext_lazy("Som for a kilometre"))
    ways = forms.ChoiceField(
        label=gettext_lazy("Which way is paid"), choices=WAYS, required=False, widget=forms.RadioSelect
    )
    source = forms.CharField(
        label=gettext_lazy("On which paper the sums stand"),
        max_length=300,
        help_text=gettext_lazy("for example: order No. 14 of 2 February 2026; the contract with the donor"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"].error_messages["required"] = _(
            "Write on which paper the sums stand: a contract, an order, a decision."
        )
        for n in range(BANDS):
            self.fields[f"up_to-{n}"] = forms.IntegerField(
                label=_("Up to, km"), required=False, min_value=1, max_value=actions.MOST_KM
            )
            self.fields[f"sum-{n}"] = SomField(label=_("Som for the way"))

    @staticmethod
    def initial_of(row: Rates | None, line: RatesLine) -> dict[str, Any]:
        bands = {f"up_to-{n}": band.up_to for n, band in enumerate(line.bands)}
        sums = {f"sum-{n}": _typed(band.sum) for n, band in enumerate(line.bands)}
        ways = None if row is None or row.is_return is None else ("both" if row.is_return else "one")
        return {
            "seen": row.version if row else 0,
            "per_day": _typed(line.per_day),
            "halves": "both" if line.needs_both else "",
            "per_km": _typed(line.per_km),
            "ways": ways,
            "source": line.source,
            **bands,
            **sums,
        }

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("per_km") is not None and not data.get("ways"):
            self.add_error("ways", _("Say whether the way back is paid too."))
        for n in range(BANDS):
            if (data.get(f"up_to-{n}") is None) != (data.get(f"sum-{n}") is None) and f"sum-{n}" not in self.errors:
                self.add_error(f"sum-{n}", _("Write both: up to how many kilometres, and how many som."))
        return data

    def bands(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The two fields of each band."""
        return [(self[f"up_to-{n}"], self[f"sum-{n}"]) for n in range(BANDS)]

    def firsts(self) -> list[forms.BoundField]:
        """The fields before the bands."""
        return [self[name] for name in ("per_day", "halves", "per_km", "ways")]

    def line(self) -> RatesLine:
        data = self.cleaned_data
        pairs = [(data[f"up_to-{n}"], data[f"sum-{n}"]) for n in range(BANDS)]
        bands = tuple(BandLine(up_to, sum_) for up_to, sum_ in pairs if up_to is not None)
        return RatesLine(
            data["per_day"], data["halves"] == "both", data["per_km"], data["ways"] == "both", bands, data["source"]
        )


class DistancesForm(SeenForm):
    """How far it is from each place, one way."""

    source = forms.CharField(
        label=gettext_lazy("Where the distances come from"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("a map, a road book, the office’s own table; for those you write or change now"),
    )

    def __init__(self, *args: Any, lines: tuple[DistanceLine, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = lines
        for line in lines:
            field = forms.IntegerField(
                label=_("km, one way"), required=False, min_value=0, max_value=actions.MOST_KM, initial=line.km
            )
            field.error_messages["invalid"] = _("Write the distance in whole kilometres, one way.")
            self.fields[f"km-{line.unit}"] = field

    def rows(self) -> list[tuple[DistanceLine, forms.BoundField]]:
        return [(line, self[f"km-{line.unit}"]) for line in self.lines]

    def km(self) -> dict[int, int | None]:
        return {line.unit: self.cleaned_data[f"km-{line.unit}"] for line in self.lines}


class IssueForm(forms.Form):
    """In which language a list is issued; why, if it corrects one; until when it is kept."""

    data: QueryDict
    read = forms.CharField(widget=forms.HiddenInput, max_length=40)
    lang = forms.ChoiceField(label=pgettext_lazy("label", "Language"), widget=forms.RadioSelect, initial="ky")
    why = forms.CharField(label=gettext_lazy("What this list corrects"), required=False, max_length=300)
    until = forms.DateField(
        label=gettext_lazy("The list is destroyed on"),
        required=False,
        help_text=gettext_lazy("Names stand in it. Leave empty while nobody has set a day."),
    )
    basis = forms.CharField(label=gettext_lazy("On which document that day rests"), required=False, max_length=200)

    def __init__(self, data: QueryDict | None = None, *, kind: str, is_first: bool, read: str = "") -> None:
        super().__init__(data, auto_id=f"{kind}_%s", initial={"read": read})
        self.fields["lang"].choices = langs_offered()  # type: ignore[attr-defined]  # a choice
        self.fields["until"].error_messages["invalid"] = _(
            "Enter a day like 14.03.2026; there may be no such day in the calendar."
        )
        self.fields["until"].help_text = f"{self.fields['until'].help_text} {DAY_HINT}"
        if is_first:
            del self.fields["why"]

    def issue(self) -> actions.Issue:
        data = self.cleaned_data
        return actions.Issue(data["lang"], data.get("why", ""), data["until"], data["basis"])


@dataclass(frozen=True)
class PayRow:
    """A row on the page: the sum in som, or why it is not known."""

    line: PayLine
    som: str
    lack: str


@dataclass(frozen=True)
class ListOnPage:
    """A money list as it is now, what was issued of it, and the form to issue it."""

    kind: str
    name: str
    sheet: PaySheet
    rates: str
    rows: tuple[PayRow, ...]
    total: str
    words: str
    issued: tuple[tuple[IssuedLine, str], ...]
    form: IssueForm | None


@desk(Act.MONEY_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def rates(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/programmes/7/rates/ : what the programme pays, and on which paper that stands."""
    found = programme_for(request.user, Act.MONEY_EDIT, key)
    row = Rates.objects.filter(programme=found).first()
    form = RatesForm(data_of(request), initial=RatesForm.initial_of(row, rates_of(found)))
    if form.is_valid():
        try:
            actions.set_rates(found, form.line(), seen=form.cleaned_data["seen"], by=who(request), now=clock.now())
        except Stale as stale:
            form.add_error(None, str(stale))
            form.now_see(version_of(Rates.objects.filter(programme=found)))
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("desk:rates", key)
    context = {"programme": found, "form": form, "seminars": _places(found, who(request).language)}
    return render(request, "desk/money/rates.html", context, status=status_of(form))


@desk(Act.MONEY_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def distances(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/seminars/7/distances/ : how far people came to this seminar, by aimak."""
    found = seminar_for(request.user, Act.MONEY_EDIT, key)
    form = DistancesForm(data_of(request), lines=distances_sheet(found), initial={"seen": found.programme.version})

    def act() -> None:
        actions.set_distances(found, form.km(), source=form.cleaned_data["source"], by=who(request), now=clock.now())

    if form.is_valid() and attempt(form, act, found.programme):
        messages.success(request, _("The distances are saved."))
        return redirect("desk:money", key)
    context = {"seminar": found, "form": form, "place": full_name(found.meeting.place, who(request).language)}
    return render(request, "desk/money/distances.html", context, status=status_of(form))


@desk(Act.MONEY_SEE)
@require_GET
def money(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/seminars/7/money/ : who is to be paid how much, and what was issued."""
    found = seminar_for(request.user, Act.MONEY_SEE, key)
    return _money_page(request, found)


@desk(Act.MONEY_SEE)
@require_GET
def draft(request: HttpRequest, key: int, kind: str, form: str) -> HttpResponse:
    """/desk/seminars/7/money/day.pdf?lang=ky : a list as it is now, to look at. 409 and a sentence without one."""
    found = seminar_for(request.user, Act.MONEY_SEE, key)
    if kind not in PayList.Kind.values or form not in TYPES:
        raise Http404
    sheet = pay_sheets(found).get(kind)
    if sheet is None:
        return _sentence(_("This programme does not pay that. Write the rates first."))
    lang = request.GET.get("lang", "")
    try:
        body = file_of(sheet, lang if lang in LANGS else "ky", form, clock.now())
    except Refusal as refusal:
        return _sentence(str(refusal))
    return made_file(body, TYPES[form], _file_name(found, kind, 0, form))


@desk(Act.MONEY_EDIT)
@require_POST
def issue(request: HttpRequest, key: int, kind: str) -> HttpResponse:
    """/desk/seminars/7/money/day/issue/ : freeze a list with its files, under the next number."""
    found = seminar_for(request.user, Act.MONEY_EDIT, key)
    if kind not in PayList.Kind.values:
        raise Http404
    is_first = not PayList.objects.filter(seminar=found, kind=kind).exists()
    form = IssueForm(request.POST, kind=kind, is_first=is_first)
    if form.is_valid():
        now, typed = clock.now(), form.issue()

        def write(sheet: PaySheet) -> Iterator[actions.Piece]:
            return (actions.Piece(one, file_of(sheet, typed.lang, one, now)) for one in TYPES)

        try:
            row = actions.issue_list(
                found, kind, write, typed, read=form.cleaned_data["read"], by=who(request), now=now
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("List No. %(n)d is issued. It stays as it is now.") % {"n": row.number})
            return redirect("desk:money", key)
    return _money_page(request, found, {kind: form})


@desk(Act.MONEY_SEE)
@require_GET
def piece(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/pay-pieces/5/ : a file of an issued list, as it was issued."""
    found = pay_piece_for(request.user, Act.MONEY_SEE, key)
    actions.note_fetch(found, by=who(request), now=clock.now())
    row = found.pay_list
    name = _file_name(row.seminar, row.kind, row.number, found.form)
    return made_file(bytes(found.body or b""), TYPES[found.form], name)


def file_of(sheet: PaySheet, lang: str, form: str, made_at: datetime) -> bytes:
    """A money list as a file. form: pdf, docx or xlsx. Raises Refusal for signs that no font can show."""
    return money_xlsx(sheet, lang) if form == "xlsx" else FORMS[form].write((money_paper(sheet, lang, made_at),))


def _money_page(request: HttpRequest, found: Seminar, forms_typed: dict[str, IssueForm] | None = None) -> HttpResponse:
    typed = forms_typed or {}
    sheets, issued = pay_sheets(found), actions.issued_lists(found)
    may_edit = may(request.user, Act.MONEY_EDIT, found)
    lists = [
        _on_page(sheet, issued, who(request).language, typed.get(kind), may_edit) for kind, sheet in sheets.items()
    ]
    context = {
        "seminar": found,
        "meeting": found.meeting,
        "head": head_of(request, found.meeting, None, seminar=found),
        "lists": lists,
        "gone": [(one, KIND_NAMES[PayList.Kind(one.kind)], som(one.total)) for one in issued if one.kind not in sheets],
        "lang": who(request).language,
        "may_edit": may_edit,
        "may_tick": may(request.user, Act.ROSTER_TICK, found),
        "seminars": _places(found.programme, who(request).language),
    }
    status = max((status_of(form) for form in typed.values()), default=200)
    return render(request, "desk/money/money.html", context, status=status)


def _on_page(
    sheet: PaySheet, issued: tuple[IssuedLine, ...], lang: str, typed: IssueForm | None, may_edit: bool
) -> ListOnPage:
    mine = tuple((one, som(one.total)) for one in issued if one.kind == sheet.kind)
    mark = actions.mark_of(sheet)
    form = typed or IssueForm(kind=sheet.kind, is_first=not mine, read=mark)
    if typed is not None:
        # What is read from now on is the list as this page shows it.
        data = typed.data.copy()
        data["read"] = mark
        typed.data = data
    return ListOnPage(
        kind=sheet.kind,
        name=str(KIND_NAMES[PayList.Kind(sheet.kind)]),
        sheet=sheet,
        rates=rates_in_words(sheet.rates, sheet.kind),
        rows=tuple(PayRow(line, _typed(line.sum), lack_in_words(line.lack)) for line in sheet.lines),
        total=som(sheet.total),
        words=som_in_words(sheet.total, lang),
        issued=mine,
        form=form if may_edit and sheet.is_payable else None,
    )


def _places(programme: Any, lang: str) -> list[tuple[int, str, Any]]:
    rows = programme.seminars.select_related("meeting__place__parent").order_by("meeting__held_on", "id")
    return [(row.pk, full_name(row.meeting.place, lang), row.meeting.held_on) for row in rows]


def _typed(tyiyn: int | None) -> str:
    return "" if tyiyn is None else som(tyiyn)


def _file_name(seminar: Seminar, kind: str, number: int, form: str) -> str:
    """«money-day-2-kochkor-raion.pdf»: no name of a person."""
    unit = seminar.meeting.place
    place = slug(unit.name.texts.get("en") or unit.name.in_("ky").text, length=40)
    return "-".join(filter(None, ("money", kind, str(number or "draft"), place))) + f".{form}"


def _sentence(text: str) -> HttpResponse:
    return HttpResponse(text, content_type="text/plain; charset=utf-8", status=409)
