"""Words of validation rounds."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Stance(models.TextChoices):
    """What one says of a version of the text; the last two say why."""

    AGREE = "agree", _("Agreement")
    RESERVATION = "reserve", _("Reservation")
    OBJECTION = "object", _("Objection")


class Outcome(models.TextChoices):
    """How a round ends."""

    ADOPTED = "adopted", _("Adopted")
    RESERVED = "reserved", _("Adopted with reservations")
    NOT_ADOPTED = "not", _("Not adopted")
