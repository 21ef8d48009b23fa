"""Amounts and delays known when this room opened, with their sources."""

from datetime import date

from django.db import migrations

VALUES = [
    ("vat", "20", date(2014, 1, 1), "Code général des impôts, art. 278"),
    ("formal_threshold", "143000", date(2024, 1, 1), "Seuils européens 2024-2025, services de l’État"),
    ("formal_threshold", "140000", date(2026, 1, 1), "Seuils européens 2026-2027, services de l’État"),
    ("publicity_threshold", "40000", date(2020, 1, 1), "Code de la commande publique, R2122-8"),
    ("publicity_threshold", "60000", date(2026, 4, 1), "Décret n° 2025-1386 du 29 décembre 2025"),
    ("standstill_days", "11", date(2019, 4, 1), "Code de la commande publique, R2182-1, appliqué ici à toute mise en concurrence"),
    ("low_price_percent", "30", date(2019, 4, 1), "Choix du programme"),
    ("best_mark", "20", date(2019, 4, 1), "Choix du programme"),
    ("tender_mb", "20", date(2019, 4, 1), "Choix du programme"),
]


def write(apps, schema_editor):
    DatedValue = apps.get_model("procurement", "DatedValue")
    for name, value, valid_from, source in VALUES:
        DatedValue.objects.create(name=name, value=value, valid_from=valid_from, source=source)


class Migration(migrations.Migration):
    dependencies = [("procurement", "0001_procurement")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
