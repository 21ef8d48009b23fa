"""What a machine knows of its copy of an atelier: its place among the copies, its rows' names, what was exchanged."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from atelier.ateliers.models import Atelier
from atelier.common.scope import ScopedManager


class AtelierCopy(models.Model):
    """This machine's copy of an atelier.

    `identity` is the atelier's on every machine, `uid` this copy's, `home` that of the copy where it was born.
    `clock` counts the changes noticed, after those heard of (Lamport 1978); `seen` says up to which count this copy
    knows each copy, by `uid`.
    """

    atelier = models.OneToOneField(Atelier, models.CASCADE, related_name="copy")
    identity = models.UUIDField(unique=True)
    uid = models.UUIDField(unique=True)
    home = models.UUIDField()
    clock = models.PositiveBigIntegerField(default=0)
    seen = models.JSONField(default=dict)

    everywhere = models.Manager["AtelierCopy"]()
    objects = ScopedManager["AtelierCopy"]("atelier")

    def __str__(self) -> str:
        return f"copy of {self.atelier}"

    @property
    def is_home(self) -> bool:
        return self.uid == self.home


class Passport(models.Model):
    """The name of a row on every machine: numbers differ from one to the other.

    `values` are those of the row when it was last looked at, references by name; `stamps` say of each property at
    which count, in which copy, it took this value. An alias is another name of the same row: two machines made it.
    """

    copy = models.ForeignKey(AtelierCopy, models.CASCADE, related_name="passports")
    kind = models.CharField(max_length=60)
    row = models.CharField(max_length=40)
    uid = models.UUIDField(default=uuid.uuid4)
    is_alias = models.BooleanField(default=False)
    values = models.JSONField(default=dict)
    stamps = models.JSONField(default=dict)

    everywhere = models.Manager["Passport"]()
    objects = ScopedManager["Passport"]("copy__atelier")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["copy", "kind", "uid"], name="one_row_a_name"),)
        indexes = (models.Index(fields=["copy", "kind", "row"], name="passport_row"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.uid}"


class Exchange(models.Model):
    """A suitcase that left or arrived, what it brought (`counts`), and what differed (`differences`, in codes)."""

    class Kind(models.TextChoices):
        PACKED = "packed", _("Packed")
        OPENED = "opened", _("Opened")
        MERGED = "merged", _("Merged")

    atelier = models.ForeignKey(Atelier, models.CASCADE, related_name="exchanges")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    at = models.DateTimeField(auto_now_add=True)
    by = models.CharField(max_length=80, blank=True)
    file_uid = models.UUIDField()
    counts = models.JSONField(default=dict)
    differences = models.JSONField(default=list)

    everywhere = models.Manager["Exchange"]()
    objects = ScopedManager["Exchange"]("atelier")

    class Meta:
        ordering = ("-at", "-id")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.atelier}"
