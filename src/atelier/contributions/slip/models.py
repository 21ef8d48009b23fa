"""Slips: the code of a seat, and what its holder asks to have taken away."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from atelier.ateliers.models import Seat
from atelier.common.scope import ScopedManager
from atelier.contributions.slip.enums import Answer


class SlipCode(models.Model):
    """A code that opens what one seat said, for good. Only its slow hash is kept; codes.py makes it again.

    `printer` is the mark of the secret it was made with. A machine that has another secret (a laptop brought home, a
    secret changed) makes another code for the same seat, and both open it: what was printed in the hall stays good.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    seat = models.ForeignKey(Seat, models.CASCADE, related_name="slip_codes")
    code_hash = models.CharField(max_length=64, unique=True)
    printer = models.CharField(max_length=16)
    made_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    everywhere = models.Manager["SlipCode"]()
    objects = ScopedManager["SlipCode"]("seat__workshop__atelier")

    class Meta:
        ordering = ("made_at",)

    def __str__(self) -> str:
        return f"slip of {self.seat_id}"


class RemovalRequest(models.Model):
    """Somebody asks that what they said leaves what it went into: a merged card, a drawing on a table.

    `thing` is theirs: a card or a contribution (lineage/nodes.py). Keepers answer in words, which the slip shows.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="removal_requests")
    thing_kind = models.CharField(max_length=16)
    thing = models.UUIDField()
    words = models.TextField(_("what should go, and why if you wish"), blank=True)
    asked_at = models.DateTimeField(auto_now_add=True)
    answer = models.CharField(_("answer"), max_length=8, choices=Answer.choices, default=Answer.WAITING)
    answer_words = models.TextField(_("what was done, or why not"), blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=60, blank=True)

    everywhere = models.Manager["RemovalRequest"]()
    objects = ScopedManager["RemovalRequest"]("seat__workshop__atelier")

    class Meta:
        ordering = ("asked_at",)
        constraints = (
            models.UniqueConstraint(
                fields=["seat", "thing"], condition=models.Q(answer=Answer.WAITING), name="one_request_waits"
            ),
        )

    def __str__(self) -> str:
        return f"{self.thing_kind} {self.thing}: {self.answer}"

    @property
    def is_waiting(self) -> bool:
        return self.answer == Answer.WAITING
