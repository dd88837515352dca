"""Beside a served demo: how its coordinator comes in and what to look at there, as JSON.

`python -m tests.coming_in` → {"session": "…", "meeting": 7, "programme": 4}: the seminar with the longest list, and the
programme of which most people came.
"""

from __future__ import annotations

import json
import sys

import django
from django.db.models import Count, Q


def main() -> None:
    django.setup()
    from django.test import Client  # slow import: the settings come first

    from tegerek.meetings.models import Meeting  # slow import: the settings come first
    from tegerek.people.models import Role, User  # slow import: the settings come first
    from tegerek.programmes.models import Programme  # slow import: the settings come first

    client = Client()
    client.force_login(User.objects.filter(grants__role=Role.COORDINATOR).order_by("pk")[0])
    came = Q(seminars__meeting__roster__morning=True)
    found = {
        "session": client.cookies["sessionid"].value,
        "meeting": Meeting.objects.annotate(n=Count("roster")).order_by("-n", "pk")[0].pk,
        "programme": Programme.objects.annotate(n=Count("pk", filter=came)).order_by("-n", "pk")[0].pk,
    }
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
