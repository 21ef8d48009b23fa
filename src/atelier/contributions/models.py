"""The atom: one thing someone said or drew, with its place and its author."""

from __future__ import annotations

from django.db import models

from atelier.ateliers.models import Atelier, Seat
from atelier.common.models import Located
from atelier.common.scope import ScopedManager
from atelier.contributions.cards.models import Card, CardChange
from atelier.contributions.enums import ContributionKind, Origin
from atelier.contributions.lineage.models import Edge
from atelier.contributions.register.models import Project, ResourceFamily
from atelier.contributions.slip.models import RemovalRequest, SlipCode
from atelier.people.enums import College

__all__ = ("Card", "CardChange", "Contribution", "Edge", "Project", "RemovalRequest", "ResourceFamily", "SlipCode")


class Contribution(Located):
    """One thing said or drawn.

    `id` is the object's own identifier, made by the hand's device, kept through every support. A piece
    left by the eraser names its `parent`. `seat` is the hand; `said_by` whose words they are: the same seat, someone
    a scribe wrote for, or None for the table as a whole. Erased things stay, with `erased_at`. `origin_ref` and
    `origin_name` name the table, sheet or visit it came through; `layer` the overlay it lies on.

    A live table writes these rows, and every index is a page more at each commit: only what is searched has one.
    Bounds are compared among the rows of one origin, which `contribution_origin` finds.
    """

    west = models.FloatField(null=True)
    south = models.FloatField(null=True)
    east = models.FloatField(null=True)
    north = models.FloatField(null=True)

    id = models.UUIDField(primary_key=True)
    atelier = models.ForeignKey(Atelier, models.CASCADE, related_name="contributions", db_index=False)
    kind = models.CharField(max_length=8, choices=ContributionKind.choices)
    meaning_key = models.CharField(max_length=40)
    meaning = models.CharField(max_length=120)
    color = models.CharField(max_length=7)
    text = models.TextField(blank=True)
    layer = models.CharField(max_length=120, blank=True)
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="contributions", db_index=False)
    said_by = models.ForeignKey(Seat, models.PROTECT, null=True, blank=True, related_name="sayings")
    college = models.CharField(max_length=12, choices=College.choices, blank=True)
    origin = models.CharField(max_length=8, choices=Origin.choices)
    origin_ref = models.CharField(max_length=40)
    origin_name = models.CharField(max_length=120)
    parent = models.UUIDField(null=True, blank=True)
    said_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+", db_index=False)
    erased_at = models.DateTimeField(null=True, blank=True)

    everywhere = models.Manager["Contribution"]()
    objects = ScopedManager["Contribution"]("atelier")

    class Meta:
        ordering = ("said_at", "id")
        indexes = (
            models.Index(fields=["atelier", "origin", "origin_ref"], name="contribution_origin"),
            models.Index(fields=["parent"], name="contribution_pieces", condition=models.Q(parent__isnull=False)),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.meaning}"

    @property
    def is_captured(self) -> bool:
        """Whether a scribe wrote it for someone, or for the table."""
        return self.said_by_id != self.seat_id
