"""What lies under everything: paper, sea with its water lines, relief, the veil on the neighbours."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from atelier.territories.style.palette import Palette
from atelier.territories.style.parts import REGULAR, Group, StyleLayer, fill, label, line, zoomed


def paper(palette: Palette) -> list[StyleLayer]:
    bands = [part for band, colour in enumerate(palette.sea) for part in (band, colour)]
    background: StyleLayer = {"id": "paper", "type": "background", "paint": {"background-color": palette.paper}}
    sea = fill("sea", "sea", color=["match", ["get", "band"], *bands, palette.sea[0]], antialias=False)
    sea["layout"] = {"fill-sort-key": ["get", "band"]}
    return [background, sea]


def neighbours_veil(palette: Palette) -> StyleLayer:
    """The communes around are there, a little further away."""
    return fill(
        "veil", "communes", where=["!=", ["get", "role"], "coeur"],
        color=palette.veil, opacity=palette.veil_strength, antialias=False,
    )  # fmt: skip


def relief(palette: Palette) -> Group:
    shade: StyleLayer = {
        "id": "hillshade", "type": "raster", "source": "hillshade",
        "paint": {"raster-opacity": palette.shade_strength, "raster-fade-duration": 0},
    }  # fmt: skip
    return Group("relief", _("Relief"), True, (shade,))


def contours(palette: Palette) -> Group:
    plain = ["all", ["!", ["get", "index"]], ["!", ["get", "sea"]]]
    index = ["all", ["get", "index"], ["!", ["get", "sea"]]]
    return Group(
        "contours",
        _("Contour lines"),
        True,
        (
            line("contours-depth", "contours", where=["get", "sea"], from_zoom=12, color=palette.depth,
                 width=zoomed(12, 0.5, 16, 1), opacity=0.55, dasharray=[6, 3]),
            line("contours-plain", "contours", where=plain, from_zoom=11.5, color=palette.contour,
                 width=zoomed(11.5, 0.3, 14, 0.6, 17, 1.1), opacity=zoomed(11.5, 0.25, 13.5, 0.65)),
            line("contours-index", "contours", where=index, from_zoom=10.5, color=palette.contour_index,
                 width=zoomed(10.5, 0.35, 14, 1, 17, 1.7), opacity=zoomed(10.5, 0.3, 13, 0.75)),
        ),
    )  # fmt: skip


def contour_labels(palette: Palette) -> tuple[StyleLayer, ...]:
    written = {
        "symbol-placement": "line", "symbol-spacing": 420, "text-field": ["to-string", ["get", "height"]],
        "text-font": [REGULAR], "text-size": zoomed(12.5, 9, 16, 11.5), "text-max-angle": 20, "text-padding": 12,
        "text-letter-spacing": 0.04,
    }  # fmt: skip
    halo = {"color": palette.contour_text, "halo_color": palette.halo, "halo_width": 1.4, "halo_blur": 0.4}
    metres = {**written, "text-field": ["concat", "\u2212", ["to-string", ["abs", ["get", "height"]]], "\u00a0m"]}
    return (
        label("contours-index-label", "contours", written, from_zoom=12.5,
              where=["all", ["get", "index"], ["!", ["get", "sea"]]], **halo),
        label("contours-plain-label", "contours", {**written, "symbol-spacing": 700}, from_zoom=14.5,
              where=["all", ["!", ["get", "index"]], ["!", ["get", "sea"]]], **halo),
        label("contours-depth-label", "contours", metres, where=["get", "sea"], from_zoom=13,
              color=palette.sea_text, halo_color=palette.sea[1], halo_width=1.2),
    )  # fmt: skip
