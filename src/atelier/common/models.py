"""What every room stands on: audit rows, jobs, kept files, letters, and the columns of a thing that has a place."""

from __future__ import annotations

import uuid
from functools import cache
from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.encoding import force_str
from django.utils.translation import gettext_lazy as _

from atelier.common.geometry import Bounds, GeometryField, bounds_of


class AuditEntry(models.Model):
    """Who did what to what, when. Rows are added, never changed.

    `atelier_id` is a plain number: the row stays when the atelier goes, and this floor knows no atelier.
    """

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    verb = models.CharField(max_length=60)
    thing_kind = models.CharField(max_length=60)
    thing_id = models.CharField(max_length=40)
    author = models.CharField(max_length=60)
    details = models.JSONField(default=dict)
    atelier_id = models.BigIntegerField(null=True)

    class Meta:
        ordering = ("-id",)
        indexes = (
            models.Index(fields=["thing_kind", "thing_id"], name="audit_thing"),
            models.Index(fields=["atelier_id", "at"], name="audit_atelier"),
        )

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


class StoredFile(models.Model):
    """A paper or photograph somebody added (files.py). Who may read it is said by the row that points to it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    name = models.CharField(_("name"), max_length=160)
    kind = models.CharField(_("kind"), max_length=100)
    size_bytes = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    author = models.CharField(max_length=60)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name


class Letter(models.Model):
    """An e-mail to one person (mail.py). It waits until a mail server took it; what is secret in it is then forgotten.

    `key` says what it is about, once: the same letter is not written twice. Until `quiet_until`, whoever runs the house
    is told that a letter waits, not whose. `taken_at`: a worker is handing it over now.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Not sent")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    to = models.EmailField(_("to"))
    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField(_("text"))
    attachments = models.JSONField(default=list)  # [{"name", "kind", "text"}]: calendars; papers are linked, not sent
    key = models.CharField(max_length=120, null=True, unique=True)  # noqa: DJ001  (unique where there is one)
    is_secret = models.BooleanField(default=False)
    author = models.CharField(max_length=60)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING, db_index=True)
    tries = models.PositiveSmallIntegerField(default=0)
    sentence = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    taken_at = models.DateTimeField(null=True, blank=True)
    quiet_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return f"{self.to}: {self.subject}"

    @property
    def is_quiet(self) -> bool:
        return self.quiet_until is not None and self.quiet_until > timezone.now()


class Worded(models.Model):
    """A row whose choices are said in words hundreds of times a page: `get_…_display` of Django makes a dictionary of
    all of them, in the reader's language, each time."""

    class Meta:
        abstract = True

    def _get_FIELD_display(self, field: models.Field[Any, Any]) -> str:  # noqa: N802  (as Django names it)
        value = getattr(self, field.attname)
        words: str = force_str(_words_of(field).get(value, value), strings_only=True)  # None stays None
        return words


@cache
def _words_of(field: models.Field[Any, Any]) -> dict[Any, Any]:
    return dict(field.flatchoices)


class Located(Worded):
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


class Change(models.Model):
    """What a thing was before a change, property by property: its history is never overwritten.

    Whoever inherits says of what: `revision` is the one this change made.
    """

    revision = models.PositiveIntegerField()
    before = models.JSONField()
    after = models.JSONField()
    at = models.DateTimeField(auto_now_add=True)
    by = models.CharField(max_length=60)
    by_name = models.CharField(max_length=120, blank=True)

    class Meta:
        abstract = True
        ordering = ("id",)
