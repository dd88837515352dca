"""Whether this process lives, and whether it can work: for supervisors and load balancers."""

from __future__ import annotations

import shutil
from http import HTTPStatus

from django.conf import settings
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse

from tegerek.jobs import engine
from tegerek.lib.held import is_held
from tegerek.machines.gate import public

LEAST_FREE_BYTES = 20 * 1024 * 1024


@public
def lives(request: HttpRequest) -> HttpResponse:
    """/healthz : the process answers. Asks no database: a slow one must not get this process killed."""
    return _answer("ok")


@public
def ready(request: HttpRequest) -> HttpResponse:
    """/readyz : the database answers and has every migration of this code, and the disk has room; else 503 and why.

    What does not keep people from working is told behind “ok”: a restored copy that is held; a queue that does not
    answer, for what is started waits in the database.
    """
    try:
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except Error:
        return _answer("no database", HTTPStatus.SERVICE_UNAVAILABLE)
    if missing:
        return _answer("migrations missing", HTTPStatus.SERVICE_UNAVAILABLE)
    if shutil.disk_usage(settings.VAR).free < LEAST_FREE_BYTES:
        return _answer("disk full", HTTPStatus.SERVICE_UNAVAILABLE)
    notes = ["held"] if is_held() else []
    notes += [] if engine.answers() else ["no queue"]
    return _answer(", ".join(["ok", *notes]))


def _answer(word: str, status: HTTPStatus = HTTPStatus.OK) -> HttpResponse:
    """A word for machines, the same in every language."""
    return HttpResponse(f"{word}\n", content_type="text/plain", status=status, headers={"Cache-Control": "no-store"})
