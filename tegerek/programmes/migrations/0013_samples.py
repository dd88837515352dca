"""A programme may be a sample: shown, marked, and counted nowhere outside a demonstration."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("programmes", "0012_money_lists_stay")]

    operations = [migrations.AddField("programme", "is_sample", models.BooleanField(default=False))]
