"""What is near its day or past it: the list of the desk, who was told, the call list on paper."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tegerek.commitments.access import Scope, scope_for
from tegerek.commitments.due_sheets import DueGroup, due_groups
from tegerek.commitments.reminders import tell, untell
from tegerek.commitments.rules import HEAD_AFTER, PUBLIC_AFTER, REMIND_BEFORE
from tegerek.documents.papers.call_list import call_list_papers
from tegerek.documents.papers.kinds import FORMS
from tegerek.documents.papers.parts import LANGS
from tegerek.lib import clock
from tegerek.people.access import contacts_for, reach
from tegerek.people.models import Post, Role
from tegerek.people.rights import Act
from tegerek.web.downloads import made_file
from tegerek.web.gate import desk, who

# Which post somebody holds who works here in that role.
POSTS = {
    Role.AO_HEAD: Post.AO_HEAD,
    Role.SECRETARY: Post.EXECUTIVE_SECRETARY,
    Role.DEPUTY: Post.DEPUTY,
    Role.IG: Post.IG_MEMBER,
    Role.JMEG: Post.JMEG_MEMBER,
}
MINE = "mine"


@desk(Act.COMMITMENT_SEE)
@require_GET
def due(request: HttpRequest) -> HttpResponse:
    """/desk/due/?whose=mine : what is near its day or past it, by whom it is to be told. Twenty-two queries at most."""
    today, posts = clock.today(), own_posts(request)
    is_mine = request.GET.get("whose") == MINE and bool(posts)
    groups = _groups(request, scope_for(request.user, Act.COMMITMENT_SEE), posts if is_mine else None)
    context = {
        "groups": groups,
        "today": today,
        "lang": get_language() or "ky",
        "is_mine": is_mine,
        "has_own": bool(posts),
        "number": sum(len(group.lines) for group in groups),
        "untold": sum(len(group.untold) for group in groups),
        "may_tell": bool(reach(request.user, Act.COMMITMENT_EDIT)),
        "may_print": bool(reach(request.user, Act.PERSON_SEE)),
        "days": {**REMIND_BEFORE, "head": HEAD_AFTER, "public": PUBLIC_AFTER},
    }
    return render(request, "desk/due/list.html", context)


@desk(Act.COMMITMENT_EDIT)
@require_POST
def telling(request: HttpRequest) -> HttpResponse:
    """/desk/due/telling/ : they were told of these, or that was a mistake."""
    scope, refs = scope_for(request.user, Act.COMMITMENT_EDIT), request.POST.getlist("ref")
    if request.POST.get("told") == "no":
        untell(scope, refs, by=who(request), now=clock.now())
        messages.success(request, _("Taken back: they stand as not told."))
    else:
        number = tell(scope, refs, by=who(request), now=clock.now())
        said = ngettext("Written down: told of %(n)d thing.", "Written down: told of %(n)d things.", number)
        messages.success(request, said % {"n": number})
    return redirect("desk:due")


@desk(Act.PERSON_SEE)
@require_GET
def call_list(request: HttpRequest, form: str) -> HttpResponse:
    """/desk/due/call-list.docx?lang=ky : whom to phone, with phones for whoever may see them."""
    if form not in FORMS:
        raise Http404
    asked = request.GET.get("lang", "")
    lang = asked if asked in LANGS else "ky"
    groups = _groups(request, scope_for(request.user, Act.PERSON_SEE), None)
    body = FORMS[form].write(call_list_papers(groups, lang, clock.today(), clock.now()))
    return made_file(body, FORMS[form].content_type, f"call-list-{clock.today().isoformat()}-{lang}.{form}")


def own_posts(request: HttpRequest) -> list[str]:
    """The posts this account holds by its roles. One query."""
    roles = set(who(request).grants.values_list("role", flat=True))
    return [post.value for role, post in POSTS.items() if role in roles]


def _groups(request: HttpRequest, scope: Scope, posts: list[str] | None) -> tuple[DueGroup, ...]:
    """With names for those who work with people, and phones for those who may see them."""
    names, phones = bool(reach(request.user, Act.PERSON_SEE)), contacts_for(request.user)
    return due_groups(scope, clock.today(), posts=posts, persons=names, contacts=phones)
