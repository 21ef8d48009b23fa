"""The tables of a gathering and who sits there."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from atelier.common.scope import ScopedManager
from atelier.participants.contacts.models import Contact
from atelier.participants.inviting.models import Gathering


class SeatingTable(models.Model):
    """A table with its number of chairs."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="seating_tables")
    ordinal = models.PositiveSmallIntegerField()
    name = models.CharField(_("name"), max_length=60)
    chairs = models.PositiveSmallIntegerField(_("chairs"))

    everywhere = models.Manager["SeatingTable"]()
    objects = ScopedManager["SeatingTable"]("gathering__atelier")

    class Meta:
        ordering = ("ordinal", "id")

    def __str__(self) -> str:
        return self.name


class SeatingPlace(models.Model):
    """A contact at a table; put there by hand, it stays when the plan is made again."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="seating_places")
    table = models.ForeignKey(SeatingTable, models.CASCADE, related_name="places")
    contact = models.ForeignKey(Contact, models.CASCADE, related_name="seating_places")
    is_locked = models.BooleanField(default=False)

    everywhere = models.Manager["SeatingPlace"]()
    objects = ScopedManager["SeatingPlace"]("gathering__atelier")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["gathering", "contact"], name="one_place_a_person"),)

    def __str__(self) -> str:
        return f"{self.contact_id} at {self.table_id}"
