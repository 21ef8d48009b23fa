from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("contributions", "0008_slips_and_register"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="card",
            index=models.Index(fields=["atelier", "kind", "rank", "number"], name="card_place"),
        ),
    ]
