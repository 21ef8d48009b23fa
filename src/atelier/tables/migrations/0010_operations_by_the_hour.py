"""The index of operations begins with what follows the hour: one page written for all tables, not one each."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("tables", "0009_seats_without_index"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="journalentry", name="journal_operation"),
        migrations.AddConstraint(
            model_name="journalentry",
            constraint=models.UniqueConstraint(fields=("op", "table"), name="journal_operation"),
        ),
    ]
