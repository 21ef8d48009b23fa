"""What can be known of past audit rows: the atelier of the things of this room that are still there."""

from django.db import migrations

from atelier.common.audit_filling import fill

KINDS = {
    "atelier": "pk",
    "membership": "atelier",
    "workshop": "atelier",
    "step": "workshop__atelier",
    "seat": "workshop__atelier",
    "seatkey": "seat__workshop__atelier",
    "accesstoken": "atelier",
}


def fill_rows(apps, schema_editor):
    fill(apps, "ateliers", KINDS)


class Migration(migrations.Migration):
    dependencies = [
        ("ateliers", "0005_year_script_notebook"),
        ("common", "0003_audit_of_an_atelier"),
    ]
    operations = [migrations.RunPython(fill_rows, migrations.RunPython.noop)]
