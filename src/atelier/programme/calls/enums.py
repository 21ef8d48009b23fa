"""Words of calls and applications."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ApplicationState(models.TextChoices):
    """Where an application stands. What the selection decides is written here at the release, not before."""

    DRAFT = "draft", _("Being written")
    SUBMITTED = "submitted", _("Submitted")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    SELECTED = "selected", _("Selected")
    RESERVE = "reserve", _("On the reserve list")
    NOT_SELECTED = "not_selected", _("Not selected")


class PaperKind(models.TextChoices):
    """What is attached to an application."""

    COMMITMENT = "commitment", _("Commitment letter")
    SUPPORT = "support", _("Support letter")
    OTHER = "other", _("Other paper")


class IdeaState(models.TextChoices):
    """What became of an idea left at the light door."""

    WAITING = "waiting", _("Waiting for the State service")
    TAKEN = "taken", _("Taken up as an application")
    CLOSED = "closed", _("Answered, without an application")
