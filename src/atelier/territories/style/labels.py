"""Names of communes, by population, and of the sea."""

from __future__ import annotations

from typing import Any

from atelier.territories.style.palette import Palette
from atelier.territories.style.parts import BOLD, ITALIC, REGULAR, StyleLayer, label, zoomed

# rank (see build.layers): first zoom near and around, size at zooms 9 and 14, letter spacing
TOWNS = {1: (6.5, 6.5, 15, 25), 2: (8, 8.5, 12.5, 18), 3: (9.3, 10.4, 11.5, 15.5), 4: (10.3, 11.2, 10.5, 14)}


def commune_labels(palette: Palette) -> tuple[StyleLayer, ...]:
    """Towns last in the list: MapLibre gives the room to the last drawn first."""
    layers = []
    for rank in (4, 3, 2, 1):
        near_zoom, around_zoom, small, large = TOWNS[rank]
        layers.append(_communes(palette, rank, "around", around_zoom, small * 0.92, large * 0.86))
        layers.append(_communes(palette, rank, "near", near_zoom, small, large))
    return tuple(layers)


def _communes(palette: Palette, rank: int, role: str, from_zoom: float, small: float, large: float) -> StyleLayer:
    is_near = role == "near"
    where = ["all", ["==", ["get", "kind"], "commune"], ["==", ["get", "rank"], rank],
             ["==" if is_near else "!=", ["get", "role"], "coeur"]]  # fmt: skip
    layout: dict[str, Any] = {
        "text-field": ["get", "name"],
        "text-font": [BOLD if rank <= 2 and is_near else REGULAR],
        "text-size": zoomed(9, small, 14, large),
        "text-letter-spacing": 0.09 if rank == 1 else 0.04,
        "text-max-width": 7,
        "text-line-height": 1.08,
        "text-padding": 6,
        "symbol-sort-key": ["-", 0, ["get", "population"]],
        "text-variable-anchor": ["center", "top", "bottom"],
    }
    return label(
        f"communes-label-{rank}-{role}", "places", layout, where=where, from_zoom=from_zoom,
        color=palette.text if is_near else palette.text_soft, halo_color=palette.halo, halo_width=1.7, halo_blur=0.6,
        opacity=1 if is_near else 0.92,
    )  # fmt: skip


def sea_labels(palette: Palette) -> tuple[StyleLayer, ...]:
    return tuple(
        {
            **label(
                f"sea-label-{zoom}", "places",
                {"text-field": ["get", "name"], "text-font": [ITALIC], "text-size": zoomed(zoom, 17, zoom + 3, 30),
                 "text-letter-spacing": 0.42, "text-max-width": 30, "text-rotate": -24},
                where=["all", ["==", ["get", "kind"], "mer"], ["==", ["get", "zoom"], zoom]], from_zoom=first,
                color=palette.sea_text, halo_color=palette.sea[1], halo_width=1, opacity=0.8,
            ),
            "maxzoom": last,
        }
        for zoom, first, last in ((8, 7, 11.6), (12, 11.6, 16))
    )  # fmt: skip
