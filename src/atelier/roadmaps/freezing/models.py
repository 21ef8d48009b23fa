"""What the roadmap said on the day it was made official."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from atelier.common.models import StoredFile
from atelier.common.scope import ScopedManager
from atelier.people.models import Account
from atelier.roadmaps.plan.models import Roadmap


class RoadmapVersion(models.Model):
    """A frozen, numbered version: rows are added, never changed.

    `content` is what docs/reference/roadmaps.md describes; `sha256` that of it written
    canonically (plan/commitment.py).
    `reason`: what changed since the version before, in a sentence.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    roadmap = models.ForeignKey(Roadmap, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    revision = models.PositiveIntegerField()
    content = models.JSONField()
    sha256 = models.CharField(max_length=64, db_index=True)
    reason = models.CharField(_("what changed"), max_length=300, blank=True)
    frozen_at = models.DateTimeField()
    frozen_by = models.ForeignKey(Account, models.SET_NULL, null=True, related_name="+")
    frozen_by_name = models.CharField(max_length=120, blank=True)
    pdf = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")

    everywhere = models.Manager["RoadmapVersion"]()
    objects = ScopedManager["RoadmapVersion"]("roadmap__atelier")

    class Meta:
        ordering = ("roadmap", "number")
        constraints = (models.UniqueConstraint(fields=["roadmap", "number"], name="roadmap_version_once"),)

    def __str__(self) -> str:
        return f"{self.roadmap_id} {self.number}"
