"""Words of a roadmap. Statuses are those Territoires en Transitions uses, so that a roadmap reads there as it is."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """Where an action stands."""

    UPCOMING = "upcoming", _("To come")
    UNDER_WAY = "under_way", _("Under way")
    DONE = "done", _("Carried out")
    PAUSED = "paused", _("Paused")
    ABANDONED = "abandoned", _("Abandoned")
    BLOCKED = "blocked", _("Blocked")
    LATE = "late", _("Late")
    TO_DISCUSS = "to_discuss", _("To be discussed")


class Origin(models.TextChoices):
    """A project that existed before the atelier is told from one that came out of it."""

    NEW = "new", _("Came out of the atelier")
    EXISTING = "existing", _("Existed before the atelier")


class FundingState(models.TextChoices):
    """How sure a sum of money is."""

    SOUGHT = "sought", _("Sought")
    PROMISED = "promised", _("Promised")
    ACQUIRED = "acquired", _("Acquired")


class PlanKind(models.TextChoices):
    """The planning documents and programmes an action feeds or leans on (seed: « nourrir le PLUi ou le SCoT »)."""

    PLUI = "plui", _("PLUi or PLU")
    SCOT = "scot", _("SCoT")
    SRADDET = "sraddet", _("SRADDET")
    PROGRAMME = "programme", _("Programme or contract")
    OTHER = "other", _("Other document")


CLOSED = (Status.DONE, Status.ABANDONED)
