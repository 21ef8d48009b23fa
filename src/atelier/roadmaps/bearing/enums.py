"""The two who carry an action together (seed: « un co-portage élus-État »)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class BearerKind(models.TextChoices):
    """One elected, one of the State."""

    ELECTED = "elected", _("Elected bearer")
    STATE = "state", _("Bearer of the State")
