"""Closing a meeting from paper: one page, the least first; what was not counted stays empty."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.forms.boundfield import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tegerek.documents.addresses import meeting_page
from tegerek.documents.chat_links import telegram, whatsapp
from tegerek.documents.outcomes import ROLES
from tegerek.documents.results_text import result_text
from tegerek.lib import clock
from tegerek.lib.said import Said
from tegerek.meetings import closing as actions
from tegerek.meetings.access import meeting_for
from tegerek.meetings.actions import NO_SUCH_DAY
from tegerek.meetings.ages import BANDS
from tegerek.meetings.closing import Figures, TypedOption, TypedResult
from tegerek.meetings.closing_sheets import ClosingSheet, charter_of, result_of
from tegerek.meetings.models import AgendaItem, Closing, ItemResult, Meeting
from tegerek.minutes.edition_sheets import has_editions
from tegerek.people.access import may
from tegerek.people.known import known_people
from tegerek.people.models import Person
from tegerek.people.rights import Act
from tegerek.places.models import Unit
from tegerek.places.rules import long_said
from tegerek.procedures.kinds import kind as kind_of
from tegerek.procedures.rules import Doubt, Quorum, rule_in_force
from tegerek.procedures.terms import Rule
from tegerek.web.context import NAMES
from tegerek.web.desk.forms import DAY_HINT, SeenForm, add_said, attempt, data_of, read_said, status_of
from tegerek.web.gate import desk, who

# More people than live in any place of the country that holds a meeting.
MOST = 1_000_000
OPTIONS = 4
MOST_VILLAGES = 40
NEW = "new"
# The languages in which a decision is asked for at once; the others stand folded.
FIRST = ("ky", "ru")

PEOPLE = {
    "women": pgettext_lazy("how many came", "Women"),
    "men": pgettext_lazy("how many came", "Men"),
    "online": pgettext_lazy("how many came", "Of them online"),
}
INVITED = {
    "invited": gettext_lazy("How many were invited"),
    "invited_present": gettext_lazy("How many of these came"),
}
VOTES = {
    "for": pgettext_lazy("votes", "For"),
    "against": pgettext_lazy("votes", "Against"),
    "abstained": pgettext_lazy("votes", "Abstained"),
}
CARDS = {"chair": gettext_lazy("Chair or moderator"), "secretary": gettext_lazy("Secretary")}


@dataclass(frozen=True)
class ItemFields:
    """The fields of one item of the agenda, in the groups in which they stand on the page."""

    title: Said
    number: int
    asks_votes: bool
    votes: list[BoundField]
    draft: Said
    decision: list[BoundField]
    decision_more: list[BoundField]
    options: list[tuple[BoundField, BoundField]]
    is_open: bool


@dataclass(frozen=True)
class Folded:
    """Fields that stand folded until somebody needs them; what is wrong in one of them unfolds it."""

    fields: list[BoundField]

    @property
    def is_open(self) -> bool:
        return any(one.errors for one in self.fields)


@dataclass(frozen=True)
class Asked:
    """What is asked before the numbers are kept: sums that do not add up, and a quorum that was missed.

    mark: tells these questions from others, so that “as it is” answers only what was read; "" if nothing is asked.
    """

    doubts: tuple[tuple[Doubt, Said], ...] = ()
    quorum: Quorum | None = None

    @property
    def mark(self) -> str:
        told = [f"{doubt.slug}.{doubt.item}.{doubt.parts}.{doubt.whole}" for doubt, _title in self.doubts]
        missed = [f"quorum.{self.quorum.present}.{self.quorum.needed}"] if self.quorum else []
        return "-".join(told + missed)


def number_field(label: Any) -> forms.IntegerField:
    """A number of people that may stay empty."""
    made = forms.IntegerField(label=label, required=False, min_value=0, max_value=MOST)
    made.widget.attrs |= {"inputmode": "numeric", "autocomplete": "off"}
    made.error_messages["invalid"] = _("Enter a whole number, or leave it empty if it was not counted.")
    return made


class ClosingForm(SeenForm):
    """Who was there and what came of each item. An empty number was not counted."""

    began_at = forms.TimeField(label=gettext_lazy("It began at"), required=False)
    ended_at = forms.TimeField(label=gettext_lazy("It ended at"), required=False)
    quorum_source = forms.CharField(
        label=gettext_lazy("Where this number comes from"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("for example: list of voters of the village, 1 March 2026"),
    )
    put_off_to = forms.DateField(
        label=gettext_lazy("The day to which those present agreed"), required=False, help_text=DAY_HINT
    )

    def __init__(
        self, *args: Any, meeting: Meeting, closing: Closing | None, units: Sequence[Unit], cards: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.meeting, self.closing, self.units = meeting, closing, units
        self.items = list(meeting.agenda.select_related("result").prefetch_related("result__options"))
        self.persons: dict[str, Person | str | None] = {}
        self._add_people()
        for item in self.items:
            self._add_item(str(item.pk), item, getattr(item, "result", None))
        add_said(self, f"title-{NEW}", _("Another matter that was decided"))
        self._add_item(NEW, AgendaItem(), None)
        add_said(self, "remarks", _("Remarks"), is_long=True, said=closing.remarks if closing else None)
        if cards:
            for role, label in CARDS.items():
                self.fields[role] = forms.CharField(label=label, required=False, max_length=160)
                self.fields[role].widget.attrs["autocomplete"] = "off"
        self._begin_with(closing)
        for name in ("began_at", "ended_at"):
            self.fields[name].widget.attrs["inputmode"] = "decimal"
            self.fields[name].error_messages["invalid"] = _("Enter an hour like 10:00.")
        self.fields["put_off_to"].error_messages["invalid"] = _(NO_SUCH_DAY)
        if not may_put_off(meeting):
            del self.fields["put_off_to"]

    def _add_people(self) -> None:
        self.fields["present"] = number_field(_("How many people were there"))
        for name, label in {**PEOPLE, **ROLES, **INVITED}.items():
            self.fields[name] = number_field(label)
        self.fields["quorum_of"] = number_field(_("Of how many people the quorum is taken"))
        for band, word in BANDS.items():
            self.fields[f"age-{band}"] = number_field(word)
        lang = get_language() or "ky"
        for unit in self.units:
            self.fields[f"unit-{unit.pk}"] = number_field(long_said(unit.kind, unit.name).in_(lang).text)

    def _add_item(self, key: str, item: AgendaItem, result: ItemResult | None) -> None:
        kept = {"for": "votes_for", "against": "votes_against", "abstained": "abstained"}
        for name, label in VOTES.items():
            self.fields[f"{name}-{key}"] = number_field(label)
            self.fields[f"{name}-{key}"].initial = getattr(result, kept[name]) if result else None
        # A decision is a sentence or two: on one line nobody could read again what they typed.
        said = result.decision if result else None
        add_said(self, f"decision-{key}", _("What was decided"), is_long=True, said=said, rows=2)
        lang, options = get_language() or "ky", list(result.options.all()) if result else []
        for n in range(max(OPTIONS, len(options))):
            option = forms.CharField(label=_("Option %(n)d") % {"n": n + 1}, required=False, max_length=300)
            option.initial = options[n].label.in_(lang).text if n < len(options) else ""
            self.fields[f"label-{key}-{n}"] = option
            self.fields[f"votes-{key}-{n}"] = number_field(_("Votes for it"))
            self.fields[f"votes-{key}-{n}"].initial = options[n].votes if n < len(options) else None

    def _begin_with(self, closing: Closing | None) -> None:
        if closing is None:
            return
        for name in (*actions.NUMBERS, "began_at", "ended_at", "quorum_source"):
            self.fields[name].initial = getattr(closing, name)
        for role in CARDS.keys() & self.fields.keys():
            card = getattr(closing, role)
            self.fields[role].initial = card.name if card else ""
        for row in closing.counts.all():
            name = f"age-{row.band}" if row.band else f"unit-{row.unit_id}"
            if name in self.fields:
                self.fields[name].initial = row.people

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for role in CARDS.keys() & self.fields.keys():
            self.persons[role] = self._person(role, data.get(role, "").strip())
        new = {name for name, value in data.items() if f"-{NEW}" in name and value not in (None, "")}
        if new and not any(name.startswith("title-") for name in new):
            self.add_error(f"title-{NEW}_{FIRST[0]}", _("Say what was decided on: name the matter."))
        return data

    def _person(self, role: str, name: str) -> Person | str | None:
        """The card meant by a name: the one kept, a known one that was chosen, or the name for a new one."""
        kept = getattr(self.closing, role) if self.closing else None
        if not name or (kept is not None and name == kept.name):
            return kept if name else None
        known = known_people(self.meeting.office, name)
        if not known:
            return name
        choices = [
            (str(one.key), ", ".join((one.name, *(post.in_(get_language() or "ky").text for post in one.posts))))
            for one in known
        ]
        self.fields[f"{role}_who"] = forms.ChoiceField(
            label=_("Who is it?"),
            choices=[*choices, (NEW, _("Another person: write a new card"))],
            widget=forms.RadioSelect,
            required=False,
        )
        answer = self.data.get(f"{role}_who", "")
        if answer == NEW:
            return name
        if answer in {key for key, _words in choices}:
            return Person.objects.get(pk=int(answer), office=self.meeting.office_id)
        self.add_error(role, _("Somebody like this is known already. Choose who is meant, then save again."))
        return None

    def figures(self) -> Figures:
        """Who was there, as typed."""
        data, kept = self.cleaned_data, self.closing
        persons: dict[str, Any] = {role: getattr(kept, role) if kept else None for role in CARDS} | self.persons
        units = {unit.pk: data[f"unit-{unit.pk}"] for unit in self.units}
        return Figures(
            **{name: data[name] for name in (*actions.NUMBERS, "began_at", "ended_at", "quorum_source")},
            ages=_if_any({band: data[f"age-{band}"] for band in BANDS}),
            villages=_if_any(units),
            remarks=read_said(self, "remarks", kept.remarks if kept else Said(), clock.now()),
            **persons,
        )

    def results(self) -> list[TypedResult]:
        """What came of each item, in their order; a new matter comes last, where one was typed."""
        typed = [self._result(str(item.pk), item) for item in self.items]
        new = self._result(NEW, None)
        return typed if new.is_empty and not new.title else [*typed, new]

    def _result(self, key: str, item: AgendaItem | None) -> TypedResult:
        data, now = self.cleaned_data, clock.now()
        kept: ItemResult | None = getattr(item, "result", None) if item else None
        return TypedResult(
            item=item.pk if item else None,
            title=Said() if item else read_said(self, f"title-{NEW}", Said(), now),
            votes_for=data[f"for-{key}"],
            votes_against=data[f"against-{key}"],
            abstained=data[f"abstained-{key}"],
            decision=read_said(self, f"decision-{key}", kept.decision if kept else Said(), now),
            options=tuple(self._options(key, kept)),
        )

    def _options(self, key: str, kept: ItemResult | None) -> Iterator[TypedOption]:
        lang, now, old = get_language() or "ky", clock.now(), list(kept.options.all()) if kept else []
        for n in range(max(OPTIONS, len(old))):
            label, votes = self.cleaned_data[f"label-{key}-{n}"].strip(), self.cleaned_data[f"votes-{key}-{n}"]
            before = old[n].label if n < len(old) else Said()
            same = label and label == before.in_(lang).text
            if label or votes is not None:
                yield TypedOption(before if same else Said().with_text(lang, label or f"{n + 1}", now), votes)

    # What the page lays out.

    def of_people(self) -> Folded:
        return Folded([self[name] for name in PEOPLE])

    def of_ages(self) -> Folded:
        return Folded([self[f"age-{band}"] for band in BANDS])

    def of_villages(self) -> Folded:
        return Folded([self[f"unit-{unit.pk}"] for unit in self.units])

    def of_roles(self) -> Folded:
        return Folded([self[name] for name in (*ROLES, *INVITED)])

    def of_quorum(self) -> Folded:
        return Folded([self["quorum_of"], self["quorum_source"]])

    def of_course(self) -> Folded:
        """Hours, who led it, remarks."""
        cards = [name for role in CARDS for name in (role, f"{role}_who") if name in self.fields]
        remarks = [f"remarks_{lang}" for lang in settings.CONTENT_LANGUAGES]
        return Folded([self[name] for name in ("began_at", "ended_at", *cards, *remarks)])

    def of_items(self) -> list[ItemFields]:
        return [self._fields_of(str(item.pk), item) for item in self.items]

    def of_new_item(self) -> ItemFields:
        return self._fields_of(NEW, AgendaItem(position=len(self.items) + 1, purpose=AgendaItem.Purpose.DECIDE))

    def of_new_title(self) -> list[BoundField]:
        return [self[f"title-{NEW}_{lang}"] for lang in settings.CONTENT_LANGUAGES]

    def _fields_of(self, key: str, item: AgendaItem) -> ItemFields:
        langs = settings.CONTENT_LANGUAGES
        count = sum(name.startswith(f"label-{key}-") for name in self.fields)
        options = [(self[f"label-{key}-{n}"], self[f"votes-{key}-{n}"]) for n in range(count)]
        votes = [self[f"{name}-{key}"] for name in VOTES]
        more = [self[f"decision-{key}_{lang}"] for lang in langs if lang not in FIRST]
        asks = item.purpose in {AgendaItem.Purpose.DECIDE, AgendaItem.Purpose.ELECT, AgendaItem.Purpose.REPORT}
        folded = [*(votes if not asks else ()), *more, *(one for pair in options for one in pair)]
        return ItemFields(
            title=item.title or Said(),
            number=item.position,
            asks_votes=asks,
            votes=votes,
            draft=item.draft_decision or Said(),
            decision=[self[f"decision-{key}_{lang}"] for lang in langs if lang in FIRST],
            decision_more=more,
            options=options,
            is_open=any(one.errors or one.value() not in (None, "") for one in folded),
        )


@desk(Act.MEETING_CLOSE)
@require_http_methods(["GET", "HEAD", "POST"])
def result(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/meetings/7/result/ : how many came, what was voted, what was decided; asks about odd sums, mends none."""
    found = meeting_for(request.user, Act.MEETING_CLOSE, key)
    closing = Closing.objects.filter(meeting=found, put_off_to=None).select_related("chair", "secretary").first()
    cards = may(request.user, Act.PERSON_EDIT, found)
    form = ClosingForm(
        data_of(request),
        meeting=found,
        closing=closing,
        units=_units(found),
        cards=cards,
        initial={"seen": found.version},
    )
    back = "minutes" if request.GET.get("back") == "minutes" else ""
    asked = Asked()
    if form.is_valid():
        asked = _asked(form)
        until = form.cleaned_data.get("put_off_to")
        if until or request.POST.get("as_it_is", "") == asked.mark:
            asked = Asked()
            if attempt(form, lambda: _do(request, form, until), found):
                messages.success(request, _("Saved.") if back else _saved(until))
                if until:
                    _warn_of_short(request, found)
                if has_editions(found):
                    said = _("The minutes were issued. If something else is true now, issue a corrected edition too.")
                    messages.warning(request, said)
                return redirect("desk:minutes" if back else "desk:meeting", key)
    context = {
        "form": form,
        "meeting": found,
        "asked": asked,
        "back": back,
        "has_come": found.held_on is not None and found.held_on <= clock.today(),
    }
    status = 422 if asked.mark else status_of(form)
    return render(request, "desk/meetings/result.html", context, status=status)


@desk(Act.MEETING_SEE)
@require_GET
def text(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/meetings/7/result/text/ : what came of it in five lines for chats, in Kyrgyz and in Russian."""
    found = meeting_for(request.user, Act.MEETING_SEE, key)
    sheet = result_of(found)
    texts = [_text(sheet, lang) for lang in FIRST] if sheet else []
    return render(request, "desk/meetings/result_text.html", {"meeting": found, "texts": texts})


def _text(sheet: ClosingSheet, lang: str) -> dict[str, Any]:
    """The lines in one language, and the addresses that open a chat with them."""
    page = meeting_page(settings.ADDRESS, lang, sheet.number) if sheet.number else ""
    told = result_text(sheet, lang, settings.ADDRESS)
    opened = {"whatsapp": whatsapp(told), "telegram": telegram(told.removesuffix(page).rstrip(), page)}
    return {"lang": lang, "name": NAMES[lang], "text": told, **opened}


def _do(request: HttpRequest, form: ClosingForm, until: date | None) -> None:
    seen, figures, by, now = form.cleaned_data["seen"], form.figures(), who(request), clock.now()
    if until:
        actions.put_off(form.meeting, figures, until=until, seen=seen, by=by, now=now)
    else:
        actions.record_closing(form.meeting, figures, form.results(), seen=seen, by=by, now=now)


def _warn_of_short(request: HttpRequest, found: Meeting) -> None:
    """Say that the day agreed to is nearer than the rule asks, and that this stays on record. One query."""
    turn = found.turns.last()
    if turn is None or not turn.despite_rule_days:
        return
    days = {"given": turn.despite_days, "asked": turn.despite_rule_days}
    late = _("The new day is nearer than the rule on notice asks: tell people today.")
    messages.warning(request, f"{late} {_('On record it stands as %(given)s days of %(asked)s.') % days}")


def _saved(until: date | None) -> str:
    if until:
        return _("The meeting is put off. Its page says so, with the new day.")
    return _("The result is saved. Print the result sheet for the board now.")


def _asked(form: ClosingForm) -> Asked:
    """What must be asked of what was typed. The queries of the charter."""
    figures, results = form.figures(), form.results()
    titles = {str(n): item.title for n, item in enumerate(form.items)}
    doubts = actions.doubts_of(figures, results)
    quorum = actions.quorum_of(form.meeting, figures, charter_of(form.meeting))
    return Asked(
        tuple((doubt, titles.get(doubt.item, Said())) for doubt in doubts), quorum if quorum.is_met is False else None
    )


def may_put_off(meeting: Meeting) -> bool:
    """Whether the rules of this kind know that those present agree to another day, and the meeting still can."""
    day = meeting.held_on or clock.today()
    is_open = meeting.is_called and meeting.held_at is None and meeting.cancelled_at is None
    return is_open and isinstance(rule_in_force(kind_of(meeting.kind), "no-quorum", day), Rule)


def _units(meeting: Meeting) -> list[Unit]:
    """The villages people may have come from: those below the meeting's place, else those beside it. Two queries."""
    day = meeting.held_on or clock.today()
    units = Unit.objects.valid_on(day).exclude(parent=None).in_alphabetical_order()
    below = list(units.filter(parent=meeting.place)[:MOST_VILLAGES])
    return below or list(units.filter(parent=meeting.place.parent_id)[:MOST_VILLAGES])


def _if_any(counts: dict[Any, int | None]) -> dict[Any, int | None]:
    """Nothing, where nobody counted any of it."""
    return counts if any(people is not None for people in counts.values()) else {}
