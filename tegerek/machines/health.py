"""Whether this process lives, and whether it can work: for supervisors and load balancers."""

from __future__ import annotations

from http import HTTPStatus

from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse

from tegerek.machines.gate import public


@public
def lives(request: HttpRequest) -> HttpResponse:
    """/healthz : the process answers. Asks no database: a slow one must not get this process killed."""
    return _answer("ok")


@public
def ready(request: HttpRequest) -> HttpResponse:
    """/readyz : the database answers and has every migration of this code; 503 and the reason otherwise."""
    try:
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except Error:
        return _answer("no database", HTTPStatus.SERVICE_UNAVAILABLE)
    return _answer("migrations missing", HTTPStatus.SERVICE_UNAVAILABLE) if missing else _answer("ok")


def _answer(word: str, status: HTTPStatus = HTTPStatus.OK) -> HttpResponse:
    """A word for machines, the same in every language."""
    return HttpResponse(f"{word}\n", content_type="text/plain", status=status, headers={"Cache-Control": "no-store"})
