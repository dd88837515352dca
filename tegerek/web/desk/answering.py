"""Questions and proposals at the desk: which wait, which are late; the answer, the letter, what the asker says."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tegerek.commitments.links import answer_voice, codes_of_numbers, link_of_voice
from tegerek.documents.papers.answer_letter import answer_letter_papers
from tegerek.documents.papers.kinds import FORMS
from tegerek.documents.papers.parts import LANGS
from tegerek.lib import clock
from tegerek.lib.errors import Refusal
from tegerek.lib.numbers import key_of
from tegerek.lib.pages import number_of
from tegerek.lib.said import Said
from tegerek.meetings.access import meetings_for
from tegerek.meetings.actions import NO_SUCH_DAY
from tegerek.people.access import may, reach
from tegerek.people.models import Post
from tegerek.people.posts import post_said
from tegerek.people.rights import Act
from tegerek.voices import answers as actions
from tegerek.voices.access import question_for, voices_for
from tegerek.voices.answer_sheets import (
    Filters,
    answer_letter_sheet,
    answer_page,
    questions_and_proposals,
    story_of,
    tally,
)
from tegerek.voices.answers import Reply
from tegerek.voices.models import Answer, Voice
from tegerek.web.desk.forms import DAY_HINT, SeenForm, add_said, attempt, data_of, read_said, status_of
from tegerek.web.downloads import download, made_file
from tegerek.web.gate import desk, who

WAYS = (
    (Voice.Way.MEETING.value, gettext_lazy("It was put to the meeting: on a slip or aloud")),
    (Voice.Way.APPEAL.value, gettext_lazy("It is a written appeal, registered in the journal of appeals")),
)
HOWS = (
    ("", pgettext_lazy("how it was answered", "not answered yet")),
    (Answer.How.HALL.value, pgettext_lazy("how it was answered", "in the hall")),
    (Answer.How.WRITING.value, pgettext_lazy("how it was answered", "in writing")),
)
OUTCOMES = (
    ("", pgettext_lazy("outcome of a proposal", "nothing said yet")),
    (Answer.Outcome.ACCEPTED.value, pgettext_lazy("outcome of a proposal", "accepted")),
    (Answer.Outcome.PARTLY.value, pgettext_lazy("outcome of a proposal", "accepted in part")),
    (Answer.Outcome.UNDER_REVIEW.value, pgettext_lazy("outcome of a proposal", "under review")),
    (Answer.Outcome.REJECTED.value, pgettext_lazy("outcome of a proposal", "rejected")),
    (Answer.Outcome.REFLECTED.value, pgettext_lazy("outcome of a proposal", "reflected in the budget or a plan")),
)
STATES = (
    ("", pgettext_lazy("filter of questions", "all")),
    ("open", pgettext_lazy("filter of questions", "wait for an answer")),
    ("due", pgettext_lazy("filter of questions", "there is still time")),
    ("late", pgettext_lazy("filter of questions", "late")),
    ("answered", pgettext_lazy("filter of questions", "answered")),
    ("disputed", pgettext_lazy("filter of questions", "the asker says: no answer")),
)
KINDS = (
    ("", pgettext_lazy("filter of questions", "all")),
    (Voice.Kind.QUESTION.value, gettext_lazy("questions")),
    (Voice.Kind.PROPOSAL.value, gettext_lazy("proposals")),
    (Voice.Way.APPEAL.value, gettext_lazy("written appeals")),
)
# Meetings offered in the filter; one comes from its own page to those that are older.
MEETINGS = 60


class AnswerForm(SeenForm):
    """What becomes of one question or proposal, on one screen."""

    way = forms.ChoiceField(label=gettext_lazy("Question or appeal"), choices=WAYS, widget=forms.RadioSelect)
    journal_number = forms.CharField(
        label=gettext_lazy("Number in the journal of appeals"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("only of a written appeal"),
        widget=forms.TextInput(attrs={"class": "short", "autocomplete": "off"}),
    )
    registered_on = forms.DateField(
        label=gettext_lazy("Registered on"),
        required=False,
        help_text=DAY_HINT,
        error_messages={"invalid": gettext_lazy(NO_SUCH_DAY)},
        widget=forms.DateInput(attrs={"class": "short", "inputmode": "numeric"}),
    )
    by_post = forms.ChoiceField(label=gettext_lazy("Who answers"), required=False)
    how = forms.ChoiceField(
        label=gettext_lazy("How it was answered"), choices=HOWS, required=False, widget=forms.RadioSelect
    )
    answered_on = forms.DateField(
        label=gettext_lazy("Answered on"),
        required=False,
        help_text=DAY_HINT,
        error_messages={"invalid": gettext_lazy(NO_SUCH_DAY)},
        widget=forms.DateInput(attrs={"class": "short", "inputmode": "numeric"}),
    )
    outcome = forms.ChoiceField(
        label=gettext_lazy("What became of the proposal"), choices=OUTCOMES, required=False, widget=forms.RadioSelect
    )
    document = forms.FileField(
        label=gettext_lazy("The document in which it is reflected"),
        required=False,
        help_text=gettext_lazy("PDF, Word, Excel or a picture; everybody can fetch it"),
        max_length=200,
    )

    # What belongs together stands together.
    WHICH = ("way", "journal_number", "registered_on")
    ANSWERED = ("by_post", "how", "answered_on", "text")
    BECAME = ("outcome", "why", "reflected_in", "document")

    def __init__(self, data: Any, files: Any = None, *, voice: Voice) -> None:
        answer: Answer | None = getattr(voice, "answer", None)
        super().__init__(data, files, initial=_initial_of(voice, answer))
        self.answer, lang = answer, get_language() or "ky"
        posts = [(post.value, str(post_said(post).in_(lang))) for post in Post]
        self.fields["by_post"].choices = [("", "—"), *posts]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["way"].error_messages["required"] = _(
            "Say which it is: a question put to the meeting, or a written appeal."
        )
        self.fields["document"].error_messages["empty"] = _("This file is empty. Choose another one.")
        hint = _("Everybody can read it. Leave names out.")
        add_said(self, "text", _("The answer"), is_long=True, said=answer.text if answer else None, hint=hint)
        if voice.kind == Voice.Kind.PROPOSAL:
            add_said(self, "why", _("Why it is rejected"), said=answer.why if answer else None)
            where = _("Reflected in: line of the budget or of the plan")
            add_said(self, "reflected_in", where, said=answer.reflected_in if answer else None)
        else:
            del self.fields["outcome"], self.fields["document"]

    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields under their headings."""
        named = ((_("Which is it?"), self.WHICH), (_("The answer"), self.ANSWERED), (_("The proposal"), self.BECAME))
        found = ((name, [field for stem in stems for field in self._fields_of(stem)]) for name, stems in named)
        return [(name, fields) for name, fields in found if fields]

    def _fields_of(self, stem: str) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name == stem or name.rpartition("_")[0] == stem]

    @property
    def reply(self) -> Reply:
        data, old = self.cleaned_data, self.answer
        return Reply(
            way=data["way"],
            journal_number=data["journal_number"],
            registered_on=data["registered_on"],
            by_post=data["by_post"],
            how=data["how"],
            text=self._said("text", old.text if old else Said()),
            answered_on=data["answered_on"],
            outcome=data.get("outcome", ""),
            why=self._said("why", old.why if old else Said()),
            reflected_in=self._said("reflected_in", old.reflected_in if old else Said()),
        )

    @property
    def brought(self) -> UploadedFile[Any] | None:
        found: UploadedFile[Any] | None = self.cleaned_data.get("document")
        return found

    def _said(self, name: str, old: Said) -> Said:
        return read_said(self, name, old, clock.now()) if f"{name}_ky" in self.fields else Said()


class DisputeForm(SeenForm):
    """When the asker said that this is no answer, and what they said, where they said more."""

    disputed_on = forms.DateField(
        label=gettext_lazy("The person said so on"),
        help_text=DAY_HINT,
        error_messages={"required": gettext_lazy(NO_SUCH_DAY), "invalid": gettext_lazy(NO_SUCH_DAY)},
        widget=forms.DateInput(attrs={"class": "short", "inputmode": "numeric"}),
    )

    def __init__(self, data: Any, *, voice: Voice) -> None:
        initial = {"seen": voice.version, "disputed_on": clock.today()}
        # Two forms stand on one page.
        super().__init__(data, auto_id="dispute_%s", initial=initial)
        add_said(self, "disputed", _("What is not answered"), hint=_("Everybody can read it. Leave names out."))


@desk(Act.MEETING_SEE)
@require_GET
def voices(request: HttpRequest) -> HttpResponse:
    """/desk/voices/?state=late&meeting=7&kind=proposal&page=2 : what was asked and proposed, and what waits."""
    filters, today = _filters(request), clock.today()
    rows = voices_for(request.user, Act.MEETING_SEE)
    of_meeting = rows.filter(meeting=filters.meeting) if filters.meeting else rows
    asked = {"state": filters.state, "meeting": filters.meeting or "", "kind": filters.kind}
    has_any = Exists(questions_and_proposals(Voice.objects.filter(meeting=OuterRef("pk"))))
    meetings = meetings_for(request.user, Act.MEETING_SEE).filter(has_any)
    context = {
        "page": answer_page(rows, filters, today, page=number_of(request.GET.get("page"))),
        "tally": tally(of_meeting),
        "filters": filters,
        "meetings": meetings.order_by("-held_on", "-pk")[:MEETINGS],
        "meeting": meetings.filter(pk=filters.meeting).first() if filters.meeting else None,
        "states": STATES,
        "kinds": KINDS,
        "chosen": urlencode({name: value for name, value in asked.items() if value}),
        "may_answer": bool(reach(request.user, Act.ANSWER_EDIT)),
    }
    return render(request, "desk/answering/list.html", context)


@desk(Act.MEETING_SEE)
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/voices/7/answer/ : which it is, who answers, the answer and what became of it; others read it."""
    voice = question_for(request.user, Act.ANSWER_EDIT if request.method == "POST" else Act.MEETING_SEE, key)
    form = AnswerForm(data_of(request), request.FILES or None, voice=voice)

    def act() -> None:
        data, now = form.cleaned_data, clock.now()
        answer_voice(voice, form.reply, seen=data["seen"], by=who(request), now=now)

    if form.is_valid() and attempt(form, act, voice):
        if _kept(request, voice, form.brought):
            messages.success(request, _("Saved. Whoever has the number can read it."))
        return redirect("desk:answer", key)
    return _card(request, voice, form)


@desk(Act.ANSWER_EDIT)
@require_POST
def dispute(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/voices/7/dispute/ : the asker says that this does not answer the question."""
    voice = question_for(request.user, Act.ANSWER_EDIT, key)
    form = DisputeForm(request.POST, voice=voice)

    def act() -> None:
        data, now = form.cleaned_data, clock.now()
        words = read_said(form, "disputed", Said(), now)
        actions.dispute(voice, words, on=data["disputed_on"], seen=data["seen"], by=who(request), now=now)

    if form.is_valid() and attempt(form, act, voice):
        messages.success(request, _("Written down: it is shown beside the answer."))
        return redirect("desk:answer", key)
    return _card(request, voice, AnswerForm(None, voice=voice), form)


@desk(Act.PAPER_SEE)
@require_GET
def letter(request: HttpRequest, key: int, form: str) -> HttpResponse:
    """/desk/voices/7/letter.docx?lang=ky : the letter to whoever asked, on the letterhead of the office."""
    voice = question_for(request.user, Act.PAPER_SEE, key)
    sheet = answer_letter_sheet(voice)
    if form not in FORMS or sheet is None:
        raise Http404
    asked = request.GET.get("lang", "")
    lang = asked if asked in LANGS else "ky"
    codes = codes_of_numbers([voice.number or 0], clock.now()) if may(request.user, Act.LINK_PRINT, voice) else {}
    code = codes.get(voice.number or 0, "")
    body = FORMS[form].write(answer_letter_papers(sheet, lang, code=code, address=settings.ADDRESS))
    return made_file(body, FORMS[form].content_type, f"answer-{key}-{lang}.{form}")


@desk(Act.MEETING_SEE)
@require_GET
def document(request: HttpRequest, key: int) -> HttpResponseBase:
    """/desk/voices/7/document/ : the document in which a proposal is reflected, to be saved."""
    voice = question_for(request.user, Act.MEETING_SEE, key)
    found: Answer | None = getattr(voice, "answer", None)
    file = actions.document_of(found).first() if found else None
    if file is None:
        raise Http404
    return download(file, name=file.name)


@desk(Act.ANSWER_EDIT)
@require_POST
def remove_document(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/voices/7/document/removal/ : take the document away."""
    voice = question_for(request.user, Act.ANSWER_EDIT, key)
    try:
        actions.drop_document(voice, by=who(request), now=clock.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The paper is taken away."))
    return redirect("desk:answer", key)


def _card(request: HttpRequest, voice: Voice, form: AnswerForm, disputing: DisputeForm | None = None) -> HttpResponse:
    story = story_of(voice, clock.today())
    context = {
        "voice": voice,
        "meeting": voice.meeting,
        "form": form,
        "story": story,
        "disputing": disputing or DisputeForm(None, voice=voice),
        "has_letter": bool(story.answered_on and story.answer) and may(request.user, Act.PAPER_SEE, voice),
        "may_see_names": may(request.user, Act.PERSON_SEE, voice),
        "may_correct": may(request.user, Act.VOICE_EDIT, voice),
        "may_answer": may(request.user, Act.ANSWER_EDIT, voice),
        "link": link_of_voice(voice, clock.now()) if may(request.user, Act.LINK_PRINT, voice) else None,
    }
    status = max(status_of(form), status_of(disputing) if disputing else 200)
    return render(request, "desk/answering/answer.html", context, status=status)


def _kept(request: HttpRequest, voice: Voice, brought: UploadedFile[Any] | None) -> bool:
    """Keep the document, where one was brought; what was typed is saved also if its type is not taken."""
    if brought is None:
        return True
    try:
        name = brought.name or ""
        actions.keep_document(voice, brought.read(), file_name=name, by=who(request), now=clock.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return False
    return True


def _filters(request: HttpRequest) -> Filters:
    """What is asked for; what is no choice asks for everything."""
    state, kind = request.GET.get("state", ""), request.GET.get("kind", "")
    return Filters(
        state=state if state in dict(STATES) else "",
        meeting=key_of(request.GET.get("meeting", "")) or None,
        kind=kind if kind in dict(KINDS) else "",
    )


def _initial_of(voice: Voice, answer: Answer | None) -> dict[str, Any]:
    """What is known. What was answered at the meeting was answered on its day."""
    found = {
        "seen": voice.version,
        "way": voice.way,
        "journal_number": voice.journal_number,
        "registered_on": voice.registered_on,
    }
    if answer is None:
        was_there = {"how": Answer.How.HALL.value, "answered_on": voice.meeting.held_on}
        return found | (was_there if voice.answered_there else {})
    return found | {
        "by_post": answer.by_post,
        "how": answer.how,
        "answered_on": answer.answered_on,
        "outcome": answer.outcome,
    }
