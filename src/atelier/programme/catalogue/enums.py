"""Words of the catalogue."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class CatalogueKind(models.TextChoices):
    """How an atelier came about. On demand: Flash or Local, where the sources do not say which."""

    NATIONAL = "national", _("National session")
    FLASH = "flash", _("Flash")
    LOCAL = "local", _("Local")
    ON_DEMAND = "on_demand", _("On demand (Flash or Local)")
    PERMANENT = "permanent", _("Permanent atelier")
    MIRROR = "mirror", _("Mirror atelier")


class TermFamily(models.TextChoices):
    """What a word of the classification says of an atelier: what it speaks of, what it starts from."""

    THEME = "theme", _("Theme")
    SITUATION = "situation", _("Situation")
