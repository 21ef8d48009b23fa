"""How far a version of the vision is."""

from __future__ import annotations

from django.db import models
from django.utils.translation import pgettext_lazy


class VisionState(models.TextChoices):
    """A draft is written by several hands; from the day it is proposed its words no longer change."""

    DRAFT = "draft", pgettext_lazy("vision", "Being written")
    PROPOSED = "proposed", pgettext_lazy("vision", "Proposed")
    ADOPTED = "adopted", pgettext_lazy("vision", "Adopted")
