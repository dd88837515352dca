import psycopg
import pytest

from tests import postgres

pytestmark = pytest.mark.machine


def test_a_server_to_throw_away_sorts_by_code_point_and_is_gone_when_stopped() -> None:
    server = postgres.start()

    try:
        with psycopg.connect(server.url) as connection:
            told = connection.execute("SELECT current_database(), 'я' < 'ө', version() LIKE 'PostgreSQL%'").fetchone()
    finally:
        server.stop()

    assert told == ("tegerek", True, True)
    assert server.process.returncode == 0
    assert not server.folder.exists()
