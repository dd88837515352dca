"""The first page of a desk: what is next, what waits to be finished."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tegerek.commitments.access import commitments_for
from tegerek.commitments.due_sheets import open_counts
from tegerek.commitments.models import Finding, MonitoredObject, Reminder
from tegerek.commitments.report_steps import elsewhere_of
from tegerek.commitments.rules import OVERDUE
from tegerek.commitments.sheets import pressing_counts
from tegerek.documents.samples import said_as_sample
from tegerek.jobs.access import jobs_for
from tegerek.jobs.models import Job
from tegerek.lib import clock
from tegerek.lib.dates import day_in_words, local
from tegerek.lib.said import Said
from tegerek.meetings.access import meetings_for
from tegerek.meetings.checklists import StepState, checklists
from tegerek.meetings.models import ListImport, Meeting
from tegerek.minutes.models import Edition
from tegerek.people.access import may, reach, within
from tegerek.people.posts import post_said
from tegerek.people.rights import Act
from tegerek.programmes import papers
from tegerek.programmes.access import imports_for, own_trainings_for, programmes_for
from tegerek.programmes.models import Programme, ScheduleImport
from tegerek.programmes.next_sheets import calls_due
from tegerek.programmes.stands import Stand, Waiting, stands, waits, with_results
from tegerek.voices.access import initiatives_for, voices_for
from tegerek.voices.answer_sheets import disputed_count, waiting_counts
from tegerek.voices.sheets import InitiativeLine, waiting_lines
from tegerek.web.desk.dues import MINE, own_posts
from tegerek.web.desk.jobs import lines_of
from tegerek.web.desk.waiting import URGENCY, steps_of
from tegerek.web.gate import desk, who

# So many of the newest programmes are looked through, so many lines stand on the page; ended work is told so many days.
PROGRAMMES, LINES, DAYS_TOLD = 30, 15, 2
# Steps are told of so many meetings, the earliest first, and for so many days after a meeting.
MEETINGS, DAYS_AFTER = 30, 62
# So long after a training an office is reminded of its next meeting.
DAYS_AFTER_TRAINING = 183


@dataclass(frozen=True)
class Line:
    """One thing that waits: what it belongs to, the sentence, where it leads."""

    about: Said
    sentence: str
    address: str


@desk(Act.DESK_OPEN)
@require_GET
def today(request: HttpRequest) -> HttpResponse:
    """/desk/ : what waits, what is next. Forty-seven queries at most, however many programmes and people."""
    day = clock.today()
    meetings = meetings_for(request.user, Act.MEETING_SEE)
    open_ones = meetings.filter(cancelled_at=None, closed_at=None)
    programmes = list(with_results(programmes_for(request.user, Act.PROGRAMME_SEE))[:PROGRAMMES])
    lines = [
        *_initiatives(request, day),
        *_reminders(request, day),
        *_questions(request, day),
        *_decisions(request, day),
        *_monitoring(request),
        *_meetings(request, open_ones, day),
        *_minutes(request, day),
        *_steps(request, open_ones, day),
        *_trainings(request, day),
        *_of_programmes(request, programmes, day),
        *_calls(request, programmes, day),
        *_lists(request),
        *_imports(request),
        *_jobs(request),
    ]
    context = {
        "today": day,
        "lines": lines[:LINES],
        "more": max(0, len(lines) - LINES),
        "drafts": open_ones.filter(called_at=None, seminar=None).order_by("held_on")[:10],
        "coming": open_ones.filter(called_at__isnull=False, held_on__gte=day, postponed_at=None).order_by(
            "held_on", "starts_at"
        )[:10],
        "programmes": programmes[:5],
        "may_import": bool(reach(request.user, Act.IMPORT_MAKE)),
        "may_begin": bool(reach(request.user, Act.MEETING_EDIT)),
        "may_call": bool(reach(request.user, Act.MEETING_CALL)),
    }
    return render(request, "desk/today.html", context)


def _of_programmes(request: HttpRequest, programmes: list[Programme], day: date) -> list[Line]:
    """Of each programme one line for each kind of thing that waits, the most pressing kinds first. Three queries."""
    stood = stands([programme.pk for programme in programmes])
    found = [(_waiting(programme, stood[programme.pk], day), programme) for programme in programmes]
    steps = [
        (step, programme)
        for waiting, programme in found
        for step in steps_of(programme.pk, waiting, partial(_may, request, programme))
    ]
    order = {wait: n for n, wait in enumerate(URGENCY)}
    steps.sort(key=lambda pair: order[pair[0].wait])
    return [
        Line(
            said_as_sample(programme.title, programme.is_sample),
            step.sentence,
            step.address if step.is_single else reverse("desk:programme", args=[programme.pk]),
        )
        for step, programme in steps
    ]


def _waiting(programme: Programme, stood: tuple[Stand, ...], day: date) -> tuple[Waiting, ...]:
    has_results: bool = programme.has_results  # type: ignore[attr-defined]  # counted by with_results
    return waits(stood, is_published=programme.published_at is not None, has_results=has_results, today=day)


def _may(request: HttpRequest, programme: Programme, act: Act) -> bool:
    return may(request.user, act, programme)


def _questions(request: HttpRequest, day: date) -> list[Line]:
    """What waits for an answer, in one line; what is late of it in another, first. Seven queries at most."""
    if not reach(request.user, Act.ANSWER_EDIT):
        return []
    waiting, late = waiting_counts(voices_for(request.user, Act.ANSWER_EDIT), day)
    lines = []
    if late:
        said = ngettext("%(n)d answer is late", "%(n)d answers are late", late) % {"n": late}
        lines.append(Line(Said(), said, f"{reverse('desk:voices')}?state=late"))
    if waiting > late:
        left = waiting - late
        said = ngettext(
            "%(n)d question or proposal waits for an answer", "%(n)d questions and proposals wait for an answer", left
        )
        lines.append(Line(Said(), said % {"n": left}, f"{reverse('desk:voices')}?state=open"))
    disputed = disputed_count(voices_for(request.user, Act.ANSWER_EDIT))
    if disputed:
        said = ngettext("%(n)d asker says: this is no answer", "%(n)d askers say: this is no answer", disputed)
        lines.append(Line(Said(), said % {"n": disputed}, f"{reverse('desk:voices')}?state=disputed"))
    return lines


def _meetings(request: HttpRequest, open_ones: QuerySet[Meeting], day: date) -> list[Line]:
    """Meetings, no seminars, whose hour has come or day has passed; whatever waits for a new day. Two queries."""
    if not reach(request.user, Act.MEETING_CLOSE):
        return []
    begun = open_ones.filter(_has_begun(day), called_at__isnull=False, held_at=None, postponed_at=None, seminar=None)
    postponed = open_ones.filter(postponed_at__isnull=False, held_at=None).order_by("postponed_at")[:5]
    return [_line(one, _asked_of(one, day)) for one in begun.order_by("-held_on")[:5]] + [
        _line(one, _("%(where)s: waits for a new day.")) for one in postponed
    ]


def _minutes(request: HttpRequest, day: date) -> list[Line]:
    """Meetings that were held and of which nobody can read the minutes yet, the earliest first. One query."""
    if not reach(request.user, Act.MINUTES_EDIT):
        return []
    held = meetings_for(request.user, Act.MINUTES_EDIT).filter(
        held_at__isnull=False, is_rehearsal=False, seminar=None, held_on__gte=day - timedelta(DAYS_AFTER)
    )
    waiting = held.exclude(kind="seminar").exclude(minutes__editions__kind=Edition.Kind.PUBLIC)
    rows = waiting.select_related("place", "minutes").order_by("held_on", "pk")[:5]
    return [Line(one.title, _where(_said_of_minutes(one), one), reverse("desk:minutes", args=[one.pk])) for one in rows]


def _said_of_minutes(meeting: Meeting) -> str:
    """How far the minutes of a meeting are."""
    if not hasattr(meeting, "minutes"):
        return _("%(where)s: the minutes are not begun.")
    if meeting.minutes.signed_on is None:
        return _("%(where)s: the minutes are not signed yet.")
    return _("%(where)s: the minutes are signed and not issued yet.")


def _where(sentence: str, meeting: Meeting) -> str:
    return sentence % {"where": meeting.place.long_name.in_(get_language() or "ky")}


def _has_begun(day: date) -> Q:
    """That the day of a meeting has passed, or its hour has come today."""
    hour = local(clock.now()).time()
    return Q(held_on__lt=day) | Q(held_on=day, starts_at=None) | Q(held_on=day, starts_at__lte=hour)


def _asked_of(meeting: Meeting, day: date) -> str:
    """What is asked of a meeting that has begun: on its own day nobody says yet that it was missed."""
    if meeting.held_on == day:
        return _("%(where)s: the hour of the meeting has come. After it, write down the result.")
    return _("%(where)s: the day has passed. Was it held?")


def _steps(request: HttpRequest, open_ones: QuerySet[Meeting], day: date) -> list[Line]:
    """Of each called meeting whose steps are late or due one line, the most pressing first. Eleven queries at most."""
    if not reach(request.user, Act.MEETING_EDIT):
        return []
    near = open_ones.filter(
        called_at__isnull=False, postponed_at=None, seminar=None, held_on__gte=day - timedelta(DAYS_AFTER)
    ).exclude(kind="seminar")
    found = list(near.order_by("held_on", "pk")[:MEETINGS])
    sheets = checklists(found, day, elsewhere_of(found)) if found else {}
    counted = [(sheets[one.pk].number(StepState.LATE), sheets[one.pk].number(StepState.DUE), one) for one in found]
    counted.sort(key=lambda line: (not line[0], line[2].held_on or day))
    return [
        Line(one.title, _said_of_steps(one, late, due), reverse("desk:checklist", args=[one.pk]))
        for late, due, one in counted
        if late or due
    ]


def _said_of_steps(meeting: Meeting, late: int, due: int) -> str:
    """“Ак-Терек айылы: 2 steps are late.” Late ones alone are named where there are any."""
    if late:
        said = ngettext("%(where)s: %(n)d step is late.", "%(where)s: %(n)d steps are late.", late)
    else:
        said = ngettext("%(where)s: %(n)d step is due.", "%(where)s: %(n)d steps are due.", due)
    return said % {"where": meeting.place.long_name.in_(get_language() or "ky"), "n": late or due}


def _trainings(request: HttpRequest, day: date) -> list[Line]:
    """Of each training of the last half year, after which the office has shown no meeting, one line. One query."""
    if not reach(request.user, Act.MEETING_EDIT).offices:
        return []
    rows = own_trainings_for(request.user, day).filter(next_meeting__meeting=None)
    recent = rows.filter(seminar__meeting__held_on__gte=day - timedelta(DAYS_AFTER_TRAINING))
    lang = get_language() or "ky"
    return [
        Line(
            said_as_sample(row.seminar.programme.title, row.seminar.programme.is_sample),
            _("The seminar was on %(day)s. Which meeting comes next?")
            % {"day": day_in_words(row.seminar.meeting.held_on, lang)},
            reverse("desk:trainings"),
        )
        for row in recent[:5]
        if row.seminar.meeting.held_on
    ]


def _calls(request: HttpRequest, programmes: list[Programme], day: date) -> list[Line]:
    """Of each programme of whose aimaks nobody knows what became of the next meeting, when a call is due. One query."""
    mine = [one for one in programmes if may(request.user, Act.NEXT_EDIT, one)]
    due = calls_due([one.pk for one in mine], day) if mine else {}
    return [
        Line(
            said_as_sample(one.title, one.is_sample),
            ngettext(
                "From %(n)s aimak nothing has been heard: phone there.",
                "From %(n)s aimaks nothing has been heard: phone there.",
                due[one.pk],
            )
            % {"n": due[one.pk]},
            reverse("desk:next-calls", args=[one.pk]),
        )
        for one in mine
        if one.pk in due
    ]


def _initiatives(request: HttpRequest, day: date) -> list[Line]:
    """Appeals of groups that wait for a decision, the oldest first. One query, and two for the charters if any."""
    if not reach(request.user, Act.INITIATIVE_SEE):
        return []
    waiting = waiting_lines(initiatives_for(request.user, Act.INITIATIVE_SEE), day)
    return [Line(one.title, _waits(one), reverse("desk:initiative", args=[one.key])) for one in waiting]


def _waits(line: InitiativeLine) -> str:
    """Until when an appeal is to be decided, or by how much that is late."""
    if line.left is None:
        sentence = _("%(where)s: an appeal waits for a decision.")
    elif line.is_late:
        sentence = ngettext(
            "%(where)s: an appeal waits for a decision, late by %(number)d day.",
            "%(where)s: an appeal waits for a decision, late by %(number)d days.",
            line.late,
        )
    elif line.left == 0:
        sentence = _("%(where)s: an appeal waits for a decision; today is the last day.")
    else:
        sentence = ngettext(
            "%(where)s: an appeal waits for a decision, %(number)d day left.",
            "%(where)s: an appeal waits for a decision, %(number)d days left.",
            line.left,
        )
    return sentence % {"where": line.place.in_(get_language() or "ky"), "number": abs(line.left or 0)}


def _reminders(request: HttpRequest, day: date) -> list[Line]:
    """Of what the posts of this account are to be reminded; then, for whoever phones, who was not told. Two queries."""
    if not reach(request.user, Act.COMMITMENT_SEE):
        return []
    counts = open_counts(within(Reminder.objects.all(), request.user, Act.COMMITMENT_SEE), day)
    own = sum(counts.get(post, 0) for post in own_posts(request)) if counts else 0
    said = ngettext(
        "You are reminded of %(n)d thing that has its last day.",
        "You are reminded of %(n)d things that have their last day.",
        own,
    )
    lines = [Line(Said(), said % {"n": own}, f"{reverse('desk:due')}?whose={MINE}")] if own else []
    others = sum(counts.values()) - own
    if not others or not reach(request.user, Act.COMMITMENT_EDIT):
        return lines
    said = ngettext("%(n)d reminder waits to be passed on.", "%(n)d reminders wait to be passed on.", others)
    return [*lines, Line(Said(), said % {"n": others}, reverse("desk:due"))]


def _monitoring(request: HttpRequest) -> list[Line]:
    """What the monitors have before them, and which findings wait for the office. Three queries at most."""
    findings = Finding.objects.filter(published_at=None)
    counted: list[tuple[str, int]] = []
    if reach(request.user, Act.MONITORING_ANSWER):
        mine = within(findings, request.user, Act.MONITORING_ANSWER)
        n = mine.filter(handed_on__isnull=False, answered_on=None).count()
        said = ngettext(
            "%(n)d finding of the monitors waits for an answer", "%(n)d findings of the monitors wait for an answer", n
        )
        counted.append((said, n))
    if reach(request.user, Act.MONITORING_EDIT):
        n = within(findings, request.user, Act.MONITORING_EDIT).filter(answered_on__isnull=False).count()
        said = ngettext(
            "%(n)d answered finding can be shown to everybody", "%(n)d answered findings can be shown to everybody", n
        )
        counted.append((said, n))
        n = within(MonitoredObject.objects.filter(visits=None), request.user, Act.MONITORING_EDIT).count()
        counted.append((ngettext("%(n)d object was not visited yet", "%(n)d objects were not visited yet", n), n))
    return [Line(Said(), said % {"n": n}, reverse("desk:monitoring")) for said, n in counted if n]


def _decisions(request: HttpRequest, day: date) -> list[Line]:
    """What the post of this account answers for and is near its day or past it; then, for whoever works on them, all
    that is past. Four queries at most.
    """
    if not reach(request.user, Act.COMMITMENT_SEE):
        return []
    counts = pressing_counts(commitments_for(request.user, Act.COMMITMENT_SEE), day)
    own = [post for post in own_posts(request) if post in counts] if counts else []
    late = sum(found.get(state, 0) for found in counts.values() for state in OVERDUE)
    lines = [_of_post(post, sum(counts[post].values())) for post in own]
    return lines + _past(late) if reach(request.user, Act.COMMITMENT_EDIT) else lines


def _of_post(post: str, number: int) -> Line:
    said = ngettext(
        "You answer for %(n)d decision that is near its day or past it.",
        "You answer for %(n)d decisions that are near their day or past it.",
        number,
    )
    address = f"{reverse('desk:commitments')}?state=pressing&post={post}"
    return Line(post_said(post), said % {"n": number}, address)


def _past(number: int) -> list[Line]:
    """One line for all of them; none where nothing is late."""
    said = ngettext("%(n)d decision is past its day.", "%(n)d decisions are past their day.", number) % {"n": number}
    return [Line(Said(), said, f"{reverse('desk:commitments')}?state=late")] if number else []


def _line(meeting: Meeting, sentence: str) -> Line:
    where = str(meeting.place.long_name.in_(get_language() or "ky"))
    return Line(meeting.title, sentence % {"where": where}, reverse("desk:meeting", args=[meeting.pk]))


def _lists(request: HttpRequest) -> list[Line]:
    """Lists of participants that somebody brought and that are not taken over whole. One query."""
    rows = within(ListImport.objects.filter(ended_at=None), request.user, Act.ROSTER_EDIT)
    found = rows.select_related("meeting__place").defer("source", "table").order_by("-pk")[:5]
    return [
        Line(
            one.meeting.title,
            _("%(where)s: a list waits to be taken over.")
            % {"where": one.meeting.place.long_name.in_(get_language() or "ky")},
            reverse("desk:list", args=[one.pk]),
        )
        for one in found
    ]


def _imports(request: HttpRequest) -> list[Line]:
    """Schedules that are not taken over yet. One query."""
    rows = imports_for(request.user, Act.IMPORT_MAKE).filter(committed_at=None)[:5]
    return [Line(Said(), _name(found), reverse("desk:import", args=[found.pk])) for found in rows]


def _name(found: ScheduleImport) -> str:
    name = found.table.get("title") or found.file_name or _("Pasted text")
    return _("A schedule waits to be taken over: %(name)s") % {"name": name}


def _jobs(request: HttpRequest) -> list[Line]:
    """One's own long work that ended lately. One query, and one for the titles."""
    since = clock.now() - timedelta(DAYS_TOLD)
    rows = jobs_for(request.user, Act.JOB_SEE).filter(
        kind=papers.KIND, started_by=who(request), ended_at__gte=since, state__in=[Job.State.DONE, Job.State.FAILED]
    )[:3]
    return [
        Line(line.about, f"{line.name}: {line.state}", reverse("desk:job", args=[line.job.pk]))
        for line in lines_of(rows)
    ]


@desk(Act.DESK_OPEN)
def nothing_here(request: HttpRequest, rest: str) -> HttpResponseBase:
    """/desk/… : whatever is not a page of the desk."""
    if not rest.endswith("/") and request.method == "GET":
        return redirect(f"{request.path}/")
    raise Http404
