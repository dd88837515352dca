"""Figures that were frozen stay: the database itself refuses to change them or take them away, on both engines."""

from __future__ import annotations

from typing import Any

from django.db import migrations

TABLE = "learning_learnt"
EVENTS = {"stays": "DELETE", "as_it_was": "UPDATE"}
# By engine: what the database does. The function that keeps certificates refuses here too.
REFUSE = {
    "sqlite": "BEGIN SELECT RAISE(ABORT, 'what was frozen stays'); END",
    "postgresql": "FOR EACH ROW EXECUTE FUNCTION certificates_stay()",
}


def keep(apps: Any, schema_editor: Any) -> None:
    """Put the triggers beside the table."""
    does = REFUSE[schema_editor.connection.vendor]
    for name, event in EVENTS.items():
        schema_editor.execute(f"CREATE TRIGGER {TABLE}_{name} BEFORE {event} ON {TABLE} {does}")


def let_go(apps: Any, schema_editor: Any) -> None:
    """Take the triggers away again."""
    on = f" ON {TABLE}" if schema_editor.connection.vendor == "postgresql" else ""
    for name in EVENTS:
        schema_editor.execute(f"DROP TRIGGER {TABLE}_{name}{on}")


class Migration(migrations.Migration):
    dependencies = [("learning", "0003_certificates_stay")]

    operations = [migrations.RunPython(keep, let_go)]
