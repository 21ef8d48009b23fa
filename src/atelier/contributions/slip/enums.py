"""What becomes of a request."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Answer(models.TextChoices):
    """What keepers did with a request to take something away."""

    WAITING = "waiting", _("Waiting")
    DONE = "done", _("Taken away")
    REFUSED = "refused", _("Kept")
