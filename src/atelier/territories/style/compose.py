"""The MapLibre style of a site: sources, layers in their order, groups for the table's switches."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from django.conf import settings
from django.templatetags.static import static
from django.utils.translation import gettext_lazy as _

from atelier.territories.sites import Site
from atelier.territories.style import ground, internet, labels, network, themes
from atelier.territories.style.palette import PALETTES, Palette
from atelier.territories.style.parts import BASE, BOLD, ITALIC, REGULAR, Group, StyleLayer

Theme = Literal["paper", "dark"]
FONTS = {REGULAR: "latin-400-normal", ITALIC: "latin-400-italic", BOLD: "latin-700-normal"}
FONT_FILE = "common/fonts/atkinson-hyperlegible-next-{}.woff2"
THEMES: dict[str, Callable[[Palette], Group]] = {
    "plu": themes.planning,
    "population": themes.population,
    "protected": themes.protected,
    "flood": themes.flood,
    "risk": themes.risk,
}


def style_of(site: Site, *, theme: Theme, origin: str) -> dict[str, Any]:
    """A complete style, version 8. `metadata["atelier:groups"]` lists the switches, bottom to top.

    origin: scheme and host of this server, since MapLibre wants an absolute sprite address; the archives and the
    fonts are given by path. The client registers the `pmtiles` protocol.
    """
    palette = PALETTES[theme]
    layers, groups = _drawing(site, palette)
    return {
        "version": 8,
        "name": site.title,
        "metadata": {"atelier:groups": [_described(group) for group in groups], "atelier:theme": theme},
        "center": list(site.centre),
        "zoom": 12,
        "sprite": origin + site.file_url(f"{theme}.json").replace(".json", ""),
        "font-faces": {name: static(FONT_FILE.format(file)) for name, file in FONTS.items()},
        "sources": _sources(site),
        "layers": layers,
    }


def _drawing(site: Site, palette: Palette) -> tuple[list[StyleLayer], list[Group]]:
    """Layers from the bottom to the top, and the groups some of them belong to."""
    has = set(site.layers)
    relief = [ground.relief(palette)] if site.has_relief else []
    maps = internet.groups() if settings.INTERNET_ALLOWED else []
    tints = [make(palette) for name, make in THEMES.items() if name in has]
    contours = [ground.contours(palette)] if "contours" in has else []
    streams, roads = network.streams(palette), network.roads(palette)
    lines = [group for group, name in ((streams, "streams"), (roads, "roads")) if name in has]
    defences = [themes.defences(palette)] if "defences" in has else []
    limits, names = network.limits(palette), labels.commune_labels(palette)
    communes = Group("communes", _("Communes"), True, (*limits, *names))

    layers = [
        *ground.paper(palette), *_layers(relief), ground.neighbours_veil(palette), *_layers(maps), *_layers(tints),
        *_layers(contours), *_layers(lines, "line"), *network.shore(palette), *_layers(defences), *limits,
        *(ground.contour_labels(palette) if contours else ()), *_layers(lines, "symbol"),
        *labels.sea_labels(palette), *names,
    ]  # fmt: skip
    if contours:
        contours = [_with_layers(contours[0], ground.contour_labels(palette))]
    groups = [*relief, *contours, *lines[::-1], communes, *tints, *defences, *maps]
    hidden = {layer["id"] for group in groups if not group.is_visible for layer in group.layers}
    return [_shown(layer, hidden) for layer in layers], groups


def _layers(groups: list[Group], kind: str | None = None) -> list[StyleLayer]:
    return [layer for group in groups for layer in group.layers if kind in (None, layer["type"])]


def _with_layers(group: Group, more: tuple[StyleLayer, ...]) -> Group:
    return Group(group.id, group.title, group.is_visible, (*group.layers, *more))


def _shown(layer: StyleLayer, hidden: set[str]) -> StyleLayer:
    if layer["id"] not in hidden:
        return layer
    return {**layer, "layout": {**layer.get("layout", {}), "visibility": "none"}}


def _described(group: Group) -> dict[str, Any]:
    return {
        "id": group.id,
        "title": str(group.title),
        "visible": group.is_visible,
        "layers": [layer["id"] for layer in group.layers],
    }


def _sources(site: Site) -> dict[str, dict[str, Any]]:
    sources: dict[str, dict[str, Any]] = {
        BASE: {
            "type": "vector",
            "url": f"pmtiles://{site.file_url('base.pmtiles')}",
            "attribution": " · ".join(site.credits),
        }
    }
    if site.has_relief:
        sources["hillshade"] = {
            "type": "raster",
            "url": f"pmtiles://{site.file_url('hillshade.pmtiles')}",
            "tileSize": 512,
        }
        sources["terrain"] = {
            "type": "raster-dem", "url": f"pmtiles://{site.file_url('terrain.pmtiles')}", "tileSize": 512,
            "encoding": "terrarium",
        }  # fmt: skip
    return sources | (internet.sources() if settings.INTERNET_ALLOWED else {})
