"""What of this room travels in a suitcase."""

from __future__ import annotations

from atelier.ateliers.commands import free_slug
from atelier.ateliers.models import AccessToken, Atelier, Membership, Seat, SeatKey, Step, Workshop
from atelier.common.carrying import Declaration, Kept, Stays

PACKING: tuple[Declaration, ...] = (
    Kept(Atelier, local={"slug": free_slug}),
    Kept(Membership, same=("atelier", "account"), is_outward=True),
    Kept(Workshop),
    Kept(Step),
    Kept(Seat, same=("workshop", "account")),
    Stays(SeatKey, "lives ten minutes, and its hash is keyed by the machine's secret"),
    Stays(AccessToken, "opens one machine, and its hash is keyed by the machine's secret"),
)
