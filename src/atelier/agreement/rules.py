"""Who may do what with votes, rounds and zones (docs/reference/permissions.md)."""

from __future__ import annotations

from uuid import UUID

from atelier.agreement.consulting.models import Consultation
from atelier.agreement.rounds.models import Round
from atelier.ateliers.models import Atelier
from atelier.ateliers.rules import can_see, is_keeper
from atelier.ateliers.viewer import Viewer
from atelier.common.errors import NotForYou, NotSeen
from atelier.contributions.cards.rules import can_gather
from atelier.tables.rules import shows_wall

AGREEMENT_RULES = {"read_agreement": can_see, "count_hands": can_gather, "lead_agreement": is_keeper}


def access_agreement(viewer: Viewer, slug: str, *, to: str = "read_agreement") -> Atelier:
    """The atelier at this address, to look for agreement there; 404 if unseen, 403 if forbidden."""
    atelier: Atelier | None = Atelier.objects.filter(slug=slug).first()
    if atelier is None or not can_see(viewer, atelier):
        raise NotSeen
    if not AGREEMENT_RULES[to](viewer, atelier):
        raise NotForYou
    return atelier


def access_consultation(viewer: Viewer, slug: str, pk: UUID, *, to: str = "read_agreement") -> Consultation:
    """A consultation of this atelier; 404 if unseen, 403 if forbidden."""
    atelier = access_agreement(viewer, slug, to=to)
    found = Consultation.objects.of(atelier).select_related("atelier", "workshop").filter(pk=pk).first()
    if found is None:
        raise NotSeen
    return found


def access_result(viewer: Viewer, slug: str, pk: UUID) -> Consultation:
    """A consultation whose result this viewer may show: who reads it, and the computer where the wall's code was typed.

    404 if unseen.
    """
    # everywhere: the atelier is found through the consultation, then asked
    rows = Consultation.everywhere.select_related("atelier", "workshop")
    found: Consultation | None = rows.filter(pk=pk, atelier__slug=slug).first()
    if found is None or not (can_see(viewer, found.atelier) or _is_on_wall(viewer, found)):
        raise NotSeen
    return found


def _is_on_wall(viewer: Viewer, consultation: Consultation) -> bool:
    return consultation.workshop_id is not None and shows_wall(viewer, consultation.workshop_id)


def access_round(viewer: Viewer, slug: str, pk: UUID, *, to: str = "read_agreement") -> Round:
    """A validation round of this atelier; 404 if unseen, 403 if forbidden."""
    atelier = access_agreement(viewer, slug, to=to)
    found = Round.objects.of(atelier).select_related("atelier", "workshop").filter(pk=pk).first()
    if found is None:
        raise NotSeen
    return found


def abilities_in(viewer: Viewer, atelier: Atelier) -> frozenset[str]:
    return frozenset(name for name, rule in AGREEMENT_RULES.items() if rule(viewer, atelier))
