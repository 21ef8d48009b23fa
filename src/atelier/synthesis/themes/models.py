"""Groups of cards that say the same thing, found by the machine and moved by people."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from atelier.ateliers.models import Atelier, Workshop
from atelier.common.scope import ScopedManager
from atelier.contributions.cards.enums import CardKind
from atelier.contributions.models import Card
from atelier.synthesis.themes.enums import FINENESS, GroupingStatus


class Grouping(models.Model):
    """One way of looking at the cards of an atelier: all of them, those of one workshop, those of one kind.

    Each keeps its own groups and moves. A laptop that comes home may bring another of the same cards: both are shown,
    and the last that ran is the one that runs again. `fineness` and `near_m` are the wish of its last run.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    atelier = models.ForeignKey(Atelier, models.CASCADE, related_name="groupings")
    workshop = models.ForeignKey(Workshop, models.CASCADE, null=True, blank=True, related_name="groupings")
    kind = models.CharField(_("kind"), max_length=12, blank=True)
    fineness = models.FloatField(default=FINENESS)
    near_m = models.FloatField(default=0)
    status = models.CharField(max_length=16, choices=GroupingStatus.choices, default=GroupingStatus.NEVER)
    telling = models.PositiveIntegerField(default=0)  # cards of the last run
    ran_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=0)

    everywhere = models.Manager["Grouping"]()
    objects = ScopedManager["Grouping"]("atelier")

    class Meta:
        ordering = ("workshop", "kind")

    def __str__(self) -> str:
        return f"{self.atelier_id} {self.workshop_id} {self.kind}"

    @property
    def kind_label(self) -> str:
        """The kind of its cards in words, "" for all."""
        return str(CardKind(self.kind).label) if self.kind else ""


class Theme(models.Model):
    """A group, the same from one run to the next. `kept_at`: it is a theme of the atelier, a thing of the lineage,
    that no run undoes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    grouping = models.ForeignKey(Grouping, models.CASCADE, related_name="themes")
    name = models.CharField(_("name"), max_length=160)
    is_renamed = models.BooleanField(default=False)
    words = models.JSONField(default=list)
    kept_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)

    everywhere = models.Manager["Theme"]()
    objects = ScopedManager["Theme"]("grouping__atelier")

    class Meta:
        ordering = ("name", "pk")

    def __str__(self) -> str:
        return self.name


class ThemeCard(models.Model):
    """Where a card lies in a grouping: in a theme, or set aside by a person (`theme` None).

    `is_moved`: a person put it there. `because`: the telling words that brought it. Cards without a row share too
    little with the others.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    grouping = models.ForeignKey(Grouping, models.CASCADE, related_name="places")
    theme = models.ForeignKey(Theme, models.CASCADE, null=True, blank=True, related_name="places")
    card = models.ForeignKey(Card, models.CASCADE, related_name="theme_places")
    is_moved = models.BooleanField(default=False)
    because = models.JSONField(default=list)

    everywhere = models.Manager["ThemeCard"]()
    objects = ScopedManager["ThemeCard"]("grouping__atelier")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["grouping", "card"], name="one_place_a_card"),)

    def __str__(self) -> str:
        return f"{self.card_id} {self.theme_id}"
