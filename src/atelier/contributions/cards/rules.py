"""Who may do what with cards (docs/reference/permissions.md)."""

from __future__ import annotations

from uuid import UUID

from atelier.ateliers.enums import Role
from atelier.ateliers.models import Atelier
from atelier.ateliers.rules import can_see, is_keeper
from atelier.ateliers.viewer import Viewer
from atelier.common.errors import NotForYou, NotSeen
from atelier.contributions.cards.models import Card


def can_gather(viewer: Viewer, atelier: Atelier) -> bool:
    """Keepers, scribes and the team write cards and say what becomes of them."""
    return is_keeper(viewer, atelier) or viewer.role_in(atelier) in {Role.SCRIBE, Role.TEAM}


CARD_RULES = {"read_cards": can_see, "gather": can_gather}


def access_cards(viewer: Viewer, slug: str, *, to: str = "read_cards") -> Atelier:
    """The atelier at this address, to do something with its cards; 404 if unseen, 403 if forbidden."""
    atelier: Atelier | None = Atelier.objects.filter(slug=slug).first()
    if atelier is None or not can_see(viewer, atelier):
        raise NotSeen
    if not CARD_RULES[to](viewer, atelier):
        raise NotForYou
    return atelier


def access_card(viewer: Viewer, slug: str, pk: UUID, *, to: str = "read_cards") -> Card:
    """A card of this atelier; 404 if unseen, 403 if forbidden."""
    atelier = access_cards(viewer, slug, to=to)
    card = Card.objects.of(atelier).select_related("atelier", "workshop", "said_by").filter(pk=pk).first()
    if card is None:
        raise NotSeen
    return card
