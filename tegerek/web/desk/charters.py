"""The municipality's own charter at the desk: first its number and day, then what it says of each kind of meeting."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tegerek.lib import clock
from tegerek.lib.errors import Refusal
from tegerek.lib.said import Said
from tegerek.lib.text import mended
from tegerek.meetings.access import charter_for
from tegerek.meetings.actions import NO_SUCH_DAY
from tegerek.meetings.charters import (
    Facts,
    Typed,
    answer_all,
    answerable,
    charters_of,
    in_force,
    set_charter,
    value_from,
)
from tegerek.meetings.models import Charter, CharterAnswer
from tegerek.people.rights import Act
from tegerek.places.models import Body
from tegerek.procedures import words
from tegerek.procedures.kinds import all_kinds
from tegerek.procedures.terms import Amount, Counting, Rule, Share, Unit, Unknown, Value
from tegerek.web.desk.forms import DAY_HINT, SeenForm, attempt, data_of, offices_of, status_of
from tegerek.web.gate import desk, who

UNITS = {
    Unit.DAYS: pgettext_lazy("unit of a rule", "days"),
    Unit.WEEKS: pgettext_lazy("unit of a rule", "weeks"),
    Unit.MONTHS: pgettext_lazy("unit of a rule", "months"),
    Unit.TIMES_A_YEAR: pgettext_lazy("unit of a rule", "times a year"),
    Unit.PEOPLE: pgettext_lazy("unit of a rule", "people"),
    Unit.SHARE_OF_VOTERS: pgettext_lazy("unit of a rule", "% of the residents who may vote"),
    Unit.SHARE_OF_INVITED: pgettext_lazy("unit of a rule", "% of those invited"),
    Unit.SHARE_OF_DELEGATES: pgettext_lazy("unit of a rule", "% of the delegates"),
    Unit.SHARE_OF_PRESENT: pgettext_lazy("unit of a rule", "% of those present"),
}
# A unit of the form: which days are meant, and “more than”, stand in the unit: nobody need tick a box.
MORE = "more than "
DAYS = {
    Counting.NOT_STATED: ("", UNITS[Unit.DAYS]),
    Counting.CALENDAR: ("calendar ", pgettext_lazy("unit of a rule", "calendar days")),
    Counting.WORKING: ("working ", pgettext_lazy("unit of a rule", "working days")),
}


class FactsForm(SeenForm):
    """Number and day of the resolution; the days in force."""

    number = forms.CharField(
        label=gettext_lazy("№ of the council’s resolution"),
        max_length=60,
        help_text=gettext_lazy("as it is printed on the first page of the charter"),
    )
    adopted_on = forms.DateField(label=gettext_lazy("Adopted by the council on"), help_text=DAY_HINT)
    since = forms.DateField(
        label=gettext_lazy("In force from"),
        required=False,
        help_text=gettext_lazy("leave empty if it holds from the day it was adopted"),
    )
    until = forms.DateField(
        label=gettext_lazy("Last day in force"),
        required=False,
        help_text=gettext_lazy("leave empty while it is in force; a newer charter ends it by itself"),
    )
    registered = forms.CharField(
        label=gettext_lazy("Entry in the State Register"), required=False, max_length=120, help_text=""
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("adopted_on", "since", "until"):
            self.fields[name].error_messages["invalid"] = _(NO_SUCH_DAY)
            self.fields[name].widget.attrs["inputmode"] = "numeric"

    def facts(self) -> Facts:
        data = self.cleaned_data
        return Facts(
            number=data["number"],
            adopted_on=data["adopted_on"],
            since=data["since"] or data["adopted_on"],
            registered=data["registered"],
            until=data["until"],
        )


@dataclass(frozen=True)
class Asked:
    """One rule on the page of a kind: what the model says, and the fields for what the own charter says."""

    rule: Rule
    cited: Said
    model: str
    number: forms.BoundField
    unit: forms.BoundField
    point: forms.BoundField
    words: forms.BoundField

    @property
    def is_answered(self) -> bool:
        return bool(self.number.value())


class AnswersForm(SeenForm):
    """What a charter says of the rules of one kind: for each a number with its unit, the place, the words."""

    def __init__(self, *args: Any, rules: tuple[Rule, ...], old: dict[str, CharterAnswer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rules, self.old = rules, old
        for rule in rules:
            answer = old.get(rule.id)
            number, unit = _as_typed(value_from(answer.value)) if answer else ("", "")
            self._add(rule.id, "number", _("What your charter says"), initial=number, inputmode="decimal")
            self.fields[f"{rule.id}-unit"] = forms.ChoiceField(
                label=_("Of what"), required=False, choices=_units(rule), initial=unit
            )
            self._add(rule.id, "point", _("In which point"), initial=answer.number if answer else "", most=20)
            self._add(rule.id, "words", _("Its words, if you want to keep them"), initial=answer.text if answer else "")
            self.fields[f"{rule.id}-words"].widget = forms.Textarea(attrs={"rows": 2})

    def _add(self, rule: str, name: str, label: str, *, initial: str, inputmode: str = "", most: int = 2000) -> None:
        field = forms.CharField(label=label, required=False, max_length=most, initial=initial)
        if inputmode:
            field.widget.attrs["inputmode"] = inputmode
        self.fields[f"{rule}-{name}"] = field

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for rule in self.rules:
            try:
                data[f"{rule.id}-value"] = _value(data.get(f"{rule.id}-number", ""), data.get(f"{rule.id}-unit", ""))
            except ValueError as trouble:
                self.add_error(f"{rule.id}-number", str(trouble))
        return data

    def asked(self) -> list[Asked]:
        lang = get_language() or "ky"
        return [
            Asked(
                rule,
                words.cited(rule),
                _model(rule, lang),
                *(self[f"{rule.id}-{name}"] for name in ("number", "unit", "point", "words")),
            )
            for rule in self.rules
        ]

    def typed(self, kind: str) -> list[Typed]:
        data = self.cleaned_data
        return [
            Typed(
                kind,
                rule.id,
                data[f"{rule.id}-value"],
                number=mended(data[f"{rule.id}-point"]),
                text=mended(data[f"{rule.id}-words"]),
            )
            for rule in self.rules
        ]


@dataclass(frozen=True)
class KindLine:
    """A kind of meeting on the page of the charter: how many of its blanks are filled, how many answers there are."""

    slug: str
    name: Said
    blanks: int
    filled: int
    answers: int


@desk(Act.CHARTER_SET)
@require_http_methods(["GET", "HEAD", "POST"])
def charter(request: HttpRequest) -> HttpResponse:
    """/desk/charter/?office=3 : the charter in force, its blanks by kind, older ones; a newer one is typed here."""
    offices = list(offices_of(request, Act.CHARTER_SET))
    office = _chosen(request, offices)
    form = FactsForm(data_of(request), initial={"seen": 0})
    if form.is_valid():
        try:
            set_charter(office, form.facts(), by=who(request), now=clock.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved. Now say what it settles, kind by kind."))
            return redirect(f"{reverse('desk:charter')}?office={office.pk}")
    known = charters_of(office)
    current = in_force(known, clock.today())
    context = {
        "form": form,
        "office": office,
        "offices": offices,
        "current": current,
        "kinds": _kind_lines(current) if current else (),
        "others": [one for one in known if one != current],
    }
    return render(request, "desk/charters/charter.html", context, status=status_of(form))


@desk(Act.CHARTER_SET)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/charters/7/change/ : correct number and days."""
    found = charter_for(request.user, Act.CHARTER_SET, key)
    old = {
        "seen": found.version,
        "number": found.number,
        "adopted_on": found.adopted_on,
        "since": found.since,
        "until": found.until,
        "registered": found.registered,
    }
    form = FactsForm(data_of(request), initial=old)

    def act() -> None:
        seen = form.cleaned_data["seen"]
        set_charter(found.office, form.facts(), charter=found, seen=seen, by=who(request), now=clock.now())

    if form.is_valid() and attempt(form, act, found):
        messages.success(request, _("Saved."))
        return redirect(_home(found))
    context = {"form": form, "charter": found, "home": _home(found)}
    return render(request, "desk/charters/change.html", context, status=status_of(form))


@desk(Act.CHARTER_SET)
@require_http_methods(["GET", "HEAD", "POST"])
def answers(request: HttpRequest, key: int, procedure: str) -> HttpResponse:
    """/desk/charters/7/answers/assembly/ : what the charter says of one kind of meeting, rule by rule."""
    found = charter_for(request.user, Act.CHARTER_SET, key)
    rules = answerable(procedure, clock.today()) if procedure in all_kinds() else ()
    if not rules:
        raise Http404
    old = {row.rule: row for row in found.answers.filter(kind=procedure)}
    form = AnswersForm(data_of(request), rules=rules, old=old, initial={"seen": found.version})

    def act() -> None:
        seen = form.cleaned_data["seen"]
        answer_all(found, form.typed(procedure), seen=seen, by=who(request), now=clock.now())

    if form.is_valid() and attempt(form, act, found):
        messages.success(request, _("Saved. Notices and deadlines go by it from now on."))
        return redirect(_home(found))
    context = {
        "form": form,
        "charter": found,
        "kind": all_kinds()[procedure],
        "asked": form.asked(),
        "home": _home(found),
    }
    return render(request, "desk/charters/answers.html", context, status=status_of(form))


def _home(found: Charter) -> str:
    return f"{reverse('desk:charter')}?office={found.office_id}"


def _chosen(request: HttpRequest, offices: list[Body]) -> Body:
    """The office asked for, the first one where none is. Raises Http404 for another's."""
    asked = request.GET.get("office", "")
    found = next((one for one in offices if not asked or str(one.pk) == asked), None)
    if found is None:
        raise Http404
    return found


def _kind_lines(current: Charter) -> list[KindLine]:
    answered = {(row.kind, row.rule) for row in current.answers.all()}
    lines = []
    for kind in all_kinds().values():
        rules = answerable(kind.slug, clock.today())
        if rules:
            blanks = [rule for rule in rules if rule.is_blank]
            filled = sum((kind.slug, rule.id) in answered for rule in blanks)
            here = sum(one == kind.slug for one, _rule in answered)
            lines.append(KindLine(kind.slug, kind.name, len(blanks), filled, here))
    return lines


def _units(rule: Rule) -> list[tuple[str, Any]]:
    """The units of a rule as the form offers them, that of the model first."""
    units = [unit for unit in rule.accepts if unit in UNITS]
    model = None if isinstance(rule.value, Unknown) else rule.value.unit
    units.sort(key=lambda unit: unit is not model)
    offered: list[tuple[str, Any]] = []
    for unit in units:
        if unit is Unit.DAYS:
            offered += [(f"{prefix}{unit.value}", name) for prefix, name in DAYS.values()]
        else:
            offered.append((unit.value, UNITS[unit]))
        if unit.is_share:
            more = _("more than %(share)s") % {"share": UNITS[unit]}
            offered.append((f"{MORE}{unit.value}", more))
    return offered


def _as_typed(value: Value) -> tuple[str, str]:
    """A value as number and unit of the form."""
    match value:
        case Amount(unit=unit, counting=counting):
            prefix = DAYS[counting][0] if unit is Unit.DAYS else ""
            return words.span(value), f"{prefix}{unit.value}"
        case Share(part, unit, is_exceeded):
            return _percent(part), f"{MORE if is_exceeded else ''}{unit.value}"
    return "", ""


def _percent(part: Fraction) -> str:
    percent = part * 100
    return str(percent.numerator) if percent.denominator == 1 else f"{part.numerator}/{part.denominator}"


def _value(number: str, unit: str) -> Value | None:
    """What was typed: “5”, “3–4”; of a share “50” or “1/2”. None for nothing. Raises ValueError with a sentence."""
    typed = number.strip().removesuffix("%").strip()
    if not typed:
        return None
    if not unit:
        raise ValueError(_("Choose of what."))
    found, counting = _unit(unit)
    if found.is_share:
        return Share(_part(typed), found, unit.startswith(MORE))
    least, _dash, most = typed.replace("-", "–").partition("–")
    ends = [end.strip() for end in (least, most or least)]
    if not all(end.isascii() and end.isdigit() and len(end) < 6 for end in ends) or not 0 < int(ends[0]) <= int(
        ends[1]
    ):
        raise ValueError(_("Enter a whole number like 5, or a range like 3–4."))
    return Amount(int(ends[0]), int(ends[1]), found, counting)


def _unit(offered: str) -> tuple[Unit, Counting]:
    """A unit of the form as unit and counting."""
    for counting, (prefix, _name) in DAYS.items():
        if offered == f"{prefix}{Unit.DAYS.value}":
            return Unit.DAYS, counting
    return Unit(offered.removeprefix(MORE)), Counting.CALENDAR


def _part(typed: str) -> Fraction:
    trouble = _("Enter a share like 50, for 50 %, or a part like 2/3.")
    try:
        part = Fraction(typed.replace(",", "."))
    except (ValueError, ZeroDivisionError):
        raise ValueError(trouble) from None
    part = part if "/" in typed else part / 100
    if not 0 < part <= 1 or part.denominator > 10_000:
        raise ValueError(trouble)
    return part


def _model(rule: Rule, lang: str) -> str:
    """What holds while the own charter says nothing, in a few words."""
    if isinstance(rule.value, Unknown):
        return words.WHYS[rule.value.why].in_(lang).text
    number, unit = _as_typed(rule.value)
    name = str(dict(_units(rule))[unit])
    if isinstance(rule.value, Share):
        return name.replace("%", number if "/" in number else f"{number} %")
    return f"{number} {name}"
