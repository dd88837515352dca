"""A line of a roster may tell the person's age, in the bands in which ages are counted."""

from django.db import migrations, models
from django.db.models import Q

BANDS = ["", "0-15", "16-17", "18-27", "28-34", "35+"]


class Migration(migrations.Migration):
    dependencies = [("meetings", "0010_samples")]

    operations = [
        migrations.AddField("participant", "band", models.CharField(blank=True, default="", max_length=10)),
        migrations.AddConstraint(
            "participant", models.CheckConstraint(condition=Q(band__in=BANDS), name="a_known_age")
        ),
    ]
