"""Editions of minutes at the desk: the paper to sign, what will be public, issuing it, and the file copy with names."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.forms.boundfield import BoundField
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tegerek.documents.papers.kinds import FORMS
from tegerek.lib import clock
from tegerek.lib.errors import Refusal
from tegerek.lib.said import Said
from tegerek.meetings.access import meeting_for
from tegerek.minutes.access import file_copy_for
from tegerek.minutes.edition_sheets import copy_of, editions_of, kept_issued
from tegerek.minutes.editions import Draft, Keeping, draft_editions, issue_edition, note_copy_fetch
from tegerek.minutes.models import Edition, Minutes
from tegerek.minutes.sheets import minutes_sheet
from tegerek.people.access import may
from tegerek.people.rights import Act
from tegerek.web.desk.forms import SeenForm, add_said, attempt, data_of, read_said, status_of
from tegerek.web.downloads import made_file
from tegerek.web.gate import desk, who
from tegerek.web.issuing import FILE_LANGS, paper_file, paper_name, writer


class IssueForm(SeenForm):
    """What is issued: names that stay within words, why it is corrected, how long the file copy is kept.

    read: the digest of the words that whoever presses has before them.
    """

    read = forms.CharField(widget=forms.HiddenInput, max_length=64)
    left = forms.MultipleChoiceField(
        label=gettext_lazy("Names that stay in the public copy"),
        help_text=gettext_lazy(
            "Tick only who holds an office or agreed to be named. A “…” takes the place of the others."
        ),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    keep_until = forms.DateField(
        label=gettext_lazy("Destroy the signed file copy on"),
        required=False,
        help_text=gettext_lazy("We know no rule that gives a day. Left empty, the office keeps the copy."),
    )
    basis = forms.CharField(
        label=gettext_lazy("On which document that day rests"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("for example the office’s own list of files, with its number"),
    )

    def __init__(self, *args: Any, draft: Draft, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.draft = draft
        self.fields["left"].choices = [(str(one.person), one.name) for one in draft.names]  # type: ignore[attr-defined]
        self.fields["keep_until"].error_messages["invalid"] = _("Enter a day like 14.03.2036.")
        if not draft.names:
            del self.fields["left"]
        if draft.number > 1:
            add_said(self, "why", _("What this edition corrects"), is_long=True)
            self.fields["signed_again"] = forms.BooleanField(
                label=_("Chair and secretary signed the corrected paper too"), required=False
            )

    @property
    def names_left(self) -> list[int]:
        return [int(key) for key in self.cleaned_data.get("left", ())]

    @property
    def why(self) -> Said:
        """What is corrected, as it was typed; where nobody signed it, that stands there too."""
        if self.draft.number == 1:
            return Said()
        typed = read_said(self, "why", Said(), clock.now())
        return typed if self.cleaned_data["signed_again"] else _not_signed(typed)

    @property
    def of_copy(self) -> list[BoundField]:
        return [self["keep_until"], self["basis"]]

    @property
    def of_words(self) -> list[BoundField]:
        """What is asked of the words themselves: the fields that are neither hidden nor about the file copy."""
        apart = {"keep_until", "basis"}
        return [field for field in self.visible_fields() if field.name not in apart]

    @property
    def keeping(self) -> Keeping:
        return Keeping(self.cleaned_data["keep_until"], self.cleaned_data["basis"])

    def now_read(self, draft: Draft) -> None:
        """The page shows the words as they are now; the next press is about these."""
        typed = self.data.copy()
        typed["read"] = draft.digest
        self.data = typed


def _not_signed(typed: Said) -> Said:
    """The reason, and in each of its languages that the correction itself bears no signature."""
    for lang, text in typed.texts.items():
        with override(lang):
            said = _("What is corrected here was not signed: the signatures stand under the words before it.")
        typed = typed.with_text(lang, f"{text}\n\n{said}", clock.now())
    return typed


@desk(Act.MINUTES_SEE)
@require_GET
def editions(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/meetings/7/editions/ : what was issued of the minutes, and the paper to sign."""
    meeting = meeting_for(request.user, Act.MINUTES_SEE, key)
    found = Minutes.objects.filter(meeting=meeting).first()
    if found is None:
        return redirect("desk:minutes", key)
    context = {
        "meeting": meeting,
        "minutes": found,
        "editions": editions_of(key),
        "may_issue": may(request.user, Act.MINUTES_ISSUE, meeting),
        "may_copy": may(request.user, Act.COPY_SEE, meeting),
        "langs": FILE_LANGS,
        "forms": tuple(FORMS),
    }
    return render(request, "desk/editions/editions.html", context)


@desk(Act.MINUTES_SEE)
@require_GET
def paper(request: HttpRequest, key: int, paper_lang: str, form: str) -> HttpResponse:
    """/desk/meetings/7/minutes/papers/ky/docx/ : the minutes as they stand now, to be read and signed. Names stand on
    it.
    """
    meeting = meeting_for(request.user, Act.MINUTES_SEE, key)
    if not Minutes.objects.filter(meeting=meeting).exists():
        return redirect("desk:minutes", key)
    if form not in FORMS or paper_lang not in FILE_LANGS:
        raise Http404
    sheet = minutes_sheet(meeting)
    try:
        body = paper_file(copy_of(sheet, Edition.Kind.FILE), paper_lang, form, sheet.changed_at)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("desk:editions", key)
    return made_file(body, FORMS[form].content_type, paper_name(meeting.number, 0, paper_lang, form))


@desk(Act.MINUTES_ISSUE)
@require_http_methods(["GET", "HEAD", "POST"])
def issue(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/meetings/7/editions/new/ : read what will be public, then issue it."""
    meeting = meeting_for(request.user, Act.MINUTES_ISSUE, key)
    found = Minutes.objects.select_related("meeting").filter(meeting=meeting).first()
    if found is None:
        return redirect("desk:minutes", key)
    found.meeting = meeting
    draft = draft_editions(meeting)
    form = IssueForm(data_of(request), draft=draft, initial={"seen": found.version, "read": draft.digest})

    def act() -> None:
        data, now = form.cleaned_data, clock.now()
        issue_edition(
            found,
            writer(now),
            read=data["read"],
            left=form.names_left,
            why=form.why,
            keeping=form.keeping,
            seen=data["seen"],
            by=who(request),
            now=now,
        )

    if form.is_valid() and attempt(form, act, found):
        messages.success(request, _("Issued. From now on it stays as it is; a correction is the next edition."))
        return redirect("desk:editions", key)
    if form.is_bound:
        form.now_read(draft)
    context = {"meeting": meeting, "minutes": found, "form": form, "draft": draft}
    return render(request, "desk/editions/issue.html", context, status=status_of(form))


@desk(Act.COPY_SEE)
@require_GET
def file_copy(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/editions/7/ : the signed file copy, with names, as it was issued."""
    edition = file_copy_for(request.user, Act.COPY_SEE, key)
    issued = kept_issued(key, get_language() or "ky", "page")
    if issued is not None:
        note_copy_fetch(edition, issued, by=who(request), now=clock.now())
    line = next(one for one in editions_of(edition.minutes.meeting_id) if one.key == key)
    context = {"meeting": edition.minutes.meeting, "line": line, "body": bytes(issued.body or b"") if issued else None}
    return render(request, "desk/editions/copy.html", context)


@desk(Act.COPY_SEE)
@require_GET
def copy_file(request: HttpRequest, key: int, paper_lang: str, form: str) -> HttpResponse:
    """/desk/editions/7/ky/docx/ : a file of the signed file copy, byte for byte as it was issued."""
    edition = file_copy_for(request.user, Act.COPY_SEE, key)
    issued = kept_issued(key, paper_lang, form)
    if issued is None or form not in FORMS:
        messages.error(request, _("There is no such file, or it was destroyed on its day."))
        return redirect("desk:file-copy", key)
    note_copy_fetch(edition, issued, by=who(request), now=clock.now())
    name = paper_name(edition.minutes.meeting.number, edition.number, paper_lang, form)
    return made_file(bytes(issued.body or b""), FORMS[form].content_type, name)
