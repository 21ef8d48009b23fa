"""Words of the year."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class StageKind(models.TextChoices):
    """What a stage is: it gives its drawing on the timeline, and what one expects of it."""

    INSTALLATION = "installation", _("Installation by the State services")
    AWARENESS = "awareness", _("Awareness-raising")
    LAUNCH = "launch", _("Launch seminar")
    WORKSHOP = "workshop", _("Field workshop")
    INTER = "inter", _("Inter-workshop")
    PRODUCTION = "production", _("Production")
    RESTITUTION = "restitution", _("Restitution seminar")
    OFFICIAL = "official", _("Officialisation of the roadmap")
    NATIONAL = "national", _("National seminar")
    FOLLOW_UP = "follow_up", _("Follow-up")
    MEETING = "meeting", _("Meeting")


class Validator(models.TextChoices):
    """Who can be asked to validate a stage. Their words are those of the seed: State, élus, team."""

    STATE = "state", _("State service")
    ELECTED = "elected", _("Elected members")
    TEAM = "team", _("Multidisciplinary team")
    NATIONAL = "national", _("National team")
