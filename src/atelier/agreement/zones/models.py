"""Maps of zones, and which meanings oppose each other."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models

from atelier.ateliers.models import Atelier, Workshop
from atelier.common.models import StoredFile
from atelier.common.scope import ScopedManager


class MeaningPair(models.Model):
    """Two meanings of pencils, by key, that oppose each other in this atelier; or, not `is_opposed`, do not after all.

    Rows say what differs from the house's own table (zones/opposites.json). `first` comes before `second` by name.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    atelier = models.ForeignKey(Atelier, models.CASCADE, related_name="meaning_pairs")
    first = models.CharField(max_length=40)
    second = models.CharField(max_length=40)
    is_opposed = models.BooleanField(default=True)

    everywhere = models.Manager["MeaningPair"]()
    objects = ScopedManager["MeaningPair"]("atelier")

    class Meta:
        ordering = ("first", "second")
        constraints = (
            models.UniqueConstraint(fields=["atelier", "first", "second"], name="one_word_a_pair"),
            models.CheckConstraint(condition=models.Q(first__lt=models.F("second")), name="pair_in_order"),
        )

    def __str__(self) -> str:
        return f"{self.first} / {self.second}"


class ZoneMap(models.Model):
    """Zones computed once, from tables as they stood then.

    asked: {tables, meanings, pairs, reach_m}. zones: those of the map, numbered as on it (zones/making.py). Empty
    `made_at`: under way.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="zone_maps")
    asked: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField()
    zones: models.JSONField[list[dict[str, Any]], list[dict[str, Any]]] = models.JSONField(default=list)
    about: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)
    picture = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    pdf = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    geojson = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    made_at = models.DateTimeField(null=True, blank=True)

    everywhere = models.Manager["ZoneMap"]()
    objects = ScopedManager["ZoneMap"]("workshop__atelier")

    class Meta:
        ordering = ("-asked_at",)

    def __str__(self) -> str:
        return f"{self.workshop_id} {self.asked_at:%Y-%m-%d %H:%M}"
