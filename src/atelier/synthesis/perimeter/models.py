"""Studies of the scale a project gives itself."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from atelier.ateliers.models import Atelier
from atelier.common.scope import ScopedManager


class PerimeterStudy(models.Model):
    """What was found on a day from what was chosen: kept, so that it can be cited and compared.

    `chosen`: how it was asked (choosing.Chosen). `result`: what the engine answered (docs/reference/perimeter.md).
    `drawing`: the map, as shapes of an SVG (drawing.py).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    atelier = models.ForeignKey(Atelier, models.CASCADE, related_name="perimeter_studies")
    number = models.PositiveIntegerField()
    title = models.CharField(_("title"), max_length=120)
    chosen = models.JSONField()
    result = models.JSONField()
    drawing = models.JSONField(default=dict)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.CharField(max_length=60)
    by_name = models.CharField(max_length=120, blank=True)

    everywhere = models.Manager["PerimeterStudy"]()
    objects = ScopedManager["PerimeterStudy"]("atelier")

    class Meta:
        ordering = ("-number",)

    def __str__(self) -> str:
        return f"{self.name} {self.title}"

    @property
    def name(self) -> str:
        return f"P-{self.number}"

    @property
    def smallest_codes(self) -> list[str]:
        """INSEE codes of the smallest set; none where there is no such set."""
        found: dict[str, Any] | None = self.result["smallest"]
        return list(found["communes"]) if found else []
