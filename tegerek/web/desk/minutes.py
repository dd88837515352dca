"""The minutes of a meeting at the desk: item by item on one page, each passage a small form of its own.

A script keeps in the browser what is typed until it is written here; it asks for JSON. Without it the same forms work.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django import forms
from django.conf import settings
from django.contrib import messages
from django.forms.boundfield import BoundField
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tegerek.lib import clock
from tegerek.lib.errors import Refusal
from tegerek.lib.numbers import key_of
from tegerek.lib.said import Said
from tegerek.lib.text import fold, mended
from tegerek.meetings.access import meeting_for
from tegerek.meetings.models import Meeting
from tegerek.minutes import actions, signing
from tegerek.minutes.access import latest_scan, minutes_for, passage_for, passage_of, remark_for
from tegerek.minutes.actions import Typed
from tegerek.minutes.models import Minutes, Passage, Remark
from tegerek.minutes.rules import Lack, Missing
from tegerek.minutes.sheets import ItemMinutes, MinutesSheet, PassageLine, minutes_sheet, remarks_term
from tegerek.people.access import may
from tegerek.people.known import known_people
from tegerek.people.models import Person, Post
from tegerek.people.posts import post_said
from tegerek.people.rights import Act
from tegerek.voices.models import Voice
from tegerek.voices.slips import questions_of
from tegerek.web.desk.forms import DAY_HINT, SeenForm, add_said, asks_for_facts, attempt, data_of, read_said, status_of
from tegerek.web.desk.scans import ScanForm
from tegerek.web.downloads import download
from tegerek.web.gate import desk, who

NEW = "new"
KINDS = {
    Passage.Kind.HEARD: pgettext_lazy("kind of passage in minutes", "Heard"),
    Passage.Kind.ASKED: pgettext_lazy("kind of passage in minutes", "Asked"),
    Passage.Kind.POSITION: pgettext_lazy("kind of passage in minutes", "Position"),
    Passage.Kind.PROPOSAL: pgettext_lazy("kind of passage in minutes", "Proposed"),
    Passage.Kind.DECIDED: pgettext_lazy("kind of passage in minutes", "Decided"),
}
LACKS = {
    Missing.CLOSING: gettext_lazy("the result of the meeting: how many were there, hours, chair, votes"),
    Missing.NUMBER: gettext_lazy("the number of the minutes"),
    Missing.DAY: gettext_lazy("the day of the minutes"),
    Missing.HOURS: gettext_lazy("when it began and ended"),
    Missing.CHAIR: gettext_lazy("who was in the chair"),
    Missing.SECRETARY: gettext_lazy("who was the secretary"),
    Missing.PRESENT: gettext_lazy("how many were there"),
    Missing.INVITED: gettext_lazy("how many were invited"),
    Missing.AGENDA: gettext_lazy("the agenda"),
    Missing.HEARD: gettext_lazy("what was heard"),
    Missing.DECIDED: gettext_lazy("what was decided"),
    Missing.POSITIONS: gettext_lazy("which positions people took"),
    Missing.SPEAKERS: gettext_lazy("who spoke"),
    Missing.ASKERS: gettext_lazy("who asked"),
}
# What is typed on the page of the result.
IN_CLOSING = {
    Missing.CLOSING,
    Missing.HOURS,
    Missing.CHAIR,
    Missing.SECRETARY,
    Missing.PRESENT,
    Missing.INVITED,
}


@dataclass(frozen=True)
class LackLine:
    """Something that is not said yet: in words, the items that lack it, and where it is typed, "" for on this page."""

    words: str
    items: tuple[int, ...]
    address: str


@dataclass(frozen=True)
class PassageRow:
    """A passage as it stands, and the form that changes it, None for whoever only looks."""

    line: PassageLine
    kind: str
    form: PassageForm | None


@dataclass(frozen=True)
class ItemRow:
    """An item: what was said, the slips put to it that are not in the minutes yet, the form for what comes next.

    decision: the form that writes down point by point what the closing says was decided; None once it is.
    """

    item: ItemMinutes
    passages: tuple[PassageRow, ...]
    slips: tuple[Voice, ...]
    form: PassageForm | None
    decision: PassageForm | None

    @property
    def has_points(self) -> bool:
        """Whether the decision is written down point by point; the words of the closing need not stand there then."""
        return any(row.line.kind == Passage.Kind.DECIDED for row in self.passages)


class PassageForm(SeenForm):
    """One thing said, by whom. key: makes a form that was sent twice one passage."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    item = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)
    kind = forms.ChoiceField(label=gettext_lazy("What it is"), choices=tuple(KINDS.items()))
    speaker = forms.CharField(
        label=gettext_lazy("Who spoke"),
        required=False,
        max_length=160,
        help_text=gettext_lazy("a name, if it is known; the public copy names residents only if they agreed"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    speaker_post = forms.ChoiceField(label=gettext_lazy("In which post"), required=False)
    slip = forms.CharField(
        label=gettext_lazy("Number of the slip, if it was on one"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "short"}),
    )
    agreed = forms.BooleanField(
        label=gettext_lazy("Agreed to be named in the public copy"),
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        meeting: Meeting,
        passage: PassageLine | Passage | None = None,
        item: int | None = None,
        proposed: Said | None = None,
        at: str = "",
        **kwargs: Any,
    ) -> None:
        begun = f"d{item}" if proposed else f"i{item or 0}"
        at = at or (f"p{passage.pk if isinstance(passage, Passage) else passage.key}" if passage else begun)
        kwargs["auto_id"] = f"id_{at}_%s"
        super().__init__(*args, **kwargs)
        self.meeting, self.passage, self.at = meeting, passage, at
        lang = get_language() or "ky"
        posts = [(post.value, post_said(post).in_(lang).text) for post in Post]
        self.fields["speaker_post"].choices = [("", _("resident, or not known")), *posts]  # type: ignore[attr-defined]
        add_said(self, "text", _("What was said"), is_long=True, said=passage.text if passage else proposed)
        for field in self.of_text(each=True):
            field.field.widget.attrs["rows"] = 3
        self.person: Person | str | None = None
        self.voice: Voice | None = None
        if isinstance(passage, PassageLine) and passage.has_agreed:
            del self.fields["agreed"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not any(value for name, value in data.items() if name.startswith("text_")):
            raise forms.ValidationError(_("Write down what was said."))
        self.person = self._person((data.get("speaker") or "").strip())
        self.voice = self._voice((data.get("slip") or "").strip().removeprefix("№").strip())
        if data.get("agreed") and self.person is None and not self.errors:
            self.add_error("speaker", _("Write who agreed to be named."))
        return data

    def _person(self, name: str) -> Person | str | None:
        """The card meant by a name: the one kept, a known one that was chosen, or the name for a new one."""
        kept = self.passage.speaker if isinstance(self.passage, Passage) else None
        if not name or (kept is not None and fold(mended(name)) == kept.name_key):
            return kept if name else None
        known = known_people(self.meeting.office, name)
        if not known:
            return name
        lang = get_language() or "ky"
        choices = [(str(one.key), ", ".join((one.name, *(post.in_(lang).text for post in one.posts)))) for one in known]
        self.fields["speaker_who"] = forms.ChoiceField(
            label=_("Who is it?"),
            choices=[*choices, (NEW, _("Another person: write a new card"))],
            widget=forms.RadioSelect,
            required=False,
        )
        answer = self.data.get("speaker_who", "")
        if answer == NEW:
            return name
        if answer in {key for key, _words in choices}:
            return Person.objects.get(pk=int(answer), office=self.meeting.office_id)
        self.add_error("speaker", _("Somebody like this is known already. Choose who is meant, then save again."))
        return None

    def _voice(self, number: str) -> Voice | None:
        """The slip of that number that was put to this meeting."""
        if not number:
            return None
        found = Voice.objects.filter(meeting=self.meeting, recorded_at__isnull=False, number=key_of(number)).first()
        if found is None:
            self.add_error("slip", _("No slip of this meeting with that number is typed in. Look at the slip again."))
        return found

    @property
    def typed(self) -> Typed:
        data, kept = self.cleaned_data, self.passage if isinstance(self.passage, Passage) else None
        return Typed(
            kind=data["kind"],
            text=read_said(self, "text", kept.text if kept else Said(), clock.now()),
            item=kept.item if kept else self.meeting.agenda.filter(pk=key_of(data["item"])).first(),
            speaker=self.person,
            speaker_post=data["speaker_post"],
            # A slip of a rehearsal has no number; it stays where it was taken over.
            voice=kept.voice if kept and kept.voice and kept.voice.number is None else self.voice,
            agreed=data.get("agreed", False),
        )

    # What the page lays out.

    def of_text(self, *, each: bool = False) -> list[BoundField]:
        """The text in the language it was first written in, or that of the page."""
        langs = settings.CONTENT_LANGUAGES if each else [self._first()]
        return [self[f"text_{lang}"] for lang in langs]

    def of_more(self) -> list[BoundField]:
        return [self[f"text_{lang}"] for lang in settings.CONTENT_LANGUAGES if lang != self._first()]

    def of_slip(self) -> BoundField:
        return self["slip"]

    def more_is_open(self) -> bool:
        return any(field.errors or field.value() for field in (*self.of_more(), self["slip"]))

    def of_speaker(self) -> list[BoundField]:
        names = ("speaker", "speaker_who", "speaker_post", "agreed")
        return [self[name] for name in names if name in self.fields]

    def _first(self) -> str:
        said = self.passage.text.original if self.passage else ""
        lang = said or get_language() or "ky"
        return lang if lang in settings.CONTENT_LANGUAGES else "ky"

    @staticmethod
    def initial_of(passage: PassageLine | Passage) -> dict[str, Any]:
        speaker = passage.speaker
        name = speaker if isinstance(speaker, str) else speaker.name if speaker else ""
        return {
            "seen": passage.version,
            "kind": passage.kind,
            "speaker": name,
            "speaker_post": passage.speaker_post,
            "slip": (passage.voice.number if isinstance(passage.voice, Voice) else passage.voice) or "",
        }


class HeadForm(SeenForm):
    """Number and day on the paper."""

    number = forms.CharField(label=gettext_lazy("Number of the minutes"), required=False, max_length=60)
    drawn_on = forms.DateField(label=gettext_lazy("Day of the minutes"), required=False, help_text=DAY_HINT)


class DayForm(SeenForm):
    """A day on which something was done with the paper."""

    on = forms.DateField(label=gettext_lazy("On which day"), help_text=DAY_HINT)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].error_messages["required"] = _("Enter the day.")


class SignedScanForm(ScanForm, SeenForm):
    """The scan of the signed paper."""

    field_order = ("seen", "file")


class RemarkForm(SeenForm):
    """What somebody objects to."""

    received_on = forms.DateField(label=gettext_lazy("Received on"), help_text=DAY_HINT)
    name = forms.CharField(
        label=gettext_lazy("Whose remark, if they gave a name"),
        required=False,
        max_length=160,
        help_text=gettext_lazy("never public"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        add_said(self, "text", _("What the remark says"), is_long=True)


class RemarkAnswerForm(SeenForm):
    """What the office says to it."""

    answered_on = forms.DateField(label=gettext_lazy("Answered on"), help_text=DAY_HINT)

    def __init__(self, *args: Any, remark: Remark, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        add_said(self, "answer", _("What the office says to it"), is_long=True, said=remark.answer)


@desk(Act.MINUTES_SEE)
@require_GET
def minutes(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/meetings/7/minutes/ : the minutes, item by item; who may, writes here."""
    meeting = meeting_for(request.user, Act.MINUTES_SEE, key)
    found = Minutes.objects.filter(meeting=meeting).first()
    may_edit = may(request.user, Act.MINUTES_EDIT, meeting)
    if found is None:
        can_begin = actions.has_begun(meeting, clock.today())
        context = {"meeting": meeting, "may_edit": may_edit, "can_begin": can_begin}
        return render(request, "desk/minutes/begin.html", context)
    sheet = minutes_sheet(meeting)
    slips = _slips_left(meeting, sheet) if may_edit else []
    context = {
        "meeting": meeting,
        "sheet": sheet,
        "may_edit": may_edit,
        "may_copy": may(request.user, Act.COPY_SEE, meeting),
        "may_close": may(request.user, Act.MEETING_CLOSE, meeting),
        "lacks": list(_lacks(meeting, sheet.missing)),
        "items": [_row(meeting, item, slips, may_edit) for item in _all_items(sheet)],
        "removed": Passage.objects.filter(minutes=found).exclude(removed_at=None) if may_edit else (),
        "remarks": found.remarks.select_related("remarker"),
        "term": remarks_term(meeting),
        "may_settle": may(request.user, Act.CHARTER_SET, meeting),
    }
    return render(request, "desk/minutes/minutes.html", context)


@desk(Act.MINUTES_EDIT)
@require_POST
def begin(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/meetings/7/minutes/new/ : begin the minutes from the agenda."""
    meeting = meeting_for(request.user, Act.MINUTES_EDIT, key)
    try:
        actions.begin_minutes(meeting, by=who(request), now=clock.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("desk:minutes", key)


@desk(Act.MINUTES_EDIT)
@require_POST
def add(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/meetings/7/minutes/passages/new/ : write down one thing said; the same key again writes nothing twice."""
    meeting, found = _begun(request, key)
    if found is None:
        return redirect("desk:minutes", key)
    item = key_of(request.POST.get("item", "")) or None
    there = passage_of(found, request.POST.get("key", ""))
    form = PassageForm(request.POST, meeting=meeting, passage=there, item=item, at=f"i{item or 0}")
    written: list[Passage] = []

    def act() -> None:
        sent, seen = form.cleaned_data["key"] or uuid4(), form.cleaned_data["seen"]
        made = actions.add_passage(found, form.typed, key=sent, seen=seen, by=who(request), now=clock.now())
        written.append(made)

    if form.is_valid() and attempt(form, act, there or found):
        return _done(request, written[0], _("Written down."))
    return _passage_page(request, form, meeting, there, reverse("desk:add-passage", args=[key]))


@desk(Act.MINUTES_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/passages/7/ : write a passage anew; what another wrote meanwhile is shown beside."""
    passage = passage_for(request.user, Act.MINUTES_EDIT, key)
    meeting = passage.minutes.meeting
    form = PassageForm(data_of(request), meeting=meeting, passage=passage, initial=PassageForm.initial_of(passage))

    def act() -> None:
        seen = form.cleaned_data["seen"]
        actions.change_passage(passage, form.typed, seen=seen, by=who(request), now=clock.now())

    if form.is_valid() and attempt(form, act, passage):
        return _done(request, passage, _("Saved."))
    return _passage_page(request, form, meeting, passage, reverse("desk:passage", args=[key]))


@desk(Act.MINUTES_EDIT)
@require_POST
def remove(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/passages/7/removal/ : take a passage out; it can be put back."""
    passage = passage_for(request.user, Act.MINUTES_EDIT, key)
    return _turned(request, passage, actions.remove_passage, _("Taken out. It stands below and can be put back."))


@desk(Act.MINUTES_EDIT)
@require_POST
def restore(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/passages/7/restoration/ : put a passage back."""
    passage = passage_for(request.user, Act.MINUTES_EDIT, key)
    return _turned(request, passage, actions.restore_passage, _("Put back."))


@desk(Act.MINUTES_EDIT)
@require_POST
def move_up(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/passages/7/up/ : before the one above it, on the page and on the paper."""
    passage = passage_for(request.user, Act.MINUTES_EDIT, key)
    actions.move_up(passage, by=who(request), now=clock.now())
    return redirect(f"{reverse('desk:minutes', args=[passage.minutes.meeting_id])}#p{passage.pk}")


@desk(Act.MINUTES_SEE)
@require_GET
def wordings(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/passages/7/wordings/ : all that a passage ever said, the newest first."""
    passage = passage_for(request.user, Act.MINUTES_SEE, key)
    rows = passage.wordings.select_related("by").order_by("-version")
    context = {"passage": passage, "meeting": passage.minutes.meeting, "wordings": rows}
    return render(request, "desk/minutes/wordings.html", context)


@desk(Act.MINUTES_EDIT)
@require_POST
def take(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/meetings/7/minutes/slips/ : a slip is written down as asked or proposed, with one press."""
    meeting, found = _begun(request, key)
    if found is None:
        return redirect("desk:minutes", key)
    voice = Voice.objects.filter(meeting=meeting, pk=key_of(request.POST.get("voice", ""))).first()
    if voice is None:
        return redirect("desk:minutes", key)
    try:
        passage = actions.take_over(found, voice, key=uuid4(), by=who(request), now=clock.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("desk:minutes", key)
    return _done(request, passage, _("Written down."))


@desk(Act.MINUTES_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def head(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/meetings/7/minutes/head/ : number and day of the paper."""
    meeting, found = _begun(request, key)
    if found is None:
        return redirect("desk:minutes", key)
    kept = {"seen": found.version, "number": found.number, "drawn_on": found.drawn_on or meeting.held_on}
    form = HeadForm(data_of(request), initial=kept)

    def act() -> None:
        data = form.cleaned_data
        actions.set_head(
            found,
            number=data["number"],
            drawn_on=data["drawn_on"],
            seen=data["seen"],
            by=who(request),
            now=clock.now(),
        )

    return _form_page(request, form, found, act, _("Number and day of the minutes"))


@desk(Act.MINUTES_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def read_back(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/meetings/7/minutes/reading/ : on which day the minutes were read back."""
    return _day_page(request, key, "read_back_on", signing.record_read_back, _("The minutes were read back"))


@desk(Act.MINUTES_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/meetings/7/minutes/signing/ : on which day chair and secretary signed the paper."""
    return _day_page(request, key, "signed_on", signing.record_signed, _("Chair and secretary signed"))


@desk(Act.MINUTES_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def bring_scan(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/meetings/7/minutes/scans/new/ : bring the scan of the signed paper."""
    _meeting, found = _begun(request, key)
    if found is None:
        return redirect("desk:minutes", key)
    form = SignedScanForm(data_of(request), request.FILES or None, initial={"seen": found.version})
    form.fields["file"].label = _("Scan or photograph of the signed minutes")

    def act() -> None:
        file, seen = form.cleaned_data["file"], form.cleaned_data["seen"]
        signing.keep_signed_scan(found, file.read(), name=file.name, seen=seen, by=who(request), now=clock.now())

    return _form_page(request, form, found, act, _("The signed paper"))


@desk(Act.COPY_SEE)
@require_GET
def scan(request: HttpRequest, key: int) -> HttpResponseBase:
    """/desk/meetings/7/minutes/scan/ : the scan of the signed paper, to be saved; names stand on it."""
    meeting = meeting_for(request.user, Act.COPY_SEE, key)
    found = Minutes.objects.filter(meeting=meeting).first()
    file = latest_scan(request.user, found) if found else None
    if found is None or file is None:
        messages.error(request, _("There is no scan of the signed paper yet."))
        return redirect("desk:meeting", key)
    signing.note_fetch(found, file, by=who(request), now=clock.now())
    return download(file, name=f"minutes-{key}.{file.name.rpartition('.')[2]}")


@desk(Act.MINUTES_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def new_remark(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/meetings/7/minutes/remarks/new/ : what somebody objects to."""
    _meeting, found = _begun(request, key)
    if found is None:
        return redirect("desk:minutes", key)
    form = RemarkForm(data_of(request), initial={"seen": found.version, "received_on": clock.today()})

    def act() -> None:
        data = form.cleaned_data
        text = read_said(form, "text", Said(), clock.now())
        name = data["name"].strip() or None
        signing.add_remark(
            found, text, received_on=data["received_on"], remarker=name, by=who(request), now=clock.now()
        )

    return _form_page(request, form, found, act, _("A remark on the minutes"))


@desk(Act.MINUTES_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def remark(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/remarks/7/ : what the office says to a remark."""
    found = remark_for(request.user, Act.MINUTES_EDIT, key)
    kept = {"seen": found.version, "answered_on": found.answered_on or clock.today()}
    form = RemarkAnswerForm(data_of(request), remark=found, initial=kept)

    def act() -> None:
        data = form.cleaned_data
        answer = read_said(form, "answer", found.answer, clock.now())
        signing.answer_remark(
            found, answer, answered_on=data["answered_on"], seen=data["seen"], by=who(request), now=clock.now()
        )

    return _form_page(request, form, found.minutes, act, _("Answer to a remark"), thing=found)


def _begun(request: HttpRequest, key: int) -> tuple[Meeting, Any]:
    """The meeting and its minutes, None while they are not begun. Raises Http404."""
    meeting = meeting_for(request.user, Act.MINUTES_EDIT, key)
    is_begun = Minutes.objects.filter(meeting=meeting).exists()
    return meeting, minutes_for(request.user, Act.MINUTES_EDIT, key) if is_begun else None


def _done(request: HttpRequest, passage: Passage, words: str) -> HttpResponse:
    """The page again at this passage; for the script what it must know to go on."""
    if asks_for_facts(request):
        return JsonResponse({"passage": passage.pk, "version": passage.version})
    messages.success(request, words)
    return redirect(f"{reverse('desk:minutes', args=[passage.minutes.meeting_id])}#p{passage.pk}")


def _passage_page(
    request: HttpRequest, form: PassageForm, meeting: Meeting, there: Passage | None, to: str
) -> HttpResponse:
    """The form with what stands in the way; beside it what another wrote, where the two differ."""
    if there is not None:
        there.refresh_from_db()
    context = {
        "form": form,
        "meeting": meeting,
        "there": there,
        "to": to,
        "is_conflict": form.is_bound and there is not None and _differs(form, there) and bool(form.non_field_errors()),
        "last": there.wordings.select_related("by").last() if there else None,
    }
    return render(request, "desk/minutes/passage.html", context, status=status_of(form))


def _differs(form: PassageForm, there: Passage) -> bool:
    typed = {lang: form.data.get(f"text_{lang}", "").strip() for lang in settings.CONTENT_LANGUAGES}
    return {lang: text for lang, text in typed.items() if text} != dict(there.text.texts) or bool(there.removed_at)


def _turned(request: HttpRequest, passage: Passage, act: Callable[..., None], words: str) -> HttpResponse:
    try:
        act(passage, seen=key_of(request.POST.get("seen", "")), by=who(request), now=clock.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, words)
    return redirect("desk:minutes", passage.minutes.meeting_id)


def _day_page(request: HttpRequest, key: int, column: str, act: Callable[..., None], title: str) -> HttpResponse:
    _meeting, found = _begun(request, key)
    if found is None:
        return redirect("desk:minutes", key)
    form = DayForm(data_of(request), initial={"seen": found.version, "on": getattr(found, column) or clock.today()})

    def do() -> None:
        act(found, on=form.cleaned_data["on"], seen=form.cleaned_data["seen"], by=who(request), now=clock.now())

    return _form_page(request, form, found, do, title)


def _form_page(
    request: HttpRequest,
    form: SeenForm,
    found: Minutes,
    act: Callable[[], object],
    title: str,
    thing: Remark | None = None,
) -> HttpResponse:
    if form.is_valid() and attempt(form, act, thing or found):
        messages.success(request, _("Saved."))
        return redirect("desk:minutes", found.meeting_id)
    context = {"form": form, "meeting": found.meeting, "title": title, "remark": thing}
    return render(request, "desk/minutes/form.html", context, status=status_of(form))


def _lacks(meeting: Meeting, missing: Sequence[Lack]) -> Iterator[LackLine]:
    for lack in missing:
        address = ""
        if lack.what in IN_CLOSING:
            address = f"{reverse('desk:result', args=[meeting.pk])}?back=minutes"
        elif lack.what in {Missing.NUMBER, Missing.DAY}:
            address = reverse("desk:minutes-head", args=[meeting.pk])
        yield LackLine(str(LACKS[lack.what]), lack.items, address)


def _all_items(sheet: MinutesSheet) -> list[ItemMinutes]:
    """The items, and last what belongs to the whole meeting."""
    return [*sheet.items, sheet.of_whole]


def _slips_left(meeting: Meeting, sheet: MinutesSheet) -> list[Voice]:
    """What was asked and proposed and is not in the minutes yet, the earliest first. One query."""
    there = {line.voice_key for item in _all_items(sheet) for line in item.passages}
    return [voice for voice in reversed(questions_of(meeting)) if voice.pk not in there]


def _row(meeting: Meeting, item: ItemMinutes, slips: list[Voice], may_edit: bool) -> ItemRow:
    rows = [
        PassageRow(
            line,
            str(KINDS[Passage.Kind(line.kind)]),
            PassageForm(meeting=meeting, passage=line, initial=PassageForm.initial_of(line)) if may_edit else None,
        )
        for line in item.passages
    ]
    own = tuple(voice for voice in slips if voice.item_id == item.key)
    kinds = {line.kind for line in item.passages}
    next_kind = Passage.Kind.POSITION if kinds else Passage.Kind.HEARD
    is_told = Passage.Kind.DECIDED in kinds or not item.decision
    return ItemRow(
        item,
        tuple(rows),
        own,
        _new_form(meeting, item, next_kind) if may_edit else None,
        _new_form(meeting, item, Passage.Kind.DECIDED, item.decision) if may_edit and not is_told else None,
    )


def _new_form(meeting: Meeting, item: ItemMinutes, kind: str, proposed: Said | None = None) -> PassageForm:
    """An empty form for what comes next; for a decision with what the closing says."""
    initial = {"seen": 1, "key": uuid4(), "item": item.key or "", "kind": kind}
    if proposed:
        # Point by point the words change: what stood there in another language would say something else.
        lang = get_language() or "ky"
        proposed = Said().with_text(lang, proposed.in_(lang).text, clock.now())
    return PassageForm(meeting=meeting, item=item.key, proposed=proposed, initial=initial)
