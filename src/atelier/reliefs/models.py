"""What was made of a ground, with what it takes to make it again."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from atelier.ateliers.models import Atelier
from atelier.common.models import StoredFile
from atelier.common.scope import ScopedManager
from atelier.people.models import Account
from atelier.reliefs.enums import PATHS, FileRole, ReliefKind


class Relief(models.Model):
    """A block, a model, a kit… of a rectangle of the atelier's site.

    `wish` is everything it is made from (wishes.py, versioned). While `made_at` is empty it is under way, or `failure`
    says why it could not be made. `failure`, `summary` and `notes` are sentences of common/job_words.py: English and
    figures, read in the language of whoever looks.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    atelier = models.ForeignKey(Atelier, models.CASCADE, related_name="reliefs")
    kind = models.CharField(_("kind"), max_length=8, choices=ReliefKind.choices)
    title = models.CharField(_("title"), max_length=120)
    wish: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField()
    asked_by = models.ForeignKey(Account, models.SET_NULL, null=True, blank=True, related_name="reliefs")
    asked_at = models.DateTimeField(auto_now_add=True)
    made_at = models.DateTimeField(null=True, blank=True)
    failure = models.CharField(max_length=300, blank=True)
    summary = models.TextField(blank=True)
    notes: models.JSONField[list[str], list[str]] = models.JSONField(default=list, blank=True)

    everywhere = models.Manager["Relief"]()
    objects = ScopedManager["Relief"]("atelier")

    class Meta:
        ordering = ("-asked_at",)

    def __str__(self) -> str:
        return self.title

    @property
    def path(self) -> str:
        return PATHS[ReliefKind(self.kind)]

    @property
    def table_ids(self) -> list[str]:
        """Tables whose drawings lie on it."""
        return list(self.wish.get("tables", []))


class ReliefFile(models.Model):
    """One file of a relief. The picture shows it on pages; the whole is every part in one archive."""

    relief = models.ForeignKey(Relief, models.CASCADE, related_name="files")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    role = models.CharField(max_length=8, choices=FileRole.choices)
    ordinal = models.PositiveSmallIntegerField()

    everywhere = models.Manager["ReliefFile"]()
    objects = ScopedManager["ReliefFile"]("relief__atelier")

    class Meta:
        ordering = ("ordinal",)
        constraints = (models.UniqueConstraint(fields=["relief", "ordinal"], name="one_file_a_rank"),)

    def __str__(self) -> str:
        return self.file.name
