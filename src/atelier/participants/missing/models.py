"""Who is expected around an atelier's tables."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from atelier.ateliers.models import Atelier
from atelier.common.scope import ScopedManager
from atelier.people.enums import College


class ExpectedCommune(models.Model):
    """A commune of the atelier's perimeter (INSEE code), and its name on the day it was chosen."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    atelier = models.ForeignKey(Atelier, models.CASCADE, related_name="expected_communes")
    code = models.CharField(max_length=5)
    name = models.CharField(max_length=80)

    everywhere = models.Manager["ExpectedCommune"]()
    objects = ScopedManager["ExpectedCommune"]("atelier")

    class Meta:
        ordering = ("name", "code")
        constraints = (models.UniqueConstraint(fields=["atelier", "code"], name="commune_expected_once"),)

    def __str__(self) -> str:
        return self.name


class ExpectedCollege(models.Model):
    """How many of a college are hoped for at a gathering of the atelier; 0: it may do without."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    atelier = models.ForeignKey(Atelier, models.CASCADE, related_name="expected_colleges")
    college = models.CharField(_("college"), max_length=12, choices=College.choices)
    count = models.PositiveSmallIntegerField(_("people hoped for"))

    everywhere = models.Manager["ExpectedCollege"]()
    objects = ScopedManager["ExpectedCollege"]("atelier")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["atelier", "college"], name="college_expected_once"),)

    def __str__(self) -> str:
        return f"{self.college}: {self.count}"
