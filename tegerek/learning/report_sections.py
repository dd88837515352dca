"""What was learnt, what people say of it, and the certificates, as sections of the report of a series."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from tegerek.learning.figures import GainLine, LearntSheet, learnt_of, together
from tegerek.learning.models import Certificate, EvaluationForm
from tegerek.learning.rules import SMALL
from tegerek.lib.said import ORDER, Said
from tegerek.places.rules import long_said
from tegerek.programmes.models import Programme, Seminar
from tegerek.programmes.report_parts import CERTIFICATES, EVALUATION, TESTS, FactTable, Section, heading, ours


def tests_section(programme: Programme, until: date) -> Section | None:
    """Means before and after of each seminar held up to that day. Six queries at most; None where nobody was tested."""
    found = _learnt(programme, until)
    lines = [(_place(seminar), sheet.test.over_all) for seminar, sheet in found if sheet.test is not None]
    if not lines:
        return None
    total = (ours(lambda: _("All that are shown")), together(line for _seminar, line in lines))
    rows = tuple(_test_row(*line) for line in (*lines, total))
    columns = (
        ours(lambda: _("Seminar")),
        ours(lambda: _("Wrote both")),
        ours(lambda: _("Before, percent")),
        ours(lambda: _("After, percent")),
        ours(lambda: _("Gain in points")),
        ours(lambda: _("Normalised gain")),
    )
    title = ours(lambda: _("By seminar"))
    table = FactTable("tests-by-seminar", title, columns, rows, texts=len(columns))
    return Section(TESTS, heading(TESTS), (table,), (_suppressed(), _normalised()))


def evaluation_section(programme: Programme, until: date) -> Section | None:
    """Replies, and the mean of each question with a scale. Seven queries at most; None where nobody replied."""
    found = [(seminar, sheet) for seminar, sheet in _learnt(programme, until) if sheet.evaluation is not None]
    forms = {form.pk: form for form in EvaluationForm.objects.filter(programme=programme)}
    rows = tuple(row for seminar, sheet in found for row in _evaluation_rows(seminar, sheet, forms))
    if not rows:
        return None
    columns = (
        ours(lambda: _("Seminar")),
        ours(lambda: _("Question")),
        ours(lambda: _("Answers")),
        ours(lambda: _("Mean, of 5")),
    )
    title = ours(lambda: _("By seminar"))
    table = FactTable("evaluation-by-seminar", title, columns, rows, texts=len(columns), has_total=False)
    return Section(EVALUATION, heading(EVALUATION), (table,), (_suppressed(),))


def certificates_section(programme: Programme, until: date) -> Section | None:
    """Certificates issued up to that day, and how many of them hold. Two queries; None where none was issued."""
    issued = Certificate.objects.filter(programme=programme, issued_on__lte=until).order_by()
    holds = Count("pk", filter=Q(revoked_at=None))
    counts = {key: (n, good) for key, n, good in issued.values_list("seminar").annotate(n=Count("pk"), good=holds)}
    if not counts:
        return None
    rows = [(_place(one), *counts[one.pk]) for one in _seminars(programme, until) if one.pk in counts]
    total = (ours(lambda: _("In all")), sum(row[1] for row in rows), sum(row[2] for row in rows))
    columns = (ours(lambda: _("Seminar")), ours(lambda: _("Issued")), ours(lambda: _("Hold today")))
    table = FactTable("certificates-by-seminar", ours(lambda: _("By seminar")), columns, (*rows, total))
    note = ours(lambda: _("One that was issued anew is counted twice as issued, once as holding."))
    return Section(CERTIFICATES, heading(CERTIFICATES), (table,), (note,))


def _learnt(programme: Programme, until: date) -> list[tuple[Seminar, LearntSheet]]:
    seminars = _seminars(programme, until)
    sheets = learnt_of(seminars)
    return [(one, sheets[one.pk]) for one in seminars if one.pk in sheets]


def _seminars(programme: Programme, until: date) -> list[Seminar]:
    """Held up to that day, by day. One query."""
    rows = programme.seminars.filter(meeting__held_on__lte=until).select_related("meeting__place")
    return list(rows.order_by("meeting__held_on", "pk"))


def _place(seminar: Seminar) -> Said:
    place = seminar.meeting.place
    return long_said(place.kind, place.name)


def _test_row(name: Said, line: GainLine) -> tuple[Said, ...]:
    numbers = (_share(line.before, 10), _share(line.after, 10), _share(line.points, 10), _share(line.normalised, 100))
    return (name, _number(str(line.pairs)), *numbers)


def _evaluation_rows(
    seminar: Seminar, sheet: LearntSheet, forms: dict[int, EvaluationForm]
) -> Iterator[tuple[Said, ...]]:
    told = sheet.evaluation
    form = forms.get(told.form) if told else None
    if told is None or form is None:
        return
    scales = [question for kind, question in form.asked if kind == EvaluationForm.SCALE]
    for question, line in zip(scales, told.scales, strict=False):
        yield (_place(seminar), question, _number(str(line.answers)), _share(line.mean, 100))


def _share(value: int | None, parts: int) -> Said:
    """A number kept in tenths or hundredths, as it is written in each language; a dash for one that is not told."""
    if value is None:
        return _number("–")
    digits = 1 if parts == 10 else 2
    point = f"{value / parts:.{digits}f}"
    return Said({lang: point if lang == "en" else point.replace(".", ",") for lang in ORDER})


def _number(text: str) -> Said:
    return Said(dict.fromkeys(ORDER, text))


def _suppressed() -> Said:
    return ours(lambda: _("A mean of fewer than %(n)d people is not told: a dash stands for it.") % {"n": SMALL})


def _normalised() -> Said:
    return ours(lambda: _("Normalised gain: how much of what could be gained was gained; 1 is all of it."))
