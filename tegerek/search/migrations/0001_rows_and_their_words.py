import django.db.models.deletion
from django.db import migrations, models

import tegerek.lib.fields

TABLES = ("search_publicrow", "search_deskrow")

# A table of FTS5 that keeps no text of its own: it reads the two columns of the rows. The rows' own triggers keep it
# true, whoever writes them. Without positions and sizes (detail, columnsize), which only ranking would need.
SQLITE = (
    """CREATE VIRTUAL TABLE {table}_words USING fts5(
        words, stems, content='{table}', content_rowid='id', tokenize='ascii', detail='none', columnsize=0)""",
    """CREATE TRIGGER {table}_made AFTER INSERT ON {table} BEGIN
        INSERT INTO {table}_words(rowid, words, stems) VALUES (new.id, new.words, new.stems); END""",
    """CREATE TRIGGER {table}_gone AFTER DELETE ON {table} BEGIN
        INSERT INTO {table}_words({table}_words, rowid, words, stems) VALUES ('delete', old.id, old.words, old.stems);
        END""",
    """CREATE TRIGGER {table}_changed AFTER UPDATE ON {table} BEGIN
        INSERT INTO {table}_words({table}_words, rowid, words, stems) VALUES ('delete', old.id, old.words, old.stems);
        INSERT INTO {table}_words(rowid, words, stems) VALUES (new.id, new.words, new.stems); END""",
)
# The words are folded already: they become a tsvector as they are, without PostgreSQL reading them once more.
POSTGRESQL = (
    """ALTER TABLE {table} ADD COLUMN vector tsvector GENERATED ALWAYS AS
        (array_to_tsvector(string_to_array(btrim(words || stems), ' '))) STORED""",
    "CREATE INDEX {table}_words ON {table} USING gin (vector)",
)


def keep_words(apps, schema_editor):
    """Let the database keep, beside each row, what it finds words by."""
    vendor = schema_editor.connection.vendor
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[vendor]:
        for table in TABLES:
            schema_editor.execute(statement.format(table=table))


def keep_none(apps, schema_editor):
    """Dropped with the tables on PostgreSQL; triggers too on SQLite, the tables of FTS5 by name."""
    if schema_editor.connection.vendor == "sqlite":
        for table in TABLES:
            for trigger in ("made", "gone", "changed"):
                schema_editor.execute(f"DROP TRIGGER {table}_{trigger}")
            schema_editor.execute(f"DROP TABLE {table}_words")


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("places", "0001_make_units_bodies_and_venues"),
    ]

    operations = [
        migrations.CreateModel(
            name="Reading",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("last", models.BigIntegerField(default=0)),
                ("awaited", models.JSONField(default=dict)),
            ],
        ),
        migrations.CreateModel(
            name="PublicRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("thing_label", models.CharField(max_length=60)),
                ("thing_key", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("place", "Place"),
                            ("programme", "Programme"),
                            ("topic", "Topic"),
                            ("release", "Release"),
                            ("meeting", "Meeting"),
                            ("item", "Item"),
                            ("person", "Person"),
                        ],
                        max_length=10,
                    ),
                ),
                ("sort", models.CharField(blank=True, max_length=30)),
                ("part", models.PositiveSmallIntegerField(default=0)),
                ("ref", models.CharField(blank=True, max_length=120)),
                ("title", tegerek.lib.fields.SaidField()),
                ("context", tegerek.lib.fields.SaidField()),
                ("state", models.CharField(blank=True, max_length=10)),
                ("day", models.DateField(null=True)),
                ("weight", models.PositiveSmallIntegerField()),
                ("heads", models.TextField()),
                ("words", models.TextField()),
                ("stems", models.TextField()),
                ("owner", models.BigIntegerField(null=True)),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("thing_label", "thing_key", "kind", "part"), name="a_public_row_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DeskRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("thing_label", models.CharField(max_length=60)),
                ("thing_key", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("place", "Place"),
                            ("programme", "Programme"),
                            ("topic", "Topic"),
                            ("release", "Release"),
                            ("meeting", "Meeting"),
                            ("item", "Item"),
                            ("person", "Person"),
                        ],
                        max_length=10,
                    ),
                ),
                ("sort", models.CharField(blank=True, max_length=30)),
                ("part", models.PositiveSmallIntegerField(default=0)),
                ("ref", models.CharField(blank=True, max_length=120)),
                ("title", tegerek.lib.fields.SaidField()),
                ("context", tegerek.lib.fields.SaidField()),
                ("state", models.CharField(blank=True, max_length=10)),
                ("day", models.DateField(null=True)),
                ("weight", models.PositiveSmallIntegerField()),
                ("heads", models.TextField()),
                ("words", models.TextField()),
                ("stems", models.TextField()),
                (
                    "office",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.body"),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("thing_label", "thing_key", "kind", "part"), name="a_desk_row_once")
                ],
            },
        ),
        migrations.RunPython(keep_words, keep_none),
    ]
