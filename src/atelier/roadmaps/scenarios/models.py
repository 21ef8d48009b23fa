"""Scenarios: what was chosen under stated means, kept as it was weighed that day."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from atelier.common.scope import ScopedManager
from atelier.roadmaps.plan.models import Roadmap


class Scenario(models.Model):
    """One choice under stated means. Rows are added and set aside, never changed.

    `means`, `actions` and `result` are the Means, Actions and Choice of engines/scenarios, as JSON: what an action cost
    that day is kept with it, so that two scenarios compare even when the roadmap has moved since. Actions are known
    there by their names (A-3), which no machine gives twice in a roadmap.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    roadmap = models.ForeignKey(Roadmap, models.CASCADE, related_name="scenarios")
    name = models.CharField(_("name"), max_length=120)
    means = models.JSONField()
    actions = models.JSONField()
    result = models.JSONField()
    revision = models.PositiveIntegerField()  # of the roadmap that was weighed
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.CharField(max_length=60)
    made_by_name = models.CharField(max_length=120, blank=True)
    applied_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    everywhere = models.Manager["Scenario"]()
    objects = ScopedManager["Scenario"]("roadmap__atelier")

    class Meta:
        ordering = ("-made_at", "id")

    def __str__(self) -> str:
        return self.name
