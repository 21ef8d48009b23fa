from django.db import migrations, models


def each_for_oneself(apps, schema_editor):
    """Until now every hand spoke for itself."""
    apps.get_model('contributions', 'Contribution')._base_manager.update(said_by=models.F('seat'))


class Migration(migrations.Migration):

    dependencies = [
        ('contributions', '0003_said_by'),
    ]

    operations = [
        migrations.RunPython(each_for_oneself, migrations.RunPython.noop),
    ]
