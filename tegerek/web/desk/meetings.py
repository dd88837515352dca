"""Meetings at the desk: begin, word, call, move, postpone, cancel, record as held, close."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tegerek.commitments.access import reports_for
from tegerek.commitments.report_sheets import ReportLine, report_lines
from tegerek.commitments.report_steps import elsewhere_for
from tegerek.commitments.reports import KIND as REPORTING
from tegerek.lib import clock
from tegerek.lib.errors import Refusal, Stale
from tegerek.lib.pages import number_of, page_of
from tegerek.lib.said import Said
from tegerek.meetings import actions
from tegerek.meetings.access import meeting_for, meetings_for
from tegerek.meetings.actions import Asking, Decided
from tegerek.meetings.checklists import StepState, checklist
from tegerek.meetings.closing_sheets import result_of
from tegerek.meetings.models import Closing, Meeting
from tegerek.meetings.notice import notice_of
from tegerek.meetings.rules import State
from tegerek.meetings.same_week import same_week
from tegerek.meetings.scans import scans_of
from tegerek.meetings.telling import telling_sheet
from tegerek.minutes.actions import has_begun
from tegerek.people.access import may, reach
from tegerek.people.models import Post
from tegerek.people.posts import post_said
from tegerek.people.rights import Act
from tegerek.places.actions import venue_for
from tegerek.procedures.kinds import all_kinds
from tegerek.procedures.kinds import kind as kind_of
from tegerek.procedures.terms import Comers, Kind
from tegerek.procedures.words import INITIATORS
from tegerek.programmes.counts import counts_of
from tegerek.programmes.models import Seminar
from tegerek.voices.access import initiatives_for
from tegerek.voices.answer_sheets import Tally, tally_of
from tegerek.web.desk.forms import (
    DAY_HINT,
    SeenForm,
    WhenForm,
    add_said,
    attempt,
    data_of,
    read_said,
    status_of,
    typed_hall,
)
from tegerek.web.desk.heads import Part, head_of
from tegerek.web.desk.unsaid import mark_unsaid
from tegerek.web.desk.ways import is_ready, lacks, way_of
from tegerek.web.desk.ways_on import WaysOn, add_ways, read_despite, said_fields, ways_on
from tegerek.web.gate import desk, who

# What a training adds to the page of its seminar, in the order of the day.
TRAINING = (
    (Act.LEARNING_SEE, gettext_lazy("Test of the seminar"), "desk:test"),
    (Act.LEARNING_SEE, gettext_lazy("Evaluation of the seminar"), "desk:evaluation"),
    (Act.CERTIFICATE_SEE, gettext_lazy("Certificates"), "desk:certificates"),
    (Act.MONEY_SEE, gettext_lazy("Money lists"), "desk:money"),
)


class WordsForm(SeenForm):
    """The title and a few lines about it; who asks for it, how it goes, how many people are expected."""

    def __init__(self, *args: Any, kind: Kind, meeting: Meeting | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        add_said(self, "title", _("What the meeting is about"), said=meeting.title if meeting else None)
        add_said(
            self, "about", _("A few lines about it, if needed"), is_long=True, said=meeting.about if meeting else None
        )
        add_asking(self, kind, meeting)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not any(value for name, value in data.items() if name.startswith("title_")):
            raise forms.ValidationError(_("Say what the meeting is about, in one language at least."))
        return data


def add_asking(form: forms.Form, kind: Kind, meeting: Meeting | None) -> None:
    """Add what the notice must say besides issue, place and time: who asks for the meeting, and how it goes."""
    lang = get_language() or "ky"
    doors = [(who.value, INITIATORS[who].in_(lang).text) for who in kind.initiators]
    form.fields["initiator"] = forms.ChoiceField(
        label=_("Who asks for the meeting"), required=False, choices=[("", "—"), *doors]
    )
    form.fields["initiator"].initial = meeting.initiator if meeting else ""
    hint = _("For example: report, questions, proposals, vote. Opinions are also taken in writing at the okmotu.")
    add_said(
        form,
        "procedure",
        _("How it goes, and how opinions and proposals are taken"),
        said=meeting.procedure if meeting else None,
        hint=hint,
        is_long=True,
    )
    form.fields["expected"] = forms.IntegerField(
        label=_("How many people are expected"),
        required=False,
        min_value=1,
        max_value=100_000,
        initial=meeting.expected if meeting else None,
    )
    form.fields["suggest_until"] = forms.DateField(
        label=_("Residents may suggest issues until"),
        required=False,
        help_text=DAY_HINT,
        error_messages={"invalid": _(actions.NO_SUCH_DAY)},
        initial=meeting.suggest_until if meeting else None,
    )


def read_asking(form: forms.Form, old: Meeting | None, now: datetime) -> Asking:
    """What was typed into the fields of add_asking."""
    data = form.cleaned_data
    procedure = read_said(form, "procedure", old.procedure if old else Said(), now)
    return Asking(data["initiator"], procedure, data["suggest_until"], data["expected"])


def add_decided(form: forms.Form) -> None:
    """Add who decided it, for a head who never signs in: a post and a day, both left empty by whoever decides alone."""
    lang = get_language() or "ky"
    posts = [(post.value, str(post_said(post).in_(lang))) for post in Post]
    form.fields["decided_post"] = forms.ChoiceField(
        label=_("Decided by, if not by you"), required=False, choices=[("", "—"), *posts]
    )
    form.fields["decided_on"] = forms.DateField(
        label=_("On which day"), required=False, help_text=DAY_HINT, error_messages={"invalid": _(actions.NO_SUCH_DAY)}
    )


def read_decided(form: forms.Form) -> Decided | None:
    """Who decided, as typed into the fields of add_decided. A day without a post says nothing."""
    data = form.cleaned_data
    post = data.get("decided_post")
    return Decided(Post(post), data.get("decided_on")) if post else None


class MoveForm(WhenForm):
    """A new day, hour or hall, and why; against a rule, by which way."""

    venue = forms.CharField(label=gettext_lazy("Hall or house"), required=False, max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        add_said(self, "reason", _("Why, in one sentence"), hint=_("People will read it on the page of the meeting."))
        add_ways(self)
        add_decided(self)


class ReasonForm(SeenForm):
    """Why: one sentence that people will read."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        add_said(self, "reason", _("Why, in one sentence"), hint=_("People will read it on the page of the meeting."))
        add_decided(self)


class CallForm(SeenForm):
    """Publish; against a rule, by which way."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        add_said(self, "reason", _("Why all the same"), is_long=True, rows=2)
        add_ways(self)
        add_decided(self)


class ConfirmForm(SeenForm):
    """Nothing but who decided it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        add_decided(self)


@desk(Act.MEETING_SEE)
@require_GET
def meetings(request: HttpRequest) -> HttpResponse:
    """/desk/meetings/ : all meetings of one's offices, the latest first."""
    has_result = Exists(Closing.objects.filter(meeting=OuterRef("pk")))
    rows = meetings_for(request.user, Act.MEETING_SEE).annotate(has_result=has_result).order_by("-held_on", "-id")
    page = page_of(rows, _waits_or_not(clock.today()), number=number_of(request.GET.get("page")), most=30)
    return render(
        request, "desk/meetings/list.html", {"page": page, "may_begin": bool(reach(request.user, Act.MEETING_EDIT))}
    )


def _waits_or_not(today: date) -> Callable[[Any], Any]:
    """Marks a meeting, no seminar, whose day has passed while nobody has written down its result."""

    def marked(row: Any) -> Any:
        is_past = row.held_on is not None and row.held_on < today and row.state in {State.CALLED, State.HELD}
        row.waits_for_result = is_past and row.kind != "seminar" and not row.has_result
        return row

    return marked


@desk(Act.MEETING_SEE)
@require_GET
def meeting(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/meetings/7/ : what is known of it, and what can be done next."""
    found = meeting_for(request.user, Act.MEETING_SEE, key)
    head = head_of(request, found, Part.MEETING)
    today, agenda, result = clock.today(), list(found.agenda.all()), result_of(found)
    sheet = telling_sheet(found, today) if found.is_called and head.seminar is None else None
    asked = tally_of(found) if head.seminar is None else Tally()
    way = (
        () if head.seminar else way_of(found, telling=sheet, result=result, asked=asked, items=len(agenda), today=today)
    )
    context = {
        "meeting": found,
        "way": way,
        "is_ready": is_ready(found, way, today),
        "asked": asked,
        "lacks": lacks(found, len(agenda)),
        "kind": all_kinds()[found.kind],
        "head": head,
        "count": counts_of([found.pk])[found.pk],
        "scans": scans_of(found).count(),
        "result": result,
        "day_has_come": found.held_on is not None and found.held_on <= today,
        "agenda": agenda,
        "turns": found.turns.select_related("by"),
        "can": _can(request, found, head.seminar),
        "training": _training(request, head.seminar) if head.seminar else (),
        "sheet": sheet,
        "reports": _reports(request, found),
        "appeals": initiatives_for(request.user, Act.INITIATIVE_SEE).filter(meeting=found) if not head.seminar else (),
    }
    return render(request, "desk/meetings/meeting.html", context)


@desk(Act.MEETING_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def words(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/meetings/7/words/ : the title and the lines about it."""
    found = meeting_for(request.user, Act.MEETING_EDIT, key)
    form = WordsForm(data_of(request), kind=all_kinds()[found.kind], meeting=found, initial={"seen": found.version})
    mark_unsaid(form, found)

    def act() -> None:
        now = clock.now()
        title, about = read_said(form, "title", found.title, now), read_said(form, "about", found.about, now)
        actions.word_meeting(
            found,
            title=title,
            about=about,
            asking=read_asking(form, found, now),
            seen=form.cleaned_data["seen"],
            by=who(request),
            now=now,
        )

    return _form_page(request, "desk/meetings/words.html", form, found, act, _("Saved."))


@desk(Act.MEETING_CALL)
@require_http_methods(["GET", "HEAD", "POST"])
def call(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/meetings/7/call/ : read what will be published, publish it, then print the pack."""
    found = meeting_for(request.user, Act.MEETING_CALL, key)
    form = CallForm(data_of(request), initial={"seen": found.version})
    if form.is_valid():
        now = clock.now()
        try:
            actions.call_meeting(
                found,
                by=who(request),
                now=now,
                despite=read_despite(form, now),
                seen=form.cleaned_data["seen"],
                decided=read_decided(form),
            )
        except Stale as stale:
            found.refresh_from_db()
            form.add_error(None, str(stale))
            form.now_see(found.version)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The meeting is called. It is on the web now."))
            return redirect(_after_the_call(request, found), key)
    decided = read_decided(form) if form.is_bound and form.is_valid() else None
    context = {
        "form": form,
        "meeting": found,
        "kind": all_kinds()[found.kind],
        "in_time": _in_time(found),
        "beside": same_week(found),
        "ways": None if found.is_called else _ways(found, found.held_on, decided, said_fields(form, "reason")),
        "may_set_charter": may(request.user, Act.CHARTER_SET, found),
    }
    return render(request, "desk/meetings/call.html", context, status=status_of(form))


def _reports(request: HttpRequest, found: Meeting) -> tuple[ReportLine, ...]:
    """What is reported at a report meeting. Three queries; none for another kind."""
    if found.kind != REPORTING or not reach(request.user, Act.REPORT_SEE):
        return ()
    return report_lines(reports_for(request.user, Act.REPORT_SEE).filter(meeting=found)).lines


def _after_the_call(request: HttpRequest, found: Meeting) -> str:
    """The page that comes next: the pack is printed at the call, where people are told by notice."""
    tells = kind_of(found.kind).comers is not Comers.INVITED
    return "desk:papers" if tells and may(request.user, Act.PAPER_SEE, found) else "desk:meeting"


def _warned_of_late(request: HttpRequest, found: Meeting) -> bool:
    """Say what is late now that the day has moved. Ten queries."""
    today = clock.today()
    steps = checklist(found, today, elsewhere_for(found)) if found.is_called else None
    late = steps.number(StepState.LATE) if steps else 0
    if late:
        said = ngettext(
            "By the new day %(late)d step is late now.", "By the new day %(late)d steps are late now.", late
        )
        messages.warning(request, said % {"late": late})
    return bool(late)


def _ways(
    found: Meeting, day: date | None, decided: Decided | None, reasons: tuple[forms.BoundField, ...] = ()
) -> WaysOn | None:
    """What stands in the way of telling people of that day today; nothing where it cannot be told. Two queries."""
    if day is None or found.state in {State.CANCELLED, State.HELD, State.CLOSED}:
        return None
    return ways_on(found, notice_of(found, today=clock.today(), held_on=day), decided, reasons)


def _in_time(found: Meeting) -> str:
    """How long ahead people will hear of a draft if it is called today; empty where that is too short. Two queries."""
    if found.held_on is None or found.state is not State.DRAFT:
        return ""
    told = notice_of(found, today=clock.today(), held_on=found.held_on)
    return "" if told.is_short else told.promise()


@desk(Act.MEETING_MOVE)
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/meetings/7/move/ : a new day, hour or hall."""
    found = meeting_for(request.user, Act.MEETING_MOVE, key)
    old = {
        "seen": found.version,
        "venue": found.venue.name.in_(who(request).language).text if found.venue else "",
        **WhenForm.initial_of(found.when),
    }
    form = MoveForm(data_of(request), initial=old)
    mark_unsaid(form, found)

    def act() -> None:
        data, now = form.cleaned_data, clock.now()
        hall = typed_hall(form)
        venue = venue_for(found.place.seat or found.place, hall) if hall else None
        reason = read_said(form, "reason", Said(), now)
        actions.move_meeting(
            found,
            when=form.when,
            venue=venue,
            without_venue=hall == "",
            reason=reason,
            despite=read_despite(form, now, reason=reason),
            seen=data["seen"],
            by=who(request),
            now=now,
            decided=read_decided(form),
        )

    if form.is_valid() and attempt(form, act, found):
        messages.success(request, _("The new time is saved; page, calendar and papers say the same."))
        return redirect("desk:checklist" if _warned_of_late(request, found) else "desk:meeting", found.pk)
    context = {"form": form, "meeting": found, "may_set_charter": may(request.user, Act.CHARTER_SET, found)}
    if found.is_called and form.is_bound and "first" in form.cleaned_data:
        day, decided = form.cleaned_data["first"], read_decided(form)
        is_over = day is not None and day < clock.today()
        context["ways"] = None if is_over else _ways(found, day, decided)
    return render(request, "desk/meetings/move.html", context, status=status_of(form))


@desk(Act.MEETING_MOVE)
@require_http_methods(["GET", "HEAD", "POST"])
def postpone(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/meetings/7/postponement/ : it will not be on its day; the new day is not known yet."""
    return _with_reason(request, key, Act.MEETING_MOVE, "desk/meetings/postpone.html", actions.postpone_meeting)


@desk(Act.MEETING_MOVE)
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/meetings/7/cancellation/ : it will not be."""
    return _with_reason(request, key, Act.MEETING_MOVE, "desk/meetings/cancel.html", actions.cancel_meeting)


@desk(Act.MEETING_CLOSE)
@require_http_methods(["GET", "HEAD", "POST"])
def hold(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/meetings/7/holding/ : record that it took place."""
    found = meeting_for(request.user, Act.MEETING_CLOSE, key)
    form = SeenForm(data_of(request), initial={"seen": found.version})

    def act() -> None:
        actions.record_held(found, seen=form.cleaned_data["seen"], by=who(request), now=clock.now())

    done = _("Saved.") if found.kind == "seminar" else _("Recorded: it was held. Now write down the result.")
    return _form_page(request, "desk/meetings/hold.html", form, found, act, done)


@desk(Act.MEETING_CLOSE)
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/meetings/7/closure/ : nothing more is expected of it."""
    found = meeting_for(request.user, Act.MEETING_CLOSE, key)
    form = ConfirmForm(data_of(request), initial={"seen": found.version})

    def act() -> None:
        seen, decided = form.cleaned_data["seen"], read_decided(form)
        actions.close_meeting(found, seen=seen, by=who(request), now=clock.now(), decided=decided)

    return _form_page(request, "desk/meetings/close.html", form, found, act, _("Saved."))


@desk(Act.MEETING_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/meetings/7/removal/ : throw a draft away."""
    found = meeting_for(request.user, Act.MEETING_EDIT, key)
    form = SeenForm(data_of(request), initial={"seen": found.version})

    def act() -> None:
        actions.delete_draft(found, seen=form.cleaned_data["seen"], by=who(request), now=clock.now())

    if form.is_valid() and attempt(form, act, found):
        messages.success(request, _("The draft is gone."))
        return redirect("desk:meetings")
    return render(request, "desk/meetings/remove.html", {"form": form, "meeting": found}, status=status_of(form))


def _with_reason(
    request: HttpRequest, key: int, act: Act, template: str, action: Callable[..., object]
) -> HttpResponse:
    found = meeting_for(request.user, act, key)
    form = ReasonForm(data_of(request), initial={"seen": found.version})

    def do() -> None:
        now = clock.now()
        action(
            found,
            reason=read_said(form, "reason", Said(), now),
            seen=form.cleaned_data["seen"],
            by=who(request),
            now=now,
            decided=read_decided(form),
        )

    return _form_page(request, template, form, found, do, _("Saved. The page and the calendars say so now."))


def _form_page(
    request: HttpRequest, template: str, form: SeenForm, found: Meeting, act: Callable[[], None], done: str
) -> HttpResponse:
    """Do the act and go back to the meeting, or show the form with what stands in the way."""
    if form.is_valid() and attempt(form, act, found):
        messages.success(request, done)
        return redirect("desk:meeting", found.pk)
    context = {"form": form, "meeting": found, "kind": all_kinds()[found.kind]}
    return render(request, template, context, status=status_of(form))


def _training(request: HttpRequest, seminar: Seminar) -> list[tuple[str, str]]:
    """Name and address of what a training adds to a meeting, as far as this account may see it. No query."""
    ways = [
        (str(name), reverse(where, args=[seminar.pk]))
        for act, name, where in TRAINING
        if may(request.user, act, seminar)
    ]
    if may(request.user, Act.TRAINER_EDIT, seminar):
        return [(_("Trainers"), reverse("desk:assign-trainer", args=[seminar.pk])), *ways]
    if may(request.user, Act.TRAINER_SEE, seminar):
        return [(_("Trainers"), reverse("desk:trainers", args=[seminar.programme_id])), *ways]
    return ways


def _can(request: HttpRequest, found: Meeting, seminar: Seminar | None) -> dict[str, bool]:
    """What this account may do with the meeting in its state."""
    open_states = {State.DRAFT, State.CALLED, State.POSTPONED}
    edits, moves = may(request.user, Act.MEETING_EDIT, found), may(request.user, Act.MEETING_MOVE, found)
    closes = may(request.user, Act.MEETING_CLOSE, found)
    has_come = found.held_on is not None and found.held_on <= clock.today()
    plans = seminar is not None and may(request.user, Act.PROGRAMME_EDIT, found)
    return {
        "plan": plans,
        "count": seminar is not None and may(request.user, Act.PROGRAMME_SEE, found),
        "changes": edits or moves or plans,
        "take_out": plans and found.state is State.DRAFT,
        "edit_people": may(request.user, Act.ROSTER_EDIT, found),
        "phone": may(request.user, Act.PHONE_SEE, found),
        "tick": may(request.user, Act.ROSTER_TICK, found),
        "word": edits,
        "see_people": may(request.user, Act.ROSTER_SEE, found),
        "minutes": seminar is None and may(request.user, Act.MINUTES_SEE, found) and has_begun(found, clock.today()),
        "print": may(request.user, Act.PAPER_SEE, found),
        "call": may(request.user, Act.MEETING_CALL, found) and found.state is State.DRAFT,
        "move": moves and found.state in open_states,
        "postpone": moves and found.state is State.CALLED,
        "cancel": moves and found.state in {State.CALLED, State.POSTPONED},
        "hold": closes and found.state is State.CALLED and has_come,
        "result": closes
        and seminar is None
        and (found.state in {State.HELD, State.CLOSED} or (found.state is State.CALLED and has_come)),
        "close": closes and found.state is State.HELD,
        "remove": edits and found.state is State.DRAFT and seminar is None,
        "report": found.kind == REPORTING and not found.is_rehearsal and may(request.user, Act.REPORT_EDIT, found),
        "follow": seminar is None and found.held_at is not None and may(request.user, Act.COMMITMENT_SEE, found),
    }
