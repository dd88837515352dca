"""Beginning a meeting at the desk: which form suits the wish, the draft itself, several meetings like one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from tegerek.lib import clock
from tegerek.lib.errors import Refusal
from tegerek.lib.said import Said
from tegerek.meetings import actions
from tegerek.meetings.access import meeting_for
from tegerek.meetings.copying import Like, copy_meeting
from tegerek.meetings.models import Meeting
from tegerek.meetings.notice import notice_hint
from tegerek.meetings.rules import When
from tegerek.people.rights import Act
from tegerek.places.actions import venue_for
from tegerek.places.models import Body, Unit, UnitKind
from tegerek.procedures.kinds import all_kinds, kinds_for
from tegerek.procedures.terms import Kind, Purpose, Rule
from tegerek.procedures.words import RANKS, cited
from tegerek.web.desk.forms import (
    DAY_HINT,
    HOUR_HINT,
    OfficeField,
    OwnPlaceField,
    PlaceField,
    SeenForm,
    WhenForm,
    data_of,
    offices_of,
    read_said,
    status_of,
    units_of,
)
from tegerek.web.desk.meetings import WordsForm, read_asking
from tegerek.web.gate import desk, who

# What somebody may want of a meeting, in the order in which it is asked.
WISHES = {
    Purpose.INFORM: (pgettext_lazy("wish", "To inform"), gettext_lazy("people hear news, a plan, an account of work")),
    Purpose.HEAR: (
        pgettext_lazy("wish", "To hear opinions"),
        gettext_lazy("people say what they think of a draft before it is decided"),
    ),
    Purpose.DECIDE: (pgettext_lazy("wish", "To decide"), gettext_lazy("those who come vote, and that is the decision")),
    Purpose.ELECT: (
        pgettext_lazy("wish", "To elect"),
        gettext_lazy("a candidate for village head, delegates, a group"),
    ),
    Purpose.REPORT: (
        pgettext_lazy("wish", "To report"),
        gettext_lazy("the head or a deputy tells what was done in the year, and is rated"),
    ),
    Purpose.LEARN: (pgettext_lazy("wish", "To learn"), gettext_lazy("a seminar for those who work with the people")),
}
# What is asked first of a new meeting: what the notice will have to say.
FIRST = (
    "title_ky",
    "title_ru",
    "place",
    "other_place",
    "venue",
    "first",
    "starts",
    "initiator",
    "procedure_ky",
    "procedure_ru",
)
# More places than these are typed, not chosen: somebody works for the whole country.
MOST_PLACES = 60


@dataclass(frozen=True)
class Suggestion:
    """A kind that suits the wish: why, and by which rule. is_best: to be taken if nothing speaks against it."""

    kind: Kind
    why: Said
    rule: Rule | None
    cited: Said
    rank: Said
    is_best: bool


class NewForm(WhenForm, WordsForm):
    """A new meeting of a kind: words, place, time, who asks for it."""

    office = OfficeField(label=gettext_lazy("Office"), queryset=Body.objects.none())
    place = PlaceField(
        label=gettext_lazy("Place"), help_text=gettext_lazy("village, aimak or raion, for example: Kochkor raion")
    )
    venue = forms.CharField(label=gettext_lazy("Hall or house"), required=False, max_length=200)
    is_rehearsal = forms.BooleanField(
        label=gettext_lazy("This is a rehearsal"),
        required=False,
        help_text=gettext_lazy("To learn: every paper says so, nothing of it is published or counted."),
    )

    def __init__(self, *args: Any, offices: Any, kind: Kind, **kwargs: Any) -> None:
        super().__init__(*args, kind=kind, **kwargs)
        self.lone_office: Body | None = self.fields["office"].offer(offices)  # type: ignore[attr-defined]  # an OfficeField
        # Who suggests until when is settled with the agenda, not before there is a meeting.
        del self.fields["suggest_until"]
        if self.lone_office is not None:
            self.fields["office"].widget = self.fields["office"].hidden_widget()
        units = list(units_of(offices)[: MOST_PLACES + 1])
        if 0 < len(units) <= MOST_PLACES:
            self._offer(units)
        self.order_fields(["seen", "office", *FIRST])

    def _offer(self, units: list[Unit]) -> None:
        """The own villages and aimaks to choose from; only another place is typed."""
        typed = self.fields["place"]
        chosen = OwnPlaceField(label=typed.label)
        chosen.offer(units)
        chosen.error_messages["required"] = _("Say where the meeting will be.")
        self.fields["place"] = chosen
        other = PlaceField(label=_("Which other place"), help_text=typed.help_text, required=False)
        other.own = chosen.own
        self.fields["other_place"] = other

    @property
    def first_fields(self) -> list[forms.BoundField]:
        """What a meeting cannot do without; the rest is asked below, and can be added later."""
        return [self[name] for name in FIRST if name in self.fields]

    @property
    def more_fields(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name not in FIRST]

    @property
    def has_more_trouble(self) -> bool:
        """Whether something below is wrong, so that it must be seen."""
        return any(field.errors for field in self.more_fields)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        data.setdefault("suggest_until", None)
        if "place" in data:
            data["place"] = data["place"] or data.get("other_place")
            if data["place"] is None and "other_place" not in self.errors:
                self.add_error("other_place", _("Type the name of the other place."))
        return data


class LikeForm(SeenForm):
    """More meetings like one: a row for each village, ticked by its day."""

    is_rehearsal = forms.BooleanField(label=gettext_lazy("These are rehearsals"), required=False)

    def __init__(self, *args: Any, places: list[Unit], lang: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = places
        for n, place in enumerate(places):
            name = place.long_name.in_(lang).text
            self.fields[f"first-{n}"] = forms.DateField(
                label=_("%(place)s: day") % {"place": name},
                required=False,
                help_text=DAY_HINT,
                error_messages={"invalid": _(actions.NO_SUCH_DAY)},
            )
            self.fields[f"starts-{n}"] = forms.TimeField(
                label=_("%(place)s: start") % {"place": name},
                required=False,
                help_text=HOUR_HINT,
                error_messages={"invalid": _("Enter an hour like 10:00.")},
            )
            self.fields[f"venue-{n}"] = forms.CharField(
                label=_("%(place)s: hall or house") % {"place": name}, required=False, max_length=200
            )
        self.order_fields(["seen", *(name for name in self.fields if "-" in name), "is_rehearsal"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and not any(data.get(f"first-{n}") for n in range(len(self.places))):
            raise forms.ValidationError(_("Enter the day of one more meeting at least."))
        return data

    def likes(self) -> list[Like]:
        """The rows that have a day. Raises Refusal for a hall without a name."""
        data = self.cleaned_data
        return [
            Like(
                place,
                When(data[f"first-{n}"], starts=data[f"starts-{n}"]),
                venue_for(place.seat or place, data[f"venue-{n}"]) if data[f"venue-{n}"].strip() else None,
            )
            for n, place in enumerate(self.places)
            if data[f"first-{n}"]
        ]


@desk(Act.MEETING_EDIT)
@require_GET
def which_form(request: HttpRequest) -> HttpResponse:
    """/desk/meetings/new/?wish=decide : what do you want of a meeting? And then the form that suits, with its rule."""
    offices_of(request, Act.MEETING_EDIT)
    wish = next((purpose for purpose in WISHES if purpose.value == request.GET.get("wish")), None)
    context = {
        "wishes": [(purpose.value, *words) for purpose, words in WISHES.items()],
        "wish": wish.value if wish else "",
        "wish_name": WISHES[wish][0] if wish else "",
        "suggestions": suggestions(wish) if wish else (),
        "kinds": all_kinds().values(),
    }
    return render(request, "desk/meetings/form.html", context)


def suggestions(wish: Purpose) -> tuple[Suggestion, ...]:
    """The kinds that suit a wish, the best first."""
    return tuple(_suggestion(kind, wish) for kind in kinds_for(wish))


def _suggestion(kind: Kind, wish: Purpose) -> Suggestion:
    fit = kind.fit(wish)
    if fit is None:
        raise ValueError(f"{kind.slug} does not suit {wish.value}")
    rule = max((rule for rule in kind.rules if rule.id == fit.rule_id), key=lambda rule: rule.since, default=None)
    named, rank = (cited(rule), RANKS[rule.rank]) if rule else (Said(), Said())
    return Suggestion(kind, fit.why, rule, named, rank, fit.is_best)


@desk(Act.MEETING_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, procedure: str) -> HttpResponse:
    """/desk/meetings/new/assembly/ : begin a meeting of a kind, then its agenda; nobody outside sees it yet."""
    offices = offices_of(request, Act.MEETING_EDIT)
    kind = all_kinds().get(procedure)
    if kind is None:
        raise Http404
    form = NewForm(data_of(request), offices=offices, kind=kind, initial={"seen": 0})
    _say_when(form, kind)
    if form.is_valid():
        try:
            made = _draft(request, form, kind)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The draft is kept. Now the agenda: what will be talked about?"))
            return redirect("desk:agenda", made.pk)
    return render(request, "desk/meetings/new.html", {"form": form, "kind": kind}, status=status_of(form))


def _say_when(form: NewForm, kind: Kind) -> None:
    """Beside the day: how long ahead people must hear, and the first proper day; by the charter of a lone office."""
    if form.lone_office is not None:
        hint = notice_hint(kind, form.lone_office, clock.today())
        form.fields["first"].help_text = f"{DAY_HINT}. {hint}" if hint else DAY_HINT


def _draft(request: HttpRequest, form: NewForm, kind: Kind) -> Meeting:
    data, now = form.cleaned_data, clock.now()
    return actions.draft_meeting(
        office=data["office"],
        kind=kind.slug,
        title=read_said(form, "title", Said(), now),
        about=read_said(form, "about", Said(), now),
        asking=read_asking(form, None, now),
        is_rehearsal=data["is_rehearsal"],
        place=data["place"],
        venue=venue_for(data["place"], data["venue"]) if data["venue"].strip() else None,
        when=form.when,
        by=who(request),
        now=now,
    )


@desk(Act.MEETING_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def copies(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/meetings/7/copies/ : several meetings like this one, typed once: the other villages, the same next year."""
    found = meeting_for(request.user, Act.MEETING_EDIT, key)
    initial = {"seen": found.version, "is_rehearsal": False}
    form = LikeForm(data_of(request), places=_places_for(found), lang=who(request).language, initial=initial)
    if form.is_valid():
        rehearse = form.cleaned_data["is_rehearsal"]
        try:
            made = copy_meeting(found, form.likes(), by=who(request), now=clock.now(), is_rehearsal=rehearse)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            n = len(made)
            messages.success(request, ngettext("%(n)d draft is made.", "%(n)d drafts are made.", n) % {"n": n})
            return redirect("desk:meeting", made[0].pk) if n == 1 else redirect("desk:meetings")
    return render(request, "desk/meetings/copies.html", {"form": form, "meeting": found}, status=status_of(form))


def _places_for(meeting: Meeting) -> list[Unit]:
    """The place itself, and the other villages of its aimak. Two queries."""
    place = meeting.place
    above = place.parent if place.kind == UnitKind.VILLAGE else place
    villages = Unit.objects.filter(parent=above, kind=UnitKind.VILLAGE).select_related("parent").order_by("order_key")
    return [place, *(village for village in villages if village.pk != place.pk)]
