"""Beside a served demo: seat people, plant every text column, and print as JSON how to come in and what there is.

`python -m tests.planted` → {"sessions": {"coordinator": …}, "known": {"meeting": ["1", …]}, "planted": [[…]]}
"""

from __future__ import annotations

import json
import sys
from dataclasses import astuple

import django
from django.db import transaction


def main() -> None:
    django.setup()
    from django.http import HttpResponse  # slow import
    from django.test import Client  # slow import

    from tegerek.lib import clock  # slow import
    from tegerek.people.signing_in import remember_computer  # slow import
    from tests.planted import company, rows  # slow import
    from tests.planted.known import known  # slow import

    now = clock.now()
    with transaction.atomic():
        company.seat(now)
        members = company.engage(now)
        token = company.share_computer(members.values(), now)
    sessions = {}
    for role, user in members.items():
        client = Client()
        client.force_login(user)
        sessions[role] = f"sessionid={client.cookies['sessionid'].value}"
    answer = HttpResponse()
    remember_computer(answer, token)
    sessions["computer"] = f"computer={answer.cookies['computer'].value}"
    with transaction.atomic():
        planted = rows.plant()
    rows.make_derived_anew()
    company.work(now)
    planted += rows.planted_since()
    json.dump({"sessions": sessions, "known": known(), "planted": [astuple(each) for each in planted]}, sys.stdout)


if __name__ == "__main__":
    main()
