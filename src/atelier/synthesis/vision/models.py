"""Versions of the vision, and every text a draft once had."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from atelier.ateliers.models import Atelier
from atelier.common.scope import ScopedManager
from atelier.synthesis.vision.enums import VisionState


class VisionVersion(models.Model):
    """One version of what an atelier wants to become.

    `text`: paragraphs parted by blank lines, that cite cards by their number between brackets: [C-12, C-31].
    `citations`: number → identifier of the card, as it was when it was cited. `after`: the version it began from.
    Once it is published, `content` is what was read that day (words, cards, principles) and `sha256` its fingerprint.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    atelier = models.ForeignKey(Atelier, models.CASCADE, related_name="vision_versions")
    number = models.PositiveIntegerField()
    title = models.CharField(_("title"), max_length=160, blank=True)
    text = models.TextField(_("text"), blank=True)
    citations = models.JSONField(default=dict, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=VisionState.choices, default=VisionState.DRAFT)
    revision = models.PositiveIntegerField(default=1)
    after = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="later")
    content = models.JSONField(default=dict, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    made_by = models.CharField(max_length=60)
    made_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    proposed_at = models.DateTimeField(null=True, blank=True)
    adopted_at = models.DateTimeField(null=True, blank=True)
    adopted_where = models.CharField(_("where it was adopted, and by whom"), max_length=200, blank=True)

    everywhere = models.Manager["VisionVersion"]()
    objects = ScopedManager["VisionVersion"]("atelier")

    class Meta:
        ordering = ("-number",)

    def __str__(self) -> str:
        return f"{self.name} {self.title}".strip()[:160]

    @property
    def name(self) -> str:
        return gettext("Vision %(number)s") % {"number": self.number}

    @property
    def is_frozen(self) -> bool:
        return self.state != VisionState.DRAFT


class VisionText(models.Model):
    """A text somebody gave to a draft: taken as its `revision`, or held because another came first (`revision` 0).

    `base`: the revision it was written on. Nothing written is lost; a held text waits for its author (`settled_at`).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    version = models.ForeignKey(VisionVersion, models.CASCADE, related_name="texts")
    revision = models.PositiveIntegerField()
    base = models.PositiveIntegerField()
    title = models.CharField(_("title"), max_length=160, blank=True)
    text = models.TextField(_("text"), blank=True)
    by = models.CharField(max_length=60)
    by_name = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField(auto_now_add=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    everywhere = models.Manager["VisionText"]()
    objects = ScopedManager["VisionText"]("version__atelier")

    class Meta:
        ordering = ("-at", "-revision")

    def __str__(self) -> str:
        return f"{self.version_id} {self.revision}"
