"""What came of a grouping."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

FINENESS = 2.0  # the engine's, which is not imported at start: it brings scipy
FINENESSES = ((1.0, _("few large groups")), (FINENESS, _("as usual")), (4.0, _("many small groups")))
NEARNESSES = (
    (0.0, _("do not look at the ground")),
    (250.0, _("within 250 m")),
    (1_000.0, _("within 1 km")),
    (5_000.0, _("within 5 km")),
)


class GroupingStatus(models.TextChoices):
    """The engine's word on its last run."""

    NEVER = "never", _("not grouped yet")
    GROUPED = "grouped", _("grouped")
    TOO_FEW = "too_few", _("too few to group")
    NOTHING_SHARED = "nothing_shared", _("nothing shared")
