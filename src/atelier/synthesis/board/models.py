"""The passage board of a workshop, and its versions as people signed them."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from atelier.ateliers.models import Workshop
from atelier.common.scope import ScopedManager
from atelier.contributions.models import Card
from atelier.people.enums import College
from atelier.synthesis.board.enums import COLUMN_LABELS


class Board(models.Model):
    """Which kinds of cards a workshop's board shows, in which order.

    It holds no card: those of its workshop (and, with `takes_earlier`, of the workshops before it) stand in the column
    of their kind. A workshop without a row has the template's columns (enums.DEFAULT_COLUMNS).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    workshop = models.OneToOneField(Workshop, models.CASCADE, related_name="board")
    columns = models.JSONField()
    takes_earlier = models.BooleanField(_("with the cards of the workshops before"), default=True)

    everywhere = models.Manager["Board"]()
    objects = ScopedManager["Board"]("workshop__atelier")

    def __str__(self) -> str:
        return str(self.workshop)

    @property
    def column_choices(self) -> list[tuple[str, str | Promise]]:
        """(kind, name) of each column, in order."""
        return [(kind, COLUMN_LABELS[kind]) for kind in self.columns]


class BoardSheet(models.Model):
    """A version of the board as it stood: frozen, printed, signed. Never changed, never taken away.

    `content` is what was printed (freezing.py), `sha256` the digest of its canonical JSON, printed at its foot.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    board = models.ForeignKey(Board, models.CASCADE, related_name="sheets")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.CharField(max_length=60)
    made_by_name = models.CharField(max_length=120, blank=True)

    everywhere = models.Manager["BoardSheet"]()
    objects = ScopedManager["BoardSheet"]("board__workshop__atelier")

    class Meta:
        ordering = ("number", "made_at")

    def __str__(self) -> str:
        return f"{self.board}, {self.number}"


class SheetSignature(models.Model):
    """Someone said that this version tells what was said. `is_from_paper`: signed by hand, copied here."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    sheet = models.ForeignKey(BoardSheet, models.CASCADE, related_name="signatures")
    name = models.CharField(_("name"), max_length=120)
    college = models.CharField(_("college"), max_length=12, choices=College.choices)
    is_from_paper = models.BooleanField(_("copied from the paper"), default=False)
    signed_at = models.DateTimeField(auto_now_add=True)
    written_by = models.CharField(max_length=60)

    everywhere = models.Manager["SheetSignature"]()
    objects = ScopedManager["SheetSignature"]("sheet__board__workshop__atelier")

    class Meta:
        ordering = ("signed_at", "id")
        constraints = (models.UniqueConstraint(fields=["sheet", "name", "college"], name="signs_once"),)

    def __str__(self) -> str:
        return self.name


class SheetObjection(models.Model):
    """Someone does not agree with a card as this version words it. The answer stands beside it; neither is erased."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    sheet = models.ForeignKey(BoardSheet, models.CASCADE, related_name="objections")
    card = models.ForeignKey(Card, models.CASCADE, related_name="sheet_objections")
    reason = models.TextField(_("reason"))
    name = models.CharField(_("name"), max_length=120, blank=True)
    college = models.CharField(_("college"), max_length=12, choices=College.choices, blank=True)
    is_from_paper = models.BooleanField(_("copied from the paper"), default=False)
    made_at = models.DateTimeField(auto_now_add=True)
    written_by = models.CharField(max_length=60)
    answer = models.TextField(_("answer"), blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=60, blank=True)
    answered_name = models.CharField(max_length=120, blank=True)

    everywhere = models.Manager["SheetObjection"]()
    objects = ScopedManager["SheetObjection"]("sheet__board__workshop__atelier")

    class Meta:
        ordering = ("made_at", "id")

    def __str__(self) -> str:
        return f"{self.card} – {self.reason}"[:120]

    @property
    def is_open(self) -> bool:
        return self.answered_at is None
