"""What can be known of past audit rows: the atelier of the tables' things that are still there."""

from django.db import migrations

from atelier.common.audit_filling import fill

TABLE = "table__workshop__atelier"
KINDS = {
    "table": "workshop__atelier",
    "tableoverlay": TABLE,
    "tablepencil": TABLE,
    "sitting": TABLE,
    "heldoperation": TABLE,
    "tablephase": TABLE,
    "tablelead": TABLE,
    "wallpick": "workshop__atelier",
    "wallkey": "workshop__atelier",
}


def fill_rows(apps, schema_editor):
    fill(apps, "tables", KINDS)


class Migration(migrations.Migration):
    dependencies = [
        ("tables", "0007_fewer_indexes"),
        ("common", "0003_audit_of_an_atelier"),
    ]
    operations = [migrations.RunPython(fill_rows, migrations.RunPython.noop)]
