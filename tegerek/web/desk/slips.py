"""Question slips at the desk: reserve numbers and print them; after the meeting type in what stands on each."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tegerek.commitments import links
from tegerek.documents.papers.call.at_meeting import slips_paper
from tegerek.documents.papers.kinds import FORMS
from tegerek.documents.papers.parts import LANGS
from tegerek.lib import clock
from tegerek.lib.errors import Refusal
from tegerek.lib.numbers import key_of
from tegerek.lib.said import Said
from tegerek.meetings.access import meeting_for
from tegerek.meetings.call_sheets import call_sheet
from tegerek.meetings.models import Meeting
from tegerek.people.access import may
from tegerek.people.rights import Act
from tegerek.voices import slips as actions
from tegerek.voices.access import voice_for
from tegerek.voices.models import SlipBlock, Voice
from tegerek.voices.slips import Written
from tegerek.web.desk.answering import WAYS
from tegerek.web.desk.forms import SeenForm, add_said, attempt, data_of, read_said, status_of
from tegerek.web.desk.persons import PHONE_HINT, PhoneField
from tegerek.web.downloads import made_file
from tegerek.web.gate import desk, who

KINDS = (
    (Voice.Kind.QUESTION, pgettext_lazy("what stands on a slip", "Question")),
    (Voice.Kind.PROPOSAL, pgettext_lazy("what stands on a slip", "Proposal")),
)
ANSWERED = (
    ("", pgettext_lazy("answered at the meeting", "not known")),
    ("yes", pgettext_lazy("answered at the meeting", "yes")),
    ("no", pgettext_lazy("answered at the meeting", "no")),
)
YES_NO: dict[str, bool | None] = {"": None, "yes": True, "no": False}
PROPOSED = 24


class SlipForm(SeenForm):
    """What stands on one slip; who asked, if they gave a name."""

    number = forms.CharField(
        label=gettext_lazy("Number on the slip"),
        required=False,
        max_length=20,
        help_text=gettext_lazy("leave it empty for what was asked aloud: it gets a number"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "short"}),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Question or proposal"), choices=KINDS, widget=forms.RadioSelect)
    item = forms.ChoiceField(label=gettext_lazy("To which item"), required=False)
    answered = forms.ChoiceField(
        label=gettext_lazy("Was it answered at the meeting?"),
        choices=ANSWERED,
        required=False,
        widget=forms.RadioSelect,
    )
    way = forms.ChoiceField(
        label=gettext_lazy("Question or appeal"), choices=WAYS, required=False, widget=forms.RadioSelect
    )
    name = forms.CharField(
        label=gettext_lazy("Who asked, if they gave a name"),
        required=False,
        max_length=160,
        help_text=gettext_lazy("never public; needed only to answer"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    phone = PhoneField(label=gettext_lazy("Phone"), required=False, help_text=PHONE_HINT)

    WORDS = ("text_ky", "text_ru", "text_en")
    field_order = ("seen", "number", "kind", *WORDS, "item", "answered", "way", "name", "phone")

    def __init__(self, *args: Any, meeting: Meeting, voice: Voice | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meeting, self.voice = meeting, voice
        self.items = {str(item.pk): item for item in meeting.agenda.all()}
        add_said(self, "text", _("What stands on it, word for word"), said=voice.text if voice else None)
        lang = get_language() or "ky"
        items = [(key, f"{item.position}. {item.title.in_(lang).text}") for key, item in self.items.items()]
        self.fields["item"].choices = [("", "—"), *items]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["kind"].error_messages["required"] = _("Choose whether it is a question or a proposal.")
        if voice is not None:
            del self.fields["number"], self.fields["way"]
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not any(value for name, value in data.items() if name.startswith("text_")):
            raise forms.ValidationError(_("Write down what stands on the slip."))
        if data.get("phone") and not data.get("name", "").strip():
            self.add_error("name", _("Write whose phone this is, or leave the phone out."))
        return data

    @property
    def written(self) -> Written:
        data = self.cleaned_data
        old = self.voice.text if self.voice else Said()
        return Written(
            kind=data["kind"],
            text=read_said(self, "text", old or Said(), clock.now()),
            item=self.items.get(data["item"]),
            answered_there=YES_NO[data["answered"]],
            name=data["name"],
            phone=data["phone"] or "",
            way=data.get("way") or Voice.Way.MEETING,
        )

    @staticmethod
    def initial_of(voice: Voice) -> dict[str, Any]:
        answered = next(key for key, value in YES_NO.items() if value is voice.answered_there)
        return {"seen": voice.version, "kind": voice.kind, "item": voice.item_id or "", "answered": answered}


@desk(Act.MEETING_SEE)
@require_GET
def slips(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/meetings/7/slips/ : which numbers are reserved, what was asked and proposed."""
    found = meeting_for(request.user, Act.MEETING_SEE, key)
    context = {
        "meeting": found,
        "blocks": actions.blocks_of(found),
        "questions": actions.questions_of(found),
        "proposed": PROPOSED,
        "most": actions.MOST,
        "may_edit": may(request.user, Act.VOICE_EDIT, found) and found.is_called,
        "may_answer": may(request.user, Act.ANSWER_EDIT, found),
        "may_print": may(request.user, Act.PAPER_SEE, found),
        "may_see_names": may(request.user, Act.PERSON_SEE, found),
    }
    return render(request, "desk/slips/list.html", context)


@desk(Act.VOICE_EDIT)
@require_POST
def reserve(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/meetings/7/slips/new/ : reserve numbers for slips."""
    found = meeting_for(request.user, Act.VOICE_EDIT, key)
    try:
        links.reserve_slips(found, size=key_of(request.POST.get("size", "")), by=who(request), now=clock.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The numbers are reserved. Print the slips now."))
    return redirect("desk:slips", key)


@desk(Act.PAPER_SEE)
@require_GET
def paper(request: HttpRequest, key: int, form: str) -> HttpResponse:
    """/desk/meetings/7/slips.pdf?block=3&lang=ky : the slips of a block; without one, slips with a blank number."""
    found = meeting_for(request.user, Act.PAPER_SEE, key)
    if form not in FORMS:
        raise Http404
    lang = request.GET.get("lang", "")
    block = SlipBlock.objects.filter(meeting=found, pk=key_of(request.GET.get("block", ""))).first()
    numbers = actions.numbers_of(block) if block else ()
    codes = links.codes_of_numbers(numbers, clock.now()) if may(request.user, Act.LINK_PRINT, found) else {}
    made = slips_paper(call_sheet(found), lang if lang in LANGS else "ky", numbers, settings.ADDRESS, codes)
    return made_file(FORMS[form].write([made]), FORMS[form].content_type, f"slips-{key}.{form}")


@desk(Act.VOICE_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/meetings/7/questions/new/ : type in one slip, then the next."""
    found = meeting_for(request.user, Act.VOICE_EDIT, key)
    usual = {"seen": found.version, "kind": Voice.Kind.QUESTION, "way": Voice.Way.MEETING}
    form = SlipForm(data_of(request), meeting=found, initial=usual)
    made: list[Voice] = []

    def act() -> None:
        number = form.cleaned_data["number"]
        made.append(actions.record_slip(found, form.written, number=number, by=who(request), now=clock.now()))

    if form.is_valid() and attempt(form, act, found):
        if made[0].way == Voice.Way.APPEAL and may(request.user, Act.ANSWER_EDIT, found):
            messages.success(request, _("Written down. Now give its number in the journal of appeals."))
            return redirect("desk:answer", made[0].pk)
        messages.success(request, _("Written down. Here is the place for the next one."))
        return redirect("desk:new-question", key)
    context = {"form": form, "meeting": found, "to": reverse("desk:new-question", args=[key])}
    return render(request, "desk/slips/slip.html", context, status=status_of(form))


@desk(Act.VOICE_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/voices/7/ : correct what was typed in of a slip."""
    voice = voice_for(request.user, Act.VOICE_EDIT, key)
    form = SlipForm(data_of(request), meeting=voice.meeting, voice=voice, initial=SlipForm.initial_of(voice))

    def act() -> None:
        actions.correct_slip(voice, form.written, seen=form.cleaned_data["seen"], by=who(request), now=clock.now())

    if form.is_valid() and attempt(form, act, voice):
        messages.success(request, _("Saved."))
        return redirect("desk:slips", voice.meeting_id)
    context = {"form": form, "meeting": voice.meeting, "voice": voice, "to": reverse("desk:voice", args=[key])}
    return render(request, "desk/slips/slip.html", context, status=status_of(form))
