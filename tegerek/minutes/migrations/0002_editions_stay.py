"""What was issued stays: the database itself refuses to change it or take it away, on both engines.

The one way past: the bytes of a file copy go once a Destruction stands for its edition; the row and its digest stay.
"""

from __future__ import annotations

from typing import Any

from django.db import migrations

# The bytes are emptied, nothing else is touched, and a record of the destruction stands.
ONLY_EMPTIED = """
    NEW.body IS NULL AND NEW.id = OLD.id AND NEW.edition_id = OLD.edition_id AND NEW.lang = OLD.lang
    AND NEW.form = OLD.form AND NEW.schema = OLD.schema AND NEW.sha256 = OLD.sha256
    AND EXISTS (SELECT 1 FROM minutes_destruction d JOIN minutes_edition e ON e.id = d.edition_id
                WHERE d.edition_id = OLD.edition_id AND e.kind = 'file')
"""
KEPT = ("minutes_edition", "minutes_issued", "minutes_destruction")
SQLITE = (
    *(
        f"""CREATE TRIGGER {table}_stays BEFORE DELETE ON {table}
        BEGIN SELECT RAISE(ABORT, 'what was issued stays'); END"""
        for table in KEPT
    ),
    *(
        f"""CREATE TRIGGER {table}_as_it_was BEFORE UPDATE ON {table}
        BEGIN SELECT RAISE(ABORT, 'what was issued stays as it was'); END"""
        for table in ("minutes_edition", "minutes_destruction")
    ),
    f"""CREATE TRIGGER minutes_issued_as_it_was BEFORE UPDATE ON minutes_issued
        WHEN NOT ({ONLY_EMPTIED})
        BEGIN SELECT RAISE(ABORT, 'what was issued stays as it was'); END""",
)
POSTGRESQL = (
    """CREATE FUNCTION minutes_stays() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'what was issued stays' USING ERRCODE = 'integrity_constraint_violation'; END $$""",
    f"""CREATE FUNCTION minutes_only_emptied() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF NOT ({ONLY_EMPTIED}) THEN
                RAISE EXCEPTION 'what was issued stays as it was' USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            RETURN NEW;
        END $$""",
    *(
        f"""CREATE TRIGGER {table}_stays BEFORE DELETE ON {table}
        FOR EACH ROW EXECUTE FUNCTION minutes_stays()"""
        for table in KEPT
    ),
    *(
        f"""CREATE TRIGGER {table}_as_it_was BEFORE UPDATE ON {table}
        FOR EACH ROW EXECUTE FUNCTION minutes_stays()"""
        for table in ("minutes_edition", "minutes_destruction")
    ),
    """CREATE TRIGGER minutes_issued_as_it_was BEFORE UPDATE ON minutes_issued
        FOR EACH ROW EXECUTE FUNCTION minutes_only_emptied()""",
)


def keep(apps: Any, schema_editor: Any) -> None:
    """Put the triggers beside the tables."""
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def let_go(apps: Any, schema_editor: Any) -> None:
    """Take the triggers away again."""
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    for table in KEPT:
        for name in ("stays", "as_it_was"):
            schema_editor.execute(f"DROP TRIGGER {table}_{name}" + (f" ON {table}" if is_postgresql else ""))
    if is_postgresql:
        for name in ("minutes_stays", "minutes_only_emptied"):
            schema_editor.execute(f"DROP FUNCTION {name}()")


class Migration(migrations.Migration):
    dependencies = [("minutes", "0001_tables")]

    operations = [migrations.RunPython(keep, let_go)]
