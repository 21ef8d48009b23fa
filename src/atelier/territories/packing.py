"""What of this room travels in a suitcase."""

from __future__ import annotations

from atelier.common.carrying import Apart, Declaration, Stays
from atelier.territories.models import Commune, Department, Epci, ReferenceLoad, Region

PLACES = (Region, Department, Epci, Commune)  # parents first

PACKING: tuple[Declaration, ...] = (
    *(Apart(model, "territory/: those of the map, for a machine that has none") for model in PLACES),
    Stays(ReferenceLoad, "says which files this machine has read"),
)
