"""Who has come."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from atelier.common.scope import ScopedManager
from atelier.participants.contacts.models import Contact
from atelier.participants.inviting.models import Gathering
from atelier.people.enums import College


class Way(models.TextChoices):
    """How an arrival was noted."""

    LIST = "list", _("On the list")
    BADGE = "badge", _("By badge")
    DOOR = "door", _("At the door, by oneself")


class Attendance(models.Model):
    """Someone came. College and commune are those of that day, and stay when the person is erased.

    `is_here` false: noted by mistake. The row stays, so that two machines agree on the last word.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="attendances")
    contact = models.ForeignKey(Contact, models.SET_NULL, null=True, blank=True, related_name="attendances")
    college = models.CharField(max_length=12, choices=College.choices)
    commune = models.CharField(max_length=5, blank=True)
    is_here = models.BooleanField(default=True)
    way = models.CharField(max_length=6, choices=Way.choices, default=Way.LIST)
    noted_at = models.DateTimeField()

    everywhere = models.Manager["Attendance"]()
    objects = ScopedManager["Attendance"]("gathering__atelier")

    class Meta:
        ordering = ("noted_at", "id")
        constraints = (models.UniqueConstraint(fields=["gathering", "contact"], name="came_once"),)

    def __str__(self) -> str:
        return f"{self.contact_id} at {self.gathering_id}"
