"""The test and the evaluation of a seminar at the desk: chosen, printed, keyed twice, settled; the whole series."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from tegerek.documents.papers.kinds import FORMS
from tegerek.documents.papers.learning import LEARNING, LearningPapers
from tegerek.documents.papers.parts import LANGS
from tegerek.learning import evaluating, figures, keying, testing
from tegerek.learning.access import answer_sheet_for, stated_result_for
from tegerek.learning.figures import Stated, learnt_of
from tegerek.learning.models import AnswerSheet, EvaluationForm, SeminarTest, StatedResult
from tegerek.learning.rules import SMALL
from tegerek.learning.sheets import (
    SheetOfTest,
    doors_of,
    evaluation_sheet,
    keying_sheet,
    programme_learnt,
    sheet_of_test,
)
from tegerek.lib import clock
from tegerek.lib.errors import Refusal
from tegerek.lib.numbers import key_of
from tegerek.lib.text import mended
from tegerek.people.access import may
from tegerek.people.rights import Act
from tegerek.programmes.access import programme_for, seminar_for
from tegerek.programmes.models import Seminar
from tegerek.web.context import NAMES
from tegerek.web.desk.forms import DAY_HINT, data_of, full_name, status_of
from tegerek.web.downloads import made_file
from tegerek.web.gate import desk, who

PAPERS = {
    "strips": gettext_lazy("Strips with personal codes"),
    "test": gettext_lazy("Test sheets, before and after"),
    "wall": gettext_lazy("Links for the wall"),
    "evaluation": gettext_lazy("Evaluation sheet"),
    "key": gettext_lazy("Right answers, for whoever keys"),
}
ROWS_OF_KEYING = 10
PRINTED = ("ky", "ru", "ky-ru")
STRIPS, MOST_STRIPS = 24, 240
WHEN = {
    AnswerSheet.When.BEFORE: pgettext_lazy("test", "before"),
    AnswerSheet.When.AFTER: pgettext_lazy("test", "after"),
}


class StatedForm(forms.Form):
    """A result in the words of its source, and how it is read."""

    words = forms.CharField(label=gettext_lazy("The words of the source, copied"), max_length=500)
    source = forms.CharField(
        label=gettext_lazy("Which source"),
        max_length=500,
        help_text=gettext_lazy("an address, or a paper and its page"),
    )
    told_on = forms.DateField(label=gettext_lazy("Its day"), required=False, help_text=DAY_HINT)
    people = forms.IntegerField(label=gettext_lazy("People tested"), required=False, min_value=1, max_value=100_000)
    before = forms.DecimalField(
        label=gettext_lazy("Before, in percent"),
        required=False,
        min_value=Decimal(0),
        max_value=Decimal(100),
        decimal_places=1,
    )
    gain = forms.DecimalField(
        label=gettext_lazy("What the source adds, in percent"),
        required=False,
        min_value=Decimal(-100),
        max_value=Decimal(1000),
        decimal_places=1,
    )
    read_as = forms.ChoiceField(
        label=gettext_lazy("How it is read"),
        widget=forms.RadioSelect,
        choices=[
            (StatedResult.ReadAs.UNKNOWN.value, gettext_lazy("the source does not say")),
            (StatedResult.ReadAs.POINTS.value, gettext_lazy("in percentage points: 54 % and +20 % is 74 %")),
            (StatedResult.ReadAs.GROWTH.value, gettext_lazy("as growth of the first figure: 54 % and +20 % is 64.8 %")),
        ],
        initial=StatedResult.ReadAs.UNKNOWN.value,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].error_messages["required"] = _("Copy the words of the source.")
        self.fields["source"].error_messages["required"] = _("Say which source it is.")
        self.fields["told_on"].error_messages["invalid"] = _("Enter a day like 14.03.2026.")

    def stated(self) -> Stated:
        """What was typed."""
        data = self.cleaned_data
        rest = {name: data[name] for name in ("read_as", "told_on", "people", "before", "gain")}
        return Stated(words=mended(data["words"]), source=mended(data["source"]), **rest)


@dataclass(frozen=True)
class TypedRow:
    """A row of the page of keying as it is shown. trouble: why it was not taken, "" for a row that is new."""

    number: int
    code: str = ""
    answers: str = ""
    trouble: str = ""


@desk(Act.LEARNING_SEE)
@require_GET
def test(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/seminars/7/test/ : the test from choosing its questions to its figures, one step after the other."""
    found = seminar_for(request.user, Act.LEARNING_SEE, key)
    sheet = sheet_of_test(found)
    keyed = keying_sheet(sheet.key) if sheet.key else None
    learnt = learnt_of([found])[found.pk]
    context = {
        **_head(request, found),
        "sheet": sheet,
        "keyed": keyed,
        "learnt": learnt,
        "lines": list(zip(sheet.asked, learnt.test.questions, strict=False)) if learnt.test else [],
        "small": SMALL,
        "doors": _doors(found),
        "is_open": testing.is_open(found, clock.now()),
        "papers": list(PAPERS.items()),
        "strips": STRIPS,
        "langs": [(lang, " · ".join(NAMES.get(one, one) for one in lang.split("-"))) for lang in PRINTED],
        "has_form": evaluating.form_of(found) is not None,
        "has_bank": found.programme.questions.filter(retired_at=None).exists(),
    }
    return render(request, "desk/learning/test.html", context)


@desk(Act.LEARNING_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/seminars/7/test/questions/ : which questions of the bank the test asks."""
    found = seminar_for(request.user, Act.LEARNING_EDIT, key)
    sheet = sheet_of_test(found)
    refused = ""
    chosen = [one.source_id for one in found.test.asked.all()] if sheet.key else []
    if request.method == "POST":
        chosen = [key_of(typed) for typed in request.POST.getlist("question")]
        seen = key_of(request.POST.get("seen", "")) or None
        try:
            testing.choose_questions(found, chosen, seen=seen, by=who(request), now=clock.now())
        except Refusal as refusal:
            refused = str(refusal)
            sheet = sheet_of_test(found)
        else:
            messages.success(request, _("Chosen. Look at the questions once more, then fix the test."))
            return redirect("desk:test", key)
    context = {
        **_head(request, found),
        "sheet": sheet,
        "questions": found.programme.questions.filter(retired_at=None),
        "chosen": set(chosen),
        "refused": refused,
    }
    return render(request, "desk/learning/choose.html", context, status=422 if refused else 200)


@desk(Act.LEARNING_EDIT)
@require_POST
def fix(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/seminars/7/test/fixing/ : the questions stay; the sheets can be printed."""
    found = seminar_for(request.user, Act.LEARNING_EDIT, key)

    def act() -> None:
        seen = key_of(request.POST.get("seen", "")) or 0
        testing.fix_test(_test_of(found), seen=seen, by=who(request), now=clock.now())

    return _done(request, act, _("The test is fixed. Print the sheets now."), "desk:test", key)


@desk(Act.LEARNING_KEY)
@require_POST
def open_links(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/seminars/7/links/ : links by which phones answer until the evening of the day."""
    found = seminar_for(request.user, Act.LEARNING_KEY, key)

    def act() -> None:
        testing.open_doors(found, by=who(request), now=clock.now())

    return _done(request, act, _("The links work. Print them for the wall."), "desk:test", key)


@desk(Act.LEARNING_EDIT)
@require_POST
def freeze(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/seminars/7/figures/ : keep the figures as they stand today."""
    found = seminar_for(request.user, Act.LEARNING_EDIT, key)

    def act() -> None:
        figures.freeze_figures(found, by=who(request), now=clock.now())

    said = _("Kept: these figures stay, whatever becomes of the sheets.")
    return _done(request, act, said, "desk:test", key)


@desk(Act.LEARNING_SEE)
@require_safe
def paper(request: HttpRequest, key: int, kind: str, form: str) -> HttpResponse:
    """/desk/seminars/7/test/papers/strips.pdf?lang=ky&count=24 : the papers of test and evaluation."""
    found = seminar_for(request.user, Act.LEARNING_SEE, key)
    if kind not in LEARNING or form not in FORMS:
        raise Http404
    asked = request.GET.get("lang", "")
    made = LEARNING[kind](_papers(found, kind, request), asked if asked in LANGS else "ky")
    if not made:
        messages.error(request, _("This paper is empty yet: fix the test, write the evaluation, or make the links."))
        return redirect("desk:test", key)
    return made_file(FORMS[form].write(made), FORMS[form].content_type, f"{kind}-{key}.{form}")


@desk(Act.LEARNING_KEY)
@require_http_methods(["GET", "HEAD", "POST"])
def key_in(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/seminars/7/keying/?when=before&entry=1 : a row a sheet, code and answers; below, what differs."""
    found = seminar_for(request.user, Act.LEARNING_KEY, key)
    sheet = sheet_of_test(found)
    sent = request.POST if request.method == "POST" else request.GET
    when = AnswerSheet.When.AFTER if sent.get("when") == AnswerSheet.When.AFTER else AnswerSheet.When.BEFORE
    entry = keying.SECOND if sent.get("entry") == str(keying.SECOND) else keying.FIRST
    rows = [TypedRow(n) for n in range(1, ROWS_OF_KEYING + 1)]
    if request.method == "POST" and sheet.is_fixed:
        taken, rows = _take(request, found, sheet, when, entry)
        if taken:
            said = ngettext("%(n)d sheet is written down.", "%(n)d sheets are written down.", taken)
            messages.success(request, said % {"n": taken})
        if not rows:
            return redirect(f"{reverse('desk:keying', args=[key])}?when={when.value}&entry={entry}")
    context = {
        **_head(request, found),
        "sheet": sheet,
        "keyed": keying_sheet(sheet.key) if sheet.key else None,
        "when": when.value,
        "entry": entry,
        "rows": rows,
        "wrong": sum(bool(row.trouble) for row in rows),
        "ways": [(at.value, name, n) for at, name in WHEN.items() for n in (keying.FIRST, keying.SECOND)],
    }
    is_refused = any(row.trouble for row in rows)
    return render(request, "desk/learning/keying.html", context, status=422 if is_refused else 200)


@desk(Act.LEARNING_KEY)
@require_POST
def settle(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/answer-sheets/7/settlement/ : what really stands on a sheet whose entries differ."""
    found = answer_sheet_for(request.user, Act.LEARNING_KEY, key)
    seminar = found.test.seminar

    def act() -> None:
        options = sheet_of_test(seminar).options
        _code, answers = keying.read_row(found.code, request.POST.get("answers", "")[:200], options)
        seen = (request.POST.get("first", "")[:60], request.POST.get("second", "")[:60])
        keying.settle(found, answers, seen=seen, by=who(request), now=clock.now())

    return _done(request, act, _("Settled: these answers count."), "desk:keying", seminar.pk)


@desk(Act.LEARNING_KEY)
@require_POST
def strike(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/answer-sheets/7/removal/ : keyed under a wrong code, or twice."""
    found = answer_sheet_for(request.user, Act.LEARNING_KEY, key)
    seminar = found.test.seminar_id
    keying.strike(found, by=who(request), now=clock.now())
    messages.success(request, _("The row is gone. Key the sheet again if it was keyed under a wrong code."))
    return redirect("desk:keying", seminar)


@desk(Act.LEARNING_SEE)
@require_GET
def evaluation(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/seminars/7/evaluation/ : what people said of the seminar; keying their sheets."""
    return _evaluation(request, seminar_for(request.user, Act.LEARNING_SEE, key))


@desk(Act.LEARNING_KEY)
@require_POST
def key_reply(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/seminars/7/replies/new/ : one evaluation from paper."""
    found = seminar_for(request.user, Act.LEARNING_KEY, key)
    form = evaluating.form_of(found)
    try:
        if form is None:
            raise Refusal(_("Write the evaluation form of the programme first."))
        scales = evaluating.read_scales(request.POST.get("scales", "")[:60], form)
        number = uuid_of(request.POST.get("key", ""))
        words = [request.POST.get(f"words_{n}", "") for n in range(form.kinds.count(EvaluationForm.TEXT))]
        evaluating.keep_reply(found, form, scales, words, key=number, by=who(request), now=clock.now())
    except Refusal as refusal:
        return _evaluation(request, found, refused=str(refusal))
    messages.success(request, _("Written down. Key the next sheet."))
    return redirect(f"{reverse('desk:evaluation', args=[key])}#keying")


@desk(Act.LEARNING_SEE)
@require_GET
def summary(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/programmes/7/learning/ : what was learnt, seminar by seminar, and what sources state."""
    found = programme_for(request.user, Act.LEARNING_SEE, key)
    learnt = programme_learnt(found)
    context = {
        "programme": found,
        "lines": [(one, full_name(one.seminar.meeting.place, who(request).language)) for one in learnt.seminars],
        "total": figures.together(one.sheet.test.over_all for one in learnt.seminars if one.sheet.test),
        "stated": [(row, figures.stated_after(row)) for row in learnt.stated],
        "small": SMALL,
        "may_edit": may(request.user, Act.LEARNING_EDIT, found),
    }
    return render(request, "desk/learning/summary.html", context)


@desk(Act.LEARNING_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def state(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/programmes/7/stated-results/new/ : a result that a source states, in its words."""
    found = programme_for(request.user, Act.LEARNING_EDIT, key)
    form = StatedForm(data_of(request))
    if form.is_valid():
        try:
            figures.state_result(found, form.stated(), by=who(request), now=clock.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Written down, with its words and how it is read."))
            return redirect("desk:learning", key)
    return render(request, "desk/learning/state.html", {"form": form, "programme": found}, status=status_of(form))


@desk(Act.LEARNING_EDIT)
@require_POST
def remove_stated(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/stated-results/7/removal/ : it was written down by mistake."""
    found = stated_result_for(request.user, Act.LEARNING_EDIT, key)
    programme = found.programme_id
    figures.remove_stated(found, by=who(request), now=clock.now())
    messages.success(request, _("Taken away."))
    return redirect("desk:learning", programme)


def uuid_of(typed: str) -> UUID:
    """The key that a page gave its form; another one where there is none."""
    try:
        return UUID(typed)
    except ValueError:
        return uuid4()


def _head(request: HttpRequest, seminar: Seminar) -> dict[str, Any]:
    return {
        "seminar": seminar,
        "meeting": seminar.meeting,
        "programme": seminar.programme,
        "place": full_name(seminar.meeting.place, who(request).language),
        "may_edit": may(request.user, Act.LEARNING_EDIT, seminar),
        "may_key": may(request.user, Act.LEARNING_KEY, seminar),
    }


def _doors(seminar: Seminar) -> list[tuple[str, str]]:
    return [(what, door.code) for what, door in doors_of(seminar).items()]


def _done(request: HttpRequest, act: Callable[[], None], said: str, name: str, key: int) -> HttpResponse:
    """Do it, say so or why not, and go back to the page."""
    try:
        act()
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect(name, key)


def _test_of(seminar: Seminar) -> SeminarTest:
    found = SeminarTest.objects.filter(seminar=seminar).first()
    if found is None:
        raise Refusal(_("Choose the questions of the test first."))
    return found


def _papers(seminar: Seminar, kind: str, request: HttpRequest) -> LearningPapers:
    sheet = sheet_of_test(seminar)
    count = min(key_of(request.GET.get("count", "")) or STRIPS, MOST_STRIPS)
    return LearningPapers(
        programme=seminar.programme.title,
        place=seminar.meeting.place.long_name,
        office=seminar.programme.office.name,
        day=seminar.meeting.held_on,
        changed_at=seminar.programme.changed_at,
        test=sheet.asked if sheet.is_fixed else (),
        evaluation=evaluation_sheet(seminar).asked if kind == "evaluation" else (),
        codes=testing.new_codes(count) if kind == "strips" and sheet.is_fixed else (),
        doors=dict(_doors(seminar)),
        address=settings.ADDRESS,
        is_sample=seminar.programme.is_sample,
    )


def _take(
    request: HttpRequest, seminar: Seminar, sheet: SheetOfTest, when: AnswerSheet.When, entry: int
) -> tuple[int, list[TypedRow]]:
    """How many rows were written down; those that were not, each with why."""
    left: list[TypedRow] = []
    taken = 0
    test = _test_of(seminar)
    for n in range(1, ROWS_OF_KEYING + 1):
        typed = TypedRow(n, request.POST.get(f"code_{n}", "")[:60].strip(), request.POST.get(f"answers_{n}", "")[:200])
        if not typed.code and not typed.answers.strip():
            continue
        try:
            code, answers = keying.read_row(typed.code, typed.answers, sheet.options)
            keying.key_sheet(test, when, code, answers, entry=entry, by=who(request), now=clock.now())
            taken += 1
        except Refusal as refusal:
            left.append(TypedRow(len(left) + 1, typed.code, typed.answers, str(refusal)))
    return taken, left


def _evaluation(request: HttpRequest, seminar: Seminar, *, refused: str = "") -> HttpResponse:
    sheet = evaluation_sheet(seminar)
    learnt = learnt_of([seminar])[seminar.pk].evaluation
    typed: Sequence[str] = [request.POST.get(f"words_{n}", "") for n in range(len(sheet.texts))]
    context = {
        **_head(request, seminar),
        "sheet": sheet,
        "learnt": learnt,
        "scales": list(zip(sheet.scales, learnt.scales, strict=False)) if learnt else [],
        "texts": list(zip(sheet.texts, sheet.words, strict=True)),
        "small": SMALL,
        "refused": refused,
        "typed_scales": request.POST.get("scales", "") if refused else "",
        "fields": [(n, text, typed[n]) for n, text in enumerate(sheet.texts)],
        "key": uuid_of(request.POST.get("key", "")),
    }
    return render(request, "desk/learning/evaluation.html", context, status=422 if refused else 200)
