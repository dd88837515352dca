"""Long work, if this account may; else the 404 of work that does not exist."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from tegerek.jobs.models import Job
from tegerek.people.access import fetch, within
from tegerek.people.models import User
from tegerek.people.rights import Act

WITH = ("office", "started_by", "result")


def job_for(user: User | AnonymousUser, act: Act, key: int) -> Job:
    """With its office, who started it and its result. One query and that of the grants. Raises Http404."""
    return fetch(Job.objects.select_related(*WITH), user, act, pk=key)


def jobs_for(user: User | AnonymousUser, act: Act) -> QuerySet[Job]:
    """The long work this account may do the act to, the newest first."""
    return within(Job.objects.select_related(*WITH).order_by("-made_at", "-pk"), user, act)
