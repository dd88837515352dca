"""The bank of questions of a programme and its evaluation form: written here, or brought and taken away as XLSForm."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from tegerek.documents.samples import said_as_sample
from tegerek.documents.tables import XLSX_TYPE
from tegerek.documents.xlsforms import evaluation_xlsform, questions_xlsform
from tegerek.learning import bank, evaluating
from tegerek.learning.access import question_for
from tegerek.learning.bank import QuestionWords
from tegerek.learning.models import EvaluationForm, Question
from tegerek.learning.models.words import lines_of
from tegerek.learning.xlsforms import Row, as_evaluation, as_questions, read_form
from tegerek.lib import clock
from tegerek.lib.errors import Refusal
from tegerek.lib.numbers import key_of
from tegerek.lib.said import Said
from tegerek.lib.text import mended
from tegerek.people.access import may
from tegerek.people.rights import Act
from tegerek.programmes.access import programme_for
from tegerek.programmes.imports import limits
from tegerek.programmes.models import Programme
from tegerek.web.context import NAMES
from tegerek.web.desk.forms import SeenForm, add_said, attempt, data_of, read_said, status_of
from tegerek.web.downloads import made_file
from tegerek.web.gate import desk, who

EMPTY_LINES = 2  # of an evaluation form, offered below those that are there


class QuestionForm(SeenForm):
    """A question, what it offers, which is right."""

    topic = forms.ChoiceField(label=gettext_lazy("Topic of the programme"), required=False)
    right = forms.IntegerField(
        label=gettext_lazy("Which answer is right: the number of its line"), min_value=1, max_value=bank.MOST_OPTIONS
    )

    def __init__(self, *args: Any, programme: Programme, question: Question | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.question = question
        self.topics = [topic.title for topic in programme.topics.all()]
        old = question.topic if question else Said()
        self.topics += [old] if old and old not in self.topics else []
        choices = [(str(n), str(title.in_(get_language() or "ky"))) for n, title in enumerate(self.topics, start=1)]
        topic = self.fields["topic"]
        assert isinstance(topic, forms.ChoiceField)
        topic.choices = [("", _("none")), *choices]
        topic.initial = str(self.topics.index(old) + 1) if old else ""
        self.fields["right"].initial = question.right if question else None
        self.fields["right"].error_messages["required"] = _("Say which answer is right: the number of its line.")
        add_said(self, "text", _("Question"), said=question.text if question else None)
        for lang in settings.CONTENT_LANGUAGES:
            self.fields[f"options_{lang}"] = _options_field(lang, question)
        self.order_fields(["seen", "topic", *(f"text_{lang}" for lang in settings.CONTENT_LANGUAGES)])
        self.fields["right"] = self.fields.pop("right")  # asked last

    def words(self) -> QuestionWords:
        """What was typed. Line n of each language is the same answer."""
        now, old = clock.now(), self.question
        options = Said({lang: _tidy(self.cleaned_data[f"options_{lang}"]) for lang in settings.CONTENT_LANGUAGES})
        chosen = key_of(self.cleaned_data["topic"]) or 0
        topic = self.topics[chosen - 1] if 1 <= chosen <= len(self.topics) else Said()
        text = read_said(self, "text", old.text if old else Said(), now)
        return QuestionWords(text, lines_of(options), self.cleaned_data["right"], topic)


class BringForm(forms.Form):
    """An XLSForm to bring."""

    file = forms.FileField(
        label=gettext_lazy("Form as Excel file (XLSForm)"), help_text=gettext_lazy(".xlsx, as Kobo saves it")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].error_messages["required"] = _("Choose the file with the form.")
        self.fields["file"].error_messages["empty"] = _("This file is empty. Choose another one.")

    def rows(self, lang: str) -> tuple[Row, ...]:
        """What the file asks. Raises Refusal."""
        brought = self.cleaned_data["file"]
        return read_form(brought.read(), brought.name, limits=limits(), default=lang, now=clock.now())


class EvaluationWordsForm(SeenForm):
    """The questions of an evaluation, some empty lines below them."""

    def __init__(self, *args: Any, asked: Sequence[tuple[str, Said]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = [*asked, *[(EvaluationForm.SCALE, Said())] * EMPTY_LINES][: evaluating.MOST_ASKED]
        for n, (kind, text) in enumerate(self.asked, start=1):
            add_said(self, f"text_{n}", _("Question %(n)d") % {"n": n}, said=text)
            self.fields[f"kind_{n}"] = forms.ChoiceField(
                label=_("Question %(n)d: how it is answered") % {"n": n},
                choices=[(EvaluationForm.SCALE, _("a number from 1 to 5")), (EvaluationForm.TEXT, _("own words"))],
                initial=kind,
            )

    def questions(self) -> list[tuple[str, Said]]:
        """(kind, question), those without words left out."""
        now = clock.now()
        typed = [
            (self.cleaned_data[f"kind_{n}"], read_said(self, f"text_{n}", old, now))
            for n, (_kind, old) in enumerate(self.asked, start=1)
        ]
        return [(kind, text) for kind, text in typed if text]


@desk(Act.LEARNING_SEE)
@require_GET
def questions(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/programmes/7/questions/ : the bank, by topic; those offered no more at its end."""
    found = programme_for(request.user, Act.LEARNING_SEE, key)
    rows = list(found.questions.all())
    context = {
        "programme": found,
        "questions": _by_topic(found, [row for row in rows if not row.retired_at]),
        "retired": [row for row in rows if row.retired_at],
        "may_edit": may(request.user, Act.LEARNING_EDIT, found),
    }
    return render(request, "desk/learning/questions.html", context)


@desk(Act.LEARNING_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/programmes/7/questions/new/ : one more question."""
    found = programme_for(request.user, Act.LEARNING_EDIT, key)
    form = QuestionForm(data_of(request), programme=found, initial={"seen": found.version})

    def act() -> None:
        bank.add_question(found, form.words(), by=who(request), now=clock.now())

    if form.is_valid() and attempt(form, act, found):
        messages.success(request, _("The question is in the bank."))
        return redirect("desk:questions", key)
    return render(request, "desk/learning/question.html", {"form": form, "programme": found}, status=status_of(form))


@desk(Act.LEARNING_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/questions/7/ : say it otherwise; offer it no more."""
    found = question_for(request.user, Act.LEARNING_EDIT, key)
    programme = found.programme
    form = QuestionForm(data_of(request), programme=programme, question=found, initial={"seen": found.version})

    def act() -> None:
        seen = form.cleaned_data["seen"]
        bank.change_question(found, form.words(), seen=seen, by=who(request), now=clock.now())

    if form.is_valid() and attempt(form, act, found):
        messages.success(request, _("Saved. Tests that were fixed before keep what they asked."))
        return redirect("desk:questions", programme.pk)
    context = {"form": form, "programme": programme, "question": found}
    return render(request, "desk/learning/question.html", context, status=status_of(form))


@desk(Act.LEARNING_EDIT)
@require_POST
def retire(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/questions/7/retirement/ : offer it for no new test, or offer it again."""
    found = question_for(request.user, Act.LEARNING_EDIT, key)
    try:
        seen = key_of(request.POST.get("seen", "")) or 0
        bank.retire_question(found, seen=seen, by=who(request), now=clock.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        said = _("It is offered no more.") if found.retired_at else _("It is offered again.")
        messages.success(request, said)
    return redirect("desk:questions", found.programme_id)


@desk(Act.LEARNING_SEE)
@require_safe
def questions_file(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/programmes/7/questions.xlsx : the bank as XLSForm, for Kobo or for another programme."""
    found = programme_for(request.user, Act.LEARNING_SEE, key)
    rows = _by_topic(found, list(found.questions.filter(retired_at=None)))
    words = [QuestionWords(row.text, row.offered, row.right, row.topic) for row in rows]
    body = questions_xlsform(words, title=said_as_sample(found.title, found.is_sample), form="test")
    return made_file(body, XLSX_TYPE, f"questions-{key}.xlsx")


@desk(Act.LEARNING_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/programmes/7/questions/form/ : put the questions of an XLSForm into the bank."""
    found = programme_for(request.user, Act.LEARNING_EDIT, key)
    form = BringForm(data_of(request), request.FILES or None)
    if form.is_valid():
        try:
            brought = as_questions(form.rows(who(request).language))
            added, there = bank.take_questions(found, brought, by=who(request), now=clock.now())
        except Refusal as refusal:
            form.add_error("file", str(refusal))
        else:
            said = ngettext("%(n)d question is put in.", "%(n)d questions are put in.", added) % {"n": added}
            more = ngettext("%(n)d was there already.", "%(n)d were there already.", there) % {"n": there}
            messages.success(request, f"{said} {more}" if there else said)
            return redirect("desk:questions", key)
    context = {"form": form, "programme": found, "is_bank": True}
    return render(request, "desk/learning/bring.html", context, status=status_of(form))


@desk(Act.LEARNING_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def evaluation(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/programmes/7/evaluation/ : what the evaluations of its seminars ask."""
    found = programme_for(request.user, Act.LEARNING_EDIT, key)
    last = found.evaluation_forms.last()
    asked = last.asked if last else ()
    form = EvaluationWordsForm(data_of(request), asked=asked, initial={"seen": found.version})

    def act() -> None:
        seen = form.cleaned_data["seen"]
        evaluating.set_form(found, form.questions(), seen=seen, by=who(request), now=clock.now())

    if form.is_valid() and attempt(form, act, found):
        messages.success(request, _("Saved. Seminars that have replies already go on with what they asked."))
        return redirect("desk:evaluation-form", key)
    context = {"form": form, "programme": found, "has_form": last is not None}
    return render(request, "desk/learning/evaluation_form.html", context, status=status_of(form))


@desk(Act.LEARNING_EDIT)
@require_safe
def evaluation_file(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/programmes/7/evaluation.xlsx : the evaluation as XLSForm."""
    found = programme_for(request.user, Act.LEARNING_EDIT, key)
    last = found.evaluation_forms.last()
    title = said_as_sample(found.title, found.is_sample)
    body = evaluation_xlsform(last.asked if last else (), title=title, form="evaluation")
    return made_file(body, XLSX_TYPE, f"evaluation-{key}.xlsx")


@desk(Act.LEARNING_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def bring_evaluation(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/programmes/7/evaluation/form/ : let an XLSForm say what the evaluations ask."""
    found = programme_for(request.user, Act.LEARNING_EDIT, key)
    form = BringForm(data_of(request), request.FILES or None)
    if form.is_valid():
        try:
            asked = as_evaluation(form.rows(who(request).language))
            evaluating.set_form(found, asked, seen=None, by=who(request), now=clock.now())
        except Refusal as refusal:
            form.add_error("file", str(refusal))
        else:
            messages.success(request, _("The evaluation asks what the form asks. Look at it once more."))
            return redirect("desk:evaluation-form", key)
    context = {"form": form, "programme": found, "is_bank": False}
    return render(request, "desk/learning/bring.html", context, status=status_of(form))


def _options_field(lang: str, question: Question | None) -> forms.CharField:
    return forms.CharField(
        label=_("Answers, one a line") + f" · {NAMES.get(lang, lang)}",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4, "lang": lang}),
        initial=question.options.texts.get(lang, "") if question else "",
    )


def _tidy(typed: str) -> str:
    return "\n".join(line for line in (" ".join(mended(line).split()) for line in typed.splitlines()) if line)


def _by_topic(programme: Programme, rows: Sequence[Question]) -> list[Question]:
    """By topic in the order of the programme, those of no topic first, those of one it has no more last. One query."""
    titles = [Said(), *(topic.title for topic in programme.topics.all())]
    return sorted(rows, key=lambda row: (titles.index(row.topic) if row.topic in titles else len(titles), row.pk))
