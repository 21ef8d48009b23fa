"""Words of an atelier."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class AtelierKind(models.TextChoices):
    """National session, à la carte (Flash, Local), and what is kept alive afterwards."""

    NATIONAL = "national", _("National session")
    LOCAL = "local", _("Local atelier")
    FLASH = "flash", _("Flash atelier")
    PERMANENT = "permanent", _("Permanent atelier")
    MIRROR = "mirror", _("Mirror atelier")


class WorkshopKind(models.TextChoices):
    """A field workshop (three in an atelier) or an inter-workshop between two of them."""

    FIELD = "field", _("Field workshop")
    INTER = "inter", _("Inter-workshop")


class Role(models.TextChoices):
    """What an account does in an atelier. The contracting authority is the State service that answers for it."""

    LEAD = "lead", _("Contracting authority")
    STATE = "state", _("State service associated")
    ELECTED = "elected", _("Elected member")
    TEAM = "team", _("Multidisciplinary team")
    FACILITATOR = "facilitator", _("Facilitator")
    SCRIBE = "scribe", _("Scribe")
    OBSERVER = "observer", _("Observer")
