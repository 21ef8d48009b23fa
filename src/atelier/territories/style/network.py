"""Lines of the ground: water, shore, roads, limits."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from atelier.territories.style.palette import Palette
from atelier.territories.style.parts import ITALIC, Group, StyleLayer, label, line, zoomed


def shore(palette: Palette) -> list[StyleLayer]:
    return [line("shore", "shore", color=palette.shore, width=zoomed(8, 0.5, 12, 0.9, 16, 1.6), opacity=0.85)]


def streams(palette: Palette) -> Group:
    river, stream = ["==", ["get", "kind"], "river"], ["==", ["get", "kind"], "stream"]
    named = ["all", stream, ["has", "name"]]
    written = {
        "symbol-placement": "line", "symbol-spacing": 620, "text-field": ["get", "name"], "text-font": [ITALIC],
        "text-size": zoomed(11, 10.5, 15, 13.5), "text-letter-spacing": 0.08, "text-max-angle": 32,
        "text-offset": [0, -0.75], "text-padding": 28,
    }  # fmt: skip
    return Group(
        "streams",
        _("Streams"),
        True,
        (
            line("streams-unnamed", "streams", where=["all", stream, ["!", ["has", "name"]]], from_zoom=11,
                 color=palette.water, width=zoomed(11, 0.5, 14, 1, 17, 2.2), opacity=0.85),
            line("streams-named", "streams", where=named, color=palette.water,
                 width=zoomed(9, 0.7, 12, 1.3, 15, 2.6, 17, 4.5)),
            line("rivers", "streams", where=river, color=palette.water, width=zoomed(7, 0.6, 11, 1.1, 14, 1.9)),
            label("streams-label", "streams", written, where=["has", "name"], from_zoom=10.5,
                  color=palette.water_text, halo_color=palette.halo, halo_width=1.4),
        ),
    )  # fmt: skip


def roads(palette: Palette) -> Group:
    return Group(
        "roads",
        _("Roads"),
        True,
        (
            line("roads-casing", "roads", color=palette.road_casing, from_zoom=9.5,
                 width=zoomed(9.5, 0.7, 11, 1.2, 13, 3, 15, 6.2, 17, 13), opacity=zoomed(9.5, 0.6, 12, 0.85)),
            line("roads-surface", "roads", color=palette.road, from_zoom=11.5,
                 width=zoomed(11.5, 0.3, 13, 1.8, 15, 4.6, 17, 10.8)),
        ),
    )  # fmt: skip


def limits(palette: Palette) -> tuple[StyleLayer, ...]:
    return (
        line("limits-core-glow", "limits", where=["==", ["get", "kind"], "core"], cap="butt",
             color=palette.limit_core, width=zoomed(8, 3, 12, 7, 16, 12), opacity=0.13),
        line("limits-commune", "limits", where=["==", ["get", "kind"], "commune"], cap="butt", from_zoom=9,
             color=palette.limit, width=zoomed(9, 0.4, 12, 0.8, 16, 1.5), dasharray=[7, 2.5, 1.5, 2.5],
             opacity=zoomed(9, 0.3, 11.5, 0.75)),
        line("limits-epci", "limits", where=["in", ["get", "kind"], ["literal", ["epci", "department"]]], cap="butt",
             color=palette.limit, width=zoomed(7, 0.5, 12, 1.1, 16, 2), dasharray=[8, 2, 1.5, 2, 1.5, 2], opacity=0.75),
        line("limits-core", "limits", where=["==", ["get", "kind"], "core"], cap="butt",
             color=palette.limit_core, width=zoomed(7, 0.9, 12, 1.4, 16, 2.4), dasharray=[8, 2, 1.5, 2]),
    )  # fmt: skip
