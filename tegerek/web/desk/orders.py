"""What waits for the head's signature, and what was done properly; the order to hold a meeting and its signature."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tegerek.commitments.report_steps import elsewhere_of
from tegerek.lib import clock
from tegerek.meetings.access import meeting_for, meetings_for
from tegerek.meetings.actions import NO_SUCH_DAY
from tegerek.meetings.checklists import ChecklistSheet, checklists
from tegerek.meetings.models import Meeting, Order, Turn
from tegerek.meetings.orders import OrderWords, record_order
from tegerek.people.access import reach
from tegerek.people.models import Post
from tegerek.people.posts import post_said
from tegerek.people.rights import Act
from tegerek.voices.access import initiatives_for
from tegerek.voices.sheets import waiting_lines
from tegerek.web.desk.forms import DAY_HINT, SeenForm, attempt, data_of, status_of
from tegerek.web.desk.heads import Part, head_of
from tegerek.web.gate import desk, who

# So many meetings stand in each list.
MOST = 12
SIGNERS = (Post.AO_HEAD, Post.COUNCIL_CHAIR, Post.EXECUTIVE_SECRETARY, Post.OTHER)


class OrderForm(SeenForm):
    """Number and day of the order, and who signed it when."""

    number = forms.CharField(label=gettext_lazy("№ of the order"), required=False, max_length=60)
    dated = forms.DateField(label=gettext_lazy("Day of the order"), required=False, help_text=DAY_HINT)
    signed_on = forms.DateField(label=gettext_lazy("Signed on"), required=False, help_text=DAY_HINT)
    signed_post = forms.ChoiceField(label=gettext_lazy("Signed by"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lang = get_language() or "ky"
        posts = [(post.value, str(post_said(post).in_(lang))) for post in SIGNERS]
        self.fields["signed_post"].choices = [("", "—"), *posts]  # type: ignore[attr-defined]  # a ChoiceField
        for name in ("dated", "signed_on"):
            self.fields[name].error_messages["invalid"] = _(NO_SUCH_DAY)

    def words(self) -> OrderWords:
        data = self.cleaned_data
        return OrderWords(data["number"], data["dated"], data["signed_on"], data["signed_post"])


@dataclass(frozen=True)
class Kept:
    """How one meeting kept the rules: notice given and asked in days (None: no rule is known), steps done in time and
    late, whether its result is written down.
    """

    meeting: Meeting
    given: int | None
    asked: int | None
    in_time: int
    late: int
    has_result: bool


@desk(Act.MEETING_CALL)
@require_GET
def head(request: HttpRequest) -> HttpResponse:
    """/desk/head/ : what waits for a signature, and how the last meetings kept the rules. Seventeen queries at most."""
    today = clock.today()
    rows = meetings_for(request.user, Act.MEETING_CALL).filter(seminar=None, is_rehearsal=False, cancelled_at=None)
    unsigned = Q(order=None) | Q(order__signed_on=None)
    waiting = rows.filter(unsigned, held_at=None, held_on__gte=today).order_by("held_on", "pk")[:MOST]
    appeals = (
        initiatives_for(request.user, Act.INITIATIVE_DECIDE) if reach(request.user, Act.INITIATIVE_DECIDE) else None
    )
    context = {
        "orders": waiting,
        "appeals": waiting_lines(appeals, today, most=MOST) if appeals is not None else [],
        "kept": _kept(rows.filter(called_at__isnull=False).order_by("-held_on", "-pk")),
        "today": today,
    }
    return render(request, "desk/head.html", context)


@desk(Act.MEETING_CALL)
@require_http_methods(["GET", "HEAD", "POST"])
def order(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/meetings/7/order/ : number and day of the order, and that it was signed."""
    found = meeting_for(request.user, Act.MEETING_CALL, key)
    row = Order.objects.filter(meeting=found).first() or Order()
    old = {name: getattr(row, name) for name in ("number", "dated", "signed_on", "signed_post")}
    form = OrderForm(data_of(request), initial={"seen": row.version if row.pk else 0, **old})

    def act() -> None:
        record_order(found, form.words(), seen=form.cleaned_data["seen"], by=who(request), now=clock.now())

    if form.is_valid() and attempt(form, act, row if row.pk else found):
        messages.success(request, _("Saved."))
        return redirect("desk:meeting", key)
    context = {"form": form, "meeting": found, "head": head_of(request, found, Part.PAPERS)}
    return render(request, "desk/meetings/order.html", context, status=status_of(form))


def _kept(rows: QuerySet[Meeting]) -> list[Kept]:
    found = list(rows.select_related("closing")[:MOST])
    sheets = checklists(found, clock.today(), elsewhere_of(found))
    calls = Turn.objects.filter(meeting__in=found, kind=Turn.Kind.CALLED)
    turns = {turn.meeting_id: turn for turn in calls}
    return [_kept_one(one, sheets[one.pk], turns.get(one.pk)) for one in found]


def _kept_one(meeting: Meeting, sheet: ChecklistSheet, call: Turn | None) -> Kept:
    done = [step for step in sheet.steps if step.done_on is not None]
    late = sum(step.days_late > 0 for step in sheet.steps)
    return Kept(
        meeting=meeting,
        given=call.despite_days if call else None,
        asked=call.despite_rule_days if call else None,
        in_time=sum(step.days_late == 0 for step in done),
        late=late,
        has_result=hasattr(meeting, "closing"),
    )
