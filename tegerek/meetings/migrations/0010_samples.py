"""A meeting may be a sample: public, marked wherever it is told of, and counted nowhere outside a demonstration."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0009_delegates")]

    operations = [migrations.AddField("meeting", "is_sample", models.BooleanField(default=False))]
