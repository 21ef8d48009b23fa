"""Where a thing of a table comes from, in words."""

from __future__ import annotations

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from atelier.sheets.models import SheetReading


def provenance_sentence(reading: SheetReading) -> str:
    """Sheet, table, photograph and its hour: what a thing of a table says of the paper it comes from."""
    facts = {
        "sheet": reading.label,
        "photo": reading.photo.name,
        "when": formats.date_format(
            timezone.localtime(reading.photo.taken_at or reading.photo.created_at), "SHORT_DATETIME_FORMAT"
        ),
        "table": reading.table.name if reading.table else "",
    }
    if reading.photo.taken_at:
        return _("Drawn on sheet %(sheet)s (%(table)s), photographed on %(when)s: %(photo)s.") % facts
    return _("Drawn on sheet %(sheet)s (%(table)s), photograph received on %(when)s: %(photo)s.") % facts
