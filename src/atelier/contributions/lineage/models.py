"""Edges of lineage: from what was drawn to what is decided."""

from __future__ import annotations

from django.db import models

from atelier.ateliers.models import Atelier
from atelier.common.scope import ScopedManager
from atelier.contributions.lineage.enums import Relation


class Edge(models.Model):
    """One thing comes from another. Rows are added, never changed; no path leads back to its start.

    A thing is a kind (`contribution`, `card`, `action`…, nodes.py) and a UUID, not a foreign key: its room may stand
    on any floor.
    """

    atelier = models.ForeignKey(Atelier, models.CASCADE, related_name="edges", db_index=False)
    source_kind = models.CharField(max_length=16)
    source = models.UUIDField()
    target_kind = models.CharField(max_length=16)
    target = models.UUIDField()
    relation = models.CharField(max_length=8, choices=Relation.choices)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.CharField(max_length=60)

    everywhere = models.Manager["Edge"]()
    objects = ScopedManager["Edge"]("atelier")

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=["source", "target", "relation"], name="edge_once"),
            models.CheckConstraint(condition=~models.Q(source=models.F("target")), name="edge_between_two"),
        )
        indexes = (
            models.Index(fields=["target"], name="edge_target"),
            models.Index(fields=["atelier", "source_kind", "id"], name="edge_from_kind"),
            models.Index(fields=["atelier", "target_kind", "id"], name="edge_to_kind"),
        )

    def __str__(self) -> str:
        return f"{self.source_kind} {self.source} {self.relation} {self.target_kind} {self.target}"
