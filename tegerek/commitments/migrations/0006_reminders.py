import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("commitments", "0005_word_links"),
        ("places", "0001_make_units_bodies_and_venues"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Reminder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("answer", "Answer"), ("commitment", "Commitment"), ("step", "Step")], max_length=12
                    ),
                ),
                ("key", models.BigIntegerField()),
                ("step", models.CharField(blank=True, max_length=60)),
                ("due_on", models.DateField()),
                (
                    "stage",
                    models.CharField(choices=[("post", "Post"), ("head", "Head"), ("public", "Public")], max_length=8),
                ),
                (
                    "to_post",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("ao_head", "Ao Head"),
                            ("council_chair", "Council Chair"),
                            ("ao_specialist", "Ao Specialist"),
                            ("executive_secretary", "Executive Secretary"),
                            ("deputy", "Deputy"),
                            ("village_head", "Village Head"),
                            ("ig_member", "Ig Member"),
                            ("jmeg_member", "Jmeg Member"),
                            ("raion_official", "Raion Official"),
                            ("other", "Other"),
                        ],
                        max_length=20,
                    ),
                ),
                ("raised_at", models.DateTimeField()),
                ("told_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "office",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.body"),
                ),
                (
                    "place",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.unit"),
                ),
                (
                    "to_body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.body",
                    ),
                ),
                (
                    "told_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["office", "ended_at"], name="reminders_of_office")],
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "key", "step", "due_on", "stage"), name="a_stage_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("kind", "key", "step"),
                        name="one_open_reminder_of_a_thing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("step", ""), ("kind", "step"), _connector="OR"),
                        name="only_a_step_has_its_name",
                    ),
                ],
            },
        ),
    ]
