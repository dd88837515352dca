"""Long work as those see it who wait for it: how far it is, stop, result, again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_GET, require_POST

from tegerek.documents.samples import said_as_sample
from tegerek.jobs.access import job_for, jobs_for
from tegerek.jobs.actions import ask_to_stop
from tegerek.jobs.models import Job
from tegerek.learning import certificates
from tegerek.lib import clock
from tegerek.lib.errors import Refusal
from tegerek.lib.pages import number_of, page_of
from tegerek.lib.said import Said
from tegerek.meetings import cards, listing
from tegerek.people.access import may
from tegerek.people.rights import Act
from tegerek.programmes import imports, papers, whole_file
from tegerek.programmes.models import Programme
from tegerek.voices import bringing
from tegerek.web.downloads import download
from tegerek.web.gate import desk, who

KINDS = {
    papers.KIND: gettext_lazy("Papers of a series"),
    whole_file.KIND: gettext_lazy("The whole programme as a file"),
    certificates.KIND: gettext_lazy("Issuing certificates"),
    cards.KIND: gettext_lazy("Invitation cards"),
    imports.KIND: gettext_lazy("Reading a schedule"),
    listing.READ: gettext_lazy("Reading a list of participants"),
    listing.TAKE: gettext_lazy("Taking over a list of participants"),
    bringing.READ: gettext_lazy("Reading a table of questions"),
    bringing.TAKE: gettext_lazy("Taking over a table of questions"),
}
# What other work works on has a page of its own.
PAGES = {
    imports.KIND: ("desk:import", gettext_lazy("To the schedule")),
    certificates.KIND: ("desk:certificates", gettext_lazy("To the certificates")),
    cards.KIND: ("desk:papers", gettext_lazy("To the papers of the meeting")),
    listing.READ: ("desk:list", gettext_lazy("To the list")),
    listing.TAKE: ("desk:list", gettext_lazy("To the list")),
    bringing.READ: ("desk:source-rows", gettext_lazy("To the table")),
    bringing.TAKE: ("desk:source-rows", gettext_lazy("To the table")),
}
STATES = {
    Job.State.WAITING: pgettext_lazy("long work", "waits"),
    Job.State.RUNNING: pgettext_lazy("long work", "is being done"),
    Job.State.DONE: pgettext_lazy("long work", "done"),
    Job.State.FAILED: pgettext_lazy("long work", "failed"),
    Job.State.STOPPED: pgettext_lazy("long work", "stopped"),
}
LOOK_SECONDS = 2


@dataclass(frozen=True)
class JobLine:
    """A piece of long work in words. about: the thing it works on; page: its address, "" where it has none; way: what
    the link there says where `about` is empty.
    """

    job: Job
    name: str
    state: str
    about: Said
    page: str
    way: str
    stops_soon: bool


@desk(Act.JOB_SEE)
@require_GET
def jobs(request: HttpRequest) -> HttpResponse:
    """/desk/jobs/ : what was started, by whom, how far it is."""
    page = page_of(
        jobs_for(request.user, Act.JOB_SEE), lambda row: row, number=number_of(request.GET.get("page")), most=50
    )
    lines = lines_of(page.lines)
    answer = render(request, "desk/jobs/list.html", {"lines": lines, "page": page})
    return _looking_again(answer, any(line.job.is_open for line in lines))


@desk(Act.JOB_SEE)
@require_GET
def job(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/jobs/7/ : how far it is; at the end what came of it, or why nothing did. Asks again by itself."""
    found = job_for(request.user, Act.JOB_SEE, key)
    (line,) = lines_of([found])
    context = {
        "line": line,
        "job": found,
        "why": why_not(found),
        "may_fetch": found.result is not None and may_fetch(request, found),
        "may_stop": may(request.user, Act.JOB_STOP, found),
        "may_again": can_again(found) and may_begin_again(request, found),
    }
    return _looking_again(render(request, "desk/jobs/job.html", context), found.is_open)


@desk(Act.JOB_STOP)
@require_POST
def stop(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/jobs/7/stop/ : stop at the next step."""
    ask_to_stop(job_for(request.user, Act.JOB_STOP, key), by=who(request), now=clock.now())
    return redirect("desk:job", key)


@desk(Act.JOB_STOP)
@require_POST
def again(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/jobs/7/again/ : the same once more, with what is known today."""
    found = job_for(request.user, Act.JOB_STOP, key)
    if can_again(found) and not may_begin_again(request, found):
        raise Http404
    if not can_again(found):
        messages.error(request, _("This cannot be begun again from here."))
        return redirect("desk:job", key)
    programme = Programme.objects.select_related("office").get(pk=found.subject)
    options = found.options
    phones = bool(options["phones"]) and may(request.user, Act.PHONE_SEE, found)
    try:
        begun = papers.start_series(
            programme, lang=options["lang"], form=options["form"], phones=phones, by=who(request), now=clock.now()
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("desk:job", key)
    return redirect("desk:job", begun.pk)


@desk(Act.JOB_SEE)
@require_GET
def result(request: HttpRequest, key: int) -> HttpResponseBase:
    """/desk/jobs/7/result/ : the file that came of it; names stand in it, so only for those who may see them."""
    found = job_for(request.user, Act.JOB_SEE, key)
    if found.result is None or not may_fetch(request, found):
        raise Http404
    return download(found.result, name=found.result.name)


def lines_of(found: Iterable[Job]) -> list[JobLine]:
    """Each piece of work with the words for it. One query more for all series together."""
    rows = list(found)
    keys: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        keys[row.kind].add(row.subject)
    ours = keys[papers.KIND] | keys[whole_file.KIND]
    named = Programme.objects.filter(pk__in=ours).only("title", "is_sample")
    titles = {one.pk: said_as_sample(one.title, one.is_sample) for one in named}
    return [_line(row, titles) for row in rows]


def why_not(found: Job) -> str:
    """Why nothing came of it, in a sentence; "" for what is open or done."""
    if found.state == Job.State.STOPPED:
        return _("It was stopped. Nothing was left half done.")
    if found.state != Job.State.FAILED:
        return ""
    if found.trouble == "refused" and found.kind not in {papers.KIND, cards.KIND, certificates.KIND}:
        return _("It could not be read; its own page says why, and what to do.")
    if found.trouble == "refused":
        return _("A text holds signs that no font of ours can print. Fetch the papers one by one: that one names them.")
    if found.trouble == "worker_lost":
        return _("The machine that did the work stopped several times. Tell whoever looks after the system.")
    return _(
        "Something went wrong on our side. Try again; if it happens once more, tell whoever looks after the system."
    )


def can_again(found: Job) -> bool:
    """Whether the same can be begun once more from its page."""
    return found.kind == papers.KIND and not found.is_open


def may_begin_again(request: HttpRequest, found: Job) -> bool:
    """Whether this account may begin such work: the papers of a series are for whoever writes its letters."""
    return all(may(request.user, act, found) for act in (Act.JOB_STOP, Act.LETTER_WRITE, Act.ROSTER_SEE))


def may_fetch(request: HttpRequest, found: Job) -> bool:
    """Whether this account may have the file: it may see the people in it, and their phones if these stand there."""
    acts = [Act.ROSTER_SEE] + ([Act.PHONE_SEE] if found.options.get("phones") else [])
    return all(may(request.user, act, found) for act in acts)


def _line(row: Job, titles: dict[int, Said]) -> JobLine:
    about = titles.get(row.subject, Said()) if row.kind in {papers.KIND, whole_file.KIND} else Said()
    name, way = PAGES.get(row.kind, ("desk:programme" if about else "", ""))
    return JobLine(
        job=row,
        name=str(KINDS.get(row.kind, _("Long work"))),
        state=str(STATES[Job.State(row.state)]),
        about=about,
        page=reverse(name, args=[row.subject]) if name else "",
        way=str(way),
        stops_soon=row.is_open and row.stop_asked_at is not None,
    )


def _looking_again(answer: HttpResponse, is_open: bool) -> HttpResponse:
    """While something is open the page asks again by itself, without a script."""
    if is_open:
        answer.headers["Refresh"] = str(LOOK_SECONDS)
    return answer
