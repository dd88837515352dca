from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("commitments", "0007_delegates")]

    operations = [
        migrations.AddField(
            model_name="visit",
            name="key",
            field=models.UUIDField(null=True, unique=True),
        ),
    ]
