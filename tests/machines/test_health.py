"""What supervisors and load balancers ask."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tegerek.machines import health


def test_a_living_process_says_so_without_the_database(
    client: Client, db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        response = client.get("/healthz")

    assert (response.status_code, response.content) == (200, b"ok\n")
    assert response.headers["Cache-Control"] == "no-store"


def test_with_every_migration_applied_it_is_ready(client: Client, db: None) -> None:
    response = client.get("/readyz")

    assert (response.status_code, response.content) == (200, b"ok\n")


def test_while_a_migration_is_missing_it_is_not_ready(client: Client, db: None) -> None:
    (newest,) = MigrationLoader(connection).graph.leaf_nodes("programmes")
    MigrationRecorder(connection).record_unapplied(*newest)

    response = client.get("/readyz")

    assert (response.status_code, response.content) == (503, b"migrations missing\n")


def test_a_restored_copy_that_is_held_is_ready_and_says_so(client: Client, db: None, held: None) -> None:
    response = client.get("/readyz")

    assert (response.status_code, response.content) == (200, b"ok, held\n")


def test_with_a_full_disk_it_is_not_ready(client: Client, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "LEAST_FREE_BYTES", 10**18)

    response = client.get("/readyz")

    assert (response.status_code, response.content) == (503, b"disk full\n")


def test_without_its_database_it_lives_but_is_not_ready(client: Client, db: None) -> None:
    with connection.execute_wrapper(_gone):
        living, ready = client.get("/healthz"), client.get("/readyz")

    assert (living.status_code, ready.status_code, ready.content) == (200, 503, b"no database\n")


def _gone(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
    """A database that has just gone away."""
    raise OperationalError("server closed the connection unexpectedly")
