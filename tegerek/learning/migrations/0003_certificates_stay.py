"""A certificate that was issued stays: the database itself refuses to change it or take it away, on both engines.

Four things may still happen to it: it is revoked, once; the reason for that loses a name; what leads to the name is
emptied, all of it together; and two cards that were the same person's become one. The name as it was printed can only
be emptied.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import migrations

FROZEN = (
    "id",
    "programme_id",
    "seminar_id",
    "name_id",
    "year",
    "serial",
    "number",
    "code",
    "lang",
    "issued_on",
    "printed",
    "key",
    "look",
    "issued_at",
    "issued_by_id",
    "replaces_id",
)
TO_THE_NAME = ("payload", "signature", "sha256")
REVOKING = ("revoked_at", "revoked_by_id")


def _same(names: Iterable[str]) -> str:
    """{same} stands for the way in which an engine compares values, empty ones too."""
    return " AND ".join(f"NEW.{name} {{same}} OLD.{name}" for name in names)


def _empty(names: Iterable[str]) -> str:
    return " AND ".join(f"NEW.{name} = ''" for name in names)


# By table: what an update may do to it.
ALLOWED = {
    "learning_certificate": (
        f"{_same(FROZEN)} AND (({_same(TO_THE_NAME)}) OR ({_empty(TO_THE_NAME)}))"
        f" AND (OLD.revoked_at IS NULL OR ({_same(REVOKING)}))"
    ),
    "people_papername": f"{_same(('id', 'lang', 'written_at', 'by_id'))} AND ({_same(['name'])} OR {_empty(['name'])})",
}
SQLITE = tuple(
    statement
    for table, allowed in ALLOWED.items()
    for statement in (
        f"""CREATE TRIGGER {table}_stays BEFORE DELETE ON {table}
        BEGIN SELECT RAISE(ABORT, 'what was issued stays'); END""",
        f"""CREATE TRIGGER {table}_as_it_was BEFORE UPDATE ON {table}
        WHEN NOT ({allowed.format(same="IS")})
        BEGIN SELECT RAISE(ABORT, 'what was issued stays as it was'); END""",
    )
)
POSTGRESQL = (
    """CREATE FUNCTION certificates_stay() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'what was issued stays' USING ERRCODE = 'integrity_constraint_violation'; END $$""",
    *(
        statement
        for table, allowed in ALLOWED.items()
        for statement in (
            f"""CREATE TRIGGER {table}_stays BEFORE DELETE ON {table}
            FOR EACH ROW EXECUTE FUNCTION certificates_stay()""",
            f"""CREATE TRIGGER {table}_as_it_was BEFORE UPDATE ON {table}
            FOR EACH ROW WHEN (NOT ({allowed.format(same="IS NOT DISTINCT FROM")}))
            EXECUTE FUNCTION certificates_stay()""",
        )
    ),
)


def keep(apps: Any, schema_editor: Any) -> None:
    """Put the triggers beside the tables."""
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def let_go(apps: Any, schema_editor: Any) -> None:
    """Take the triggers away again."""
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    for table in ALLOWED:
        for name in ("stays", "as_it_was"):
            schema_editor.execute(f"DROP TRIGGER {table}_{name}" + (f" ON {table}" if is_postgresql else ""))
    if is_postgresql:
        schema_editor.execute("DROP FUNCTION certificates_stay()")


class Migration(migrations.Migration):
    dependencies = [("learning", "0002_certificates"), ("people", "0006_names_on_paper")]

    operations = [migrations.RunPython(keep, let_go)]
