"""How one thing came from another."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Relation(models.TextChoices):
    """Read from the source to the target: the source … the target."""

    SAID = "said", _("was written on the card")
    MERGED = "merged", _("was merged into")
    SPLIT = "split", _("was split into")
    LED_TO = "led_to", _("led to")
    ASKED = "asked", _("was put to the vote as")
    CARRIED = "carried", _("is carried by")
    GATES = "gates", _("must be lifted before")
    REPLACED = "replaced", _("was replaced by")
