"""The key of the base map: what its quiet colours say, for those layers that are under the frame."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from atelier.engines.cartography.frame import Frame
from atelier.engines.cartography.ground import Ground
from atelier.engines.cartography.inks import INKS, Inks, Style

ZONES = {"U": "Zone urbaine", "AU": "À urbaniser", "A": "Agricole", "N": "Naturelle"}


@dataclass(frozen=True)
class KeyEntry:
    """A sample, filled or as a line, whole or broken, and its word in French."""

    label: str
    shape: Literal["area", "line", "dashes", "road"]
    colour: str
    opacity: float = 1.0


def key_of(ground: Ground, frame: Frame, style: Style) -> list[KeyEntry]:
    """Entries in the order of importance; a layer that is not under the frame has none."""
    inks = INKS[style]
    area = frame.ground
    zones = [said.get("zone") for _, said in ground.within("plu", area)] if inks.zones else []
    found = [
        KeyEntry(label, "area", inks.zones[zone], inks.zone_strength) for zone, label in ZONES.items() if zone in zones
    ]
    found += [entry for layer, entry in _plain(inks, has_zones=bool(zones)) if ground.within(layer, area)]
    return found


def _plain(inks: Inks, *, has_zones: bool) -> list[tuple[str, KeyEntry]]:
    entries = [("streams", KeyEntry("Cours d’eau", "line", inks.water)),
               ("roads", KeyEntry("Route principale", "road", inks.road_casing)),
               ("limits", KeyEntry("Limite de commune", "dashes", inks.limit))]  # fmt: skip
    if inks.fills:
        soft = 0.5 if inks.hills else 1.0
        entries.insert(0, ("woods", KeyEntry("Bois, forêt", "area", inks.woods, soft)))
        if not has_zones:
            entries.insert(0, ("built", KeyEntry("Espace habité", "area", inks.built, 0.85 * soft)))
    if inks.zones:
        entries.append(("flood", KeyEntry("Zone inondable", "area", inks.flood, 0.5)))
    if inks.zones or inks.hills:
        entries.append(("protected", KeyEntry("Espace protégé", "area", inks.protected, 0.3)))
    return entries
