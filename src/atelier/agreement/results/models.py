"""The last result of a consultation, kept so that groups keep their letters and a wall costs nothing."""

from __future__ import annotations

from typing import Any

from django.db import models

from atelier.agreement.consulting.models import Consultation
from atelier.common.scope import ScopedManager


class ResultSnapshot(models.Model):
    """What the engine said (`said`, docs/reference/agreement.md) of the votes that `mark` counts."""

    consultation = models.OneToOneField(Consultation, models.CASCADE, related_name="result")
    mark = models.CharField(max_length=120)
    votes = models.PositiveIntegerField(default=0)
    said: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField()
    made_at = models.DateTimeField(auto_now=True)

    everywhere = models.Manager["ResultSnapshot"]()
    objects = ScopedManager["ResultSnapshot"]("consultation__atelier")

    def __str__(self) -> str:
        return f"{self.consultation_id} {self.mark}"
