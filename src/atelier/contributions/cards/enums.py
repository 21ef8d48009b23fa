"""Kinds of cards, what becomes of them, and the families of resources."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class CardKind(models.TextChoices):
    """What a card says, in the order of the passage board (seed: from findings to principles)."""

    FINDING = "finding", _("Finding")
    RESOURCE = "resource", _("Resource")
    DYNAMIC = "dynamic", _("Dynamic")
    COOPERATION = "cooperation", _("Cooperation")
    BLOCKAGE = "blockage", _("Blockage")
    INTENTION = "intention", _("Intention")
    LEAD = "lead", _("Lead")
    HYPOTHESIS = "hypothesis", _("Hypothesis")
    PRINCIPLE = "principle", _("Principle")
    QUESTION = "question", _("Question")


class Fate(models.TextChoices):
    """What became of a card. Never silent: all but the first two say into what, or why."""

    OPEN = "open", _("Not decided yet")
    KEPT = "kept", _("Kept")
    MERGED = "merged", _("Merged into another card")
    SPLIT = "split", _("Split into several cards")
    POSTPONED = "postponed", _("Postponed")
    DROPPED = "dropped", _("Dropped")
    WITHDRAWN = "withdrawn", _("Withdrawn by who said it")
    UNDONE = "undone", _("Undone: the cards it came from speak again")


STANDING = (Fate.OPEN, Fate.KEPT, Fate.POSTPONED)
ENDED = (Fate.MERGED, Fate.SPLIT, Fate.WITHDRAWN, Fate.UNDONE)
NEEDS_REASON = (Fate.POSTPONED, Fate.DROPPED)
CHOSEN = (Fate.KEPT, Fate.POSTPONED, Fate.DROPPED, Fate.OPEN, Fate.WITHDRAWN)  # the others come by merging, splitting


class Family(models.TextChoices):
    """The six families of resources of the seed; an atelier may add its own beside them."""

    HUMAN = "human", _("Human (skills, know-how)")
    NATURAL = "natural", _("Natural (landscapes)")
    AGRICULTURAL = "agricultural", _("Agricultural")
    ECONOMIC = "economic", _("Economic")
    MATERIAL = "material", _("Material (equipment, sites, heritage)")
    INTANGIBLE = "intangible", _("Intangible (spirit of the place, culture, networks)")
