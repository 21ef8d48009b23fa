"""Words of the programme."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class SessionKind(models.TextChoices):
    """A national session and its theme, or one of the two ways « à la carte »."""

    NATIONAL = "national", _("National session")
    FLASH = "flash", _("Flash ateliers")
    LOCAL = "local", _("Local ateliers")
