"""Phases laid before letters were a right of their own: whoever gives or reads marks in them reads the letters."""

from django.db import migrations

MARKS = {"score", "read_scores"}


def let_reviewers_read(apps, schema_editor):
    for phase in apps.get_model("programme", "Phase").objects.all():
        abilities = phase.lets.get("reviewer", [])
        if MARKS.intersection(abilities) and "read_letters" not in abilities:
            phase.lets = {**phase.lets, "reviewer": [*abilities, "read_letters"]}
            phase.save(update_fields=["lets"])


class Migration(migrations.Migration):
    dependencies = [("programme", "0004_public_face")]

    operations = [migrations.RunPython(let_reviewers_read, migrations.RunPython.noop)]
