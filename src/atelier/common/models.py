"""What every room stands on: the audit row, and the columns of a thing that has a place."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from atelier.common.geometry import Bounds, GeometryField, bounds_of


class AuditEntry(models.Model):
    """Who did what to what, when. Rows are added, never changed."""

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    verb = models.CharField(max_length=60)
    thing_kind = models.CharField(max_length=60)
    thing_id = models.CharField(max_length=40)
    author = models.CharField(max_length=60)
    details = models.JSONField(default=dict)

    class Meta:
        ordering = ("-id",)
        indexes = (models.Index(fields=["thing_kind", "thing_id"], name="audit_thing"),)

    def __str__(self) -> str:
        return f"{self.verb} {self.thing_kind} {self.thing_id}"


class Job(models.Model):
    """A piece of heavy work someone waits for. `result` is the path of the file it made, if any."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("Under way")
        DONE = "done", _("Done")
        FAILED = "failed", _("Failed")
        CANCELLED = "cancelled", _("Stopped")

    UNFINISHED: ClassVar[tuple[str, ...]] = (State.WAITING, State.RUNNING)
    FINISHED: ClassVar[tuple[str, ...]] = (State.DONE, State.FAILED, State.CANCELLED)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    work = models.CharField(max_length=120)
    title = models.CharField(max_length=160)
    arguments = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    percent = models.PositiveSmallIntegerField(default=0)
    sentence = models.CharField(max_length=300, blank=True)
    result = models.CharField(max_length=300, blank=True)
    is_cancelled = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.title

    @property
    def is_finished(self) -> bool:
        return self.state not in self.UNFINISHED


class Located(models.Model):
    """A geometry in WGS 84 (longitude, latitude) and its bounds, indexed for search by rectangle.

    `west…north`, not xmin…: PostgreSQL keeps xmin for itself. Exact tests are Shapely's.
    """

    BOUNDS: ClassVar[tuple[str, ...]] = ("west", "south", "east", "north")

    geometry = GeometryField(null=True, blank=True)
    west = models.FloatField(null=True, db_index=True)
    south = models.FloatField(null=True, db_index=True)
    east = models.FloatField(null=True, db_index=True)
    north = models.FloatField(null=True, db_index=True)

    class Meta:
        abstract = True

    def locate(self, geometry: dict[str, Any] | None) -> None:
        """Set the geometry (GeoJSON) and its bounds together."""
        self.geometry = geometry
        bounds: Bounds | tuple[None, ...] = bounds_of(geometry) if geometry else (None,) * 4
        for name, value in zip(self.BOUNDS, bounds, strict=True):
            setattr(self, name, value)


def within(bounds: Bounds) -> models.Q:
    """Rows of a Located model whose bounds touch the rectangle (west, south, east, north), in degrees."""
    west, south, east, north = bounds
    return models.Q(west__lte=east, east__gte=west, south__lte=north, north__gte=south)
