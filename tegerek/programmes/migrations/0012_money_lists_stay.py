"""What was issued of a money list stays: the database itself refuses to change it or take it away, on both engines.

The one way past: the bytes of a piece are emptied once their list has a day of destruction; row and digest stay.
"""

from __future__ import annotations

from typing import Any

from django.db import migrations

LIST, PIECE = "programmes_paylist", "programmes_paypiece"
ONLY_EMPTIED = """
    NEW.body IS NULL AND NEW.id = OLD.id AND NEW.pay_list_id = OLD.pay_list_id AND NEW.lang = OLD.lang
    AND NEW.form = OLD.form AND NEW.sha256 = OLD.sha256
    AND EXISTS (SELECT 1 FROM programmes_paylist l WHERE l.id = OLD.pay_list_id AND l.keep_until IS NOT NULL)
"""
SQLITE = (
    *(
        f"""CREATE TRIGGER {table}_stays BEFORE DELETE ON {table}
        BEGIN SELECT RAISE(ABORT, 'what was issued stays'); END"""
        for table in (LIST, PIECE)
    ),
    f"""CREATE TRIGGER {LIST}_as_it_was BEFORE UPDATE ON {LIST}
        BEGIN SELECT RAISE(ABORT, 'what was issued stays as it was'); END""",
    f"""CREATE TRIGGER {PIECE}_as_it_was BEFORE UPDATE ON {PIECE}
        WHEN NOT ({ONLY_EMPTIED})
        BEGIN SELECT RAISE(ABORT, 'what was issued stays as it was'); END""",
)
# The function that keeps issued minutes refuses here too.
POSTGRESQL = (
    f"""CREATE FUNCTION {PIECE}_only_emptied() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF NOT ({ONLY_EMPTIED}) THEN
                RAISE EXCEPTION 'what was issued stays as it was' USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            RETURN NEW;
        END $$""",
    *(
        f"CREATE TRIGGER {table}_stays BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION minutes_stays()"
        for table in (LIST, PIECE)
    ),
    f"CREATE TRIGGER {LIST}_as_it_was BEFORE UPDATE ON {LIST} FOR EACH ROW EXECUTE FUNCTION minutes_stays()",
    f"""CREATE TRIGGER {PIECE}_as_it_was BEFORE UPDATE ON {PIECE}
        FOR EACH ROW EXECUTE FUNCTION {PIECE}_only_emptied()""",
)


def keep(apps: Any, schema_editor: Any) -> None:
    """Put the triggers beside the tables."""
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def let_go(apps: Any, schema_editor: Any) -> None:
    """Take the triggers away again."""
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    for table in (LIST, PIECE):
        for name in ("stays", "as_it_was"):
            schema_editor.execute(f"DROP TRIGGER {table}_{name}" + (f" ON {table}" if is_postgresql else ""))
    if is_postgresql:
        schema_editor.execute(f"DROP FUNCTION {PIECE}_only_emptied()")


class Migration(migrations.Migration):
    dependencies = [("programmes", "0011_trainers_and_money"), ("minutes", "0002_editions_stay")]

    operations = [migrations.RunPython(keep, let_go)]
