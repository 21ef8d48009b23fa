"""Kinds and states of a contribution."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ContributionKind(models.TextChoices):
    """How it was said: drawn as a line, an area, a dot, or written."""

    STROKE = "stroke", _("Line")
    AREA = "area", _("Area")
    MARK = "mark", _("Dot sticker")
    NOTE = "note", _("Note")


class Origin(models.TextChoices):
    """Through which support it came."""

    TABLE = "table", _("Table")
    SHEET = "sheet", _("Paper sheet")
    VISIT = "visit", _("Exploratory visit")
