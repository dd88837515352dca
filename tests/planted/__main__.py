"""Beside a served demo: seat people, plant every text column, and print as JSON how to come in and what there is.

`python -m tests.planted` → {"sessions": {"coordinator": …}, "known": {"meeting": ["1", …]}, "planted": [[…]]}
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
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
    json.dump({"sessions": sessions, "known": known(), "planted": [astuple(each) for each in planted]}, sys.stdout)


def known() -> dict[str, Sequence[str]]:
    """Keys of every table by its name, and values for the other arguments of addresses."""
    from tegerek.documents.papers.appeals import KINDS as APPEALS  # slow import
    from tegerek.documents.papers.call.pack import CALL_KINDS  # slow import
    from tegerek.documents.papers.kinds import KINDS  # slow import
    from tegerek.files.models import File, Purpose  # slow import
    from tegerek.meetings.handouts import HANDED_OUT  # slow import
    from tegerek.meetings.models import Meeting  # slow import
    from tegerek.voices.models import Initiative, Voice  # slow import
    from tests.planted import rows  # slow import

    found: dict[str, Sequence[str]] = {
        model.__name__.lower(): [
            str(pk) for pk in model._default_manager.order_by("pk").values_list("pk", flat=True)[:12]
        ]
        for model in rows.our_models()
    }
    for model in rows.our_models():
        if "slug" in {field.name for field in model._meta.concrete_fields}:
            noun = {"Unit": "places", "Programme": "programmes"}.get(model.__name__, model.__name__.lower())
            found[f"{noun} slug"] = list(model._default_manager.order_by("pk").values_list("slug", flat=True)[:12])
    called = Meeting.objects.exclude(number=None).order_by("pk")
    numbers = [str(number) for number in called.values_list("number", flat=True)]
    days = [day.isoformat() for day in called.values_list("held_on", flat=True) if day]
    scans = File.objects.filter(purpose=Purpose.SCAN, closed_at=None).order_by("pk").values_list("pk", flat=True)[:4]
    handed = File.objects.filter(purpose__in=HANDED_OUT).order_by("pk").values_list("pk", flat=True)[:4]
    received = Initiative.objects.exclude(number=None).order_by("pk").values_list("number", flat=True)
    asked = [str(number) for number in received]
    slips = Voice.objects.exclude(number=None).order_by("-recorded_at", "pk").values_list("number", flat=True)
    questions = [str(number) for number in slips]
    return found | {
        "lang": ["ky", "ru", "en"],
        "number": numbers,
        "ref": numbers,
        "day": days,
        "first": [day[:7] for day in days],
        "scans scan": [str(pk) for pk in scans],
        "procedure": ["assembly", "seminar", "budget-hearing", "report"],
        "handouts paper": [str(pk) for pk in handed],
        "papers paper": [str(pk) for pk in handed],
        "initiatives number": asked,
        "questions number": questions,
        "desk/meetings kind": [*KINDS, *CALL_KINDS],
        "desk/initiatives kind": [*APPEALS],
        "desk/meetings form": ["docx", "pdf"],
        "desk/initiatives form": ["docx", "pdf"],
        "form": ["docx", "pdf", "html", "txt", "xlsx", "csv"],
        "rest": ["nowhere/"],
    }


if __name__ == "__main__":
    main()
