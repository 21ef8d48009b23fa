"""Typed cards: what was said, gathered, and what became of it."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from atelier.ateliers.models import Atelier, Seat, Workshop
from atelier.common.models import Change, Located
from atelier.common.scope import ScopedManager
from atelier.contributions.cards.enums import ENDED, CardKind, Fate
from atelier.people.enums import College


class Card(Located):
    """One thing said, in one sentence or two, with its kind and its fate.

    `said_by` is the seat whose words they are, `said_name` who they are when nobody took a seat (a table as a whole, a
    letter received); `captured_by` and `captured_name` whose hand wrote the card. `origin_name`: the table, visit or
    meeting it was said at. `rank` orders the cards of a kind on the passage board, small first. `number` is what people
    call it aloud: C-12, given once by each machine. `family`: of a resource (Family, or a key the atelier added).
    `plain_text`: its words as they are looked for, small letters without accents.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    atelier = models.ForeignKey(Atelier, models.CASCADE, related_name="cards", db_index=False)
    workshop = models.ForeignKey(Workshop, models.SET_NULL, null=True, blank=True, related_name="cards")
    number = models.PositiveIntegerField()
    kind = models.CharField(_("kind"), max_length=12, choices=CardKind.choices)
    text = models.TextField(_("text"))
    lift_condition = models.TextField(_("what would lift it"), blank=True)
    plain_text = models.TextField(blank=True, editable=False)
    family = models.CharField(_("family"), max_length=40, blank=True)
    college = models.CharField(_("college"), max_length=12, choices=College.choices, blank=True)
    said_by = models.ForeignKey(Seat, models.PROTECT, null=True, blank=True, related_name="cards")
    said_name = models.CharField(_("said by"), max_length=120, blank=True)
    has_consent = models.BooleanField(_("agrees that it is written"), default=True)
    origin_name = models.CharField(_("said at"), max_length=120, blank=True)
    captured_by = models.CharField(max_length=60)
    captured_name = models.CharField(max_length=120, blank=True)
    rank = models.FloatField(default=0)
    fate = models.CharField(_("fate"), max_length=9, choices=Fate.choices, default=Fate.OPEN)
    fate_reason = models.TextField(_("why"), blank=True)
    fate_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    everywhere = models.Manager["Card"]()
    objects = ScopedManager["Card"]("atelier")

    class Meta:
        ordering = ("rank", "number")
        indexes = (
            models.Index(fields=["atelier", "kind", "fate"], name="card_column"),
            models.Index(fields=["atelier", "kind", "rank", "number"], name="card_place"),
            models.Index(fields=["atelier", "-number", "id"], name="card_number"),
            models.Index(fields=["atelier", "origin_name"], name="card_origin"),
        )

    def __str__(self) -> str:
        return f"{self.name} {self.told_text}"[:120].strip()

    @property
    def name(self) -> str:
        return f"C-{self.number}"

    @property
    def is_ended(self) -> bool:
        """Merged, split, undone or withdrawn: another card speaks in its place, or nobody does."""
        return self.fate in ENDED

    @property
    def is_withdrawn(self) -> bool:
        """Who said it took it back: its words stay on their slip, and are told to nobody else."""
        return self.fate == Fate.WITHDRAWN

    @property
    def told_text(self) -> str:
        """What others may read of it."""
        return "" if self.is_withdrawn else self.text

    @property
    def told_lift(self) -> str:
        return "" if self.is_withdrawn else self.lift_condition

    @property
    def who(self) -> str:
        """Whose words, as they wished to be called."""
        return self.said_by.name if self.said_by else self.said_name


class CardChange(Change):
    """What a card was before a change, property by property: its history is never overwritten."""

    card = models.ForeignKey(Card, models.CASCADE, related_name="changes")

    everywhere = models.Manager["CardChange"]()
    objects = ScopedManager["CardChange"]("card__atelier")

    def __str__(self) -> str:
        return f"{self.card_id} {self.revision}"
