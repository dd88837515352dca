"""How many people of each post a letter asks an aimak for, where somebody typed it."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("programmes", "0005_logos")]

    operations: ClassVar = [
        migrations.AddField("invited", "asked", models.JSONField(blank=True, default=dict)),
    ]
