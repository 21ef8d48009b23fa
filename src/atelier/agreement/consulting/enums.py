"""Words of votes."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Choice(models.IntegerChoices):
    """What one says of a statement; the figures are those of the engine and of its files."""

    AGREE = 1, _("Agree")
    DISAGREE = -1, _("Disagree")
    PASS = 0, _("Pass")


class Standing(models.TextChoices):
    """Whether a statement is put to the vote."""

    WAITING = "waiting", _("Waits for the facilitator")
    ASKED = "asked", _("Put to the vote")
    OUT = "out", _("Taken out of the vote")
