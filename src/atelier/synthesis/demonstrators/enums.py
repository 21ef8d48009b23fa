"""Words of a demonstrator."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class DemonstratorState(models.TextChoices):
    """From an idea of place to a place one can visit."""

    CONSIDERED = "considered", _("Considered")
    PREPARED = "prepared", _("In preparation")
    BUILT = "built", _("Under construction")
    OPEN = "open", _("Can be visited")
    STOPPED = "stopped", _("Stopped")


class Moment(models.TextChoices):
    """What a picture shows: what is there, what is hoped for (a drawing, a montage), what was done."""

    TODAY = "today", _("Before: the place as it is")
    HOPED = "hoped", _("Imagined: a drawing or a montage")
    DONE = "done", _("After: what was done")


class People(models.TextChoices):
    """Whether somebody in a photograph could object to its being shown to everyone."""

    UNSAID = "unsaid", _("Not asked yet")
    NOBODY = "nobody", _("Nobody can be recognised")
    AGREED = "agreed", _("Those one recognises agreed")


LATER = (Moment.HOPED, Moment.DONE)
