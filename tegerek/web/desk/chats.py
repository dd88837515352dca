"""Chat groups: the register of the office, and for each meeting what to post, the picture, and who ticked it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from tegerek.documents.chat_card import chat_card
from tegerek.documents.chat_text import chat_text
from tegerek.lib import clock
from tegerek.lib.dates import day_short
from tegerek.lib.errors import Refusal
from tegerek.meetings import chats as actions
from tegerek.meetings.access import chat_group_for, chat_groups_for, chat_post_for, meeting_for, proof_of
from tegerek.meetings.chats import GroupWords
from tegerek.meetings.checklists import BOARD, checklist
from tegerek.meetings.models import ChatGroup, ChatPost, Meeting
from tegerek.meetings.rules import State
from tegerek.meetings.telling import telling_sheet
from tegerek.people.access import may, reach
from tegerek.people.rights import Act
from tegerek.places.models import Body, Unit
from tegerek.web.context import NAMES
from tegerek.web.desk.forms import (
    DAY_HINT,
    OfficeField,
    PlaceField,
    SeenForm,
    attempt,
    data_of,
    full_name,
    offices_of,
    status_of,
    units_of,
)
from tegerek.web.desk.heads import Part, head_of
from tegerek.web.desk.telling import PICTURES
from tegerek.web.downloads import download, made_file
from tegerek.web.gate import desk, who


class UnitField(forms.ModelChoiceField):  # type: ignore[type-arg]  # takes no argument at run time
    """One of the villages of an aimak, or the aimak: nobody types a name that a dozen villages bear."""

    def label_from_instance(self, obj: Unit) -> str:
        return str(obj.long_name.in_(get_language() or "ky"))


class GroupForm(SeenForm):
    """A chat group: of which village, its name, who posts there, how many read it.

    The villages of the offices are offered; an office that has none types the place.
    """

    place = PlaceField(label=gettext_lazy("Village"), help_text=gettext_lazy("or the aimak, if it is for all of it"))
    name = forms.CharField(label=gettext_lazy("Name of the group"), max_length=120)
    posted_by = forms.CharField(
        label=gettext_lazy("Who posts there"),
        help_text=gettext_lazy("a post, for example: the village head"),
        required=False,
        max_length=200,
    )
    members = forms.IntegerField(label=gettext_lazy("How many members"), required=False, min_value=1, max_value=100_000)
    counted_on = forms.DateField(label=gettext_lazy("Counted on"), required=False, help_text=DAY_HINT)
    link = forms.CharField(
        label=gettext_lazy("Link of the group"),
        help_text=gettext_lazy("if there is one; only this office sees it"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"inputmode": "url"}),
    )

    def __init__(self, *args: Any, offices: Iterable[Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = units_of(offices)
        if units.exists():
            label, hint = self.fields["place"].label, self.fields["place"].help_text
            self.fields["place"] = UnitField(label=label, help_text=hint, queryset=units)
        self.fields["place"].error_messages |= dict.fromkeys(
            ("required", "invalid_choice"), _("Say for which village the group is.")
        )
        self.fields["name"].error_messages["required"] = _("Say what the group is called.")
        day = _("Enter a day like 14.03.2026; there may be no such day in the calendar.")
        self.fields["counted_on"].error_messages["invalid"] = day

    def words(self) -> GroupWords:
        data = self.cleaned_data
        return GroupWords(data["name"], data["posted_by"], data["link"], data["members"], data["counted_on"])

    def unit(self) -> Unit:
        found: Unit = self.cleaned_data["place"]
        return found


class NewGroupForm(GroupForm):
    """The same, and of which office it is."""

    office = OfficeField(label=gettext_lazy("Office"), queryset=Body.objects.none())
    field_order = ("seen", "office", "place")

    def __init__(self, *args: Any, offices: Any, **kwargs: Any) -> None:
        super().__init__(*args, offices=offices, **kwargs)
        self.fields["office"].offer(offices)  # type: ignore[attr-defined]  # an OfficeField


class TickForm(forms.Form):
    """That something was posted in a group, with a screenshot if there is one."""

    group = forms.ModelChoiceField(queryset=ChatGroup.objects.none())
    screenshot = forms.FileField(required=False, max_length=200)

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = ChatGroup.objects.filter(office=meeting.office_id, ended_at=None)
        self.fields["group"].queryset = groups  # type: ignore[attr-defined]  # a ModelChoiceField
        self.fields["group"].error_messages |= dict.fromkeys(
            ("required", "invalid_choice"), _("This group is not in the register any more.")
        )
        self.fields["screenshot"].error_messages["empty"] = _("This file is empty. Choose another one.")


@desk(Act.CHAT_SET)
@require_GET
def groups(request: HttpRequest) -> HttpResponse:
    """/desk/chats/ : the chat groups of one's offices."""
    rows = chat_groups_for(request.user, Act.CHAT_SET).annotate(times=Count("posts"))
    here = rows.filter(ended_at=None)
    context = {"groups": here, "ended": rows.exclude(ended_at=None), "readers": sum(g.members or 0 for g in here)}
    return render(request, "desk/chats/list.html", context)


@desk(Act.CHAT_SET)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """/desk/chats/new/ : one more chat group."""
    offices = offices_of(request, Act.CHAT_SET)
    form = NewGroupForm(data_of(request), offices=offices, initial={"seen": 0, "counted_on": clock.today()})
    if form.is_valid():
        try:
            actions.add_group(form.cleaned_data["office"], form.unit(), form.words(), by=who(request), now=clock.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The group stands in the register."))
            return redirect("desk:chats")
    return render(request, "desk/chats/new.html", {"form": form}, status=status_of(form))


@desk(Act.CHAT_SET)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/chats/3/ : what is known of a group."""
    group = chat_group_for(request.user, Act.CHAT_SET, key)
    form = GroupForm(data_of(request), offices=[group.office], initial=_initial(group))

    def act() -> None:
        seen = form.cleaned_data["seen"]
        actions.change_group(group, form.unit(), form.words(), seen=seen, by=who(request), now=clock.now())

    if form.is_valid() and attempt(form, act, group):
        messages.success(request, _("Saved."))
        return redirect("desk:chats")
    return render(request, "desk/chats/group.html", {"form": form, "group": group}, status=status_of(form))


@desk(Act.CHAT_SET)
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/chats/3/ending/ : the group is no more."""
    group = chat_group_for(request.user, Act.CHAT_SET, key)
    form = SeenForm(data_of(request), initial={"seen": group.version})

    def act() -> None:
        actions.end_group(group, seen=form.cleaned_data["seen"], by=who(request), now=clock.now())

    if form.is_valid() and attempt(form, act, group):
        messages.success(request, _("The group is no longer offered; what was posted there stays on record."))
        return redirect("desk:chats")
    return render(request, "desk/chats/end.html", {"form": form, "group": group}, status=status_of(form))


@desk(Act.MEETING_SEE)
@require_GET
def of_meeting(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/meetings/7/chats/ : what to post, in each language, and where it was posted."""
    return _page(request, meeting_for(request.user, Act.MEETING_SEE, key))


@desk(Act.MEETING_SEE)
@require_safe
def card(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/meetings/7/chats/card.png?lang=ky : the picture for chats."""
    meeting = meeting_for(request.user, Act.MEETING_SEE, key)
    lang = request.GET.get("lang", "")
    lang = lang if lang in settings.CONTENT_LANGUAGES else settings.CONTENT_LANGUAGES[0]
    try:
        sheet = actions.chat_sheet(meeting)
        made = chat_card(chat_text(sheet, lang, settings.ADDRESS), sheet.turn)
    except Refusal as refusal:
        messages.warning(request, str(refusal))
        return redirect("desk:meeting-chats", key)
    response = made_file(made, "image/png", f"meeting-{meeting.number or key}-{lang}.png")
    if "save" not in request.GET:
        response.headers["Content-Disposition"] = "inline"
    return response


@desk(Act.TELLING_EDIT)
@require_POST
def tick(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/meetings/7/chats/posts/new/ : it was posted in a group."""
    meeting = meeting_for(request.user, Act.TELLING_EDIT, key)
    form = TickForm(request.POST, request.FILES, meeting=meeting)
    if form.is_valid():
        data = form.cleaned_data
        shot = data["screenshot"].read() if data["screenshot"] else None
        what = ChatPost.What.RESULT if _is_over(meeting) else None
        try:
            actions.tick_posted(meeting, data["group"], by=who(request), now=clock.now(), what=what, screenshot=shot)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Ticked: posted in “%(group)s”.") % {"group": data["group"].name})
            return redirect("desk:meeting-chats", key)
    return _page(request, meeting, form)


@desk(Act.MEETING_SEE)
@require_safe
def screenshot(request: HttpRequest, key: int) -> HttpResponseBase:
    """/desk/chat-posts/3/screenshot/ : the picture that shows it posted."""
    return download(proof_of(chat_post_for(request.user, Act.MEETING_SEE, key)))


@desk(Act.TELLING_EDIT)
@require_POST
def untick(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/chat-posts/3/removal/ : it was ticked by mistake."""
    post = chat_post_for(request.user, Act.TELLING_EDIT, key)
    actions.untick(post, by=who(request), now=clock.now())
    messages.success(request, _("The tick is gone."))
    return redirect("desk:meeting-chats", post.meeting_id)


def _page(request: HttpRequest, meeting: Meeting, form: TickForm | None = None) -> HttpResponse:
    over = _is_over(meeting)
    context: dict[str, Any] = {
        "meeting": meeting,
        "head": head_of(request, meeting, Part.TELLING),
        "is_over": over,
        "form": form,
        "pictures": PICTURES,
        "may_tick": may(request.user, Act.TELLING_EDIT, meeting),
        "may_set": bool(reach(request.user, Act.CHAT_SET)),
    }
    if meeting.is_called:
        context["groups"] = actions.group_lines(meeting, ChatPost.What.RESULT if over else None)
        context["sheet"] = telling_sheet(meeting, clock.today())
        context["texts"] = [] if over else _texts(meeting)
        if over:
            context |= _board(request, meeting)
    return render(request, "desk/chats/meeting.html", context, status=422 if form and form.errors else 200)


def _board(request: HttpRequest, meeting: Meeting) -> dict[str, Any]:
    """The step that puts the result on the notice board, once there is a result. Nine queries."""
    today = clock.today()
    step = next((line for line in checklist(meeting, today).steps if line.id == BOARD), None)
    return {"board": step, "today": day_short(today), "may_tick_board": may(request.user, Act.MEETING_EDIT, meeting)}


def _texts(meeting: Meeting) -> list[dict[str, Any]]:
    """The text in each language of the site, with the language's own name."""
    sheet = actions.chat_sheet(meeting)
    return [
        {"name": NAMES.get(lang, lang), "told": chat_text(sheet, lang, settings.ADDRESS)}
        for lang in settings.CONTENT_LANGUAGES
    ]


def _initial(group: ChatGroup) -> dict[str, Any]:
    is_offered = units_of([group.office]).filter(pk=group.unit_id).exists()
    return {
        "seen": group.version,
        "place": group.unit_id if is_offered else full_name(group.unit, get_language() or "ky"),
        "name": group.name,
        "posted_by": group.posted_by,
        "members": group.members,
        "counted_on": group.counted_on,
        "link": group.link,
    }


def _is_over(meeting: Meeting) -> bool:
    return meeting.state in {State.HELD, State.CLOSED}
