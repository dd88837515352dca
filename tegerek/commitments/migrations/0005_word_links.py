import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def mark_replaced(apps, schema_editor):
    """Of each person the last word of a decision counts; the earlier ones were replaced when the next one came."""
    words = apps.get_model("commitments", "ResidentWord").objects.filter(person__isnull=False)
    later = {}
    for key, commitment, person, at in words.order_by("-pk").values_list("pk", "commitment", "person", "at"):
        if (commitment, person) in later:
            words.filter(pk=key).update(replaced_at=later[commitment, person])
        later[commitment, person] = at


class Migration(migrations.Migration):
    dependencies = [
        ("commitments", "0004_monitoring"),
        ("meetings", "0008_rank_of_the_rule_departed_from"),
        ("people", "0004_cards_links_computers_sittings"),
        ("places", "0001_make_units_bodies_and_venues"),
        ("voices", "0004_how_a_dispute_came_in"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="residentword",
            name="replaced_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.RunPython(mark_replaced, migrations.RunPython.noop),
        migrations.CreateModel(
            name="WordLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("seed", models.CharField(max_length=40)),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="word_links", to="meetings.meeting"
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.body"),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="word_links",
                        to="people.person",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.unit"),
                ),
                (
                    "voice",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="word_links",
                        to="voices.voice",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.AddField(
            model_name="residentword",
            name="link",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="words",
                to="commitments.wordlink",
            ),
        ),
        migrations.AddConstraint(
            model_name="residentword",
            constraint=models.UniqueConstraint(
                condition=models.Q(("person__isnull", False), ("replaced_at", None)),
                fields=("commitment", "person"),
                name="one_word_of_a_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="residentword",
            constraint=models.UniqueConstraint(
                condition=models.Q(("link__isnull", False), ("replaced_at", None)),
                fields=("commitment", "link"),
                name="one_word_by_a_link",
            ),
        ),
        migrations.AddConstraint(
            model_name="wordlink",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("person__isnull", False), ("voice", None)),
                    models.Q(("person", None), ("voice__isnull", False)),
                    _connector="OR",
                ),
                name="of_who_asked_or_of_who_lives_there",
            ),
        ),
        migrations.AddConstraint(
            model_name="wordlink",
            constraint=models.UniqueConstraint(
                condition=models.Q(("revoked_at", None)), fields=("voice",), name="one_link_of_a_voice"
            ),
        ),
        migrations.AddConstraint(
            model_name="wordlink",
            constraint=models.UniqueConstraint(
                condition=models.Q(("revoked_at", None)),
                fields=("person", "place"),
                name="one_link_of_a_person_in_a_place",
            ),
        ),
    ]
