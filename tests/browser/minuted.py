"""Run beside the demo before it is served: minutes are begun, two who write them and a monitor are signed in.

`python -m tests.browser.minuted` → {"page": "/desk/meetings/7/minutes/", "object": "/desk/objects/3/", "sessions": {…}}
with a session for each role: clerk, secretary, jmeg.
"""

from __future__ import annotations

import json
import sys

import django


def main() -> None:
    django.setup()
    from django.test import Client  # slow import: needs the settings

    from tegerek.commitments.models import MonitoredObject  # slow import: needs the tables
    from tegerek.lib import clock  # slow import: needs the settings
    from tegerek.meetings.models import Meeting  # slow import: needs the tables
    from tegerek.minutes.actions import begin_minutes  # slow import: needs the tables
    from tegerek.people.models import User  # slow import: needs the tables

    meeting = Meeting.objects.filter(closing__isnull=False, kind="assembly", minutes=None).order_by("pk")[0]
    begin_minutes(meeting, by=None, now=clock.now())
    sessions = {}
    for role, email in (
        ("clerk", "gulnaz@kok-bulut.example"),
        ("secretary", "tolgonai@kok-bulut.example"),
        ("jmeg", "omurbek@kok-bulut.example"),
    ):
        client = Client()
        User.objects.filter(email=email).update(language="en")
        client.force_login(User.objects.get(email=email))
        sessions[role] = client.cookies["sessionid"].value
    road = MonitoredObject.objects.filter(visits=None).order_by("pk")[0]
    said = {"page": f"/desk/meetings/{meeting.pk}/minutes/", "object": f"/desk/objects/{road.pk}/"}
    json.dump({**said, "sessions": sessions}, sys.stdout)


if __name__ == "__main__":
    main()
