"""A zone in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _


def tables_words(row: Mapping[str, Any]) -> str:
    """Which tables, and what each says."""
    if not row["against"]:
        return ", ".join(row["tables"])
    said = {"meaning": row["meaning"], "tables": ", ".join(row["tables"]), "opposite": row["opposite"],
            "against": ", ".join(row["against"])}  # fmt: skip
    return _("%(tables)s: “%(meaning)s”; %(against)s: “%(opposite)s”") % said


def hectares(area: float) -> str:
    """In hectares; one decimal from one hectare on, two under it."""
    return _("%(area)s ha") % {"area": number_format(area, 1 if area >= 1 else 2)}
