"""What was frozen of a report stays: the database itself refuses to change it or take it away, on both engines.

Title and disclaimer are left out: an erasure takes a name out of them.
"""

from __future__ import annotations

from typing import Any

from django.db import migrations

REPORT, ROW = "programmes_seriesreport", "programmes_reportrow"
FROZEN = {
    REPORT: "number, cut_off, figures, issued_at",
    ROW: "post, sex, age, is_target, is_listed, is_confirmed, came",
}
FUNCTION = """CREATE FUNCTION programmes_stays() RETURNS trigger AS $$
    BEGIN RAISE EXCEPTION 'what was issued stays' USING ERRCODE = 'integrity_constraint_violation'; END
    $$ LANGUAGE plpgsql"""


def keep(apps: Any, schema_editor: Any) -> None:
    """Put the triggers beside the tables."""
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    if not is_sqlite:
        schema_editor.execute(FUNCTION)
    does = "BEGIN SELECT RAISE(ABORT, 'what was issued stays'); END"
    does = does if is_sqlite else "FOR EACH ROW EXECUTE FUNCTION programmes_stays()"
    for table, columns in FROZEN.items():
        schema_editor.execute(f"CREATE TRIGGER {table}_stays BEFORE DELETE ON {table} {does}")
        schema_editor.execute(f"CREATE TRIGGER {table}_as_it_was BEFORE UPDATE OF {columns} ON {table} {does}")


def let_go(apps: Any, schema_editor: Any) -> None:
    """Take the triggers away again."""
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    for table in FROZEN:
        on = "" if is_sqlite else f" ON {table}"
        for name in ("stays", "as_it_was"):
            schema_editor.execute(f"DROP TRIGGER {table}_{name}{on}")
    if not is_sqlite:
        schema_editor.execute("DROP FUNCTION programmes_stays()")


class Migration(migrations.Migration):
    dependencies = [("programmes", "0009_materials_and_reports")]

    operations = [migrations.RunPython(keep, let_go)]
