"""The register of resources: families an atelier adds, and the projects that resources make possible."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from atelier.ateliers.models import Atelier
from atelier.common.models import Located
from atelier.common.scope import ScopedManager
from atelier.contributions.register.enums import ProjectStatus


class ResourceFamily(models.Model):
    """A family of resources of this atelier, beside the six of the programme (cards.enums.Family)."""

    atelier = models.ForeignKey(Atelier, models.CASCADE, related_name="resource_families", db_index=False)
    key = models.SlugField(max_length=40)
    label = models.CharField(_("name"), max_length=80)

    everywhere = models.Manager["ResourceFamily"]()
    objects = ScopedManager["ResourceFamily"]("atelier")

    class Meta:
        ordering = ("label", "pk")
        constraints = (models.UniqueConstraint(fields=["atelier", "key"], name="family_once"),)

    def __str__(self) -> str:
        return self.label


class Project(Located):
    """A project of the territory: one that stood before the atelier (`is_existing`), or that came out of it.

    The resources it stands on are edges of the lineage, from cards to it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    atelier = models.ForeignKey(Atelier, models.CASCADE, related_name="projects", db_index=False)
    title = models.CharField(_("title"), max_length=160)
    text = models.TextField(_("text"), blank=True)
    is_existing = models.BooleanField(_("it stood before the atelier"), default=False)
    bearer_name = models.CharField(_("carried by"), max_length=160, blank=True)
    status = models.CharField(_("state"), max_length=10, choices=ProjectStatus.choices, default=ProjectStatus.IDEA)
    revision = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.CharField(max_length=60)

    everywhere = models.Manager["Project"]()
    objects = ScopedManager["Project"]("atelier")

    class Meta:
        ordering = ("title", "pk")
        indexes = (models.Index(fields=["atelier", "is_existing"], name="project_list"),)

    def __str__(self) -> str:
        return self.title
