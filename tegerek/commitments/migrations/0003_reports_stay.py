"""What was frozen of a given report stays: the database itself refuses to change it or take it away, on both engines."""

from __future__ import annotations

from typing import Any

from django.db import migrations

TABLE = "commitments_reportpiece"
# On PostgreSQL the function that keeps issued minutes refuses here too.
SQLITE = (
    f"""CREATE TRIGGER {TABLE}_stays BEFORE DELETE ON {TABLE}
    BEGIN SELECT RAISE(ABORT, 'what was issued stays'); END""",
    f"""CREATE TRIGGER {TABLE}_as_it_was BEFORE UPDATE ON {TABLE}
    BEGIN SELECT RAISE(ABORT, 'what was issued stays as it was'); END""",
)
POSTGRESQL = (
    f"CREATE TRIGGER {TABLE}_stays BEFORE DELETE ON {TABLE} FOR EACH ROW EXECUTE FUNCTION minutes_stays()",
    f"CREATE TRIGGER {TABLE}_as_it_was BEFORE UPDATE ON {TABLE} FOR EACH ROW EXECUTE FUNCTION minutes_stays()",
)


def keep(apps: Any, schema_editor: Any) -> None:
    """Put the triggers beside the table."""
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def let_go(apps: Any, schema_editor: Any) -> None:
    """Take the triggers away again."""
    on = f" ON {TABLE}" if schema_editor.connection.vendor == "postgresql" else ""
    for name in ("stays", "as_it_was"):
        schema_editor.execute(f"DROP TRIGGER {TABLE}_{name}{on}")


class Migration(migrations.Migration):
    dependencies = [("commitments", "0002_reports"), ("minutes", "0002_editions_stay")]

    operations = [migrations.RunPython(keep, let_go)]
