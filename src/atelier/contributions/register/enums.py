"""How far a project of the register is."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ProjectStatus(models.TextChoices):
    """Of a project, not of an action of the roadmap: that one has its own states and its bearers."""

    IDEA = "idea", _("Idea")
    STUDIED = "studied", _("Being studied")
    DECIDED = "decided", _("Decided")
    UNDERWAY = "underway", _("Under way")
    DONE = "done", _("Completed")
    STOPPED = "stopped", _("Stopped")
